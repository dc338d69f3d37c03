"""The law of a dossier under one set of readings, as one observer knows it.

A `Law` is a view: it holds the norms that the observer can see and remembers what has
been worked out. It never changes what it answers.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TypeVar

from foedera.days import ordinal
from foedera.dossier.cache import derived
from foedera.dossier.dossier import Dossier
from foedera.dossier.model import Reading
from foedera.dossier.pledges import FORBIDDEN
from foedera.dossier.treaties import Known, Treaty, Trigger
from foedera.law.force import (
    Choices,
    Stretch,
    Stretches,
    after_wars,
    chosen,
    life_stretches,
    meet,
    party_stretches,
    provision_stretches,
    treaty_stretches,
    war_effect,
)
from foedera.law.norms import Norm, compile_norms, kinds, parties_of
from foedera.law.wars import War, wars_of
from foedera.terms import ActKind

PUBLIC = "public"
T = TypeVar("T")
_UNKNOWN = object()


@dataclass(frozen=True, eq=False)
class Law:
    """Norms seen by one observer, under one choice of readings."""

    dossier: Dossier
    norms: tuple[Norm, ...]
    wars: tuple[War, ...]
    choices: Choices
    knower: str | None = None
    as_of: int | None = None
    decided: frozenset[str] = frozenset()
    _memory: dict[object, object] = field(default_factory=dict, repr=False)
    _held: dict[tuple[Norm, str, str], Stretches] = field(default_factory=dict, repr=False)
    _owed: dict[tuple[Norm, str], _Owed] = field(default_factory=dict, repr=False)
    _windows: dict[Norm, tuple[int, int]] = field(default_factory=dict, repr=False)
    _siblings: dict[tuple[str, str], Law] = field(default_factory=dict, repr=False)

    # -- other views of the same law ---------------------------------------

    def under(self, reading: str, alternative: str) -> Law:
        """The same law, with one reading decided otherwise."""
        if self.choices.get(reading) == alternative:
            return self
        key = (reading, alternative)
        if key not in self._siblings:
            choices = {**self.choices, reading: alternative}
            self._siblings[key] = Law(
                self.dossier, self.norms, self.wars, choices, self.knower, self.as_of, self.decided
            )
        return self._siblings[key]

    def once(self, key: object, make: Callable[[], T]) -> T:
        """What `make` gives, worked out the first time it is asked for."""
        found = self._memory.get(key, _UNKNOWN)
        if found is _UNKNOWN:
            found = self._memory[key] = make()
        return found  # type: ignore[return-value]

    def index(self, make: Callable[[Law], T]) -> T:
        """What `make` gives for this law, worked out the first time it is asked for."""
        found = self._memory.get(make, _UNKNOWN)
        if found is _UNKNOWN:
            found = self._memory[make] = make(self)
        return found  # type: ignore[return-value]

    def of(self, norm: Norm, make: Callable[[Law, Norm], T]) -> T:
        """What `make` gives for a norm under this law, worked out the first time it is asked for."""
        key = (norm, make)
        found = self._memory.get(key, _UNKNOWN)
        if found is _UNKNOWN:
            found = self._memory[key] = make(self, norm)
        return found  # type: ignore[return-value]

    # -- finding norms ------------------------------------------------------

    def triggered(self, verb: ActKind) -> tuple[Norm, ...]:
        """Norms that an act of this kind may make operative."""
        return self._triggers.get(verb, ())

    def forbidding(self, verb: ActKind) -> tuple[Norm, ...]:
        """Norms that an act of this kind may breach."""
        return self._forbids.get(verb, ())

    @cached_property
    def _triggers(self) -> dict[ActKind, tuple[Norm, ...]]:
        return _by_verb((norm, norm.triggers) for norm in self.norms)

    @cached_property
    def _forbids(self) -> dict[ActKind, tuple[Norm, ...]]:
        return _by_verb((norm, norm.forbids) for norm in self.norms)

    def creditors(self, norm: Norm) -> tuple[str, ...]:
        """Everyone to whom a norm is ever owed, in a fixed order."""
        return self.of(norm, _creditors)

    def norm(self, id_: str) -> Norm | None:
        """The norm of this id."""
        return self.once("ids", lambda: {norm.id: norm for norm in self.norms}).get(id_)

    # -- what a norm says under these readings ------------------------------

    def trigger(self, norm: Norm) -> Trigger | None:
        """The norm's trigger, as the chosen reading has it."""
        for variant in norm.article.variants:
            if variant.trigger and chosen(variant.reading, self.choices):
                return variant.trigger
        return norm.article.trigger

    def forbidden(self, norm: Norm) -> frozenset[ActKind]:
        """The acts a norm forbids, as the chosen reading has it."""
        if not norm.article.variants:
            return norm.forbids
        for variant in norm.article.variants:
            if variant.forbids and chosen(variant.reading, self.choices):
                return kinds(variant.forbids)
        own = norm.article.forbids
        return kinds(own) if own else FORBIDDEN.get(norm.pledge, frozenset())

    def members(self, norm: Norm, word: str) -> frozenset[str]:
        """The states that `@name` means for this norm.

        A protocol's definition comes first, but only for an observer who knows of the
        protocol; then the treaty's own, then the dossier's set.
        """
        return self.once(("members", norm.treaty.id, word), lambda: self._members(norm.treaty, word[1:]))

    def _members(self, treaty: Treaty, name: str) -> frozenset[str]:
        if name in ("parties", "members"):
            return frozenset(parties_of(self.dossier, treaty))
        found: tuple[str, ...] = self.dossier.case.sets.get(name, ())
        found = treaty.terms.get(name, found)
        for protocol in treaty.protocols:
            secret = treaty.secret or protocol.secret
            if name in protocol.terms and (not secret or self._sees(treaty, (*protocol.known, *treaty.known))):
                found = protocol.terms[name]
        return frozenset(found)

    def knows(self, treaty: Treaty) -> bool:
        """Whether the observer knows of a treaty."""
        return self.knower is None or knows(treaty, self.knower, self.as_of, self.parties(treaty))

    def _sees(self, treaty: Treaty, known: tuple[Known, ...]) -> bool:
        """Whether the observer knows of a protocol."""
        if self.knower is None or self.knower in self.parties(treaty):
            return True
        return bool(knowledge(self.knower, known, self.as_of))

    # -- force --------------------------------------------------------------

    def stretches(self, norm: Norm, debtor: str, creditor: str) -> Stretches:
        """When the commitment of debtor to creditor is in force."""
        key = (norm, debtor, creditor)
        found = self._held.get(key)
        if found is None:
            found = self._held[key] = self._stretches(norm, debtor, creditor)
        return found

    def pair(self, treaty: Treaty, one: str, other: str) -> Stretches:
        """When a treaty is in force between two states; `other` may be a creditor that is no party."""

        def make() -> Stretches:
            party = other in self.parties(treaty)
            found = meet(self.party(treaty, one), self.party(treaty, other) if party else self.life(other))
            wars = self.wars_between(one, other) if found else ()
            return after_wars(found, wars, war_effect(treaty, len(self.parties(treaty)))) if wars else found

        return self.once(("pair", treaty.id, one, other), make)

    def _stretches(self, norm: Norm, debtor: str, creditor: str) -> Stretches:
        for variant in norm.article.variants:
            if variant.void and chosen(variant.reading, self.choices):
                return ()
        for consent in norm.treaty.consents:
            if norm.article.id in consent.excludes and consent.state == debtor:
                return ()
        found = self.pair(norm.treaty, debtor, creditor)
        return meet(found, self._provision(norm)) if found else ()

    def _provision(self, norm: Norm) -> Stretches:
        return self.once(
            ("provision", norm.id),
            lambda: provision_stretches(norm.treaty, norm.protocol, norm.article, self.choices),
        )

    def party(self, treaty: Treaty, state: str) -> Stretches:
        """When a treaty binds a party."""
        return self.once(
            ("party", treaty.id, state), lambda: party_stretches(self.dossier, treaty, state, self.choices)
        )

    def parties(self, treaty: Treaty) -> tuple[str, ...]:
        """All that are ever parties to a treaty."""
        return self.once(("parties", treaty.id), lambda: parties_of(self.dossier, treaty))

    def first(self, treaty: Treaty) -> int:
        """The day on which a treaty took force; that of its signature where it never did."""
        whole = treaty_stretches(treaty, self.choices)
        return whole[0].start if whole else ordinal(treaty.signed)

    def life(self, state: str) -> Stretches:
        """When a state exists."""
        return self.once(("life", state), lambda: life_stretches(self.dossier, state, self.choices))

    def wars_between(self, one: str, other: str) -> tuple[War, ...]:
        """The recorded wars between two states."""
        return self.index(_by_pair).get(frozenset((one, other)), ())

    def standing(self, norms: Iterable[Norm], day: int) -> list[Norm]:
        """Of these norms those that may bind anybody on a day: the others are passed over at once."""
        windows = ((self.window(norm), norm) for norm in norms)
        return [norm for (opens, closes), norm in windows if opens <= day < closes]

    def window(self, norm: Norm) -> tuple[int, int]:
        """The days outside which a norm binds nobody: the bounds of its instrument's and its own force."""
        found = self._windows.get(norm)
        if found is None:
            found = self._windows[norm] = self._window(norm)
        return found

    def _window(self, norm: Norm) -> tuple[int, int]:
        whole = self.once(("whole", norm.treaty.id), lambda: treaty_stretches(norm.treaty, self.choices))
        stretches = meet(whole, self._provision(norm))
        return (stretches[0].start, max(s.until for s in stretches)) if stretches else (0, 0)

    def owing(self, norm: Norm, creditor: str, day: int) -> list[tuple[str, Stretch]]:
        """The debtors bound to a creditor on a day, in a fixed order, each with the stretch that holds it."""
        owed = self._owed.get((norm, creditor))
        if owed is None:
            others = (debtor for debtor in sorted(norm.debtors) if debtor != creditor)
            owed = self._owed[norm, creditor] = _Owed(
                [(d, s) for d in others for s in self.stretches(norm, d, creditor)]
            )
        return owed.on(day)

    def holds(self, norm: Norm, debtor: str, creditor: str, day: int) -> Stretch | None:
        """The stretch in which the commitment is in force on a day."""
        found = self._held.get((norm, debtor, creditor))
        for stretch in self.stretches(norm, debtor, creditor) if found is None else found:
            if stretch.start <= day < stretch.until:
                return stretch
        return None

    # -- readings -----------------------------------------------------------

    def readings(self, norm: Norm, debtor: str, creditor: str) -> tuple[Reading, ...]:
        """The disputed points that bear on a commitment."""

        def make() -> tuple[Reading, ...]:
            names = norm.readings | self.life_readings(debtor) | self.life_readings(creditor)
            return tuple(self.dossier.readings[n] for n in sorted(names) if n in self.dossier.readings)

        return self.once(("readings", norm.id, debtor, creditor), make)

    def disputed_lives(self) -> tuple[str, ...]:
        """The states whose existence turns, on some days, on a disputed point."""
        return self.once("disputed lives", lambda: tuple(s for s in self.dossier.states if self.life_readings(s)))

    def life_readings(self, state: str) -> frozenset[str]:
        """The disputed points that bear on a state's existence."""
        record = self.dossier.states.get(state)
        lives = record.lives if record else ()
        names = (life.reading.partition("=")[0] for life in lives if life.reading)
        return self.once(("life readings", state), lambda: frozenset(names))


