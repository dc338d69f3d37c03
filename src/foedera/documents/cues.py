"""Cue words: what a sentence is about, told by the words that signal treaties, pledges, acts and their wordings.

All cue words of a language are found in one pass, since most sentences have few of them and there are hundreds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from foedera.documents.texts import Layer
from foedera.documents.words import listed, words_of
from foedera.errors import needs

#: The tables of a language file that hold cue words; a cue is the beginning of a word.
TABLES = ("treaty", "pledges", "acts", "wording", "titles")
#: Table and key of each cue in a stretch of text, with its places, in order.
Cues = Mapping[tuple[str, str], Sequence[tuple[int, int]]]


@cache
def _machine(language: str) -> Any:
    with needs("documents", "to find words in a text"):
        import ahocorasick
    machine = ahocorasick.Automaton()
    meanings: dict[str, list[tuple[str, str]]] = {}
    for table in TABLES:
        for key in keys(language, table):
            for stem in listed(language, table, key):
                meanings.setdefault(stem, []).append((table, key))
    for stem, found in meanings.items():
        machine.add_word(stem, (len(stem), tuple(found)))
    machine.make_automaton()
    return machine


def keys(language: str, table: str) -> tuple[str, ...]:
    """The keys of a table of a language file."""
    return tuple(words_of(language).get(table, {}))


def cues(layer: Layer, language: str) -> Cues:
    """The cues in a layer with their places in the original, the leftmost and longest first."""
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for meaning, start, end in _hits(layer.folded, language):
        found.setdefault(meaning, []).append((layer.start(start), layer.end(end)))
    for places in found.values():
        places.sort(key=lambda place: (place[0], -place[1]))
    return found


def _hits(folded: str, language: str) -> Iterator[tuple[tuple[str, str], int, int]]:
    machine = _machine(language)
    if not len(machine):
        return
    for last, (size, meanings) in machine.iter(folded):
        start = last + 1 - size
        if start and (folded[start - 1].isalnum() or folded[start - 1] == "_"):
            continue
        for meaning in meanings:
            yield meaning, start, last + 1


def within(found: Cues, start: int, end: int) -> Cues:
    """Those cues that stand from one place to another."""
    inside = {}
    for meaning, places in found.items():
        kept = [place for place in places if start <= place[0] and place[1] <= end]
        if kept:
            inside[meaning] = kept
    return inside


def spoken(found: Cues, table: str) -> list[str]:
    """The keys of a table of which a cue is there."""
    return [key for of, key in found if of == table]
