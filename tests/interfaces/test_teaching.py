"""`quiz`, `mark`, `question`, `lesson`, `paper` at the command line and over HTTP."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from foedera.errors import BadQuestion, UnknownName, UnreadableDocument
from foedera.interfaces import cli
from foedera.interfaces.show.teaching import ask_all
from foedera.teaching.drawing import drawn
from tests.interfaces.test_http import Client
from tests.tiny import read, shipped

QUESTION, ANSWER = "why-stalin-signed", "He wanted to buy time, since the purges had weakened the Red Army."


@pytest.fixture(autouse=True)
def _read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands ask the record that is read already."""
    monkeypatch.setattr(cli, "load", lambda name=None: shipped(name or "interwar"))


def ask(*words: str, typed: str | None = None) -> str:
    answer = CliRunner().invoke(cli.app, list(words), catch_exceptions=False, input=typed)
    assert answer.exit_code == 0, answer.output
    return answer.output


def marks(*words: str, typed: str | None = None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ask("mark", *words, "--json", typed=typed))
    return found


# -- mark -------------------------------------------------------------------------------


def test_the_json_of_a_mark_has_the_keys_that_stay() -> None:
    found = marks(QUESTION, ANSWER)
    assert (found["marks"], found["out_of"]) == (3, 6)
    for point in found["points"]:
        assert {"point", "awarded", "because", "span"} <= point.keys()
    start, end = next(point["span"] for point in found["points"] if point["awarded"])
    assert ANSWER[start:end] == "buy time"


def test_an_answer_is_given_as_text_as_a_file_or_by_the_standard_input(tmp_path: Path) -> None:
    (tmp_path / "answer.txt").write_text(ANSWER, encoding="utf-8")
    whole = marks(QUESTION, ANSWER)
    assert marks(QUESTION, str(tmp_path / "answer.txt")) == marks(QUESTION, "-", typed=ANSWER) == whole


