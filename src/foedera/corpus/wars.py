"""Wars of the Correlates of War as recorded acts.

A war opens on its first day with the attack of those that the list calls initiators upon those
of the other side who were in it that day. A later participant enters with a declaration of war
upon every enemy of that day: on the side that was attacked, in answer to the attack. Between two
participants there is peace when the first of them leaves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from foedera.days import Edtf, read_edtf
from foedera.dossier.model import Act, Event
from foedera.dossier.noun import Citation, Origin
from foedera.terms import ActKind


@dataclass(frozen=True, slots=True)
class Fight:
    """One spell of one state in one war."""

    war: int
    name: str
    state: str
    side: int
    initiator: bool
    begin: Edtf
    end: Edtf
    line: int

    @property
    def start(self) -> int:
        """The first day on which it may have fought."""
        return self.begin.first

    @property
    def last(self) -> int:
        """The last day on which it may have fought."""
        return self.end.last


def fights(wars: pl.DataFrame, ids: Mapping[int, str]) -> list[Fight]:
    """Every spell of every participant whom `ids` names, in the order of the list."""
    found = []
    for line, row in enumerate(wars.iter_rows(named=True), 2):
        for begin, end in ((row["begin"], row["end"]), (row["begin2"], row["end2"])):
            if row["ccode"] in ids and begin and end:
                found.append(
                    Fight(
                        row["WarNum"], row["WarName"], ids[row["ccode"]], row["Side"], row["Initiator"] == 1,
                        read_edtf(begin), read_edtf(end), line,
                    )
                )  # fmt: skip
    return found


def by_war(spells: Iterable[Fight]) -> dict[int, list[Fight]]:
    """The spells of each war, in the order in which they began."""
    found: dict[int, list[Fight]] = {}
    for spell in sorted(spells, key=lambda s: (s.war, s.start, s.line)):
        found.setdefault(spell.war, []).append(spell)
    return found


@dataclass(frozen=True, slots=True)
class Opening:
    """How a war opens: who attacks whom on its first day."""

    war: int
    name: str
    day: int
    attackers: tuple[Fight, ...]
    targets: tuple[Fight, ...]


def opening(spells: list[Fight]) -> Opening | None:
    """The attack with which a war opens; None where the list names no initiator, or nobody to attack."""
    first = spells[0].start
    there = [spell for spell in spells if spell.start == first]
    attackers = tuple(spell for spell in there if spell.initiator)
    if not attackers:
        return None
    targets = tuple(spell for spell in there if spell.side != attackers[0].side)
    attackers = tuple(spell for spell in attackers if spell.side == attackers[0].side)
    return Opening(spells[0].war, spells[0].name, first, attackers, targets) if targets else None


def war_events(wars: pl.DataFrame, ids: Mapping[int, str], file: str) -> dict[str, Event]:
    """The wars as events: openings, entries and peaces."""
    found: dict[str, Event] = {}
    for spells in by_war(fights(wars, ids)).values():
        for event in (*_begun(spells, file), *_ended(spells, file)):
            found[event.id] = event
    return found


def _begun(spells: list[Fight], file: str) -> Iterator[Event]:
    opened = opening(spells)
    first = f"war-{spells[0].war}"
    there = {*opened.attackers, *opened.targets} if opened else set()
    if opened:
        origin = Origin(file, opened.attackers[0].line)
        targets = tuple(dict.fromkeys(spell.state for spell in opened.targets))
        attackers = tuple(dict.fromkeys(spell.state for spell in opened.attackers))
        act = Act(attackers, ActKind.ATTACK, targets, origin=origin)
        yield _event(first, opened.attackers[0].begin, f"{opened.name}: {', '.join(attackers)} attack", (act,), origin)
    for spell in spells:
        if spell in there:
            continue
        enemies = _enemies(spell, spells)
        if not enemies:
            continue
        answer = first if opened and spell.side != opened.attackers[0].side else ""
        origin = Origin(file, spell.line)
        act = Act((spell.state,), ActKind.DECLARE_WAR, enemies, response_to=answer, origin=origin)
        title = f"{spell.name}: {spell.state} enters the war"
        yield _event(f"{first}-{spell.state}-{spell.start}", spell.begin, title, (act,), origin)


def _enemies(spell: Fight, spells: list[Fight]) -> tuple[str, ...]:
    """Those of the other side who are in the war when a state enters it."""
    found = (s.state for s in spells if s.side != spell.side and s.start <= spell.start <= s.last)
    return tuple(dict.fromkeys(found))


def _ended(spells: list[Fight], file: str) -> Iterator[Event]:
    pairs: dict[tuple[int, str], list[str]] = {}
    for one in spells:
        for other in spells:
            if one.side != other.side and one.start <= other.last and other.start <= one.last:
                last = min(one.last, other.last)
                if one.last == last:
                    pairs.setdefault((last, one.state), []).append(other.state)
    for (last, state), enemies in sorted(pairs.items()):
        spell = next(s for s in spells if s.state == state)
        origin = Origin(file, spell.line)
        act = Act((state,), ActKind.MAKE_PEACE, tuple(dict.fromkeys(enemies)), origin=origin)
        # The last day of fighting is still one of war.
        after = read_edtf(date.fromordinal(last) + timedelta(days=1))
        yield _event(f"war-{spell.war}-{state}-peace-{last}", after, f"{spell.name}: {state} leaves", (act,), origin)


def _event(id_: str, when: Edtf, title: str, acts: tuple[Act, ...], origin: Origin) -> Event:
    found: Any = Event(id_, when, title, (Citation("cow-wars", id_),), acts=acts, origin=origin)
    return found  # type: ignore[no-any-return]
