"""When an instrument is in force, for whom, and between whom (design 4, point 1)."""

from __future__ import annotations

from pathlib import Path

import pytest

import foedera
from tests.law.pacts import BOTH, PROMISE, SIGNED, status, treaty
from tests.tiny import ALLIANCE, bound_pairs, read, verdict

IN_FORCE = {
    "a treaty by signature is in force on the day of signature": (treaty(SIGNED), "1930-01-10", BOTH),
    "a treaty by signature is not in force the day before": (treaty(SIGNED), "1930-01-09", set()),
    "a treaty to be ratified is not in force by signature alone": (
        treaty('force = { by = "exchange", from = 1930-06-01 }'),
        "1930-05-31",
        set(),
    ),
    "it is in force on the day the ratifications are exchanged": (
        treaty('force = { by = "exchange", from = 1930-06-01 }'),
        "1930-06-01",
        BOTH,
    ),
    "a treaty applied provisionally binds before its ratification": (
        treaty('force = { by = "ratification", from = 1931-01-01, provisional = 1930-02-01 }'),
        "1930-02-01",
        BOTH,
    ),
    "a proposal that never took force binds nobody": (treaty('force = { by = "never" }'), "1935-01-01", set()),
    "a term of five years still runs on its last day": (
        treaty(f"{SIGNED}\nterm = {{ years = 5 }}"),
        "1935-01-09",
        BOTH,
    ),
    "a term of five years is over on the same date five years on": (
        treaty(f"{SIGNED}\nterm = {{ years = 5 }}"),
        "1935-01-10",
        set(),
    ),
    "a term from 29 February runs out on 28 February": (
        "--- treaties/1932-02-29-pact.toml\n"
        'title = "Pact"\nparties = ["alba", "bela"]\nsigned = 1932-02-29\n'
        f"{SIGNED}\nterm = {{ years = 1 }}\n{PROMISE}",
        "1933-02-28",
        set(),
    ),
    "a term runs from entry into force unless it says otherwise": (
        treaty('force = { by = "exchange", from = 1930-06-01 }\nterm = { years = 5 }'),
        "1935-05-31",
        BOTH,
    ),
    "a term that runs from signature ends earlier than one from force": (
        treaty('force = { by = "exchange", from = 1930-06-01 }\nterm = { years = 5, runs_from = "signature" }'),
        "1935-01-10",
        set(),
    ),
    "a term of half a year is six months": (treaty(f"{SIGNED}\nterm = {{ years = 0.5 }}"), "1930-07-10", set()),
    "a term with tacit renewal goes on after its years": (
        treaty(f'{SIGNED}\nterm = {{ years = 5, renews = "tacit", notice_months = 6 }}'),
        "1936-01-01",
        BOTH,
    ),
    "a term of indefinite renewal goes on after its years": (
        treaty(f'{SIGNED}\nterm = {{ years = 5, renews = "indefinite" }}'),
        "1950-01-01",
        BOTH,
    ),
    "an agreed extension carries the promise past the term": (
        treaty(f"{SIGNED}\nterm = {{ years = 5 }}", tables="[[extension]]\nuntil = 1940-01-10"),
        "1939-12-31",
        BOTH,
    ),
    "and no further": (
        treaty(f"{SIGNED}\nterm = {{ years = 5 }}", tables="[[extension]]\nuntil = 1940-01-10"),
        "1940-01-10",
        set(),
    ),
    "a denunciation with notice binds until the notice has run": (
        treaty(SIGNED, tables='[[end]]\nhow = "denunciation"\nby = "alba"\non = 1934-01-01\nfrom = 1934-07-01'),
        "1934-06-30",
        BOTH,
    ),
    "and not from that day": (
        treaty(SIGNED, tables='[[end]]\nhow = "denunciation"\nby = "alba"\non = 1934-01-01\nfrom = 1934-07-01'),
        "1934-07-01",
        set(),
    ),
    "an end by agreement is the first day no longer in force": (
        treaty(SIGNED, tables='[[end]]\nhow = "agreement"\non = 1934-01-01'),
        "1934-01-01",
        set(),
    ),
    "an armed breach that ends a treaty is still judged by it that day": (
        treaty(SIGNED, tables='[[end]]\nhow = "breach"\non = 1934-01-01'),
        "1934-01-01",
        BOTH,
    ),
    "and the day after the breach it is gone": (
        treaty(SIGNED, tables='[[end]]\nhow = "breach"\non = 1934-01-01'),
        "1934-01-02",
        set(),
    ),
    "a suspended treaty binds nobody": (
        treaty(SIGNED, tables='[[end]]\nhow = "suspension"\non = 1934-01-01\nback = 1935-01-01'),
        "1934-12-31",
        set(),
    ),
    "a suspended treaty returns on the day it is in force again": (
        treaty(SIGNED, tables='[[end]]\nhow = "suspension"\non = 1934-01-01\nback = 1935-01-01'),
        "1935-01-01",
        BOTH,
    ),
    "an article may apply later than its instrument": (
        treaty(SIGNED).replace('id = "1"', 'id = "1"\nfrom = 1932-01-01'),
        "1931-12-31",
        set(),
    ),
    "an article may end before its instrument": (
        treaty(SIGNED).replace('id = "1"', 'id = "1"\nuntil = 1932-01-01'),
        "1932-01-01",
        set(),
    ),
    "a party that accedes is not bound before": (
        treaty(SIGNED, tables='[[consent]]\nstate = "cora"\nacceded = 1932-03-01'),
        "1932-02-29",
        BOTH,
    ),
    "a party that accedes is bound to all and all to it": (
        treaty(SIGNED, tables='[[consent]]\nstate = "cora"\nacceded = 1932-03-01'),
        "1932-03-01",
        BOTH | {("alba", "cora"), ("cora", "alba"), ("bela", "cora"), ("cora", "bela")},
    ),
    "entry into force differs by party when one ratifies late": (
        treaty(SIGNED, "alba bela cora", '[[consent]]\nstate = "cora"\nratified = 1931-01-01'),
        "1930-12-31",
        BOTH,
    ),
    "a signatory that never ratified is never bound": (
        treaty(SIGNED, "alba bela cora", '[[consent]]\nstate = "cora"\nnever = true'),
        "1940-01-01",
        BOTH,
    ),
    "withdrawal with notice binds the one that leaves until its day": (
        treaty(
            SIGNED,
            "alba bela cora",
            '[[consent]]\nstate = "cora"\nnotice = 1933-03-27\nuntil = 1935-03-27\nhow_ended = "withdrawal"',
        ),
        "1935-03-27",
        BOTH,
    ),
    "an expulsion ends the treaty for the one expelled, and for nobody else": (
        treaty(
            SIGNED,
            "alba bela cora",
            '[[end]]\nhow = "expulsion"\nof = ["cora"]\nby = ["alba", "bela"]\non = 1939-12-14'
        ),
        "1939-12-14",
        BOTH,
    ),
    "a reservation takes its article out for the one that made it": (
        treaty(SIGNED, tables='[[consent]]\nstate = "bela"\nexcludes = ["1"]'),
        "1931-01-01",
        {("alba", "bela")},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "day", "pairs"), IN_FORCE.values(), ids=IN_FORCE)
