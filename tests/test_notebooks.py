"""Notebooks are run as a reader runs them; answers show themselves as tables, trees and maps."""

from __future__ import annotations

import json
import xml.etree.ElementTree as xml
from pathlib import Path
from typing import Any

import pytest

import foedera
from foedera.exports.drawing import cone

ROOT = Path(__file__).resolve().parents[1]
BOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))


@pytest.mark.filterwarnings("ignore")  # of the kernel's own libraries
@pytest.mark.parametrize("book", BOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_gives_what_it_shows(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nbformat, nbclient = pytest.importorskip("nbformat"), pytest.importorskip("nbclient")
    pytest.importorskip("altair")
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    told = nbformat.read(book, as_version=4)
    run = nbclient.NotebookClient(nbformat.read(book, as_version=4), timeout=1200, kernel_name="python3").execute()
    for shown, made in zip(told.cells, run.cells, strict=True):
        if shown.cell_type == "code":
            assert [_kinds(output) for output in made.outputs] == [_kinds(output) for output in shown.outputs]
            assert [_told(output) for output in made.outputs] == [_told(output) for output in shown.outputs]


def _told(output: Any) -> str:
    """A plain value; of an answer only that it is one, since the record grows."""
    text = str(output.data["text/plain"])
    return "" if text.startswith("an answer with") else text


def _kinds(output: Any) -> tuple[str, tuple[str, ...]]:
    return output.output_type, tuple(sorted(output.get("data", {})))


def test_there_are_three_notebooks_that_need_no_data_of_others_and_fetch_nothing() -> None:
    assert len(BOOKS) == 3
    assert [book.name for book in BOOKS if "<script" in book.read_text(encoding="utf-8")] == []


@pytest.fixture(scope="module")
def record() -> foedera.Dossier:
    return foedera.load("interwar")


def test_an_answer_is_still_the_json_that_the_command_prints(record: foedera.Dossier) -> None:
    answer = foedera.state(record, "poland")
    assert isinstance(answer, dict) and json.loads(json.dumps(answer)) == answer


def test_an_act_shows_its_findings_with_the_argument_of_each(record: foedera.Dossier) -> None:
    shown = foedera.act_on(record, "germany attacks poland", "1939-09-01")._repr_html_()
    assert "<td>due</td><td>united-kingdom</td><td>poland</td>" in shown
    tree = xml.fromstring(shown[shown.index("<ul>") : shown.index("</ul>") + 5])
    assert len(tree.findall("li")) > 1 and "✓" in "".join(tree.itertext())
    assert "1939-08-25-anglo-polish-mutual-assistance.toml" in shown


def test_what_stands_in_a_record_cannot_be_markup() -> None:
    from foedera.exports.notebook import Answer

    shown = Answer({"title": "<script>alert(1)</script>", "rows": [{"<b>": "<img src=x>"}]})._repr_html_()
    assert "<script" not in shown and "<img" not in shown and "<b>" not in shown


def test_the_map_of_a_day_is_a_drawing_that_names_the_holder(record: foedera.Dossier) -> None:
    shown = foedera.map_on(record, "1939-10-01")._repr_html_()
    drawing = xml.fromstring(shown[shown.index("<svg") : shown.index("</svg>") + 6])
    titles = {title.text for title in drawing.iter("{http://www.w3.org/2000/svg}title")}
    assert "danzig: germany" in titles and len(titles) > 80


def test_the_cone_keeps_areas() -> None:
    """A degree square is as large on the drawing as on the sphere, anywhere (Snyder 1987)."""
    from math import radians, sin

    onto = cone((35, 65), (25, 52))
    for west, south in ((-5, 40), (20, 55), (60, 70)):
        ring = [onto(p) for p in ((west, south), (west + 1, south), (west + 1, south + 1), (west, south + 1))]
        drawn = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2
        sphere = radians(1) * (sin(radians(south + 1)) - sin(radians(south)))
        assert drawn == pytest.approx(sphere, rel=2e-3)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_charts_are_drawn_from_the_answers(record: foedera.Dossier) -> None:
    pytest.importorskip("altair")
    from foedera.exports import plots

    told = plots.events_by_month(record).to_dict()
    months = {row["month"]: row["events"] for row in told["data"]["values"]}
    assert max(months, key=lambda month: months[month])[:4] == "1939"
    life = plots.life_of(record, "1939-08-25-anglo-polish-mutual-assistance").to_dict()
    assert {row["party"] for row in life["data"]["values"]} == {"united-kingdom", "poland"}
    ties = plots.ties_by_pledge(record).to_dict()["data"]["values"]
    assert any(row["pledge"] == "defense" and row["year"] == "1939-01-01" for row in ties)