def _by_pair(law: Law) -> dict[frozenset[str], tuple[War, ...]]:
    found: dict[frozenset[str], tuple[War, ...]] = {}
    for war in law.wars:
        found[war.pair] = (*found.get(war.pair, ()), war)
    return found


def _creditors(law: Law, norm: Norm) -> tuple[str, ...]:
    return tuple(sorted(norm.creditors))


class _Owed:
    """Who is bound to a creditor by a norm; between two days on which that changes the answer is one."""

    def __init__(self, rows: list[tuple[str, Stretch]]) -> None:
        self._rows = rows
        self._turns = sorted({day for _, stretch in rows for day in (stretch.start, stretch.until)})
        self._found: dict[int, list[tuple[str, Stretch]]] = {}

    def on(self, day: int) -> list[tuple[str, Stretch]]:
        """The debtors bound on a day, each with the stretch that holds it."""
        place = bisect_right(self._turns, day)
        found = self._found.get(place)
        if found is None:
            found = self._found[place] = [row for row in self._rows if day in row[1]]
        return found


def _by_verb(norms: Iterable[tuple[Norm, Iterable[ActKind]]]) -> dict[ActKind, tuple[Norm, ...]]:
    found: dict[ActKind, list[Norm]] = {}
    for norm, verbs in norms:
        for verb in verbs:
            found.setdefault(verb, []).append(norm)
    return {verb: tuple(norms) for verb, norms in found.items()}


