"""The smallest change of weights that flips a choice.

Distances are in half-widths of the ranges, so that weights of wide and of narrow ranges compare. The nearest point at
which the choice is as likely as not is sought as in reliability analysis (Hasofer and Lind 1974; Rackwitz and
Fiessler 1978): from the nearest flipped draw, along the slope, keeping the best point that flips.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from foedera.strategy.tree import Floats

#: From points (N x W, in units of the ranges) to the probability of the choice.
Answer = Callable[[Floats], Floats]
_STEPS, _HALVINGS = 20, 40


@dataclass(frozen=True, eq=False)
class Flip:
    """A point at which the choice flips, and how far it is from the centre; point and distance in half-widths."""

    point: Floats
    distance: float


def single(answer: Answer, weights: int) -> list[float | None]:
    """For each weight alone, the nearest place in its range (-1 to 1) where the choice flips; None: nowhere."""
    side = bool(answer(np.zeros((1, weights)))[0] > 0.5)
    found: list[float | None] = []
    for j in range(weights):
        ways = [_crossing(answer, side, _unit(weights, j, end)) for end in (-1.0, 1.0)]
        places = [(way * end) for way, end in zip(ways, (-1.0, 1.0), strict=True) if way is not None]
        found.append(min(places, key=abs) if places else None)
    return found


def _unit(weights: int, j: int, end: float) -> Floats:
    found = np.zeros(weights)
    found[j] = end
    return found


def _crossing(answer: Answer, side: bool, way: Floats, points: int = 65) -> float | None:
    """How far along a way from the centre the choice first flips, as a part of it."""
    parts = np.linspace(0, 1, points)
    flipped = (answer(parts[:, None] * way) > 0.5) != side
    if not flipped.any():
        return None
    at = int(np.argmax(flipped))
    low, high = float(parts[at - 1]), float(parts[at])
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if (bool(answer((middle * way)[None, :])[0] > 0.5)) != side:
            high = middle
        else:
            low = middle
    return high


def smallest(answer: Answer, draws: Floats, flipped: Floats) -> Flip | None:
    """The smallest change of all weights together; `draws` are points of the ensemble, `flipped` marks those across.

    None where no draw of the prior flips the choice.
    """
    across = draws[flipped.astype(bool)]
    if not len(across):
        return None
    side = bool(answer(np.zeros((1, draws.shape[1])))[0] > 0.5)
    near = across[np.argsort(np.linalg.norm(across, axis=1), kind="stable")[:16]]
    best: Floats | None = None
    for point in near:
        found = _refined(answer, side, point)
        if found is not None and (best is None or np.linalg.norm(found) < np.linalg.norm(best)):
            best = found
    return None if best is None else Flip(best, float(np.linalg.norm(best)))


def _refined(answer: Answer, side: bool, point: Floats) -> Floats | None:
    """The nearest point that flips, from one that does: onto the boundary, then along it."""
    best: Floats | None = None
    for _ in range(_STEPS):
        part = _crossing(answer, side, point)
        if part is None:
            break
        here = part * point
        if best is not None and np.linalg.norm(here) >= np.linalg.norm(best) * (1 - 1e-9):
            break
        best = here
        slope = _slope(answer, here)
        length = float(slope @ slope)
        if length < 1e-20:
            break
        # The foot of the tangent plane, kept within the ranges and a little beyond the boundary.
        point = np.clip(1.02 * (slope @ here) / length * slope, -1.0, 1.0)
    return best


def _slope(answer: Answer, point: Floats) -> Floats:
    """The slope of the log odds at a point."""
    step = 1e-4 * np.eye(len(point))
    p = np.clip(answer(np.concatenate([point + step, point - step])), 1e-12, 1 - 1e-12)
    odds = np.log(p / (1 - p))
    return np.asarray(odds[: len(point)] - odds[len(point) :])
