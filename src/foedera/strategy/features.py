"""What each outcome of a crisis holds for each player: read off the law, the atlas and cited figures.

No number here is set by hand for a crisis. Every feature is divided by its reach, the widest range that it has for any
player over the outcomes of the crisis, so that a weight says what the whole reach is worth.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from foedera.atlas import Atlas, area_km2, atlas_of, atoms_on, capitals_on, distance_km
from foedera.days import ordinal
from foedera.dossier.cache import derived
from foedera.dossier.crises import Crisis, Player
from foedera.dossier.dossier import Dossier
from foedera.dossier.pledges import ARMED_HELP
from foedera.dossier.scholarship import Figure
from foedera.errors import BadQuestion, NoAtlas
from foedera.law import Law, bound
from foedera.strategy.tree import Floats, Play, Way, play
from foedera.strategy.worlds import World, Worlds, dated
from foedera.terms import STATED, UNWELCOME, Feature, Modality

FEATURES = tuple(Feature)
#: The unit of the figures from which capability ratios are made (Singer, Bremer and Stuckey 1972).
CAPABILITY_UNIT = "share of world capabilities"
_MONTH = 30.4375


@dataclass(frozen=True, eq=False)
class Valued:
    """A crisis with its features: `raw` as measured, `scaled` T x P x K by reach, more being better."""

    play: Play
    raw: Floats
    reach: Floats
    scaled: Floats

    @cached_property
    def places(self) -> dict[tuple[str, ...], int]:
        """The number of each outcome, by the choices on the way to it."""
        return {tuple(choice.id for choice in way): at for at, way in enumerate(self.play.ways)}


@lru_cache(maxsize=8)
def valued(dossier: Dossier, crisis: Crisis) -> Valued:
    """The features of every outcome of a crisis; kept beside the compiled copy of an unchanged record."""
    whole = play(crisis)

    def make() -> list[list[list[float]]]:
        reading = Reading(dossier, crisis)
        return [reading.outcome(way) for way in whole.ways]

    name = f"features of {crisis.id} by {_code()}"
    raw = np.array(derived(dossier.digest, dossier.label, name, make) if dossier.compiled else make())
    reach = np.ptp(raw, axis=0).max(axis=0)
    signs = np.array([-1.0 if feature in UNWELCOME else 1.0 for feature in FEATURES])
    # Not less than 0 as -0: a difference of signs would keep equal subgames apart.
    return Valued(whole, raw, reach, raw * signs / np.where(reach > 0, reach, 1.0) + 0.0)


@lru_cache(maxsize=1)
def _code() -> str:
    """A hash of the code that features rest on, so that no stale ones are found."""
    package = Path(__file__).resolve().parents[1]
    rooms = (path for room in ("law", "atlas", "strategy") for path in sorted((package / room).glob("*.py")))
    return hashlib.sha256(b"".join(path.read_bytes() for path in rooms)).hexdigest()


class Reading:
    """Reads features off the worlds of one crisis."""

    def __init__(self, dossier: Dossier, crisis: Crisis) -> None:
        self.dossier, self.crisis = dossier, crisis
        self.worlds = Worlds(dossier, crisis)
        self.strength = capabilities(dossier, crisis)
        self.horizon = float(crisis.months)
        self.ground = _Ground(self.worlds.law(()), crisis)

    def outcome(self, way: Way) -> list[list[float]]:
        """The features of an outcome, P x K."""
        world = self.worlds.world(way)
        land = self.ground.after(way)
        field = Field(world, self.ground.beaten(land))
        return [[self._feature(f, player, field, way, land) for f in FEATURES] for player in self.crisis.players]

    def _feature(self, feature: Feature, player: Player, field: Field, way: Way, land: Mapping[str, str]) -> float:
        if feature in STATED:
            return self._stated(feature, player, way)
        if feature is Feature.BROKEN:
            return float(len(broken_by(field.world, player)))
        if feature is Feature.KEPT:
            return float(len(kept_by(field.world, player)))
        if feature is Feature.WARS:
            return float(len(field.enemies(player)))
        if feature is Feature.CAPABILITY:
            return self._ratio(field, player)
        if feature is Feature.ISOLATION:
            return self._isolation(field, player)
        if feature is Feature.MONTHS:
            return self._months(field.world, player)
        return self.ground.gain(player, land) if feature is Feature.TERRITORY else self.ground.depth(player, land)

    def _stated(self, feature: Feature, player: Player, way: Way) -> float:
        made = {choice.id for choice in way}
        rows = (i for i in self.crisis.indicators if (i.feature, i.player) == (feature, player.id))
        return sum(i.value for i in rows if made.issuperset((i.choice, *i.when)))

    def _ratio(self, field: Field, player: Player) -> float:
        """Its side's share of the capabilities of both sides; 1 where it has no enemy in the field."""
        enemies = field.enemies(player)
        own = ({*player.states, *field.beside(player)} - enemies) - field.beaten
        ours, theirs = self._sum(own), self._sum(enemies)
        return ours / (ours + theirs) if theirs else 1.0

    def _isolation(self, field: Field, player: Player) -> float:
        """The share of the others' capabilities that neither fights on its side nor is bound to defend it."""
        others = set(self.strength) - set(player.states)
        helpers = (field.beside(player) | field.bound(player)) & others
        return 1.0 - self._sum(helpers) / self._sum(others)

    def _months(self, world: World, player: Player) -> float:
        """Months until war with a state that it fears, up to the horizon; with any, where it fears none."""
        start, own = ordinal(self.crisis.day), set(player.states)
        feared = set(player.threats)
        wars = (w for w in world.wars if not w.pair.isdisjoint(own) and w.start >= start)
        begun = [w.start for w in wars if not feared or not w.pair.isdisjoint(feared)]
        return min((min(begun) - start) / _MONTH, self.horizon) if begun else self.horizon

    def _sum(self, states: Iterable[str]) -> float:
        return sum(self.strength.get(state, 0.0) for state in sorted(states))


