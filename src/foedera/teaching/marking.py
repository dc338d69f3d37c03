"""Marking: an answer against a question's scheme, point by point, as JSON with reasons, words and sources."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from foedera.documents import Gazetteer, document_of
from foedera.documents.texts import Text
from foedera.dossier import Dossier
from foedera.dossier.questions import Question
from foedera.teaching.answer import Answer, Reader
from foedera.teaching.closed import choices_in, order_in
from foedera.teaching.finding import question_of
from foedera.teaching.levels import reached
from foedera.teaching.points import Award, Slip, awards, mistakes_in
from foedera.teaching.queries import name_in, record_of, told
from foedera.teaching.words import LANGUAGES, because, in_language, listed

Json = dict[str, Any]
#: A sentence of fewer words gives no reason that a teacher would have to judge.
_REASON = 6


@lru_cache(maxsize=4)
def reader_of(dossier: Dossier) -> Reader:
    """The reader of answers with a dossier's names."""
    return Reader(Gazetteer(dossier))


def mark(dossier: Dossier, name: str, text: str, *, language: str | None = None) -> Json:
    """The marks of an answer; `language` is that of the reasons, else the answer's own."""
    return marked(dossier, question_of(dossier, name), text, language)


def marked(dossier: Dossier, question: Question, text: str, language: str | None = None) -> Json:
    """The marks of an answer to a question that need not be of the record: a generated one."""
    if question.options or question.order:
        tongue = language or "en"
        points = [_closed(question, text, tongue, dossier)]
        return _answer(question, tongue, points, points[0]["awarded"])
    answer = reader_of(dossier).read(text)
    tongue = language or answer.language
    slips = mistakes_in(answer, dossier)
    found = awards(question, answer, dossier, slips)
    points = [_point(award, answer, dossier, tongue) for award in found]
    total = min(question.marks, sum(award.marks for award in found))
    told_ = _answer(question, tongue, points, total)
    if question.levels:
        told_ |= _levels(question, found, answer, tongue)
    told_["language"] = answer.language
    told_["mistakes"] = [*_slips(slips, answer, dossier, tongue), *_dates(answer, dossier)]
    told_["cannot_judge"] = list(_cannot_judge(question, found, answer, slips, tongue))
    return told_


def _answer(question: Question, language: str, points: list[Json], marks: int) -> Json:
    return {
        "question": question.id,
        "text": in_language(question.text, language),
        "marks": marks,
        "out_of": question.marks,
        "points": points,
        "mistakes": [],
        "cannot_judge": [],
    }


# -- points -------------------------------------------------------------------------


def _point(award: Award, answer: Answer, dossier: Dossier, language: str) -> Json:
    point = award.point
    rests = list(dict.fromkeys((*(record.id for record in award.records[:3]), *point.rests_on)))
    if not rests and award.stated:
        rests = [record for idea in award.stated for record in dossier.ideas[idea].records]
    told_: Json = {
        "point": point.id,
        "text": in_language(point.text, language),
        "awarded": award.marks,
        "of": award.of,
        "because": _because(award, answer, dossier, language),
        "span": list(award.spans[0]) if award.spans else None,
        "words": [answer.quoted(*span) for span in award.spans],
        "spans": [list(span) for span in award.spans],
        "record": [told(dossier, word) for word in rests],
    }
    return told_ | ({"fact": in_language(point.says, language)} if point.says else {})


def _because(award: Award, answer: Answer, dossier: Dossier, language: str) -> str:
    given = ", ".join(answer.quoted(one.named.mention.start, one.named.mention.end) for one in award.given)
    key = award.because
    if key == "wrong" and not award.point.query:
        key = "wrong_record"
    if key == "states" and award.point.explain:
        key = "unexplained"
    names = [_record_named(one.value, dossier, language) for one in award.given]
    record = "; ".join(f"{record.title}" for record in award.records[:2]) or ", ".join(names)
    ideas = "; ".join(in_language(dossier.ideas[idea].title, language) for idea in award.stated)
    explained = in_language(dossier.ideas[award.explained].title, language) if award.explained else ""
    return because(language, key, given=given, record=record, ideas=ideas, explained=explained)


def _record_named(word: str, dossier: Dossier, language: str) -> str:
    found = record_of(dossier, word)
    return name_in(found[1], language) if found else word


