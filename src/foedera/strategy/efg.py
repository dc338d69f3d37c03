"""Gambit's file format for games in extensive form (.efg), out and in."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from foedera.errors import BadQuestion
from foedera.strategy.tree import NATURE, Decision, Floats, Game, assembled

_WHOLE = 10**15
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}]|[^\s{},"]+')


def written(game: Game, payoffs: Floats) -> str:
    """A game with its payoffs (T x P) as an .efg text."""
    lines = [f"EFG 2 R {_quoted(game.title)} {{ {' '.join(map(_quoted, game.players))} }}", '""', ""]
    numbers: dict[int, int] = {}
    counts = [0] * len(game.players)
    for number, d in enumerate(_sets_of(game)):
        owner = int(game.owner[d])
        if owner != NATURE and int(game.info[d]) not in numbers:
            counts[owner] += 1
            numbers[int(game.info[d])] = counts[owner]
        elif owner == NATURE:
            numbers[~d] = number + 1
    lines += _lines(game, payoffs, game.outcomes + game.decisions - 1, numbers)
    return "\n".join(lines) + "\n"


def _sets_of(game: Game) -> Iterator[int]:
    """The decisions from the root on."""
    waiting = [game.outcomes + game.decisions - 1]
    while waiting:
        slot = waiting.pop()
        if slot >= game.outcomes:
            d = slot - game.outcomes
            yield d
            waiting += [int(k) for k in game.kids[d, : game.choices(d)][::-1]]


def _lines(game: Game, payoffs: Floats, slot: int, numbers: dict[int, int]) -> Iterator[str]:
    if slot < game.outcomes:
        worth = ", ".join(repr(float(v)) for v in payoffs[slot])
        yield f't "" {slot + 1} "o{slot + 1}" {{ {worth} }}'
        return
    d = slot - game.outcomes
    # Gambit wants every name of a decision but once.
    name, owner, labels = _quoted(f"{game.names[d]} {d + 1}"), int(game.owner[d]), game.labels[d]
    if owner == NATURE:
        fractions = _fractions(game.chance[d, : len(labels)])
        odds = " ".join(f"{_quoted(x)} {p}" for x, p in zip(labels, fractions, strict=True))
        yield f'c {name} {numbers[~d]} "" {{ {odds} }} 0'
    else:
        yield f'p {name} {owner + 1} {numbers[int(game.info[d])]} "" {{ {" ".join(map(_quoted, labels))} }} 0'
    for kid in game.kids[d, : len(labels)]:
        yield from _lines(game, payoffs, int(kid), numbers)


def _fractions(odds: Floats) -> list[str]:
    """Probabilities as fractions: Gambit wants them to sum to one exactly."""
    parts = [round(float(p) * _WHOLE) for p in odds]
    return [f"{part}/{_WHOLE}" for part in (*parts[:-1], _WHOLE - sum(parts[:-1]))]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def read(text: str) -> tuple[Game, Floats]:
    """A game and its payoffs from an .efg text; raises `BadQuestion` where it is none."""
    tokens = _TOKEN.findall(text)
    if tokens[:2] != ["EFG", "2"]:
        raise BadQuestion("this is no .efg file: its first line must begin with EFG 2 R")
    try:
        return _Reader(tokens).read()
    except (IndexError, ValueError, KeyError):
        raise BadQuestion("the .efg file breaks off or has a line that is not understood; save it anew") from None


class _Reader:
    def __init__(self, tokens: list[str]) -> None:
        self.tokens, self.at = tokens, 3
        self.worth: dict[str, list[float]] = {}
        self.payoffs: list[list[float]] = []
        self.labels: dict[tuple[int, str], tuple[str, ...]] = {}
        self.decisions: list[Decision] = []

    def read(self) -> tuple[Game, Floats]:
        title, players = self._text(), tuple(map(_plain, self._braces()))
        if self.tokens[self.at].startswith('"'):
            self.at += 1  # the comment
        self._node()
        return assembled(title, players, len(self.payoffs), self.decisions), np.array(self.payoffs)

    def _node(self) -> int:
        kind, name = self._next(), self._text()
        if kind == "t":
            return self._outcome()
        owner = int(self._next()) - 1 if kind == "p" else NATURE
        known = self._next()
        if self.tokens[self.at].startswith('"'):
            self.at += 1  # the name of the information set
        rows = self._braces() if self.tokens[self.at] == "{" else []
        labels = tuple(map(_plain, rows[:: 2 if owner == NATURE else 1])) or self.labels[owner, known]
        self.labels[owner, known] = labels
        odds = [_number(x) for x in rows[1::2]] if owner == NATURE else []
        if self._next() != "0":
            raise BadQuestion("payoffs at moves are not read; put them at the outcomes")
        below = [self._node() for _ in labels]
        self.decisions.append((owner, name, labels, below, known, odds))
        return ~(len(self.decisions) - 1)

    def _outcome(self) -> int:
        number = self._next()
        if self.at < len(self.tokens) and self.tokens[self.at].startswith('"'):
            self.at += 1
        if self.at < len(self.tokens) and self.tokens[self.at] == "{":
            self.worth[number] = [_number(x) for x in self._braces()]
        self.payoffs.append(self.worth[number])
        return len(self.payoffs) - 1

    def _braces(self) -> list[str]:
        end = self.tokens.index("}", self.at)
        found, self.at = self.tokens[self.at + 1 : end], end + 1
        return found

    def _text(self) -> str:
        return _plain(self._next())

    def _next(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1]


def _plain(token: str) -> str:
    return re.sub(r"\\(.)", r"\1", token[1:-1])


def _number(token: str) -> float:
    over, _, under = token.partition("/")
    return float(over) / float(under or 1)
