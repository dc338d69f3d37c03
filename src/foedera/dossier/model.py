"""The nouns of the record: states, persons, territories, events, readings, suppositions."""

from __future__ import annotations

from datetime import date
from typing import Any

from foedera.days import Edtf
from foedera.dossier.cartography import Seat
from foedera.dossier.noun import NOWHERE, Citations, Names, Origin, Value, Variation, key, noun
from foedera.terms import ActKind, Regime


@noun
class Source(Value):
    """An entry of the bibliography."""

    id: str = key("short name used by citations")
    cite: str = key("the full reference")
    kind: str = key("treaty-series, documents, monograph, article, dataset, reference, web", default="reference")
    url: str = key("address, where public", default="")
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
class State(Value):
    """A state of the day, under its short English name."""

    id: str
    title: str = key("short English name")
    sources: Citations = key("sources")
    official: str = key("official name", default="")
    names: Names = key("name forms by language code", factory=dict)
    adjectives: Names = key("adjective forms by language code", factory=dict)
    peoples: Names = key("names of its people by language code, in the plural", factory=dict)
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
