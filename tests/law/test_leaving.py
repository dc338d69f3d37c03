"""Leaving an instrument: whether a party may, from when it is free, of what, and what binds it still."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import foedera
from foedera.errors import BadQuestion, UnknownName
from tests.tiny import ALLIANCE, read

DENOUNCES = "alba denounces 1930-01-01-alliance"


def left(folder: Path, text: str, day: str, act: str = DENOUNCES, **options: Any) -> dict[str, Any]:
    answer = foedera.act_on(read(folder, text), act, day, **options)["leaving"]
    assert isinstance(answer, dict)
    return answer


def with_term(term: str) -> str:
    return ALLIANCE.replace("force =", f"term = {{ {term} }}\nforce =")


FIVE = "years = 5"
TERMS = {
    "no term in the record": ("", "1931-01-01", "no-clause", None),
    "no term and no notice": ('renews = "indefinite"', "1931-01-01", "no-clause", None),
    "notice at any time": ('renews = "indefinite", notice_months = 6', "1931-03-31", "by-notice", "1931-09-30"),
    "a term that just runs out": (FIVE, "1931-01-01", "not-yet", None),
    "a notice in time for the end of the term": (
        f'{FIVE}, renews = "tacit", renewal_years = 2, notice_months = 6', "1934-07-01", "by-notice", "1935-01-01",
    ),
    "a notice a day late works at the next end": (
        f'{FIVE}, renews = "tacit", renewal_years = 2, notice_months = 6', "1934-07-02", "by-notice", "1937-01-01",
    ),
    "a notice in a term that was renewed": (
        f'{FIVE}, renews = "tacit", renewal_years = 2, notice_months = 6', "1938-01-01", "by-notice", "1939-01-01",
    ),
    "renewed for a time that the record lacks": (
        f'{FIVE}, renews = "tacit", notice_months = 6', "1934-08-01", "not-yet", None,
    ),
    "early notice for the end of a term that goes on": (
        f'{FIVE}, renews = "indefinite", notice_months = 12', "1931-01-01", "by-notice", "1935-01-01",
    ),
    "notice once the term goes on": (
        f'{FIVE}, renews = "indefinite", notice_months = 12', "1936-05-01", "by-notice", "1937-05-01",
    ),
    "notice before the day from which it may be given": (
        f'{FIVE}, renews = "indefinite", notice_months = 12, notice_from = 1935-01-01', "1934-12-31", "not-yet", None,
    ),
    "notice from that day on": (
        f'{FIVE}, renews = "indefinite", notice_months = 12, notice_from = 1935-01-01', "1935-01-01", "by-notice",
        "1936-01-01",
    ),
    "a term counted from the signature": (
        f'{FIVE}, runs_from = "signature", renews = "tacit", renewal_years = 5', "1933-01-01", "by-notice",
        "1935-01-01",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("term", "day", "verdict", "effect"), TERMS.values(), ids=TERMS)
def test_the_words_of_a_term_say_whether_a_notice_is_good_and_when_it_works(
    tmp_path: Path, term: str, day: str, verdict: str, effect: str | None
) -> None:
    answer = left(tmp_path, with_term(term) if term else ALLIANCE, day)
    assert (answer["verdict"], answer["effect"]) == (verdict, effect)
    assert [row["until"] for row in answer["commitments"]] == [effect, effect]


def test_a_prolongation_counts_from_the_day_on_which_it_was_agreed(tmp_path: Path) -> None:
    term = with_term(f'{FIVE}, renews = "tacit", renewal_years = 2, notice_months = 6')
    longer = term + "[[extension]]\nuntil = 1941-01-01\nsigned = 1933-01-01\n"
    assert left(tmp_path, longer, "1932-12-31")["effect"] == "1935-01-01"
    assert left(tmp_path, longer, "1933-01-01")["effect"] == "1941-01-01"


def test_without_a_clause_the_answer_names_the_rule_of_the_time(tmp_path: Path) -> None:
    says = [step["says"] for step in left(tmp_path, ALLIANCE, "1931-01-01")["because"]]
    assert says[1:] == [
        "the record holds no clause on its term or on leaving it",
        "without such a clause a party leaves only with the consent of the others",
    ]


def test_who_is_not_bound_cannot_leave(tmp_path: Path) -> None:
    early = left(tmp_path, ALLIANCE, "1929-12-31")
    assert (early["verdict"], early["commitments"]) == ("not-bound", [])
    other = left(tmp_path, ALLIANCE, "1931-01-01", "cora denounces 1930-01-01-alliance")
    assert other["because"][0]["says"] == "cora is not bound by 1930-01-01-alliance on 1931-01-01: it is no party"


GIFT = ALLIANCE.replace('between = "each"', 'debtor = "alba"\ncreditor = "bela"')


def test_who_owes_nothing_may_give_up_what_it_is_owed(tmp_path: Path) -> None:
    answer = left(tmp_path, GIFT, "1931-01-01", "bela renounces 1930-01-01-alliance")
    assert (answer["verdict"], answer["effect"]) == ("at-once", "1931-01-01")
    assert left(tmp_path, GIFT, "1931-01-01")["verdict"] == "no-clause"


CLAUSE = """
[[article]]
id = "2"
pledge = "denunciation"
between = "each"
text = "If one attacks a third power, the other may denounce without notice."
trigger = { act = "aggression", by = "creditor", on = "third" }
--- events/war.toml
[[event]]
id = "1932-bela-attacks-cora"
date = 1932-05-01
title = "Bela attacks Cora"
acts = [{ actor = "bela", verb = "attack", target = "cora" }]
"""


def test_a_clause_that_an_act_has_set_off_frees_at_once(tmp_path: Path) -> None:
    assert left(tmp_path, ALLIANCE + CLAUSE, "1932-05-01")["verdict"] == "no-clause"
    after = left(tmp_path, ALLIANCE + CLAUSE, "1932-05-02")
    assert (after["verdict"], after["effect"]) == ("at-once", "1932-05-02")
    assert any(step["says"] == "bela attacks cora: the act meant by article 2" for step in after["because"])
    aggressor = left(tmp_path, ALLIANCE + CLAUSE, "1932-05-02", "bela denounces 1930-01-01-alliance")
    assert aggressor["verdict"] == "no-clause"


LEAGUE = """
--- organizations/league.toml
title = "League"
aliases = ["the League"]
[[member]]
state = "alba"
from = 1920-01-01
until = 1932-03-01
left = "withdrawal"
notice = 1930-03-01
[[member]]
state = "bela"
from = 1920-01-01
[[member]]
state = "cora"
from = 1920-01-01
--- treaties/1920-01-01-covenant.toml
title = "Covenant"
kind = "covenant"
parties_of = "league"
signed = 1920-01-01
force = { by = "signature" }
term = { renews = "indefinite", notice_months = 24, says = "Two years' notice." }
[[article]]
id = "10"
pledge = "nonaggression"
between = "each"
text = "Each respects the others."
"""


@pytest.mark.parametrize("act", ["bela leaves the League", "bela denounces 1920-01-01-covenant"])
def test_to_leave_an_organization_is_to_leave_its_constitution(tmp_path: Path, act: str) -> None:
    answer = left(tmp_path, LEAGUE, "1930-03-01", act)
    assert (answer["treaty"]["id"], answer["verdict"], answer["effect"]) == (
        "1920-01-01-covenant", "by-notice", "1932-03-01",
    )  # fmt: skip
    owes, owed = answer["commitments"]
    assert (owes["debtors"], owes["creditors"]) == (["bela"], ["alba", "cora"])
    assert (owed["debtors"], owed["creditors"]) == (["alba", "cora"], ["bela"])


def test_a_notice_already_given_is_not_given_again(tmp_path: Path) -> None:
    answer = left(tmp_path, LEAGUE, "1931-01-01", "alba leaves the League")
    assert (answer["verdict"], answer["effect"]) == ("by-notice", "1932-03-01")
    assert answer["because"][1]["says"] == "it had given notice on 1930-03-01 and is free on 1932-03-01"
    assert left(tmp_path, LEAGUE, "1932-03-01", "alba leaves the League")["verdict"] == "not-bound"


DISPUTED = """
[[end]]
how = "denunciation"
on = 1932-01-01
by = "alba"
reading = "freed=yes"
--- readings/freed.toml
title = "Was Alba free?"
default = "no"
why = "The text."
[[alternative]]
id = "no"
says = "It stayed bound."
[[alternative]]
id = "yes"
says = "It was free."
"""
TERM = 'years = 10, renews = "indefinite", notice_months = 6'


def test_an_end_that_is_disputed_makes_the_answer_contested_on_its_day(tmp_path: Path) -> None:
    text = with_term(TERM) + DISPUTED
    answer = left(tmp_path, text, "1932-01-01")
    assert (answer["verdict"], answer["by_text"], answer["effect"]) == ("contested", "by-notice", "1940-01-01")
    assert {(n["alternative"], n["verdict"]) for n in answer["readings"]} == {("no", "by-notice"), ("yes", "at-once")}
    assert left(tmp_path, text, "1932-01-02")["verdict"] == "by-notice"


def test_a_reading_that_the_asker_decides_is_followed(tmp_path: Path) -> None:
    text = with_term(TERM) + DISPUTED
    free = left(tmp_path, text, "1932-01-01", readings=["freed=yes"])
    assert (free["verdict"], free["effect"], free["readings"]) == ("at-once", "1932-01-01", [])
    bound = left(tmp_path, text, "1932-01-01", readings=["freed=no"])
    assert (bound["verdict"], bound["effect"]) == ("by-notice", "1940-01-01")


def test_what_only_an_interested_party_asserts_is_mentioned_and_the_verdict_stands(tmp_path: Path) -> None:
    text = with_term(TERM) + DISPUTED.replace('default = "no"', 'default = "no"\nopen = false')
    answer = left(tmp_path, text, "1932-01-01")
    assert answer["verdict"] == "by-notice" and len(answer["readings"]) == 2


BESIDES = """
[[article]]
id = "2"
pledge = "cession"
debtor = "alba"
creditor = "bela"
text = "Alba cedes the march."
--- treaties/1931-01-01-guarantee.toml
title = "Guarantee"
parties = ["alba", "bela", "cora"]
signed = 1931-01-01
force = { by = "signature" }
[[article]]
id = "1"
pledge = "guarantee"
debtor = "alba"
creditor = ["bela", "cora"]
text = "Alba protects Bela and Cora."
trigger = { act = "attack" }
[[article]]
id = "2"
pledge = "defense"
debtor = "alba"
creditor = "bela"
on = "dara"
forbids = "attack"
text = "Alba promises Bela to leave Dara alone."
"""


def test_what_was_carried_out_stays_and_like_promises_about_the_same_states_are_named(tmp_path: Path) -> None:
    answer = left(tmp_path, with_term('renews = "indefinite", notice_months = 6') + BESIDES, "1932-01-01")
    assert {(r["pledge"], r["until"]) for r in answer["commitments"]} == {("defense", "1932-07-01"), ("cession", None)}
    besides = [(r["commitment"], r["debtors"], r["creditors"]) for r in answer["besides"]]
    assert besides == [("1931-01-01-guarantee/1", ["alba"], ["bela"])]


def test_who_does_not_know_of_a_secret_treaty_is_told_nothing_of_its_end(tmp_path: Path) -> None:
    dossier = read(tmp_path, ALLIANCE.replace("force =", "secret = true\nforce ="))
    assert "leaving" not in foedera.act_on(dossier, DENOUNCES, "1931-01-01", known_to="cora")
    assert "leaving" in foedera.act_on(dossier, DENOUNCES, "1931-01-01", known_to="bela")


def test_other_acts_leave_nothing(tmp_path: Path) -> None:
    assert "leaving" not in foedera.act_on(read(tmp_path, ALLIANCE), "cora attacks bela", "1931-01-01")


def test_the_record_s_own_act_on_a_treaty_is_known_by_the_treaty(tmp_path: Path) -> None:
    event = (
        '--- events/e.toml\n[[event]]\nid = "1932-note"\ndate = 1932-01-01\ntitle = "Note"\n'
        'acts = [{ actor = "alba", verb = "denounce", target = "bela", treaty = "1930-01-01-alliance" }]\n'
    )
    act = foedera.act_on(read(tmp_path, ALLIANCE + event), DENOUNCES, "1932-01-01")["act"]
    assert (act["recorded"], act["target"], act["treaty"]) == ("1932-note", None, "1930-01-01-alliance")


@pytest.mark.parametrize("act", ["alba denounces", "alba denounces bela"])
def test_a_question_that_names_no_treaty_is_told_how_to_name_one(tmp_path: Path, act: str) -> None:
    with pytest.raises(BadQuestion, match="does not say which treaty; write ACTOR denounces TREATY"):
        foedera.act_on(read(tmp_path, ALLIANCE), act, "1931-01-01")


def test_a_treaty_that_the_record_lacks_is_answered_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="no treaty called '1930-01-01-aliance'; nearest: 1930-01-01-alliance"):
        foedera.act_on(read(tmp_path, ALLIANCE), "alba denounces 1930-01-01-aliance", "1931-01-01")
