"""`foedera corpus`: the field's tables in a local store, compared with the record, out as panels."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any

import typer

from foedera.days import read_day
from foedera.dossier import Dossier
from foedera.errors import FoederaError
from foedera.interfaces.arguments import AsJson, Folder

app = typer.Typer(help="The field's own tables: ATOP, Correlates of War, ICB, CShapes.", no_args_is_help=True)

Files = Annotated[list[Path], typer.Argument(help="files as their makers publish them: csv, plain, gz or xz")]
Kinds = Annotated[list[str] | None, typer.Argument(help="tables, by the name that `list` shows", show_default=False)]
Row = dict[str, Any]


def atop() -> Dossier:
    """The dossier that ATOP's rows in the store make."""
    _ready()
    from foedera.corpus.atop import atop_dossier

    return atop_dossier()


@app.callback()
def _ready() -> None:
    """The field's own tables: ATOP, Correlates of War, ICB, CShapes."""
    if find_spec("polars") is None:
        raise FoederaError("the corpus needs polars; install it with: pip install 'foedera[corpus]'")


@app.command()
def add(files: Files, as_json: AsJson = False) -> None:
    """Copy files into the local store: all of them, or none when one is at fault."""
    from foedera.corpus import store
    from foedera.corpus.reading import BadTable, Table, read_table

    tables: dict[str, Table] = {}
    faults: list[str] = []
    for path in files:
        try:
            table = read_table(path)
            other = tables.setdefault(table.provenance.kind, table)
            if other is not table:
                name = other.provenance.file
                faults.append(f"{path.name} and {name} are both {table.provenance.title}; add one of them")
        except BadTable as fault:
            faults.append(str(fault))
    if faults:
        raise BadTable("\n".join([*faults, "nothing was added"]))
    entries = [store.add(table) for table in tables.values()]
    _tell({"added": entries}, as_json, [_line(entry) for entry in entries])


@app.command("list")
def list_(as_json: AsJson = False) -> None:
    """What the store holds: table, version, years, rows."""
    from foedera.corpus import store

    entries = store.entries()
    empty = ["the corpus is empty; run `foedera corpus add FILE...` on your copies of the field's tables"]
    _tell({"store": str(store.folder()), "tables": entries}, as_json, [_line(entry) for entry in entries] or empty)


@app.command()
def kinds(as_json: AsJson = False) -> None:
    """The tables that are known, with the columns that each must have."""
    from foedera.corpus.kinds import KINDS

    rows = [{"kind": k.id, "title": k.title, "needs": sorted(k.needs), "citation": k.citation} for k in KINDS]
    _tell({"kinds": rows}, as_json, [f"{row['kind']}: {row['title']}; {' '.join(row['needs'])}" for row in rows])


@app.command()
def cite(tables: Kinds = None, as_json: AsJson = False) -> None:
    """The citation of each table in the store, with version, file and hash."""
    from foedera.corpus import store

    entries = [store.entry(kind) for kind in tables] if tables else store.entries()
    told = [
        f"{e['title']}, version {e['version']}. {e['citation']} File {e['file']}, sha256 {e['sha256'][:16]}, "
        f"added {e['added'][:10]}."
        for e in entries
    ]
    _tell({"tables": entries}, as_json, told or ["the corpus is empty"])


@app.command()
def remove(tables: Annotated[list[str], typer.Argument(help="tables to forget")], as_json: AsJson = False) -> None:
    """Take tables out of the store; your own files stay where they are."""
    from foedera.corpus import store

    for kind in tables:
        store.entry(kind)
    entries = [store.remove(kind) for kind in tables]
    _tell({"removed": entries}, as_json, [f"removed {entry['title']}" for entry in entries])


@app.command()
def agree(
    dossier: Folder = None,
    everything: Annotated[bool, typer.Option("--all", help="every difference with its reason")] = False,
    as_json: AsJson = False,
) -> None:
    """The record beside ATOP's coding, pledge by pledge and day by day."""
    from foedera.corpus import store
    from foedera.corpus.agree import agreement, told
    from foedera.dossier import load

    members = store.frame("atop-members")
    answer = told(agreement(load(dossier), members))
    _tell(answer, as_json, _agree(answer, everything))


