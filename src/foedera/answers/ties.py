"""Who is tied to whom, in brief: per instrument, pledge and pair of states; on a day, or through all days.

An unfiltered `bound` has a line for every article and every two members of a league. These
answers leave out instruments of many parties, which tie everybody to everybody, and name them apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from foedera.answers import telling
from foedera.answers.asking import day_of, knower_of, lens, readings_of, state_of
from foedera.answers.telling import Json, ground, notes
from foedera.days import EVER, NEVER, iso, ordinal
from foedera.dossier.dossier import Dossier
from foedera.law import Law, commitment, in_force, law_of
from foedera.law.bound import InForce
from foedera.law.law import visible
from foedera.law.norms import Norm
from foedera.terms import Status

#: An instrument of more parties than this is no tie between two states.
SMALL = 5


class Tie(NamedTuple):
    """One pledge of one instrument between two states, over a stretch of days with one status."""

    treaty: str
    pledge: str
    secret: bool
    one: str
    other: str
    mutual: bool
    start: int
    until: int
    status: Status


def small(law: Law, norm: Norm) -> bool:
    """Whether a norm stands between few enough states to be a tie."""
    return len(law.parties(norm.treaty)) <= SMALL and len(norm.debtors | norm.creditors) <= SMALL


def ties_on(dossier: Dossier, day: str, *, known_to: str | None = None, readings: Sequence[str] = ()) -> Json:
    """Per pair and pledge, the instruments of few parties that tie them on a day; those of many by name."""
    when = day_of(dossier, day)
    law = lens(dossier, when, known_to, readings)
    held = [tie for tie in all_ties(law) if tie.start <= when < tie.until]
    return {
        "day": iso(when),
        "known_to": law.knower,
        "ties": [
            {
                "between": [tie.one, tie.other],
                "mutual": tie.mutual,
                "pledge": tie.pledge,
                "treaty": tie.treaty,
                "secret": tie.secret,
                "status": tie.status.value,
                "since": iso(tie.start),
                "until": iso(tie.until),
            }
            for tie in held
        ],
        "of_many": [
            {**telling.treaty_ref(t), "status": f.status.value, "bound": list(f.parties)}
            for t in law.dossier.treaties.values()
            if len(law.parties(t)) > SMALL and law.knows(t)
            for f in [in_force(law, t, when)]
            if f.status is not Status.NOT_IN_FORCE
        ],
    }


def all_ties(law: Law) -> list[Tie]:
    """Every tie of the record as one observer could know it on each day, in the order of treaties."""
    found: dict[Tie, None] = {}
    for norm in law.norms:
        if small(law, norm):
            seen = seen_from(law, norm)
            for tie in ties_of(law, norm):
                start = max(tie.start, seen)
                if start < tie.until:
                    found[tie._replace(start=start)] = None
    return list(found)


def ties_of(law: Law, norm: Norm) -> Iterator[Tie]:
    """The ties that one article makes, one for each pair of states and stretch of one status."""
    done: set[tuple[str, str]] = set()
    for debtor in sorted(norm.debtors):
        for creditor in sorted(norm.creditors):
            if debtor == creditor or (debtor, creditor) in done:
                continue
            mutual = debtor in norm.creditors and creditor in norm.debtors
            done |= {(debtor, creditor), (creditor, debtor)} if mutual else {(debtor, creditor)}
            for start, until, status in _standing(law, norm, debtor, creditor):
                yield Tie(
                    norm.treaty.id, norm.pledge.value, norm.secret, debtor, creditor, mutual, start, until, status
                )


def _standing(law: Law, norm: Norm, debtor: str, creditor: str) -> Iterator[tuple[int, int, Status]]:
    """The stretches in which a commitment is in force or contested, neighbours of one status joined."""
    views = [law] + [law.under(r.id, a.id) for r in law.readings(norm, debtor, creditor) for a in r.alternatives]
    stretches = [s for view in views for s in view.stretches(norm, debtor, creditor)]
    days = sorted({day for s in stretches for day in (s.start, s.until)})
    open_: tuple[int, Status] | None = None
    for day in days:
        status = commitment(law, norm, debtor, creditor, day).status if day != NEVER else Status.NOT_IN_FORCE
        if open_ and open_[1] is not status:
            yield open_[0], day, open_[1]
            open_ = None
        if open_ is None and status is not Status.NOT_IN_FORCE:
            open_ = (day, status)


def seen_from(law: Law, norm: Norm) -> int:
    """The first day on which the observer of a law knows of a norm."""
    if law.knower is None:
        return EVER
    treaty = norm.treaty
    days = [EVER, *sorted(ordinal(k.start) for k in norm.known)]
    if treaty.published:
        days.append(ordinal(treaty.published))
    parties = law.parties(treaty)
    return next((day for day in days if visible(norm, law.knower, day, parties)), NEVER)


def instruments(
    dossier: Dossier, day: str, of: str, *, towards: str | None = None, known_to: str | None = None,
    readings: Sequence[str] = (),
) -> Json:  # fmt: skip
    """A state's instruments on a day, with another state where named: in force, contested, or ended and why."""
    when = day_of(dossier, day)
    law = lens(dossier, when, known_to, readings)
    one, other = state_of(dossier, of), state_of(dossier, towards) if towards else None
    rows = []
    for treaty in dossier.treaties.values():
        parties = law.parties(treaty)
        norms = [n for n in law.norms if n.treaty is treaty and _concerns(n, one, other)]
        if not norms or treaty.signed.toordinal() > when:
            continue
        found = in_force(law, treaty, when)
        standing = _stands(law, norms, one, other, when)
        rows.append(
            {
                **telling.treaty_ref(treaty),
                **_status(law, norms, one, other, found, standing),
                "parties": len(parties),
                "with": [p for p in parties if p != one] if len(parties) <= SMALL else [],
                "articles": [article(n, n.id in standing) for n in norms],
                "differs": len(treaty.differs),
            }
        )
    return {"day": iso(when), "known_to": law.knower, "of": one, "towards": other, "instruments": rows}


