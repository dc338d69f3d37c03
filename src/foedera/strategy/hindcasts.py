"""Hindcasts: what the model gives the recorded choices, scored against plain baselines.

Each recorded choice is forecast at its own move, given that the recorded choices before it were made. Scores are
Brier's (1950) over all open choices, and minus the log of the probability given to what was done (Good 1952). Forecasts
are made twice: with the declared lambda, nothing fitted; and calibrated, where lambda is the likeliest on the crises
before, and nothing of the crisis itself or of a later one is used.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np

from foedera.days import ordinal
from foedera.dossier.crises import CHANCE, Choice, Crisis, varied
from foedera.dossier.dossier import Dossier
from foedera.history import replay
from foedera.law import law_of
from foedera.strategy.laboratory import Laboratory, laboratory
from foedera.strategy.tree import Floats, is_open, play
from foedera.strategy.worlds import Worlds
from foedera.strategy.worlds import before as record_before
from foedera.terms import WARLIKE, Pledge, Verdict

#: The names of the baselines.
ALIKE, CALM, RATE, PLEDGE = (
    "(every choice alike)",
    "(no armed act)",
    "(base rate of armed acts)",
    "(base rate of pledges)",
)
#: The priors together, each weighed by how likely it made the crises before.
MIXTURE = "(all priors, weighed)"
BASELINES = (
    "In brackets the baselines: every open choice alike; the status quo, nine in ten that no armed act is done; the "
    "share of armed acts at the moves of other crises that offered one; where help that was promised falls due, the "
    "share in which promises of its kind were kept in the record until then, elsewhere every choice alike. When "
    "calibrated, only earlier crises count."
)
#: Lambdas among which the likeliest is sought, and how far in log-likelihood its interval of 95 % reaches (Wilks 1938).
GRID = (0.0, *(2.0 ** (x / 2) for x in range(-4, 13)))
_WILKS = 1.920729
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
    keeps: tuple[bool, ...] = ()
    kept: float = 0.5

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


@dataclass(frozen=True)
class Calibration:
    """What the crises before one say of lambda under a prior: the likeliest, its interval, and the log-likelihood."""

    crisis: str
    prior: str
    lam: float
    low: float
    high: float
    choices: int
    log_likelihood: float


def scored(
    dossier: Dossier, *, lam: float, draws: int, seed: int
) -> tuple[list[Table], list[tuple[str, float, float, int]]]:
    """Scores by forecaster, and for each crisis the mean Brier score over priors beside the uniform one."""
    moves = _moves(dossier)
    found = [Forecast(p.crisis, prior, p.given(dossier, prior, (lam, draws, seed)), p.done)
             for p in moves for prior in dossier.priors]  # fmt: skip
    plain = [p.plain for p in moves]
    found += [*plain, *(row for one in plain for row in _baselines(one, [f for f in plain if f.crisis != one.crisis]))]
    tables = _tables(found)
    rows = []
    for crisis in dict.fromkeys(f.crisis for f in plain):
        mine = [f.brier for f in found if f.crisis == crisis and f.by in dossier.priors]
        flat = [f.brier for f in plain if f.crisis == crisis]
        rows.append((crisis, float(np.mean(mine)), float(np.mean(flat)), len(flat)))
    return tables, rows


def calibrated(dossier: Dossier, *, draws: int, seed: int) -> tuple[list[Table], list[Calibration]]:
    """Scores of forecasts whose lambda is the likeliest on the crises before; the first crisis only teaches."""
    moves = sorted(_moves(dossier), key=lambda p: dossier.crises[p.crisis].day)
    likely = {
        (prior, at): np.array([p.given(dossier, prior, (x, draws, seed)) for x in GRID])
        for prior in dossier.priors for at, p in enumerate(moves)
    }  # fmt: skip
    found: list[Forecast] = []
    learnt: list[Calibration] = []
    for at, p in enumerate(moves):
        day = dossier.crises[p.crisis].day
        before = [i for i, other in enumerate(moves) if dossier.crises[other.crisis].day < day]
        if not before:
            continue
        fits = [_likeliest(p.crisis, prior, [likely[prior, i][:, moves[i].done] for i in before])
                for prior in dossier.priors]  # fmt: skip
        given = [likely[fit.prior, at][GRID.index(fit.lam)] for fit in fits]
        found += [Forecast(p.crisis, fit.prior, tuple(map(float, row)), p.done)
                  for fit, row in zip(fits, given, strict=True)]  # fmt: skip
        weights = np.exp([fit.log_likelihood - max(f.log_likelihood for f in fits) for fit in fits])
        mixed = weights / weights.sum() @ np.array(given)
        found.append(Forecast(p.crisis, MIXTURE, tuple(map(float, mixed)), p.done))
        found += [p.plain, *_baselines(p.plain, [moves[i].plain for i in before])]
        learnt += [fit for fit in fits if fit not in learnt]
    return _tables(found), learnt


def _likeliest(crisis: str, prior: str, seen: list[Floats]) -> Calibration:
    """The likeliest lambda, from the probabilities (by lambda) of what was done at each earlier move."""
    total = np.log(np.maximum(seen, 1e-12)).sum(axis=0)
    best = int(np.argmax(total))
    inside = np.flatnonzero(total >= total[best] - _WILKS)
    return Calibration(crisis, prior, GRID[best], GRID[inside[0]], GRID[inside[-1]], len(seen), float(total[best]))


def _tables(found: list[Forecast]) -> list[Table]:
    return [_table(by, [f for f in found if f.by == by]) for by in dict.fromkeys(f.by for f in found)]


def _table(by: str, rows: list[Forecast]) -> Table:
    return by, float(np.mean([f.brier for f in rows])), float(np.mean([f.log for f in rows])), len(rows)


@dataclass(frozen=True, eq=False)
class _Point:
    """A recorded move: what was done before it, what was open, what was done; and who says nothing of motives."""

    crisis: str
    before: tuple[str, ...]
    open: tuple[str, ...]
    plain: Forecast

    @property
    def done(self) -> int:
        """The place of what was done."""
        return self.plain.done

    def given(self, dossier: Dossier, prior: str, how: tuple[float, int, int]) -> tuple[float, ...]:
        """The mean probability of each open choice, the recorded ones before it made."""
        lam, draws, seed = how
        lab = _asked(dossier, self.crisis, prior, self.before, self.open[0], seed)
        shares = [float(lab.drawn(draws, choice, lam).mean()) for choice in self.open]
        return tuple(share / sum(shares) for share in shares)


@lru_cache(maxsize=512)
def _asked(dossier: Dossier, crisis: str, prior: str, before: tuple[str, ...], asked: str, seed: int) -> Laboratory:
    return laboratory(
        dossier, dossier.crises[crisis], dossier.priors[prior], asked=asked, supposed=before, lam=1.0, seed=seed
    )


def _moves(dossier: Dossier) -> list[_Point]:
    return [point for crisis in dossier.crises.values() for point in _points(dossier, varied(crisis, None))]


def _points(dossier: Dossier, crisis: Crisis) -> Iterator[_Point]:
    worlds = Worlds(dossier, crisis)
    rates = pledge_rates(dossier, crisis.day)
    known = {choice.id: choice for move in crisis.moves for choice in move.choices}
    for before, choices, done in recorded_moves(crisis):
        armed = tuple(any(act.verb in WARLIKE for act in choice.acts) for choice in choices)
        mover = next(move.by for move in crisis.moves if choices[0] in move.choices)
        states = next(player.states for player in crisis.players if player.id == mover)
        way = tuple(known[id_] for id_ in before)
        keeps, kind = _keeping(worlds, states, way, choices)
        even = (1 / len(choices),) * len(choices)
        plain = Forecast(crisis.id, ALIKE, even, done, armed, keeps, rates.get(kind, 0.5) if kind else 0.5)
        yield _Point(crisis.id, before, tuple(choice.id for choice in choices), plain)


def _keeping(
    worlds: Worlds, states: tuple[str, ...], way: tuple[Choice, ...], choices: tuple[Choice, ...]
) -> tuple[tuple[bool, ...], Pledge | None]:
    """Which choices give the armed help that the mover owes, and by what pledge; none where nothing is due."""
    world = worlds.world(way)
    owed = [(f, day) for f, day in world.due if f.debtor in states and not world.kept(f, day)]
    if not owed:
        return (False,) * len(choices), None
    after = [worlds.world((*way, choice)) for choice in choices]
    keeps = tuple(any(then.kept(f, day) for f, day in owed) for then in after)
    return keeps, owed[0][0].norm.pledge


def pledge_rates(dossier: Dossier, day: date) -> dict[Pledge, float]:
    """How often promises of a kind that fell due in the record before a day were kept; by Laplace's rule."""
    earlier = record_before(dossier, day)
    counts: dict[Pledge, list[int]] = {}
    law = law_of(earlier, readings={id_: reading.default for id_, reading in dossier.readings.items()})
    first = min((e.date.first for e in earlier.events.values()), default=ordinal(day))
    for judged in replay(law, first, ordinal(day)):
        for finding, what in judged.findings:
            if what is not None and what.verdict in _SETTLED:
                row = counts.setdefault(finding.norm.pledge, [0, 0])
                row[0] += what.verdict in (Verdict.KEPT, Verdict.PART_KEPT)
                row[1] += 1
    return {pledge: (kept + 1) / (of + 2) for pledge, (kept, of) in counts.items()}


_SETTLED = {Verdict.KEPT, Verdict.PART_KEPT, Verdict.UNPERFORMED, Verdict.BREACH}


def _baselines(one: Forecast, others: list[Forecast]) -> Iterator[Forecast]:
    """What those say who look only at whether a choice is an armed act, or keeps a promise."""
    offered = [f for f in others if any(f.armed) and not all(f.armed)]
    rate = (1 + sum(f.armed[f.done] for f in offered)) / (2 + len(offered))
    for by, share in ((CALM, 0.1), (RATE, rate)):
        yield Forecast(one.crisis, by, _split(one, one.armed, share), one.done)
    yield Forecast(one.crisis, PLEDGE, _split(one, one.keeps, one.kept), one.done)


def _split(one: Forecast, marked: tuple[bool, ...], share: float) -> tuple[float, ...]:
    """A share for the marked choices together, the rest for the others; all alike where they are of one kind."""
    count = sum(marked)
    if count in (0, len(marked)):
        return one.given
    return tuple(share / count if is_ else (1 - share) / (len(marked) - count) for is_ in marked)
