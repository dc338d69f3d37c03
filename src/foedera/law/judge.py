"""What a deed sets off, breaches, bars and empowers: one pass over the norms that it can touch."""

from __future__ import annotations

from collections.abc import Iterable

from foedera.law.breaches import breaches
from foedera.law.facts import Deed, Facts
from foedera.law.finding import Finding
from foedera.law.law import Law
from foedera.law.norms import Norm
from foedera.law.operative import operations


def judge(
    law: Law, deed: Deed, facts: Facts, norms: Iterable[Norm], *, everything: bool = False, side: str = ""
) -> list[Finding]:
    """The findings of some norms that stand on the day of a deed, under one set of readings.

    Of what is not due, only promises that wait for another's help, since they may stand in
    a circle; with `everything`, all. With `side`, only what that state owes or is owed.
    """
    found: list[Finding] = []
    named = named_facts(deed, facts)
    verb, actor = deed.verb, deed.actor
    for norm in norms:
        if verb in norm.forbids and actor in norm.debtors and norm.needs <= named:
            found += breaches(law, norm, deed, facts, side)
        if verb in norm.triggers:
            found += operations(law, norm, deed, facts, named, everything, side)
    return found


def named_facts(deed: Deed, facts: Facts) -> frozenset[str]:
    """The facts that somebody gives, or that an assessment speaks of."""
    if not (facts.named or deed.assessed or deed.disputed):
        return frozenset()
    return frozenset((*facts.named, *(kind for kind, _ in deed.assessed), *(a.kind for a in deed.disputed)))
