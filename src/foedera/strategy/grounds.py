"""What the features of one outcome were read from: instruments, wars, figures, land, statements, with sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foedera.days import iso, ordinal
from foedera.dossier.crises import Crisis, Player
from foedera.dossier.dossier import Dossier
from foedera.dossier.model import Citations
from foedera.law import Finding
from foedera.strategy.features import Field, Reading, broken_by, capability_figures, kept_by
from foedera.strategy.tree import Way
from foedera.terms import STATED, Feature


@dataclass(frozen=True)
class Ground:
    """One thing that a feature was read from: a sentence, the records it speaks of as (kind, id), its sources."""

    says: str
    records: tuple[tuple[str, str], ...] = ()
    sources: Citations = ()


class Grounds:
    """What every feature of one outcome was read from, by player."""

    def __init__(self, dossier: Dossier, crisis: Crisis, way: Way) -> None:
        self.dossier, self.crisis, self.way = dossier, crisis, way
        reading = Reading(dossier, crisis)
        self.ground = reading.ground
        self.world = reading.worlds.world(way)
        self.field = Field(self.world, self.ground.beaten(self.ground.after(way)))
        self.figures = capability_figures(dossier, crisis)

    def of(self, player: Player, feature: Feature) -> list[Ground]:
        """What one feature was read from; nothing where nothing of the record bears on it."""
        if feature in STATED:
            return list(self._stated(player, feature))
        if feature is Feature.BROKEN:
            return list(self._instruments(player, broken_by(self.world, player)))
        if feature is Feature.KEPT:
            return list(self._instruments(player, kept_by(self.world, player)))
        if feature is Feature.WARS:
            return _named("at war with it at the end", self.field.enemies(player))
        if feature is Feature.CAPABILITY:
            return list(self._strengths(player))
        if feature is Feature.ISOLATION:
            beside, bound = self.field.beside(player), self.field.bound(player)
            return [*_named("fighting an enemy of it", beside), *_named("bound to defend it", bound - beside)]
        if feature is Feature.MONTHS:
            return list(self._wars(player))
        return list(self._land(player, feature))

    def _stated(self, player: Player, feature: Feature) -> Iterator[Ground]:
        made = {choice.id for choice in self.way}
        for row in self.crisis.indicators:
            if (row.player, row.feature) == (player.id, feature) and made.issuperset((row.choice, *row.when)):
                yield Ground(f"{row.value:+g} for '{row.choice}': {row.reason}", (), row.sources)

    def _instruments(self, player: Player, treaties: set[str]) -> Iterator[Ground]:
        owed = [f for f in (*self.world.breaches, *(f for f, _ in self.world.due)) if f.debtor in player.states]
        for id_ in sorted(treaties):
            found = [f for f in owed if f.norm.treaty.id == id_]
            articles = {f.norm.number: f.norm.article for f in found}
            says = "; ".join(f"article {n}, {_between(found, n)}: {a.text}" for n, a in sorted(articles.items()))
            sources = [s for article in articles.values() for s in article.sources]
            yield Ground(says, (("treaties", id_),), tuple(sources) or found[0].norm.treaty.sources)

    def _strengths(self, player: Player) -> Iterator[Ground]:
        enemies = self.field.enemies(player)
        own = ({*player.states, *self.field.beside(player)} - enemies) - self.field.beaten
        for side, states in (("own side", own), ("the other side", enemies)):
            for state in sorted(states & self.figures.keys()) if enemies else ():
                figure = self.figures[state]
                when = f", {figure.date.text}" if figure.date else ""
                yield Ground(f"{side}: {figure.value:g} {figure.unit}{when}", (("states", state),), figure.sources)

    def _wars(self, player: Player) -> Iterator[Ground]:
        own, start = set(player.states), ordinal(self.crisis.day)
        feared = set(player.threats)
        for war in sorted(self.world.wars, key=lambda war: war.start):
            others = war.pair - own
            if war.start >= start and war.pair & own and (not feared or others & feared):
                yield Ground(f"war from {iso(war.start)}", tuple(("states", state) for state in sorted(others)))

    def _land(self, player: Player, feature: Feature) -> Iterator[Ground]:
        whose = set(player.threats if feature is Feature.DEPTH else player.states)
        held = {self.ground.places[atom] for atom, holder in self.ground.start.items() if holder in whose}
        for choice in self.way:
            for transfer in choice.transfers:
                if transfer.to in whose or held & set(transfer.place):
                    places = tuple(("territories", place) for place in transfer.place)
                    yield Ground(f"{choice.title}; to {transfer.to}", places, choice.sources)


def _named(says: str, states: Iterable[str]) -> list[Ground]:
    found = tuple(("states", state) for state in sorted(states))
    return [Ground(says, found)] if found else []


def _between(found: Iterable[Finding], number: str) -> str:
    pairs = {(f.creditor, f.against) for f in found if f.norm.number == number}
    return ", ".join(f"towards {to}" + (f" against {enemy}" if enemy else "") for to, enemy in sorted(pairs))
