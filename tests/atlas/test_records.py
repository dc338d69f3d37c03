"""The atlas's records: what is wrong in them is said, with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

import foedera
from tests.tiny import SOURCE, write

COURSE = f'[[course]]\nid = "river"\ntitle = "A river"\npoints = "1 50, 2 51"\n{SOURCE}'
ATOM = '[[atom]]\nid = "plain"\ntitle = "The plain"\nstate = "alba"\nfrom = ["alb:*"]\nring = "@river, 3 50"\n'


def said(folder: Path, files: dict[str, str]) -> list[str]:
    write(folder)
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return [f"{problem.message}; {problem.hint}" for problem in foedera.read_dossier(folder)[1]]


def test_a_sound_atlas_is_no_problem(tmp_path: Path) -> None:
    view = (
        '[[view]]\nid = "all"\ntitle = "All"\nprojection = "conic-equal-area"\n'
        "parallels = [40.0, 60.0]\ncentre = [2.0, 50.0]\nextent = [0.0, 40.0, 9.0, 60.0]\n"
    )
    assert said(tmp_path, {"courses.toml": COURSE, "atoms.toml": ATOM, "views.toml": view}) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("courses.toml", "2 51", "2;51", "'2;51' is no point; write degrees east and north: \"23.6 52.1, 23.7 52.0\""),
        ("courses.toml", "2 51", "2 95", "'2 95' is no point; write degrees east and north: \"23.6 52.1, 23.7 52.0\""),
        (
            "courses.toml", ", 2 51", "",
            "course 'river' has one point; a course runs from one point to another",
        ),
        ("courses.toml", SOURCE, "", "'river' has no source; add sources = [{ ref = \"...\", at = \"...\" }]"),
        ("atoms.toml", "alba", "albq", "'albq' is a state that the record does not know; nearest: alba"),
        ("atoms.toml", "@river", "@rivr", "'rivr' is a course that the record does not know; nearest: river"),
        (
            "atoms.toml", "3 50", "3/50",
            "'3/50' is no point and no course; a ring lists points and courses: \"23.6 52.1, @bug, @-san\"",
        ),
        (
            "atoms.toml", 'state = "alba"', 'state = "alba"\nplace = "bela"',
            "atom 'plain' has a place and a state; name the territory only; a state's own land has no territory",
        ),
    ],
)  # fmt: skip
def test_a_fault_of_a_course_or_an_atom(tmp_path: Path, file: str, old: str, new: str, message: str) -> None:
    files = {"courses.toml": COURSE, "atoms.toml": ATOM}
    assert message in said(tmp_path, {**files, file: files[file].replace(old, new, 1)})


def test_a_line_names_articles_and_has_two_sides(tmp_path: Path) -> None:
    line = (
        '[[demarcation]]\nid = "line"\ntitle = "A line"\narticles = ["pact/1"]\n'
        f'one = ["plain"]\nother = ["plain"]\n{SOURCE}'
    )
    found = said(tmp_path, {"courses.toml": COURSE, "atoms.toml": ATOM, "demarcations.toml": line})
    assert "atom 'plain' lies on both sides of the line; leave it on one side" in found
    assert "'pact/1' is an article that the record does not know; add it, or correct the article" in found


def test_a_figure_names_atoms(tmp_path: Path) -> None:
    figure = f'[[figure]]\nid = "whole"\ntitle = "The whole"\nkm2 = 10\natoms = ["hill"]\n{SOURCE}'
    found = said(tmp_path, {"figures.toml": figure})
    assert found == ["'hill' is an atom that the record does not know; add it, or correct the atom"]


def test_a_view_has_all_its_numbers(tmp_path: Path) -> None:
    view = (
        '[[view]]\nid = "all"\ntitle = "All"\nprojection = "conic-equal-area"\n'
        "parallels = [40.0]\ncentre = [2.0, 50.0]\nextent = [0.0, 40.0, 9.0, 60.0]\n"
    )
    assert said(tmp_path, {"views.toml": view}) == [
        "view 'all' lacks numbers; parallels: 2, centre: 2, extent: 4 numbers"
    ]


def test_a_capital_lies_on_earth(tmp_path: Path) -> None:
    state = f'title = "Alba"\n{SOURCE}[[seat]]\nname = "Albapolis"\nat = [200.0, 50.0]\n'
    found = said(tmp_path, {"states/alba.toml": state})
    assert found == ["'Albapolis' lies nowhere on Earth; at = [degrees east, degrees north]"]


def test_a_dossier_with_atoms_but_no_geometry_still_tells_who_holds_them(tmp_path: Path) -> None:
    seat = f'title = "Alba"\n{SOURCE}[[seat]]\nname = "Albapolis"\nat = [2.0, 50.0]\n'
    assert said(tmp_path, {"courses.toml": COURSE, "atoms.toml": ATOM, "states/alba.toml": seat}) == []
    told = foedera.map_on(foedera.load(tmp_path, cached=False), "1950-01-01")
    assert told["atoms"]["plain"]["controller"] == "alba"
    assert told["capitals"] == [{"state": "alba", "name": "Albapolis", "at": [2.0, 50.0], "held_by": None}]
