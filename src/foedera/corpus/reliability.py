"""How far promises were kept in wars: every commitment of a dossier judged against the wars of a list.

The rules, which decide the figures:

1. A war tests the promises in force on its first day, between those in it that day and others. What
   happens to later participants tests nothing, since the list does not say who attacked them.
2. *Defense* and *offense* are tested when the law finds them due upon the opening attack; kept when the
   debtor fights on the creditor's side at any time in that war.
3. *Neutrality* is tested when the law finds help to the adversary barred; kept unless the debtor fights
   against the creditor in that war.
4. *Nonaggression* is tested when a partner is in the war from its first day; kept unless the debtor
   fights against it.
5. *Consultation* leaves no trace in a list of wars and is not tested.
6. Provocation and requests are taken as the promise needs them: the list does not know them. Promises
   with a condition that ATOP codes without giving it are counted, and also told apart (`clear`: without).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

import polars as pl

from foedera.corpus.codings import by_number
from foedera.corpus.wars import Fight, Opening, by_war, fights, opening
from foedera.dossier import Dossier
from foedera.law import Deed, Law, facts_on, law_of
from foedera.law.finding import Finding
from foedera.law.judge import judge
from foedera.law.norms import Norm
from foedera.law.reach import candidates
from foedera.terms import ActKind, ConditionKind, Pledge, Verdict

#: The shares published, each with its unit: what the table is set beside.
PUBLISHED = (
    {
        "cite": "Leeds, Long and Mitchell 2000", "years": "1816-1944", "honoured": 74.5,
        "unit": "alliance in a war that invoked it",
    },
    {
        "cite": "Berkemeier and Fuhrmann 2018", "years": "1816-1944", "honoured": 66.0,
        "unit": "alliance in a war that invoked it",
    },
    {
        "cite": "Berkemeier and Fuhrmann 2018", "years": "1945-2003", "honoured": 22.0,
        "unit": "alliance in a war that invoked it",
    },
)  # fmt: skip
#: The last year before the second era.
BEFORE = 1945
_TESTED = {
    (Verdict.DUE, Pledge.DEFENSE): "defense",
    (Verdict.DUE, Pledge.OFFENSE): "offense",
    (Verdict.BARRED, Pledge.NEUTRALITY): "neutral",
}


@dataclass(frozen=True, slots=True)
class Trial:
    """One promise of one debtor, tested by one war."""

    war: int
    name: str
    day: int
    treaty: str
    pledge: str
    debtor: str
    #: Towards whom; of several in one war, the first.
    creditor: str
    kept: bool
    #: Whether no condition is left open.
    clear: bool
    at: str

    @property
    def era(self) -> str:
        """Before 1945, or from then on."""
        return f"before {BEFORE}" if date.fromordinal(self.day).year < BEFORE else f"from {BEFORE} on"


@dataclass(frozen=True, slots=True)
class Share:
    """How many promises of a kind were tested, and how many kept."""

    unit: str
    pledge: str
    era: str
    tested: int
    kept: int
    clear_tested: int
    clear_kept: int

    @property
    def percent(self) -> float | None:
        """The share kept; None where nothing was tested."""
        return 100 * self.kept / self.tested if self.tested else None

    @property
    def clear_percent(self) -> float | None:
        """The same of promises without an open condition."""
        return 100 * self.clear_kept / self.clear_tested if self.clear_tested else None


def trials(dossier: Dossier, wars: pl.DataFrame) -> list[Trial]:
    """Every promise that a war of the list tested, one for each debtor, instrument, pledge and war."""
    law = law_of(dossier)
    found: list[Trial] = []
    for spells in by_war(fights(wars, by_number(dossier))).values():
        opened = opening(spells)
        if opened and dossier.first <= opened.day <= dossier.last:
            sides: dict[str, set[int]] = {}
            for spell in spells:
                sides.setdefault(spell.state, set()).add(spell.side)
            found += _once((*_upon_attack(law, opened, sides), *_nonaggression(law, opened, sides)))
    return found


def _once(trials_: Iterable[Trial]) -> Iterator[Trial]:
    """One trial for each debtor, instrument and pledge: kept when it was kept towards each partner in the war."""
    found: dict[tuple[str, str, str], Trial] = {}
    for trial in trials_:
        key = (trial.treaty, trial.pledge, trial.debtor)
        held = found.get(key)
        if held is None or (held.kept and not trial.kept):
            found[key] = trial
    yield from found.values()


def _upon_attack(law: Law, opened: Opening, sides: dict[str, set[int]]) -> Iterator[Trial]:
    facts = facts_on(law, opened.day)
    for attacker, target in product(opened.attackers, opened.targets):
        deed = Deed(attacker.state, ActKind.ATTACK, target.state, opened.day)
        for finding in judge(law, deed, facts, candidates(law, deed).standing(opened.day)):
            pledge = _TESTED.get((finding.verdict, finding.norm.pledge))
            side = target.side if finding.creditor == target.state else attacker.side
            if pledge is None:
                continue
            fought = sides.get(finding.debtor, set())
            kept = side in fought if pledge != "neutral" else not fought - {side}
            yield _trial(opened, finding.norm, pledge, finding.debtor, finding.creditor, kept, _clear(finding))


def _clear(finding: Finding) -> bool:
    trigger = finding.norm.article.trigger
    return not (trigger and any(c.kind is ConditionKind.FACT for c in trigger.unless))


def _nonaggression(law: Law, opened: Opening, sides: dict[str, set[int]]) -> Iterator[Trial]:
    norms = law.once("nonaggression", lambda: [n for n in law.norms if n.pledge is Pledge.NONAGGRESSION])
    partners: dict[str, Fight] = {spell.state: spell for spell in (*opened.targets, *opened.attackers)}
    for norm in norms:
        for creditor, spell in partners.items():
            if creditor not in norm.creditors:
                continue
            for debtor in sorted(norm.debtors):
                if debtor != creditor and law.holds(norm, debtor, creditor, opened.day):
                    kept = not sides.get(debtor, set()) - {spell.side}
                    yield _trial(opened, norm, "nonagg", debtor, creditor, kept, True)


def _trial(opened: Opening, norm: Norm, pledge: str, debtor: str, creditor: str, kept: bool, clear: bool) -> Trial:
    return Trial(
        opened.war, opened.name, opened.day, norm.treaty.id, pledge, debtor, creditor, kept, clear, norm.at
    )  # fmt: skip


# -- shares ------------------------------------------------------------------------------


def shares(trials_: Iterable[Trial]) -> list[Share]:
    """The share kept by pledge and era, for single promises and for whole alliances.

    An alliance keeps its promises in a war when every member whose defense, offense or neutrality was
    tested kept it: the unit of the published studies.
    """
    trials_ = list(trials_)
    eras = list(dict.fromkeys(trial.era for trial in sorted(trials_, key=lambda t: t.day)))
    found = []
    for era in eras:
        mine = [trial for trial in trials_ if trial.era == era]
        for pledge in ("defense", "offense", "neutral", "nonagg"):
            found.append(_share("promise", pledge, era, [t for t in mine if t.pledge == pledge]))
        active = [trial for trial in mine if trial.pledge != "nonagg"]
        found.append(_share("promise", "all but nonagg", era, active))
        found.append(_share("alliance", "all but nonagg", era, _alliances(active)))
    return found


def _alliances(trials_: Iterable[Trial]) -> list[Trial]:
    """One trial an alliance and war: kept when all were kept, clear when all were clear."""
    found: dict[tuple[int, str], list[Trial]] = {}
    for trial in trials_:
        found.setdefault((trial.war, trial.treaty), []).append(trial)
    return [
        Trial(
            one.war, one.name, one.day, one.treaty, "", "", "",
            all(t.kept for t in group), all(t.clear for t in group), one.at,
        )
        for group in found.values()
        for one in group[:1]
    ]  # fmt: skip


def _share(unit: str, pledge: str, era: str, trials_: list[Trial]) -> Share:
    clear = [trial for trial in trials_ if trial.clear]
    return Share(
        unit, pledge, era, len(trials_), sum(t.kept for t in trials_), len(clear), sum(t.kept for t in clear)
    )  # fmt: skip
