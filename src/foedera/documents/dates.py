"""Dates in a text, resolved to EDTF with the way each was resolved.

A date that lacks its year takes it from the date before it in the document, or, at the
beginning, from the next one. A date relative to another counts from the date before it, or
from the event or treaty that is named right after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from foedera.days import Edtf, read_edtf
from foedera.documents.grammar import Grammar, Match, grammar
from foedera.documents.texts import Layer
from foedera.errors import NotADate

_edtf = lru_cache(maxsize=4096)(read_edtf)
_ROMAN = {"i": 1, "v": 5, "x": 10}
_LATIN = str.maketrans("хі", "xi")
#: So many characters at most stand between two dates that are joined.
_JOINED = 12
#: The calendars of the time differ by so many days.
_CALENDARS = range(12, 15)
#: How many dates on a date without year may look for the next year.
_AHEAD = 8


@dataclass(frozen=True, slots=True)
class Point:
    """The moment the text has come to: a year, with month and day where given."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        return _text(self.year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Raw:
    """A date as found in a layer, not yet resolved: its place and its slots."""

    start: int
    end: int
    slots: dict[str, str]
    words: Grammar
    anchor: Edtf | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A date's value, how it came about, and where the text then stands."""

    value: Edtf
    how: str
    now: Point | None


def raw_dates(layer: Layer, language: str, anchors: Sequence[tuple[int, Edtf]] = ()) -> Iterator[Raw]:
    """The dates of a layer by the grammar of its language; `anchors` are dated names with their places."""
    return _lent(list(_found(layer, language, anchors)), layer)


def _found(layer: Layer, language: str, anchors: Sequence[tuple[int, Edtf]]) -> Iterator[Raw]:
    words = grammar(language)
    done = 0
    for place, forms in words.places(layer.folded):
        found = words.match(layer.folded, place, forms) if place >= done else None
        if found is None:
            continue
        done = found.done
        slots, end = found.slots, found.end
        if not _capital(layer, found, words.capital_months):
            continue
        anchor = next((day for at, day in anchors if _follows(layer.folded, end, at)), None) if "n" in slots else None
        if "n" in slots and anchor is None and _hangs(layer.folded, end, words.prepositions):
            continue
        yield Raw(found.start, end, slots, words, anchor)


def _lent(raws: list[Raw], layer: Layer) -> Iterator[Raw]:
    """The dates, those without a year with that of the date they are joined to: "5, 7 May and 9 June 1940"."""
    for number in range(len(raws) - 2, -1, -1):
        raw, after = raws[number], raws[number + 1]
        if "y" not in after.slots or not _partial(raw.slots) or not {"m", "mn", "rom"} & raw.slots.keys():
            continue
        between = layer.folded[raw.end : after.start]
        if len(between) <= _JOINED and (between.strip(" ,;(") in ("", *raw.words.joining)):
            raws[number] = replace(raw, slots={**raw.slots, "y": after.slots["y"], "lent": ""})
    return iter(raws)


def _capital(layer: Layer, found: Match, months: bool) -> bool:
    """Whether a numeral by itself, and a month without a day, are written as such: `may` and `march` are also verbs."""
    slots = found.slots
    if "rom" in slots and "y" not in slots:
        return layer.plain[found.month : found.month + 1].isupper()
    if not months or "m" not in slots or "d" in slots or "day_word" in slots:
        return True
    return layer.plain[found.month : found.month + 1].isupper() or ("y" in slots and len(slots["m"]) > 5)


def _hangs(text: str, end: int, prepositions: tuple[str, ...]) -> bool:
    """Whether a count of days or years is left in the air: "four years after" something that has no date here."""
    return text.endswith(prepositions, 0, end) and bool(re.match(r" ?[^\s,.;:)]", text[end:]))


def _follows(text: str, end: int, at: int) -> bool:
    return 0 <= at - end <= 14 and not re.search("[,.;:()]", text[end:at])


def resolved(raws: Sequence[Raw]) -> Iterator[tuple[Raw, Resolved]]:
    """Each date that can be resolved, in the order of the text."""
    now: Point | None = None
    for number, raw in enumerate(raws):
        start = now or _next(raws[number + 1 : number + 1 + _AHEAD])
        base = _point(raw.anchor) if raw.anchor else start
        found = resolve(raw, base)
        if found is None:
            continue
        if raw.anchor is None and now is None and base is not None and _partial(raw.slots):
            found = replace(found, how=f"the year is that of the next date, {base.year}")
        now = found.now or now
        yield raw, found


def _next(raws: Iterable[Raw]) -> Point | None:
    return next((Point(int(raw.slots["y"])) for raw in raws if raw.slots.get("y")), None)


def _point(value: Edtf) -> Point:
    day = date.fromordinal(value.last)
    return Point(day.year, day.month, day.day)


def _partial(slots: dict[str, str]) -> bool:
    named = ("y", "yy", "y0", "dd", "decade", "cent", "century", "n", "relative", "same")
    return not any(name in slots for name in named)


def resolve(raw: Raw, now: Point | None) -> Resolved | None:
    """The value of a date in its place; None when it cannot be one."""
    slots = raw.slots
    try:
        if "n" in slots:
            return _counted(raw, now)
        if "relative" in slots:
            return _shifted(now, *raw.words.relative[_single(slots["relative"])], how="counted")
        if {"cent", "century", "hundreds"} & slots.keys():
            return _century(raw)
        if {"y0", "dd", "decade"} & slots.keys():
            return _decade(raw, now)
        return _written(raw, now)
    except (NotADate, ValueError, OverflowError, KeyError):
        return None


def _single(text: str) -> str:
    return " ".join(text.split())


