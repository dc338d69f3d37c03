"""Persons and treaties that a text names and the record does not hold, with the nearest that it does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from foedera.documents.cues import Cues, cues
from foedera.documents.gazetteer import Gazetteer
from foedera.documents.reading import Paragraph, Reading
from foedera.errors import needs

_PARTICLES = frozenset({"von", "van", "de", "der", "di", "da", "le", "la", "of", "zu", "den"})
_TOKEN = re.compile(r"[^\W\d_][\w.'’-]*")
_CUES = ((("titles", "person"), "person"), (("treaty", "instrument"), "treaty"))
_ASKED = frozenset(cue for cue, _ in _CUES)
#: A name has at most so many words; a likeness below this share is none.
_WORDS, _LIKE = 5, 86


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that the record does not hold; `nearest` is the id of the most similar one, where any is similar."""

    start: int
    end: int
    text: str
    type: str
    nearest: str = ""


def candidates(reading: Reading, gazetteer: Gazetteer) -> Iterator[Candidate]:
    """Unknown names after a title or after a word for an instrument, each spelling once."""
    known = {m.start for m in reading.mentions} | {m.end for m in reading.mentions}
    seen: set[str] = set()
    for paragraph, layer in zip(reading.paragraphs, reading.layers, strict=True):
        found = cues(layer, paragraph.language, _ASKED)
        for start, end, type_ in _names_after(reading.text.original, paragraph, found):
            text = reading.text.original[start:end]
            inside = any(place in known for place in range(start, end + 1))
            if text in seen or inside:
                continue
            seen.add(text)
            yield Candidate(start, end, text, type_, _nearest(text, gazetteer) if type_ == "person" else "")


def _names_after(text: str, paragraph: Paragraph, found: Cues) -> Iterator[tuple[int, int, str]]:
    """Where capitalised words follow a title, or an instrument's word, which then belongs to the name."""
    for cue, type_ in _CUES:
        done = 0
        for start, end in found.get(cue, ()):
            at = end + 1
            if start < done or not text[end:at].isspace():
                continue
            done, names = at, 0
            for _ in range(_WORDS):
                token = _TOKEN.match(text, at, paragraph.end)
                if not token or not (token[0][0].isupper() or token[0] in _PARTICLES):
                    break
                if token[0][0].isupper():
                    names, end = names + 1, token.end()
                at = token.end() + 1
                if text[token.end() : at] != " ":
                    break
            if names >= 2 or (names and type_ == "treaty"):
                yield (start if type_ == "treaty" else done), end, type_


def _nearest(name: str, gazetteer: Gazetteer) -> str:
    with needs("documents", "to compare names"):
        from rapidfuzz import process
    titles = {id_: person.title for id_, person in gazetteer.dossier.persons.items()}
    best = process.extractOne(name, titles, score_cutoff=_LIKE)
    return str(best[2]) if best else ""
