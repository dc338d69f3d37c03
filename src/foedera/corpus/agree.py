"""The record beside ATOP's coding: member by member, pledge by pledge, day by day.

ATOP's unit is the member of an alliance, not the pair, so a cell is one of the five pledges of
one member on one day. Two questions are kept apart. *Content*: of the days on which both hold a
member bound by the instrument, on how many do they agree what it has promised? *Force*: on how
many days do both hold it bound at all? The strict count mixes the two: all days on which either
holds it bound. Each difference is a span of days with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from foedera.corpus.codings import FORCE, PLEDGES, Alliance, Difference, alliances, by_number, tied
from foedera.corpus.columns import ATOP_COLUMN
from foedera.corpus.reasons import reason
from foedera.corpus.spans import Spans, days, meet, union, without
from foedera.days import iso
from foedera.dossier import Dossier
from foedera.dossier.treaties import Treaty
from foedera.law import Law, law_of
from foedera.law.force import Stretch


@dataclass(frozen=True)
class Compared:
    """One alliance compared: cells and days, how many agree, and the differences."""

    alliance: Alliance
    cells: int
    agree: int
    force_days: int
    force_agree: int
    strict_agree: int
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Agreement:
    """The two codings side by side."""

    alliances: tuple[Compared, ...]
    #: Alliances of ATOP in scope that no treaty of the record is tied to.
    unmatched: tuple[dict[str, Any], ...]
    #: Treaties of the record with pledges that ATOP codes, tied to no alliance.
    uncoded: tuple[Treaty, ...]

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Every difference, in the order of alliances."""
        return tuple(difference for alliance in self.alliances for difference in alliance.differences)

    @property
    def unexplained(self) -> tuple[Difference, ...]:
        """Differences for which neither the record nor a rule of coding gives a reason."""
        return tuple(difference for difference in self.differences if difference.reason is None)


def agreement(dossier: Dossier, members: pl.DataFrame) -> Agreement:
    """A dossier compared with ATOP's member-level table, over the dossier's own days."""
    law = law_of(dossier)
    compared = tuple(_compared(alliance) for alliance in alliances(law, members))
    matched = {one.alliance.atop for one in compared}
    lacking = tuple(row for row in in_scope(dossier, members) if row["atop"] not in matched)
    return Agreement(compared, lacking, tuple(_uncoded(law)))


def in_scope(dossier: Dossier, members: pl.DataFrame) -> list[dict[str, Any]]:
    """ATOP's alliances that the dossier ought to hold: number, first and last day, members.

    Those begun on its days, between states of the record only, with a member that the dossier
    names in one of its sets or theatres; and those that a treaty of the record is tied to.
    """
    states, ties = by_number(dossier), tied(dossier)
    groups = (*dossier.case.sets.values(), *dossier.case.theatres.values())
    core = {state for group in groups for state in group}
    found = []
    for (number,), rows in members.sort("atopid").group_by("atopid", maintain_order=True):
        names = [states.get(member) for member in rows["member"].unique().sort()]
        begun = dossier.case.first <= rows["begin_first"].min() <= dossier.case.last  # type: ignore[operator]
        if str(number) in ties or (begun and None not in names and not core.isdisjoint(names)):
            end = None if rows["end_open"].any() else str(rows["end"].max())
            told = {"atop": str(number), "begin": str(rows["begin"].min()), "end": end}
            found.append({**told, "members": [name for name in names if name]})
    return found


def _compared(alliance: Alliance) -> Compared:
    cells = agree = force_days = force_agree = strict = 0
    found: list[Difference] = []
    for member in alliance.members:
        ours = meet(_days(alliance.stretches(member)), alliance.window)
        theirs = meet(alliance.coded.get(member, ()), alliance.window)
        both = meet(ours, theirs)
        force_days += days(union((*ours, *theirs)))
        force_agree += days(both)
        found += _differences(alliance, member, FORCE, theirs, ours)
        for column in PLEDGES:
            atop = meet(alliance.pledged.get((member, column), ()), alliance.window)
            record = meet(_days(stretch for stretch, _ in alliance.pledges(member, column)), alliance.window)
            strict += days(union((*ours, *theirs))) - _apart(atop, record)
            atop, record = meet(atop, both), meet(record, both)
            cells += days(both)
            agree += days(both) - _apart(atop, record)
            found += _differences(alliance, member, column, atop, record)
    return Compared(alliance, cells, agree, force_days, force_agree, strict, tuple(found))


def _apart(one: Spans, other: Spans) -> int:
    return days(without(one, other)) + days(without(other, one))


def _days(stretches: Iterable[Stretch]) -> Spans:
    return union((stretch.start, stretch.until) for stretch in stretches)


def _differences(alliance: Alliance, member: str, subject: str, theirs: Spans, ours: Spans) -> Iterator[Difference]:
    for held_by, spans in (("ATOP", without(theirs, ours)), ("record", without(ours, theirs))):
        for start, until in spans:
            plain = Difference(alliance.atop, member, subject, start, until, held_by)
            yield replace(plain, reason=reason(alliance, plain))


def _uncoded(law: Law) -> Iterator[Treaty]:
    """Treaties tied to no alliance, of two parties or more and once in force, that promise what ATOP codes."""
    promising = {norm.treaty.id for norm in law.norms if ATOP_COLUMN[norm.pledge]}
    for treaty in law.dossier.treaties.values():
        parties = law.parties(treaty)
        wanted = treaty.id in promising and not treaty.external.get("atop") and len(parties) > 1
        if wanted and any(law.party(treaty, party) for party in parties):
            yield treaty


# -- as JSON -------------------------------------------------------------------------


def told(found: Agreement) -> dict[str, Any]:
    """The agreement with the keys of the public contract."""
    rows = found.alliances
    return {
        "matched": len(rows),
        "in_scope": len(rows) + len(found.unmatched),
        "cells": sum(row.cells for row in rows),
        "agree": sum(row.agree for row in rows),
        "unexplained": len(found.unexplained),
        "force": {"days": sum(row.force_days for row in rows), "agree": sum(row.force_agree for row in rows)},
        "strict": {
            "cells": len(PLEDGES) * sum(row.force_days for row in rows),
            "agree": sum(row.strict_agree for row in rows),
        },
        "alliances": [_alliance(row) for row in rows],
        "lacking": {
            "record": list(found.unmatched),
            "atop": [{"id": t.id, "title": t.title, "signed": t.signed.isoformat()} for t in found.uncoded],
        },
    }


def _alliance(row: Compared) -> dict[str, Any]:
    return {
        "atop": row.alliance.atop,
        "begin": row.alliance.begin,
        "end": row.alliance.end,
        "treaties": [treaty.id for treaty in row.alliance.treaties],
        "cells": row.cells,
        "agree": row.agree,
        "force": {"days": row.force_days, "agree": row.force_agree},
        "differences": [_difference(one) for one in row.differences],
    }


def _difference(one: Difference) -> dict[str, Any]:
    why = one.reason
    return {
        "member": one.member,
        "subject": one.subject,
        "from": iso(one.start),
        "until": iso(one.until),
        "days": one.until - one.start,
        "held_by": one.held_by,
        "reason": {"kind": why.kind, "says": why.says, "at": why.at} if why else None,
    }
