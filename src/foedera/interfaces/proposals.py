"""`foedera proposals`: what documents add to the record, accepted, edited or refused by a person, one at a time."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from foedera.interfaces.arguments import AsJson, Folder
from foedera.interfaces.printing import tell
from foedera.interfaces.program import asked

app = typer.Typer(
    help="What documents add to the record: list, accept, edit, refuse, undo; nothing is written unasked.",
    no_args_is_help=True,
)
Id = Annotated[str, typer.Argument(help="the proposal's id, as `foedera proposals list` gives it", show_default=False)]
Files = Annotated[list[str], typer.Argument(help="the documents that it comes from", show_default=False)]


@app.command("list")
def listing(files: Files, as_json: AsJson = False, dossier: Folder = None) -> None:
    """What these documents add to the record, each with its id."""
    tell({"proposals": _proposals(files, dossier)}, as_json, "proposals")


@app.command()
def accept(
    id_: Id,
    files: Files,
    into: Annotated[str | None, typer.Option("--into", help="the folder of your record", show_default=False)] = None,
    as_json: AsJson = False,
) -> None:
    """Write a proposal into your record, if the record stays sound with it."""
    from foedera.documents.accepting import accept as accepted
    from foedera.errors import NotAccepted

    if into is None:
        raise NotAccepted("say into which record: --into FOLDER, the folder that holds your dossier.toml")
    tell(accepted(_one(id_, files, into), Path(into)), as_json, "decided")


@app.command()
def edit(
    id_: Id,
    files: Files,
    patch: Annotated[Path, typer.Option("--patch", help="a file with the lines as they should be", show_default=False)],
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """Keep your own lines for a proposal; it is listed and accepted with them from now on."""
    from foedera.documents.accepting import parsed
    from foedera.documents.decisions import decide
    from foedera.errors import NotAccepted

    if not patch.is_file():
        raise NotAccepted(f"there is no file {patch}; write the lines there first")
    own = patch.read_text(encoding="utf-8", errors="replace")
    parsed(own)
    decide(_one(id_, files, dossier)["id"], "edited", patch=own)
    tell({"edited": id_}, as_json, "decided")


@app.command()
def refuse(id_: Id, files: Files, as_json: AsJson = False, dossier: Folder = None) -> None:
    """Do not propose this again."""
    from foedera.documents.decisions import decide

    found = _one(id_, files, dossier)
    decide(id_, "refused", why=found["why"])
    tell({"refused": id_}, as_json, "decided")


@app.command()
def undo(id_: Id, as_json: AsJson = False) -> None:
    """Take an accepted proposal out of the record again, or have a refused one proposed again."""
    from foedera.documents.accepting import undo as undone
    from foedera.documents.decisions import decisions, forget

    if decisions().decided(id_) in ("refused", "edited"):
        forget(id_)
        tell({"undone": id_, "files": []}, as_json, "decided")
        return
    tell(undone(id_), as_json, "decided")


@app.command()
def correct(
    text: Annotated[str, typer.Argument(help="a name as texts have it", show_default=False)],
    means: Annotated[str, typer.Argument(help="the record's id, or `nothing`", show_default=False)],
    as_json: AsJson = False,
    dossier: Folder = None,
) -> None:
    """Say what a name stands for in your texts; it is read so from now on."""
    from foedera.documents.decisions import NOTHING
    from foedera.documents.decisions import correct as corrected
    from foedera.documents.gazetteer import KINDS
    from foedera.errors import UnknownName

    record = asked(dossier)
    kind = next((type_ for kind, type_ in KINDS.items() if means in getattr(record, kind)), "")
    if not kind and means != NOTHING:
        raise UnknownName("record", means, remedy=f"give an id, or `{NOTHING}`")
    corrected(text, kind, means)
    tell({"corrected": text, "means": means}, as_json, "decided")


@app.command()
def kept(as_json: AsJson = False) -> None:
    """What you decided before, and the file that holds it."""
    from foedera.documents.decisions import decisions, home

    found = decisions()
    answer = {"file": str(home() / "decisions.json"), "proposals": found.proposals, "marks": found.marks}
    tell(answer, as_json, "kept")


def _proposals(files: list[str], dossier: str | None) -> list[dict[str, str]]:
    from foedera import documents
    from foedera.documents.decisions import decisions

    gazetteer, before = documents.Gazetteer(asked(dossier)), decisions()
    found = documents.documents_of(files, gazetteer, decided=before)
    return [dict(p, document=d.name) for d in found for p in documents.proposals(d, gazetteer, before)]


def _one(id_: str, files: list[str], dossier: str | None) -> dict[str, Any]:
    from foedera.errors import UnknownName

    found = {proposal["id"]: proposal for proposal in _proposals(files, dossier)}
    if id_ not in found:
        raise UnknownName("proposal", id_, sorted(found)[:6], "list them with `foedera proposals list FILE...`")
    return found[id_]
