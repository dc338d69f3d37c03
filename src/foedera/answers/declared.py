"""A crisis and its priors as their files have them: found by name, told as JSON."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from foedera.answers import telling
from foedera.answers.telling import Json, iso_date
from foedera.dossier.crises import Choice, Crisis, Prior
from foedera.dossier.dossier import Dossier
from foedera.dossier.names import closest, find
from foedera.errors import BadQuestion, UnknownName

if TYPE_CHECKING:
    from foedera.strategy.ensembles import Interval


def crises(dossier: Dossier) -> Json:
    """All crises of a record, and its priors."""
    return {
        "crises": [
            {
                "id": c.id,
                "title": c.title,
                "names": _names(c),
                "day": c.day.isoformat(),
                "asks": c.asks,
                "placebo": c.placebo,
                "variants": _variants(c),
            }
            for c in dossier.crises.values()
        ],
        "priors": [{"id": p.id, "title": p.title, "says": p.says, "frozen": p.frozen} for p in dossier.priors.values()],
    }


def found_crisis(dossier: Dossier, name: str) -> Crisis:
    """A crisis by any of its names."""
    try:
        return dossier.crises[find("crisis", name, dossier.crises, dossier.names["crises"])]
    except UnknownName as unknown:
        raise UnknownName("crisis", name, unknown.near, "`foedera crisis` lists them") from None


def prior_of(dossier: Dossier, name: str | None) -> Prior:
    """A prior by its id; without a name, the first of the record."""
    if not dossier.priors:
        raise BadQuestion("this record declares no priors; add priors.toml")
    if name is None:
        return next(iter(dossier.priors.values()))
    if name not in dossier.priors:
        raise UnknownName("prior", name, closest(name, dossier.priors))
    return dossier.priors[name]


def number(value: float) -> float | str | None:
    """A number as JSON has it, rounded so that it is the same wherever it is computed."""
    return "inf" if math.isinf(value) else round(float(value), 9) + 0.0


def interval(found: Interval) -> Json:
    """An estimate with its bounds."""
    return {"value": number(found.value), "low": number(found.low), "high": number(found.high)}


def told_crisis(found: Crisis) -> Json:
    """A crisis as its file has it."""
    asked = next(c for move in found.moves for c in move.choices if c.id == found.asks)
    return {
        "id": found.id.partition("/")[0],
        "title": found.title,
        "names": _names(found),
        "day": found.day.isoformat(),
        "months": found.months,
        "asks": {"choice": asked.id, "title": asked.title},
        "placebo": found.placebo,
        "about": found.about,
        "omits": found.omits,
        "players": [
            {"id": p.id, "title": p.title, "states": list(p.states), "says": p.says,
             "sources": telling.citations(p.sources)}
            for p in found.players
        ],
        "moves": [
            {"id": m.id, "title": m.title, "by": m.by, "choices": [_choice(c) for c in m.choices],
             "sources": telling.citations(m.sources)}
            for m in found.moves
        ],
        "indicators": [
            {"feature": i.feature.value, "player": i.player, "choice": i.choice, "value": i.value, "reason": i.reason,
             "sources": telling.citations(i.sources)}
            for i in found.indicators
        ],
        "variants": _variants(found),
        "debates": list(found.debates),
        "sources": telling.citations(found.sources),
    }  # fmt: skip


def _names(found: Crisis) -> Json:
    """The first name in each language."""
    return {language: forms[0] for language, forms in found.names.items()}


def _variants(found: Crisis) -> list[Json]:
    return [
        {"id": v.id, "title": v.title, "says": v.says, "hides": list(v.hides), "from": list(v.hidden_from),
         "sources": telling.citations(v.sources)}
        for v in found.variants
    ]  # fmt: skip


def _choice(found: Choice) -> Json:
    return {
        "id": found.id,
        "title": found.title,
        "day": iso_date(found.day),
        "recorded": found.recorded,
        "probability": found.probability,
        "event": found.event or None,
        "when": list(found.when),
        "unless": list(found.unless),
        "concludes": list(found.concludes),
        "says": found.says,
        "sources": telling.citations(found.sources),
    }


def told_prior(found: Prior) -> Json:
    """A prior in brief."""
    return {
        "id": found.id, "title": found.title, "says": found.says, "frozen": found.frozen,
        "sources": telling.citations(found.sources),
    }  # fmt: skip
