"""Names of the record in a text: which of the forms found are names there, and whose."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from foedera.days import EVER, NEVER, ordinal
from foedera.documents.gazetteer import Entry, Gazetteer
from foedera.documents.texts import Layer
from foedera.documents.words import listed, words_of

_ORDER = {"state": 0, "person": 1, "treaty": 2, "organization": 3, "event": 4, "place": 5}
#: Names that hold other names: in the name of a treaty its parties are marked too.
_WHOLES = ("treaty", "organization", "event", "place")
#: So long before and after its life a state is still spoken of as one, in days.
_LONG_AGO = 3653
_JOINING = re.compile(r" ?- ?[^\W\d]")
_NO_LONGER = "name of a state that did not exist in the years around this date"


@dataclass(frozen=True, slots=True)
class Named:
    """A name found in a layer: its place, what it stands for, and whether it was written small against custom."""

    start: int
    end: int
    entry: Entry
    small: bool = False


def named(layer: Layer, language: str, gazetteer: Gazetteer, day: int, seen: Sequence[str] = ()) -> Iterator[Named]:
    """The names in a layer, longest first where they overlap; `day` and `seen` help to choose between bearers."""
    hits = sorted(_hits(layer, language, gazetteer))
    taken: set[tuple[int, int]] = set()
    for whole in (False, True):
        done = -1
        for start, before_end, found in hits:
            entries = tuple([e for e in found if (e.type in _WHOLES) == whole])
            # A form without entries only bars what lies under it.
            if start < done or not (entries or (not found and not whole)) or (start, -before_end) in taken:
                continue
            done = -before_end
            taken.add((start, done))
            entry = _chosen(entries, gazetteer, day, seen) if entries else None
            if entry is not None:
                yield Named(start, done, entry, not _capitals(layer.plain[start:done]))


def _hits(layer: Layer, language: str, gazetteer: Gazetteer) -> Iterator[tuple[int, int, tuple[Entry, ...]]]:
    """The forms of the gazetteer in a layer: start, minus the end, and the entries that may stand there so written."""
    padded = f" {layer.folded} "
    fitting = _strictness(language)
    for last, (form, entries) in gazetteer.machine(language).iter(layer.folded):
        end = last + 1
        start = end - len(form)
        before, after = padded[start], padded[end + 1]
        if before.isalnum() or after.isalnum() or before == "_" or after == "_":
            continue
        kept = fitting(layer, start, end, entries)
        if kept or not entries:
            yield start, -end, kept


def _capitals(text: str) -> bool:
    return text[0].isupper() or any(c.isupper() for c in text)


@cache
def _strictness(language: str) -> Callable[[Layer, int, int, tuple[Entry, ...]], tuple[Entry, ...]]:
    """Which entries a form may stand for in its place, by its letters and its neighbours."""
    common = frozenset(listed(language, "names", "common"))
    names_before = frozenset(listed(language, "names", "names_before"))
    capital = bool(words_of(language).get("names", {}).get("capital"))

    def fitting(layer: Layer, start: int, end: int, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        text = layer.plain[start:end]
        if capital and not _in_syllables(layer, start, text, names_before):
            return ()
        free = capital or text[0].isupper()
        return tuple([e for e in entries if _letters(e, text, layer, end) and (free or small(e, text, layer, start))])

    def small(entry: Entry, text: str, layer: Layer, start: int) -> bool:
        if entry.type == "treaty" and " " in text:
            return True
        if entry.small or (entry.form == "adjective" and language != "en"):
            return True
        told = len(text) >= 5 and layer.folded[start : start + len(text)] not in common
        return told and (_capitals(text) or (language == "en" and entry.type in ("state", "person")))

    return fitting


def _letters(entry: Entry, text: str, layer: Layer, end: int) -> bool:
    """Whether initials are capitals, and the first of two joined adjectives is joined."""
    if entry.capitals and not text.isupper():
        return False
    return not entry.joined or _JOINING.match(layer.plain, end) is not None


def _in_syllables(layer: Layer, start: int, text: str, names_before: frozenset[str]) -> bool:
    """In a language of parted syllables: a single one must have its capital, and be no part of a person's name."""
    if " " in text:
        return _capitals(text)
    before = layer.plain[max(0, start - 12) : start]
    word = before[:-1].rpartition(" ")[2] if before.endswith(" ") else ""
    return text[0].isupper() and not (word[:1].isupper() and word.lower() in names_before)


def _chosen(entries: tuple[Entry, ...], gazetteer: Gazetteer, day: int, seen: Sequence[str]) -> Entry | None:
    """The bearer meant: by kind, then one already named in the document, then one alive or in office that day."""
    if len(entries) == 1 and entries[0].type != "state":
        return entries[0]
    best = min(entries, key=lambda e: (not e.joined, _ORDER[e.type], e.form != "name"))
    rivals = [e for e in entries if e.type == best.type and e.form == best.form]
    if len(rivals) == 1:
        return best if _remembered(best, gazetteer, day) else replace(best, type="place", how=_NO_LONGER)
    named_before = [e for e in rivals if e.id in seen]
    if named_before:
        return max(named_before, key=lambda e: seen.index(e.id))
    own = [e for e in rivals if e.how == "name in the record"] or rivals
    if len(own) == 1:
        return own[0]
    present = [e for e in own if _present(e, gazetteer, day)]
    return present[0] if len(present) == 1 else None if best.type == "person" else (present or own)[0]


def _remembered(entry: Entry, gazetteer: Gazetteer, day: int) -> bool:
    """Whether a state exists, or did or will within some years of a day; before the first date nothing is known."""
    if entry.type != "state" or day == EVER or entry.id not in gazetteer.dossier.states:
        return True
    return any(start - _LONG_AGO <= day < until + _LONG_AGO for start, until in _lives(entry.id, gazetteer))


@lru_cache(maxsize=4096)
def _lives(state: str, gazetteer: Gazetteer) -> tuple[tuple[int, int], ...]:
    lives = gazetteer.dossier.states[state].lives
    return tuple((ordinal(x.start) if x.start else EVER, ordinal(x.until) if x.until else NEVER) for x in lives)


def _present(entry: Entry, gazetteer: Gazetteer, day: int) -> bool:
    """Whether a state existed, or a person held an office, on a day."""
    if entry.type == "state" and entry.id in gazetteer.dossier.states:
        spans = list(_lives(entry.id, gazetteer))
    elif entry.type == "person":
        offices = gazetteer.dossier.persons[entry.id].offices
        spans = [(x.start.first if x.start else EVER, x.until.last if x.until else NEVER) for x in offices]
    else:
        return True
    return any(start <= day < until for start, until in spans)
