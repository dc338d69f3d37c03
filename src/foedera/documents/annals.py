"""The record by the day: which treaties were signed and which acts were done from one day to another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import attrgetter

from foedera.days import ordinal
from foedera.documents.cues import cues, spoken
from foedera.documents.gazetteer import Gazetteer
from foedera.documents.texts import layer
from foedera.dossier.treaties import Treaty

#: A treaty of more parties is known by its name only.
_FEW = 4
#: An event of more days than this is long.
_SHORT = 31


@dataclass(frozen=True, slots=True)
class Signing:
    """A treaty by its day, parties and kinds."""

    signed: int
    id: str
    parties: frozenset[str]
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Happening:
    """An event by its days and acts: verb, actors, targets."""

    first: int
    last: int
    id: str
    verbs: frozenset[str]
    acts: tuple[tuple[str, frozenset[str], frozenset[str]], ...]


@dataclass(frozen=True)
class Annals:
    """The record's signings and events in the order of their days; `long` are the events of many days."""

    signings: tuple[Signing, ...]
    happenings: tuple[Happening, ...]
    long: tuple[Happening, ...]

    @cached_property
    def _days(self) -> list[int]:
        return [signing.signed for signing in self.signings]

    @cached_property
    def _firsts(self) -> list[int]:
        return [happening.first for happening in self.happenings]

    def signed_in(self, first: int, last: int) -> tuple[Signing, ...]:
        """What was signed from one day to another."""
        return self.signings[bisect_left(self._days, first) : bisect_right(self._days, last)]

    def during(self, first: int, last: int) -> Iterator[Happening]:
        """What happened from one day to another, or went on then."""
        begin, end = bisect_left(self._firsts, first - _SHORT), bisect_right(self._firsts, last)
        yield from [h for h in self.happenings[begin:end] if first <= h.last]
        yield from [h for h in self.long if h.first <= last and first <= h.last]


@lru_cache(maxsize=4)
def annals(gazetteer: Gazetteer) -> Annals:
    """The annals of a gazetteer's record, made once."""
    record = gazetteer.dossier
    signings = [
        Signing(ordinal(t.signed), t.id, frozenset(t.parties), kinds_of(t))
        for t in record.treaties.values()
        if 0 < len(t.parties) <= _FEW and not t.steps
    ]
    happenings = [
        Happening(e.date.first, e.date.last, e.id, frozenset(verb for verb, _, _ in acts), acts)
        for e in record.events.values()
        if (acts := tuple((a.verb.value, frozenset(a.actor), frozenset(a.target)) for a in e.acts))
    ]
    happenings.sort(key=attrgetter("first"))
    return Annals(
        tuple(sorted(signings, key=attrgetter("signed"))),
        tuple(h for h in happenings if h.last - h.first <= _SHORT),
        tuple(h for h in happenings if h.last - h.first > _SHORT),
    )


def kinds_of(treaty: Treaty) -> frozenset[str]:
    """What a treaty promises, in the words of its articles and of its title."""
    return frozenset({article.pledge.value for article in treaty.articles} | kinds_titled(treaty))


def kinds_titled(treaty: Treaty) -> frozenset[str]:
    """What a treaty promises by its title, which the record gives in English."""
    return frozenset(spoken(cues(layer(treaty.title), "en"), "pledges"))
