"""A norm's trigger made ready: which acts, by whom, upon whom, and what must be asked per debtor."""

from __future__ import annotations

from dataclasses import dataclass

from foedera.dossier.treaties import Condition, Trigger
from foedera.law.facts import Deed
from foedera.law.force import chosen
from foedera.law.law import Law
from foedera.law.norms import Norm, kinds
from foedera.terms import OF_WAR, ActKind, ConditionKind, Modality, Verdict


@dataclass(frozen=True, slots=True)
class Operation:
    """The trigger of a norm under one law."""

    #: What is found once it is set off.
    verdict: Verdict
    trigger: Trigger
    at: str
    acts: frozenset[ActKind]
    by: frozenset[str] | None
    not_by: frozenset[str]
    by_creditor: bool
    on_creditor: bool
    on_debtor: bool
    elsewhere: tuple[str, ...]
    whoever: bool
    aggression: bool
    of_war: bool
    #: Whom it means by the adversary, in words.
    meant: str
    each: bool
    awaits: bool
    #: The named facts without which it does not become operative.
    needs: frozenset[str]
    #: Whether an act in answer to an armed attack is not meant.
    unanswered: bool

    def possible(self, deed: Deed, named: frozenset[str]) -> bool:
        """Whether a deed may set it off, as far as that is seen before any condition is tried."""
        if (self.unanswered and deed.response_to) or (self.of_war and deed.short_of_war):
            return False
        return self.needs <= named

    def counts(self, adversary: str) -> bool:
        """Whether the adversary is one of those meant; roles are left to the debtor's own test."""
        if self.by_creditor:
            return True
        if adversary in self.not_by:
            return False
        return self.by is None or adversary in self.by


def operation(law: Law, norm: Norm) -> Operation | None:
    """The norm's operation; None for a standing norm."""
    return law.of(norm, _operation)


def _operation(law: Law, norm: Norm) -> Operation | None:
    trigger = law.trigger(norm)
    if trigger is None:
        return None
    conditions = (*trigger.requires, *trigger.unless)
    required = [c for c in trigger.requires if chosen(c.reading, law.choices)]
    return Operation(
        verdict=_verdict(norm),
        trigger=trigger,
        at=str(trigger.origin),
        acts=kinds(trigger.act),
        by=_states(law, norm, trigger.by),
        not_by=(_states(law, norm, trigger.not_by) or frozenset()) | _excluded(law, norm, trigger),
        by_creditor=trigger.by == ("creditor",),
        on_creditor="creditor" in trigger.on,
        on_debtor="debtor" in trigger.on,
        elsewhere=tuple(word for word in trigger.on if word not in ("creditor", "debtor")),
        whoever="war" in trigger.act,
        aggression="aggression" in trigger.act,
        of_war=OF_WAR.issuperset(trigger.act),
        meant=", ".join(_shown(law, norm, word) for word in trigger.by),
        each="debtor" in (*trigger.by, *trigger.on) or any(map(_asks_debtor, conditions)),
        awaits=any(c.kind is ConditionKind.ASSISTS for c in trigger.requires),
        needs=frozenset(c.id for c in required if c.kind is ConditionKind.FACT),
        unanswered="aggression" in trigger.act or any(c.kind is ConditionKind.UNPROVOKED for c in required),
    )


def _verdict(norm: Norm) -> Verdict:
    if norm.modality is Modality.PROHIBITION:
        return Verdict.BARRED
    if norm.modality in (Modality.POWER, Modality.PERMISSION):
        return Verdict.POWER
    return Verdict.DUE


def _excluded(law: Law, norm: Norm, trigger: Trigger) -> frozenset[str]:
    """A third power is no party."""
    return frozenset(law.parties(norm.treaty)) if trigger.by == ("third",) else frozenset()


def _states(law: Law, norm: Norm, words: tuple[str, ...]) -> frozenset[str] | None:
    """The states that words name; None where they leave it open."""
    found: set[str] = set()
    for word in words:
        if word in ("any", "third", "debtor", "creditor"):
            return None
        found |= law.members(norm, word) if word.startswith("@") else {word}
    return frozenset(found)


def _shown(law: Law, norm: Norm, word: str) -> str:
    if not word.startswith("@"):
        return {"any": "anyone", "third": "a third power"}.get(word, word)
    members = sorted(law.members(norm, word))
    return f"{word[1:]}: {', '.join(members)}" if len(members) <= 4 else f"{word[1:]}: any of {len(members)}"


_OF_DEBTOR = (ConditionKind.ASKS, ConditionKind.IN_FORCE, ConditionKind.ENTAILS_WAR_WITH, ConditionKind.FORFEITED)


def _asks_debtor(condition: Condition) -> bool:
    """Whether a condition can be answered differently for different debtors."""
    return condition.kind in _OF_DEBTOR or "debtor" in (*condition.by, *condition.on)
