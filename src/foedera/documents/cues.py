"""Cue words: what a sentence is about, told by the words that signal treaties, pledges, acts and their wordings.

All cue words of a language are found in one pass, since most sentences have few of them and there are hundreds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from foedera.documents.texts import Layer
from foedera.documents.words import listed, words_of
from foedera.errors import needs

#: The tables of a language file that hold cue words; a cue is the beginning of a word.
TABLES = ("treaty", "pledges", "acts", "wording", "titles")
#: Table and key of a cue.
Meaning = tuple[str, str]
#: The cues of a stretch of text, each with its places, in order.
Cues = Mapping[Meaning, Sequence[tuple[int, int]]]


@cache
def _machine(language: str, asked: frozenset[Meaning] | None) -> Any:
    with needs("documents", "to find words in a text"):
        import ahocorasick
    machine = ahocorasick.Automaton()
    meanings: dict[str, list[Meaning]] = {}
    for table in TABLES:
        for key in keys(language, table):
            for stem in listed(language, table, key) if asked is None or (table, key) in asked else ():
                meanings.setdefault(stem, []).append((table, key))
    for stem, found in meanings.items():
        machine.add_word(stem, (len(stem), tuple(found)))
    machine.make_automaton()
    return machine


def keys(language: str, table: str) -> tuple[str, ...]:
    """The keys of a table of a language file."""
    return tuple(words_of(language).get(table, {}))


def placed(
    layer: Layer, language: str, asked: frozenset[Meaning] | None = None
) -> list[tuple[int, int, tuple[Meaning, ...]]]:
    """Start and end in the original, and meanings, of each cue of a layer, or of those asked for; longer ones first."""
    machine, folded = _machine(language, asked), layer.folded
    found = []
    for last, (size, meanings) in machine.iter(folded) if len(machine) else ():
        start = last + 1 - size
        if start and (folded[start - 1].isalnum() or folded[start - 1] == "_"):
            continue
        found.append((layer.start(start), layer.end(last + 1), meanings))
    found.sort(key=_in_order)
    return found


def _in_order(place: tuple[int, int, tuple[Meaning, ...]]) -> tuple[int, int]:
    return place[0], -place[1]


def cues(layer: Layer, language: str, asked: frozenset[Meaning] | None = None) -> Cues:
    """The cues in a layer with their places in the original, the leftmost and longest first."""
    return gathered(placed(layer, language, asked))


def gathered(places: Iterable[tuple[int, int, tuple[Meaning, ...]]]) -> Cues:
    """Places of cues by their meanings."""
    found: dict[Meaning, list[tuple[int, int]]] = {}
    for start, end, meanings in places:
        for meaning in meanings:
            found.setdefault(meaning, []).append((start, end))
    return found


def spoken(found: Cues, table: str) -> list[str]:
    """The keys of a table of which a cue is there."""
    return [key for of, key in found if of == table]
