"""Courses that break fewest promises: who honours its word, who refuses, and what that costs."""

from __future__ import annotations

from pathlib import Path

import pytest

from foedera.answers import courses
from foedera.answers.courses import least_breach
from foedera.errors import FoederaError
from tests.tiny import ALLIANCE, read

pytest.importorskip("clingo")

PEACE = """
--- treaties/1930-06-01-peace.toml
title = "Non-aggression between Bela and Cora"
parties = ["bela", "cora"]
signed = 1930-06-01
force = { by = "signature" }

[[article]]
id = "1"
pledge = "nonaggression"
between = "each"
text = "Neither attacks the other."
"""
SECOND = """
--- treaties/1931-01-01-second.toml
title = "Bela helps Alba, a second time"
parties = ["alba", "bela"]
signed = 1931-01-01
force = { by = "signature" }

[[article]]
id = "1"
pledge = "guarantee"
debtor = ["bela"]
creditor = ["alba"]
text = "Bela helps Alba if it is attacked."
trigger = { act = "attack" }
"""


def test_whoever_can_keep_every_promise_does(tmp_path: Path) -> None:
    answer = least_breach(read(tmp_path, ALLIANCE), "cora attacks alba", "1932-01-01")
    assert answer["broken"] == 0
    assert answer["courses"] == [{"joins": [{"by": "bela", "against": "cora"}], "breaks": []}]
    assert answer["act"]["actor"] == "cora"


def test_an_ally_between_two_promises_breaks_one_either_way(tmp_path: Path) -> None:
    answer = least_breach(read(tmp_path, ALLIANCE + PEACE), "cora attacks alba", "1932-01-01")
    assert answer["broken"] == 1
    broken = {(c["breaks"][0]["how"], c["breaks"][0]["creditor"], len(c["joins"])) for c in answer["courses"]}
    assert broken == {("unperformed", "alba", 0), ("breach", "cora", 1)}


def test_two_promises_of_help_outweigh_one_of_peace(tmp_path: Path) -> None:
    answer = least_breach(read(tmp_path, ALLIANCE + PEACE + SECOND), "cora attacks alba", "1932-01-01")
    assert answer["broken"] == 1
    assert [c["joins"] for c in answer["courses"]] == [[{"by": "bela", "against": "cora"}]]


def test_where_nobody_owes_help_there_is_one_course(tmp_path: Path) -> None:
    answer = least_breach(read(tmp_path, PEACE), "dara attacks alba", "1932-01-01")
    assert (answer["broken"], answer["courses"]) == (0, [{"joins": [], "breaks": []}])


def test_without_clingo_the_answer_says_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(courses, "find_spec", lambda name: None)
    with pytest.raises(FoederaError, match=r"needs clingo; install it with: pip install 'foedera\[asp\]'"):
        least_breach(read(tmp_path, ALLIANCE), "cora attacks alba", "1932-01-01")
