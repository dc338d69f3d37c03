"""What documents add to the record: accepted wholly or not at all, undone, edited, refused, remembered."""

from __future__ import annotations

import shutil
import tomllib
from functools import cache
from pathlib import Path

import pytest

import foedera
from foedera.documents import Decisions, Gazetteer, decisions, document_of, proposals
from foedera.documents.accepting import accept, undo
from foedera.documents.decisions import correct, decide, home
from foedera.documents.texts import Text
from foedera.dossier import read_dossier
from foedera.dossier.dossier import shipped
from foedera.errors import DamagedRecord, NotAccepted

ESSAY = (
    "The Dual Alliance was signed on 8 October 1879.\n\n"
    "Italy and Russia signed an agreement on trade on 3 March 1913.\n"
)
ALLIANCE = "treaties/1879-10-07-austria-hungary-germany-alliance.toml"


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer(foedera.load("july-1914"))


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped() / "july-1914", tmp_path / "record"))


def proposed(text: str = ESSAY) -> list[dict[str, str]]:
    return list(proposals(document_of(Text("essay.txt", "txt", text), gazetteer(), "en"), gazetteer(), decisions()))


def texts_of(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*.toml")}


def test_what_is_proposed_is_taken_into_a_sound_record_and_out_again(record: Path) -> None:
    before = texts_of(record)
    found = proposed()
    assert [p["kind"] for p in found] == ["contradicts", "not-in-record"]
    for proposal in found:
        accept(proposal, record)
    assert read_dossier(record)[1] == []
    differs = tomllib.loads((record / ALLIANCE).read_text("utf-8"))["differs"]
    assert differs[-1] == {
        "point": "signed", "value": "1879-10-08", "by": "essay.txt", "sources": [{"ref": "essay", "at": "l1"}],
    }  # fmt: skip
    events = tomllib.loads((record / "events/1913.toml").read_text("utf-8"))["event"]
    assert events[-1]["id"] == "1913-03-03-italy-russia-signing"
    for proposal in reversed(found):
        undo(proposal["id"])
    assert texts_of(record) == before


def test_nothing_but_the_added_lines_changes_in_a_file(record: Path) -> None:
    before = (record / ALLIANCE).read_text("utf-8")
    accept(proposed()[0], record)
    after = (record / ALLIANCE).read_text("utf-8").splitlines()
    assert [line for line in after if line not in before.splitlines()] == [
        "differs = [",
        '  { point = "signed", value = "1879-10-08", by = "essay.txt", sources = [{ ref = "essay", at = "l1" }] },',
        "]",
    ]


def test_what_was_accepted_or_refused_is_not_proposed_again(record: Path) -> None:
    first, second = proposed()
    accept(first, record)
    assert [p["id"] for p in proposed()] == [second["id"]]
    decide(second["id"], "refused")
    assert proposed() == []


def test_an_edited_proposal_comes_as_it_was_edited(record: Path) -> None:
    own = 'differs = [{ point = "signed", value = "1879-10-08", by = "an essay", sources = [{ ref = "essay" }] }]\n'
    decide(proposed()[0]["id"], "edited", patch=own)
    again = proposed()[0]
    assert again["patch"] == own
    accept(again, record)
    assert tomllib.loads((record / ALLIANCE).read_text("utf-8"))["differs"][-1]["by"] == "an essay"


def test_a_record_that_would_not_be_sound_stays_as_it_was(record: Path) -> None:
    before = texts_of(record)
    wrong = proposed()[1] | {"patch": '[[event]]\nid = "x"\ndate = 1913-03-03\ntitle = "t"\nactors = ["atlantis"]\n'}
    with pytest.raises(NotAccepted, match="the record would not be sound"):
        accept(wrong, record)
    assert texts_of(record) == before


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"patch": "differs = ["}, "the patch is no TOML"),
        ({"patch": 'title = "other"'}, "adds neither `differs` nor an"),
        ({"file": "../elsewhere.toml"}, "is no file of this record"),
        ({"file": "treaties/none.toml"}, "there is no file treaties/none.toml"),
    ],
)
def test_a_proposal_that_does_not_fit_is_refused_in_one_sentence(
    record: Path, change: dict[str, str], says: str
) -> None:
    with pytest.raises(NotAccepted, match=says):
        accept(proposed()[0] | change, record)


def test_a_folder_without_a_record_and_an_unknown_id_are_said(tmp_path: Path) -> None:
    with pytest.raises(NotAccepted, match="holds no dossier"):
        accept(proposed()[0], tmp_path)
    with pytest.raises(NotAccepted, match="no accepted proposal has the id abc"):
        undo("abc")


def test_files_that_were_changed_since_are_not_put_back(record: Path) -> None:
    proposal = proposed()[0]
    accept(proposal, record)
    (record / ALLIANCE).write_text((record / ALLIANCE).read_text("utf-8") + "# mine\n", "utf-8")
    with pytest.raises(NotAccepted, match="changed since"):
        undo(proposal["id"])


def test_a_corrected_name_is_read_so_from_then_on() -> None:
    correct("Italy", "", "nothing")
    text = Text("a", "txt", "Russia and Italy wrote.")
    marks = document_of(text, gazetteer(), "en", decisions()).reading.mentions
    assert [m.text for m in marks] == ["Russia"]
    assert len(document_of(text, gazetteer(), "en", Decisions()).reading.mentions) == 2


def test_a_damaged_file_of_decisions_is_said() -> None:
    home().mkdir(parents=True)
    (home() / "decisions.json").write_text("{")
    with pytest.raises(DamagedRecord, match="cannot be read as decisions"):
        decisions()
