"""Questions as Moodle XML: closed ones marked by Moodle, free ones with the scheme as information for graders."""

from __future__ import annotations

from html import escape
from xml.etree import ElementTree as ET

from foedera.teaching.papers import Json, Paper, plain_scheme


def written(paper: Paper) -> bytes:
    """The bytes of a question bank to be imported."""
    quiz = ET.Element("quiz")
    category = ET.SubElement(quiz, "question", type="category")
    _text(category, "category", f"$course$/top/Foedera/{paper.title.replace('/', '//')}")
    for told in paper.told:
        _question(quiz, paper, told)
    ET.indent(quiz)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(quiz, encoding="unicode")}\n'.encode()


def _text(parent: ET.Element, name: str, text: str, form: str = "", **more: str) -> ET.Element:
    made = ET.SubElement(parent, name, {**({"format": form} if form else {}), **more})
    ET.SubElement(made, "text").text = text
    return made


def _question(quiz: ET.Element, paper: Paper, told: Json) -> None:
    kind = "multichoice" if told["options"] else "matching" if told["items"] else "essay"
    made = ET.SubElement(quiz, "question", type=kind)
    _text(made, "name", told["id"])
    extracts = "".join(
        f"<blockquote><p>{paper.word('source')} {extract['id']}. {escape(paper.text(extract['text']))}</p></blockquote>"
        for extract in told["extracts"]
    )
    _text(made, "questiontext", f"<p>{escape(paper.text(told['text']))}</p>{extracts}", "html")
    _text(made, "generalfeedback", "" if kind == "essay" else _scheme(paper, told), "html")
    values = (
        ("defaultgrade", f"{told['marks']}.0"),
        ("penalty", "0.3333333"),
        ("hidden", "0"),
        ("idnumber", told["id"]),
    )
    for name, value in values:
        ET.SubElement(made, name).text = value
    {"multichoice": _choice, "matching": _matching, "essay": _essay}[kind](made, paper, told)
    tags = ET.SubElement(made, "tags")
    for tag in filter(None, (told["kind"], told["theme"])):
        _text(tags, "tag", tag)


def _scheme(paper: Paper, told: Json) -> str:
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in plain_scheme(paper, told)) + "</ul>"


def _choice(made: ET.Element, paper: Paper, told: Json) -> None:
    for name, value in (("single", "true"), ("shuffleanswers", "true"), ("answernumbering", "ABCD")):
        ET.SubElement(made, name).text = value
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        _text(made, name, "", "html")
    for row in told["answers"]:
        answer = _text(
            made, "answer", f"<p>{escape(paper.text(row['text']))}</p>", "html", fraction="100" if row["right"] else "0"
        )
        _text(answer, "feedback", f"<p>{escape(paper.text(row['why']))}</p>", "html")


def _matching(made: ET.Element, paper: Paper, told: Json) -> None:
    ET.SubElement(made, "shuffleanswers").text = "true"
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        _text(made, name, "", "html")
    for number, row in enumerate(told["order"], 1):
        sub = _text(made, "subquestion", f"<p>{escape(paper.text(row['text']))}</p>", "html")
        _text(sub, "answer", str(number))


def _essay(made: ET.Element, paper: Paper, told: Json) -> None:
    lines = str(max(5, min(40, 2 * told["marks"])))
    values = (
        ("responseformat", "editor"), ("responserequired", "1"), ("responsefieldlines", lines), ("minwordlimit", ""),
        ("maxwordlimit", ""), ("attachments", "0"), ("attachmentsrequired", "0"), ("maxbytes", "0"),
        ("filetypeslist", ""),
    )  # fmt: skip
    for name, value in values:
        ET.SubElement(made, name).text = value
    _text(made, "graderinfo", _scheme(paper, told), "html")
    _text(made, "responsetemplate", "", "html")
