"""A bare question about an occupation or annexation takes it to be resisted, and so to be an attack."""

from __future__ import annotations

from typing import Any

import pytest

from foedera import answers
from tests.tiny import shipped

GUARANTEE = "1937-04-24-belgium-assurance/assistance"


def told(act: str, day: str, **lens: Any) -> tuple[dict[str, Any], set[tuple[str, str, str]]]:
    answer = answers.act_on(shipped(), act, day, **lens)
    return answer["act"], {(f["verdict"], f["debtor"], f["commitment"]) for f in answer["findings"]}


@pytest.mark.parametrize("verb", ["occupies", "annexes"])
def test_an_occupation_calls_those_who_promised_help_against_attack(verb: str) -> None:
    act, found = told(f"germany {verb} belgium", "1937-06-01")
    assert ("due", "united-kingdom", GUARANTEE) in found
    assert act["verb"] == verb
    assert "resists" in act["assumed"]


def test_what_the_occupation_itself_breaks_is_told_beside_what_the_attack_does() -> None:
    _, found = told("hungary annexes northern-transylvania", "1935-01-01")
    assert ("due", "czechoslovakia", "1921-04-23-czechoslovak-romanian-alliance/1") in found
    assert any(verdict == "breach" for verdict, _, _ in found)


def test_without_resistance_it_is_no_attack() -> None:
    act, found = told("germany occupies belgium", "1937-06-01", given=["belgium does not resist"])
    assert ("due", "united-kingdom", GUARANTEE) not in found
    assert "resists" not in act["assumed"]


def test_an_act_that_the_record_holds_is_judged_as_the_record_has_it() -> None:
    act, found = told("germany occupies czechoslovakia", "1939-03-15")
    assert act["recorded"]
    assert not any(verdict == "due" and debtor == "france" and "guarantee/1" in id_ for verdict, debtor, id_ in found)


def test_land_that_the_actor_owns_or_holds_is_not_attacked() -> None:
    _, found = told("germany occupies rhineland", "1936-03-06")
    assert not any(verdict == "due" and debtor == "poland" for verdict, debtor, _ in found)


def test_why_not_speaks_of_the_same_attack() -> None:
    answer = answers.why_not(shipped(), "united-kingdom", "belgium", "germany occupies belgium", "1937-06-01")
    verdicts = {c["commitment"]: c["verdict"] for c in answer["candidates"]}
    assert verdicts[GUARANTEE] == "due"
