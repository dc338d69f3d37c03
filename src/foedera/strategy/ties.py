"""The signed ties of a day, from the record: what states have promised each other, and done to each other.

Each kind of tie counts once for a pair, whichever side it comes from; the weights are those of `PROMISED` and `DONE`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from foedera.law import Law
from foedera.law.bound import commitment
from foedera.law.norms import Norm
from foedera.law.wars import chronicle
from foedera.strategy.signed import SignedGraph, graph_of
from foedera.terms import WARLIKE, ActKind, Pledge, Status

#: Armed help of any kind.
HELP = frozenset({Pledge.DEFENSE, Pledge.OFFENSE, Pledge.GUARANTEE, Pledge.MILITARY_CONVENTION})
_PEACE = frozenset({Pledge.NONAGGRESSION, Pledge.NEUTRALITY, Pledge.NO_HOSTILE_GROUPING})
#: What a promise in force is worth, by its kind.
PROMISED = (
    ("armed help", 3, HELP),
    ("nonaggression or neutrality", 1, _PEACE),
    ("consultation", 1, frozenset({Pledge.CONSULTATION})),
)  # fmt: skip
#: What an act of the year before the day is worth, by its kind; a war is worth `AT_WAR` while it lasts.
DONE = (
    ("armed act", -3, WARLIKE | {ActKind.OCCUPY, ActKind.ANNEX, ActKind.BLOCKADE}),
    ("threat", -2, frozenset({ActKind.THREATEN, ActKind.MOBILIZE})),
    ("rupture", -1, frozenset({ActKind.SEVER, ActKind.DENOUNCE, ActKind.EXPEL})),
)
AT_WAR = -6
#: An instrument with more parties promises the same to friend and foe, and ties none of them.
MOST_PARTIES = 8
YEAR = 365


class Ground(NamedTuple):
    """One ground of a tie: between whom, of which kind, its weight, and the record that it stands in."""

    one: str
    other: str
    kind: str
    weight: int
    record: str


def grounds_on(law: Law, day: int) -> list[Ground]:
    """Every ground of a tie on a day; a kind counts once for a pair, with the first record that gives it."""
    found: dict[tuple[str, str, str], Ground] = {}
    alive = {state for state in law.dossier.states if any(s.start <= day < s.until for s in law.life(state))}
    for ground in (*done_on(law, day), *_promises(law, day)):
        one, other = sorted((ground.one, ground.other))
        if one not in alive or other not in alive:
            continue
        found.setdefault((one, other, ground.kind), Ground(one, other, ground.kind, ground.weight, ground.record))
    return sorted(found.values())


def done_on(law: Law, day: int) -> Iterator[Ground]:
    """What states have done to each other: wars of the day, acts of the year before it."""
    yield from _wars(law, day)
    yield from _acts(law, day)


def signed_on(law: Law, day: int) -> SignedGraph:
    """The signed graph of a day: the grounds of each pair added up."""
    return graph_of((ground.one, ground.other, ground.weight) for ground in grounds_on(law, day))


def _wars(law: Law, day: int) -> Iterator[Ground]:
    for war in law.wars:
        if day in war:
            yield Ground(war.attacker, war.defender, "war", AT_WAR, war.event)


def _acts(law: Law, day: int) -> Iterator[Ground]:
    states = law.dossier.states
    for when, event, act in chronicle(law.dossier.events.values()):
        if not day - YEAR < when <= day:
            continue
        for kind, weight, verbs in DONE:
            if act.verb in verbs:
                pairs = [(a, b) for a in act.actor for b in act.target if a in states and b in states and a != b]
                yield from (Ground(one, other, kind, weight, event.id) for one, other in pairs)


def _promises(law: Law, day: int) -> Iterator[Ground]:
    for kind, weight, pledges in PROMISED:
        for norm, debtor, creditor in standing(law, day, pledges):
            yield Ground(debtor, creditor, kind, weight, norm.id)


def standing(law: Law, day: int, pledges: frozenset[Pledge]) -> Iterator[tuple[Norm, str, str]]:
    """The promises of some kinds in force on a day, of instruments of few parties: norm, debtor, creditor.

    What is contested that day is left out: neither friend nor foe could count on it.
    """
    wanted = [norm for norm in law.norms if norm.pledge in pledges and len(law.parties(norm.treaty)) <= MOST_PARTIES]
    for norm in law.standing(wanted, day):
        for debtor in sorted(norm.debtors):
            for creditor in law.creditors(norm):
                if debtor == creditor or creditor not in law.dossier.states:
                    continue
                if commitment(law, norm, debtor, creditor, day).status is Status.IN_FORCE:
                    yield norm, debtor, creditor
