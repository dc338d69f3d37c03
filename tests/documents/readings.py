"""What the tests of documents share: the shipped record's names, and a text read in one line."""

from __future__ import annotations

from functools import cache

import foedera
from foedera.documents import Document, Gazetteer, Text, document_of
from foedera.documents.markup import skips_of


@cache
def gazetteer() -> Gazetteer:
    """The names of the interwar record."""
    return Gazetteer(foedera.load("interwar"))


def of(text: str, language: str | None = None, kind: str = "txt") -> Document:
    """A text through the whole pipeline."""
    skips = skips_of(text) if kind == "html" else ()
    return document_of(Text("test", kind, text, skips=skips), gazetteer(), language)


def dates(text: str, language: str) -> list[str]:
    """The values of the dates of a text."""
    return [m.value for m in of(text, language).reading.mentions if m.type == "date"]


def names(text: str, language: str, type_: str = "state") -> list[tuple[str, str]]:
    """The names of a kind in a text, each with its record."""
    return [(m.text, m.value) for m in of(text, language).reading.mentions if m.type == type_]
