"""The record beside ATOP's coding: cells, differences, and the reason for each."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from tools.shared import AUTHORITIES

from foedera.corpus.agree import Agreement, agreement, told
from foedera.corpus.reading import read_table
from foedera.corpus.spans import days, meet, union, without
from tests import tiny
from tests.corpus import tables
from tests.corpus.tables import needs_authorities, written

ROOT = Path(__file__).resolve().parents[2]
NUMBERED = "".join(
    f'--- states/{name}.toml\ntitle = "{name.title()}"\ncow = {number}\n'
    for name, number in (("alba", 901), ("bela", 902), ("cora", 903), ("dara", 904))
)
#: ATOP 7001: begun 5 March 1930, ended 30 June 1940, defense and consultation on both sides.
TREATY = """
--- treaties/1930-03-05-pact.toml
title = "Pact of Alba and Bela"
parties = ["alba", "bela"]
signed = 1930-03-05
force = { by = "exchange", from = 1930-04-04 }
term = { years = 20, says = "Twenty years." }
external = { atop = "7001" }
DIFFERS

[[article]]
id = "1"
pledge = "defense"
between = "each"
text = "Each helps the other if it is attacked."
trigger = { act = "attack" }

[[article]]
id = "2"
pledge = "consultation"
between = "each"
text = "They consult upon a threat."
trigger = { act = "threat", on = "creditor" }
"""


def compared(folder: Path, treaty: str = TREATY, members: str = tables.MEMBERS) -> Agreement:
    dossier = tiny.read(folder, NUMBERED + treaty.replace("DIFFERS", ""))
    return agreement(dossier, read_table(written(folder, "members.csv", members)).frame)


def between(first: date, last: date) -> int:
    return (last - first).days


def test_spans_are_sets_of_days() -> None:
    assert union([(5, 7), (1, 3), (2, 5), (9, 9)]) == ((1, 7),)
    assert meet(((1, 10),), ((0, 2), (4, 5), (9, 20))) == ((1, 2), (4, 5), (9, 10))
    assert without(((1, 10),), ((0, 2), (4, 5), (9, 20))) == ((2, 4), (5, 9))
    assert days(((2, 4), (5, 9))) == 6


def test_a_cell_is_a_pledge_of_a_member_on_a_day_on_which_both_hold_it_bound(tmp_path: Path) -> None:
    answer = told(compared(tmp_path))
    common = between(date(1930, 4, 4), date(1940, 7, 1))
    assert answer["cells"] == 2 * 5 * common
    assert answer["agree"] == answer["cells"]
    assert answer["force"] == {"days": 2 * between(date(1930, 3, 5), date(1950, 4, 4)), "agree": 2 * common}


def test_atop_counts_from_signature_and_the_record_from_entry_into_force(tmp_path: Path) -> None:
    found = [d for d in compared(tmp_path).differences if d.member == "alba" and d.held_by == "ATOP"]
    assert [(d.subject, d.until - d.start) for d in found] == [("force", 30)]
    assert found[0].reason is not None
    assert found[0].reason.says == "ATOP counts from 1930-03-05; the record: in force from 1930-04-04 by exchange"
    assert found[0].reason.at.endswith("1930-03-05-pact.toml:5")


def test_a_later_end_of_the_record_is_told_with_its_ground(tmp_path: Path) -> None:
    found = [d for d in compared(tmp_path).differences if d.member == "alba" and d.held_by == "record"]
    assert [d.reason.says for d in found if d.reason] == [
        "ATOP ends it on 1940-06-30; the record: its term of 20 years runs out on 1950-04-04"
    ]


def test_what_the_record_says_of_atop_comes_first(tmp_path: Path) -> None:
    differs = """differs = [
      { point = "end", value = "the term of twenty years", by = "the text", established = true },
      { point = "end", value = "30 June 1940", by = "ATOP" },
    ]"""
    found = compared(tmp_path, TREATY.replace("DIFFERS", differs)).differences
    assert "end in ATOP: 30 June 1940; the record: the term of twenty years" in {
        d.reason.says for d in found if d.reason
    }


def test_contact_at_all_times_is_no_consultation_to_atop(tmp_path: Path) -> None:
    treaty = TREATY.replace('trigger = { act = "threat", on = "creditor" }\n', "")
    none = tables.MEMBERS.replace("1,0,0,0,1,1,1,0,0,0,0,1", "1,0,0,0,0,1,1,0,0,0,0,1")
    found = [d for d in compared(tmp_path, treaty, none).differences if d.subject == "consul"]
    assert len(found) == 2
    assert {d.reason.says for d in found if d.reason} == {
        "ATOP's consultation needs a crisis; the record's article asks for contact at all times (article 2)"
    }


def test_a_pledge_that_only_one_codes_has_no_reason_until_the_record_gives_one(tmp_path: Path) -> None:
    none = tables.MEMBERS.replace("1,0,0,0,1,1,1,0,0,0,0,1", "1,0,0,0,0,1,1,0,0,0,0,1")
    found = compared(tmp_path, TREATY, none)
    assert [(d.member, d.subject, d.held_by) for d in found.unexplained] == [
        ("alba", "consul", "record"),
        ("bela", "consul", "record"),
    ]
    differs = """differs = [
      { point = "pledges", value = "also consultation: article 2", by = "the text", established = true },
      { point = "pledges", value = "not coded so", by = "ATOP" },
    ]"""
    assert compared(tmp_path, TREATY.replace("DIFFERS", differs), none).unexplained == ()


def test_an_alliance_between_states_of_the_record_that_it_lacks_is_named(tmp_path: Path) -> None:
    case = '--- dossier.toml\ntitle = "A"\nfirst = 1900-01-01\nlast = 1999-12-31\n[sets]\npower = ["cora", "dara"]\n'
    answer = told(compared(tmp_path, case + TREATY))
    assert [(row["atop"], row["members"]) for row in answer["lacking"]["record"]] == [
        ("7002", ["alba", "cora"]),
        ("7003", ["bela", "dara"]),
    ]
    assert (answer["matched"], answer["in_scope"]) == (1, 3)


def test_a_treaty_that_atop_lacks_is_named(tmp_path: Path) -> None:
    more = tiny.ALLIANCE.replace("alba", "cora").replace("bela", "dara")
    answer = told(compared(tmp_path, TREATY + more))
    assert [row["id"] for row in answer["lacking"]["atop"]] == ["1930-01-01-alliance"]


@needs_authorities
def test_the_interwar_record_agrees_with_atop_on_ninety_five_cells_of_a_hundred_and_no_difference_lacks_a_reason() -> (
    None
):
    members = read_table(AUTHORITIES / "atop/atop-member-level.csv").frame
    answer = told(agreement(tiny.shipped(), members))
    assert answer["matched"] == answer["in_scope"]
    assert answer["agree"] >= 0.95 * answer["cells"]
    assert answer["unexplained"] == 0


@needs_authorities
def test_atop_gives_the_pact_of_1939_no_consultation_and_the_record_says_why() -> None:
    members = read_table(AUTHORITIES / "atop/atop-member-level.csv").frame
    found = [d for d in agreement(tiny.shipped(), members).differences if d.atop == "2470" and d.subject == "consul"]
    assert {d.member for d in found} == {"germany", "soviet-union"}
    assert all(d.reason and "lasting contact for consultation" in d.reason.says for d in found)


@needs_authorities
def test_the_page_on_atop_is_current() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tools.atop", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("words", [["agree"], ["agree", "--all"], ["agree", "--json"]])
def test_without_atop_in_the_store_the_question_is_refused(words: list[str]) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "foedera", "corpus", *words], capture_output=True, text=True, check=False
    )
    assert run.returncode == 2
    assert run.stderr.startswith("foedera: the corpus holds no table of ATOP, member level; run `foedera corpus add")