def _concerns(norm: Norm, one: str, other: str | None) -> bool:
    sides = ((norm.debtors, norm.creditors), (norm.creditors, norm.debtors))
    return any(one in here and (other is None or other in there) for here, there in sides)


def _stands(law: Law, norms: Sequence[Norm], one: str, other: str | None, day: int) -> dict[str, Status]:
    """The articles that bind the state, or are owed to it, with their status."""
    found: dict[str, Status] = {}
    for norm in norms:
        for debtor, creditor in _pairs(norm, one, other):
            status = commitment(law, norm, debtor, creditor, day).status
            if status is not Status.NOT_IN_FORCE:
                found[norm.id] = status
                break
    return found


def _pairs(norm: Norm, one: str, other: str | None) -> Iterator[tuple[str, str]]:
    if one in norm.debtors:
        yield from ((one, c) for c in sorted(norm.creditors) if c != one and other in (None, c))
    if one in norm.creditors:
        yield from ((d, one) for d in sorted(norm.debtors) if d != one and other in (None, d))


def _status(
    law: Law, norms: Sequence[Norm], one: str, other: str | None, found: InForce, standing: dict[str, Status]
) -> Json:
    """In force for this state, contested, or ended with the ground of its end."""
    if standing:
        contested = Status.CONTESTED in standing.values()
        status = Status.CONTESTED if contested else Status.IN_FORCE
        return {
            "status": status.value,
            "since": iso(found.since),
            "until": iso(found.until),
            "ended": None,
            "ground": None,
            "readings": notes(found.readings) if contested else [],
        }
    stretches = [s for n in norms for pair in _pairs(n, one, other) for s in law.stretches(n, *pair)]
    last = max(stretches, key=lambda s: s.until, default=None)
    past = last is not None and last.until <= (law.as_of or NEVER)
    return {
        "status": Status.NOT_IN_FORCE.value,
        "since": iso(min(s.start for s in stretches)) if stretches else None,
        "until": iso(last.until) if last else None,
        "ended": last.closed.says if past and last and last.closed else None,
        "ground": ground(last.closed) if past and last else None,
        "readings": [],
    }


def article(norm: Norm, stands: bool) -> Json:
    """An article in brief, and whether it binds."""
    return {
        "id": norm.id,
        "article": norm.number,
        "pledge": norm.pledge.value,
        "modality": norm.modality.value,
        "says": norm.article.text,
        "secret": norm.secret,
        "stands": stands,
        "at": str(norm.article.origin),
    }


def timeline(dossier: Dossier, *, known_to: str | None = None, readings: Sequence[str] = ()) -> Json:
    """Everything that moves through the days of a record: ties, control, wars, events, days of legal change."""
    chosen = readings_of(dossier, readings)
    law = law_of(dossier, known_to=knower_of(dossier, known_to), as_of=dossier.last, readings=chosen)
    ties = all_ties(law)
    return {
        "first": iso(dossier.first),
        "last": iso(dossier.last),
        "known_to": law.knower,
        "ties": [[t.treaty, t.pledge, t.one, t.other, _bits(t), iso(t.start), iso(t.until)] for t in ties],
        "wars": [[w.attacker, w.defender, iso(w.start), iso(w.until)] for w in law.wars],
        "events": [[e.id, str(e.date), iso(e.date.first), iso(e.date.last), e.title] for e in dossier.events.values()],
        "changes": sorted({str(day) for day in _legal_days(law)}),
    }


def _bits(tie: Tie) -> str:
    """Marks of a tie: m mutual, s secret, c contested."""
    marks = (("m", tie.mutual), ("s", tie.secret), ("c", tie.status is Status.CONTESTED))
    return "".join(mark for mark, holds in marks if holds)


def _legal_days(law: Law) -> Iterator[str]:
    """The days on which an instrument enters or leaves force, a war begins or ends, or control passes."""
    dossier = law.dossier
    days: set[int] = set()
    for treaty in filter(law.knows, dossier.treaties.values()):
        for party in law.parties(treaty):
            days |= {day for s in law.party(treaty, party) for day in (s.start, s.until)}
    days |= {day for war in law.wars for day in (war.start, war.until)}
    for territory in dossier.territories.values():
        days |= {ordinal(c.start) for c in territory.controls if c.start}
    for day in days:
        if dossier.first <= day <= dossier.last:
            yield str(iso(day))
