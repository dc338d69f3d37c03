"""What a deed makes operative: obligations, powers, neutrality.

`operate` tries the conditions of one commitment in a fixed order and keeps every step, so that the reason for a verdict
and the reason against one come from the same code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from foedera.dossier.treaties import Trigger
from foedera.law.argument import Step
from foedera.law.conditions import Casus, test
from foedera.law.facts import Deed, Facts
from foedera.law.finding import Finding
from foedera.law.force import chosen
from foedera.law.law import Law
from foedera.law.norms import Norm
from foedera.law.operation import Operation, operation
from foedera.law.steps import aimed, force_of, force_step, tried, until_failing, victims_of
from foedera.terms import ConditionKind, Verdict


def operations(
    law: Law, norm: Norm, deed: Deed, facts: Facts, named: frozenset[str], everything: bool, side: str = ""
) -> list[Finding]:
    """The findings on a norm whose trigger a deed may be; with `side`, on what that state owes or is owed."""
    plan = operation(law, norm)
    if plan is None or deed.verb not in plan.acts:
        return []
    silent = not (everything or plan.each or plan.awaits)
    if silent and not plan.possible(deed, named):
        return []
    day, found = facts.day, []
    for creditor, adversary in roles(law, norm, plan, deed, day):
        if silent and not plan.counts(adversary):
            continue
        owing = law.owing(norm, creditor, day)
        if side not in ("", creditor):
            owing = [row for row in owing if row[0] == side]
        if not owing:
            continue
        # What does not turn on the debtor is tried once for all debtors.
        casus = Casus(law, norm, "", creditor, adversary, deed, facts)
        shared, holds = ((), False) if plan.each else until_failing(_shared(casus, plan))
        if silent and not holds:
            continue
        for debtor, held in owing:
            if debtor == adversary:
                continue
            if plan.each:
                steps, holds = operate(casus._replace(debtor=debtor), plan)
            else:
                steps = (force_step(norm, debtor, creditor, day, held), *shared)
            if holds:
                found.append(Finding(plan.verdict, norm, debtor, creditor, adversary, steps))
            else:
                waits = _awaited(casus._replace(debtor=debtor), plan) if plan.awaits else frozenset()
                found.append(Finding(Verdict.NOT_DUE, norm, debtor, creditor, adversary, steps, awaits=waits))
    return found


def roles(law: Law, norm: Norm, plan: Operation, deed: Deed, day: int) -> Iterator[tuple[str, str]]:
    """Creditor and adversary: who is owed, against whom, if this deed is the one meant."""
    victims = victims_of(law, deed, day)
    if plan.by_creditor:
        if deed.actor in norm.creditors and plan.on_debtor:
            yield deed.actor, ""
        elif deed.actor in norm.creditors and aimed(law, norm, plan.trigger.on, victims, deed.actor):
            yield deed.actor, victims[-1] if victims else ""
    elif plan.on_debtor or (plan.elsewhere and aimed(law, norm, plan.elsewhere, victims)):
        yield from ((creditor, deed.actor) for creditor in law.creditors(norm) if creditor != deed.actor)
    elif plan.on_creditor:
        yield from ((victim, deed.actor) for victim in victims if victim in norm.creditors)
        if plan.whoever and deed.actor in norm.creditors and victims:
            yield deed.actor, victims[-1]


def operate(casus: Casus, plan: Operation) -> tuple[tuple[Step, ...], bool]:
    """The steps by which a commitment becomes operative, up to the first that fails."""
    stretch = casus.law.holds(casus.norm, casus.debtor, casus.creditor, casus.facts.day)
    first = force_of(casus, stretch)
    if stretch is None:
        return (first,), False
    steps, holds = until_failing(_shared(casus, plan))
    return (first, *steps), holds


def _shared(casus: Casus, plan: Operation) -> Iterable[Step]:
    return chain(_meant(casus, plan), tried(casus, plan.trigger.requires, plan.trigger.unless))


def _meant(casus: Casus, plan: Operation) -> Iterator[Step]:
    """Whether the deed is the act that the trigger means: by whom, upon whom, where."""
    trigger, at = plan.trigger, plan.at
    yield Step(True, f"{casus.deed}: the act meant by article {casus.norm.number}", at, (), "trigger")
    if plan.of_war and casus.deed.short_of_war:
        yield Step(False, f"the record holds the act short of war; article {casus.norm.number} speaks of war", at)
    if plan.on_debtor:
        hit = casus.debtor in victims_of(casus.law, casus.deed, casus.facts.day)
        yield Step(hit, f"the act {'falls' if hit else 'does not fall'} on {casus.debtor}", at, (), "trigger")
    yield _adversary_step(casus, plan)
    if plan.aggression and casus.deed.response_to:
        says = f"{casus.deed.actor} answers an armed attack ({casus.deed.response_to}), which is no aggression"
        yield Step(False, says, at, casus.deed.sources, "trigger")
    if trigger.theatre:
        yield _theatre_step(casus, trigger)


def _awaited(casus: Casus, plan: Operation) -> frozenset[str]:
    """The states whose help a promise waits for, where nothing else stands in its way."""
    if not all(step.holds for step in _meant(casus, plan)):
        return frozenset()
    found: set[str] = set()
    for condition in plan.trigger.requires:
        if chosen(condition.reading, casus.law.choices) and not test(condition, casus).holds:
            if condition.kind is not ConditionKind.ASSISTS:
                return frozenset()
            found |= casus.states(condition.by)
    defeated = any(step.holds for step in tried(casus, (), plan.trigger.unless))
    return frozenset() if defeated else frozenset(found)


def _adversary_step(casus: Casus, plan: Operation) -> Step:
    who, at = casus.adversary, plan.at
    if plan.by_creditor:
        return Step(True, f"{casus.creditor} itself does the act", at, (), "trigger")
    if who in plan.not_by:
        return Step(False, f"{who} is excepted as an adversary", at, (), "trigger")
    counts = who == casus.debtor if plan.trigger.by == ("debtor",) else plan.counts(who)
    says = f"{who} {'counts' if counts else 'does not count'} as the adversary meant ({plan.meant})"
    return Step(counts, says, at, (), "trigger")


def _theatre_step(casus: Casus, trigger: Trigger) -> Step:
    wanted, deed, at = " or ".join(trigger.theatre), casus.deed, str(trigger.origin)
    if deed.theatre:
        holds = deed.theatre in trigger.theatre
        return Step(holds, f"the act falls in the {deed.theatre} theatre; meant is {wanted}", at)
    theatres = casus.law.dossier.case.theatres
    near = [t for t in trigger.theatre if t not in theatres or {deed.actor, deed.target} & set(theatres[t])]
    if near:
        return Step(True, f"the act is taken to fall in the theatre meant ({wanted})", at, assumed=near[0])
    return Step(False, f"neither {deed.actor} nor {deed.target} lies in the theatre meant ({wanted})", at)
