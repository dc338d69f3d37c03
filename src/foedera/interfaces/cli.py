"""The command line: every question as a command, for people and, with --json, for programs."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from copy import copy
from pathlib import Path
from typing import Annotated

import typer

from foedera.dossier import Dossier, load
from foedera.errors import FoederaError
from foedera.interfaces import (
    exporting,
    keeping,
    questions,
    reading,
    records,
    scholarship,
    serve,
    sides,
    strategic,
    teaching,
)
from foedera.interfaces.arguments import Folder
from foedera.interfaces.program import Program

#: What `--dossier` calls the dossier that is made of the corpus.
ATOP = "atop"

app = typer.Typer(
    help="Plain-text treaties you can run: who was bound, on any day, to do what to whom, and why.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
# In the order of the help.
for heading, room in (
    ("Ask the law", questions.app),
    ("Look up the record", records.app),
    ("What historians dispute", scholarship.app),
    ("Strategy", strategic.app),
    ("Strategy", sides.app),
    ("Documents", reading.app),
    ("Teaching", teaching.app),
    ("Keep and serve the record", keeping.app),
    ("Keep and serve the record", exporting.app),
    ("Keep and serve the record", serve.app),
):
    for command in room.registered_commands:
        command.rich_help_panel = heading
        app.registered_commands.append(command)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"foedera {version('foedera')}")
        raise typer.Exit


@app.callback()
def _options(
    context: typer.Context,
    dossier: Folder = None,
    version: Annotated[
        bool, typer.Option("--version", help="print the version", is_eager=True, callback=_version)
    ] = False,
) -> None:
    context.obj = Program(dossier, _load, app)


def _load(name: str | None) -> Dossier:
    if name == ATOP:
        from foedera.interfaces.corpus import atop

        return atop()
    return load(name)


def main() -> None:
    """Run the command line; every fault a user can mend is one sentence and exit code 2."""
    # A command makes much and throws little away: to look for garbage at every turn would take a tenth of its time.
    gc.set_threshold(100_000, 50, 100)
    _guarded(_only(sys.argv[1:2]))


def _only(first: list[str]) -> typer.Typer:
    """The program with the command alone that is asked for: typer reads the signatures of all before it runs one."""
    named = [c for c in app.registered_commands if c.callback and [c.callback.__name__] == first]
    if not named:
        return whole()
    one = copy(app)
    one.registered_commands, one.registered_groups = named, []
    return one


def whole() -> typer.Typer:
    """The program with its groups of commands, which a single command need not read at its start."""
    if not app.registered_groups:
        from foedera.interfaces import corpus, proposals

        app.add_typer(corpus.app, name="corpus", rich_help_panel="Keep and serve the record")
        app.add_typer(proposals.app, name="proposals", rich_help_panel="Documents")
    return app


def _guarded(run: Callable[[], object]) -> None:
    try:
        run()
    except FoederaError as fault:
        from foedera.dossier.problems import printable

        said = "\n".join(printable(line) for line in str(fault).splitlines())
        print(f"foedera: {said}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as fault:
        where = f" ({Path(fault.filename).name})" if isinstance(fault.filename, str) else ""
        print(f"foedera: {fault.strerror or fault}{where}; check the path and its permissions", file=sys.stderr)
        sys.exit(2)
