"""Twelve languages: dates in many spellings, and passages of our own that were marked by hand."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from foedera.documents.words import LANGUAGES
from tests.documents.labelled import f1
from tests.documents.readings import dates

PHRASES = tomllib.loads(Path(__file__).with_name("phrases.toml").read_text("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_are_understood_in_their_many_spellings(language: str) -> None:
    assert {phrase: dates(phrase, language) for phrase in PHRASES[language]} == PHRASES[language]


@pytest.mark.parametrize("type_", ["date", "state", "person"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_passages_of_each_language_are_read_as_a_reader_marked_them(language: str, type_: str) -> None:
    value, faults = f1(language, type_)
    assert value >= 0.97, faults
