"""The closed vocabularies of the record and of the law; each word's source is in VOCABULARY.md."""

from __future__ import annotations

from enum import StrEnum
from functools import cache


class Pledge(StrEnum):
    """What a commitment promises; the first five are ATOP's."""

    DEFENSE = "defense"
    OFFENSE = "offense"
    NEUTRALITY = "neutrality"
    NONAGGRESSION = "nonaggression"
    CONSULTATION = "consultation"
    GUARANTEE = "guarantee"
    NO_HOSTILE_GROUPING = "no-hostile-grouping"
    NO_SEPARATE_PEACE = "no-separate-peace"
    NO_TREATY_WITH = "no-treaty-with"
    SETTLEMENT = "settlement"
    SANCTIONS = "sanctions"
    TRANSIT = "transit"
    BASING = "basing"
    SPHERE = "sphere"
    DISINTEREST = "disinterest"
    CESSION = "cession"
    RECOGNITION = "recognition"
    FRONTIER = "frontier"
    DEMILITARIZATION = "demilitarization"
    DISARMAMENT = "disarmament"
    NON_INTERVENTION = "non-intervention"
    NON_PROPAGANDA = "non-propaganda"
    INFORMATION = "information"
    COOPERATION = "cooperation"
    CREDIT = "credit"
    DELIVERY = "delivery"
    TRADE = "trade"
    REPARATION = "reparation"
    MINORITIES = "minorities"
    SECRECY = "secrecy"
    MILITARY_CONVENTION = "military-convention"
    MEMBERSHIP = "membership"
    DENUNCIATION = "denunciation"
    RELEASE = "release"


class Modality(StrEnum):
    """The deontic mode of a commitment."""

    OBLIGATION = "obligation"
    PROHIBITION = "prohibition"
    POWER = "power"
    PERMISSION = "permission"
    DECLARATION = "declaration"


class ActKind(StrEnum):
    """Something done on a day, in the bare form of its verb."""

    ATTACK = "attack"
    INVADE = "invade"
    BOMB = "bomb"
    DECLARE_WAR = "declare-war"
    BLOCKADE = "blockade"
    SUPPORT_BANDS = "support-bands"
    OCCUPY = "occupy"
    ANNEX = "annex"
    THREATEN = "threaten"
    MOBILIZE = "mobilize"
    DEMAND = "demand"
    REMILITARIZE = "remilitarize"
    FORTIFY = "fortify"
    REARM = "rearm"
    INTERVENE = "intervene"
    AGITATE = "agitate"
    OFFER = "offer"
    PROPOSE = "propose"
    ACCEPT = "accept"
    REFUSE = "refuse"
    NEGOTIATE = "negotiate"
    SIGN = "sign"
    CONCLUDE = "conclude"
    RATIFY = "ratify"
    ACCEDE = "accede"
    DENOUNCE = "denounce"
    WITHDRAW = "withdraw"
    RENOUNCE = "renounce"
    EXPEL = "expel"
    ASSIST = "assist"
    SUPPLY = "supply"
    CONSULT = "consult"
    INFORM = "inform"
    INVOKE = "invoke"
    ASK = "ask"
    WAIVE = "waive"
    RELEASE = "release"
    GUARANTEE = "guarantee"
    SANCTION = "sanction"
    FIND = "find"
    FAIL_TO_FIND = "fail-to-find"
    RECOGNISE = "recognise"
    SEVER = "sever-relations"
    CEDE = "cede"
    ADMIT_TROOPS = "admit-troops"
    GRANT_TRANSIT = "grant-transit"
    REFUSE_TRANSIT = "refuse-transit"
    EVACUATE = "evacuate"
    ARMISTICE = "armistice"
    MAKE_PEACE = "make-peace"
    SURRENDER = "surrender"
    PUBLISH = "publish"
    DISCLOSE = "disclose"
    DENY = "deny"
    DECLARE = "declare"
    DECLARE_NEUTRAL = "declare-neutral"
    APPOINT = "appoint"
    DISMISS = "dismiss"
    PROCLAIM = "proclaim"
    PROTEST = "protest"
    SPEAK = "speak"
    REPORT = "report"
    MEET = "meet"


