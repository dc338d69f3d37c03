"""Who sides with whom, as readers come to see it: the landscape, the film of friend and foe, who tips the balance."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import PHONE, Reader
from tests.browser.test_access import SMALL, violations

WAIT = 180_000
VIEWS = {
    "landscape": ("align/1936", ".loyal li"),
    "friend and foe": ("balance?day=1939-09-10&show=network", ".index"),
    "power": ("pivot?day=1939-08-22", ".verdict .who"),
}  # fmt: skip


def opened(reader: Reader, view: str, shows: str) -> Any:
    """A view with its answer, however slow the machine."""
    page = reader.page
    page.set_default_timeout(WAIT)
    page.goto("about:blank", timeout=WAIT)
    page.goto(f"{reader.origin}#/{view}", timeout=WAIT)
    page.locator(shows).first.wait_for(timeout=WAIT)
    return page


def chips(page: Any, side: int) -> set[str]:
    """The states of a camp beside the map."""
    found = page.locator(f".now .side-{side} li").all_inner_texts()
    return {text.removesuffix("✕").removesuffix("⇄").split("\n")[0].strip() for text in found}


def test_the_landscape_of_1936_is_walked_from_valley_to_valley(reader: Reader) -> None:
    page = opened(reader, "align/1936", ".relief .step")
    assert page.locator(".relief .valley").count() == page.locator(".cards .card").count() == 2
    assert {"United Kingdom", "France", "Soviet Union"} <= chips(page, 0) and "Germany" in chips(page, 1)
    page.locator(".steps button", has_text="Valley 2").click()
    page.locator(".where", has_text="Bottom of valley 2").wait_for(timeout=WAIT)
    assert chips(page, 0) == {"Soviet Union", "Yugoslavia", "Greece"}
    assert "at=" in page.url
    slider = page.get_by_role("slider", name="Step")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    page.locator(".where", has_text="changes camp").wait_for(timeout=WAIT)
    again = page.url
    page.reload()
    page.locator(".where", has_text="changes camp").wait_for(timeout=WAIT)
    assert page.url == again, "the address is the view"


def test_misplaced_states_are_marked_and_the_paper_is_compared(reader: Reader) -> None:
    page = opened(reader, "align/1936", ".cards .card")
    marked = page.locator(".cards .card").first.locator("li.misplaced").all_inner_texts()
    names = {text.split("\n")[0].removesuffix("✕").strip() for text in marked}
    assert names == {"Poland", "Portugal", "Lithuania", "Romania"}
    told = page.locator(".alert", has_text="first optimum of the paper").inner_text()
    assert "valley 1 but for: Lithuania, Romania" in told
    page.locator(".years tbody tr").first.wait_for(timeout=WAIT)
    assert page.locator(".years tbody tr").count() == 12


def test_other_weights_make_another_landscape_and_a_year_is_a_link(reader: Reader) -> None:
    page = opened(reader, "align/1936?weight=religion%3D2", ".relief .step")
    assert page.locator(".cards .card").count() == 1
    page.get_by_role("button", name="As in the record").click()
    page.locator(".cards .card").nth(1).wait_for(timeout=WAIT)
    page.locator(".years a", has_text="1939").click()
    page.locator("h1", has_text="1939").wait_for(timeout=WAIT)
    assert "align/1939" in page.url
    page.get_by_role("button", name="Shuffle 500 times").click()
    page.locator(".found", has_text="Of 500 shuffled landscapes").wait_for(timeout=WAIT)


def test_the_film_runs_month_by_month_and_stops(reader: Reader) -> None:
    page = opened(reader, "balance?day=1939-07-01", ".index")
    page.get_by_role("button", name="A month on").click()
    page.locator(".day", has_text="1 August 1939").wait_for(timeout=WAIT)
    page.get_by_role("button", name="Play").click()
    page.locator(".day", has_text="October 1939").wait_for(timeout=WAIT)
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("slider", name="Month").focus()
    page.keyboard.press("Home")
    page.locator(".day", has_text="1 January 1930").wait_for(timeout=WAIT)


def test_a_network_names_its_frustrated_ties_with_their_records(reader: Reader) -> None:
    page = opened(reader, "balance?day=1939-09-10&show=network", ".index")
    assert page.locator(".network .tie.foe").count() >= 5
    assert "proven" in page.locator(".index").inner_text()
    row = page.locator("section tr:has(a)", has_text="Germany").first
    row.locator("a[href*='treaty/'], a[href*='event/']").first.wait_for(state="attached", timeout=WAIT)
    page.get_by_text("As a table").first.click()
    page.locator(".months tbody tr").nth(11).wait_for(state="attached", timeout=WAIT)


def test_the_soviet_union_tips_the_balance_on_22_august_and_not_on_the_24th(reader: Reader) -> None:
    page = opened(reader, "pivot?day=1939-08-22", ".verdict .who")
    assert page.locator(".verdict .who").inner_text() == "Pivotal: Soviet Union"
    page.locator(".next", has_text="From 23 August 1939").wait_for(timeout=WAIT)
    page = opened(reader, "pivot?day=1939-08-24", ".verdict .who")
    assert page.locator(".verdict .who").inner_text() == "Pivotal: nobody"
    assert "Non-Aggression between Germany and the USSR" in page.locator(".verdict").inner_text()
    germany = page.locator("tr", has=page.locator("th", has_text="Germany"))
    assert "two fronts" in germany.inner_text()


@pytest.mark.parametrize("reader", [{"expects": "400"}], indirect=True)
def test_a_day_without_camps_says_which_days_have_them(reader: Reader) -> None:
    page = opened(reader, "pivot?day=1925-01-01&lang=vi", ".alert")
    assert "1936-10-25 to 1941-06-22" in page.locator(".alert").inner_text()
    assert page.locator("h1").inner_text().startswith("Ai làm nghiêng cán cân?")


@pytest.mark.parametrize(
    "reader", [{}, {"scheme": "dark", "viewport": PHONE}], indirect=True, ids=["desk", "phone in the dark"]
)
@pytest.mark.parametrize(("view", "shows"), VIEWS.values(), ids=VIEWS)
def test_everybody_can_use_it(reader: Reader, view: str, shows: str) -> None:
    page = opened(reader, view, shows)
    reader.rests()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(SMALL) == []