def _closed(question: Question, text: str, language: str, dossier: Dossier) -> Json:
    right, key, given, why = False, "no_choice", "", ""
    rests: list[str] = list(question.about)
    if question.options:
        chosen = choices_in(text, [option.text for option in question.options])
        if len(chosen) == 1:
            option = question.options[chosen[0]]
            right, key, given = option.right, "chosen", in_language(option.text, language)
            why, rests = in_language(option.why, language), list(option.records) or rests
        elif chosen:
            key = "two_choices"
    else:
        order = order_in(text, len(question.order))
        right = [shown_order(question)[n] for n in order] == list(question.order)
        key = ("in_order" if right else "not_in_order") if order else "no_choice"
    return {
        "point": "order" if question.order else "choice",
        "text": in_language(question.text, language),
        "awarded": question.marks if right else 0,
        "of": question.marks,
        "because": because(language, key, given=given) + (f": {why}" if why else ""),
        "span": [0, len(text)] if key != "no_choice" else None,
        "words": [" ".join(text.split())],
        "spans": [[0, len(text)]],
        "record": [told(dossier, word) for word in rests],
    }


def shown_order(question: Question) -> list[str]:
    """The order in which a question of order shows its records: by their ids' letters, never by their days."""
    shown = sorted(question.order, key=lambda word: word[::-1])
    return shown if shown != list(question.order) else shown[::-1]


# -- levels, mistakes, what cannot be judged -------------------------------------------


def _levels(question: Question, found: list[Award], answer: Answer, language: str) -> Json:
    got = reached(question, found, answer)
    says = because(language, "no_level")
    if got.level:
        says = because(language, "level", level=got.number, text=in_language(got.level.text, language))
    counted = {key: getattr(got.has, key) for key in ("points", "explained", "sides", "records", "judgement")}
    level: Json = {"level": got.number, "because": says, "has": counted, "lacks": list(got.lacks)}
    level["range"] = list(got.level.marks) if got.level else [0, 0]
    if got.lacks:
        level["because"] += "; " + because(language, "next_level", lacks=", ".join(got.lacks))
    return {"marks": got.mark, "level": level}


def _slips(slips: list[Slip], answer: Answer, dossier: Dossier, language: str) -> Iterator[Json]:
    for slip in slips:
        span = (slip.match.start, slip.match.end)
        yield {
            "mistake": slip.mistake.id,
            "text": in_language(slip.mistake.title, language),
            "says": in_language(slip.mistake.says, language),
            "span": list(span),
            "words": answer.quoted(*span),
            "record": [told(dossier, word) for word in slip.mistake.records],
        }


def _dates(answer: Answer, dossier: Dossier) -> Iterator[Json]:
    """Dates of treaties and events that the record contradicts."""
    gazetteer = reader_of(dossier).gazetteer
    for found in document_of(Text("answer", "txt", answer.text), gazetteer, answer.language).comparisons:
        if found.kind == "contradicts":
            record = told(dossier, found.record)
            yield {
                "mistake": "date",
                "text": f"{found.says}: {record['title']}",
                "says": f"{record['title']}: {found.record_says}",
                "span": [found.start, found.end],
                "words": answer.quoted(found.start, found.end),
                "record": [record],
            }


def _cannot_judge(
    question: Question, found: list[Award], answer: Answer, slips: list[Slip], language: str
) -> Iterator[Json]:
    if not answer.text.strip():
        yield {"because": because(language, "empty"), "span": None, "words": ""}
        return
    if answer.language not in LANGUAGES or _foreign(answer):
        yield {"because": because(language, "foreign"), "span": None, "words": ""}
    if question.levels:
        yield {"because": because(language, "quality"), "span": None, "words": ""}
    read = [span for award in found for span in award.spans] + [(s.match.start, s.match.end) for s in slips]
    if not any(point.ideas for point in question.points):
        return
    for sentence in answer.sentences:
        reasons = any(sentence.holds(listed(answer.language, "reasons")))
        touched = any(start < sentence.end and sentence.start < end for start, end in read)
        if reasons and not touched and len(sentence.words) >= _REASON:
            words = answer.quoted(sentence.start, sentence.end)
            yield {"because": because(language, "unmatched"), "span": [sentence.start, sentence.end], "words": words}


def _foreign(answer: Answer) -> bool:
    """Whether a longer answer is in a script that no language taught is written in."""
    letters = [c for c in answer.text if c.isalpha()]
    return len(letters) > 20 and sum(c > "\u0370" and not "\u1e00" <= c <= "\u1eff" for c in letters) > len(letters) / 2
