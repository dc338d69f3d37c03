"""Answers to closed questions: which alternative, or which order, was given."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from foedera.documents.texts import fold
from foedera.errors import needs
from foedera.teaching.words import bare

_LETTER = re.compile(r"\s*\(?([a-z]|[1-9])\)?[.:)]?\s*", re.IGNORECASE)
#: Texts this like each other, in per cent, are the same with a slip of the pen.
_LIKE = 90


def choices_in(answer: str, texts: Sequence[Mapping[str, str]]) -> list[int]:
    """The numbers of the alternatives that an answer chooses: by letter, by number, or by their words."""
    letter = _LETTER.fullmatch(answer)
    if letter:
        number = _number(letter[1])
        return [number] if number < len(texts) else []
    said = _plain(answer)
    whole = [n for n, text in enumerate(texts) if said in {_plain(form) for form in text.values()}]
    if whole:
        return whole
    begun = re.match(r"\s*\(?([a-z])[.):]\s+", answer, re.IGNORECASE)
    if begun and _number(begun[1]) < len(texts):
        return [_number(begun[1])]
    inside = [n for n, text in enumerate(texts) if any(f" {_plain(form)} " in f" {said} " for form in text.values())]
    return inside or _like(said, texts)


def order_in(answer: str, size: int) -> list[int]:
    """The order that an answer gives by letters or numbers, from 0; empty where it gives none."""
    marks = re.findall(r"(?<![^\W_])([a-z]|[1-9])(?![^\W_])", answer, re.IGNORECASE)
    numbers = [_number(mark) for mark in marks]
    return numbers if sorted(numbers) == list(range(size)) else []


def _number(mark: str) -> int:
    return int(mark) - 1 if mark.isdigit() else ord(mark.lower()) - ord("a")


@cache
def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", bare(fold(text))))


def _like(said: str, texts: Sequence[Mapping[str, str]]) -> list[int]:
    with needs("documents", "to compare answers"):
        from rapidfuzz import fuzz
    likeness = [max((fuzz.ratio(said, _plain(form)) for form in text.values()), default=0.0) for text in texts]
    best = max(likeness, default=0.0)
    return [likeness.index(best)] if best >= _LIKE else []
