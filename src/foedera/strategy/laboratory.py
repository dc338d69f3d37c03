"""A crisis under a prior: the ensemble with its shares, indices and flips."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from foedera.dossier.crises import Crisis, Prior, Weight, range_of
from foedera.dossier.dossier import Dossier
from foedera.errors import BadQuestion
from foedera.strategy.ensembles import Ensemble, evaluate
from foedera.strategy.features import FEATURES, Valued, valued
from foedera.strategy.flip import Flip, single, smallest
from foedera.strategy.plan import Plan, plan_of
from foedera.strategy.sobol import Indices, indices
from foedera.strategy.solving import Solution, solved
from foedera.strategy.tree import Floats, Play, play

#: Draws from which the smallest flip is sought, and on which single choices are told.
SOME = 16_384


@dataclass(frozen=True, eq=False)
class Laboratory:
    """A crisis, what is supposed of it, a prior, lambda and a seed: everything an ensemble needs.

    `executor` is any `concurrent.futures.Executor`; without one, threads do the work.
    """

    dossier: Dossier
    crisis: Crisis
    prior: Prior
    asked: str
    supposed: tuple[str, ...]
    lam: float
    seed: int
    executor: Executor | None = None

    @cached_property
    def whole(self) -> Valued:
        """The features of all outcomes, whatever is supposed: the scale stays that of the whole crisis."""
        return valued(self.dossier, self.crisis)

    @cached_property
    def play(self) -> Play:
        """The game under what is supposed."""
        found = play(self.crisis, self.supposed)
        if not any(choice.id == self.asked for way in found.ways for choice in way):
            raise BadQuestion(f"what is supposed leaves no way to '{self.asked}'; ask of another choice")
        return found

    @cached_property
    def features(self) -> Floats:
        """The scaled features of the outcomes that remain, T x P x K."""
        numbers = {tuple(c.id for c in way): i for i, way in enumerate(self.whole.play.ways)}
        return np.asarray(self.whole.scaled[[numbers[tuple(c.id for c in way)] for way in self.play.ways]])

    @cached_property
    def plan(self) -> Plan:
        """The game prepared for the kernel, for the asked choice."""
        return self.planned(self.asked)

    def planned(self, choice: str) -> Plan:
        """The game prepared for the kernel, for a choice."""
        return plan_of(self.play.game, self.features, self.play.asked(choice))

    def weight(self, player: int, feature: int) -> Weight:
        """The row of the prior that gives a weight's range."""
        found = range_of(self.prior, FEATURES[feature], self.crisis.players[player].states)
        if found is None:
            raise BadQuestion(f"the prior '{self.prior.id}' has no range for {FEATURES[feature]}; add one")
        return found

    def ensemble(self, plan: Plan, lam: float | None = None) -> Ensemble:
        """An ensemble over the prior's ranges."""
        rows = [self.weight(*column) for column in plan.columns]
        low, high = np.array([row.low for row in rows]), np.array([row.high for row in rows])
        return Ensemble(plan, low, high, self.seed, self.lam if lam is None else lam)

    def drawn(self, draws: int, choice: str | None = None, lam: float | None = None) -> Floats:
        """The probability of a choice for each draw."""
        plan = self.plan if choice is None else self.planned(choice)
        return np.asarray(evaluate(self.ensemble(plan, lam), draws, executor=self.executor)[0])

    def sobol(self, draws: int) -> Indices:
        """Sobol's indices of every weight, from as many games in all as there are draws."""
        base = max(64, draws // (len(self.plan.columns) + 2))
        return indices(evaluate(self.ensemble(self.plan), base, sobol=True, executor=self.executor), self.seed)

    def at(self, points: Floats) -> Floats:
        """The probability of the asked choice at points (N x W), from -1 (least weight) to 1 (greatest)."""
        one = self.ensemble(self.plan)
        middle, half = (one.low + one.high) / 2, (one.high - one.low) / 2
        weights = middle + points * half
        return _at(replace(one, low=weights[0], high=weights[0]), weights)

    def centre(self) -> Solution:
        """The game solved with every weight in the middle of its range."""
        weights = np.zeros(self.features.shape[1:])
        for player, feature in self.plan.columns:
            row = self.weight(player, feature)
            weights[player, feature] = (row.low + row.high) / 2
        return solved(self.play.game, np.einsum("tpk,pk->tp", self.features, weights), self.lam)

    def flips(self) -> tuple[list[float | None], Flip | None]:
        """Where each weight alone flips the choice, and the smallest change of all together."""
        from foedera.strategy.kernel import points

        one = self.ensemble(self.plan)
        free = one.high > one.low
        side = bool(self.at(np.zeros((1, len(free))))[0] > 0.5)
        drawn = self.drawn(SOME)
        where = points(SOME, len(free), np.uint64(self.seed)) * free
        return single(self.at, len(free)), smallest(self.at, where, (drawn > 0.5) != side)


def _at(one: Ensemble, weights: Floats) -> Floats:
    from foedera.strategy.kernel import at

    lam = one.lam if np.isfinite(one.lam) else -1.0
    return np.asarray(at(weights, lam, *one.plan.arrays()) + one.plan.base)


def laboratory(
    dossier: Dossier, crisis: Crisis, prior: Prior, *, asked: str = "", supposed: Iterable[str] = (), lam: float,
    seed: int, executor: Executor | None = None,
) -> Laboratory:  # fmt: skip
    """A laboratory, its question checked."""
    if not lam >= 0:
        raise BadQuestion(f"lambda is 0 or more, not {lam:g}; 0 is blind chance, inf the best reply")
    return Laboratory(dossier, crisis, prior, asked or crisis.asks, tuple(supposed), lam, seed, executor)
