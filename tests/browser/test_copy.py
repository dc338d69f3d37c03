"""The copy of the atlas: `foedera export site`, served below an address of its own as plain files."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import foedera
from tests.browser.conftest import DESK, PHONE, ROOT, Reader
from tests.browser.test_access import violations

#: The map, drawn.
MAP = "svg .atom"


class Quiet(SimpleHTTPRequestHandler):
    """A server of files that keeps its log to itself."""

    def log_message(self, format: str, *words: Any) -> None:
        pass


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a web server, with the copy in a folder of it."""
    www = tmp_path_factory.mktemp("www")
    words = [sys.executable, "-m", "foedera", "export", "site", str(www / "history")]
    run = subprocess.run(
        words,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return www


@pytest.fixture(scope="module")
def origin(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/history/"
    server.shutdown()
    server.server_close()


def kept(folder: Path, name: str) -> Any:
    return json.loads((folder / "history" / "data" / name).read_text(encoding="utf-8"))


def test_the_map_of_a_day_is_drawn_with_who_was_bound(reader: Reader) -> None:
    page = reader.opens("atlas?day=1939-09-01&of=poland", MAP)
    page.locator(".instrument").first.wait_for()
    told = page.locator(".instrument").all_inner_texts()
    assert any("Mutual Assistance" in text for text in told)
    assert page.locator(MAP).count() > 100


def test_the_day_moves_without_a_program(reader: Reader) -> None:
    page = reader.opens("atlas?day=1939-08-31", MAP)
    page.get_by_role("button", name="A day on").click()
    reader.rests()
    assert reader.day() == "1939-09-01"
    page.get_by_text("German forces attack Poland").first.wait_for()


def test_a_treaty_has_its_status_on_the_day(reader: Reader) -> None:
    for day, status in (("1939-08-24", "Not in force"), ("1939-08-25", "In force")):
        page = reader.opens(f"treaty/1939-08-25-anglo-polish-mutual-assistance?day={day}", ".status")
        assert status.casefold() in page.locator(".status").inner_text().casefold()


@pytest.mark.parametrize(
    "view",
    ["state/poland", "place/bessarabia", "person/molotov", "contents", "sources", "contents?kind=debates",
     "organization/league-of-nations", "suppose/without-the-pact"],
)  # fmt: skip
def test_pages_of_the_record_are_there(reader: Reader, folder: Path, view: str) -> None:
    page = reader.opens(view)
    assert page.locator("[role=alert]").count() == 0
    assert page.locator("h1").inner_text()


def test_a_search_finds_a_name_in_any_language(reader: Reader) -> None:
    page = reader.opens("search?q=Ba+Lan")
    page.get_by_role("link", name="Poland").first.wait_for()


@pytest.mark.parametrize(("language", "says"), [("en", "needs the program"), ("ro", "cere programul"), ("vi", "cần")])
@pytest.mark.parametrize("reader", [{"expects": "404"}], indirect=True)
def test_what_needs_the_law_says_that_it_needs_the_program(reader: Reader, language: str, says: str) -> None:
    page = reader.opens(f"act?act=germany+attacks+poland&day=1939-09-01&lang={language}", "[role=alert]")
    assert says in page.locator("[role=alert]").inner_text()
    assert "foedera serve" in page.locator("[role=alert]").inner_text()


@pytest.mark.parametrize("reader", [{"viewport": DESK}, {"viewport": PHONE, "scheme": "dark"}], indirect=True)
def test_the_page_says_plainly_that_it_is_a_copy(reader: Reader) -> None:
    page = reader.opens("atlas?day=1939-08-23", MAP)
    page.get_by_text("Read-only copy: some questions need the program").click()
    assert page.get_by_text("what an act sets off").is_visible()
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert width <= 0
    # A state's own knowledge is not offered, since the copy has it not.
    assert page.locator("select[aria-label='Who knew'] option").count() == 2


@pytest.mark.parametrize(
    ("view", "shows"),
    [
        ("atlas?day=1939-08-25&of=soviet-union", ".instrument"),
        ("treaty/1939-08-23-german-soviet-nonaggression?day=1939-08-24", ".articles"),
        ("suppose/without-the-secret-protocol?day=1939-08-25", ".rows"),
        ("contents", ".list li"),
        ("search?q=Berlin", "main li"),
    ],
    ids=["atlas", "treaty", "supposition", "contents", "search"],
)
def test_axe_finds_no_violation_in_the_copy(reader: Reader, view: str, shows: str) -> None:
    assert violations(reader.opens(view, shows)) == []


@pytest.mark.parametrize("reader", [{"expects": "404"}], indirect=True)
def test_axe_finds_no_violation_where_the_copy_sends_to_the_program(reader: Reader) -> None:
    assert violations(reader.opens("act?act=germany+attacks+poland&day=1939-09-01", "[role=alert]")) == []


def test_as_the_public_knew_it_a_secret_tie_is_not_there(reader: Reader) -> None:
    secret = "1939-08-23-german-soviet-nonaggression"
    page = reader.opens("atlas?day=1939-09-20&of=soviet-union&with=germany&known=public", MAP)
    page.locator(".instrument").first.wait_for()
    rows = [row for row in page.locator(".instrument").all() if row.locator(f"a[href*='{secret}']").count()]
    assert rows and all("secret" not in row.inner_text().casefold() for row in rows)
    page = reader.opens("atlas?day=1939-09-20&of=soviet-union&with=germany", MAP)
    page.locator(".instrument .badge.secret").first.wait_for()


# -- the files are the program's own answers ----------------------------------------


def test_on_any_day_a_kept_treaty_is_as_the_program_has_it(folder: Path) -> None:
    record = foedera.load("interwar")
    drawn = random.Random(1939)
    for id_ in drawn.sample(sorted(record.treaties), 40):
        held = kept(folder, f"treaty/{id_}.json")
        for _ in range(8):
            day = drawn.choice(foedera.timeline(record)["changes"])
            asked = foedera.treaty(record, id_, day)
            since = [change for start, change in held["then"] if start <= day][-1:]
            told = {**held["first"], **(since[0] if since else {}), "day": day}
            assert told == json.loads(json.dumps(asked)), (id_, day)


def test_on_any_day_a_kept_place_is_as_the_program_has_it(folder: Path) -> None:
    record = foedera.load("interwar")
    drawn = random.Random(1940)
    for id_ in drawn.sample(sorted(record.territories), 30):
        held = kept(folder, f"place/{id_}.json")
        for _ in range(8):
            day = drawn.choice(foedera.timeline(record)["changes"])
            asked = json.loads(json.dumps(foedera.place(record, id_, day)))
            since = [change for start, change in held["then"] if start <= day][-1:]
            told = {**held["first"], **(since[0] if since else {}), "day": day}
            assert {k: v for k, v in told.items() if v is not None} == {k: v for k, v in asked.items() if v is not None}


def test_the_instruments_put_together_in_the_browser_are_those_of_the_program(reader: Reader) -> None:
    record = foedera.load("interwar")
    drawn = random.Random(1941)
    page = reader.opens("contents")
    named = "performance.getEntriesByType('resource').map((e) => e.name).find((n) => /copy-[^/]*js$/.test(n))"
    module = page.evaluate(named)
    ask = (
        "([module, where]) => import(module).then((m) => Object.values(m).find((f) => typeof f === 'function')(where))"
    )
    seen = set()
    for _ in range(25):
        state = drawn.choice(["poland", "soviet-union", "germany", "france", "romania", "japan", "finland"])
        day = drawn.choice(foedera.timeline(record)["changes"])
        told = bound(page.evaluate(ask, [module, f"api/instruments/{day}/{state}"]))
        asked = bound(foedera.instruments(record, day, state))
        # Of an instrument of few parties, an article may bind many: the copy leaves it out.
        few = {id_: {number: asked[id_][number] for number in held} for id_, held in told.items()}
        assert told == few, (state, day)
        seen |= set(told)
    assert len(seen) > 50


def bound(answer: Any) -> dict[str, dict[str, bool]]:
    """Per instrument its articles, and whether each stands."""
    return {row["id"]: {a["id"]: a["stands"] for a in row["articles"]} for row in answer["instruments"]}
