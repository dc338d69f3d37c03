"""Foedera: plain-text treaties you can run.

    >>> import foedera
    >>> dossier = foedera.load()
    >>> answer = foedera.bound_on(dossier, "1939-09-01", by="united-kingdom", to="poland", pledge="defense")
    >>> answer["commitments"][0]["status"]
    'in-force'

The questions are functions of a dossier; each returns the JSON that the command of the
same name prints, and shows itself in a notebook. Charts are in `foedera.exports.plots`. The law
itself, with typed values, is in `foedera.law`.
"""

from typing import TYPE_CHECKING, Any

from foedera import answers, teaching
from foedera.dossier import Dossier, load, read_dossier
from foedera.errors import FoederaError

if TYPE_CHECKING:
    from foedera.answers import (
        act_on,
        align,
        balance_by_month,
        balance_in_file,
        balance_on,
        between,
        bound_on,
        contents,
        control,
        coverage,
        crises,
        crisis,
        crisis_heat,
        crisis_sources,
        crisis_tornado,
        crisis_tree,
        day,
        debate,
        debates,
        disagreement,
        disagreements,
        efg,
        event,
        events,
        figures,
        geojson_on,
        hindcast,
        instruments,
        map_on,
        mechanism,
        mechanisms,
        organization,
        person,
        pivot_on,
        place,
        reading,
        replayed,
        search,
        sources,
        state,
        supposed,
        ties_on,
        timeline,
        topojson,
        treaty,
        why,
        why_not,
    )
    from foedera.teaching import lesson, lessons, mark, paper, question, questions, quiz

__all__ = [
    "Dossier",
    "FoederaError",
    "act_on",
    "align",
    "balance_by_month",
    "balance_in_file",
    "balance_on",
    "between",
    "bound_on",
    "contents",
    "control",
    "coverage",
    "crises",
    "crisis",
    "crisis_heat",
    "crisis_sources",
    "crisis_tornado",
    "crisis_tree",
    "day",
    "debate",
    "debates",
    "disagreement",
    "disagreements",
    "efg",
    "event",
    "events",
    "figures",
    "geojson_on",
    "hindcast",
    "instruments",
    "lesson",
    "lessons",
    "load",
    "map_on",
    "mark",
    "mechanism",
    "mechanisms",
    "organization",
    "paper",
    "person",
    "pivot_on",
    "place",
    "question",
    "questions",
    "quiz",
    "read_dossier",
    "reading",
    "replayed",
    "search",
    "sources",
    "state",
    "supposed",
    "ties_on",
    "timeline",
    "topojson",
    "treaty",
    "why",
    "why_not",
]


def __getattr__(name: str) -> Any:
    from foedera.exports.notebook import answering

    for room in (answers, teaching):
        if name in room.__all__:
            return answering(getattr(room, name))
    raise AttributeError(f"module 'foedera' has no attribute '{name}'")
