"""What an outcome was read from: the grounds that are told are those that were counted."""

from __future__ import annotations

from typing import Any

import pytest

from foedera import answers
from foedera.dossier import load
from foedera.dossier.dossier import Dossier
from foedera.errors import BadQuestion
from foedera.strategy.tree import play
from tests.test_house import ROOT

#: What was done in March 1936, by the ids of the crisis file.
DONE = ["germany-reoccupies", "france-protests", "britain-restrains"]


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return load(ROOT / "dossiers" / "interwar")


def features(outcome: Any, player: str) -> dict[str, Any]:
    told = next(one for one in outcome["players"] if one["player"] == player)
    return {row["feature"]: row for row in told["features"]}


def test_what_germany_broke_in_march_1936_is_named_with_its_articles_and_sources(dossier: Dossier) -> None:
    broken = features(answers.crisis_outcome(dossier, "rhineland-1936", DONE), "germany")["promises-broken"]
    named = {record["id"] for ground in broken["grounds"] for record in ground["records"]}
    assert {"1919-06-28-versailles", "1925-10-16-locarno-rhine-pact"} <= named
    assert all(ground["sources"] and "article" in ground["says"] for ground in broken["grounds"])


@pytest.mark.parametrize("crisis", ["rhineland-1936", "winter-war-1939"])
def test_there_is_a_ground_for_every_promise_and_every_enemy_that_is_counted(dossier: Dossier, crisis: str) -> None:
    for way in play(dossier.crises[crisis]).ways:
        outcome = answers.crisis_outcome(dossier, crisis, [choice.id for choice in way])
        for player in dossier.crises[crisis].players:
            told = features(outcome, player.id)
            for counted in ("promises-broken", "promises-kept"):
                assert len(told[counted]["grounds"]) == told[counted]["value"]
            assert sum(len(ground["records"]) for ground in told["wars"]["grounds"]) == told["wars"]["value"]
            for stated in ("ideology", "trade", "legitimacy"):
                parts = [float(ground["says"].split()[0]) for ground in told[stated]["grounds"]]
                assert sum(parts) == pytest.approx(told[stated]["value"])


def test_the_capability_ratio_is_that_of_the_figures_named(dossier: Dossier) -> None:
    way = ["soviet-attacks"]
    known = next(
        [choice.id for choice in made]
        for made in play(dossier.crises["winter-war-1939"]).ways
        if way[0] in {choice.id for choice in made}
    )
    row = features(answers.crisis_outcome(dossier, "winter-war-1939", known), "finland")["capability-ratio"]
    shares = {"own side": 0.0, "the other side": 0.0}
    for ground in row["grounds"]:
        side, number = ground["says"].split(": ")
        shares[side] += float(number.split()[0])
        assert ground["sources"]
    assert row["value"] == pytest.approx(shares["own side"] / sum(shares.values()), abs=1e-6)


def test_choices_that_lead_nowhere_are_told_in_a_sentence(dossier: Dossier) -> None:
    with pytest.raises(BadQuestion, match="do not lead to an outcome of rhineland-1936: germany-fights; name every"):
        answers.crisis_outcome(dossier, "rhineland-1936", ["germany-fights"])
