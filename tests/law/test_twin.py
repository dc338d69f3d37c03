"""The law stated twice: what the engine finds, clingo finds from the same record, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from foedera.answers.questions import casus
from foedera.dossier import Dossier
from foedera.law import Answer, Deed, Facts, Law, facts_on, law_of, verdicts
from foedera.law.asp.facts import added
from foedera.law.asp.solve import Fact, derive_each, derive_kept, standing
from foedera.law.facts import facts
from tests.episodes import Episode, episodes, lenses
from tests.law import records
from tests.tiny import ALLIANCE, read, shipped

pytest.importorskip("clingo")
hypothesis = pytest.importorskip("hypothesis")


class Question(NamedTuple):
    """A question put to both."""

    dossier: Dossier
    deed: Deed
    given: Facts
    choices: Mapping[str, str]
    knower: str | None = None
    chosen: frozenset[str] = frozenset()

    @property
    def law(self) -> Law:
        """The engine's law with only those readings decided that the asker decided."""
        picked = {name: self.choices[name] for name in self.chosen}
        return law_of(self.dossier, known_to=self.knower, as_of=self.deed.day, readings=picked)

    @property
    def settled(self) -> Law:
        """The engine's law with every reading decided, so that nothing is contested."""
        return law_of(self.dossier, known_to=self.knower, as_of=self.deed.day, readings=self.choices)

    @property
    def facts(self) -> Facts:
        """The recorded facts of the day and the given ones."""
        base, more = facts_on(self.law, self.deed.day, replay=self.given.replay), self.given
        found = replace(base, named=more.named, asked=base.asked | more.asked)
        found = replace(found, helps=(*base.helps, *more.helps), organs=(*base.organs, *more.organs))
        return facts(found, (*base.wars, *more.wars))


def told(answer: Answer) -> set[Fact]:
    """The engine's findings as plain tuples."""
    return {
        (f.verdict.value, f.norm.id, f.debtor, f.creditor, f.against, f.conflicts_with) for f in answer.findings
    }  # fmt: skip


def compare_kept(question: Question) -> None:
    """The engine and the twin find the same with every reading decided, and when promises are kept."""
    dossier, deed, given, choices, knower, _ = question
    bare, whole = derive_kept(dossier, deed, choices, given=given, knower=knower)
    same(deed, told(verdicts(question.settled, deed, question.facts)), bare)
    same(deed, told(verdicts(question.settled, deed, question.facts, kept=True)), whole)


def compare(question: Question) -> None:
    """The two find the same, and call contested what differs between the alternatives of an open reading."""
    dossier, deed, given, choices, knower, chosen = question
    runs = derive_each(dossier, deed, choices, given=given, knower=knower)
    same(deed, told(verdicts(question.settled, deed, question.facts)), runs["", ""])
    engine = {fact for fact in told(verdicts(question.law, deed, question.facts)) if fact[0] != "deadlock"}
    same(deed, engine, contested(runs, dossier, chosen))


def same(what: object, engine: AbstractSet[Any], twin: AbstractSet[Any]) -> None:
    """Both hold the same; if not, what only one of them holds."""
    assert engine == twin, f"{what}: only the engine {sorted(engine - twin)}, only the twin {sorted(twin - engine)}"


def contested(runs: Mapping[tuple[str, str], frozenset[Fact]], dossier: Dossier, chosen: frozenset[str]) -> set[Fact]:
    """The findings under the chosen readings; contested where an open reading decides otherwise."""
    plain = {fact for fact in runs["", ""] if fact[0] != "deadlock"}
    mine, places = _verdict_at(plain), set()
    for (name, _), other in runs.items():
        if name and name not in chosen and dossier.readings[name].open:
            theirs = _verdict_at(other)
            places |= {place for place in mine.keys() | theirs.keys() if mine.get(place) != theirs.get(place)}
    found = {("contested", *fact[1:]) if fact[1:5] in places else fact for fact in plain}
    return found | {("contested", *place, "") for place in places}  # type: ignore[misc]


def _verdict_at(found: set[Fact] | frozenset[Fact]) -> dict[tuple[str, ...], str]:
    return {fact[1:5]: fact[0] for fact in found if fact[0] not in ("conflict", "deadlock")}


def put(
    dossier: Dossier, act: str, day: str, given: Any = (), known_to: str | None = None, readings: Any = ()
) -> Question:
    """A question in a user's words."""
    law, deed, found = casus(dossier, act, day, [given] if isinstance(given, str) else given, known_to, readings)
    return Question(dossier, deed, added(facts_on(law, deed.day), found), law.choices, law.knower, law.decided)


# -- the interwar record ----------------------------------------------------------------------