#: Named groups of acts that a trigger or a prohibition may use instead of listing kinds.
ACT_GROUPS: dict[str, frozenset[ActKind]] = {
    "attack": frozenset({ActKind.ATTACK, ActKind.INVADE, ActKind.BOMB, ActKind.DECLARE_WAR}),
    "aggression": frozenset(
        {
            ActKind.ATTACK,
            ActKind.INVADE,
            ActKind.BOMB,
            ActKind.DECLARE_WAR,
            ActKind.BLOCKADE,
            ActKind.OCCUPY,
            ActKind.ANNEX,
        }
    ),
    "resort-to-war": frozenset({ActKind.ATTACK, ActKind.INVADE, ActKind.BOMB, ActKind.DECLARE_WAR}),
    "war": frozenset({ActKind.ATTACK, ActKind.INVADE, ActKind.BOMB, ActKind.DECLARE_WAR}),
    "threat": frozenset({ActKind.THREATEN, ActKind.MOBILIZE}),
}

#: Groups that speak of war itself: armed acts short of war do not meet them.
OF_WAR = frozenset({"resort-to-war", "war"})

#: Acts that begin a state of war between actor and target, unless recorded as short of war.
WARLIKE = ACT_GROUPS["attack"]
#: Acts that end it.
PEACEFUL = frozenset({ActKind.MAKE_PEACE, ActKind.ARMISTICE, ActKind.SURRENDER})
#: Acts upon an instrument, which a question may name in the place of a target.
ON_TREATIES = frozenset(
    {
        ActKind.SIGN,
        ActKind.CONCLUDE,
        ActKind.RATIFY,
        ActKind.ACCEDE,
        ActKind.DENOUNCE,
        ActKind.WITHDRAW,
        ActKind.RENOUNCE,
    }
)


#: Acts by which a party leaves an instrument.
LEAVING = frozenset({ActKind.DENOUNCE, ActKind.WITHDRAW, ActKind.RENOUNCE})


class ConditionKind(StrEnum):
    """What a trigger requires, or what defeats it."""

    UNPROVOKED = "unprovoked"
    RESISTS = "resists"
    ASKS = "asks"
    PEACEFUL = "peaceful"
    ASSISTS = "assists"
    AT_WAR = "at-war"
    ADVERSARIES = "adversaries"
    ORGAN_FOUND = "organ-found"
    ORGAN_FAILED = "organ-failed"
    MEMBER = "member"
    IN_FORCE = "in-force"
    FACT = "fact"
    RESPONSE = "response"
    FORFEITED = "forfeited"
    ENTAILS_WAR_WITH = "entails-war-with"


#: Assessed facts that a bare question takes for granted, and says so.
ASSUMED = frozenset({ConditionKind.UNPROVOKED, ConditionKind.RESISTS, ConditionKind.ASKS})


class Status(StrEnum):
    """Whether something is in force on a day."""

    IN_FORCE = "in-force"
    NOT_IN_FORCE = "not-in-force"
    CONTESTED = "contested"


class Verdict(StrEnum):
    """What the law says of a commitment in view of an act."""

    DUE = "due"
    NOT_DUE = "not-due"
    BARRED = "barred"
    BREACH = "breach"
    KEPT = "kept"
    PART_KEPT = "part-kept"
    UNPERFORMED = "unperformed"
    WAIVED = "waived"
    EXCUSED = "excused"
    LAPSED = "lapsed"
    CONFLICT = "conflict"
    DEADLOCK = "deadlock"
    POWER = "power"
    CONTESTED = "contested"


class Exit(StrEnum):
    """Whether a party may leave an instrument on a day."""

    AT_ONCE = "at-once"
    BY_NOTICE = "by-notice"
    NOT_YET = "not-yet"
    NO_CLAUSE = "no-clause"
    NOT_BOUND = "not-bound"
    CONTESTED = "contested"


class InstrumentKind(StrEnum):
    """The form of an instrument."""

    TREATY = "treaty"
    CONVENTION = "convention"
    COVENANT = "covenant"
    AGREEMENT = "agreement"
    PROTOCOL = "protocol"
    DECLARATION = "declaration"
    EXCHANGE_OF_NOTES = "exchange-of-notes"
    ASSURANCE = "assurance"
    AWARD = "award"
    ARMISTICE = "armistice"
    COMMUNIQUE = "communique"
    PROPOSAL = "proposal"


