"""Inner loops compiled by numba: annealing, shortest negative cycles, configurations in Gray code.

Compiled once and kept beside the program, or in the user's cache where that cannot be written.
"""

from __future__ import annotations

from heapq import heappop, heappush

import numpy as np
from numba import njit


@njit(cache=True)
def annealed(starts: np.ndarray, ends: np.ndarray, weights: np.ndarray, tries: int, sweeps: int, seed: int) -> np.ndarray:
    """Camps (1 or -1) of the least weight of frustrated ties that annealing finds; adjacency in rows.

    The ties of actor i are at `starts[i]` up to `starts[i + 1]` of `ends` and `weights`.
    """
    np.random.seed(seed)
    size = len(starts) - 1
    best, found = -np.inf, np.ones(size)
    for _ in range(tries):
        camps = np.where(np.random.rand(size) < 0.5, 1.0, -1.0)
        field = np.zeros(size)
        for i in range(size):
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
            best, found = value, camps.copy()
    return found


@njit(cache=True)
def negative_cycles(
    starts: np.ndarray, ends: np.ndarray, ties: np.ndarray, signs: np.ndarray, share: np.ndarray, below: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each actor, the lightest closed way through it that the odd-cycle inequality rules out.

    A tie either counts with its share, or is turned and counts with what its share lacks of one; a way is ruled out
    when turned and negative ties together are odd and it weighs less than one (Barahona and Mahjoub 1986, switched
    to signed graphs). Found as shortest paths in the double cover. Gives the ways' first steps, ties, and which are turned.
    """
    size = len(starts) - 1
    firsts, steps, turned = [0], [np.int64(0) for _ in range(0)], [False for _ in range(0)]
    for source in range(size):
        away = np.full(2 * size, below)
        before = np.full(2 * size, -1)
        by = np.full(2 * size, -1)
        away[source] = 0.0
        heap = [(0.0, source)]
        while heap:
            so_far, node = heappop(heap)
            if so_far > away[node]:
                continue
            if node == source + size:
                break
            side, actor = node // size, node % size
            for at in range(starts[actor], starts[actor + 1]):
                other, tie = ends[at], ties[at]
                for turn in range(2):
                    cost = so_far + 1e-7 + (1.0 - share[tie] if turn else share[tie])
                    odd = (turn + (signs[tie] < 0)) % 2
                    target = other + size * (side ^ odd)
                    if cost < away[target]:
                        away[target] = cost
                        before[target], by[target] = node, 2 * tie + turn
                        heappush(heap, (cost, target))
        if before[source + size] < 0:
            continue
        node = source + size
        while node != source:
            steps.append(np.int64(by[node] // 2))
            turned.append(by[node] % 2 == 1)
            node = before[node]
        firsts.append(len(steps))
    return np.array(firsts), np.array(steps), np.array(turned)


@njit(cache=True)
def gray(coupling: np.ndarray, slack: float, keep: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """All configurations in Gray code: every local minimum, its energy, and with `keep` the energy of every configuration.

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


@njit(cache=True)
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
