"""Answers on the way out: JSON for programs, text for people, quiet when nobody reads on."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

#: So many parts of an answer are written at once.
_PARTS = 100_000


def tell(answer: dict[str, Any], as_json: bool, show: str) -> None:
    """Print an answer, as JSON or as its kind is shown to people."""
    with piped():
        if as_json:
            print_json(answer)
            return
        from foedera.interfaces import show as shows

        shows.show(show, answer)


def print_json(value: dict[str, Any]) -> None:
    """Print a value as JSON."""
    parts = json.JSONEncoder(ensure_ascii=False, indent=1).iterencode(value)
    # Written part by part, a long answer would take three times as long; written whole, twice the memory.
    while batch := "".join(islice(parts, _PARTS)):
        sys.stdout.write(batch)
    print()


@contextmanager
def piped() -> Iterator[None]:
    """Printing that ends quietly, as other tools do, when the reader of a pipe has gone; typer would end with 1."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
