"""Wars as the record has them: who began, since when, until when."""

from __future__ import annotations

from pathlib import Path

import pytest

import foedera
from tests.tiny import read


def event(id_: str, date: str, acts: str) -> str:
    return f'[[event]]\nid = "{id_}"\ndate = {date}\ntitle = "{id_}"\nacts = [{acts}]\n'


def act(actor: str, verb: str, target: str, more: str = "") -> str:
    return f'{{ actor = {actor}, verb = "{verb}", target = {target}{", " if more else ""}{more} }}'


ALBA_ON_BELA = event("attack", "1935-05-01", act('"alba"', "attack", '"bela"'))
LATER = event("answer", "1935-05-03", act('"bela"', "declare-war", '"alba"', 'response_to = "attack"'))
PEACE = event("peace", "1936-01-01", act('"bela"', "make-peace", '"alba"'))

WARS = {
    "no war before the attack": (ALBA_ON_BELA, "1935-04-30", []),
    "an attack begins a war that day": (ALBA_ON_BELA, "1935-05-01", [("alba", "bela", "1935-05-01", None, False)]),
    "an invasion begins one": (
        ALBA_ON_BELA.replace('"attack", target', '"invade", target'),
        "1935-05-01",
        [("alba", "bela", "1935-05-01", None, False)],
    ),
    "a threat begins none": (ALBA_ON_BELA.replace('verb = "attack"', 'verb = "threaten"'), "1935-05-01", []),
    "an occupation without fighting begins none": (
        ALBA_ON_BELA.replace('verb = "attack"', 'verb = "occupy"'), "1935-05-01", [],
    ),
    "fighting short of war begins none": (
        event("attack", "1935-05-01", act('"alba"', "attack", '"bela"', "short_of_war = true")), "1935-05-01", [],
    ),
    "one that answers does not begin the war again": (
        ALBA_ON_BELA + LATER, "1935-05-03", [("alba", "bela", "1935-05-01", None, False)],
    ),
    "the day before peace it is still war": (
        ALBA_ON_BELA + PEACE, "1935-12-31", [("alba", "bela", "1935-05-01", "1936-01-01", False)],
    ),
    "peace ends it, whoever makes it": (ALBA_ON_BELA + PEACE, "1936-01-01", []),
    "an armistice ends it": (ALBA_ON_BELA + PEACE.replace("make-peace", "armistice"), "1936-01-01", []),
    "a surrender ends it": (ALBA_ON_BELA + PEACE.replace("make-peace", "surrender"), "1936-01-01", []),
    "peace with another does not": (
        ALBA_ON_BELA + PEACE.replace('target = "alba"', 'target = "cora"'), "1936-01-01",
        [("alba", "bela", "1935-05-01", None, False)],
    ),
    "two attackers make two wars": (
        event("attack", "1935-05-01", act('["alba", "cora"]', "attack", '"bela"')), "1935-05-01",
        [("alba", "bela", "1935-05-01", None, False), ("cora", "bela", "1935-05-01", None, False)],
    ),
    "a war in aid of the attacked is an answer": (
        ALBA_ON_BELA + event("aid", "1935-05-03", act('"cora"', "declare-war", '"alba"', 'response_to = "attack"')),
        "1935-05-03",
        [("alba", "bela", "1935-05-01", None, False), ("cora", "alba", "1935-05-03", None, True)],
    ),
    "a month without a day counts from its last day": (
        ALBA_ON_BELA.replace("1935-05-01", '"1935-05"'), "1935-05-31", [("alba", "bela", "1935-05-31", None, False)],
    ),
    "a stretch of fighting counts from its first day": (
        ALBA_ON_BELA.replace("1935-05-01", '"1935-05-01/1935-09-01"'), "1935-05-01",
        [("alba", "bela", "1935-05-01", None, False)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("events", "day", "wars"), WARS.values(), ids=WARS)
def test_wars(tmp_path: Path, events: str, day: str, wars: list[tuple[str, str, str, str | None, bool]]) -> None:
    found = foedera.day(read(tmp_path, "--- events/1935.toml\n" + events), day)["wars"]
    assert [(w["attacker"], w["defender"], w["since"], w["until"], w["in_response"]) for w in found] == wars


def test_two_wars_between_the_same_two_are_two(tmp_path: Path) -> None:
    again = event("again", "1938-01-01", act('"bela"', "attack", '"alba"'))
    dossier = read(tmp_path, "--- events/1935.toml\n" + ALBA_ON_BELA + PEACE + again)
    assert [w["attacker"] for w in foedera.day(dossier, "1935-06-01")["wars"]] == ["alba"]
    assert foedera.day(dossier, "1937-01-01")["wars"] == []
    assert [w["attacker"] for w in foedera.day(dossier, "1938-01-01")["wars"]] == ["bela"]


def test_a_day_lists_the_wars_that_begin_and_end_on_it(tmp_path: Path) -> None:
    dossier = read(tmp_path, "--- events/1935.toml\n" + ALBA_ON_BELA + PEACE)
    begun = foedera.day(dossier, "1935-05-01")["changed"]
    ended = foedera.day(dossier, "1936-01-01")["changed"]
    assert [w["event"] for w in begun["wars_begun"]] == ["attack"] and begun["wars_ended"] == []
    assert [w["event"] for w in ended["wars_ended"]] == ["attack"] and ended["wars_begun"] == []
