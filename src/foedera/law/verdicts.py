"""The law's answer to a deed: readings compared, kept promises carried on, circles named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from foedera.days import NEVER
from foedera.dossier.noun import Origin
from foedera.dossier.pledges import ARMED_HELP
from foedera.law.argument import Step
from foedera.law.conflicts import conflicts
from foedera.law.facts import Deed, Facts, Help
from foedera.law.finding import Finding, ReadingNote
from foedera.law.judge import judge
from foedera.law.law import Law
from foedera.law.norms import Norm
from foedera.law.reach import candidates
from foedera.law.wars import War
from foedera.terms import ActKind, Verdict


@dataclass(frozen=True, slots=True)
class Answer:
    """The findings on a deed, and what was taken for granted."""

    deed: Deed
    findings: tuple[Finding, ...] = ()
    not_due: tuple[Finding, ...] = ()

    @property
    def assumed(self) -> tuple[str, ...]:
        """What was taken for granted."""
        return tuple(dict.fromkeys(step.assumed for f in self.findings for step in f.because if step.assumed))


def verdicts(
    law: Law, deed: Deed, facts: Facts, *, kept: bool = False, everything: bool = False, asserted: bool = True
) -> Answer:
    """What a deed sets off, breaches, bars, empowers; contested where an open reading decides.

    With `kept`, every armed help that is due is taken to be given, and what that sets off
    in turn is added, to the least fixpoint. With `everything`, the answer also holds what
    is not due, and why. Readings that the asker decided are not compared; without `asserted`,
    nor are those that only an interested party asserts, which change no verdict.
    """
    if not candidates(law, deed).norms:
        return Answer(deed)
    if kept:
        found, facts = _cascade(law, deed, facts, everything)
    else:
        found = compared(law, deed, facts, everything, asserted)
    if not found:
        return Answer(deed)
    found += list(deadlocks(found))
    unique = {_same(finding): finding for finding in reversed(found)}
    ordered = sorted(unique.values(), key=_rank)
    not_due = Verdict.NOT_DUE
    said = tuple([f for f in ordered if f.verdict is not not_due])
    silent: tuple[Finding, ...] = ()
    if len(said) < len(ordered):
        operative = {f.place for f in said}
        silent = tuple(f for f in ordered if f.verdict is not_due and f.place not in operative)
    return Answer(deed, said, silent)


def together(one: Answer, other: Answer) -> Answer:
    """Two answers to one question, what both say said once."""
    unique = {_same(finding): finding for finding in (*other.findings, *one.findings)}
    said = tuple(sorted(unique.values(), key=_rank))
    operative = {f.place for f in said}
    silent = {f.place: f for f in (*other.not_due, *one.not_due) if f.place not in operative}
    return Answer(one.deed, said, tuple(silent.values()))


def _same(finding: Finding) -> tuple[str, ...]:
    """What makes two findings upon the same deed one."""
    verdict, norm, debtor, creditor, against, _, _, upon, conflicts_with, _ = finding
    return (verdict, norm.id, debtor, creditor, against, conflicts_with, upon)


_ORDER = {
    verdict: place
    for place, verdict in enumerate(
        (
            Verdict.BREACH, Verdict.DUE, Verdict.CONTESTED, Verdict.BARRED, Verdict.CONFLICT, Verdict.DEADLOCK,
            Verdict.POWER, Verdict.NOT_DUE,
        )
    )
}  # fmt: skip


def _rank(finding: Finding) -> tuple[int, str, bool, str, str]:
    """The order of telling: by verdict, then by the act, armed help before all else."""
    armed = finding.norm.pledge in ARMED_HELP
    return (_ORDER[finding.verdict], finding.upon, not armed, finding.norm.id, finding.debtor)


def compared(law: Law, deed: Deed, facts: Facts, everything: bool = False, asserted: bool = True) -> list[Finding]:
    """The findings under the chosen readings, set beside those under every other alternative."""
    touched = candidates(law, deed)
    plain = judge(law, deed, facts, touched.standing(facts.day), everything=everything)
    plain += list(conflicts(law, deed, facts, plain)) if plain else ()
    disputed = _disputed(law, deed, facts, touched.norms, _compared_readings(law, asserted))
    if not disputed:
        return plain
    mine = {f.place: f for f in plain if f.verdict is not Verdict.CONFLICT}
    notes: dict[tuple[str, ...], list[ReadingNote]] = {}
    extra: dict[tuple[str, ...], Finding] = {}
    for (name, side), norms in disputed.items():
        reading = law.dossier.readings[name]
        places = [place for place, f in mine.items() if f.norm in norms and side in ("", f.debtor, f.creditor)]
        for alternative in reading.alternatives:
            if alternative.id == law.choices[name]:
                continue
            other = law.under(name, alternative.id)
            theirs = {f.place: f for f in judge(other, deed, facts, other.standing(norms, facts.day), side=side)}
            for place in dict.fromkeys((*theirs, *places)):
                here, there = _verdict(mine, place), _verdict(theirs, place)
                if here is not there:
                    notes.setdefault(place, []).append(ReadingNote(name, alternative.id, there.value, reading.open))
                    notes[place].append(ReadingNote(name, law.choices[name], here.value, reading.open))
                    extra.setdefault(place, theirs.get(place) or mine[place])
    return _with_notes(plain, notes, extra) if notes else plain


def _verdict(findings: Mapping[tuple[str, ...], Finding], place: tuple[str, ...]) -> Verdict:
    return findings[place].verdict if place in findings else Verdict.NOT_DUE


def _with_notes(
    plain: list[Finding],
    notes: dict[tuple[str, ...], list[ReadingNote]],
    extra: dict[tuple[str, ...], Finding],
) -> list[Finding]:
    seen = {finding.place for finding in plain}
    found = [_noted(finding, notes.get(finding.place, ())) for finding in plain]
    for place, finding in extra.items():
        if place not in seen and any(note.open for note in notes[place]):
            found.append(_noted(finding, notes[place]))
    return found


def _noted(finding: Finding, notes: Iterable[ReadingNote]) -> Finding:
    unique = tuple(dict.fromkeys(notes))
    if not unique:
        return finding
    verdict = Verdict.CONTESTED if any(note.open for note in unique) else finding.verdict
    return finding._replace(verdict=verdict, readings=unique)


def _compared_readings(law: Law, asserted: bool) -> frozenset[str]:
    """The readings that a verdict is held against: not what the asker decided; the merely asserted if wanted."""
    readings = law.dossier.readings.values()
    return law.once(
        ("compared", asserted),
        lambda: frozenset(r.id for r in readings if r.id not in law.decided and (r.open or asserted)),
    )


def _disputed(
    law: Law, deed: Deed, facts: Facts, norms: Sequence[Norm], names: frozenset[str]
) -> dict[tuple[str, str], dict[Norm, None]]:
    """The readings that could change what a deed does, with the norms they bear on.

    A reading upon which only a state's existence turns stands with that state: it can change
    what the state owes or is owed, and nothing else.
    """
    listed = [(name, norm) for norm in norms if norm.readings for name in sorted(norm.readings & names)]
    assessed = [name for name in (a.reading.partition("=")[0] for a in deed.disputed) if name in names]
    wide = {*assessed, *(name for name, _ in listed)}
    found: dict[tuple[str, str], dict[Norm, None]] = {}
    for name, state in _disputed_lives(law, deed.day, names):
        side = "" if name in wide or _plays(law, state, deed, facts) else state
        theirs = [n for n in norms if state in n.debtors or state in n.creditors]
        found.setdefault((name, side), {}).update(dict.fromkeys(theirs))
    for name, norm in listed:
        found.setdefault((name, ""), {})[norm] = None
    for name in assessed:
        found.setdefault((name, ""), {}).update(dict.fromkeys(norms))
    return found


def _plays(law: Law, state: str, deed: Deed, facts: Facts) -> bool:
    """Whether a state has a part in the deed itself, so that its existence may change what the deed is to others."""
    if state == deed.actor or deed.target == state or deed.target not in law.dossier.states:
        return True
    return any(war.defender == state for war in facts.begun.get(deed.target, ()))


def _disputed_lives(law: Law, day: int, names: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Of these readings those by which a state's existence on a day turns, with the state."""

    def make() -> tuple[tuple[str, str], ...]:
        return tuple(
            (name, state)
            for state in law.disputed_lives()
            for name in sorted(law.life_readings(state) & names)
            for other in law.dossier.readings[name].alternatives
            if any(day in s for s in law.life(state))
            is not any(day in s for s in law.under(name, other.id).life(state))
        )

    return law.once(("disputed lives", day, names), make) if names else ()


