"""A proposal taken into the record's files: wholly or not at all, only if the record stays sound, with a way back."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from foedera.documents.decisions import decide, forget, home, written
from foedera.dossier import read_dossier
from foedera.errors import NotAccepted

#: Where the bibliography gets the documents that were read.
_SOURCES = "sources.toml"
_KINDS = ("event", "figure")
_HEADER = re.compile(r"^\[\[(?:event|figure)\]\].*$", re.MULTILINE)
_TABLE = re.compile(r"^\[[\w\[]", re.MULTILINE)
_DIFFERS = re.compile(r"^differs\s*=\s*\[", re.MULTILINE)
_BRACKETS = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#.*|[\[\]]')


def accept(proposal: Mapping[str, str], folder: Path) -> dict[str, Any]:
    """Write a proposal into a dossier's folder: the files changed, and the source added where it was not there.

    Raises `NotAccepted` with the reason, and writes nothing, when the patch does not fit or the record would have
    more problems than before.
    """
    if not (folder / "dossier.toml").is_file():
        raise NotAccepted(f"{folder} holds no dossier.toml; name the folder of your own record with --into")
    edits = _edits(proposal, folder)
    problems = _checked(folder, edits)
    # A record that was not sound before may stay as it was, but not become worse.
    if problems and len(problems) > len(read_dossier(folder)[1]):
        raise NotAccepted(f"the record would not be sound: {problems[0]}; edit the proposal, then accept it")
    _kept(proposal["id"], folder, edits)
    for file, text in edits.items():
        written(folder / file, text)
    decide(proposal["id"], "accepted", into=str(folder.resolve()), why=proposal["why"])
    return {"accepted": proposal["id"], "files": sorted(edits), "undo": f"foedera proposals undo {proposal['id']}"}


def undo(id_: str) -> dict[str, Any]:
    """Put the files back as they were before a proposal was accepted; refused where they were changed since."""
    journal = _journal(id_)
    if not journal.is_file():
        raise NotAccepted(f"no accepted proposal has the id {id_}; `foedera proposals kept` lists what you decided")
    kept = json.loads(journal.read_text(encoding="utf-8"))
    folder = Path(kept["folder"])
    changed = [file for file, (_, after) in kept["files"].items() if _text(folder / file) != after]
    if changed:
        raise NotAccepted(f"{', '.join(changed)} changed since; take the lines out by hand")
    for file, (old, _) in kept["files"].items():
        if old is None:
            (folder / file).unlink()
        else:
            written(folder / file, old)
    journal.unlink()
    forget(id_)
    return {"undone": id_, "files": sorted(kept["files"])}


def parsed(patch: str) -> dict[str, Any]:
    """The lines of a patch as TOML; raises `NotAccepted` when they are none, or add nothing."""
    try:
        table = tomllib.loads(patch)
    except tomllib.TOMLDecodeError as fault:
        raise NotAccepted(f"the patch is no TOML: {fault}; mend it, then accept it") from fault
    if not _rows(table):
        raise NotAccepted("the patch adds neither `differs` nor an [[event]]; give the lines that are to be added")
    return table


def _rows(table: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = table.get("differs", table.get("event"))
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def _edits(proposal: Mapping[str, str], folder: Path) -> dict[str, str]:
    """The new text of each file that changes."""
    table = parsed(proposal["patch"])
    file = proposal["file"]
    inside = (folder / file).resolve().is_relative_to(folder.resolve())
    if not inside or not file.endswith(".toml"):
        raise NotAccepted(f"{file} is no file of this record; nothing was written")
    edits: dict[str, str] = {}
    cited = {source["ref"] for row in _rows(table) for source in row.get("sources", ())}
    if proposal["source"] in cited and not _has_source(folder, proposal["source"]):
        source = f'[[source]]\nid = "{proposal["source"]}"\ncite = {json.dumps(proposal["cite"], ensure_ascii=False)}\n'
        edits[_SOURCES] = _joined(_text(folder / _SOURCES), source + 'kind = "documents"\n')
    if "event" in table:
        edits[file] = _joined(_text(folder / file), proposal["patch"].strip() + "\n")
    else:
        edits[file] = _differing(_text(folder / file), proposal, table["differs"])
    return edits


def _has_source(folder: Path, id_: str) -> bool:
    files = [folder / _SOURCES, *sorted((folder / "sources").glob("*.toml"))]
    named = re.compile(rf'^id\s*=\s*"{re.escape(id_)}"', re.MULTILINE)
    return any(named.search(_text(file) or "") for file in files)


def _joined(text: str | None, more: str) -> str:
    return f"{text.rstrip()}\n\n{more}" if text and text.strip() else more


def _differing(text: str | None, proposal: Mapping[str, str], rows: list[dict[str, Any]]) -> str:
    """A record's file with more entries under `differs`; every other character stays as it was."""
    if text is None:
        raise NotAccepted(f"there is no file {proposal['file']} in this record; accept it into the one that was read")
    start, end = _record(text, proposal)
    head = _HEADER.match(text, start)
    opening = _DIFFERS.search(text, start, end)
    lines = "".join(f"  {_inline(row)},\n" for row in rows)
    if opening:
        close = _closing(text, opening.end())
        before = text[:close].rstrip()
        comma = "" if before[-1] in "[," else ","
        new = f"{before}{comma}\n{lines}{text[close:]}"
    else:
        table = _TABLE.search(text, head.end() if head else start, end)
        before = text[: table.start() if table else end].rstrip()
        new = f"{before}\ndiffers = [\n{lines}]\n" + ("\n" + text[table.start() :] if table else _rest(text, end))
    _same_but(text, new, proposal, rows)
    return new


