"""Why a deed does not touch a commitment."""

from __future__ import annotations

from foedera.law.argument import Step
from foedera.law.breaches import breaks, wronged
from foedera.law.conditions import Casus
from foedera.law.facts import Deed, Facts
from foedera.law.law import Law
from foedera.law.norms import Norm, kinds
from foedera.law.operation import operation
from foedera.law.operative import operate, roles
from foedera.law.steps import force_of


def explain(law: Law, norm: Norm, debtor: str, creditor: str, deed: Deed, facts: Facts) -> tuple[list[Step], str]:
    """The steps tried for a commitment that a deed does not touch, up to the first that fails.

    The second value says how far it came: `force`, `act` (another act is meant), `roles`
    (the act falls elsewhere), or `conditions`.
    """
    trigger = law.trigger(norm)
    casus = Casus(law, norm, debtor, creditor, deed.actor, deed, facts)
    stretch = law.holds(norm, debtor, creditor, facts.day)
    steps = [force_of(casus, stretch)]
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
            breaks(casus) if debtor == deed.actor and creditor in wronged(law, norm, deed, facts) else (steps, True)
        )
        fallen = Step(False, f"{deed} is not an act of {debtor} upon {creditor}", at, (), "trigger")
        return (steps, "conditions") if not holds else ([*steps, fallen], "roles")
    plan = operation(law, norm)
    if plan is not None:
        for owed, adversary in roles(law, norm, plan, deed, facts.day):
            if owed == creditor and debtor != adversary:
                return list(operate(casus._replace(adversary=adversary), plan)[0]), "conditions"
    return [
        *steps,
        Step(False, f"{deed} does not fall on {creditor} in the way meant", at, (), "trigger"),
    ], "roles"
