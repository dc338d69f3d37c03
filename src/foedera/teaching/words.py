"""The words of each language taught: negations, clauses, alternatives, and the labels of papers."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from foedera.documents.texts import TONES, fold

#: The languages in which answers are read and papers printed.
LANGUAGES = ("en", "ro", "vi")


@cache
def words_of(language: str) -> dict[str, Any]:
    """The data file of a language."""
    return tomllib.loads((files("foedera.teaching") / "languages" / f"{language}.toml").read_text(encoding="utf-8"))


@cache
def listed(language: str, key: str) -> tuple[tuple[str, ...], ...]:
    """A list of words and fixed phrases of a language, folded, each as its words; the longest first."""
    found = (
        tuple(spelled(word, language) for word in fold(text).replace("-", " ").split())
        for text in words_of(language)[key]
    )
    return tuple(sorted(found, key=len, reverse=True))


def label(language: str, key: str, **filled: object) -> str:
    """A word of a printed paper."""
    return str(words_of(language)["labels"][key]).format(**filled)


_MARKED = dict(TONES)
#: After these letters, at the end of a syllable, y and i are the same sound.
_SOFT = {letter + y: letter + i for letter in "hklmst" for y, i in zip("yýỳỷỹỵ", "iíìỉĩị", strict=True)}


@cache
def spelled(text: str, language: str) -> str:
    """A folded word in one of the spellings that are in use for it."""
    if not words_of(language)["tones"]:
        return text
    if text[-2:] in _MARKED and not text.startswith("q"):
        return text[:-2] + _MARKED[text[-2:]]
    return _SOFT.get(text, text)


@cache
def bare(text: str) -> str:
    """A folded text without diacritics, as it is typed in a hurry."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text.replace("đ", "d"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def unmarked(text: str) -> bool:
    """Whether a text was typed without any mark on its letters; its signs do not count."""
    return all(letter.isascii() for letter in text if letter.isalpha())


def in_language(texts: dict[str, str], language: str) -> str:
    """A text in a language; where it is missing, in the first language it has."""
    return texts.get(language) or next(iter(texts.values()), "")


def because(language: str, key: str, **filled: object) -> str:
    """A reason of the marker as a clause."""
    return str(words_of(language)["because"][key]).format(**filled)


def said(table: str, key: str, taught: tuple[str, ...], **filled: Mapping[str, str] | str) -> dict[str, str]:
    """A sentence of the generators in every language taught; a filling may itself differ by language."""
    return {
        language: str(words_of(language)[table][key]).format(
            **{
                name: value if isinstance(value, str) else in_language(dict(value), language)
                for name, value in filled.items()
            }
        )
        for language in taught
    }


def day_in(day: date, taught: tuple[str, ...]) -> dict[str, str]:
    """A day as each language writes it."""
    return {
        language: words_of(language)["months"]["pattern"].format(
            day=day.day, month=words_of(language)["months"]["names"][day.month - 1], year=day.year
        )
        for language in taught
    }
