"""Recorded acts and what came of each promise (design 4, points 2, 4 and 5)."""

from __future__ import annotations

from pathlib import Path

import pytest

import foedera
from tests.tiny import ALLIANCE, outcomes, read


def event(id_: str, date: str, acts: str, more: str = "") -> str:
    return f'[[event]]\nid = "{id_}"\ndate = {date}\ntitle = "What happened: {id_}"\nacts = [{acts}]\n{more}\n'


EVENTS = "--- events/1935.toml\n"
ATTACK = event("attack", "1935-06-01", '{ actor = "cora", verb = "attack", target = "bela" }')
KEY = ("attack", "alba", "bela", "1")


def deed(date: str, acts: str) -> str:
    return event("deed", date, acts)


def attack(assessed: str) -> str:
    return event(
        "attack", "1935-06-01", '{ actor = "cora", verb = "attack", target = "bela" }', f"assessed = [{{ {assessed} }}]"
    )


WAR = '{ actor = "alba", verb = "declare-war", target = "cora", response_to = "attack" }'
AID = '{ actor = "alba", verb = "assist", target = "bela", against = "cora" }'
ASKED = ALLIANCE.replace('{ act = "attack" }', '{ act = "attack", requires = ["asks"] }')
CONSULT = ALLIANCE.replace('"defense"', '"consultation"')
QUICK = ALLIANCE.replace("trigger =", "days = 5\ntrigger =")
WAIVER = '{ actor = "bela", verb = "waive", target = "alba", treaty = "1930-01-01-alliance", occasion = "attack" }'
OTHER_TREATY = (
    ALLIANCE.replace("1930-01-01-alliance", "1920-01-01-other").replace('"defense"', '"trade"').replace('"1"', '"9"')
)

