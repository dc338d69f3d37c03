"""Landscape theory: into which two camps states settle when each step lowers the frustration of the one that takes it.

After Axelrod and Bennett (1993). The energy of a configuration is the sum, over every ordered pair in different camps,
of both sizes times the pair's propensity. A configuration from which no single state can lower it is a local minimum.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from heapq import heappop, heappush

import numpy as np

from foedera.dossier.alignments import Alignment, Component, Tie, Trait
from foedera.errors import BadQuestion
from foedera.strategy.alignment_kernel import downhill, gray

#: Beyond the first, the configurations are too many to go through; beyond the second, to keep.
MOST, MOST_KEPT = 30, 24


@dataclass(frozen=True)
class Landscape:
    """States with sizes (n) and propensities (n x n, symmetric, no diagonal)."""

    names: tuple[str, ...]
    sizes: np.ndarray
    propensities: np.ndarray

    @cached_property
    def coupling(self) -> np.ndarray:
        """What a pair in different camps adds to the energy: both sizes times the propensity."""
        found: np.ndarray = np.outer(self.sizes, self.sizes) * self.propensities
        return found

    @property
    def slack(self) -> float:
        """A difference of energy too small to be one."""
        return 1e-9 * float(np.abs(self.coupling).sum() or 1.0)

    def energy(self, code: int) -> float:
        """The energy of a configuration."""
        camps = np.array([(code >> i) & 1 for i in range(len(self.names))])
        return float(self.coupling[camps[:, None] != camps[None, :]].sum())

    def camps(self, code: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The two camps, that of the largest state first."""
        sides: tuple[list[str], list[str]] = ([], [])
        largest = code >> int(np.argmax(self.sizes)) & 1
        for i, name in enumerate(self.names):
            sides[(code >> i & 1) != largest].append(name)
        return tuple(sides[0]), tuple(sides[1])


@dataclass(frozen=True, slots=True)
class Minimum:
    """A local minimum: its code, its energy, and how many configurations descend to it (None where not counted)."""

    code: int
    energy: float
    basin: int | None


@dataclass(frozen=True)
class Explored:
    """A landscape with every local minimum, the deepest first; and its energies, where they were kept."""

    landscape: Landscape
    minima: tuple[Minimum, ...]
    energies: np.ndarray

    @property
    def configurations(self) -> int:
        """How many ways there are to part the states into two camps."""
        return 1 << (len(self.landscape.names) - 1)


def explored(landscape: Landscape, *, basins: bool = True) -> Explored:
    """Every local minimum of a landscape of at most 30 states; basins are counted up to 24.

    From each configuration the state whose change lowers the energy most changes first.
    """
    size = len(landscape.names)
    if not 2 <= size <= MOST:
        raise BadQuestion(f"a landscape of {size} states cannot be gone through; give 2 to {MOST} states")
    keep = basins and size <= MOST_KEPT
    codes, values, energies = gray(landscape.coupling, landscape.slack, keep)
    counted: dict[int, int] = {}
    if keep:
        counted = _basins(energies, landscape.slack)
    minima = [Minimum(int(c), float(v), counted.get(int(c), 0) if keep else None) for c, v in zip(codes, values)]  # noqa: B905
    return Explored(landscape, tuple(sorted(minima, key=lambda m: (m.energy, m.code))), energies)


def _basins(energies: np.ndarray, slack: float) -> dict[int, int]:
    ends = downhill(energies, slack)
    while not np.array_equal(further := ends[ends], ends):
        ends = further
    codes, counts = np.unique(ends, return_counts=True)
    return {int(code): int(count) for code, count in zip(codes, counts, strict=True)}


@dataclass(frozen=True, slots=True)
class Way:
    """A way between configurations over the lowest pass: who changes camp at each step, and the energies on it."""

    steps: tuple[str, ...]
    energies: tuple[float, ...]

    @property
    def climb(self) -> float:
        """How far the pass lies above the start: at the way out of a minimum, its depth."""
        return max(self.energies) - self.energies[0]


def way(found: Explored, start: int, ends: Iterable[int]) -> Way | None:
    """The way over the lowest pass from a configuration to the first of others; None where there is none to reach."""
    energies, top = found.energies, len(found.energies) - 1
    goals, before = set(ends) - {start}, {start: start}
    heap = [(float(energies[start]), float(energies[start]), start)]
    moves = [1 << i for i in range(len(found.landscape.names) - 1)] + [top]
    while heap and goals:
        level, _, code = heappop(heap)
        if code in goals:
            return _way(found, before, start, code)
        for move in moves:
            other = code ^ move
            if other not in before:
                before[other] = code
                energy = float(energies[other])
                heappush(heap, (max(level, energy), energy, other))
    return None


def _way(found: Explored, before: Mapping[int, int], start: int, end: int) -> Way:
    codes = [end]
    while codes[-1] != start:
        codes.append(before[codes[-1]])
    codes.reverse()
    names, top = found.landscape.names, len(found.energies) - 1
    moves = [a ^ b for a, b in zip(codes, codes[1:])]  # noqa: B905, RUF007
    steps = [names[-1] if move == top and len(names) > 2 else names[move.bit_length() - 1] for move in moves]
    return Way(tuple(steps), tuple(float(found.energies[code]) for code in codes))


