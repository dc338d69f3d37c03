"""Why the record and ATOP differ: what the record itself says of ATOP, else its own grounds, else a rule of coding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from foedera.corpus.codings import FORCE, Alliance, Difference, Reason
from foedera.days import iso
from foedera.dossier.noun import Variation
from foedera.dossier.pledges import ARMED_HELP
from foedera.law.argument import Ground
from foedera.law.force import Stretch
from foedera.law.norms import Norm, kinds
from foedera.terms import ACT_GROUPS, OF_WAR, Pledge, Renewal

#: The words of each pledge under which the record notes that ATOP codes it otherwise: `point = "pledges"`.
_WORDS = {
    "defense": ("defense", "defence"),
    "offense": ("offense",),
    "neutral": ("neutrality",),
    "nonagg": ("non-aggression", "nonaggression"),
    "consul": ("consultation",),
}
_CRISIS = ACT_GROUPS["threat"] | ACT_GROUPS["aggression"]


def reason(alliance: Alliance, one: Difference) -> Reason | None:
    """Why the two differ on these days; None when nothing says so."""
    if one.subject == FORCE:
        return _of_force(alliance, one)
    noted = _noted_pledge(alliance, one) or _of_content(alliance, one)
    return noted or _remarked(alliance, ("codes",)) or _of_article(alliance, one)


# -- what the record says of ATOP --------------------------------------------------


def _noted(alliance: Alliance, points: Iterable[str]) -> Reason | None:
    """What the record sets down under `differs` as ATOP's."""
    for theirs, ours in _pairs(alliance):
        if any(point in theirs.point.casefold() for point in points):
            return _told(theirs, ours)
    return None


def _noted_pledge(alliance: Alliance, one: Difference) -> Reason | None:
    """What it sets down of a pledge: `without offense: ...` beside `coded with offense`."""
    for theirs, ours in _pairs(alliance):
        heads = (v.value.partition(":")[0].casefold() for v in (theirs, ours) if v)
        if theirs.point == "pledges" and any(word in head for head in heads for word in _WORDS[one.subject]):
            return _told(theirs, ours)
    return None


def _pairs(alliance: Alliance) -> Iterator[tuple[Variation, Variation | None]]:
    """Each value of ATOP's with the established one that stands before it on the same point."""
    for treaty in alliance.treaties:
        ours: dict[str, Variation] = {}
        for variation in treaty.differs:
            if variation.established:
                ours[variation.point] = variation
            elif "ATOP" in variation.by or any(source.ref == "atop" for source in variation.sources):
                yield variation, ours.get(variation.point)


def _told(theirs: Variation, ours: Variation | None) -> Reason:
    record = f"; the record: {ours.value}" if ours else ""
    return Reason("record", f"{theirs.point} in ATOP: {theirs.value}{record}", str(theirs.origin))


def _remarked(alliance: Alliance, words: Iterable[str]) -> Reason | None:
    """A sentence on ATOP among the remarks of a treaty."""
    for treaty in alliance.treaties:
        for sentence in re.split(r"(?<=[.;]) ", treaty.note):
            if "ATOP" in sentence and any(word in sentence.casefold() for word in words):
                return Reason("record", sentence.strip(" .;"), str(treaty.origin))
    return None


# -- when it binds -----------------------------------------------------------------


def _of_force(alliance: Alliance, one: Difference) -> Reason | None:
    stretches = sorted(alliance.stretches(one.member), key=lambda s: s[:2])
    if one.held_by == "ATOP":
        return _only_atop(alliance, one, stretches)
    return _only_record(alliance, one, stretches)


def _only_atop(alliance: Alliance, one: Difference, stretches: list[Stretch]) -> Reason | None:
    """ATOP counts from the signature and to an end of its own; the record from force to force."""
    opened = next((s.opened for s in stretches if s.start == one.until and s.opened), None)
    closed = next((s.closed for s in reversed(stretches) if s.until == one.start and s.closed), None)
    if closed is not None:
        noted = _noted(alliance, ("end",)) or _remarked(alliance, ("end",))
        return noted or _ground("end", f"ATOP goes on to {_end(alliance)}", closed)
    if opened is not None:
        return _ground("entry", f"ATOP counts from {alliance.begin}", opened)
    noted = _noted(alliance, ("accession", "members", "begin", "end"))
    return noted or _never_bound(alliance, one.member)


