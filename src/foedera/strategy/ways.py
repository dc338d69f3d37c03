"""Ways through a landscape: over the lowest pass from one minimum to another, and to no camps at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from heapq import heappop, heappush

from foedera.strategy.landscape import Explored, Minimum


@dataclass(frozen=True, slots=True)
class Way:
    """A way between configurations over the lowest pass: who changes camp at each step, and the energies on it."""

    steps: tuple[str, ...]
    energies: tuple[float, ...]

    @property
    def climb(self) -> float:
        """How far the pass lies above the start: at the way out of a minimum, its depth."""
        return max(self.energies) - self.energies[0]


def way(found: Explored, start: int, ends: Iterable[int]) -> Way | None:
    """The way over the lowest pass from a configuration to the first of others; None where there is none to reach."""
    energies, top = found.energies, len(found.energies) - 1
    goals, before = set(ends) - {start}, {start: start}
    heap = [(float(energies[start]), float(energies[start]), start)]
    moves = [1 << i for i in range(len(found.landscape.names) - 1)] + [top]
    while heap and goals:
        level, _, code = heappop(heap)
        if code in goals:
            return _way(found, before, start, code)
        for move in moves:
            other = code ^ move
            if other not in before:
                before[other] = code
                energy = float(energies[other])
                heappush(heap, (max(level, energy), energy, other))
    return None


def _way(found: Explored, before: Mapping[int, int], start: int, end: int) -> Way:
    codes = [end]
    while codes[-1] != start:
        codes.append(before[codes[-1]])
    codes.reverse()
    names, top = found.landscape.names, len(found.energies) - 1
    moves = [a ^ b for a, b in zip(codes, codes[1:])]  # noqa: B905, RUF007
    steps = [names[-1] if move == top and len(names) > 2 else names[move.bit_length() - 1] for move in moves]
    return Way(tuple(steps), tuple(float(found.energies[code]) for code in codes))


def way_out(found: Explored, minimum: Minimum) -> Way | None:
    """The way over the lowest pass to a deeper minimum; from the deepest, to any other."""
    deeper = [other.code for other in found.minima if other.energy < minimum.energy - found.landscape.slack]
    return way(found, minimum.code, deeper or [other.code for other in found.minima])


def joined(found: Explored, code: int) -> Way:
    """The way on which the states of the smaller camp join the larger one by one, in the order of least energies."""
    names = found.landscape.names
    whole = (1 << len(names)) - 1
    smaller = min(code, code ^ whole, key=int.bit_count)
    parts = sorted(_parts(smaller), key=int.bit_count, reverse=True)
    energy = {part: float(found.energies[min(part, part ^ whole)]) for part in parts}
    total, before = {smaller: 0.0}, dict[int, int]()
    for part in parts:
        for i in range(len(names)):
            rest = part & ~(1 << i)
            if rest != part and (sum_ := total[part] + energy[rest]) < total.get(rest, float("inf")):
                total[rest], before[rest] = sum_, part
    codes = [0]
    while codes[-1] != smaller:
        codes.append(before[codes[-1]])
    codes.reverse()
    steps = [names[(a ^ b).bit_length() - 1] for a, b in zip(codes, codes[1:])]  # noqa: B905, RUF007
    return Way(tuple(steps), tuple(energy[part] for part in codes))


def _parts(whole: int) -> Iterator[int]:
    """Every part of a set of states, the set itself first."""
    part = whole
    while part:
        yield part
        part = (part - 1) & whole
    yield 0


@dataclass(frozen=True, slots=True)
class Point:
    """A configuration on a relief: its energy, who stands against the largest state, who changed camp to come here."""

    energy: float
    against: tuple[str, ...]
    changed: str
    minimum: Minimum | None


def relief(found: Explored, most: int) -> tuple[Point, ...]:
    """A walk through a landscape: from no camps to its largest minima, one after the other, and back to no camps.

    The way from each minimum leads over the lowest pass to that of the others which is reached most easily. Where it
    comes through a minimum again, that is a step like others.
    """
    rest = sorted(found.minima, key=lambda minimum: (-(minimum.basin or 0), minimum.energy))[:most]
    known = {minimum.code: minimum for minimum in found.minima}
    here = min(rest, key=lambda minimum: minimum.energy)
    down = _walked(found, here.code, joined(found, here.code), known)[::-1]
    changes = ("", *(point.changed for point in down))
    points = [Point(p.energy, p.against, changed, p.minimum) for p, changed in zip(down, changes, strict=False)]
    while rest := [minimum for minimum in rest if minimum is not here]:
        found_ways = [(path, other) for other in rest if (path := way(found, here.code, [other.code]))]
        path, other = min(found_ways, key=lambda one: (max(one[0].energies), len(one[0].energies)))
        points += _walked(found, here.code, path, known)[1:]
        here = other
    points += _walked(found, here.code, joined(found, here.code), known)[1:]
    seen: set[int] = set()
    return tuple(_first_time(point, seen) for point in points)


def _first_time(point: Point, seen: set[int]) -> Point:
    """A point as it is, or without its minimum where that has been seen."""
    if point.minimum is None or point.minimum.code not in seen:
        seen |= {point.minimum.code} if point.minimum else set()
        return point
    return replace(point, minimum=None)


def _walked(found: Explored, code: int, path: Way, known: Mapping[int, Minimum]) -> list[Point]:
    """The configurations on a way, the first included."""
    land = found.landscape
    points = [Point(path.energies[0], land.camps(code)[1], "", known.get(code))]
    for state, energy in zip(path.steps, path.energies[1:], strict=True):
        code ^= 1 << land.names.index(state)
        code = min(code, land.turned(code))
        points.append(Point(energy, land.camps(code)[1], state, known.get(code)))
    return points
