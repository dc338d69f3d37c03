"""The command: `python -m tools.atlas DOSSIER --sources FOLDER`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge, unary_union

from foedera.dossier import Dossier, load
from tools.atlas import carve, sources
from tools.atlas.topology import Topology, chained

#: Degrees to a grid cell, about a hundred metres north to south.
STEP = 0.001
#: Tolerance of simplification in degrees: the side of the triangle that a left-out point may make.
TOLERANCE = 0.014
#: An arc all of whose points lie so near a river's course is the river.
NEAR = 0.035
#: The smallest lake drawn, in square degrees.
LAKE = 0.05
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
    (given.dossier / "atlas.topojson").write_text(text + "\n", encoding="utf-8")


def atlas(dossier: Dossier, folder: Path) -> dict[str, Any]:
    """The TopoJSON of a dossier's atoms, lines, rivers and lakes."""
    courses = {c.id: carve.course(c) for c in dossier.courses.values()}
    pieces = carve.carved(sources.units(folder), list(dossier.atoms.values()), courses)
    lakes = sources.lakes(folder, LAKE)
    land = carve.without_lakes(carve.without_slivers(pieces), [g for g in lakes if g.area > SEA])
    atoms = carve.simplified(carve.without_islets(land), TOLERANCE)
    topology = Topology(STEP)
    for name, geometry in atoms.items():
        topology.area(name, geometry)
    for name, geometry in _river_ends(dossier, courses, atoms).items():
        topology.line(name, geometry)
    for number, lake in enumerate(lakes):
        topology.area(f"lake {number}", lake.simplify(TOLERANCE / 2))
    areas, lines = topology.built()
    sides = topology.sides({n: a for n, a in areas.items() if n in atoms})
    shapes = {
        "atoms": [_area(areas[a.id], {"name": a.title}, a.id) for a in dossier.atoms.values() if a.id in areas],
        "lines": [_between(topology, sides, d) for d in dossier.demarcations.values()],
        "rivers": [_river(topology, areas, lines, dossier, courses, r) for r in _rivers(dossier)],
        "lakes": [_area(areas[n], {}, None) for n in areas if n.startswith("lake ")],
    }
    objects = {name: {"type": "GeometryCollection", "geometries": found} for name, found in shapes.items()}
    return {"type": "Topology", **topology.packed(), "objects": objects}


def _area(polygons: list[list[list[int]]], properties: dict[str, Any], name: str | None) -> dict[str, Any]:
    shape = {"type": "MultiPolygon", "arcs": polygons, "properties": properties}
    return shape if name is None else {"id": name, **shape}


def _between(topology: Topology, sides: dict[int, set[str]], line: Any) -> dict[str, Any]:
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


def _river_ends(dossier: Dossier, courses: Any, atoms: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """The parts of each river that are no border of atoms."""
    borders = unary_union([g.boundary for g in atoms.values()])
    found = {}
    for river in _rivers(dossier):
        whole = unary_union([LineString(courses[c.id]) for c in dossier.courses.values() if c.river == river])
        rest = whole.difference(borders.intersection(whole.buffer(NEAR)).buffer(NEAR))
        merged = linemerge(rest) if rest.geom_type == "MultiLineString" else rest
        found[f"river {river}"] = merged.simplify(TOLERANCE / 2)
    return found


def _river(topology: Topology, areas: Any, lines: Any, dossier: Dossier, courses: Any, river: str) -> dict[str, Any]:
    whole = unary_union([LineString(courses[c.id]) for c in dossier.courses.values() if c.river == river]).buffer(NEAR)
    sides = topology.sides({n: a for n, a in areas.items() if not n.startswith("lake ")})
    step = topology.step
    near = [i for i in sides if whole.covers(LineString([(x * step, y * step) for x, y in topology.arcs[i]]))]
    arcs = chained(near, topology.arcs) + lines[f"river {river}"]
    return {"id": river.lower(), "type": "MultiLineString", "arcs": arcs, "properties": {"name": river}}


if __name__ == "__main__":
    main()
