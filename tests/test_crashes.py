"""Inputs that once broke or held up a reader, and never again."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.hard.targets import CRASHES, TARGETS

KEPT = sorted(path for path in CRASHES.rglob("*") if path.is_file())


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_once_broke_a_reader_is_answered(path: Path) -> None:
    assert TARGETS[path.parent.name](path.read_bytes()) is None


def test_every_target_takes_nothing_at_all_and_any_bytes() -> None:
    for target in TARGETS.values():
        assert [target(data) for data in (b"", b"\x00", bytes(range(256)), "łódź 條約".encode())] == [None] * 4
