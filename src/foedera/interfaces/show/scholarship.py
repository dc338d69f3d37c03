"""Debates, disagreements, figures, mechanisms and coverage for people."""

from __future__ import annotations

from collections.abc import Callable

from foedera.interfaces.markup import Json, Out, cited, escape
from foedera.interfaces.show.phrases import many

_SIDES = {"for": "[green]for[/]    ", "against": "[yellow]against[/]"}


def _debate(out: Out, answer: Json) -> None:
    out(f"[bold]{escape(answer['title'])}[/] [dim]{answer['id']}[/]")
    out(escape(answer["about"]))
    for position in answer["positions"]:
        out(f"\n[bold]{escape(position['title'])}[/]")
        if position["says"]:
            out(escape(position["says"]))
        for claim in position["claims"]:
            _claim(out, claim)
    if answer["stands"]:
        out(f"\n[bold]How it stands[/]\n{escape(answer['stands'])}")
    for reading in answer["readings"]:
        out(f"  reading of the law that turns on it: {escape(reading['title'])} [dim]{reading['id']}[/]")
    for mechanism in answer["mechanisms"]:
        out(f"  mechanism: {escape(mechanism['title'])} [dim]{mechanism['id']}[/]")
    out(f"  [dim]{escape(answer['at'])} · {cited(answer['sources'])}[/]")


def _claim(out: Out, claim: Json) -> None:
    out(f"\n  {escape(claim['says'])}")
    out(f"    held by {escape('; '.join(claim['holders']))} [dim]· {cited(claim['sources'])}[/]")
    for evidence in sorted(claim["evidence"], key=lambda e: e["side"] == "against"):
        out(f"    {_SIDES[evidence['side']]}  {escape(evidence['says'])}")
        for record in evidence["records"]:
            out(f"               see {escape(record['title'])} [dim]{record['id']}[/]")
        if evidence["sources"]:
            out(f"               [dim]{cited(evidence['sources'])}[/]")
    if claim["note"]:
        out(f"    {escape(claim['note'])}")


def _debates(out: Out, answer: Json) -> None:
    out(f"[bold]{many(len(answer['debates']), 'debate')}[/]: foedera debate ID")
    for row in answer["debates"]:
        counts = f"{many(row['positions'], 'position')}, {many(row['claims'], 'claim')}"
        out(f"  {escape(row['title'])} [dim]{row['id']}[/]: {counts}")


def _disagreement(out: Out, answer: Json) -> None:
    rows = answer["disagreements"]
    of = f" on {escape(answer['of'])}" if answer["of"] else ""
    out(f"[bold]{many(len(rows), 'point')} on which sources differ[/]{of}")
    for row in rows:
        _point(out, row)


def _point(out: Out, row: Json) -> None:
    """One point on which sources differ, with who says what."""
    out(f"\n[bold]{escape(row['title'])}[/] [dim]{row['id']}[/]")
    for version in row["versions"]:
        slip = " [yellow](a slip of that source)[/]" if version["slip"] else ""
        out(
            f"  {escape('; '.join(version['by']))}: {escape(version['says'])}{slip} [dim]{cited(version['sources'])}[/]"
        )
    if row["established"]:
        sure = f" ({row['confidence']} confidence)" if row["confidence"] else ""
        out(f"  [green]established[/]{sure}: {escape(row['established'])} [dim]{cited(row['sources'])}[/]")
    else:
        out("  [magenta]open[/]: the record does not decide it")
    if row["note"]:
        out(f"  {escape(row['note'])}")
    for record in row["records"]:
        out(f"    see {escape(record['title'])} [dim]{record['id']}[/]")


def _figures(out: Out, answer: Json) -> None:
    out(f"[bold]{many(len(answer['figures']), 'figure')}[/]")
    for row in answer["figures"]:
        about = "about " if row["about"] else ""
        most = f" to {_number(row['most'])}" if row["most"] is not None else ""
        when = f", {row['date']}" if row["date"] else ""
        number = f"{about}{_number(row['value'])}{most} {row['unit']}"
        out(f"  {escape(row['title'])}: [bold]{escape(number)}[/]{when} [dim]{row['id']} · {cited(row['sources'])}[/]")
        for other in row["differs"]:
            out(f"    {escape(other['by'])}: {escape(other['value'])} ({escape(other['point'])})")


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def _mechanism(out: Out, answer: Json) -> None:
    out(f"[bold]{escape(answer['title'])}[/] [dim]{answer['id']}[/]")
    out(escape(answer["says"]))
    if answer["concerns"]:
        out(f"  concerns {escape(', '.join(row['title'] for row in answer['concerns']))}")
    for row in (*answer["records"], *answer["debates"]):
        out(f"  see {escape(row['title'])} [dim]{row['id']}[/]")
    if answer["waits_for"]:
        out(f"  [yellow]open[/]: no demonstration yet; it waits for {escape(answer['waits_for'])}")
    for demo in answer["demonstrations"]:
        out(f"\n  [bold]{escape(demo['run'])}[/]")
        if demo["says"]:
            out(f"  {escape(demo['says'])}")
        if "printed" in demo:
            _ran(out, demo)
    out(f"\n  [dim]{escape(answer['at'])} · {cited(answer['sources'])}[/]")


def _ran(out: Out, demo: Json) -> None:
    for line in demo["printed"].splitlines():
        out(f"    | {escape(line)}")
    for text in demo["lacks"]:
        out(f"    [red]not shown[/]: {escape(text)}")
    for text in demo["holds_wrongly"]:
        out(f"    [red]shown, but must not be[/]: {escape(text)}")
    if demo["held"]:
        out(f"    [green]shown[/]: {escape('; '.join(demo['shows']))}")


def _mechanisms(out: Out, answer: Json) -> None:
    rows = answer["mechanisms"]
    shown = sum(bool(row["demonstrations"]) for row in rows)
    out(f"[bold]{many(len(rows), 'mechanism')}[/], {shown} with a demonstration: foedera mechanism ID --run")
    for row in rows:
        waits = f" [yellow]waits for {escape(row['waits_for'])}[/]" if row["waits_for"] else ""
        out(f"  {escape(row['title'])} [dim]{row['id']}[/]{waits}")


def _coverage(out: Out, answer: Json) -> None:
    out(f"[bold]What {escape(answer['dossier'])} holds[/]")
    for name, count in answer.items():
        if isinstance(count, int):
            out(f"  {count:>6,} {name}")
    out("\n[bold]Looked up[/] (records with at least one, and two, sources that somebody opened)")
    for kind, row in answer["looked_up"].items():
        out(f"  {kind}: {row['one_source']} and {row['two_sources']} of {row['records']}")
    dates = answer["treaty_dates"]
    share = 100 * dates["two_sources"] / dates["dates"] if dates["dates"] else 0
    out(f"  dates of treaties: {dates['two_sources']} of {dates['dates']} in two sources ({share:.0f} %)")
    out("\n[bold]Open[/]")
    for name, rows in answer["open"].items():
        out(f"  {len(rows):>6,} {name.replace('_', ' ')}")


SHOWS: dict[str, Callable[[Out, Json], None]] = {
    "debate": _debate, "debates": _debates, "disagreement": _disagreement, "figures": _figures,
    "mechanism": _mechanism, "mechanisms": _mechanisms, "coverage": _coverage,
}  # fmt: skip