def capabilities(dossier: Dossier, crisis: Crisis) -> dict[str, float]:
    """The last capability share of each state that the record cites from before the crisis."""
    return {state: figure.value for state, figure in capability_figures(dossier, crisis).items()}


def capability_figures(dossier: Dossier, crisis: Crisis) -> dict[str, Figure]:
    """The figures from which capability ratios of a crisis are made; raises `BadQuestion` where a player has none."""
    latest: dict[str, Figure] = {}
    for figure in dossier.figures.values():
        if figure.unit != CAPABILITY_UNIT or figure.date is None or figure.date.last >= ordinal(crisis.day):
            continue
        for state in figure.of:
            if state not in latest or (latest[state].date or figure.date).last < figure.date.last:
                latest[state] = figure
    missing = [s for p in crisis.players for s in p.states if s not in latest]
    if missing:
        raise BadQuestion(
            f"the record has no figure in '{CAPABILITY_UNIT}' for {', '.join(missing)} before {crisis.day}; add one"
        )
    return dict(sorted(latest.items()))


def broken_by(world: World, player: Player) -> set[str]:
    """The instruments a player breaks: by its own acts, or by help that falls due and is not given."""
    acts = {f.norm.treaty.id for f in world.breaches if f.debtor in player.states}
    return acts | {f.norm.treaty.id for f, day in world.due if f.debtor in player.states and not world.kept(f, day)}


def kept_by(world: World, player: Player) -> set[str]:
    """The instruments whose help falls due and is given."""
    return {f.norm.treaty.id for f, day in world.due if f.debtor in player.states and world.kept(f, day)}


