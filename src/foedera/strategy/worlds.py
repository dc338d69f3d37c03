"""The record as it stood before a crisis, and what a way through the crisis makes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from foedera.days import NEVER, ordinal, read_edtf
from foedera.dossier.crises import Choice, Crisis
from foedera.dossier.dossier import Dossier
from foedera.dossier.model import Event
from foedera.dossier.pledges import ARMED_HELP
from foedera.dossier.treaties import End, Force, Treaty
from foedera.law import Deed, Finding, Law, deeds_of, facts_on, law_of, verdicts
from foedera.law.facts import Facts
from foedera.law.wars import War, chronicle, moment, wars_of
from foedera.strategy.tree import Way
from foedera.terms import ActKind, ForceBy, Verdict


@dataclass(frozen=True, eq=False)
class World:
    """What a way leads to: the law on its last day, its wars, the promises broken, those that fell due and the day."""

    law: Law
    day: int
    wars: tuple[War, ...]
    breaches: tuple[Finding, ...]
    due: tuple[tuple[Finding, int], ...]
    helps: frozenset[tuple[str, str, str]]

    def at_war(self, one: str, other: str) -> bool:
        """Whether two states are at war at the end."""
        return any(war.pair == {one, other} and self.day < war.until for war in self.wars)

    def kept(self, finding: Finding, day: int) -> bool:
        """Whether armed help that fell due on a day is given: by going to war, or by being at war already.

        To be attacked by that enemy later is no performance.
        """
        fights = any(
            war.pair == {finding.debtor, finding.against} and (war.attacker == finding.debtor or war.start <= day)
            for war in self.wars
        )
        return fights or (finding.debtor, finding.creditor, finding.against) in self.helps


class Worlds:
    """Makes the worlds of a crisis; the laws, which ways share, are compiled once."""

    def __init__(self, dossier: Dossier, crisis: Crisis) -> None:
        self.dossier, self.crisis = dossier, crisis
        self.before = before(dossier, crisis.day)
        self._laws: dict[tuple[tuple[str, date], ...], Law] = {}

    def law(self, way: Way) -> Law:
        """The law with what a way concludes; every reading is taken as the record takes it."""
        concluded = tuple((id_, day) for choice, day in dated(self.crisis, way) for id_ in choice.concludes)
        if concluded not in self._laws:
            known = {id_: reading.default for id_, reading in self.dossier.readings.items()}
            self._laws[concluded] = law_of(self._with(concluded), readings=known)
        return self._laws[concluded]

    def _with(self, concluded: Iterable[tuple[str, date]]) -> Dossier:
        treaties = dict(self.before.treaties)
        for id_, day in concluded:
            treaties[id_] = _in_force(_as_of(self.dossier.treaties[id_], day), day)
        return replace(self.before, treaties=treaties)

    def world(self, way: Way) -> World:
        """What a way through the crisis makes of the record: its acts judged one after the other."""
        law, events = self.law(way), _events(self.crisis, way)
        breaches: list[Finding] = []
        due: list[tuple[Finding, int]] = []
        done: list[Event] = []
        for event in events:
            for act in event.acts:
                facts = _facts(law, moment(event.date), done)
                for deed in deeds_of(event, act):
                    found = _judged(law, deed, facts)
                    breaches += [f for f in found if f.verdict is Verdict.BREACH]
                    owed = (f for f in found if f.verdict is Verdict.DUE and f.norm.pledge in ARMED_HELP)
                    due += [(f, moment(event.date)) for f in owed]
            done.append(event)
        day = last_day(self.crisis)
        return World(law, day, _wars(law, day + 1, done), tuple(breaches), tuple(due), _helps(done))


def _judged(law: Law, deed: Deed, facts: Facts) -> tuple[Finding, ...]:
    return verdicts(law, deed._replace(recorded=False), facts).findings


def before(dossier: Dossier, day: date) -> Dossier:
    """The record as it stood on the morning of a day: later events, treaties and ends are not there."""
    first = ordinal(day)
    events = {id_: event for id_, event in dossier.events.items() if moment(event.date) < first}
    treaties = {id_: _as_of(t, day) for id_, t in dossier.treaties.items() if t.signed < day}
    return replace(dossier, events=events, treaties=treaties, digest=f"{dossier.digest}<{day}", compiled=False)


def _as_of(treaty: Treaty, day: date) -> Treaty:
    """A treaty without the ends, suspensions and prolongations that came later."""
    protocols = tuple(replace(p, ends=tuple(e for e in p.ends if _ended_before(e, day))) for p in treaty.protocols)
    extensions = tuple(e for e in treaty.extensions if e.signed is None or e.signed < day)
    ends = tuple(e for e in treaty.ends if _ended_before(e, day))
    return replace(treaty, ends=ends, protocols=protocols, extensions=extensions)


def _ended_before(end: End, day: date) -> bool:
    when = end.on or end.start
    return when is None or when < day


def _in_force(treaty: Treaty, day: date) -> Treaty:
    """A proposal, or a treaty signed by a choice, in force from the day of that choice."""
    force = Force(by=ForceBy.SIGNATURE, start=day)
    return replace(
        treaty, signed=day, force=force, consents=() if treaty.force.by is ForceBy.NEVER else treaty.consents
    )


def last_day(crisis: Crisis) -> int:
    """The last day of any choice: every outcome is read on it, so that no term runs out in some only."""
    return max(ordinal(choice.day or crisis.day) for move in crisis.moves for choice in move.choices)


def dated(crisis: Crisis, way: Way) -> list[tuple[Choice, date]]:
    """The choices of a way with their days: a choice without its own has that of the one before."""
    found: list[tuple[Choice, date]] = []
    day = crisis.day
    for choice in way:
        day = max(day, choice.day or day)
        found.append((choice, day))
    return found


def _events(crisis: Crisis, way: Way) -> list[Event]:
    """The choices of a way that hold acts, as events."""
    return [
        Event(choice.id, read_edtf(day), choice.title, choice.sources, acts=choice.acts, assessed=choice.assessed,
              origin=choice.origin)
        for choice, day in dated(crisis, way)
        if choice.acts
    ]  # fmt: skip


def _facts(law: Law, day: int, done: list[Event]) -> Facts:
    found = facts_on(law, day)
    return found.with_wars(*_wars_begun(law, done)) if done else found


def _wars_begun(law: Law, done: list[Event]) -> tuple[War, ...]:
    return tuple(war for war in wars_of(done, law.dossier.states) if war.until == NEVER)


def _wars(law: Law, day: int, done: list[Event]) -> tuple[War, ...]:
    """The wars that stand at the end: of the record, where no act of the way ended them, and of the way."""
    earlier = [war for war in law.wars if war.start < day < war.until]
    return (*earlier, *wars_of(done, law.dossier.states))


def _helps(done: list[Event]) -> frozenset[tuple[str, str, str]]:
    rows = [act for _, _, act in chronicle(done) if act.verb is ActKind.ASSIST]
    return frozenset((by, to, enemy) for act in rows for by in act.actor for to in act.target for enemy in act.against)
