"""The shipped atlas: no gaps, no overlaps, shared arcs, areas as the texts give them."""

from __future__ import annotations

import gzip
import math
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

import foedera
from foedera.atlas import adjacent, area_km2, atlas_of, border_km, distance_km
from foedera.atlas.geometry import Atlas, topojson_of
from foedera.atlas.measure import EQUAL_AREA_KM, authalic_sine, great_circle_km
from foedera.dossier.cartography import Area
from foedera.dossier.files import GEOMETRY
from foedera.errors import NoAtlas

DOSSIER = foedera.load()
ATLAS = atlas_of(DOSSIER)
#: Territories of the record that the atlas does not draw, each with its reason.
NOT_DRAWN = {
    "ruhr": "lies within the demilitarized zone, which is drawn whole",
    "cameroon-french": "beyond the maps",
    "hawaii": "beyond the maps",
    "palestine": "beyond the maps",
    "philippines": "beyond the maps",
    "south-seas-mandate": "beyond the maps",
    "tanganyika": "beyond the maps",
}


def square(east: float, north: float, side: float, *, back: bool = False) -> tuple[tuple[float, float], ...]:
    corners = ((east, north), (east + side, north), (east + side, north + side), (east, north + side), (east, north))
    return corners[::-1] if back else corners


def plain(*rings: tuple[tuple[float, float], ...]) -> Atlas:
    """An atlas of one atom, of an outer ring and its holes."""
    return Atlas(rings, {"a": (tuple((n,) for n in range(len(rings))),)}, {})


def arcs_of(name: str) -> Counter[int]:
    return Counter(n if n >= 0 else ~n for line in ATLAS.lines[name] for n in line)


# -- measuring -------------------------------------------------------------------------


def test_a_square_of_one_degree_at_the_equator_has_12309_square_kilometres() -> None:
    # Karney's geodesic areas give 12,308.8 km2 for it on WGS 84.
    assert area_km2(plain(square(0, 0, 1)), ["a"]) == pytest.approx(12308.8, rel=1e-4)


def test_a_square_of_one_degree_at_sixty_north_has_6123_square_kilometres() -> None:
    # The ellipsoid's strip of one degree by one degree from 60 N, from the authalic latitudes in Snyder's table.
    assert area_km2(plain(square(20, 60, 1)), ["a"]) == pytest.approx(6124, rel=2e-3)


def test_a_hole_does_not_count() -> None:
    whole, hole = square(0, 0, 1), square(0.25, 0.25, 0.5, back=True)
    assert area_km2(plain(whole, hole), ["a"]) < 0.8 * area_km2(plain(whole), ["a"])


def test_a_degree_of_a_meridian_is_111_kilometres() -> None:
    assert great_circle_km((0, 50), (0, 51)) == pytest.approx(111.195, rel=1e-4)


def test_a_point_in_a_hole_lies_in_no_atom() -> None:
    atlas = plain(square(0, 0, 1), square(0.25, 0.25, 0.5))
    assert (atlas.atom_at((0.1, 0.1)), atlas.atom_at((0.5, 0.5)), atlas.atom_at((2, 2))) == ("a", None, None)


def test_warsaw_is_about_110_kilometres_from_east_prussia_in_1938() -> None:
    prussia, poland = ("masuria", "west-prussia"), ("ciechanow", "soldau", "bialystok")
    found = distance_km(ATLAS, (21.01, 52.23), prussia, poland)
    assert found is not None and 95 < found < 125


def test_states_that_do_not_touch_have_no_border() -> None:
    assert not adjacent(ATLAS, ["portugal"], ["poznan-lodz"])
    assert border_km(ATLAS, ["portugal"], ["poznan-lodz"]) == 0
    assert distance_km(ATLAS, (0, 50), ["portugal"], ["poznan-lodz"]) is None


def test_the_border_of_portugal_and_spain_is_about_1200_kilometres() -> None:
    assert adjacent(ATLAS, ["portugal"], ["spain"])
    assert 900 < border_km(ATLAS, ["portugal"], ["spain"]) < 1300


# -- the shipped atlas ------------------------------------------------------------------


@pytest.mark.parametrize("cited", DOSSIER.areas.values(), ids=lambda f: f.id)
def test_an_area_is_within_three_per_cent_of_the_cited_figure(cited: Area) -> None:
    assert area_km2(ATLAS, cited.atoms) == pytest.approx(cited.km2, rel=0.03)


