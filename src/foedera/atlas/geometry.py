"""The atlas: areas and lines that share their arcs, read from a dossier's TopoJSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from foedera.dossier.dossier import Dossier
from foedera.dossier.files import GEOMETRY, leads_out
from foedera.errors import DamagedRecord, NoAtlas

#: Degrees east and north.
Point = tuple[float, float]
Line = tuple[Point, ...]
#: Numbers of arcs, `~n` for arc n run backwards, as TopoJSON has them.
Ring = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Atlas:
    """Arcs, and per atom its polygons: an outer ring and its holes."""

    arcs: tuple[Line, ...]
    atoms: Mapping[str, tuple[tuple[Ring, ...], ...]]
    lines: Mapping[str, tuple[Ring, ...]]

    def points(self, ring: Ring) -> Line:
        """The points of a ring or line, from arc to arc."""
        found: list[Point] = []
        for index in ring:
            arc = self.arcs[index] if index >= 0 else self.arcs[~index][::-1]
            found += arc[1:] if found else arc
        return tuple(found)

    def rings(self, atom: str) -> Iterator[Line]:
        """Every ring of an atom, outer ones and holes."""
        for polygon in self.atoms[atom]:
            for ring in polygon:
                yield self.points(ring)

    def borders(self, atoms: Iterable[str]) -> frozenset[int]:
        """The arcs that bound atoms taken together: those between two of them are left out."""
        bounds: set[int] = set()
        for atom in atoms:
            bounds ^= {n if n >= 0 else ~n for polygon in self.atoms[atom] for ring in polygon for n in ring}
        return frozenset(bounds)

    def atom_at(self, point: Point) -> str | None:
        """The atom in which a point lies."""
        near = (atom for atom, bounds in _bounds(self).items() if _within(point, bounds))
        return next((atom for atom in near if _inside(point, self.rings(atom))), None)


@lru_cache(maxsize=8)
def _bounds(atlas: Atlas) -> dict[str, tuple[float, float, float, float]]:
    """West, south, east and north limits of each atom, so that most are passed over at a glance."""
    found = {}
    for atom in atlas.atoms:
        points = [point for ring in atlas.rings(atom) for point in ring]
        easts, norths = [p[0] for p in points], [p[1] for p in points]
        found[atom] = (min(easts), min(norths), max(easts), max(norths))
    return found


def _within(point: Point, bounds: tuple[float, float, float, float]) -> bool:
    return bounds[0] <= point[0] <= bounds[2] and bounds[1] <= point[1] <= bounds[3]


def _inside(point: Point, rings: Iterable[Line]) -> bool:
    """Whether a ray from the point crosses the rings an odd number of times."""
    east, north = point
    odd = False
    for ring in rings:
        for (x, y), (u, v) in pairwise(ring):
            if (y > north) != (v > north) and east < (u - x) * (north - y) / (v - y) + x:
                odd = not odd
    return odd


def topojson_of(dossier: Dossier) -> dict[str, Any]:
    """A dossier's TopoJSON as it stands; raises `NoAtlas` where there is none."""
    path = Path(dossier.root, GEOMETRY)
    if not path.exists():
        raise NoAtlas(dossier.label)
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or leads_out(path, Path(dossier.root)):
        raise DamagedRecord(
            f"{GEOMETRY} of {dossier.label or 'this folder'} is damaged; build it anew with tools/atlas"
        )
    return found


@lru_cache(maxsize=8)
def atlas_of(dossier: Dossier) -> Atlas:
    """A dossier's atlas, read once; raises `NoAtlas` where there is none."""
    found = topojson_of(dossier)
    objects = found["objects"]
    return Atlas(
        tuple(unpacked(arc, found["transform"]) for arc in found["arcs"]),
        {a["id"]: tuple(tuple(map(tuple, p)) for p in a["arcs"]) for a in objects["atoms"]["geometries"]},
        {a["id"]: tuple(map(tuple, a["arcs"])) for a in objects["lines"]["geometries"]},
    )


def unpacked(arc: list[list[int]], transform: dict[str, Any]) -> Line:
    """An arc of a TopoJSON file as points: its steps added up and scaled."""
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step in arc:
        x, y = x + step[0], y + step[1]
        points.append((x * kx + dx, y * ky + dy))
    return tuple(points)