class Unit(StrEnum):
    """What a row of a panel is."""

    DYAD_YEAR = "dyad-year"
    STATE_YEAR = "state-year"
    DYAD_DAY = "dyad-day"


@app.command()
def panel(
    out: Annotated[Path, typer.Argument(help="the file to write: .parquet, .csv or .dta", show_default=False)],
    unit: Annotated[Unit, typer.Option("--unit", help="what a row is")] = Unit.DYAD_YEAR,
    since: Annotated[
        str | None, typer.Option("--from", help="first year; for dyad-days the first day", show_default=False)
    ] = None,
    until: Annotated[str | None, typer.Option("--to", help="last year, or last day", show_default=False)] = None,
    join: Annotated[
        list[str] | None,
        typer.Option("--add", help="atop, nmc, contiguity, wars, mids; or record", show_default=False),
    ] = None,
    undirected: Annotated[bool, typer.Option("--undirected", help="each pair once")] = False,
    states: Annotated[list[int] | None, typer.Option("--state", help="only these COW numbers")] = None,
    as_json: AsJson = False,
) -> None:
    """Write a panel: state-years, directed dyad-years or dyad-days, with a table joined by each --add."""
    from foedera.corpus import panel as panels
    from foedera.dossier import load

    if unit is Unit.DYAD_DAY:
        if since is None or until is None:
            raise FoederaError("a panel of dyad-days needs --from and --to; write both as YYYY-MM-DD")
        first, last = (date.fromordinal(read_day(text)) for text in (since, until))
        made = panels.create_dyaddays(first, last, states=states or ())
    else:
        low, high = (None if text is None else _year(text) for text in (since, until))
        if unit is Unit.STATE_YEAR:
            made = panels.create_stateyears(low, high)
        else:
            made = panels.create_dyadyears(low, high, directed=not undirected)
        made = panels.keep(made, states or ())
    for name in join or ():
        if name not in panels.VERBS:
            raise FoederaError(f"there is nothing called '{name}' to add; choose from {', '.join(panels.VERBS)}")
        made = made.add_record(load()) if name == "record" else getattr(made, f"add_{name}")()
    rows = made.write(out)
    names = made.frame.collect_schema().names()
    told = [f"wrote {out.name}: {rows:,} rows, {len(names)} columns", *(f"cite: {c}" for c in made.citations())]
    _tell({"file": out.name, "rows": rows, "columns": names, "citations": made.citations()}, as_json, told)


def _year(text: str) -> int:
    if not text.isdecimal() or len(text) != 4:
        raise FoederaError(f"'{text}' is not a year; write four digits, for example 1939")
    return int(text)


@app.command()
def rebuild(as_json: AsJson = False) -> None:
    """ATOP's directed dyad-years made again from its members, beside the published ones."""
    from foedera.corpus import store
    from foedera.corpus.versions import rebuilt

    found = rebuilt(store.frame("atop-members"), store.frame("atop-directed-dyad-years"))
    answer = {
        "first": found.first, "last": found.last, "cells": found.cells, "agree": found.agree,
        "pledges": found.by_pledge, "differences": found.differences,
    }  # fmt: skip
    lines = [f"{found.first}-{found.last}, pledges of directed dyad-years: {_share(answer)}"]
    lines += columns(["pledge", "cells", "agree"], ([n, c["cells"], c["agree"]] for n, c in found.by_pledge.items()))
    _tell(answer, as_json, [*lines, *(f"{count:,} {reason}" for reason, count in found.differences.items())])


