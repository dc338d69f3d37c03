"""The commands that look something up: single records, the map of a day, search, the bibliography."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from foedera import answers
from foedera.disk import write_text
from foedera.interfaces.arguments import AsJson, Day, Folder, KnownTo, MaybeDay, MaybeName, Name, Readings
from foedera.interfaces.printing import tell
from foedera.interfaces.program import asked

app = typer.Typer()


@app.command()
def treaty(
    name: Name,
    day: MaybeDay = None,
    known_to: KnownTo = None,
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """A treaty: its life, articles, secrecy, disputes; its status on a day."""
    tell(answers.treaty(asked(dossier), name, day, known_to=known_to), as_json, "treaty")


@app.command()
def state(name: Name, as_json: AsJson = False, dossier: Folder = None) -> None:
    """A state: names, existence, memberships, treaties."""
    tell(answers.state(asked(dossier), name), as_json, "state")


@app.command()
def person(name: Name, day: MaybeDay = None, as_json: AsJson = False, dossier: Folder = None) -> None:
    """A person: names and offices."""
    tell(answers.person(asked(dossier), name, day), as_json, "person")


@app.command()
def place(
    name: Name,
    day: MaybeDay = None,
    known_to: KnownTo = None,
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """A territory: whose it was, who held it, in whose sphere, claimed by whom."""
    tell(answers.place(asked(dossier), name, day, known_to=known_to), as_json, "place")


@app.command()
def event(name: Name, as_json: AsJson = False, dossier: Folder = None) -> None:
    """An event: its acts, what it answers and rests on, what was judged of it."""
    tell(answers.event(asked(dossier), name), as_json, "event")


@app.command()
def organization(name: Name, as_json: AsJson = False, dossier: Folder = None) -> None:
    """An organization: names, organs, members from when to when."""
    tell(answers.organization(asked(dossier), name), as_json, "organization")


@app.command()
def reading(name: Name, as_json: AsJson = False, dossier: Folder = None) -> None:
    """A disputed point of law: its alternatives, who holds each, why one is the default."""
    tell(answers.reading(asked(dossier), name), as_json, "reading")


@app.command()
def map(
    day: Day,
    geojson: Annotated[
        Path | None, typer.Option("--geojson", help="write the areas of the day to this file", show_default=False)
    ] = None,
    known_to: KnownTo = None,
    reading: Readings = None,
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """Who holds what outside its own name on a day, and the lines of spheres that stand."""
    record = asked(dossier)
    if geojson is not None:
        shapes = answers.geojson_on(record, day, known_to=known_to, readings=reading or ())
        write_text(geojson, json.dumps(shapes, ensure_ascii=False) + "\n")
    answer = answers.map_on(record, day, known_to=known_to, readings=reading or ())
    tell(answer, as_json, "map")


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="words, in any language of the record", show_default=False)],
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """Records of every kind whose names or texts hold all words of a query."""
    tell(answers.search(asked(dossier), query), as_json, "search")


@app.command()
def source(
    name: MaybeName = None,
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """The bibliography, or one entry of it."""
    tell(answers.sources(asked(dossier), name), as_json, "sources")
