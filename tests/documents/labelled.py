"""Passages of our own in twelve languages, their dates, states and persons marked by hand, and how they are read.

A date stands as `[23 August 1939|1939-08-23]`, a state as `{Poland|poland}`, a person as `<Beck|beck>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from foedera.documents.reading import Mention
from tests.documents.readings import of

PASSAGES = Path(__file__).with_name("passages")
_MARK = re.compile(r"\[([^|\]]+)\|([^|\]]+)\]|\{([^|}]+)\|([^|}]+)\}|<([^|>]+)\|([^|>]+)>")


@dataclass(frozen=True)
class Label:
    """What stands from one place to another by the annotator."""

    start: int
    end: int
    type: str
    value: str


def passages(language: str) -> Iterator[tuple[str, list[Label]]]:
    """Each passage of a language, without its marks, and its labels."""
    for passage in (PASSAGES / f"{language}.txt").read_text("utf-8").strip().split("\n\n"):
        text, labels, done = "", [], 0
        for found in _MARK.finditer(passage):
            text += passage[done : found.start()]
            group = next(number for number in (1, 3, 5) if found[number])
            kind = {1: "date", 3: "state", 5: "person"}[group]
            labels.append(Label(len(text), len(text) + len(found[group]), kind, found[group + 1]))
            text += found[group]
            done = found.end()
        yield text + passage[done:], labels


def f1(language: str, type_: str) -> tuple[float, list[str]]:
    """F1 of the values of a type, one to one by overlap, and what was missed, wrong or too much."""
    right = found = wanted = 0
    faults: list[str] = []
    for text, labels in passages(language):
        marks = [m for m in of(text, language).reading.mentions if m.type == type_]
        own = [label for label in labels if label.type == type_]
        used: set[int] = set()
        for label in own:
            at = next((i for i, m in enumerate(marks) if i not in used and _meet(m, label)), None)
            if at is not None:
                used.add(at)
            if at is not None and marks[at].value == label.value:
                right += 1
            else:
                got = f"{marks[at].text} = {marks[at].value}" if at is not None else "nothing"
                faults.append(f"{text[label.start : label.end]} = {label.value}: {got}")
        faults += [f"too much: {m.text} = {m.value}" for i, m in enumerate(marks) if i not in used]
        found, wanted = found + len(marks), wanted + len(own)
    return 2 * right / (found + wanted), faults


def _meet(mention: Mention, label: Label) -> bool:
    return mention.start < label.end and label.start < mention.end
