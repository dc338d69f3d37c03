"""Sobol's indices: how much of the spread of an answer each weight explains, alone and with others.

First-order indices by Saltelli et al. (2010), total indices by Jansen (1999), both on Saltelli's design; intervals by
the bootstrap over the draws.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from foedera.strategy.tree import Floats

#: Resamples of the bootstrap.
RESAMPLES = 200


@dataclass(frozen=True, eq=False)
class Indices:
    """First-order and total indices of each weight, W x 3: the estimate, and the bounds at 95 %."""

    first: Floats
    total: Floats


def indices(found: Floats, seed: int) -> Indices:
    """The indices from the answers of Saltelli's design, (W + 2) x N: A, B, and A with one weight from B."""
    one, other, mixed = found[0], found[1], found[2:]
    centre = found[:2].mean()
    one, other, mixed = one - centre, other - centre, mixed - centre
    parts = np.concatenate(
        [other * (mixed - one), 0.5 * (one - mixed) ** 2, [one, other, one**2, other**2]]
    )  # what the indices are made of, one mean each
    n = parts.shape[1]
    counts = np.random.Generator(np.random.Philox(seed)).poisson(1.0, (RESAMPLES, n)).astype(np.float64)
    again = counts @ parts.T / counts.sum(axis=1, keepdims=True)
    first, total = _of(parts.mean(axis=1)[None, :], len(mixed))
    firsts, totals = _of(again, len(mixed))
    return Indices(_with_bounds(first[0], firsts), _with_bounds(total[0], totals))


def _of(means: Floats, weights: int) -> tuple[Floats, Floats]:
    spread = means[:, -2:].mean(axis=1) - means[:, -4:-2].mean(axis=1) ** 2
    spread = np.where(spread > 1e-18, spread, np.inf)[:, None]
    return means[:, :weights] / spread, means[:, weights : 2 * weights] / spread


def _with_bounds(value: Floats, resampled: Floats) -> Floats:
    low, high = np.percentile(resampled, [2.5, 97.5], axis=0)
    return np.column_stack([value, low, high])
