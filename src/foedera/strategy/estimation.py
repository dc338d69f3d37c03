"""Maximum likelihood for small trees: what lambda, and what payoffs, make the outcomes that were seen likeliest.

Statistical estimation of agent quantal response (McKelvey and Palfrey 1998; Signorino 1999): payoffs are linear in
what was observed of each case, whoever chooses errs, and the others reckon with it. Standard errors come from the
curvature of the likelihood at its greatest. Needs perfect information.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from foedera.errors import BadQuestion, FoederaError, needs
from foedera.strategy.tree import NATURE, Floats, Game, Ints

with needs("strategy", "to estimate"):
    from scipy.optimize import minimize
    from scipy.special import log_ndtr, ndtr

#: The name under which an estimated lambda stands among the parameters: its logarithm, so that it stays above 0.
LOG_LAMBDA = "log lambda"
_NODES, _SHARES = np.polynomial.hermite.hermgauss(40)


@dataclass(frozen=True, eq=False)
class Term:
    """A part of a player's payoff at an outcome: a named parameter times what was observed of each case (N).

    Terms of one name share one parameter; a term without a name is known and counts as it stands.
    """

    outcome: int
    player: int
    name: str
    values: Floats


@dataclass(frozen=True, eq=False)
class Fit:
    """Estimates in the order of `names`, their covariance (K x K), and the logarithm of the likelihood."""

    names: tuple[str, ...]
    estimates: Floats
    covariance: Floats
    log_likelihood: float
    cases: int

    @property
    def errors(self) -> Floats:
        """Standard errors, one for each estimate."""
        return np.asarray(np.sqrt(np.diag(self.covariance)))

    def estimate(self, name: str) -> tuple[float, float]:
        """An estimate and its standard error; of lambda itself where it was estimated (delta method)."""
        if name == "lambda":
            log, error = self.estimate(LOG_LAMBDA)
            return math.exp(log), math.exp(log) * error
        at = self.names.index(name)
        return float(self.estimates[at]), float(self.errors[at])


def fitted(
    game: Game, terms: Sequence[Term], outcomes: Sequence[int] | Ints, *, lam: float | None = 1.0,
    response: str = "logit", start: Floats | None = None,
) -> Fit:  # fmt: skip
    """The likeliest parameters for cases that ended in `outcomes` (N numbers of outcomes).

    Lambda and the scale of payoffs cannot both be known: give `lam` where payoffs are estimated, and None to
    estimate it where payoffs are known. `response` is `logit`, or `probit` with independent normal errors of
    standard deviation 1/lambda for every choice.
    """
    seen = np.asarray(outcomes, np.int64)
    names = tuple(dict.fromkeys(term.name for term in terms if term.name)) + ((LOG_LAMBDA,) if lam is None else ())
    _check(game, terms, seen, names, response)

    def cost(parameters: Floats) -> float:
        by_name = dict(zip(names, parameters, strict=True))
        sharp = math.exp(by_name.pop(LOG_LAMBDA)) if lam is None else lam
        payoffs = np.zeros((len(seen), game.outcomes, len(game.players)))
        for term in terms:
            payoffs[:, term.outcome, term.player] += by_name.get(term.name, 1.0) * term.values
        reach = _log_reach(game, payoffs, sharp, response)
        return -float(reach[np.arange(len(seen)), seen].sum())

    first = np.zeros(len(names)) if start is None else np.asarray(start, float)
    found = minimize(cost, first, method="BFGS", options={"gtol": 1e-5 * max(1, len(seen)) ** 0.5, "maxiter": 2_000})
    best, curvature = _polished(cost, np.asarray(found.x))
    if not np.isfinite(curvature).all() or np.linalg.eigvalsh(curvature).min() <= 1e-8 * len(seen):
        raise FoederaError(
            f"these cases do not tell {', '.join(names)} apart: the likelihood is flat; leave a parameter out"
        )
    return Fit(names, np.asarray(best), np.asarray(np.linalg.inv(curvature)), -float(cost(best)), len(seen))


def _check(game: Game, terms: Sequence[Term], seen: Ints, names: tuple[str, ...], response: str) -> None:
    if not game.perfect:
        raise BadQuestion("estimation needs perfect information; this game has sets of several decisions")
    if response not in ("logit", "probit"):
        raise BadQuestion(f"errors are logit or probit, not '{response}'")
    if not len(seen) or seen.min() < 0 or seen.max() >= game.outcomes:
        raise BadQuestion(f"each case ends in an outcome from 0 to {game.outcomes - 1}; look at the outcomes given")
    if not names:
        raise BadQuestion("nothing is left to estimate; name a term, or leave lambda open")
    for term in terms:
        if len(term.values) != len(seen) or not np.isfinite(term.values).all():
            raise BadQuestion(f"the term '{term.name}' needs one finite number for each of the {len(seen)} cases")


def _log_reach(game: Game, payoffs: Floats, lam: float, response: str) -> Floats:
    """The logarithm of how likely each outcome is, N x T, for payoffs N x T x P."""
    values = np.concatenate([payoffs, np.zeros((len(payoffs), game.decisions, payoffs.shape[2]))], axis=1)
    log = np.zeros((len(payoffs), game.outcomes + game.decisions))
    chosen: list[Floats] = []
    for d, owner in enumerate(game.owner):
        below = values[:, game.kids[d, : game.choices(d)]]
        if owner == NATURE:
            odds = np.log(np.maximum(game.chance[None, d, : below.shape[1]], 1e-300)).repeat(len(payoffs), axis=0)
        else:
            odds = (
                _log_logit(lam * below[:, :, owner]) if response == "logit" else _log_probit(lam * below[:, :, owner])
            )
        chosen.append(odds)
        values[:, game.outcomes + d] = (np.exp(odds)[:, :, None] * below).sum(axis=1)
    for d in reversed(range(game.decisions)):
        log[:, game.kids[d, : game.choices(d)]] = log[:, game.outcomes + d, None] + chosen[d]
    return log[:, : game.outcomes]


def _log_logit(values: Floats) -> Floats:
    shifted = values - values.max(axis=1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)))


def _log_probit(values: Floats) -> Floats:
    """Exact for two choices; by Gauss and Hermite's rule for more."""
    if values.shape[1] == 1:
        return np.zeros_like(values)
    if values.shape[1] == 2:
        apart = (values[:, 0] - values[:, 1]) / math.sqrt(2)
        return np.stack([log_ndtr(apart), log_ndtr(-apart)], axis=1)
    gaps = values[:, :, None] - values[:, None, :]
    below = ndtr(math.sqrt(2) * _NODES[:, None, None, None] + gaps)
    below[:, :, np.arange(values.shape[1]), np.arange(values.shape[1])] = 1.0
    found = np.tensordot(_SHARES, below.prod(axis=3), axes=1)
    return np.asarray(np.log(np.maximum(found / found.sum(axis=1, keepdims=True), 1e-300)))


