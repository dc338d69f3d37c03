"""Power on a day: the camps by law, their shares of capabilities, the state that tips the balance, fronts, isolation.

Who leads the camps is data (`[[rivalry]]`). Everything else is derived by the rules stated here:

- A state stands in a camp when armed help is promised, either way, between it and a state of the camp's core, and it
  has promised the largest state of the other core neither peace nor neutrality.
- It is free to join a camp when it has not promised the largest state of the other core to refrain from attack.
- It is pivotal when it stands in no camp and the weaker camp outweighs the stronger with it and not without it, and
  it is free to join the weaker (the swing of Shapley and Shubik 1954, with the law's bars).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from foedera.atlas import adjacent, atlas_of, atoms_on, border_km
from foedera.days import iso, ordinal
from foedera.dossier.alignments import Alignment, Rivalry
from foedera.errors import BadQuestion
from foedera.law import Law
from foedera.law.norms import Norm
from foedera.strategy.ties import HELP, signed_on, standing
from foedera.terms import Pledge

_PEACE = frozenset({Pledge.NONAGGRESSION})
_ASIDE = _PEACE | {Pledge.NEUTRALITY, Pledge.NO_HOSTILE_GROUPING}


@dataclass(frozen=True, slots=True)
class Camp:
    """One camp on a day: its largest core state, all its states, their sizes and sum, and by what each is in it."""

    leader: str
    core: tuple[str, ...]
    states: tuple[str, ...]
    size: float
    sizes: Mapping[str, float]
    by: Mapping[str, tuple[Norm, ...]]


@dataclass(frozen=True, slots=True)
class Outside:
    """A state in neither camp: its size, whether it would tip the balance, and what bars it from joining the weaker.

    `help`: armed help promised between it and a core; `aside`: what it has promised to a largest state all the same.
    """

    state: str
    size: float
    tips: bool
    bars: tuple[Norm, ...]
    help: tuple[Norm, ...]
    aside: tuple[Norm, ...]

    @property
    def pivotal(self) -> bool:
        """Whether it would tip the balance and is free to."""
        return self.tips and not self.bars


@dataclass(frozen=True, slots=True)
class PowerBalance:
    """The balance of power on a day: the stronger camp, the weaker, and those in neither, the largest first."""

    day: int
    rivalry: Rivalry
    stronger: Camp
    weaker: Camp
    outside: tuple[Outside, ...]

    @property
    def pivotal(self) -> Outside | None:
        """The largest state that is pivotal."""
        return next((state for state in self.outside if state.pivotal), None)


def rivalry_on(alignment: Alignment, day: int) -> Rivalry:
    """The rivalry of a day; raises `BadQuestion` where the record names none."""
    for rivalry in alignment.rivalries:
        if ordinal(rivalry.start) <= day < ordinal(rivalry.until):
            return rivalry
    spans = ", ".join(f"{r.start} to {r.until}" for r in alignment.rivalries) or "none"
    raise BadQuestion(f"the record names no two camps on {iso(day)}; it has: {spans}")


def sizes_on(alignment: Alignment, day: int) -> dict[str, float]:
    """The sizes of a day's year."""
    year = str(iso(day))[:4]
    return {size.state: size.by_year[year] for size in alignment.sizes if year in size.by_year}


def balance_on(law: Law, alignment: Alignment, day: int) -> PowerBalance:
    """The balance of power of a day among the members of an alignment."""
    rivalry = rivalry_on(alignment, day)
    sizes = {state: size for state, size in sizes_on(alignment, day).items() if state in alignment.members}
    alive = {state for state in sizes if any(s.start <= day < s.until for s in law.life(state))}
    cores = [tuple(state for state in core if state in alive) for core in (rivalry.one, rivalry.other)]
    if not all(cores):
        raise BadQuestion(f"one of the two camps has no state with a size on {iso(day)}; choose another day")
    leaders = [max(core, key=lambda state: sizes[state]) for core in cores]
    helped = [_between(law, day, core) for core in cores]
    aside = [_promised(law, day, leader, _ASIDE) for leader in leaders]
    states: list[list[str]] = [list(core) for core in cores]
    for state in sorted(alive - set(cores[0]) - set(cores[1])):
        near = [state in helped[k] and state not in aside[1 - k] for k in (0, 1)]
        if near[0] != near[1]:
            states[near[1]].append(state)
    camps = [_camp(leaders[k], cores[k], states[k], sizes, helped[k]) for k in (0, 1)]
    weaker, stronger = sorted(camps, key=lambda camp: camp.size)
    rest = sorted(alive - set(weaker.states) - set(stronger.states), key=lambda state: -sizes[state])
    gap = stronger.size - weaker.size
    bars = _promised(law, day, stronger.leader, _PEACE)
    outside = tuple(
        Outside(
            state, sizes[state], sizes[state] > gap, bars.get(state, ()),
            tuple(norm for found in helped for norm in found.get(state, ())),
            tuple(norm for found in aside for norm in found.get(state, ())),
        )
        for state in rest
    )  # fmt: skip
    return PowerBalance(day, rivalry, stronger, weaker, outside)


