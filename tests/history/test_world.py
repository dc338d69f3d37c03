"""The world on a day, and what changes from one day to another."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest

import foedera
from foedera.errors import BadQuestion, OutsideRecord
from foedera.law import in_force, law_of, life_cycle, status_on
from tests.tiny import ALLIANCE, read, shipped

WORLD = (
    ALLIANCE.replace("force =", "term = { years = 5 }\nforce =")
    + """
--- organizations/league.toml
title = "The League"
[[member]]
state = "alba"
from = 1920-01-10
[[member]]
state = "bela"
from = 1926-09-08
until = 1935-10-21
--- persons/beck.toml
title = "B. Beck"
[[office]]
title = "foreign minister"
of = "alba"
from = 1932-11-02
until = 1939-09-18
--- territories/march.toml
title = "The March"
[[control]]
until = 1938-10-01
sovereign = "bela"
[[control]]
from = 1938-10-01
until = 1939-03-15
sovereign = "bela"
controller = "cora"
regime = "occupied"
[[control]]
from = 1939-03-15
sovereign = "cora"
regime = "annexed"
--- events/1934.toml
[[event]]
id = "recognition"
date = 1934-06-09
title = "Alba recognises Cora"
acts = [{ actor = "alba", verb = "recognise", target = "cora" }]
[[event]]
id = "rupture"
date = 1936-06-09
title = "Alba breaks off relations"
acts = [{ actor = "alba", verb = "sever-relations", target = "cora" }]
[[event]]
id = "some-day-in-may"
date = "1937-05"
title = "Something in May"
"""
)


def day(folder: Path, when: str) -> dict[str, Any]:
    return foedera.day(read(folder, WORLD), when)


DAYS = {
    "no treaty before it was signed": ("1929-12-31", "treaties", []),
    "the treaty on its first day": ("1930-01-01", "treaties", ["1930-01-01-alliance"]),
    "the treaty on its last day": ("1934-12-31", "treaties", ["1930-01-01-alliance"]),
    "no treaty once its term is over": ("1935-01-01", "treaties", []),
    "relations from recognition": ("1934-06-09", "relations", [["alba", "cora"]]),
    "no relations from the rupture": ("1936-06-09", "relations", []),
    "the minister on the first day": ("1932-11-02", "offices", ["beck"]),
    "no minister from the day that follows the last": ("1939-09-18", "offices", []),
    "an event of which only the month is known may fall on any day of it": (
        "1937-05-31", "events", ["some-day-in-may"],
    ),
    "and on no day outside it": ("1937-06-01", "events", []),
}  # fmt: skip
PICK = {
    "treaties": lambda row: row["id"],
    "relations": lambda row: row["states"],
    "offices": lambda row: row["person"],
    "events": lambda row: row["id"],
}


@pytest.mark.parametrize(("when", "part", "found"), DAYS.values(), ids=DAYS)
def test_day(tmp_path: Path, when: str, part: str, found: list[Any]) -> None:
    assert [PICK[part](row) for row in day(tmp_path, when)[part]] == found


MEMBERS = {
    "1926-09-07": ["alba"],
    "1926-09-08": ["alba", "bela"],
    "1935-10-20": ["alba", "bela"],
    "1935-10-21": ["alba"],
}


@pytest.mark.parametrize(("when", "members"), MEMBERS.items(), ids=MEMBERS)
def test_members_on(tmp_path: Path, when: str, members: list[str]) -> None:
    assert day(tmp_path, when)["members"] == {"league": members}


CONTROL = {
    "1938-09-30": ("bela", "bela", "sovereign"),
    "1938-10-01": ("bela", "cora", "occupied"),
    "1939-03-14": ("bela", "cora", "occupied"),
    "1939-03-15": ("cora", "cora", "annexed"),
}


@pytest.mark.parametrize(("when", "held"), CONTROL.items(), ids=CONTROL)
def test_control_on(tmp_path: Path, when: str, held: tuple[str, str, str]) -> None:
    (row,) = day(tmp_path, when)["control"]
    assert (row["sovereign"], row["controller"], row["regime"]) == held


def test_a_day_tells_what_changed_against_the_day_before(tmp_path: Path) -> None:
    assert [t["id"] for t in day(tmp_path, "1930-01-01")["changed"]["entered"]] == ["1930-01-01-alliance"]
    assert [t["id"] for t in day(tmp_path, "1935-01-01")["changed"]["left"]] == ["1930-01-01-alliance"]
    (moved,) = day(tmp_path, "1938-10-01")["changed"]["control"]
    assert (moved["place"], moved["from"]["controller"], moved["to"]["controller"]) == ("march", "bela", "cora")


def test_between_two_days(tmp_path: Path) -> None:
    changed = foedera.between(read(tmp_path, WORLD), "1929-12-31", "1940-01-01")["changed"]
    assert changed["entered"] == changed["left"] == [], "a treaty that came and went between the two is on neither"
    (moved,) = changed["control"]
    assert (moved["from"]["sovereign"], moved["to"]["sovereign"]) == ("bela", "cora")


def test_the_status_of_a_stretch_is_that_of_each_of_its_days() -> None:
    law, days = law_of(shipped()), Random(1939)
    for treaty in shipped().treaties.values():
        ends = {day for held in life_cycle(law, treaty).values() for one in held for day in (one.start, one.until)}
        near = {day + more for day in ends for more in (-1, 0, 1) if shipped().first < day < shipped().last}
        for when in (*sorted(near), *(days.randint(shipped().first, shipped().last) for _ in range(6))):
            assert status_on(law, treaty, when) is in_force(law, treaty, when).status, (treaty.id, when)


def test_two_days_in_the_wrong_order_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadQuestion, match="earlier day first"):
        foedera.between(read(tmp_path, WORLD), "1940-01-01", "1930-01-01")


@pytest.mark.parametrize("when", ["1899-12-31", "2000-01-01"])
def test_a_day_outside_the_record_names_the_first_and_the_last(tmp_path: Path, when: str) -> None:
    with pytest.raises(OutsideRecord, match="1900-01-01 to 1999-12-31"):
        day(tmp_path, when)


def test_the_first_and_the_last_day_are_inside(tmp_path: Path) -> None:
    assert day(tmp_path, "1900-01-01")["day"] == "1900-01-01"
    assert day(tmp_path, "1999-12-31")["day"] == "1999-12-31"
