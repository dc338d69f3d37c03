"""Wars as the record has them: begun by an armed act, ended by armistice, peace, surrender or annexation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from foedera.days import NEVER, Edtf
from foedera.dossier.model import Act, Event
from foedera.dossier.noun import Citations, Origin
from foedera.terms import PEACEFUL, WARLIKE, ActKind


class War(NamedTuple):
    """A state of war between two states: who began it, from which day, until which."""

    attacker: str
    defender: str
    start: int
    until: int
    response: bool
    event: str
    origin: Origin
    sources: Citations

    def __contains__(self, day: object) -> bool:
        return isinstance(day, int) and self.start <= day < self.until

    @property
    def pair(self) -> frozenset[str]:
        """The two states, whoever began."""
        return frozenset((self.attacker, self.defender))


def moment(date: Edtf) -> int:
    """The day from which an event counts as done: of a stretch the first, of a vague date the last."""
    return date.first if date.interval else date.last


def chronicle(events: Iterable[Event]) -> list[tuple[int, Event, Act]]:
    """Every recorded act in the order of days; within a day in the order of the record."""
    acts = [(moment(event.date), event, act) for event in events for act in event.acts]
    return sorted(acts, key=lambda row: row[0])


def wars_of(events: Iterable[Event], states: Iterable[str]) -> tuple[War, ...]:
    """All wars between two states of the record, in the order in which they began."""
    known = set(states)
    open_wars: dict[frozenset[str], War] = {}
    ended: list[War] = []
    for day, event, act in chronicle(events):
        for actor, target in _pairs(act, known):
            pair = frozenset((actor, target))
            war = open_wars.get(pair)
            if act.verb in WARLIKE and not act.short_of_war and war is None:
                answer = bool(act.response_to)
                open_wars[pair] = War(actor, target, day, NEVER, answer, event.id, event.origin, event.sources)
            elif war is not None and (act.verb in PEACEFUL or act.verb is ActKind.ANNEX):
                ended.append(
                    War(
                        war.attacker,
                        war.defender,
                        war.start,
                        day,
                        war.response,
                        war.event,
                        war.origin,
                        war.sources,
                    )
                )
                del open_wars[pair]
    return tuple(sorted((*ended, *open_wars.values()), key=lambda war: war.start))


def _pairs(act: Act, known: set[str]) -> Iterator[tuple[str, str]]:
    for actor in act.actor:
        for target in act.target:
            if actor in known and target in known and actor != target:
                yield actor, target
