"""The compiled heart of an ensemble: weights drawn, a game solved, for lanes of draws at a time.

Random numbers are counter-based (Philox 4x32-10; Salmon, Moraes, Dror and Shaw 2011): those of a draw depend on
its number and the seed alone, so that any division of the work gives the same results.

All that is known of a block of draws lies in one `room`: a row for each weight, sum and value, a column for each draw.
Loops run over a whole row, whose length is fixed, so that registers hold several draws and there is no remainder.

What is compiled is kept, and found again as long as this file is unchanged: whatever it is compiled from stands here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from foedera.strategy.tree import Floats, Ints

#: Rows of the kernel's memory: noughts, ones, and the weights. Weights are drawn, and added up, in whole groups.
NOUGHT, ONE, WEIGHTS, GROUP = 0, 1, 2, 4
#: Draws solved side by side: enough to make little of what each row costs to begin, few enough for the nearer caches.
LANES = 128
#: Values nearer than this are equal: differences of rounding decide nothing.
TIE = 1e-9
#: Nothing that moves a bit: no contraction, no reordering. A copy compiled now and one from the disk then find the
#: same bytes.
_MATH = {"nnan", "ninf", "nsz"}
_ROUND = 6755399441055744.0  # 1.5 * 2**52: adding it rounds to a whole number
_LOG2E, _LN2_HIGH, _LN2_LOW = 1.4426950408889634, 6.93147180369123816490e-01, 1.90821492927058770002e-10
_MASK, _HALF = np.uint64(0xFFFFFFFF), np.uint64(32)


class Program(NamedTuple):
    """What the kernel does for each decision in turn: sums of weights, then the choice, then what it is worth.

    All but `factor` and `odds` are numbers of rows, counts, or places in the lists. Where a decision's own part of a
    list ends, the next one's begins (`sums`, `mixes`; `ends` for the terms of a sum).
    """

    owner: Ints
    choices: Ints
    seen: Ints
    gain: Ints
    odds: Floats
    sums: Ints
    sum_row: Ints
    ends: Ints
    column: Ints
    factor: Floats
    mixes: Ints
    mix_row: Ints
    kids: Ints
    plus: Ints
    rows: int
    answer: int


@njit(inline="always")
def _words(c0: Any, c1: Any, c2: Any, c3: Any, k0: Any, k1: Any) -> Any:
    """Ten rounds of Philox; the upper halves of the words are not kept clean, since only the lower count."""
    for _ in range(10):
        p0, p1 = np.uint64(0xD2511F53) * (c0 & _MASK), np.uint64(0xCD9E8D57) * (c2 & _MASK)
        c0, c1, c2, c3 = (p1 >> _HALF) ^ c1 ^ k0, p1, (p0 >> _HALF) ^ c3 ^ k1, p0
        k0, k1 = (k0 + np.uint64(0x9E3779B9)) & _MASK, (k1 + np.uint64(0xBB67AE85)) & _MASK
    return c0 & _MASK, c1 & _MASK, c2 & _MASK, c3 & _MASK


@njit(cache=True, nogil=True)
def philox(counter: Any, key: Any) -> Any:
    """Four words of 32 bits for a counter of four and a key of two."""
    return _words(
        np.uint64(counter[0]), np.uint64(counter[1]), np.uint64(counter[2]), np.uint64(counter[3]), np.uint64(key[0]),
        np.uint64(key[1]),
    )  # fmt: skip


@njit(inline="always")
def _part(word: Any) -> Any:
    """A word as a number between 0 and 1."""
    return (np.float64(np.int64(word)) + 0.5) * 2.0**-32


@njit(cache=True, nogil=True, fastmath=_MATH, error_model="numpy")
def _draw(weights: Any, low: Any, width: Any, first: Any, stream: Any, seed: Any) -> None:
    """Weights (rows x lanes), uniform on their ranges, for the draws from `first` on; rows are whole groups."""
    for group in range(len(low) // GROUP):
        k0, k1 = np.uint64(seed) & _MASK, np.uint64(seed) >> _HALF
        at = GROUP * group
        row0, row1, row2, row3 = weights[at], weights[at + 1], weights[at + 2], weights[at + 3]
        low0, low1, low2, low3 = low[at], low[at + 1], low[at + 2], low[at + 3]
        wide0, wide1, wide2, wide3 = width[at], width[at + 1], width[at + 2], width[at + 3]
        for lane in range(LANES):
            draw = np.uint64(first) + np.uint64(lane)
            w0, w1, w2, w3 = _words(draw & _MASK, draw >> _HALF, np.uint64(group), np.uint64(stream), k0, k1)
            row0[lane] = low0 + wide0 * _part(w0)
            row1[lane] = low1 + wide1 * _part(w1)
            row2[lane] = low2 + wide2 * _part(w2)
            row3[lane] = low3 + wide3 * _part(w3)


@njit(inline="always")
def _exponential(x: Any) -> Any:
    """e to x, for x <= 0, to about one unit in the last place."""
    x = max(x, -700.0)
    shifted = x * _LOG2E + _ROUND
    whole = shifted - _ROUND
    rest = x - whole * _LN2_HIGH
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
    sum_ = sum_ * rest + 1.0
    # The lowest bits of the shifted number are the power of two; here they become an exponent.
    power = (np.float64(shifted).view(np.int64) << 52) + (1023 << 52)
    return sum_ * np.int64(power).view(np.float64)


@njit(inline="always")
def _add_up(room: Any, row: Any, column: Any, factor: Any, start: Any, end: Any) -> None:
    """A sum of weights, four at a time."""
    for at in range(start, end, GROUP):
        c0, c1, c2, c3 = column[at], column[at + 1], column[at + 2], column[at + 3]
        f0, f1, f2, f3 = factor[at], factor[at + 1], factor[at + 2], factor[at + 3]
        if at == start:
            for lane in range(LANES):
                sum_ = f0 * room[c0, lane] + f1 * room[c1, lane] + f2 * room[c2, lane] + f3 * room[c3, lane]
                room[row, lane] = sum_
        else:
            for lane in range(LANES):
                sum_ = f0 * room[c0, lane] + f1 * room[c1, lane] + f2 * room[c2, lane] + f3 * room[c3, lane]
                room[row, lane] += sum_


@njit(inline="always")
def _choose_of_two(lam: Any, room: Any, one: Any, other: Any, gain: Any, chosen: Any) -> None:
    """How likely the second of two choices is made."""
    if lam < 0:
        for lane in range(LANES):
            chosen[1, lane] = 1.0 if room[other, lane] + room[gain, lane] - room[one, lane] > TIE else 0.0
    else:
        for lane in range(LANES):
            better = lam * (room[other, lane] + room[gain, lane] - room[one, lane])
            odds = _exponential(-abs(better))
            chosen[1, lane] = (odds if better < 0 else 1.0) / (1.0 + odds)


@njit(cache=True, nogil=True, fastmath=_MATH, error_model="numpy")
def _choose_of_many(lam: Any, room: Any, seen: Any, gain: Any, n: Any, chosen: Any) -> None:
    """How likely each choice is made."""
    most, total = np.empty(LANES), np.empty(LANES)
    for a in range(n):
        base, more = seen[a], gain[a]
        for lane in range(LANES):
            chosen[a, lane] = room[base, lane] + room[more, lane]
    for lane in range(LANES):
        most[lane] = chosen[0, lane]
    for a in range(1, n):
        for lane in range(LANES):
            most[lane] = max(most[lane], chosen[a, lane])
    if lam < 0:
        for lane in range(LANES):
            total[lane] = 1.0
        for a in range(n):
            for lane in range(LANES):
                first = total[lane] if chosen[a, lane] >= most[lane] - TIE else 0.0
                chosen[a, lane] = first
                total[lane] -= first
    else:
        for lane in range(LANES):
            total[lane] = 0.0
        for a in range(n):
            for lane in range(LANES):
                odds = _exponential(lam * (chosen[a, lane] - most[lane]))
                chosen[a, lane] = odds
                total[lane] += odds
        for a in range(n):
            for lane in range(LANES):
                chosen[a, lane] /= total[lane]


@njit(cache=True, nogil=True, fastmath=_MATH, error_model="numpy")
def _solve(room: Any, chosen: Any, lam: Any, program: Any) -> None:
    """One game a lane, by best reply where lambda is negative; what is asked ends in the row of the answer."""
    owner, count, seen, gain, odds, sums, sum_row, ends, column, factor, mixes, mix_row, kids, plus, _, _ = program
    for d in range(len(owner)):
        n = count[d]
        for s in range(sums[d], sums[d + 1]):
            _add_up(room, sum_row[s], column, factor, ends[s], ends[s + 1])
        if owner[d] < 0:
            for a in range(1, n):
                for lane in range(LANES):
                    chosen[a, lane] = odds[d, a]
        elif n == 2:
            _choose_of_two(lam, room, seen[d, 0], seen[d, 1], gain[d, 1], chosen)
        else:
            _choose_of_many(lam, room, seen[d], gain[d], n, chosen)
        for m in range(mixes[d], mixes[d + 1]):
            row, base, kid, on_way = mix_row[m], kids[m, 0], kids[m, 1], plus[m, 1]
            for lane in range(LANES):
                more = room[kid, lane] + room[on_way, lane] - room[base, lane]
                room[row, lane] = room[base, lane] + chosen[1, lane] * more
            for a in range(2, n):
                other, too = kids[m, a], plus[m, a]
                for lane in range(LANES):
                    more = room[other, lane] + room[too, lane] - room[base, lane]
                    room[row, lane] += chosen[a, lane] * more


@njit(cache=True, nogil=True)
def _room(program: Any) -> Any:
    room = np.zeros((program.rows, LANES))
    room[NOUGHT, :] = 0.0
    room[ONE, :] = 1.0
    return room


@njit(cache=True, nogil=True, fastmath=_MATH, error_model="numpy")
def run(first: Any, blocks: Any, variants: Any, seed: Any, lam: Any, low: Any, width: Any, program: Any) -> Any:
    """The probability of what is asked, V x (blocks * lanes), from block `first` on.

    There is one variant: the draws; or there are W + 2, Saltelli's design: the draws A, other draws B, and
    A with each weight in turn taken from B. The ranges are filled up to whole groups.
    """
    n = len(low)
    room, chosen = _room(program), np.zeros((max(2, program.seen.shape[1]), LANES))
    weights = room[WEIGHTS : WEIGHTS + n]
    one, other = np.empty((n, LANES)), np.empty((n, LANES))
    found = np.empty((variants, blocks * LANES))
    for block in range(blocks):
        at = (first + block) * LANES
        _draw(weights, low, width, at, 0, seed)
        if variants > 1:
            one[:, :] = weights
            _draw(other, low, width, at, 1, seed)
        for v in range(variants):
            if v == 1:
                weights[:, :] = other
            elif v > 1:
                weights[:, :] = one
                weights[v - 2, :] = other[v - 2]
            _solve(room, chosen, lam, program)
            found[v, block * LANES : (block + 1) * LANES] = room[program.answer]
    return found


@njit(cache=True, nogil=True)
def points(draws: Any, weights: Any, seed: Any) -> Any:
    """The first draws as points in the cube from -1 to 1, N x W."""
    rows = (weights + GROUP - 1) // GROUP * GROUP
    low, width = np.full(rows, -1.0), np.full(rows, 2.0)
    found, lanes = np.empty((draws, weights)), np.empty((rows, LANES))
    for first in range(0, draws, LANES):
        _draw(lanes, low, width, first, 0, seed)
        for lane in range(min(LANES, draws - first)):
            for at_ in range(weights):
                found[first + lane, at_] = lanes[at_, lane]
    return found


@njit(cache=True, nogil=True, fastmath=_MATH, error_model="numpy")
def at(given: Any, lam: Any, program: Any) -> Any:
    """The probability of what is asked for given weights, N x W."""
    draws, n = given.shape
    room, chosen = _room(program), np.zeros((max(2, program.seen.shape[1]), LANES))
    found = np.empty(draws)
    for first in range(0, draws, LANES):
        some = min(LANES, draws - first)
        for lane in range(some):
            for j in range(n):
                room[WEIGHTS + j, lane] = given[first + lane, j]
        _solve(room, chosen, lam, program)
        for lane in range(some):
            found[first + lane] = room[program.answer, lane]
    return found
