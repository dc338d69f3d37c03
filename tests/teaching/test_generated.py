"""Every generated question has exactly one right answer, by another road through the record, and no giveaway."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import Any

import pytest

import foedera
from foedera.dossier.questions import Question
from foedera.errors import BadQuestion, FoederaError, UnknownName
from foedera.teaching.bank import holder_of
from foedera.teaching.drawing import drawn
from foedera.teaching.generating import GENERATORS, generated
from foedera.teaching.marking import marked, shown_order
from foedera.teaching.telling import asked
from tests import tiny
from tests.tiny import shipped

SEEDS = range(12)
CLOSED = [(kind, seed) for kind in GENERATORS if kind != "order" for seed in SEEDS]
STATES = {state.title: state.id for state in shipped().states.values()}


@lru_cache
def question(kind: str, seed: int) -> Question:
    return generated(shipped(), kind, seed)


def ids(asked_: Question) -> dict[str, bool]:
    """The states that are its alternatives, and whether each is said to be right."""
    return {STATES[option.text["en"]]: option.right for option in asked_.options}


def params(look: str) -> dict[str, str]:
    return dict(re.findall(r"[?&](\w+)=([^&]+)", look))


@pytest.mark.parametrize(("kind", "seed"), CLOSED)
def test_one_alternative_is_right_and_each_says_why_in_every_language(kind: str, seed: int) -> None:
    found = question(kind, seed)
    assert sum(option.right for option in found.options) == 1 and 3 <= len(found.options) <= 4
    for language in ("en", "ro", "vi"):
        texts = [option.text[language] for option in found.options]
        assert len(set(texts)) == len(texts) and found.text[language]
        assert all(option.why[language] and option.records for option in found.options)


def between_few(commitment: dict[str, Any]) -> bool:
    """Whether it was given by name, not to all members of a league."""
    treaty = shipped().treaties[commitment["treaty"]["id"]]
    return not treaty.parties_of and len(treaty.parties) <= 5


@pytest.mark.parametrize("seed", SEEDS)
def test_who_was_bound_is_what_the_law_answers_for_that_day(seed: int) -> None:
    found = question("bound", seed)
    creditor = params(found.look)["of"]
    for state, right in ids(found).items():
        answer = foedera.bound_on(shipped(), str(found.day), by=state, to=creditor)
        now = [c for c in answer["commitments"] if c["status"] == "in-force"]
        helps = [c for c in now if c["pledge"] == "defense" or (c["pledge"] == "guarantee" and between_few(c))]
        assert bool(helps) == right, state


def test_a_guarantee_makes_an_alternative_right_too_so_it_is_not_offered_as_wrong() -> None:
    # On 18 May 1938 the declaration of April 1937 bound France to Belgium beside the German assurance.
    found = question("bound", 557965)
    assert (found.day, params(found.look)["of"]) == (date(1938, 5, 18), "belgium")
    assert not {"france", "united-kingdom"} & {state for state, right in ids(found).items() if not right}


def test_the_wrong_ones_among_those_who_could_know_are_not_always_the_same() -> None:
    wrong = {option.text["en"] for seed in SEEDS for option in question("known", seed).options if not option.right}
    assert len(wrong) > 8


@pytest.mark.parametrize("seed", SEEDS)
def test_whom_a_case_calls_upon_is_what_why_not_answers(seed: int) -> None:
    found = question("puzzle", seed)
    given = params(found.look)
    act = f"{given['actor']} attacks {given['target']}"
    for state, right in ids(found).items():
        answer = foedera.why_not(shipped(), state, given["target"], act, str(found.day))
        verdicts = {c["verdict"] for c in answer["candidates"] if c["pledge"] in ("defense", "guarantee", "offense")}
        assert ("due" in verdicts) == right and "contested" not in verdicts, (state, verdicts)


@pytest.mark.parametrize("seed", SEEDS)
def test_why_a_state_is_not_bound_is_the_first_step_that_fails(seed: int) -> None:
    found = question("whynot", seed)
    given = params(found.look)
    act = f"{given['actor']} attacks {given['target']}"
    treaty = foedera.treaty(shipped(), found.about[0], str(found.day))
    right = next(option.text["en"] for option in found.options if option.right)
    assert ("in force, but" in right) == (treaty["status"] == "in-force")
    answer = foedera.why_not(shipped(), given["debtor"], given["creditor"], act, str(found.day))
    own = [c for c in answer["candidates"] if c["treaty"]["id"] == found.about[0] and c["pledge"] == "defense"]
    assert all(candidate["verdict"] == "not-due" for candidate in own)
    if treaty["status"] == "in-force":
        assert {candidate["first_failing"]["kind"] for candidate in own} == {"trigger"}
    neutral = foedera.bound_on(shipped(), str(found.day), by=given["debtor"], to=given["actor"], pledge="neutrality")
    assert not [c for c in neutral["commitments"] if c["status"] == "in-force"]


@pytest.mark.parametrize("seed", SEEDS)
def test_who_could_know_is_who_sees_the_secret_in_the_law_of_that_day(seed: int) -> None:
    found = question("known", seed)
    treaty = shipped().treaties[found.about[0]]
    for state, right in ids(found).items():
        told = foedera.treaty(shipped(), treaty.id, str(found.day), known_to=state)
        seen = {protocol["id"] for protocol in told["treaty"]["protocols"]}
        secret = {protocol.id for protocol in treaty.protocols if protocol.secret}
        assert bool(seen & secret) == right, (state, seen)


@pytest.mark.parametrize("seed", SEEDS)
def test_who_held_a_land_is_what_the_record_says_of_that_day_alone(seed: int) -> None:
    found = question("map", seed)
    land = shipped().territories[found.about[0]]
    assert found.day is not None
    holders = {
        holder_of(control)
        for control in land.controls
        if (control.start or date.min) <= found.day < (control.until or date.max)
    }
    for state, right in ids(found).items():
        assert (holders == {state}) == right
        assert (foedera.place(shipped(), land.id, str(found.day))["controller"] == state) == right


@pytest.mark.parametrize("seed", SEEDS)
def test_an_order_is_that_of_the_signatures_and_no_other(seed: int) -> None:
    found = question("order", seed)
    signed = [foedera.treaty(shipped(), word)["treaty"]["signed"] for word in found.order]
    assert signed == sorted(set(signed)) and len({day[:4] for day in signed}) == len(signed)
    right = " ".join("ABCD"[shown_order(found).index(word)] for word in found.order)
    assert marked(shipped(), found, right)["marks"] == 1
    assert marked(shipped(), found, "A B C D")["marks"] == (1 if right == "A B C D" else 0)


# -- giveaways -------------------------------------------------------------------------


def test_the_right_alternative_stands_at_no_favoured_place_and_has_no_favoured_length() -> None:
    closed = [question(kind, seed) for kind, seed in CLOSED if kind != "whynot"]
    places = Counter(next(n for n, option in enumerate(q.options) if option.right) for q in closed)
    assert max(places.values()) < 0.5 * len(closed) and len(places) >= 3
    longest = sum(max(q.options, key=lambda option: len(option.text["en"])).right for q in closed)
    shortest = sum(min(q.options, key=lambda option: len(option.text["en"])).right for q in closed)
    assert longest < 0.6 * len(closed) and shortest < 0.6 * len(closed)


def test_why_not_has_more_than_one_right_reason() -> None:
    right = {next(o.text["en"] for o in question("whynot", seed).options if o.right) for seed in SEEDS}
    assert len(right) >= 2


@pytest.mark.parametrize(("kind", "seed"), CLOSED)
def test_no_alternative_stands_in_the_question_or_bears_a_date(kind: str, seed: int) -> None:
    found = question(kind, seed)
    for option in found.options:
        assert kind == "whynot" or option.text["en"] not in found.text["en"]
        assert not re.search(r"\d", option.text["en"])


@pytest.mark.parametrize("seed", SEEDS)
def test_items_to_be_ordered_bear_no_date_and_are_not_shown_in_order(seed: int) -> None:
    found = question("order", seed)
    items = asked(shipped(), found)["items"]
    assert all(not re.search(r"\d", item["en"]) for item in items)
    assert shown_order(found) != list(found.order)


@pytest.mark.parametrize("name", [q.id for q in shipped().questions.values() if q.order])
def test_items_of_written_questions_bear_no_date_and_are_not_shown_in_order(name: str) -> None:
    found = shipped().questions[name]
    assert not [text for item in found.items.values() for text in item.values() if re.search(r"19\d\d", text)]
    assert shown_order(found) != list(found.order)


@pytest.mark.parametrize("name", [q.id for q in shipped().questions.values() if q.options])
def test_written_alternatives_are_alike_in_length(name: str) -> None:
    options = shipped().questions[name].options
    right = next(len(option.text["en"]) for option in options if option.right)
    wrong = [len(option.text["en"]) for option in options if not option.right]
    assert right <= 1.8 * max(wrong) + 4 and 1.8 * right + 4 >= min(wrong)


# -- drawing ---------------------------------------------------------------------------


def test_one_seed_gives_one_question_and_one_quiz() -> None:
    assert generated(shipped(), "puzzle", 7) == generated(shipped(), "puzzle", 7)
    one, two = (drawn(shipped(), number=6, seed=3) for _ in range(2))
    assert [q.id for q in one] == [q.id for q in two] and len({q.id for q in one}) == 6


def test_every_kind_can_be_generated_for_another_case() -> None:
    july: Any = shipped("july-1914")
    made = 0
    for kind in GENERATORS:
        with suppress(BadQuestion):
            made += bool(generated(july, kind, 1))
    assert made >= 2


def test_a_record_without_questions_says_so(tmp_path: Any) -> None:
    dossier = tiny.read(tmp_path)
    with pytest.raises(BadQuestion, match="this record has no questions; write some in questions/"):
        drawn(dossier)
    with pytest.raises(BadQuestion, match="a quiz has 1 to 100 questions, not 0"):
        drawn(dossier, number=0)


@pytest.mark.parametrize("wrong", [{"kind": "ode"}, {"theme": "love"}])
def test_an_unknown_kind_or_theme_names_those_that_there_are(wrong: dict[str, str]) -> None:
    with pytest.raises(UnknownName, match=r"the record knows no (kind of question|theme of questions) called") as fault:
        drawn(shipped(), **wrong)  # type: ignore[arg-type]
    assert isinstance(fault.value, FoederaError) and fault.value.near
