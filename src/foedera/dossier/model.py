"""The record's nouns: frozen values that say what the files say, and where they say it.

The dataclasses are also the file format. `reading` builds them from TOML and `schema`
publishes them, so a key is described here once. A field's `doc` is its description.
"""

from __future__ import annotations

from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from datetime import date
from functools import cache
from typing import Any, TypeVar, dataclass_transform

from foedera.days import Edtf
from foedera.terms import (
    ActKind,
    ConditionKind,
    EndHow,
    ForceBy,
    InstrumentKind,
    Modality,
    OnWar,
    Pledge,
    Regime,
    Renewal,
    Stage,
)

T = TypeVar("T")


def key(doc: str, **more: Any) -> Any:
    """A field with its description; `default` or `factory` as for dataclasses, `name` for the TOML key."""
    name = more.pop("name", None)
    if "default" not in more and "factory" not in more:
        return field(metadata={"doc": doc, "name": name})
    if "factory" in more:
        return field(default_factory=more["factory"], metadata={"doc": doc, "name": name})
    return field(default=more["default"], metadata={"doc": doc, "name": name})


@cache
def _slots(kind: type) -> tuple[tuple[str, Any, Any], ...]:
    """The fields of a noun: name, default, factory."""
    return tuple((f.name, f.default, f.default_factory) for f in fields(kind))


class Value:
    """What all nouns share: frozen, equal by content, a repr that leaves out what is not set.

    Written once here rather than generated for each noun: that would take a tenth of a
    second at every start of the command line.
    """

    def __init__(self, *values: Any, **given: Any) -> None:
        slots = _slots(type(self))  # type: ignore[arg-type]
        if values:
            given |= dict(zip((name for name, _, _ in slots), values, strict=False))
        for name, default, make in slots:
            if name not in given:
                if default is MISSING and make is MISSING:
                    raise TypeError(f"{type(self).__name__} needs '{name}'")
                given[name] = make() if make is not MISSING else default
        self.__dict__.update(given)

    def __setattr__(self, name: str, value: Any) -> None:
        raise FrozenInstanceError(f"cannot assign to field '{name}'")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field '{name}'")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((type(self), getattr(self, "id", None), getattr(self, "origin", None)))

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in vars(self).items() if value and name != "origin")
        return f"{type(self).__name__}({given})"


@dataclass_transform(frozen_default=True, field_specifiers=(key,))
def noun(kind: type[T]) -> type[T]:
    """A frozen dataclass that takes its methods from `Value`."""
    return dataclass(init=False, eq=False, repr=False)(kind)


