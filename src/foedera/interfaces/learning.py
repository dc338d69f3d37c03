"""Teaching over HTTP: questions, marks, quizzes, lessons, papers."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Body, FastAPI, Query, Response

from foedera.dossier import Dossier
from foedera.errors import BadQuestion
from foedera.interfaces.teaching import language_of

Json = dict[str, Any]
Many = Annotated[list[str], Query()]
NONE: list[str] = []
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "pdf": "application/pdf",
    "moodle": "application/xml", "gift": "text/plain; charset=utf-8", "anki": "application/octet-stream",
    "csv": "text/csv; charset=utf-8",
}  # fmt: skip


def routes(app: FastAPI, dossier: Dossier) -> None:
    """Add the addresses of teaching."""
    _asking(app, dossier)
    _marking(app, dossier)


def _asking(app: FastAPI, dossier: Dossier) -> None:
    @app.get("/api/question")
    def questions() -> Json:
        """All questions in brief, and the kinds that are generated."""
        from foedera.teaching import telling

        return telling.questions(dossier)

    @app.get("/api/question/{question}")
    def question(question: str) -> Json:
        """A question with its mark scheme."""
        from foedera.teaching import drawing

        return drawing.question(dossier, question)

    @app.get("/api/ask/{question}")
    def ask(question: str) -> Json:
        """A question as a student has it, without its scheme."""
        from foedera.teaching.finding import question_of
        from foedera.teaching.telling import asked

        return asked(dossier, question_of(dossier, question))

    @app.get("/api/quiz")
    def quizzed(number: int = 5, seed: int = 0, kind: str | None = None, theme: str | None = None) -> Json:
        """Questions for a quiz, the same for the same seed."""
        from foedera.teaching.drawing import quiz

        return quiz(dossier, number=number, seed=seed, kind=kind, theme=theme)

    @app.get("/api/lesson")
    def lessons() -> Json:
        """All lessons in brief."""
        from foedera.teaching import telling

        return telling.lessons(dossier)

    @app.get("/api/lesson/{lesson}")
    def lesson(lesson: str) -> Json:
        """A lesson with its aims and steps."""
        from foedera.teaching import telling

        return telling.lesson(dossier, lesson)


def _marking(app: FastAPI, dossier: Dossier) -> None:
    def marks(question: str, answer: str, lang: str | None) -> Json:
        from foedera.teaching.marking import mark

        return mark(dossier, question, answer, language=language_of(lang))

    @app.get("/api/mark/{question}")
    def mark(question: str, answer: str, lang: str | None = None) -> Json:
        """The marks of an answer, with reasons; a long answer is posted as `{"answer": ...}` to the same address."""
        return marks(question, answer, lang)

    @app.post("/api/mark/{question}", include_in_schema=False)
    def mark_long(question: str, answer: Annotated[str, Body(embed=True)], lang: str | None = None) -> Json:
        """The same for an answer that is too long for an address."""
        return marks(question, answer, lang)

    @app.get("/api/paper/{form}", include_in_schema=False)
    def paper(
        form: str, question: Many = NONE, lang: str = "en", title: str | None = None, scheme: bool = False
    ) -> Response:
        """A paper as a file; with `scheme`, the mark scheme that belongs to it."""
        from foedera.teaching.finding import question_of
        from foedera.teaching.papers import content, paper_of

        if not question:
            raise BadQuestion("a paper needs questions: ?question=ID&question=ID")
        made = paper_of(dossier, [question_of(dossier, name) for name in question], language_of(lang) or "en", title)
        name, data = content(made, form, scheme=scheme)
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(data, media_type=_TYPES[form], headers=headers)
