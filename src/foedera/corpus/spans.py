"""Sets of days as sorted spans `[start, until)` that do not touch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

Spans = tuple[tuple[int, int], ...]


def union(spans: Iterable[tuple[int, int]]) -> Spans:
    """The days in any of the spans."""
    found: list[tuple[int, int]] = []
    for start, until in sorted(span for span in spans if span[0] < span[1]):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], until))
        else:
            found.append((start, until))
    return tuple(found)


def meet(one: Spans, other: Spans) -> Spans:
    """The days in both."""
    return union((max(a, c), min(b, d)) for a, b in one for c, d in other)


def without(one: Spans, other: Spans) -> Spans:
    """The days in the first and not in the second."""
    return union(piece for span in one for piece in _left(span, other))


def _left(span: tuple[int, int], other: Spans) -> Iterator[tuple[int, int]]:
    start, until = span
    for a, b in other:
        if b <= start or until <= a:
            continue
        yield start, a
        start = b
    yield start, until


def days(spans: Spans) -> int:
    """How many days."""
    return sum(until - start for start, until in spans)