@noun
class Origin(Value):
    """Where a fact stands: file and line."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


NOWHERE = Origin("", 0)
Names = dict[str, tuple[str, ...]]


@noun
class Citation(Value):
    """A source with a locator."""

    ref: str = key("the source's id in sources.toml")
    at: str = key("where in it: volume, page, number, article", default="")
    verified: date | None = key("the day somebody checked the fact against it", default=None)
    says: str = key("what this source says, where sources differ", default="")


Citations = tuple[Citation, ...]


@noun
class Source(Value):
    """An entry of the bibliography."""

    id: str = key("short name used by citations")
    cite: str = key("the full reference")
    kind: str = key("treaty-series, documents, monograph, article, dataset, reference, web", default="reference")
    url: str = key("address, where public", default="")
    origin: Origin = NOWHERE


@noun
class Known(Value):
    """Since when, and how, somebody outside the secret knew."""

    to: str = key("a state, `parties` or `public`")
    start: date = key("the first day of that knowledge", name="from")
    how: str = key("how it became known", default="")
    sources: Citations = key("where this is shown", default=())
    origin: Origin = NOWHERE


@noun
class Condition(Value):
    """One thing that a trigger requires, or that defeats it."""

    kind: ConditionKind = key("which condition", name="is")
    by: tuple[str, ...] = key("the states, organs or sets it speaks of", default=())
    on: tuple[str, ...] = key("towards whom, where the condition has two sides", default=())
    id: str = key("for `fact`: the name under which it is given or assessed", default="")
    count: int = key("for `adversaries`: how many", default=0)
    treaty: str = key("for `in-force`: which treaty", default="")
    says: str = key("the condition in our own words", default="")
    reading: str = key("`reading=alternative` under which alone the condition stands", default="")
    sources: Citations = key("sources", default=())
    origin: Origin = NOWHERE


@noun
class Trigger(Value):
    """The event upon which an article's promise becomes operative."""

    act: tuple[str, ...] = key("act kinds or groups (attack, aggression, war, threat)")
    by: tuple[str, ...] = key("who acts: states, sets, `any`, `third`, `creditor`, `debtor`", default=("any",))
    not_by: tuple[str, ...] = key("who does not count", default=())
    on: tuple[str, ...] = key("upon whom: `creditor`, `debtor`, states, sets, places", default=("creditor",))
    theatre: tuple[str, ...] = key("where the act must take place", default=())
    requires: tuple[Condition, ...] = key("all of these must hold", default=())
    unless: tuple[Condition, ...] = key("any of these defeats it", default=())
    says: str = key("the trigger in our own words", default="")
    origin: Origin = NOWHERE


@noun
class Variant(Value):
    """What an article says under one alternative of a reading."""

    reading: str = key("`reading=alternative`")
    trigger: Trigger | None = key("the trigger under it", default=None)
    forbids: tuple[str, ...] = key("the acts forbidden under it", default=())
    void: bool = key("true when the article binds nobody under it", default=False)
    says: str = key("why", default="")
    origin: Origin = NOWHERE


@noun
class Article(Value):
    """One provision as written, in our own words; compiles to commitments."""

    id: str = key("the article's number in the instrument")
    pledge: Pledge = key("what is promised")
    text: str = key("the provision in our own words")
    between: str = key("`each`: every party to every other party", default="")
    debtor: tuple[str, ...] = key("who owes, where not `between`", default=())
    creditor: tuple[str, ...] = key("to whom", default=())
    modality: Modality | None = key("obligation, prohibition, power, permission, declaration", default=None)
    trigger: Trigger | None = key("when it becomes operative; absent: standing", default=None)
    forbids: tuple[str, ...] = key("acts a prohibition forbids; absent: the pledge's own", default=())
    on: tuple[str, ...] = key(
        "upon whom the forbidden act falls: `creditor`, states, sets, places, `anyone`", default=()
    )
    unless: tuple[Condition, ...] = key("what excuses a forbidden act", default=())
    requires: tuple[Condition, ...] = key("what else must hold for a forbidden act to be one", default=())
    performs: tuple[str, ...] = key("acts that perform it wholly", default=())
    performs_partly: tuple[str, ...] = key("acts that perform it in part", default=())
    places: tuple[str, ...] = key("territories it disposes of or speaks of", default=())
    level: str = key("how much is promised: all support in its power, at most ...", default="")
    within: str = key("the deadline in words", default="")
    days: int | None = key("the deadline in days, for replay", default=None)
    joint: bool = key("true when the debtors owe together, not each", default=False)
    amount: str = key("figure with unit, where the article names one", default="")
    since: date | None = key("first day, where later than the instrument's", name="from", default=None)
    until: date | None = key("first day no longer, where earlier", default=None)
    secret: bool = key("secret within a public instrument", default=False)
    known: tuple[Known, ...] = key("who knew since when", default=())
    variants: tuple[Variant, ...] = key("what other readings make of it", name="variant", default=())
    sources: Citations = key("sources of this article", default=())
    origin: Origin = NOWHERE


