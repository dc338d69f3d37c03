"""Signed graphs: who is tied to whom, with which sign and weight; triads; the parts that hold cycles."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from foedera.errors import BadQuestion

#: A tie: the two ends as positions, the lower first, and a number whose sign is the tie's; whole in a network.
Tie = tuple[int, int, float]
COLUMNS = ("window", "i", "j", "sign")


@dataclass(frozen=True, slots=True)
class SignedGraph:
    """Actors by name and the ties between them, at most one between any two."""

    names: tuple[str, ...]
    ties: tuple[Tie, ...]

    @property
    def negative(self) -> int:
        """How many ties are negative."""
        return sum(weight < 0 for _, _, weight in self.ties)


def graph_of(weights: Iterable[tuple[str, str, int]]) -> SignedGraph:
    """A signed graph of named pairs; weights of the same pair add up, and a sum of zero is no tie."""
    total: dict[tuple[str, str], int] = {}
    for one, other, weight in weights:
        pair = (one, other) if one < other else (other, one)
        total[pair] = total.get(pair, 0) + weight
    names = tuple(sorted({name for pair in total for name in pair}))
    place = {name: position for position, name in enumerate(names)}
    return SignedGraph(names, tuple((place[a], place[b], w) for (a, b), w in sorted(total.items()) if w))


def read_windows(path: Path) -> dict[str, SignedGraph]:
    """The signed graph of each window of a CSV file with the columns window, i, j, sign (1 or -1).

    Raises `BadQuestion` with the line for whatever is not such a row.
    """
    rows: dict[str, dict[tuple[str, str], int]] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for line, (window, one, other, sign) in _rows(file, path):
                pair = (one, other) if one < other else (other, one)
                if rows.setdefault(window, {}).setdefault(pair, sign) != sign:
                    raise BadQuestion(f"{path.name}:{line}: {one} and {other} have both signs in {window}; keep one")
    except (UnicodeDecodeError, csv.Error) as fault:
        raise BadQuestion(f"{path.name} is no CSV text in UTF-8 ({fault}); save it as such") from None
    if not rows:
        raise BadQuestion(f"{path.name} has no ties; give rows of {','.join(COLUMNS)}")
    return {window: graph_of((a, b, sign) for (a, b), sign in pairs.items()) for window, pairs in rows.items()}


def _rows(file: Iterable[str], path: Path) -> Iterator[tuple[int, tuple[str, str, str, int]]]:
    table = csv.DictReader(file)
    missing = [name for name in COLUMNS if name not in (table.fieldnames or ())]
    if missing:
        raise BadQuestion(f"{path.name} lacks the column {missing[0]}; its first line must name {','.join(COLUMNS)}")
    for row in table:
        window, one, other, sign = (row[name] or "" for name in COLUMNS)
        where = f"{path.name}:{table.line_num}"
        if sign.strip() not in ("1", "+1", "-1"):
            raise BadQuestion(f"{where}: the sign is '{sign}'; write 1 or -1")
        if not one or not other or one == other:
            raise BadQuestion(f"{where}: a tie joins two actors, not '{one}' and '{other}'; correct the row")
        yield table.line_num, (window, one, other, int(sign))


@dataclass(frozen=True, slots=True)
class Triads:
    """The triad census: triangles by the number of their negative ties (Cartwright and Harary 1956).

    Balanced are those with none or two.
    """

    none: int
    one: int
    two: int
    three: int

    @property
    def balanced(self) -> int:
        """Triangles with an even number of negative ties."""
        return self.none + self.two

    @property
    def total(self) -> int:
        """All triangles."""
        return self.none + self.one + self.two + self.three


def triads(graph: SignedGraph) -> Triads:
    """The triad census of a signed graph."""
    near: list[dict[int, bool]] = [{} for _ in graph.names]
    for i, j, weight in graph.ties:
        near[i][j] = near[j][i] = weight < 0
    counted = [0, 0, 0, 0]
    for i, j, weight in graph.ties:
        for k in near[i].keys() & near[j].keys():
            if k > j:
                counted[(weight < 0) + near[i][k] + near[j][k]] += 1
    return Triads(*counted)


def cyclic_parts(graph: SignedGraph) -> list[list[int]]:
    """The connected parts of what is left when ties to actors of one tie are taken away, again and again.

    Each part is the positions of its ties in `graph.ties`. Only cycles can frustrate, and all of them are here.
    """
    ends: list[set[int]] = [set() for _ in graph.names]
    for number, (i, j, _) in enumerate(graph.ties):
        ends[i].add(number)
        ends[j].add(number)
    loose = [actor for actor, ties in enumerate(ends) if len(ties) == 1]
    while loose:
        actor = loose.pop()
        for number in list(ends[actor]):
            for end in graph.ties[number][:2]:
                ends[end].discard(number)
                if len(ends[end]) == 1:
                    loose.append(end)
    return _connected(graph, ends)


def _connected(graph: SignedGraph, ends: list[set[int]]) -> list[list[int]]:
    parts, seen = [], set[int]()
    for start, ties in enumerate(ends):
        if start in seen or not ties:
            continue
        reached, found = [start], set[int]()
        seen.add(start)
        while reached:
            actor = reached.pop()
            found |= ends[actor]
            for number in ends[actor]:
                for end in graph.ties[number][:2]:
                    if end not in seen:
                        seen.add(end)
                        reached.append(end)
        parts.append(sorted(found))
    return parts
