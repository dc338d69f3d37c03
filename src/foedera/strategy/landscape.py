"""Landscape theory: into which two camps states settle when each step lowers the frustration of the one that takes it.

After Axelrod and Bennett (1993). The energy of a configuration is the sum, over every ordered pair in different camps,
of both sizes times the pair's propensity. A configuration from which no single state can lower it is a local minimum.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

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

    def code(self, camp: Iterable[str]) -> int:
        """The configuration in which some states stand against all others."""
        inside = set(camp)
        code = sum(1 << i for i, name in enumerate(self.names) if name in inside)
        return self.turned(code) if self.names[-1] in inside else code

    def turned(self, code: int) -> int:
        """The same configuration with its camps named the other way round."""
        return code ^ ((1 << len(self.names)) - 1)

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

    def share(self, minimum: Minimum) -> float | None:
        """The share of all configurations that come to a minimum; None where they were not counted."""
        return None if minimum.basin is None else minimum.basin / self.configurations


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
