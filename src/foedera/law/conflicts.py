"""Duties that collide: help that is owed and may not be given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foedera.dossier.pledges import ARMED_HELP
from foedera.law.argument import Step
from foedera.law.breaches import breaches
from foedera.law.facts import Deed, Facts
from foedera.law.finding import Finding
from foedera.law.judge import named_facts
from foedera.law.law import Law
from foedera.law.norms import Norm
from foedera.terms import ActKind, Pledge, Verdict


def conflicts(law: Law, deed: Deed, facts: Facts, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Where armed help that is due would itself breach a promise not to attack, or neutrality, that is owed."""
    due = Verdict.DUE
    help_due = [f for f in findings if f.verdict is due and f.norm.pledge in ARMED_HELP and f.against]
    barred = [f for f in findings if f.verdict is Verdict.BARRED] if help_due else []
    for finding in help_due:
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
    named = named_facts(help_, facts)
    for norm in law.standing(promised, facts.day):
        if norm.needs <= named:
            yield from breaches(law, norm, help_, facts)


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
