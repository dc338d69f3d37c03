"""Questions and lessons as JSON: for a student, without what gives the answer away; for a teacher, with the scheme."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from foedera.dossier import Dossier
from foedera.dossier.lessons import Lesson
from foedera.dossier.noun import values_of
from foedera.dossier.questions import Point, Question
from foedera.teaching.bank import KINDS, bank_of
from foedera.teaching.finding import lesson_of
from foedera.teaching.generating import GENERATORS
from foedera.teaching.marking import shown_order
from foedera.teaching.queries import found_by, name_in, record_of, told
from foedera.teaching.words import LANGUAGES, said

Json = dict[str, Any]
#: Of the records that a query finds, so many are told.
_MOST = 12


def languages_of(dossier: Dossier) -> tuple[str, ...]:
    """The languages in which a dossier is taught."""
    return tuple(language for language in dossier.case.taught if language in LANGUAGES) or ("en",)


def brief(question: Question) -> Json:
    """A question in a list."""
    return {
        "id": question.id,
        "kind": question.kind.value,
        "text": question.text,
        "marks": question.marks,
        "theme": question.theme,
        "closed": bool(question.options or question.order),
        "levels": bool(question.levels),
    }


def asked(dossier: Dossier, question: Question) -> Json:
    """A question as a student has it before answering."""
    return brief(question) | {
        "minutes": minutes_of(question),
        "day": question.day.isoformat() if question.day else None,
        "look": question.look or None,
        "hint": question.hint,
        "extracts": [
            {"id": extract.id, "text": extract.text, "sources": [vars_of(c) for c in extract.sources]}
            for extract in question.extracts
        ],
        "options": [option.text for option in question.options],
        "items": [item_in(dossier, question, word) for word in shown_order(question)],
    }


def scheme(dossier: Dossier, question: Question) -> Json:
    """A question with its whole mark scheme, for the teacher."""
    return asked(dossier, question) | {
        "about": [told(dossier, word) for word in question.about],
        "aliases": list(question.aliases),
        "takes": question.takes or None,
        "points": [_point(dossier, point) for point in question.points],
        "needs": [
            {"marks": list(level.marks), "text": level.text, "needs": vars_of(level.needs)} for level in question.levels
        ],
        "answers": [
            {"text": o.text, "right": o.right, "why": o.why, "record": [told(dossier, word) for word in o.records]}
            for o in question.options
        ],
        "order": [told(dossier, word) | {"text": item_in(dossier, question, word)} for word in question.order],
        "model": question.model,
        "mistakes": [
            {"id": m.id, "text": m.title, "says": m.says}
            for m in dossier.mistakes.values()
            if _concerns(m.records, question)
        ],
        "note": question.note,
    }


def _concerns(records: Iterable[str], question: Question) -> bool:
    """Whether a common mistake touches what a question is about."""
    about = {word.partition("/")[0] for word in question.about}
    about |= {word.partition("/")[0] for point in question.points for word in (*point.rests_on, *point.records)}
    return any(word.partition("/")[0] in about for word in records)


def _point(dossier: Dossier, point: Point) -> Json:
    found = found_by(dossier, point.query) if point.query else ()
    named = [record_of(dossier, word) for word in point.records]
    return {
        "point": point.id,
        "marks": point.marks,
        "explain_marks": point.explain_marks,
        "at_most": point.at_most,
        "pair": point.pair or None,
        "side": point.side.value if point.side else None,
        "text": point.text,
        "ideas": [dossier.ideas[idea].title for idea in point.ideas],
        "explain": [dossier.ideas[idea].title for idea in point.explain],
        "found": [told(dossier, record.id) for record in found[:_MOST]],
        "more": max(0, len(found) - _MOST),
        "named": [{language: name_in(r[1], language) for language in languages_of(dossier)} for r in named if r],
        "rests_on": [told(dossier, word) for word in point.rests_on],
        "says": point.says,
    }


def item_in(dossier: Dossier, question: Question, word: str) -> dict[str, str]:
    """A record as an item to be put in order: by its name, never with its date."""
    taught = languages_of(dossier)
    if question.theme == "generated":
        pledges = {article.pledge.value for article in dossier.treaties[word].articles}
        kind = said("kinds", next(k for k in KINDS if k in pledges), taught)
        one, other = sorted(dossier.treaties[word].parties)
        bank = bank_of(dossier)
        return said("answered", "pair", taught, kind=kind, one=bank.name(one), other=bank.name(other))
    return question.items[word]


def minutes_of(question: Question) -> int:
    """Minutes for a question in a timed paper: its own, or one and a half a mark."""
    return question.minutes or max(1, round(question.marks * 1.5))


def vars_of(value: Any) -> Json:
    """The keys of a small noun that are set, without its place."""
    return {
        name: part if isinstance(part, int) else str(part)
        for name, part in values_of(value)
        if part and name != "origin"
    }


def questions(dossier: Dossier) -> Json:
    """All questions of a dossier in brief, and the kinds that are generated."""
    return {
        "questions": [brief(question) for question in dossier.questions.values()],
        "generated": list(GENERATORS) if bank_of(dossier).ties else [],
        "languages": list(languages_of(dossier)),
    }


def lessons(dossier: Dossier) -> Json:
    """All lessons in their order, in brief."""
    found = sorted(dossier.lessons.values(), key=lambda lesson: (lesson.number, lesson.id))
    return {"lessons": [_lesson_brief(lesson) for lesson in found]}


def lesson(dossier: Dossier, name: str) -> Json:
    """A lesson with its aims and steps; a step's question is told as a student has it."""
    found = lesson_of(dossier, name)
    return _lesson_brief(found) | {
        "aims": list(found.aims),
        "about": [told(dossier, word) for word in found.about],
        "note": found.note,
        "stops": [
            {
                "title": stop.title,
                "text": stop.text,
                "look": stop.look,
                "question": asked(dossier, dossier.questions[stop.question]) if stop.question else None,
                "records": [told(dossier, word) for word in stop.records],
            }
            for stop in found.steps
        ],
    }


def _lesson_brief(found: Lesson) -> Json:
    return {
        "id": found.id,
        "number": found.number,
        "title": found.title,
        "minutes": found.minutes,
        "steps": len(found.steps),
    }
