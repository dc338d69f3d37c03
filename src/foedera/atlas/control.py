"""Who held each atom on a day, which lines parted spheres, which capitals stood; all from the record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from foedera.atlas.geometry import Point, atlas_of
from foedera.days import EVER, ordinal
from foedera.dossier.cartography import Atom, Demarcation, Seat
from foedera.dossier.treaties import Treaty
from foedera.errors import NoAtlas
from foedera.law import Law
from foedera.law.norms import Norm
from foedera.law.territory import control_on
from foedera.terms import Regime


@dataclass(frozen=True, slots=True)
class Held:
    """Whose an atom was held to be, who held it, under what title, since when (an ordinal day)."""

    place: str
    sovereign: str = ""
    controller: str = ""
    regime: Regime | None = None
    since: int | None = None
    contested: str = ""


def atoms_on(law: Law, day: int) -> dict[str, Held]:
    """Each atom of the dossier on a day: its own territory's stretch of control, or its state's life.

    `contested` names the first open reading under which sovereign, controller or regime differ.
    """
    return {atom.id: _compared(law, atom, day) for atom in law.dossier.atoms.values()}


def _compared(law: Law, atom: Atom, day: int) -> Held:
    found = _held(law, atom, day)
    for name in _readings(law, atom):
        reading = law.dossier.readings[name]
        if not reading.open or name in law.decided:
            continue
        for alternative in reading.alternatives:
            other = _held(law.under(name, alternative.id), atom, day)
            if (other.sovereign, other.controller, other.regime) != (found.sovereign, found.controller, found.regime):
                return Held(found.place, found.sovereign, found.controller, found.regime, found.since, name)
    return found


def _readings(law: Law, atom: Atom) -> list[str]:
    territory = law.dossier.territories.get(atom.place)
    named = {c.reading.partition("=")[0] for c in territory.controls if c.reading} if territory else set()
    return sorted(named | (law.life_readings(atom.state) if atom.state else frozenset()))


def _held(law: Law, atom: Atom, day: int) -> Held:
    if atom.state:
        return _own_land(law, atom.state, day)
    control = control_on(law.dossier, atom.place, day, law.choices)
    if control is None:
        return Held(atom.place)
    since = ordinal(control.start) if control.start else None
    return Held(atom.place, control.sovereign, control.controller or control.sovereign, control.regime, since)


def _own_land(law: Law, state: str, day: int) -> Held:
    for stretch in law.life(state):
        if stretch.start <= day < stretch.until:
            since = None if stretch.start == EVER else stretch.start
            return Held(state, state, state, Regime.SOVEREIGN, since)
    return Held(state)


@dataclass(frozen=True, slots=True)
class Standing:
    """A line of demarcation that stands: between whom, by which instrument, whether secret."""

    line: Demarcation
    of: tuple[str, ...]
    treaty: Treaty
    secret: bool


def demarcations_on(law: Law, day: int) -> tuple[Standing, ...]:
    """The lines of which an article that the observer knows is in force on a day."""
    found = []
    for line in law.dossier.demarcations.values():
        norms = [law.norm(article) for article in line.articles]
        standing = [(norm, pair) for norm in norms if norm for pair in _pairs(norm) if law.holds(norm, *pair, day)]
        if standing:
            of = sorted({state for _, pair in standing for state in pair})
            secret = all(norm.secret for norm, _ in standing)
            found.append(Standing(line, tuple(of), standing[0][0].treaty, secret))
    return tuple(found)


def _pairs(norm: Norm) -> Iterator[tuple[str, str]]:
    for debtor in sorted(norm.debtors):
        for creditor in sorted(norm.creditors):
            if debtor != creditor:
                yield debtor, creditor


@dataclass(frozen=True, slots=True)
class Capital:
    """A state's capital on a day, and who held it where that was another."""

    state: str
    name: str
    at: Point
    held_by: str = ""


def capitals_on(law: Law, day: int) -> tuple[Capital, ...]:
    """The capitals of the states that exist on a day, but for those on land that another has annexed."""
    found = []
    for state in law.dossier.states.values():
        if not any(stretch.start <= day < stretch.until for stretch in law.life(state.id)):
            continue
        for seat in state.seats:
            if not _in_use(seat, day):
                continue
            place = _place_of(law, seat, day)
            foreign = place.controller not in ("", state.id) if place else False
            if place and foreign and place.regime is Regime.ANNEXED:
                continue
            found.append(Capital(state.id, seat.name, _point(seat), place.controller if place and foreign else ""))
    return tuple(found)


def _in_use(seat: Seat, day: int) -> bool:
    after = seat.start is None or ordinal(seat.start) <= day
    return after and (seat.until is None or day < ordinal(seat.until))


def _point(seat: Seat) -> Point:
    east, north = seat.at
    return east, north


def _place_of(law: Law, seat: Seat, day: int) -> Held | None:
    """Who held the land that a capital stands on; None where no atlas shows it."""
    try:
        atlas = atlas_of(law.dossier)
    except NoAtlas:
        return None
    name = law.once(("atom at", seat.at), lambda: atlas.atom_at(_point(seat)))
    atom = law.dossier.atoms.get(name or "")
    return _held(law, atom, day) if atom else None
