"""Random games, and the numbers that Gambit finds for them."""

from __future__ import annotations

import io
from decimal import Decimal, localcontext
from typing import Any

import numpy as np

from foedera.strategy.efg import written
from foedera.strategy.tree import NATURE, Decision, Floats, Game, assembled

PLAYERS = ("alba", "bela", "cora")


def random_game(seed: int, *, depth: int = 4, private: bool = False) -> tuple[Game, Floats]:
    """A tree with moves of chance, and payoffs T x P; with `private`, chance moves first and not all learn it."""
    rng = np.random.default_rng(seed)
    decisions: list[Decision] = []
    outcomes = 0

    def node(below: int, history: tuple[int, ...]) -> int:
        nonlocal outcomes
        if below == 0 or (not private and below < depth and rng.random() < 0.2):
            outcomes += 1
            return outcomes - 1
        if private:
            # A full tree whose mover and width depend on depth alone, so that the unlearned choices fit together.
            owner = NATURE if below == depth else (depth - below - 1) % len(PLAYERS)
            width = 2
        else:
            owner = NATURE if rng.random() < 0.1 else int(rng.integers(len(PLAYERS)))
            width = int(rng.integers(2, 4))
        kids = [node(below - 1, (*history, a)) for a in range(width)]
        odds = list(rng.dirichlet(np.ones(width))) if owner == NATURE else []
        # The second to move alone learns what chance did.
        known: object = (below, history[1:] if owner != 1 else history) if private else len(decisions)
        labels = tuple(f"c{a}" for a in range(width))
        decisions.append((owner, f"m{len(decisions)}", labels, kids, known, odds))
        return ~(len(decisions) - 1)

    node(depth, ())
    payoffs = rng.uniform(-1, 1, (outcomes, len(PLAYERS)))
    return assembled(f"random {seed}", PLAYERS, outcomes, decisions), payoffs


def gambit_game(game: Game, payoffs: Floats) -> Any:
    """The game in Gambit."""
    import pygambit

    return pygambit.read_efg(io.StringIO(written(game, payoffs)))


def gambit_logit(game: Game, payoffs: Floats, lam: float) -> tuple[float, list[list[float]]]:
    """Gambit's agent quantal response equilibrium: the lambda it stopped at, and probabilities in file order."""
    import pygambit

    theirs = gambit_game(game, payoffs)
    found = pygambit.qre.logit_solve_lambda(theirs, lam=[lam])[-1]
    assert abs(found.lam - lam) < 1e-3
    # Its `profile` fails in 16.7; the probabilities themselves are there, one after the other.
    flat = iter([float(found[i]) for i in range(len(found))])
    rows = [[next(flat) for _ in infoset.actions] for player in theirs.players for infoset in player.infosets]
    return float(found.lam), rows


def ours(game: Game, probabilities: Floats) -> list[list[float]]:
    """Our probabilities by player and information set, in the order in which the file names them."""
    order: dict[int, dict[int, list[float]]] = {player: {} for player in range(len(game.players))}
    waiting = [game.outcomes + game.decisions - 1]
    while waiting:
        slot = waiting.pop()
        if slot < game.outcomes:
            continue
        d = slot - game.outcomes
        width = game.choices(d)
        if game.owner[d] != NATURE:
            order[int(game.owner[d])].setdefault(int(game.info[d]), [float(p) for p in probabilities[d, :width]])
        waiting += [int(k) for k in game.kids[d, :width][::-1]]
    return [row for player in order.values() for row in player.values()]


def apart(one: list[list[float]], other: list[list[float]]) -> float:
    """The greatest difference between two lists of probabilities."""
    pairs = [pair for x, y in zip(one, other, strict=True) for pair in zip(x, y, strict=True)]
    return max((abs(a - b) for a, b in pairs), default=0.0)


def by_definition(game: Game, payoffs: Floats, lam: float) -> Floats:
    """Logit agent quantal response with perfect information, written from its definition, to fifty digits.

    A second statement that shares nothing with the solver: recursion from the root in the standard library's decimals.
    """
    found = np.zeros_like(game.chance)

    def worth(slot: int) -> list[Decimal]:
        if slot < game.outcomes:
            return [Decimal(float(x)) for x in payoffs[slot]]
        d = slot - game.outcomes
        below = [worth(int(kid)) for kid in game.kids[d, : game.choices(d)]]
        owner = int(game.owner[d])
        if owner == NATURE:
            odds = [Decimal(float(x)) for x in game.chance[d, : len(below)]]
        else:
            raised = [(Decimal(lam) * row[owner]).exp() for row in below]
            odds = [x / sum(raised) for x in raised]
        found[d, : len(below)] = [float(x) for x in odds]
        return [sum((p * row[q] for p, row in zip(odds, below, strict=True)), Decimal(0)) for q in range(len(below[0]))]

    with localcontext() as context:
        context.prec = 50
        worth(game.outcomes + game.decisions - 1)
    return found


def reached_by(game: Game, probabilities: Floats) -> Floats:
    """How likely each outcome is, from the root down."""
    found = np.zeros(game.outcomes)

    def down(slot: int, likely: float) -> None:
        if slot < game.outcomes:
            found[slot] = likely
            return
        d = slot - game.outcomes
        for kid, share in zip(game.kids[d, : game.choices(d)], probabilities[d], strict=False):
            down(int(kid), likely * float(share))

    down(game.outcomes + game.decisions - 1, 1.0)
    return found
