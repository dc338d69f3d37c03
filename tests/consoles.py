"""Console and Python blocks in Markdown: found, run, and compared with what the page shows.

A console block is fenced as `console`; a line `$ foedera ...` is a command and the lines below
it are what it prints. As in doctest `...` stands for anything, and white space may differ, so
that a page may break its lines where it likes. What stands after the shown lines is free.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from unittest import mock

from foedera.dossier import load
from foedera.interfaces import cli

_load = lru_cache(load)  # one record for all pages
_BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Shown:
    """A command on a page, with what the page says it prints."""

    page: str
    line: int
    command: str
    output: str


def blocks(page: Path, language: str) -> Iterator[tuple[int, str]]:
    """The blocks of a language in a page, each with the line on which it begins."""
    text = page.read_text(encoding="utf-8")
    for found in _BLOCK.finditer(text):
        if found["language"] == language:
            yield text.count("\n", 0, found.start()) + 2, found["body"]


def commands(page: Path) -> Iterator[Shown]:
    """Every command of a page's console blocks."""
    for start, body in blocks(page, "console"):
        lines = body.splitlines()
        marks = [i for i, line in enumerate(lines) if line.startswith("$ ")]
        assert marks and marks[0] == 0, f"{page.name}:{start}: a console block begins with a command"
        for at, end in zip(marks, [*marks[1:], len(lines)], strict=True):
            yield Shown(page.name, start + at, lines[at][2:], "\n".join(lines[at + 1 : end]).strip())


def run(command: str) -> str:
    """What a `foedera` command prints, on either stream."""
    words = shlex.split(command)
    assert words[0] == "foedera", f"only foedera is run in console blocks: {command}"
    printed = io.StringIO()
    with (
        mock.patch("sys.argv", words),
        mock.patch.object(cli, "load", _load),
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(printed),
        contextlib.suppress(SystemExit),
    ):
        cli.main()
    return printed.getvalue()


def differs(shown: Shown) -> str:
    """What is shown and not printed; empty when all of it is, in order."""
    printed = run(shown.command)
    missing = first_missing(shown.output, printed)
    return f"{shown.page}:{shown.line}: $ {shown.command}\nnot printed here: {missing}\n{printed}" if missing else ""


def first_missing(wanted: str, printed: str) -> str:
    """The first piece, as `...` parts them, that does not stand after the one before it."""
    rest = _plain(printed)
    pieces = [_plain(piece) for piece in wanted.split("...")]
    if not rest.startswith(pieces[0]):
        return pieces[0]
    for piece in filter(None, pieces):
        _, found, rest = rest.partition(piece)
        if not found:
            return piece
    return ""


def _plain(text: str) -> str:
    return " ".join(text.split())
