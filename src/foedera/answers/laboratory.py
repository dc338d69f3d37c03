"""A crisis tried out: the whole tree, one weight after the other, two at once; small draws, answered at once.

Every question takes the same conditions as `choices.crisis`; weights may be narrowed to a point or a part of the
prior's range, so that a slider asks a new question each time that it is moved.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Unpack

from foedera.answers import telling
from foedera.answers.choices import Conditions, effect, laboratory_of, named, sentence
from foedera.answers.declared import found_crisis, number, told_crisis, told_prior
from foedera.answers.motives import READ_FROM, mechanisms_of
from foedera.answers.telling import Json
from foedera.dossier.crises import Player, Prior, range_of
from foedera.dossier.dossier import Dossier
from foedera.dossier.names import closest
from foedera.errors import BadQuestion, UnknownName
from foedera.terms import STATED, Feature

if TYPE_CHECKING:
    from foedera.strategy.laboratory import Laboratory

#: Draws of a quick answer, unless the asker says otherwise, and the most that it takes.
DRAWS, MOST = 1_024, 100_000
#: Steps of a heat map along each side.
STEPS, MOST_STEPS = 17, 41


def crisis_tree(dossier: Dossier, name: str, *, draws: int = DRAWS, **conditions: Unpack[Conditions]) -> Json:
    """The tree of a crisis with the probability of every choice, in the mean of some draws; and the sentence."""
    lab = laboratory_of(dossier, name, **conditions)
    told = _conditions(lab, _count(draws))
    told |= {"weights": _ranges(lab), "centre": _centre(lab), "tree": _tree(lab, draws)}
    return told


def crisis_tornado(dossier: Dossier, name: str, *, draws: int = DRAWS, **conditions: Unpack[Conditions]) -> Json:
    """The answer with each weight in turn at its least and at its greatest, the others drawn; the widest first."""
    import numpy as np

    lab = laboratory_of(dossier, name, **conditions)
    points = lab.points(_count(draws))
    bars = []
    for at, column in enumerate(lab.columns):
        ends = []
        for end in (-1.0, 1.0):
            moved = points.copy()
            moved[:, at] = end
            ends.append(float(np.mean(lab.at(moved))))
        low, high = lab.range(*column)
        bars.append({**_weight(lab, column), "low": low, "high": high, "at_low": number(ends[0]),
                     "at_high": number(ends[1])})  # fmt: skip
    bars.sort(key=lambda bar: (-abs(bar["at_high"] - bar["at_low"]), bar["player"], bar["feature"]))
    return {**_conditions(lab, draws), "bars": bars}


def crisis_heat(
    dossier: Dossier,
    name: str,
    *,
    x: str,
    y: str,
    steps: int = STEPS,
    draws: int = 256,
    **conditions: Unpack[Conditions],
) -> Json:
    """The answer over two weights, from 0 to 1 each, the others drawn: a row for each value of `y`.

    `x` and `y` are PLAYER/FEATURE. The greatest work is `steps` squared times `draws` games.
    """
    import numpy as np

    if not 2 <= steps <= MOST_STEPS:
        raise BadQuestion(f"a heat map has from 2 to {MOST_STEPS} steps, not {steps}; change steps")
    if x == y:
        raise BadQuestion(f"a heat map needs two weights, not '{x}' twice; choose another")
    whole = [f"{word}:0..1" for word in (x, y)]
    others = [w for w in conditions.get("weights", ()) if w.partition(":")[0] not in (x, y)]
    conditions["weights"] = [*others, *whole]
    lab = laboratory_of(dossier, name, **conditions)
    sides = [_column(lab, word) for word in (x, y)]
    points = lab.points(_count(draws))
    values = np.linspace(0.0, 1.0, steps)
    rows = []
    for upward in values:
        moved = np.repeat(points[None], steps, axis=0)
        moved[:, :, sides[0]] = (2 * values - 1)[:, None]
        moved[:, :, sides[1]] = 2 * upward - 1
        rows.append(lab.at(moved.reshape(-1, points.shape[1])).reshape(steps, -1).mean(axis=1))
    axis = [number(v) for v in values]
    return {
        **_conditions(lab, draws),
        "x": {**_weight(lab, lab.columns[sides[0]]), "values": axis},
        "y": {**_weight(lab, lab.columns[sides[1]]), "values": axis},
        "cells": [[number(v) for v in row] for row in rows],
    }


def crisis_sources(dossier: Dossier, name: str) -> Json:
    """Every number that enters a crisis: what it is, its reason, its source; one page."""
    from foedera.strategy.features import capability_figures

    crisis = found_crisis(dossier, name)
    return {
        "crisis": told_crisis(crisis),
        "features": [
            {"feature": feature.value, "stated": feature in STATED, "read_from": READ_FROM[feature]}
            for feature in Feature
        ],
        "capabilities": [
            {
                "state": state,
                "value": figure.value,
                "unit": figure.unit,
                "date": str(figure.date),
                "sources": telling.citations(figure.sources),
            }
            for state, figure in capability_figures(dossier, crisis).items()
        ],
        "priors": [
            {**told_prior(prior), "weights": [row for p in crisis.players for row in _sourced(dossier, p, prior)]}
            for prior in dossier.priors.values()
        ],
    }


def _sourced(dossier: Dossier, player: Player, prior: Prior) -> Iterator[Json]:
    for feature in Feature:
        row = range_of(prior, feature, player.states)
        if row is not None:
            yield {
                "player": player.id, "feature": feature.value, "low": row.low, "high": row.high, "reason": row.reason,
                "sources": telling.citations(row.sources), "mechanisms": mechanisms_of(dossier, player.states, feature),
            }  # fmt: skip


def _conditions(lab: Laboratory, draws: int) -> Json:
    """What was asked, and the answer in figures and in words."""
    told = effect(lab, draws)
    return {
        **named(lab),
        "prior": lab.prior.id,
        "draws": draws,
        "seed": lab.seed,
        "lambda": number(lab.lam),
        "supposed": list(lab.supposed),
        "narrowed": [f"{p}/{f}:{low:g}..{high:g}" for (p, f), (low, high) in lab.narrowed.items()],
        **told,
        "sentence": sentence(lab, told),
    }


def _count(draws: int) -> int:
    if not 1 <= draws <= MOST:
        raise BadQuestion(f"a quick answer takes from 1 to {MOST:,} draws, not {draws:,}; change draws")
    return draws


def _ranges(lab: Laboratory) -> list[Json]:
    """Every weight on which anything turns, with the prior's range and the one in use."""
    rows = []
    for column in lab.columns:
        row, (low, high) = lab.weight(*column), lab.range(*column)
        states = lab.crisis.players[column[0]].states
        named = _weight(lab, column)
        rows.append({
            **named, "low": low, "high": high, "prior_low": row.low, "prior_high": row.high, "reason": row.reason,
            "sources": telling.citations(row.sources),
            "mechanisms": mechanisms_of(lab.dossier, states, Feature(named["feature"])),
        })  # fmt: skip
    return rows


