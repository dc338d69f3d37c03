"""A game prepared for the kernel: equal subgames merged, payoffs as differences, rows of memory shared out.

Two subgames that differ by a constant in every feature are played alike, so they are solved once and the
difference is added where they are reached: the tree becomes a directed acyclic graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from foedera.errors import BadQuestion
from foedera.strategy.crisis_kernel import GROUP, NOUGHT, ONE, WEIGHTS, Program
from foedera.strategy.tree import NATURE, Floats, Game, Ints

#: A feature's difference below this is taken for rounding.
_DIGITS = 12


@dataclass(frozen=True, eq=False)
class Plan:
    """The weights that matter, as (player, feature), and the program; `distinct` decisions are left.

    `base` is what of the asked choice is already certain where every decision takes its first choice.
    """

    columns: tuple[tuple[int, int], ...]
    base: float
    distinct: int
    program: Program


def columns_of(features: Floats) -> tuple[tuple[int, int], ...]:
    """The weights on which anything turns: features (T x P x K) that differ between outcomes."""
    differing = np.ptp(features, axis=0) > 10.0**-_DIGITS
    return tuple((int(p), int(k)) for p, k in np.argwhere(differing))


def plan_of(game: Game, features: Floats, asked: Floats) -> Plan:
    """The plan of a game with features T x P x K, for the outcomes marked in `asked`."""
    if not game.perfect:
        raise BadQuestion("ensembles need perfect information; this game has sets of several decisions")
    columns = columns_of(features)
    # Whoever asks is one more player, who cares for the asked choice alone, with a weight of 1.
    worth = np.column_stack([*(features[:, p, k] for p, k in columns), asked]).round(_DIGITS)
    merged = _merged(game, worth)
    whose = np.array([*(p for p, _ in columns), features.shape[1]])
    program = _Packing(merged, whose).program()
    return Plan(columns, float(merged.base[-1]), len(merged.rows), program)


#: A decision after merging: its owner, its kids (0: an outcome, else one more than a row) and chances, and what is
#: added on the way to each, by the place of the difference in a list.
_Row = tuple[int, tuple[tuple[int, int], ...], Floats]


class _Merged(NamedTuple):
    rows: list[_Row]
    steps: list[Floats]
    base: Floats


def _merged(game: Game, worth: Floats) -> _Merged:
    """Each decision after what follows it, as a row: a known one where an equal subgame has been met."""
    rows: list[_Row] = []
    known: dict[object, int] = {}
    numbers: dict[bytes, int] = {}
    steps: list[Floats] = []

    def step(difference: Floats) -> int:
        rounded = difference.round(_DIGITS) + 0.0
        if (key := rounded.tobytes()) not in numbers:
            numbers[key] = len(steps)
            steps.append(rounded)
        return numbers[key]

    slots = [0] * (game.outcomes + game.decisions)
    worths = [*worth, *([worth[0]] * game.decisions)]
    for d in range(game.decisions):
        below = game.kids[d, : game.choices(d)].tolist()
        base, odds = worths[below[0]], game.chance[d, : len(below)]
        kids = tuple((slots[k], step(worths[k] - base)) for k in below)
        key = (int(game.owner[d]), kids, odds.tobytes())
        if key not in known:
            rows.append((int(game.owner[d]), kids, odds))
            known[key] = len(rows)
        slots[game.outcomes + d], worths[game.outcomes + d] = known[key], base
    return _Merged(rows, steps, worths[-1])


#: A sum of weights, or a value (row, player), before it has a row of memory; None is nought.
_Name = tuple[str, int, int] | None


@dataclass
class _Task:
    """A decision as the kernel meets it: the sums that are new, what the mover sees, what it is worth to whom."""

    owner: int
    odds: Floats
    sums: list[_Name] = field(default_factory=list)
    seen: list[tuple[_Name, _Name]] = field(default_factory=list)
    mixes: list[tuple[_Name, list[tuple[_Name, _Name]]]] = field(default_factory=list)

    def names(self) -> Iterator[_Name]:
        yield from self.sums
        for pair in self.seen:
            yield from pair
        for made, pairs in self.mixes:
            yield made
            for pair in pairs:
                yield from pair


class _Packing:
    """Leaves out what nobody asks for, and gives each sum and value a row of memory for as long as it is needed."""

    def __init__(self, merged: _Merged, whose: Ints) -> None:
        self.rows = merged.rows
        self.players = int(whose[-1]) + 1
        self.weights = len(whose) - 1
        self.terms: dict[tuple[tuple[int, float], ...], int] = {}
        self.parts = [
            [self._sum(step, np.flatnonzero((step != 0) & (whose == p))) for p in range(self.players)]
            for step in merged.steps
        ]
        self.value = self._values()

    def _sum(self, step: Floats, places: Ints) -> _Name:
        if not len(places):
            return None
        row = [ONE if at == self.weights else WEIGHTS + int(at) for at in places]
        terms = tuple((column, float(step[at])) for column, at in zip(row, places, strict=True))
        return "sum", self.terms.setdefault(terms, len(self.terms)), 0

    def _values(self) -> list[list[_Name]]:
        """For each slot and player the value, which is that of what follows where nothing is to choose."""
        found: list[list[_Name]] = [[None] * self.players]
        for row, (_, kids, _) in enumerate(self.rows):
            if len(kids) == 1:
                found.append(found[kids[0][0]])
                continue
            moved = [any(found[k][p] or self.parts[s][p] for k, s in kids) for p in range(self.players)]
            found.append([("value", row, p) if is_ else None for p, is_ in enumerate(moved)])
        return found

    def program(self) -> Program:
        tasks = list(self._tasks())
        rows, most = _shared_out(tasks, WEIGHTS + -(-self.weights // GROUP) * GROUP, answer := self.value[-1][-1])
        width = max((len(task.seen) for task in tasks), default=1)
        sums = [name for task in tasks for name in task.sums]
        terms = list(self.terms)
        met = [(*(one := terms[name[1]]), *[(NOUGHT, 0.0)] * (-len(one) % GROUP)) for name in sums if name]
        mixes = [mix for task in tasks for mix in task.mixes]

        def table(lines: Iterable[list[_Name]]) -> Ints:
            return _filled([[rows[name] for name in line] for line in lines], width).astype(np.int64)

        return Program(
            owner=np.array([task.owner for task in tasks], np.int64),
            choices=np.array([len(task.seen) for task in tasks], np.int64),
            seen=table([seen for seen, _ in task.seen] for task in tasks),
            gain=table([gain for _, gain in task.seen] for task in tasks),
            odds=_filled([list(task.odds) for task in tasks], width),
            sums=np.cumsum([0, *(len(task.sums) for task in tasks)]),
            sum_row=np.array([rows[name] for name in sums], np.int64),
            ends=np.cumsum([0, *map(len, met)]),
            column=np.array([column for one in met for column, _ in one], np.int64),
            factor=np.array([factor for one in met for _, factor in one]),
            mixes=np.cumsum([0, *(len(task.mixes) for task in tasks)]),
            mix_row=np.array([rows[made] for made, _ in mixes], np.int64),
            kids=table([kid for kid, _ in pairs] for _, pairs in mixes),
            plus=table([plus for _, plus in pairs] for _, pairs in mixes),
            rows=most,
            answer=rows[answer],
        )

    def _tasks(self) -> Iterator[_Task]:
        asked, met = self._asked(), set[_Name]()
        for row, (owner, kids, odds) in enumerate(self.rows):
            whom = [p for p in range(self.players) if ("value", row, p) in asked]
            if not whom:
                continue
            task = _Task(owner, odds)
            task.seen = self._pairs(kids, owner) if owner != NATURE else [(None, None)] * len(kids)
            task.mixes = [(("value", row, p), self._pairs(kids, p)) for p in whom]
            new = dict.fromkeys(name for name in task.names() if name and name[0] == "sum" and name not in met)
            task.sums = list(new)
            met |= set(new)
            yield task

    def _asked(self) -> set[_Name]:
        """The values on which the answer rests."""
        asked: set[_Name] = {self.value[-1][-1]}
        for row in reversed(range(len(self.rows))):
            owner, kids, _ = self.rows[row]
            whom = {p for p in range(self.players) if ("value", row, p) in asked}
            if whom:
                movers = {owner} - {NATURE}
                asked |= {self.value[k][p] for k, _ in kids for p in whom | movers}
        return asked

    def _pairs(self, kids: tuple[tuple[int, int], ...], player: int) -> list[tuple[_Name, _Name]]:
        return [(self.value[k][player], self.parts[step][player]) for k, step in kids]


def _shared_out(tasks: list[_Task], first: int, answer: _Name) -> tuple[dict[_Name, int], int]:
    """A row for each name, taken by another once its last task is done: so that all of them stay in the nearest cache.

    Also how many rows there are.
    """
    last = {name: at for at, task in enumerate(tasks) for name in task.names()} | {answer: len(tasks)}
    rows: dict[_Name, int] = {None: NOUGHT}
    free: list[int] = []
    for at, task in enumerate(tasks):
        names = dict.fromkeys(name for name in task.names() if name)
        for name in names:
            if name not in rows:
                if not free:
                    free.append(first)
                    first += 1
                rows[name] = free.pop()
        free += [rows[name] for name in names if last[name] == at]
    return rows, first


def _filled(lines: Sequence[Sequence[float]], width: int) -> Floats:
    """Lines of several lengths as a table, filled up with 0."""
    found = np.zeros((len(lines), width))
    for at, line in enumerate(lines):
        found[at, : len(line)] = line
    return found
