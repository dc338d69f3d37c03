"""The published JSON Schemas accept every shipped file and refuse what the reader refuses."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from foedera.dossier.dossier import shipped
from foedera.dossier.schema import schemas
from tests.tiny import ALLIANCE, files

SCHEMAS = schemas()
#: The schema of each kind of file, by the folder it stands in.
KIND = {
    "states": "state",
    "organizations": "organization",
    "persons": "person",
    "treaties": "treaty",
    "territories": "territory",
    "readings": "reading",
    "suppositions": "supposition",
    "crises": "crisis",
    "priors": "prior",
    "claims": "debate",
    "events": "event",
    "mechanisms": "mechanism",
    "disagreements": "disagreement",
    "figures": "figure",
    "sources": "source",
    "courses": "course",
    "atoms": "atom",
    "demarcations": "demarcation",
    "areas": "area",
    "views": "view",
    "alignments": "alignment",
    "ideas": "idea",
    "mistakes": "mistake",
    "questions": "question",
    "lessons": "lesson",
}
FILES = sorted(shipped().glob("*/**/*.toml"))
SOUND = files(ALLIANCE)["treaties/1930-01-01-alliance.toml"]


def plain(value: Any) -> Any:
    """A TOML value as JSON has it: dates are ISO text."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def kind_of(path: Path) -> str:
    if path.name == "dossier.toml":
        return "dossier"
    return KIND[path.parent.name if path.parent.name in KIND else path.stem]


VALIDATORS = {
    kind: jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    for kind, schema in SCHEMAS.items()
}


def faults(kind: str, text: str) -> list[str]:
    return [fault.message for fault in VALIDATORS[kind].iter_errors(plain(tomllib.loads(text)))]


def test_there_are_files_of_every_kind_to_try() -> None:
    assert {kind_of(path) for path in FILES} == set(SCHEMAS) - {"supposition"} | {
        kind_of(path) for path in FILES if path.parent.name == "suppositions"
    }


@pytest.mark.parametrize("kind", sorted(SCHEMAS))
def test_every_shipped_file_of_a_kind_is_valid(kind: str) -> None:
    wrong = {
        path.relative_to(shipped()).as_posix(): found[:3]
        for path in FILES
        if kind_of(path) == kind and (found := faults(kind, path.read_text(encoding="utf-8")))
    }
    assert wrong == {}


@pytest.mark.parametrize("kind", sorted(SCHEMAS))
def test_a_schema_is_itself_valid_and_is_json(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[kind])
    assert json.loads(json.dumps(SCHEMAS[kind])) == SCHEMAS[kind]


def test_there_is_a_schema_for_every_kind_of_file() -> None:
    assert set(SCHEMAS) == {"dossier", *KIND.values()}


@pytest.mark.parametrize("kind", sorted(SCHEMAS))
def test_an_editor_is_told_what_every_key_means(kind: str) -> None:
    schema = SCHEMAS[kind]
    tables = [schema, *schema["$defs"].values()]
    tables += [part for t in tables for part in t.get("anyOf", ()) if "properties" in part]
    for one in tables:
        for key, value in one.get("properties", {}).items():
            assert value.get("description") or value.get("type") == "array", f"{kind}: {key}"


def test_a_sound_treaty_is_valid() -> None:
    assert faults("treaty", SOUND) == []


WRONG = {
    "a key that no treaty has": ("signed =", "singed ="),
    "a pledge that is none": ('"defense"', '"defence"'),
    "a number for a title": ('"Alliance of Alba and Bela"', "1930"),
    "a way into force that is none": ('"signature"', '"signing"'),
    "a key that no trigger has": ('{ act = "attack" }', '{ act = "attack", requries = [] }'),
    "a condition that is none": ('{ act = "attack" }', '{ act = "attack", requires = ["unprovked"] }'),
    "an article without text": ('text = "Each helps the other if it is attacked."', ""),
    "a treaty without force": ('force = { by = "signature" }', ""),
    "a text where a table is meant": ('{ by = "signature" }', '"signature"'),
}


@pytest.mark.parametrize(("right", "wrong"), WRONG.values(), ids=WRONG)
def test_wrong(right: str, wrong: str) -> None:
    assert right in SOUND
    assert faults("treaty", SOUND.replace(right, wrong))


RIGHT = {
    "one value without brackets": ('["alba", "bela"]', '"alba"'),
    "a condition as a word": ('{ act = "attack" }', '{ act = "attack", requires = "resists" }'),
    "conditions as words and tables": (
        '{ act = "attack" }',
        '{ act = "attack", requires = ["resists", { is = "assists", by = "cora" }] }',
    ),
    "a list of acts": ('{ act = "attack" }', '{ act = ["attack", "threat"] }'),
}


@pytest.mark.parametrize(("one", "other"), RIGHT.values(), ids=RIGHT)
def test_right(one: str, other: str) -> None:
    assert one in SOUND
    assert faults("treaty", SOUND.replace(one, other)) == []
