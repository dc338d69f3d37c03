"""Who sides with whom: landscapes of alignment, the balance of signed ties, the pivotal state.

The libraries of the extra `strategy` are imported when a question is asked, and not before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    from foedera.strategy.landscape import Explored
    from foedera.strategy.power import Camp, Exposure, Outside, PowerBalance
    from foedera.strategy.signed import SignedGraph

#: How far ahead `pivot` looks for the day on which its answer changes.
AHEAD = 120


def alignment_of(dossier: Dossier, name: str | None) -> Alignment:
    """A system of states by its id; without one, the record's only or first."""
    if not dossier.alignments:
        raise BadQuestion(f"the dossier {dossier.label} has no alignments; add one to its folder alignments/")
    if name is None:
        return next(iter(dossier.alignments.values()))
    if name not in dossier.alignments:
        raise UnknownName("system of states", name, sorted(dossier.alignments))
    return dossier.alignments[name]


def _year(alignment: Alignment, text: str | None) -> int:
    if text is None:
        return alignment.year
    if not (text.isdigit() and len(text) == 4):
        raise BadQuestion(f"'{text}' is not a year; write it as 1936")
    return int(text)


def weights_of(words: Sequence[str]) -> dict[str, float]:
    """Weights of components decided by the asker, from `component=number`."""
    found = {}
    for word in words:
        name, _, number = word.partition("=")
        try:
            found[name] = float(number)
        except ValueError:
            raise BadQuestion(f"'{word}' is no weight; write component=number, for example border=2") from None
    return found


# -- landscapes ------------------------------------------------------------------------


def align(
    dossier: Dossier, year: str | None = None, *, system: str | None = None, weights: Sequence[str] = (),
    draws: int = 0, seed: int = 1936, every_year: bool = False, vary: bool = False,
) -> Json:  # fmt: skip
    """The landscape of a year: every local minimum with basin, depth and the way out of it.

    `draws`: a null test with so many shuffled landscapes. `every_year`: the deepest minimum of each year.
    `vary`: what becomes of the minima when each component weighs nothing, half or double.
    """
    need_extra()
    from foedera.strategy.landscape import explored, landscape_of, null_test, sides_of

    alignment = alignment_of(dossier, system)
    when, chosen = _year(alignment, year), weights_of(weights)
    found = explored(landscape_of(alignment, when, chosen))
    land, sides = found.landscape, sides_of(alignment)
    told: Json = {
        "system": alignment.id,
        "title": alignment.title,
        "year": when,
        "states": [{"state": name, "size": float(size)} for name, size in zip(land.names, land.sizes, strict=True)],
        "components": [_component(alignment, c.id, chosen) for c in alignment.components],
        "configurations": found.configurations,
        "minima": _minima(found, sides),
        "sources": citations(alignment.sources),
    }
    if draws:
        test = null_test(found, sides, draws, seed)
        told["null"] = {
            "draws": test.draws, "seed": seed, "misplaced": test.observed_nearest, "as_near": test.nearest_as_near,
            "deepest_misplaced": test.observed_deepest, "deepest_as_near": test.deepest_as_near,
            "minima_mean": test.mean_minima,
        }  # fmt: skip
    if every_year:
        years = sorted({int(y) for size in alignment.sizes for y in size.by_year})
        told["years"] = [{"year": y, **_brief(alignment, y, chosen)} for y in years]
    if vary:
        cases = [(c.id, factor * c.weight) for c in alignment.components for factor in (0.0, 0.5, 2.0)]
        told["varied"] = [
            {"component": id_, "weight": w, **_brief(alignment, when, {**chosen, id_: w})} for id_, w in cases
        ]
    return told


def _component(alignment: Alignment, id_: str, chosen: Mapping[str, float]) -> Json:
    component = next(c for c in alignment.components if c.id == id_)
    weight = chosen.get(id_, component.weight)
    sources = citations(component.sources)
    return {"id": id_, "title": component.title, "weight": weight, "says": component.says, "sources": sources}


