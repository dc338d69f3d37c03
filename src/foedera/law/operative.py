"""What a deed makes operative: obligations, powers, neutrality.

`operate` tries the conditions of one commitment in a fixed order and keeps every step, so that the reason for a verdict
and the reason against one come from the same code.
"""

from __future__ import annotations

from collections.abc import Iterator

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
from foedera.terms import ConditionKind, Modality, Verdict


def operations(
    law: Law, norm: Norm, deed: Deed, facts: Facts, named: frozenset[str], everything: bool
) -> Iterator[Finding]:
    """The findings on a norm whose trigger a deed may be."""
    plan = operation(law, norm)
    if plan is None or deed.verb not in plan.acts:
        return
    silent = not (everything or plan.each or plan.awaits)
    if silent and plan.of_war and deed.short_of_war:
        return
    if silent and not plan.possible(deed, named):
        return
    for creditor, adversary in roles(law, norm, plan, deed, facts.day):
        if silent and not plan.counts(adversary):
            continue
        owing = law.owing(norm, creditor, facts.day)
        if not owing:
            continue
        # What does not turn on the debtor is tried once for all debtors.
        casus = Casus(law, norm, "", creditor, adversary, deed, facts)
        shared, holds = ((), False) if plan.each else until_failing(_shared(casus, plan))
        if not holds and silent:
            continue
        for debtor, held in owing:
            if debtor == adversary:
                continue
            steps, stands = (force_step(norm, debtor, creditor, facts.day, held), *shared), holds
            if plan.each:
                steps, stands = operate(casus._replace(debtor=debtor), plan)
            verdict = _verdict(norm) if stands else Verdict.NOT_DUE
            waits = _awaited(casus._replace(debtor=debtor), plan) if plan.awaits and not stands else frozenset()
            yield Finding(verdict, norm, debtor, creditor, adversary, steps, awaits=waits)


def _verdict(norm: Norm) -> Verdict:
    if norm.modality is Modality.PROHIBITION:
        return Verdict.BARRED
    if norm.modality in (Modality.POWER, Modality.PERMISSION):
        return Verdict.POWER
    return Verdict.DUE


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


def _shared(casus: Casus, plan: Operation) -> Iterator[Step]:
    yield from _meant(casus, plan)
    yield from tried(casus, plan.trigger.requires, plan.trigger.unless)


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
    if plan.aggression:
        yield from _answer_steps(casus, at)
    yield from _theatre_steps(casus, trigger)


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


def _answer_steps(casus: Casus, at: str) -> Iterator[Step]:
    """Answering an armed attack is no aggression."""
    if casus.deed.response_to:
        says = f"{casus.deed.actor} answers an armed attack ({casus.deed.response_to}), which is no aggression"
        yield Step(False, says, at, casus.deed.sources, "trigger")


def _adversary_step(casus: Casus, plan: Operation) -> Step:
    norm, who, at = casus.norm, casus.adversary, plan.at
    if plan.by_creditor:
        return Step(True, f"{casus.creditor} itself does the act", at, (), "trigger")
    if who in plan.not_by:
        return Step(False, f"{who} is excepted as an adversary", at, (), "trigger")
    counts = plan.counts(who)
    if plan.trigger.by == ("debtor",):
        counts = who == casus.debtor
    shown = casus.law.once(
        ("adversaries", norm.id), lambda: ", ".join(_shown(casus.law, norm, word) for word in plan.trigger.by)
    )
    return Step(
        counts, f"{who} {'counts' if counts else 'does not count'} as the adversary meant ({shown})", at, (), "trigger"
    )


def _shown(law: Law, norm: Norm, word: str) -> str:
    if not word.startswith("@"):
        return {"any": "anyone", "third": "a third power"}.get(word, word)
    members = sorted(law.members(norm, word))
    return f"{word[1:]}: {', '.join(members)}" if len(members) <= 4 else f"{word[1:]}: any of {len(members)}"


def _theatre_steps(casus: Casus, trigger: Trigger) -> Iterator[Step]:
    if not trigger.theatre:
        return
    wanted, deed, at = " or ".join(trigger.theatre), casus.deed, str(trigger.origin)
    if deed.theatre:
        holds = deed.theatre in trigger.theatre
        yield Step(holds, f"the act falls in the {deed.theatre} theatre; meant is {wanted}", at)
        return
    theatres = casus.law.dossier.case.theatres
    near = [t for t in trigger.theatre if t not in theatres or {deed.actor, deed.target} & set(theatres[t])]
    if near:
        yield Step(True, f"the act is taken to fall in the theatre meant ({wanted})", at, assumed=near[0])
    else:
        yield Step(False, f"neither {deed.actor} nor {deed.target} lies in the theatre meant ({wanted})", at)
