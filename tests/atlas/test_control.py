"""Who held what on the map: the record's own answer, atom by atom."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import foedera
from foedera.interfaces.cli import app
from tests.interfaces.test_http import Client

DOSSIER = foedera.load()


def held(atom: str, day: str) -> tuple[str, str, str]:
    found = foedera.map_on(DOSSIER, day)["atoms"][atom]
    return found["sovereign"], found["controller"], found["regime"]


@pytest.mark.parametrize("day", ["1919-01-01", "1923-02-01", "1938-10-15", "1939-09-20", "1939-10-15", "1940-10-01"])
def test_each_atom_is_held_as_its_place_is(day: str) -> None:
    for name, found in foedera.map_on(DOSSIER, day)["atoms"].items():
        if DOSSIER.atoms[name].place:
            told = foedera.place(DOSSIER, DOSSIER.atoms[name].place, day)
            assert [found[k] for k in ("sovereign", "controller", "regime")] == [
                told[k] for k in ("sovereign", "controller", "regime")
            ], name


@pytest.mark.parametrize(
    ("atom", "day", "expected"),
    [
        ("vilnius", "1939-10-15", ("poland", "soviet-union", "occupied")),
        ("vilnius", "1939-11-01", ("lithuania", "lithuania", "annexed")),
        ("memel", "1939-03-21", ("lithuania", "lithuania", "autonomous")),
        ("memel", "1939-03-23", ("germany", "germany", "annexed")),
        ("danzig", "1939-08-31", ("danzig", "danzig", "free-city")),
        ("danzig", "1939-09-01", ("danzig", "germany", "annexed")),
        ("rhineland", "1936-03-06", ("germany", "germany", "demilitarized")),
        ("rhineland", "1936-03-07", ("germany", "germany", "sovereign")),
        ("karelian-isthmus", "1940-03-12", ("finland", "finland", "sovereign")),
        ("karelian-isthmus", "1940-03-14", ("soviet-union", "soviet-union", "annexed")),
        ("hungary", "1940-10-01", ("hungary", "hungary", "sovereign")),
    ],
)
def test_an_atom_on_a_known_day(atom: str, day: str, expected: tuple[str, str, str]) -> None:
    assert held(atom, day) == expected


def test_a_disputed_title_is_contested_until_the_asker_decides() -> None:
    day = "1939-12-01"
    open_ = {n: a["contested"] for n, a in foedera.map_on(DOSSIER, day)["atoms"].items() if a["contested"]}
    for name, reading in open_.items():
        assert DOSSIER.readings[reading].open, name
        decided = foedera.map_on(DOSSIER, day, readings=[f"{reading}={DOSSIER.readings[reading].default}"])
        assert decided["atoms"][name]["contested"] != reading


def lines(day: str, known_to: str | None = None) -> dict[str, dict[str, Any]]:
    return {s["line"]: s for s in foedera.map_on(DOSSIER, day, known_to=known_to)["spheres"]}


def test_the_line_of_august_stands_secret_until_the_line_of_september() -> None:
    assert lines("1939-08-22") == {}
    assert lines("1939-08-25")["1939-08-23"]["secret"] is True
    assert lines("1939-08-25")["1939-08-23"]["of"] == ["germany", "soviet-union"]
    assert set(lines("1939-09-27")) == {"1939-08-23"} and set(lines("1939-09-29")) == {"1939-09-28"}
    assert lines("1941-07-15") == {}


def test_poland_does_not_know_of_the_line_of_august() -> None:
    assert lines("1939-08-25", "poland") == {} and lines("1939-08-25", "public") == {}


def capitals(day: str) -> dict[str, dict[str, Any]]:
    return {c["state"]: c for c in foedera.map_on(DOSSIER, day)["capitals"]}


def test_the_capitals_of_annexed_states_are_gone() -> None:
    before, after = capitals("1938-01-01"), capitals("1940-10-01")
    gone = {"austria", "czechoslovakia", "danzig", "estonia", "latvia", "lithuania"}
    assert gone <= set(before) and not gone & set(after)


def test_an_occupied_capital_says_who_holds_it() -> None:
    assert capitals("1940-10-01")["norway"]["held_by"] == "germany"
    assert capitals("1938-01-01")["norway"]["held_by"] is None


def test_a_capital_moves_on_its_day() -> None:
    assert capitals("1937-11-19")["china"]["name"] == "Nanking"
    assert capitals("1937-11-20")["china"]["name"] == "Chungking"


# -- on the command line and over HTTP ---------------------------------------------------


def test_the_command_tells_what_is_held_under_another_name() -> None:
    said = CliRunner().invoke(app, ["map", "1939-03-23"]).output
    assert "Germany (annexed)" in said and "Memel territory" in said and "line" not in said


def test_the_command_writes_geojson(tmp_path: Path) -> None:
    file = tmp_path / "map.geojson"
    assert CliRunner().invoke(app, ["map", "1939-10-15", "--json", "--geojson", str(file)]).exit_code == 0
    found = json.loads(file.read_text(encoding="utf-8"))
    memel = next(f for f in found["features"] if f["id"] == "memel")
    assert memel["properties"]["controller"] == "germany"
    ring = memel["geometry"]["coordinates"][0][0]
    assert ring[0] == ring[-1] and all(20 < east < 23 and 54 < north < 56 for east, north in ring)


def test_the_map_over_http_is_the_command_s_json() -> None:
    answer = Client(DOSSIER).get("/api/map/1939-08-25?known_to=poland")
    assert answer.status_code == 200
    assert answer.json() == json.loads(json.dumps(foedera.map_on(DOSSIER, "1939-08-25", known_to="poland")))


def test_the_atlas_over_http_is_topojson_with_its_views() -> None:
    answer = Client(DOSSIER).get("/api/atlas")
    found = answer.json()
    assert found["type"] == "Topology" and set(found["views"]) == {"europe", "asia"}
    assert {"name", "projection", "centre", "extent"} <= set(found["views"]["europe"])
    assert answer.headers["content-encoding"] == "gzip" and answer.headers["etag"]


def test_a_dossier_without_an_atlas_is_a_404_with_a_sentence() -> None:
    answer = Client(foedera.load("july-1914")).get("/api/atlas")
    assert answer.status_code == 404 and "has no atlas" in answer.json()["error"]


def test_a_map_of_a_day_outside_the_record_is_a_sentence() -> None:
    answer = Client(DOSSIER).get("/api/map/1900-01-01")
    assert answer.status_code == 400 and "outside this record" in answer.json()["error"]