@noun
class Consent(Value):
    """How one party came to be bound."""

    state: str = key("the party")
    signed: date | None = key("its signature", default=None)
    ratified: date | None = key("its ratification, or the deposit of it", default=None)
    acceded: date | None = key("its accession, adhesion or admission", default=None)
    start: date | None = key("since when the instrument is in force for it", name="from", default=None)
    until: date | None = key("the first day it is no longer bound", default=None)
    how_ended: EndHow | None = key("how its part ended", default=None)
    notice: date | None = key("when it gave notice", default=None)
    never: bool = key("true when it signed but was never bound", default=False)
    reservation: str = key("its reservation, in our own words", default="")
    excludes: tuple[str, ...] = key("article ids that its reservation takes out", default=())
    sources: Citations = key("sources", default=())
    origin: Origin = NOWHERE


@noun
class Force(Value):
    """Entry into force."""

    by: ForceBy = key("signature, ratification, exchange, deposit, declaration, date, never")
    start: date | None = key("the day, unless it is the signature's", name="from", default=None)
    provisional: date | None = key("applied provisionally since", default=None)
    at: str = key("where ratifications were exchanged or deposited", default="")
    says: str = key("the clause in our own words", default="")
    sources: Citations = key("sources of the day", default=())
    origin: Origin = NOWHERE


@noun
class Term(Value):
    """How long the instrument says it lasts."""

    years: float | None = key("years from entry into force", default=None)
    runs_from: str = key("`force` or `signature`", default="force")
    until: date | None = key("first day after a term that names its last day", default=None)
    renews: Renewal = key("what happens at its end: none, tacit, indefinite", default=Renewal.NONE)
    renewal_years: float | None = key("length of each renewal", default=None)
    notice_months: float | None = key("notice needed to denounce", default=None)
    says: str = key("the clause in our own words", default="")
    sources: Citations = key("sources", default=())
    origin: Origin = NOWHERE


@noun
class Extension(Value):
    """A prolongation of the term by agreement."""

    until: date = key("first day after the prolonged term")
    signed: date | None = key("when agreed", default=None)
    start: date | None = key("when the prolongation took force", name="from", default=None)
    says: str = key("how", default="")
    sources: Citations = key("sources", default=())
    origin: Origin = NOWHERE


@noun
class End(Value):
    """An end, or one that somebody claims."""

    how: EndHow = key("how it ended")
    on: date | None = key("the day of the act that ended it", default=None)
    start: date | None = key("the first day no longer in force, where not that of the act", name="from", default=None)
    back: date | None = key("for a suspension: the day it was in force again", default=None)
    by: tuple[str, ...] = key("whose act it was", default=())
    of: tuple[str, ...] = key("for which parties it ended; absent: for all", default=())
    reading: str = key("`reading=alternative`: the end counts only under it", default="")
    says: str = key("in our own words, with the ground given", default="")
    sources: Citations = key("sources", default=())
    origin: Origin = NOWHERE


@noun
class Protocol(Value):
    """An instrument attached to a treaty, public or secret."""

    id: str = key("short id within the treaty")
    title: str = key("its title", default="")
    signed: date | None = key("its signature, where not the treaty's", default=None)
    force: Force | None = key("its entry into force, where not the treaty's", default=None)
    secret: bool = key("whether it was secret", default=False)
    known: tuple[Known, ...] = key("who knew since when", default=())
    terms: dict[str, tuple[str, ...]] = key("defined terms: `@name` in articles", factory=dict)
    articles: tuple[Article, ...] = key("its articles", name="article", default=())
    ends: tuple[End, ...] = key("its own end", name="end", default=())
    sources: Citations = key("sources", default=())
    origin: Origin = NOWHERE


@noun
class Step(Value):
    """A step in the life of a proposal."""

    stage: Stage = key("made, countered, accepted, rejected, withdrawn, lapsed")
    on: Edtf = key("when")
    by: tuple[str, ...] = key("by whom", default=())
    says: str = key("in our own words", default="")
    sources: Citations = key("sources", default=())
    origin: Origin = NOWHERE


