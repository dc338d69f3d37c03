"""Hindcasts: what the model gives the recorded choices, scored against plain baselines.

Each recorded choice is forecast at its own move, given that the recorded choices before it were made. Nothing is
fitted: priors and lambda are declared. Scores are Brier's (1950) over all open choices, and minus the log of the
probability given to what was done (Good 1952).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from foedera.dossier.crises import CHANCE, Choice, Crisis, Prior
from foedera.dossier.dossier import Dossier
from foedera.strategy.laboratory import laboratory
from foedera.strategy.tree import is_open, play
from foedera.terms import WARLIKE

#: The names of the baselines.
ALIKE, CALM, RATE = "(every choice alike)", "(no armed act)", "(base rate)"
BASELINES = (
    "In brackets the baselines: every open choice alike; nine in ten that no armed act is done; the share of armed "
    "acts at the moves of the other crises that offered one. Nothing is fitted to any crisis."
)
#: A score of a forecaster: name, Brier, log, number of choices.
Table = tuple[str, float, float, int]


@dataclass(frozen=True)
class Forecast:
    """The probabilities given to the open choices of a recorded move, and the place of the one that was made."""

    crisis: str
    by: str
    given: tuple[float, ...]
    done: int
    armed: tuple[bool, ...] = ()

    @property
    def brier(self) -> float:
        """The sum of squared differences from what happened."""
        return sum((p - (i == self.done)) ** 2 for i, p in enumerate(self.given))

    @property
    def log(self) -> float:
        """Minus the logarithm of the probability given to what was done."""
        return -math.log(max(self.given[self.done], 1e-12))


def recorded_moves(crisis: Crisis) -> Iterator[tuple[tuple[str, ...], tuple[Choice, ...], int]]:
    """Each move of the recorded way with more than one open choice: those before, the open ones, the one made."""
    at = play(crisis).recorded()
    if at is None:
        return
    way = play(crisis).ways[at]
    for number, choice in enumerate(way):
        move = next(m for m in crisis.moves if choice in m.choices)
        before = tuple(c.id for c in way[:number])
        open_ = tuple(c for c in move.choices if is_open(c, set(before)))
        if len(open_) > 1 and move.by != CHANCE:
            yield before, open_, open_.index(choice)


def scored(
    dossier: Dossier, *, lam: float, draws: int, seed: int
) -> tuple[list[Table], list[tuple[str, float, float, int]]]:
    """Scores by forecaster, and for each crisis the mean Brier score over priors beside the uniform one."""
    found = [
        forecast
        for crisis in dossier.crises.values()
        for forecast in _forecasts(dossier, crisis, lam=lam, draws=draws, seed=seed)
    ]
    plain = [f for f in found if f.by == ALIKE]
    found += _baselines(plain)
    forecasters = dict.fromkeys(f.by for f in found)
    tables = [_table(by, [f for f in found if f.by == by]) for by in forecasters]
    rows = []
    for crisis in dict.fromkeys(f.crisis for f in plain):
        mine = [f.brier for f in found if f.crisis == crisis and f.by in dossier.priors]
        flat = [f.brier for f in plain if f.crisis == crisis]
        rows.append((crisis, float(np.mean(mine)), float(np.mean(flat)), len(flat)))
    return tables, rows


def _table(by: str, rows: list[Forecast]) -> Table:
    return by, float(np.mean([f.brier for f in rows])), float(np.mean([f.log for f in rows])), len(rows)


def _forecasts(dossier: Dossier, crisis: Crisis, *, lam: float, draws: int, seed: int) -> Iterator[Forecast]:
    for before, choices, done in recorded_moves(crisis):
        open_ = tuple(choice.id for choice in choices)
        armed = tuple(any(act.verb in WARLIKE for act in choice.acts) for choice in choices)
        for prior in dossier.priors.values():
            given = _given(dossier, crisis, prior, before, open_, (lam, draws, seed))
            yield Forecast(crisis.id, prior.id, given, done)
        yield Forecast(crisis.id, ALIKE, (1 / len(open_),) * len(open_), done, armed)


def _given(
    dossier: Dossier, crisis: Crisis, prior: Prior, before: tuple[str, ...], open_: tuple[str, ...],
    how: tuple[float, int, int],
) -> tuple[float, ...]:  # fmt: skip
    """The mean probability of each open choice, the recorded ones before it made."""
    lam, draws, seed = how
    lab = laboratory(dossier, crisis, prior, asked=open_[0], supposed=before, lam=lam, seed=seed)
    shares = [float(lab.drawn(draws, choice).mean()) for choice in open_]
    return tuple(share / sum(shares) for share in shares)


def _baselines(plain: list[Forecast]) -> Iterator[Forecast]:
    """What those say who look only at whether a choice is an armed act."""
    for one in plain:
        others = [f for f in plain if f.crisis != one.crisis and any(f.armed) and not all(f.armed)]
        rate = (1 + sum(f.armed[f.done] for f in others)) / (2 + len(others))
        for by, share in ((CALM, 0.1), (RATE, rate)):
            yield Forecast(one.crisis, by, _by_kind(one, share), one.done)


def _by_kind(one: Forecast, share: float) -> tuple[float, ...]:
    """A share for the armed choices together, the rest for the others; all alike where they are of one kind."""
    count = sum(one.armed)
    if count in (0, len(one.armed)):
        return one.given
    return tuple(share / count if armed else (1 - share) / (len(one.armed) - count) for armed in one.armed)
