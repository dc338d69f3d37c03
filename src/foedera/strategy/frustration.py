"""The frustration index: the least weight of ties that no two camps can satisfy, proven by cuts and branching.

The line index of balance (Harary 1959). A tie is frustrated when it is positive between camps or negative
within one. Variables are the ties; odd-cycle inequalities (Barahona and Mahjoub 1986) are added as they are
violated, and HiGHS solves the linear programs; what stays fractional is branched on, best bound first.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from heapq import heappop, heappush
from math import ceil

import highspy
import numpy as np

from foedera.strategy.alignment_kernel import annealed, negative_cycles
from foedera.strategy.signed import SignedGraph, Tie, cyclic_parts

#: A share nearer to a whole number than this is one.
WHOLE = 1e-6
#: Tries and sweeps of the annealing, and its seed: one record, one answer.
TRIES, SWEEPS, SEED = 24, 240, 1993


@dataclass(frozen=True, slots=True)
class Frustration:
    """The frustration index with its proof: `bound` is a weight that no camps can go below."""

    value: float
    bound: float
    camps: tuple[int, ...]

    @property
    def proven(self) -> bool:
        """Whether no better camps exist."""
        return self.bound >= self.value


def frustration(graph: SignedGraph, seconds: float = 60.0) -> Frustration:
    """The frustration index of a signed graph of whole weights, and camps (1 or -1) that attain it.

    When the time runs out first, the camps are the best found and `bound` is below their value.
    """
    if not graph.negative:
        return Frustration(0, 0, (1,) * len(graph.names))
    return proven(graph, _annealed(graph), seconds)


def proven(graph: SignedGraph, camps: np.ndarray, seconds: float, step: float = 1.0) -> Frustration:
    """The camps that frustrate least, from camps to beat; `step`: the least by which others could be better.

    Weights that are no whole numbers need a small step: then the proof is that no camps are better by as much.
    """
    end = time.monotonic() + seconds
    bound: float = 0
    for part in cyclic_parts(graph):
        piece, actors = _piece(graph, part)
        found, least = _Proof(piece, camps[actors], end, step).run()
        camps[actors] = found
        bound += least
    camps = _joined(graph, camps)
    return Frustration(weight_of(graph, camps), bound, tuple(int(camp) for camp in camps))


def weight_of(graph: SignedGraph, camps: np.ndarray) -> float:
    """The weight of the ties that camps leave frustrated."""
    return sum(abs(w) for i, j, w in graph.ties if (w > 0) != (camps[i] == camps[j]))


def frustrated(graph: SignedGraph, camps: tuple[int, ...]) -> list[Tie]:
    """The ties that camps leave frustrated."""
    return [tie for tie in graph.ties if (tie[2] > 0) != (camps[tie[0]] == camps[tie[1]])]


def _annealed(graph: SignedGraph) -> np.ndarray:
    if not graph.ties:
        return np.ones(len(graph.names))
    starts, ends, ties = adjacency(graph)
    weights = np.array([float(w) for _, _, w in graph.ties])[ties]
    camps: np.ndarray = annealed(starts, ends, weights, TRIES, SWEEPS, SEED)
    return camps


def adjacency(graph: SignedGraph) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each actor, from `starts[i]` up to `starts[i + 1]`: the other end and the number of each of its ties."""
    count = len(graph.ties)
    pairs = np.array([(i, j) for i, j, _ in graph.ties]).reshape(count, 2)
    heads, tails = np.concatenate((pairs[:, 0], pairs[:, 1])), np.concatenate((pairs[:, 1], pairs[:, 0]))
    order = np.argsort(heads, kind="stable")
    starts = np.searchsorted(heads[order], np.arange(len(graph.names) + 1))
    return starts, tails[order], np.concatenate((np.arange(count), np.arange(count)))[order]


def _piece(graph: SignedGraph, part: list[int]) -> tuple[SignedGraph, list[int]]:
    """A part as a graph of its own, and where its actors stand in the whole."""
    ties = [graph.ties[number] for number in part]
    actors = sorted({end for tie in ties for end in tie[:2]})
    place = {actor: position for position, actor in enumerate(actors)}
    names = tuple(graph.names[actor] for actor in actors)
    return SignedGraph(names, tuple((place[i], place[j], w) for i, j, w in ties)), actors


def _joined(graph: SignedGraph, camps: np.ndarray) -> np.ndarray:
    """The same camps within each part, the ties between parts satisfied: those are in no cycle."""
    cyclic = {number for part in cyclic_parts(graph) for number in part}
    near: list[list[tuple[int, int]]] = [[] for _ in graph.names]
    for number, (i, j, weight) in enumerate(graph.ties):
        wanted = int(camps[i] * camps[j]) if number in cyclic else (1 if weight > 0 else -1)
        near[i].append((j, wanted))
        near[j].append((i, wanted))
    found = np.zeros(len(camps))
    for start in range(len(camps)):
        reached = [start] if not found[start] else []
        found[start] = found[start] or 1
        while reached:
            actor = reached.pop()
            for other, wanted in near[actor]:
                if not found[other]:
                    found[other] = found[actor] * wanted
                    reached.append(other)
    return found


