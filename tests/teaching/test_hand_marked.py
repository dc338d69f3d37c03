"""Answers that an examiner marked by hand, with reasons: the marker agrees within a mark, and stays steady."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from foedera.teaching.marking import marked
from foedera.teaching.words import bare, unmarked
from tests.tiny import shipped

FOLDER = Path(__file__).parent / "answers"


def answers_in(folder: Path) -> list[dict[str, Any]]:
    """The answers of all files of a folder."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.toml")))
    return [answer for text in texts for answer in tomllib.loads(text)["answer"]]


ANSWERS = answers_in(FOLDER)
#: Answers on whose account no wording was changed: what may be expected of others.
UNSEEN = answers_in(FOLDER / "unseen")
FREE = [q.id for q in shipped().questions.values() if q.points]
PADDING = {
    "en": "This is a very interesting and much discussed topic, about which a great deal has been written. ",
    "ro": "Acesta este un subiect foarte interesant și mult discutat, despre care s-a scris foarte mult. ",
    "vi": "Đây là một đề tài rất thú vị và được bàn luận nhiều, người ta đã viết rất nhiều về nó. ",
}


@lru_cache(maxsize=1000)
def marks(question: str, text: str) -> int:
    found: dict[str, Any] = marked(shipped(), shipped().questions[question], text)
    return int(found["marks"])


def test_there_are_forty_answers_in_three_languages_from_nothing_to_full_marks() -> None:
    assert len(ANSWERS) >= 40
    languages = Counter(answer["language"] for answer in ANSWERS)
    assert min(languages[language] for language in ("en", "ro", "vi")) >= 8
    full = sum(answer["marks"] == shipped().questions[answer["question"]].marks for answer in ANSWERS)
    assert full >= 5 and sum(not answer["marks"] for answer in ANSWERS) >= 5
    assert all(answer["why"] for answer in ANSWERS)


def far_apart(answers: list[dict[str, Any]]) -> dict[str, tuple[int, int]]:
    """The answers whose marks differ by more than one from the examiner's, with both marks."""
    apart = {a["id"]: (marks(a["question"], a["text"]), a["marks"]) for a in answers}
    return {id_: pair for id_, pair in apart.items() if abs(pair[0] - pair[1]) > 1}


def test_the_marker_is_within_a_mark_of_the_examiner_in_ninety_five_per_cent() -> None:
    far = far_apart(ANSWERS)
    assert len(far) <= 0.05 * len(ANSWERS), far


def test_of_answers_that_no_wording_was_tuned_on_four_of_five_are_within_a_mark() -> None:
    far = far_apart(UNSEEN)
    assert len(UNSEEN) >= 100 and len(far) <= 0.2 * len(UNSEEN), far


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer["id"])
def test_length_earns_nothing(answer: dict[str, Any]) -> None:
    text = answer["text"].strip()
    # Who types without diacritics does so to the end.
    padding = bare(PADDING[answer["language"]].lower()) if unmarked(text) else PADDING[answer["language"]]
    assert marks(answer["question"], f"{text}\n\n{padding * 8}") == marks(answer["question"], text)


@pytest.mark.parametrize("answer", [a for a in ANSWERS if a["marks"] and a["language"] == "en"], ids=lambda a: a["id"])
def test_the_order_of_paragraphs_hardly_matters(answer: dict[str, Any]) -> None:
    question = shipped().questions[answer["question"]]
    if any(point.query for point in question.points):
        pytest.skip("of several names given the first counts, so their order matters")
    if question.levels:
        pytest.skip("what an essay says at its end is its judgement")
    parts = re.split(r"(?<=[.!?])\s+", answer["text"].strip())
    assert abs(marks(question.id, " ".join(reversed(parts))) - marks(question.id, answer["text"])) <= 1


@pytest.mark.parametrize("name", FREE)
def test_the_model_answer_of_a_question_has_full_marks_in_every_language(name: str) -> None:
    question = shipped().questions[name]
    assert set(question.model) >= {"en", "ro", "vi"}
    got = {language: marks(name, text) for language, text in question.model.items()}
    assert set(got.values()) == {question.marks}, got


@pytest.mark.parametrize("name", FREE)
def test_the_question_itself_is_no_answer_to_it(name: str) -> None:
    question = shipped().questions[name]
    got = {language: marks(name, text) for language, text in question.text.items()}
    assert max(got.values()) <= max(1, question.marks // 4), got
