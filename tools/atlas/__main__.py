"""The command: `python -m tools.atlas DOSSIER --sources FOLDER`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge, unary_union
from tools.atlas import carve, sources
from tools.atlas.topology import Topology, chained

from foedera.dossier import Dossier, load
from foedera.dossier.cartography import Demarcation
from foedera.dossier.files import GEOMETRY

Courses = dict[str, list[tuple[float, float]]]
Areas = dict[str, list[list[list[int]]]]
Lines = dict[str, list[list[int]]]
#: Degrees to a grid cell, about two hundred metres north to south.
STEP = 0.002
#: Tolerance of simplification in degrees: the side of the triangle that a left-out point may make.
TOLERANCE = 0.020
#: An arc all of whose points lie so near a river's course is the river.
NEAR = 0.035
#: The smallest lake drawn, in square degrees.
LAKE = 0.07
#: Lakes larger than this are water, not land: no area counts them.
SEA = 0.5


def main() -> None:
    """Reads the record and the sources, writes the atlas beside the record."""
    parser = argparse.ArgumentParser(prog="python -m tools.atlas", description=__doc__)
    parser.add_argument("dossier", type=Path)
    parser.add_argument("--sources", type=Path, required=True)
    given = parser.parse_args()
    dossier = load(given.dossier, cached=False)
    text = json.dumps(atlas(dossier, given.sources), ensure_ascii=False, separators=(",", ":"))
    (given.dossier / GEOMETRY).write_text(text + "\n", encoding="utf-8")


def atlas(dossier: Dossier, folder: Path) -> dict[str, Any]:
    """The TopoJSON of a dossier's atoms, lines, rivers and lakes."""
    courses = {c.id: carve.course(c) for c in dossier.courses.values()}
    pieces = carve.carved(sources.units(folder), list(dossier.atoms.values()), courses)
    lakes = sources.lakes(folder, LAKE)
    dry = carve.without_lakes(carve.without_slivers(pieces), [g for g in lakes if g.area > SEA])
    atoms = carve.simplified(carve.without_islets(dry), TOLERANCE)
    topology = Topology(STEP)
    for name, geometry in atoms.items():
        topology.area(name, geometry)
    for name, geometry in _river_ends(dossier, courses, atoms).items():
        topology.line(name, geometry)
    for number, lake in enumerate(lakes):
        topology.area(f"lake {number}", lake.simplify(TOLERANCE / 2))
    areas, lines = topology.built()
    land = {n: a for n, a in areas.items() if n in atoms}
    sides = topology.sides(land)
    shapes = {
        "atoms": [_area(areas[a.id], {"name": a.title}, a.id) for a in dossier.atoms.values() if a.id in areas],
        "lines": [_between(topology, sides, d) for d in dossier.demarcations.values()],
        "rivers": [_river(topology, land, lines, r, _whole(dossier, courses, r)) for r in _rivers(dossier)],
        "lakes": [_area(areas[n], {}, None) for n in areas if n.startswith("lake ")],
    }
    objects = {name: {"type": "GeometryCollection", "geometries": found} for name, found in shapes.items()}
    return {"type": "Topology", **topology.packed(), "objects": objects}


def _area(polygons: list[list[list[int]]], properties: dict[str, Any], name: str | None) -> dict[str, Any]:
    shape = {"type": "MultiPolygon", "arcs": polygons, "properties": properties}
    return shape if name is None else {"id": name, **shape}


def _between(topology: Topology, sides: dict[int, set[str]], line: Demarcation) -> dict[str, Any]:
    """A line of demarcation: the arcs that part atoms of one side from those of the other."""
    one, other = set(line.one), set(line.other)
    arcs = [index for index, beside in sides.items() if beside & one and beside & other]
    return {
        "id": line.id,
        "type": "MultiLineString",
        "arcs": chained(arcs, topology.arcs),
        "properties": {"name": line.title},
    }


def _rivers(dossier: Dossier) -> list[str]:
    return list(dict.fromkeys(c.river for c in dossier.courses.values() if c.river))


def _whole(dossier: Dossier, courses: Courses, river: str) -> BaseGeometry:
    return unary_union([LineString(courses[c.id]) for c in dossier.courses.values() if c.river == river])


def _along(topology: Topology, areas: Areas, river: BaseGeometry) -> list[int]:
    """The borders of atoms that a river makes: arcs all of which lie near its course."""
    within = river.buffer(NEAR)
    return [n for n in topology.sides(areas) if within.covers(_drawn(topology, n))]


def _drawn(topology: Topology, arc: int) -> LineString:
    return LineString([(x * topology.step, y * topology.step) for x, y in topology.arcs[arc]])


def _river_ends(dossier: Dossier, courses: Courses, atoms: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """The parts of each river that are no border of atoms."""
    borders = Topology(STEP)
    for name, geometry in atoms.items():
        borders.area(name, geometry)
    areas, _ = borders.built()
    found = {}
    for river in _rivers(dossier):
        whole = _whole(dossier, courses, river)
        taken = unary_union([_drawn(borders, n) for n in _along(borders, areas, whole)])
        rest = whole.difference(taken.buffer(NEAR))
        merged = linemerge(rest) if rest.geom_type == "MultiLineString" else rest
        found[f"river {river}"] = merged.simplify(TOLERANCE / 2)
    return found


def _river(topology: Topology, areas: Areas, lines: Lines, river: str, whole: BaseGeometry) -> dict[str, Any]:
    arcs = chained(_along(topology, areas, whole), topology.arcs) + lines[f"river {river}"]
    return {"id": river.lower(), "type": "MultiLineString", "arcs": arcs, "properties": {"name": river}}


if __name__ == "__main__":
    main()