@noun
class Variation(Value):
    """A point on which sources differ: who says what."""

    point: str = key("what they differ on")
    value: str = key("what this one says")
    by: str = key("who says so")
    established: bool = key("true for the value the record goes by", default=False)
    sources: Citations = key("where", default=())
    origin: Origin = NOWHERE


@noun
class Treaty(Value):
    """An instrument: parties, consent, entry into force, term, articles, protocols, end."""

    id: str
    title: str = key("the title in English")
    signed: date = key("the day of signature, or of the act that made it")
    force: Force = key("entry into force")
    sources: Citations = key("sources, each with a locator")
    parties: tuple[str, ...] = key("the states that are or were to be parties", default=())
    parties_of: str = key("an organization whose members are the parties", default="")
    kind: InstrumentKind = key("the form of the instrument", default=InstrumentKind.TREATY)
    names: Names = key("its names by language code, each a text or a list", factory=dict)
    aliases: tuple[str, ...] = key("other names in English", default=())
    place: str = key("where it was signed", default="")
    secret: bool = key("whether its very existence was secret", default=False)
    published: date | None = key("the day of publication, where later than the signature", default=None)
    known: tuple[Known, ...] = key("who knew since when", default=())
    consents: tuple[Consent, ...] = key("consent of single parties", name="consent", default=())
    term: Term | None = key("how long it says it lasts", default=None)
    extensions: tuple[Extension, ...] = key("prolongations", name="extension", default=())
    ends: tuple[End, ...] = key("its end, or claimed ends", name="end", default=())
    on_war: OnWar | None = key("effect of war between parties; bilateral: ends, others: suspends", default=None)
    terms: dict[str, tuple[str, ...]] = key("defined terms: `@name` in articles", factory=dict)
    articles: tuple[Article, ...] = key("the articles", name="article", default=())
    protocols: tuple[Protocol, ...] = key("attached protocols", name="protocol", default=())
    steps: tuple[Step, ...] = key("for a proposal: its life", name="step", default=())
    supersedes: tuple[str, ...] = key("instruments it replaces", default=())
    external: dict[str, str] = key("ids elsewhere: atop, lnts, cow", factory=dict)
    differs: tuple[Variation, ...] = key("points on which sources differ", default=())
    note: str = key("remarks", default="")
    origin: Origin = NOWHERE


@noun
class Life(Value):
    """A stretch of a state's existence."""

    start: date | None = key("first day; absent: before the record", name="from", default=None)
    until: date | None = key("first day no longer; absent: beyond the record", default=None)
    how: str = key("how it began or ended", default="")
    reading: str = key("`reading=alternative`: the stretch counts only under it", default="")
    sources: Citations = key("sources", default=())
    origin: Origin = NOWHERE


@noun
class Seat(Value):
    """A capital's place on the map, while it is one."""

    name: str = key("its name then")
    at: tuple[float, ...] = key("degrees east and north")
    start: date | None = key("first day as capital; absent: since before the record", name="from", default=None)
    until: date | None = key("first day no longer", default=None)
    origin: Origin = NOWHERE


@noun
class State(Value):
    """A state of the day, under its short English name."""

    id: str
    title: str = key("short English name")
    sources: Citations = key("sources")
    official: str = key("official name", default="")
    names: Names = key("name forms by language code", factory=dict)
    adjectives: Names = key("adjective forms by language code", factory=dict)
    aliases: tuple[str, ...] = key("other English names and short forms", default=())
    cow: int | None = key("Correlates of War number", default=None)
    cow_abbr: str = key("Correlates of War abbreviation", default="")
    iso: str = key("ISO 3166 alpha-3 code", default="")
    capital: str = key("capital", default="")
    seats: tuple[Seat, ...] = key("where its capital lies, for the map", name="seat", default=())
    continues: str = key("the state whose person it continues", default="")
    lives: tuple[Life, ...] = key("its existence", name="life", default=())
    note: str = key("remarks", default="")
    origin: Origin = NOWHERE


