"""Papers as files that other programs open: each is read back by a reader of its kind."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from foedera.errors import MissingExtra, UnknownName
from foedera.teaching.as_gift import escaped
from foedera.teaching.finding import question_of
from foedera.teaching.papers import FORMS, Paper, content, paper_of, written
from tests.tiny import shipped

NAMES = ("cooperation-1920s", "why-stalin-signed", "puzzle-1", "whynot-4", "known-2", "map-3", "order-5")
LANGUAGES = ("en", "ro", "vi")


def essay() -> str:
    return next(q.id for q in shipped().questions.values() if q.levels)


@lru_cache
def paper(language: str = "en") -> Paper:
    return paper_of(shipped(), [question_of(shipped(), name) for name in (*NAMES, essay())], language)


@lru_cache
def made(form: str, language: str = "en", scheme: bool = False) -> bytes:
    return content(paper(language), form, scheme=scheme)[1]


# -- docx and pdf ---------------------------------------------------------------------


def text_of(form: str, language: str, scheme: bool) -> str:
    data = io.BytesIO(made(form, language, scheme))
    if form == "docx":
        import docx

        return "\n".join(line.text for line in docx.Document(data).paragraphs)
    import pypdf

    return "\n".join(page.extract_text() for page in pypdf.PdfReader(data).pages)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_paper_has_every_question_in_its_language_and_no_answer(form: str, language: str) -> None:
    text = " ".join(text_of(form, language, False).split())
    for told in paper(language).told:
        assert " ".join(told["text"][language].split()) in text
        assert all(answer["why"][language] not in text for answer in told["answers"])
        assert all(point["text"][language] not in text for point in told["points"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_the_mark_scheme_is_a_paper_of_its_own_with_points_and_sources(form: str, language: str) -> None:
    text = " ".join(text_of(form, language, True).split())
    assert paper(language).word("scheme") in text
    for told in paper(language).told:
        assert all(" ".join(answer["why"][language].split()) in text for answer in told["answers"])
        assert all(" ".join(point["text"][language].split())[1:] in text for point in told["points"])


def test_a_pdf_embeds_its_typeface_and_has_page_numbers() -> None:
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(made("pdf", "vi")))
    for number, page in enumerate(reader.pages, 1):
        fonts = page["/Resources"]["/Font"]  # type: ignore[index]
        faces = [font.get_object() for font in fonts.values()]
        used = [face for face in faces if "DejaVu" in str(face["/BaseFont"])]
        assert used and all("/FontFile2" in face["/FontDescriptor"].get_object() for face in used)
        assert str(number) in page.extract_text().split()
    assert reader.metadata and reader.metadata.title == paper("vi").title


def test_a_docx_says_who_and_in_which_language_and_leaves_room_to_write() -> None:
    import docx

    document = docx.Document(io.BytesIO(made("docx", "ro")))
    assert document.core_properties.language == "ro"
    lines = [line for line in document.paragraphs if line.text == "\t"]
    assert len(lines) >= 2 * sum(told["marks"] for told in paper("ro").told if told["points"]) // 2


def test_a_docx_keeps_a_question_on_one_page_with_its_alternatives() -> None:
    import docx

    lines = docx.Document(io.BytesIO(made("docx"))).paragraphs
    options = question_of(shipped(), "puzzle-1").options
    first = next(n for n, line in enumerate(lines) if options[0].text["en"] in line.text)
    kept = [line.paragraph_format.keep_with_next for line in lines[first - 1 : first + len(options)]]
    assert kept[:-1] == [True] * len(options) and not kept[-1]


@pytest.mark.parametrize("form", [form for form in FORMS if form != "docx"])
def test_the_same_paper_is_the_same_file(form: str) -> None:
    again = content(paper(), form)[1]
    if form == "anki":
        assert notes(again) == notes(made("anki"))
    else:
        assert again == made(form)


# -- Moodle -----------------------------------------------------------------------------

#: What Moodle's format asks of each type of question, beside what all have.
EACH = ("name/text", "questiontext/text", "generalfeedback/text", "defaultgrade", "penalty", "hidden", "idnumber")
OF_TYPE = {
    "multichoice": ("single", "shuffleanswers", "answernumbering", "correctfeedback/text", "answer/text"),
    "matching": ("shuffleanswers", "subquestion/text", "subquestion/answer/text"),
    "essay": ("responseformat", "responserequired", "responsefieldlines", "attachments", "graderinfo/text"),
}


@lru_cache
def moodle(language: str = "en") -> list[ET.Element]:
    root = ET.fromstring(made("moodle", language))
    assert root.tag == "quiz"
    return list(root)


def test_moodle_xml_begins_with_a_category_and_has_every_question() -> None:
    assert made("moodle").startswith(b'<?xml version="1.0" encoding="UTF-8"?>')
    category, *rest = moodle()
    assert category.get("type") == "category" and str(category.findtext("category/text")).startswith("$course$/")
    assert [one.findtext("idnumber") for one in rest] == [told["id"] for told in paper().told]


@pytest.mark.parametrize("language", LANGUAGES)
def test_moodle_questions_have_what_their_type_needs(language: str) -> None:
    for one in moodle(language)[1:]:
        for path in (*EACH, *OF_TYPE[str(one.get("type"))]):
            assert one.find(path) is not None, f"{one.get('type')} lacks {path}"
        assert one.find("questiontext").get("format") == "html"  # type: ignore[union-attr]
        ET.fromstring(f"<div>{one.findtext('questiontext/text')}</div>")


def test_moodle_gives_one_alternative_all_marks_and_each_its_feedback() -> None:
    for one in moodle():
        if one.get("type") == "multichoice":
            fractions = Counter(answer.get("fraction") for answer in one.findall("answer"))
            assert fractions["100"] == 1 and set(fractions) == {"100", "0"}
            assert all(answer.findtext("feedback/text") for answer in one.findall("answer"))


def test_moodle_gives_graders_the_scheme_and_students_none_of_it() -> None:
    one = next(q for q in moodle() if q.findtext("idnumber") == "why-stalin-signed")
    scheme = paper().told[1]["points"][0]["text"]["en"]
    assert scheme[1:] in str(one.findtext("graderinfo/text"))
    assert scheme[1:] not in str(one.findtext("questiontext/text")) + str(one.findtext("generalfeedback/text"))


# -- GIFT -----------------------------------------------------------------------------


def gift(text: str) -> Iterator[tuple[str, str, list[tuple[str, str, str]]]]:
    """A small reader of GIFT: title, text, answers as (sign, text, feedback); signs after a backslash are letters."""
    text = re.sub(r"^//.*$|^\$CATEGORY.*$", "", text, flags=re.MULTILINE)
    marks = re.compile(r"(?<!\\)((?:\\\\)*)([{}~=#])")
    for title, head, body in re.findall(r"::((?:\\.|[^:\\])+)::((?:\\.|[^{\\])*)\{((?:\\.|[^}\\])*)\}", text):
        parts = re.split(r"(?<!\\)([~=])", re.split(r"(?<!\\)####", body)[0])
        answers = []
        for sign, part in zip(parts[1::2], parts[2::2], strict=True):
            answer, _, feedback = re.sub(marks, r"\1\2", part).partition("#")
            answers.append((sign, answer.strip(), feedback.strip()))
        yield title, head.strip(), answers


@pytest.mark.parametrize("language", LANGUAGES)
def test_gift_is_read_back_with_its_answers(language: str) -> None:
    found = {title: (head, answers) for title, head, answers in gift(made("gift", language).decode())}
    assert set(found) == {told["id"] for told in paper(language).told}
    for told in paper(language).told:
        head, answers = found[told["id"]]
        assert head == f"[plain]{escaped(told['text'][language])}"
        right = [escaped(row["text"][language]) for row in told["answers"] if row["right"]]
        if told["answers"]:
            assert [text for sign, text, _ in answers if sign == "="] == right and all(row[2] for row in answers)


def test_gift_escapes_what_has_a_meaning() -> None:
    assert escaped("a=b ~ {c} #d: e\\f\n g") == r"a\=b \~ \{c\} \#d\: e\\f g"


# -- Anki, CSV ------------------------------------------------------------------------


def notes(data: bytes) -> list[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        collection = packed.read("collection.anki2")
    store = sqlite3.connect(":memory:")
    store.deserialize(collection)
    return list(store.execute("select guid, flds from notes order by id"))


def test_an_anki_deck_opens_and_its_notes_keep_their_identity() -> None:
    found = notes(made("anki"))
    assert [fields.split("\x1f")[0] for _, fields in found] == [told["id"] for told in paper().told]
    fewer = paper_of(shipped(), [question_of(shipped(), "puzzle-1")], "en", "Another title")
    assert notes(content(fewer, "anki")[1])[0][0] == {f.split("\x1f")[0]: g for g, f in found}["puzzle-1"]
    assert len({guid for guid, _ in found}) == len(found)


def test_decks_of_two_languages_do_not_mix() -> None:
    assert not {guid for guid, _ in notes(made("anki"))} & {guid for guid, _ in notes(made("anki", "vi"))}


def test_a_table_has_a_row_for_each_question_and_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(made("csv", "ro").decode())))
    assert [row["id"] for row in rows] == [told["id"] for told in paper("ro").told]
    assert all(row["question"] and row["scheme"] for row in rows)
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "@"))]


# -- writing --------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_a_paper_is_written_with_its_scheme_beside_it_where_they_are_apart(form: str, tmp_path: Path) -> None:
    paths = written(paper(), form, tmp_path / f"mine{FORMS[form][1]}")
    assert len(paths) == (2 if form in ("docx", "pdf") else 1) and all(path.stat().st_size > 500 for path in paths)
    assert sorted(tmp_path.iterdir()) == sorted(paths)


def test_an_unknown_form_is_refused_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="the record knows no form of paper called 'odt'; nearest: docx, pdf, moodle"):
        written(paper(), "odt", tmp_path / "mine.odt")
    assert list(tmp_path.iterdir()) == []


def test_without_the_extra_the_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "genanki", None)
    with pytest.raises(MissingExtra, match=r"to write a deck for Anki the extra `teach` is needed; install it with"):
        content(paper(), "anki")


def test_a_paper_counts_its_marks_and_minutes() -> None:
    told: Any = json.loads(json.dumps(paper().told))
    assert paper().marks == sum(one["marks"] for one in told) and paper().minutes % 5 == 0