def _only_record(alliance: Alliance, one: Difference, stretches: list[Stretch]) -> Reason | None:
    """The record knows an earlier beginning, a member more, or a later end."""
    coded = alliance.coded.get(one.member, ())
    opened = next((s.opened for s in stretches if s.start == one.start and s.opened), None)
    if not coded:
        return _ground("member", "ATOP has no such member", opened) if opened else None
    if one.start < coded[0][0]:
        noted = _noted(alliance, ("accession", "begin"))
        return noted or (_ground("entry", f"ATOP counts from {iso(coded[0][0])}", opened) if opened else None)
    last = max(stretches, key=lambda s: s.until)
    noted = _noted(alliance, ("end",))
    if noted is not None:
        return noted
    ended = f"ATOP ends it on {iso(one.start - 1)}"
    if last.closed is not None:
        return _ground("end", ended, last.closed)
    return _remarked(alliance, ("end",)) or _of_term(alliance, one, ended)


def _of_term(alliance: Alliance, one: Difference, ended: str) -> Reason | None:
    """The instrument's own term had not run out."""
    for treaty in alliance.treaties:
        term = treaty.term
        if term is not None:
            years = f"{term.years:g} years" if term.years else "no term"
            renewed = "" if term.renews is Renewal.NONE or not term.years else f", {term.renews} renewal"
            says = term.says or f"its term is {years}{renewed}"
            return Reason("end", f"{ended}; the record has no end before {iso(one.until)}: {says}", str(term.origin))
    return None


def _never_bound(alliance: Alliance, member: str) -> Reason | None:
    for treaty in alliance.treaties:
        for consent in treaty.consents:
            if consent.state == member and consent.never:
                return Reason("member", f"{member} signed and was never bound", str(consent.origin))
    return None


def _ground(kind: str, atop: str, ground: Ground) -> Reason:
    return Reason(kind, f"{atop}; the record: {ground.says}", str(ground.origin))


def _end(alliance: Alliance) -> str:
    return "the present" if alliance.end == "open" else alliance.end


# -- what is promised ----------------------------------------------------------------


def _of_content(alliance: Alliance, one: Difference) -> Reason | None:
    """The rules of coding: where the same text falls under another word of ATOP's."""
    if one.held_by == "record" and one.subject == "consul":
        norms = _norms(alliance, one, "consul")
        if norms and not any(_in_crisis(norm) for norm in norms):
            says = "ATOP's consultation needs a crisis; the record's article asks for contact at all times"
            return _rule(says, norms[0])
    if one.subject in ("offense", "defense") and one.held_by == "ATOP":
        for norm in _norms(alliance, one, "defense" if one.subject == "offense" else "offense"):
            if norm.pledge in ARMED_HELP and _whoever_began(norm):
                says = f"ATOP codes help in a war whoever began it as {one.subject}; the record has it as {norm.pledge}"
                return _rule(says, norm)
    if one.subject == "nonagg" and one.held_by == "ATOP":
        for norm in alliance.norms:
            if norm.pledge in (Pledge.SETTLEMENT, Pledge.FRONTIER) and one.member in norm.debtors:
                return _rule(f"ATOP counts the promise of {norm.pledge} as nonaggression", norm)
    return None


def _of_article(alliance: Alliance, one: Difference) -> Reason | None:
    """The article itself begins later, or ends earlier, than its instrument."""
    for stretch, norm in alliance.pledges(one.member, one.subject):
        own = norm.article.since or norm.article.until or norm.protocol
        if own and stretch.start == one.until and stretch.opened:
            return _ground("entry", f"ATOP counts it from {iso(one.start)}", stretch.opened)
        if own and stretch.until == one.start and stretch.closed:
            return _ground("end", f"ATOP goes on to {iso(one.until)}", stretch.closed)
    return None


def _norms(alliance: Alliance, one: Difference, column: str) -> list[Norm]:
    """The norms by which the record binds a member to a pledge on these days."""
    return list(dict.fromkeys(_holding(alliance, one, column)))


def _holding(alliance: Alliance, one: Difference, column: str) -> Iterator[Norm]:
    for stretch, norm in alliance.pledges(one.member, column):
        if stretch.start < one.until and one.start < stretch.until:
            yield norm


def _in_crisis(norm: Norm) -> bool:
    return any(not kinds(trigger.act).isdisjoint(_CRISIS) for trigger in norm.all_triggers)


def _whoever_began(norm: Norm) -> bool:
    """Whether armed help is owed in a war as such, or when a third state is struck."""
    return any(OF_WAR.intersection(t.act) or t.on != ("creditor",) for t in norm.all_triggers)


def _rule(says: str, norm: Norm) -> Reason:
    return Reason("coding", f"{says} (article {norm.number})", norm.at)
