"""Write docs/reference and docs/coverage.md anew, from the code and the record themselves.

`make docs` runs this; a test checks that the pages are what it gives. With `--check` nothing
is written, and the exit code says whether a page is stale.
"""

from __future__ import annotations

import argparse
import dataclasses
import importlib
import inspect
import sys
import typing
from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Any

import typer

import foedera
from foedera.days import Edtf
from foedera.dossier import model
from foedera.dossier.folder import MANY, SINGLE
from foedera.dossier.reading import Key, keys_of
from foedera.interfaces.cli import whole
from foedera.interfaces.http import api

FOLDER = Path(__file__).resolve().parents[1] / "docs"
_MADE = "<!-- Made by tools/reference.py from the code: change the code, then `make docs`. -->"
_PLAIN: dict[Any, str] = {
    str: "text", int: "whole number", float: "number", bool: "true or false", date: "date",
    Edtf: "date, or EDTF text", Any: "any value",
}  # fmt: skip


def pages() -> dict[str, str]:
    """Every generated page by its file name."""
    return {
        "reference/format.md": _page(_format()),
        "reference/commands.md": _page(_commands()),
        "reference/api.md": _page(_api()),
        "reference/python.md": _page(_python()),
        "coverage.md": _page(_coverage()),
    }


def _page(lines: Iterator[str]) -> str:
    return "\n".join((_MADE, "", *lines)).rstrip() + "\n"


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


# -- the file format ----------------------------------------------------------------


def _format() -> Iterator[str]:
    yield from (
        "# The format of a dossier", "",
        "A dossier is a folder of TOML files. Each kind below may stand in its folder; `dossier.toml` must be there.",
        "Where a list is expected, one value may stand without brackets. Intervals are `[from, until)`: `until` is the",
        "first day no longer in. Keys in **bold** are required. How to write them well: "
        "[add a treaty](../guide/add-a-treaty.md).", "",
    )  # fmt: skip
    kinds = [("dossier.toml", model.Case)]
    kinds += [(f"{folder}/<id>.toml", kind) for folder, kind in SINGLE.items()]
    kinds += [(f"{folder}/*.toml", kind) for folder, (_, kind) in MANY.items()]
    tables = dict(MANY.values())
    inner: dict[type, None] = {}
    for where, kind in kinds:
        many = next((f", many `[[{table}]]` in one file" for table, shape in tables.items() if shape is kind), "")
        yield from _table(kind, f"`{where}`{many}", inner)
    yield from ("# Tables within", "")
    done = {kind for _, kind in kinds}
    while rest := [kind for kind in inner if kind not in done]:
        done.add(rest[0])
        yield from _table(rest[0], "", inner)


def _table(kind: type, where: str, inner: dict[type, None]) -> Iterator[str]:
    yield from (f"## {kind.__name__}", "", f"{where + '. ' if where else ''}{(kind.__doc__ or '').strip()}", "")
    yield from (_row("key", "type", "meaning"), "|---|---|---|")
    for key in keys_of(kind).values():
        name = f"**`{key.name}`**" if key.required else f"`{key.name}`"
        yield _row(name, _type(key.type, inner), key.doc + _default(key))
    yield ""


def _default(key: Key) -> str:
    value = key.default
    if key.required or value is None or value in ("", 0, False, ()):
        return ""
    shown = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value).lower()
    return f" (otherwise {shown})"


def _type(annotation: Any, inner: dict[type, None]) -> str:
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (typing.Union, UnionType):
        return _type(next(a for a in arguments if a is not type(None)), inner)
    if origin is tuple:
        return f"list of {_type(arguments[0], inner)}"
    if origin is dict:
        return f"table: name to {_type(arguments[1], inner)}"
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    if issubclass(annotation, StrEnum):
        return f"[{annotation.__name__}](../../VOCABULARY.md#{annotation.__name__.lower()})"
    assert dataclasses.is_dataclass(annotation)
    inner[typing.cast(type, annotation)] = None
    return f"[{annotation.__name__}](#{annotation.__name__.lower()})"


# -- the commands -------------------------------------------------------------------


def _commands() -> Iterator[str]:
    yield from (
        "# The commands", "",
        "Every command takes `-h`; every answer takes `--json`. A question that cannot be asked is one sentence and",
        "exit code 2. `foedera --dossier DIR COMMAND` asks another record.", "",
    )  # fmt: skip
    for name, function in sorted(commands().items()):
        yield from _command(name, function)


def commands() -> dict[str, Callable[..., Any]]:
    """Every command by its words: `bound`, `corpus add`."""
    groups = [("", whole()), *((f"{group.name} ", group.typer_instance) for group in whole().registered_groups)]
    return {
        prefix + (command.name or command.callback.__name__): command.callback
        for prefix, group in groups
        if group is not None
        for command in group.registered_commands
        if command.callback
    }


