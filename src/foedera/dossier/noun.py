"""What the record's nouns are made of: frozen values that say what the files say, and where they say it.

The nouns are also the file format. `reading` builds them from TOML and `schema` publishes
them, so a key is described once, where its noun is. A field's `doc` is its description.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from datetime import date
from functools import cache
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


def key(doc: str, **more: Any) -> Any:
    """A field with its description; `default` or `factory` as for dataclasses, `name` for the TOML key."""
    name = more.pop("name", None)
    if "default" not in more and "factory" not in more:
        return field(metadata={"doc": doc, "name": name})
    if "factory" in more:
        return field(default_factory=more["factory"], metadata={"doc": doc, "name": name})
    return field(default=more["default"], metadata={"doc": doc, "name": name})


@cache
def _slots(kind: type) -> tuple[tuple[str, Any, Any], ...]:
    """The fields of a noun: name, default, factory."""
    return tuple((f.name, f.default, f.default_factory) for f in fields(kind))


class Value:
    """What all nouns share: frozen, equal by content, a repr that leaves out what is not set.

    Written once here rather than generated for each noun: that would take a tenth of a
    second at every start of the command line.
    """

    def __init__(self, *values: Any, **given: Any) -> None:
        slots = _slots(type(self))  # type: ignore[arg-type]
        if values:
            given |= dict(zip((name for name, _, _ in slots), values, strict=False))
        for name, default, make in slots:
            if name not in given:
                if default is MISSING and make is MISSING:
                    raise TypeError(f"{type(self).__name__} needs '{name}'")
                given[name] = make() if make is not MISSING else default
        self.__dict__.update(given)

    def __setattr__(self, name: str, value: Any) -> None:
        raise FrozenInstanceError(f"cannot assign to field '{name}'")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field '{name}'")

    def __getstate__(self) -> dict[str, Any]:
        # What is not set is the class's default: a compiled copy need not hold it, and opens in half the time.
        own = type(self).__dict__
        return {name: value for name, value in vars(self).items() if own.get(name, MISSING) is not value}

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other):
            return False
        mine, theirs = vars(self), vars(other)
        return mine == theirs if mine.keys() == theirs.keys() else dict(values_of(self)) == dict(values_of(other))

    def __hash__(self) -> int:
        return hash((type(self), getattr(self, "id", None), getattr(self, "origin", None)))

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in values_of(self) if value and name != "origin")
        return f"{type(self).__name__}({given})"


def values_of(value: Value) -> Iterator[tuple[str, Any]]:
    """The keys of a noun in their order, each with what it says; `vars` lacks what a compiled copy left out."""
    return ((name, getattr(value, name)) for name, _, _ in _slots(type(value)))  # type: ignore[arg-type]


@dataclass_transform(frozen_default=True, field_specifiers=(key,))
def noun(kind: type[T]) -> type[T]:
    """A frozen dataclass that takes its methods from `Value`."""
    return dataclass(init=False, eq=False, repr=False)(kind)


@noun
class Origin(Value):
    """Where a fact stands: file and line."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


NOWHERE = Origin("", 0)
Names = dict[str, tuple[str, ...]]


@noun
class Citation(Value):
    """A source with a locator."""

    ref: str = key("the source's id in sources.toml")
    at: str = key("where in it: volume, page, number, article", default="")
    verified: date | None = key("the day somebody checked the fact against it", default=None)
    says: str = key("what this source says, where sources differ", default="")


Citations = tuple[Citation, ...]


@noun
class Variation(Value):
    """A point on which sources differ: who says what."""

    point: str = key("what they differ on")
    value: str = key("what this one says")
    by: str = key("who says so")
    established: bool = key("true for the value the record goes by", default=False)
    sources: Citations = key("where", default=())
    origin: Origin = NOWHERE
