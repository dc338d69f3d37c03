"""Games in extensive form, and the tree that a crisis stands for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedera.dossier.crises import CHANCE, Choice, Crisis, Move, varied
from foedera.dossier.names import closest
from foedera.errors import BadQuestion, UnknownName

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
#: The owner of a decision that chance makes.
NATURE = -1


@dataclass(frozen=True, eq=False)
class Game:
    """A game in extensive form, without its payoffs.

    Slots number the outcomes first (0 to T-1), then the decisions (T to T+D-1), each after
    what follows it: the root is the last. `kids` is D x A, filled up with -1.
    """

    title: str
    players: tuple[str, ...]
    outcomes: int
    owner: Ints
    kids: Ints
    info: Ints
    chance: Floats
    names: tuple[str, ...]
    labels: tuple[tuple[str, ...], ...]

    @property
    def decisions(self) -> int:
        """How many decisions there are, those of chance included."""
        return len(self.owner)

    @property
    def perfect(self) -> bool:
        """Whether whoever chooses knows all that was chosen before."""
        sets = self.info[self.owner != NATURE]
        return len(set(sets.tolist())) == len(sets)

    def choices(self, decision: int) -> int:
        """How many choices a decision has."""
        return len(self.labels[decision])


#: A decision as it is built: owner, name, labels, kids, information set, chances.
Decision = tuple[int, str, tuple[str, ...], list[int], object, list[float]]


def assembled(title: str, players: tuple[str, ...], outcomes: int, decisions: list[Decision]) -> Game:
    """A game from its decisions in post-order; kids are outcomes, or ~d for decision d."""
    width = max((len(d[2]) for d in decisions), default=1)
    kids = np.full((len(decisions), width), -1, np.int64)
    chance = np.zeros((len(decisions), width))
    sets: dict[object, int] = {}
    info = np.full(len(decisions), -1, np.int64)
    for row, (owner, _, labels, below, known, odds) in enumerate(decisions):
        kids[row, : len(labels)] = [slot if slot >= 0 else outcomes + ~slot for slot in below]
        if owner == NATURE:
            chance[row, : len(labels)] = odds
        else:
            info[row] = sets.setdefault((owner, known), len(sets))
    owners = np.array([d[0] for d in decisions], np.int64)
    names, labels_ = tuple(d[1] for d in decisions), tuple(d[2] for d in decisions)
    return Game(title, players, outcomes, owners, kids, info, chance, names, labels_)


#: The choices on the way to an outcome.
Way = tuple[Choice, ...]


@dataclass(frozen=True, eq=False)
class Play:
    """A crisis as a game, with the way to each outcome."""

    crisis: Crisis
    game: Game
    ways: tuple[Way, ...]

    def asked(self, choice: str) -> Floats:
        """1 for each outcome on whose way a choice lies, else 0."""
        return np.array([float(any(c.id == choice for c in way)) for way in self.ways])

    def preorder(self) -> list[int]:
        """The decisions from the root on, each before what follows it."""
        found, waiting = [], [self.game.outcomes + self.game.decisions - 1]
        while waiting:
            slot = waiting.pop() - self.game.outcomes
            if slot >= 0:
                found.append(slot)
                waiting += [int(k) for k in self.game.kids[slot, : self.game.choices(slot)][::-1]]
        return found

    def recorded(self) -> int | None:
        """The outcome to which the recorded choices lead; None where the file does not mark them."""
        found = [i for i, way in enumerate(self.ways) if all(c.recorded for c in way)]
        return found[0] if len(found) == 1 else None


def play(crisis: Crisis, supposed: Iterable[str] = ()) -> Play:
    """The game of a crisis; with `supposed`, only those ways on which these choices are made where they are open."""
    one = varied(crisis, None)
    return _Builder(one, _forced(one, supposed)).built()


def _forced(crisis: Crisis, supposed: Iterable[str]) -> dict[str, str]:
    """Move -> the choice supposed there, and those without which its move would be skipped."""
    home = {choice.id: (move, choice) for move in crisis.moves for choice in move.choices}
    forced: dict[str, str] = {}
    waiting = list(supposed)
    while waiting:
        name = waiting.pop()
        if name not in home:
            raise UnknownName("choice of this crisis", name, closest(name, home))
        move, choice = home[name]
        if forced.get(move.id, name) != name:
            raise BadQuestion(f"'{name}' and '{forced[move.id]}' are choices of one move; suppose one of them")
        if move.id not in forced:
            forced[move.id] = name
            waiting += [*move.when, *choice.when]
    return forced


class _Builder:
    def __init__(self, crisis: Crisis, forced: dict[str, str]) -> None:
        self.crisis, self.forced = crisis, forced
        self.numbers = {player.id: i for i, player in enumerate(crisis.players)} | {CHANCE: NATURE}
        self.ways: list[Way] = []
        self.decisions: list[Decision] = []

    def built(self) -> Play:
        self._slot(0, (), ())
        self._check()
        game = assembled(self.crisis.title, tuple(p.id for p in self.crisis.players), len(self.ways), self.decisions)
        return Play(self.crisis, game, tuple(self.ways))

    def _slot(self, at: int, way: Way, seen: tuple[tuple[Move, str], ...]) -> int:
        """The slot of what follows a way: an outcome's number, or ~d for decision d."""
        made = {choice.id for choice in way}
        moves = self.crisis.moves
        while at < len(moves) and not is_open(moves[at], made):
            at += 1
        if at == len(moves) or (way and way[-1].ends):
            self.ways.append(way)
            return len(self.ways) - 1
        move = moves[at]
        choices = [c for c in move.choices if is_open(c, made) and self.forced.get(move.id, c.id) == c.id]
        if not choices:
            raise BadQuestion(f"what is supposed leaves no choice at '{move.id}'; suppose something else")
        below = [self._slot(at + 1, (*way, c), (*seen, (move, c.id))) for c in choices]
        known = (move.id, tuple(id_ for before, id_ in seen if move.by not in before.hidden_from))
        total = sum(c.probability or 0.0 for c in choices)
        odds = [(c.probability or 0.0) / total for c in choices] if move.by == CHANCE else []
        labels = tuple(c.id for c in choices)
        self.decisions.append((self.numbers[move.by], move.id, labels, below, known, odds))
        return ~(len(self.decisions) - 1)

    def _check(self) -> None:
        """Whoever does not know what was chosen has the same number of choices whatever it was."""
        widths: dict[object, int] = {}
        for owner, name, labels, _, known, _ in self.decisions:
            if owner != NATURE and widths.setdefault(known, len(labels)) != len(labels):
                raise BadQuestion(f"the choices at '{name}' tell the mover what is hidden from it; make them as many")


def is_open(what: Move | Choice, made: set[str]) -> bool:
    """Whether earlier choices leave a move, or a choice, open."""
    return made.issuperset(what.when) and made.isdisjoint(what.unless)
