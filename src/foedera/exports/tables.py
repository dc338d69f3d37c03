"""The whole record as tables: one a kind of record, one a list within it, one for all citations.

A list of tables within a record (the articles of a treaty, the acts of an event) is a table of its own; a single table
within it (its term) is spread over columns; what lies deeper is JSON. A protocol's articles stand with those of its
treaty, so that `treaties_article.key` is the commitment's id of every answer.
"""

from __future__ import annotations

import dataclasses
import json
import typing
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from types import UnionType
from typing import Any

from foedera.answers import timeline
from foedera.days import Edtf, iso
from foedera.dossier import Dossier
from foedera.dossier.noun import Citation, Names
from foedera.dossier.reading import Key, keys_of
from foedera.dossier.treaties import Protocol
from foedera.exports.plain import KINDS, citations, plain, records

Cell = str | int | float | None
#: What one record is called where it is not the kind without its last letter.
_ONE = {"treaties": "treaty", "territories": "territory", "crises": "crisis", "claims": "debate"}
#: Columns whose every value is the id of a record of another kind: the checks of a dossier hold this.
REFERS = {
    ("treaties_parties", "value"): "states",
    ("treaties_consent", "state"): "states",
    ("organizations_member", "state"): "states",
    ("territories_control", "treaty"): "treaties",
    ("territories_control", "event"): "events",
    ("events", "treaty"): "treaties",
    ("events_answers", "value"): "events",
    ("claims_readings", "value"): "readings",
}


@dataclass(frozen=True)
class Column:
    """A column: its name, its meaning, the table whose key it holds, whether it counts."""

    name: str
    meaning: str
    refers: str = ""
    number: bool = False


