"""Broken files, and the message that each is answered with."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

import foedera
from foedera.errors import DamagedRecord, UnknownName
from tests.tiny import ALLIANCE, SOURCE, files, write

HERE = Path(__file__).parent
MANIFEST = tomllib.loads((HERE / "manifest.toml").read_text(encoding="utf-8"))["fault"]
PACT = "treaties/1930-01-01-alliance.toml"
SOUND = files(ALLIANCE)[PACT]


def said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """All that `foedera check` says of the dossier in a folder, asked for from inside it."""
    monkeypatch.chdir(folder)
    return "\n".join(str(problem) for problem in foedera.read_dossier(".")[1])


@pytest.mark.parametrize("fault", MANIFEST, ids=lambda fault: fault["name"])
def test_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: dict[str, str]) -> None:
    broken = write(tmp_path) / fault["at"]
    broken.parent.mkdir(exist_ok=True)
    broken.write_bytes((HERE / "files" / fault["file"]).read_bytes())
    assert said(tmp_path, monkeypatch) == fault["expect"].strip("\n")


def test_every_broken_file_is_in_the_manifest_once() -> None:
    named = [fault["file"] for fault in MANIFEST]
    assert len(named) == len(set(named)) >= 35
    assert set(named) <= {path.name for path in (HERE / "files").iterdir()}


def test_every_message_has_file_and_line_and_what_is_wrong() -> None:
    for fault in MANIFEST:
        first = fault["expect"].strip("\n").splitlines()[0]
        file, line, message = first.split(":", 2)
        assert file == fault["at"] and int(line) >= 1 and len(message) > 10, fault["name"]


# -- what no text file shows ------------------------------------------------------------


def test_a_file_with_windows_line_ends_is_fine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, ALLIANCE) / PACT
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert b"\r\n" in path.read_bytes()
    assert said(tmp_path, monkeypatch) == ""


def test_windows_line_ends_do_not_get_into_a_text_of_several_lines(tmp_path: Path) -> None:
    path = write(tmp_path, ALLIANCE.replace('"Each helps the other if it is attacked."', '"""Each\nhelps."""')) / PACT
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    dossier, problems = foedera.read_dossier(tmp_path)
    assert dossier is not None and not problems
    assert dossier.treaties["1930-01-01-alliance"].articles[0].text == "Each\nhelps."


def test_a_problem_in_a_file_with_windows_line_ends_keeps_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, ALLIANCE) / PACT
    path.write_bytes(path.read_bytes().replace(b'"bela"', b'"bella"').replace(b"\n", b"\r\n"))
    assert said(tmp_path, monkeypatch).startswith(f"{PACT}:3: 'bella' is a state that the record does not know")


def test_a_file_with_a_byte_order_mark_is_fine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, ALLIANCE) / PACT
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert said(tmp_path, monkeypatch) == ""


def test_a_file_in_utf_16_is_no_utf_8_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (write(tmp_path, ALLIANCE) / PACT).write_bytes(SOUND.encode("utf-16"))
    assert said(tmp_path, monkeypatch) == f"{PACT}:1: the file is not UTF-8 text\n      = save it as UTF-8"


def test_a_file_that_no_person_wrote_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (write(tmp_path, ALLIANCE) / PACT).write_text(SOUND + "#" * 6_000_000, encoding="utf-8")
    assert f"{PACT}:1: the file has 6,000," in said(tmp_path, monkeypatch)
    assert "= split it" in said(tmp_path, monkeypatch)


def test_a_link_to_itself_is_no_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loop = write(tmp_path) / "treaties" / "1930-01-01-loop.toml"
    loop.parent.mkdir()
    loop.symlink_to(loop)
    assert said(tmp_path, monkeypatch).startswith("treaties/1930-01-01-loop.toml:1: ")


def test_a_folder_linked_into_itself_is_no_endless_walk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (write(tmp_path, ALLIANCE) / "treaties" / "again").symlink_to(tmp_path / "treaties", target_is_directory=True)
    assert "Traceback" not in said(tmp_path, monkeypatch)


def test_a_folder_whose_name_ends_in_toml_is_no_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (write(tmp_path, ALLIANCE) / "treaties" / "1931-01-01-folder.toml").mkdir()
    assert said(tmp_path, monkeypatch).startswith("treaties/1931-01-01-folder.toml:1: ")


def test_a_file_in_a_folder_below_a_kind_is_not_overlooked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = write(tmp_path, ALLIANCE) / "treaties" / "drafts" / "1931-01-01-draft.toml"
    deep.parent.mkdir()
    deep.write_text(SOUND, encoding="utf-8")
    assert said(tmp_path, monkeypatch).startswith(
        "treaties/drafts/1931-01-01-draft.toml:1: no kind of record stands here"
    )


def test_a_folder_without_dossier_toml_says_what_a_dossier_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (write(tmp_path) / "dossier.toml").unlink()
    assert said(tmp_path, monkeypatch) == (
        "dossier.toml:1: the dossier has no dossier.toml\n"
        "      = a dossier is a folder with dossier.toml: title, first, last"
    )


def test_an_empty_folder_has_the_same_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(tmp_path, monkeypatch).startswith("dossier.toml:1: the dossier has no dossier.toml")


def test_no_such_folder_names_the_dossiers_there_are(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match=r"no dossier called .*interwar.*give a folder that holds dossier\.toml"):
        foedera.read_dossier(tmp_path / "nowhere")


BREAK: dict[str, Callable[[str], str]] = {
    PACT: lambda text: text.replace('"defense"', '"defence"').replace("signed", "singed"),
    "states/alba.toml": lambda text: "title = \n",
    "states/bela.toml": lambda text: text.replace("book", "boook"),
    "dossier.toml": lambda text: text + '[sets]\npower = ["belga"]\n',
}


def test_a_folder_with_many_problems_lists_them_all_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, ALLIANCE)
    for name, change in BREAK.items():
        (tmp_path / name).write_text(change((tmp_path / name).read_text(encoding="utf-8")), encoding="utf-8")
    problems = said(tmp_path, monkeypatch)
    for part in (
        "unknown key 'singed'",
        "'defence' is not one of the words",
        "states/alba.toml:1: not TOML",
        "'boook'",
        "'belga'",
    ):
        assert part in problems
    assert "states/cora.toml" not in problems, "a sound file is not spoken of"


def test_loading_a_damaged_record_shows_the_first_problem_and_how_to_see_all(tmp_path: Path) -> None:
    write(tmp_path, ALLIANCE.replace('"bela"]', '"bella"]'))
    with pytest.raises(DamagedRecord, match=r"(?s)has 1 problem; run `foedera check .*'bella' is a state"):
        foedera.load(tmp_path)


def test_an_empty_source_list_in_an_article_is_allowed_but_an_empty_one_in_a_treaty_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (write(tmp_path, ALLIANCE) / PACT).write_text(SOUND.replace(SOURCE, "sources = []\n"), encoding="utf-8")
    assert said(tmp_path, monkeypatch).startswith(f"{PACT}:1: '1930-01-01-alliance' has no source")
