"""Landscapes too large to go through: minima found by descent and tabu search, the deepest proven where that can be.

Descents start from configurations drawn at random, so that the share of them that ends in a minimum estimates its
basin. Tabu search (Glover 1989) for one change at a time, as for other quadratic problems of two values (Glover, Lue
and Hao 2010), looks for deeper ones. The proof is that of the frustration index: separating a pair that is drawn
together, or joining one that is set against each other, costs the pair's coupling.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foedera.errors import BadQuestion
from foedera.strategy.alignment_kernel import compiled
from foedera.strategy.frustration import proven
from foedera.strategy.landscape import Landscape, Minimum
from foedera.strategy.signed import SignedGraph

#: Descents, restarts of the tabu search, and the changes each makes for a state of the landscape.
DESCENTS, RESTARTS, CHANGES = 20_000, 40, 200
#: No proof is tried of a difference smaller than this part of the greatest coupling.
FINENESS = 1e-6
#: How many states a search takes on.
MOST = 400


@dataclass(frozen=True)
class Sought:
    """The minima that a search found, the deepest first, each with how many descents ended there.

    `bound`: an energy that no configuration goes below by more than `step`.
    """

    landscape: Landscape
    minima: tuple[Minimum, ...]
    descents: int
    bound: float
    step: float

    @property
    def proven(self) -> bool:
        """Whether the deepest minimum is the deepest of all, but for differences below the step."""
        return self.bound >= self.minima[0].energy - self.step

    def share(self, minimum: Minimum) -> float:
        """The share of the descents that ended in a minimum: an estimate of its basin."""
        return (minimum.basin or 0) / self.descents


def sought(landscape: Landscape, seconds: float = 60.0, seed: int = 1993, descents: int = DESCENTS) -> Sought:
    """The minima of a landscape of any size up to 400 that a search finds, and a bound on the deepest.

    One landscape and seed, one answer, but for the bound when `seconds` run out before the proof is done.
    """
    size = len(landscape.names)
    if not 2 <= size <= MOST:
        raise BadQuestion(f"a landscape of {size} states cannot be searched; give 2 to {MOST} states")
    counted = descended(landscape, descents, seed)
    for code in _tabu(landscape, seed):
        counted.setdefault(code, 0)
    minima = sorted((Minimum(code, landscape.energy(code), count) for code, count in counted.items()), key=_depth)
    bound, best, step = _bound(landscape, minima[0].code, seconds)
    if best not in counted:  # the proof came upon a deeper one
        minima.insert(0, Minimum(best, landscape.energy(best), 0))
    return Sought(landscape, tuple(minima), descents, min(bound, minima[0].energy), step)


def _depth(minimum: Minimum) -> tuple[float, int]:
    return minimum.energy, minimum.code


def descended(landscape: Landscape, descents: int, seed: int) -> dict[int, int]:
    """The minima in which descents from random configurations end, and how many end in each."""
    chance = np.random.default_rng(seed)
    camps = np.where(chance.random((descents, len(landscape.names))) < 0.5, 1.0, -1.0)
    _downhill(landscape.coupling, camps, landscape.slack)
    found: dict[int, int] = {}
    for row, count in zip(*np.unique(camps * camps[:, -1:], axis=0, return_counts=True), strict=True):
        found[_code(landscape, row)] = int(count)
    return found


def _code(landscape: Landscape, camps: np.ndarray) -> int:
    return landscape.code([name for name, camp in zip(landscape.names, camps, strict=True) if camp != camps[-1]])


def _tabu(landscape: Landscape, seed: int) -> list[int]:
    size = len(landscape.names)
    found = _sweep(landscape.coupling, RESTARTS, CHANGES * size, seed)
    _downhill(landscape.coupling, found, landscape.slack)
    return [_code(landscape, row) for row in found]


def _bound(landscape: Landscape, code: int, seconds: float) -> tuple[float, int, float]:
    """An energy that none goes below, the best configuration after the proof, and the step of the proof."""
    coupling, size = landscape.coupling, len(landscape.names)
    scale = float(np.abs(coupling).max()) / 1e3
    if not scale:
        return 0.0, code, 0.0
    pairs = ((i, j, float(coupling[i, j]) / scale) for i in range(size) for j in range(i + 1, size))
    graph = SignedGraph(landscape.names, tuple(pair for pair in pairs if pair[2]))
    camps = np.array([1.0 if code >> i & 1 else -1.0 for i in range(size)])
    found = proven(graph, camps, seconds, step=1e3 * FINENESS)
    apart = sum(weight for _, _, weight in graph.ties if weight < 0)
    step = 2.0 * 1e3 * FINENESS * scale  # every pair counts twice
    return 2.0 * scale * (apart + found.bound), _code(landscape, np.array(found.camps)), step


@compiled
def _downhill(coupling: np.ndarray, camps: np.ndarray, slack: float) -> None:
    """Each row of camps (1 or -1) changed, one state at a time, the one that lowers the energy most, to a minimum."""
    size = len(coupling)
    field = np.empty(size)
    for row in range(len(camps)):
        for i in range(size):
            field[i] = 0.0
            for j in range(size):
                field[i] += coupling[i, j] * camps[row, j]
        while True:
            best, least = -1, -slack
            for i in range(size):
                if camps[row, i] * field[i] < least:
                    best, least = i, camps[row, i] * field[i]
            if best < 0:
                break
            camps[row, best] = -camps[row, best]
            for j in range(size):
                field[j] += 2.0 * coupling[best, j] * camps[row, best]


@compiled
def _sweep(coupling: np.ndarray, restarts: int, changes: int, seed: int) -> np.ndarray:
    """The deepest camps that each restart of a tabu search comes upon: a changed state stays for a while."""
    np.random.seed(seed)
    size = len(coupling)
    found = np.empty((restarts, size))
    camps, field, until = np.empty(size), np.empty(size), np.empty(size, np.int64)
    for row in range(restarts):
        for i in range(size):
            camps[i] = 1.0 if np.random.rand() < 0.5 else -1.0
            until[i] = 0
        for i in range(size):
            field[i] = 0.0
            for j in range(size):
                field[i] += coupling[i, j] * camps[j]
            found[row, i] = camps[i]
        energy, least = 0.0, 0.0  # measured from the start of the row
        for change in range(changes):
            best, lift = -1, 1e300
            for i in range(size):
                by = 2.0 * camps[i] * field[i]
                if by < lift and (until[i] <= change or energy + by < least - 1e-9):
                    best, lift = i, by
            if best < 0:
                continue
            energy += lift
            camps[best] = -camps[best]
            until[best] = change + 1 + size // 5 + np.random.randint(0, 10)
            for j in range(size):
                field[j] += 2.0 * coupling[best, j] * camps[best]
            if energy < least - 1e-9:
                least = energy
                for i in range(size):
                    found[row, i] = camps[i]
    return found
