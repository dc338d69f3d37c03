"""A question in; an answer with reasons and citations out, as the JSON of the contract."""

from foedera.answers.questions import act_on, bound_on, why, why_not
from foedera.answers.records import person, place, state, treaty
from foedera.answers.times import between, day, replayed, supposed

__all__ = [
    "act_on", "between", "bound_on", "day", "person", "place", "replayed", "state", "supposed", "treaty", "why",
    "why_not",
]  # fmt: skip
