"""Questions as an Anki deck; notes keep their identity, so that a later import updates them and no progress is lost."""

from __future__ import annotations

import hashlib
import tempfile
from html import escape
from pathlib import Path
from string import ascii_uppercase

from foedera.errors import needs
from foedera.teaching.papers import Json, Paper, plain_scheme

_CSS = """.card { font: 20px/1.5 Georgia, serif; max-width: 40em; margin: 1em auto; text-align: left }
.hint { opacity: .7; font-size: 85% } li.right { font-weight: bold }"""
_FRONT = '{{Question}}{{#Hint}}<p class="hint">{{hint:Hint}}</p>{{/Hint}}'
_BACK = "{{FrontSide}}<hr id=answer>{{Answer}}"


def written(paper: Paper) -> bytes:
    """The bytes of an apkg."""
    with needs("teach", "to write a deck for Anki"):
        import genanki
    model = genanki.Model(
        _number("model"), "Foedera", fields=[{"name": name} for name in ("Id", "Question", "Answer", "Hint")],
        templates=[{"name": "Question", "qfmt": _FRONT, "afmt": _BACK}], css=_CSS, sort_field_index=0,
    )  # fmt: skip
    deck = genanki.Deck(_number(f"deck {paper.name} {paper.language}"), f"Foedera::{paper.title}")
    for told in paper.told:
        fields = [told["id"], _front(paper, told), _back(paper, told), escape(paper.text(told["hint"]))]
        tags = [tag.replace(" ", "-") for tag in (told["kind"], told["theme"]) if tag]
        guid = genanki.guid_for("foedera", paper.name, paper.language, told["id"])
        deck.add_note(genanki.Note(model=model, fields=fields, tags=tags, guid=guid))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.apkg"
        genanki.Package(deck).write_to_file(str(path), timestamp=946684800.0)
        return path.read_bytes()


def _number(name: str) -> int:
    """A stable number of a name, as Anki wants one: 31 bits."""
    return int.from_bytes(hashlib.sha256(f"foedera {name}".encode()).digest()[:4]) >> 1


def _front(paper: Paper, told: Json) -> str:
    extracts = "".join(f"<p>{extract['id']}: {escape(paper.text(extract['text']))}</p>" for extract in told["extracts"])
    shown = told["options"] or told["items"]
    options = "".join(
        f"<div>{letter}. {escape(paper.text(text))}</div>" for letter, text in zip(ascii_uppercase, shown, strict=False)
    )
    return f"<p>{escape(paper.text(told['text']))}</p>{extracts}{options}"


def _back(paper: Paper, told: Json) -> str:
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in plain_scheme(paper, told)) + "</ul>"