def _command(command: str, function: Callable[..., Any]) -> Iterator[str]:
    hints = typing.get_type_hints(function, include_extras=True)
    words, rows = ["foedera", command], []
    for parameter in inspect.signature(function).parameters.values():
        kind, told = typing.get_args(hints[parameter.name])
        name = parameter.name.upper()
        if isinstance(told, typer.models.ArgumentInfo):
            words.append(name if parameter.default is parameter.empty else f"[{name}]")
            rows.append(_row(f"`{name}`", told.help or ""))
            continue
        # In `Annotated`, typer keeps the first spelling where the default would stand.
        forms = [form for form in (told.default, *(told.param_decls or ())) if isinstance(form, str)]
        value = "" if kind is bool else " NUMBER" if kind is int else " TEXT"
        many = " (may be given more than once)" if "list" in str(kind) else ""
        usual = f" (otherwise {parameter.default})" if kind is int else ""
        rows.append(_row(f"`{', '.join(forms)}{value}`", f"{told.help}{many}{usual}"))
    yield from (f"## foedera {command}", "", inspect.getdoc(function) or "", "")
    yield from ("```", " ".join([*words, "[OPTIONS]"]), "```", "")
    yield from (_row("argument or option", "meaning"), "|---|---|", *rows, "")


# -- the HTTP API -------------------------------------------------------------------


def _api() -> Iterator[str]:
    dossier, _ = foedera.read_dossier("july-1914")  # the smaller one: the addresses are the same for all
    assert dossier is not None, "the record has no dossier.toml"
    schema = api(dossier).openapi()
    yield from (
        "# The HTTP API", "",
        "`foedera serve` answers on this machine only. Each address gives the JSON of the command of its name; all are",
        "`GET`. A question that cannot be asked is `{\"ok\": false, \"error\": ..., \"status\": 400}`; an unknown name "
        "has", "status 404. The schema for programs is at `/api/openapi.json`; the same for people is at",
        "`/api/docs`; the atlas is at `/`.", "",
    )  # fmt: skip
    for path, item in sorted(schema["paths"].items()):
        told = item["get"]
        yield from (f"## {path}", "", told.get("description", told["summary"]), "")
        rows = [p for p in told.get("parameters", []) if f"{{{p['name']}" not in path or p["in"] == "query"]
        if rows:
            yield from (_row("query", "kind"), "|---|---|")
            yield from (_row(f"`{p['name']}`", _kind(p["schema"])) for p in rows)
            yield ""


def _kind(schema: dict[str, Any]) -> str:
    kinds = [part["type"] for part in schema.get("anyOf", [schema]) if part.get("type") != "null"]
    words = {"string": "text", "boolean": "true or false", "array": "text, may be given more than once"}
    return words.get(kinds[0], kinds[0])


# -- Python -------------------------------------------------------------------------


def _python() -> Iterator[str]:
    yield from (
        "# Python", "",
        "`import foedera`. Every question takes a dossier and gives the JSON that the command of its name prints, as a",
        "dictionary that shows itself in a notebook. Charts and exports are modules of `foedera.exports`.", "",
    )  # fmt: skip
    for name in sorted(foedera.__all__):
        yield from _function(f"foedera.{name}", getattr(foedera, name))
    for module, names in EXPORTS.items():
        held = importlib.import_module(f"foedera.exports.{module}")
        for name in names:
            yield from _function(f"foedera.exports.{module}.{name}", getattr(held, name))


#: What of the exports is for others to call.
EXPORTS = {
    "plots": ("events_by_month", "ties_by_pledge", "life_of"), "drawing": ("svg",), "tables": ("tables",),
    "sqlite": ("write_database",), "csvs": ("files",), "linked": ("linked", "document"), "graph": ("graphml",),
    "bibtex": ("bibliography",),
}  # fmt: skip


def _function(name: str, function: Any) -> Iterator[str]:
    told = (inspect.getdoc(function) or "").split("\n\n")[0].replace("\n", " ")
    if isinstance(function, type):
        yield from (f"## {name}", "", told, "")
        return
    yield from (f"## {name}", "", told, "", "```", f"{name}{inspect.signature(function)}", "```", "")


# -- what the record holds ------------------------------------------------------------


def _coverage() -> Iterator[str]:
    told = foedera.coverage(foedera.load("interwar"))
    yield from (
        "# Coverage of the interwar record", "",
        "What the record holds, how much of it somebody looked up, and what is open; `foedera coverage` prints the",
        "same. A record or a date counts as looked up when a source it cites was opened and carries the day of that",
        "(`verified`). What was not looked up is marked so in every answer.", "",
        "| holds | |", "|---|---:|",
    )  # fmt: skip
    yield from (_row(name, f"{count:,}") for name, count in told.items() if isinstance(count, int))
    yield from ("", "| looked up | records | in one source or more | in two or more |", "|---|---:|---:|---:|")
    for kind, row in told["looked_up"].items():
        yield _row(kind, *(f"{row[name]:,}" for name in ("records", "one_source", "two_sources")))
    dates = told["treaty_dates"]
    yield _row("dates of treaties", *(f"{dates[name]:,}" for name in ("dates", "one_source", "two_sources")))
    for name, rows in told["open"].items():
        yield from ("", f"## Open: {name.replace('_', ' ')} ({len(rows)})", "")
        yield (
            ", ".join(f"`{row}`" if isinstance(row, str) else f"`{row['id']}` ({row['waits_for']})" for row in rows)
            or "None."
        )


def main() -> int:
    """Write the pages, or with `--check` say which are stale."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a page is stale")
    check = parser.parse_args().check
    stale = 0
    for name, text in pages().items():
        path = FOLDER / name
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        if check:
            print(f"docs/{name} is stale; run `make docs`")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(f"wrote docs/{name}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
