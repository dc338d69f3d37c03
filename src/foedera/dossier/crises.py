"""The nouns of strategy: a crisis as a game in extensive form, and the priors over what its players cared for.

A crisis lists its moves in order. A move is skipped where its conditions fail, so that a short file stands for a
large tree. What an outcome is worth is not written: the law and the atlas read the acts on the way to it.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from foedera.dossier.model import NOWHERE, Act, Assessment, Citations, Names, Origin, Value, key, noun
from foedera.terms import Feature

#: The mover where nobody chooses.
CHANCE = "chance"


@noun
class Player(Value):
    """One who chooses, and the states for which it acts."""

    id: str = key("short id")
    title: str = key("who it is")
    states: tuple[str, ...] = key("the states for which it acts; the first is the one whose land and frontier count")
    guards: tuple[float, ...] = key(
        "degrees east and north of the place whose distance from the frontier counts; absent: the capital", default=()
    )
    threats: tuple[str, ...] = key("the states from whose land that distance is measured", default=())
    says: str = key("why it is one player, and what it wanted, in our own words", default="")
    sources: Citations = key("sources", default=())
    origin: Origin = NOWHERE


@noun
class Transfer(Value):
    """Land that a choice hands to another holder."""

    place: tuple[str, ...] = key("territories of the record")
    to: str = key("the state that holds them from then on")
    origin: Origin = NOWHERE


@noun
class Choice(Value):
    """One alternative of a move, with the acts that it consists of."""

    id: str = key("short id, one in the whole crisis")
    title: str = key("the choice as a sentence")
    day: date | None = key("when it is made; absent: the day of the move before", default=None)
    acts: tuple[Act, ...] = key("what is done: the law judges it", name="act", default=())
    assessed: tuple[Assessment, ...] = key("judged facts about these acts", default=())
    concludes: tuple[str, ...] = key("treaties and proposals of the record that take force by it", default=())
    transfers: tuple[Transfer, ...] = key("land that changes hands", name="transfer", default=())
    when: tuple[str, ...] = key("earlier choices without which it is not open", default=())
    unless: tuple[str, ...] = key("earlier choices that close it", default=())
    probability: float | None = key("for a move of chance: how likely", default=None)
    ends: bool = key("true where no move follows", default=False)
    recorded: bool = key("true where this was done", default=False)
    event: str = key("the recorded event", default="")
    says: str = key("remarks", default="")
    variants: tuple[str, ...] = key(
        "the variants in which it is a choice; absent: the crisis itself and all", default=()
    )
    sources: Citations = key("sources", default=())
    origin: Origin = NOWHERE


@noun
class Move(Value):
    """A point at which one player chooses, or chance does."""

    id: str = key("short id")
    title: str = key("the question before the mover")
    by: str = key("the player, or `chance`")
    choices: tuple[Choice, ...] = key("the alternatives", name="choice", default=())
    when: tuple[str, ...] = key("earlier choices without which the move is skipped", default=())
    unless: tuple[str, ...] = key("earlier choices after which it is skipped", default=())
    hidden_from: tuple[str, ...] = key("players who do not learn what was chosen", default=())
    variants: tuple[str, ...] = key("the variants in which it is a move; absent: the crisis itself and all", default=())
    sources: Citations = key("sources", default=())
    origin: Origin = NOWHERE


@noun
class Indicator(Value):
    """What a choice means to a player where neither law nor atlas can say: stated, with its source."""

    feature: Feature = key("ideology, trade or legitimacy")
    player: str = key("to whom")
    choice: str = key("by which choice")
    value: float = key("from -1 to 1")
    reason: str = key("why, in our own words")
    sources: Citations = key("sources")
    when: tuple[str, ...] = key("other choices without which it does not count", default=())
    origin: Origin = NOWHERE


@noun
class CrisisVariant(Value):
    """What somebody did not know: the crisis with some moves hidden, and with what is marked as its own."""

    id: str = key("short id")
    title: str = key("what was not known, as a sentence")
    says: str = key("why it is asked, in our own words")
    sources: Citations = key("sources")
    hides: tuple[str, ...] = key("moves whose choice is not learned", default=())
    hidden_from: tuple[str, ...] = key("by these players", name="from", default=())
    origin: Origin = NOWHERE


@noun
class Crisis(Value):
    """A sequence of choices as an extensive-form game whose outcomes are worlds."""

    id: str
    title: str = key("the crisis")
    day: date = key("the record counts as it stood on the morning of this day")
    months: int = key("the horizon: months after that day within which the model looks")
    asks: str = key("the choice that the crisis is about")
    about: str = key("what is modelled")
    omits: str = key("what is not modelled, and what follows from that")
    sources: Citations = key("the literature")
    names: Names = key("names by language code", factory=dict)
    aliases: tuple[str, ...] = key("other names", default=())
    placebo: bool = key("true where nothing came of it: a crisis to test the model by", default=False)
    players: tuple[Player, ...] = key("who chooses", name="player", default=())
    moves: tuple[Move, ...] = key("the moves, in order", name="move", default=())
    indicators: tuple[Indicator, ...] = key("stated features", name="indicator", default=())
    variants: tuple[CrisisVariant, ...] = key("what somebody did not know", name="variant", default=())
    debates: tuple[str, ...] = key("debates that it bears on", default=())
    note: str = key("remarks", default="")
    origin: Origin = NOWHERE


@noun
class Weight(Value):
    """How much features count, as a range; a later row of the same prior replaces an earlier one."""

    features: tuple[Feature, ...] = key("the features")
    low: float = key("least weight")
    high: float = key("greatest weight")
    reason: str = key("why, in our own words")
    sources: Citations = key("sources")
    states: tuple[str, ...] = key("for players that act for these states; absent: for all", default=())
    origin: Origin = NOWHERE


@noun
class Prior(Value):
    """A declared prior: what players cared for, in the eyes of one school, for every crisis of the dossier alike."""

    id: str = key("short id")
    title: str = key("its name")
    says: str = key("what the school holds, in our own words")
    frozen: str = key("the hash of its ranges; `foedera check` says when they were changed after it was set")
    sources: Citations = key("where the school says so")
    weights: tuple[Weight, ...] = key("ranges of weights", name="weight", default=())
    note: str = key("remarks", default="")
    origin: Origin = NOWHERE


def digest(prior: Prior) -> str:
    """A hash of what a prior says of every weight: 16 hexadecimal digits of SHA-256."""
    rows = [f"{','.join(w.features)}|{','.join(w.states)}|{w.low!r}|{w.high!r}" for w in prior.weights]
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:16]


def range_of(prior: Prior, feature: Feature, states: tuple[str, ...]) -> Weight | None:
    """The last row of a prior that speaks of a feature for a player of these states."""
    rows = (w for w in reversed(prior.weights) if feature in w.features)
    return next((w for w in rows if not w.states or not set(w.states).isdisjoint(states)), None)


def varied(crisis: Crisis, variant: CrisisVariant | None) -> Crisis:
    """A crisis as a variant has it; without one, as it stands."""
    name = variant.id if variant else ""
    moves = []
    for move in crisis.moves:
        if move.variants and name not in move.variants:
            continue
        choices = tuple(replace(c, variants=()) for c in move.choices if not c.variants or name in c.variants)
        unseen = variant.hidden_from if variant and move.id in variant.hides else ()
        moves.append(replace(move, choices=choices, hidden_from=(*move.hidden_from, *unseen), variants=()))
    id_ = f"{crisis.id}/{name}" if name else crisis.id
    return replace(crisis, id=id_, moves=tuple(moves))
