"""Who holds each atom through all days of a record, in brief: what a map needs to move without asking."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

from foedera.answers.asking import knower_of, lens, readings_of
from foedera.answers.maps import held_as
from foedera.answers.telling import Json
from foedera.atlas import Held, atoms_on, capitals_on, demarcations_on
from foedera.days import NEVER, iso, ordinal
from foedera.dossier.cache import derived
from foedera.dossier.dossier import Dossier
from foedera.law import Law, law_of

T = TypeVar("T")


def control(dossier: Dossier, *, known_to: str | None = None, readings: Sequence[str] = ()) -> Json:
    """For each atom the days on which it passes, each with the number of the holding that begins."""
    chosen = readings_of(dossier, readings)
    knower = knower_of(dossier, known_to)
    law = law_of(dossier, known_to=knower, as_of=dossier.last, readings=chosen)
    return {
        "known_to": knower,
        **_holdings(dossier, tuple(sorted(chosen.items()))),
        "spheres": _runs(_line_days(law), lambda day: _spheres(lens(dossier, day, known_to, readings), day)),
    }


@lru_cache(maxsize=8)
def _holdings(dossier: Dossier, readings: tuple[tuple[str, str], ...]) -> Json:
    """Days, holdings, atoms and capitals under these readings; what is known to whom moves no frontier."""
    if readings or not dossier.compiled:
        return _worked_out(law_of(dossier, readings=dict(readings)))
    return derived(dossier.digest, dossier.label, "holdings", lambda: _worked_out(law_of(dossier)))


def _worked_out(law: Law) -> Json:
    numbers: dict[Held, int] = {}
    runs: dict[str, list[tuple[str, int]]] = {atom: [] for atom in law.dossier.atoms}
    for day in _control_days(law):
        for atom, held in atoms_on(law, day).items():
            number = numbers.setdefault(_bare(held), len(numbers))
            if not runs[atom] or runs[atom][-1][1] != number:
                runs[atom].append((str(iso(day)), number))
    return {
        "days": sorted({day for run in runs.values() for day, _ in run}),
        "holdings": [held_as(held) for held in numbers],
        "atoms": runs,
        "capitals": _runs(_seat_days(law), lambda day: _capitals(law, day)),
    }


def _bare(held: Held) -> Held:
    """A holding without its first day, so that equal ones are one."""
    return Held(held.place, held.sovereign, held.controller, held.regime, None, held.contested)


def _within(law: Law, days: Iterable[int]) -> list[int]:
    first, last = law.dossier.first, law.dossier.last
    return sorted({first, *(day for day in days if first < day <= last)})


def _control_days(law: Law) -> list[int]:
    """The days on which control of a territory, or the life of a state, begins or ends."""
    dossier = law.dossier
    controls = [(c.start, c.until) for t in dossier.territories.values() for c in t.controls]
    lives = [(life.start, life.until) for state in dossier.states.values() for life in state.lives]
    return _within(law, (ordinal(day) for ends in (*controls, *lives) for day in ends if day))


def _line_days(law: Law) -> list[int]:
    """The days on which a line between spheres begins or ends, or comes to be known."""
    norms = [n for line in law.dossier.demarcations.values() for a in line.articles if (n := law.norm(a))]
    days = {ordinal(k.start) for n in norms for k in n.known}
    for norm in norms:
        for debtor in norm.debtors:
            for creditor in norm.creditors - {debtor}:
                days |= {day for s in law.stretches(norm, debtor, creditor) for day in (s.start, s.until)}
    return _within(law, days - {NEVER})


def _seat_days(law: Law) -> list[int]:
    seats = [seat for state in law.dossier.states.values() for seat in state.seats]
    moves = [ordinal(day) for seat in seats for day in (seat.start, seat.until) if day]
    return _within(law, (*moves, *_control_days(law)))


def _runs(days: Iterable[int], ask: Callable[[int], list[T]]) -> list[tuple[str, list[T]]]:
    """What is so from each day on, days without a change left out."""
    found: list[tuple[str, list[T]]] = []
    for day in days:
        here = ask(day)
        if not found or found[-1][1] != here:
            found.append((str(iso(day)), here))
    return found


def _spheres(law: Law, day: int) -> list[Json]:
    return [
        {"line": s.line.id, "of": list(s.of), "treaty": s.treaty.id, "secret": s.secret}
        for s in demarcations_on(law, day)
    ]


def _capitals(law: Law, day: int) -> list[Json]:
    return [
        {"state": c.state, "name": c.name, "at": list(c.at), "held_by": c.held_by or None}
        for c in capitals_on(law, day)
    ]
