"""The lessons run through the atlas, step by step; practice and papers, as a student and a teacher meet them."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.browser.conftest import PHONE, Reader
from tests.browser.test_access import violations
from tests.tiny import shipped

LONG = 120_000
TOURS = sorted(shipped().lessons.values(), key=lambda lesson: lesson.number)


def step(reader: Reader, number: int) -> Any:
    """Wait until a step of the tour stands over its view."""
    page = reader.page
    page.locator("aside.lesson", has_text=f"step {number} of").wait_for(timeout=LONG)
    page.locator("main h1, main h2, main svg .atom").first.wait_for(state="attached", timeout=LONG)
    return page


@pytest.mark.parametrize("lesson", TOURS, ids=lambda lesson: lesson.id)
def test_a_lesson_runs_from_its_aims_through_every_step(reader: Reader, lesson: Any) -> None:
    page = reader.opens(f"lesson/{lesson.id}?lang=en", ".steps")
    assert page.locator(".aims li").count() == len(lesson.aims)
    assert page.locator(".steps > li").count() == len(lesson.steps)
    page.get_by_role("link", name="Begin the tour").click(timeout=LONG)
    for number, stop in enumerate(lesson.steps, 1):
        page = step(reader, number)
        assert page.locator("aside.lesson h2").inner_text(timeout=LONG) == stop.title["en"]
        assert page.locator("main [role=alert]").count() == 0, f"step {number} shows a fault"
        day = re.search(r"day=([\d-]+)", stop.look)
        assert day is None or reader.day() == day[1]
        asks = page.locator("aside.lesson").get_by_role("button", name="Question", exact=True)
        assert asks.count() == bool(stop.question)
        if number < len(lesson.steps):
            page.get_by_role("link", name="Next ›", exact=True).click(timeout=LONG)
    page.get_by_role("link", name="Finish").click(timeout=LONG)
    page.locator("h1", has_text="Learn").wait_for(timeout=LONG)
    assert "lesson=" not in page.url


def test_an_answer_is_marked_with_its_words_and_the_clock_of_practice_is_set(reader: Reader) -> None:
    page = reader.opens("practice?id=why-stalin-signed&lang=en", "textarea")
    page.get_by_role("button", name="Hint").click()
    assert (
        "atlas" in str(page.locator(".hint a").get_attribute("href", timeout=LONG)) or page.locator(".hint a").count()
    )
    page.locator("textarea").fill("He wanted to buy time, since the purges had weakened the Red Army.")
    page.get_by_role("button", name="Mark it").click()
    page.locator(".marks").wait_for(timeout=LONG)
    assert "3 of 6" in page.locator(".marks h2").inner_text()
    assert "buy time" in page.locator(".marks mark").all_text_contents()
    page.get_by_text("comes back").wait_for(timeout=LONG)
    assert "why-stalin-signed" in str(page.evaluate("localStorage.getItem('foedera.practice')"))
    assert violations(page) == []


@pytest.mark.parametrize("reader", [{"viewport": PHONE, "scheme": "dark"}], indirect=True, ids=["phone in the dark"])
def test_a_timed_paper_is_written_by_keyboard_and_marked_at_the_end(reader: Reader) -> None:
    page = reader.opens("paper?q=cooperation-1920s&q=puzzle-1&lang=vi", ".questions")
    page.locator("button.primary").focus()
    page.keyboard.press("Enter")
    page.locator("[role=timer]").wait_for(timeout=LONG)
    page.locator("textarea").first.focus()
    page.keyboard.type("Đức, 1922")
    page.locator("input[type=radio]").first.focus()
    page.keyboard.press("Space")
    page.locator("button.primary").click()
    page.locator(".result").wait_for(timeout=LONG)
    assert page.locator(".marks").count() == 2 and page.locator(".result").inner_text()[0] in "23"
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert violations(page) == []


def test_a_teacher_sees_the_scheme_the_mistakes_and_takes_the_files(reader: Reader) -> None:
    page = reader.opens("question/why-stalin-signed?show=scheme&lang=ro", ".scheme")
    text = page.locator(".scheme").inner_text()
    assert "Barem de corectare" in text and "Greșeli frecvente" in text
    assert violations(page) == []
    with page.expect_download(timeout=LONG) as got:
        page.get_by_role("link", name="docx, barem").click()
    assert got.value.suggested_filename == "interwar-scheme.docx"


@pytest.mark.parametrize("reader", [{"viewport": PHONE}], indirect=True, ids=["phone"])
def test_the_list_and_a_tour_fit_a_phone_and_offend_no_rule(reader: Reader) -> None:
    for view, shows in (("learn?lang=vi", ".cards"), (f"lesson/{TOURS[0].id}?lang=ro", ".steps")):
        page = reader.opens(view, shows)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert violations(page) == []
    page.locator("a.button").first.click()
    page.locator("aside.lesson h2").wait_for(timeout=LONG)
    page.locator("main svg .atom, main h1").first.wait_for(state="attached", timeout=LONG)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert violations(page) == []