@noun
class Member(Value):
    """A state's membership in an organization."""

    state: str = key("the member")
    start: date = key("first day of membership", name="from")
    until: date | None = key("first day no longer a member", default=None)
    how: str = key("original, admitted", default="")
    left: str = key("withdrawal, expulsion, extinction", default="")
    notice: date | None = key("when it gave notice of withdrawal", default=None)
    reading: str = key("`reading=alternative`: the stretch counts only under it", default="")
    sources: Citations = key("sources", default=())
    origin: Origin = NOWHERE


@noun
class Organization(Value):
    """An organization of states, or another body that acts."""

    id: str
    title: str = key("name in English")
    sources: Citations = key("sources")
    names: Names = key("name forms by language code", factory=dict)
    aliases: tuple[str, ...] = key("other names", default=())
    founded: date | None = key("first day", default=None)
    dissolved: date | None = key("first day no longer", default=None)
    organs: tuple[str, ...] = key("ids of its organs, for findings", default=())
    members: tuple[Member, ...] = key("its members", name="member", default=())
    note: str = key("remarks", default="")
    origin: Origin = NOWHERE


@noun
class Office(Value):
    """An office held by a person."""

    title: str = key("the office, for example foreign minister")
    of: str = key("state or organization")
    start: Edtf | None = key("first day, or EDTF text; absent: not known", name="from", default=None)
    until: Edtf | None = key("first day no longer, or EDTF text; absent: beyond the record", default=None)
    sources: Citations = key("sources", default=())
    origin: Origin = NOWHERE


@noun
class Person(Value):
    """A person who acted."""

    id: str
    title: str = key("name in English")
    sources: Citations = key("sources")
    names: Names = key("name forms by language code", factory=dict)
    aliases: tuple[str, ...] = key("other names", default=())
    born: Edtf | None = key("birth", default=None)
    died: Edtf | None = key("death", default=None)
    offices: tuple[Office, ...] = key("offices held", name="office", default=())
    note: str = key("remarks", default="")
    origin: Origin = NOWHERE


@noun
class Control(Value):
    """Who held a territory, and whose it was held to be."""

    start: date | None = key("first day; absent: since before the record", name="from", default=None)
    until: date | None = key("first day no longer; absent: beyond the record", default=None)
    sovereign: str = key("whose territory it was held to be", default="")
    controller: str = key("who held it; absent: the sovereign", default="")
    regime: Regime = key("under what title", default=Regime.SOVEREIGN)
    event: str = key("the event by which it began", default="")
    treaty: str = key("the instrument by which it began", default="")
    reading: str = key("`reading=alternative`: the stretch counts only under it", default="")
    says: str = key("in our own words", default="")
    sources: Citations = key("sources", default=())
    origin: Origin = NOWHERE


@noun
class TerritorialClaim(Value):
    """A state's claim to a territory."""

    by: str = key("who claims")
    start: date | None = key("since", name="from", default=None)
    until: date | None = key("until", default=None)
    says: str = key("the claim and its ground, in our own words", default="")
    sources: Citations = key("sources", default=())
    origin: Origin = NOWHERE


@noun
class Territory(Value):
    """A territory whose control changed or was disposed of."""

    id: str
    title: str = key("name in English")
    sources: Citations = key("sources")
    names: Names = key("name forms by language code", factory=dict)
    aliases: tuple[str, ...] = key("other names", default=())
    within: str = key("the larger territory it is part of", default="")
    area_km2: float | None = key("area in square kilometres, as cited", default=None)
    controls: tuple[Control, ...] = key("control history", name="control", default=())
    claims: tuple[TerritorialClaim, ...] = key("claims upon it", name="claim", default=())
    differs: tuple[Variation, ...] = key("points on which sources differ", default=())
    note: str = key("remarks", default="")
    origin: Origin = NOWHERE


