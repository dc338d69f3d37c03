"""A game prepared for the kernel: equal subgames merged, payoffs as differences.

Two subgames that differ by a constant in every feature are played alike, so they are solved once and the
difference is added where they are reached: the tree becomes a directed acyclic graph.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedera.errors import BadQuestion
from foedera.strategy.tree import NATURE, Floats, Game, Ints

#: A feature's difference below this is taken for rounding.
_DIGITS = 12


@dataclass(frozen=True, eq=False)
class Plan:
    """Distinct decisions in order, with kids as rows (0: an outcome) and the differences met on the way to them.

    `columns` are the weights that matter, as (player, feature); `base` is what of the asked choice is
    already certain where every decision takes its first choice.
    """

    columns: tuple[tuple[int, int], ...]
    players: int
    base: float
    owner: Ints
    count: Ints
    kids: Ints
    step: Ints
    mark: Floats
    odds: Floats
    need: NDArray[np.bool_]
    ends: Ints
    column: Ints
    factor: Floats

    def arrays(self) -> tuple[Any, ...]:
        """What the kernel takes, after the ranges of the weights."""
        return (
            self.owner, self.count, self.kids, self.step, self.mark, self.odds, self.need, self.ends, self.column,
            self.factor, self.players,
        )  # fmt: skip


def columns_of(features: Floats) -> tuple[tuple[int, int], ...]:
    """The weights on which anything turns: features (T x P x K) that differ between outcomes."""
    differing = np.ptp(features, axis=0) > 10.0**-_DIGITS
    return tuple((int(p), int(k)) for p, k in np.argwhere(differing))


def plan_of(game: Game, features: Floats, asked: Floats) -> Plan:
    """The plan of a game with features T x P x K, for the outcomes marked in `asked`."""
    if not game.perfect:
        raise BadQuestion("ensembles need perfect information; this game has sets of several decisions")
    return _Merging(game, features, asked).plan()


class _Merging:
    def __init__(self, game: Game, features: Floats, asked: Floats) -> None:
        self.game, self.columns = game, columns_of(features)
        self.worth = np.array([features[:, p, k] for p, k in self.columns]).T.round(_DIGITS).reshape(game.outcomes, -1)
        self.asked = asked
        self.players = features.shape[1]
        self.rows: dict[object, int] = {}
        self.steps: dict[bytes, int] = {}
        self.kept: list[tuple[int, list[tuple[int, int, float]], Floats]] = []

    def plan(self) -> Plan:
        """Each decision after what follows it, as a row: a known one where an equal subgame has been met."""
        game = self.game
        found: list[tuple[int, Floats, float]] = [(0, self.worth[t], self.asked[t]) for t in range(game.outcomes)]
        for d in range(game.decisions):
            found.append(self._row(d, [found[int(k)] for k in game.kids[d, : game.choices(d)]]))
        return self._packed(found[-1][2])

    def _row(self, d: int, below: list[tuple[int, Floats, float]]) -> tuple[int, Floats, float]:
        _, base, mark = below[0]
        odds = self.game.chance[d, : len(below)]
        kids = [(row, self._step(worth - base), m - mark) for row, worth, m in below]
        key = (int(self.game.owner[d]), tuple(kids), odds.tobytes())
        if key not in self.rows:
            self.kept.append((int(self.game.owner[d]), kids, odds))
            self.rows[key] = len(self.kept)
        return self.rows[key], base, mark

    def _step(self, difference: Floats) -> int:
        key = (difference.round(_DIGITS) + 0.0).tobytes()
        return self.steps.setdefault(key, len(self.steps))

    def _packed(self, base: float) -> Plan:
        rows, width = len(self.kept), max(len(kids) for _, kids, _ in self.kept)
        kids, step = np.zeros((rows, width), np.int64), np.zeros((rows, width), np.int64)
        mark, odds = np.zeros((rows, width)), np.zeros((rows, width))
        need = np.zeros((rows + 1, self.players), np.bool_)
        for d in reversed(range(rows)):
            owner, below, chances = self.kept[d]
            odds[d, : len(below)] = chances
            for a, (kid, step_, mark_) in enumerate(below):
                kids[d, a], step[d, a], mark[d, a] = kid, step_, mark_
                need[kid] |= need[d + 1]
                if owner != NATURE:
                    need[kid, owner] = True
        owners = np.array([owner for owner, _, _ in self.kept], np.int64)
        counts = np.array([len(below) for _, below, _ in self.kept], np.int64)
        used = {
            (int(step[d, a]), p)
            for d, (owner, below, _) in enumerate(self.kept)
            for a in range(len(below))
            for p in range(self.players)
            if p == owner or need[d + 1, p]
        }
        ends, column, factor = self._cells(used)
        return Plan(
            self.columns, self.players, base, owners, counts, kids, step, mark, odds, need[1:].copy(), ends, column,
            factor,
        )  # fmt: skip

    def _cells(self, used: set[tuple[int, int]]) -> tuple[Ints, Ints, Floats]:
        """For each step and player, the weights and factors of which their difference is the sum; 0 where unused."""
        ends, column, factor = [0], [], []
        for number, key in enumerate(self.steps):
            difference = np.frombuffer(key)
            for player in range(self.players):
                for at in np.flatnonzero(difference) if (number, player) in used else ():
                    if self.columns[int(at)][0] == player:
                        column.append(int(at))
                        factor.append(float(difference[at]))
                ends.append(len(column))
        return np.array(ends, np.int64), np.array(column, np.int64), np.array(factor)
