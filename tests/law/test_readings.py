"""Disputed points: a verdict that depends on one is contested and says how (design 4, point 11)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import foedera
from foedera.errors import BadQuestion, UnknownName
from tests.tiny import read

SCOPE = """
--- readings/scope.toml
title = "Does the pact speak of any attacker, or of Dara only?"
default = "dara-only"
why = "The talks spoke of Dara."
open = {open}
[[alternative]]
id = "dara-only"
says = "Dara only."
[[alternative]]
id = "any-attacker"
says = "Any attacker."
holders = ["bela"]
[[alternative]]
id = "nobody"
says = "It binds nobody."
"""
PACT = """
--- treaties/1930-01-01-pact.toml
title = "Pact"
parties = ["alba", "bela"]
signed = 1930-01-01
force = { by = "signature" }
[[article]]
id = "1"
pledge = "defense"
between = "each"
text = "Help."
trigger = { act = "attack", by = "dara" }
[[article.variant]]
reading = "scope=any-attacker"
trigger = { act = "attack" }
[[article.variant]]
reading = "scope=nobody"
void = true
"""
OPEN, CLOSED = PACT + SCOPE.replace("{open}", "true"), PACT + SCOPE.replace("{open}", "false")


def alba(folder: Path, text: str, act: str, **options: Any) -> dict[str, Any] | None:
    answer = foedera.act_on(read(folder, text), act, "1935-06-01", **options)
    found = [f for f in answer["findings"] if f["debtor"] == "alba"]
    assert len(found) <= 1
    return found[0] if found else None


def test_point_11_a_verdict_that_depends_on_an_open_reading_is_contested(tmp_path: Path) -> None:
    finding = alba(tmp_path, OPEN, "cora attacks bela")
    assert finding is not None and finding["verdict"] == "contested"


def test_point_11_it_says_which_reading_gives_which_verdict(tmp_path: Path) -> None:
    finding = alba(tmp_path, OPEN, "cora attacks bela")
    assert finding is not None
    assert {(n["reading"], n["alternative"], n["verdict"]) for n in finding["readings"]} == {
        ("scope", "any-attacker", "due"),
        ("scope", "dara-only", "not-due"),
    }


def test_point_11_where_one_alternative_undoes_what_the_default_makes_due_it_is_contested(tmp_path: Path) -> None:
    finding = alba(tmp_path, OPEN, "dara attacks bela")
    assert finding is not None and finding["verdict"] == "contested"
    assert ("nobody", "not-due") in {(n["alternative"], n["verdict"]) for n in finding["readings"]}


def test_point_11_a_point_that_only_an_interested_party_raises_contests_nothing(tmp_path: Path) -> None:
    assert alba(tmp_path, CLOSED, "cora attacks bela") is None
    finding = alba(tmp_path / "again", CLOSED, "dara attacks bela")
    assert finding is not None and finding["verdict"] == "due"
    assert finding["readings"] and not any(note["open"] for note in finding["readings"])


DECIDED = {
    "the asker decides for any attacker": ("scope=any-attacker", "cora attacks bela", "due"),
    "the asker decides for Dara only": ("scope=dara-only", "cora attacks bela", None),
    "Dara's own attack is meant by the narrow reading": ("scope=dara-only", "dara attacks bela", "due"),
    "the asker decides that it binds nobody": ("scope=nobody", "dara attacks bela", None),
}


@pytest.mark.parametrize(("reading", "act", "verdict"), DECIDED.values(), ids=DECIDED)
def test_point_11_a_point_that_the_asker_decides_is_no_longer_contested(
    tmp_path: Path, reading: str, act: str, verdict: str | None
) -> None:
    finding = alba(tmp_path, OPEN, act, readings=[reading])
    assert (finding and finding["verdict"]) == verdict


def test_a_point_that_does_not_bear_on_the_act_is_not_mentioned(tmp_path: Path) -> None:
    other = OPEN.replace("1930-01-01-pact", "1931-01-01-other").replace('"alba", "bela"', '"alba", "elia"')
    plain = PACT.split("[[article.variant]]")[0]
    finding = alba(tmp_path, plain + other, "dara attacks bela")
    assert finding is not None and (finding["verdict"], finding["readings"]) == ("due", [])


def test_a_condition_may_stand_under_one_reading_only(tmp_path: Path) -> None:
    text = PACT.split("[[article.variant]]")[0].replace(
        'by = "dara"', 'requires = [{ is = "assists", by = "elia", reading = "scope=nobody" }]'
    ) + SCOPE.replace("{open}", "true")
    assert (alba(tmp_path, text, "cora attacks bela", readings=["scope=dara-only"]) or {}).get("verdict") == "due"
    assert alba(tmp_path, text, "cora attacks bela", readings=["scope=nobody"]) is None
    assert (alba(tmp_path, text, "cora attacks bela") or {}).get("verdict") == "contested"


def test_forbidden_acts_may_differ_by_reading(tmp_path: Path) -> None:
    text = """
--- treaties/1930-01-01-peace.toml
title = "Peace"
parties = ["alba", "bela"]
signed = 1930-01-01
force = { by = "signature" }
[[article]]
id = "1"
pledge = "nonaggression"
between = "each"
text = "Peace."
forbids = ["attack"]
[[article.variant]]
reading = "scope=any-attacker"
forbids = ["attack", "threaten"]
""" + SCOPE.replace("{open}", "true")
    assert (alba(tmp_path, text, "alba threatens bela") or {}).get("verdict") == "contested"
    decided = alba(tmp_path, text, "alba threatens bela", readings=["scope=any-attacker"])
    assert (decided or {}).get("verdict") == "breach"
    assert alba(tmp_path, text, "alba threatens bela", readings=["scope=dara-only"]) is None
    assert (alba(tmp_path, text, "alba attacks bela") or {}).get("verdict") == "breach"


def test_an_unknown_reading_or_alternative_is_one_sentence_with_the_choices(tmp_path: Path) -> None:
    dossier = read(tmp_path, OPEN)
    with pytest.raises(UnknownName, match="no reading called 'scop'; nearest: scope"):
        foedera.bound_on(dossier, "1935-06-01", readings=["scop=nobody"])
    with pytest.raises(BadQuestion, match="dara-only, any-attacker, nobody"):
        foedera.bound_on(dossier, "1935-06-01", readings=["scope=everybody"])
    with pytest.raises(BadQuestion, match="dara-only, any-attacker, nobody"):
        foedera.bound_on(dossier, "1935-06-01", readings=["scope"])
