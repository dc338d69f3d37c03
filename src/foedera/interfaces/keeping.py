"""The commands that keep house: checking a record, its schemas, serving it."""

from __future__ import annotations

from typing import Annotated

import typer

from foedera.interfaces.arguments import AsJson, Folder
from foedera.interfaces.printing import piped, print_json
from foedera.interfaces.program import asked, named
from foedera.interfaces.show.phrases import many

app = typer.Typer()


@app.command()
def check(
    folder: Annotated[
        str | None,
        typer.Argument(help="a dossier's folder, or the name of a shipped one", show_default=False),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """All problems of a dossier's files at once; exit code 1 when there is any."""
    from foedera.dossier import read_dossier

    found, problems = read_dossier(named(folder))
    with piped():
        if as_json:
            keys = ("file", "line", "message", "hint")
            rows = [(p.origin.file, p.origin.line, p.message, p.hint) for p in problems]
            print_json({"problems": [dict(zip(keys, row, strict=True)) for row in rows]})
        else:
            for problem in problems:
                print(problem, end="\n\n")
            held = f" in {found.label}: {len(found.treaties)} treaties, {len(found.events)} events" if found else ""
            print(many(len(problems), "problem") + held)
    raise typer.Exit(1 if problems else 0)


@app.command()
def schema(
    kind: Annotated[
        str | None, typer.Argument(help="treaty, event, state, ...; absent: all", show_default=False)
    ] = None,
) -> None:
    """The JSON Schema of a kind of record file, for your editor."""
    from foedera.dossier.schema import schemas
    from foedera.errors import UnknownName

    known = schemas()
    if kind is not None and kind not in known:
        raise UnknownName("kind of record", kind, sorted(known))
    with piped():
        print_json(known[kind] if kind else known)


@app.command()
def mcp(dossier: Folder = None) -> None:
    """The record as tools for language-model clients, by the Model Context Protocol (extra `mcp`)."""
    from foedera.errors import needs

    with needs("mcp", "to answer by the Model Context Protocol"):
        from foedera.interfaces.mcp import run
    run(asked(dossier))
