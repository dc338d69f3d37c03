"""The words of each language, as its data file in `languages/` gives them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from foedera.documents.texts import fold

#: The languages with a grammar and forms of names, by ISO 639-1 code.
LANGUAGES = ("en", "ro", "vi", "de", "fr", "ru", "uk", "pl", "fi", "et", "lv", "lt")
Table = Mapping[str, Any]


@cache
def words_of(language: str) -> Table:
    """The data of a language; of one that is not known, what all have in common."""
    name = language if language in LANGUAGES else "common"
    text = (files("foedera.documents") / "languages" / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def listed(language: str, table: str, key: str) -> tuple[str, ...]:
    """A list of words of a language, folded; empty where it has none."""
    return tuple(fold(word) for word in words_of(language).get(table, {}).get(key, ()))


@cache
def numbered(language: str, table: str) -> Mapping[str, str]:
    """The words of a table, folded, each with its key: months with their numbers, units with their names."""
    found = words_of(language).get(table, {})
    return {fold(word): key for key, words in found.items() if key != "suffixes" for word in words}
