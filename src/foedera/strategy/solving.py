"""Solving a game: backward induction, and quantal response along a path of lambda.

Agent quantal response (McKelvey and Palfrey 1998): whoever chooses, chooses the better more often, the more so
the larger lambda; others expect it. With perfect information the game is solved from its end; with private
information the branch that begins at lambda = 0 is followed by Newton's method.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from foedera.errors import BadQuestion, FoederaError
from foedera.strategy.tree import NATURE, Floats, Game

#: From the values of a decision's choices and lambda to the probabilities of the choices.
Response = Callable[[Floats, float], Floats]
#: Values nearer than this are equal: differences of rounding decide nothing.
_TIE = 1e-9
#: Points of Gauss and Hermite's rule for the probit of more than two choices.
_NODES, _SHARES = np.polynomial.hermite.hermgauss(64)


@dataclass(frozen=True, eq=False)
class Solution:
    """Probabilities of the choices (D x A), values by slot and player, and how likely each slot is reached."""

    probabilities: Floats
    values: Floats
    reach: Floats


def logit(values: Floats, lam: float) -> Floats:
    """Odds of two choices are e to lambda times their difference (McKelvey and Palfrey 1995)."""
    found = np.exp(lam * (values - values.max()))
    return np.asarray(found / found.sum())


def probit(values: Floats, lam: float) -> Floats:
    """Values are seen with independent normal errors of standard deviation 1/lambda; the best seen is chosen."""
    seen = np.sqrt(2.0) * _NODES[:, None, None] + lam * (values[:, None] - values[None, :])
    below = _normal(seen)
    below[:, np.arange(len(values)), np.arange(len(values))] = 1.0
    found = _SHARES @ below.prod(axis=2)
    return np.asarray(found / found.sum())


def _normal(x: Floats) -> Floats:
    """The normal distribution function."""
    return np.asarray(0.5 * _ERFC(-x / np.sqrt(2.0)), float)


_ERFC = np.vectorize(math.erfc, otypes=[float])


def best_reply(values: Floats, lam: float) -> Floats:
    """The first of the best choices, for certain."""
    found = np.zeros(len(values))
    found[int(np.argmax(values >= values.max() - _TIE))] = 1.0
    return found


def backward_induction(game: Game, payoffs: Floats) -> Solution:
    """Each chooses what is best for it, given that those after it do; the first of equals.

    Payoffs are T x P. Raises `BadQuestion` where somebody does not know what was chosen before.
    """
    if not game.perfect:
        raise BadQuestion("backward induction needs perfect information; give --lambda instead")
    return solved(game, payoffs, 0.0, best_reply)


def solved(game: Game, payoffs: Floats, lam: float, response: Response = logit) -> Solution:
    """The quantal response equilibrium at lambda, on the branch that begins at lambda = 0; payoffs are T x P."""
    if game.perfect:
        return _from_the_end(game, payoffs, lam, response)
    if response is not logit:
        raise BadQuestion("with private information only the logit response is solved; leave the probit out")
    return _along_the_path(game, payoffs, lam)


def _from_the_end(game: Game, payoffs: Floats, lam: float, response: Response) -> Solution:
    values = np.zeros((game.outcomes + game.decisions, payoffs.shape[1]))
    values[: game.outcomes] = payoffs
    probabilities = np.zeros_like(game.chance)
    for d, owner in enumerate(game.owner):
        below = values[game.kids[d, : game.choices(d)]]
        odds = game.chance[d, : len(below)] if owner == NATURE else response(below[:, owner], lam)
        probabilities[d, : len(below)] = odds
        values[game.outcomes + d] = odds @ below
    return Solution(probabilities, values, _reach(game, probabilities))


def reached(game: Game, payoffs: Floats, lam: float) -> Floats:
    """How likely each slot is reached, for many payoffs (N x T x P) at once: N x slots."""
    if not game.perfect:
        return _believed(game, payoffs, lam)
    values = np.concatenate([payoffs, np.zeros((len(payoffs), game.decisions, payoffs.shape[2]))], axis=1)
    chosen = []
    for d, owner in enumerate(game.owner):
        below = values[:, game.kids[d, : game.choices(d)]]
        odds = game.chance[None, d, : below.shape[1]] if owner == NATURE else _responses(below[:, :, owner], lam)
        chosen.append(odds)
        values[:, game.outcomes + d] = (odds[:, :, None] * below).sum(axis=1)
    found = np.zeros(values.shape[:2])
    found[:, -1] = 1.0
    for d in reversed(range(game.decisions)):
        found[:, game.kids[d, : game.choices(d)]] = found[:, game.outcomes + d, None] * chosen[d]
    return found


def _responses(values: Floats, lam: float) -> Floats:
    """Logit responses, or the first of the best where lambda is infinite; values and answer N x A."""
    best = values.max(axis=1, keepdims=True)
    if math.isinf(lam):
        return np.asarray(np.eye(values.shape[1])[np.argmax(values >= best - _TIE, axis=1)])
    found = np.exp(lam * (values - best))
    return np.asarray(found / found.sum(axis=1, keepdims=True))


def _reach(game: Game, probabilities: Floats) -> Floats:
    found = np.zeros(game.outcomes + game.decisions)
    found[-1] = 1.0
    for d in reversed(range(game.decisions)):
        kids = game.kids[d, : game.choices(d)]
        found[kids] = found[game.outcomes + d] * probabilities[d, : len(kids)]
    return found


def _believed(game: Game, payoffs: Floats, lam: float) -> Floats:
    """The same under private information, by rounds of beliefs."""
    from foedera.strategy.belief_kernel import reached as settled

    if math.isinf(lam):
        raise BadQuestion("with private information there may be many best replies; give a finite --lambda")
    units = _units(game)
    ends = np.cumsum([0, *map(len, units)])
    counts = np.array([game.choices(d) for d in range(game.decisions)], np.int64)
    members = np.array([d for unit in units for d in unit], np.int64)
    found = settled(np.ascontiguousarray(payoffs), lam, ends, members, game.owner, counts, game.kids, game.chance)
    if np.isnan(found).any():
        raise FoederaError(f"beliefs do not settle at lambda {lam:g}; ask for less")
    return np.asarray(found)


def _units(game: Game) -> list[list[int]]:
    """Information sets, and decisions of chance one by one, each after all that follows any of its decisions."""
    sets: dict[int, list[int]] = {}
    for d in range(game.decisions):
        sets.setdefault(int(game.info[d]) if game.owner[d] != NATURE else ~d, []).append(d)
    level = np.zeros(game.decisions, np.int64)
    for _ in range(game.decisions + 1):
        before = level.copy()
        for unit in sets.values():
            below = [int(k) - game.outcomes for d in unit for k in game.kids[d, : game.choices(d)]]
            level[unit] = max((int(level[k]) + 1 for k in below if k >= 0), default=0)
        if (level == before).all():
            return [unit for _, unit in sorted((int(level[unit[0]]), unit) for unit in sets.values())]
    raise BadQuestion("two information sets of this game each stand before the other; it has no order to be solved in")


# -- private information ------------------------------------------------------------


class _Sets:
    """The information sets of a game: their decisions, and the place of each in the list of unknowns."""

    def __init__(self, game: Game) -> None:
        self.game = game
        self.members = [np.flatnonzero(game.info == i) for i in range(int(game.info.max()) + 1)]
        self.sizes = [game.choices(int(m[0])) for m in self.members]
        ends = np.cumsum([size - 1 for size in self.sizes])
        self.spans = [slice(int(end) - size + 1, int(end)) for end, size in zip(ends, self.sizes, strict=True)]
        self.unknowns = int(ends[-1])

    def profile(self, x: Floats) -> Floats:
        """The probabilities that log odds against the first choice stand for."""
        found = self.game.chance.copy()
        for members, size, span in zip(self.members, self.sizes, self.spans, strict=True):
            found[members[:, None], np.arange(size)[None, :]] = logit(np.concatenate(([0.0], x[span])), 1.0)
        return found

    def differences(self, profile: Floats, payoffs: Floats) -> Floats:
        """By how much each choice is worth more than the first to whoever chooses, at each information set."""
        game, values = self.game, np.zeros((self.game.outcomes + self.game.decisions, payoffs.shape[1]))
        values[: game.outcomes] = payoffs
        for d in range(game.decisions):
            values[game.outcomes + d] = profile[d, : game.choices(d)] @ values[game.kids[d, : game.choices(d)]]
        reach = _reach(game, profile)
        found = np.zeros(self.unknowns)
        for members, size, span in zip(self.members, self.sizes, self.spans, strict=True):
            belief = reach[game.outcomes + members] / reach[game.outcomes + members].sum()
            worth = belief @ values[game.kids[members, :size], game.owner[members[0]]]
            found[span] = worth[1:] - worth[0]
        return found


def _along_the_path(game: Game, payoffs: Floats, lam: float) -> Solution:
    sets = _Sets(game)
    x, at, step = np.zeros(sets.unknowns), 0.0, min(lam, 0.25)
    while at < lam:
        upto = min(lam, at + step)
        found = _newton(sets, payoffs, upto, x * (upto / at) if at else x)
        if found is None:
            step /= 2
            if step < 1e-6:
                raise FoederaError(f"the branch of equilibria turns back before lambda {lam:g}; ask for less")
            continue
        x, at, step = found, upto, step * 1.5
    profile = sets.profile(x)
    values = np.zeros((game.outcomes + game.decisions, payoffs.shape[1]))
    values[: game.outcomes] = payoffs
    for d in range(game.decisions):
        values[game.outcomes + d] = profile[d, : game.choices(d)] @ values[game.kids[d, : game.choices(d)]]
    return Solution(profile, values, _reach(game, profile))


def _newton(sets: _Sets, payoffs: Floats, lam: float, x: Floats) -> Floats | None:
    """The root near a guess; None where the steps do not shrink."""

    def residual(at: Floats) -> Floats:
        return np.asarray(at - lam * sets.differences(sets.profile(at), payoffs))

    for _ in range(12):
        here = residual(x)
        slopes = np.empty((len(x), len(x)))
        for i in range(len(x)):
            nudge = np.zeros(len(x))
            nudge[i] = 1e-6 * max(1.0, abs(x[i]))
            slopes[:, i] = (residual(x + nudge) - residual(x - nudge)) / (2 * nudge[i])
        step = np.linalg.solve(slopes, here)
        if not np.isfinite(step).all() or np.abs(step).max() > 5.0:
            return None
        x = x - step
        if np.abs(step).max() < 1e-12 * max(1.0, np.abs(x).max()):
            return x
    return None


def path(game: Game, payoffs: Floats, lambdas: Sequence[float], response: Response = logit) -> list[Solution]:
    """The equilibria at several lambdas, in rising order."""
    if any(a >= b for a, b in pairwise(lambdas)):
        raise BadQuestion("a path of lambdas rises; write them in order")
    return [solved(game, payoffs, lam, response) for lam in lambdas]
