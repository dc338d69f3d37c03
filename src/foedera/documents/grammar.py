"""A language's patterns of dates, compiled: each slot of a pattern stands for words of its data file.

Slots that carry a value: `d m mn rom y yy y0 dd s` and their ends of a range `d2 m2 mn2 y2 s2`; `day_word`,
`decade`, `cent`, `century`; `n unit later earlier` (so many days later), `same` (of the same year), `relative`
(the next day), `about`. All others only have to be there. `(?P<at>...)` marks the part that is the date.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from foedera.documents.texts import fold
from foedera.documents.words import listed, numbered, words_of

_NUMBERS = {
    "d": "3[01]|[12][0-9]|0?[1-9]",
    "d0": "3[01]|[12][0-9]|0[1-9]",
    "mn": "1[0-2]|0?[1-9]",
    "mn0": "1[0-2]|0[1-9]",
    "y": "1[5-9][0-9]{2}|20[0-9]{2}",
    "y0": "1[5-9][0-9]0|20[0-9]0",
    "y2": "1[5-9][0-9]{2}|20[0-9]{2}|[0-9]{2}(?![0-9])",
    "yy": "[0-9]{2}",
    "dd": "[1-9]0",
    "rom": "viii|vii|vi|iv|ix|iii|ii|i|xii|xi|x|v",
}
_CENTURY = "2[01]|1[0-9]|[1-9]|x{0,2}(?:ix|iv|v?i{1,3}|v|x)"
#: Slots that lists of words fill; those of the second row carry no value.
_LISTS = {"s": "seasons", "unit": "units", "decade": "decades"}
_OPTIONAL = {"of": "(?:(?:{}) {{1,3}})?", "after_year": "(?: {{0,3}}(?:{}))?", "before_year": "(?:(?:{}) {{1,3}})?"}
#: The most words between the first word of a date and the first that tells: "the beginning of the year 1939".
_NEAR = 5
_TOKEN = re.compile(r"\w+")
_ROMANS = frozenset(
    {
        tens + units
        for tens in ("", "x", "xx")
        for units in ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
    }
)
_SLOT = re.compile(r"\{([a-z_]+[0-9]?)\}")
_SPACES = re.compile(r"\[[^\]]*\]| \?| ")


@dataclass(frozen=True)
class Grammar:
    """One expression that finds all dates of a language, and the words behind its slots."""

    language: str
    pattern: re.Pattern[str]
    months: Mapping[str, int]
    seasons: Mapping[str, int]
    decades: Mapping[str, int]
    numbers: Mapping[str, int]
    units: Mapping[str, str]
    days: Mapping[str, int]
    relative: Mapping[str, tuple[str, int]]
    starts: frozenset[str]
    telling: frozenset[str]
    capital_months: bool

    def places(self, text: str) -> Iterator[int]:
        """Where a date may begin: at a word that can begin one, with a telling word or figure close behind."""
        waiting: deque[tuple[int, int]] = deque(maxlen=_NEAR)
        for number, token in enumerate(_TOKEN.finditer(text)):
            word = token[0]
            figure = word[0].isdigit()
            if figure or word in self.starts:
                waiting.append((number, token.start()))
            if figure or word in self.telling:
                yield from (at for first, at in waiting if number - first <= _NEAR)
                waiting.clear()


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language, made from its data file and from what all languages have in common."""
    own, common = words_of(language).get("dates", ()), words_of("common")["dates"]
    forms = [*own, *common] if own is not common else [*common]
    parts = [_compiled(language, number, form) for number, form in enumerate(forms)]
    pattern = re.compile(rf"(?<!\w)(?<![0-9]\.)(?:{'|'.join(parts)})(?!\w)")
    phrases = {phrase: (key.split()[0], int(key.split()[1])) for phrase, key in numbered(language, "relative").items()}
    return Grammar(
        language,
        pattern,
        _ints(language, "months"),
        _ints(language, "seasons"),
        _ints(language, "decades"),
        _ints(language, "numbers"),
        numbered(language, "units"),
        _ints(language, "ordinals"),
        phrases,
        frozenset(_first_words(language, forms)),
        frozenset(_telling_words(language)) | _ROMANS,
        bool(words_of(language).get("capital_months")),
    )


