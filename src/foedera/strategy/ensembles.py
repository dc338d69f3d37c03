"""Ensembles: a crisis solved for many draws of the weights from a declared prior.

What comes out are shares of that prior, never the probability of history. The work is divided into pieces that any
`concurrent.futures.Executor` may take, in any order and of any size: the numbers are the same.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from foedera.errors import BadQuestion
from foedera.strategy.crisis_kernel import GROUP, LANES, run
from foedera.strategy.plan import Plan
from foedera.strategy.tree import Floats
from foedera.strategy.work import Work

#: Blocks of draws in one piece of work, unless the asker says otherwise.
PIECE = 64


@dataclass(frozen=True, eq=False)
class Ensemble:
    """A planned game, the ranges of its weights in the order of its columns, a seed, and lambda (inf: best reply).

    `name` begins the name of the file in which its pieces are kept.
    """

    plan: Plan
    low: Floats
    high: Floats
    seed: int
    lam: float
    name: str = ""


@dataclass(frozen=True)
class Interval:
    """An estimate with the bounds between which sampling leaves it, at 95 %."""

    value: float
    low: float
    high: float


def evaluate(
    ensemble: Ensemble, draws: int, *, sobol: bool = False, work: Work | None = None, piece: int = PIECE
) -> Floats:
    """The probability of the asked choice for each draw: V x draws (V as in `crisis_kernel.run`)."""
    if draws < 1:
        raise BadQuestion(f"an ensemble needs at least one draw, not {draws}")
    if not 0 <= ensemble.seed < 2**64:
        raise BadQuestion(f"a seed is a whole number from 0 to 2**64 - 1, not {ensemble.seed}")
    jobs = [(ensemble, first, count, sobol) for first, count in _pieces(draws, piece)]
    name = f"{ensemble.name or 'ensemble'}-{_digest(ensemble, draws, sobol, piece)}"
    found = (work or Work()).done(_work, jobs, name)
    return np.concatenate(found, axis=1)[:, :draws]


def _digest(ensemble: Ensemble, draws: int, sobol: bool, piece: int) -> str:
    """A hash of everything that decides the numbers."""
    parts = [np.asarray(part).tobytes() for part in (*ensemble.plan.program, ensemble.low, ensemble.high)]
    parts.append(repr((ensemble.seed, ensemble.lam, ensemble.plan.base, draws, sobol, piece)).encode())
    return hashlib.sha256(b"|".join(parts)).hexdigest()[:16]


def _pieces(draws: int, piece: int) -> Iterator[tuple[int, int]]:
    blocks = math.ceil(draws / LANES)
    for first in range(0, blocks, piece):
        yield first, min(piece, blocks - first)


def _work(job: tuple[Ensemble, int, int, bool]) -> Floats:
    ensemble, first, blocks, sobol = job
    weights = len(ensemble.low)
    low, width = (np.append(x, np.zeros(-weights % GROUP)) for x in (ensemble.low, ensemble.high - ensemble.low))
    lam = ensemble.lam if math.isfinite(ensemble.lam) else -1.0
    variants = weights + 2 if sobol else 1
    found = run(first, blocks, variants, np.uint64(ensemble.seed), lam, low, width, ensemble.plan.program)
    return np.asarray(found + ensemble.plan.base)


def mean(values: Floats) -> Interval:
    """The mean of draws, with its normal interval."""
    centre = float(values.mean())
    half = 1.959964 * float(values.std(ddof=1)) / math.sqrt(len(values)) if len(values) > 1 else 0.0
    return Interval(centre, max(0.0, centre - half), min(1.0, centre + half))


def share(values: Floats) -> Interval:
    """The share of draws in which the choice is more likely than not, with Wilson's interval (1927)."""
    n, p, z = len(values), float((values > 0.5).mean()), 1.959964
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return Interval(p, min(p, middle - half), max(p, middle + half))
