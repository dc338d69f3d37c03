"""The commands of scholarship: debates, disagreements, figures, mechanisms, coverage."""

from __future__ import annotations

from typing import Annotated

import typer

from foedera import answers
from foedera.interfaces.arguments import AsJson, Folder, MaybeName, MaybeWord
from foedera.interfaces.printing import tell
from foedera.interfaces.program import asked, named, program

app = typer.Typer()


@app.command()
def debate(name: MaybeName = None, as_json: AsJson = False, dossier: Folder = None) -> None:
    """A question of historians: positions, who holds them, evidence for and against."""
    record = asked(dossier)
    if name is None:
        tell(answers.debates(record), as_json, "debates")
    else:
        tell(answers.debate(record, name), as_json, "debate")


@app.command()
def disagreement(
    name: MaybeWord = None,
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """Points on which sources differ: who says what, and what is established."""
    record = asked(dossier)
    found = answers.disagreements(record) if name is None else answers.disagreement(record, name)
    tell(found, as_json, "disagreement")


@app.command()
def figure(
    name: MaybeWord = None,
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """Numbers that somebody gave: with unit, day and source."""
    tell(answers.figures(asked(dossier), name), as_json, "figures")


@app.command()
def mechanism(
    name: MaybeName = None,
    run: Annotated[bool, typer.Option("--run", help="run its demonstrations; exit code 1 when one fails")] = False,
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """One way the system worked, and questions that show it at work."""
    record = asked(dossier)
    if name is None:
        tell(answers.mechanisms(record), as_json, "mechanisms")
        return
    answer = answers.mechanism(record, name)
    if run:
        from foedera.interfaces.demonstrate import demonstrated

        answer = demonstrated(answer, named(dossier) or "interwar", program().run)
    tell(answer, as_json, "mechanism")
    if not all(demo.get("held", True) for demo in answer["demonstrations"]):
        raise typer.Exit(1)


@app.command()
def coverage(as_json: AsJson = False, dossier: Folder = None) -> None:
    """What the record holds, how much of it somebody looked up, and what is open."""
    tell(answers.coverage(asked(dossier)), as_json, "coverage")
