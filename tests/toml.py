"""Records written as TOML again: the way back of the reader, made from the files' own keys."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from enum import StrEnum
from typing import Any

from foedera.days import Edtf


def table(record: Any) -> dict[str, Any]:
    """A record as the table that a historian would write: what has its default is left out."""
    found = {}
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if "doc" not in field.metadata or value == _default(field):
            continue
        found[field.metadata["name"] or field.name] = _plain(value)
    return found


def _default(field: dataclasses.Field[Any]) -> Any:
    return field.default_factory() if callable(field.default_factory) else field.default


def _plain(value: Any) -> Any:
    if isinstance(value, Edtf):
        return value.text
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, (tuple, list)):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    return table(value) if dataclasses.is_dataclass(value) and not isinstance(value, type) else value


def write(content: dict[str, Any]) -> str:
    """A table as a TOML file: one key a line, tables inside it inline."""
    return "".join(f"{_text(key)} = {_value(value)}\n" for key, value in content.items())


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_text(key)} = {_value(part)}" for key, part in value.items()) + " }"
    return "[" + ", ".join(_value(part) for part in value) + "]"


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def bare(value: Any) -> Any:
    """A record without the places where it stands, to be compared."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value) if field.name != "origin"]
        return (type(value).__name__, {name: bare(getattr(value, name)) for name in names})
    if isinstance(value, tuple):
        return tuple(bare(part) for part in value)
    return {key: bare(part) for key, part in value.items()} if isinstance(value, dict) else value
