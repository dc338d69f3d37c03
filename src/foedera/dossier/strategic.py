"""Checks of crises and priors: references, moves that follow one another, ranges, and that priors stay as frozen."""

from __future__ import annotations

import math

from foedera.dossier.checker import Checker
from foedera.dossier.crises import CHANCE, Choice, Crisis, Move, Prior, digest, range_of
from foedera.dossier.folder import Records
from foedera.terms import STATED, Feature


def check_strategy(records: Records) -> Checker:
    """All problems of crises and priors."""
    checker = Checker(records)
    for crisis in records.kinds["crises"].values():
        _crisis(checker, crisis)
    for prior in records.kinds["priors"].values():
        _prior(checker, prior)
    return checker


def _crisis(checker: Checker, crisis: Crisis) -> None:
    players = {player.id for player in crisis.players}
    choices = [choice for move in crisis.moves for choice in move.choices]
    checker.once((player.id for player in crisis.players), "player", crisis.origin)
    checker.once((move.id for move in crisis.moves), "move", crisis.origin)
    checker.once((choice.id for choice in choices), "choice", crisis.origin)
    checker.known(crisis.asks, {choice.id for choice in choices}, "choice", crisis.origin)
    for debate in crisis.debates:
        checker.known(debate, checker.records.kinds["claims"], "debate", crisis.origin)
    for player in crisis.players:
        for state in (*player.states, *player.threats):
            checker.known(state, checker.known_states, "state", player.origin)
        if player.guards and len(player.guards) != 2:
            checker.say(player.origin, "a place is two numbers", "write degrees east, degrees north", "guards")
    _variants(checker, crisis, players)
    made: set[str] = set()
    for move in crisis.moves:
        _move(checker, move, players, made)
        made |= {choice.id for choice in move.choices}
    for row in crisis.indicators:
        checker.known(row.player, players, "player", row.origin)
        for choice in (row.choice, *row.when):
            checker.known(choice, made, "choice", row.origin)
        if row.feature not in STATED:
            hint = f"stated are {', '.join(sorted(STATED))}"
            checker.say(row.origin, f"'{row.feature}' is computed, not stated", hint, row.feature)
        if not -1 <= row.value <= 1:
            checker.say(
                row.origin, f"an indicator is from -1 to 1, not {row.value:g}", "state it as a part of the most"
            )


def _variants(checker: Checker, crisis: Crisis, players: set[str]) -> None:
    moves, names = {move.id for move in crisis.moves}, {variant.id for variant in crisis.variants}
    checker.once((variant.id for variant in crisis.variants), "variant", crisis.origin)
    for variant in crisis.variants:
        for move in variant.hides:
            checker.known(move, moves, "move", variant.origin)
        for player in variant.hidden_from:
            checker.known(player, players, "player", variant.origin)
    parts: list[Move | Choice] = [*crisis.moves, *(choice for move in crisis.moves for choice in move.choices)]
    for part in parts:
        for name in part.variants:
            checker.known(name, names, "variant", part.origin)


def _move(checker: Checker, move: Move, players: set[str], made: set[str]) -> None:
    checker.known(move.by, players | {CHANCE}, "player", move.origin)
    for player in move.hidden_from:
        checker.known(player, players, "player", move.origin)
    if not move.choices:
        checker.say(move.origin, f"the move '{move.id}' has no choice", "add [[move.choice]]", move.id)
    for word in (*move.when, *move.unless):
        _earlier(checker, word, made, move)
    for choice in move.choices:
        for word in (*choice.when, *choice.unless):
            _earlier(checker, word, made, choice)
        _choice(checker, choice)
        if (move.by == CHANCE) != (choice.probability is not None):
            hint = "a choice of chance has a probability, one of a player has none"
            checker.say(choice.origin, f"the choice '{choice.id}' is by {move.by}", hint, choice.id)
    odds = [choice.probability for choice in move.choices if choice.probability is not None]
    if odds and not math.isclose(sum(odds), 1.0, abs_tol=1e-9):
        checker.say(move.origin, f"the probabilities of '{move.id}' sum to {sum(odds):g}", "they sum to 1", move.id)
    if sum(choice.recorded for choice in move.choices) > 1:
        checker.say(move.origin, f"two choices of '{move.id}' are marked as recorded", "one was made", move.id)


def _earlier(checker: Checker, word: str, made: set[str], where: Move | Choice) -> None:
    if word not in made:
        hint = "a condition names a choice of a move that stands before"
        checker.say(where.origin, f"'{word}' is no earlier choice", hint, word)


def _choice(checker: Checker, choice: Choice) -> None:
    kinds = checker.records.kinds
    for act in choice.acts:
        for word in act.actor:
            checker.known(word, checker.actors, "state, person or organization", choice.origin)
        for word in act.target:
            checker.known(word, checker.actors | checker.places, "state, place, person or organization", choice.origin)
        for word in act.against:
            checker.known(word, checker.known_states, "state", choice.origin)
    for treaty in choice.concludes:
        checker.known(treaty, kinds["treaties"], "treaty", choice.origin)
    if choice.event:
        checker.known(choice.event, kinds["events"], "event", choice.origin)
    for transfer in choice.transfers:
        checker.known(transfer.to, checker.known_states, "state", transfer.origin)
        for place in transfer.place:
            checker.known(place, checker.places, "place", transfer.origin)


def _prior(checker: Checker, prior: Prior) -> None:
    missing = [feature.value for feature in Feature if range_of(prior, feature, ()) is None]
    if missing:
        message = f"the prior '{prior.id}' has no range for {', '.join(missing)}"
        checker.say(prior.origin, message, "add [[prior.weight]] for all states", prior.id)
    for row in prior.weights:
        for state in row.states:
            checker.known(state, checker.known_states, "state", row.origin)
        if not -1 <= row.low <= row.high <= 1:
            message = f"a weight's range is from -1 to 1 and upward, not {row.low:g} to {row.high:g}"
            checker.say(row.origin, message, "write low before high", "low")
    if prior.frozen != digest(prior):
        message = f"the prior '{prior.id}' is not as it was frozen: its hash is {digest(prior)}"
        hint = "a change of a prior is a new prior; give it another id, or write the new hash and say why in its note"
        checker.say(prior.origin, message, hint, prior.frozen)
