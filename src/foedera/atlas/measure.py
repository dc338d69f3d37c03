"""Areas, lengths and distances on the Earth, in kilometres.

Areas are those of the ellipsoid (WGS 84), by its sphere of equal area; lengths and distances are
great circles of the mean sphere. Points of the atlas lie on a grid of about a hundred metres.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise

from foedera.atlas.geometry import Atlas, Line, Point

#: Radius of the sphere with the ellipsoid's area, and mean radius (Moritz, Geodetic Reference System 1980).
EQUAL_AREA_KM, MEAN_KM = 6371.0072, 6371.0088
_SQUARED_ECCENTRICITY = 0.00669438
_ECCENTRICITY = math.sqrt(_SQUARED_ECCENTRICITY)


def area_km2(atlas: Atlas, atoms: Iterable[str]) -> float:
    """The area of atoms together, in square kilometres, lakes included."""
    return sum(_area(atlas, atom) for atom in atoms)


def _area(atlas: Atlas, atom: str) -> float:
    found = 0.0
    for outer, *holes in atlas.atoms[atom]:
        found += abs(_enclosed(atlas.points(outer))) - sum(abs(_enclosed(atlas.points(hole))) for hole in holes)
    return found


def _enclosed(ring: Line) -> float:
    """The area within a ring, signed by its direction (the trapezoids of the equal-area cylinder)."""
    sines = [authalic_sine(north) for _, north in ring]
    strips = zip(pairwise(ring), pairwise(sines), strict=True)
    return EQUAL_AREA_KM**2 * sum(math.radians(b[0] - a[0]) * (s + t) / 2 for (a, b), (s, t) in strips)


def _q(sine: float) -> float:
    """The authalic function of Snyder, Map Projections (1987), eq. 3-12."""
    term = _ECCENTRICITY * sine
    logarithm = math.log((1 - term) / (1 + term)) / (2 * _ECCENTRICITY)
    return (1 - _SQUARED_ECCENTRICITY) * (sine / (1 - term * term) - logarithm)


def authalic_sine(north: float) -> float:
    """The sine of the authalic latitude: the latitude of equal area on the sphere (Snyder, eq. 3-11)."""
    return _q(math.sin(math.radians(north))) / _q(1.0)


def border_km(atlas: Atlas, one: Iterable[str], other: Iterable[str]) -> float:
    """The length of the border between two groups of atoms, on land and lakes."""
    return sum(_length(atlas.arcs[n]) for n in atlas.borders(one) & atlas.borders(other))


def adjacent(atlas: Atlas, one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two groups of atoms share a border."""
    return bool(atlas.borders(one) & atlas.borders(other))


def _length(line: Line) -> float:
    return sum(great_circle_km(a, b) for a, b in pairwise(line))


def great_circle_km(one: Point, other: Point) -> float:
    """The distance of two points (haversine)."""
    (a, b), (c, d) = (map(math.radians, one), map(math.radians, other))
    half = math.sin((d - b) / 2) ** 2 + math.cos(b) * math.cos(d) * math.sin((c - a) / 2) ** 2
    return 2 * MEAN_KM * math.asin(math.sqrt(half))


def distance_km(atlas: Atlas, point: Point, one: Iterable[str], other: Iterable[str]) -> float | None:
    """How far a point is from the border between two groups of atoms; None where they share none."""
    arcs = atlas.borders(one) & atlas.borders(other)
    flat = [[_from(point, p) for p in atlas.arcs[n]] for n in arcs]
    return min((_to_segment(a, b) for line in flat for a, b in pairwise(line)), default=None)


def _from(centre: Point, point: Point) -> tuple[float, float]:
    """A point in the azimuthal equidistant projection about a centre, in kilometres."""
    (a, b), (c, d) = (map(math.radians, centre), map(math.radians, point))
    away = great_circle_km(centre, point)
    east = math.cos(d) * math.sin(c - a)
    north = math.cos(b) * math.sin(d) - math.sin(b) * math.cos(d) * math.cos(c - a)
    size = math.hypot(east, north) or 1.0
    return away * east / size, away * north / size


def _to_segment(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance of the origin from a segment."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    long = dx * dx + dy * dy
    along = 0.0 if not long else max(0.0, min(1.0, -(one[0] * dx + one[1] * dy) / long))
    return math.hypot(one[0] + along * dx, one[1] + along * dy)
