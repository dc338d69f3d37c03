"""Answers as a notebook shows them: tables, argument trees that open, and the map of a day as a drawing.

An `Answer` is the dictionary that it always was, equal to it and written as the same JSON; it only knows besides how
to show itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from html import escape
from typing import Any

from foedera.dossier import Dossier
from foedera.exports.drawing import svg

Json = dict[str, Any]
#: Rows of a table that are shown; the answer itself holds all.
MOST = 50
#: Keys told in other ways than as columns.
_APART = ("because", "readings", "sources", "at", "says", "outcome")


class Answer(Json):
    """An answer that shows itself in a notebook."""

    def __init__(self, told: Json, dossier: Dossier | None = None) -> None:
        super().__init__(told)
        self._dossier = dossier

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        told = (f"{key} ({len(value)})" if isinstance(value, (list, dict)) else key for key, value in self.items())
        printer.text(f"an answer with {', '.join(told)}")

    def _repr_html_(self) -> str:
        if self._dossier and {"atoms", "capitals"} <= self.keys():
            drawn = svg(self._dossier, self["day"], self["known_to"])
            held = table([{"atom": atom, **row} for atom, row in self["atoms"].items()])
            return f"<div>{drawn}<details><summary>who held what</summary>{held}</details></div>"
        return f"<div>{_html(self)}</div>"


def answering(question: Callable[..., Any]) -> Callable[..., Any]:
    """A question whose answers show themselves."""

    @wraps(question)
    def asked(*words: Any, **more: Any) -> Any:
        told = question(*words, **more)
        dossier = words[0] if words and isinstance(words[0], Dossier) else None
        return Answer(told, dossier) if isinstance(told, dict) else told

    return asked


def _html(told: Json) -> str:
    """An answer part by part: single values first, then its tables."""
    single = {key: value for key, value in told.items() if not isinstance(value, (dict, list))}
    many = {key: value for key, value in told.items() if isinstance(value, (dict, list)) and value and key != "sources"}
    rows = "".join(f"<tr><th>{_word(key)}</th><td>{_cell(value)}</td></tr>" for key, value in single.items())
    parts = "".join(_part(key, value) for key, value in many.items())
    return (f"<table>{rows}</table>" if rows else "") + parts + _cited(told.get("sources", ()))


def _part(key: str, value: Any) -> str:
    if isinstance(value, list) and all(isinstance(row, dict) for row in value):
        return f"<h4>{_word(key)} ({len(value)})</h4>" + (tree(value) if key == "because" else table(value))
    told = _html(value) if isinstance(value, dict) else _cell(value)
    return f"<details><summary>{_word(key)}</summary>{told}</details>"


def table(rows: list[Json]) -> str:
    """Rows as a table; what argues for a row opens below it."""
    keys = [key for key in dict.fromkeys(key for row in rows for key in row) if key not in _APART]
    head = "".join(f"<th>{_word(key)}</th>" for key in keys)
    body = "".join(_row(row, keys) for row in rows[:MOST])
    more = f"<p>and {len(rows) - MOST} more</p>" if len(rows) > MOST else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _row(row: Json, keys: list[str]) -> str:
    cells = "".join(f"<td>{_cell(row.get(key))}</td>" for key in keys)
    told = f"<p>{escape(str(row['says']))}</p>" if row.get("says") else ""
    told += tree(row["because"]) if row.get("because") else ""
    told += _cited(row.get("sources", ()))
    opened = f"<tr><td colspan={len(keys)}><details><summary>why</summary>{told}</details></td></tr>" if told else ""
    return f"<tr>{cells}</tr>{opened}"


def tree(steps: Iterable[Any]) -> str:
    """An argument as a tree: what held, what did not, and where it stands."""
    return f"<ul>{''.join(f'<li>{_step(step)}</li>' for step in steps)}</ul>"


def _step(step: Any) -> str:
    if not isinstance(step, dict):
        return escape(str(step))
    mark = {"True": "✓ ", "False": "✗ "}.get(str(step.get("holds")), "")
    where = f" <small><code>{escape(step['at'])}</code></small>" if step.get("at") else ""
    below = tree(step["because"]) if step.get("because") else ""
    return f"{mark}{escape(str(step.get('says', '')))}{where}{below}"


def _cited(sources: Iterable[Any]) -> str:
    told = "; ".join(escape(f"{s['ref']} {s.get('at') or ''}".strip()) for s in sources)
    return f"<p><small>{told}</small></p>" if told else ""


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return escape(str(value.get("title") or value.get("id") or ", ".join(map(str, value))))
    return ", ".join(_cell(part) for part in value) if isinstance(value, list) else escape(str(value))


def _word(key: str) -> str:
    return escape(key.replace("_", " "))
