"""Every shipped crisis: solved as others solve it, its priors and indicators sourced, its recorded way marked."""

from __future__ import annotations

import numpy as np
import pytest

from foedera.dossier.crises import digest
from foedera.strategy.laboratory import laboratory
from foedera.strategy.solving import solved
from foedera.strategy.tree import play
from tests.strategy.games import apart, by_definition, gambit_logit, ours, reached_by
from tests.strategy.quarrel import DONE
from tests.tiny import shipped

CRISES = [(name, id_) for name in ("interwar", "july-1914") for id_ in sorted(shipped(name).crises)]


@pytest.mark.parametrize(("record", "name"), CRISES)
def test_every_crisis_agrees_with_gambit(record: str, name: str) -> None:
    pytest.importorskip("pygambit")
    dossier = shipped(record)
    # Gambit takes minutes for the whole tree of Moscow: the part that was played is compared.
    part = DONE[:3] if name == "moscow-1939" else ()
    for prior in list(dossier.priors.values())[:2]:
        lab = laboratory(dossier, dossier.crises[name], prior, supposed=part, lam=4.0, seed=1)
        found = lab.centre()
        payoffs = np.asarray(found.values[: lab.play.game.outcomes])
        at, theirs = gambit_logit(lab.play.game, payoffs, 4.0)
        mine = solved(lab.play.game, payoffs, at).probabilities
        assert apart(ours(lab.play.game, mine), theirs) < 1e-8


@pytest.mark.parametrize(("record", "name"), CRISES)
def test_every_whole_crisis_agrees_with_the_definition_worked_out_to_fifty_digits(record: str, name: str) -> None:
    dossier = shipped(record)
    for prior in dossier.priors.values():
        lab = laboratory(dossier, dossier.crises[name], prior, lam=4.0, seed=1)
        found = lab.centre()
        exact = by_definition(lab.play.game, found.values[: lab.play.game.outcomes], 4.0)
        assert apart(ours(lab.play.game, found.probabilities), ours(lab.play.game, exact)) < 1e-12
        # The merged game, which ensembles solve, gives the root's probability of the asked choice alike.
        asked = lab.play.asked(lab.asked)
        reach = reached_by(lab.play.game, exact)
        assert lab.at(np.zeros((1, len(lab.plan.columns))))[0] == pytest.approx(float(reach @ asked), abs=1e-10)


@pytest.mark.parametrize(("record", "name"), CRISES)
def test_every_crisis_marks_one_recorded_way_and_says_what_it_leaves_out(record: str, name: str) -> None:
    crisis = shipped(record).crises[name]
    assert play(crisis).recorded() is not None
    assert crisis.about and crisis.omits and crisis.sources
    assert all(move.sources and all(choice.sources for choice in move.choices) for move in crisis.moves)


@pytest.mark.parametrize(("record", "name"), CRISES)
def test_stated_indicators_keep_to_the_five_steps_and_have_sources(record: str, name: str) -> None:
    for row in shipped(record).crises[name].indicators:
        assert row.value in {-1.0, -0.5, 0.5, 1.0} and row.reason and row.sources


@pytest.mark.parametrize("record", ["interwar", "july-1914"])
def test_ranges_of_priors_are_of_the_four_kinds_and_have_reasons(record: str) -> None:
    for prior in shipped(record).priors.values():
        assert prior.frozen == digest(prior)
        for row in prior.weights:
            assert (row.low, row.high) in {(0.0, 0.0), (0.0, 0.5), (0.5, 1.0), (0.0, 1.0)}
            assert row.reason and row.sources


def test_a_prior_that_two_records_share_is_the_same_in_both() -> None:
    one, other = shipped().priors, shipped("july-1914").priors
    assert {id_: digest(one[id_]) for id_ in other} == {id_: digest(prior) for id_, prior in other.items()}