def way_out(found: Explored, minimum: Minimum) -> Way | None:
    """The way over the lowest pass to a deeper minimum; from the deepest, to any other."""
    deeper = [other.code for other in found.minima if other.energy < minimum.energy - found.landscape.slack]
    return way(found, minimum.code, deeper or [other.code for other in found.minima])


# -- built from the record ---------------------------------------------------------


def landscape_of(alignment: Alignment, year: int, weights: Mapping[str, float] | None = None) -> Landscape:
    """The landscape of a year: its members that have a size, and their propensities in the middle of it.

    `weights` replace those of components. Raises `BadQuestion` for a year without sizes or an unknown component.
    """
    known = {component.id for component in alignment.components}
    for name in weights or {}:
        if name not in known:
            raise BadQuestion(f"'{name}' is no component of {alignment.id}; known: {', '.join(sorted(known))}")
    sizes = {size.state: size.by_year.get(str(year), 0.0) for size in alignment.sizes}
    names = tuple(name for name in alignment.members if sizes.get(name))
    if len(names) < 2:
        years = sorted({y for size in alignment.sizes for y in size.by_year})
        raise BadQuestion(f"{alignment.id} has no sizes for {year}; choose a year from {years[0]} to {years[-1]}")
    total = np.zeros((len(names), len(names)))
    for component in alignment.components:
        weight = (weights or {}).get(component.id, component.weight)
        total += weight * propensity(alignment, component, names, year)
    return Landscape(names, np.array([sizes[name] for name in names]), total)


def propensity(alignment: Alignment, component: Component, names: tuple[str, ...], year: int) -> np.ndarray:
    """What one component makes of every pair in the middle of a year."""
    place = {name: position for position, name in enumerate(names)}
    found = np.zeros((len(names), len(names)))
    for tie in alignment.ties:
        if tie.component == component.id and _holds(tie, year):
            for one in tie.one:
                for other in tie.other:
                    if one in place and other in place and one != other:
                        i, j = place[one], place[other]
                        found[i, j] += tie.value
                        found[j, i] += tie.value
    traits = {
        state: trait.trait
        for trait in alignment.traits
        if trait.component == component.id and _holds(trait, year)
        for state in trait.states
    }
    for one in names:
        for other in names:
            if one != other and one in traits and other in traits:
                found[place[one], place[other]] += _valued(component, traits[one], traits[other])
    return found


def _holds(row: Tie | Trait, year: int) -> bool:
    day = date(year, 7, 1)
    return (row.start is None or row.start <= day) and (row.until is None or day < row.until)


def _valued(component: Component, one: str, other: str) -> float:
    if one == other:
        return component.same
    if f"{one}/{other}" in component.opposed or f"{other}/{one}" in component.opposed:
        return -1.0
    return component.differ


# -- compared with what came -----------------------------------------------------------


def misplaced(landscape: Landscape, code: int, sides: Mapping[str, str]) -> tuple[str, ...]:
    """The states whose camp is not that of their side, camps named so that these are fewest."""
    names = sorted(set(sides.values()))
    placed = [(i, name) for i, name in enumerate(landscape.names) if name in sides]
    wrong = [
        tuple(name for i, name in placed if (sides[name] == names[0]) != ((code >> i & 1) == turn)) for turn in (0, 1)
    ]
    return wrong[0] if len(wrong[0]) <= len(wrong[1]) else wrong[1]


def sides_of(alignment: Alignment) -> dict[str, str]:
    """The side on which each member came to stand."""
    return {state: sided.side for sided in alignment.sided for state in sided.states}


@dataclass(frozen=True, slots=True)
class NullTest:
    """How often landscapes with the same sizes and shuffled propensities come as near to the outcome."""

    draws: int
    observed_deepest: int
    observed_nearest: int
    deepest_as_near: int
    nearest_as_near: int
    mean_minima: float


def null_test(found: Explored, sides: Mapping[str, str], draws: int, seed: int) -> NullTest:
    """Shuffle the propensities among the pairs, explore, and count how many do as well as the record."""
    landscape, chance = found.landscape, np.random.default_rng(seed)
    upper = np.triu_indices(len(landscape.names), 1)
    deepest, nearest = _nearness(found, sides)
    as_deep = as_near = minima = 0
    for _ in range(draws):
        other = np.zeros_like(landscape.propensities)
        other[upper] = chance.permutation(landscape.propensities[upper])
        drawn = explored(Landscape(landscape.names, landscape.sizes, other + other.T), basins=False)
        first, best = _nearness(drawn, sides)
        as_deep += first <= deepest
        as_near += best <= nearest
        minima += len(drawn.minima)
    return NullTest(draws, deepest, nearest, as_deep, as_near, minima / max(draws, 1))


def _nearness(found: Explored, sides: Mapping[str, str]) -> tuple[int, int]:
    counts = [len(misplaced(found.landscape, minimum.code, sides)) for minimum in found.minima]
    return counts[0], min(counts)
