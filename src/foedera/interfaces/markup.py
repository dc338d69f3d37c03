"""The little markup in which answers are written: rich's tags in square brackets, one line at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

Json = dict[str, Any]
#: Takes one line with rich's markup; leading spaces are its indentation.
Out = Callable[[str], None]
_TAG = re.compile(r"(?<!\\)\[/?[a-z ]*\]")


def plain(line: str) -> str:
    """A line without its markup."""
    return _TAG.sub("", tame(line)).replace("\\[", "[")


def tame(line: str) -> str:
    """A line whose control characters can do nothing to a terminal; line breaks stay."""
    return line if line.isprintable() else "".join(c if c.isprintable() or c == "\n" else " " for c in line)


def escape(text: str) -> str:
    """A text in which brackets are not markup, and control characters do nothing."""
    safe = text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)
    return safe.replace("[", "\\[")


def cited(sources: Iterable[Json]) -> str:
    """Sources with their places, in one line; what nobody looked up says so."""
    return (
        "; ".join(
            escape(f"{s['ref']} {s['at']}".strip()) + ("" if s.get("verified") else " (unverified)") for s in sources
        )
        or "no source"
    )