def _polished(cost: Callable[[Floats], float], at: Floats) -> tuple[Floats, Floats]:
    """The lowest point near a found one, by Newton's steps, and the second derivatives there."""
    curvature = _curvature(cost, at)
    for _ in range(4):
        if not np.isfinite(curvature).all() or np.linalg.eigvalsh(curvature).min() <= 0:
            break
        steps = np.diag(1e-5 * np.maximum(1.0, np.abs(at)))
        slope = np.array([(cost(at + step) - cost(at - step)) / (2 * step.max()) for step in steps])
        lower = at - np.linalg.solve(curvature, slope)
        if not cost(lower) < cost(at):
            break
        at, curvature = lower, _curvature(cost, lower)
    return at, curvature


def _curvature(cost: Callable[[Floats], float], at: Floats) -> Floats:
    """The second derivatives at a point, by central differences."""
    steps = np.diag(1e-4 * np.maximum(1.0, np.abs(at)))
    found = np.empty((len(at), len(at)))
    for i, one in enumerate(steps):
        for j, other in enumerate(steps[: i + 1]):
            corners = cost(at + one + other) - cost(at + one - other) - cost(at - one + other) + cost(at - one - other)
            found[i, j] = found[j, i] = corners / (4 * one[i] * other[j])
    return found
