"""A language's patterns of dates, compiled: each slot of a pattern stands for words of its data file.

Slots that carry a value: `d m ms mn rom y yy y0 dd s hundreds` and their ends of a range `d2 m2 mn2 y2 s2`; `other` (a
day of the other calendar, its month is `m2`); `day_word`, `decade`, `cent`, `century`; `n unit later earlier` (so many
days later), `same` (of the same, next or previous year), `relative` (the next day), `about`. All others only have to be
there. A day without a month is one of the month before it. `(?P<at>...)` marks the part that is the date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from typing import Any

from foedera.documents.heads import heads
from foedera.documents.texts import fold
from foedera.documents.words import listed, numbered, words_of
from foedera.errors import needs

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
    "hundreds": "1[5-9]|20",
    "rom": "viii|vii|vi|iv|ix|iii|ii|i|xii|xi|x|v|х[iі]{0,2}|[vi]?[iі]{1,3}|[iі][vх]",
}
# In Cyrillic texts the numerals of centuries are often Cyrillic letters.
_CENTURY = "2[01]|1[0-9]|[1-9]|x{0,2}(?:ix|iv|v?i{1,3}|v|x)|х{1,2}|хі{1,3}|хіх"
#: Slots that lists of words fill; those of the second row carry no value.
_LISTS = {"ms": "month_stems", "s": "seasons", "unit": "units", "decade": "decades"}
#: What the phrases for a year named by another add to it.
_YEARS = {"year": 0, "next": 1, "previous": -1}
_OPTIONAL = {"of": "(?:(?:{}) {{1,3}})?", "after_year": "(?: {{0,3}}(?:{}))?", "before_year": "(?:(?:{}) {{1,3}})?"}
#: The most spaces between the first word of a date and the first that tells: "the beginning of the year 1939".
_NEAR = 5
#: And the most characters.
_REACH = 100
_TOKEN = re.compile(r"\w+")
_FIGURES = re.compile(r"([0-9]+)\w*")
#: Where no date begins: within a word, and after a figure with its full stop.
_BARRED = re.compile(r"(?<=\w)|(?<=[0-9]\.)")
_ROMANS = frozenset(
    {
        tens + units
        for tens in ("", "x", "xx")
        for units in ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
        if tens or len(units) > 1
    }
    | {"хх", "хіх"}
)
_SLOT = re.compile(r"\{([a-z_]+[0-9]?)\}")
_SPACES = re.compile(r"\[[^\]]*\]| \?| ")


@dataclass(frozen=True, slots=True)
class Match:
    """A date found: where it starts and ends, where what was read for it ends, its slots, and where a month stands."""

    start: int
    end: int
    done: int
    slots: dict[str, str]
    month: int


@dataclass(frozen=True)
class Grammar:
    """The patterns of a language's dates by the words they begin with, and the words behind their slots."""

    language: str
    starts: Mapping[str, tuple[str, ...]]
    months: Mapping[str, int]
    month_stems: Mapping[str, int]
    seasons: Mapping[str, int]
    decades: Mapping[str, int]
    numbers: Mapping[str, int]
    units: Mapping[str, str]
    days: Mapping[str, int]
    relative: Mapping[str, tuple[str, int]]
    same: Mapping[str, int]
    joining: frozenset[str]
    prepositions: tuple[str, ...]
    machine: Any
    capital_months: bool

    def places(self, text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Where a date may begin: at a word that can begin one, with a telling word or figure close behind.

        With each place come the patterns that can begin there.
        """
        before: list[tuple[int, tuple[str, ...]]] = []
        done, padded = 0, f" {text} "
        for last, (size, tells, forms) in self.machine.iter(text):
            start = last + 1 - size
            if start < done or padded[start].isalnum():
                continue
            if not forms and size == 1:
                figures = _FIGURES.match(text, start)
                assert figures
                done = figures.end()
                forms = self.starts.get("0" * len(figures[1]), ())
            elif padded[last + 2].isalnum():
                continue
            if not tells:
                before.append((start, forms))
                continue
            # What stands before the last telling word was offered with it.
            for place, beginning in before:
                if start - place <= _REACH and text.count(" ", place, start) <= _NEAR:
                    yield place, beginning
            before.clear()
            if forms:
                yield start, forms

    def match(self, text: str, place: int, forms: tuple[str, ...]) -> Match | None:
        """The date that begins at a place, by the first pattern that fits."""
        if _BARRED.match(text, place):
            return None
        for form in forms:
            if found := _pattern(form).match(text, place):
                slots = {name: value for name, value in found.groupdict().items() if value is not None}
                at = "at" if slots.pop("at", None) is not None else 0
                month = "m" if "m" in slots else "rom" if "rom" in slots else None
                return Match(*found.span(at), found.end(), slots, found.start(month) if month else -1)
        return None


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language, made from its data file and from what all languages have in common."""
    own, common = words_of(language), words_of("common")["dates"]
    forms = [*own["dates"], *common, *own.get("dates_last", ())] if own is not words_of("common") else [*common]
    phrases = {phrase: (key.split()[0], int(key.split()[1])) for phrase, key in numbered(language, "relative").items()}
    starts = _starts([_compiled(language, form) for form in forms])
    return Grammar(
        language,
        starts,
        _ints(language, "months"),
        _ints(language, "month_stems"),
        _ints(language, "seasons"),
        _ints(language, "decades"),
        _ints(language, "numbers"),
        numbered(language, "units"),
        _ints(language, "ordinals"),
        phrases,
        {phrase: _YEARS[key] for phrase, key in numbered(language, "same").items() if key in _YEARS},
        frozenset(("-", "/", *listed(language, "words", "to"))),
        listed(language, "words", "prepositions"),
        _machine(starts, {*_telling_words(language, forms), *_ROMANS, *"0123456789"}),
        bool(words_of(language).get("capital_months")),
    )


def _starts(forms: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The patterns that may begin with each word, in their order."""
    starts: dict[str, list[str]] = {}
    for form in forms:
        for word in heads(form):
            starts.setdefault(word, []).append(form)
    return {word: tuple(own) for word, own in starts.items()}


@cache
def _pattern(form: str) -> re.Pattern[str]:
    # Compiled when a text first has a word that it begins with: most texts need few of them.
    return re.compile(rf"(?:{form})(?!\w)")


def _machine(starts: Mapping[str, tuple[str, ...]], telling: Set[str]) -> Any:
    """An automaton of the words that begin dates, or tell of them: length, whether it tells, patterns."""
    with needs("documents", "to find dates in a text"):
        import ahocorasick
    machine = ahocorasick.Automaton()
    for word in telling | {word for word in starts if word.isalpha()}:
        machine.add_word(word, (len(word), word in telling, starts.get(word, ()) if word.isalpha() else ()))
    machine.make_automaton()
    return machine


def _telling_words(language: str, forms: list[str]) -> Iterator[str]:
    """The words of which a date has one at least, where it has no figure."""
    data = words_of(language)
    for form in forms:
        if "{cent" in form:
            yield from re.findall(r"[^\W\d_]{4,}", _SLOT.sub("", form))
    for table in ("months", "month_stems", "seasons", "decades", "units", "relative", "ordinals"):
        for words in data.get(table, {}).values():
            yield from (token for word in words for token in _TOKEN.findall(fold(word)) if len(token) > 2)


def _ints(language: str, table: str) -> dict[str, int]:
    return {word: int(key) for word, key in numbered(language, table).items()}


def _compiled(language: str, form: str) -> str:
    """A pattern as a regular expression."""
    # A month by itself is none that is followed by its year, or by another month; its full stop is its own.
    after = r"\1(?>{m}))(?!{sep}{y}| ?{to} ?{m2}|,? {same})"
    form = re.sub(r"(\(\?P<at>.*)\{m\}\)", lambda found: found.expand(after), form)
    spaced = _SPACES.sub(lambda m: {" ?": " {0,3}", " ": " {1,3}"}.get(m[0], m[0]), form)
    return _SLOT.sub(lambda m: _slot(language, m[1]), spaced)


def _slot(language: str, name: str) -> str:
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
    if bare in ("to", "until", "from", "part", "not_years", "month"):
        return f"(?:{inner})"
    return f"(?P<{name}>{inner})"


def _inner(language: str, name: str) -> str:
    if name in _NUMBERS:
        return _NUMBERS[name]
    if name == "other":
        return _NUMBERS["d"]
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
        return _any([phrase for key in _YEARS for phrase in listed(language, "same", key)])
    if name == "month":
        return _any(listed(language, "same", "month"))
    if name == "relative":
        return _any(numbered(language, "relative"))
    return _any(["-", "/", *listed(language, "words", "to")] if name == "to" else listed(language, "words", name))


def _words(words: Mapping[str, str] | list[str] | tuple[str, ...]) -> Iterator[str]:
    # Longest first, so that no word hides a longer one; a date may have any space in it.
    return (re.escape(word).replace(r"\ ", " {1,3}") for word in sorted(words, key=len, reverse=True))


def _any(words: Mapping[str, str] | list[str] | tuple[str, ...]) -> str:
    return "|".join(_words(words)) or "(?!)"