class _Proof:
    """Branch and cut on one connected part, with the camps to beat."""

    def __init__(self, graph: SignedGraph, camps: np.ndarray, end: float, step: float) -> None:
        self.graph, self.end, self.step = graph, end, step
        self.starts, self.ends, self.ties = adjacency(graph)
        self.signs = np.array([1 if w > 0 else -1 for _, _, w in graph.ties])
        self.weights = np.array([float(abs(w)) for _, _, w in graph.ties])
        self.best, self.camps = weight_of(graph, camps), camps
        self.seen: set[bytes] = set()
        self.low, self.high = np.zeros(len(self.weights)), np.ones(len(self.weights))
        self.program = self._program()

    def _program(self) -> highspy.Highs:
        program = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in (("output_flag", False), ("threads", 1), ("presolve", "off"), ("solver", "simplex")):
            program.setOptionValue(option, value)
        count = len(self.weights)
        program.addVars(count, np.zeros(count), np.ones(count))
        program.changeColsCost(count, np.arange(count, dtype=np.int32), self.weights)
        return program

    def _hopeless(self, bound: float) -> bool:
        """Whether nothing above a bound is better than the best by a step."""
        return bound > self.best - self.step

    def run(self) -> tuple[np.ndarray, float]:
        """The best camps, and a weight that none goes below."""
        number = 0
        bound, share = self._bounded({})
        self._settle()
        open_: list[tuple[float, int, dict[int, float], np.ndarray]] = [(bound, number, {}, share)]
        while open_ and not self._hopeless(open_[0][0]) and time.monotonic() < self.end:
            bound, _, fixed, share = heappop(open_)
            tie = int(np.argmin(np.abs(share - 0.5) - 1e-3 * self.weights))
            for value in (0.0, 1.0):
                below, other = self._bounded({**fixed, tie: value})
                if not self._hopeless(below):
                    number += 1
                    heappush(open_, (max(bound, below), number, {**fixed, tie: value}, other))
        done = not open_ or self._hopeless(open_[0][0])
        return self.camps, self.best if done else open_[0][0]

    def _bounded(self, fixed: dict[int, float]) -> tuple[float, np.ndarray]:
        """The bound of a branch, rounded up where weights are whole, and the shares of its last program."""
        program, count = self.program, len(self.weights)
        low, high = self.low.copy(), self.high.copy()
        for tie, value in fixed.items():
            low[tie] = high[tie] = value
        program.changeColsBounds(count, np.arange(count, dtype=np.int32), low, high)
        bound: float = 0
        share = np.zeros(count)
        if not self.seen:
            self._cut(share)
        while time.monotonic() < self.end:
            program.run()
            if program.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                return self.best, share  # no camps at all on this branch
            least = program.getInfo().objective_function_value
            bound = max(bound, ceil(least - WHOLE) if self.step == 1.0 else least)
            share = np.clip(np.array(program.getSolution().col_value[:count]), 0.0, 1.0)
            if self._hopeless(bound) or not self._cut(share):
                break
        self._round(share)
        return bound, share

    def _settle(self) -> None:
        """Fix the ties whose reduced cost says that camps better than the best leave them as they are."""
        info = self.program.getInfo()
        if self.program.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return
        cost = np.array(self.program.getSolution().col_dual[: len(self.weights)])
        room = self.best - self.step + WHOLE - info.objective_function_value
        self.high[cost > room] = 0.0
        self.low[-cost > room] = 1.0

    def _cut(self, share: np.ndarray) -> bool:
        """Add the violated inequalities of some cycles; whether there were any."""
        ways, lengths = negative_cycles(self.starts, self.ends, self.ties, self.signs, share, 1.0 - 1e-4)
        lower: list[float] = []
        starts: list[int] = []
        columns: list[np.ndarray] = []
        values: list[np.ndarray] = []
        for row, length in zip(ways, lengths, strict=True):
            steps = np.sort(row[:length])
            ties, turned = steps // 2, steps % 2
            if not length or (mark := steps.tobytes()) in self.seen or not np.all(np.diff(ties)):
                continue
            self.seen.add(mark)
            starts.append(sum(len(column) for column in columns))
            lower.append(1.0 - float(turned.sum()))
            columns.append(ties.astype(np.int32))
            values.append(1.0 - 2.0 * turned)
        if not lower:
            return False
        count, flat = len(lower), np.concatenate(columns)
        high = np.full(count, highspy.kHighsInf)
        self.program.addRows(
            count, np.array(lower), high, len(flat), np.array(starts, dtype=np.int32), flat, np.concatenate(values)
        )
        return True

    def _round(self, share: np.ndarray) -> None:
        """Camps read off the shares along the tree of the surest ties, kept where they are better."""
        camps = np.zeros(len(self.graph.names))
        root = list(range(len(camps)))
        flip = [1] * len(camps)

        def top(actor: int) -> tuple[int, int]:
            sign = 1
            while root[actor] != actor:
                sign *= flip[actor]
                actor = root[actor]
            return actor, sign

        for tie in np.argsort(np.minimum(share, 1.0 - share), kind="stable"):
            i, j, weight = self.graph.ties[tie]
            (a, s), (b, t) = top(i), top(j)
            if a != b:
                wanted = (1 if weight > 0 else -1) * (1 if share[tie] < 0.5 else -1)
                root[b], flip[b] = a, s * t * wanted
        for actor in range(len(camps)):
            camps[actor] = top(actor)[1]
        weight = weight_of(self.graph, camps)
        if weight < self.best:
            self.best, self.camps = weight, camps