def knowledge(knower: str, known: tuple[Known, ...], day: int | None) -> Known | bool:
    """The first piece of knowledge that reached an observer, or the public, by a day."""
    reached = [k for k in known if k.to in (knower, PUBLIC) and (day is None or ordinal(k.start) <= day)]
    return min(reached, key=lambda k: k.start) if reached else False


def visible(norm: Norm, knower: str, day: int | None, parties: Container[str]) -> bool:
    """Whether an observer knows of a norm on a day."""
    if norm.secret:
        return knower in norm.debtors or knower in norm.creditors or bool(knowledge(knower, norm.known, day))
    return knows(norm.treaty, knower, day, parties)


def knows(treaty: Treaty, knower: str, day: int | None, parties: Container[str]) -> bool:
    """Whether an observer knows of a treaty on a day: a party, or told, or by publication."""
    if knower in parties or bool(knowledge(knower, treaty.known, day)):
        return True
    if treaty.secret:
        return False
    return treaty.published is None or day is None or ordinal(treaty.published) <= day


def law_of(
    dossier: Dossier,
    *,
    known_to: str | None = None,
    as_of: int | None = None,
    readings: Mapping[str, str] | None = None,
) -> Law:
    """The law of a dossier: whole, or as known to a state or the `public` on a day."""
    whole = _whole(dossier)
    if known_to is None and not readings:
        return whole
    norms, decided = whole.norms, frozenset(readings or {})
    if known_to is not None:
        norms = tuple(n for n in norms if visible(n, known_to, as_of, whole.parties(n.treaty)))
    return Law(dossier, norms, whole.wars, {**whole.choices, **(readings or {})}, known_to, as_of, decided)


@lru_cache(maxsize=16)
def _whole(dossier: Dossier) -> Law:
    choices = {id_: reading.default for id_, reading in dossier.readings.items()}
    if dossier.compiled:
        wars = derived(dossier.digest, dossier.label, "wars", lambda: wars_of(dossier.events.values(), dossier.states))
    else:
        wars = wars_of(dossier.events.values(), dossier.states)
    return Law(dossier, compile_norms(dossier), wars, choices)
