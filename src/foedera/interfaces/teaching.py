"""The commands of teaching: `quiz`, `mark`, `question`, `lesson`, `paper`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from foedera.errors import BadQuestion
from foedera.interfaces.arguments import AsJson, Folder
from foedera.interfaces.printing import tell
from foedera.interfaces.program import asked

app = typer.Typer()

QuestionName = Annotated[str, typer.Argument(help="a question's id, or a generated one: puzzle-17", show_default=False)]
Maybe = Annotated[str | None, typer.Argument(help="an id; absent: all of them", show_default=False)]
Language = Annotated[
    str | None, typer.Option("--lang", help="en, ro or vi; absent: that of the answer, or English", show_default=False)
]
Number = Annotated[int, typer.Option("--number", "-n", help="how many questions")]
Seed = Annotated[
    int | None, typer.Option("--seed", help="one seed gives one quiz; absent: a new one", show_default=False)
]
Kind = Annotated[str | None, typer.Option("--kind", help="name, explain, map, puzzle, ...", show_default=False)]
Theme = Annotated[str | None, typer.Option("--theme", help="only questions of this theme", show_default=False)]


@app.command()
def mark(
    question: QuestionName,
    answer: Annotated[str, typer.Argument(help="the answer, a file that holds it, or - for standard input")],
    lang: Language = None,
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """The marks of an answer: each point with the words it rests on, the record's fact, common mistakes."""
    from foedera.teaching import marking

    told = marking.mark(asked(dossier), question, answer_of(answer), language=language_of(lang))
    tell(told, as_json, "mark")


@app.command()
def quiz(
    number: Number = 5,
    seed: Seed = None,
    kind: Kind = None,
    theme: Theme = None,
    lang: Language = None,
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """Questions one after another, each marked with reasons; into a pipe, the questions alone."""
    from random import randrange

    from foedera.interfaces.show.teaching import ask_all
    from foedera.teaching.drawing import drawn
    from foedera.teaching.telling import asked as put

    record = asked(dossier)
    seed = randrange(1_000_000) if seed is None else seed
    found = drawn(record, number=number, seed=seed, kind=kind, theme=theme)
    language = language_of(lang) or "en"
    if as_json or not (sys.stdin.isatty() and sys.stdout.isatty()):
        told = {"seed": seed, "language": language, "questions": [put(record, question) for question in found]}
        tell(told, as_json, "quiz")
        return
    ask_all(record, found, language)


@app.command()
def question(name: Maybe = None, lang: Language = None, as_json: AsJson = False, dossier: Folder = None) -> None:
    """A question with its mark scheme; without a name, all questions."""
    from foedera.teaching import drawing, telling

    record = asked(dossier)
    told = drawing.question(record, name) if name else telling.questions(record)
    tell(told | {"language": language_of(lang) or "en"}, as_json, "question" if name else "questions")


@app.command()
def lesson(name: Maybe = None, lang: Language = None, as_json: AsJson = False, dossier: Folder = None) -> None:
    """A lesson: its aims, its steps and where each is seen; without a name, all lessons."""
    from foedera.teaching import telling

    record = asked(dossier)
    told = telling.lesson(record, name) if name else telling.lessons(record)
    tell(told | {"language": language_of(lang) or "en"}, as_json, "lesson" if name else "lessons")


@app.command()
def paper(
    names: Annotated[
        list[str] | None, typer.Argument(help="ids of questions; absent: drawn by --number", show_default=False)
    ] = None,
    to: Annotated[str, typer.Option("--to", help="docx, pdf, moodle, gift, anki or csv")] = "docx",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="the file to write", show_default=False)] = None,
    number: Number = 10,
    seed: Seed = None,
    kind: Kind = None,
    theme: Theme = None,
    title: Annotated[str | None, typer.Option("--title", help="the paper's title", show_default=False)] = None,
    lang: Language = None,
    dossier: Folder = None,
) -> None:
    """A paper as a file; docx and pdf have the mark scheme in a second file beside it."""
    from foedera.teaching.drawing import drawn
    from foedera.teaching.finding import question_of
    from foedera.teaching.papers import paper_of, written

    record = asked(dossier)
    found = (
        [question_of(record, name) for name in names]
        if names
        else drawn(record, number=number, seed=seed or 0, kind=kind, theme=theme)
    )
    made = paper_of(record, found, language_of(lang) or "en", title)
    for path in written(made, to, out):
        print(path)


def answer_of(given: str) -> str:
    """The text of an answer: as it stands, from standard input, or from a file of that name."""
    if given == "-":
        return sys.stdin.read()
    path = Path(given)
    try:
        is_file = len(given) < 1000 and path.is_file()
    except (OSError, ValueError):
        is_file = False
    if not is_file:
        # What looks like a file's name and is none is more likely a slip than an answer.
        if path.suffix in (".txt", ".md", ".docx", ".pdf", ".html") and " " not in given:
            raise BadQuestion(
                f"there is no file '{given}'; check the path, or write the answer itself in quotation marks"
            )
        return given
    from foedera.documents.opening import open_document

    return open_document(path).original


def language_of(given: str | None) -> str | None:
    """A language taught, by its code."""
    from foedera.errors import UnknownName
    from foedera.teaching.words import LANGUAGES

    if given is not None and given not in LANGUAGES:
        raise UnknownName("language of teaching", given, LANGUAGES)
    return given