def _minima(found: Explored, sides: Mapping[str, str]) -> list[Json]:
    from foedera.strategy.landscape import misplaced, way_out

    told = []
    for minimum in found.minima:
        way = way_out(found, minimum) if len(found.energies) else None
        told.append(
            {
                "energy": minimum.energy,
                "basin": minimum.basin,
                "share": None if minimum.basin is None else minimum.basin / found.configurations,
                "camps": [list(camp) for camp in found.landscape.camps(minimum.code)],
                "misplaced": list(misplaced(found.landscape, minimum.code, sides)),
                "depth": way.climb if way else None,
                "way_out": [
                    {"state": state, "energy": energy}
                    for state, energy in zip(way.steps, way.energies[1:], strict=True)
                ]
                if way
                else [],
            }
        )
    return told


def _brief(alignment: Alignment, year: int, weights: Mapping[str, float]) -> Json:
    """The minima of a landscape in brief: how many, and of the deepest its energy, second camp and who is misplaced."""
    from foedera.strategy.landscape import explored, landscape_of, misplaced, sides_of

    found = explored(landscape_of(alignment, year, weights))
    deepest = found.minima[0]
    return {
        "states": len(found.landscape.names),
        "minima": len(found.minima),
        "energy": deepest.energy,
        "share": (deepest.basin or 0) / found.configurations,
        "camps": [list(camp) for camp in found.landscape.camps(deepest.code)],
        "misplaced": list(misplaced(found.landscape, deepest.code, sides_of(alignment))),
    }


# -- structural balance ----------------------------------------------------------------


def balance_in_file(path: str | Path, *, seconds: float = 60.0) -> Json:
    """Triads and the frustration index of each window of a CSV file (window, i, j, sign); `seconds` for each."""
    need_extra()
    from foedera.strategy.signed import read_windows

    windows = read_windows(Path(path))
    return {"windows": [{"window": name, **_balanced(graph, seconds)} for name, graph in windows.items()]}


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
    ties: list[Json] = [
        {"one": graph.names[i], "other": graph.names[j], "weight": weight} for i, j, weight in graph.ties
    ]
    for tie in ties:
        tie["grounds"] = [
            {"kind": g.kind, "weight": g.weight, "record": g.record}
            for g in grounds
            if (g.one, g.other) == (tie["one"], tie["other"])
        ]
    return {"day": iso(when), "known_to": law.knower, **_balanced(graph, seconds), "signed": ties}


def balance_by_month(dossier: Dossier, first: str, last: str, *, known_to: str | None = None) -> Json:
    """The balance of the first day of every month from one day to a later one: a film of it."""
    need_extra()
    from foedera.strategy.ties import signed_on

    start, end = day_of(dossier, first), day_of(dossier, last)
    if end < start:
        raise BadQuestion(f"{last} is before {first}; give the earlier day first")
    days = [day for day in range(start, end + 1) if day == start or str(iso(day)).endswith("-01")]
    graphs = [(day, signed_on(lens(dossier, day, known_to), day)) for day in days]
    months = [{"day": iso(day), **_balanced(graph, 20.0)} for day, graph in graphs]
    return {"from": iso(start), "to": iso(end), "known_to": known_to, "months": months}


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


def pivot_on(
    dossier: Dossier, day: str, *, system: str | None = None, known_to: str | None = None, readings: Sequence[str] = ()
) -> Json:
    """The camps of a day with their shares, the state that tips the balance, and when that answer changes next."""
    need_extra()
    from foedera.strategy.power import balance_on as powers_on
    from foedera.strategy.power import exposures_on

    alignment, when = alignment_of(dossier, system), day_of(dossier, day)
    law = lens(dossier, when, known_to, readings)
    balance = powers_on(law, alignment, when)
    return {
        "day": iso(when),
        "known_to": law.knower,
        "system": alignment.id,
        **_powers(balance),
        "rivalry": {"says": balance.rivalry.says, "sources": citations(balance.rivalry.sources)},
        "next": _next(dossier, alignment, balance, known_to, readings),
        "exposures": [_exposed(one) for one in exposures_on(law, alignment, balance)],
    }


def _powers(balance: PowerBalance) -> Json:
    sizes = [balance.stronger.size, balance.weaker.size, *(o.size for o in balance.outside)]
    return {
        "stronger": _camp(balance.stronger, sum(sizes)),
        "weaker": _camp(balance.weaker, sum(sizes)),
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
    }


def _outside(one: Outside) -> Json:
    bars = [
        {"commitment": norm.id, "treaty": treaty_ref(norm.treaty), "at": norm.at, "says": norm.article.text}
        for norm in one.bars
    ]
    return {"state": one.state, "size": one.size, "tips": one.tips, "pivotal": one.pivotal, "bars": bars}


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
