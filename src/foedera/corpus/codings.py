"""Two codings of one alliance: ATOP's rows, and the treaties of the record that are tied to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from foedera.corpus.columns import ATOP_COLUMN
from foedera.corpus.spans import Spans, union
from foedera.dossier import Dossier
from foedera.dossier.treaties import Treaty
from foedera.law import Law
from foedera.law.force import Stretch
from foedera.law.norms import Norm

#: ATOP's columns of the five pledges.
PLEDGES = ("defense", "offense", "neutral", "nonagg", "consul")
FORCE = "force"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the two differ, and where that stands; `kind` says how it is known."""

    kind: str
    says: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """Days on which only one side holds a member bound, or bound to a pledge."""

    atop: str
    member: str
    #: `force`, or ATOP's column of the pledge.
    subject: str
    start: int
    until: int
    #: `ATOP` or `record`.
    held_by: str
    reason: Reason | None = None


@dataclass(frozen=True)
class Alliance:
    """One alliance of ATOP with the treaties of the record that are tied to it."""

    atop: str
    treaties: tuple[Treaty, ...]
    law: Law
    #: The days of the dossier.
    window: Spans
    #: ATOP's days of each member, and of each member's pledge.
    coded: dict[str, Spans]
    pledged: dict[tuple[str, str], Spans]
    #: How ATOP writes the first and the last day.
    begin: str = ""
    end: str = ""

    @cached_property
    def norms(self) -> tuple[Norm, ...]:
        """The norms of its treaties."""
        mine = {treaty.id for treaty in self.treaties}
        return tuple(norm for norm in self.law.norms if norm.treaty.id in mine)

    @cached_property
    def members(self) -> tuple[str, ...]:
        """Everyone whom either side counts as a member."""
        ours = (party for treaty in self.treaties for party in self.law.parties(treaty))
        return tuple(sorted({*self.coded, *ours}))

    def stretches(self, member: str) -> list[Stretch]:
        """When the record holds a member bound towards any other."""
        return [
            stretch
            for treaty in self.treaties
            if member in (parties := self.law.parties(treaty))
            for other in parties
            if other != member
            for stretch in self.law.pair(treaty, member, other)
        ]

    def pledges(self, member: str, column: str) -> list[tuple[Stretch, Norm]]:
        """When the record holds a member bound to a pledge, and by which norm."""
        return [
            (stretch, norm)
            for norm in self.norms
            if ATOP_COLUMN[norm.pledge] == column and member in norm.debtors
            for other in norm.creditors
            if other != member
            for stretch in self.law.stretches(norm, member, other)
        ]


def alliances(law: Law, members: pl.DataFrame) -> Iterator[Alliance]:
    """The alliances that a treaty of the record is tied to, in the order of ATOP's numbers."""
    states, ties = by_number(law.dossier), tied(law.dossier)
    window = ((law.dossier.first, law.dossier.last + 1),)
    for (number,), rows in members.sort("atopid").group_by("atopid", maintain_order=True):
        treaties = ties.get(str(number))
        if treaties is None:
            continue
        coded: dict[str, list[tuple[int, int]]] = {}
        pledged: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for row in rows.iter_rows(named=True):
            state = states.get(row["member"], f"cow-{row['member']}")
            span = spell(row, law.dossier.last + 1)
            coded.setdefault(state, []).append(span)
            for column in PLEDGES:
                if row[column] == 1:
                    pledged.setdefault((state, column), []).append(span)
        yield Alliance(
            str(number), tuple(treaties), law, window,
            {state: union(spans) for state, spans in coded.items()},
            {key: union(spans) for key, spans in pledged.items()},
            str(rows["begin"].min()), "open" if rows["end_open"].any() else str(rows["end"].max()),
        )  # fmt: skip


def spell(row: dict[str, Any], last: int) -> tuple[int, int]:
    """The days of a member's row: its last day is one of them; without an end, up to `last`."""
    return row["begin_first"].toordinal(), last if row["end_open"] else row["end_last"].toordinal() + 1


def by_number(dossier: Dossier) -> dict[int, str]:
    """Number of the Correlates of War -> state of the record."""
    return {state.cow: state.id for state in dossier.states.values() if state.cow is not None}


def tied(dossier: Dossier) -> dict[str, list[Treaty]]:
    """ATOP's number -> the treaties tied to it (`external = { atop = "2470" }`), in the order of signature."""
    found: dict[str, list[Treaty]] = {}
    for treaty in sorted(dossier.treaties.values(), key=lambda t: (t.signed, t.id)):
        for number in treaty.external.get("atop", "").replace(",", " ").split():
            found.setdefault(number, []).append(treaty)
    return found
