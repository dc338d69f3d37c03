"""Documents that were read, the matrix of several, and proposals, for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from foedera.interfaces.markup import Json, Out, escape

#: Kinds of comparison, disagreements first, each with its colour.
_KINDS = {
    "contradicts": "bold red",
    "contradicts-itself": "bold red",
    "figure-differs": "yellow",
    "different-wording": "yellow",
    "more-precise": "cyan",
    "not-in-record": "cyan",
    "less-precise": "dim",
    "supports": "green",
}


def _read(out: Out, answer: Json) -> None:
    for document in answer["documents"]:
        out(f"[bold]{escape(document['path'])}[/] [dim]{', '.join(document['languages'])}[/]")
        for note in document["notes"]:
            out(f"  [yellow]note[/] {escape(note)}")
        for type_, rows in _by_type(document).items():
            out(f"  [bold]{type_}[/] {'; '.join(rows)}")
        for comparison in sorted(document["comparisons"], key=lambda c: list(_KINDS).index(c["kind"])):
            _comparison(out, comparison)
        for candidate in document["candidates"]:
            near = f"; nearest: {candidate['nearest']}" if candidate["nearest"] else ""
            out(f"  [dim]unknown {candidate['type']}[/] {escape(candidate['text'])}{near}")
        out("")
    for row in answer["differences"]:
        words = "; ".join(f"{escape(name)}: {', '.join(said)}" for name, said in row["documents"].items())
        out(f"[yellow]documents differ[/] {row['point']} of {row['record']}: {words}")


def _by_type(document: Json) -> dict[str, list[str]]:
    """The values of each type, the most frequent first, with how often each was found."""
    counts: dict[str, Counter[str]] = {}
    for mention in document["mentions"]:
        counts.setdefault(mention["type"], Counter())[mention["value"]] += 1
    return {type_: [f"{value} ({n})" for value, n in found.most_common(12)] for type_, found in counts.items()}


def _comparison(out: Out, found: Json) -> None:
    record = f"; the record has {escape(found['record_says'])}" if found["record_says"] else ""
    out(
        f"  [{_KINDS[found['kind']]}]{found['kind']}[/] line {found['locator']['line']}: {found['point']} "
        f"{escape(found['says'])}{record} [dim]{found['record'] or ''}[/]"
    )
    out(f"      {escape(' '.join(found['text'].split()))} [dim]· {escape(found['why'])}[/]")


def _matrix(out: Out, answer: Json) -> None:
    out(f"[bold]{answer['day']}: who says what[/]")
    for row in answer["rows"]:
        out(f"\n[bold]{escape(row['title'])}[/] [dim]{row['record']}[/]; the record has {row['date']}")
        for name, cell in zip(answer["documents"], row["cells"], strict=True):
            if not cell["says"]:
                out(f"  {escape(name)}: [dim]silent[/]")
                continue
            lines = ", ".join(str(line) for line in cell["lines"][:8]) + (" ..." if len(cell["lines"]) > 8 else "")
            named = f"; as {escape(' / '.join(cell['names'][:4]))}" if cell["names"] else ""
            clauses = f"; speaks of its {', '.join(cell['clauses'])} protocol" if cell["clauses"] else ""
            out(f"  {escape(name)}: {escape('; '.join(cell['says']))}{named}{clauses} [dim]lines {lines}[/]")
    if answer["silent"]:
        out(f"\n  [dim]no document speaks of: {', '.join(answer['silent'])}[/]")


def _proposals(out: Out, answer: Json) -> None:
    if not answer["proposals"]:
        out("nothing to propose: the documents say nothing that the record lacks")
    for row in answer["proposals"]:
        edited = " [yellow]as you edited it[/]" if row.get("edited") else ""
        why = f"{escape(row['document'])}: {escape(row['why'])}"
        out(f"[bold]{row['id']}[/]{edited} {escape(row['file'])} [dim]{why}[/]")
        for line in row["patch"].splitlines():
            out(f"  {escape(line)}")
        out("")


def _decided(out: Out, answer: Json) -> None:
    for key, value in answer.items():
        if value:
            out(f"[bold]{key}[/] {escape(', '.join(value) if isinstance(value, list) else str(value))}")


def _kept(out: Out, answer: Json) -> None:
    out(f"[dim]{escape(answer['file'])}[/]")
    for id_, kept in answer["proposals"].items():
        out(f"[bold]{escape(id_)}[/] {escape(kept['decision'])} [dim]{escape(kept.get('why', ''))}[/]")
    for text, kept in answer["marks"].items():
        out(f"[bold]{escape(text)}[/] means {escape(kept['value'])}")
    if not answer["proposals"] and not answer["marks"]:
        out("nothing was decided yet")


SHOWS: dict[str, Callable[[Out, Json], None]] = {
    "read": _read,
    "matrix": _matrix,
    "proposals": _proposals,
    "decided": _decided,
    "kept": _kept,
}