QUESTIONS: list[tuple[str, str, dict[str, Any]]] = [
    ("poland attacks lithuania", "1920-10-09", {}),
    ("france occupies ruhr", "1923-01-11", {}),
    ("greece invades bulgaria", "1925-10-22", {}),
    ("japan attacks china", "1931-09-18", {}),
    ("germany rearms", "1935-03-16", {}),
    ("italy attacks ethiopia", "1935-10-03", {}),
    ("italy attacks ethiopia", "1935-10-03", {"given": ("league council finds italy",)}),
    ("germany remilitarizes rhineland", "1936-03-07", {}),
    ("germany attacks france", "1936-03-08", {"given": ("united kingdom assists france",)}),
    ("japan attacks china", "1937-07-07", {}),
    ("soviet-union supplies china against japan", "1938-01-10", {}),
    ("germany annexes austria", "1938-03-13", {}),
    ("germany attacks czechoslovakia", "1938-09-28", {}),
    ("germany attacks czechoslovakia", "1938-09-28", {"given": ("france assists czechoslovakia",)}),
    ("poland attacks czechoslovakia", "1938-09-30", {}),
    ("germany occupies czechoslovakia", "1939-03-15", {}),
    ("germany attacks romania", "1939-04-20", {}),
    ("italy attacks albania", "1939-04-07", {}),
    ("soviet-union concludes with germany", "1939-08-23", {}),
    ("germany attacks poland", "1939-08-24", {}),
    ("germany attacks poland", "1939-09-01", {}),
    ("germany attacks poland", "1939-09-01", {"known_to": "public"}),
    ("germany attacks poland", "1939-09-01", {"known_to": "soviet-union"}),
    ("germany attacks poland", "1939-09-01", {"readings": ("german-denunciation-1939=valid",)}),
    ("germany attacks poland", "1939-09-01", {"given": ("provoked",)}),
    ("united-kingdom declares war on germany", "1939-09-03", {}),
    ("soviet-union attacks poland", "1939-09-17", {}),
    ("soviet-union attacks poland", "1939-09-17", {"known_to": "public"}),
    ("soviet-union attacks poland", "1939-09-17", {"readings": ("polish-state-1939=ceased",)}),
    ("soviet-union attacks romania", "1939-09-20", {}),
    ("soviet-union attacks finland", "1939-11-30", {}),
    ("united-kingdom supplies finland against soviet-union", "1940-02-10", {}),
    ("soviet-union supplies germany against france", "1940-05-15", {}),
    ("germany attacks belgium", "1940-05-10", {}),
    ("germany attacks france", "1940-05-10", {}),
    ("italy attacks france", "1940-06-10", {}),
    ("france makes peace with germany", "1940-06-22", {}),
    ("soviet-union occupies lithuania", "1940-06-15", {}),
    ("soviet-union occupies bessarabia", "1940-06-28", {}),
    ("italy attacks greece", "1940-10-28", {}),
    ("italy attacks greece", "1940-10-28", {"given": ("bulgaria attacks greece",)}),
    ("germany attacks yugoslavia", "1941-04-06", {}),
    ("germany attacks soviet-union", "1941-06-22", {}),
    ("japan attacks soviet-union", "1941-07-02", {}),
    ("japan attacks united-states", "1941-12-07", {}),
]
DAYS = ("1920-02-01", "1926-01-01", "1934-12-01", "1936-06-01", "1939-09-03", "1940-07-01", "1941-06-23")


@pytest.mark.parametrize(("act", "day", "lens"), QUESTIONS, ids=lambda v: str(v))
def test_real_questions(act: str, day: str, lens: dict[str, Any]) -> None:
    asked("interwar", act, day, lens.get("given", ()), lens.get("known_to"), lens.get("readings", ()), False)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("knower", [None, "public"])
def test_everything_in_force_on_a_day(day: str, knower: str | None) -> None:
    question = put(shipped(), "germany attacks poland", day, known_to=knower)
    in_force(question)


def in_force(question: Question) -> None:
    """The engine and the twin hold the same commitments in force."""
    dossier, deed, _, choices, knower, _ = question
    law = question.settled
    pairs = ((n, d, c) for n in law.norms for d in n.debtors for c in n.creditors if d != c)
    engine = {(norm.id, d, c) for norm, d, c in pairs if law.holds(norm, d, c, deed.day)}
    same(deed, engine, standing(dossier, deed.day, choices, knower=knower))


ASKED = [episode for episode in episodes() if episode.kind == "act"]


@pytest.mark.parametrize("episode", ASKED, ids=lambda e: f"{e.dossier}-{e.id}")
def test_episodes(episode: Episode) -> None:
    table, lens = episode.table, lenses(episode)
    given = table.get("given", [])
    words = (given,) if isinstance(given, str) else tuple(given)
    kept = table.get("assuming") == "kept"
    asked(episode.dossier, table["act"], episode.day, words, lens["known_to"], tuple(lens["readings"]), kept)