def _rest(text: str, end: int) -> str:
    return "\n" + text[end:] if text[end:] else ""


def _record(text: str, proposal: Mapping[str, str]) -> tuple[int, int]:
    """Where a record stands in its file: the whole, or its part of a file of many."""
    heads = [found.start() for found in _HEADER.finditer(text)]
    if not heads or not any(kind in tomllib.loads(text) for kind in _KINDS):
        return 0, len(text)
    named = re.compile(rf'^id\s*=\s*"{re.escape(proposal["record"])}"\s*$', re.MULTILINE)
    for start, end in zip(heads, [*heads[1:], len(text)], strict=True):
        if named.search(text, start, end):
            return start, end
    raise NotAccepted(f"{proposal['file']} no longer holds {proposal['record']}; read the document again")


def _closing(text: str, at: int) -> int:
    """Where the array ends that is open at a place; brackets within strings do not count."""
    depth = 1
    for found in _BRACKETS.finditer(text, at):
        depth += {"[": 1, "]": -1}.get(found[0], 0)
        if not depth:
            return found.start()
    raise NotAccepted("the record's file has an array that does not end; run `foedera check`")


def _inline(row: Mapping[str, Any]) -> str:
    return "{ " + ", ".join(f"{key} = {_value(value)}" for key, value in row.items()) + " }"


def _value(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    if isinstance(value, dict):
        return _inline(value)
    return value.isoformat() if isinstance(value, (date, datetime)) else json.dumps(value, ensure_ascii=False)


def _same_but(old: str, new: str, proposal: Mapping[str, str], rows: list[dict[str, Any]]) -> None:
    """Make sure that the new text says what the old one said, and the new entries, and nothing else."""

    def records(text: str) -> list[dict[str, Any]]:
        whole = tomllib.loads(text)
        return next((whole[kind] for kind in _KINDS if kind in whole), [whole])

    wanted = [
        dict(r, differs=[*r.get("differs", ()), *rows]) if r.get("id", proposal["record"]) == proposal["record"] else r
        for r in records(old)
    ]
    if records(new) != wanted:
        raise NotAccepted(f"{proposal['file']} is written in a way this program cannot add to; add the lines by hand")


def _checked(folder: Path, edits: Mapping[str, str]) -> list[Any]:
    """The problems that the record would have, found on a copy."""
    with tempfile.TemporaryDirectory(prefix="foedera-") as place:
        copy = Path(place) / folder.resolve().name
        shutil.copytree(folder, copy)
        for file, text in edits.items():
            (copy / file).parent.mkdir(parents=True, exist_ok=True)
            (copy / file).write_text(text, encoding="utf-8")
        return read_dossier(copy)[1]


def _kept(id_: str, folder: Path, edits: Mapping[str, str]) -> None:
    """Keep the files as they are now, for the way back."""
    files = {file: [_text(folder / file), text] for file, text in edits.items()}
    written(_journal(id_), json.dumps({"folder": str(folder.resolve()), "files": files}, ensure_ascii=False))


def _journal(id_: str) -> Path:
    return home() / "undo" / f"{''.join(c for c in id_ if c.isalnum())}.json"


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
