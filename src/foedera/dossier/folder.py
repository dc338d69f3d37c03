"""A folder of TOML files, read into records; each kind is one file or a folder of files."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foedera.dossier import alignments, cartography, crises, lessons, model, questions, scholarship
from foedera.dossier.files import KINDS, files_of, leads_out
from foedera.dossier.lines import MOST_PARTS, deep_key, lines_of
from foedera.dossier.noun import Origin
from foedera.dossier.problems import Problem, nearest
from foedera.dossier.reading import Reader, Text
from foedera.dossier.treaties import Treaty

#: Kinds whose files hold one record, named by the file's stem.
SINGLE: dict[str, type] = {
    "states": model.State,
    "organizations": model.Organization,
    "persons": model.Person,
    "treaties": Treaty,
    "territories": model.Territory,
    "readings": model.Reading,
    "suppositions": model.Supposition,
    "crises": crises.Crisis,
    "claims": scholarship.Debate,
    "alignments": alignments.Alignment,
    "lessons": lessons.Lesson,
}
#: Kinds whose files hold many records under one table name, each with its `id`.
MANY: dict[str, tuple[str, type]] = {
    "events": ("event", model.Event),
    "mechanisms": ("mechanism", scholarship.Mechanism),
    "disagreements": ("disagreement", scholarship.Disagreement),
    "figures": ("figure", scholarship.Figure),
    "priors": ("prior", crises.Prior),
    "sources": ("source", model.Source),
    "courses": ("course", cartography.Course),
    "atoms": ("atom", cartography.Atom),
    "demarcations": ("demarcation", cartography.Demarcation),
    "areas": ("area", cartography.Area),
    "views": ("view", cartography.View),
    "ideas": ("idea", questions.Idea),
    "mistakes": ("mistake", questions.Mistake),
    "questions": ("question", questions.Question),
}
#: A file larger than this is not a record that a person wrote.
MOST_BYTES = 5_000_000
_ID = re.compile(r"\w[\w.-]*")


@dataclass
class Records:
    """What a folder holds: per kind, id -> record; and the case's own description."""

    case: model.Case | None
    kinds: dict[str, dict[str, Any]]
    texts: dict[str, Text]


def read_folder(root: Path, label: str) -> tuple[Records, list[Problem]]:
    """All records of a folder, and all problems of its files.

    `label` is what stands before file names in origins, for example `dossiers/interwar`.
    """
    records = Records(None, {kind: {} for kind in (*SINGLE, *MANY)}, {})
    problems: list[Problem] = []
    for path in files_of(root):
        name = f"{label}/{path.relative_to(root).as_posix()}" if label else path.relative_to(root).as_posix()
        if leads_out(path, root):
            problems.append(
                Problem(Origin(name, 1), "the file is a link out of the dossier", "put the file itself there")
            )
            continue
        raw, text, faults = read_toml(path, name)
        problems += faults
        if raw is not None and text is not None:
            records.texts[name] = text
            problems += _take(records, path, root, raw, text)
    if not (root / "dossier.toml").is_file():
        at = Origin(f"{label}/dossier.toml" if label else "dossier.toml", 1)
        hint = "a dossier is a folder with dossier.toml: title, first, last"
        problems.append(Problem(at, "the dossier has no dossier.toml", hint))
    return records, problems + _strays(root, label)


def read_toml(path: Path, name: str) -> tuple[dict[str, Any] | None, Text | None, list[Problem]]:
    """A TOML file's table and the places of its values, or the problem that stands in the way."""
    at = Origin(name, 1)
    try:
        content = path.read_bytes()
    except OSError as fault:
        return (
            None,
            None,
            [Problem(at, f"the file cannot be read: {fault.strerror}", "check its permissions")],
        )
    if len(content) > MOST_BYTES:
        return (
            None,
            None,
            [Problem(at, f"the file has {len(content):,} bytes; at most {MOST_BYTES:,} are read", "split it")],
        )
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        return None, None, [Problem(Origin(name, line), "the file is not UTF-8 text", "save it as UTF-8")]
    lines = tuple(text.split("\n"))
    if deep := deep_key(text):
        return (
            None,
            None,
            [Problem(Origin(name, deep), f"a key has more than {MOST_PARTS} parts", "write tables instead")],
        )
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as fault:
        return None, None, [_syntax(name, lines, fault)]
    return raw, Text(name, lines, lines_of(text)), []


def _syntax(name: str, lines: tuple[str, ...], fault: Exception) -> Problem:
    words = "too deeply nested" if isinstance(fault, RecursionError) or "recursion" in str(fault) else str(fault)
    _, _, place = words.partition("(at line ")
    line = int(place.split(",")[0]) if place else len(lines)
    message = words.split(" (at ")[0]
    excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
    return Problem(
        Origin(name, line),
        f"not TOML: {message[0].lower()}{message[1:]}",
        "mend the line or the one before it",
        excerpt,
    )


def _take(records: Records, path: Path, root: Path, raw: dict[str, Any], text: Text) -> list[Problem]:
    reader = Reader(text)
    if path == root / "dossier.toml":
        records.case = reader.read(model.Case, raw)
        return reader.problems
    kind = path.parent.name if path.parent != root else path.stem
    if kind in MANY:
        return _take_many(records, kind, raw, reader)
    if path.parent == root:
        reader.problems.append(
            Problem(text.origin(()), f"{kind} are a folder with one file each", f"put it in {kind}/")
        )
        return reader.problems
    record = reader.read(SINGLE[kind], raw, id=path.stem)
    if record is not None:
        records.kinds[kind][path.stem] = record
        _proper(path.stem, reader, ())
    return reader.problems


def _proper(id_: str, reader: Reader, place: tuple[str | int, ...]) -> None:
    """An id stands in addresses and names files: letters of any script, digits, dots, hyphens."""
    if not _ID.fullmatch(id_):
        hint = "letters, digits, dots and hyphens only, and a letter or digit first"
        reader.problems.append(reader.text.problem(place, f"'{id_}' is no id", hint, id_))


def _take_many(records: Records, kind: str, raw: dict[str, Any], reader: Reader) -> list[Problem]:
    table, shape = MANY[kind]
    for name in raw:
        if name != table:
            hint = nearest(name, [table]) or f"only [[{table}]] tables stand here"
            reader.problems.append(reader.text.problem((name,), f"unknown key '{name}' in {kind}", hint, name))
    rows = raw.get(table, [])
    if not isinstance(rows, list):
        reader.problems.append(reader.text.problem((table,), f"write [[{table}]] with two brackets", mark=table))
        rows = []
    for index, row in enumerate(rows):
        record = reader.read(shape, row, (table, index))
        if record is None:
            continue
        known = records.kinds[kind]
        _proper(record.id, reader, (table, index, "id"))
        if record.id in known:
            message = f"the id '{record.id}' is taken by {known[record.id].origin}"
            reader.problems.append(
                reader.text.problem((table, index, "id"), message, "give one of them another id", record.id)
            )
        known[record.id] = record
    return reader.problems


def _strays(root: Path, label: str) -> list[Problem]:
    known = set(files_of(root))
    found = []
    for path in sorted(root.rglob("*.toml")):
        if path in known:
            continue
        name = path.relative_to(root).as_posix()
        hint = nearest(path.relative_to(root).parts[0].removesuffix(".toml"), KINDS) or f"folders: {', '.join(KINDS)}"
        found.append(Problem(Origin(f"{label}/{name}" if label else name, 1), "no kind of record stands here", hint))
    return found
