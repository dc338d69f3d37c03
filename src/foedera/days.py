"""Days as integers, spans `[from, until)`, and EDTF dates that keep their precision.

A day is the proleptic Gregorian ordinal of `datetime.date`. EDTF is the Library of
Congress's Extended Date/Time Format: level 0, and of levels 1 and 2 the qualifiers
`~ ? %`, unspecified digits (`193X`, `1939-XX`), seasons (21 to 24) and open intervals.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from foedera.errors import NotADate

#: Before and after every day of a record.
EVER = date.min.toordinal()
NEVER = date.max.toordinal()

_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
_POINT = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?(?P<mark>[~?%]?)", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `start` up to, but not including, `until`."""

    start: int = EVER
    until: int = NEVER

    def __contains__(self, day: int) -> bool:
        return self.start <= day < self.until

    def meet(self, other: Span) -> Span:
        """The days in both; empty when `until <= start`."""
        return Span(max(self.start, other.start), min(self.until, other.until))

    @property
    def empty(self) -> bool:
        """Whether no day is in it."""
        return self.until <= self.start


@dataclass(frozen=True)
class Edtf:
    """A date as a source gives it: its text, and the first and last day it can mean."""

    text: str
    first: int
    last: int
    approximate: bool = False
    uncertain: bool = False

    @property
    def exact(self) -> bool:
        """Whether the text names one certain day."""
        return self.first == self.last and not (self.approximate or self.uncertain)

    @property
    def interval(self) -> bool:
        """Whether the text names a stretch of time, as a war has, and not one moment of it."""
        return "/" in self.text

    def __str__(self) -> str:
        return self.text


def ordinal(value: date) -> int:
    """The day of a calendar date."""
    return value.toordinal()


@lru_cache(maxsize=4096)
def iso(day: int | None) -> str | None:
    """A day as `YYYY-MM-DD`; None for the open end of a span."""
    return None if day is None or day in (EVER, NEVER) else date.fromordinal(day).isoformat()


def add_years(day: int, years: float) -> int:
    """The same calendar day some years on (29 February becomes 28); halves count as six months."""
    start = date.fromordinal(day)
    return _add_months(start, round(years * 12)).toordinal()


def _add_months(start: date, months: int) -> date:
    year, month0 = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month0 + 1, min(start.day, monthrange(year, month0 + 1)[1]))


def read_day(text: str) -> int:
    """The one day that a user means by `YYYY-MM-DD`.

    Raises `NotADate` with what is wrong: a month or day that the calendar lacks, or a
    date less precise than a day where a single day is needed.
    """
    found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text.strip(), re.ASCII)
    if not found:
        raise NotADate(f"'{text}' is not a day; write it as YYYY-MM-DD, for example 1939-09-01")
    year, month, day = (int(part) for part in found.groups())
    return _day(text, year, month, day)


def _day(text: str, year: int, month: int, day: int) -> int:
    if year < 1:
        raise NotADate(f"'{text}': the calendar here begins with the year 0001")
    if not 1 <= month <= 12:
        raise NotADate(f"'{text}': there is no month {month:02d}; months run from 01 to 12")
    length = monthrange(year, month)[1]
    if not 1 <= day <= length:
        raise NotADate(f"'{text}': {year:04d}-{month:02d} has {length} days, so there is no day {day:02d}")
    return date(year, month, day).toordinal()


def read_edtf(value: str | date) -> Edtf:
    """An EDTF date or interval, or a TOML date, as the days it can mean."""
    if isinstance(value, date):
        return Edtf(value.isoformat(), value.toordinal(), value.toordinal())
    text = value.strip()
    if "/" not in text:
        return _point(text)
    left, _, right = text.partition("/")
    if "/" in right:
        raise NotADate(f"'{value}' has more than one '/'; an interval is FROM/UNTIL")
    start, end = (_point(part) if part not in ("", "..") else None for part in (left, right))
    if start is None and end is None:
        raise NotADate(f"'{value}' has no date on either side of '/'")
    first, last = (start.first if start else EVER), (end.last if end else NEVER)
    if first > last:
        raise NotADate(f"'{value}' ends before it begins; write the earlier date first")
    given = [part for part in (start, end) if part]
    return Edtf(text, first, last, any(p.approximate for p in given), any(p.uncertain for p in given))


def _point(text: str) -> Edtf:
    found = _POINT.fullmatch(text)
    if not found:
        raise NotADate(
            f"'{text}' is not a date; write 1939-08-23, 1939-08, 1939, 193X, or add ~ (about) or ? (uncertain)"
        )
    mark = found["mark"]
    low, high = (int(found["year"].replace("X", digit)) for digit in "09")
    if high < 1:
        raise NotADate(f"'{text}': the calendar here begins with the year 0001; write a later year")
    first, last = _bounds(text, max(low, 1), high, found["month"], found["day"])
    return Edtf(text, first, last, mark in ("~", "%"), mark in ("?", "%"))


def _bounds(text: str, low: int, high: int, month: str | None, day: str | None) -> tuple[int, int]:
    if month is None or month == "XX":
        return date(low, 1, 1).toordinal(), date(high, 12, 31).toordinal()
    if low != high:
        raise NotADate(f"'{text}': a month needs a full year before it")
    number = int(month)
    if number in _SEASONS:
        if low == date.max.year and number == 24:
            raise NotADate(f"'{text}': that winter ends after the calendar here does; write an earlier year")
        start, end = (_add_months(date(low, 1, 1), m - 1) for m in _SEASONS[number])
        return start.toordinal(), (_add_months(end, 1) - timedelta(days=1)).toordinal()
    if day is None or day == "XX":
        return _day(text, low, number, 1), _day(text, low, number, monthrange(low, number)[1])
    exact = _day(text, low, number, int(day))
    return exact, exact
