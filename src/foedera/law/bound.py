"""Who is bound to whom on a day, and whether an instrument is in force."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from foedera.days import NEVER
from foedera.dossier.treaties import Known, Treaty
from foedera.law.finding import ReadingNote
from foedera.law.force import Stretch, Stretches
from foedera.law.law import Law, knowledge
from foedera.law.norms import Norm
from foedera.terms import Pledge, Status


class Commitment(NamedTuple):
    """One directed promise as it stands on a day."""

    norm: Norm
    debtor: str
    creditor: str
    status: Status
    since: int | None
    until: int | None
    stretch: Stretch | None
    known: Known | None = None
    readings: tuple[ReadingNote, ...] = ()


def bound(
    law: Law, day: int, *, by: str | None = None, to: str | None = None, pledge: Pledge | None = None,
    everything: bool = False,
) -> Iterator[Commitment]:  # fmt: skip
    """The commitments of a day, in the order of treaties; with `everything`, also those not in force."""
    for norm in law.norms:
        if pledge is not None and norm.pledge is not pledge:
            continue
        if (by is not None and by not in norm.debtors) or (to is not None and to not in norm.creditors):
            continue
        creditors = (to,) if to is not None else law.creditors(norm)
        for debtor in (by,) if by is not None else sorted(norm.debtors):
            for creditor in creditors:
                if debtor == creditor:
                    continue
                found = commitment(law, norm, debtor, creditor, day)
                if everything or found.status is not Status.NOT_IN_FORCE:
                    yield found


def commitment(law: Law, norm: Norm, debtor: str, creditor: str, day: int) -> Commitment:
    """One directed promise on a day: in force, not in force, or contested."""
    stretches = law.stretches(norm, debtor, creditor)
    held = _at(stretches, day)
    status = Status.IN_FORCE if held else Status.NOT_IN_FORCE
    notes: list[ReadingNote] = []
    other = held
    for reading in law.readings(norm, debtor, creditor):
        for alternative in reading.alternatives:
            sibling = law.under(reading.id, alternative.id)
            theirs = _at(sibling.stretches(norm, debtor, creditor), day)
            if bool(theirs) is not bool(held):
                notes.append(ReadingNote(reading.id, alternative.id, _word(theirs), reading.open))
                notes.append(ReadingNote(reading.id, law.choices[reading.id], _word(held), reading.open))
                if reading.open and not _decided(law, reading.id):
                    status, other = Status.CONTESTED, held or theirs
    return Commitment(
        norm, debtor, creditor, status,
        other.start if other else _first(stretches), _until(other, stretches), other,
        _known(law, norm), tuple(dict.fromkeys(notes)),
    )  # fmt: skip


def _decided(law: Law, reading: str) -> bool:
    return reading in law.decided


def _at(stretches: Stretches, day: int) -> Stretch | None:
    for stretch in stretches:
        if stretch.start <= day < stretch.until:
            return stretch
    return None


def _word(held: Stretch | None) -> str:
    return Status.IN_FORCE.value if held else Status.NOT_IN_FORCE.value


def _first(stretches: Stretches) -> int | None:
    return stretches[0].start if stretches else None


def _until(held: Stretch | None, stretches: Stretches) -> int | None:
    until = held.until if held else (stretches[-1].until if stretches else NEVER)
    return None if until == NEVER else until


def _known(law: Law, norm: Norm) -> Known | None:
    if law.knower is None or not norm.secret:
        return None
    found = knowledge(law.knower, norm.known, law.as_of)
    return found if isinstance(found, Known) else None


class InForce(NamedTuple):
    """Whether an instrument is in force on a day, between whom, and on which readings it turns."""

    status: Status
    since: int | None
    until: int | None
    parties: tuple[str, ...]
    stretch: Stretch | None
    readings: tuple[ReadingNote, ...]


def in_force(law: Law, treaty: Treaty, day: int) -> InForce:
    """An instrument is in force when it binds at least two parties, or its only one, towards each other."""
    held, parties, until = _between(law, treaty, day)
    status = Status.IN_FORCE if held else Status.NOT_IN_FORCE
    notes: list[ReadingNote] = []
    for reading in _readings(law, treaty):
        for alternative in law.dossier.readings[reading].alternatives:
            theirs, others, _ = _between(law.under(reading, alternative.id), treaty, day)
            open_ = law.dossier.readings[reading].open
            # Contested also where the reading decides who is bound, as when one party denounced.
            if bool(theirs) is bool(held) and (set(others) == set(parties) or not open_):
                continue
            notes.append(ReadingNote(reading, alternative.id, _shown(theirs, others, parties), open_))
            notes.append(ReadingNote(reading, law.choices[reading], _shown(held, parties, others), open_))
            if open_ and reading not in law.decided:
                status = Status.CONTESTED
                parties = parties or others
                held = held or theirs
    return InForce(status, held.start if held else None, until, parties, held, tuple(dict.fromkeys(notes)))


def status_on(law: Law, treaty: Treaty, day: int) -> Status:
    """The status of an instrument on a day, worked out once for each stretch of days in which it cannot change."""
    turn = bisect_right(law.once(("turns", treaty.id), lambda: _turns(law, treaty)), day)
    return law.once(("status", treaty.id, turn), lambda: in_force(law, treaty, day).status)


def _turns(law: Law, treaty: Treaty) -> list[int]:
    """The days on which the force of an instrument between any two parties may begin or end in any reading."""
    readings = law.dossier.readings
    views = [law, *(law.under(name, a.id) for name in _readings(law, treaty) for a in readings[name].alternatives)]
    parties = law.parties(treaty)
    return sorted(
        {
            day
            for view in views
            for stretches in (
                *(view.party(treaty, one) for one in parties),
                *(view.pair(treaty, one, other) for one, other in combinations(parties, 2)),
            )
            for stretch in stretches
            for day in (stretch.start, stretch.until)
        }
    )


def _shown(held: Stretch | None, parties: tuple[str, ...], others: tuple[str, ...]) -> str:
    """The status under an alternative, with the parties that only it binds or leaves out."""
    missing = [p for p in others if p not in parties]
    return _word(held) + (f", without {', '.join(missing)}" if held and missing else "")


def _between(law: Law, treaty: Treaty, day: int) -> tuple[Stretch | None, tuple[str, ...], int | None]:
    """The longest stretch that holds the day between any two parties, and all parties bound that day."""
    parties = law.parties(treaty)
    bound_now = [p for p in parties if any(day in s for s in law.party(treaty, p))]
    if len(parties) == 1:
        held = _at(law.party(treaty, parties[0]), day) if bound_now else None
        return held, tuple(bound_now), _until(held, ())
    best: Stretch | None = None
    joined: dict[str, None] = {}
    for index, one in enumerate(bound_now):
        for other in bound_now[index + 1 :]:
            held = _at(law.pair(treaty, one, other), day)
            if held is None:
                continue
            joined[one] = joined[other] = None
            if best is None or held.start < best.start or (held.start == best.start and held.until > best.until):
                best = held
    order = [p for p in parties if p in joined]
    return best, tuple(order), _until(best, ())


def _readings(law: Law, treaty: Treaty) -> list[str]:
    names = {end.reading.partition("=")[0] for end in treaty.ends if end.reading}
    for party in law.parties(treaty) if len(law.parties(treaty)) <= 8 else ():
        names |= law.life_readings(party)
    return sorted(name for name in names if name in law.dossier.readings)


def life_cycle(law: Law, treaty: Treaty) -> dict[str, Stretches]:
    """For each party, the stretches in which the instrument binds it; of two parties neither without the other."""
    parties = law.parties(treaty)
    if len(parties) == 2:
        return dict.fromkeys(parties, law.pair(treaty, *parties))
    return {party: law.party(treaty, party) for party in law.parties(treaty)}
