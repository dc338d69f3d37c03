"""War between parties, and a party's extinction: what they end or suspend (design 4, point 3)."""

from __future__ import annotations

from pathlib import Path

import pytest

import foedera
from tests.law.pacts import BOTH, SIGNED, treaty
from tests.tiny import bound_pairs, read

WAR = """
--- events/1935.toml
[[event]]
id = "1935-05-01-war"
date = 1935-05-01
title = "Alba attacks Bela"
acts = [{ actor = "alba", verb = "attack", target = "bela" }]
[[event]]
id = "1936-05-01-peace"
date = 1936-05-01
title = "Alba and Bela make peace"
acts = [{ actor = "alba", verb = "make-peace", target = "bela" }]
"""
ALL_OF_THREE = {(one, other) for one in ("alba", "bela", "cora") for other in ("alba", "bela", "cora") if one != other}
BUT_TWO = ALL_OF_THREE - BOTH

AT_WAR = {
    "point 3: the armed act is still judged on its day": ("alba bela", "", "1935-05-01", BOTH),
    "point 3: war between the two ends their treaty": ("alba bela", "", "1935-05-02", set()),
    "point 3: peace does not bring a bilateral treaty back": ("alba bela", "", "1936-05-02", set()),
    "point 3: war between two of three suspends it between them alone": (
        "alba bela cora",
        "",
        "1935-05-02",
        BUT_TWO,
    ),
    "point 3: it is still suspended the day before peace": ("alba bela cora", "", "1936-04-30", BUT_TWO),
    "point 3: peace brings a multilateral treaty back": ("alba bela cora", "", "1936-05-01", ALL_OF_THREE),
    "point 3: a treaty made for war goes on in it": ("alba bela", 'on_war = "continues"', "1935-06-01", BOTH),
    "point 3: a bilateral treaty may say that war only suspends it": (
        "alba bela",
        'on_war = "suspends"',
        "1936-05-01",
        BOTH,
    ),
    "point 3: a treaty of three may say that war ends it": (
        "alba bela cora",
        'on_war = "ends"',
        "1936-06-01",
        BUT_TWO,
    ),
}


@pytest.mark.parametrize(("parties", "head", "day", "pairs"), AT_WAR.values(), ids=AT_WAR)
def test_war_between_parties(tmp_path: Path, parties: str, head: str, day: str, pairs: set[tuple[str, str]]) -> None:
    dossier = read(tmp_path, treaty(f"{SIGNED}\n{head}", parties) + WAR)
    assert bound_pairs(dossier, day) == pairs


def test_point_3_fighting_short_of_war_ends_nothing(tmp_path: Path) -> None:
    border = WAR.replace('target = "bela" }]', 'target = "bela", short_of_war = true }]', 1)
    assert bound_pairs(read(tmp_path, treaty(SIGNED) + border), "1935-05-02") == BOTH


def test_point_3_a_treaty_made_after_the_war_began_is_not_ended_by_it(tmp_path: Path) -> None:
    late = treaty(SIGNED).replace("1930-01-10", "1935-08-01") + WAR
    assert bound_pairs(read(tmp_path, late), "1935-09-01") == BOTH


MORTAL = """
--- states/bela.toml
title = "Bela"
[[life]]
until = 1938-03-13
how = "annexed by cora"
"""
REVIVED = MORTAL + '[[life]]\nfrom = 1945-04-27\nhow = "restored"\n'


def test_point_3_a_state_that_ceased_to_exist_is_bound_to_nobody(tmp_path: Path) -> None:
    dossier = read(tmp_path, treaty(SIGNED) + MORTAL)
    assert bound_pairs(dossier, "1938-03-12") == BOTH
    assert bound_pairs(dossier, "1938-03-13") == set()


def test_point_3_a_revived_state_is_not_bound_again_by_what_it_promised_before(tmp_path: Path) -> None:
    assert bound_pairs(read(tmp_path, treaty(SIGNED) + REVIVED), "1946-01-01") == set()


def test_point_3_a_revived_state_may_promise_anew(tmp_path: Path) -> None:
    dossier = read(tmp_path, treaty(SIGNED).replace("1930-01-10", "1946-01-10") + REVIVED)
    assert bound_pairs(dossier, "1946-01-09") == set()
    assert bound_pairs(dossier, "1946-01-10") == BOTH


def test_point_3_extinction_of_one_of_three_leaves_the_other_two_bound(tmp_path: Path) -> None:
    dossier = read(tmp_path, treaty(SIGNED, "alba bela cora") + MORTAL)
    assert bound_pairs(dossier, "1938-03-13") == {("alba", "cora"), ("cora", "alba")}


DISPUTED_END = """
--- states/bela.toml
title = "Bela"
[[life]]
until = 1939-09-17
how = "gone, says Cora"
reading = "bela-1939=ended"
[[life]]
reading = "bela-1939=went-on"
--- readings/bela-1939.toml
title = "Did Bela cease to exist?"
default = "went-on"
why = "Its government went on abroad."
open = {open}
[[alternative]]
id = "went-on"
says = "It went on."
[[alternative]]
id = "ended"
says = "It ended."
holders = ["cora"]
"""


@pytest.mark.parametrize(("open_", "said"), [("true", "contested"), ("false", "in-force")])
def test_point_3_a_disputed_extinction_is_a_reading(tmp_path: Path, open_: str, said: str) -> None:
    dossier = read(tmp_path, treaty(SIGNED) + DISPUTED_END.replace("{open}", open_))
    rows = foedera.bound_on(dossier, "1939-09-17", by="alba", to="bela")["commitments"]
    assert [row["status"] for row in rows] == [said]
