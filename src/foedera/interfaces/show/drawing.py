"""Answers for people: wrapped and coloured on a terminal, plain unwrapped lines in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module

from foedera.interfaces.markup import Json, Out, plain, tame

#: The modules that show answers, each read only when those before it do not know the kind.
_ROOMS = ("findings", "times", "records", "scholarship", "crises", "documents", "teaching", "sides")


def show(kind: str, answer: Json) -> None:
    """Print an answer of a kind."""
    _shower(kind)(_terminal() if sys.stdout.isatty() else _pipe, answer)


def lines(kind: str, answer: Json) -> list[str]:
    """An answer of a kind as plain lines."""
    found: list[str] = []
    _shower(kind)(lambda line: found.append(plain(line)), answer)
    return found


def _shower(kind: str) -> Callable[[Out, Json], None]:
    for room in _ROOMS:
        shows: dict[str, Callable[[Out, Json], None]] = import_module(f"foedera.interfaces.show.{room}").SHOWS
        if kind in shows:
            return shows[kind]
    raise LookupError(f"nothing shows an answer of the kind '{kind}'")


def _pipe(line: str) -> None:
    print(plain(line))


def _terminal() -> Out:
    # rich takes a while to import, and a pipe has no use for it.
    from rich.console import Console
    from rich.padding import Padding

    console = Console(highlight=False, emoji=False)

    def out(line: str) -> None:
        text = tame(line).lstrip("\n ")
        indent = len(line.lstrip("\n")) - len(text)
        console.print(Padding(text, (int(line.startswith("\n")), 0, 0, indent)))

    return out