CAME = {
    "help in arms that nobody gives is unperformed": (ALLIANCE, ATTACK, "unperformed"),
    "war upon the attacker keeps the promise": (ALLIANCE, ATTACK + deed("1935-06-03", WAR), "kept"),
    "help to the attacked keeps it": (ALLIANCE, ATTACK + deed("1935-06-03", AID), "kept"),
    "point 2: one already at war with the attacker has kept it": (
        ALLIANCE, deed("1934-01-01", '{ actor = "alba", verb = "attack", target = "cora" }') + ATTACK, "kept",
    ),
    "sanctions keep a promise of arms in part": (
        ALLIANCE, ATTACK + deed("1935-06-03", '{ actor = "alba", verb = "sanction", target = "cora" }'), "part-kept",
    ),
    "whole help counts before help in part": (
        ALLIANCE,
        ATTACK + event("s", "1935-06-02", '{ actor = "alba", verb = "sanction", target = "cora" }')
        + deed("1935-06-03", AID),
        "kept",
    ),
    "help to somebody else keeps nothing": (
        ALLIANCE, ATTACK + deed("1935-06-03", '{ actor = "alba", verb = "assist", target = "dara", against = "elia" }'),
        "unperformed",
    ),
    "help before the attack keeps nothing": (
        ALLIANCE, deed("1935-05-03", '{ actor = "alba", verb = "assist", target = "bela", against = "elia" }') + ATTACK,
        "unperformed",
    ),
    "help within the deadline keeps it": (QUICK, ATTACK + deed("1935-06-06", AID), "kept"),
    "help after the deadline does not": (QUICK, ATTACK + deed("1935-06-07", AID), "unperformed"),
    "point 4: a waiver for this occasion waives": (ALLIANCE, ATTACK + deed("1935-06-03", WAIVER), "waived"),
    "point 4: a waiver given the day before waives": (
        ALLIANCE, deed("1935-05-31", WAIVER) + ATTACK, "waived",
    ),
    "point 4: a waiver of another treaty does not": (
        ALLIANCE + OTHER_TREATY, ATTACK + deed("1935-06-03", WAIVER.replace("1930-01-01-alliance", "1920-01-01-other")),
        "unperformed",
    ),
    "point 4: a waiver by one to whom nothing is owed does not": (
        ALLIANCE,
        ATTACK + deed("1935-06-03", WAIVER.replace('"bela"', '"elia"', 1)),
        "unperformed",
    ),
    "point 5: impossibility excuses": (ALLIANCE, attack('is = "impossible", of = "alba", by = "H."'), "excused"),
    "point 5: another's impossibility does not": (
        ALLIANCE, attack('is = "impossible", of = "dara", by = "H."'), "unperformed",
    ),
    "point 5: an impossibility that was denied does not": (
        ALLIANCE, attack('is = "impossible", of = "alba", holds = false, by = "H."'), "unperformed",
    ),
    "what was done though it was impossible is kept": (
        ALLIANCE, attack('is = "impossible", of = "alba", by = "H."') + deed("1935-06-03", AID), "kept",
    ),
    "a promise that ends before its deadline has lapsed": (
        ALLIANCE.replace("force =", "term = { until = 1935-06-20 }\nforce ="), ATTACK, "lapsed",
    ),
    "a consultation of which the record is silent is left open": (CONSULT, ATTACK, None),
    "a recorded consultation is kept": (
        CONSULT, ATTACK + deed("1935-06-02", '{ actor = "alba", verb = "consult", target = "bela" }'), "kept",
    ),
    "point 5: a promise that is asked for falls due": (
        ASKED, event("ask", "1935-05-30", '{ actor = "bela", verb = "ask", target = "alba" }') + ATTACK, "unperformed",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("treaty", "events", "came"), CAME.values(), ids=CAME)
def test_what_came_of_it(tmp_path: Path, treaty: str, events: str, came: str | None) -> None:
    assert outcomes(read(tmp_path, treaty + EVENTS + events))[KEY] == came


def test_point_5_an_unasked_promise_is_not_broken(tmp_path: Path) -> None:
    assert outcomes(read(tmp_path, ASKED + EVENTS + ATTACK)) == {}


def test_point_5_a_request_to_another_is_none_to_this_debtor(tmp_path: Path) -> None:
    asks_dara = event("ask", "1935-05-30", '{ actor = "bela", verb = "ask", target = "dara" }')
    assert outcomes(read(tmp_path, ASKED + EVENTS + asks_dara + ATTACK)) == {}


def test_point_4_a_waiver_for_one_occasion_does_not_cover_the_next(tmp_path: Path) -> None:
    peace = event("peace", "1935-12-01", '{ actor = "cora", verb = "make-peace", target = "bela" }')
    again = event("again", "1940-06-10", '{ actor = "cora", verb = "attack", target = "bela" }')
    came = outcomes(read(tmp_path, ALLIANCE + EVENTS + ATTACK + deed("1935-06-03", WAIVER) + peace + again))
    assert came == {KEY: "waived", ("again", "alba", "bela", "1"): "unperformed"}


def test_an_outcome_gives_its_reason_with_file_and_line(tmp_path: Path) -> None:
    answer = foedera.replayed(read(tmp_path, ALLIANCE + EVENTS + ATTACK + deed("1935-06-03", AID)))
    (finding,) = [f for one in answer["acts"] for f in one["findings"] if "outcome" in f]
    (step,) = finding["outcome"]["because"]
    assert step["says"] == "What happened: deed"
    assert step["at"].endswith("events/1935.toml:8")


def test_a_replay_keeps_to_its_days_both_included(tmp_path: Path) -> None:
    later = event("later", "1935-07-01", '{ actor = "dara", verb = "attack", target = "bela" }')
    dossier = read(tmp_path, ALLIANCE + EVENTS + ATTACK + later)

    def events(first: str, last: str) -> list[str]:
        return [one["event"]["id"] for one in foedera.replayed(dossier, first, last)["acts"]]

    assert events("1935-06-01", "1935-07-01") == ["attack", "later"]
    assert events("1935-06-02", "1935-07-01") == ["later"]
    assert events("1935-06-01", "1935-06-30") == ["attack"]
    assert events("1935-06-02", "1935-06-30") == []


def test_an_act_that_touches_nothing_is_not_told(tmp_path: Path) -> None:
    elsewhere = event("elsewhere", "1935-06-02", '{ actor = "dara", verb = "attack", target = "elia" }')
    answer = foedera.replayed(read(tmp_path, ALLIANCE + EVENTS + ATTACK + elsewhere))
    assert [one["event"]["id"] for one in answer["acts"]] == ["attack"]


def test_a_breach_is_told_and_has_no_outcome(tmp_path: Path) -> None:
    peace = ALLIANCE.replace('"defense"', '"nonaggression"').replace('trigger = { act = "attack" }', "")
    fight = event("fight", "1935-06-01", '{ actor = "alba", verb = "attack", target = "bela" }')
    (one,) = foedera.replayed(read(tmp_path, peace + EVENTS + fight))["acts"]
    assert [(f["verdict"], "outcome" in f) for f in one["findings"]] == [("breach", False)]


def test_point_6_the_attacked_who_fights_back_breaks_nothing_in_replay(tmp_path: Path) -> None:
    peace = ALLIANCE.replace('"defense"', '"nonaggression"').replace(
        'trigger = { act = "attack" }', 'unless = ["response"]'
    )
    fight = event("fight", "1935-06-01", '{ actor = "alba", verb = "attack", target = "bela" }')
    back = event("back", "1935-06-01", '{ actor = "bela", verb = "attack", target = "alba", response_to = "fight" }')
    answer = foedera.replayed(read(tmp_path, peace + EVENTS + fight + back))
    breaches = [f["debtor"] for one in answer["acts"] for f in one["findings"] if f["verdict"] == "breach"]
    assert breaches == ["alba"]
