"""The compiled heart of an ensemble: weights drawn, a game solved, for lanes of draws at a time.

Random numbers are counter-based (Philox 4x32-10; Salmon, Moraes, Dror and Shaw 2011): those of a draw depend on
its number and the seed alone, so that any division of the work gives the same results.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

#: Draws solved side by side; one register holds several. Inner loops have this fixed length, without remainders.
LANES = 64
#: Values nearer than this are equal: differences of rounding decide nothing.
TIE = 1e-9
#: Contraction and the like, but no reordering: the exponential rests on the order of its sums.
_MATH = {"contract", "nnan", "ninf", "nsz", "arcp"}
_ROUND = 6755399441055744.0  # 1.5 * 2**52: adding it rounds to a whole number
_LOG2E, _LN2_HIGH, _LN2_LOW = 1.4426950408889634, 6.93147180369123816490e-01, 1.90821492927058770002e-10


@njit(cache=True, nogil=True)
def philox(counter: Any, key: Any) -> Any:
    """Four words of 32 bits for a counter of four and a key of two."""
    c0, c1, c2, c3 = np.uint64(counter[0]), np.uint64(counter[1]), np.uint64(counter[2]), np.uint64(counter[3])
    k0, k1 = np.uint64(key[0]), np.uint64(key[1])
    mask, shift = np.uint64(0xFFFFFFFF), np.uint64(32)
    for _ in range(10):
        p0, p1 = np.uint64(0xD2511F53) * c0, np.uint64(0xCD9E8D57) * c2
        c0, c1, c2, c3 = (p1 >> shift) ^ c1 ^ k0, p1 & mask, (p0 >> shift) ^ c3 ^ k1, p0 & mask
        k0, k1 = (k0 + np.uint64(0x9E3779B9)) & mask, (k1 + np.uint64(0xBB67AE85)) & mask
    return c0, c1, c2, c3


@njit(cache=True, nogil=True, fastmath=_MATH, error_model="numpy")
def _draw(weights: Any, low: Any, width: Any, first: Any, stream: Any, seed: Any) -> None:
    """Weights (W x lanes), uniform on their ranges, for the draws from `first` on."""
    mask, shift = np.uint64(0xFFFFFFFF), np.uint64(32)
    word = np.empty((4, LANES), np.uint64)
    for group in range((len(low) + 3) // 4):
        k0, k1 = np.uint64(seed) & mask, np.uint64(seed) >> shift
        for lane in range(LANES):
            word[0, lane] = (np.uint64(first) + np.uint64(lane)) & mask
            word[1, lane] = (np.uint64(first) + np.uint64(lane)) >> shift
            word[2, lane] = np.uint64(group)
            word[3, lane] = np.uint64(stream)
        for _ in range(10):
            for lane in range(LANES):
                p0, p1 = np.uint64(0xD2511F53) * word[0, lane], np.uint64(0xCD9E8D57) * word[2, lane]
                word[0, lane] = (p1 >> shift) ^ word[1, lane] ^ k0
                word[1, lane] = p1 & mask
                word[2, lane] = (p0 >> shift) ^ word[3, lane] ^ k1
                word[3, lane] = p0 & mask
            k0, k1 = (k0 + np.uint64(0x9E3779B9)) & mask, (k1 + np.uint64(0xBB67AE85)) & mask
        for part in range(min(4, len(low) - 4 * group)):
            at = 4 * group + part
            for lane in range(LANES):
                weights[at, lane] = low[at] + width[at] * ((np.float64(np.int64(word[part, lane])) + 0.5) * 2.0**-32)


@njit(cache=True, nogil=True, fastmath=_MATH, error_model="numpy")
def _exponential(x: Any, bits: Any, scale: Any) -> None:
    """e to x in place, for x <= 0, to about one unit in the last place; `scale` views `bits` as floats."""
    for lane in range(LANES):
        scale[lane] = max(x[lane], -700.0) * _LOG2E + _ROUND
    for lane in range(LANES):
        whole = scale[lane] - _ROUND
        rest = max(x[lane], -700.0) - whole * _LN2_HIGH
        rest = rest - whole * _LN2_LOW
        sum_ = 1.0 / 39916800.0
        sum_ = sum_ * rest + 1.0 / 3628800.0
        sum_ = sum_ * rest + 1.0 / 362880.0
        sum_ = sum_ * rest + 1.0 / 40320.0
        sum_ = sum_ * rest + 1.0 / 5040.0
        sum_ = sum_ * rest + 1.0 / 720.0
        sum_ = sum_ * rest + 1.0 / 120.0
        sum_ = sum_ * rest + 1.0 / 24.0
        sum_ = sum_ * rest + 1.0 / 6.0
        sum_ = sum_ * rest + 0.5
        sum_ = sum_ * rest + 1.0
        x[lane] = sum_ * rest + 1.0
    for lane in range(LANES):
        bits[lane] = (bits[lane] << 52) + (1023 << 52)
    for lane in range(LANES):
        x[lane] = x[lane] * scale[lane]


@njit(cache=True, nogil=True, fastmath=_MATH, error_model="numpy")
def _solve(
    weights: Any, lam: Any, owner: Any, count: Any, kids: Any, step: Any, mark: Any, odds: Any, need: Any,
    ends: Any, column: Any, factor: Any, offset: Any, value: Any, share: Any, taken: Any, bits: Any, scale: Any,
) -> None:  # fmt: skip
    """One game a lane, by best reply where lambda is negative; what is asked ends in the last row of `share`."""
    players = value.shape[1]
    for cell in range(len(ends) - 1):
        row = offset[cell]
        for lane in range(LANES):
            row[lane] = 0.0
        for at in range(ends[cell], ends[cell + 1]):
            weight, by = weights[column[at]], factor[at]
            for lane in range(LANES):
                row[lane] += by * weight[lane]
    most = np.empty(LANES)
    total = np.empty(LANES)
    for d in range(len(owner)):
        n, who = count[d], owner[d]
        if who < 0:
            for a in range(n):
                for lane in range(LANES):
                    taken[a, lane] = odds[d, a]
        else:
            for a in range(n):
                base, more, x = value[kids[d, a], who], offset[step[d, a] * players + who], taken[a]
                for lane in range(LANES):
                    x[lane] = base[lane] + more[lane]
            for lane in range(LANES):
                most[lane] = taken[0, lane]
            for a in range(1, n):
                for lane in range(LANES):
                    most[lane] = max(most[lane], taken[a, lane])
            if lam < 0:
                for lane in range(LANES):
                    total[lane] = 1.0
                for a in range(n):
                    for lane in range(LANES):
                        best = total[lane] if taken[a, lane] >= most[lane] - TIE else 0.0
                        taken[a, lane] = best
                        total[lane] -= best
            else:
                for lane in range(LANES):
                    total[lane] = 0.0
                for a in range(n):
                    for lane in range(LANES):
                        taken[a, lane] = lam * (taken[a, lane] - most[lane])
                    _exponential(taken[a], bits, scale)
                    for lane in range(LANES):
                        total[lane] += taken[a, lane]
                for lane in range(LANES):
                    total[lane] = 1.0 / total[lane]
                for a in range(n):
                    for lane in range(LANES):
                        taken[a, lane] *= total[lane]
        for p in range(players):
            if need[d, p]:
                row = value[d + 1, p]
                for lane in range(LANES):
                    row[lane] = 0.0
                for a in range(n):
                    base, more, x = value[kids[d, a], p], offset[step[d, a] * players + p], taken[a]
                    for lane in range(LANES):
                        row[lane] += x[lane] * (base[lane] + more[lane])
        row = share[d + 1]
        for lane in range(LANES):
            row[lane] = 0.0
        for a in range(n):
            base, x, is_asked = share[kids[d, a]], taken[a], mark[d, a]
            for lane in range(LANES):
                row[lane] += x[lane] * (base[lane] + is_asked)


@njit(cache=True, nogil=True, fastmath=_MATH, error_model="numpy")
def run(
    first: Any, blocks: Any, sobol: Any, seed: Any, lam: Any, low: Any, width: Any, owner: Any, count: Any, kids: Any,
    step: Any, mark: Any, odds: Any, need: Any, ends: Any, column: Any, factor: Any, players: Any,
) -> Any:  # fmt: skip
    """The probability of what is asked, V x (blocks * lanes), from block `first` on.

    V is 1: the draws; with `sobol`, W + 2 by Saltelli's design: the draws A, other draws B, and
    A with each weight in turn taken from B.
    """
    n = len(low)
    variants = n + 2 if sobol else 1
    found = np.empty((variants, blocks * LANES))
    one, other, mixed = np.empty((n, LANES)), np.empty((n, LANES)), np.empty((n, LANES))
    offset = np.zeros((len(ends) - 1, LANES))
    value = np.zeros((len(owner) + 1, players, LANES))
    share = np.zeros((len(owner) + 1, LANES))
    taken = np.empty((kids.shape[1], LANES))
    bits = np.zeros(LANES, np.int64)
    scale = bits.view(np.float64)
    for block in range(blocks):
        at = (first + block) * LANES
        _draw(one, low, width, at, 0, seed)
        if sobol:
            _draw(other, low, width, at, 1, seed)
        for v in range(variants):
            for j in range(n):
                fresh = v == 1 or v == j + 2
                for lane in range(LANES):
                    mixed[j, lane] = other[j, lane] if fresh else one[j, lane]
            _solve(
                mixed, lam, owner, count, kids, step, mark, odds, need, ends, column, factor, offset, value, share,
                taken, bits, scale,
            )  # fmt: skip
            for lane in range(LANES):
                found[v, block * LANES + lane] = share[len(owner), lane]
    return found


@njit(cache=True, nogil=True)
def points(draws: Any, weights: Any, seed: Any) -> Any:
    """The first draws as points in the cube from -1 to 1, N x W."""
    low, width = np.full(weights, -1.0), np.full(weights, 2.0)
    found, lanes = np.empty((draws, weights)), np.empty((weights, LANES))
    for first in range(0, draws, LANES):
        _draw(lanes, low, width, first, 0, seed)
        for lane in range(min(LANES, draws - first)):
            for at_ in range(weights):
                found[first + lane, at_] = lanes[at_, lane]
    return found


@njit(cache=True, nogil=True, fastmath=_MATH, error_model="numpy")
def at(
    given: Any, lam: Any, owner: Any, count: Any, kids: Any, step: Any, mark: Any, odds: Any, need: Any, ends: Any,
    column: Any, factor: Any, players: Any,
) -> Any:  # fmt: skip
    """The probability of what is asked for given weights, N x W."""
    draws, n = given.shape
    found = np.empty(draws)
    weights = np.zeros((n, LANES))
    offset = np.zeros((len(ends) - 1, LANES))
    value = np.zeros((len(owner) + 1, players, LANES))
    share = np.zeros((len(owner) + 1, LANES))
    taken = np.empty((kids.shape[1], LANES))
    bits = np.zeros(LANES, np.int64)
    scale = bits.view(np.float64)
    for first in range(0, draws, LANES):
        some = min(LANES, draws - first)
        for j in range(n):
            for lane in range(some):
                weights[j, lane] = given[first + lane, j]
        _solve(
            weights, lam, owner, count, kids, step, mark, odds, need, ends, column, factor, offset, value, share,
            taken, bits, scale,
        )  # fmt: skip
        for lane in range(some):
            found[first + lane] = share[len(owner), lane]
    return found
