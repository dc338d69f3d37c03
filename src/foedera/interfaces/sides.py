"""The commands of alignments: who sides with whom."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from foedera import answers
from foedera.errors import BadQuestion
from foedera.interfaces.arguments import AsJson, Day, Folder, KnownTo, Readings
from foedera.interfaces.printing import tell
from foedera.interfaces.program import asked

System = Annotated[
    str | None, typer.Option("--system", help="a system of states, by its file's name", show_default=False)
]

app = typer.Typer()


@app.command()
def align(
    year: Annotated[str | None, typer.Argument(help="a year: YYYY", show_default=False)] = None,
    system: System = None,
    weight: Annotated[list[str] | None, typer.Option("--weight", help="COMPONENT=NUMBER", show_default=False)] = None,
    draws: Annotated[int, typer.Option("--draws", help="null test: so many shuffled landscapes", min=0)] = 0,
    seed: Annotated[int, typer.Option("--seed", help="seed of the null test")] = 1936,
    years: Annotated[bool, typer.Option("--years", help="the deepest minimum of every year")] = False,
    vary: Annotated[
        bool, typer.Option("--vary", help="each component at weight 0, half, double; then all drawn anew")
    ] = False,
    seconds: Annotated[float, typer.Option("--seconds", help="most time for a proof", min=0)] = 60.0,
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """Into which two camps states settle: every local minimum of their landscape (extra `strategy`)."""
    answer = answers.align(
        asked(dossier), year, system=system, weights=weight or (), draws=draws, seed=seed, every_year=years,
        vary=vary, seconds=seconds,
    )  # fmt: skip
    tell(answer, as_json, "align")


@app.command()
def balance(
    of: Annotated[
        str | None, typer.Argument(metavar="DAY|FILE", help="a day, or a CSV file", show_default=False)
    ] = None,
    edges: Annotated[
        Path | None, typer.Option("--edges", help="a CSV file: window,i,j,sign", show_default=False)
    ] = None,
    to: Annotated[
        str | None,
        typer.Option("--to", help="a later day: the balance of every month until then", show_default=False),
    ] = None,
    seconds: Annotated[float, typer.Option("--seconds", help="most time for one proof", min=0)] = 60.0,
    known_to: KnownTo = None,
    reading: Readings = None,
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """How far signed ties are from two camps: the frustration index, proven (extra `strategy`)."""
    if edges is None and of is not None and _is_file(of):
        edges, of = Path(of), None
    if (of is None) == (edges is None):
        raise BadQuestion("balance asks of a day of the record or of a file; give a day, or --edges FILE")
    if edges is not None:
        tell(answers.balance_in_file(edges, seconds=seconds), as_json, "windows")
        return
    day, readings = str(of), reading or ()
    if to is not None:
        months = answers.balance_by_month(asked(dossier), day, to, known_to=known_to, readings=readings)
        tell(months, as_json, "months")
        return
    answer = answers.balance_on(asked(dossier), day, known_to=known_to, readings=readings, seconds=seconds)
    tell(answer, as_json, "balance")


@app.command()
def pivot(
    day: Day,
    to: Annotated[str | None, typer.Option("--to", help="a later day, answered beside it", show_default=False)] = None,
    system: System = None,
    known_to: KnownTo = None,
    reading: Readings = None,
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """The camps of a day, the state that tips the balance, and when that changes (extra `strategy`)."""
    answer = answers.pivot_on(asked(dossier), day, system=system, known_to=known_to, readings=reading or (), to=to)
    tell(answer, as_json, "pivot")


def _is_file(word: str) -> bool:
    """Whether a word means a file rather than a day."""
    return word.lower().endswith((".csv", ".txt")) or Path(word).is_file()
