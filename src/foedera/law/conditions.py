"""Conditions and exceptions: whether each holds, and how that is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from foedera.dossier.treaties import Condition
from foedera.law.argument import Step
from foedera.law.facts import Deed, Facts
from foedera.law.force import chosen
from foedera.law.law import Law
from foedera.law.norms import Norm
from foedera.law.wars import War
from foedera.terms import WARLIKE, ConditionKind, Pledge


class Casus(NamedTuple):
    """One commitment before one deed: the roles that its conditions speak of."""

    law: Law
    norm: Norm
    debtor: str
    creditor: str
    adversary: str
    deed: Deed
    facts: Facts

    def states(self, words: Iterable[str]) -> frozenset[str]:
        """The states that words in a condition mean in this case."""
        roles = {"creditor": self.creditor, "debtor": self.debtor, "adversary": self.adversary}
        found: set[str] = set()
        for word in words:
            if word in roles:
                found.add(roles[word])
            elif word.startswith("@"):
                found |= self.law.members(self.norm, word)
            else:
                found.add(word)
        return frozenset(found)


def test(condition: Condition, casus: Casus, *, exception: bool = False) -> Step:
    """Whether a condition holds in a case, as a step of the argument."""
    holds, says, at, sources, assumed = _TESTS[condition.kind](condition, casus)
    wording = f"{condition.says}: {says}" if condition.says else says
    kind = "exception" if exception else "condition"
    return Step(holds, wording, at or str(condition.origin), (*sources, *condition.sources), kind, assumed=assumed)


_Result = tuple[bool, str, str, tuple, str]  # type: ignore[type-arg]


def _plain(holds: bool, says: str, at: str = "", sources: tuple = (), assumed: str = "") -> _Result:  # type: ignore[type-arg]
    return holds, says, at, sources, assumed


def _assessed(casus: Casus, kind: str, state: str) -> tuple[bool | None, str, str, tuple]:  # type: ignore[type-arg]
    found = casus.deed.assessment(kind, state, casus.law.choices)
    if found is None:
        return None, "", "", ()
    holds, (by, at, sources) = found
    return holds, by or "the record", at, sources


def _unprovoked(condition: Condition, casus: Casus) -> _Result:
    answers, says, at, sources, _ = _response(condition, casus)
    if answers:
        return _plain(False, f"{says}: the act is not unprovoked", at, sources)
    provoked, by, at, sources = _assessed(casus, "provoked", casus.creditor)
    if provoked is None:
        return _plain(True, "the act is taken to be unprovoked", assumed="unprovoked")
    word = "provoked" if provoked else "unprovoked"
    return _plain(not provoked, f"assessed as {word} by {by}", at, sources)


def _resists(condition: Condition, casus: Casus) -> _Result:
    resists, by, at, sources = _assessed(casus, "resists", casus.creditor)
    if resists is None:
        return _plain(True, f"{casus.creditor} is taken to resist", assumed="resists")
    word = "resists" if resists else "does not resist"
    return _plain(resists, f"{casus.creditor} {word}, assessed by {by}", at, sources)


def _asks(condition: Condition, casus: Casus) -> _Result:
    asks, by, at, sources = _assessed(casus, "asks", casus.creditor)
    if asks is not None:
        return _plain(
            asks,
            f"{casus.creditor} {'asks' if asks else 'does not ask'} for it, according to {by}",
            at,
            sources,
        )
    if (casus.creditor, casus.debtor) in casus.facts.asked:
        return _plain(True, f"{casus.creditor} has asked {casus.debtor}")
    if casus.facts.replay:
        return _plain(False, f"the record holds no request by {casus.creditor} to {casus.debtor}")
    return _plain(True, f"{casus.creditor} is taken to ask for it", assumed="asks")


def _peaceful(condition: Condition, casus: Casus) -> _Result:
    begins = casus.deed.actor == casus.creditor and casus.deed.verb in WARLIKE and not casus.deed.response_to
    begins = begins and answers_attack(casus.law, casus.deed, casus.facts) is None
    began = casus.facts.began(casus.creditor, casus.adversary)
    if begins or began:
        return _plain(False, f"{casus.creditor} itself began the war with {casus.adversary}", casus.deed.at)
    return _plain(True, f"{casus.creditor} did not begin the war")


def _assists(condition: Condition, casus: Casus) -> _Result:
    helpers = casus.states(condition.by)
    names = " or ".join(sorted(helpers))
    for help_ in casus.facts.helps:
        if help_.by in helpers and help_.to == casus.creditor and help_.against in ("", casus.adversary):
            return _plain(True, f"{help_.says}", help_.at, help_.sources)
    for state in sorted(helpers):
        war = casus.facts.war(state, casus.adversary)
        if war and state != casus.creditor:
            return _plain(True, f"{state} is already at war with {casus.adversary}", str(war.origin), war.sources)
    return _plain(False, f"{names} has not assisted {casus.creditor} against {casus.adversary}")


def _at_war(condition: Condition, casus: Casus) -> _Result:
    others = casus.states(condition.on or ("adversary",))
    for one in sorted(casus.states(condition.by)):
        for other in sorted(others):
            war = casus.facts.war(one, other)
            if war:
                return _plain(True, f"{one} is at war with {other}", str(war.origin), war.sources)
    return _plain(
        False,
        f"{', '.join(sorted(casus.states(condition.by)))} is not at war with {', '.join(sorted(others))}",
    )


def _adversaries(condition: Condition, casus: Casus) -> _Result:
    pool = casus.states(condition.by) if condition.by else None
    found = {war.attacker for war in casus.facts.wars if war.defender == casus.creditor and not war.response}
    found |= {war.defender for war in casus.facts.wars if war.attacker == casus.creditor and war.response}
    found |= {casus.adversary}
    counted = sorted(found if pool is None else found & pool)
    holds = len(counted) >= condition.count
    names = ", ".join(counted) or "none"
    says = f"{casus.creditor} has {len(counted)} adversaries of the kind meant ({names}), {condition.count} needed"
    return _plain(holds, says)


def _organ(condition: Condition, casus: Casus) -> _Result:
    wanted = condition.kind is ConditionKind.ORGAN_FOUND
    for organ in casus.facts.organs:
        same = organ.organ in condition.by and organ.found == wanted and organ.target in ("", casus.adversary)
        if same and (not condition.id or not organ.fact or organ.fact == condition.id):
            return _plain(True, organ.says, organ.at, organ.sources)
    word = "found so" if wanted else "failed to reach a finding"
    return _plain(False, f"{' or '.join(condition.by)} has not {word} of {casus.adversary}")


def _member(condition: Condition, casus: Casus) -> _Result:
    organization = casus.law.dossier.organizations[condition.on[0]]
    for state in sorted(casus.states(condition.by)):
        rows = (m for m in organization.members if m.state == state and chosen(m.reading, casus.law.choices))
        held = any(_within(m, casus.facts.day) for m in rows)
        if not held:
            return _plain(False, f"{state} is not a member of {organization.title} that day", str(organization.origin))
    return _plain(
        True,
        f"{', '.join(sorted(casus.states(condition.by)))} is a member of {organization.title}",
        str(organization.origin),
    )


def _within(member: object, day: int) -> bool:
    start, until = member.start.toordinal(), member.until  # type: ignore[attr-defined]
    return bool(start <= day and (until is None or day < until.toordinal()))


def _in_force(condition: Condition, casus: Casus) -> _Result:
    treaty = casus.law.dossier.treaties.get(condition.treaty)
    if treaty is None:
        return _plain(False, f"there is no {condition.treaty}")
    bound = [any(casus.facts.day in s for s in casus.law.party(treaty, p)) for p in (casus.debtor, casus.creditor)]
    return _plain(
        any(bound),
        f"{treaty.title} {'is' if any(bound) else 'is not'} in force",
        str(treaty.origin),
        treaty.sources,
    )


def _fact(condition: Condition, casus: Casus) -> _Result:
    if condition.id in casus.facts.named:
        holds = casus.facts.named[condition.id]
        return _plain(holds, f"'{condition.id}' is given as {'true' if holds else 'false'}", "given")
    value, by, at, sources = _assessed(casus, condition.id, casus.creditor)
    if value is None:
        return _plain(False, f"the record does not hold '{condition.id}'")
    return _plain(value, f"'{condition.id}' assessed as {'true' if value else 'false'} by {by}", at, sources)


def _response(condition: Condition, casus: Casus) -> _Result:
    deed = casus.deed
    if deed.response_to:
        return _plain(True, f"{deed.actor} answers {deed.response_to}", deed.at, deed.sources)
    war = answers_attack(casus.law, deed, casus.facts)
    if war is not None:
        says = f"{deed.target} had attacked {war.defender}, so {deed.actor} answers an armed attack"
        return _plain(True, says, str(war.origin), war.sources)
    return _plain(False, f"{deed.actor} answers no armed attack by {deed.target or 'anybody'}")


def _forfeited(condition: Condition, casus: Casus) -> _Result:
    own, theirs = (_war_in_breach(casus, state) for state in (casus.debtor, casus.creditor))
    if theirs is not None and own is not None:
        return _plain(False, f"{casus.debtor} is itself at war with {own.defender} in breach of this instrument")
    if theirs is not None:
        says = f"{casus.creditor} is itself at war with {theirs.defender} in breach of this instrument"
        return _plain(True, says, str(theirs.origin), theirs.sources)
    return _plain(False, f"{casus.creditor} is not at war in breach of this instrument")


def _war_in_breach(casus: Casus, state: str) -> War | None:
    """A war that a state began upon another party of the instrument."""
    parties = casus.law.parties(casus.norm.treaty)
    return next((war for war in casus.facts.begun.get(state, ()) if war.defender in parties), None)


def _entails(condition: Condition, casus: Casus) -> _Result:
    feared = casus.states(condition.by)
    names = ", ".join(sorted(feared))
    judged, judge, at, sources = _assessed(casus, ConditionKind.ENTAILS_WAR_WITH.value, casus.debtor)
    if judged is not None:
        word = "would" if judged else "would not"
        return _plain(judged, f"performing {word} be war with {names}, assessed by {judge}", at, sources)
    if casus.adversary in feared:
        return _plain(True, f"performing would be war with {casus.adversary}")
    for state in sorted(feared):
        if casus.facts.war(state, casus.creditor):
            return _plain(True, f"{state} is at war with {casus.creditor} on the side of {casus.adversary}")
    return _plain(False, f"performing would not be war with {names}")


def answers_attack(law: Law, deed: Deed, facts: Facts) -> War | None:
    """The war that the target of a deed had begun upon the actor, or upon one whom the actor must help.

    Of a recorded deed the record says itself on whose behalf it was done (`response_to`): no help is read into it.
    """
    if deed.verb not in WARLIKE or not deed.target:
        return None
    own = facts.began(deed.target, deed.actor)
    if own is not None or deed.recorded:
        return own
    for war in facts.begun.get(deed.target, ()):
        if owes_help(law, deed.actor, war.defender, facts.day):
            return war
    return None


def owes_help(law: Law, debtor: str, creditor: str, day: int) -> bool:
    """Whether a state has promised to defend another, under whatever condition."""
    norms = law.once(
        ("defence", debtor), lambda: [n for n in law.norms if n.pledge in _OF_HELP and debtor in n.debtors]
    )
    return debtor != creditor and any(
        creditor in n.creditors and law.holds(n, debtor, creditor, day) is not None for n in norms
    )


_OF_HELP = (Pledge.DEFENSE, Pledge.GUARANTEE)


_TESTS: dict[ConditionKind, Callable[[Condition, Casus], _Result]] = {
    ConditionKind.UNPROVOKED: _unprovoked,
    ConditionKind.RESISTS: _resists,
    ConditionKind.ASKS: _asks,
    ConditionKind.PEACEFUL: _peaceful,
    ConditionKind.ASSISTS: _assists,
    ConditionKind.AT_WAR: _at_war,
    ConditionKind.ADVERSARIES: _adversaries,
    ConditionKind.ORGAN_FOUND: _organ,
    ConditionKind.ORGAN_FAILED: _organ,
    ConditionKind.MEMBER: _member,
    ConditionKind.IN_FORCE: _in_force,
    ConditionKind.FACT: _fact,
    ConditionKind.RESPONSE: _response,
    ConditionKind.FORFEITED: _forfeited,
    ConditionKind.ENTAILS_WAR_WITH: _entails,
}
