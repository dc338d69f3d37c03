"""Every recorded act in order, with its findings and what came of each promise.

Performance is a state: a debtor already at war with the adversary has performed. A
promise that must be asked for is not broken unasked; a waiver covers its occasion only.
Where the record holds no performance of a promise other than armed help, the outcome is
left open: the record does not claim to hold every consultation.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from foedera.days import NEVER
from foedera.dossier.model import Act, Event
from foedera.dossier.pledges import ARMED_HELP, PERFORMED_BY
from foedera.law import Deed, Facts, Finding, Law, deeds_of, facts_on, verdicts
from foedera.law.argument import Step
from foedera.law.facts import pairs_of
from foedera.law.norms import Norm, kinds
from foedera.law.reach import candidates, touched
from foedera.law.wars import chronicle
from foedera.terms import WARLIKE, ActKind, ConditionKind, Verdict

#: Days allowed for performance where the article names none ("at once", "immediately").
REASONABLE = 30
#: Days back from an organ's finding within which an act is taken to be the one it speaks of.
REOPENED = 400

_OF_ORGANS = frozenset({ActKind.FIND, ActKind.FAIL_TO_FIND})
#: What leaves a promise to be performed.
_OWED = frozenset({Verdict.DUE, Verdict.CONTESTED})

#: A day with the act done on it, and the event that holds the act.
_Row = tuple[int, Event, Act]
#: Rows in the order of days, and the days by themselves, to find a stretch of them.
_Rows = tuple[Sequence[int], Sequence[_Row]]


class Outcome(NamedTuple):
    """What came of a promise that fell due; `verdict` is None where the record does not say."""

    verdict: Verdict | None
    because: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A recorded act with its findings and, for each promise due, its outcome."""

    event: Event
    deed: Deed
    findings: tuple[tuple[Finding, Outcome | None], ...]


def replay(law: Law, start: int, until: int) -> Iterator[Judged]:
    """The recorded acts of `[start, until)` that the law has something to say of."""
    for day, event, act in _acts(law, start, until - 1):
        if act.verb in _OF_ORGANS:
            yield from _reopened(law, day, event, act)
        if not (law.triggered(act.verb) or law.forbidding(act.verb)):
            continue
        pairs = [pair for pair in pairs_of(act) if _may_touch(law, event, act, day, *pair)]
        if pairs:
            facts = facts_on(law, day, replay=True)
            for deed in deeds_of(event, act, pairs):
                yield from _judged(law, event, deed, facts)


def _may_touch(law: Law, event: Event, act: Act, day: int, actor: str, target: str) -> bool:
    """Whether any norm may have something to say of it; most of the 210 deeds of fifteen signers touch none."""
    for opens, closes, norm in touched(law, act.verb, actor, target, act.against).spans:
        if norm.readings or (opens <= day < closes and (act.verb in norm.triggers or not norm.needs or event.assessed)):
            return True
    return False


def _judged(law: Law, event: Event, deed: Deed, facts: Facts, only: Container[Norm] | None = None) -> Iterator[Judged]:
    findings = verdicts(law, deed, facts, asserted=False).findings
    kept = [f for f in findings if only is None or f.norm in only]
    if kept:
        yield Judged(event, deed, tuple((finding, outcome(law, event, deed, finding)) for finding in kept))


def _reopened(law: Law, day: int, event: Event, act: Act) -> Iterator[Judged]:
    """Promises that waited for an organ's finding, judged again once it is made."""
    waiting = law.index(_waiting)
    verbs = frozenset(v for n in waiting for v in n.triggers)
    facts = facts_on(law, day + 1, replay=True)
    for _, earlier, done in _acts(law, day - REOPENED, day - 1):
        if done.verb not in verbs or set(done.actor).isdisjoint(act.target):
            continue
        for deed in deeds_of(earlier, done):
            if waiting.isdisjoint(candidates(law, deed).norms):
                continue
            for judged in _judged(law, event, deed._replace(day=day), facts, waiting):
                before = _found_then(law, deed)
                fresh = tuple(pair for pair in judged.findings if pair[0].place not in before)
                if fresh:
                    yield replace(judged, findings=fresh)


def _found_then(law: Law, deed: Deed) -> frozenset[tuple[str, ...]]:
    """What a recorded deed set off on its own day; several organs may come back to it."""

    def make() -> frozenset[tuple[str, ...]]:
        answer = verdicts(law, deed, facts_on(law, deed.day, replay=True), asserted=False)
        return frozenset(finding.place for finding in answer.findings)

    return law.once(("found then", deed.event, deed.actor, deed.verb, deed.target), make)


def _waiting(law: Law) -> frozenset[Norm]:
    """The norms that may wait for an organ's finding."""
    return frozenset(norm for norm in law.norms if _waits(norm))


def _waits(norm: Norm) -> bool:
    organs = (ConditionKind.ORGAN_FOUND, ConditionKind.ORGAN_FAILED)
    return any(c.kind in organs for trigger in norm.all_triggers for c in trigger.requires)


def outcome(law: Law, event: Event, deed: Deed, finding: Finding) -> Outcome | None:
    """What came of one promise; None for findings that are no promise to perform."""
    if finding.verdict not in _OWED or finding.norm.modality != "obligation":
        return None
    deadline = deed.day + (finding.norm.article.days or REASONABLE)
    done = _acts_of(law, finding.debtor, deed.day, deadline)
    found = (
        _at_war(law, deed, finding, deadline)
        or _waived(law, event, finding, deadline)
        or (_performed(event, finding, done) if done else None)
        or _excused(event, finding)
        or (_refused(finding, done) if done else None)
        or _lapsed(law, deed, finding, deadline)
    )
    if found is not None:
        return found
    if finding.norm.pledge not in ARMED_HELP or deadline > law.dossier.last or deed.short_of_war:
        return law.of(finding.norm, _unrecorded)
    within = f"within {deadline - deed.day} days"
    says = f"{finding.debtor} is not at war with {finding.against} {within} and gives no recorded help"
    return Outcome(Verdict.UNPERFORMED, (Step(True, says, deed.at, deed.sources, "rule"),))


