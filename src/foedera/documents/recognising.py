"""Other recognisers beside our own: what they find is taken only where it stands in the text, word for word.

A recogniser is a function of the text and its language that gives spans. It is installed under the entry point group
`foedera.recognisers`, or is a command that reads one JSON object and writes one a line. None is asked unless named.
"""

from __future__ import annotations

import json
import shlex
import subprocess
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from importlib.metadata import entry_points
from typing import Any

from foedera.days import read_edtf
from foedera.documents.gazetteer import KINDS, Gazetteer
from foedera.documents.reading import MOST, Mention, Reading
from foedera.errors import FoederaError, NotADate, UnknownName

#: Start, end, the text there, type, and value, as a mapping.
Span = dict[str, Any]
Recogniser = Callable[[str, str], Iterable[Span]]
GROUP = "foedera.recognisers"
_TYPES = ("date", *KINDS.values())
#: A command that has not answered after so many seconds is ended.
_SECONDS = 300


class RecogniserFailed(FoederaError):
    """A recogniser that could not be asked, or did not answer as it should."""


def recogniser(name: str) -> Recogniser:
    """An installed recogniser by its name, or a command where the name begins with `command:`."""
    if name.startswith("command:"):
        return _command(name.removeprefix("command:").strip())
    found = {point.name: point for point in entry_points(group=GROUP)}
    if name not in found:
        raise UnknownName("recogniser", name, sorted(found), f"install one under {GROUP}, or give command:PROGRAM")
    loaded: Recogniser = found[name].load()
    return loaded


def recognised(reading: Reading, names: Sequence[str], gazetteer: Gazetteer) -> Reading:
    """A reading with others' marks where ours has none; how many were not accepted stands in a note."""
    marks, notes = list(reading.mentions), list(reading.notes)
    language = reading.paragraphs[0].language if reading.paragraphs else "en"
    for name in names:
        try:
            spans = list(recogniser(name)(reading.text.original, language))
        except FoederaError:
            raise
        # What it does is its own affair; that it failed must be told as ours.
        except Exception as fault:
            said = f"{type(fault).__name__}: {fault}"
            raise RecogniserFailed(f"the recogniser {name} failed ({said}); leave it out") from fault
        accepted = [mark for span in spans[:MOST] if (mark := _mark(span, name, reading, gazetteer)) is not None]
        taken = sorted((m.start, m.end) for m in marks)
        marks += [mark for mark in accepted if not any(s < mark.end and mark.start < e for s, e in taken)]
        if len(accepted) < len(spans):
            notes.append(f"{name}: {len(spans) - len(accepted)} of {len(spans)} spans not accepted: not as in the text")
    marks.sort(key=lambda m: (m.start, -m.end))
    return replace(reading, mentions=tuple(marks), notes=tuple(notes))


def _mark(span: object, name: str, reading: Reading, gazetteer: Gazetteer) -> Mention | None:
    """A span as a mark, if it quotes the text, and its value is one that the record holds."""
    if not isinstance(span, dict):
        return None
    start, end, text, type_, value = (span.get(key) for key in ("start", "end", "text", "type", "value"))
    if type(start) is not int or type(end) is not int or not isinstance(text, str) or type_ not in _TYPES:
        return None
    if not 0 <= start < end <= len(reading.text.original) or reading.text.original[start:end] != text:
        return None
    how = f"found by {name}"
    if type_ == "date":
        try:
            when = read_edtf(str(value))
        except NotADate:
            return None
        return Mention(start, end, text, type_, "name", when.text, how, when)
    kind = next(kind for kind, named in KINDS.items() if named == type_)
    known = isinstance(value, str) and value in getattr(gazetteer.dossier, kind)
    return Mention(start, end, text, type_, "name", str(value), how) if known else None


def _command(line: str) -> Recogniser:
    """A program that is given `{"text": ..., "language": ...}` and writes a span a line."""

    def asked(text: str, language: str) -> Iterable[Span]:
        try:
            ran = subprocess.run(
                shlex.split(line), input=json.dumps({"text": text, "language": language}), capture_output=True,
                encoding="utf-8", errors="replace", timeout=_SECONDS, check=False,
            )  # fmt: skip
        except (OSError, ValueError, subprocess.TimeoutExpired) as fault:
            said = type(fault).__name__
            raise RecogniserFailed(f"the command {line!r} could not be run ({said}); check it") from fault
        if ran.returncode:
            said = " ".join(ran.stderr.split())[-200:]
            raise RecogniserFailed(f"the command {line!r} ended with {ran.returncode}: {said}; mend or omit it")
        return [_line(row) for row in ran.stdout.splitlines() if row.strip()]

    return asked


def _line(row: str) -> Span:
    try:
        found = json.loads(row)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
