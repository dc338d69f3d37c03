"""Games solved: by hand, against Gambit, and by rules that every solution keeps."""

from __future__ import annotations

import math

import numpy as np
import pytest

from foedera.errors import BadQuestion
from foedera.strategy import efg
from foedera.strategy.solving import backward_induction, logit, path, probit, reached, solved
from foedera.strategy.tree import NATURE, Floats, Game, assembled
from tests.strategy.games import apart, by_definition, gambit_game, gambit_logit, ours, random_game


def entry() -> tuple[Game, Floats]:
    """Selten's entry game: one enters or stays out; the other then fights or yields."""
    game = assembled(
        "entry", ("entrant", "incumbent"), 3,
        [(1, "answer", ("fight", "yield"), [0, 1], "answer", []), (0, "entry", ("enter", "out"), [~0, 2], "entry", [])],
    )  # fmt: skip
    return game, np.array([[-1.0, -1.0], [1.0, 1.0], [0.0, 2.0]])


def test_the_incumbent_yields_and_the_entrant_enters() -> None:
    found = backward_induction(*entry())
    assert found.probabilities.tolist() == [[0.0, 1.0], [1.0, 0.0]]
    assert found.values[-1].tolist() == [1.0, 1.0]


def test_logit_of_the_entry_game_is_as_worked_out_by_hand() -> None:
    found = solved(*entry(), 2.0)
    fight = 1 / (1 + math.exp(2 * 2))
    worth = -fight + (1 - fight)
    assert found.probabilities[0, 0] == pytest.approx(fight, abs=1e-15)
    assert found.probabilities[1, 0] == pytest.approx(1 / (1 + math.exp(-2 * worth)), abs=1e-15)


def test_at_lambda_nought_every_choice_is_as_likely_as_any_other() -> None:
    game, payoffs = random_game(3)
    found = solved(game, payoffs, 0.0)
    for d in range(game.decisions):
        if game.owner[d] != NATURE:
            width = game.choices(d)
            assert found.probabilities[d, :width] == pytest.approx(np.full(width, 1 / width))


def test_as_lambda_grows_logit_and_probit_become_the_best_reply() -> None:
    game, payoffs = random_game(4)
    best = backward_induction(game, payoffs).probabilities
    for response in (logit, probit):
        assert np.abs(solved(game, payoffs, 1e5, response).probabilities - best).max() < 1e-9


def test_probit_of_two_choices_is_the_normal_distribution_of_their_difference() -> None:
    found = probit(np.array([0.3, 0.0]), 1.5)
    expected = 0.5 * math.erfc(-1.5 * 0.3 / math.sqrt(2) / math.sqrt(2))
    assert found[0] == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("lam", [0.5, 4.0])
def test_two_hundred_random_trees_agree_with_gambit(lam: float) -> None:
    pytest.importorskip("pygambit")
    worst = 0.0
    for seed in range(100):
        game, payoffs = random_game(seed if lam < 1 else seed + 100, depth=3)
        at, theirs = gambit_logit(game, payoffs, lam)
        mine = ours(game, solved(game, payoffs, at).probabilities)
        worst = max(worst, apart(mine, theirs))
    assert worst < 1e-8


@pytest.mark.parametrize("lam", [0.5, 4.0])
def test_two_hundred_random_trees_agree_with_the_definition_worked_out_to_fifty_digits(lam: float) -> None:
    worst = 0.0
    for seed in range(100):
        game, payoffs = random_game(seed if lam < 1 else seed + 100, depth=4)
        worst = max(
            worst, float(np.abs(solved(game, payoffs, lam).probabilities - by_definition(game, payoffs, lam)).max())
        )
    assert worst < 1e-13


@pytest.mark.parametrize("lam", [1.0, 4.0])
def test_rounds_of_beliefs_find_what_the_path_from_chance_finds(lam: float) -> None:
    worst = 0.0
    for seed in range(12):
        game, payoffs = random_game(seed, private=True)
        beliefs = reached(game, payoffs[None], lam)[0]
        worst = max(worst, float(np.abs(solved(game, payoffs, lam).reach - beliefs).max()))
    assert worst < 1e-9


