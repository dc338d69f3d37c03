"""Other recognisers: asked only when named, believed only where they quote the text."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from foedera.documents import recognising
from foedera.documents.reading import Reading
from foedera.errors import FoederaError
from tests.documents.readings import gazetteer, of

TEXT = "La Perfide Albion écrivit à la France le jour de la Saint-Sylvestre 1938."


def asked(name: str) -> Reading:
    return recognising.recognised(of(TEXT, "fr").reading, [name], gazetteer())


def honest(text: str, language: str) -> Iterable[dict[str, Any]]:
    """A small recogniser that knows a nickname and a feast."""
    for words, type_, value in (
        ("Perfide Albion", "state", "united-kingdom"),
        ("jour de la Saint-Sylvestre 1938", "date", "1938-12-31"),
    ):
        at = text.find(words)
        yield {"start": at, "end": at + len(words), "text": words, "type": type_, "value": value}


def lying(text: str, language: str) -> Iterable[Any]:
    """One that says what is not there, in every way."""
    yield {"start": 0, "end": 7, "text": "Germany", "type": "state", "value": "germany"}
    yield {"start": 3, "end": 10, "text": "Perfide", "type": "state", "value": "atlantis"}
    yield {"start": -1, "end": 5000, "text": text, "type": "state", "value": "france"}
    yield {"start": 3, "end": 10, "text": "Perfide", "type": "date", "value": "yesterday"}
    yield {"start": True, "end": 1, "text": "L", "type": "person", "value": "stalin"}
    yield ["not", "a", "span"]


def broken(text: str, language: str) -> Iterable[dict[str, Any]]:
    raise KeyError("model")


class Point:
    def __init__(self, name: str, function: Any) -> None:
        self.name, self.load = name, lambda: function


@pytest.fixture(autouse=True)
def _installed(monkeypatch: pytest.MonkeyPatch) -> None:
    points = [Point("honest", honest), Point("lying", lying), Point("broken", broken)]
    monkeypatch.setattr(recognising, "entry_points", lambda group: points if group == "foedera.recognisers" else [])


def test_none_is_asked_unless_it_is_named() -> None:
    assert [m.text for m in of(TEXT, "fr").reading.mentions] == ["France", "1938"]


def test_what_quotes_the_text_is_taken_where_we_have_no_mark() -> None:
    found = asked("honest")
    assert [(m.text, m.value) for m in found.mentions] == [
        ("Perfide Albion", "united-kingdom"),
        ("France", "france"),
        ("1938", "1938"),
    ]
    assert found.mentions[0].how == "found by honest"


def test_one_that_lies_is_not_believed_and_the_reader_is_told() -> None:
    found = asked("lying")
    assert found.mentions == of(TEXT, "fr").reading.mentions
    assert found.notes == ("lying: 6 of 6 spans not accepted: not as in the text",)


def test_a_command_speaks_json_lines(tmp_path: Path) -> None:
    program = tmp_path / "recogniser.py"
    span = {"start": 3, "end": 17, "text": "Perfide Albion", "type": "state", "value": "united-kingdom"}
    asks = "import sys, json\nassert json.load(sys.stdin)['language'] == 'fr'\n"
    program.write_text(f"{asks}print('''{json.dumps(span)}''')\nprint('?')\n")
    found = asked(f"command:{sys.executable} {program}")
    assert found.mentions[0].text == "Perfide Albion"
    assert "1 of 2 spans not accepted" in found.notes[0]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("broken", "the recogniser broken failed"),
        ("absent", "knows no recogniser called 'absent'"),
        ("command:no-such-program-here", "could not be run"),
        (f"command:{sys.executable} -c 'import sys; sys.exit(3)'", "ended with 3"),
    ],
)
def test_one_that_fails_is_said_in_one_sentence(name: str, says: str) -> None:
    with pytest.raises(FoederaError, match=says):
        asked(name)
