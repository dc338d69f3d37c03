"""Inner loops compiled by numba: annealing, shortest negative cycles, configurations in Gray code.

Compiled once and kept beside the program, or in the user's cache where that cannot be written.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

import numpy as np
from numba import njit

F = TypeVar("F", bound=Callable[..., object])


def compiled(function: F) -> F:
    """A function compiled by numba, kept on disk where there is a folder to keep it in."""
    try:
        return cast(F, njit(cache=True)(function))
    except RuntimeError:
        return cast(F, njit(function))


@compiled
def annealed(
    starts: np.ndarray, ends: np.ndarray, weights: np.ndarray, tries: int, sweeps: int, seed: int
) -> np.ndarray:
    """Camps (1 or -1) of the least weight of frustrated ties that annealing finds; adjacency in rows.

    The ties of actor i are at `starts[i]` up to `starts[i + 1]` of `ends` and `weights`.
    """
    np.random.seed(seed)
    size = len(starts) - 1
    best, found = -1e300, np.ones(size)
    camps, field = np.empty(size), np.empty(size)
    for _ in range(tries):
        for i in range(size):
            camps[i] = 1.0 if np.random.rand() < 0.5 else -1.0
        for i in range(size):
            field[i] = 0.0
            for at in range(starts[i], starts[i + 1]):
                field[i] += weights[at] * camps[ends[at]]
        for sweep in range(sweeps):
            heat = 3.0 * (1.0 - (sweep + 1) / sweeps)
            for i in range(size):
                change = -2.0 * camps[i] * field[i]
                if change > 0.0 or (heat > 0.0 and np.random.rand() < np.exp(change / heat)):
                    camps[i] = -camps[i]
                    for at in range(starts[i], starts[i + 1]):
                        field[ends[at]] += 2.0 * weights[at] * camps[i]
        value = 0.0
        for i in range(size):
            value += camps[i] * field[i]
        if value > best:
            best = value
            for i in range(size):
                found[i] = camps[i]
    return found


@compiled
def negative_cycles(
    starts: np.ndarray, ends: np.ndarray, ties: np.ndarray, signs: np.ndarray, share: np.ndarray, below: float
) -> tuple[np.ndarray, np.ndarray]:
    """For each actor, the lightest closed way through it that the odd-cycle inequality rules out.

    A tie either counts with its share, or is turned and counts with what its share lacks of one; a way is ruled out
    when turned and negative ties together are odd and it weighs less than one (Barahona and Mahjoub 1986, switched
    to signed graphs). Found as shortest paths in the double cover. A row for each actor: twice the number of each tie
    of its way, and one more where the tie is turned; and how many ties the way has, 0 where there is none.
    """
    size = len(starts) - 1
    ways = np.zeros((size, 2 * size), np.int64)
    lengths = np.zeros(size, np.int64)
    away, done = np.empty(2 * size), np.empty(2 * size, np.bool_)
    before, by = np.empty(2 * size, np.int64), np.empty(2 * size, np.int64)
    # Nodes reached and not done: few, so that a scan is no slower than a heap, and is compiled in half the time.
    waiting = np.empty(2 * size, np.int64)
    for source in range(size):
        for node in range(2 * size):
            away[node], done[node] = below, False
        away[source] = 0.0
        waiting[0], count = source, 1
        goal = source + size
        while count:
            least = 0
            for at in range(1, count):
                if away[waiting[at]] < away[waiting[least]]:
                    least = at
            node = waiting[least]
            count -= 1
            waiting[least] = waiting[count]
            done[node] = True
            if node == goal:
                break
            side, actor = node // size, node % size
            for at in range(starts[actor], starts[actor + 1]):
                tie = ties[at]
                for turn in range(2):
                    cost = away[node] + 1e-7 + (1.0 - share[tie] if turn else share[tie])
                    odd = turn if signs[tie] > 0 else 1 - turn
                    target = ends[at] + size * (side ^ odd)
                    if not done[target] and cost < away[target]:
                        if away[target] == below:
                            waiting[count] = target
                            count += 1
                        away[target] = cost
                        before[target], by[target] = node, 2 * tie + turn
        if done[goal]:
            node = goal
            while node != source:
                ways[source, lengths[source]] = by[node]
                lengths[source] += 1
                node = before[node]
    return ways, lengths


@compiled
def gray(coupling: np.ndarray, slack: float, keep: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """All configurations in Gray code: every local minimum, its energy, and with `keep` the energies of all.

    Bit i of a code is the camp of actor i; the last actor's is always 0, since camps have no names. One step changes
    one actor, so that it costs one addition an actor; each block of 2**14 is summed anew, so that no error gathers.
    """
    size = len(coupling)
    low = min(size - 1, 14)
    energies = np.empty(1 << (size - 1) if keep else 0)
    codes, values = [np.int64(0) for _ in range(0)], [0.0 for _ in range(0)]
    camps, field = np.empty(size), np.empty(size)
    for block in range(1 << (size - 1 - low)):
        code = np.int64(block) << low
        for i in range(size):
            camps[i] = 1.0 if (code >> i) & 1 else -1.0
        energy = 0.0
        for i in range(size):
            field[i] = 0.0
            for j in range(size):
                field[i] += coupling[i, j] * camps[j]
                if camps[i] != camps[j]:
                    energy += coupling[i, j]
        for step in range(1 << low):
            if step:
                i, rest = 0, step
                while not rest & 1:
                    rest >>= 1
                    i += 1
                energy += 2.0 * camps[i] * field[i]
                camps[i] = -camps[i]
                code ^= np.int64(1) << i
                change = 2.0 * camps[i]
                for j in range(size):
                    field[j] += coupling[i, j] * change
            if keep:
                energies[code] = energy
            least = camps[0] * field[0]
            for j in range(1, size):
                least = min(least, camps[j] * field[j])
            if least >= -slack:
                codes.append(code)
                values.append(energy)
    return np.array(codes), np.array(values), energies


@compiled
def downhill(energies: np.ndarray, slack: float) -> np.ndarray:
    """For each configuration the neighbour of least energy, or itself where none is lower."""
    count = len(energies)
    found = np.empty(count, np.int64)
    for code in range(count):
        best, to = energies[code] - slack, code
        turned = code ^ (count - 1)
        if energies[turned] < best:
            best, to = energies[turned], turned
        bit = 1
        while bit < count:
            if energies[code ^ bit] < best:
                best, to = energies[code ^ bit], code ^ bit
            bit <<= 1
        found[code] = to
    return found