@noun
class Course(Value):
    """The course of a river or frontier, drawn from point to point."""

    id: str = key("short name used by rings")
    title: str = key("which stretch of what, from where to where")
    points: str = key("degrees east and north of each point, points parted by commas")
    river: str = key("the river's name, where it is to be drawn as one", default="")
    sources: Citations = key("what the course is drawn from", default=())
    origin: Origin = NOWHERE


@noun
class Atom(Value):
    """A piece of land that no border of the record's days runs through."""

    id: str = key("short name, and the shape's id in the atlas")
    title: str = key("name in English")
    units: tuple[str, ...] = key("units of the geometry, `country:unit`, `*` for all of a country", name="from")
    ring: str = key("the part of them: points and @courses, parted by commas; rings parted by semicolons", default="")
    place: str = key("the territory it belongs to, the most specific one", default="")
    state: str = key("the state whose own land it is, where no territory says more", default="")
    origin: Origin = NOWHERE


@noun
class Demarcation(Value):
    """A line between two spheres: the border of the atoms on one side with those on the other."""

    id: str = key("short name, and the line's id in the atlas")
    title: str = key("name in English")
    articles: tuple[str, ...] = key("the articles that draw it: the line stands while one of them does")
    one: tuple[str, ...] = key("atoms on one side")
    other: tuple[str, ...] = key("atoms on the other side")
    sources: Citations = key("sources", default=())
    origin: Origin = NOWHERE


@noun
class Area(Value):
    """An area that texts give, against which the atlas is measured."""

    id: str = key("short name")
    title: str = key("the area of what, when")
    km2: float = key("square kilometres, as cited")
    atoms: tuple[str, ...] = key("the atoms that make it up")
    sources: Citations = key("who gives the figure", default=())
    note: str = key("remarks: what it counts, other figures", default="")
    origin: Origin = NOWHERE


@noun
class View(Value):
    """A part of the map with its projection."""

    id: str = key("short name")
    title: str = key("name in English")
    projection: str = key("`conic-equal-area`")
    parallels: tuple[float, ...] = key("the two standard parallels, in degrees")
    centre: tuple[float, ...] = key("degrees east and north of the middle")
    extent: tuple[float, ...] = key("west, south, east and north limits, in degrees")
    origin: Origin = NOWHERE


@noun
class Assessment(Value):
    """A judged fact about an act: provocation, resistance, request; never computed."""

    kind: str = key("provoked, resists, asks, or a fact's name", name="is")
    holds: bool = key("what was found", default=True)
    of: str = key("the state it concerns, where not the act's target", default="")
    by: str = key("who judged so", default="")
    reading: str = key("`reading=alternative`: counts only under it", default="")
    sources: Citations = key("sources", default=())
    origin: Origin = NOWHERE


@noun
class Act(Value):
    """Something done by somebody to somebody."""

    actor: tuple[str, ...] = key("who: states, organizations, persons")
    verb: ActKind = key("the act, in the bare form: attack, denounce, ...")
    target: tuple[str, ...] = key("upon whom or what: states, places, organizations", default=())
    treaty: str = key("the instrument acted upon", default="")
    against: tuple[str, ...] = key("for assist, conclude, find: against whom", default=())
    occasion: str = key("for waive, invoke: the event that is meant", default="")
    response_to: str = key("the event this act answers by right of defence or assistance", default="")
    theatre: str = key("where", default="")
    short_of_war: bool = key("armed, but no state of war between the two", default=False)
    fact: str = key("for find: the named fact found", default="")
    says: str = key("in our own words", default="")
    origin: Origin = NOWHERE


