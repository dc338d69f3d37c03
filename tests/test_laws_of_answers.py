"""What holds of every answer, of the shipped records and of small ones made at random."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import foedera
from tests.small import (
    ASKED,
    CRISIS,
    FEW,
    FIXED,
    PAIRS,
    SPRING,
    Files,
    Rows,
    all_answers,
    bonds,
    found,
    made,
    records,
    replayed,
)
from tests.tiny import STATES, shipped

# -- through time --------------------------------------------------------------------------------


def each_day(first: date, last: date) -> list[str]:
    return [(first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1)]


def test_a_replay_is_the_replay_of_its_days_one_after_another() -> None:
    days = each_day(date(1939, 8, 15), date(1939, 10, 15))
    singly = [row for day in days for row in replayed(shipped(), day, day)]
    assert singly == replayed(shipped(), days[0], days[-1])
    assert len({row[1] for row in singly}) > 5


@FEW
@given(records())
def test_a_replay_of_a_small_record_is_the_replay_of_its_days(files: Files) -> None:
    dossier = made(files)
    days = sorted({event["date"].isoformat() for event in files["events/1935.toml"]["event"]})
    assert [row for day in days for row in replayed(dossier, day, day)] == replayed(dossier)


def test_the_changes_of_each_day_lead_from_one_day_to_any_other() -> None:
    """What entered and left, day by day, is what is in force; what began and ended, the wars."""
    held: dict[str, str] = {}
    fought: set[str] = set()
    for number, day in enumerate(each_day(date(1939, 8, 20), date(1939, 10, 5))):
        world = foedera.day(shipped(), day)
        if number:
            changed = world["changed"]
            held |= {t["id"]: "in-force" for t in changed["entered"]} | {
                t["id"]: "contested" for t in changed["contested"]
            }
            held = {id_: word for id_, word in held.items() if id_ not in {t["id"] for t in changed["left"]}}
            fought |= {w["event"] + w["defender"] + w["attacker"] for w in changed["wars_begun"]}
            fought -= {w["event"] + w["defender"] + w["attacker"] for w in changed["wars_ended"]}
            assert held == {t["id"]: t["status"] for t in world["treaties"]}, day
            assert fought == {w["event"] + w["defender"] + w["attacker"] for w in world["wars"]}, day
        else:
            held = {t["id"]: t["status"] for t in world["treaties"]}
            fought = {w["event"] + w["defender"] + w["attacker"] for w in world["wars"]}
    assert "1939-08-23-german-soviet-nonaggression" in held


@FEW
@given(records(), SPRING, SPRING)
def test_what_changes_between_two_days_is_the_difference_of_the_two(files: Files, one: date, two: date) -> None:
    first, last = sorted((one, two))
    if first == last:
        return
    dossier = made(files)
    status = [
        {t["id"]: t["status"] for t in foedera.day(dossier, day.isoformat())["treaties"]} for day in (first, last)
    ]
    changed = foedera.between(dossier, first.isoformat(), last.isoformat())["changed"]
    assert {t["id"] for t in changed["entered"]} == set(status[1]) - set(status[0])
    assert {t["id"] for t in changed["left"]} == set(status[0]) - set(status[1])


# -- symmetry and names -----------------------------------------------------------------------------


@FIXED
@given(records(), st.sampled_from(ASKED))
def test_a_mutual_pledge_binds_both_ways(files: Files, day: str) -> None:
    dossier = made(files)
    mutual = {f"{id_}/{a.id}" for id_, t in dossier.treaties.items() for a in t.articles if a.between}
    rows = {row for row in bonds(dossier, day) if row[1] in mutual}
    assert {(row[0], row[1], row[3], row[2], row[4], row[5]) for row in rows} == rows


@pytest.mark.parametrize("day", ["1926-10-01", "1935-06-01", "1938-09-28", "1939-09-01", "1941-06-22"])
def test_a_mutual_pledge_of_the_shipped_record_binds_both_ways(day: str) -> None:
    dossier = shipped()
    reserved = {id_ for id_, t in dossier.treaties.items() if any(c.excludes for c in t.consents)}
    mutual = {
        f"{id_}/{a.id}" for id_, t in dossier.treaties.items() if id_ not in reserved for a in t.articles if a.between
    }
    one, other = bonds(dossier, day, by="germany"), bonds(dossier, day, to="germany")
    assert {row[1:] for row in one if row[1] in mutual} == {
        (row[1], row[3], row[2], row[4], row[5]) for row in other if row[1] in mutual
    }


def relabelled(value: Any, names: dict[str, str]) -> Any:
    """A table, or rows of answers, with every state under its new name."""
    if isinstance(value, dict):
        return {key: relabelled(part, names) for key, part in value.items()}
    if isinstance(value, (list, tuple, set)):
        return type(value)(relabelled(part, names) for part in value)
    if isinstance(value, str) and " attacks " in value:
        return " attacks ".join(relabelled(part, names) for part in value.split(" attacks "))
    return names.get(value, value) if isinstance(value, str) else value


@FIXED
@given(records(), st.permutations(STATES))
def test_other_names_for_the_states_give_the_same_answers_under_the_other_names(files: Files, order: list[str]) -> None:
    names = dict(zip(STATES, order, strict=True))
    assert all_answers(made(relabelled(files, names))) == relabelled(all_answers(made(files)), names)


# -- knowledge and help ----------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["1936-12-01", "1939-08-25", "1939-09-17", "1940-10-01"])
@pytest.mark.parametrize("state", ["germany", "soviet-union", "poland", "united-states", "switzerland"])
def test_a_state_knows_at_least_what_the_public_knows(state: str, day: str) -> None:
    for by in ("germany", "soviet-union", "united-kingdom"):
        public = bonds(shipped(), day, by=by, known_to="public")
        assert public <= bonds(shipped(), day, by=by, known_to=state) <= bonds(shipped(), day, by=by)
        assert public


@pytest.mark.parametrize("state", ["germany", "soviet-union", "poland", "romania", "japan"])
@pytest.mark.parametrize("day", ["1936-12-01", "1939-08-25", "1941-04-13"])
def test_a_state_knows_all_that_it_owes_and_is_owed(state: str, day: str) -> None:
    for options in ({"by": state}, {"to": state}):
        assert bonds(shipped(), day, known_to=state, **options) == bonds(shipped(), day, **options)


@pytest.mark.parametrize("by", ["germany", "soviet-union", "united-kingdom"])
def test_what_the_public_knows_of_a_treaty_it_does_not_forget(by: str) -> None:
    days = ["1939-08-23", "1939-08-25", "1939-09-17", "1939-09-28"]
    seen: set[str] = set()
    for day in days:
        known = {row[1] for row in bonds(shipped(), day, by=by, known_to="public")}
        held = {row[1] for row in bonds(shipped(), day, by=by)}
        assert seen & held <= known, day
        seen |= known


def due(rows: Rows) -> Rows:
    return {row[3:7] for row in rows if row[2] in ("due", "contested")}


@FEW
@given(records(), st.sampled_from(ASKED), st.permutations(STATES))
def test_help_that_is_given_never_makes_another_help_undue(files: Files, day: str, order: list[str]) -> None:
    dossier = made(files)
    attacker, victim, helper = order[:3]
    act = f"{attacker} attacks {victim}"
    assert due(found(dossier, act, day)) <= due(found(dossier, act, day, given=[f"{helper} assists {victim}"]))


@FEW
@given(CRISIS, st.sampled_from(["france", "united-kingdom", "soviet-union", "italy", "poland", "romania"]))
def test_help_that_is_given_never_makes_another_help_undue_in_the_shipped_record(
    crisis: tuple[str, str], helper: str
) -> None:
    act, day = crisis
    victim = act.split()[-1]
    if helper in act.split():
        return
    given_ = due(found(shipped(), act, day, given=[f"{helper} assists {victim}"]))
    assert due(found(shipped(), act, day)) <= given_


@FEW
@given(records(), st.sampled_from(ASKED), st.sampled_from(PAIRS))
def test_promises_kept_never_make_a_promise_undue(files: Files, day: str, pair: tuple[str, str]) -> None:
    dossier = made(files)
    act = f"{pair[0]} attacks {pair[1]}"
    plain, kept = found(dossier, act, day), found(dossier, act, day, kept=True)
    assert due(plain) <= due(kept)


@FEW
@given(records(), st.sampled_from(ASKED), st.sampled_from(PAIRS))
def test_nothing_is_due_and_not_due_at_once(files: Files, day: str, pair: tuple[str, str]) -> None:
    rows = found(made(files), f"{pair[0]} attacks {pair[1]}", day)
    not_due = {row[3:7] for row in rows if row[2] == "not-due"}
    assert not due(rows) & not_due


@FEW
@given(records(), st.sampled_from(ASKED), st.sampled_from(PAIRS))
def test_what_is_due_is_in_force_and_why_not_calls_it_due(files: Files, day: str, pair: tuple[str, str]) -> None:
    dossier = made(files)
    act = f"{pair[0]} attacks {pair[1]}"
    held = {(row[1], row[2], row[3]) for row in bonds(dossier, day)}
    for _, _, word, debtor, creditor, _, commitment, _ in found(dossier, act, day):
        if word == "due":
            assert (commitment, debtor, creditor) in held
            candidates = foedera.why_not(dossier, debtor, creditor, act, day)["candidates"]
            assert {c["verdict"] for c in candidates if c["commitment"] == commitment} & {"due", "conflict"}
