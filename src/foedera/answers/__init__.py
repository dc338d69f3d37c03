"""A question in; an answer with reasons and citations out, as the JSON of the contract.

Each module is imported when its first question is asked, so that a short question from the
shell does not wait for the long ones.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foedera.answers.bodies import event, events, organization, reading
    from foedera.answers.choices import crises, crisis, efg, hindcast
    from foedera.answers.maps import geojson_on, map_on, topojson
    from foedera.answers.questions import act_on, bound_on, why, why_not
    from foedera.answers.records import person, place, state, treaty
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
    from foedera.answers.times import between, day, replayed, supposed

_ROOMS = {
    "bodies": ("event", "events", "organization", "reading"),
    "choices": ("crises", "crisis", "efg", "hindcast"),
    "maps": ("geojson_on", "map_on", "topojson"),
    "questions": ("act_on", "bound_on", "why", "why_not"),
    "records": ("person", "place", "state", "treaty"),
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
    "times": ("between", "day", "replayed", "supposed"),
}
_HOME = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = [
    "act_on",
    "between",
    "bound_on",
    "coverage",
    "crises",
    "crisis",
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
    "map_on",
    "mechanism",
    "mechanisms",
    "organization",
    "person",
    "place",
    "reading",
    "replayed",
    "state",
    "supposed",
    "topojson",
    "treaty",
    "why",
    "why_not",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'foedera.answers' has no attribute '{name}'")
    return getattr(import_module(f"foedera.answers.{_HOME[name]}"), name)
