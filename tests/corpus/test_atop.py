"""ATOP's rows as law: the questions of the record, asked of the field's own coding."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tools.shared import AUTHORITIES

import foedera
from foedera.corpus import store
from foedera.corpus.atop import atop_dossier
from foedera.corpus.reading import read_table
from foedera.corpus.store import NotInStore
from foedera.dossier import Dossier
from tests import tiny
from tests.corpus import tables
from tests.corpus.tables import filled, needs_authorities


@pytest.fixture
def atop(tmp_path: Path) -> Dossier:
    filled(tmp_path, members=tables.MEMBERS, states=tables.STATES, wars=tables.WARS)
    return atop_dossier()


def bound(atop: Dossier, day: str, **options: str) -> set[tuple[str, str, str]]:
    rows = foedera.bound_on(atop, day, **options)["commitments"]
    return {(row["debtor"], row["creditor"], row["pledge"]) for row in rows}


def test_a_member_is_bound_from_its_entry_to_the_last_day_of_its_row(atop: Dossier) -> None:
    assert bound(atop, "1930-03-04") == set()
    both = {("alba", "bela"), ("bela", "alba")}
    pledged = {(*pair, pledge) for pair in both for pledge in ("defense", "consultation")}
    assert bound(atop, "1930-03-05") == bound(atop, "1940-06-30") == pledged
    assert bound(atop, "1940-07-01") == set()


def test_a_directed_pledge_stays_directed(atop: Dossier) -> None:
    defended = bound(atop, "1934-01-01", pledge="defense")
    assert ("cora", "alba", "defense") in defended
    assert ("alba", "cora", "defense") not in defended


def test_a_date_known_to_the_month_counts_from_its_first_day(atop: Dossier) -> None:
    assert ("alba", "cora", "nonaggression") in bound(atop, "1932-07-01")
    assert ("alba", "cora", "nonaggression") not in bound(atop, "1932-06-30")


def test_an_alliance_that_has_not_ended_binds_to_the_last_day_of_the_table(atop: Dossier) -> None:
    assert ("bela", "dara", "neutrality") in bound(atop, "1950-12-31")
    with pytest.raises(foedera.FoederaError, match="outside this record, which covers 1930-01-01 to 1950-12-31"):
        bound(atop, "1951-01-01")


def test_the_adversary_that_atop_names_is_the_one_meant(atop: Dossier) -> None:
    assert tiny.verdict(atop, "dara attacks alba", "1931-01-01", "bela", "alba") == {"due"}
    assert ("bela", "due", "alba", "defense") not in tiny.findings(atop, "cora attacks alba", "1931-01-01")


def test_where_atop_names_not_all_adversaries_any_counts_unless_it_is_said_otherwise(
    tmp_path: Path,
) -> None:
    filled(tmp_path, members=tables.MEMBERS.replace(",0,1,1,904", ",0,1,4,904"), states=tables.STATES)
    act = ("cora attacks alba", "1931-01-01", "bela", "alba")
    assert tiny.verdict(atop_dossier(), *act) == {"due"}
    defended = tiny.findings(atop_dossier(), *act[:2], given=["other adversary"])
    assert ("bela", "due", "alba", "defense") not in defended


def test_a_condition_that_atop_does_not_spell_out_defeats_only_when_it_is_given(atop: Dossier) -> None:
    act = ("dara attacks alba", "1933-01-01", "cora", "alba")
    assert tiny.verdict(atop, *act) == {"due"}
    assert tiny.verdict(atop, *act, given=["other location"]) == set()


def test_a_provoked_attack_sets_nothing_off_where_atop_says_unprovoked(atop: Dossier) -> None:
    act = ("dara attacks alba", "1931-01-01")
    assert ("bela", "due", "alba", "defense") in tiny.findings(atop, *act)
    assert ("bela", "due", "alba", "defense") not in tiny.findings(atop, *act, given=["provoked"])


def test_every_answer_names_its_row_and_atop_as_its_source(atop: Dossier) -> None:
    finding = foedera.act_on(atop, "dara attacks alba", "1931-01-01")["findings"][0]
    step = finding["because"][0]
    assert step["at"] == "members.csv:2"
    assert step["sources"] == [{"ref": "atop", "at": "alliance 7001, version 4.01", "says": "ATOP's coding"}]
    assert atop.sources["atop"].cite.startswith("ATOP, member level, version 4.01. Leeds, Brett Ashley")


def test_a_war_of_the_list_is_recorded_with_its_opening_its_entries_and_its_end(atop: Dossier) -> None:
    answer = foedera.act_on(atop, "dara attacks alba", "1934-04-01")
    assert answer["act"]["recorded"] == "war-1"
    world = foedera.day(atop, "1934-05-01")
    assert {(war["attacker"], war["defender"]) for war in world["wars"]} == {("dara", "alba"), ("bela", "dara")}
    assert foedera.day(atop, "1934-11-14")["wars"] == []


def test_a_state_is_known_by_its_number_and_its_abbreviation(atop: Dossier) -> None:
    assert foedera.bound_on(atop, "1931-01-01", by="901") == foedera.bound_on(atop, "1931-01-01", by="ALB")


def test_a_kept_copy_gives_the_same_dossier_until_the_store_changes(atop: Dossier, tmp_path: Path) -> None:
    again = atop_dossier()
    assert again.compiled
    assert again.treaties == atop.treaties
    filled(tmp_path, members=tables.MEMBERS.replace("7002", "7009"))
    assert "atop-7009" in atop_dossier().treaties


def test_without_the_tables_the_dossier_is_refused() -> None:
    with pytest.raises(NotInStore, match="the corpus holds no table of ATOP, member level"):
        atop_dossier()


def test_the_command_line_asks_it_by_name(atop: Dossier) -> None:
    words = [sys.executable, "-m", "foedera", "--dossier", "atop", "bound", "1931-01-01", "--by", "alba", "--json"]
    run = subprocess.run(words, capture_output=True, text=True, check=True)
    assert {row["pledge"] for row in json.loads(run.stdout)["commitments"]} == {"defense", "consultation"}


@needs_authorities
def test_on_28_july_1914_germany_owes_austria_hungary_defence_as_atop_codes_it(
    tmp_path: Path,
) -> None:
    for name in ("atop/atop-member-level.csv", "cow/cow_states.csv", "cow/Inter-StateWarData_v4.0.csv"):
        store.add(read_table(AUTHORITIES / name))
    atop = atop_dossier()
    assert ("germany", "austria-hungary", "defense") in bound(atop, "1914-07-28")
    # 1939: names that the shipped dossiers use, and a pact without consultation.
    assert bound(atop, "1939-09-01", by="soviet union", to="germany") == {
        ("russia", "germany", "nonaggression"),
        ("russia", "germany", "neutrality"),
    }
