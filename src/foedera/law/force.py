"""When an instrument is in force, for whom, and between whom.

Each answer is a tuple of stretches `[start, until)` with the ground on which each opens
and closes. `choices` maps every reading to the alternative that is followed. The rules
are those of the instrument itself; where it is silent, the custom of the day: bilateral
treaties end by war between the parties, others are suspended between the belligerents
(Harvard Research, Law of Treaties, 1935, art. 35), and a state's end ends its treaties.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from foedera.days import EVER, NEVER, add_years, iso, ordinal
from foedera.dossier.dossier import Dossier
from foedera.dossier.treaties import Article, Consent, End, Force, Protocol, Treaty
from foedera.law.argument import Ground, ground
from foedera.law.wars import War
from foedera.terms import ENDS_BY_FORCE, EndHow, ForceBy, OnWar, Renewal

Choices = Mapping[str, str]


class Stretch(NamedTuple):
    """A span of days with the grounds of its beginning and its end."""

    start: int
    until: int
    opened: Ground | None = None
    closed: Ground | None = None

    def __contains__(self, day: object) -> bool:
        return isinstance(day, int) and self.start <= day < self.until


Stretches = tuple[Stretch, ...]
ALWAYS: Stretches = (Stretch(EVER, NEVER),)


def chosen(reading: str, choices: Choices) -> bool:
    """Whether a fact tied to `reading=alternative` counts under these choices."""
    if not reading:
        return True
    name, _, alternative = reading.partition("=")
    return choices.get(name) == alternative


def meet(one: Stretches, two: Stretches) -> Stretches:
    """The days in both, each with the ground that binds."""
    if one is ALWAYS:
        return two
    if two is ALWAYS:
        return one
    found = []
    for a in one:
        for b in two:
            start, opened = max((a.start, 0, a.opened), (b.start, 1, b.opened), key=lambda x: (x[0], -x[1]))[::2]
            until, closed = min((a.until, 0, a.closed), (b.until, 1, b.closed), key=lambda x: (x[0], x[1]))[::2]
            if start < until:
                found.append(Stretch(start, until, opened, closed))
    return tuple(found)


def cut(stretches: Stretches, start: int, until: int, closed: Ground, back: Ground | None = None) -> Stretches:
    """The stretches without the days `[start, until)`."""
    found = []
    for s in stretches:
        if until <= s.start or s.until <= start:
            found.append(s)
            continue
        if s.start < start:
            found.append(Stretch(s.start, start, s.opened, closed))
        if until < s.until:
            found.append(Stretch(until, s.until, back or closed, s.closed))
    return tuple(found)


def treaty_stretches(treaty: Treaty, choices: Choices) -> Stretches:
    """When the instrument as a whole is in force."""
    opening = _opening(treaty.force, treaty.signed)
    if opening is None:
        return ()
    start, opened = opening
    return _ended(_prolonged(treaty, start, opened), treaty.ends, choices)


def _opening(force: Force, signed: date) -> tuple[int, Ground] | None:
    if force.by is ForceBy.NEVER:
        return None
    if force.provisional is not None:
        opened = ground("provisional", force.origin, force.sources, day=force.provisional)
        return ordinal(force.provisional), opened
    day = force.start or signed
    return ordinal(day), ground("force", force.origin, force.sources, day=day, force=force.by)


def _prolonged(treaty: Treaty, start: int, opened: Ground) -> Stretches:
    """The term and its prolongations; one agreed only after the term had run out leaves a gap."""
    until, closed = _term_end(treaty, start)
    found = [Stretch(start, until, opened, closed)]
    for extension in treaty.extensions if until != NEVER else ():
        last = found[-1]
        again = ordinal(extension.start) if extension.start else last.until
        if ordinal(extension.until) <= last.until:
            continue
        closed = ground("prolonged-end", extension.origin, extension.sources, day=extension.until)
        if again > last.until:
            reopened = ground("prolonged", extension.origin, extension.sources, day=extension.start)
            found.append(Stretch(again, ordinal(extension.until), reopened, closed))
        else:
            found[-1] = Stretch(last.start, ordinal(extension.until), last.opened, closed)
    return tuple(found)


def _term_end(treaty: Treaty, start: int) -> tuple[int, Ground | None]:
    term, until = treaty.term, term_end(treaty, start)
    if term is None or until is None or not (term.until or term.renews is Renewal.NONE):
        return NEVER, None
    if term.years and not term.until:
        return until, ground("term", term.origin, term.sources, years=f"{term.years:g}", day=iso(until))
    return until, ground("term-end", term.origin, term.sources, day=term.until)


def term_end(treaty: Treaty, start: int) -> int | None:
    """The first day after the term that a treaty in force since `start` names, renewals left out."""
    term = treaty.term
    if term is None or not (term.until or term.years):
        return None
    if term.until:
        return ordinal(term.until)
    return add_years(ordinal(treaty.signed) if term.runs_from == "signature" else start, term.years or 0)


def end_day(end: End) -> int:
    """The first day no longer in force: an armed act is still judged by what it ends."""
    if end.start is not None:
        return ordinal(end.start)
    day = ordinal(end.on) if end.on else NEVER
    return day + 1 if end.how in ENDS_BY_FORCE else day


def _ended(stretches: Stretches, ends: Iterable[End], choices: Choices, state: str = "") -> Stretches:
    for end in ends:
        if not chosen(end.reading, choices) or (end.of and state not in end.of) or (state and not end.of):
            continue
        words = {"words": end.says} if end.says else {}
        kind = "ended-words" if words else "ended"
        closed = ground(kind, end.origin, end.sources, end=end.how, day=end.on or end.start, **words)
        back = ordinal(end.back) if end.back and end.how is EndHow.SUSPENSION else NEVER
        stretches = cut(stretches, end_day(end), back, closed)
    return stretches


def party_stretches(dossier: Dossier, treaty: Treaty, state: str, choices: Choices) -> Stretches:
    """When the instrument binds this party."""
    whole = treaty_stretches(treaty, choices)
    if treaty.parties_of:
        own = _membership(dossier, treaty.parties_of, state, choices)
    else:
        own = _consent(treaty, state, whole)
    own = _ended(meet(whole, own), treaty.ends, choices, state)
    lives = life_stretches(dossier, state, choices)
    # A state that returns after it had ceased to exist is not bound again by what it had promised before.
    return tuple(first for stretch in own for first in meet((stretch,), lives)[:1])


def _membership(dossier: Dossier, organization: str, state: str, choices: Choices) -> Stretches:
    found = []
    for member in dossier.organizations[organization].members:
        if member.state != state or not chosen(member.reading, choices):
            continue
        body = {"organization": organization, "title": dossier.organizations[organization].title}
        opened = ground("member", member.origin, member.sources, state=state, day=member.start, **body)
        closed = ground("member-end", member.origin, member.sources, day=member.until, left=member.left)
        until = ordinal(member.until) if member.until else NEVER
        found.append(Stretch(ordinal(member.start), until, opened, closed))
    return tuple(found)


def _consent(treaty: Treaty, state: str, whole: Stretches) -> Stretches:
    rows = [consent for consent in treaty.consents if consent.state == state]
    if not rows:
        return ALWAYS if state in treaty.parties else ()
    found = []
    for row in rows:
        if row.never:
            continue
        start, opened = _consent_start(row, whole)
        until = ordinal(row.until) if row.until else NEVER
        closed = ground("unbound", row.origin, row.sources, state=state, day=row.until)
        if start < until:
            found.append(Stretch(start, until, opened, closed))
    return tuple(found)


def _consent_start(row: Consent, whole: Stretches) -> tuple[int, Ground | None]:
    day = row.start or row.acceded
    if day is None and row.ratified and whole and ordinal(row.ratified) > whole[0].start:
        day = row.ratified
    if day is None:
        return EVER, None
    return ordinal(day), ground("bound", row.origin, row.sources, state=row.state, day=day)


def life_stretches(dossier: Dossier, state: str, choices: Choices) -> Stretches:
    """When a state exists as a person of international law."""
    record = dossier.states.get(state)
    if record is None or not record.lives:
        return ALWAYS
    found = []
    for life in record.lives:
        if not chosen(life.reading, choices):
            continue
        named = {"state": state, "title": record.title}
        opened = ground("exists", life.origin, life.sources, day=life.start, **named)
        closed = ground("extinct", life.origin, life.sources, words=life.how or life.until, **named)
        start = ordinal(life.start) if life.start else EVER
        found.append(Stretch(start, ordinal(life.until) if life.until else NEVER, opened, closed))
    return tuple(found)


def provision_stretches(treaty: Treaty, protocol: Protocol | None, article: Article, choices: Choices) -> Stretches:
    """The provision's own window inside its instrument."""
    found: Stretches = ALWAYS
    if protocol and protocol.force:
        opening = _opening(protocol.force, protocol.signed or treaty.signed)
        if opening is None:
            return ()
        found = (Stretch(opening[0], NEVER, opening[1]),)
    elif protocol and protocol.signed:
        # A protocol signed later does not take force before it is signed.
        opened = ground("signed", protocol.origin, protocol.sources, day=protocol.signed)
        found = (Stretch(ordinal(protocol.signed), NEVER, opened),)
    if article.since or article.until:
        at, sources = article.origin, article.sources
        opened = ground("article", at, sources, article=article.id, day=article.since)
        closed = ground("article-end", at, sources, article=article.id, day=article.until)
        start = ordinal(article.since) if article.since else EVER
        found = meet(found, (Stretch(start, ordinal(article.until) if article.until else NEVER, opened, closed),))
    if protocol:
        found = _ended(found, protocol.ends, choices)
    return found


def war_effect(treaty: Treaty, parties: int) -> OnWar:
    """What war between two parties does: the instrument's own word, or the custom of the day."""
    if treaty.on_war is not None:
        return treaty.on_war
    return OnWar.ENDS if parties <= 2 else OnWar.SUSPENDS


def after_wars(stretches: Stretches, wars: Iterable[War], effect: OnWar) -> Stretches:
    """Stretches between two states, once the wars between them have done their work."""
    if effect is OnWar.CONTINUES:
        return stretches
    for war in wars:
        kind = "war-ends" if effect is OnWar.ENDS else "war-suspends"
        closed = ground(kind, war.origin, war.sources, day=iso(war.start))
        until = NEVER if effect is OnWar.ENDS else war.until
        kept = tuple(s for s in stretches if s.start > war.start)
        older = tuple(s for s in stretches if s.start <= war.start)
        back = ground("war-over", war.origin, war.sources, day=iso(war.until))
        stretches = tuple(sorted((*cut(older, war.start + 1, until, closed, back), *kept), key=lambda s: s.start))
    return stretches
