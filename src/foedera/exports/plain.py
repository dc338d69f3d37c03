"""The record's nouns as plain values: dictionaries, lists, texts and numbers, by the keys of the files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Any, cast

from foedera.days import Edtf
from foedera.dossier import Dossier
from foedera.dossier.folder import MANY, SINGLE
from foedera.dossier.noun import Citation, Value
from foedera.dossier.reading import Key, keys_of

#: Every kind of record with its noun, in the order of the reader.
KINDS: dict[str, type] = {**SINGLE, **{kind: noun for kind, (_, noun) in MANY.items()}}


def records(dossier: Dossier) -> Iterator[tuple[str, str, Any]]:
    """Every record: its kind, its id, itself."""
    for kind in KINDS:
        for id_, record in getattr(dossier, kind).items():
            yield kind, id_, record


def plain(value: Any) -> Any:
    """A value without types of our own; what is not set is left out."""
    if isinstance(value, Value):
        return fields(value)
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, (tuple, list, frozenset)):
        return [plain(part) for part in value]
    if isinstance(value, Edtf):
        return value.text
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _keys(noun: Value) -> dict[str, Key]:
    return keys_of(cast(type, type(noun)))


def fields(noun: Value) -> dict[str, Any]:
    """The keys of a noun that are set, with plain values."""
    given = ((name, getattr(noun, key.field)) for name, key in _keys(noun).items())
    return {name: plain(value) for name, value in given if value not in (None, "", (), {})}


def citations(value: Any, place: str = "") -> Iterator[tuple[str, Citation]]:
    """Every citation in a noun, with the place in it: `article/1`, `force`."""
    if isinstance(value, Citation):
        yield place, value
    elif isinstance(value, tuple):
        for number, part in enumerate(value, 1):
            if isinstance(part, Citation):
                yield place, part
            elif isinstance(part, Value):
                yield from citations(part, f"{place}/{getattr(part, 'id', '') or number}")
    elif isinstance(value, Value):
        for name, key in _keys(value).items():
            inner = place if name == "sources" else f"{place}/{name}".lstrip("/")
            yield from citations(getattr(value, key.field), inner)
