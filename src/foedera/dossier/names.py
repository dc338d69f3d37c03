"""From any name form, in any language of the record, to the record it names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from foedera.errors import AmbiguousName, UnknownName

Index = Mapping[str, tuple[str, ...]]


def fold(text: str, marks: bool = True) -> str:
    """A name as it is compared: case, hyphens, spaces and, where asked, diacritics set aside."""
    text = (
        unicodedata.normalize("NFC", text)
        .casefold()
        .replace("_", " ")
        .replace("-", " ")
        .replace("–", " ")
        .replace("’", "'")
        .replace(":", " ")
    )
    text = text.removeprefix("the ").replace(".", "")
    if not marks:
        text = text.replace("đ", "d").replace("ł", "l").replace("ø", "o").replace("æ", "ae").replace("ß", "ss")
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(text.split())


def index_of(records: Mapping[str, Any]) -> Index:
    """Folded name form -> ids of the records that bear it."""
    found: dict[str, dict[str, None]] = {}
    for record in records.values():
        for form in forms_of(record):
            for key in {fold(form), fold(form, marks=False)}:
                if key:
                    found.setdefault(key, {})[record.id] = None
    return {name: tuple(ids) for name, ids in found.items()}


def forms_of(record: Any) -> Iterable[str]:
    """Every form under which a record may be asked for."""
    yield record.id
    yield record.title
    yield from record.aliases
    for group in (record.names, getattr(record, "adjectives", {})):
        for forms in group.values():
            yield from forms
    for name in ("official", "cow_abbr", "iso"):
        if getattr(record, name, ""):
            yield getattr(record, name)
    if getattr(record, "cow", None) is not None:
        yield str(record.cow)
    for system, number in getattr(record, "external", {}).items():
        yield f"{system} {number}"


def find(kind: str, name: str, records: Mapping[str, Any], index: Index) -> str:
    """The id that a name means; raises `UnknownName` with the nearest, `AmbiguousName` with the choices."""
    if name in records:
        return name
    for key in (fold(name), fold(name, marks=False)):
        ids = index.get(key, ())
        if len(ids) == 1:
            return ids[0]
        if ids:
            raise AmbiguousName(kind, name, ids)
    raise UnknownName(kind, name, near(name, index))


def near(name: str, index: Index, most: int = 4) -> list[str]:
    """Ids whose names are most like this one."""
    from difflib import get_close_matches

    close = get_close_matches(fold(name, marks=False), list(index), n=2 * most, cutoff=0.6)
    return list(dict.fromkeys(id_ for key in close for id_ in index[key]))[:most]


def closest(name: str, known: Iterable[str], most: int = 4) -> list[str]:
    """Of some words those most like a name, the likest first; where none is like it, the first in their order."""
    from difflib import SequenceMatcher, get_close_matches

    words = list(known)
    close = get_close_matches(name, words, n=most, cutoff=0.5)
    parts = [word for word in words if name and name in word and word not in close]
    if close or parts:
        return (close + parts)[:most]
    return sorted(words, key=lambda word: -SequenceMatcher(None, name, word).ratio())[:most]


def find_instrument(name: str, records: Mapping[str, Any], index: Index) -> str:
    """The treaty that a name means; also by a part of its id, or by words of its id and names."""
    try:
        return find("treaty", name, records, index)
    except UnknownName:
        words = fold(name, marks=False).split()
        if not words:
            raise
    starts = [id_ for id_ in records if id_.startswith(name)]
    if len(starts) == 1:
        return starts[0]
    held = {id_: {w for form in forms_of(r) for w in fold(form, marks=False).split()} for id_, r in records.items()}
    whole = [id_ for id_ in (starts or records) if all(w in held[id_] for w in words)]
    found = whole or starts or _of_day(name, words, held)
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousName("treaty", name, found)
    raise UnknownName("treaty", name, near(name, index))


def _of_day(name: str, words: Sequence[str], held: Mapping[str, set[str]]) -> list[str]:
    """Instruments of the day that a name begins with, the ones that share most of its other words, at least half."""
    if not re.match(r"\d{4}-\d{2}-\d{2}-", name):
        return []
    rest = words[3:]
    of_day = {id_: sum(w in held[id_] for w in rest) for id_ in held if id_.startswith(name[:10])}
    most = max(of_day.values(), default=0)
    return [id_ for id_, shared in of_day.items() if shared == most] if 2 * most >= len(rest) > 0 else []
