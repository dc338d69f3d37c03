"""Levels of response: what can be counted of an essay, the level that it reaches, and what it lacks for the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foedera.dossier.questions import Level, Needs, Question
from foedera.teaching.answer import Answer
from foedera.teaching.points import Award
from foedera.teaching.words import because, listed

_COUNTED = ("points", "explained", "sides", "records")
#: Names of these types show knowledge of the period.
_KNOWLEDGE = frozenset({"treaty", "event", "person", "state", "organization", "place", "date"})


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
    return Reached(number, level, low + round(_share(level, following, has) * (high - low)), has, lacks)


def _counted(question: Question, found: Sequence[Award], answer: Answer) -> Needs:
    stated = [award for award in found if award.marks]
    named = {m.value for m in answer.reading.mentions if m.type in _KNOWLEDGE} - set(question.about)
    judges = any(any(sentence.holds(listed(answer.language, "judgement"))) for sentence in answer.sentences)
    return Needs(
        points=len(stated),
        explained=sum(bool(award.explained) for award in stated),
        sides=len({award.point.side for award in stated if award.point.side}),
        records=len(named),
        judgement=judges and bool(stated),
    )


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
    for key in _COUNTED:
        least, own = getattr(level.needs, key), getattr(has, key)
        # The top of the highest level is for twice what it needs: the rest is quality, which is not counted.
        most = getattr(following.needs, key) if following else least + max(2, least)
        if most > least and key in ("points", "explained"):
            ways.append(min(1.0, (own - least) / (most - least)))
    beyond = sum(ways) / len(ways) if ways else 0.0
    # What just meets a level stands in its middle, as examiners place it. Only the highest level is given to its edge:
    # below it, what is not counted decides between two levels, and the marker keeps away from their border.
    return 0.5 + beyond / 2 if following is None else 0.4 + beyond * 0.3
