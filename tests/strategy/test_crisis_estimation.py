"""Maximum likelihood: closed forms, recovery of what was simulated, and the data of the R package `games`."""

from __future__ import annotations

import csv
import math
from functools import lru_cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from foedera.errors import BadQuestion, FoederaError
from foedera.strategy.estimation import Term, fitted
from foedera.strategy.solving import logit, probit, solved
from foedera.strategy.tree import Floats, Game, assembled
from tests.corpus.tables import AUTHORITIES, needs_authorities
from tests.strategy.games import random_game


def single() -> Game:
    return assembled("one choice", ("alba",), 2, [(0, "m", ("no", "yes"), [0, 1], "m", [])])


def escalation() -> Game:
    """Alba escalates or not; Bela then cedes or fights: outcomes 0, 1, 2 (Signorino 1999)."""
    return assembled(
        "escalation", ("alba", "bela"), 3,
        [(1, "answer", ("cede", "fight"), [1, 2], "b", []), (0, "escalate", ("no", "yes"), [0, ~0], "a", [])],
    )  # fmt: skip


# -- closed forms -----------------------------------------------------------------------


def test_of_one_choice_the_estimate_is_the_log_odds_with_the_known_error() -> None:
    cases = np.array([1] * 30 + [0] * 70)
    found = fitted(single(), [Term(1, 0, "yes", np.ones(100))], cases)
    # The logit of 0.3, and 1 / sqrt(n p (1 - p)).
    value, error = found.estimate("yes")
    assert value == pytest.approx(math.log(0.3 / 0.7), abs=1e-6)
    assert error == pytest.approx(1 / math.sqrt(100 * 0.3 * 0.7), rel=1e-4)
    assert found.log_likelihood == pytest.approx(30 * math.log(0.3) + 70 * math.log(0.7), abs=1e-9)


def test_lambda_of_a_known_difference_is_the_log_odds_over_it() -> None:
    cases = np.array([1] * 80 + [0] * 20)
    found = fitted(single(), [Term(1, 0, "", np.full(100, 0.5))], cases, lam=None)
    value, error = found.estimate("lambda")
    assert value == pytest.approx(math.log(4) / 0.5, abs=1e-5)
    assert error == pytest.approx(1 / math.sqrt(100 * 0.8 * 0.2) / 0.5, rel=1e-3)


def test_a_game_with_as_many_parameters_as_shares_fits_the_shares() -> None:
    # 200 cases: 120 peace, 50 ceded, 30 fought. Probit: each difference is the root of two times a normal quantile.
    cases = np.repeat([0, 1, 2], [120, 50, 30])
    terms = [Term(2, 0, "fight to alba", np.ones(200)), Term(2, 1, "fight to bela", np.ones(200))]
    found = fitted(escalation(), terms, cases, response="probit")
    fight = 30 / 80
    assert found.estimate("fight to bela")[0] == pytest.approx(math.sqrt(2) * norm.ppf(fight), abs=1e-5)
    assert found.estimate("fight to alba")[0] == pytest.approx(math.sqrt(2) * norm.ppf(80 / 200) / fight, abs=1e-5)
    # Bela's error by the delta method, from its own 80 choices.
    density = norm.pdf(norm.ppf(fight)) / math.sqrt(2)
    assert found.estimate("fight to bela")[1] == pytest.approx(math.sqrt(fight * (1 - fight) / 80) / density, rel=1e-3)


# -- recovery ---------------------------------------------------------------------------


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 10_000), lam=st.floats(0.5, 3.0))
def test_lambda_is_recovered_within_four_errors_from_simulated_play(seed: int, lam: float) -> None:
    game, payoffs = random_game(seed, depth=3)
    rng = np.random.default_rng(seed)
    reach = solved(game, payoffs, lam).reach[: game.outcomes]
    cases = rng.choice(game.outcomes, 2_000, p=reach / reach.sum())
    known = [
        Term(t, p, "", np.full(2_000, payoffs[t, p])) for t in range(game.outcomes) for p in range(len(game.players))
    ]
    value, error = fitted(game, known, cases, lam=None).estimate("lambda")
    assert abs(value - lam) < 4 * error


@pytest.mark.parametrize("response", ["logit", "probit"])
def test_payoffs_are_recovered_and_their_errors_are_those_of_repeated_samples(response: str) -> None:
    game, truth = escalation(), np.array([0.6, -1.0, 0.8])
    rng = np.random.default_rng(3)
    found, errors = [], []
    for _ in range(40):
        x = rng.normal(size=400)
        rule = logit if response == "logit" else probit
        cases = np.array([_played(game, truth, value, rule, rng) for value in x])
        fit = fitted(game, _terms(x), cases, response=response)
        found.append(fit.estimates)
        errors.append(fit.errors)
    spread, told = np.std(found, axis=0, ddof=1), np.mean(errors, axis=0)
    assert np.abs(np.mean(found, axis=0) - truth).max() < 4 * (spread / math.sqrt(40)).max() + 0.05
    assert told == pytest.approx(spread, rel=0.35)


def _terms(x: Floats) -> list[Term]:
    return [Term(2, 0, "a", np.ones(len(x))), Term(0, 0, "b", x), Term(2, 1, "c", x)]


def _played(game: Game, truth: Floats, x: float, rule: object, rng: np.random.Generator) -> int:
    payoffs = np.array([[truth[1] * x, 0.0], [0.0, 0.0], [truth[0], truth[2] * x]])
    reach = solved(game, payoffs, 1.0, rule).reach[:3]  # type: ignore[arg-type]
    return int(rng.choice(3, p=reach))


