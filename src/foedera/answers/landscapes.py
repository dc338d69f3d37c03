"""Into which two camps states settle: the landscape of a year, its minima, and how far it may be trusted.

The libraries of the extra `strategy` are imported when a question is asked, and not before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foedera.answers.alignments import alignment_of
from foedera.answers.asking import lens
from foedera.answers.telling import Json, citations
from foedera.days import read_day
from foedera.dossier.alignments import Alignment
from foedera.dossier.dossier import Dossier
from foedera.errors import BadQuestion
from foedera.strategy.extra import need_extra

if TYPE_CHECKING:
    from foedera.law import Law
    from foedera.strategy.landscape import Explored, Landscape, Minimum
    from foedera.strategy.search import Sought

#: How many minima of a searched landscape are told; how many stand on a relief; how many weightings are drawn.
TOLD, DRAWN, WEIGHTINGS = 40, 6, 400


@dataclass(frozen=True)
class _Asked:
    """A landscape that is asked for: of which system, in which year, under which weights; the law to read it with."""

    alignment: Alignment
    year: int
    weights: Mapping[str, float]
    dossier: Dossier

    def law(self, year: int) -> Law | None:
        """The law on 1 July, where a component with a weight is read from it."""
        from foedera.strategy.propensities import weighed

        weights = weighed(self.alignment, self.weights)
        if not any(component.record and weights[component.id] for component in self.alignment.components):
            return None
        day = min(max(read_day(f"{year}-07-01"), self.dossier.first), self.dossier.last)
        return lens(self.dossier, day, None, ())

    def landscape(self, year: int) -> Landscape:
        """The landscape of the year, or of another."""
        from foedera.strategy.propensities import landscape_of

        return landscape_of(self.alignment, year, self.weights, self.law(year))


def align(
    dossier: Dossier, year: str | None = None, *, system: str | None = None, weights: Sequence[str] = (),
    draws: int = 0, seed: int = 1936, every_year: bool = False, vary: bool = False, relief: bool = False,
    seconds: float = 60.0,
) -> Json:  # fmt: skip
    """The landscape of a year: every local minimum with basin, depth and the way out of it.

    `draws`: a null test with so many shuffled landscapes. `every_year`: the deepest minimum of each year.
    `vary`: what becomes of the minima when components weigh otherwise. `relief`: a walk from minimum to minimum.
    `seconds`: the most that a proof takes where there are too many configurations to go through.
    """
    need_extra()
    alignment = alignment_of(dossier, system)
    asked = _Asked(alignment, _year(alignment, year), weights_of(weights), dossier)
    land = asked.landscape(asked.year)
    found = _settled(land, seconds)
    told: Json = {
        "system": alignment.id,
        "title": alignment.title,
        "about": alignment.about,
        "year": asked.year,
        "states": _states(alignment, land),
        "components": [_component(alignment, c.id, asked.weights) for c in alignment.components],
        "configurations": 1 << (len(land.names) - 1),
        **_minima(found, alignment),
        "published": _published(alignment, found),
        "pairs": _pairs(asked, land),
        "sources": citations(alignment.sources),
    }
    if relief:
        told["relief"] = _relief(found)
    if draws:
        told["null"] = _null(alignment, land, draws, seed)
    if every_year:
        years = sorted({int(y) for size in alignment.sizes for y in size.by_year})
        told["years"] = [{"year": y, **_brief(alignment, asked.landscape(y), seconds)} for y in years]
    if vary:
        told |= _varied(asked, seconds, seed)
    return told


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
        if not -1000 <= found[name] <= 1000:
            raise BadQuestion(f"the weight '{word}' is beyond all measure; give a number from -1000 to 1000")
    return found


def _settled(land: Landscape, seconds: float) -> Explored | Sought:
    """The minima of a landscape: all where it can be gone through, those that a search finds where not."""
    from foedera.strategy.landscape import MOST, explored
    from foedera.strategy.search import sought

    return explored(land) if len(land.names) <= MOST else sought(land, seconds)


def _states(alignment: Alignment, land: Landscape) -> list[Json]:
    from foedera.strategy.outcome import sides_of

    sides = sides_of(alignment)
    return [
        {"state": name, "size": float(size), "side": sides.get(name)}
        for name, size in zip(land.names, land.sizes, strict=True)
    ]


def _component(alignment: Alignment, id_: str, chosen: Mapping[str, float]) -> Json:
    component = next(c for c in alignment.components if c.id == id_)
    weight = chosen.get(id_, component.weight)
    sources = citations(component.sources)
    return {"id": id_, "title": component.title, "weight": weight, "says": component.says, "sources": sources}


def _pairs(asked: _Asked, land: Landscape) -> list[Json]:
    """Every pair with a propensity: what it adds to the energy when parted, and on which grounds."""
    from foedera.strategy.propensities import grounds_in, weighed

    place = {name: position for position, name in enumerate(land.names)}
    pairs: dict[tuple[str, str], list[Json]] = {}
    weights = weighed(asked.alignment, asked.weights)
    for ground in grounds_in(asked.alignment, asked.year, weights, asked.law(asked.year)):
        key = (ground.one, ground.other) if place[ground.one] < place[ground.other] else (ground.other, ground.one)
        told = {"component": ground.component, "value": ground.value, "says": ground.says, "at": ground.at}
        pairs.setdefault(key, []).append(told)
    return [
        {
            "one": one, "other": other, "propensity": float(land.propensities[place[one], place[other]]),
            "energy": 2.0 * float(land.coupling[place[one], place[other]]), "grounds": grounds,
        }
        for (one, other), grounds in sorted(pairs.items(), key=lambda row: (place[row[0][0]], place[row[0][1]]))
    ]  # fmt: skip


# -- minima ----------------------------------------------------------------------------


def _minima(found: Explored | Sought, alignment: Alignment) -> Json:
    """The minima; whether these are all, and if not, what is proven of the deepest."""
    from foedera.strategy.landscape import Explored

    if isinstance(found, Explored):
        rows = [_minimum(found, minimum, alignment) for minimum in found.minima]
        return {"minima": rows, "complete": True, "proven": True, "bound": found.minima[0].energy}
    rows = [_minimum(found, minimum, alignment) for minimum in found.minima[:TOLD]]
    counts = {"found": len(found.minima), "descents": found.descents}
    return {"minima": rows, "complete": False, "proven": found.proven, "bound": found.bound, **counts}


def _minimum(found: Explored | Sought, minimum: Minimum, alignment: Alignment) -> Json:
    from foedera.strategy.landscape import Explored
    from foedera.strategy.outcome import misplaced, sides_of
    from foedera.strategy.ways import way_out

    way = way_out(found, minimum) if isinstance(found, Explored) and len(found.energies) else None
    steps = zip(way.steps, way.energies[1:], strict=True) if way else ()
    return {
        "energy": minimum.energy,
        "basin": minimum.basin if isinstance(found, Explored) else None,
        "share": found.share(minimum),
        "camps": [list(camp) for camp in found.landscape.camps(minimum.code)],
        "misplaced": list(misplaced(found.landscape, minimum.code, sides_of(alignment))),
        "depth": way.climb if way else None,
        "way_out": [{"state": state, "energy": energy} for state, energy in steps],
    }


def _relief(found: Explored | Sought) -> list[Json]:
    from foedera.strategy.landscape import Explored
    from foedera.strategy.ways import relief

    if not isinstance(found, Explored) or not len(found.energies):
        raise BadQuestion("a relief needs every energy, which is kept up to 24 states; ask without it")
    places = {minimum.code: place for place, minimum in enumerate(found.minima)}
    return [
        {
            "energy": point.energy,
            "against": list(point.against),
            "changed": point.changed or None,
            "minimum": places[point.minimum.code] if point.minimum else None,
        }
        for point in relief(found, DRAWN)
    ]


def _published(alignment: Alignment, found: Explored | Sought) -> list[Json]:
    """Configurations that works report: their energy here, and the minimum that is nearest."""
    land, told = found.landscape, []
    for row in alignment.published:
        if not set(row.camp) <= set(land.names):
            continue
        code = land.code(row.camp)
        apart = [sorted(_apart(land, code, minimum.code)) for minimum in found.minima]
        nearest = min(range(len(apart)), key=lambda place: len(apart[place]))
        told.append(
            {
                "title": row.title, "says": row.says, "camps": [list(camp) for camp in land.camps(code)],
                "energy": land.energy(code), "nearest": nearest, "apart": apart[nearest],
                "sources": citations(row.sources),
            }
        )  # fmt: skip
    return told


def _apart(land: Landscape, code: int, other: int) -> set[str]:
    """The states whose camp is not the same in two configurations, camps named so that these are fewest."""
    differ = min(code ^ other, land.turned(code ^ other), key=int.bit_count)
    return {name for i, name in enumerate(land.names) if differ >> i & 1}


# -- how far it may be trusted ---------------------------------------------------------


def _null(alignment: Alignment, land: Landscape, draws: int, seed: int) -> Json:
    from foedera.strategy.landscape import explored
    from foedera.strategy.outcome import null_test, sides_of

    test = null_test(explored(land), sides_of(alignment), draws, seed)
    return {
        "draws": test.draws, "seed": seed, "misplaced": test.observed_nearest, "as_near": test.nearest_as_near,
        "deepest_misplaced": test.observed_deepest, "deepest_as_near": test.deepest_as_near,
        "minima_mean": test.mean_minima,
    }  # fmt: skip


def _varied(asked: _Asked, seconds: float, seed: int) -> Json:
    """Each component alone at nothing, half and double (or, if it has no weight, at half, one and two); then all."""
    from foedera.strategy.outcome import sensitivity
    from foedera.strategy.propensities import weighed

    weights = weighed(asked.alignment, asked.weights)
    cases = [
        (id_, factor * weight if weight else value)
        for id_, weight in weights.items()
        for factor, value in ((0.0, 0.5), (0.5, 1.0), (2.0, 2.0))
    ]
    rows = []
    for id_, weight in cases:
        other = replace(asked, weights={**asked.weights, id_: weight})
        rows.append(
            {"component": id_, "weight": weight, **_brief(asked.alignment, other.landscape(asked.year), seconds)}
        )
    law = asked.law(asked.year)
    test = sensitivity(asked.alignment, asked.year, asked.weights, law, WEIGHTINGS, seed)
    loyal = {state: count / test.draws for state, count in test.loyal.items()}
    told = {"draws": test.draws, "seed": seed, "same": test.same, "as_near": test.as_near}
    return {"varied": rows, "weighted": {**told, "minima": dict(test.minima), "loyal": loyal}}


def _brief(alignment: Alignment, land: Landscape, seconds: float) -> Json:
    """The minima of a landscape in brief: how many, and of the deepest its energy, camps and who is misplaced."""
    from foedera.strategy.outcome import misplaced, sides_of

    found = _settled(land, seconds)
    deepest = found.minima[0]
    return {
        "states": len(land.names),
        "minima": len(found.minima),
        "energy": deepest.energy,
        "share": found.share(deepest),
        "camps": [list(camp) for camp in land.camps(deepest.code)],
        "misplaced": list(misplaced(land, deepest.code, sides_of(alignment))),
    }
