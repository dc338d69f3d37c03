"""JSON Schemas of the record's files, for editors; made from the model, never by hand."""

from __future__ import annotations

import dataclasses
import typing
from datetime import date
from enum import StrEnum
from types import UnionType
from typing import Any

from foedera.days import Edtf
from foedera.dossier import model
from foedera.dossier.folder import MANY, SINGLE
from foedera.dossier.reading import keys_of
from foedera.dossier.treaties import Condition

_PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    Edtf: {"type": "string", "description": "a date, or EDTF as text"},
    Any: {},
}


def schemas() -> dict[str, dict[str, Any]]:
    """Schema by the name of the file's kind: treaty, state, event, ..."""
    found = {"dossier": _file(model.Case, "dossier.toml")}
    for folder, kind in SINGLE.items():
        found[kind.__name__.lower()] = _file(kind, f"{folder}/<id>.toml")
    for folder, (table, kind) in MANY.items():
        definitions: dict[str, Any] = {}
        row = _table(kind, definitions)
        body = {
            "type": "object",
            "properties": {table: {"type": "array", "items": row}},
            "additionalProperties": False,
        }
        found[table] = _dress(body, kind, f"{folder}/*.toml", definitions)
    return found


def _file(kind: type, where: str) -> dict[str, Any]:
    definitions: dict[str, Any] = {}
    reference = _table(kind, definitions)["$ref"].rpartition("/")[2]
    return _dress(definitions.pop(reference), kind, where, definitions)


def _dress(body: dict[str, Any], kind: type, where: str, definitions: dict[str, Any]) -> dict[str, Any]:
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"Foedera: {where}"}
    return {**head, "description": (kind.__doc__ or "").strip(), **body, "$defs": definitions}


def _table(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    name = kind.__name__
    if name not in definitions:
        definitions[name] = {}
        keys = keys_of(kind)
        definitions[name] = {
            "type": "object",
            "description": (kind.__doc__ or "").strip(),
            "properties": {n: {**_type(k.type, definitions), "description": k.doc} for n, k in keys.items()},
            "required": [n for n, k in keys.items() if k.required],
            "additionalProperties": False,
        }
        if kind is Condition:
            words = [word.value for word in keys["is"].type]
            definitions[name] = {"anyOf": [{"type": "string", "enum": words}, definitions[name]]}
    return {"$ref": f"#/$defs/{name}"}


def _type(annotation: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin = typing.get_origin(annotation)
    if origin in (typing.Union, UnionType):
        return _type(next(a for a in typing.get_args(annotation) if a is not type(None)), definitions)
    if origin is tuple:
        item = _type(typing.get_args(annotation)[0], definitions)
        return {"anyOf": [item, {"type": "array", "items": item}]}
    if origin is dict:
        return {"type": "object", "additionalProperties": _type(typing.get_args(annotation)[1], definitions)}
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return {"type": "string", "enum": [word.value for word in annotation]}
    if dataclasses.is_dataclass(annotation) and annotation is not Edtf:
        return _table(typing.cast(type, annotation), definitions)
    return dict(_PLAIN[annotation])
