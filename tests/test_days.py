"""Days, spans and EDTF dates; the examples are those of the EDTF specification (Library of Congress, 2019)."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.days import EVER, NEVER, Span, add_years, iso, ordinal, read_day, read_edtf
from foedera.errors import NotADate

FIXED = settings(derandomize=True, deadline=None, database=None, max_examples=200)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


def days(text: str | date) -> tuple[str | None, str | None]:
    found = read_edtf(text)
    return iso(found.first), iso(found.last)


#: https://www.loc.gov/standards/datetime/ : what is given there, and the days that it says are meant.
SPECIFICATION = {
    "level 0: a day": ("1985-04-12", "1985-04-12", "1985-04-12"),
    "level 0: a month": ("1985-04", "1985-04-01", "1985-04-30"),
    "level 0: a year": ("1985", "1985-01-01", "1985-12-31"),
    "level 0: an interval of years": ("1964/2008", "1964-01-01", "2008-12-31"),
    "level 0: an interval of months": ("2004-06/2006-08", "2004-06-01", "2006-08-31"),
    "level 0: an interval of days": ("2004-02-01/2005-02-08", "2004-02-01", "2005-02-08"),
    "level 0: from a day to a month": ("2004-02-01/2005-02", "2004-02-01", "2005-02-28"),
    "level 0: from a day to a year": ("2004-02-01/2005", "2004-02-01", "2005-12-31"),
    "level 0: from a year to a month": ("2005/2006-02", "2005-01-01", "2006-02-28"),
    "level 1: spring": ("2001-21", "2001-03-01", "2001-05-31"),
    "level 1: summer": ("2001-22", "2001-06-01", "2001-08-31"),
    "level 1: autumn": ("2001-23", "2001-09-01", "2001-11-30"),
    "level 1: winter": ("2001-24", "2001-12-01", "2002-02-28"),
    "level 1: an uncertain year": ("1984?", "1984-01-01", "1984-12-31"),
    "level 1: an approximate month": ("2004-06~", "2004-06-01", "2004-06-30"),
    "level 1: uncertain and approximate": ("2004-06-11%", "2004-06-11", "2004-06-11"),
    "level 1: a decade": ("201X", "2010-01-01", "2019-12-31"),
    "level 1: a century": ("20XX", "2000-01-01", "2099-12-31"),
    "level 1: some month of a year": ("2004-XX", "2004-01-01", "2004-12-31"),
    "level 1: some day of a month": ("1985-04-XX", "1985-04-01", "1985-04-30"),
    "level 1: some day of a year": ("1985-XX-XX", "1985-01-01", "1985-12-31"),
    "level 1: an interval with an open end": ("1985-04-12/..", "1985-04-12", None),
    "level 1: an interval with an unknown end": ("1985-04/", "1985-04-01", None),
    "level 1: an interval with an open start": ("../1985-04-12", None, "1985-04-12"),
    "level 1: an interval with an unknown start": ("/1985", None, "1985-12-31"),
    "level 1: an interval of uncertain years": ("1984?/2004-06~", "1984-01-01", "2004-06-30"),
}


@pytest.mark.parametrize(("text", "first", "last"), SPECIFICATION.values(), ids=SPECIFICATION)
def test_edtf(text: str, first: str | None, last: str | None) -> None:
    assert days(text) == (first, last)


MARKS = {
    "1939-08-23": (True, False, False),
    "1939-08-23?": (False, False, True),
    "1939-08-23~": (False, True, False),
    "1939-08-23%": (False, True, True),
    "1939-08": (False, False, False),
    "1984?/2004-06~": (False, True, True),
}


@pytest.mark.parametrize(("text", "marks"), MARKS.items(), ids=MARKS)
def test_only_a_whole_day_without_a_mark_is_exact(text: str, marks: tuple[bool, bool, bool]) -> None:
    found = read_edtf(text)
    assert (found.exact, found.approximate, found.uncertain) == marks


def test_an_interval_is_one_and_a_vague_date_is_none() -> None:
    assert read_edtf("1939-05-11/1939-09-16").interval
    assert not read_edtf("1939-05").interval


def test_february_has_29_days_in_a_leap_year_only() -> None:
    assert days("1940-02") == ("1940-02-01", "1940-02-29")
    assert days("1939-02") == ("1939-02-01", "1939-02-28")
    assert days("1900-02") == ("1900-02-01", "1900-02-28")
    assert days("2000-02") == ("2000-02-01", "2000-02-29")


NOT_DATES = {
    "": "is not a date",
    "June 1939": "is not a date",
    "23.8.1939": "is not a date",
    "39-08-23": "is not a date",
    "1939-8-23": "is not a date",
    "1939-08-23 12:00": "is not a date",
    "1939-13": "no month 13",
    "1939-00": "no month 00",
    "1939-02-30": "28 days",
    "1939-02-00": "28 days",
    "1940-02-30": "29 days",
    "193X-05": "needs a full year",
    "1939/1938": "ends before it begins",
    "1939/1940/1941": "more than one '/'",
    "../..": "no date on either side",
    "/": "no date on either side",
    "1939--08": "is not a date",
    "1939-08-23T10:00:00Z": "is not a date",
    "9999-24": "9999-24",
    "0000": "0000",
    "0000-XX": "0000",
    "１９３９": "is not a date",
}


@pytest.mark.parametrize(("text", "says"), NOT_DATES.items(), ids=lambda value: repr(value))
def test_what_is_no_date_is_refused_with_its_reason(text: str, says: str) -> None:
    with pytest.raises(NotADate, match=says):
        read_edtf(text)


NOT_DAYS = {
    "1939-09-31": "1939-09 has 30 days, so there is no day 31",
    "1939-02-29": "1939-02 has 28 days, so there is no day 29",
    "1939-13-01": "there is no month 13",
    "1939-00-01": "there is no month 00",
    "0000-01-01": "begins with the year 0001",
    "1939-09": "write it as YYYY-MM-DD",
    "yesterday": "write it as YYYY-MM-DD",
    "1 September 1939": "write it as YYYY-MM-DD",
    "": "write it as YYYY-MM-DD",
    "19390901": "write it as YYYY-MM-DD",
}


@pytest.mark.parametrize(("text", "says"), NOT_DAYS.items(), ids=lambda value: repr(value))
def test_what_is_no_day_is_refused_with_its_reason(text: str, says: str) -> None:
    with pytest.raises(NotADate, match=says):
        read_day(text)


@FIXED
@given(DAYS)
def test_a_day_written_and_read_again_is_the_same_day(day: date) -> None:
    assert read_day(day.isoformat()) == day.toordinal() == ordinal(day)
    assert days(day.isoformat()) == days(day)
    assert read_edtf(day).exact


@FIXED
@given(st.dates(date(1, 1, 2), date(9999, 12, 30)))
def test_iso_writes_what_read_day_reads(day: date) -> None:
    text = iso(day.toordinal())
    assert text == day.isoformat()


def test_the_two_ends_of_time_are_written_as_nothing() -> None:
    assert iso(None) is iso(EVER) is iso(NEVER) is None


@FIXED
@given(st.integers(1, 9999), st.integers(1, 12))
def test_a_month_holds_all_its_days_and_no_other(year: int, month: int) -> None:
    found = read_edtf(f"{year:04d}-{month:02d}")
    assert found.last - found.first + 1 == calendar.monthrange(year, month)[1]
    assert date.fromordinal(found.first).day == 1


@FIXED
@given(st.integers(1, 9999))
def test_a_year_is_its_twelve_months(year: int) -> None:
    months = [read_edtf(f"{year:04d}-{month:02d}") for month in range(1, 13)]
    whole = read_edtf(f"{year:04d}")
    assert (whole.first, whole.last) == (months[0].first, months[-1].last)
    assert all(one.last + 1 == two.first for one, two in pairwise(months))


@FIXED
@given(DAYS, DAYS)
def test_an_interval_runs_from_the_first_to_the_last(one: date, two: date) -> None:
    if one <= two:
        assert days(f"{one}/{two}") == (iso(one.toordinal()), iso(two.toordinal()))
    else:
        with pytest.raises(NotADate):
            read_edtf(f"{one}/{two}")


@FIXED
@given(st.text(max_size=12))
def test_any_text_is_a_date_or_refused_never_a_crash(text: str) -> None:
    try:
        found = read_edtf(text)
    except NotADate:
        return
    assert found.first <= found.last


YEARS_ON = {
    "ten years on": ("1934-01-26", 10, "1944-01-26"),
    "29 February has its anniversary on the 28th": ("1932-02-29", 1, "1933-02-28"),
    "and on the 29th of the next leap year": ("1932-02-29", 4, "1936-02-29"),
    "half a year is six months": ("1939-08-31", 0.5, "1940-02-29"),
    "two years and a half": ("1933-09-02", 2.5, "1936-03-02"),
    "no years": ("1939-08-23", 0, "1939-08-23"),
}


@pytest.mark.parametrize(("start", "years", "end"), YEARS_ON.values(), ids=YEARS_ON)
def test_years_on(start: str, years: float, end: str) -> None:
    assert iso(add_years(read_day(start), years)) == end


@FIXED
@given(st.dates(date(1000, 1, 1), date(3000, 12, 31)), st.integers(0, 500))
def test_years_on_keeps_day_and_month_but_for_29_february(day: date, years: int) -> None:
    later = date.fromordinal(add_years(day.toordinal(), years))
    assert later.year == day.year + years and later.month == day.month
    assert later.day == day.day or (day.month, day.day, later.day) == (2, 29, 28)


SPANS = st.builds(lambda a, b: Span(a, b), st.integers(1, 60), st.integers(1, 60))


def test_a_span_holds_its_first_day_and_not_its_until() -> None:
    span = Span(10, 20)
    assert [day in span for day in (9, 10, 19, 20)] == [False, True, True, False]


@FIXED
@given(SPANS, SPANS)
def test_the_meeting_of_two_spans_holds_the_days_of_both(one: Span, two: Span) -> None:
    both = one.meet(two)
    assert {d for d in range(70) if d in both} == {d for d in range(70) if d in one and d in two}
    assert both.empty == (not any(d in both for d in range(70)))


@FIXED
@given(SPANS)
def test_a_span_that_never_ends_takes_nothing_away(span: Span) -> None:
    assert Span().meet(span) == span


@FIXED
@given(st.dates(date(2, 1, 1), date(9998, 1, 1)), st.integers(1, 400))
def test_one_day_is_one_more(day: date, more: int) -> None:
    assert ordinal(day + timedelta(days=more)) == ordinal(day) + more
