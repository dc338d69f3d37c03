"""Promises in wars: what a war tests, what keeps a promise, and the shares by pledge and era."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tools.shared import AUTHORITIES

from foedera.corpus import store
from foedera.corpus.atop import atop_dossier
from foedera.corpus.reading import read_table
from foedera.corpus.reliability import Trial, shares, trials
from tests.corpus import tables
from tests.corpus.tables import filled, needs_authorities

ROOT = Path(__file__).resolve().parents[2]


def tried(folder: Path, wars: str = tables.WARS, members: str = tables.MEMBERS) -> dict[tuple[str, str, str], Trial]:
    filled(folder, members=members, states=tables.STATES, wars=wars)
    return {(t.treaty, t.pledge, t.debtor): t for t in trials(atop_dossier(), store.frame("cow-wars"))}


def test_an_attack_tests_the_promises_to_defend_and_those_who_fight_keep_them(tmp_path: Path) -> None:
    found = tried(tmp_path)
    # Dara attacks Alba; Bela, which promised defence, enters nineteen days later; Cora, which did too, does not.
    assert found["atop-7001", "defense", "bela"].kept
    assert not found["atop-7002", "defense", "cora"].kept


def test_consultation_leaves_no_trace_and_is_not_tested(tmp_path: Path) -> None:
    assert {pledge for _, pledge, _ in tried(tmp_path)} == {"defense", "nonagg"}


def test_a_promise_with_a_condition_that_atop_does_not_give_is_told_apart(tmp_path: Path) -> None:
    found = tried(tmp_path)
    assert found["atop-7001", "defense", "bela"].clear
    assert not found["atop-7002", "defense", "cora"].clear


def test_nonaggression_is_broken_by_fighting_the_partner(tmp_path: Path) -> None:
    assert tried(tmp_path)["atop-7002", "nonagg", "cora"].kept
    other = tables.WARS.replace("902,Bela,2,", "903,Cora,1,")
    assert not tried(tmp_path, other)["atop-7002", "nonagg", "cora"].kept


def test_neutrality_is_kept_by_keeping_out(tmp_path: Path) -> None:
    neutral = tables.MEMBERS.replace("7001,901", "7004,901").replace(
        "7003,902,1,1950,1,1,0,0,0,1,0,0,0,0,0,1", "7001,902,1,1930,1,1,0,0,0,1,0,0,0,0,0,1"
    )
    neutral += "7001,901,1,1930,1,1,0,0,0,1,0,0,0,0,0,1,0,0,0,0,0,0,0,0,0,1,0,0,,,4.0100002\n"
    assert tried(tmp_path, members=neutral)["atop-7001", "neutral", "bela"].kept


def test_a_war_whose_beginner_the_list_does_not_name_tests_nothing(tmp_path: Path) -> None:
    nobody = tables.WARS.replace("-8,2,1,2,-8,600", "-8,2,2,2,-8,600")
    assert tried(tmp_path, nobody) == {}


def test_an_alliance_keeps_its_promises_when_every_member_does() -> None:
    one = Trial(1, "War", 706_000, "atop-1", "defense", "alba", "bela", True, True, "")
    other = Trial(1, "War", 706_000, "atop-1", "defense", "cora", "bela", False, False, "")
    found = {(share.unit, share.pledge): share for share in shares([one, other])}
    assert (found["promise", "defense"].percent, found["promise", "defense"].clear_percent) == (50.0, 100.0)
    assert found["alliance", "all but nonagg"].percent == 0.0
    assert found["promise", "offense"].percent is None


def test_the_command_prints_the_table_with_its_rules_beside_the_published_shares(tmp_path: Path) -> None:
    filled(tmp_path, members=tables.MEMBERS, states=tables.STATES, wars=tables.WARS)
    words = [sys.executable, "-m", "foedera", "corpus", "reliability"]
    printed = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    assert "promise   defense         before 1945  2       1     50.0" in printed
    assert "published: Leeds, Long and Mitchell 2000, 1816-1944: 74.5 %" in printed
    assert "1. A war tests the promises in force on its first day" in printed
    answer = json.loads(subprocess.run([*words, "--json"], capture_output=True, text=True, check=True).stdout)
    assert {trial["kept"] for trial in answer["trials"]} == {True, False}


@needs_authorities
def test_the_notebook_runs_and_shows_what_it_prints(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("matplotlib").use("Agg")
    for name in ("atop/atop-member-level.csv", "cow/cow_states.csv", "cow/Inter-StateWarData_v4.0.csv"):
        store.add(read_table(AUTHORITIES / name))
    notebook = json.loads((ROOT / "docs" / "coding-reliability.ipynb").read_text(encoding="utf-8"))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    names: dict[str, object] = {}
    for cell in cells:
        exec("".join(cell["source"]), names)
    assert capsys.readouterr().out == "".join(cells[0]["outputs"][0]["text"])
    assert "image/png" in cells[1]["outputs"][0]["data"]


@needs_authorities
def test_from_1945_on_far_fewer_alliances_kept_their_promises_in_war_as_published() -> None:
    """Berkemeier and Fuhrmann 2018: 66 % before 1945, 22 % after; the rules differ, so within ten points."""
    for name in ("atop/atop-member-level.csv", "cow/cow_states.csv", "cow/Inter-StateWarData_v4.0.csv"):
        store.add(read_table(AUTHORITIES / name))
    found = {s.era: s.percent for s in shares(trials(atop_dossier(), store.frame("cow-wars"))) if s.unit == "alliance"}
    assert found["before 1945"] == pytest.approx(66, abs=10)
    assert found["from 1945 on"] == pytest.approx(22, abs=10)
