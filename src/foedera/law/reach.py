"""Which norms an act can touch at all, by its verb, actor, target and adversaries."""

from __future__ import annotations

from typing import NamedTuple

from foedera.law.facts import Deed
from foedera.law.law import Law
from foedera.law.norms import Norm
from foedera.terms import ActKind, Pledge


def candidates(law: Law, deed: Deed) -> tuple[Norm, ...]:
    """The norms that a deed can touch at all, by its verb, actor, target and adversaries."""

    def make() -> tuple[Norm, ...]:
        reach = law.once(("reach", deed.verb), lambda: _reach(law, deed.verb))
        stateless = not deed.target or deed.target not in law.dossier.states
        touched = [n for n in reach.facing.get(deed.actor, ()) if stateless or deed.target in n.creditors]
        touched += [n for n in reach.pointing.get(deed.actor, ()) if stateless or _points(n, deed.target)]
        touched += [n for n in reach.siding.get(deed.actor, ()) if not n.creditors.isdisjoint(deed.against)]
        touched += [*reach.alone.get(deed.actor, ()), *reach.warring.get(deed.actor, ())]
        touched += [*reach.owed.get(deed.target, ()), *reach.elsewhere]
        if stateless:
            touched += [norm for norms in reach.owed.values() for norm in norms]
        return tuple(dict.fromkeys(touched))

    return law.once(("candidates", deed.verb, deed.actor, deed.target, deed.against), make)


_ByState = dict[str, list[Norm]]


class _Reach(NamedTuple):
    """Norms that acts of one kind may touch.

    Prohibitions by who is bound: those towards the creditor, those that name their object,
    those on taking sides, and the rest. Triggers by whom the act befalls, by who wages war,
    and those that look elsewhere.
    """

    facing: _ByState
    pointing: _ByState
    siding: _ByState
    alone: _ByState
    owed: _ByState
    warring: _ByState
    elsewhere: list[Norm]


def _reach(law: Law, verb: ActKind) -> _Reach:
    found = _Reach({}, {}, {}, {}, {}, {}, [])
    for norm in law.forbidding(verb):
        group = _group(found, norm)
        for state in norm.debtors:
            group.setdefault(state, []).append(norm)
    for norm in law.triggered(verb):
        if not all(t.on == ("creditor",) and t.by != ("creditor",) for t in norm.all_triggers):
            found.elsewhere.append(norm)
            continue
        for state in norm.creditors:
            found.owed.setdefault(state, []).append(norm)
            if any("war" in t.act for t in norm.all_triggers):
                found.warring.setdefault(state, []).append(norm)
    return found


def _group(reach: _Reach, norm: Norm) -> _ByState:
    if norm.article.on and norm.article.on != ("creditor",):
        return reach.pointing
    if not norm.article.on and norm.pledge in (Pledge.NEUTRALITY, Pledge.NO_HOSTILE_GROUPING):
        return reach.siding
    return reach.alone if not norm.article.on and norm.pledge is Pledge.NO_SEPARATE_PEACE else reach.facing


def _points(norm: Norm, target: str) -> bool:
    """Whether a norm that names its object may mean this state."""
    on = norm.article.on
    return target in on or any(w.startswith("@") or w in ("any", "anyone", "third", "creditor") for w in on)
