"""The noun of a lesson: a guided tour through the atlas whose steps set map, day and question."""

from __future__ import annotations

from foedera.dossier.noun import NOWHERE, Origin, Value, key, noun
from foedera.dossier.questions import Texts


@noun
class Stop(Value):
    """One step of a lesson: what to look at, what to read, what to answer."""

    title: Texts = key("its heading, by language")
    text: Texts = key("what is seen and told there, by language")
    look: str = key("the address in the atlas after `#/`, such as `atlas?day=1922-04-16`")
    question: str = key("a question of the record to be answered here", default="")
    records: tuple[str, ...] = key("the records it tells of", default=())
    origin: Origin = NOWHERE


@noun
class Lesson(Value):
    """A guided tour with aims and steps."""

    id: str
    title: Texts = key("its title, by language")
    number: int = key("its place among the lessons")
    minutes: int = key("how long it takes in class")
    aims: tuple[Texts, ...] = key("what the student can do afterwards, each by language", name="aim")
    steps: tuple[Stop, ...] = key("the steps", name="step")
    about: tuple[str, ...] = key("debates, mechanisms and records it serves", default=())
    note: str = key("remarks for the teacher", default="")
    origin: Origin = NOWHERE
