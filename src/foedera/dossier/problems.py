"""Faults in files as values: all collected, each with place, excerpt and remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from foedera.dossier.noun import Origin


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in a file: where, what, and how to mend it."""

    origin: Origin
    message: str
    hint: str = ""
    excerpt: str = ""
    mark: str = ""

    def __str__(self) -> str:
        """The problem as `foedera check` prints it: place, excerpt with the word marked, remedy."""
        lines = [f"{self.origin}: {printable(self.message)}"]
        if self.excerpt:
            shown, at = _window(self.excerpt, self.mark)
            lines.append(f"{self.origin.line:>5} | {shown}")
            if at >= 0:
                lines.append(f"      | {' ' * at}{'^' * len(self.mark)}")
        if self.hint:
            lines.append(f"      = {printable(self.hint)}")
        return "\n".join(lines)


def printable(text: str) -> str:
    """A text whose control characters can do nothing to a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def a_(noun: str) -> str:
    """A noun with its article."""
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def _window(line: str, mark: str, width: int = 100) -> tuple[str, int]:
    """The part of a line around the marked word, and where the word stands in it (-1: nowhere)."""
    line = printable(line)
    at = line.find(mark) if mark else -1
    if len(line) <= width:
        return line, at
    start = max(0, at - width // 2)
    head = "... " if start else ""
    tail = " ..." if start + width < len(line) else ""
    return f"{head}{line[start : start + width]}{tail}", at - start + len(head) if at >= 0 else -1


def nearest(word: str, known: Iterable[str], most: int = 3) -> str:
    """The words most like this one, as a remedy; empty when none is near."""
    close = _close(word, tuple(dict.fromkeys(known)), most)
    return f"nearest: {', '.join(close)}" if close else ""


@lru_cache(maxsize=200)
def _close(word: str, known: tuple[str, ...], most: int) -> list[str]:
    # A name that is gone is missed wherever it was used.
    return get_close_matches(word, known, n=most, cutoff=0.6)
