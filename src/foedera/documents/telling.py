"""A document as answers give it: the JSON of `foedera read`, W3C Web Annotations, and rows of claims."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from foedera.days import read_edtf
from foedera.documents.candidates import Candidate, candidates
from foedera.documents.comparing import Comparison, compared, comparisons
from foedera.documents.decisions import Decisions, corrected
from foedera.documents.figures import figure_comparisons
from foedera.documents.gazetteer import Gazetteer
from foedera.documents.linking import Passage, passages
from foedera.documents.opening import documents_in, open_document
from foedera.documents.reading import Mention, Reading, read
from foedera.documents.recognising import recognised
from foedera.documents.texts import Text
from foedera.dossier.cache import uncollected

Json = dict[str, Any]
#: Kinds whose offsets are into the text taken out of the file, which is then given with the answer.
_TAKEN_OUT = ("docx", "pdf")


@dataclass(frozen=True)
class Document:
    """A text with all that was found in it."""

    reading: Reading
    passages: tuple[Passage, ...]
    comparisons: tuple[Comparison, ...]
    candidates: tuple[Candidate, ...]

    @property
    def name(self) -> str:
        """Its short name: that of the file."""
        return Path(self.reading.text.path).name


def document_of(
    text: Text, gazetteer: Gazetteer, language: str | None = None, decided: Decisions | None = None,
    recognisers: Sequence[str] = (),
) -> Document:  # fmt: skip
    """The whole pipeline on one text; with other recognisers, and what a person corrected before, where given."""
    # Nothing here is garbage before the end, and a collector would go through the whole record again and again.
    with uncollected():
        reading = read(text, gazetteer, language)
        if recognisers:
            reading = recognised(reading, recognisers, gazetteer)
        reading = corrected(reading, decided or Decisions())
        found = tuple(passages(reading, gazetteer))
        compared = (*comparisons(found, gazetteer), *figure_comparisons(found, gazetteer))
        return Document(reading, found, compared, tuple(candidates(reading, gazetteer)))


def documents_of(
    paths: Iterable[str | Path], gazetteer: Gazetteer, language: str | None = None, decided: Decisions | None = None,
    recognisers: Sequence[str] = (),
) -> list[Document]:  # fmt: skip
    """The documents of files and folders, each read."""
    opened = (open_document(path) for path in documents_in(paths))
    return [document_of(text, gazetteer, language, decided, recognisers) for text in opened]


def told(documents: Sequence[Document]) -> Json:
    """The JSON of `foedera read`."""
    with uncollected():
        return {"documents": [_document(document) for document in documents], "differences": differences(documents)}


def differences(documents: Sequence[Document]) -> list[Json]:
    """Records for which two documents have different words, or dates that cannot both be."""
    said: dict[tuple[str, str], dict[str, set[str]]] = {}
    for document in documents:
        for c in document.comparisons:
            if c.record and c.point != "figure" and c.kind != "contradicts-itself":
                what = c.why.rpartition("named as ")[2] if c.point == "wording" else c.says
                said.setdefault((c.record, c.point), {}).setdefault(document.name, set()).add(what)
    return [
        {"record": record, "point": point, "documents": {name: sorted(words) for name, words in by.items()}}
        for (record, point), by in said.items()
        if any(_apart(point, one, other) for one, other in combinations(by.values(), 2))
    ]


def _apart(point: str, one: set[str], other: set[str]) -> bool:
    if point in ("wording", "kind of treaty"):
        return not one & other
    return any(compared(read_edtf(a), read_edtf(b)) == "contradicts" for a in one for b in other)


def _document(document: Document) -> Json:
    reading = document.reading
    counts = Counter(p.language for p in reading.paragraphs)
    taken_out = {"text": reading.text.original} if reading.text.kind in _TAKEN_OUT else {}
    return {
        "path": reading.text.path,
        "kind": reading.text.kind,
        "languages": [language for language, _ in counts.most_common()],
        "notes": list(reading.notes),
        "mentions": [_mention(m, reading) for m in reading.mentions],
        "passages": [_passage(p, reading) for p in document.passages],
        "comparisons": [_comparison(c, reading) for c in document.comparisons],
        "candidates": [
            {"start": c.start, "end": c.end, "text": c.text, "type": c.type, "nearest": c.nearest or None}
            for c in document.candidates
        ],
    } | taken_out


def _mention(mention: Mention, reading: Reading) -> Json:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "type": mention.type,
        "form": mention.form,
        "value": mention.value,
        "how": mention.how,
        "locator": reading.locator(mention.start),
    }


def _passage(passage: Passage, reading: Reading) -> Json:
    return {
        "start": passage.start,
        "end": passage.end,
        "language": passage.language,
        "locator": reading.locator(passage.start),
        "dates": [m.value for m in passage.dates],
        "links": [
            {"type": link.type, "id": link.id, "clause": link.clause or None, "how": link.how} for link in passage.links
        ],
    }


def _comparison(found: Comparison, reading: Reading) -> Json:
    return {
        "kind": found.kind,
        "record": found.record or None,
        "point": found.point,
        "start": found.start,
        "end": found.end,
        "text": reading.text.original[found.start : found.end],
        "says": found.says,
        "record_says": found.record_says or None,
        "why": found.why,
        "locator": reading.locator(found.start),
    }


def web_annotations(documents: Sequence[Document]) -> Json:
    """The marks as W3C Web Annotations (2017), each with a position selector and a quotation."""
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationPage",
        "items": [
            {
                "type": "Annotation",
                "motivation": "identifying",
                "body": {"type": "TextualBody", "purpose": "tagging", "value": f"{m.type}:{m.value}"},
                "target": {
                    "source": document.reading.text.path,
                    "selector": [
                        {"type": "TextPositionSelector", "start": m.start, "end": m.end},
                        {"type": "TextQuoteSelector", "exact": m.text},
                    ],
                },
            }
            for document in documents
            for m in document.reading.mentions
        ],
    }


def claims(documents: Sequence[Document]) -> str:
    """What the documents say, as CSV: one row a comparison."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["document", "line", "kind", "record", "point", "says", "record_says", "text"])
    for document in documents:
        reading = document.reading
        for c in document.comparisons:
            quoted = " ".join(reading.text.original[c.start : c.end].split())
            line = reading.locator(c.start)["line"]
            row = [document.name, line, c.kind, c.record, c.point, c.says, c.record_says, quoted]
            # A cell that begins like a formula would run in a spreadsheet.
            writer.writerow([f"'{cell}" if str(cell)[:1] in "=+-@" and cell else cell for cell in row])
    return out.getvalue()
