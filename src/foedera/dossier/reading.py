"""From TOML tables to the model's values, guided by the model's own annotations.

Nothing is raised: what is wrong is collected as problems, and a table with a problem
yields no value.
"""

from __future__ import annotations

import dataclasses
import typing
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, TypeVar

from foedera.days import Edtf, read_edtf
from foedera.dossier.lines import Path
from foedera.dossier.noun import Origin
from foedera.dossier.problems import Problem, a_, nearest
from foedera.dossier.treaties import Condition
from foedera.errors import NotADate

T = TypeVar("T")


class _Nothing:
    """Stands for a value that could not be read."""


NOTHING = _Nothing()


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a table: its TOML name, the model's field and type."""

    name: str
    field: str
    type: Any
    required: bool
    doc: str
    default: Any


@cache
def keys_of(kind: type) -> dict[str, Key]:
    """The keys that a table of this kind may have, in the model's order."""
    hints = typing.get_type_hints(kind)
    found = {}
    for field in dataclasses.fields(kind):
        if "doc" not in field.metadata:
            continue
        required = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        default = None if field.default is dataclasses.MISSING else field.default
        name = field.metadata["name"] or field.name
        found[name] = Key(name, field.name, hints[field.name], required, field.metadata["doc"], default)
    return found


@cache
def _fields(kind: type) -> frozenset[str]:
    return frozenset(field.name for field in dataclasses.fields(kind))


@dataclass(frozen=True, slots=True)
class Text:
    """A file's name, its lines, and where each value stands in it."""

    file: str
    lines: tuple[str, ...]
    places: dict[Path, int]

    def origin(self, path: Path) -> Origin:
        """Where a value stands, or the nearest table around it."""
        while path and path not in self.places:
            path = path[:-1]
        return Origin(self.file, self.places.get(path, 1))

    def problem(self, path: Path, message: str, hint: str = "", mark: str = "") -> Problem:
        """A problem at a value, with its line as excerpt."""
        origin = self.origin(path)
        excerpt = self.lines[origin.line - 1] if origin.line <= len(self.lines) else ""
        return Problem(origin, message, hint, excerpt, mark)


class Reader:
    """Reads values of one file; collects what is wrong with them."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.problems: list[Problem] = []

    def read(self, kind: type[T], raw: Any, path: Path = (), **given: Any) -> T | None:
        """A value of the model from a table; None when the table has problems."""
        before = len(self.problems)
        value = self._table(kind, raw, path, given)
        return None if len(self.problems) > before else typing.cast(T, value)

    def value(self, annotation: Any, raw: Any, path: Path) -> Any:
        """A value of any annotated type; `NOTHING` when it could not be read."""
        origin = typing.get_origin(annotation)
        if origin in (typing.Union, UnionType):
            return self.value(next(a for a in typing.get_args(annotation) if a is not type(None)), raw, path)
        if origin is tuple:
            return self._list(typing.get_args(annotation)[0], raw, path)
        if origin is dict:
            return self._mapping(typing.get_args(annotation)[1], raw, path)
        if dataclasses.is_dataclass(annotation) and annotation is not Edtf:
            if annotation is Condition and isinstance(raw, str):
                raw = {"is": raw}
            return self._table(typing.cast(type, annotation), raw, path, {})
        return self._scalar(annotation, raw, path)

    def _table(self, kind: type, raw: Any, path: Path, given: dict[str, Any]) -> Any:
        if not isinstance(raw, dict):
            name = path[-1] if path else kind.__name__.lower()
            hint = f"write {name} = {{ ... }} or [{name}]"
            return self._fault(path, f"{kind.__name__.lower()} must be a table, not {_kind_of(raw)}", hint)
        keys, values = keys_of(kind), dict(given)
        before = len(self.problems)
        for name, item in raw.items():
            if name not in keys:
                hint = nearest(name, keys) or f"keys of {a_(kind.__name__.lower())}: {', '.join(keys)}"
                self._fault((*path, name), f"unknown key '{name}' in {a_(kind.__name__.lower())}", hint, name)
                continue
            values[keys[name].field] = self.value(keys[name].type, item, (*path, name))
        for name, key in keys.items():
            if key.required and name not in raw and key.field not in given:
                self._fault(path, f"{a_(kind.__name__.lower())} needs the key '{name}'", key.doc)
        if len(self.problems) > before:
            return NOTHING
        if "origin" not in values:
            values["origin"] = self.text.origin(path)
        return kind(**{name: value for name, value in values.items() if name in _fields(kind)})

    def _list(self, item: Any, raw: Any, path: Path) -> Any:
        if not isinstance(raw, list):
            return (self.value(item, raw, path),)
        return tuple(self.value(item, part, (*path, index)) for index, part in enumerate(raw))

    def _mapping(self, item: Any, raw: Any, path: Path) -> Any:
        if not isinstance(raw, dict):
            return self._fault(path, f"'{path[-1]}' must be a table, not {_kind_of(raw)}")
        if item is Any:
            return dict(raw)
        return {name: self.value(item, part, (*path, name)) for name, part in raw.items()}

    def _scalar(self, kind: Any, raw: Any, path: Path) -> Any:
        where = f"'{path[-1]}'" if path else "the value"
        if kind is Any:
            return raw
        if kind is Edtf:
            return self._edtf(raw, path, where)
        if kind is date:
            if isinstance(raw, datetime) or not isinstance(raw, date):
                return self._fault(
                    path,
                    f"{where} must be a date, not {_kind_of(raw)}",
                    "write it without quotes: 1939-08-25",
                    str(raw),
                )
            return raw
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return self._word(kind, raw, path)
        if kind is float and isinstance(raw, int) and not isinstance(raw, bool):
            return float(raw)
        if not isinstance(raw, kind) or (kind is int and isinstance(raw, bool)):
            hint = "write it in quotation marks" if kind is str else ""
            return self._fault(path, f"{where} must be {_NAMES[kind]}, not {_kind_of(raw)}", hint, str(raw))
        return raw

    def _edtf(self, raw: Any, path: Path, where: str) -> Any:
        if not isinstance(raw, (str, date)) or isinstance(raw, datetime):
            return self._fault(path, f"{where} must be a date or an EDTF text, not {_kind_of(raw)}", mark=str(raw))
        try:
            return read_edtf(raw)
        except NotADate as fault:
            message, _, hint = str(fault).partition("; ")
            return self._fault(path, message, hint, str(raw))

    def _word(self, kind: type[StrEnum], raw: Any, path: Path) -> Any:
        if not isinstance(raw, str):
            return self._fault(path, f"'{path[-1]}' must be a word, not {_kind_of(raw)}", mark=str(raw))
        try:
            return kind(raw)
        except ValueError:
            words = [member.value for member in kind]
            hint = nearest(raw, words) or f"known: {', '.join(words)}"
            return self._fault(path, f"'{raw}' is not one of the words for {_label(kind)}", hint, raw)

    def _fault(self, path: Path, message: str, hint: str = "", mark: str = "") -> _Nothing:
        self.problems.append(self.text.problem(path, message, hint, mark))
        return NOTHING


_NAMES: dict[type, str] = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}


def _kind_of(raw: Any) -> str:
    if isinstance(raw, bool):
        return "true or false"
    if isinstance(raw, datetime):
        return "a time"
    names = {str: "a text", int: "a number", float: "a number", list: "a list", dict: "a table"}
    return names.get(type(raw), "a date" if isinstance(raw, date) else "a time")


def _label(kind: type[StrEnum]) -> str:
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in kind.__name__)
    return words.strip()
