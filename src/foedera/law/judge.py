"""What a deed sets off, breaches, bars and empowers.

One pass over the norms that the deed can touch. `operate` and `breaks` try the conditions
of one commitment in a fixed order and keep every step, so that the reason for a verdict
and the reason against one come from the same code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from foedera.days import iso
from foedera.dossier.model import Condition, Trigger
from foedera.law.argument import Step
from foedera.law.conditions import Casus, test
from foedera.law.facts import Deed, Facts
from foedera.law.force import Stretch, chosen
from foedera.law.law import Law
from foedera.law.norms import Norm, kinds
from foedera.law.operation import Operation, operation
from foedera.law.territory import sovereign_on
from foedera.terms import ARMED_HELP, OF_WAR, WARLIKE, ActKind, ConditionKind, Modality, Pledge, Verdict


class ReadingNote(NamedTuple):
    """How a verdict turns on a disputed point."""

    reading: str
    alternative: str
    verdict: str
    open: bool


class Finding(NamedTuple):
    """A verdict on one commitment in view of a deed, with its argument."""

    verdict: Verdict
    norm: Norm
    debtor: str
    creditor: str
    against: str
    because: tuple[Step, ...]
    readings: tuple[ReadingNote, ...] = ()
    upon: str = ""
    conflicts_with: str = ""
    awaits: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[str, ...]:
        """What makes two findings the same finding."""
        return (self.verdict, *self.place, self.conflicts_with)

    @property
    def place(self) -> tuple[str, ...]:
        """The commitment and the adversary, whatever the verdict."""
        return (self.norm.id, self.debtor, self.creditor, self.against)


def judge(law: Law, deed: Deed, facts: Facts, norms: Iterable[Norm], *, everything: bool = False) -> list[Finding]:
    """The findings of some norms on a deed, under one set of readings.

    Of what is not due, only promises that wait for another's help, since they may stand in
    a circle; with `everything`, all.
    """
    found: list[Finding] = []
    named = _named(deed, facts)
    for norm in law.standing(norms, facts.day):
        if deed.verb in norm.forbids and deed.actor in norm.debtors and norm.needs <= named:
            found += _breaches(law, norm, deed, facts)
        if deed.verb in norm.triggers:
            found += _operations(law, norm, deed, facts, named, everything)
    return found


def _named(deed: Deed, facts: Facts) -> frozenset[str]:
    """The facts that somebody gives, or that an assessment speaks of."""
    if not (facts.named or deed.assessed or deed.disputed):
        return frozenset()
    return frozenset((*facts.named, *(kind for kind, _ in deed.assessed), *(a.kind for a in deed.disputed)))


# -- obligations, powers and neutrality: what a deed makes operative ----------


def _operations(
    law: Law, norm: Norm, deed: Deed, facts: Facts, named: frozenset[str], everything: bool
) -> Iterator[Finding]:
    plan = operation(law, norm)
    if plan is None or deed.verb not in plan.acts or (plan.of_war and deed.short_of_war):
        return
    silent = not (everything or plan.each or plan.awaits)
    if silent and not plan.possible(deed, named):
        return
    for creditor, adversary in _roles(law, norm, plan, deed, facts.day):
        if silent and not plan.counts(adversary):
            continue
        owing = law.owing(norm, creditor, facts.day)
        if not owing:
            continue
        # What does not turn on the debtor is tried once for all debtors.
        casus = Casus(law, norm, "", creditor, adversary, deed, facts)
        shared, holds = ((), False) if plan.each else _until_failing(_shared(casus, plan))
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


def _until_failing(steps: Iterable[Step]) -> tuple[tuple[Step, ...], bool]:
    tried_: list[Step] = []
    for step in steps:
        tried_.append(step)
        if step.holds == (step.kind == "exception"):
            return tuple(tried_), False
    return tuple(tried_), True


def _verdict(norm: Norm) -> Verdict:
    if norm.modality is Modality.PROHIBITION:
        return Verdict.BARRED
    if norm.modality in (Modality.POWER, Modality.PERMISSION):
        return Verdict.POWER
    return Verdict.DUE


def _roles(law: Law, norm: Norm, plan: Operation, deed: Deed, day: int) -> Iterator[tuple[str, str]]:
    """Creditor and adversary: who is owed, against whom, if this deed is the one meant."""
    victims = victims_of(law, deed, day)
    if plan.by_creditor:
        if deed.actor in norm.creditors and plan.on_debtor:
            yield deed.actor, ""
        elif deed.actor in norm.creditors and _aimed(law, norm, plan.trigger.on, victims, deed.actor):
            yield deed.actor, victims[-1] if victims else ""
    elif plan.on_debtor or (plan.elsewhere and _aimed(law, norm, plan.elsewhere, victims)):
        yield from ((creditor, deed.actor) for creditor in law.creditors(norm) if creditor != deed.actor)
    elif plan.on_creditor:
        yield from ((victim, deed.actor) for victim in victims if victim in norm.creditors)
        if plan.whoever and deed.actor in norm.creditors and victims:
            yield deed.actor, victims[-1]


def victims_of(law: Law, deed: Deed, day: int) -> tuple[str, ...]:
    """Whom a deed strikes: its target, and where that is a territory, the state whose it is."""
    if not deed.target or deed.target in law.dossier.states:
        return (deed.target,) if deed.target else ()
    # The state that loses a territory by the act held it on the eve.
    eve = ("sovereign", deed.target, day - 1)
    owner = law.once(eve, lambda: sovereign_on(law.dossier, deed.target, day - 1, law.choices))
    return (deed.target, owner) if owner and owner != deed.actor else (deed.target,)


def _aimed(law: Law, norm: Norm, words: Iterable[str], victims: tuple[str, ...], creditor: str = "") -> bool:
    """Whether a deed falls where words say: on a third state, a set, a state or a place."""
    for word in words:
        if word in ("anyone", "any"):
            return True
        if word == "third":
            if any(v not in law.parties(norm.treaty) for v in victims if v in law.dossier.states):
                return True
        elif word == "creditor":
            if creditor in victims:
                return True
        elif word.startswith("@"):
            if any(v in law.members(norm, word) for v in victims):
                return True
        elif word in victims:
            return True
    return False


def operate(casus: Casus, plan: Operation) -> tuple[tuple[Step, ...], bool]:
    """The steps by which a commitment becomes operative, up to the first that fails."""
    stretch = casus.law.holds(casus.norm, casus.debtor, casus.creditor, casus.facts.day)
    first = _force(casus, stretch)
    if stretch is None:
        return (first,), False
    steps, holds = _until_failing(_shared(casus, plan))
    return (first, *steps), holds


def _shared(casus: Casus, plan: Operation) -> Iterator[Step]:
    yield from _meant(casus, plan)
    yield from tried(casus, plan.trigger.requires, plan.trigger.unless)


def _meant(casus: Casus, plan: Operation) -> Iterator[Step]:
    """Whether the deed is the act that the trigger means: by whom, upon whom, where."""
    trigger, at = plan.trigger, plan.at
    yield Step(True, f"{casus.deed}: the act meant by article {casus.norm.number}", at, (), "trigger")
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


def tried(casus: Casus, requires: Iterable[Condition], unless: Iterable[Condition]) -> Iterator[Step]:
    """Each condition and each exception, as a step."""
    for condition in requires:
        if chosen(condition.reading, casus.law.choices):
            yield test(condition, casus)
    for condition in unless:
        if chosen(condition.reading, casus.law.choices):
            yield test(condition, casus, exception=True)


def force_step(norm: Norm, debtor: str, creditor: str, day: int, stretch: Stretch | None, why: str = "") -> Step:
    """Whether a commitment is in force on a day, with the ground."""
    at, sources = norm.at, norm.article.sources or norm.treaty.sources
    where = f"{norm.id} between {debtor} and {creditor}"
    if stretch is None:
        return Step(False, f"{where} is not in force on {iso(day)}: {why}", at, sources, "force")
    opened = f" ({stretch.opened.says})" if stretch.opened else ""
    return Step(True, f"{where} is in force on {iso(day)}{opened}", at, sources, "force")


def _force(casus: Casus, stretch: Stretch | None) -> Step:
    day = casus.facts.day
    why = (
        "" if stretch else _void(casus) or _absence(casus.law.stretches(casus.norm, casus.debtor, casus.creditor), day)
    )
    return force_step(casus.norm, casus.debtor, casus.creditor, day, stretch, why)


def _void(casus: Casus) -> str:
    """The reading under which an article binds nobody, if that is the one followed."""
    for variant in casus.norm.article.variants:
        if variant.void and chosen(variant.reading, casus.law.choices):
            return f"under {variant.reading} it binds nobody"
    return ""


def _absence(stretches: tuple[Stretch, ...], day: int) -> str:
    later = [s for s in stretches if day < s.start]
    earlier = [s for s in stretches if s.until <= day]
    if later:
        opened = later[0].opened
        return opened.says if opened else f"in force from {iso(later[0].start)}"
    if earlier and earlier[-1].closed:
        return earlier[-1].closed.says
    return "it never bound these two"


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


# -- prohibitions: what a deed breaches ---------------------------------------


def _breaches(law: Law, norm: Norm, deed: Deed, facts: Facts) -> Iterator[Finding]:
    if deed.verb not in law.forbidden(norm):
        return
    if deed.short_of_war and norm.article.forbids and OF_WAR.issuperset(norm.article.forbids):
        return
    alike: tuple[tuple[Step, ...], bool] | None = None
    for creditor in _wronged(law, norm, deed, facts):
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


def _wronged(law: Law, norm: Norm, deed: Deed, facts: Facts) -> Iterable[str]:
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
    return law.creditors(norm) if _aimed(law, norm, article.on, victims) else ()


def _neutrality_wronged(norm: Norm, deed: Deed) -> list[str]:
    return [c for c in deed.against if c in norm.creditors] if deed.against else []


def breaks(casus: Casus) -> tuple[list[Step], bool]:
    """The steps by which a deed breaches a prohibition, up to the first that fails."""
    stretch = casus.law.holds(casus.norm, casus.debtor, casus.creditor, casus.facts.day)
    first = _force(casus, stretch)
    if stretch is None:
        return [first], False
    rest, holds = _forbidden(casus)
    return [first, *rest], holds


def _forbidden(casus: Casus) -> tuple[tuple[Step, ...], bool]:
    norm = casus.norm
    trigger = casus.law.trigger(norm)
    first = [_occasion_step(casus, trigger)] if trigger is not None and norm.pledge is Pledge.NEUTRALITY else []
    conditions = tried(casus, norm.article.requires, norm.article.unless)
    rest, holds = _until_failing(chain(first, _defence_steps(casus), conditions))
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


_OF_PEACE = frozenset({Pledge.NONAGGRESSION, Pledge.SETTLEMENT, Pledge.FRONTIER})


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


# -- duties that collide --------------------------------------------------------


def conflicts(law: Law, deed: Deed, facts: Facts, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Where armed help that is due would itself breach a promise not to attack, or neutrality, that is owed."""
    barred = [f for f in findings if f.verdict is Verdict.BARRED]
    for finding in findings:
        if finding.verdict is not Verdict.DUE or finding.norm.pledge not in ARMED_HELP or not finding.against:
            continue
        for breach in _breaches_by_help(law, deed, facts, finding):
            yield _conflict(finding, breach.norm, breach.because)
        roles = (finding.debtor, finding.against, finding.creditor)
        for other in barred:
            if (other.debtor, other.creditor, other.against) == roles:
                yield _conflict(finding, other.norm, other.because)


