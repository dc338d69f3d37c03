"""The tool that builds the atlas: rings, bends, shared arcs; the shipped file anew where its sources are present."""

from __future__ import annotations

import json
import os
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import foedera
from foedera.dossier.cartography import Atom, Course

shapely = pytest.importorskip("shapely", reason="the tool that builds the atlas needs the extra `atlas`")

from shapely.geometry import box  # noqa: E402
from tools.atlas import __main__ as build  # noqa: E402
from tools.atlas import carve  # noqa: E402
from tools.atlas.topology import Topology, chained  # noqa: E402

SOURCES = os.environ.get("FOEDERA_ATLAS_SOURCES", "")
COURSE = Course(id="river", title="A river", points="0 50, 1 50, 2 51")


def atom(name: str, *units: str, ring: str = "") -> Atom:
    return Atom(id=name, title=name, units=units, ring=ring)


def test_a_course_goes_through_its_points_and_bends_the_same_way_every_time() -> None:
    found = carve.course(COURSE)
    assert {(0.0, 50.0), (1.0, 50.0), (2.0, 51.0)} <= set(found)
    assert found == carve.course(COURSE) and len(found) > 20


def test_a_bend_leaves_the_straight_line_by_a_fifth_at_most() -> None:
    assert all(abs(north - 50) < 0.2 for east, north in carve.course(COURSE) if east < 1)


def test_atoms_take_in_their_order_and_lose_nothing() -> None:
    units = {"alb:a": box(0, 0, 2, 2), "alb:b": box(2, 0, 4, 2), "bel:a": box(4, 0, 5, 2)}
    atoms = [atom("west", "alb:*", ring="-1 -1, 1 -1, 1 3, -1 3"), atom("alba", "alb:*"), atom("bela", "bel:a")]
    found = carve.carved(units, atoms, {})
    assert [round(found[name].area, 9) for name in ("west", "alba", "bela")] == [2, 6, 2]


def test_a_small_detached_piece_goes_to_its_neighbour() -> None:
    piece = box(2, 0, 2.05, 0.05)
    found = carve.without_slivers({"a": box(0, 0, 1, 1).union(piece), "b": box(2.05, 0, 3, 1)})
    assert found["a"].area == pytest.approx(1) and found["b"].area == pytest.approx(0.9525)


def test_neighbours_share_their_arc_and_outer_rings_run_clockwise() -> None:
    topology = Topology(0.1)
    topology.area("a", box(0, 0, 1, 1))
    topology.area("b", box(1, 0, 2, 1))
    areas, _ = topology.built()
    shared = [n for n, beside in topology.sides(areas).items() if beside == {"a", "b"}]
    assert len(shared) == 1 and topology.arcs[shared[0]][0][0] == 10
    ring = [p for n in areas["a"][0][0] for p in (topology.arcs[n] if n >= 0 else topology.arcs[~n][::-1])]
    assert sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in pairwise(ring)) > 0


def test_arcs_are_chained_end_to_end() -> None:
    paths = [[(0, 0), (1, 0)], [(2, 0), (1, 0)], [(5, 5), (6, 6)]]
    found = chained([0, 1, 2], paths)
    assert sorted(len(chain) for chain in found) == [1, 2]


@pytest.mark.skipif(not SOURCES, reason="set FOEDERA_ATLAS_SOURCES to the folder that docs/atlas.md describes")
def test_the_shipped_atlas_is_what_the_tool_builds() -> None:
    dossier = foedera.load()
    made: dict[str, Any] = json.loads(json.dumps(build.atlas(dossier, Path(SOURCES))))
    assert made == json.loads(Path(dossier.root, "atlas.topojson").read_text(encoding="utf-8"))