# -- promises kept ---------------------------------------------------------------


def _cascade(law: Law, deed: Deed, facts: Facts, everything: bool) -> tuple[list[Finding], Facts]:
    found: dict[tuple[str, ...], Finding] = {}
    deeds = [deed]
    while True:
        before, morning = (len(facts.helps), len(deeds), len(found)), facts
        for one in list(deeds):
            for finding in compared(law, one, facts, everything):
                told = finding if one is deed else finding._replace(upon=str(one))
                # What is not due is kept as it stands now: others may have begun to help since.
                key = (*told.key, told.upon)
                found[key] = told if told.verdict is Verdict.NOT_DUE else found.get(key, told)
        for finding in list(found.values()):
            if finding.verdict is Verdict.DUE and finding.norm.pledge in ARMED_HELP and finding.against:
                facts, deeds = _keep(finding, deed, facts, deeds, morning)
        if before == (len(facts.helps), len(deeds), len(found)):
            due = {f.place for f in found.values() if f.verdict is not Verdict.NOT_DUE}
            return [f for f in found.values() if f.verdict is not Verdict.NOT_DUE or f.place not in due], facts


def _keep(finding: Finding, deed: Deed, facts: Facts, deeds: list[Deed], morning: Facts) -> tuple[Facts, list[Deed]]:
    says = f"{finding.debtor} assists {finding.creditor} against {finding.against}, as it must by {finding.norm.id}"
    help_ = Help(finding.debtor, finding.creditor, finding.against, says, finding.norm.at)
    facts = facts.with_help(help_)
    # Two that owe help against each other in the same round both enter the war, in whatever order they stand.
    entered = any((d.actor, d.target) == (finding.debtor, finding.against) for d in deeds[1:])
    if morning.war(finding.debtor, finding.against) is None and not entered:
        at = Origin("assumed", 0)
        war = War(finding.debtor, finding.against, deed.day, NEVER, True, "", at, ())
        facts = facts.with_wars(war)
        joins = Deed(
            finding.debtor, ActKind.DECLARE_WAR, finding.against, deed.day,
            response_to=deed.event or str(deed), at="assumed: promises kept",
        )  # fmt: skip
        deeds = [*deeds, joins]
    return facts, deeds