def _breaches_by_help(law: Law, deed: Deed, facts: Facts, finding: Finding) -> Iterator[Finding]:
    """The promises of peace that a debtor would breach by going to war as it must."""
    promised = _promised_peace(law, finding.debtor, finding.against)
    if not promised:
        return
    help_ = Deed(
        finding.debtor, ActKind.DECLARE_WAR, finding.against, deed.day,
        theatre=deed.theatre, response_to=deed.event or str(deed), at=deed.at, sources=deed.sources,
    )  # fmt: skip
    named = _named(help_, facts)
    for norm in promised:
        if norm.needs <= named:
            yield from _breaches(law, norm, help_, facts)


def _promised_peace(law: Law, debtor: str, creditor: str) -> tuple[Norm, ...]:
    """The norms by which one state must not attack another."""

    def make() -> tuple[Norm, ...]:
        peace = (n for n in law.forbidding(ActKind.DECLARE_WAR) if n.pledge is Pledge.NONAGGRESSION)
        return tuple(n for n in peace if debtor in n.debtors and creditor in n.creditors)

    return law.once(("peace", debtor, creditor), make)


def _conflict(finding: Finding, norm: Norm, because: tuple[Step, ...]) -> Finding:
    steps = (
        Step(
            True,
            f"{finding.debtor} owes help by {finding.norm.id}",
            finding.norm.at,
            (),
            "rule",
            finding.because,
        ),
        Step(True, f"giving it is forbidden by {norm.id}", norm.at, (), "rule", because),
    )
    return finding._replace(verdict=Verdict.CONFLICT, because=steps, conflicts_with=norm.id)


