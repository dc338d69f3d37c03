"""The nouns of scholarship: what is debated, what sources disagree on, what was counted, how the system worked.

The law uses none of them; they say how its answers are read, and where historians part.
"""

from __future__ import annotations

from foedera.days import Edtf
from foedera.dossier.model import NOWHERE, Citations, Names, Origin, Value, Variation, key, noun
from foedera.terms import Confidence, Feature, Side


@noun
class Evidence(Value):
    """What speaks for or against a claim, tied to the record where the record holds it."""

    side: Side = key("for or against")
    says: str = key("the argument in our own words")
    records: tuple[str, ...] = key(
        "what it rests on: events, treaties (or treaty/article), territories, figures, persons, mechanisms", default=()
    )
    sources: Citations = key("who argues so, or where it is shown", default=())
    origin: Origin = NOWHERE


@noun
class Claim(Value):
    """A contested proposition, its holders, and the evidence on both sides."""

    id: str = key("short id, one in the whole dossier")
    position: str = key("the position it supports")
    says: str = key("the proposition in our own words")
    holders: tuple[str, ...] = key("who holds it: persons of the record, authors, or a described group")
    sources: Citations = key("where they say so")
    evidence: tuple[Evidence, ...] = key("arguments for and against", default=())
    inventory: tuple[str, ...] = key("ids in the inventory of the five documents", default=())
    note: str = key("remarks", default="")
    origin: Origin = NOWHERE


@noun
class Position(Value):
    """One answer to the question of a debate."""

    id: str = key("short id within the debate")
    title: str = key("the answer as a sentence")
    says: str = key("the answer as its holders would put it, in our own words", default="")
    origin: Origin = NOWHERE


@noun
class Debate(Value):
    """A question of historians: positions, claims, evidence for and against."""

    id: str
    title: str = key("the question")
    about: str = key("what the question is, and what turns on it")
    sources: Citations = key("surveys of the debate, or the works that opened it")
    names: Names = key("the question by language code", factory=dict)
    aliases: tuple[str, ...] = key("other names", default=())
    positions: tuple[Position, ...] = key("the answers given", name="position", default=())
    claims: tuple[Claim, ...] = key("the claims", name="claim", default=())
    readings: tuple[str, ...] = key("readings of the law that turn on it", default=())
    stands: str = key("how the question stands among historians today, with the reason", default="")
    note: str = key("remarks", default="")
    origin: Origin = NOWHERE


@noun
class Version(Value):
    """What one side says on a point on which sources disagree."""

    says: str = key("the value or statement, in our own words")
    by: tuple[str, ...] = key("who says so")
    slip: bool = key("true where it is a slip of that source: of the pen, of memory, of translation", default=False)
    sources: Citations = key("where", default=())
    origin: Origin = NOWHERE


@noun
class Disagreement(Value):
    """A point on which sources disagree, kept side by side, with what is established."""

    id: str = key("short id")
    title: str = key("the point")
    sources: Citations = key("sources of what is established")
    versions: tuple[Version, ...] = key("who says what", name="version", default=())
    established: str = key("what the record goes by; absent: open among scholars", default="")
    confidence: Confidence | None = key("how well established: high, medium, low", default=None)
    records: tuple[str, ...] = key("the records it concerns", default=())
    inventory: tuple[str, ...] = key("ids in the inventory of the five documents", default=())
    note: str = key("remarks, kindly: how the slip may have come about", default="")
    origin: Origin = NOWHERE


@noun
class Figure(Value):
    """A number that somebody gave, with its unit."""

    id: str = key("short id")
    title: str = key("what is counted or measured")
    value: float = key("the number; of a range, its lower end")
    unit: str = key("unit: divisions, km, km2, marks, people, ...")
    sources: Citations = key("who gives it")
    most: float | None = key("of a range, its upper end", default=None)
    about: bool = key("true where the source says about, or more than", default=False)
    date: Edtf | None = key("when it held", default=None)
    of: tuple[str, ...] = key("whose: states, organizations, persons", default=())
    records: tuple[str, ...] = key("the records it concerns", default=())
    differs: tuple[Variation, ...] = key("what other sources give", default=())
    inventory: tuple[str, ...] = key("ids in the inventory of the five documents", default=())
    note: str = key("remarks", default="")
    origin: Origin = NOWHERE


@noun
class Demonstration(Value):
    """A question to the program that shows a mechanism at work, and what its answer must hold."""

    run: str = key("the command: foedera act ... ; without shell syntax")
    shows: tuple[str, ...] = key("texts that the printed answer must hold")
    hides: tuple[str, ...] = key("texts that it must not hold", default=())
    says: str = key("what one sees in it", default="")
    origin: Origin = NOWHERE


@noun
class Mechanism(Value):
    """One way the system worked, with a demonstration that runs."""

    id: str = key("short id")
    title: str = key("its name")
    says: str = key("how it works, in our own words")
    sources: Citations = key("sources")
    names: Names = key("its name by language code", factory=dict)
    aliases: tuple[str, ...] = key("other names", default=())
    concerns: tuple[str, ...] = key("whom it concerns: states, organizations, persons", default=())
    date: Edtf | None = key("when it worked", default=None)
    demos: tuple[Demonstration, ...] = key("demonstrations", name="demo", default=())
    waits_for: str = key("where no demonstration can run yet: the room that is not built", default="")
    records: tuple[str, ...] = key("the records in which it shows", default=())
    debates: tuple[str, ...] = key("the debates it bears on", default=())
    features: tuple[Feature, ...] = key(
        "features of crises whose weight stands for it, for the players it concerns", default=()
    )
    inventory: tuple[str, ...] = key("ids in the inventory of the five documents", default=())
    note: str = key("remarks", default="")
    origin: Origin = NOWHERE
