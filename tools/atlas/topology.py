"""TopoJSON: areas and lines that share their arcs, on a grid of whole numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import shapely
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

Cell = tuple[int, int]
Path = list[Cell]


class Topology:
    """Arcs between junctions, each kept once, and the objects made of them."""

    def __init__(self, step: float) -> None:
        self.step = step
        self.paths: dict[str, list[list[Path]]] = {}
        self.lines: dict[str, list[Path]] = {}
        self.arcs: list[Path] = []
        self._known: dict[tuple[Cell, ...], int] = {}

    def cells(self, points: Iterable[tuple[float, float]]) -> Path:
        """Points on the grid, none twice in a row."""
        path: Path = []
        for east, north in points:
            cell = (round(east / self.step), round(north / self.step))
            if not path or path[-1] != cell:
                path.append(cell)
        return path

    def area(self, name: str, geometry: BaseGeometry) -> None:
        """Adds an area by its rings, which are closed paths: outer ones clockwise, as spherical drawing needs."""
        polygons = []
        for polygon in shapely.get_parts(geometry):
            if isinstance(polygon, Polygon):
                turned = orient(polygon, -1.0)
                rings = [self.cells(r.coords) for r in (turned.exterior, *turned.interiors)]
                if len(rings[0]) > 3:
                    polygons.append([r for r in rings if len(r) > 3])
        self.paths[name] = polygons

    def line(self, name: str, geometry: BaseGeometry) -> None:
        """Adds a line."""
        drawn = [self.cells(g.coords) for g in shapely.get_parts(geometry) if isinstance(g, LineString)]
        self.lines[name] = [p for p in drawn if len(p) > 1]

    def built(self) -> tuple[dict[str, list[list[list[int]]]], dict[str, list[list[int]]]]:
        """Arcs of each area's rings, and of each line; fills `arcs`."""
        junctions = self._junctions()
        areas = {n: [[self._cut(r, junctions) for r in p] for p in polygons] for n, polygons in self.paths.items()}
        lines = {n: [self._cut(p, junctions) for p in paths] for n, paths in self.lines.items()}
        return areas, lines

    def _junctions(self) -> set[Cell]:
        """Cells at which paths meet or part, and the ends of lines."""
        around: dict[Cell, frozenset[Cell]] = {}
        found: set[Cell] = set()
        for path in self._all():
            closed = path[0] == path[-1]
            if not closed:
                found |= {path[0], path[-1]}
            body = path[:-1] if closed else path
            for i, cell in enumerate(body):
                if not closed and i in (0, len(body) - 1):
                    continue
                beside = frozenset((body[i - 1], body[(i + 1) % len(body)]))
                if around.setdefault(cell, beside) != beside:
                    found.add(cell)
        ends = found & around.keys()
        return found | ends

    def _all(self) -> Iterable[Path]:
        for polygons in self.paths.values():
            for polygon in polygons:
                yield from polygon
        for paths in self.lines.values():
            yield from paths

    def _cut(self, path: Path, junctions: set[Cell]) -> list[int]:
        if path[0] == path[-1]:
            body = path[:-1]
            start = next((i for i, cell in enumerate(body) if cell in junctions), None)
            if start is None:
                start = body.index(min(body))
            path = [*body[start:], *body[:start], body[start]]
        cuts = [i for i, cell in enumerate(path) if cell in junctions and 0 < i < len(path) - 1]
        bounds = [0, *cuts, len(path) - 1]
        return [self._arc(path[a : b + 1]) for a, b in pairwise(bounds)]

    def _arc(self, path: Path) -> int:
        key = tuple(path)
        if key in self._known:
            return self._known[key]
        if key[::-1] in self._known:
            return ~self._known[key[::-1]]
        self._known[key] = len(self.arcs)
        self.arcs.append(path)
        return self._known[key]

    def sides(self, areas: dict[str, list[list[list[int]]]]) -> dict[int, set[str]]:
        """The areas on either side of each arc."""
        found: dict[int, set[str]] = defaultdict(set)
        for name, polygons in areas.items():
            for polygon in polygons:
                for ring in polygon:
                    for index in ring:
                        found[index if index >= 0 else ~index].add(name)
        return found

    def packed(self) -> dict[str, Any]:
        """Transform and arcs, each arc as steps from its first point."""
        arcs = []
        for path in self.arcs:
            x = y = 0
            steps = []
            for cell in path:
                steps.append([cell[0] - x, cell[1] - y])
                x, y = cell
            arcs.append(steps)
        return {"transform": {"scale": [self.step, self.step], "translate": [0, 0]}, "arcs": arcs}


def chained(arcs: list[int], paths: list[Path]) -> list[list[int]]:
    """Arcs joined end to end into as few lines as they make."""
    left = set(arcs)
    found = []
    while left:
        chain = [left.pop()]
        for forward in (True, False):
            while (step := _next(chain, left, paths, forward)) is not None:
                chain = [*chain, step] if forward else [step, *chain]
                left.discard(step if step >= 0 else ~step)
        found.append(chain)
    return sorted(found, key=lambda c: (-len(c), c))


def _end(index: int, paths: list[Path], last: bool) -> Cell:
    path = paths[index] if index >= 0 else paths[~index]
    return path[-1 if last == (index >= 0) else 0]


def _next(chain: list[int], left: set[int], paths: list[Path], forward: bool) -> int | None:
    at = _end(chain[-1 if forward else 0], paths, forward)
    for index in sorted(left):
        for candidate in (index, ~index):
            if _end(candidate, paths, not forward) == at:
                return candidate
    return None
