"""The commands of crises: their games, and how the model did on what was done."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from foedera import answers
from foedera.disk import write_text
from foedera.dossier import cache
from foedera.interfaces.arguments import AsJson, Folder, MaybeName
from foedera.interfaces.labour import bar, hands
from foedera.interfaces.printing import tell
from foedera.interfaces.program import asked

app = typer.Typer()

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
Narrowed = Annotated[
    list[str] | None,
    typer.Option("--weight", help="a weight fixed or narrowed: PLAYER/FEATURE:0.5 or :0.2..0.8", show_default=False),
]
VariantName = Annotated[
    str | None, typer.Option("--variant", help="what somebody did not know: a variant", show_default=False)
]
Sources = Annotated[bool, typer.Option("--sources", help="every number of the crisis with its reason and source")]
Processes = Annotated[int, typer.Option("--processes", help="draw by so many processes; 0: by threads")]
Cluster = Annotated[
    str | None, typer.Option("--cluster", help="draw on a cluster: its dask scheduler's address", show_default=False)
]
Resume = Annotated[bool, typer.Option("--resume", help="go on where this question was broken off by Ctrl-C")]


@app.command()
def crisis(
    name: MaybeName = None,
    prior: PriorName = None,
    draws: Draws = 20_000,
    lam: Lambda = 4.0,
    seed: Seed = 1,
    suppose: Supposed = None,
    choice: Asked = None,
    weight: Narrowed = None,
    variant: VariantName = None,
    efg: Efg = None,
    sources: Sources = False,
    processes: Processes = 0,
    cluster: Cluster = None,
    resume: Resume = False,
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """A crisis as a game: shares of a declared prior, what they turn on, what would flip the choice."""
    record = asked(dossier)
    if name is None:
        tell(answers.crises(record), as_json, "crises")
        return
    if sources:
        tell(answers.crisis_sources(record, name), as_json, "crisis_sources")
        return
    if efg is not None:
        write_text(efg, answers.efg(record, name, prior=prior, variant=variant))
    with hands(processes, cluster) as executor, bar() as progress:
        answer = answers.crisis(
            record, name, draws=draws, executor=executor, progress=progress, folder=cache.folder() / "ensembles",
            resume=resume, prior=prior, lam=lam, seed=seed, suppose=suppose or (), choice=choice,
            weights=weight or (), variant=variant,
        )  # fmt: skip
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
    tell(answers.hindcast(asked(dossier), lam=lam, draws=draws, seed=seed), as_json, "hindcast")