def _camp(
    leader: str, core: tuple[str, ...], states: Iterable[str], sizes: Mapping[str, float],
    helped: Mapping[str, tuple[Norm, ...]],
) -> Camp:  # fmt: skip
    found = tuple(sorted(states, key=lambda state: -sizes[state]))
    by = {state: helped[state] for state in found if state not in core}
    own = {state: sizes[state] for state in found}
    return Camp(leader, core, found, sum(own.values()), own, by)


def _between(law: Law, day: int, core: tuple[str, ...]) -> dict[str, tuple[Norm, ...]]:
    """Armed help promised, either way, between other states and those of a core, by the other state."""
    found: dict[str, dict[str, Norm]] = {}
    for norm, debtor, creditor in standing(law, day, HELP):
        for state, friend in ((debtor, creditor), (creditor, debtor)):
            if friend in core and state not in core:
                found.setdefault(state, {})[norm.id] = norm
    return {state: tuple(norms.values()) for state, norms in found.items()}


def _promised(law: Law, day: int, creditor: str, pledges: frozenset[Pledge]) -> dict[str, tuple[Norm, ...]]:
    """What each state has promised to one, of some kinds."""
    found: dict[str, dict[str, Norm]] = {}
    for norm, debtor, to in standing(law, day, pledges):
        if to == creditor:
            found.setdefault(debtor, {})[norm.id] = norm
    return {state: tuple(norms.values()) for state, norms in found.items()}


# -- fronts, encirclement, isolation ---------------------------------------------------


@dataclass(frozen=True, slots=True)
class Exposure:
    """How a state lies on a day.

    `fronts`: land borders with adversaries, in kilometres. `two_fronts`: two of them that do not touch each other.
    `encirclement`: the share of its land border that adversaries hold. `isolation`: of the sizes of all other states
    of the alignment, the share of those bound to give it no armed help.
    """

    state: str
    adversaries: tuple[str, ...]
    fronts: Mapping[str, float]
    two_fronts: bool
    encirclement: float
    helpers: tuple[str, ...]
    isolation: float


def exposures_on(law: Law, alignment: Alignment, balance: PowerBalance) -> tuple[Exposure, ...]:
    """The exposure of every member with a size, the largest first.

    Adversaries are the states of the other camp, and those with which the sum of the day's ties is negative.
    """
    day = balance.day
    sizes, graph = sizes_on(alignment, day), signed_on(law, day)
    hostile = {frozenset((graph.names[i], graph.names[j])) for i, j, weight in graph.ties if weight < 0}
    for one in balance.stronger.states:
        hostile |= {frozenset((one, other)) for other in balance.weaker.states}
    borders = _borders(law, day)
    helps = {(debtor, creditor) for _, debtor, creditor in standing(law, day, HELP)}
    states = sorted((s for s in alignment.members if s in sizes), key=lambda state: -sizes[state])
    return tuple(_exposure(state, sizes, hostile, borders, helps) for state in states if state in borders)


def _exposure(
    state: str,
    sizes: Mapping[str, float],
    hostile: set[frozenset[str]],
    borders: Mapping[str, Mapping[str, float]],
    helps: set[tuple[str, str]],
) -> Exposure:
    against = tuple(sorted(other for pair in hostile if state in pair for other in pair - {state}))
    fronts = {other: borders[state][other] for other in against if other in borders[state]}
    apart = any(b not in borders.get(a, {}) for a, b in combinations(fronts, 2))
    total = sum(borders[state].values())
    helpers = tuple(sorted(debtor for debtor, creditor in helps if creditor == state and debtor in sizes))
    others = sum(size for other, size in sizes.items() if other != state)
    isolation = 1.0 - sum(sizes[helper] for helper in set(helpers)) / others
    return Exposure(
        state, against, fronts, apart, sum(fronts.values()) / total if total else 0.0, tuple(dict.fromkeys(helpers)),
        isolation,
    )  # fmt: skip


def _borders(law: Law, day: int) -> dict[str, dict[str, float]]:
    """The land borders of a day by who holds the land, in kilometres."""
    atlas = atlas_of(law.dossier)
    held: dict[str, list[str]] = {}
    for atom, found in atoms_on(law, day).items():
        if found.controller in law.dossier.states and atom in atlas.atoms:
            held.setdefault(found.controller, []).append(atom)
    borders: dict[str, dict[str, float]] = {state: {} for state in held}
    for one, other in combinations(sorted(held), 2):
        if adjacent(atlas, held[one], held[other]):
            borders[one][other] = borders[other][one] = border_km(atlas, held[one], held[other])
    return borders