def test_no_arc_has_more_than_two_sides_so_no_atoms_overlap() -> None:
    sides = Counter(
        n if n >= 0 else ~n for atom in ATLAS.atoms.values() for polygon in atom for ring in polygon for n in ring
    )
    assert [n for n, count in sides.items() if count > 2] == []


def test_a_shared_arc_runs_once_each_way() -> None:
    ways = Counter(n for atom in ATLAS.atoms.values() for polygon in atom for ring in polygon for n in ring)
    assert [n for n, count in ways.items() if count > 1] == []


def test_the_atoms_of_poland_sum_to_the_area_within_their_outer_border() -> None:
    places = ("general-government", "lublin-region", "western-poland")
    parts = [a.id for a in DOSSIER.atoms.values() if a.place in places]
    assert area_km2(ATLAS, parts) == pytest.approx(within_border(parts), rel=1e-9)


def within_border(atoms: list[str]) -> float:
    """The area within the outer border of atoms alone: trapezoids of the arcs that only one of them has."""
    outer = ATLAS.borders(atoms)
    rings = (ring for atom in atoms for polygon in ATLAS.atoms[atom] for ring in polygon)
    total = 0.0
    for n in (n for ring in rings for n in ring if (n if n >= 0 else ~n) in outer):
        for one, other in pairwise(ATLAS.points((n,))):
            total += math.radians(other[0] - one[0]) * (authalic_sine(one[1]) + authalic_sine(other[1])) / 2
    return abs(total) * EQUAL_AREA_KM**2


def test_every_atom_of_the_record_is_drawn_and_no_other() -> None:
    assert set(ATLAS.atoms) == set(DOSSIER.atoms)


def test_every_territory_is_drawn_or_said_not_to_be() -> None:
    drawn = {atom.place for atom in DOSSIER.atoms.values()}
    assert set(DOSSIER.territories) - drawn == set(NOT_DRAWN)


def test_the_lines_of_spheres_are_borders_of_atoms() -> None:
    bounds = {
        n if n >= 0 else ~n for atom in ATLAS.atoms.values() for polygon in atom for ring in polygon for n in ring
    }
    for name in ("1939-08-23", "1939-09-28"):
        assert arcs_of(name) and set(arcs_of(name)) <= bounds


def test_the_line_of_september_1939_is_the_border_drawn_later_arc_for_arc() -> None:
    held = foedera.map_on(DOSSIER, "1940-12-01")["atoms"]
    german = [a for a, h in held.items() if h["controller"] == "germany"]
    soviet = [a for a, h in held.items() if h["controller"] == "soviet-union"]
    later = ATLAS.borders(german) & ATLAS.borders(soviet)
    strip = ATLAS.borders(["lithuanian-strip"])
    assert set(arcs_of("1939-09-28")) - later <= strip
    assert later - set(arcs_of("1939-09-28")) <= strip
    assert len(later - strip) > 10


def test_the_capitals_lie_in_their_own_land() -> None:
    expected = {"warsaw": "krakow-radom", "kaunas": "lithuania", "danzig": "danzig", "helsinki": "finland"}
    for state in DOSSIER.states.values():
        for seat in state.seats:
            if seat.name.casefold() in expected:
                assert ATLAS.atom_at((seat.at[0], seat.at[1])) == expected[seat.name.casefold()]


def test_the_file_is_small_enough_for_the_browser() -> None:
    assert len(gzip.compress(Path(DOSSIER.root, GEOMETRY).read_bytes(), 9)) < 310_000


def test_the_file_has_the_objects_that_the_map_draws() -> None:
    objects = topojson_of(DOSSIER)["objects"]
    assert set(objects) == {"atoms", "lines", "rivers", "lakes"}
    rivers = {r["properties"]["name"] for r in objects["rivers"]["geometries"]}
    assert rivers == {"Vistula", "Narew", "Pissa", "San", "Bug"}


def test_a_dossier_without_an_atlas_says_what_to_do() -> None:
    with pytest.raises(NoAtlas, match=r"has no atlas; list its atoms and build one with tools/atlas"):
        atlas_of(foedera.load("july-1914"))


def test_the_page_on_the_atlas_shows_every_figure_beside_the_atlas_s_own() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "atlas.md").read_text(encoding="utf-8")
    rows = [line for line in page.split("\n") if line.endswith(" % |")]
    assert rows == [
        f"| {f.title} | {f.km2:,.0f} | {found:,.0f} | {100 * (found / f.km2 - 1):+.1f} % |"
        for f in DOSSIER.areas.values()
        for found in [area_km2(ATLAS, f.atoms)]
    ]
