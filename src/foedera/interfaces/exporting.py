"""`foedera export`: the whole record as a file or folder for other programs, or as a page for any web server."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedera.errors import BadQuestion
from foedera.interfaces.arguments import AsJson, Folder
from foedera.interfaces.printing import piped, print_json
from foedera.interfaces.program import asked

if TYPE_CHECKING:
    from foedera.dossier import Dossier

app = typer.Typer()


class Form(StrEnum):
    """What the record can be carried out as."""

    JSONLD = "jsonld"
    CSV = "csv"
    SQLITE = "sqlite"
    GRAPHML = "graphml"
    GEOJSON = "geojson"
    BIBTEX = "bibtex"
    SITE = "site"


#: Forms that may be of one day, and as somebody knew it.
_OF_A_DAY = (Form.GRAPHML, Form.GEOJSON)


@app.command()
def export(
    form: Annotated[
        str, typer.Argument(help="jsonld, csv, sqlite, graphml, geojson, bibtex or site", show_default=False)
    ],
    path: Annotated[Path, typer.Argument(help="the file to write; for csv and site a folder", show_default=False)],
    day: Annotated[
        str | None, typer.Option("--day", help="graphml, geojson: the state of this day", show_default=False)
    ] = None,
    known_to: Annotated[
        str | None, typer.Option("--known-to", help="graphml, geojson: as this state, or the public, knew it")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="replace what is there")] = False,
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """The whole record as a file for other programs, or as a page that any web server serves."""
    if form not in list(Form):
        raise BadQuestion(f"there is no export called '{form}'; choose from {', '.join(f.value for f in Form)}")
    wanted = Form(form)
    if wanted not in _OF_A_DAY and (day or known_to):
        raise BadQuestion(f"{form} holds the whole record; --day and --known-to are for graphml and geojson")
    record = asked(dossier)
    if wanted in (Form.CSV, Form.SITE):
        count = _folder(record, wanted, path, force)
    else:
        count = _file(record, wanted, path, force, day, known_to)
    with piped():
        if as_json:
            print_json({"form": form, "path": str(path), "bytes": count, "record": record.digest})
        else:
            print(f"wrote {path}: {form}, {count:,} bytes, of {record.case.title} (record {record.digest[:12]})")
            if wanted is Form.SITE:
                print(f"serve it from any address: python -m http.server --directory {path}")


def _file(record: Dossier, form: Form, path: Path, force: bool, day: str | None, known_to: str | None) -> int:
    from foedera.exports import writing

    with writing.new_file(path, force=force) as place:
        if form is Form.SQLITE:
            from foedera.exports.sqlite import write_database

            write_database(record, place)
        else:
            place.write_text(_text(record, form, day, known_to), encoding="utf-8")
        return place.stat().st_size


def _text(record: Dossier, form: Form, day: str | None, known_to: str | None) -> str:
    if form is Form.JSONLD:
        from foedera.exports.linked import document

        return document(record)
    if form is Form.GRAPHML:
        from foedera.exports.graph import graphml

        return graphml(record, day, known_to=known_to)
    if form is Form.BIBTEX:
        from foedera.exports.bibtex import bibliography

        return bibliography(record)
    from foedera.answers import geojson_on

    on = day or (record.case.opening or record.case.first).isoformat()
    return json.dumps(geojson_on(record, on, known_to=known_to), ensure_ascii=False) + "\n"


def _folder(record: Dossier, form: Form, path: Path, force: bool) -> int:
    from foedera.exports import writing

    mark = {"made_by": "foedera export", "form": form.value, "title": record.case.title, "record": record.digest}
    with writing.new_folder(path, mark, force=force) as place:
        if form is Form.CSV:
            from foedera.exports.csvs import files

            for name, text in files(record):
                (place / name).write_text(text, encoding="utf-8", newline="")
        else:
            write_site(record, place)
        return sum(file.stat().st_size for file in place.rglob("*") if file.is_file())


# -- the copy of the atlas ----------------------------------------------------------

#: What a server says and a page cannot; and what a page says to readers without script.
_SERVED_ONLY = re.compile(r"\s*frame-ancestors [^;]*;?")
_NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)


def write_site(record: Dossier, place: Path) -> None:
    """The built atlas with its answers as files below `data/`, to be served from any address."""
    from foedera.exports.site import kept_answers
    from foedera.interfaces.dress import APP, POLICY

    for source in sorted(APP.rglob("*")):
        if source.is_file():
            target = place / source.relative_to(APP)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
    page = place / "index.html"
    page.write_text(_standing_alone(page.read_text(encoding="utf-8"), POLICY), encoding="utf-8")
    for name, answer in kept_answers(record):
        target = place / "data" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(answer, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _standing_alone(page: str, policy: str) -> str:
    """The page with what a server would say, and with the place of its answers."""
    policy = _SERVED_ONLY.sub("", policy).strip().rstrip(";")
    told = f"""<meta http-equiv="Content-Security-Policy" content="{policy}" />
    <meta name="foedera-copy" content="data/" />"""
    without = "<noscript>This page needs JavaScript. The answers that it shows lie beside it, in data/.</noscript>"
    page = _NOSCRIPT.sub(without, page.replace('="/', '="./'))
    return page.replace("<head>", f"<head>\n    {told}", 1)
