"""From any form of a name to the record it names; ambiguous names ask."""

from __future__ import annotations

from pathlib import Path

import pytest

import foedera
from foedera.answers.asking import place_of, state_of, treaty_of
from foedera.errors import AmbiguousName, UnknownName
from tests.tiny import ALLIANCE, read

RECORD = (
    ALLIANCE
    + """
--- states/alba.toml
title = "Alba"
official = "Kingdom of Alba"
cow = 339
cow_abbr = "ALB"
iso = "ALX"
aliases = ["The Highlands"]
names = { vi = "Đảo An Ba", pl = "Łaba", de = ["Alben", "Weißland"], ru = "Альба", tr = "Ablâ" }
adjectives = { en = "Alban" }
--- states/bela.toml
title = "Bela"
aliases = ["the Republic"]
--- states/cora.toml
title = "Cora"
aliases = ["the Republic"]
--- states/great-dara.toml
title = "Great Dara"
--- territories/march.toml
title = "The March"
aliases = ["Bela Land"]
[[control]]
sovereign = "bela"
--- treaties/1931-05-05-alba-cora-trade.toml
title = "Trade Treaty"
parties = ["alba", "cora"]
signed = 1931-05-05
force = { by = "signature" }
aliases = ["Spring Pact"]
external = { atop = "2345", lnts = "3881" }
--- treaties/1932-05-05-alba-cora-peace.toml
title = "Treaty of Peace"
parties = ["alba", "cora"]
signed = 1932-05-05
force = { by = "signature" }
"""
)


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> foedera.Dossier:
    return read(tmp_path_factory.mktemp("names"), RECORD)


FORMS = {
    "alba": "alba", "Alba": "alba", "ALBA": "alba", "  alba ": "alba", "Kingdom of Alba": "alba", "339": "alba",
    "alb": "alba", "ALX": "alba", "The Highlands": "alba", "highlands": "alba", "Đảo An Ba": "alba",
    "Dao An Ba": "alba", "đảo an ba": "alba", "Łaba": "alba", "laba": "alba", "Weißland": "alba", "WEISSLAND": "alba",
    "Альба": "alba", "АЛЬБА": "alba", "Ablâ": "alba", "abla": "alba", "Alban": "alba",
    "great-dara": "great-dara", "great dara": "great-dara", "Great_Dara": "great-dara", "the great dara": "great-dara",
    "Đa\u0309o An Ba": "alba",
}  # fmt: skip


@pytest.mark.parametrize(("form", "state"), FORMS.items(), ids=lambda value: repr(value))
def test_a_form_of_a_states_name(dossier: foedera.Dossier, form: str, state: str) -> None:
    assert state_of(dossier, form) == state


def test_a_form_that_two_bear_asks_with_the_choices(dossier: foedera.Dossier) -> None:
    with pytest.raises(AmbiguousName, match="bela, cora; say which") as raised:
        state_of(dossier, "the Republic")
    assert raised.value.choices == ("bela", "cora")


NEAR = {"Alva": "alba", "Bella": "bela", "greta dara": "great-dara", "Kingdom of Alva": "alba", "Альбе": "alba"}


@pytest.mark.parametrize(("wrong", "meant"), NEAR.items(), ids=NEAR)
def test_a_wrong_form_shows_the_nearest(dossier: foedera.Dossier, wrong: str, meant: str) -> None:
    with pytest.raises(UnknownName) as raised:
        state_of(dossier, wrong)
    assert raised.value.name == wrong and meant in raised.value.near and meant in str(raised.value)


@pytest.mark.parametrize("wrong", ["", " ", "xyzzy", "*", "None", "\x00", "a" * 5000])
def test_a_form_that_is_like_nothing_names_nobody(dossier: foedera.Dossier, wrong: str) -> None:
    with pytest.raises(UnknownName, match="knows no state called"):
        state_of(dossier, wrong)


TREATIES = {
    "its id": ("1931-05-05-alba-cora-trade", "1931-05-05-alba-cora-trade"),
    "the beginning of its id": ("1931", "1931-05-05-alba-cora-trade"),
    "its day": ("1932-05-05", "1932-05-05-alba-cora-peace"),
    "its title": ("Treaty of Peace", "1932-05-05-alba-cora-peace"),
    "its other name": ("spring pact", "1931-05-05-alba-cora-trade"),
    "its number in a collection": ("atop 2345", "1931-05-05-alba-cora-trade"),
    "words of its id": ("alba cora peace", "1932-05-05-alba-cora-peace"),
    "words in another order": ("peace cora", "1932-05-05-alba-cora-peace"),
}


@pytest.mark.parametrize(("name", "id_"), TREATIES.values(), ids=TREATIES)
def test_a_treaty_is_found_by(dossier: foedera.Dossier, name: str, id_: str) -> None:
    assert treaty_of(dossier, name) == id_


def test_words_that_two_treaties_bear_ask_with_the_choices(dossier: foedera.Dossier) -> None:
    with pytest.raises(AmbiguousName, match="1931-05-05-alba-cora-trade, 1932-05-05-alba-cora-peace"):
        treaty_of(dossier, "alba cora")


def test_a_place_is_a_territory_before_it_is_a_state(dossier: foedera.Dossier) -> None:
    assert place_of(dossier, "march") == place_of(dossier, "The March") == "march"
    assert place_of(dossier, "alba") == "alba"
    with pytest.raises(UnknownName, match="no place called 'marsh'; nearest: march"):
        place_of(dossier, "marsh")


def test_the_states_id_wins_over_anothers_alias(tmp_path: Path) -> None:
    dossier = read(tmp_path, '--- states/elia.toml\ntitle = "Elia"\naliases = ["alba"]\n')
    assert state_of(dossier, "alba") == "alba"
