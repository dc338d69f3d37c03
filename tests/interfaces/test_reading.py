"""`foedera read` at the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from foedera.interfaces.cli import app

SAID = "The Nazi-Soviet Pact was signed on 24 August 1939 in Moscow by Germany.\n"


@pytest.fixture
def paper(tmp_path: Path) -> str:
    (tmp_path / "paper.txt").write_text(SAID, encoding="utf-8")
    return str(tmp_path / "paper.txt")


def ask(*words: str) -> str:
    answer = CliRunner().invoke(app, list(words), catch_exceptions=False)
    assert answer.exit_code == 0, answer.output
    return answer.output


def test_the_json_has_the_keys_that_stay(paper: str) -> None:
    document = json.loads(ask("read", paper, "--json"))["documents"][0]
    assert {"path", "languages", "mentions", "passages", "comparisons"} <= document.keys()
    for mention in document["mentions"]:
        assert {"start", "end", "text", "type", "form", "value", "how"} <= mention.keys()
        assert SAID[mention["start"] : mention["end"]] == mention["text"]
    assert {m["type"] for m in document["mentions"]} == {"date", "treaty", "state", "place"}


def test_the_table_puts_disagreements_first(paper: str) -> None:
    lines = ask("read", paper).splitlines()
    first = next(line for line in lines if "line 1" in line)
    assert first.strip().startswith("contradicts line 1: signed 1939-08-24; the record has 1939-08-23")


def test_a_matrix_names_each_document(paper: str) -> None:
    assert "paper.txt: signed 1939-08-24 (contradicts)" in ask("read", "--matrix", "1939-08-23", paper)


def test_a_proposal_is_printed_and_nothing_is_written(paper: str) -> None:
    said = ask("read", "--propose", paper)
    assert 'value = "1939-08-24", by = "paper.txt"' in said
    assert [p.name for p in Path(paper).parent.iterdir()] == ["paper.txt"]


def test_claims_come_as_csv_and_marks_as_annotations(paper: str) -> None:
    assert ask("read", "--csv", paper).startswith("document,line,kind,record,point,says,record_says,text\n")
    assert json.loads(ask("read", "--annotations", paper))["type"] == "AnnotationPage"


def run(*words: str, before: str = "") -> subprocess.CompletedProcess[str]:
    start = f"import sys; sys.argv = ['foedera', *{list(words)!r}]\nfrom foedera.interfaces.cli import main; main()"
    program = f"{before}\n{start}"
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)


def test_a_file_that_is_not_there_is_one_sentence_and_exit_code_2() -> None:
    done = run("read", "nowhere.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "foedera: cannot read 'nowhere.txt': there is no such file; check the path\n"


def test_a_missing_extra_is_one_sentence_and_exit_code_2(paper: str) -> None:
    done = run("read", paper, before="import sys; sys.modules['ahocorasick'] = None")
    assert done.returncode == 2
    assert done.stderr == (
        "foedera: to find names in a text the extra `documents` is needed; "
        "install it with: pip install 'foedera[documents]'\n"
    )


def test_other_commands_load_nothing_of_documents() -> None:
    done = run("state", "poland", before="import atexit, sys; atexit.register(lambda: print(sorted(sys.modules)))")
    assert done.returncode == 0
    assert not any(name in done.stdout for name in ("foedera.documents", "ahocorasick", "pypdf", "ftfy"))
