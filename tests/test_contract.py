"""The JSON contract, as design section 5 has it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.asking import Ask

DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
NO_DAY = {"anyOf": [DAY, {"type": "null"}]}
TEXT = {"type": "string", "minLength": 1}
NAME = {"anyOf": [TEXT, {"type": "null"}]}
SOURCES = {
    "type": "array",
    "items": {"type": "object", "required": ["ref", "at"], "properties": {"ref": TEXT, "at": {"type": "string"}}},
}
TREATY = {
    "type": "object",
    "required": ["id", "title", "signed"],
    "properties": {"id": TEXT, "title": TEXT, "signed": DAY},
}
STATUS = {"enum": ["in-force", "not-in-force", "contested"]}
VERDICTS = {
    "enum": [
        "due", "not-due", "barred", "breach", "kept", "part-kept", "unperformed", "waived", "excused", "lapsed",
        "conflict", "deadlock", "power", "contested",
    ]
}  # fmt: skip


def table(**keys: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(keys), "properties": keys}


def rows(**keys: Any) -> dict[str, Any]:
    return {"type": "array", "minItems": 1, "items": table(**keys)}


BOUND = table(
    day=DAY,
    known_to=NAME,
    commitments=rows(
        id=TEXT, treaty=TREATY, article=TEXT, debtor=TEXT, creditor=TEXT, pledge=TEXT,
        modality={"enum": ["obligation", "prohibition", "power", "permission", "declaration"]},
        status=STATUS, since=NO_DAY, until=NO_DAY, secret={"type": "boolean"}, sources=SOURCES,
    ),
)  # fmt: skip
ACT = table(
    day=DAY,
    act=table(actor=TEXT, verb=TEXT, target=NAME, assumed={"type": "array", "items": TEXT}),
    findings=rows(
        verdict=VERDICTS, debtor=TEXT, creditor=TEXT, against=NAME, pledge=TEXT, commitment=TEXT, treaty=TREATY,
        secret={"type": "boolean"},
        because=rows(holds={"type": "boolean"}, says=TEXT, at={"type": "string"}, sources=SOURCES),
        readings={"type": "array", "items": table(reading=TEXT, alternative=TEXT, verdict=TEXT)},
    ),
)  # fmt: skip
TREATY_ON = table(treaty=TREATY, day=NO_DAY, status={"anyOf": [STATUS, {"type": "null"}]})
PLACE = table(
    place=TEXT, day=NO_DAY, sovereign=NAME, controller=NAME, regime=NAME,
    spheres={"type": "array", "items": table(of=TEXT, treaty=TEXT, secret={"type": "boolean"})},
    claims={"type": "array", "items": {"type": "object"}},
)  # fmt: skip

CONTRACT: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "bound": (("bound", "1939-09-01", "--by", "soviet-union"), BOUND),
    "bound, by and to": (("bound", "1939-09-01", "--by", "united-kingdom", "--to", "poland"), BOUND),
    "bound, as the public knew": (("bound", "1939-09-01", "--known-to", "public", "--by", "poland"), BOUND),
    "bound, with what is not in force": (("bound", "1939-09-01", "--by", "poland", "--all"), BOUND),
    "act": (("act", "germany attacks poland", "1939-09-01"), ACT),
    "act, on 17 September": (("act", "soviet-union attacks poland", "1939-09-17"), ACT),
    "act, with what is not due": (("act", "germany attacks poland", "1939-09-01", "--all"), ACT),
    "act, in 1914": (("act", "germany attacks belgium", "1914-08-04", "--dossier", "july-1914"), ACT),
    "treaty": (("treaty", "1939-08-25-anglo-polish-mutual-assistance"), TREATY_ON),
    "treaty on a day": (("treaty", "1939-08-25-anglo-polish-mutual-assistance", "1939-09-01"), TREATY_ON),
    "place": (("place", "vilnius"), PLACE),
    "place on a day": (("place", "vilnius", "1939-10-15"), PLACE),
    "a state as a place": (("place", "finland", "1939-10-15"), PLACE),
}


@pytest.mark.parametrize(("words", "schema"), CONTRACT.values(), ids=CONTRACT)
def test_contract(ask: Ask, words: tuple[str, ...], schema: dict[str, Any]) -> None:
    said = ask(*words, "--json")
    assert (said.code, said.err) == (0, "")
    jsonschema.validate(said.json, schema)


def test_the_commitment_of_the_design_is_there_word_for_word(ask: Ask) -> None:
    found = ask("bound", "1939-09-01", "--by", "united-kingdom", "--to", "poland", "--pledge", "defense", "--json").json
    assert (found["day"], found["known_to"]) == ("1939-09-01", None)
    (row,) = [r for r in found["commitments"] if r["treaty"]["id"] == "1939-08-25-anglo-polish-mutual-assistance"
              and r["article"] == "1"]  # fmt: skip
    assert row["treaty"]["signed"] == "1939-08-25"
    assert {key: row[key] for key in (
        "id", "debtor", "creditor", "pledge", "modality", "status", "since", "secret",
    )} == {
        "id": "1939-08-25-anglo-polish-mutual-assistance/1", "debtor": "united-kingdom", "creditor": "poland",
        "pledge": "defense", "modality": "obligation", "status": "in-force", "since": "1939-08-25", "secret": False,
    }  # fmt: skip


def test_the_finding_of_the_design_is_there_word_for_word(ask: Ask) -> None:
    found = ask("act", "germany attacks poland", "1939-09-01", "--json").json
    assert {key: found["act"][key] for key in ("actor", "verb", "target")} == {
        "actor": "germany", "verb": "attacks", "target": "poland",
    }  # fmt: skip
    assert "unprovoked" in found["act"]["assumed"]
    (row,) = [f for f in found["findings"] if f["commitment"] == "1939-08-25-anglo-polish-mutual-assistance/1"]
    assert {key: row[key] for key in ("verdict", "debtor", "creditor", "against", "pledge", "secret")} == {
        "verdict": "due", "debtor": "united-kingdom", "creditor": "poland", "against": "germany",
        "pledge": "defense", "secret": False,
    }  # fmt: skip
    assert re.match(r"dossiers/interwar/treaties/.*\.toml:\d+$", row["because"][0]["at"])


def test_what_is_not_due_is_told_only_when_asked_for(ask: Ask) -> None:
    words = ("act", "germany attacks poland", "1939-09-01", "--json")
    assert "not-due" not in {f["verdict"] for f in ask(*words).json["findings"]}
    assert "not-due" in {f["verdict"] for f in ask(*words, "--all").json["findings"]}


def test_json_is_utf_8_text_and_nothing_else(ask: Ask) -> None:
    said = ask("state", "germany", "--json")
    assert "Đức" in said.out and "\\u" not in said.out and said.out.endswith("}\n")


def test_the_same_question_has_the_same_answer_to_the_byte(ask: Ask) -> None:
    words = ("act", "germany attacks poland", "1939-09-01", "--all", "--json")
    assert ask(*words).out == ask(*words).out


def test_the_dossier_may_be_chosen_before_the_command_too(ask: Ask, folder: Path) -> None:
    before = ask("--dossier", str(folder), "bound", "1935-01-01", "--json")
    after = ask("bound", "1935-01-01", "--json", "--dossier", str(folder))
    assert before.code == 0 and before.json == after.json
