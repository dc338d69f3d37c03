"""The nouns of the law of treaties: instruments, what they promise, how they bind and end."""

from __future__ import annotations

from datetime import date

from foedera.days import Edtf
from foedera.dossier.noun import NOWHERE, Citations, Names, Origin, Value, Variation, key, noun
from foedera.terms import ConditionKind, EndHow, ForceBy, InstrumentKind, Modality, OnWar, Pledge, Renewal, Stage


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
    notice_from: date | None = key("the first day on which notice may be given, where the text names one", default=None)
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
