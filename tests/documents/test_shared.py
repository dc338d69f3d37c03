"""The five documents and their annotations, where they lie beside the repository: measured, never copied."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from tools.shared import SHARED, lacking

from foedera.documents import Document, documents_of, told
from tests.documents.readings import gazetteer

GOLD = SHARED / "gold" / "mentions.jsonl"
pytestmark = pytest.mark.skipif(not GOLD.is_file(), reason=lacking(GOLD))
#: The annotations' own ids where they are neither ISO nor Correlates of War codes.
OTHER_IDS = {"ussr": "soviet-union", "grp:baltic": "@baltic-state", "csk": "czechoslovakia"}


@cache
def documents() -> dict[str, Document]:
    return {d.name[:2]: d for d in documents_of([SHARED / "documents"], gazetteer())}


def said(name: str, kind: str) -> set[tuple[str, str]]:
    return {(c.record, c.says) for c in documents()[name].comparisons if c.kind == kind}


def state_of(code: str) -> str:
    by_code = {s.iso.lower(): s.id for s in gazetteer().dossier.states.values() if s.iso}
    return OTHER_IDS.get(code) or by_code.get(code, code)


def score(type_: str) -> float:
    """F1 of the values of a type: one to one by overlap; what the annotator left open counts for nothing."""
    gold = [json.loads(line) for line in (SHARED / "gold" / "mentions.jsonl").read_text("utf-8").splitlines()]
    right = found = wanted = 0
    for part in json.loads((SHARED / "gold" / "sections.json").read_text("utf-8")):
        rows = [r for r in gold if r["sec"] == part["sec"] and r["type"] == type_]
        marks = [
            m for m in documents()[part["doc"]].reading.mentions
            if m.type == type_ and part["start"] <= m.start and m.end <= part["end"]
        ]  # fmt: skip
        used: set[int] = set()
        for row in (r for r in rows if r["cls"] != "IGN"):
            wanted += 1
            at = next((i for i, m in enumerate(marks) if i not in used and _meet(m, row)), None)
            if at is not None:
                used.add(at)
                right += _same(type_, marks[at].value, row["value"])
        open_ = [r for r in rows if r["cls"] == "IGN"]
        found += len(used) + sum(not any(_meet(m, r) for r in open_) for i, m in enumerate(marks) if i not in used)
    return 2 * right / (found + wanted)


def _meet(mention: Any, row: dict[str, Any]) -> bool:
    return bool(mention.start < row["end"] and row["start"] < mention.end)


def _same(type_: str, value: str, gold: str) -> bool:
    if type_ == "person":
        # The record's ids spell some names otherwise.
        return value == gold or value.replace("oe", "o") == gold or gold in value
    return value == (state_of(gold) if type_ == "state" else gold)


@pytest.mark.parametrize(("type_", "least"), [("date", 0.97), ("state", 0.98), ("person", 0.97)])
def test_the_marks_agree_with_the_annotator(type_: str, least: float) -> None:
    assert score(type_) >= least


def test_the_encyclopaedia_dates_one_congress_and_one_pact_twice() -> None:
    assert {record for record, _ in said("S3", "contradicts-itself")} == {
        "eighteenth-congress",
        "1936-11-25-anti-comintern",
    }


def test_the_essay_has_the_pact_on_the_23rd_and_in_force_on_the_24th() -> None:
    pact = "1939-08-23-german-soviet-nonaggression"
    assert (pact, "1939-08-23") in said("S0", "supports")
    assert (pact, "1939-08-24") in said("S0", "contradicts")
    assert (pact, "1939-08-24") in said("S0", "contradicts-itself")


def test_the_article_calls_a_neutrality_pact_one_of_non_aggression() -> None:
    assert ("1941-04-13-soviet-japanese-neutrality", "non-aggression") in said("S2", "different-wording")


def test_two_documents_name_the_same_annexations_differently() -> None:
    rows = told(list(documents().values()))["differences"]
    row = next(r for r in rows if r["record"] == "1940-08-06-soviet-union-annexes-estonia" and r["point"] == "wording")
    words = {name[:2]: set(said) for name, said in row["documents"].items()}
    assert "reunion" in words["S2"] and words["S4"] == {"annexation"}


def test_nothing_else_is_said_to_contradict() -> None:
    found = {(name, record, says) for name in documents() for record, says in said(name, "contradicts")}
    assert found == {
        ("S0", "1939-08-23-german-soviet-nonaggression", "1939-08-24"),
        ("S3", "1936-11-25-anti-comintern", "1940-09-27"),
        ("S3", "eighteenth-congress", "1939-10"),
    }
