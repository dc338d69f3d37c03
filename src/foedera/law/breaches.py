"""What a deed breaches: prohibitions, and why an act may break none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from foedera.dossier.treaties import Trigger
from foedera.law.argument import Step
from foedera.law.conditions import Casus
from foedera.law.facts import Deed, Facts
from foedera.law.finding import Finding
from foedera.law.law import Law
from foedera.law.norms import Norm
from foedera.law.steps import aimed, force_of, force_step, tried, until_failing, victims_of
from foedera.terms import OF_WAR, WARLIKE, ActKind, Pledge, Verdict

_OF_PEACE = frozenset({Pledge.NONAGGRESSION, Pledge.SETTLEMENT, Pledge.FRONTIER})


class _Prohibition(NamedTuple):
    """What a norm forbids under one law, and towards whom."""

    acts: frozenset[ActKind]
    of_war: bool
    #: Whether defence against the creditor's own attack is excepted.
    of_peace: bool
    #: Whether nothing turns on the creditor: then it is tried once for all of them.
    alike: bool
    wronged: Callable[[Law, Norm, Deed, Facts], Iterable[str]]


def _prohibition(law: Law, norm: Norm) -> _Prohibition:
    article, pledge = norm.article, norm.pledge
    return _Prohibition(
        acts=law.forbidden(norm),
        of_war=bool(article.forbids) and OF_WAR.issuperset(article.forbids),
        of_peace=pledge in _OF_PEACE,
        alike=not (pledge is Pledge.NEUTRALITY or article.requires or article.unless),
        wronged=_towards(norm),
    )


def breaches(law: Law, norm: Norm, deed: Deed, facts: Facts, side: str = "") -> list[Finding]:
    """The findings on a norm that forbids a deed, one for each creditor it wrongs; with `side`, for that one alone."""
    plan = law.of(norm, _prohibition)
    if deed.verb not in plan.acts or (plan.of_war and deed.short_of_war):
        return []
    actor, day, found = deed.actor, facts.day, []
    alike = plan.alike and not (plan.of_peace and deed.verb in WARLIKE)
    tested: tuple[tuple[Step, ...], bool] | None = None
    for creditor in plan.wronged(law, norm, deed, facts):
        if creditor == actor or side not in ("", creditor):
            continue
        stretch = law.holds(norm, actor, creditor, day)
        if stretch is None:
            continue
        if tested is None or not alike:
            tested = _forbidden(Casus(law, norm, actor, creditor, deed.target, deed, facts))
        rest, holds = tested
        if holds:
            first = force_step(norm, actor, creditor, day, stretch)
            found.append(Finding(Verdict.BREACH, norm, actor, creditor, "", (first, *rest)))
    return found


def wronged(law: Law, norm: Norm, deed: Deed, facts: Facts) -> Iterable[str]:
    """The creditors towards whom a forbidden act would be a breach."""
    return law.of(norm, _prohibition).wronged(law, norm, deed, facts)


def _towards(norm: Norm) -> Callable[[Law, Norm, Deed, Facts], Iterable[str]]:
    """How a norm's creditors are found in a deed: by those it strikes, by whom it helps against, by a shared war."""
    named = norm.article.on
    if norm.pledge in (Pledge.NEUTRALITY, Pledge.NO_HOSTILE_GROUPING) and not named:
        return _faced
    if norm.pledge is Pledge.NO_SEPARATE_PEACE and not named:
        return _allied
    if not named or named == ("creditor",):
        return _struck
    return _all_if_hidden if norm.pledge in _HIDDEN else _all_if_aimed


_HIDDEN = (Pledge.DISARMAMENT, Pledge.SECRECY, Pledge.NON_PROPAGANDA)


def _faced(law: Law, norm: Norm, deed: Deed, facts: Facts) -> Iterable[str]:
    return [c for c in deed.against if c in norm.creditors]


def _allied(law: Law, norm: Norm, deed: Deed, facts: Facts) -> Iterable[str]:
    shared = facts.war(deed.actor, deed.target) is not None
    return [c for c in law.creditors(norm) if facts.war(c, deed.target)] if shared else []


def _struck(law: Law, norm: Norm, deed: Deed, facts: Facts) -> Iterable[str]:
    victims = victims_of(law, deed, facts.day)
    return [v for v in victims if v in norm.creditors] if victims else law.creditors(norm)


def _all_if_aimed(law: Law, norm: Norm, deed: Deed, facts: Facts) -> Iterable[str]:
    return law.creditors(norm) if aimed(law, norm, norm.article.on, victims_of(law, deed, facts.day)) else ()


def _all_if_hidden(law: Law, norm: Norm, deed: Deed, facts: Facts) -> Iterable[str]:
    """Arming, telling and agitating wrong every creditor also where they strike nobody."""
    return _all_if_aimed(law, norm, deed, facts) if victims_of(law, deed, facts.day) else law.creditors(norm)


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
