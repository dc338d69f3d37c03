"""A text read: paragraphs with their language, and in each the dates and names of the record."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from foedera.days import EVER, Edtf, ordinal
from foedera.documents.dates import Raw, raw_dates, resolved
from foedera.documents.gazetteer import Gazetteer
from foedera.documents.names import Named, named
from foedera.documents.texts import Layer, Text
from foedera.documents.tongues import languages_of

#: So many marks of one document are kept at most.
MOST = 100_000


@dataclass(frozen=True, slots=True)
class Mention:
    """A date or name in a text: `original[start:end] == text`; `value` is EDTF or a record's id."""

    start: int
    end: int
    text: str
    type: str
    form: str
    value: str
    how: str
    date: Edtf | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or a part of a long one, with its number and language."""

    number: int
    start: int
    end: int
    language: str


@dataclass(frozen=True)
class Reading:
    """A text with what was found in it, in the order of the text."""

    text: Text
    paragraphs: tuple[Paragraph, ...]
    mentions: tuple[Mention, ...]
    notes: tuple[str, ...] = ()
    layers: tuple[Layer, ...] = field(default=(), repr=False, compare=False)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(paragraph.start for paragraph in self.paragraphs)

    def paragraph_of(self, offset: int) -> Paragraph:
        """The paragraph in which a character stands."""
        return self.paragraphs[max(0, bisect_right(self._starts, offset) - 1)]

    def locator(self, offset: int) -> dict[str, int]:
        """Page, paragraph and line of a character."""
        return self.text.locator(offset, self.paragraph_of(offset).number if self.paragraphs else 1)


def read(text: Text, gazetteer: Gazetteer, language: str | None = None) -> Reading:
    """All dates and names of a text."""
    places = list(text.paragraphs())
    layers = [text.layer(start, end) for _, start, end in places]
    paragraphs: list[Paragraph] = []
    names: list[Mention] = []
    raws: list[tuple[Raw, Layer]] = []
    seen: dict[str, None] = {}
    first = re.search("1[5-9][0-9]{2}|20[0-9]{2}", text.original)
    day = ordinal_of_year(int(first[0])) if first else EVER
    for layer, place, tongue in zip(layers, places, languages_of(layers, language), strict=True):
        paragraph = Paragraph(*place, tongue)
        paragraphs.append(paragraph)
        found = list(named(layer, paragraph.language, gazetteer, day, tuple(seen)))
        for name in found:
            if name.entry.type == "person":
                seen.pop(name.entry.id, None)
                seen[name.entry.id] = None
        anchors = [(n.start, when) for n in found if (when := _dated(n, gazetteer)) is not None]
        dates = list(raw_dates(layer, paragraph.language, anchors))
        day = _day(dates, day)
        names += _mentions(layer, _without(found, dates), text)
        raws += ((raw, layer) for raw in dates)
        if len(names) + len(raws) > MOST:
            break
    marks = [*_customary(names), *_dates(raws, text)]
    marks.sort(key=lambda m: (m.start, -m.end))
    full = len(names) + len(raws) > MOST
    line = text.locator(paragraphs[-1].end - 1, 1)["line"] if full else 0
    cut = f"it has more than {MOST:,} marks and is read up to line {line:,}; give the rest by itself"
    # What comes after them is read no further.
    return Reading(
        text, tuple(paragraphs), tuple(marks), (*text.notes, *([cut] if full else [])), tuple(layers[: len(paragraphs)])
    )


def _day(dates: Sequence[Raw], before: int) -> int:
    """The middle of the last year written, by which bearers of a name are told apart."""
    year = next((raw.slots["y"] for raw in reversed(dates) if raw.slots.get("y", "").isdigit()), None)
    return before if year is None else ordinal_of_year(int(year))


def ordinal_of_year(year: int) -> int:
    """The first of July of a year."""
    return date(year, 7, 1).toordinal()


def _dated(name: Named, gazetteer: Gazetteer) -> Edtf | None:
    """The date of a named event, or of a named treaty's signature."""
    record = gazetteer.dossier
    if name.entry.type == "event":
        return record.events[name.entry.id].date
    if name.entry.type == "treaty":
        day = ordinal(record.treaties[name.entry.id].signed)
        return Edtf(record.treaties[name.entry.id].signed.isoformat(), day, day)
    return None


def _without(names: Sequence[Named], dates: Sequence[Raw]) -> Iterator[Named]:
    """The names that do not lie in a date: the month of March, the ordinal of May."""
    number = 0
    for name in names:
        while number < len(dates) and dates[number].end <= name.start:
            number += 1
        inside = number < len(dates) and dates[number].start <= name.start and name.end <= dates[number].end
        if not inside:
            yield name


def _mentions(layer: Layer, names: Iterator[Named], text: Text) -> Iterator[Mention]:
    for name in names:
        start, end = layer.start(name.start), layer.end(name.end)
        entry = name.entry
        how = f"{entry.how}, written small" if name.small and entry.form == "name" else entry.how
        yield Mention(start, end, text.original[start:end], entry.type, entry.form, entry.id, how)


def _customary(names: Sequence[Mention]) -> Iterator[Mention]:
    """Persons written small are kept where the document names them with a capital too."""
    known = {n.value for n in names if n.type == "person" and not n.how.endswith("written small")}
    return (n for n in names if n.type != "person" or n.value in known)


def _dates(raws: Sequence[tuple[Raw, Layer]], text: Text) -> Iterator[Mention]:
    layers = {id(raw): layer for raw, layer in raws}
    for raw, found in resolved([raw for raw, _ in raws]):
        layer = layers[id(raw)]
        start, end = layer.start(raw.start), layer.end(raw.end)
        yield Mention(start, end, text.original[start:end], "date", "name", found.value.text, found.how, found.value)
