"""The record in other programs' forms, as those programs read it; and files that are whole or not there."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import foedera
from foedera.exports import writing
from foedera.exports.plain import records
from foedera.interfaces import cli

PACT = "1939-08-23-german-soviet-nonaggression"
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def record() -> foedera.Dossier:
    return foedera.load("interwar")


@pytest.fixture
def export(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    """Runs `foedera export`; gives its exit code and what it said on either stream."""

    def run(*words: object) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["foedera", "export", *map(str, words)])
        capsys.readouterr()
        code = 0
        try:
            cli.main()
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


# -- SQLite -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def base(record: foedera.Dossier, tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    from foedera.exports.sqlite import write_database

    path = tmp_path_factory.mktemp("base") / "interwar.db"
    write_database(record, path)
    return sqlite3.connect(path)


def test_the_database_is_sound_and_every_reference_holds(base: sqlite3.Connection) -> None:
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    referring = [name for (name,) in _tables(base) if base.execute(f'PRAGMA foreign_key_list("{name}")').fetchall()]
    assert {"treaties_article", "treaties_parties", "events_acts", "citations", "ties"} <= set(referring)


def test_every_table_has_a_key(base: sqlite3.Connection) -> None:
    for (name,) in _tables(base):
        assert any(column[5] for column in base.execute(f'PRAGMA table_info("{name}")')), name


def test_the_database_holds_every_record_of_every_kind(base: sqlite3.Connection, record: foedera.Dossier) -> None:
    held = {kind for kind, _, _ in records(record)}
    for kind in held:
        ids = {row[0] for row in base.execute(f'SELECT id FROM "{kind}"')}
        assert ids == set(getattr(record, kind)), kind


def test_the_key_of_an_article_is_its_commitments_id(base: sqlite3.Connection, record: foedera.Dossier) -> None:
    answer = foedera.bound_on(record, "1939-09-01", by="united-kingdom", to="poland")
    keys = {key for (key,) in base.execute("SELECT key FROM treaties_article")}
    assert answer["commitments"] and {row["id"] for row in answer["commitments"]} <= keys


def test_the_views_answer(base: sqlite3.Connection) -> None:
    views = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
    assert len(views) == 6
    assert all(base.execute(f"SELECT * FROM {name} LIMIT 1").fetchone() for name in views)
    asked = "SELECT since, pledge FROM who_was_bound WHERE treaty = ? AND one = 'germany' AND pledge = 'nonaggression'"
    assert base.execute(asked, (PACT,)).fetchone()[0] == "1939-08-23"


def test_every_citation_is_there_with_who_checked_it(base: sqlite3.Connection, record: foedera.Dossier) -> None:
    pact = record.treaties[PACT]
    own = {(c.ref, c.at or None) for c in pact.sources}
    asked = "SELECT source, at FROM citations WHERE kind = 'treaties' AND record = ? AND place = ''"
    assert set(base.execute(asked, (PACT,))) == own


def _tables(base: sqlite3.Connection) -> list[tuple[str]]:
    return base.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()


# -- the other forms ----------------------------------------------------------------


def test_the_tables_are_the_same_in_csv(record: foedera.Dossier, base: sqlite3.Connection) -> None:
    from foedera.exports.csvs import files

    held = dict(files(record))
    assert {name.removesuffix(".csv") for name in held} == {name for (name,) in _tables(base)}
    rows = list(csv.DictReader(held["treaties.csv"].splitlines(keepends=True)))
    titles = base.execute("SELECT id, title FROM treaties ORDER BY id").fetchall()
    assert sorted((row["id"], row["title"]) for row in rows) == titles
    described = {(row["table"], row["column"]) for row in csv.DictReader(held["columns.csv"].splitlines())}
    assert all(
        (name, column[1]) in described
        for (name,) in _tables(base) if name != "columns"
        for column in base.execute(f'PRAGMA table_info("{name}")')
    )  # fmt: skip


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the library towards itself
def test_the_linked_data_are_read_by_an_rdf_library_and_use_real_terms() -> None:
    rdflib = pytest.importorskip("rdflib")
    from foedera.exports.linked import document, iri

    record = foedera.load("july-1914")
    graph = rdflib.Graph()
    graph.parse(data=document(record), format="json-ld")
    schema = {term for triple in graph for term in triple if str(term).startswith("https://schema.org/")}
    assert schema and [term for term in schema if term not in rdflib.SDO] == []
    crm = rdflib.Namespace("http://www.cidoc-crm.org/cidoc-crm/")
    event = rdflib.URIRef(iri(record, "events", "1914-08-04-germany-invades-belgium"))
    if event not in set(graph.subjects()):
        event = next(graph.subjects(rdflib.RDF.type, crm["E5_Event"]))
    assert (event, rdflib.RDF.type, rdflib.SDO.Event) in graph
    begin = next(graph.objects(graph.value(event, crm["P4_has_time-span"]), crm.P82a_begin_of_the_begin))
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", str(begin)) and begin.datatype == rdflib.XSD.date
    nodes = set(graph.subjects())
    assert [id_ for kind, id_, _ in records(record) if rdflib.URIRef(iri(record, kind, id_)) not in nodes] == []


@pytest.mark.parametrize("day", [None, "1939-09-01"])
def test_the_graph_is_read_by_networkx(record: foedera.Dossier, day: str | None) -> None:
    networkx = pytest.importorskip("networkx")
    from foedera.exports.graph import graphml

    graph = networkx.parse_graphml(graphml(record, day), force_multigraph=True)
    assert set(graph.nodes) == set(record.states)
    edges = [d for _, _, d in graph.out_edges("united-kingdom", data=True) if d["pledge"] == "defense"]
    assert "1939-08-25-anglo-polish-mutual-assistance" in {edge["treaty"] for edge in edges}
    assert all(type(edge["mutual"]) is bool for _, _, edge in graph.edges(data=True))
    if day:
        assert all(edge["since"] <= day < edge.get("until", "9") for edge in edges)


def test_the_areas_of_a_day_are_valid_shapes(record: foedera.Dossier, tmp_path: Path, export: Any) -> None:
    shapely = pytest.importorskip("shapely")
    code, _ = export("geojson", tmp_path / "day.geojson", "--day", "1939-10-01")
    told = json.loads((tmp_path / "day.geojson").read_text(encoding="utf-8"))
    shapes = [shapely.geometry.shape(feature["geometry"]) for feature in told["features"]]
    assert code == 0 and len(shapes) > 100 and all(shape.area > 0 for shape in shapes)
    assert all(-180 <= x <= 180 and -90 <= y <= 90 for s in shapes for x, y in [s.bounds[:2], s.bounds[2:]])


def test_the_bibliography_has_every_source_as_a_balanced_entry(record: foedera.Dossier) -> None:
    from foedera.exports.bibtex import bibliography

    text = bibliography(record)
    entries = text.split("\n@")
    assert re.findall(r"^@misc\{([^,\s]+),$", text, re.MULTILINE) == list(record.sources)
    for entry in entries:
        plain = entry.replace("\\{", "").replace("\\}", "")
        assert plain.count("{") == plain.count("}"), entry
        assert not re.search(r"(?<!\\)[&%$#_]", re.sub(r"^@?misc\{[^,]+,|\\url\{[^}]*\}", "", entry)), entry


# -- whole or not there -------------------------------------------------------------


@pytest.mark.parametrize("form", ["jsonld", "csv", "sqlite", "graphml", "bibtex"])
def test_an_export_is_written_and_says_what_it_wrote(form: str, tmp_path: Path, export: Any) -> None:
    code, said = export(form, tmp_path / "out", "--dossier", "july-1914")
    assert code == 0 and said.startswith(f"wrote {tmp_path / 'out'}: {form}, ")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_nothing_is_replaced_without_being_told_to(tmp_path: Path, export: Any) -> None:
    (tmp_path / "refs.bib").write_text("mine", encoding="utf-8")
    code, said = export("bibtex", tmp_path / "refs.bib", "--dossier", "july-1914")
    assert (code, said.strip()) == (
        2, f"foedera: {tmp_path / 'refs.bib'} is already there; choose another path, or replace it with --force",
    )  # fmt: skip
    assert (tmp_path / "refs.bib").read_text(encoding="utf-8") == "mine"
    assert export("bibtex", tmp_path / "refs.bib", "--force", "--dossier", "july-1914")[0] == 0
    assert (tmp_path / "refs.bib").read_text(encoding="utf-8").startswith("@misc{")


def test_a_folder_that_no_export_made_is_never_replaced(tmp_path: Path, export: Any) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear", encoding="utf-8")
    code, said = export("csv", tmp_path / "mine", "--force", "--dossier", "july-1914")
    assert code == 2 and "is not a folder that an export made" in said
    assert (tmp_path / "mine" / "letter.txt").is_file()
    assert export("csv", tmp_path / "tables", "--dossier", "july-1914")[0] == 0
    assert export("csv", tmp_path / "tables", "--force", "--dossier", "july-1914")[0] == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["pdf", "x"], "there is no export called 'pdf'; choose from jsonld, csv, sqlite, graphml, geojson"),
        (["csv", "no/such/place"], "there is no folder no/such; make it first"),
        (["csv", "x", "--day", "1939-09-01"], "csv holds the whole record; --day and --known-to are for graphml"),
        (["graphml", "x", "--day", "yesterday"], "'yesterday' is not a day; write it as YYYY-MM-DD"),
        (["geojson", "x", "--dossier", "july-1914"], "has no atlas"),
    ],
)
def test_what_cannot_be_exported_is_one_sentence_and_no_file(
    words: list[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, export: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    code, said = export(*words)
    assert code == 2 and says in said and said.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_fault_in_the_middle_leaves_what_was_there(tmp_path: Path) -> None:
    with writing.new_folder(tmp_path / "out", {}) as place:
        (place / "one.csv").write_text("1", encoding="utf-8")
    with pytest.raises(OSError, match="disk"), writing.new_folder(tmp_path / "out", {}, force=True) as place:
        (place / "two.csv").write_text("2", encoding="utf-8")
        raise OSError("the disk is full")
    assert [path.name for path in (tmp_path / "out").glob("*.csv")] == ["one.csv"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_killed_in_the_middle_an_export_leaves_the_old_file_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.db"
    with closing(sqlite3.connect(target)) as base:
        base.execute("CREATE TABLE mine (x)")
    code = (
        "import os, pathlib\nfrom foedera.exports.writing import new_file\n"
        f"with new_file(pathlib.Path({str(target)!r}), force=True) as place:\n"
        "    place.write_bytes(b'half')\n    os.kill(os.getpid(), 9)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": str(ROOT / "src")}, check=False)
    assert run.returncode == -9
    with closing(sqlite3.connect(target)) as base:
        assert base.execute("SELECT name FROM sqlite_master").fetchall() == [("mine",)]