@cache
def asked(
    dossier: str, act: str, day: str, given: tuple[str, ...], known_to: str | None, readings: tuple[str, ...],
    kept: bool,
) -> None:  # fmt: skip
    """A question, put once however many episodes look at the different sides of its answer."""
    question = put(shipped(dossier), act, day, given, known_to, readings)
    (compare_kept if kept else compare)(question)


# -- random records -----------------------------------------------------------------------------


def random_question(seed: int) -> Question:
    """A random record with an act, given facts and an observer."""
    chance = records.Chance(seed)
    dossier, deed = records.dossier(chance), records.deed(chance)
    choices = {name: reading.default for name, reading in dossier.readings.items()}
    given, knower = records.supposed(chance, deed.day), records.knower(chance)
    # A war that is on is not begun again.
    engaged = facts_on(law_of(dossier), deed.day).pairs
    given = facts(given, [war for war in given.wars if war.pair not in engaged])
    return Question(dossier, deed, given, choices, knower)


@hypothesis.settings(max_examples=100, deadline=None, derandomize=True, database=None)
@hypothesis.given(hypothesis.strategies.integers(0, 10**6))
def test_random_records(seed: int) -> None:
    question = random_question(seed)
    compare_kept(question)
    in_force(question)


@hypothesis.settings(max_examples=40, deadline=None, derandomize=True, database=None)
@hypothesis.given(hypothesis.strategies.integers(0, 10**6))
def test_what_the_engine_calls_contested_turns_on_an_open_reading(seed: int) -> None:
    dossier, deed, given, choices, knower, _ = question = random_question(seed)
    engine = {fact for fact in told(verdicts(question.law, deed, question.facts)) if fact[0] == "contested"}
    twin = contested(derive_each(dossier, deed, choices, given=given, knower=knower), dossier, question.chosen)
    assert engine <= twin, f"{deed}: only the engine {sorted(engine - twin)}"


# -- where the two once differed ----------------------------------------------------------------------


def tiny_question(tmp_path: Path, text: str, act: str, day: str) -> Question:
    """A question to a tiny record."""
    return put(read(tmp_path, text), act, day)


def test_a_protocol_is_not_in_force_before_its_signature(tmp_path: Path) -> None:
    text = """
--- treaties/1930-01-01-alliance.toml
title = "Alliance"
parties = ["alba", "bela"]
signed = 1930-01-01
force = { by = "signature", from = 1930-02-01 }

[[protocol]]
id = "later"
signed = 1935-01-01

[[protocol.article]]
id = "1"
pledge = "defense"
between = "each"
text = "Each helps the other."
trigger = { act = "attack" }
"""
    in_force(tiny_question(tmp_path, text, "cora attacks alba", "1932-01-01"))


def test_a_promise_that_another_condition_defeats_is_in_no_deadlock(tmp_path: Path) -> None:
    text = """
--- treaties/1930-01-01-alliance.toml
title = "Alliance"
parties = ["alba", "bela"]
signed = 1930-01-01
force = { by = "signature" }
""" + "".join(
        f"""
[[article]]
id = "{number}"
pledge = "defense"
debtor = ["{debtor}"]
creditor = ["cora"]
text = "Helps cora once {first} does."
trigger = {{ act = "attack", requires = [{{ is = "assists", by = "{first}" }}, {{ is = "fact", id = "timely" }}] }}
"""
        for number, debtor, first in ((1, "alba", "bela"), (2, "bela", "alba"))
    )
    compare_kept(tiny_question(tmp_path, text, "dara attacks cora", "1932-01-01"))


def test_help_by_a_state_whose_existence_is_disputed_is_contested(tmp_path: Path) -> None:
    text = (
        ALLIANCE
        + """
--- states/bela.toml
title = "Bela"

[[life]]
until = 1931-01-01
reading = "bela-exists=no"

[[life]]
reading = "bela-exists=yes"

--- readings/bela-exists.toml
title = "Did Bela exist after 1931?"
default = "yes"
why = "It went on."

[[alternative]]
id = "yes"
says = "It did."

[[alternative]]
id = "no"
says = "It did not."
"""
    )
    compare(tiny_question(tmp_path, text, "cora attacks alba", "1932-01-01"))


def test_a_ban_on_hostile_groupings_that_forbids_attacks_on_the_creditor_is_breached_by_one(tmp_path: Path) -> None:
    text = """
--- treaties/1930-01-01-peace.toml
title = "No hostile grouping, and no attack"
parties = ["alba", "bela"]
signed = 1930-01-01
force = { by = "signature" }

[[article]]
id = "1"
pledge = "no-hostile-grouping"
between = "each"
text = "Neither joins the other's enemies or attacks it."
forbids = ["attack"]
on = ["creditor"]
"""
    compare(tiny_question(tmp_path, text, "alba attacks bela", "1932-01-01"))
