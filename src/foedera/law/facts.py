"""What the law takes as fact when it judges an act: wars, help given, findings, assessments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple

from foedera.dossier.model import Act, Assessment, Event
from foedera.dossier.noun import Citations, Origin
from foedera.law.force import Choices, chosen
from foedera.law.law import Law
from foedera.law.wars import War, chronicle, moment
from foedera.terms import ON_TREATIES, WARLIKE, ActKind, third_person

#: Who judged so, where that stands, and the sources.
Ground = tuple[str, str, Citations]


class Deed(NamedTuple):
    """One act of one actor upon one target, on a day."""

    actor: str
    verb: ActKind
    target: str
    day: int
    against: tuple[str, ...] = ()
    treaty: str = ""
    theatre: str = ""
    response_to: str = ""
    short_of_war: bool = False
    event: str = ""
    at: str = ""
    sources: Citations = ()
    assessed: Mapping[tuple[str, str], bool] = MappingProxyType({})
    grounds: Mapping[tuple[str, str], Ground] = MappingProxyType({})
    recorded: bool = False
    disputed: tuple[Assessment, ...] = ()

    def __str__(self) -> str:
        upon = self.target or (self.treaty if self.verb in ON_TREATIES else "")
        target = f" {upon}" if upon else ""
        against = f" against {', '.join(self.against)}" if self.against else ""
        return f"{self.actor} {third_person(self.verb)}{target}{against}"

    def assessment(self, kind: str, state: str, choices: Choices) -> tuple[bool, Ground] | None:
        """What was found of a state in this act, under these readings, and by whom; None when nothing was."""
        for found in self.disputed:
            if found.kind == kind and found.of in ("", state) and chosen(found.reading, choices):
                return found.holds, (found.by, str(found.origin), found.sources)
        holds = self.assessed.get((kind, state), self.assessed.get((kind, "")))
        if holds is None:
            return None
        return holds, self.grounds.get((kind, state)) or self.grounds.get((kind, "")) or ("the question", "given", ())


class Help(NamedTuple):
    """Somebody assists somebody against somebody."""

    by: str
    to: str
    against: str
    says: str
    at: str = ""
    sources: Citations = ()


class Organ(NamedTuple):
    """An organ finds, or fails to find, something of a state."""

    organ: str
    found: bool
    target: str
    fact: str
    says: str
    at: str = ""
    sources: Citations = ()


@dataclass(frozen=True)
class Facts:
    """The facts on a day, before the act in question."""

    day: int
    wars: tuple[War, ...] = ()
    helps: tuple[Help, ...] = ()
    organs: tuple[Organ, ...] = ()
    named: Mapping[str, bool] = field(default_factory=dict)
    asked: frozenset[tuple[str, str]] = frozenset()
    replay: bool = False
    pairs: Mapping[frozenset[str], War] = field(default_factory=dict)
    #: The wars that each state began, not in answer to an attack.
    begun: Mapping[str, tuple[War, ...]] = field(default_factory=dict)

    def war(self, one: str, other: str) -> War | None:
        """The war between two states on this day."""
        return self.pairs.get(frozenset((one, other)))

    def began(self, attacker: str, defender: str) -> War | None:
        """The war that one state began upon another, not in answer to an attack."""
        war = self.war(attacker, defender)
        return war if war and war.attacker == attacker and not war.response else None

    def with_help(self, *more: Help) -> Facts:
        """The same facts and some help given."""
        return replace(self, helps=(*self.helps, *(h for h in more if h not in self.helps)))

    def with_wars(self, *more: War) -> Facts:
        """The same facts and some wars."""
        return facts(self, wars=(*self.wars, *more))


def facts(base: Facts, wars: Iterable[War]) -> Facts:
    """Facts with their wars indexed by pair and by who began them."""
    wars = tuple(wars)
    begun: dict[str, tuple[War, ...]] = {}
    for war in wars:
        if not war.response:
            begun[war.attacker] = (*begun.get(war.attacker, ()), war)
    return replace(base, wars=wars, pairs={war.pair: war for war in wars}, begun=begun)


def facts_on(law: Law, day: int, *, replay: bool = False) -> Facts:
    """The recorded facts on the morning of a day: what was done before it."""
    return law.once(("facts", day, replay), lambda: _facts_on(law, day, replay))


def _facts_on(law: Law, day: int, replay: bool) -> Facts:
    wars = [war for war in law.wars if war.start < day < war.until or war.start < day == war.until]
    base = facts(Facts(day, replay=replay), wars)
    helps: list[Help] = []
    organs: list[Organ] = []
    asked: set[tuple[str, str]] = set()
    for when, event, act in _chronicle(law):
        if when >= day:
            break
        if act.verb is ActKind.ASSIST:
            helps += [h for h in _help(event, act) if base.war(h.to, h.against) is not None]
        elif act.verb in (ActKind.FIND, ActKind.FAIL_TO_FIND):
            organs += list(_organ(event, act))
        elif act.verb in (ActKind.ASK, ActKind.INVOKE):
            asked |= {(a, t) for a in act.actor for t in act.target}
    return replace(base, helps=tuple(helps), organs=tuple(organs), asked=frozenset(asked))


def _chronicle(law: Law) -> list[tuple[int, Event, Act]]:
    wanted = {ActKind.ASSIST, ActKind.FIND, ActKind.FAIL_TO_FIND, ActKind.ASK, ActKind.INVOKE}
    return law.once("chronicle", lambda: [r for r in chronicle(law.dossier.events.values()) if r[2].verb in wanted])


def _help(event: Event, act: Act) -> Iterable[Help]:
    for by in act.actor:
        for to in act.target:
            for against in act.against:
                yield Help(by, to, against, f"{by} assists {to} against {against}", str(event.origin), event.sources)


def _organ(event: Event, act: Act) -> Iterable[Organ]:
    found = act.verb is ActKind.FIND
    for organ in act.actor:
        for target in act.target or ("",):
            says = f"{organ} {'finds' if found else 'fails to find'} {act.fact or 'so'} of {target}"
            yield Organ(organ, found, target, act.fact, says, str(event.origin), event.sources)


def pairs_of(act: Act) -> Iterable[tuple[str, str]]:
    """Each who acts with each upon whom."""
    return ((actor, target) for actor in act.actor for target in act.target or ("",) if actor != target)


def deeds_of(event: Event, act: Act, pairs: Iterable[tuple[str, str]] | None = None) -> Iterator[Deed]:
    """The single deeds in a recorded act; with `pairs`, those of these alone."""
    # What they share is made once: a treaty signed by fifteen has two hundred and more deeds.
    day, at = moment(event.date), str(event.origin)
    disputed = tuple(a for a in event.assessed if a.reading)
    assessed = {(a.kind, a.of): a.holds for a in event.assessed if not a.reading}
    grounds = {(a.kind, a.of): (a.by, str(a.origin), a.sources) for a in event.assessed if not a.reading}
    for actor, target in pairs_of(act) if pairs is None else pairs:
        yield Deed(
            actor, act.verb, target, day, act.against, act.treaty, act.theatre, act.response_to,
            act.short_of_war, event.id, at, event.sources, assessed, grounds, recorded=True, disputed=disputed,
        )  # fmt: skip


def recorded(law: Law, deed: Deed) -> Deed:
    """The deed as the record has it, when it holds that very act; else the deed as asked."""
    for event in law.dossier.events.values():
        if not event.date.first <= deed.day <= event.date.last or (
            event.date.interval and event.date.first != deed.day
        ):
            continue
        for act in event.acts:
            same = act.verb is deed.verb or (act.verb in WARLIKE and deed.verb in WARLIKE)
            if deed.theatre and act.theatre != deed.theatre:
                continue
            # An act on a treaty is known by the treaty, whomever the record names beside it.
            meant = act.treaty == deed.treaty if deed.treaty else deed.target in (act.target or ("",))
            if same and meant and deed.actor in act.actor:
                pair = (deed.actor, (act.target or ("",))[0] if deed.treaty else deed.target)
                found = next(deeds_of(event, act, [pair]))
                assessed = {**found.assessed, **deed.assessed}
                return found._replace(verb=deed.verb, target=deed.target, day=deed.day, assessed=assessed)
    return deed


#: The origin of what a question supposes.
GIVEN = Origin("given", 0)