def test_in_force(tmp_path: Path, text: str, day: str, pairs: set[tuple[str, str]]) -> None:
    assert bound_pairs(read(tmp_path, text), day, pledge="defense") == pairs


def test_the_answer_says_since_when_and_until_when(tmp_path: Path) -> None:
    dossier = read(tmp_path, treaty('force = { by = "exchange", from = 1930-06-01 }\nterm = { years = 5 }'))
    row = foedera.bound_on(dossier, "1932-01-01", by="alba")["commitments"][0]
    assert (row["since"], row["until"], row["status"]) == ("1930-06-01", "1935-06-01", "in-force")


def test_a_treaty_of_two_whose_other_party_left_is_in_force_for_nobody(tmp_path: Path) -> None:
    dossier = read(tmp_path, treaty(SIGNED, tables='[[consent]]\nstate = "bela"\nuntil = 1932-01-01'))
    assert foedera.treaty(dossier, "1930-01-10-pact", "1931-12-31")["status"] == "in-force"
    assert foedera.treaty(dossier, "1930-01-10-pact", "1932-01-01")["status"] == "not-in-force"


LEAGUE = (
    """
--- organizations/league.toml
title = "The League"
[[member]]
state = "alba"
from = 1920-01-10
[[member]]
state = "bela"
from = 1926-09-08
until = 1935-10-21
notice = 1933-10-21
left = "withdrawal"
[[member]]
state = "cora"
from = 1934-09-18
until = 1939-12-14
left = "expulsion"

--- treaties/1919-06-28-covenant.toml
title = "Covenant"
parties_of = "league"
signed = 1919-06-28
force = { by = "date", from = 1920-01-10 }
"""
    + PROMISE
)

