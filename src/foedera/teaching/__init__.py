"""Teaching: questions of the record and generated ones, the marking of free answers, papers, lessons.

A mark scheme's points are queries on the record, records to be named, or ideas with their wordings; so to mark is to
read an answer, to find in it what the scheme names, and to say on which words and which fact each mark rests.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foedera.teaching.drawing import question, quiz
    from foedera.teaching.marking import mark
    from foedera.teaching.papers import paper
    from foedera.teaching.telling import lesson, lessons, questions

_HOME = {
    "mark": "marking", "paper": "papers", "question": "drawing", "quiz": "drawing", "questions": "telling",
    "lesson": "telling", "lessons": "telling",
}  # fmt: skip

__all__ = ["lesson", "lessons", "mark", "paper", "question", "questions", "quiz"]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'foedera.teaching' has no attribute '{name}'")
    return getattr(import_module(f"foedera.teaching.{_HOME[name]}"), name)