def _weight(lab: Laboratory, column: tuple[int, int]) -> Json:
    from foedera.strategy.features import FEATURES

    return {"player": lab.crisis.players[column[0]].id, "feature": FEATURES[column[1]].value}


def _column(lab: Laboratory, word: str) -> int:
    known = ["/".join(_weight(lab, column).values()) for column in lab.columns]
    if word not in known:
        raise UnknownName("weight on which this choice turns", word, closest(word, known))
    return known.index(word)


def _centre(lab: Laboratory) -> float | str | None:
    import numpy as np

    return number(lab.at(np.zeros((1, len(lab.columns))))[0])


def _tree(lab: Laboratory, draws: int) -> list[Json]:
    """The decisions from the root on: how likely each is reached, and each choice there, in the mean of the draws."""
    play, game = lab.play, lab.play.game
    reach = lab.reached(draws)
    movers = [player.id for player in lab.crisis.players]
    recorded = {choice.id for move in lab.crisis.moves for choice in move.choices if choice.recorded}
    order = play.preorder()
    numbers = {d: at for at, d in enumerate(order)}
    nodes = []
    for d in order:
        here = float(reach[game.outcomes + d])
        rows = []
        for label, kid in zip(game.labels[d], game.kids[d, : game.choices(d)], strict=True):
            below, slot = float(reach[kid]), int(kid)
            rows.append({
                "choice": label,
                "probability": number(below / here if here > 0 else 1 / game.choices(d)),
                "reach": number(below),
                "recorded": label in recorded,
                "node": numbers[slot - game.outcomes] if slot >= game.outcomes else None,
                "outcome": slot if slot < game.outcomes else None,
            })  # fmt: skip
        owner = int(game.owner[d])
        nodes.append({
            "node": numbers[d], "set": int(game.info[d]) if owner >= 0 else None,
            "move": game.names[d], "by": "chance" if owner < 0 else movers[owner],
            "reach": number(here), "choices": rows,
        })  # fmt: skip
    return nodes
