"""Phrases that many answers share: verdicts, who knew, names and counts, what is disputed."""

from __future__ import annotations

from collections.abc import Iterable

from foedera.interfaces.markup import Json, Out

_COLOURS = {
    "due": "bold green", "breach": "bold red", "barred": "yellow", "contested": "magenta", "conflict": "bold yellow",
    "deadlock": "bold magenta", "power": "cyan", "not-due": "dim", "in-force": "green", "not-in-force": "dim",
    "kept": "green", "part-kept": "green", "unperformed": "red", "waived": "cyan", "excused": "cyan", "lapsed": "dim",
    "at-once": "bold green", "by-notice": "green", "not-yet": "yellow", "no-clause": "bold red", "not-bound": "dim",
}  # fmt: skip


def verdict(word: str) -> str:
    """A verdict or status in its colour."""
    return f"[{_COLOURS.get(word, 'bold')}]{word}[/]"


def seen(answer: Json) -> str:
    """Whose knowledge an answer goes by, where it is not everything."""
    return f", as known to {answer['known_to']}" if answer.get("known_to") else ""


def names(words: Iterable[str], most: int = 6) -> str:
    """Names in a row, beyond the first few only their number."""
    words = list(words)
    return ", ".join(words) if len(words) <= most else f"{', '.join(words[:most])} and {len(words) - most} more"


def many(count: float, noun: str) -> str:
    """A number of things."""
    return f"{count:.10g} {noun}{'' if count == 1 else 's'}"


def disputes(out: Out, notes: list[Json], indent: str, given: str = "") -> None:
    """What other readings of disputed points would give instead of what is given."""
    for note in notes:
        alternative = f"{note['reading']}={note['alternative']}"
        if note["open"]:
            out(f"{indent}[magenta]disputed[/]: {alternative} gives {verdict(note['verdict'])}")
        elif note["verdict"] != given:
            out(f"{indent}[dim]asserted by a party only: {alternative} would give {note['verdict']}[/]")


def near(at: str) -> str:
    """A place without the folders that every place shares."""
    return at.split("/", 2)[-1] if at.startswith("dossiers/") else at
