"""Papers: questions and, apart from them, their mark scheme, as blocks of text that docx and pdf set alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from string import ascii_uppercase
from typing import Any

from foedera.dossier import Dossier
from foedera.dossier.questions import Question
from foedera.errors import UnknownName
from foedera.teaching.finding import question_of
from foedera.teaching.telling import minutes_of, scheme
from foedera.teaching.words import in_language, label

Json = dict[str, Any]
#: Lines to write on for each mark of a free answer, and at most.
_LINES, _MOST_LINES = 2, 24
#: The forms of a paper: the module that writes it, the file's ending, and whether the scheme is a second file.
FORMS = {
    "docx": ("foedera.teaching.as_docx", ".docx", True),
    "pdf": ("foedera.teaching.as_pdf", ".pdf", True),
    "moodle": ("foedera.teaching.as_moodle", ".xml", False),
    "gift": ("foedera.teaching.as_gift", ".gift", False),
    "anki": ("foedera.teaching.as_anki", ".apkg", False),
    "csv": ("foedera.teaching.as_csv", ".csv", False),
}


@dataclass(frozen=True)
class Block:
    """A stretch of a paper: `title`, `fields`, `question`, `text`, `option`, `lines`, `point`, `note`, `heading`."""

    kind: str
    text: str = ""
    marks: str = ""
    lines: int = 0


@dataclass(frozen=True)
class Paper:
    """Questions in an order, with all that a teacher needs, in one language."""

    title: str
    name: str
    language: str
    questions: tuple[Question, ...]
    told: tuple[Json, ...]

    @property
    def marks(self) -> int:
        """The sum of all marks."""
        return sum(question.marks for question in self.questions)

    @property
    def minutes(self) -> int:
        """The sum of all minutes, to the next five."""
        return -(-sum(minutes_of(question) for question in self.questions) // 5) * 5

    def word(self, key: str, **filled: object) -> str:
        """A word of the paper in its language."""
        return label(self.language, key, **filled)

    def text(self, texts: dict[str, str]) -> str:
        """A text in the paper's language."""
        return in_language(texts, self.language)


def paper(
    dossier: Dossier, names: Sequence[str], form: str, *, language: str = "en", title: str | None = None,
    scheme: bool = False,
) -> bytes:  # fmt: skip
    """The bytes of a paper of some questions in a form; of docx and pdf, the paper or, with `scheme`, its scheme."""
    return content(
        paper_of(dossier, [question_of(dossier, name) for name in names], language, title), form, scheme=scheme
    )[1]


def paper_of(dossier: Dossier, questions: Sequence[Question], language: str = "en", title: str | None = None) -> Paper:
    """A paper of some questions."""
    case = dossier.case
    known = case.title if language == "en" else (case.names.get(language) or (case.title,))[0]
    told = tuple(scheme(dossier, question) for question in questions)
    return Paper(title or known, Path(dossier.label).name, language, tuple(questions), told)


def content(paper: Paper, form: str, *, scheme: bool = False) -> tuple[str, bytes]:
    """The name and the bytes of a paper in a form; of docx and pdf, of the paper or of its mark scheme."""
    if form not in FORMS:
        raise UnknownName("form of paper", form, tuple(FORMS))
    module, ending, apart = FORMS[form]
    make: Callable[..., bytes] = import_module(module).written
    if not apart:
        return f"{paper.name}{ending}", make(paper)
    blocks = list(scheme_of(paper) if scheme else sheet(paper))
    return f"{paper.name}-{'scheme' if scheme else 'paper'}{ending}", make(paper, blocks)


def written(paper: Paper, form: str, out: Path | None = None) -> list[Path]:
    """The files of a paper, written: one, or with the mark scheme apart; nothing is written where one fails."""
    name, first = content(paper, form)
    files = {out or Path(name): first}
    if FORMS[form][2]:
        name, second = content(paper, form, scheme=True)
        files[out.with_name(f"{out.stem}-scheme{out.suffix}") if out else Path(name)] = second
    for path, data in files.items():
        path.write_bytes(data)
    return list(files)


