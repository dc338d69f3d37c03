"""What an instrument's own words make of a notice that a party gives on a day.

Where they give no right to leave, the law of the time gave none: a party was free only by the consent of the
others (London Protocol of 17 January 1871; Harvard Research, Law of Treaties, 1935, art. 34).
"""

from __future__ import annotations

from typing import NamedTuple

from foedera.days import add_years, iso, ordinal
from foedera.dossier.treaties import Term, Treaty
from foedera.law.argument import Step
from foedera.law.force import term_end
from foedera.terms import Exit, Renewal

_CONSENT = Step(True, "without such a clause a party leaves only with the consent of the others", kind="rule")


class Notice(NamedTuple):
    """Whether a notice of a day is good, the first day on which its giver is free, and why."""

    right: Exit
    effect: int | None
    because: tuple[Step, ...]


def notice(treaty: Treaty, start: int, day: int) -> Notice:
    """What the words of a treaty in force since `start` make of a notice given on a day."""
    term = treaty.term
    if term is None:
        none = Step(False, "the record holds no clause on its term or on leaving it", str(treaty.origin))
        return Notice(Exit.NO_CLAUSE, None, (none, _CONSENT))
    at = str(term.origin)
    clause = Step(True, term.says or _worded(term), at, term.sources or treaty.sources, "rule")
    if term.notice_from and day < ordinal(term.notice_from):
        early = Step(False, f"notice may be given from {term.notice_from} on, not before", at)
        return Notice(Exit.NOT_YET, None, (clause, early))
    end, effect = _ends(treaty, term, start, day)
    if effect is not None:
        says = f"a notice of {iso(day)} takes effect on {iso(effect)}"
        return Notice(Exit.BY_NOTICE, effect, (clause, Step(True, f"{says}{_reckoned(term, effect, end)}", at)))
    if end is not None and day < end:
        bound = Step(False, f"it runs until {iso(end)}, and the record holds no clause for leaving sooner", at)
        return Notice(Exit.NOT_YET, None, (clause, bound))
    none = Step(False, "the record holds no clause by which a party may leave it", at)
    return Notice(Exit.NO_CLAUSE, None, (clause, none, _CONSENT))


def _ends(treaty: Treaty, term: Term, start: int, day: int) -> tuple[int | None, int | None]:
    """The end of the term that runs on a day, as it was agreed by then, and the day on which a notice works."""
    agreed = [e for e in treaty.extensions if ordinal(e.signed or e.start or treaty.signed) <= day]
    end = max(
        (d for d in (term_end(treaty, start), *(ordinal(e.until) for e in agreed)) if d is not None), default=None
    )
    free = day if term.notice_months is None else add_years(day, term.notice_months / 12)
    if term.renews is Renewal.TACIT and end is not None:
        # A notice that comes too late for one end works at the next.
        while end < free and term.renewal_years:
            end = add_years(end, term.renewal_years)
        return end, end if free <= end else None
    if term.notice_months is None:
        return end, None
    if end is None or term.notice_from:
        return end, free
    return end, end if term.renews is Renewal.NONE else max(end, free)


def _reckoned(term: Term, effect: int, end: int | None) -> str:
    months = f"{term.notice_months:g} months' notice" if term.notice_months else "the record gives no length of notice"
    return f", the end of a term ({months})" if effect == end else f" ({months})"


def _worded(term: Term) -> str:
    """The clause of a term that the record does not put in words."""
    parts = [f"it runs until {term.until}" if term.until else f"it runs {term.years:g} years" if term.years else ""]
    parts += [f"{term.renews} renewal" if term.renews is not Renewal.NONE else ""]
    parts += [f"{term.notice_months:g} months' notice" if term.notice_months else ""]
    return ", ".join(part for part in parts if part) or "the record names its term without a length"