class ForceBy(StrEnum):
    """How an instrument enters into force."""

    SIGNATURE = "signature"
    RATIFICATION = "ratification"
    EXCHANGE = "exchange"
    DEPOSIT = "deposit"
    DECLARATION = "declaration"
    DATE = "date"
    NEVER = "never"


class EndHow(StrEnum):
    """How an instrument, or a party's part in it, ends."""

    EXPIRY = "expiry"
    DENUNCIATION = "denunciation"
    WITHDRAWAL = "withdrawal"
    EXPULSION = "expulsion"
    AGREEMENT = "agreement"
    SUPERSESSION = "supersession"
    EXTINCTION = "extinction"
    WAR = "war"
    BREACH = "breach"
    ANNULMENT = "annulment"
    RENUNCIATION = "renunciation"
    FULFILMENT = "fulfilment"
    LAPSE = "lapse"
    SUSPENSION = "suspension"


#: Ends brought about by an armed act: the act itself is still judged by the instrument.
ENDS_BY_FORCE = frozenset({EndHow.WAR, EndHow.BREACH, EndHow.EXTINCTION})


class OnWar(StrEnum):
    """What war between two parties does to an instrument between them."""

    ENDS = "ends"
    SUSPENDS = "suspends"
    CONTINUES = "continues"


class Renewal(StrEnum):
    """What happens when the term runs out."""

    NONE = "none"
    TACIT = "tacit"
    INDEFINITE = "indefinite"


class Regime(StrEnum):
    """Under what title a territory is held."""

    SOVEREIGN = "sovereign"
    OCCUPIED = "occupied"
    ANNEXED = "annexed"
    PROTECTORATE = "protectorate"
    LEASED = "leased"
    MANDATE = "mandate"
    FREE_CITY = "free-city"
    INTERNATIONAL = "international"
    DEMILITARIZED = "demilitarized"
    AUTONOMOUS = "autonomous"
    PUPPET = "puppet"
    CONDOMINIUM = "condominium"


class Stage(StrEnum):
    """A step in the life of a proposal."""

    MADE = "made"
    COUNTERED = "countered"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Side(StrEnum):
    """Which way an argument speaks."""

    FOR = "for"
    AGAINST = "against"


class Confidence(StrEnum):
    """How well established a fact is among scholars."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Feature(StrEnum):
    """What an outcome of a crisis holds for a player."""

    BROKEN = "promises-broken"
    KEPT = "promises-kept"
    WARS = "wars"
    CAPABILITY = "capability-ratio"
    ISOLATION = "isolation"
    MONTHS = "months"
    TERRITORY = "territory"
    DEPTH = "depth"
    IDEOLOGY = "ideology"
    TRADE = "trade"
    LEGITIMACY = "legitimacy"


#: Features of which a player would have less; of the others it would have more.
UNWELCOME = frozenset({Feature.BROKEN, Feature.WARS, Feature.ISOLATION})
#: Features that neither law nor atlas can compute.
STATED = frozenset({Feature.IDEOLOGY, Feature.TRADE, Feature.LEGITIMACY})


@cache
def third_person(kind: str) -> str:
    """The verb as a sentence uses it: `declare-war` is `declares-war`."""
    head, *rest = kind.split("-")
    if head.endswith(("ss", "sh", "ch", "x", "o")):
        ending = head + "es"
    elif head.endswith("y") and head[-2] not in "aeiou":
        ending = head[:-1] + "ies"
    else:
        ending = head + "s"
    return "-".join([ending, *rest])


_PAST = {
    "admit": "admitted", "break": "broke", "come": "came", "expel": "expelled", "find": "found", "give": "gave",
    "go": "went", "leave": "left", "make": "made", "meet": "met", "overrun": "overran", "quit": "quit", "sell": "sold",
    "send": "sent", "speak": "spoke", "strike": "struck", "take": "took", "withdraw": "withdrew",
}  # fmt: skip


@cache
def past(verb: str) -> str:
    """The verb as a sentence tells of it: `declare` is `declared`."""
    if verb in _PAST:
        return _PAST[verb]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + ("d" if verb.endswith("e") else "ed")
