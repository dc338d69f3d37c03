"""Levels of response: what can be counted of an essay, the level that it reaches, and what it lacks for the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foedera.dossier.questions import Level, Needs, Question
from foedera.teaching.answer import Answer, Sentence
from foedera.teaching.points import Award
from foedera.teaching.words import because, listed, words_of

_COUNTED = ("points", "explained", "sides", "records")
#: Names of these types show knowledge of the period.
_KNOWLEDGE = frozenset({"treaty", "event", "person", "state", "organization", "place", "date"})
#: A side is heard where its points earn so many marks: one stated in passing is no argument.
_HEARD = 2
#: The last mark of the highest level is for so many points explained, weighed against each other in so many words.
_FULL = 6


@dataclass(frozen=True)
class Reached:
    """The level of an essay: its number (0 below the lowest), its marks, the mark given, what the next one needs."""

    number: int
    level: Level | None
    mark: int
    has: Needs
    lacks: tuple[str, ...]


def reached(question: Question, found: Sequence[Award], answer: Answer) -> Reached:
    """The highest level whose needs, and those of all below it, are met; its mark grows with what is there beyond."""
    has = _counted(question, found, answer)
    number = 0
    for level in question.levels:
        if not _met(level.needs, has):
            break
        number += 1
    following = question.levels[number] if number < len(question.levels) else None
    lacks = tuple(_lacks(following.needs, has, answer.language)) if following else ()
    if not number:
        return Reached(0, None, 0, has, lacks)
    level = question.levels[number - 1]
    low, high = level.marks
    full = following is None and has.explained >= _FULL and _weighs(answer)
    return Reached(
        number, level, high if full else low + round(_share(level, following, has) * (high - low)), has, lacks
    )


def _counted(question: Question, found: Sequence[Award], answer: Answer) -> Needs:
    stated = [award for award in found if award.marks]
    named = {m.value for m in answer.reading.mentions if m.type in _KNOWLEDGE} - set(question.about)
    heard: Counter[str] = Counter()
    for award in stated:
        heard[award.point.side or ""] += award.marks
    return Needs(
        points=len(stated),
        explained=sum(bool(award.explained) for award in stated),
        sides=sum(marks >= _HEARD for side, marks in heard.items() if side),
        records=len(named),
        judgement=bool(stated) and _judges(answer),
    )


def _judges(answer: Answer) -> bool:
    """Whether an answer ends in a judgement that is argued: at some length, or a weighing with its grounds."""
    enough = words_of(answer.language)["argued"]
    return _weighs(answer) or any(
        sum(word.text.isalnum() for part in passage for word in part.words) >= enough for passage in _concluding(answer)
    )


def _weighs(answer: Answer) -> bool:
    """Whether the end of an answer says what weighs more, and why."""
    weighing, grounds = listed(answer.language, "weighing"), listed(answer.language, "grounds")
    return any(_says(passage, weighing) and _says(passage, grounds) for passage in _concluding(answer))


def _says(passage: Sequence[Sentence], phrases: Sequence[tuple[str, ...]]) -> bool:
    return any(any(sentence.holds(phrases)) for sentence in passage)


def _concluding(answer: Answer) -> Iterator[Sequence[Sentence]]:
    """Passages in the last third of an answer, each from a word of judgement to the end of its paragraph."""
    marked = [
        number
        for number, sentence in enumerate(answer.sentences)
        if any(sentence.holds(listed(answer.language, "judgement")))
    ]
    # Sentences that name nothing and judge nothing make no answer longer.
    last = max([*marked, *(number for number, sentence in enumerate(answer.sentences) if sentence.named)], default=0)
    for number in marked:
        if 3 * number >= 2 * last:
            yield _to_end_of_paragraph(answer, number)


def _to_end_of_paragraph(answer: Answer, number: int) -> Sequence[Sentence]:
    start = answer.sentences[number].start
    end = next((p.end for p in answer.reading.paragraphs if p.start <= start < p.end), len(answer.text))
    return [sentence for sentence in answer.sentences[number:] if sentence.start < end]


def _met(needs: Needs, has: Needs) -> bool:
    return all(getattr(has, key) >= getattr(needs, key) for key in _COUNTED) and (has.judgement or not needs.judgement)


def _lacks(needs: Needs, has: Needs, language: str) -> list[str]:
    lacking = [
        because(language, key, n=getattr(needs, key) - getattr(has, key))
        for key in _COUNTED
        if getattr(has, key) < getattr(needs, key)
    ]
    return lacking + ([because(language, "judgement")] if needs.judgement and not has.judgement else [])


def _share(level: Level, following: Level | None, has: Needs) -> float:
    """How far an essay is on its way through its level, from 0 to 1."""
    ways = []
    for key in ("points", "explained"):
        least, own = getattr(level.needs, key), getattr(has, key)
        most = getattr(following.needs, key) if following else least + max(2, least)
        if most > least:
            ways.append(min(1.0, (own - least) / (most - least)))
    beyond = sum(ways) / len(ways) if ways else 0.0
    # What just meets a level stands in its middle, as examiners place it: what is not counted decides between two
    # levels, and the marker keeps away from their border.
    return 0.4 + beyond * 0.3