@dataclass(frozen=True)
class Table:
    """A table: its name, what a row is, its columns, of which the first is the key, and its rows."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables(dossier: Dossier) -> list[Table]:
    """Every table of a dossier, each after those that it refers to."""
    whole = [table for kind in KINDS for table in _of_kind(dossier, kind)]
    whole += [_names(dossier), _citations(dossier), _ties(dossier)]
    known = {table.name for table in whole if table.rows}
    kept = [_referring(table, known) for table in whole if table.name in known]
    return [*_in_order(kept), _columns(kept)]


def _in_order(whole: Sequence[Table]) -> Iterator[Table]:
    done: dict[str, Table] = {}
    waiting = list(whole)
    while waiting:
        ready = [t for t in waiting if all(c.refers in ("", t.name) or c.refers in done for c in t.columns)]
        done |= {table.name: table for table in ready or waiting}
        waiting = [table for table in waiting if table.name not in done]
    return iter(done.values())


def _referring(table: Table, known: set[str]) -> Table:
    """A table whose columns refer only to tables that there are."""
    columns = tuple(dataclasses.replace(c, refers=c.refers if c.refers in known else "") for c in table.columns)
    return dataclasses.replace(table, columns=columns)


# -- one kind -----------------------------------------------------------------------


def _of_kind(dossier: Dossier, kind: str) -> Iterator[Table]:
    noun, held = KINDS[kind], getattr(dossier, kind)
    spread = list(_spread(noun, apart=[n for n, k in keys_of(noun).items() if n == "id" or _listing(k.type)]))
    columns = (Column("id", "the record's id"), *(c for c, _ in spread), Column("at", "file and line"))
    rows = tuple((id_, *_cells(record, spread), str(record.origin)) for id_, record in held.items())
    yield _table(kind, noun, columns, rows)
    for name, key in keys_of(noun).items():
        inner = _noun_in(key.type)
        if inner is not None and inner is not Citation:
            yield _inner(kind, name, key, inner, held)
        elif key.type == tuple[str, ...]:
            yield _listed(kind, name, key, held)


def _inner(kind: str, name: str, key: Key, noun: type, held: Any) -> Table:
    """A list of tables within records; articles of a protocol stand with those of its treaty."""
    spread = list(_spread(noun, apart=("article", "end") if noun is Protocol else ()))
    own = () if any(c.name == "id" for c, _ in spread) else (Column("number", "its place in the record", number=True),)
    columns = (Column("key", "its key, with the record's id"), Column(_one(kind), "the record", kind), *own)
    rows = [
        (place, id_, *([number] if own else []), *_cells(part, spread))
        for id_, record in held.items()
        for place, number, part in _parts(id_, record, name, key)
    ]
    return _table(f"{kind}_{name}", noun, (*columns, *(c for c, _ in spread)), tuple(rows))


def _one(kind: str) -> str:
    """What one record of a kind is called, as the name of a column."""
    return _ONE.get(kind, kind.removesuffix("s"))


def _parts(id_: str, record: Any, name: str, key: Key) -> Iterator[tuple[str, int, Any]]:
    lists = [("", getattr(record, key.field))]
    lists += [(f"{p.id}/", getattr(p, key.field)) for p in getattr(record, "protocols", ()) if hasattr(p, key.field)]
    for before, parts in lists:
        for number, part in enumerate(parts, 1):
            yield f"{id_}/{before}{getattr(part, 'id', '') or f'{name}-{number}'}", number, part


def _listed(kind: str, name: str, key: Key, held: Any) -> Table:
    rows = tuple(
        (f"{id_}/{number}", id_, number, str(value))
        for id_, record in held.items()
        for number, value in enumerate(getattr(record, key.field), 1)
    )
    columns = (
        Column("key", "its key"), Column(_one(kind), "the record", kind),
        Column("number", "its place in the list", number=True), Column("value", key.doc),
    )  # fmt: skip
    return _table(f"{kind}_{name}", None, columns, rows, f"{name} of {kind}: {key.doc}")


def _table(
    name: str, noun: type | None, columns: Sequence[Column], rows: tuple[tuple[Cell, ...], ...], meaning: str = ""
) -> Table:
    told = meaning or ((noun.__doc__ or "").strip().split("\n")[0] if noun else "")
    named = (dataclasses.replace(c, refers=REFERS.get((name, c.name), c.refers)) for c in columns)
    return Table(name, told, tuple(named), rows)


# -- columns and cells --------------------------------------------------------------


def _spread(
    noun: type, before: str = "", path: tuple[str, ...] = (), apart: Collection[str] = ()
) -> Iterator[tuple[Column, tuple[str, ...]]]:
    """The columns of a noun, each with the way to its value; single tables within are spread one step."""
    for name, key in keys_of(noun).items():
        kind, way = _bare(key.type), (*path, key.field)
        if name in apart or _noun_in(key.type) is Citation or kind == Names:
            continue
        if dataclasses.is_dataclass(kind) and kind is not Edtf and not path:
            yield from _spread(typing.cast(type, kind), f"{name}_", way)
            continue
        yield Column(before + name, key.doc, number=kind in (int, float, bool)), way
        if kind is Edtf:
            yield Column(f"{before}{name}_first", "the first day that it may mean"), (*way, "first")
            yield Column(f"{before}{name}_last", "the last day that it may mean"), (*way, "last")


def _cells(record: Any, spread: Sequence[tuple[Column, tuple[str, ...]]]) -> Iterator[Cell]:
    for _, way in spread:
        value = record
        for step in way:
            value = _edge(value, step) if isinstance(value, Edtf) else getattr(value, step, None)
        yield cell(value)


def _edge(value: Edtf, name: str) -> str | None:
    return iso(getattr(value, name))


def cell(value: Any) -> Cell:
    """A value as a cell: text, number or nothing; what has parts is JSON."""
    value = plain(value)
    if value in (None, "", [], {}):
        return None
    if isinstance(value, bool):
        return int(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else typing.cast(Cell, value)


def _bare(annotation: Any) -> Any:
    """A type without its None."""
    if typing.get_origin(annotation) in (typing.Union, UnionType):
        return next(part for part in typing.get_args(annotation) if part is not type(None))
    return annotation


def _listing(annotation: Any) -> bool:
    """Whether a key holds a list that is a table of its own."""
    return _noun_in(annotation) is not None or annotation == tuple[str, ...]


def _noun_in(annotation: Any) -> type | None:
    """The noun of which a list holds many."""
    inside = typing.get_args(annotation)[0] if typing.get_origin(annotation) is tuple else None
    return inside if isinstance(inside, type) and dataclasses.is_dataclass(inside) else None


# -- of all kinds -------------------------------------------------------------------


def _names(dossier: Dossier) -> Table:
    rows = [
        (kind, id_, language, form)
        for kind, id_, record in records(dossier)
        for language, forms in getattr(record, "names", {}).items()
        for form in forms
    ]
    columns = (
        Column("key", "its number", number=True), Column("kind", "the table of the record"), Column("record", "its id"),
        Column("language", "the language"), Column("form", "the name"),
    )  # fmt: skip
    return Table("names", "Names of records in their languages.", columns, _numbered(rows))


def _citations(dossier: Dossier) -> Table:
    rows = [
        (kind, id_, place, c.ref, cell(c.at), cell(c.verified), cell(c.says))
        for kind, id_, record in records(dossier)
        for place, c in citations(record)
    ]
    columns = (
        Column("key", "its number", number=True), Column("kind", "the table of the record"), Column("record", "its id"),
        Column("place", "what in the record it is for; empty: the record"), Column("source", "the source", "sources"),
        Column("at", "where in the source"), Column("verified", "the day somebody checked it; empty: nobody"),
        Column("says", "what the source says, where sources differ"),
    )  # fmt: skip
    return Table("citations", "What each fact of the record rests on.", columns, _numbered(rows))


def _ties(dossier: Dossier) -> Table:
    """The law's own answer: who was tied to whom, from when until when."""
    rows: list[tuple[Cell, ...]] = [
        (treaty, pledge, one, other, *(int(mark in marks) for mark in "ms"), since, until,
         "contested" if "c" in marks else "in-force")
        for treaty, pledge, one, other, marks, since, until in timeline(dossier)["ties"]
    ]  # fmt: skip
    columns = (
        Column("key", "its number", number=True), Column("treaty", "the instrument", "treaties"),
        Column("pledge", "what is promised"), Column("one", "who owes", "states"),
        Column("other", "to whom", "states"), Column("mutual", "whether the other owes the same", number=True),
        Column("secret", "whether the article is secret", number=True),
        Column("since", "the first day of this status"), Column("until", "the first day after it; empty: none"),
        Column("status", "in-force or contested"),
    )  # fmt: skip
    meaning = "Derived by the law: stretches in which instruments of few parties bound two states."
    return Table("ties", meaning, columns, _numbered(rows))


def _numbered(rows: Sequence[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple((number, *row) for number, row in enumerate(rows, 1))


def _columns(whole: Sequence[Table]) -> Table:
    rows = [(t.name, c.name, c.meaning, cell(c.refers)) for t in whole for c in t.columns]
    columns = (
        Column("key", "its number", number=True), Column("table", "the table"), Column("column", "the column"),
        Column("meaning", "what it holds"), Column("refers", "the table whose key it holds"),
    )  # fmt: skip
    return Table("columns", "What every column of every table means.", columns, _numbered(rows))