MEMBERS = {
    "before the second member there is nobody to owe": ("1926-09-07", set()),
    "a member is bound on the day of admission": ("1926-09-08", BOTH),
    "a member that gave notice is bound for the two years": (
        "1935-10-20",
        {(one, other) for one in ("alba", "bela", "cora") for other in ("alba", "bela", "cora") if one != other},
    ),
    "after them it is free": ("1935-10-21", {("alba", "cora"), ("cora", "alba")}),
    "an expelled member is bound no more from that day": ("1939-12-14", set()),
}


@pytest.mark.parametrize(("day", "pairs"), MEMBERS.values(), ids=MEMBERS)
def test_membership_binds(tmp_path: Path, day: str, pairs: set[tuple[str, str]]) -> None:
    assert bound_pairs(read(tmp_path, LEAGUE), day) == pairs


# -- point 1: in force, not in force, or contested --------------------------------

CLAIMED = treaty(
    SIGNED,
    tables='[[end]]\nhow = "denunciation"\nby = "alba"\non = 1934-01-01\nreading = "note-of-1934=valid"',
)
READING = """
--- readings/note-of-1934.toml
title = "Was the note of 1934 a valid denunciation?"
default = "invalid"
why = "The text allowed none."
open = {open}
[[alternative]]
id = "invalid"
says = "No."
[[alternative]]
id = "valid"
says = "Yes."
holders = ["alba"]
"""


def test_point_1_a_claimed_end_on_which_scholars_divide_is_contested(tmp_path: Path) -> None:
    assert status(tmp_path, CLAIMED + READING.format(open="true"), "1934-01-01") == [("contested", "contested")]


def test_point_1_before_the_claimed_end_nothing_is_contested(tmp_path: Path) -> None:
    assert status(tmp_path, CLAIMED + READING.format(open="true"), "1933-12-31") == [("in-force", "in-force")]


def test_point_1_an_end_that_only_a_party_asserts_leaves_the_treaty_in_force(tmp_path: Path) -> None:
    assert status(tmp_path, CLAIMED + READING.format(open="false"), "1934-01-01") == [("in-force", "in-force")]


def test_point_1_a_merely_asserted_end_is_still_mentioned(tmp_path: Path) -> None:
    dossier = read(tmp_path, CLAIMED + READING.format(open="false"))
    row = foedera.bound_on(dossier, "1934-01-01", by="alba", to="bela")["commitments"][0]
    assert ("note-of-1934", "valid", "not-in-force", False) in {
        (n["reading"], n["alternative"], n["verdict"], n["open"]) for n in row["readings"]
    }


@pytest.mark.parametrize(("alternative", "said"), [("valid", "not-in-force"), ("invalid", "in-force")])
def test_point_1_the_asker_may_decide_the_claimed_end(tmp_path: Path, alternative: str, said: str) -> None:
    dossier = read(tmp_path, CLAIMED + READING.format(open="true"))
    rows = foedera.bound_on(
        dossier, "1934-01-01", by="alba", to="bela", readings=[f"note-of-1934={alternative}"], everything=True
    )["commitments"]
    assert [row["status"] for row in rows] == [said]


def test_force_is_asked_of_the_act_too_not_only_of_the_list(tmp_path: Path) -> None:
    dossier = read(tmp_path, treaty(f"{SIGNED}\nterm = {{ years = 5 }}"))
    assert verdict(dossier, "cora attacks bela", "1935-01-09", "alba", "bela") == {"due"}
    assert verdict(dossier, "cora attacks bela", "1935-01-10", "alba", "bela") == set()


def test_an_extension_agreed_after_the_term_ran_out_leaves_a_gap(tmp_path: Path) -> None:
    text = (
        ALLIANCE.replace("force =", "term = { years = 5 }\nforce =")
        + "[[extension]]\nfrom = 1936-01-01\nuntil = 1940-01-01\n"
    )
    assert bound_pairs(read(tmp_path, text), "1935-06-01") == set()