def sheet(paper: Paper) -> Iterator[Block]:
    """What the student gets."""
    yield Block("title", paper.title)
    yield Block("fields", "\t".join(paper.word(key) for key in ("name", "class", "date")))
    total = f"{paper.word('total')}: {paper.marks} {paper.word('marks')}, {paper.minutes} {paper.word('minutes')}"
    yield Block("note", total)
    for number, told in enumerate(paper.told, 1):
        yield Block("question", f"{number}. {paper.text(told['text'])}", _marks(paper, told["marks"]))
        for extract in told["extracts"]:
            cited = "; ".join(f"{source['ref']} {source.get('at', '')}".strip() for source in extract["sources"])
            yield Block("extract", f"{paper.word('source')} {extract['id']}. {paper.text(extract['text'])} ({cited})")
        for letter, text in zip(ascii_uppercase, told["options"] or told["items"], strict=False):
            yield Block("option", f"{letter}\t{paper.text(text)}")
        if not told["options"]:
            lines = 1 if told["items"] else min(_LINES * told["marks"], _MOST_LINES)
            yield Block("lines", lines=lines)


def _marks(paper: Paper, marks: int) -> str:
    return f"[{marks} {paper.word('mark' if marks == 1 else 'marks')}]"


def scheme_of(paper: Paper) -> Iterator[Block]:
    """What the teacher gets."""
    yield Block("title", f"{paper.title}: {paper.word('scheme')}")
    yield Block("note", f"{paper.word('total')}: {paper.marks} {paper.word('marks')}")
    for number, told in enumerate(paper.told, 1):
        yield Block("question", f"{number}. {paper.text(told['text'])}", _marks(paper, told["marks"]))
        yield from scheme_blocks(paper, told)


def scheme_blocks(paper: Paper, told: Json) -> Iterator[Block]:
    """The mark scheme of one question."""
    shown = told["options"]
    for letter, answer in zip(ascii_uppercase, told["answers"], strict=False):
        word = paper.word("right" if answer["right"] else "wrong")
        yield Block(
            "point",
            f"{letter}\t{paper.text(shown[ascii_uppercase.index(letter)])}. {word}: {paper.text(answer['why'])}",
        )
    if told["order"]:
        items = [paper.text(item) for item in told["items"]]
        letters = [ascii_uppercase[items.index(paper.text(row["text"]))] for row in told["order"]]
        yield Block("point", ", ".join(letters))
        for row in told["order"]:
            yield Block("note", f"{row['date']}: {paper.text(row['text'])}")
    if told["takes"]:
        yield Block("note", paper.word("takes", n=told["takes"]))
    for point in told["points"]:
        yield from _point(paper, point)
    for number, level in enumerate(told["needs"], 1):
        low, high = level["marks"]
        yield Block("point", f"{paper.word('level')} {number}. {paper.text(level['text'])}", f"{low}-{high}")
    if told["needs"]:
        yield Block("note", paper.word("judge"))
    if told["model"]:
        yield Block("note", f"{paper.word('model')}: {paper.text(told['model'])}")
    if told["mistakes"]:
        yield Block("heading", paper.word("mistakes"))
        for slip in told["mistakes"]:
            yield Block("note", f"{_sentence(paper.text(slip['text']))}. {paper.text(slip['says'])}")
    if told["about"]:
        yield Block("note", f"{paper.word('sources')}: {'; '.join(_cited(paper, record) for record in told['about'])}")


def _point(paper: Paper, point: Json) -> Iterator[Block]:
    marks = str(point["marks"]) + (f" × {point['at_most']}" if point["at_most"] > 1 else "")
    if point["explain_marks"]:
        marks += f" + {point['explain_marks']}"
    side = f" ({paper.word(point['side'])})" if point["side"] else ""
    yield Block("point", _sentence(paper.text(point["text"])) + side, marks)
    # A paired point is of the same records as the one before it.
    if point["found"] and not point["pair"]:
        found = "; ".join(f"{_titled(paper, record)}, {record['date']}" for record in point["found"])
        more = "; " + paper.word("any") if point["more"] else ""
        yield Block("note", f"{paper.word('accept')}: {found}{more}")
    if point["named"]:
        yield Block("note", ", ".join(paper.text(name) for name in point["named"]))
    if point["says"]:
        yield Block("note", paper.text(point["says"]))


def _cited(paper: Paper, record: Json) -> str:
    sources = ", ".join(f"{source['ref']} {source['at']}".strip() for source in record["sources"][:2])
    return f"{_titled(paper, record)} ({sources})" if sources else _titled(paper, record)


def _titled(paper: Paper, record: Json) -> str:
    """A record by its name in the paper's language, where it has one."""
    return str(record.get("names", {}).get(paper.language) or record["title"])


def plain_scheme(paper: Paper, told: Json) -> list[str]:
    """The mark scheme of one question as lines of text, for forms without layout."""
    return [
        f"{block.text.replace(chr(9), ' ')}{f' [{block.marks}]' if block.marks else ''}"
        for block in scheme_blocks(paper, told)
    ]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
