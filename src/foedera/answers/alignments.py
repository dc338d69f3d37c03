"""Who sides with whom: the balance of signed ties, the pivotal state, and which system of states is meant.

The libraries of the extra `strategy` are imported when a question is asked, and not before.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from foedera.answers.asking import day_of, lens
from foedera.answers.telling import Json, citations, treaty_ref
from foedera.days import iso
from foedera.dossier.alignments import Alignment
from foedera.dossier.dossier import Dossier
from foedera.errors import BadQuestion, UnknownName
from foedera.strategy.extra import need_extra

if TYPE_CHECKING:
    from foedera.law.norms import Norm
    from foedera.strategy.power import Camp, Exposure, Outside, PowerBalance
    from foedera.strategy.signed import SignedGraph

#: How far ahead `pivot` looks for the day on which its answer changes.
AHEAD = 120
#: What is counted, told with every answer.
COUNTED = (
    "frustration index: the least weight of ties that no two camps can satisfy, positive ties between the camps and"
    " negative ties within one (line index of balance, Harary 1959); proven: no two camps do better"
)
OF_A_FILE = (
    f"{COUNTED}; every tie weighs 1, and a pair counts once a window, however often and in whatever order it stands"
)


def alignment_of(dossier: Dossier, name: str | None) -> Alignment:
    """A system of states by its id; without one, the record's only or first."""
    if not dossier.alignments:
        raise BadQuestion(f"the dossier {dossier.label} has no alignments; add one to its folder alignments/")
    if name is None:
        return next(iter(dossier.alignments.values()))
    if name not in dossier.alignments:
        raise UnknownName("system of states", name, sorted(dossier.alignments))
    return dossier.alignments[name]


# -- structural balance ----------------------------------------------------------------


def balance_in_file(path: str | Path, *, seconds: float = 60.0) -> Json:
    """Triads and the frustration index of each window of a CSV file (window, i, j, sign); `seconds` for each."""
    need_extra()
    from foedera.strategy.signed import read_windows

    windows = read_windows(Path(path))
    rows = [{"window": name, **_balanced(graph, seconds)} for name, graph in windows.items()]
    return {"definition": OF_A_FILE, "windows": rows}


def balance_on(
    dossier: Dossier, day: str, *, known_to: str | None = None, readings: Sequence[str] = (), seconds: float = 60.0
) -> Json:
    """The signed ties of a day with their grounds, its triads, and the two camps that frustrate least."""
    need_extra()
    from foedera.strategy.signed import graph_of
    from foedera.strategy.ties import grounds_on

    when = day_of(dossier, day)
    law = lens(dossier, when, known_to, readings)
    grounds = grounds_on(law, when)
    graph = graph_of((g.one, g.other, g.weight) for g in grounds)
    ties = _signed(graph)
    for tie in ties:
        tie["grounds"] = [
            {"kind": g.kind, "weight": g.weight, "record": g.record}
            for g in grounds
            if (g.one, g.other) == (tie["one"], tie["other"])
        ]
    told = {"day": iso(when), "known_to": law.knower, **_balanced(graph, seconds), "signed": ties}
    return {**told, "definition": COUNTED, "weights": _weights()}


def _signed(graph: SignedGraph) -> list[Json]:
    return [{"one": graph.names[i], "other": graph.names[j], "weight": weight} for i, j, weight in graph.ties]


def _weights() -> list[Json]:
    """What each kind of ground weighs."""
    from foedera.strategy.ties import AT_WAR, DONE, PROMISED

    kinds = [("war", AT_WAR), *((kind, weight) for kind, weight, _ in (*PROMISED, *DONE))]
    return [{"kind": kind, "weight": weight} for kind, weight in sorted(kinds, key=lambda row: -row[1])]


def balance_by_month(
    dossier: Dossier, first: str, last: str, *, known_to: str | None = None, readings: Sequence[str] = (),
    ties: bool = False,
) -> Json:  # fmt: skip
    """The balance of the first day of every month from one day to a later one: a film of it; `ties`: with all ties."""
    need_extra()
    from foedera.strategy.ties import signed_on

    start, end = day_of(dossier, first), day_of(dossier, last)
    if end < start:
        raise BadQuestion(f"{last} is before {first}; give the earlier day first")
    days = [day for day in range(start, end + 1) if day == start or str(iso(day)).endswith("-01")]
    months: list[Json] = []
    for day in days:
        graph = signed_on(lens(dossier, day, known_to, readings), day)
        drawn = {"signed": _signed(graph)} if ties else {}
        months.append({"day": iso(day), **_balanced(graph, 20.0), **drawn})
    return {"from": iso(start), "to": iso(end), "known_to": known_to, "definition": COUNTED, "months": months}


def _balanced(graph: SignedGraph, seconds: float) -> Json:
    from foedera.strategy.communities import communities
    from foedera.strategy.frustration import frustrated, frustration
    from foedera.strategy.signed import triads

    found, census = frustration(graph, seconds), triads(graph)
    sides = [[name for name, camp in zip(graph.names, found.camps, strict=True) if camp == side] for side in (1, -1)]
    return {
        "actors": len(graph.names),
        "ties": len(graph.ties),
        "negative": graph.negative,
        "weight": sum(abs(weight) for _, _, weight in graph.ties),
        "triads": {"+++": census.none, "++-": census.one, "+--": census.two, "---": census.three},
        "balanced_triads": census.balanced / census.total if census.total else None,
        "frustration": found.value,
        "bound": found.bound,
        "proven": found.proven,
        "camps": sorted(sides, key=len, reverse=True),
        "frustrated": [
            {"one": graph.names[i], "other": graph.names[j], "weight": weight}
            for i, j, weight in frustrated(graph, found.camps)
        ],
        "communities": [list(group) for group in communities(graph) if len(group) > 1],
    }


