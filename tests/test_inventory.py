"""Everything that the five documents describe is in the record: each row of their inventory names what holds it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from tools.shared import SHARED, lacking

from tests.tiny import shipped

HERE = Path(__file__).parent
MAPPING: dict[str, list[str]] = tomllib.loads((HERE / "inventory.toml").read_text(encoding="utf-8"))
ROWS = SHARED / "inventory.jsonl"


def holder(place: str) -> Any:
    """The record, or the claim within a debate, that a place like `events/<id>` or `claims/<debate>/<claim>` names."""
    kind, id_, *inner = place.split("/")
    record = getattr(shipped(), kind)[id_]
    return next(claim for claim in record.claims if claim.id == inner[0]) if inner else record


@pytest.mark.parametrize("row", sorted(MAPPING))
def test_a_row_of_the_inventory_is_held_by_the_record_it_names(row: str) -> None:
    for place in MAPPING[row]:
        record = holder(place)
        assert row in record.inventory, f"{place} does not say that it holds {row}"
        assert record.sources and (getattr(record, "title", "") or record.says)


def test_the_mapping_has_all_311_rows() -> None:
    assert len(MAPPING) == 311


@pytest.mark.skipif(not ROWS.is_file(), reason=lacking(ROWS))
def test_the_mapping_is_of_the_inventory_itself() -> None:
    rows = [json.loads(line)["id"] for line in ROWS.read_text(encoding="utf-8").splitlines()]
    assert set(MAPPING) == set(rows)


@pytest.mark.parametrize(("letter", "count"), [("I1", 29), ("I2", 99)])
def test_each_disagreement_of_the_inventory_is_kept(letter: str, count: int) -> None:
    held = {id_ for d in shipped().disagreements.values() for id_ in d.inventory if id_.startswith(f"{letter}.")}
    assert held == {f"{letter}.{number:02d}" for number in range(1, count + 1)}
