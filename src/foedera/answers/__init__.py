"""A question in; an answer with reasons and citations out, as the JSON of the contract.

Each module is imported when its first question is asked, so that a short question from the
shell does not wait for the long ones.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foedera.answers.alignments import balance_by_month, balance_in_file, balance_on, pivot_on
    from foedera.answers.bodies import event, events, organization, reading
    from foedera.answers.choices import crisis, efg
    from foedera.answers.declared import crises
    from foedera.answers.hindcasts import hindcast
    from foedera.answers.holdings import control
    from foedera.answers.laboratory import crisis_heat, crisis_sources, crisis_tornado, crisis_tree
    from foedera.answers.landscapes import align
    from foedera.answers.maps import geojson_on, map_on, topojson
    from foedera.answers.outcomes import crisis_outcome
    from foedera.answers.outline import contents, search, sources
    from foedera.answers.places import place
    from foedera.answers.questions import act_on, bound_on, why, why_not
    from foedera.answers.records import person, state, treaty
    from foedera.answers.scholarship import (
        coverage,
        debate,
        debates,
        disagreement,
        disagreements,
        figures,
        mechanism,
        mechanisms,
    )
    from foedera.answers.ties import instruments, ties_on, timeline
    from foedera.answers.times import between, day, replayed, supposed

_ROOMS = {
    "alignments": ("balance_by_month", "balance_in_file", "balance_on", "pivot_on"),
    "bodies": ("event", "events", "organization", "reading"),
    "choices": ("crisis", "efg"),
    "declared": ("crises",),
    "hindcasts": ("hindcast",),
    "holdings": ("control",),
    "laboratory": ("crisis_heat", "crisis_sources", "crisis_tornado", "crisis_tree"),
    "landscapes": ("align",),
    "maps": ("geojson_on", "map_on", "topojson"),
    "outcomes": ("crisis_outcome",),
    "outline": ("contents", "search", "sources"),
    "places": ("place",),
    "questions": ("act_on", "bound_on", "why", "why_not"),
    "records": ("person", "state", "treaty"),
    "scholarship": (
        "coverage",
        "debate",
        "debates",
        "disagreement",
        "disagreements",
        "figures",
        "mechanism",
        "mechanisms",
    ),
    "ties": ("instruments", "ties_on", "timeline"),
    "times": ("between", "day", "replayed", "supposed"),
}
_HOME = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = [
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
    "crisis_outcome",
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
    "map_on",
    "mechanism",
    "mechanisms",
    "organization",
    "person",
    "pivot_on",
    "place",
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
    if name not in _HOME:
        raise AttributeError(f"module 'foedera.answers' has no attribute '{name}'")
    return getattr(import_module(f"foedera.answers.{_HOME[name]}"), name)
