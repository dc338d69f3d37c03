"""The atoms: units, or the parts of them within a ring of courses and points."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union
from tools.atlas.sources import Units, areas

from foedera.dossier.atlas import read_point, read_points
from foedera.dossier.cartography import Atom, Course

Point = tuple[float, float]
Points = npt.NDArray[np.float64]
#: How far a bend between two points of a course may leave the straight line, as a share of its length.
BEND = 0.16
#: No bend is made on a stretch shorter than this, in degrees.
SHORT = 0.025
#: A detached piece smaller than this, in square degrees, that touches another atom goes to it.
SLIVER = 0.004
#: Islands smaller than this, in square degrees, are left out; a tenth of the world's part outside Europe counts as
#: Europe's whole. An atom smaller than `SMALL` keeps all its islands.
ISLET, SMALL = 0.003, 0.3
#: Beyond this meridian, and below this parallel, borders are simplified more, as at this scale.
EAST, SOUTH, FAR = 46.0, 33.0, 0.35


def course(record: Course) -> list[Point]:
    """The points of a course with small bends between them, the same at every run."""
    points = read_points(record.points)
    assert isinstance(points, list), f"{record.id}: run `foedera check` first"
    chance = random.Random(record.id)
    bent = [points[0]]
    for start, end in pairwise(points):
        bent += [*_bent(start, end, chance), end]
    return bent


def _bent(start: Point, end: Point, chance: random.Random) -> list[Point]:
    """Points between two, each half displaced sideways by chance, down to the shortest stretch."""
    dx, dy = (end[0] - start[0]) * math.cos(math.radians(start[1])), end[1] - start[1]
    if math.hypot(dx, dy) < SHORT:
        return []
    aside = chance.uniform(-BEND, BEND)
    middle = (
        (start[0] + end[0]) / 2 - aside * dy / math.cos(math.radians(start[1])),
        (start[1] + end[1]) / 2 + aside * dx,
    )
    return [*_bent(start, middle, chance), middle, *_bent(middle, end, chance)]


def ring_of(text: str, courses: Mapping[str, list[Point]]) -> BaseGeometry:
    """The area within a ring, or within several parted by semicolons."""
    return unary_union([areas(Polygon(_ring(part, courses))) for part in text.split(";")])


def _ring(text: str, courses: Mapping[str, list[Point]]) -> list[Point]:
    points: list[Point] = []
    for token in (t.strip() for t in text.split(",")):
        if token.startswith("@-"):
            points += courses[token[2:]][::-1]
        elif token.startswith("@"):
            points += courses[token[1:]]
        elif point := read_point(token):
            points.append(point)
    return points


def carved(units: Units, atoms: list[Atom], courses: Mapping[str, list[Point]]) -> dict[str, BaseGeometry]:
    """Each atom's area; atoms take in their order, and what nobody takes is left out."""
    rest = dict(units)
    found: dict[str, BaseGeometry] = {}
    for atom in atoms:
        within = ring_of(atom.ring, courses) if atom.ring else None
        pieces = []
        for name in [n for n in rest if _named(n, atom.units)]:
            if within is None:
                pieces.append(rest.pop(name))
            elif within.intersects(rest[name]):
                pieces.append(areas(rest[name].intersection(within)))
                left = areas(rest[name].difference(within))
                rest = rest | {name: left}
                if left.is_empty:
                    del rest[name]
        taken = areas(unary_union([p for p in pieces if not p.is_empty])) if pieces else MultiPolygon()
        if not taken.is_empty:
            found[atom.id] = taken
    return found


def _named(unit: str, wanted: tuple[str, ...]) -> bool:
    return any(unit == name or (name.endswith(":*") and unit.startswith(name[:-1])) for name in wanted)


def without_slivers(atoms: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """The same areas; small detached pieces go to the atom with which they share the longest border."""
    names = list(atoms)
    parts = {name: sorted(shapely.get_parts(atoms[name]), key=lambda g: -g.area) for name in names}
    tree = shapely.STRtree([atoms[name] for name in names])
    moved: dict[str, list[BaseGeometry]] = {name: [] for name in names}
    for name in names:
        for piece in parts[name][1:]:
            if piece.area < SLIVER and (other := _neighbour(piece, name, names, atoms, tree)):
                moved[other].append(piece)
                parts[name] = [p for p in parts[name] if p is not piece]
    return {name: areas(unary_union([*parts[name], *moved[name]])) for name in names}


def _neighbour(
    piece: BaseGeometry, own: str, names: list[str], atoms: dict[str, BaseGeometry], tree: shapely.STRtree
) -> str:
    shared: dict[str, float] = {}
    for index in tree.query(piece.buffer(1e-6)):
        if names[index] != own:
            shared[names[index]] = piece.buffer(1e-6).intersection(atoms[names[index]].boundary).length
    best = max(shared, key=lambda n: shared[n], default="")
    return best if best and shared[best] > 0.2 * piece.length else ""


def without_islets(atoms: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """The same areas without islands too small to see, unless the atom is such islands."""
    return {name: _larger(geometry) for name, geometry in atoms.items()}


def _larger(geometry: BaseGeometry) -> BaseGeometry:
    parts = list(shapely.get_parts(geometry))
    if geometry.area < SMALL:
        return geometry
    west, south = geometry.bounds[:2]
    least = ISLET if west < EAST and south > SOUTH else 10 * ISLET
    return MultiPolygon([p for p in parts if p.area >= least])


def simplified(atoms: dict[str, BaseGeometry], tolerance: float) -> dict[str, BaseGeometry]:
    """The atoms as a coverage without gaps or overlaps, with fewer points; shared borders stay shared."""
    names = list(atoms)
    clean = shapely.coverage_clean([atoms[n] for n in names], gap_width=0.01)
    fewer = shapely.coverage_simplify([shapely.transform(g, _nearer) for g in clean], tolerance)
    return {name: shapely.transform(g, _farther) for name, g in zip(names, fewer, strict=True)}


def _nearer(points: Points) -> Points:
    """Points with what lies outside Europe drawn together, so that it is simplified more."""
    found = points.copy()
    found[:, 0] = np.where(points[:, 0] > EAST, EAST + (points[:, 0] - EAST) * FAR, points[:, 0])
    found[:, 1] = np.where(points[:, 1] < SOUTH, SOUTH + (points[:, 1] - SOUTH) * FAR, points[:, 1])
    return found


def _farther(points: Points) -> Points:
    """The way back."""
    found = points.copy()
    found[:, 0] = np.where(points[:, 0] > EAST, EAST + (points[:, 0] - EAST) / FAR, points[:, 0])
    found[:, 1] = np.where(points[:, 1] < SOUTH, SOUTH + (points[:, 1] - SOUTH) / FAR, points[:, 1])
    return found


def without_lakes(atoms: dict[str, BaseGeometry], lakes: list[BaseGeometry]) -> dict[str, BaseGeometry]:
    """The atoms less the lakes that are no state's land."""
    water = unary_union(lakes)
    return {name: areas(g.difference(water)) if g.intersects(water) else g for name, g in atoms.items()}