# -- promises that wait for each other ---------------------------------------------


def deadlocks(findings: Iterable[Finding]) -> Iterable[Finding]:
    """Promises of armed help that fail only because each debtor waits for another to begin."""
    not_due = Verdict.NOT_DUE
    silent = [f for f in findings if f.verdict is not_due and f.norm.pledge in ARMED_HELP]
    waiting = {finding.place: (finding, finding.awaits) for finding in silent if finding.awaits}
    for place, (finding, _) in waiting.items():
        circle = _circle(place, waiting)
        if circle:
            says = f"each waits for another to assist {finding.creditor} first: {' -> '.join(circle)}"
            step = Step(False, says, finding.norm.at, (), "rule", finding.because)
            yield finding._replace(verdict=Verdict.DEADLOCK, because=(step,))


def _circle(start: tuple[str, ...], waiting: dict[tuple[str, ...], tuple[Finding, frozenset[str]]]) -> list[str]:
    """The debtors on a way from a promise back to its own debtor; empty when there is none."""
    first = waiting[start][0]
    paths = [[first.debtor, state] for state in sorted(waiting[start][1])]
    seen: set[str] = set()
    while paths:
        path = paths.pop(0)
        if path[-1] == first.debtor:
            return path
        if path[-1] in seen:
            continue
        seen.add(path[-1])
        for finding, awaited in waiting.values():
            same = (finding.creditor, finding.against) == (first.creditor, first.against)
            if finding.debtor == path[-1] and same:
                paths += [[*path, state] for state in sorted(awaited)]
    return []
