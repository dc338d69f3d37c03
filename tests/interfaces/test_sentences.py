"""A question about an act, as strangers phrase it: understood, or answered in one helpful sentence."""

from __future__ import annotations

from functools import lru_cache

import pytest

import foedera
from foedera.answers.asking import deed_of, split_act
from foedera.days import read_day
from foedera.dossier import Dossier
from foedera.errors import BadQuestion, FoederaError

DAY = read_day("1939-09-01")


@lru_cache
def record() -> Dossier:
    return foedera.load()


@pytest.mark.parametrize(
    ("sentence", "meant"),
    [
        ("Germany invaded Poland", ("germany", "invade", "poland")),
        ("the Third Reich marched into Austria", ("germany", "invade", "austria")),
        ("Germany re-militarized the Rhineland", ("germany", "remilitarize", "rhineland")),
        ("Britain declares war against Germany", ("united-kingdom", "declare-war", "germany")),
        ("Hungary annexed Carpatho-Ukraine", ("hungary", "annex", "carpathian-ruthenia")),
        ("Germany seizes Memel", ("germany", "occupy", "memel")),
        ("the USSR sent an ultimatum to Lithuania", ("soviet-union", "threaten", "lithuania")),
        ("Great Britain came to the aid of Greece", ("united-kingdom", "assist", "greece")),
        ("Turkey remains neutral", ("turkey", "declare-neutral", "")),
        ("France signed an armistice with Germany", ("france", "armistice", "germany")),
        ("Poland surrendered to Germany", ("poland", "surrender", "germany")),
        ("France made a separate peace with Germany", ("france", "make-peace", "germany")),
        ("Romania signs a peace treaty with Bulgaria", ("romania", "make-peace", "bulgaria")),
        ("the Soviet Union concluded a treaty of friendship and non-aggression with Yugoslavia",
         ("soviet-union", "conclude", "yugoslavia")),
        ("Estonia forms an alliance with Latvia", ("estonia", "conclude", "latvia")),
    ],
)  # fmt: skip
def test_a_sentence_is_understood(sentence: str, meant: tuple[str, str, str]) -> None:
    deed = deed_of(record(), sentence, DAY)
    assert (deed.actor, deed.verb, deed.target) == meant


@pytest.mark.parametrize(
    ("sentence", "treaty"),
    [
        ("Germany repudiates Locarno", "1925-10-16-locarno-rhine-pact"),
        ("Germany denounced the Anglo-German Naval Agreement", "1935-06-18-anglo-german-naval"),
        ("Hungary joins the Tripartite Pact", "1940-09-27-tripartite"),
        ("Germany left the League of Nations", "1919-06-28-league-covenant"),
    ],
)
def test_an_act_upon_a_treaty_names_it_by_any_of_its_names(sentence: str, treaty: str) -> None:
    deed = deed_of(record(), sentence, DAY)
    assert (deed.target, deed.treaty) == ("", treaty)
    assert str(deed).endswith(treaty)


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("Hitler attacks Poland", "Adolf Hitler is a person, and an act is a state's; write germany"),
        ("Germany and the Soviet Union attack Poland", "ask of germany and of soviet-union by itself"),
        ("Germany attacks Poland and France", "ask of poland and of france by itself"),
        ("Germany trades with the Soviet Union", "supplies"),
        ("Germany embroiders Poland", "write ACTOR VERB TARGET"),
    ],
)
def test_what_is_not_understood_is_told_how_to_ask(sentence: str, says: str) -> None:
    with pytest.raises(FoederaError) as caught:
        deed_of(record(), sentence, DAY)
    assert says in str(caught.value)


def test_a_list_within_the_name_of_a_place_is_no_list() -> None:
    assert deed_of(record(), "Germany occupied Bohemia and Moravia", DAY).target == "bohemia-moravia"


def test_every_tense_of_a_verb_is_split_alike() -> None:
    for form in ("break off relations with", "breaks off relations with", "broke off relations with"):
        assert split_act(f"france {form} italy") == ("france", form, "italy")
    with pytest.raises(BadQuestion):
        split_act("france breakses italy")
