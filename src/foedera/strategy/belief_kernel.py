"""Quantal response where somebody does not know what was chosen, for many payoffs: the compiled loops.

Each round solves the game from its end, whoever does not know believing what the round before makes likely, until
beliefs stand still. Lambda is raised from 0 in steps, so that the branch which begins at chance is followed.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

#: Steps of lambda on the way, and rounds at each; a round that changes no belief by more than `STILL` is the last.
STEPS, ROUNDS, STILL = 4, 20_000, 1e-13


@njit(cache=True, nogil=True)
def _round(
    values: Any, chosen: Any, belief: Any, lam: Any, ends: Any, members: Any, owner: Any, count: Any, kids: Any,
    chance: Any, first: Any,
) -> None:  # fmt: skip
    """Values and choices from the end, under the beliefs held; `first` is the slot of the first decision."""
    worth = np.zeros(kids.shape[1])
    for unit in range(len(ends) - 1):
        one = members[ends[unit]]
        n, who = count[one], owner[one]
        if who < 0:
            for a in range(n):
                worth[a] = chance[one, a]
        else:
            for a in range(n):
                worth[a] = 0.0
                for at in range(ends[unit], ends[unit + 1]):
                    d = members[at]
                    worth[a] += belief[d] * values[kids[d, a], who]
            most = worth[:n].max()
            total = 0.0
            for a in range(n):
                worth[a] = np.exp(lam * (worth[a] - most))
                total += worth[a]
            for a in range(n):
                worth[a] /= total
        for at in range(ends[unit], ends[unit + 1]):
            d = members[at]
            for a in range(n):
                chosen[d, a] = worth[a]
            for p in range(values.shape[1]):
                sum_ = 0.0
                for a in range(n):
                    sum_ += worth[a] * values[kids[d, a], p]
                values[first + d, p] = sum_


@njit(cache=True, nogil=True)
def _believe(
    reach: Any, chosen: Any, belief: Any, keep: Any, ends: Any, members: Any, count: Any, kids: Any, first: Any
) -> Any:
    """How likely each slot is reached, and from it the beliefs; how far they moved."""
    reach[-1] = 1.0
    for back in range(len(count)):
        d = len(count) - 1 - back
        for a in range(count[d]):
            reach[kids[d, a]] = reach[first + d] * chosen[d, a]
    moved = 0.0
    for unit in range(len(ends) - 1):
        total = 0.0
        for at in range(ends[unit], ends[unit + 1]):
            total += reach[first + members[at]]
        for at in range(ends[unit], ends[unit + 1]):
            d = members[at]
            found = reach[first + d] / total if total > 0 else 1.0 / (ends[unit + 1] - ends[unit])
            moved = max(moved, abs(found - belief[d]))
            belief[d] = keep * belief[d] + (1.0 - keep) * found
    return moved


@njit(cache=True, nogil=True)
def reached(payoffs: Any, lam: Any, ends: Any, members: Any, owner: Any, count: Any, kids: Any, chance: Any) -> Any:
    """How likely each slot is reached, N x slots, for payoffs N x T x P; not a number where beliefs do not settle."""
    draws, first, players = payoffs.shape
    slots = first + len(count)
    found = np.empty((draws, slots))
    values, reach = np.zeros((slots, players)), np.zeros(slots)
    chosen, belief = np.zeros(kids.shape), np.ones(len(count))
    for n in range(draws):
        values[:first] = payoffs[n]
        belief[:] = 1.0
        _round(values, chosen, belief, 0.0, ends, members, owner, count, kids, chance, first)
        _believe(reach, chosen, belief, 0.0, ends, members, count, kids, first)
        moved = 1.0
        for step in range(1, STEPS + 1):
            keep = 0.0
            for turn in range(ROUNDS):
                _round(values, chosen, belief, lam * step / STEPS, ends, members, owner, count, kids, chance, first)
                moved = _believe(reach, chosen, belief, keep, ends, members, count, kids, first)
                if moved < STILL:
                    break
                if turn == 20:
                    keep = 0.5
                if turn == 200:
                    keep = 0.9
                if turn == 4_000:
                    keep = 0.98
        found[n] = reach
        if moved > 1e-9:
            found[n] = np.nan
    return found