def _first_words(language: str, forms: list[str]) -> Iterator[str]:
    """Every word that a date of the language may begin with, and some more."""
    data = words_of(language)
    for table in ("words", "months", "seasons", "decades", "numbers", "ordinals", "same", "relative"):
        for words in data.get(table, {}).values():
            yield from (found[0] for word in words if (found := _TOKEN.search(fold(word))))
    for form in forms:
        for stem, endings in re.findall(r"([^\W\d_]*)\(\?:([^()]*)\)", form):
            yield from (stem + ending for ending in endings.split("|"))
        yield from re.findall(r"[^\W\d_]+", form)
    yield from _ROMANS


def _telling_words(language: str) -> Iterator[str]:
    """The words of which a date has one at least, where it has no figure."""
    data = words_of(language)
    for table in ("months", "seasons", "decades", "units", "relative", "ordinals"):
        for words in data.get(table, {}).values():
            yield from (token for word in words for token in _TOKEN.findall(fold(word)) if len(token) > 2)


def _ints(language: str, table: str) -> dict[str, int]:
    return {word: int(key) for word, key in numbered(language, table).items()}


def _compiled(language: str, number: int, form: str) -> str:
    """A pattern as a regular expression; its groups carry its number, since names may stand once only."""
    # A month by itself is none that is followed by its year, or by another month.
    form = re.sub(r"(\(\?P<at>.*\{m\}\))", r"\1(?!{sep}{y}| ?{to} ?{m2})", form)
    spaced = _SPACES.sub(lambda m: {" ?": " {0,3}", " ": " {1,3}"}.get(m[0], m[0]), form)
    filled = _SLOT.sub(lambda m: _slot(language, number, m[1]), spaced)
    return filled.replace("(?P<at>", f"(?P<at_{number}>")


def _slot(language: str, number: int, name: str) -> str:
    bare = name.removesuffix("2") if name not in _NUMBERS else name
    inner = _inner(language, bare)
    if bare in _OPTIONAL:
        return _OPTIONAL[bare].format(inner)
    if bare == "sep":
        return rf"(?:,? {{1,3}}(?:(?:{_any(listed(language, 'words', 'sep_of'))}) {{1,3}})?|, {{0,3}})"
    if bare == "yv":
        return "(?:,? {1,3}năm {1,3}|, {0,3}| {0,3}/ {0,3}| {1,3})"
    if bare == "ord":
        return f"(?:{inner})?"
    if bare in ("to", "until", "from", "part", "not_years"):
        return f"(?:{inner})"
    return f"(?P<{name}_{number}>{inner})"


def _inner(language: str, name: str) -> str:
    if name in _NUMBERS:
        return _NUMBERS[name]
    if name in ("cent", "century"):
        return "|".join([_CENTURY, *(_words(numbered(language, "ordinals")) if name == "century" else ())])
    if name == "m":
        return _any(numbered(language, "months"))
    if name in _LISTS:
        return _any(numbered(language, _LISTS[name]))
    if name == "n":
        return "|".join(["[0-9]{1,3}", *_words(numbered(language, "numbers"))])
    if name == "day_word":
        return _any(numbered(language, "ordinals"))
    if name == "ord":
        return _any(listed(language, "ordinals", "suffixes"))
    if name == "same":
        return _any(listed(language, "same", "year"))
    if name == "relative":
        return _any(numbered(language, "relative"))
    return _any(["-", *listed(language, "words", "to")] if name == "to" else listed(language, "words", name))


def _words(words: Mapping[str, str] | list[str] | tuple[str, ...]) -> Iterator[str]:
    # Longest first, so that no word hides a longer one; a date may have any space in it.
    return (re.escape(word).replace(r"\ ", " {1,3}") for word in sorted(words, key=len, reverse=True))


def _any(words: Mapping[str, str] | list[str] | tuple[str, ...]) -> str:
    return "|".join(_words(words)) or "(?!)"
