"""Small random records: a handful of states, treaties and events, as model values.

Chance is a `Random` and not a strategy of hypothesis: records have hundreds of choices, and
most of hypothesis's own would bind nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any, TypeVar

from foedera.days import NEVER, ordinal, read_edtf
from foedera.dossier import Dossier
from foedera.dossier.files import KINDS
from foedera.dossier.model import (
    Act,
    Alternative,
    Assessment,
    Case,
    Control,
    Event,
    Life,
    Member,
    Organization,
    Reading,
    State,
    Territory,
)
from foedera.dossier.noun import Origin
from foedera.dossier.treaties import (
    Article,
    Condition,
    Consent,
    End,
    Extension,
    Force,
    Known,
    Protocol,
    Term,
    Treaty,
    Trigger,
    Variant,
)
from foedera.law import Deed, Facts
from foedera.law.facts import GIVEN, Help, Organ, facts
from foedera.law.wars import War
from foedera.terms import ActKind, ConditionKind, EndHow, ForceBy, OnWar, Pledge, Renewal

T = TypeVar("T")
STATES = ("arcadia", "boeotia", "corinth", "delphi", "elis")
ROLES = ("creditor", "debtor", "adversary")
DAYS = tuple(date(*ymd) for ymd in [
    (1930, 1, 1), (1930, 1, 2), (1930, 1, 3), (1930, 7, 1), (1931, 1, 1), (1931, 1, 2), (1932, 1, 1), (1932, 2, 29),
    (1933, 1, 1), (1935, 1, 1),
])  # fmt: skip
LEAGUE, ORGAN, LAND = "league", "league-council", "borderland"
_PLEDGES = (
    Pledge.DEFENSE, Pledge.DEFENSE, Pledge.DEFENSE, Pledge.OFFENSE, Pledge.GUARANTEE, Pledge.NONAGGRESSION,
    Pledge.NONAGGRESSION, Pledge.NEUTRALITY, Pledge.NEUTRALITY, Pledge.CONSULTATION, Pledge.NO_SEPARATE_PEACE,
    Pledge.NO_HOSTILE_GROUPING, Pledge.DISARMAMENT, Pledge.SETTLEMENT, Pledge.RELEASE, Pledge.DISINTEREST,
)  # fmt: skip
_TRIGGERS = (("attack",), ("attack",), ("aggression",), ("war",), ("resort-to-war",), ("conclude", "threat"))
_KINDS = ("provoked", "resists", "asks", "granted", "entails-war-with")
_STANDING = (Pledge.NONAGGRESSION, Pledge.NO_SEPARATE_PEACE, Pledge.DISARMAMENT, Pledge.NO_HOSTILE_GROUPING)
_DEEDS = (
    *[ActKind.ATTACK] * 8, ActKind.INVADE, ActKind.DECLARE_WAR, ActKind.BLOCKADE, ActKind.ASSIST, ActKind.SUPPLY,
    ActKind.CONCLUDE, ActKind.THREATEN, ActKind.REARM, ActKind.MAKE_PEACE,
)  # fmt: skip
_ACTS = (
    ActKind.ATTACK, ActKind.ATTACK, ActKind.ATTACK, ActKind.DECLARE_WAR, ActKind.MAKE_PEACE, ActKind.ANNEX,
    ActKind.ASSIST, ActKind.FIND, ActKind.FAIL_TO_FIND, ActKind.ASK,
)  # fmt: skip


class Chance(Random):
    """Chance in the words of the record."""

    def one_in(self, many: int) -> bool:
        """Whether something happens that happens once in so many times."""
        return self.randrange(many) == 0

    def some(self, words: Sequence[T], least: int, most: int) -> tuple[T, ...]:
        """A few of the words, each once."""
        return tuple(self.sample(words, self.randint(least, most)))

    def several(self, make: Callable[[], T], most: int) -> tuple[T, ...]:
        """Up to so many of something, mostly few."""
        return tuple(make() for _ in range(min(self.randint(0, most), self.randint(0, most))))

    def day(self) -> date:
        """One of the days."""
        return self.choice(DAYS)

    def reading(self) -> str:
        """No reading, mostly; else an alternative, followed or not."""
        return self.choice(("", "", "", "first=yes", "first=no", "second=yes", "second=no"))

    def span(self) -> tuple[date | None, date | None]:
        """A stretch of days that is mostly long, open at either end."""
        start, until = sorted((self.day(), self.day()))
        return (None if self.one_in(2) else start), (None if self.one_in(2) or start == until else until)


def dossier(chance: Chance) -> Dossier:
    """A record of five states, two to six treaties and up to five events."""
    readings = {
        name: Reading(
            name, name, "yes", "", (), open=open_, alternatives=(Alternative("yes", ""), Alternative("no", ""))
        )
        for name, open_ in (("first", True), ("second", chance.one_in(2)))
    }
    members = tuple(_member(chance, name) for name in STATES if not chance.one_in(4))
    middle = DAYS[4]
    control = (Control(None, middle, chance.choice(STATES)), Control(middle, None, chance.choice(STATES)))
    nothing: dict[str, Any] = {kind: {} for kind in KINDS}
    return Dossier(
        "random", "random",
        Case(
            "random", DAYS[0], DAYS[-1], sets={"dorian": ("corinth", "elis"), "defined": ("arcadia",)},
            theatres={"sea": ("arcadia", "delphi", "elis")},
        ),
        names={},
        **nothing | {
            "states": {name: _state(chance, name) for name in STATES},
            "organizations": {LEAGUE: Organization(LEAGUE, "League", (), organs=(ORGAN,), members=members)},
            "treaties": {f"t{n}": treaty(chance, f"t{n}") for n in range(chance.randint(2, 6))},
            "events": events(chance), "territories": {LAND: Territory(LAND, LAND, (), controls=control)},
            "readings": readings,
        },
    )  # fmt: skip


def _state(chance: Chance, name: str) -> State:
    if not chance.one_in(6):
        return State(name, name, ())
    start, until = chance.span()
    lives = [Life(start, until, reading=chance.reading())]
    later = [day for day in DAYS if until and day > until]
    if later and chance.one_in(2):
        lives.append(Life(chance.choice(later), None, reading=chance.reading()))
    return State(name, name, (), lives=tuple(lives))


def _member(chance: Chance, name: str) -> Member:
    start, until = chance.span()
    return Member(name, start or DAYS[0], until, reading=chance.reading())


# -- treaties -----------------------------------------------------------------------------


def treaty(chance: Chance, id_: str) -> Treaty:
    """A treaty with articles, and at times a protocol that may be secret and define a term."""
    parties = chance.some(STATES, 2, 4)
    numbers = tuple(str(n + 1) for n in range(chance.randint(1, 3)))
    force = _force(chance)
    return Treaty(
        id=id_, title=id_, signed=chance.choice(DAYS[:4]), force=force, sources=(), parties=parties,
        parties_of=LEAGUE if chance.one_in(8) else "", secret=chance.one_in(6),
        published=chance.day() if chance.one_in(8) else None, known=_known(chance),
        consents=tuple(_consent(chance, party, numbers) for party in parties if chance.one_in(6)),
        term=_term(chance) if chance.one_in(3) else None,
        extensions=chance.several(lambda: _extension(chance), 2),
        ends=chance.several(lambda: _end(chance, parties), 2),
        on_war=chance.choice((None, None, *OnWar)),
        terms={"defined": chance.some(STATES, 1, 3)} if chance.one_in(2) else {},
        articles=tuple(article(chance, number) for number in numbers),
        protocols=(_protocol(chance),) if chance.one_in(4) else (),
    )  # fmt: skip


def _force(chance: Chance) -> Force:
    by = chance.choice((*[ForceBy.SIGNATURE] * 6, ForceBy.DECLARATION, ForceBy.EXCHANGE, ForceBy.NEVER))
    start = chance.choice(DAYS[:5]) if by is ForceBy.EXCHANGE else None
    return Force(by, start=start, provisional=chance.choice(DAYS[:5]) if chance.one_in(8) else None)


def _term(chance: Chance) -> Term:
    return Term(
        years=chance.choice((0.5, 1, 2, 3)), runs_from=chance.choice(("force", "signature")),
        until=chance.choice((None, None, DAYS[6])), renews=chance.choice((Renewal.NONE, Renewal.NONE, Renewal.TACIT)),
    )  # fmt: skip


def _extension(chance: Chance) -> Extension:
    start, until = chance.span()
    return Extension(until=until or DAYS[-1], start=start)


def _end(chance: Chance, parties: tuple[str, ...]) -> End:
    how = chance.choice((EndHow.DENUNCIATION, EndHow.WITHDRAWAL, EndHow.BREACH, EndHow.SUSPENSION, EndHow.SUSPENSION))
    on, start = sorted((chance.day(), chance.day()))
    later = [day for day in DAYS if day > start]
    back = chance.choice(later) if later and how is EndHow.SUSPENSION else None
    return End(
        how, on=on, start=start if chance.one_in(2) else None, back=back, of=parties[:1] if chance.one_in(2) else (),
        reading=chance.reading(),
    )  # fmt: skip


def _consent(chance: Chance, who: str, numbers: tuple[str, ...]) -> Consent:
    start, until = chance.span()
    form = chance.choice(("from", "ratified", "acceded", "never"))
    return Consent(
        who, start=start if form == "from" else None, ratified=start if form == "ratified" else None,
        acceded=start if form == "acceded" else None, until=until, never=form == "never",
        excludes=numbers[:1] if chance.one_in(4) else (),
    )  # fmt: skip


def _protocol(chance: Chance) -> Protocol:
    return Protocol(
        "p", signed=chance.choice((None, *DAYS[:5])), force=_force(chance) if chance.one_in(3) else None,
        secret=chance.one_in(2), known=_known(chance),
        terms={"defined": chance.some(STATES, 1, 3)} if chance.one_in(2) else {},
        articles=(article(chance, "1"),), ends=chance.several(lambda: _end(chance, ()), 1),
    )  # fmt: skip


def _known(chance: Chance) -> tuple[Known, ...]:
    return chance.several(lambda: Known(chance.choice((*STATES, "public")), chance.day()), 2)


# -- articles -----------------------------------------------------------------------------


def article(chance: Chance, number: str) -> Article:
    """An article: armed help and non-aggression more often than anything else."""
    pledge = chance.choice(_PLEDGES)
    each = chance.one_in(2)
    since, until = chance.span() if chance.one_in(8) else (None, None)
    bare = pledge in _STANDING and not chance.one_in(3)
    return Article(
        id=number, pledge=pledge, text="", between="each" if each else "",
        debtor=() if each else _side(chance), creditor=() if each else _side(chance),
        trigger=None if bare else trigger(chance),
        forbids=chance.choice(((), (), (), ("attack", "demand"), ("aggression",), ("resort-to-war",))),
        on=_aims(chance),
        requires=chance.several(lambda: condition(chance), 1), unless=chance.several(lambda: condition(chance), 1),
        since=since, until=until, secret=chance.one_in(6), known=_known(chance),
        variants=tuple(_variant(chance, name) for name in ("first=no", "second=no") if chance.one_in(5)),
    )  # fmt: skip


def _side(chance: Chance) -> tuple[str, ...]:
    return chance.choice((chance.some(STATES, 1, 3), ("@parties",), ("@dorian",), ("@defined",), ("any",)))


def _aims(chance: Chance) -> tuple[str, ...]:
    if chance.one_in(6):
        return chance.some(("third", "any", "@dorian", LAND, *STATES), 1, 2)
    return chance.choice(((), (), ("creditor",)))


def _variant(chance: Chance, reading: str) -> Variant:
    return Variant(
        reading, trigger=trigger(chance) if chance.one_in(2) else None, void=chance.one_in(3),
        forbids=chance.choice(((), ("threat",), ("attack", "blockade"))),
    )  # fmt: skip


def trigger(chance: Chance) -> Trigger:
    """A trigger: mostly an attack by anyone upon the creditor."""
    by = chance.choice((("any",), ("any",), ("third",), chance.some(("@dorian", "@defined", *STATES), 1, 2)))
    on = ("creditor",)
    if chance.one_in(4):
        on = chance.some(("any", "third", "debtor", "@dorian", LAND, *STATES), 1, 2)
        by = ("creditor",) if chance.one_in(3) else by
    requires = chance.several(lambda: condition(chance), 2)
    unless = chance.several(lambda: condition(chance), 1)
    return Trigger(
        act=chance.choice(_TRIGGERS), by=by,
        not_by=chance.some(STATES, 1, 2) if chance.one_in(6) else (), on=on,
        theatre=chance.choice(((), (), (), ("sea",), ("sea", "land"))),
        requires=requires, unless=unless,
    )  # fmt: skip


def condition(chance: Chance) -> Condition:
    """Any condition or exception, with words that fit its kind."""
    kind = chance.choice((*ConditionKind, ConditionKind.ASSISTS, ConditionKind.ASSISTS, ConditionKind.AT_WAR))
    by: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    if kind in (ConditionKind.ORGAN_FOUND, ConditionKind.ORGAN_FAILED):
        by = (ORGAN,)
    elif kind is ConditionKind.MEMBER:
        by, on = _named(chance), (LEAGUE,)
    elif kind in (ConditionKind.AT_WAR, ConditionKind.ENTAILS_WAR_WITH):
        by, on = _named(chance), _named(chance) if chance.one_in(2) else ()
    elif kind is ConditionKind.ASSISTS:
        by = chance.some(STATES, 1, 2)
    elif kind is ConditionKind.ADVERSARIES:
        by = _named(chance) if chance.one_in(2) else ()
    return Condition(
        kind, by, on, id=chance.choice(("granted", "refused")) if kind is ConditionKind.FACT else "",
        count=chance.randint(1, 2), treaty="t0" if kind is ConditionKind.IN_FORCE else "", reading=chance.reading(),
        origin=Origin("random", chance.randrange(10**9)),
    )  # fmt: skip


def _named(chance: Chance) -> tuple[str, ...]:
    return chance.some((*STATES, *ROLES, "@dorian"), 1, 2)


# -- what was done, and what is asked ---------------------------------------------------------


def events(chance: Chance) -> dict[str, Event]:
    """Up to five events, in no order of days."""
    found: dict[str, Event] = {}
    for number in range(chance.randint(0, 5)):
        id_, day = f"e{number}", read_edtf(chance.choice(DAYS[:8]))
        done = tuple(_act(chance, list(found)) for _ in range(chance.randint(1, 2)))
        found[id_] = Event(id_, day, id_, (), acts=done)
    return found


def _act(chance: Chance, earlier: list[str]) -> Act:
    verb = chance.choice(_ACTS)
    organ = verb in (ActKind.FIND, ActKind.FAIL_TO_FIND)
    one, other, third = chance.sample(STATES, 3)
    return Act(
        actor=(ORGAN,) if organ else (one,), verb=verb, target=(other,),
        against=(third,) if verb is ActKind.ASSIST else (),
        response_to=chance.choice(("", "", *earlier)), short_of_war=chance.one_in(6),
    )  # fmt: skip


def deed(chance: Chance) -> Deed:
    """An act to be judged: mostly an attack."""
    verb = chance.choice(_DEEDS)
    one, other, third = chance.sample(STATES, 3)
    found = {
        (chance.choice(_KINDS), chance.choice(("", *STATES))): chance.one_in(2)
        for _ in range(chance.choice((0, 0, 1, 2)))
    }
    return Deed(
        one, verb, "" if verb is ActKind.REARM else LAND if chance.one_in(8) else other,
        ordinal(chance.choice(DAYS[2:8])), against=(third,) if chance.one_in(2) else (),
        theatre=chance.choice(("", "", "sea", "land")), response_to=chance.choice(("", "", "", "e0")), assessed=found,
        short_of_war=chance.one_in(6), disputed=chance.several(lambda: _assessment(chance), 1),
    )  # fmt: skip


def _assessment(chance: Chance) -> Assessment:
    return Assessment(
        chance.choice(_KINDS), chance.one_in(2), chance.choice(("", *STATES)), reading=chance.reading() or "first=yes"
    )


def supposed(chance: Chance, day: int) -> Facts:
    """What a question may add to the facts."""

    def three() -> list[str]:
        return chance.sample(STATES, 3)

    wars = [War(a, b, day, NEVER, False, "", GIVEN, ()) for a, b, _ in chance.several(three, 1)]
    found = Facts(
        day, helps=tuple(Help(a, b, c, "") for a, b, c in chance.several(three, 1)),
        organs=tuple(Organ(ORGAN, chance.one_in(2), a, "", "") for a, _, _ in chance.several(three, 1)),
        asked=frozenset((a, b) for a, b, _ in chance.several(three, 1)),
        named={chance.choice(("granted", "refused")): chance.one_in(2)} if chance.one_in(3) else {},
        replay=chance.one_in(6),
    )  # fmt: skip
    return facts(replace(found), wars)


def knower(chance: Chance) -> str | None:
    """Whose knowledge counts: mostly all that the record holds."""
    return chance.choice((None, None, None, "public", *STATES))
