"""Which norms an act can touch at all, by its verb, actor, target and adversaries."""

from __future__ import annotations

from typing import NamedTuple

from foedera.law.facts import Deed
from foedera.law.law import Law
from foedera.law.norms import Norm
from foedera.law.territory import owner
from foedera.terms import ActKind, Pledge


class Touched(NamedTuple):
    """Norms that an act can touch at all; `spans` has each behind the days outside which it binds nobody."""

    norms: tuple[Norm, ...]
    spans: tuple[tuple[int, int, Norm], ...]

    def standing(self, day: int) -> list[Norm]:
        """Those that may bind anybody on a day."""
        return [norm for opens, closes, norm in self.spans if opens <= day < closes]


def candidates(law: Law, deed: Deed) -> Touched:
    """The norms that a deed can touch at all, by its verb, actor, target and adversaries."""
    return touched(law, deed.verb, deed.actor, deed.target, deed.against)


def touched(law: Law, verb: ActKind, actor: str, target: str, against: tuple[str, ...] = ()) -> Touched:
    """The norms that an act of this kind by one upon another can touch at all."""

    def make() -> Touched:
        reach = law.once(("reach", verb), lambda: _reach(law, verb))
        struck = _struck(law, target)
        found = [n for n in reach.facing.get(actor, ()) if not struck or not struck.isdisjoint(n.creditors)]
        found += [n for n in reach.pointing.get(actor, ()) if not struck or _points(law, n, struck)]
        found += [n for n in reach.siding.get(actor, ()) if not n.creditors.isdisjoint(against)]
        found += reach.alone.get(actor, ())
        found += reach.doing.get(actor, ())
        for victim in struck:
            found += reach.owed.get(victim, ())
        ordered = sorted({*found, *reach.anyhow}, key=reach.order.__getitem__)
        return Touched(tuple(ordered), tuple((*law.window(norm), norm) for norm in ordered))

    return law.once(("candidates", verb, actor, target, against), make)


def _struck(law: Law, target: str) -> frozenset[str]:
    """Whom an act upon a target may strike on any day, under any reading: it, and those whose territory it was."""
    territory = None if target in law.dossier.states else law.dossier.territories.get(target)
    owners = [owner(law.dossier, control) for control in territory.controls] if territory else []
    return frozenset(name for name in (target, *owners) if name)


_ByState = dict[str, list[Norm]]


class _Reach(NamedTuple):
    """Norms that acts of one kind may touch.

    Prohibitions by who is bound: those towards the creditor, those that name their object,
    those on taking sides, and the rest. Triggers by whom the act befalls, by who does it,
    and those that whatever act of the kind may meet. `order` is the order of the record.
    """

    facing: _ByState
    pointing: _ByState
    siding: _ByState
    alone: _ByState
    owed: _ByState
    doing: _ByState
    anyhow: list[Norm]
    order: dict[Norm, int]


def _reach(law: Law, verb: ActKind) -> _Reach:
    order = law.once("order", lambda: {norm: place for place, norm in enumerate(law.norms)})
    found = _Reach({}, {}, {}, {}, {}, {}, [], order)
    for norm in law.forbidding(verb):
        group = _group(found, norm)
        for state in norm.debtors:
            group.setdefault(state, []).append(norm)
    for norm in law.triggered(verb):
        own = any(t.by == ("creditor",) or "war" in t.act for t in norm.all_triggers)
        victims = _meant(law, norm)
        if victims is None:
            found.anyhow.append(norm)
            continue
        for state in victims:
            found.owed.setdefault(state, []).append(norm)
        for state in norm.creditors if own else ():
            found.doing.setdefault(state, []).append(norm)
    return found


def _meant(law: Law, norm: Norm) -> frozenset[str] | None:
    """Whom the acts that a norm's triggers mean befall, under any reading; None where it may be anybody."""
    found: set[str] = set()
    for trigger in norm.all_triggers:
        if trigger.by == ("creditor",):
            continue  # it is found by who does the act
        for word in trigger.on:
            if word in ("any", "anyone", "third", "debtor"):
                return None
            found |= norm.creditors if word == "creditor" else _named(law, norm, word)
    return frozenset(found)


def _named(law: Law, norm: Norm, word: str) -> frozenset[str]:
    return law.members(norm, word) if word.startswith("@") else frozenset((word,))


def _group(reach: _Reach, norm: Norm) -> _ByState:
    if norm.article.on and norm.article.on != ("creditor",):
        return reach.pointing
    if not norm.article.on and norm.pledge in (Pledge.NEUTRALITY, Pledge.NO_HOSTILE_GROUPING):
        return reach.siding
    return reach.alone if not norm.article.on and norm.pledge is Pledge.NO_SEPARATE_PEACE else reach.facing


def _points(law: Law, norm: Norm, struck: frozenset[str]) -> bool:
    """Whether a norm that names its object may mean one of these."""
    on = norm.article.on
    return any(w in ("any", "anyone", "third", "creditor") or not struck.isdisjoint(_named(law, norm, w)) for w in on)
