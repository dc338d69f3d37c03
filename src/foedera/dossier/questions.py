"""The nouns of teaching: questions with their mark schemes, the ideas and mistakes that answers are read for.

A mark scheme's points are queries on the record, records to be named, or ideas; an idea lists how it may be worded
in each language, so that a teacher can add a question without touching the program.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from foedera.days import Edtf
from foedera.dossier.noun import NOWHERE, Citations, Names, Origin, Value, key, noun
from foedera.dossier.scholarship import Demonstration
from foedera.terms import ActKind, Pledge, Side

#: A text in each language taught, by language code.
Texts = dict[str, str]


class QuestionKind(StrEnum):
    """What a question asks of a student."""

    NAME = "name"
    EXPLAIN = "explain"
    SOURCES = "sources"
    MAP = "map"
    ORDER = "order"
    PUZZLE = "puzzle"
    WHY_NOT = "whynot"
    KNOWN = "known"
    ESSAY = "essay"


class Asked(StrEnum):
    """Which part of a record found by a query the student is to give."""

    STATE = "state"
    YEAR = "year"
    DAY = "day"
    NAME = "name"


class Sought(StrEnum):
    """The kinds of record that a query seeks."""

    TREATY = "treaty"
    EVENT = "event"


@noun
class Idea(Value):
    """A thought that an answer may hold, with its wordings in each language."""

    id: str = key("short id")
    title: Texts = key("the idea as a clause, by language")
    words: Names = key("phrases by language code; any one of them will do")
    unless: Names = key("phrases that defeat it in the same sentence", factory=dict)
    by: tuple[str, ...] = key("the states that do or think it: told of another state, it earns nothing", default=())
    implies: bool = key("whether it states by itself the point that it explains", default=True)
    records: tuple[str, ...] = key("the records that bear it out", default=())
    note: str = key("remarks", default="")
    origin: Origin = NOWHERE


@noun
class Mistake(Value):
    """A common mistake, recognised by its wordings, with what the record says."""

    id: str = key("short id")
    title: Texts = key("the mistake as a clause, by language")
    says: Texts = key("what is right, by language")
    words: Names = key("phrases by language code; any one of them will do")
    records: tuple[str, ...] = key("the records that say so")
    unless: Names = key("phrases that defeat it in the same sentence", factory=dict)
    note: str = key("remarks", default="")
    origin: Origin = NOWHERE


@noun
class Query(Value):
    """Records of one kind that fulfil every condition given."""

    kind: Sought = key("treaty or event")
    parties: tuple[str, ...] = key("all of these are parties, or actors or targets", default=())
    other: tuple[str, ...] = key("and one of these is another one: states, sets", default=())
    pledges: tuple[Pledge, ...] = key("a treaty's articles promise one of these", default=())
    verbs: tuple[ActKind, ...] = key("an event has one of these acts", default=())
    date: Edtf | None = key("signed, or happened, within: EDTF", default=None)
    secret: bool | None = key("true: it has a secret article or protocol", default=None)
    also: tuple[str, ...] = key("records that count too", default=())
    never: tuple[str, ...] = key("records that do not count", default=())
    origin: Origin = NOWHERE


@noun
class Point(Value):
    """One line of a mark scheme: what earns marks, and what bears it out."""

    id: str = key("short id within the question")
    marks: int = key("the marks it is worth")
    text: Texts = key("what earns it, as the scheme prints it, by language")
    query: Query | None = key("any record found by it scores", default=None)
    asks: Asked | None = key("of a query: state, year, day or name", default=None)
    pair: str = key("the point with which it must be of one and the same record", default="")
    records: tuple[str, ...] = key("any of these, named, scores", default=())
    ideas: tuple[str, ...] = key("any of these, stated, scores", default=())
    explain: tuple[str, ...] = key("ideas any of which explains the point", default=())
    explain_marks: int = key("marks for the explanation, above those of the point", default=0)
    at_most: int = key("how many different records or ideas score", default=1)
    extract: str = key("the extract it speaks of: said of another one, it earns nothing", default="")
    side: Side | None = key("for essays: for or against the proposition", default=None)
    rests_on: tuple[str, ...] = key("records (or treaty/article, or claims) that bear it out", default=())
    says: Texts = key("the fact that bears it out, in our own words, by language", factory=dict)
    unless: tuple[str, ...] = key("mistakes that cancel it", default=())
    origin: Origin = NOWHERE


@noun
class Needs(Value):
    """What can be counted of an answer: a level is reached when all of it is there."""

    points: int = key("points of the scheme that are stated", default=0)
    explained: int = key("points that are stated and explained", default=0)
    sides: int = key("sides of the argument heard: 1 or 2", default=0)
    records: int = key("records named: treaties, events, persons, states, dates", default=0)
    judgement: bool = key("a conclusion that says which side weighs more", default=False)
    origin: Origin = NOWHERE


@noun
class Level(Value):
    """One level of response of an essay."""

    marks: tuple[int, ...] = key("the lowest and the highest mark of the level")
    text: Texts = key("what an answer of this level does, by language")
    needs: Needs = key("what of it can be counted")
    origin: Origin = NOWHERE


@noun
class Option(Value):
    """One alternative of a closed question, with the reason why it is right or wrong."""

    text: Texts = key("the alternative, by language")
    why: Texts = key("why it is right, or wrong, by language")
    right: bool = key("true for the one right answer", default=False)
    records: tuple[str, ...] = key("the records that say so", default=())
    origin: Origin = NOWHERE


@noun
class Extract(Value):
    """A source set before the student, told in our own words."""

    id: str = key("its letter: A, B")
    text: Texts = key("what it says, in our own words, by language")
    sources: Citations = key("where it stands")
    origin: Origin = NOWHERE


@noun
class Question(Value):
    """A question with its mark scheme."""

    id: str = key("short id")
    kind: QuestionKind = key("name, explain, sources, map, order, puzzle, whynot, known, essay")
    text: Texts = key("the question, by language")
    marks: int = key("the most marks")
    about: tuple[str, ...] = key("the records it is about")
    day: date | None = key("the day it is about, on which the map is set", default=None)
    look: str = key(
        "where to look it up: an address in the atlas after `#/`, such as `atlas?day=1939-08-23`", default=""
    )
    hint: Texts = key("a hint, by language", factory=dict)
    theme: str = key("short name of the theme under which it is listed", default="")
    aliases: tuple[str, ...] = key("other names under which it is found", default=())
    minutes: int = key("minutes in a timed paper; absent: one and a half a mark", default=0)
    extracts: tuple[Extract, ...] = key("sources set before the student", name="extract", default=())
    points: tuple[Point, ...] = key("the mark scheme of a free answer", name="point", default=())
    takes: int = key("at most so many points count, the best ones; absent: all", default=0)
    levels: tuple[Level, ...] = key("levels of response, lowest first", name="level", default=())
    options: tuple[Option, ...] = key("the alternatives of a closed question", name="option", default=())
    order: tuple[str, ...] = key("of a question of order: events or treaties, earliest first", default=())
    items: dict[str, Texts] = key(
        "of a question of order: how each is named, without its date, by language", factory=dict
    )
    model: Texts = key("an answer of full marks, by language", factory=dict)
    demos: tuple[Demonstration, ...] = key("commands that show the answer", name="demo", default=())
    note: str = key("remarks for the teacher", default="")
    origin: Origin = NOWHERE