def _counted(raw: Raw, now: Point | None) -> Resolved | None:
    """So many days, weeks, months or years before or after."""
    text = raw.slots["n"]
    number = int(text) if text.isdigit() else raw.words.numbers[_single(text)]
    back = "earlier" in raw.slots
    return _shifted(now, raw.words.units[_single(raw.slots["unit"])], -number if back else number, how="counted")


def _shifted(now: Point | None, unit: str, by: int, how: str) -> Resolved | None:
    if now is None or (unit in ("day", "week") and not now.day) or (unit == "month" and not now.month):
        return None
    if unit in ("day", "week"):
        assert now.month and now.day
        then = date(now.year, now.month, now.day) + timedelta(days=by * (7 if unit == "week" else 1))
        point = Point(then.year, then.month, then.day)
    elif unit == "month":
        assert now.month
        year, month0 = divmod(now.year * 12 + now.month - 1 + by, 12)
        point = Point(year, month0 + 1)
    else:
        point = Point(now.year + by)
    side = "after" if by > 0 else "before"
    told = f"{how}: {abs(by)} {unit}{'s' if abs(by) != 1 else ''} {side} {now}" if by else f"the same {unit} as {now}"
    return Resolved(_edtf(str(point)), told, point)


def _century(raw: Raw) -> Resolved:
    if "hundreds" in raw.slots:
        return Resolved(_edtf(f"{raw.slots['hundreds']}XX"), "a century", None)
    text = (raw.slots.get("cent") or raw.slots["century"]).translate(_LATIN)
    number = int(text) if text.isdigit() else raw.words.days.get(_single(text)) or _roman(text)
    if "dd" in raw.slots:
        return Resolved(_edtf(f"{number - 1:02d}{raw.slots['dd'][0]}X"), "a decade of a century", None)
    return Resolved(_edtf(f"{number - 1:02d}XX"), "a century", None)


def _roman(text: str) -> int:
    values = [_ROMAN[letter] for letter in text]
    return sum(v if v >= max(values[i:]) else -v for i, v in enumerate(values))


def _decade(raw: Raw, now: Point | None) -> Resolved:
    if "y0" in raw.slots:
        return Resolved(_edtf(raw.slots["y0"][:3] + "X"), "a decade", None)
    if "decade" in raw.slots:
        return Resolved(_edtf(f"{raw.words.decades[_single(raw.slots['decade'])] // 10}X"), "a decade", None)
    century = now.year // 100 if now else 19
    return Resolved(_edtf(f"{century}{raw.slots['dd'][0]}X"), f"a decade of the years {century}00", None)


def _written(raw: Raw, now: Point | None) -> Resolved | None:
    """A date with day, month, season or year, or a range of them; the year from the context where it is not given."""
    slots = raw.slots
    year, how = _year(raw, now)
    if year is None:
        return None
    month, month2 = _month(raw, ""), _month(raw, "2")
    day = int(slots["d"]) if "d" in slots else raw.words.days.get(_single(slots.get("day_word", "")))
    if day and not month:
        if now is None or not now.month:
            return None
        month, how = now.month, f"a day of the month of {now}, before it"
    if "other" in slots:
        return _of_two_calendars(year, (month, day), (month2 or month, int(slots["other"])))
    first = _text(year, month, day)
    last, end = "", Point(year, month if month and month < 13 else None, day)
    if "y2" in slots and "s" not in slots:
        year2 = int(slots["y2"])
        year2 = year2 if year2 > 99 else year // 100 * 100 + year2
        return Resolved(_edtf(f"{year}/{year2}"), how, None) if year2 > year else None
    if "d2" in slots or month2:
        day2 = int(slots["d2"]) if "d2" in slots else None
        last = _text(year, month2 or month, day2)
        end = Point(year, month2 or month, day2)
    mark = "~" if "about" in slots and not last else ""
    value = _edtf(f"{first}/{last}" if last else first + mark)
    if end.month and end.month > 12:
        end = Point(end.year)
    return Resolved(value, how, end)


def _of_two_calendars(year: int, one: tuple[int | None, int | None], other: tuple[int | None, int]) -> Resolved | None:
    """A day given in the Julian and in the Gregorian calendar, in either order: the later is the Gregorian."""
    days = [date(year, month, day) for month, day in (one, other) if month and day]
    if len(days) < 2:
        return None
    new = max(days) if (max(days) - min(days)).days in _CALENDARS else days[0]
    return Resolved(_edtf(new.isoformat()), "the day by the Gregorian calendar", Point(new.year, new.month, new.day))


def _year(raw: Raw, now: Point | None) -> tuple[int | None, str]:
    slots = raw.slots
    if "lent" in slots:
        return int(slots["y"]), f"the year is that of the date it is joined to, {slots['y']}"
    if "y" in slots:
        return int(slots["y"]), "as written"
    if "yy" in slots:
        century = now.year // 100 if now else 19
        return century * 100 + int(slots["yy"]), f"as written, in the years {century}00"
    if now is None:
        return None, ""
    by = raw.words.same.get(_single(slots["same"]), 0) if "same" in slots else 0
    return now.year + by, f"the year is that of {now}, before it" if not by else f"counted from {now}"


def _month(raw: Raw, end: str) -> int | None:
    slots = raw.slots
    if f"mn{end}" in slots:
        return int(slots[f"mn{end}"])
    if f"m{end}" in slots:
        return raw.words.months[_single(slots[f"m{end}"])]
    if f"ms{end}" in slots:
        return raw.words.month_stems[slots[f"ms{end}"]]
    if f"s{end}" in slots:
        return raw.words.seasons[_single(slots[f"s{end}"])]
    return _roman(slots["rom"].translate(_LATIN)) if "rom" in slots and not end else None


def _text(year: int, month: int | None = None, day: int | None = None) -> str:
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "")
