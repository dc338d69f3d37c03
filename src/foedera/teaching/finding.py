"""Questions and lessons of a dossier by id, alias or part of it; generated questions by kind and seed."""

from __future__ import annotations

from difflib import get_close_matches

from foedera.dossier import Dossier
from foedera.dossier.lessons import Lesson
from foedera.dossier.names import fold
from foedera.dossier.questions import Question
from foedera.errors import AmbiguousName, UnknownName
from foedera.teaching.generating import named


def question_of(dossier: Dossier, name: str) -> Question:
    """The question of an id, an alias, a part of an id that one question alone has, or a generated one: `puzzle-17`."""
    questions = dossier.questions
    whole = questions.get(name) or named(dossier, name)
    if whole is not None:
        return whole
    wanted = fold(name, marks=False)
    same = [q for q in questions.values() if wanted in {fold(form, marks=False) for form in (q.id, *q.aliases)}]
    found = same or [q for q in questions.values() if wanted and wanted in fold(q.id, marks=False)]
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousName("question", name, [question.id for question in found])
    raise UnknownName("question", name, get_close_matches(name, questions, n=4), "list them with `foedera question`")


def lesson_of(dossier: Dossier, name: str) -> Lesson:
    """The lesson of an id or a number."""
    found = [le for le in dossier.lessons.values() if name in (le.id, str(le.number))]
    if found:
        return found[0]
    raise UnknownName("lesson", name, get_close_matches(name, dossier.lessons, n=4), "list them with `foedera lesson`")
