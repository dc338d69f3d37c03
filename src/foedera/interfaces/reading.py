"""`foedera read`: documents in, marks, comparisons and proposals out."""

from __future__ import annotations

from typing import Annotated

import typer

from foedera.interfaces.arguments import AsJson, Folder
from foedera.interfaces.printing import piped, print_json, tell
from foedera.interfaces.program import asked

app = typer.Typer()


@app.command()
def read(
    files: Annotated[list[str], typer.Argument(help="files or folders: txt, md, html, docx, pdf", show_default=False)],
    as_json: AsJson = False,
    annotations: Annotated[bool, typer.Option("--annotations", help="print W3C Web Annotations")] = False,
    as_tei: Annotated[bool, typer.Option("--tei", help="print the texts with their marks as TEI")] = False,
    as_html: Annotated[bool, typer.Option("--html", help="print the texts with their marks as a page")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="print the documents' claims as CSV")] = False,
    matrix: Annotated[
        str | None, typer.Option("--matrix", help="compare the documents on this day", show_default=False)
    ] = None,
    propose: Annotated[bool, typer.Option("--propose", help="print what could be added to the record")] = False,
    language: Annotated[
        str | None, typer.Option("--language", help="the language, where it is known: en, vi, ...", show_default=False)
    ] = None,
    recognisers: Annotated[
        list[str] | None, typer.Option("--with", help="ask another recogniser too: NAME or command:PROGRAM")
    ] = None,
    dossier: Folder = None,
) -> None:
    """What documents speak of, and where they agree or disagree with the record."""
    from foedera import documents
    from foedera.days import read_day
    from foedera.documents.words import LANGUAGES
    from foedera.errors import UnknownName

    if language is not None and language not in LANGUAGES:
        raise UnknownName("language", language, LANGUAGES)
    day = read_day(matrix) if matrix else None
    gazetteer = documents.Gazetteer(asked(dossier))
    decided = documents.decisions()
    found = documents.documents_of(files, gazetteer, language, decided, recognisers or ())
    if day is not None:
        tell(documents.matrix(found, gazetteer, day), as_json, "matrix")
    elif propose:
        rows = [dict(p, document=d.name) for d in found for p in documents.proposals(d, gazetteer, decided)]
        tell({"proposals": rows}, as_json, "proposals")
    elif annotations:
        with piped():
            print_json(documents.web_annotations(found))
    elif as_tei or as_html or as_csv:
        write = documents.tei if as_tei else documents.page if as_html else documents.claims
        with piped():
            print(write(found), end="")
    else:
        tell(documents.told(found), as_json, "read")