def test_three_choices_are_estimated_by_probit_too() -> None:
    game = assembled("three", ("alba",), 3, [(0, "m", ("a", "b", "c"), [0, 1, 2], "m", [])])
    cases = np.repeat([0, 1, 2], [500, 300, 200])
    terms = [Term(1, 0, "b", np.ones(1_000)), Term(2, 0, "c", np.ones(1_000))]
    found = fitted(game, terms, cases, response="probit")
    payoffs = np.array([[0.0], [found.estimate("b")[0]], [found.estimate("c")[0]]])
    assert solved(game, payoffs, 1.0, probit).reach[:3] == pytest.approx([0.5, 0.3, 0.2], abs=1e-4)


# -- the data of `games` (Kenkel and Signorino 2014) ---------------------------------------


@lru_cache
def war1800() -> list[dict[str, str]]:
    with (AUTHORITIES / "games" / "war1800.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def number(name: str) -> Floats:
    return np.array([float(row[name]) for row in war1800()])


def is_of(name: str, kind: str) -> Floats:
    return np.array([float(row[name] == kind) for row in war1800()])


def regime(outcome: int, player: int, name: str) -> list[Term]:
    one = np.ones(len(war1800()))
    return [
        Term(outcome, player, f"{name}:1", one),
        *(Term(outcome, player, f"{name}:{kind}", is_of(f"regime{player + 1}", kind)) for kind in ("dem", "mixed")),
    ]


@needs_authorities
@pytest.mark.parametrize("response", ["probit", "logit"])
def test_the_escalation_of_disputes_since_1800_is_estimated(response: str) -> None:
    """The model of the package's own example: esc + war ~ s_wt_re1 + revis1 | 0 | regime1 | balanc + regime2."""
    one = np.ones(len(war1800()))
    cases = np.where(number("esc") == 0, 0, np.where(number("war") == 0, 1, 2))
    terms = [
        Term(0, 0, "u11:1", one), Term(0, 0, "u11:s_wt_re1", number("s_wt_re1")),
        Term(0, 0, "u11:revis1", number("revis1")), *regime(2, 0, "u14"), *regime(2, 1, "u24"),
        Term(2, 1, "u24:balanc", number("balanc")),
    ]  # fmt: skip
    # The package gives every choice an error of scale one also in the logit: differences are divided by root two.
    found = fitted(escalation(), terms, cases, lam=1.0 if response == "probit" else 1 / math.sqrt(2), response=response)
    apart = signorino(dict(zip(found.names, found.estimates, strict=True)), response)
    assert found.log_likelihood == pytest.approx(apart, abs=1e-8)
    for name in found.names:
        for step in (-0.01, 0.01):
            moved = dict(zip(found.names, found.estimates, strict=True))
            moved[name] += step
            assert signorino(moved, response) < apart
    # A democracy gains less by fighting than an autocracy, whichever side it is on; both more than three errors away.
    for name in ("u14:dem", "u24:dem"):
        value, error = found.estimate(name)
        assert value < -2.5 * error


def signorino(b: dict[str, float], response: str) -> float:
    """The log-likelihood as Signorino (1999) writes it for this tree, case by case, without our code."""

    def share(x: float) -> float:
        x /= math.sqrt(2)
        return 0.5 * math.erfc(-x / math.sqrt(2)) if response == "probit" else 1 / (1 + math.exp(-x))

    total = 0.0
    for row in war1800():
        u11 = b["u11:1"] + b["u11:s_wt_re1"] * float(row["s_wt_re1"]) + b["u11:revis1"] * float(row["revis1"])
        u14 = b["u14:1"] + b.get(f"u14:{row['regime1']}", 0.0)
        u24 = b["u24:1"] + b["u24:balanc"] * float(row["balanc"]) + b.get(f"u24:{row['regime2']}", 0.0)
        fight = share(u24)
        go = share(fight * u14 - u11)
        escalated, fought = float(row["esc"]) == 1, float(row["war"]) == 1
        total += math.log(go * (fight if fought else 1 - fight)) if escalated else math.log(1 - go)
    return total


# -- what cannot be estimated ------------------------------------------------------------


def test_what_the_cases_cannot_tell_is_said() -> None:
    same = [Term(1, 0, "a", np.ones(10)), Term(1, 0, "b", np.ones(10))]
    with pytest.raises(FoederaError, match="do not tell a, b apart: the likelihood is flat; leave a parameter out"):
        fitted(single(), same, [0, 1] * 5)


@pytest.mark.parametrize(
    ("cases", "terms", "more", "says"),
    [
        ([0, 2], [Term(1, 0, "a", np.ones(2))], {}, "an outcome from 0 to 1"),
        ([0, 1], [Term(1, 0, "a", np.ones(3))], {}, "one finite number for each of the 2 cases"),
        ([0, 1], [Term(1, 0, "", np.ones(2))], {}, "nothing is left to estimate"),
        ([0, 1], [Term(1, 0, "a", np.ones(2))], {"response": "cauchit"}, "logit or probit, not 'cauchit'"),
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_estimated_says_why(
    cases: list[int], terms: list[Term], more: dict[str, str], says: str
) -> None:
    with pytest.raises(BadQuestion, match=says):
        fitted(single(), terms, cases, **more)  # type: ignore[arg-type]


def test_private_information_is_not_estimated() -> None:
    game, _ = random_game(1, private=True)
    with pytest.raises(BadQuestion, match="perfect information"):
        fitted(game, [], [0])
