"""The commands of strategy, added to those of the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from foedera import answers
from foedera.disk import write_text
from foedera.dossier import Dossier

Json = dict[str, Any]
MaybeName = Annotated[str | None, typer.Argument(help="an id or a name; absent: all of them", show_default=False)]
PriorName = Annotated[
    str | None, typer.Option("--prior", help="a declared prior; absent: the first of the record", show_default=False)
]
Draws = Annotated[int, typer.Option("--draws", help="how many draws from the prior")]
Lambda = Annotated[float, typer.Option("--lambda", help="how sharply the better is chosen; `inf`: the best reply")]
Seed = Annotated[int, typer.Option("--seed", help="one seed gives one answer")]
Supposed = Annotated[
    list[str] | None,
    typer.Option("--suppose", help="a choice that is made wherever it is open", show_default=False),
]
Asked = Annotated[
    str | None, typer.Option("--choice", help="another choice to ask of than the crisis's own", show_default=False)
]
Efg = Annotated[Path | None, typer.Option("--efg", help="write the game for Gambit to this file", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="print JSON")]
Folder = Annotated[
    str | None,
    typer.Option("--dossier", "-d", help="a shipped dossier's name, or a folder", show_default=False),
]


def commands(app: typer.Typer, load: Callable[[str | None], Dossier], tell: Callable[[Json, bool, str], None]) -> None:
    """Add the commands; `load` finds the dossier that is asked, `tell` prints an answer."""

    @app.command()
    def crisis(
        name: MaybeName = None,
        prior: PriorName = None,
        draws: Draws = 20_000,
        lam: Lambda = 4.0,
        seed: Seed = 1,
        suppose: Supposed = None,
        choice: Asked = None,
        efg: Efg = None,
        as_json: AsJson = False,
        dossier: Folder = None,
    ) -> None:
        """A crisis as a game: shares of a declared prior, what they turn on, what would flip the choice."""
        record = load(dossier)
        if name is None:
            tell(answers.crises(record), as_json, "crises")
            return
        if efg is not None:
            write_text(efg, answers.efg(record, name, prior=prior))
        answer = answers.crisis(
            record, name, prior=prior, draws=draws, lam=lam, seed=seed, suppose=suppose or (), choice=choice
        )
        tell(answer, as_json, "crisis")

    @app.command()
    def hindcast(
        lam: Lambda = 4.0,
        draws: Draws = 4_096,
        seed: Seed = 1,
        as_json: AsJson = False,
        dossier: Folder = None,
    ) -> None:
        """What the model gives the recorded choices of every crisis, scored against plain baselines."""
        tell(answers.hindcast(load(dossier), lam=lam, draws=draws, seed=seed), as_json, "hindcast")