@noun
class Event(Value):
    """Recorded acts with a date, actors, place and sources."""

    id: str = key("YYYY-MM-DD-short-name")
    date: Edtf = key("when: a date, or EDTF as text")
    title: str = key("one sentence in our own words, neutral")
    sources: Citations = key("sources")
    place: str = key("where", default="")
    acts: tuple[Act, ...] = key("what was done", default=())
    actors: tuple[str, ...] = key("who took part, where no act says it", default=())
    assessed: tuple[Assessment, ...] = key("judged facts", default=())
    answers: tuple[str, ...] = key("events this one answers", default=())
    rests_on: tuple[str, ...] = key("events and treaties without which it loses its ground", default=())
    treaty: str = key("the instrument it concerns", default="")
    names: Names = key("names by language code", factory=dict)
    differs: tuple[Variation, ...] = key("points on which sources differ", default=())
    inventory: tuple[str, ...] = key("ids in the inventory of the five documents", default=())
    note: str = key("remarks", default="")
    origin: Origin = NOWHERE


@noun
class Alternative(Value):
    """One way to read a disputed point."""

    id: str = key("short id")
    says: str = key("what it holds")
    holders: tuple[str, ...] = key("who holds it", default=())
    sources: Citations = key("sources", default=())
    origin: Origin = NOWHERE


@noun
class Reading(Value):
    """A disputed point with its alternatives; one is the default, with the reason."""

    id: str
    title: str = key("the question")
    default: str = key("the alternative the record goes by")
    why: str = key("why that one is the default")
    sources: Citations = key("sources")
    open: bool = key(
        "true while scholarship is divided: the verdict is then contested; "
        "false when only an interested party asserts the other",
        default=True,
    )
    alternatives: tuple[Alternative, ...] = key("the alternatives", name="alternative", default=())
    note: str = key("remarks", default="")
    origin: Origin = NOWHERE


@noun
class Change(Value):
    """A value that a supposition puts in the place of the record's."""

    record: str = key("the treaty or event changed")
    set: dict[str, Any] = key("TOML keys, dotted, with the values supposed", factory=dict)
    origin: Origin = NOWHERE


@noun
class Supposition(Value):
    """A legal counterfactual: what to remove, change or add in the record."""

    id: str
    title: str = key("the supposition as a sentence")
    extends: tuple[str, ...] = key("suppositions it builds on", default=())
    remove: tuple[str, ...] = key("ids of treaties (or treaty/article) and events to take out", default=())
    changes: tuple[Change, ...] = key("values to change", name="change", default=())
    add_treaties: tuple[dict[str, Any], ...] = key("treaties to add, each with an `id`", name="treaty", default=())
    add_events: tuple[dict[str, Any], ...] = key("events to add", name="event", default=())
    sources: Citations = key("sources", default=())
    note: str = key("remarks", default="")
    origin: Origin = NOWHERE


@noun
class Case(Value):
    """A dossier's own description: dossier.toml."""

    title: str = key("what the dossier is about")
    first: date = key("first day covered")
    last: date = key("last day covered")
    opening: date | None = key("the day on which the atlas opens; absent: the first day", default=None)
    example: str = key("an act to show first, as `ACTOR VERB TARGET`", default="")
    languages: tuple[str, ...] = key("main languages of its names", default=("en",))
    sets: dict[str, tuple[str, ...]] = key("named sets of states: `@name`", factory=dict)
    set_names: Names = key("names of a set in texts, in any language: the Baltic states", factory=dict)
    theatres: dict[str, tuple[str, ...]] = key(
        "theatres of war: an act that names none falls in it when it is of, or upon, one of these states", factory=dict
    )
    names: Names = key("title by language code", factory=dict)
    taught: tuple[str, ...] = key("languages of questions and lessons", default=("en",))
    persons_named: tuple[str, ...] = key("languages in which every person must be named", default=())
    loaded: tuple[str, ...] = key("words of judgement that stand in claims and quoted titles only", default=())
    note: str = key("remarks", default="")
    origin: Origin = NOWHERE
