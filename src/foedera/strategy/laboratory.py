"""A crisis under a prior: the ensemble with its shares, indices and flips."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from foedera.dossier.crises import Crisis, Prior, Weight, range_of
from foedera.dossier.dossier import Dossier
from foedera.errors import BadQuestion
from foedera.strategy import crisis_kernel as kernel
from foedera.strategy.ensembles import Ensemble, evaluate
from foedera.strategy.features import FEATURES, Valued, valued
from foedera.strategy.flip import Flip, single, smallest
from foedera.strategy.plan import Plan, columns_of, plan_of
from foedera.strategy.sobol import Indices, indices
from foedera.strategy.solving import Solution, best_reply, logit, reached, solved
from foedera.strategy.tree import Floats, Play, play
from foedera.strategy.work import Work

#: Draws from which the smallest flip is sought, and on which single choices are told.
SOME = 16_384


@dataclass(frozen=True, eq=False)
class Laboratory:
    """A crisis, what is supposed of it, a prior, lambda and a seed: everything an ensemble needs.

    `work` says who does the work and where it is kept. `narrowed` gives weights, by
    player and feature, other ranges than the prior's.
    """

    dossier: Dossier
    crisis: Crisis
    prior: Prior
    asked: str
    supposed: tuple[str, ...]
    lam: float
    seed: int
    work: Work = Work()
    narrowed: Mapping[tuple[str, str], tuple[float, float]] = field(default_factory=dict)
    _known: dict[tuple[int, float], Floats] = field(default_factory=dict, init=False)
    _plans: dict[str, Plan] = field(default_factory=dict, init=False)

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

    def unsupposed(self) -> Laboratory:
        """The same question with nothing supposed."""
        return replace(self, supposed=())

    def supposing(self, choice: str) -> Laboratory | None:
        """The same question, another choice supposed too; None where that cannot be, or leaves nothing to ask."""
        found = replace(self, supposed=(*self.supposed, choice))
        try:
            open_ = len(found.play.ways) < len(self.play.ways)
        except BadQuestion:
            return None
        return found if open_ and not found.play.asked(self.asked).all() else None

    @cached_property
    def features(self) -> Floats:
        """The scaled features of the outcomes that remain, T x P x K."""
        places = self.whole.places
        return np.asarray(self.whole.scaled[[places[tuple(c.id for c in way)] for way in self.play.ways]])

    @cached_property
    def plan(self) -> Plan:
        """The game prepared for the kernel, for the asked choice."""
        return self.planned(self.asked)

    def planned(self, choice: str) -> Plan:
        """The game prepared for the kernel, for a choice."""
        if choice not in self._plans:
            self._plans[choice] = plan_of(self.play.game, self.features, self.play.asked(choice))
        return self._plans[choice]

    def weight(self, player: int, feature: int) -> Weight:
        """The row of the prior that gives a weight's range."""
        found = range_of(self.prior, FEATURES[feature], self.crisis.players[player].states)
        if found is None:
            raise BadQuestion(f"the prior '{self.prior.id}' has no range for {FEATURES[feature]}; add one")
        return found

    def range(self, player: int, feature: int) -> tuple[float, float]:
        """Between what bounds a weight is drawn."""
        row = self.weight(player, feature)
        return self.narrowed.get((self.crisis.players[player].id, FEATURES[feature].value), (row.low, row.high))

    def ensemble(self, plan: Plan, lam: float | None = None) -> Ensemble:
        """An ensemble over the prior's ranges, or those to which they are narrowed."""
        rows = np.array([self.range(*column) for column in plan.columns]).reshape(-1, 2)
        low, high = rows[:, 0].copy(), rows[:, 1].copy()
        name = f"{self.crisis.id.replace('/', '-')}-{self.prior.frozen}"
        return Ensemble(plan, low, high, self.seed, self.lam if lam is None else lam, name)

    @cached_property
    def _own(self) -> Ensemble:
        """The ensemble of the asked choice, kept since the search for flips asks it a thousand times."""
        return self.ensemble(self.plan)

    def drawn(self, draws: int, choice: str | None = None, lam: float | None = None) -> Floats:
        """The probability of a choice for each draw."""
        if not self.play.game.perfect:
            at = self.lam if lam is None else lam
            asked = self.play.asked(choice or self.asked)
            return np.asarray(self._slots(draws, at)[:, : len(asked)] @ asked)
        plan = self.plan if choice is None else self.planned(choice)
        return np.asarray(evaluate(self.ensemble(plan, lam), draws, work=self.work)[0])

    def sobol(self, draws: int) -> Indices:
        """Sobol's indices of every weight, from as many games in all as there are draws."""
        base = max(64, draws // (len(self.plan.columns) + 2))
        return indices(evaluate(self.ensemble(self.plan), base, sobol=True, work=self.work), self.seed)

    def at(self, points: Floats) -> Floats:
        """The probability of the asked choice at points (N x W), from -1 (least weight) to 1 (greatest)."""
        if not self.play.game.perfect:
            asked = self.play.asked(self.asked)
            return np.asarray(reached(self.play.game, self.weighed(points), self.lam)[:, : len(asked)] @ asked)
        one = self._own
        middle, half = (one.low + one.high) / 2, (one.high - one.low) / 2
        weights = middle + points * half
        return _at(replace(one, low=weights[0], high=weights[0]), weights)

    @cached_property
    def columns(self) -> tuple[tuple[int, int], ...]:
        """The weights on which anything turns, as (player, feature)."""
        return columns_of(self.features)

    def weighed(self, points: Floats) -> Floats:
        """The payoffs (N x T x P) at points (N x W), from -1 (least weight) to 1 (greatest)."""
        weights = np.zeros((len(points), *self.features.shape[1:]))
        for at, (player, feature) in enumerate(self.columns):
            low, high = self.range(player, feature)
            weights[:, player, feature] = (low + high) / 2 + points[:, at] * (high - low) / 2
        return np.asarray(np.einsum("tpk,npk->ntp", self.features, weights))

    def points(self, draws: int) -> Floats:
        """The first draws as points in the cube from -1 to 1, N x W."""
        return np.asarray(kernel.points(draws, len(self.columns), np.uint64(self.seed)))

    def reached(self, draws: int) -> Floats:
        """How likely each slot is reached, in the mean of some draws."""
        return np.asarray(self._slots(draws, self.lam).mean(axis=0))

    def _slots(self, draws: int, lam: float) -> Floats:
        """How likely each slot is reached in each draw, draws x slots; the last kept, since several choices ask it."""
        if (draws, lam) not in self._known:
            self._known.clear()
            self._known[draws, lam] = reached(self.play.game, self.weighed(self.points(draws)), lam)
        return self._known[draws, lam]

    def centre(self) -> Solution:
        """The game solved with every weight in the middle of its range."""
        response = logit if np.isfinite(self.lam) else best_reply
        weights = np.zeros(self.features.shape[1:])
        for player, feature in self.columns:
            weights[player, feature] = sum(self.range(player, feature)) / 2
        return solved(self.play.game, np.einsum("tpk,pk->tp", self.features, weights), self.lam, response)

    def flips(self) -> tuple[list[float | None], Flip | None]:
        """Where each weight alone flips the choice, and the smallest change of all together."""
        one = self.ensemble(self.plan)
        free = one.high > one.low
        side = bool(self.at(np.zeros((1, len(free))))[0] > 0.5)
        drawn = self.drawn(SOME)
        where = self.points(SOME) * free
        return single(self.at, len(free)), smallest(self.at, where, (drawn > 0.5) != side)


def _at(one: Ensemble, weights: Floats) -> Floats:
    lam = one.lam if np.isfinite(one.lam) else -1.0
    return np.asarray(kernel.at(weights, lam, one.plan.program) + one.plan.base)


def laboratory(
    dossier: Dossier, crisis: Crisis, prior: Prior, *, asked: str = "", supposed: Iterable[str] = (), lam: float,
    seed: int, work: Work | None = None, narrowed: Mapping[tuple[str, str], tuple[float, float]] | None = None,
) -> Laboratory:  # fmt: skip
    """A laboratory, its question checked."""
    if not lam >= 0:
        raise BadQuestion(f"lambda is 0 or more, not {lam:g}; 0 is blind chance, inf the best reply")
    asks = asked or crisis.asks
    return Laboratory(dossier, crisis, prior, asks, tuple(supposed), lam, seed, work or Work(), narrowed or {})