# -- why not --------------------------------------------------------------------


def explain(law: Law, norm: Norm, debtor: str, creditor: str, deed: Deed, facts: Facts) -> tuple[list[Step], str]:
    """The steps tried for a commitment that a deed does not touch, up to the first that fails.

    The second value says how far it came: `force`, `act` (another act is meant), `roles`
    (the act falls elsewhere), or `conditions`.
    """
    trigger = law.trigger(norm)
    casus = Casus(law, norm, debtor, creditor, deed.actor, deed, facts)
    stretch = law.holds(norm, debtor, creditor, facts.day)
    steps = [_force(casus, stretch)]
    if stretch is None:
        return steps, "force"
    at = str(trigger.origin if trigger else norm.article.origin)
    meant = kinds(trigger.act) if trigger else law.forbidden(norm)
    if deed.verb not in meant:
        words = ", ".join(sorted(meant))
        says = f"it speaks of {words}, not of {deed.verb}" if meant else "it stands by itself: no act sets it off"
        return [*steps, Step(False, says, at, (), "trigger")], "act"
    if trigger is None:
        steps, holds = (
            breaks(casus) if debtor == deed.actor and creditor in _wronged(law, norm, deed, facts) else (steps, True)
        )
        fallen = Step(False, f"{deed} is not an act of {debtor} upon {creditor}", at, (), "trigger")
        return (steps, "conditions") if not holds else ([*steps, fallen], "roles")
    plan = operation(law, norm)
    for owed, adversary in _roles(law, norm, plan, deed, facts.day) if plan else ():
        if owed == creditor and debtor != adversary:
            return list(operate(casus._replace(adversary=adversary), plan)[0]), "conditions"  # type: ignore[arg-type]
    return [
        *steps,
        Step(False, f"{deed} does not fall on {creditor} in the way meant", at, (), "trigger"),
    ], "roles"