@dataclass(frozen=True)
class Field:
    """Who stands in the field at the end of a way; a state that has lost all its land does not."""

    world: World
    beaten: frozenset[str]

    def enemies(self, player: Player) -> set[str]:
        """Those with whom a player is at war."""
        own = set(player.states)
        found = {other for pair in self._pairs() if not pair.isdisjoint(own) for other in pair - own}
        return found - self.beaten

    def beside(self, player: Player) -> set[str]:
        """Who fights an enemy of the player."""
        enemies = self.enemies(player)
        found = {state for pair in self._pairs() for state in pair if pair - {state} <= enemies}
        return found - enemies - set(player.states) - self.beaten

    def bound(self, player: Player) -> set[str]:
        """Who is bound to defend it and is not its enemy."""
        debtors = {debtor for state in player.states for debtor in _bound_to(self.world.law, self.world.day, state)}
        return debtors - self.enemies(player) - set(player.states) - self.beaten

    def _pairs(self) -> Iterator[frozenset[str]]:
        return (war.pair for war in self.world.wars if self.world.day < war.until)


def _bound_to(law: Law, day: int, state: str) -> frozenset[str]:
    """Who is bound to defend a state on a day."""

    def make() -> frozenset[str]:
        rows = (row for pledge in sorted(ARMED_HELP) for row in bound(law, day, to=state, pledge=pledge))
        return frozenset(row.debtor for row in rows if row.norm.modality is not Modality.POWER)

    return law.once(("bound to defend", day, state), make)


class _Ground:
    """Land and frontiers: whose each atom is, and how that moves areas and distances. Without an atlas, nothing."""

    def __init__(self, law: Law, crisis: Crisis) -> None:
        self.law, self.crisis = law, crisis
        self.day = ordinal(crisis.day)
        try:
            self.atlas: Atlas | None = atlas_of(law.dossier)
        except NoAtlas:
            self.atlas = None
        held = atoms_on(law, self.day) if self.atlas else {}
        self.places = {atom: h.place for atom, h in held.items()}
        self.start = {atom: h.controller for atom, h in held.items() if h.controller}
        self._known: dict[tuple[object, ...], float] = {}

    def after(self, way: Way) -> dict[str, str]:
        """Who holds each atom after a way."""
        held = dict(self.start)
        for choice, _ in dated(self.crisis, way):
            for transfer in choice.transfers:
                held |= {atom: transfer.to for atom, place in self.places.items() if place in transfer.place}
        return held

    def beaten(self, held: Mapping[str, str]) -> frozenset[str]:
        """States that held land before the crisis and hold none after a way."""
        return frozenset(self.start.values()) - frozenset(held.values())

    def gain(self, player: Player, held: Mapping[str, str]) -> float:
        """Thousands of square kilometres won, less those lost."""
        if self.atlas is None:
            return 0.0
        own = {atom for atom, holder in held.items() if holder in player.states}
        was = {atom for atom, holder in self.start.items() if holder in player.states}
        return (self._area(own - was) - self._area(was - own)) / 1000

    def _area(self, atoms: set[str]) -> float:
        assert self.atlas is not None
        key = ("area", *sorted(atoms))
        if key not in self._known:
            self._known[key] = area_km2(self.atlas, atoms)
        return self._known[key]

    def depth(self, player: Player, held: Mapping[str, str]) -> float:
        """By how many kilometres the frontier with those it fears moved away from the place that it guards."""
        point = self._point(player)
        if self.atlas is None or point is None or not player.threats:
            return 0.0
        before, after = self._distance(player, point, self.start), self._distance(player, point, held)
        return after - before

    def _distance(self, player: Player, point: tuple[float, float], held: Mapping[str, str]) -> float:
        """From the place to the nearest land of those that it fears; less than 0 where they hold the place itself."""
        assert self.atlas is not None
        theirs = frozenset(atom for atom, holder in held.items() if holder in player.threats)
        key = ("distance", point, theirs)
        if key not in self._known:
            rest = self.atlas.atoms.keys() - theirs
            found = distance_km(self.atlas, point, theirs, rest) or 0.0
            self._known[key] = -found if self.atlas.atom_at(point) in theirs else found
        return self._known[key]

    def _point(self, player: Player) -> tuple[float, float] | None:
        if player.guards:
            east, north = player.guards
            return east, north
        seats = {c.state: c.at for c in capitals_on(self.law, self.day)}
        return seats.get(player.states[0])
