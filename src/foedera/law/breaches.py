"""What a deed breaches: prohibitions, and why an act may break none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from foedera.dossier.treaties import Trigger
from foedera.law.argument import Step
from foedera.law.conditions import Casus
from foedera.law.facts import Deed, Facts
from foedera.law.finding import Finding
from foedera.law.law import Law
from foedera.law.norms import Norm
from foedera.law.steps import aimed, force_of, force_step, tried, until_failing, victims_of
from foedera.terms import OF_WAR, WARLIKE, Pledge, Verdict

_OF_PEACE = frozenset({Pledge.NONAGGRESSION, Pledge.SETTLEMENT, Pledge.FRONTIER})


def breaches(law: Law, norm: Norm, deed: Deed, facts: Facts) -> Iterator[Finding]:
    """The findings on a norm that forbids a deed, one for each creditor it wrongs."""
    if deed.verb not in law.forbidden(norm):
        return
    if deed.short_of_war and norm.article.forbids and OF_WAR.issuperset(norm.article.forbids):
        return
    alike: tuple[tuple[Step, ...], bool] | None = None
    for creditor in wronged(law, norm, deed, facts):
        stretch = law.holds(norm, deed.actor, creditor, facts.day)
        if creditor == deed.actor or stretch is None:
            continue
        tested = alike or _forbidden(Casus(law, norm, deed.actor, creditor, deed.target, deed, facts))
        if _alike(norm, deed):
            alike = tested
        rest, holds = tested
        if holds:
            first = force_step(norm, deed.actor, creditor, facts.day, stretch)
            yield Finding(Verdict.BREACH, norm, deed.actor, creditor, "", (first, *rest))


def _alike(norm: Norm, deed: Deed) -> bool:
    """Whether a forbidden act is the same towards every creditor: then it is tried once for all of them."""
    article = norm.article
    peace = norm.pledge is Pledge.NEUTRALITY or (norm.pledge in _OF_PEACE and deed.verb in WARLIKE)
    return not (peace or article.requires or article.unless)


def wronged(law: Law, norm: Norm, deed: Deed, facts: Facts) -> Iterable[str]:
    """The creditors towards whom a forbidden act would be a breach."""
    article, victims = norm.article, victims_of(law, deed, facts.day)
    if norm.pledge is Pledge.NEUTRALITY and not article.on:
        return _neutrality_wronged(norm, deed)
    if norm.pledge is Pledge.NO_SEPARATE_PEACE and not article.on:
        shared = facts.war(deed.actor, deed.target) is not None
        return [c for c in law.creditors(norm) if facts.war(c, deed.target)] if shared else []
    if norm.pledge is Pledge.NO_HOSTILE_GROUPING and not article.on:
        return [c for c in deed.against if c in norm.creditors]
    if not article.on or article.on == ("creditor",):
        if not victims:
            return law.creditors(norm)
        return [v for v in victims if v in norm.creditors]
    if not victims and norm.pledge in (Pledge.DISARMAMENT, Pledge.SECRECY, Pledge.NON_PROPAGANDA):
        return law.creditors(norm)
    return law.creditors(norm) if aimed(law, norm, article.on, victims) else ()


def _neutrality_wronged(norm: Norm, deed: Deed) -> list[str]:
    return [c for c in deed.against if c in norm.creditors] if deed.against else []


def breaks(casus: Casus) -> tuple[list[Step], bool]:
    """The steps by which a deed breaches a prohibition, up to the first that fails."""
    stretch = casus.law.holds(casus.norm, casus.debtor, casus.creditor, casus.facts.day)
    first = force_of(casus, stretch)
    if stretch is None:
        return [first], False
    rest, holds = _forbidden(casus)
    return [first, *rest], holds


def _forbidden(casus: Casus) -> tuple[tuple[Step, ...], bool]:
    norm = casus.norm
    trigger = casus.law.trigger(norm)
    first = [_occasion_step(casus, trigger)] if trigger is not None and norm.pledge is Pledge.NEUTRALITY else []
    conditions = tried(casus, norm.article.requires, norm.article.unless)
    rest, holds = until_failing(chain(first, _defence_steps(casus), conditions))
    act = Step(True, f"{casus.deed}: an act that article {norm.number} forbids", norm.at, (), "trigger")
    return (act, *rest), holds


def _defence_steps(casus: Casus) -> Iterator[Step]:
    """Defending oneself against the creditor's own attack breaks no promise of peace towards it."""
    if casus.norm.pledge not in _OF_PEACE or casus.deed.verb not in WARLIKE:
        return
    war = casus.facts.began(casus.creditor, casus.debtor)
    if war is not None:
        says = f"{casus.creditor} had attacked {casus.debtor}, which defends itself"
        yield Step(True, says, str(war.origin), war.sources, "exception")
        return
    event = casus.law.dossier.events.get(casus.deed.response_to)
    for act in event.acts if event else ():
        if event and act.verb in WARLIKE and casus.creditor in act.actor and casus.debtor in act.target:
            says = f"{casus.creditor} had attacked {casus.debtor} ({event.id}), which defends itself"
            yield Step(True, says, str(event.origin), event.sources, "exception")
            return


def _occasion_step(casus: Casus, trigger: Trigger) -> Step:
    """Whether the creditor is in the war upon which neutrality is owed."""
    creditor, facts = casus.creditor, casus.facts
    adversary = casus.deed.target
    war = facts.war(creditor, adversary)
    whoever = "war" in trigger.act
    if war and (whoever or any((w.attacker, w.defender) == (adversary, creditor) for w in facts.wars)):
        return Step(True, f"{creditor} is at war with {adversary}", str(war.origin), war.sources, "trigger")
    return Step(
        False,
        f"{creditor} is not in the war that is meant with {adversary}",
        str(trigger.origin),
        (),
        "trigger",
    )
