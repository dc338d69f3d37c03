"""How near a landscape comes to what came: who is misplaced, what chance does as well, how much the weights decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log

import numpy as np

from foedera.dossier.alignments import Alignment
from foedera.law import Law
from foedera.strategy.landscape import Explored, Landscape, explored
from foedera.strategy.propensities import landscape_of, weighed


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


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What becomes of the deepest minimum when every weight is drawn anew, between half and double.

    `same`: draws with the same two camps; `as_near`: draws that misplace no more; `minima`: how many draws have so
    many minima; `loyal`: for each state the draws in which it stands as it does, seen from the largest state.
    """

    draws: int
    same: int
    as_near: int
    minima: Mapping[int, int]
    loyal: Mapping[str, int]


def sensitivity(
    alignment: Alignment, year: int, weights: Mapping[str, float], law: Law | None, draws: int, seed: int
) -> Sensitivity:
    """Draw the weights between half and double, evenly in their logarithms, each by itself, and explore."""
    base = landscape_of(alignment, year, weights, law)
    parts = {
        id_: landscape_of(alignment, year, dict.fromkeys(weighed(alignment), 0.0) | {id_: weight}, law).propensities
        for id_, weight in weighed(alignment, weights).items()
        if weight
    }
    chance, sides = np.random.default_rng(seed), sides_of(alignment)
    first = explored(base, basins=False).minima[0].code
    camps, wrong = base.camps(first), len(misplaced(base, first, sides))
    same = near = 0
    minima: dict[int, int] = {}
    loyal = dict.fromkeys(base.names, 0)
    for _ in range(draws):
        factors = np.exp(chance.uniform(-log(2), log(2), len(parts)))
        total: np.ndarray = sum(f * part for f, part in zip(factors, parts.values(), strict=True))
        found = explored(Landscape(base.names, base.sizes, total), basins=False)
        there = base.camps(found.minima[0].code)
        same += there == camps
        near += len(misplaced(base, found.minima[0].code, sides)) <= wrong
        minima[len(found.minima)] = minima.get(len(found.minima), 0) + 1
        for name in base.names:
            loyal[name] += (name in there[0]) == (name in camps[0])
    return Sensitivity(draws, same, near, dict(sorted(minima.items())), loyal)
