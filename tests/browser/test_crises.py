"""The crisis laboratory, as readers use it; every number on the page is compared with the API's own."""

from __future__ import annotations

import json
import re
import urllib.parse
import urllib.request
from typing import Any

import pytest

from tests.browser.conftest import PHONE, Reader
from tests.browser.test_access import SMALL, violations

RHINELAND = "crisis/rhineland-1936?prior=realist"
PATIENCE = 120_000


@pytest.fixture(scope="module", autouse=True)
def solver(origin: str) -> None:
    """The first question compiles the solver; it is asked before any page waits for it."""
    pytest.importorskip("numba")
    asked(origin, "rhineland-1936", prior="realist", draws="256")


def asked(origin: str, crisis: str, **conditions: str) -> Any:
    address = f"{origin}api/crisis/{crisis}?{urllib.parse.urlencode(conditions)}"
    with urllib.request.urlopen(address, timeout=900) as answer:
        return json.load(answer)


def enters(reader: Reader, view: str, shows: str = ".answer b") -> Any:
    """Go to a view of the laboratory and wait until every answer is there."""
    page = reader.page
    page.goto("about:blank")
    page.goto(f"{reader.origin}#/{view}")
    page.locator(shows).first.wait_for(state="attached", timeout=PATIENCE)
    reader.rests()
    return page


def test_a_crisis_is_found_from_the_atlas_and_its_tree_opens_by_hand_and_by_keyboard(reader: Reader) -> None:
    page = enters(reader, "contents", "h1")
    page.get_by_role("navigation").get_by_role("link", name="Crises").click()
    page.get_by_role("link", name="Moscow, August 1939").click()
    folded = page.locator("button.node[aria-expanded=false]")
    folded.first.wait_for(timeout=PATIENCE)
    before = page.locator(".words").count()
    folded.first.click()
    page.locator(".words").nth(before).wait_for(timeout=PATIENCE)
    more = page.locator(".words").count()
    folded.first.press("Enter")
    page.locator(".words").nth(more).wait_for(timeout=PATIENCE)
    assert "turned=" in page.url
    assert {"Poland", "Germany", "The Soviet Union"} <= set(page.locator(".head strong").all_text_contents())


def test_the_tree_and_its_table_say_the_same(reader: Reader) -> None:
    page = enters(reader, RHINELAND + "&fold=all")
    drawn = page.locator(".leaf .reach").all_text_contents()
    page.get_by_role("button", name="Table", exact=True).click()
    ends = page.locator("tr", has=page.locator("button[aria-pressed]", has_text="■"))
    assert drawn and ends.locator("td.n strong").all_text_contents() == drawn
    assert "show=table" in page.url


def test_a_slider_moves_the_answer_and_the_address(reader: Reader) -> None:
    page = enters(reader, RHINELAND)
    shown = page.locator("output.now b")
    before = shown.text_content()
    slider = page.get_by_role("slider", name="Germany: legitimacy")
    slider.focus()
    for _ in range(15):
        page.keyboard.press("ArrowRight")
    shown.filter(has_not_text=before).wait_for(timeout=PATIENCE)
    assert re.search(r"weight=germany(/|%2F)legitimacy(:|%3A)0\.4", page.url)
    page.get_by_role("button", name="Release all").click()
    shown.filter(has_text=before).wait_for(timeout=PATIENCE)


LANGUAGES = {"en": "{:.1f}%", "ro": "{:.1f} %", "vi": "{:.1f}%"}


@pytest.mark.parametrize(("language", "form"), LANGUAGES.items(), ids=LANGUAGES)
def test_the_supposition_is_a_sentence_of_the_apis_own_numbers(reader: Reader, language: str, form: str) -> None:
    made = asked(reader.origin, "rhineland-1936", prior="realist", suppose="france-protests", draws="20000")
    page = enters(reader, f"{RHINELAND}&suppose=france-protests&lang={language}")
    page.locator(f"html[lang={language}]").wait_for(timeout=PATIENCE)
    said = page.locator(".answer .lead").inner_text().replace("\u00a0", " ")
    for told in (made["without_supposing"]["share"], made["share"], made["probability"]):
        number = form.format(100 * told["value"])
        assert (number if language == "en" else number.replace(".", ",")) in said
    assert "Realist" in said, "texts of the record stay as they are"


def test_the_flip_is_told_in_words_and_marked_on_the_sliders(reader: Reader) -> None:
    made = asked(reader.origin, "rhineland-1936", prior="realist", draws="20000")
    assert made["flips_alone"], "the question of this test needs a flip"
    page = enters(reader, RHINELAND + "&weights=all")
    assert page.locator(".track .alone").count() == len(made["flips_alone"])
    first = made["flips_alone"][0]
    assert f"from {first['from']:.2f} to {first['to']:.2f}" in page.locator("main").inner_text()


def test_an_outcome_says_what_it_holds_and_from_what_that_was_read(reader: Reader) -> None:
    page = enters(reader, RHINELAND + "&fold=done")
    page.locator("button.leaf[aria-pressed]").first.click()
    page.locator(".outcome table").wait_for(timeout=PATIENCE)
    page.locator(".outcome summary").first.click()
    assert page.locator(".outcome .ground .sources a").count() > 0
    assert "outcome=" in page.url


@pytest.mark.parametrize("reader", [{}, {"viewport": PHONE, "scheme": "dark"}], indirect=True, ids=["desk", "phone"])
def test_the_laboratory_is_open_to_everybody(reader: Reader) -> None:
    page = enters(reader, RHINELAND + "&suppose=france-protests&weight=germany/legitimacy:0.4&lang=vi")
    page.locator(".sign").first.wait_for(timeout=PATIENCE)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(SMALL) == []
