"""Who says what on one day's events: the record's events of the day against the documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from foedera.days import Edtf, iso, ordinal
from foedera.documents.gazetteer import Gazetteer
from foedera.documents.linking import Passage
from foedera.documents.telling import Document

Json = dict[str, Any]
#: A date that spans more days than this does not speak of the day in particular.
_MOST_DAYS = 31


def matrix(documents: Sequence[Document], gazetteer: Gazetteer, day: int) -> Json:
    """A row for each event and treaty of a day, a cell for each document: dates, words, places; empty where silent."""
    rows: list[Json] = [
        {"record": id_, "title": title, "date": date, "cells": [_cell(d, ids) for d in documents]}
        for id_, title, date, ids in _records(gazetteer, day)
    ]
    spoken = [row for row in rows if any(cell["says"] for cell in row["cells"])]
    return {
        "day": iso(day),
        "documents": [d.name for d in documents],
        "rows": spoken,
        "silent": [row["record"] for row in rows if row not in spoken],
        "dated": [_dated(d, day) for d in documents],
    }


def _records(gazetteer: Gazetteer, day: int) -> Iterator[tuple[str, str, str, frozenset[str]]]:
    """The treaties signed on a day, with the events that concern each, and the day's other events."""
    record = gazetteer.dossier
    told: set[str] = set()
    for treaty in record.treaties.values():
        if ordinal(treaty.signed) == day:
            own = {e.id for e in record.events.values() if e.treaty == treaty.id and _on(e.date, day)}
            told |= own
            yield treaty.id, treaty.title, treaty.signed.isoformat(), frozenset({treaty.id, *own})
    for event in record.events.values():
        if _on(event.date, day) and event.id not in told:
            yield event.id, event.title, event.date.text, frozenset({event.id})


def _on(date: Edtf, day: int) -> bool:
    return date.first <= day <= date.last and date.last - date.first < _MOST_DAYS


def _cell(document: Document, ids: frozenset[str]) -> Json:
    passages = [p for p in document.passages if any(link.id in ids for link in p.links)]
    found = [c for c in document.comparisons if c.record in ids and c.kind != "contradicts-itself"]
    return {
        "passages": len(passages),
        "lines": sorted({document.reading.locator(p.start)["line"] for p in passages}),
        "says": sorted({f"{c.point} {c.says} ({c.kind})" for c in found}) or (["named"] if passages else []),
        "names": sorted(_names(passages, ids)),
        "clauses": sorted({link.clause for p in passages for link in p.links if link.clause and link.id in ids}),
    }


def _names(passages: Sequence[Passage], ids: frozenset[str]) -> set[str]:
    return {" ".join(m.text.split()) for p in passages for m in p.mentions if m.value in ids}


def _dated(document: Document, day: int) -> list[Json]:
    """The passages that give the day itself, whatever they speak of."""
    return [
        {"start": p.start, "end": p.end, "line": document.reading.locator(p.start)["line"]}
        for p in document.passages
        if any(m.date is not None and m.date.first == day == m.date.last for m in p.dates)
    ]
