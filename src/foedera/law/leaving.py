"""Leaving an instrument: whether a party may on a day, when it is free, of what, and what binds it still."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from foedera.days import NEVER, iso, ordinal
from foedera.dossier.noun import Citations, Origin
from foedera.dossier.treaties import Treaty
from foedera.law.argument import Step
from foedera.law.facts import deeds_of, facts_on
from foedera.law.finding import Finding, ReadingNote
from foedera.law.force import Stretch, chosen, end_day
from foedera.law.law import Law
from foedera.law.norms import Norm
from foedera.law.notice import Notice, notice
from foedera.law.steps import absence
from foedera.law.verdicts import compared
from foedera.law.wars import chronicle
from foedera.terms import EndHow, Exit, Pledge, Verdict

#: How an instrument ends by the act of one party.
_BY_ONE = frozenset(
    {EndHow.DENUNCIATION, EndHow.WITHDRAWAL, EndHow.ANNULMENT, EndHow.RENUNCIATION, EndHow.BREACH, EndHow.LAPSE}
)
#: What is carried out once and not undone when the instrument ends (VCLT 70, as a label).
_SETTLED = frozenset({Pledge.CESSION, Pledge.RECOGNITION})
#: Promises of one kind, by which one stands in for another.
_KIN = (
    frozenset({Pledge.NONAGGRESSION, Pledge.SETTLEMENT, Pledge.FRONTIER}),
    frozenset({Pledge.DEFENSE, Pledge.GUARANTEE}),
)


class Owed(NamedTuple):
    """What some owe to others by one article; `until` is the day on which the leaving ends it."""

    norm: Norm
    debtors: tuple[str, ...]
    creditors: tuple[str, ...]
    until: int | None = None


class Claim(NamedTuple):
    """A notice or an end by the leaver that the record holds, counted only under its reading."""

    how: str
    given: int
    until: int
    reading: str
    says: str
    origin: Origin
    sources: Citations


class Leaving(NamedTuple):
    """The answer: by the text, with the readings compared, from which day, and what of each promise."""

    treaty: Treaty
    party: str
    by_text: Exit
    verdict: Exit
    effect: int | None
    because: tuple[Step, ...]
    readings: tuple[ReadingNote, ...]
    owed: tuple[Owed, ...]
    besides: tuple[Owed, ...]
    claims: tuple[Claim, ...]


def leaving(law: Law, treaty: Treaty, party: str, day: int) -> Leaving:
    """Whether a party may leave a treaty on a day, from when it is free, of what, and what it owes still."""
    claims = tuple(_claims(law, treaty, party))
    ended = any(c.given == day == c.until and chosen(c.reading, law.choices) for c in claims)
    # An end that the record holds of that very day is judged by what it ends.
    morning = day - 1 if ended else day
    owed = tuple(_owed(law, treaty, party, morning))
    found, released = _by_text(law, treaty, party, morning, day, owed, claims)
    verdict, effect, steps, notes = found.right, found.effect, list(found.because), _noted(law, claims, day, found)
    if any(note.open for note in notes) or (released and released.verdict is Verdict.CONTESTED):
        verdict = Exit.CONTESTED
    for claim in claims:
        if claim.given == day and chosen(claim.reading, law.choices) and found.right is not Exit.NOT_BOUND:
            says = f"the record holds that it ended so from {iso(claim.until)}: {claim.how}"
            steps.append(Step(True, says, str(claim.origin), claim.sources, "force"))
            effect = claim.until
            if claim.reading and verdict is not Exit.CONTESTED:
                verdict = Exit.AT_ONCE if claim.until <= day + 1 else Exit.BY_NOTICE
    if effect is not None:
        until = f"until {iso(effect)} every promise binds; " if effect > day else ""
        steps.append(Step(True, f"{until}what fell due or was carried out before that day stays so", kind="rule"))
        owed = tuple(o._replace(until=None if o.norm.pledge in _SETTLED else effect) for o in owed)
    notes = (*notes, *(released.readings if released else ()))
    besides = tuple(_besides(law, treaty, party, day, owed))
    return Leaving(treaty, party, found.right, verdict, effect, tuple(steps), notes, owed, besides, claims)


def _by_text(
    law: Law, treaty: Treaty, party: str, morning: int, day: int, owed: tuple[Owed, ...], claims: Iterable[Claim]
) -> tuple[Notice, Finding | None]:
    """What the text makes of the leaving, and the clause that lets the party go at once, if one is set off."""
    held, why = _bound(law, treaty, party, morning)
    at = str(treaty.origin)
    if held is None and not owed:
        says = f"{party} is not bound by {treaty.id} on {iso(day)}: {why}"
        return Notice(Exit.NOT_BOUND, None, (Step(False, says, at, treaty.sources, "force"),)), None
    opened = f" ({held.opened.says})" if held and held.opened else ""
    first = Step(True, f"{treaty.id} is in force for {party} on {iso(morning)}{opened}", at, treaty.sources, "force")
    if not any(party in o.debtors for o in owed):
        gift = Step(True, f"{party} owes nothing by it, and may give up what it is owed", at, kind="rule")
        return Notice(Exit.AT_ONCE, day, (first, gift)), None
    for claim in claims:
        if claim.given < day < claim.until and chosen(claim.reading, law.choices):
            given = f"it had given notice on {iso(claim.given)} and is free on {iso(claim.until)}"
            step = Step(True, given, str(claim.origin), claim.sources, "force")
            return Notice(Exit.BY_NOTICE, claim.until, (first, step)), None
    released = next(_released(law, treaty, party, day), None)
    if released is not None:
        text = Step(True, released.norm.article.text, released.norm.at, released.norm.sources, "rule")
        return Notice(Exit.AT_ONCE, day, (first, text, *released.because)), released
    words = notice(treaty, law.first(treaty), day)
    return words._replace(because=(first, *words.because)), None


def _bound(law: Law, treaty: Treaty, party: str, day: int) -> tuple[Stretch | None, str]:
    """The stretch in which an instrument binds a party towards another on a day, or why none does."""
    if party not in law.parties(treaty):
        return None, "it is no party"
    mine = law.party(treaty, party)
    others = [law.pair(treaty, party, other) for other in law.parties(treaty) if other != party]
    held = next((stretch for stretch in mine if day in stretch), None)
    if held is not None and others and not any(day in stretch for pair in others for stretch in pair):
        return None, absence(others[0], day)
    return held, absence(mine, day)


def _owed(law: Law, treaty: Treaty, party: str, day: int) -> Iterator[Owed]:
    """What the party owes by each article on a day, and what it is owed."""
    for norm in law.norms:
        if norm.treaty is not treaty:
            continue
        for debtors, creditors in (((party,), law.creditors(norm)), (tuple(sorted(norm.debtors)), (party,))):
            pairs = [
                (d, c) for d in debtors for c in creditors
                if d != c and d in norm.debtors and c in norm.creditors and law.holds(norm, d, c, day)
            ]  # fmt: skip
            if pairs:
                ones, others = zip(*pairs, strict=True)
                yield Owed(norm, tuple(dict.fromkeys(ones)), tuple(dict.fromkeys(others)))


def _besides(law: Law, treaty: Treaty, party: str, day: int, owed: Iterable[Owed]) -> Iterator[Owed]:
    """What the party owes the same states by other instruments, of the kinds that it owes by this one."""
    mine = [o for o in owed if party in o.debtors]
    kinds = {o.norm.pledge for o in mine}
    kinds |= {pledge for kin in _KIN if kin & kinds for pledge in kin}
    to = {state for o in mine for state in o.creditors}
    # What is promised of a third state or a place stands in only for a promise about the same.
    objects = {"creditor", *(word for o in mine for word in o.norm.article.on)}
    for norm in law.norms:
        if norm.treaty is treaty or norm.pledge not in kinds or party not in norm.debtors:
            continue
        if norm.article.on and objects.isdisjoint(norm.article.on):
            continue
        still = tuple(c for c in law.creditors(norm) if c in to and c != party and law.holds(norm, party, c, day))
        if still:
            yield Owed(norm, (party,), still)


def _released(law: Law, treaty: Treaty, party: str, day: int) -> Iterator[Finding]:
    """The recorded acts before a day that gave the party, by a clause of the treaty, the power to end it."""
    clauses = [n for n in law.norms if n.treaty is treaty and n.pledge is Pledge.DENUNCIATION and party in n.debtors]
    verbs = frozenset(chain.from_iterable(norm.triggers for norm in clauses))
    for when, event, act in chronicle(law.dossier.events.values()) if verbs else ():
        if when >= day:
            return
        if act.verb not in verbs:
            continue
        for deed in deeds_of(event, act):
            for found in compared(law, deed, facts_on(law, deed.day, replay=True)):
                power = found.verdict in (Verdict.POWER, Verdict.CONTESTED)
                if power and found.norm in clauses and found.debtor == party:
                    yield found


def _noted(law: Law, claims: Iterable[Claim], day: int, found: Notice) -> tuple[ReadingNote, ...]:
    """What each alternative of a disputed end of that day makes of it; nothing where the asker decided."""
    notes: list[ReadingNote] = []
    for claim in claims:
        name, _, ends = claim.reading.partition("=")
        reading = law.dossier.readings.get(name)
        if claim.given != day or reading is None or name in law.decided or found.right is Exit.NOT_BOUND:
            continue
        for alternative in reading.alternatives:
            verdict = Exit.AT_ONCE if alternative.id == ends else found.right
            notes.append(ReadingNote(name, alternative.id, verdict.value, reading.open))
    return tuple(notes)


def _claims(law: Law, treaty: Treaty, party: str) -> Iterator[Claim]:
    """What the record holds of the party's own leaving, now or later."""
    for end in treaty.ends:
        day = end.on or end.start
        if party in end.by and end.how in _BY_ONE and day:
            yield Claim(end.how.value, ordinal(day), end_day(end), end.reading, end.says, end.origin, end.sources)
    for row in treaty.consents:
        if row.state == party and row.notice:
            until = ordinal(row.until) if row.until else NEVER
            how = row.how_ended.value if row.how_ended else "notice"
            yield Claim(how, ordinal(row.notice), until, "", row.reservation, row.origin, row.sources)
    body = law.dossier.organizations.get(treaty.parties_of)
    for member in body.members if body else ():
        if member.state == party and member.notice and member.until:
            given, until = ordinal(member.notice), ordinal(member.until)
            yield Claim(member.left, given, until, member.reading, "", member.origin, member.sources)
