"""The world on a day: wars, members, control, treaties, relations, offices; and what changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from foedera.days import EVER, NEVER, ordinal
from foedera.dossier.model import Act, Control, Event, Office, Person, Territory
from foedera.dossier.treaties import Treaty
from foedera.law import Law, in_force, status_on
from foedera.law.bound import InForce
from foedera.law.force import chosen
from foedera.law.territory import control_on
from foedera.law.wars import War, chronicle
from foedera.terms import ActKind, Status


@dataclass(frozen=True, slots=True)
class Relation:
    """Diplomatic relations between two states: begun by recognition, ended by severance or war."""

    one: str
    other: str
    start: int
    until: int
    event: str


@dataclass(frozen=True, slots=True)
class World:
    """One day of a dossier, seen through one law; its parts are worked out when asked for."""

    law: Law
    day: int

    def wars(self) -> tuple[War, ...]:
        """The wars of the day, those that begin on it included."""
        return tuple(war for war in self.law.wars if war.start <= self.day < war.until)

    def treaties(self) -> Iterator[tuple[Treaty, InForce]]:
        """The instruments in force or contested that day."""
        for treaty in self.law.dossier.treaties.values():
            if not self.law.knows(treaty):
                continue
            found = in_force(self.law, treaty, self.day)
            if found.status is not Status.NOT_IN_FORCE:
                yield treaty, found

    def control(self) -> Iterator[tuple[Territory, Control]]:
        """Who held each territory, and whose it was held to be."""
        for territory in self.law.dossier.territories.values():
            found = control_on(self.law.dossier, territory.id, self.day, self.law.choices)
            if found is not None:
                yield territory, found

    def members(self, organization: str) -> tuple[str, ...]:
        """The members of an organization that day."""
        body = self.law.dossier.organizations[organization]
        return tuple(
            m.state for m in body.members if chosen(m.reading, self.law.choices) and self.day in _days(m.start, m.until)
        )

    def offices(self) -> Iterator[tuple[Person, Office, bool]]:
        """Who held which office, or may have held it: False where its dates leave the day open."""
        for person in self.law.dossier.persons.values():
            for office in person.offices:
                if may_hold(office, self.day):
                    yield person, office, surely_holds(office, self.day)

    def relations(self) -> tuple[Relation, ...]:
        """Diplomatic relations, as far as the record holds recognitions and ruptures."""
        return tuple(r for r in relations_of(self.law) if r.start <= self.day < r.until)

    def events(self) -> tuple[Event, ...]:
        """The events that may fall on the day."""
        return tuple(e for e in self.law.dossier.events.values() if e.date.first <= self.day <= e.date.last)


def may_hold(office: Office, day: int) -> bool:
    """Whether the dates of an office allow that it was held on a day."""
    ended = office.until is not None and day >= office.until.last + (not office.until.exact)
    return not ended and (office.start is None or office.start.first <= day)


def surely_holds(office: Office, day: int) -> bool:
    """Whether an office was held on a day, however its dates are read."""
    return office.start is not None and office.start.last <= day and (office.until is None or day < office.until.first)


def _days(start: date | None, until: date | None) -> range:
    return range(ordinal(start) if start else EVER, ordinal(until) if until else NEVER)


def relations_of(law: Law) -> tuple[Relation, ...]:
    """Every stretch of diplomatic relations that recorded recognitions and ruptures give."""

    def make() -> tuple[Relation, ...]:
        begun: dict[tuple[str, str], Relation] = {}
        ended: list[Relation] = []
        for day, event, act in chronicle(law.dossier.events.values()):
            for pair in _pairs(law, act):
                if act.verb is ActKind.RECOGNISE and pair not in begun:
                    begun[pair] = Relation(*pair, day, NEVER, event.id)
                elif act.verb in (ActKind.SEVER, ActKind.DECLARE_WAR) and pair in begun:
                    old = begun.pop(pair)
                    ended.append(Relation(*pair, old.start, day, old.event))
        return (*ended, *begun.values())

    return law.once("relations", make)


def _pairs(law: Law, act: Act) -> Iterator[tuple[str, str]]:
    states = law.dossier.states
    for one in act.actor:
        for other in act.target:
            if one in states and other in states and one != other:
                yield (one, other) if one < other else (other, one)


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two days."""

    entered: tuple[Treaty, ...]
    left: tuple[Treaty, ...]
    contested: tuple[Treaty, ...]
    wars_begun: tuple[War, ...]
    wars_ended: tuple[War, ...]
    control: tuple[tuple[Territory, Control, Control], ...]


def changes(law: Law, before: int, after: int) -> Changes:
    """What changes in law and on the map from one day to a later one."""
    entered: list[Treaty] = []
    left: list[Treaty] = []
    contested: list[Treaty] = []
    for treaty in filter(law.knows, law.dossier.treaties.values()):
        was, is_ = status_on(law, treaty, before), status_on(law, treaty, after)
        if was is is_:
            continue
        bucket = {Status.IN_FORCE: entered, Status.NOT_IN_FORCE: left, Status.CONTESTED: contested}[is_]
        bucket.append(treaty)
    moved = []
    for territory in law.dossier.territories.values():
        one = control_on(law.dossier, territory.id, before, law.choices)
        two = control_on(law.dossier, territory.id, after, law.choices)
        if one and two and one is not two:
            moved.append((territory, one, two))
    return Changes(
        tuple(entered), tuple(left), tuple(contested),
        tuple(w for w in law.wars if before < w.start <= after),
        tuple(w for w in law.wars if before < w.until <= after and w.until != NEVER),
        tuple(moved),
    )  # fmt: skip
