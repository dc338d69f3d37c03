"""What a file may say in more than one way, and what it is taken to mean."""

from __future__ import annotations

from pathlib import Path

import pytest

import foedera
from foedera.dossier.treaties import Treaty
from tests.tiny import ALLIANCE, SOURCE, read, write

PACT = "1930-01-01-alliance"


def pact(folder: Path, old: str, new: str) -> Treaty:
    assert old in ALLIANCE
    return read(folder, ALLIANCE.replace(old, new)).treaties[PACT]


def test_one_value_may_stand_without_brackets(tmp_path: Path) -> None:
    treaty = pact(tmp_path, 'trigger = { act = "attack" }', 'trigger = { act = "attack", by = "cora" }')
    assert treaty.articles[0].trigger is not None
    assert treaty.articles[0].trigger.by == ("cora",) and treaty.articles[0].trigger.act == ("attack",)


def test_a_condition_may_be_a_word_or_a_table(tmp_path: Path) -> None:
    text = 'trigger = { act = "attack", requires = ["resists", { is = "unprovoked", says = "so" }] }'
    trigger = pact(tmp_path, 'trigger = { act = "attack" }', text).articles[0].trigger
    assert trigger is not None
    assert [(c.kind.value, c.says) for c in trigger.requires] == [("resists", ""), ("unprovoked", "so")]


def test_what_is_left_out_has_its_default(tmp_path: Path) -> None:
    treaty = pact(tmp_path, "signed", "signed")
    assert (treaty.kind.value, treaty.term, treaty.secret, treaty.on_war) == ("treaty", None, False, None)
    assert treaty.articles[0].trigger is not None and treaty.articles[0].trigger.on == ("creditor",)


def test_the_stem_of_a_file_is_the_id_of_its_record(tmp_path: Path) -> None:
    dossier = read(tmp_path, ALLIANCE)
    assert list(dossier.treaties) == [PACT] and dossier.states["alba"].id == "alba"


def test_every_record_knows_its_file_and_line(tmp_path: Path) -> None:
    treaty = read(tmp_path, ALLIANCE).treaties[PACT]
    lines = (tmp_path / "treaties" / f"{PACT}.toml").read_text(encoding="utf-8").splitlines()
    assert treaty.origin.file.endswith(f"treaties/{PACT}.toml") and treaty.origin.line == 1
    assert lines[treaty.articles[0].origin.line - 1] == "[[article]]"
    trigger = treaty.articles[0].trigger
    assert trigger is not None and lines[trigger.origin.line - 1].startswith("trigger")


def test_an_answer_points_at_the_file_as_the_user_named_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "mine", ALLIANCE)
    monkeypatch.chdir(tmp_path)
    for name, start in (("mine", "mine/treaties"), ("mine/", "mine/treaties"), ("./mine", "./mine/treaties")):
        dossier, _ = foedera.read_dossier(name)
        assert dossier is not None and dossier.treaties[PACT].origin.file.startswith(start)
    monkeypatch.chdir(tmp_path / "mine")
    dossier, _ = foedera.read_dossier(".")
    assert dossier is not None and dossier.treaties[PACT].origin.file == f"treaties/{PACT}.toml"


def test_events_and_sources_may_be_one_file_or_a_folder_of_files(tmp_path: Path) -> None:
    one = '[[event]]\nid = "one"\ndate = 1935-01-01\ntitle = "One"\n'
    two = one.replace("one", "two")
    together = read(tmp_path / "a", f"--- events.toml\n{one}{two}")
    apart = read(tmp_path / "b", f"--- events/x.toml\n{one}\n--- events/y.toml\n{two}")
    assert sorted(together.events) == sorted(apart.events) == ["one", "two"]


def test_an_event_may_be_dated_by_a_month_and_keeps_what_the_source_says(tmp_path: Path) -> None:
    event = read(tmp_path, '--- events/x.toml\n[[event]]\nid = "x"\ndate = "1935-05~"\ntitle = "X"\n').events["x"]
    assert (str(event.date), event.date.last - event.date.first + 1, event.date.approximate) == ("1935-05~", 31, True)


def test_an_empty_folder_of_a_kind_is_no_problem(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "treaties").mkdir()
    assert foedera.read_dossier(tmp_path)[1] == []


def test_files_of_other_kinds_beside_the_record_are_let_be(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "README.md").write_text("A tiny record.", encoding="utf-8")
    (tmp_path / "map.geojson").write_text("{}", encoding="utf-8")
    assert foedera.read_dossier(tmp_path)[1] == []


def test_a_digest_is_of_contents_and_names_not_of_place_or_time(tmp_path: Path) -> None:
    one, two = read(tmp_path / "a", ALLIANCE), read(tmp_path / "b", ALLIANCE)
    other = read(tmp_path / "c", ALLIANCE.replace("Alliance of", "Pact of"))
    assert one.digest == two.digest != other.digest


def test_verified_is_kept_where_somebody_looked_and_left_out_where_nobody_did(tmp_path: Path) -> None:
    sources = 'sources = [{ ref = "book", at = "p. 1", verified = 2026-11-22 }, { ref = "book", at = "p. 2" }]\n'
    read(tmp_path, ALLIANCE.replace("title =", f"{sources}title ="))
    dossier, _ = foedera.read_dossier(tmp_path)
    assert dossier is not None
    cited = foedera.treaty(dossier, PACT)["treaty"]["sources"]
    assert [source.get("verified") for source in cited] == ["2026-11-22", None]
    assert SOURCE not in (tmp_path / "treaties" / f"{PACT}.toml").read_text(encoding="utf-8")


def test_a_dossier_cannot_be_changed(tmp_path: Path) -> None:
    dossier = read(tmp_path, ALLIANCE)
    with pytest.raises(AttributeError):
        dossier.label = "other"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        dossier.treaties[PACT].title = "other"  # type: ignore[misc]