def test_many_payoffs_at_once_are_solved_as_each_alone() -> None:
    game, payoffs = random_game(2)
    many = np.stack([payoffs, 2 * payoffs, -payoffs])
    for lam in (3.0, math.inf):
        found = reached(game, many, lam)
        for row, each in zip(found, many, strict=True):
            alone = backward_induction(game, each) if math.isinf(lam) else solved(game, each, lam)
            assert row == pytest.approx(alone.reach, abs=1e-14)


def test_private_information_has_no_one_best_reply() -> None:
    game, payoffs = random_game(1, private=True)
    with pytest.raises(BadQuestion, match="many best replies; give a finite --lambda"):
        reached(game, payoffs[None], math.inf)


def test_games_of_private_information_agree_with_gambit() -> None:
    pytest.importorskip("pygambit")
    worst = 0.0
    for seed in range(20):
        game, payoffs = random_game(seed, private=True)
        assert not game.perfect
        at, theirs = gambit_logit(game, payoffs, 2.0)
        mine = ours(game, solved(game, payoffs, at).probabilities)
        worst = max(worst, apart(mine, theirs))
    assert worst < 1e-8


def test_backward_induction_needs_perfect_information() -> None:
    with pytest.raises(BadQuestion, match="perfect information"):
        backward_induction(*random_game(1, private=True))


def test_a_path_of_lambdas_rises() -> None:
    game, payoffs = entry()
    assert len(path(game, payoffs, [0.0, 1.0, 2.0])) == 3
    with pytest.raises(BadQuestion, match="write them in order"):
        path(game, payoffs, [2.0, 1.0])


# -- Gambit's files -------------------------------------------------------------------


@pytest.mark.parametrize("private", [False, True])
def test_a_game_written_and_read_again_is_the_same_game(private: bool) -> None:
    game, payoffs = random_game(5, private=private)
    again, worth = efg.read(efg.written(game, payoffs))
    assert again.players == game.players and again.labels == game.labels and again.perfect == game.perfect
    assert solved(again, worth, 2.0).values[-1] == pytest.approx(solved(game, payoffs, 2.0).values[-1], abs=1e-12)


def test_gambit_reads_what_we_write() -> None:
    pytest.importorskip("pygambit")
    game, payoffs = random_game(6, private=True)
    theirs = gambit_game(game, payoffs)
    sets = len({int(i) for i, owner in zip(game.info, game.owner, strict=True) if owner != NATURE})
    assert sum(len(player.infosets) for player in theirs.players) == sets


def test_a_file_of_gambit_with_fractions_and_outcomes_named_once_is_read() -> None:
    text = """EFG 2 R "A game" { "One" "Two" }
"a comment"

c "" 1 "dice" { "low" 1/3 "high" 2/3 } 0
p "" 1 1 "first" { "l" "r" } 0
t "" 1 "win" { 1, 0 }
t "" 2 "lose" { 0, 1/2 }
p "" 1 1 "first" { "l" "r" } 0
t "" 1
t "" 2
"""
    game, payoffs = efg.read(text)
    assert game.chance[game.owner == NATURE].tolist() == [[1 / 3, 2 / 3]]
    assert payoffs.tolist() == [[1.0, 0.0], [0.0, 0.5], [1.0, 0.0], [0.0, 0.5]]
    assert not game.perfect


@pytest.mark.parametrize(
    ("text", "says"),
    [("NFG 1 R", "no .efg file"), ('EFG 2 R "x" { "One" }\n""\n\np "" 1 1 "" { "l" "r" } 0\nt "" 1', "breaks off")],
)
def test_what_is_no_file_of_gambit_is_said_to_be_none(text: str, says: str) -> None:
    with pytest.raises(BadQuestion, match=says):
        efg.read(text)