# -- power -----------------------------------------------------------------------------

#: The rules, told with every answer; docs/alignments.md has them at length.
DEFINITIONS = {
    "camp": "the core states of the rivalry, and every state tied to one of them by armed help, promised either way and"
    " uncontested, that has promised the largest state of the other core neither nonaggression nor neutrality",
    "pivotal": "a state in neither camp with which the weaker camp outweighs the stronger and without which it does not"
    " (the swing of Shapley and Shubik 1954), unless it has promised the largest state of the stronger core to refrain"
    " from attack",
    "two_fronts": "two land borders with adversaries that do not touch each other (borders from the atlas)",
    "encirclement": "the share of the land border that adversaries hold",
    "isolation": "the share, by size, of all other states that owe it no armed help",
    "size": "composite index of national capabilities of the year, in per cent of the world",
}


def pivot_on(
    dossier: Dossier, day: str, *, system: str | None = None, known_to: str | None = None,
    readings: Sequence[str] = (), to: str | None = None,
) -> Json:  # fmt: skip
    """The camps of a day with their shares, the state that tips the balance, and when that answer changes next.

    `to`: a later day, answered beside it.
    """
    alignment, when = alignment_of(dossier, system), day_of(dossier, day)
    need_extra()
    later = day_of(dossier, to) if to is not None else None
    if later is not None and later <= when:
        raise BadQuestion(f"{to} is not after {day}; give the earlier day first")
    told = _pivot(dossier, alignment, when, known_to, readings)
    balance = told.pop("balance")
    told["next"] = _next(dossier, alignment, balance, known_to, readings)
    if later is not None:
        then = _pivot(dossier, alignment, later, known_to, readings)
        then.pop("balance")
        told["then"] = then
    told["definitions"] = dict(DEFINITIONS)
    return told


def _pivot(dossier: Dossier, alignment: Alignment, when: int, known_to: str | None, readings: Sequence[str]) -> Json:
    from foedera.strategy.power import balance_on as powers_on
    from foedera.strategy.power import exposures_on

    law = lens(dossier, when, known_to, readings)
    balance = powers_on(law, alignment, when)
    sized = [size for size in alignment.sizes if str(iso(when))[:4] in size.by_year]
    return {
        "day": iso(when),
        "known_to": law.knower,
        "system": alignment.id,
        **_powers(balance),
        "rivalry": {"says": balance.rivalry.says, "sources": citations(balance.rivalry.sources)},
        "exposures": [_exposed(one) for one in exposures_on(law, alignment, balance)],
        "sizes": [{"state": size.state, "sources": citations(size.sources)} for size in sized],
        "balance": balance,
    }


def _powers(balance: PowerBalance) -> Json:
    total = balance.stronger.size + balance.weaker.size + sum(one.size for one in balance.outside)
    return {
        "stronger": _camp(balance.stronger, total),
        "weaker": _camp(balance.weaker, total),
        "gap": balance.stronger.size - balance.weaker.size,
        "pivotal": balance.pivotal.state if balance.pivotal else None,
        "outside": [_outside(one) for one in balance.outside],
    }


def _camp(camp: Camp, total: float) -> Json:
    states = list(camp.states)
    return {
        "leader": camp.leader,
        "core": list(camp.core),
        "states": states,
        "size": camp.size,
        "share": camp.size / total,
        "sizes": dict(camp.sizes),
        "by": [{"state": state, "commitments": [_norm(norm) for norm in norms]} for state, norms in camp.by.items()],
    }


def _outside(one: Outside) -> Json:
    return {
        "state": one.state,
        "size": one.size,
        "tips": one.tips,
        "pivotal": one.pivotal,
        "bars": [_norm(norm) for norm in one.bars],
        "help": [_norm(norm) for norm in one.help],
        "aside": [_norm(norm) for norm in one.aside],
    }


def _norm(norm: Norm) -> Json:
    return {"commitment": norm.id, "treaty": treaty_ref(norm.treaty), "at": norm.at, "says": norm.article.text}


def _exposed(one: Exposure) -> Json:
    return {
        "state": one.state,
        "adversaries": list(one.adversaries),
        "fronts_km": {other: round(km) for other, km in one.fronts.items()},
        "two_fronts": one.two_fronts,
        "encirclement": one.encirclement,
        "helpers": list(one.helpers),
        "isolation": one.isolation,
    }


def _next(
    dossier: Dossier, alignment: Alignment, now: PowerBalance, known_to: str | None, readings: Sequence[str]
) -> Json | None:
    """The first later day on which another state, or none, is pivotal; None where there is none soon."""
    from foedera.strategy.power import balance_on as powers_on

    held = now.pivotal.state if now.pivotal else None
    for when in range(now.day + 1, min(now.day + AHEAD, dossier.last) + 1):
        try:
            then = powers_on(lens(dossier, when, known_to, readings), alignment, when)
        except BadQuestion:
            return None
        if (then.pivotal.state if then.pivotal else None) != held:
            told = _powers(then)
            return {"day": iso(when), "pivotal": told["pivotal"], "outside": [o for o in told["outside"] if o["tips"]]}
    return None