def _unrecorded(law: Law, norm: Norm) -> Outcome:
    return Outcome(None, (Step(False, "the record holds no performance", norm.id, (), "rule"),))


def _at_war(law: Law, deed: Deed, finding: Finding, deadline: int) -> Outcome | None:
    if finding.norm.pledge not in ARMED_HELP:
        return None
    for war in law.wars_between(finding.debtor, finding.against):
        if war.start <= deadline and deed.day < war.until:
            says = f"{finding.debtor} is at war with {finding.against}"
            return Outcome(Verdict.KEPT, (Step(True, says, str(war.origin), war.sources, "rule"),))
    return None


def _acts(law: Law, start: int, until: int) -> Sequence[_Row]:
    """The recorded acts from one day to another, both included."""
    return _between(law.index(_all_acts), start, until)


def _all_acts(law: Law) -> _Rows:
    return _rows(chronicle(law.dossier.events.values()))


def _acts_of(law: Law, actor: str, start: int, until: int) -> Sequence[_Row]:
    """The recorded acts of one actor, from one day to another, both included."""
    return _between(law.index(_acts_by_actor).get(actor, ((), ())), start, until)


def _acts_by_actor(law: Law) -> dict[str, _Rows]:
    found: dict[str, list[_Row]] = {}
    for row in chronicle(law.dossier.events.values()):
        for name in dict.fromkeys(row[2].actor):
            found.setdefault(name, []).append(row)
    return {name: _rows(rows) for name, rows in found.items()}


def _rows(rows: Sequence[_Row]) -> _Rows:
    return [row[0] for row in rows], rows


def _between(found: _Rows, start: int, until: int) -> Sequence[_Row]:
    days, rows = found
    return rows[bisect_left(days, start) : bisect_right(days, until)]


def _performed(event: Event, finding: Finding, done: Sequence[_Row]) -> Outcome | None:
    wholly, partly = performances(finding)
    best: Outcome | None = None
    for _, other, act in done:
        if other.id == event.id:
            continue
        for verbs, verdict in ((wholly, Verdict.KEPT), (partly, Verdict.PART_KEPT)):
            if act.verb in verbs and _addressed(act, finding):
                step = Step(True, f"{other.title}", str(other.origin), other.sources, "rule")
                if verdict is Verdict.KEPT:
                    return Outcome(verdict, (step,))
                best = best or Outcome(verdict, (step,))
    return best


def performances(finding: Finding) -> tuple[frozenset[ActKind], frozenset[ActKind]]:
    """The acts that perform a promise wholly, and in part."""
    article = finding.norm.article
    own = PERFORMED_BY.get(article.pledge, (frozenset(), frozenset()))
    return (
        kinds(article.performs) if article.performs else own[0],
        kinds(article.performs_partly) if article.performs_partly else own[1],
    )


def _addressed(act: Act, finding: Finding) -> bool:
    """Whether an act is directed to the creditor, or against the adversary."""
    if act.verb in WARLIKE:
        return finding.against in act.target
    unfriendly = act.verb in (ActKind.SANCTION, ActKind.SEVER, ActKind.PROTEST)
    return finding.creditor in act.target or finding.against in (act.target if unfriendly else act.against)


def _waived(law: Law, event: Event, finding: Finding, deadline: int) -> Outcome | None:
    for when, other, act in law.index(_waivers).get(event.id, ()):
        named = act.treaty.split("/")[0] == finding.norm.treaty.id and when <= deadline
        if named and finding.creditor in act.actor and finding.debtor in act.target:
            step = Step(True, other.title, str(other.origin), other.sources, "exception")
            return Outcome(Verdict.WAIVED, (step,))
    return None


def _waivers(law: Law) -> dict[str, list[_Row]]:
    """Waivers by the occasion that they name."""
    found: dict[str, list[_Row]] = {}
    for row in chronicle(law.dossier.events.values()):
        if row[2].verb is ActKind.WAIVE:
            found.setdefault(row[2].occasion, []).append(row)
    return found


def _excused(event: Event, finding: Finding) -> Outcome | None:
    for assessed in event.assessed:
        if assessed.kind in ("impossible", "excused") and assessed.holds and assessed.of in ("", finding.debtor):
            step = Step(
                True,
                f"{assessed.kind}, assessed by {assessed.by}",
                str(assessed.origin),
                assessed.sources,
                "exception",
            )
            return Outcome(Verdict.EXCUSED, (step,))
    return None


def _refused(finding: Finding, done: Sequence[_Row]) -> Outcome | None:
    for _, other, act in done:
        if act.verb is ActKind.REFUSE and act.treaty.split("/")[0] == finding.norm.treaty.id:
            step = Step(True, other.title, str(other.origin), other.sources, "rule")
            return Outcome(Verdict.UNPERFORMED, (step,))
    return None


def _lapsed(law: Law, deed: Deed, finding: Finding, deadline: int) -> Outcome | None:
    held = law.holds(finding.norm, finding.debtor, finding.creditor, deed.day)
    if held is None or held.until > deadline or held.until == NEVER or held.closed is None:
        return None
    return Outcome(Verdict.LAPSED, (held.closed.step(True),))
