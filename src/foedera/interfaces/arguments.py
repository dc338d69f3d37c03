"""The arguments and options that several commands share, each said once."""

from __future__ import annotations

from typing import Annotated

import typer

Day = Annotated[str, typer.Argument(help="a day: YYYY-MM-DD", show_default=False)]
MaybeDay = Annotated[str | None, typer.Argument(help="a day: YYYY-MM-DD", show_default=False)]
Act = Annotated[str, typer.Argument(help='an act: "germany attacks poland"', show_default=False)]
Name = Annotated[str, typer.Argument(help="an id, or any name the record knows", show_default=False)]
MaybeName = Annotated[str | None, typer.Argument(help="an id or a name; absent: all of them", show_default=False)]
MaybeWord = Annotated[
    str | None,
    typer.Argument(help="its id, a record that it concerns, or a word; absent: all", show_default=False),
]
Since = Annotated[str | None, typer.Option("--from", help="first day", show_default=False)]
Until = Annotated[str | None, typer.Option("--to", help="last day", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="print JSON")]
Folder = Annotated[
    str | None,
    typer.Option("--dossier", "-d", help="a shipped dossier's name, or a folder", show_default=False),
]
KnownTo = Annotated[
    str | None,
    typer.Option("--known-to", help="only what this state, or the public, knew that day", show_default=False),
]
Readings = Annotated[
    list[str] | None,
    typer.Option("--reading", help="decide a disputed point: READING=ALTERNATIVE", show_default=False),
]
Given = Annotated[
    list[str] | None,
    typer.Option("--given", help='suppose a fact: "france assists poland"', show_default=False),
]
All = Annotated[bool, typer.Option("--all", help="also what is not due, or not in force")]