def test_an_answer_in_a_docx_is_read(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph(ANSWER)
    document.save(str(tmp_path / "answer.docx"))
    assert marks(QUESTION, str(tmp_path / "answer.docx"))["marks"] == 3


def test_a_mark_for_people_shows_words_reasons_and_sources() -> None:
    said = ask("mark", QUESTION, ANSWER)
    assert said.startswith("3 of 6") and '"buy time"' in said and "+ 3 of 3" in said and "- 0 of 3" in said


def test_a_file_that_is_missing_is_no_answer() -> None:
    with pytest.raises(
        BadQuestion, match=r"there is no file 'answer\.txt'; check the path, or write the answer itself"
    ):
        ask("mark", QUESTION, "answer.txt")


def test_a_file_that_is_no_text_says_so(tmp_path: Path) -> None:
    (tmp_path / "answer.docx").write_bytes(b"PK\x03\x04 no docx")
    with pytest.raises(UnreadableDocument, match="it is no sound docx"):
        ask("mark", QUESTION, str(tmp_path / "answer.docx"))


def test_reasons_come_in_the_language_that_is_asked() -> None:
    assert "nu apare în răspuns" in ask("mark", QUESTION, ANSWER, "--lang", "ro")
    with pytest.raises(UnknownName, match="the record knows no language of teaching called 'de'; nearest: en, ro, vi"):
        ask("mark", QUESTION, ANSWER, "--lang", "de")


@pytest.mark.parametrize(("answer", "given"), [("A", 0), ("b", 1), ("C.", 2), ("4", 3)])
def test_a_closed_question_is_answered_by_letter_or_number(answer: str, given: int) -> None:
    told = json.loads(ask("question", "puzzle-1", "--json"))
    if given < len(told["answers"]):
        assert bool(marks("puzzle-1", answer)["marks"]) == told["answers"][given]["right"]


def test_a_closed_question_is_answered_by_words_in_any_language() -> None:
    told = json.loads(ask("question", "puzzle-1", "--json"))
    right = next(row["text"] for row in told["answers"] if row["right"])
    assert all(marks("puzzle-1", text)["marks"] == 1 for text in right.values())
    assert marks("puzzle-1", "none of them")["marks"] == 0
    both = " and ".join(row["text"]["en"] for row in told["answers"])
    assert "more than one" in marks("puzzle-1", both)["points"][0]["because"]


# -- question, lesson, quiz, paper ---------------------------------------------------------


def test_all_questions_and_lessons_are_listed() -> None:
    assert ask("question").count("\n") > 120 and "puzzle-17" not in ask("question", "--json")
    assert len(json.loads(ask("lesson", "--json"))["lessons"]) == 8
    assert ask("lesson", "1", "--lang", "vi").count("#/") >= 5


def test_a_question_is_shown_with_its_scheme() -> None:
    said = ask("question", QUESTION)
    assert "explained" in said and "states:" in said and "At most 2 of these points count." in said


def test_a_quiz_into_a_pipe_is_the_questions_alone_and_the_same_for_the_same_seed() -> None:
    said = ask("quiz", "--number", "3", "--seed", "4")
    assert said == ask("quiz", "--number", "3", "--seed", "4") and "Seed 4" in said
    told = json.loads(ask("quiz", "--number", "3", "--seed", "4", "--json"))
    assert len(told["questions"]) == 3 and not {"points", "answers", "model"} & told["questions"][0].keys()


def test_a_quiz_on_the_terminal_marks_each_answer_and_ends_with_the_sum(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = iter(["?", "A", "B"])
    monkeypatch.setattr("builtins.input", lambda prompt: next(typed))
    ask_all(shipped(), drawn(shipped(), number=2, seed=1, kind="bound"), "en")
    assert capsys.readouterr().out.rstrip().endswith("of 2")


def test_a_paper_names_the_files_that_it_wrote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = ask("paper", QUESTION, "puzzle-1", "--to", "docx").split()
    assert said == ["interwar-paper.docx", "interwar-scheme.docx"] and all(Path(name).is_file() for name in said)
    assert ask("paper", "--number", "3", "--to", "gift", "--out", "mine.txt").split() == ["mine.txt"]


def test_a_wrong_name_is_one_sentence_with_what_is_near_and_exit_code_2() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "foedera", "mark", "why-stalin-sings", "x"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 2 and run.stdout == ""
    assert run.stderr.startswith("foedera: the record knows no question called 'why-stalin-sings'; nearest: why-stalin")
    assert "list them with `foedera question`" in run.stderr


# -- over HTTP ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def http() -> Client:
    return Client(shipped())


def told(client: Client, address: str) -> dict[str, Any]:
    response = client.get(address)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def test_an_answer_is_marked_by_address_and_a_long_one_by_post(http: Client) -> None:
    assert told(http, f"/api/mark/{QUESTION}?answer={ANSWER}") == marks(QUESTION, ANSWER)
    posted = http.ask("POST", f"/api/mark/{QUESTION}", body={"answer": ANSWER + " " * 20_000}).json()
    assert posted["marks"] == 3


def test_a_student_is_not_told_the_scheme(http: Client) -> None:
    asked = told(http, f"/api/ask/{QUESTION}")
    assert asked["text"]["vi"] and not {"points", "answers", "model", "about"} & asked.keys()
    assert {"points", "mistakes", "model"} <= told(http, f"/api/question/{QUESTION}").keys()


def test_lessons_and_quizzes_are_served(http: Client) -> None:
    lessons = told(http, "/api/lesson")["lessons"]
    assert [lesson["number"] for lesson in lessons] == list(range(1, 9))
    assert told(http, f"/api/lesson/{lessons[0]['id']}")["stops"]
    assert told(http, "/api/quiz?number=4&seed=2") == told(http, "/api/quiz?number=4&seed=2")


def test_a_paper_is_a_download(http: Client) -> None:
    got = http.get(f"/api/paper/pdf?question={QUESTION}&scheme=true&lang=ro")
    assert got.content.startswith(b"%PDF-") and "interwar-scheme.pdf" in got.headers["content-disposition"]
    assert http.get("/api/paper/pdf").status_code == 400
    assert http.get(f"/api/paper/odt?question={QUESTION}").status_code == 404


def test_the_application_of_a_record_without_questions_answers_too(tmp_path: Path) -> None:
    client = Client(read(tmp_path))
    assert told(client, "/api/question")["questions"] == [] and told(client, "/api/lesson") == {"lessons": []}
    assert client.get("/api/quiz").status_code == 400
