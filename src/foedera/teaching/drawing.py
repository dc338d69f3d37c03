"""A quiz: questions drawn from the record's own and the generated ones, the same for the same seed."""

from __future__ import annotations

from random import Random
from typing import Any

from foedera.dossier import Dossier
from foedera.dossier.questions import Question
from foedera.errors import BadQuestion, UnknownName
from foedera.teaching.bank import bank_of
from foedera.teaching.finding import question_of
from foedera.teaching.generating import GENERATORS, generated
from foedera.teaching.telling import asked, scheme

Json = dict[str, Any]
#: The most questions of one quiz.
MOST = 100


def question(dossier: Dossier, name: str) -> Json:
    """A question with its mark scheme."""
    return scheme(dossier, question_of(dossier, name))


def quiz(
    dossier: Dossier, *, number: int = 5, seed: int = 0, kind: str | None = None, theme: str | None = None
) -> Json:
    """Questions for a quiz as a student has them, the same for the same seed."""
    found = drawn(dossier, number=number, seed=seed, kind=kind, theme=theme)
    return {"seed": seed, "questions": [asked(dossier, question) for question in found]}


def drawn(
    dossier: Dossier, *, number: int = 5, seed: int = 0, kind: str | None = None, theme: str | None = None
) -> list[Question]:
    """Questions for a quiz: of a kind or theme where asked, else two of the record's to one generated."""
    if not 1 <= number <= MOST:
        raise BadQuestion(f"a quiz has 1 to {MOST} questions, not {number}")
    chance = Random(seed)
    own = [q for q in dossier.questions.values() if (kind in (None, q.kind.value)) and theme in (None, q.theme)]
    made = [name for name in GENERATORS if kind in (None, name)] if theme is None and bank_of(dossier).ties else []
    if not own and not made:
        _nothing(dossier, kind, theme)
    chance.shuffle(own)
    found: list[Question] = []
    while len(found) < number and (own or made):
        if own and (not made or len(found) % 3 != 2):
            found.append(own.pop())
        else:
            found.append(generated(dossier, chance.choice(made), chance.randrange(1_000_000)))
    return found


def _nothing(dossier: Dossier, kind: str | None, theme: str | None) -> None:
    questions = dossier.questions.values()
    if theme is not None:
        raise UnknownName("theme of questions", theme, sorted({q.theme for q in questions if q.theme}))
    if kind is None:
        raise BadQuestion("this record has no questions; write some in questions/, see docs/guide/add-a-question.md")
    raise UnknownName("kind of question", kind, sorted({*(q.kind.value for q in questions), *GENERATORS}))
