"""The command that serves the atlas."""

from __future__ import annotations

import re
from os import urandom
from typing import Annotated

import typer

from foedera.errors import BadQuestion
from foedera.interfaces.arguments import Folder
from foedera.interfaces.program import named, program

app = typer.Typer()


@app.command()
def serve(
    port: Annotated[int, typer.Option("--port", help="port; 0: any that is free", min=0, max=65535)] = 8017,
    no_open: Annotated[bool, typer.Option("--no-open", help="do not open a browser")] = False,
    editing: Annotated[
        bool, typer.Option("--editing", help="let who opens the printed address write accepted proposals")
    ] = False,
    host: Annotated[
        str, typer.Option("--host", help="address to open; others than 127.0.0.1 let other machines ask")
    ] = "127.0.0.1",
    workers: Annotated[int, typer.Option("--workers", help="processes that answer", min=1, max=64)] = 1,
    root_path: Annotated[
        str, typer.Option("--root-path", help="path below which a proxy shows it: /atlas", show_default=False)
    ] = "",
    name: Annotated[
        list[str] | None,
        typer.Option("--name", help="a name by which browsers ask for it, behind a proxy", show_default=False),
    ] = None,
    dossier: Folder = None,
) -> None:
    """The same answers in the browser: local, no network."""
    from foedera.interfaces.serving import Service, run

    names = tuple(one.lower() for one in name or ())
    key = urandom(18).hex() if editing else ""
    service = Service(program().load, named(dossier), host, port, workers, _root(root_path), names, key=key)
    run(service, open_browser=not no_open)


def _root(text: str) -> str:
    """The path below which the server lies, without the last slash."""
    root = text.rstrip("/")
    if root and not re.fullmatch(r"(/[\w.~-]+)+", root, re.ASCII):
        raise BadQuestion(f"'{text}' is no path to lie below; write it as /atlas, without blanks or signs")
    return root
