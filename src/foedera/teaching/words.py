"""The words of each language taught: negations, clauses, alternatives, and the labels of papers."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

from foedera.documents.texts import fold

#: The languages in which answers are read and papers printed.
LANGUAGES = ("en", "ro", "vi")


@cache
def words_of(language: str) -> dict[str, Any]:
    """The data file of a language."""
    return tomllib.loads((files("foedera.teaching") / "languages" / f"{language}.toml").read_text(encoding="utf-8"))


@cache
def listed(language: str, key: str) -> tuple[tuple[str, ...], ...]:
    """A list of words and fixed phrases of a language, folded, each as its words; the longest first."""
    found = (tuple(fold(text).replace("-", " ").split()) for text in words_of(language)[key])
    return tuple(sorted(found, key=len, reverse=True))


def label(language: str, key: str, **filled: object) -> str:
    """A word of a printed paper."""
    return str(words_of(language)["labels"][key]).format(**filled)


@cache
def bare(text: str) -> str:
    """A folded text without diacritics, as it is typed in a hurry."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text.replace("đ", "d"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def in_language(texts: dict[str, str], language: str) -> str:
    """A text in a language; where it is missing, in the first language it has."""
    return texts.get(language) or next(iter(texts.values()), "")


def because(language: str, key: str, **filled: object) -> str:
    """A reason of the marker as a clause."""
    return str(words_of(language)["because"][key]).format(**filled)