@app.command()
def reliability(
    everything: Annotated[bool, typer.Option("--all", help="every promise tested, war by war")] = False,
    as_json: AsJson = False,
) -> None:
    """How far alliances kept their promises in the wars of the Correlates of War, by pledge and era."""
    from foedera.corpus import reliability as kept
    from foedera.corpus import store

    wars = store.frame("cow-wars")
    trials = kept.trials(atop(), wars)
    rows = kept.shares(trials)
    answer = {
        "shares": [{**asdict(row), "percent": row.percent, "clear_percent": row.clear_percent} for row in rows],
        "published": list(kept.PUBLISHED),
        "rules": (kept.__doc__ or "").partition("\n\n")[2],
        "trials": [asdict(trial) for trial in trials],
    }
    header = ["unit", "pledge", "era", "tested", "kept", "%", "clear", "kept", "%"]
    lines = columns(
        header,
        (
            [r.unit, r.pledge, r.era, r.tested, r.kept, r.percent, r.clear_tested, r.clear_kept, r.clear_percent]
            for r in rows
        ),
    )
    lines += ["", *(f"published: {p['cite']}, {p['years']}: {p['honoured']} % ({p['unit']})" for p in kept.PUBLISHED)]
    lines += ["", *(kept.__doc__ or "").partition("\n\n")[2].splitlines()]
    if everything:
        lines += [
            f"{t.name} ({t.war}): {t.debtor} to {t.creditor}, {t.treaty} {t.pledge}: {'kept' if t.kept else 'not kept'}"
            for t in trials
        ]
    _tell(answer, as_json, lines)


def _agree(answer: Row, everything: bool) -> Iterator[str]:
    yield f"{answer['matched']} of {answer['in_scope']} alliances of ATOP in scope are in the record"
    yield f"pledges, while both hold a member bound: {_share(answer)}"
    yield f"days in force: {_share(answer['force'])}; pledges on every day of either: {_share(answer['strict'])}"
    count = sum(len(alliance["differences"]) for alliance in answer["alliances"])
    yield f"{count} differences, {answer['unexplained']} without a reason"
    yield ""
    rows = (
        [a["atop"], a["begin"], _percent(a), _percent(a["force"]), ", ".join(a["treaties"])]
        for a in answer["alliances"]
    )
    yield from columns(["ATOP", "begin", "pledges", "force", "treaties"], rows)
    if everything:
        for alliance in answer["alliances"]:
            yield from (f"{alliance['atop']} {line}" for line in differences(alliance["differences"]))
    for row in answer["lacking"]["record"]:
        yield f"not in the record: ATOP {row['atop']}, {row['begin']}, {', '.join(row['members'])}"
    names = [row["id"] for row in answer["lacking"]["atop"]]
    yield f"not in ATOP: {len(names)} treaties of the record with pledges that ATOP codes" + "".join(
        f"\n  {name}" for name in (names if everything else ())
    )


def differences(rows: Iterable[Row]) -> Iterator[str]:
    """Differences as lines, those that are the same for several members together."""
    same: dict[tuple[object, ...], list[str]] = {}
    for row in rows:
        why = row["reason"]
        told = (row["subject"], row["held_by"], row["from"], row["until"], why and (why["says"], why["at"]))
        same.setdefault(told, []).append(row["member"])
    for (subject, held_by, start, until, why), members in same.items():
        reason = f"{why[0]} [{why[1]}]" if isinstance(why, tuple) else "no reason is known"
        yield f"{subject}, only {held_by}, {start} to {until}, {', '.join(members)}: {reason}"


def _share(counts: Row) -> str:
    total = counts.get("cells", counts.get("days"))
    return f"{counts['agree']:,} of {total:,} agree ({_percent(counts)})"


def _percent(counts: Row) -> str:
    total = counts.get("cells", counts.get("days"))
    return f"{100 * counts['agree'] / total:.1f} %" if total else "-"


def _line(entry: Row) -> str:
    years = f"{entry['first']}-{entry['last']}" if entry["first"] else "no years"
    said = "".join(f"; {remark}" for remark in entry["remarks"])
    return f"{entry['kind']}: {entry['title']}, version {entry['version']}, {years}, {entry['rows']:,} rows{said}"


def _tell(answer: Row, as_json: bool, lines: Iterable[str]) -> None:
    if as_json:
        json.dump(answer, sys.stdout, ensure_ascii=False, indent=1, default=str)
        sys.stdout.write("\n")
        return
    for line in lines:
        print(line)


def columns(header: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Rows under a header, numbers to the right."""
    texts = [list(header), *([_cell(value) for value in row] for row in rows)]
    widths = [max(len(row[i]) for row in texts) for i in range(len(header))]
    return ["  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in texts]


def _cell(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:,}" if isinstance(value, int) else f"{value:.1f}" if isinstance(value, float) else str(value)
