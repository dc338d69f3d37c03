"""Everybody can use it: no violation that axe-core knows, all by keyboard, on a phone too."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import PHONE, Reader

VIEWS = {
    "atlas": ("atlas?day=1939-08-25&of=soviet-union", ".instrument"),
    "table": ("atlas?day=1939-08-25&show=table", ".twin tbody tr"),
    "who knew": ("atlas?day=1939-08-25&known=poland", ".ribbon"),
    "asia": ("atlas?day=1936-06-01&view=asia", "svg .atom"),
    "act": ("act?day=1939-09-17&actor=soviet-union&target=poland&debtor=united-kingdom&creditor=poland", ".verdict"),
    "compare": ("compare?day=1938-01-01&to=1940-10-01", "svg .atom"),
    "suppositions": ("suppose", ".cards"),
    "supposition": ("suppose/without-the-secret-protocol?day=1939-08-25", ".rows"),
    "treaty": ("treaty/1939-08-23-german-soviet-nonaggression", ".articles"),
    "state": ("state/poland", ".instrument"),
    "place": ("place/vilnius", "table"),
    "person": ("person/stalin", "table"),
    "organization": ("organization/league-of-nations", "table"),
    "event": ("event/1939-09-17-soviet-union-attacks-poland", ".sources"),
    "reading": ("reading/franco-soviet-lapse-1939", ".columns"),
    "contents": ("contents", ".list li"),
    "sources": ("sources", "main li"),
    "search": ("search?q=Berlin", "main li"),
    "empty search": ("search?q=qwxyz", ".lead"),
}


def violations(page: Any) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"][:3]]


@pytest.mark.parametrize(("view", "shows"), VIEWS.values(), ids=VIEWS)
def test_axe_finds_no_violation(reader: Reader, view: str, shows: str) -> None:
    assert violations(reader.opens(view, shows)) == []


DARK = {"scheme": "dark"}


@pytest.mark.parametrize("reader", [DARK], indirect=True, ids=["dark"])
@pytest.mark.parametrize("name", ["atlas", "act", "treaty"])
def test_axe_finds_no_violation_in_the_dark(reader: Reader, name: str) -> None:
    assert violations(reader.opens(*VIEWS[name])) == []


HAND = {"viewport": PHONE}


@pytest.mark.parametrize("reader", [HAND], indirect=True, ids=["phone"])
@pytest.mark.parametrize(("view", "shows"), VIEWS.values(), ids=VIEWS)
def test_nothing_is_wider_than_a_phone(reader: Reader, view: str, shows: str) -> None:
    page = reader.opens(view, shows)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


SMALL = """() => [...document.querySelectorAll('button, select, input, summary, nav a, [role=slider]')]
  .filter(one => one.checkVisibility({ visibilityProperty: true }))
  .map(one => [one.closest('label') ?? one, one])
  .map(([target, one]) => [target.getBoundingClientRect(), one.outerHTML.slice(0, 120)])
  .filter(([box]) => box.width && (box.width < 24 || box.height < 23.5))
  .map(([, html]) => html)"""


@pytest.mark.parametrize("reader", [HAND], indirect=True, ids=["phone"])
@pytest.mark.parametrize("name", ["atlas", "act", "treaty", "contents", "compare"])
def test_every_target_is_large_enough_for_a_finger(reader: Reader, name: str) -> None:
    assert reader.opens(*VIEWS[name]).evaluate(SMALL) == []


@pytest.mark.parametrize("reader", [HAND], indirect=True, ids=["phone"])
def test_axe_finds_no_violation_on_a_phone(reader: Reader) -> None:
    assert violations(reader.opens(*VIEWS["atlas"])) == []


def test_everything_on_the_atlas_can_be_done_by_keyboard(reader: Reader) -> None:
    page = reader.opens("atlas?day=1939-08-25", "svg .atom")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    focused = "document.activeElement.getAttribute('role') ?? document.activeElement.tagName"
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate(focused) == "option":
            break
    assert page.evaluate(focused) == "option", "Tab reaches the map"
    first = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("ArrowRight")
    second = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert second and second != first, "an arrow goes to the next shape"
    page.keyboard.press("Enter")
    reader.rests()
    assert page.locator(".instrument").count() > 0, "Enter chooses the state"
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("+")
    reader.rests()
    assert "scale(1.4)" in page.locator("svg > g").first.get_attribute("transform")


def test_the_map_has_a_table_that_says_the_same(reader: Reader) -> None:
    page = reader.opens("atlas?day=1939-08-25&hide=none", "path.arc.help")
    drawn = page.locator("path.arc.help title").count()
    page.get_by_role("button", name="Table").click()
    page.locator(".twin").wait_for()
    assert page.locator("td", has_text="Help in arms").count() >= drawn > 10
