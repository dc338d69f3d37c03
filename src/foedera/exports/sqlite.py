"""The record as a SQLite database: keys, references and views, so that it can be asked and browsed as it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from foedera.dossier import Dossier
from foedera.exports.tables import Column, Table, tables

#: Questions that most people ask first, as views; a record that lacks a table has not its view.
VIEWS = {
    "treaties_with_parties": (
        "SELECT t.id, t.title, t.signed, t.kind, group_concat(s.title, ', ') AS parties FROM treaties t "
        "JOIN treaties_parties p ON p.treaty = t.id JOIN states s ON s.id = p.value GROUP BY t.id ORDER BY t.signed"
    ),
    "who_was_bound": (
        "SELECT k.since, k.until, k.one, k.other, k.pledge, k.mutual, k.secret, k.status, t.title, k.treaty "
        "FROM ties k JOIN treaties t ON t.id = k.treaty ORDER BY k.since"
    ),
    "who_held_what": (
        'SELECT p.title, c."from", c.until, c.sovereign, c.controller, c.regime, c.says, c.territory '
        'FROM territories_control c JOIN territories p ON p.id = c.territory ORDER BY p.title, c."from"'
    ),
    "who_did_what": (
        "SELECT e.date_first AS day, a.actor, a.verb, a.target, e.title, e.id AS event "
        "FROM events_acts a JOIN events e ON e.id = a.event ORDER BY e.date_first, a.number"
    ),
    "sources_by_use": (
        "SELECT s.id, s.cite, count(*) AS citations, count(c.verified) AS verified FROM sources s "
        "JOIN citations c ON c.source = s.id GROUP BY s.id ORDER BY citations DESC"
    ),
    "nobody_checked": "SELECT kind, record, place, source, at FROM citations WHERE verified IS NULL",
}


def write_database(dossier: Dossier, path: Path) -> None:
    """Write a new database at a path; every reference holds, or nothing is left that claims so."""
    with closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA foreign_keys = ON")
        base.execute("PRAGMA journal_mode = OFF")
        with base:
            whole = tables(dossier)
            for statement in statements(whole):
                base.execute(statement)
            for table in whole:
                _fill(base, table)
        base.execute("VACUUM")


def statements(whole: Sequence[Table]) -> Iterator[str]:
    """The statements that make the tables, their indexes and the views."""
    for table in whole:
        yield f"CREATE TABLE {_quoted(table.name)} ({', '.join([*_columns(table), *_references(table)])})"
        for column in table.columns[1:]:
            if column.refers:
                name = _quoted(f"{table.name}_{column.name}_index")
                yield f"CREATE INDEX {name} ON {_quoted(table.name)} ({_quoted(column.name)})"
    held = {table.name for table in whole}
    for name, asked in VIEWS.items():
        words = asked.replace(",", " ").split()
        if {words[i + 1] for i, word in enumerate(words) if word in ("FROM", "JOIN")} <= held:
            yield f"CREATE VIEW {name} AS {asked}"


def _columns(table: Table) -> Iterator[str]:
    for place, column in enumerate(table.columns):
        yield f"{_quoted(column.name)} {_kind(column)}{' PRIMARY KEY' if place == 0 else ''}"


def _kind(column: Column) -> str:
    return "INTEGER" if column.number and column.name in ("key", "number") else "NUMERIC" if column.number else "TEXT"


def _references(table: Table) -> Iterator[str]:
    for column in table.columns:
        if column.refers:
            key = "key" if "_" in column.refers else "id"
            yield f"FOREIGN KEY ({_quoted(column.name)}) REFERENCES {_quoted(column.refers)} ({key})"


def _fill(base: sqlite3.Connection, table: Table) -> None:
    marks = ", ".join("?" * len(table.columns))
    base.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({marks})", table.rows)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
