"""What readers come for, told on the real record and in a real browser."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Reader

MAP = "svg .atom"
MISSING = pytest.mark.parametrize("reader", [{"expects": "404"}], indirect=True)


def cities(page: Any) -> set[str]:
    return {text.text_content() for text in page.locator("text.city").all()}


def test_the_atlas_opens_on_the_day_that_the_record_names(reader: Reader) -> None:
    page = reader.opens(waits_for=MAP)
    assert page.locator("h2.day").text_content() == "23 August 1939"
    assert page.locator(".events li").count() >= 3
    assert page.locator("path.sphere.secret").count() == 1


def test_what_a_state_could_not_know_vanishes(reader: Reader) -> None:
    page = reader.opens("atlas?day=1939-08-25&of=germany&with=soviet-union", ".instrument")
    assert page.locator(".instrument .badge.secret").count() >= 1
    assert page.locator("path.sphere.secret").count() == 1
    page.get_by_label("Who knew").select_option("poland")
    reader.rests()
    assert page.locator(".ribbon").inner_text().startswith("What Poland could know on 25 August 1939")
    page.locator(".instrument .badge.secret").first.wait_for(state="detached")
    assert page.locator(".instrument").count() >= 1, "the treaty itself was public"
    page.locator("path.sphere").first.wait_for(state="detached")


def test_an_annexed_capital_is_gone_from_the_map(reader: Reader) -> None:
    page = reader.opens("atlas?day=1938-01-01", "text.city")
    before = cities(page)
    page = reader.opens("atlas?day=1938-06-01", "text.city")
    assert "Vienna" in before - cities(page)


def test_the_scrubber_moves_the_day_and_the_address(reader: Reader) -> None:
    page = reader.opens("atlas?day=1939-08-23", MAP)
    page.get_by_role("button", name="A day on").click()
    reader.rests()
    assert reader.day() == "1939-08-24" and page.locator("h2.day").text_content() == "24 August 1939"
    page.get_by_role("button", name="Next legal change").click()
    reader.rests()
    assert reader.day() == "1939-08-25"
    page.locator("aside li", has_text="enters into force").first.wait_for()
    page.get_by_role("slider", name="Day, in this stretch").focus()
    page.keyboard.press("ArrowLeft")
    reader.rests()
    assert reader.day() == "1939-08-24"


def test_what_bound_a_state_says_since_when_and_why_it_ended(reader: Reader) -> None:
    page = reader.opens("atlas?day=1939-08-25&of=soviet-union&with=czechoslovakia", ".instrument.past")
    ended = page.locator(".instrument.past", has_text="ceases to exist").all_inner_texts()
    assert any("Mutual Assistance" in one for one in ended)


def test_the_verdict_on_17_september_turns_on_what_was_known(reader: Reader) -> None:
    view = "act?day=1939-09-17&actor=soviet-union&verb=attack&target=poland"
    promised = ".verdict.due li:has-text('United Kingdom')"
    page = reader.opens(view, ".verdict")
    assert [p for p in page.locator(f"{promised} .pledge").all_text_contents() if p == "defence"] == []
    page = reader.opens(view + "&known=public", ".verdict")
    assert "defence" in page.locator(f"{promised} .pledge").all_text_contents()


def test_a_reading_flips_a_verdict_before_the_eyes(reader: Reader) -> None:
    page = reader.opens("act?day=1939-09-17&actor=soviet-union&verb=attack&target=poland", ".verdict")
    contested = page.locator(".verdict.contested li").count()
    assert contested > 0
    point = page.locator("fieldset", has_text="Franco-Polish protocol")
    point.get_by_label("The words cover every third Power").check()
    page.locator(".verdict.contested li").nth(contested - 1).wait_for(state="detached")
    assert "reading=franco-polish-scope-1939" in page.url.replace("%3D", "=")


def test_an_argument_unfolds_to_file_and_source(reader: Reader) -> None:
    page = reader.opens("act?day=1939-09-01", ".verdict")
    finding = page.locator(".verdict.due li", has_text="United Kingdom").first
    finding.get_by_text("Why", exact=True).click()
    finding.get_by_text("File and sources").first.click()
    assert re.search(r"treaties/.+\.toml:\d+", finding.locator("code").first.text_content())


def test_why_not_names_the_first_condition_that_fails(reader: Reader) -> None:
    question = "act?day=1939-09-17&actor=soviet-union&target=poland&debtor=united-kingdom&creditor=poland"
    page = reader.opens(question, ".section li")
    assert any("not due" in told and "defence" in told for told in page.locator(".section li").all_inner_texts())


def test_two_days_stand_side_by_side_with_what_changed(reader: Reader) -> None:
    page = reader.opens("compare?day=1939-08-20&to=1939-08-26", MAP)
    assert page.locator(".map").count() == 2
    assert "Non-Aggression between Germany and the USSR" in page.locator("main").inner_text()


def test_a_supposition_shows_its_difference(reader: Reader) -> None:
    page = reader.opens("suppose/without-the-pact?day=1939-08-25", ".rows")
    page.locator(".map").first.wait_for()
    assert page.locator(".rows a").count() > 0
    assert "it does not say what states would have done" in page.locator("main").inner_text()


PAGES = {
    "a treaty, its life drawn": ("treaty/1939-08-23-german-soviet-nonaggression", "Non-Aggression", "rect.span"),
    "a state": ("state/poland", "Poland", ".instrument"),
    "a place": ("place/vilnius", "Vilnius region", "tr.now"),
    "a person": ("person/stalin", "Joseph Stalin", "table"),
    "an organization": ("organization/league-of-nations", "League of Nations", "table"),
    "an event": ("event/1939-09-17-soviet-union-attacks-poland", "17 September|Poland", ".sources"),
    "a disputed point": ("reading/franco-soviet-lapse-1939", "Franco-Soviet", ".columns"),
    "the bibliography": ("sources?id=lnts", "Sources", ".wanted"),
    "the record": ("contents", "Interwar", ".list li"),
}  # fmt: skip


@pytest.mark.parametrize(("view", "title", "shows"), PAGES.values(), ids=PAGES)
def test_a_page_of_the_record(reader: Reader, view: str, title: str, shows: str) -> None:
    page = reader.opens(view, shows)
    assert re.search(title, page.locator("h1").inner_text())


def test_a_disagreement_of_sources_says_who_says_what(reader: Reader) -> None:
    page = reader.opens("treaty/1939-08-23-german-soviet-nonaggression", ".values")
    assert page.locator(".values li").count() >= 2 and page.locator(".values li.held").count() >= 1


def test_search_understands_a_name_in_any_language(reader: Reader) -> None:
    page = reader.opens("atlas", MAP)
    page.get_by_role("searchbox").fill("Ba Lan")
    page.keyboard.press("Enter")
    page.locator("h1", has_text="Ba Lan").wait_for()
    page.locator("main li a").first.click()
    page.locator("h1", has_text="Poland").wait_for()


def test_the_interface_speaks_romanian_and_vietnamese(reader: Reader) -> None:
    page = reader.opens("atlas?day=1939-08-25", MAP)
    page.get_by_label("Language").select_option("ro")
    page.locator("html[lang=ro]").wait_for()
    assert page.locator("h2.day").text_content() == "25 august 1939"
    page.get_by_label("Limba").select_option("vi")
    page.locator("text.state", has_text="BA LAN").wait_for(state="attached")
    assert "lang=vi" in page.url


STATUS = {
    "en": ("In force from 24 Feb 1934, by exchange of ratifications.", "Ended by war between the two from"),
    "ro": ("În vigoare din 24 feb. 1934, prin schimbul ratificărilor.", "Încetat prin război între cele două"),
    "vi": ("Có hiệu lực từ 24 thg 2, 1934, bằng trao đổi văn kiện", "Chấm dứt do chiến tranh giữa hai bên"),
}


@pytest.mark.parametrize(("language", "said"), STATUS.items(), ids=STATUS)
def test_a_treaty_says_why_it_is_in_force_in_every_language(
    reader: Reader, language: str, said: tuple[str, str]
) -> None:
    page = reader.opens(f"treaty/1934-01-26-german-polish-declaration?day=1935-01-01&lang={language}", ".status")
    page.locator(f"html[lang={language}]").wait_for()
    shown = page.locator(".status").inner_text()
    assert all(sentence in shown for sentence in said), shown
    assert page.locator(".status [lang=en]", has_text="in force").count() == 0


def test_who_denounces_a_treaty_is_told_from_when_it_is_free_and_what_binds_it_still(reader: Reader) -> None:
    act = "act?day=1939-04-28&actor=germany&verb=denounce&target=1934-01-26-german-polish-declaration"
    page = reader.opens(act, ".leaving")
    shown = page.locator(".leaving").inner_text()
    assert "Germany: may leave or not: disputed" in shown and "Free from 24 Feb 1944" in shown
    assert "Germany owes the same states besides" in shown and "Kellogg" in shown
    assert page.locator(".sentence").inner_text().endswith("German-Polish Declaration on the Renunciation of Force")


def test_the_same_address_gives_the_same_view(reader: Reader) -> None:
    view = "atlas?day=1940-10-01&of=romania&view=europe&hide=abstain&lang=ro"
    page = reader.opens(view, ".instrument")
    first = page.locator("aside").inner_text()
    page.reload()
    page.locator(".instrument").first.wait_for()
    reader.rests()
    assert page.locator("aside").inner_text() == first
    assert page.locator("path.arc.abstain").count() == 0


def test_a_view_is_cited_and_saved(reader: Reader, tmp_path: Path) -> None:
    page = reader.opens("atlas?day=1939-08-25&of=poland", ".instrument")
    page.get_by_role("button", name="Cite, save").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("BibTeX").click()
    assert "@misc{foedera-" in dialog.inner_text() and "/api/instruments/1939-08-25/poland" in dialog.inner_text()
    saved = {}
    for kind in ("JSON", "CSV", "GeoJSON", "SVG", "PNG"):
        with page.expect_download() as waiting:
            dialog.get_by_role("button", name=kind, exact=True).click()
        waiting.value.save_as(tmp_path / kind)
        saved[kind] = (tmp_path / kind).read_bytes()
    assert json.loads(saved["JSON"])["of"] == "poland"
    assert saved["CSV"].splitlines()[0].startswith(b"id,title,signed")
    assert len(json.loads(saved["GeoJSON"])["features"]) > 100
    assert saved["SVG"].startswith(b"<svg") and b"POLAND" in saved["SVG"]
    assert saved["PNG"].startswith(b"\x89PNG")


@MISSING
def test_a_wrong_id_is_told_in_a_sentence(reader: Reader) -> None:
    page = reader.opens("treaty/pact-of-nowhere", "[role=alert]")
    assert "no treaty called 'pact-of-nowhere'" in page.get_by_role("alert").inner_text()


def test_an_unknown_view_leads_back(reader: Reader) -> None:
    page = reader.opens("poem", "h1")
    page.get_by_role("link", name="Back to the atlas").click()
    page.locator(MAP).first.wait_for(state="attached")


def test_nothing_is_recorded_on_an_empty_day_but_the_next_one_is_near(reader: Reader) -> None:
    page = reader.opens("atlas?day=1938-01-01", "aside .near")
    assert "No event is recorded" in page.locator("aside").inner_text()
    page.locator("aside .near").last.click()
    reader.rests()
    assert page.locator(".events li").count() >= 1
