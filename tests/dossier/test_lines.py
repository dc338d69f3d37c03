"""The line of every value of a TOML file, however it is written."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from foedera.dossier.dossier import shipped
from foedera.dossier.lines import lines_of

PLACES: dict[str, tuple[str, dict[tuple[str | int, ...], int]]] = {
    "keys of the file itself": ("a = 1\n\nb = 2\n", {("a",): 1, ("b",): 3}),
    "a table and its keys": ("[t]\na = 1\nb = 2\n", {("t",): 1, ("t", "a"): 2, ("t", "b"): 3}),
    "tables in a list": (
        "[[t]]\na = 1\n[[t]]\na = 2\n",
        {("t", 0): 1, ("t", 0, "a"): 2, ("t", 1): 3, ("t", 1, "a"): 4},
    ),
    "a list of tables within a list of tables": (
        '[[p]]\nid = 1\n[[p.a]]\nid = 2\n[[p.a]]\nid = 3\n[[p]]\n[[p.a]]\nid = 4\n',
        {("p", 0, "a", 0, "id"): 4, ("p", 0, "a", 1, "id"): 6, ("p", 1, "a", 0, "id"): 9},
    ),
    "a table inside the last of a list": ("[[p]]\n[p.s]\nx = 1\n", {("p", 0, "s"): 2, ("p", 0, "s", "x"): 3}),
    "the elements of a list over several lines": (
        "a = [\n  1,\n  2,\n\n  3,\n]\n", {("a", 0): 2, ("a", 1): 3, ("a", 2): 5},
    ),
    "an inline table": ("a = { b = 1, c = 2 }\n", {("a", "b"): 1, ("a", "c"): 1}),
    "inline tables in a list": (
        'a = [\n  { b = 1 },\n  { b = 2, c = [\n    { d = 3 } ] },\n]\n', {("a", 0, "b"): 2, ("a", 1, "c", 0, "d"): 4},
    ),
    "a text over several lines": ('a = """\none\ntwo"""\nb = 1\n', {("a",): 1, ("b",): 4}),
    "a literal text over several lines": ("a = '''\n[not a table]\n'''\nb = 1\n", {("a",): 1, ("b",): 4}),
    "quotation marks inside a text": ('a = "say \\"b = 1\\" # not"\nb = 1\n', {("a",): 1, ("b",): 2}),
    "three marks at the end of a text": ('a = """x"""""\nb = 1\n', {("b",): 2}),
    "a comment with brackets and marks": ('# [[t]] "\na = 1 # ]] "\nb = 2\n', {("a",): 2, ("b",): 3}),
    "a hash inside a text": ('a = "#1"\nb = 2\n', {("b",): 2}),
    "dotted keys": ("a.b.c = 1\na.d = 2\n", {("a", "b", "c"): 1, ("a", "d"): 2}),
    "quoted keys": ('"a b" = 1\n[t."c.d"]\ne = 2\n', {("a b",): 1, ("t", "c.d", "e"): 3}),
    "dates and times": ("a = 1939-08-23\nb = 1939-08-23T10:00:00Z\nc = 1.5\nd = 2\n", {("d",): 4}),
    "a date with a blank in it": ("a = 1939-08-23 10:00:00\nb = 1\n", {("b",): 2}),
}  # fmt: skip


@pytest.mark.parametrize(("text", "places"), PLACES.values(), ids=PLACES)
def test_places(text: str, places: dict[tuple[str | int, ...], int]) -> None:
    tomllib.loads(text)
    found = lines_of(text)
    assert {path: found.get(path) for path in places} == places


def paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    """Every value of a table that is itself no table, with its path."""
    if isinstance(value, dict):
        return [row for key, part in value.items() for row in paths(part, (*path, key))]
    if isinstance(value, list):
        return [row for index, part in enumerate(value) for row in paths(part, (*path, index))]
    return [(path, value)]


def test_every_value_of_the_shipped_files_stands_on_the_line_that_is_given() -> None:
    tried = 0
    for file in sorted(shipped().glob("*/**/*.toml")):
        text = file.read_text(encoding="utf-8")
        lines, found = text.split("\n"), lines_of(text)
        for path, value in paths(tomllib.loads(text)):
            assert path in found, f"{file.name}: {path}"
            if isinstance(value, str) and '"""' not in text and value.isprintable():
                shown = value.replace("\\", "\\\\").replace('"', '\\"')
                line = lines[found[path] - 1]
                assert shown in line or value in line, f"{file.name}:{found[path]}: {path}"
                tried += 1
    assert tried > 10_000
