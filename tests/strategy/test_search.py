"""Landscapes too large to go through: what a search finds, what is proven of it, and what a gap looks like."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import foedera
from foedera.errors import BadQuestion
from foedera.interfaces import show
from foedera.strategy.landscape import Landscape, explored
from foedera.strategy.search import sought
from tests.tiny import SOURCE, read


def random_landscape(size: int, seed: int) -> Landscape:
    chance = np.random.default_rng(seed)
    half = np.triu(chance.integers(-3, 4, (size, size)), 1).astype(float)
    return Landscape(tuple(f"s{i:02}" for i in range(size)), chance.uniform(0.2, 9.0, size), half + half.T)


def two_camps(size: int) -> Landscape:
    """Even states against odd ones, every pair drawn together within and set against each other between."""
    signs = np.array([1.0 if i % 2 == 0 else -1.0 for i in range(size)])
    propensities = np.outer(signs, signs) - np.eye(size)
    return Landscape(tuple(f"s{i:02}" for i in range(size)), np.arange(1.0, size + 1), propensities)


@pytest.mark.parametrize("seed", range(5))
def test_a_search_finds_the_minima_that_going_through_all_configurations_finds(seed: int) -> None:
    landscape = random_landscape(13, seed)
    every, found = explored(landscape), sought(landscape, descents=4_000)
    assert {m.code for m in found.minima} == {m.code for m in every.minima}
    assert found.minima[0].energy == pytest.approx(every.minima[0].energy)
    assert found.proven
    assert found.bound == pytest.approx(every.minima[0].energy, abs=2 * found.step)


def test_the_share_of_descents_estimates_the_basin() -> None:
    landscape = random_landscape(13, 2)
    every, found = explored(landscape), sought(landscape, descents=20_000)
    exact = {minimum.code: every.share(minimum) for minimum in every.minima}
    for minimum in found.minima:
        # Four standard errors of a share of 20,000.
        assert found.share(minimum) == pytest.approx(exact[minimum.code], abs=0.0145)


def test_two_camps_of_forty_states_are_found_and_proven() -> None:
    found = sought(two_camps(40), seconds=60.0, descents=500)
    even, odd = sorted(found.landscape.camps(found.minima[0].code))
    assert set(even) == {f"s{i:02}" for i in range(0, 40, 2)} and len(odd) == 20
    assert found.proven
    # By the paper's formula: every ordered pair across adds the product of the sizes, times -1.
    across = sum(i * j for i in range(1, 41, 2) for j in range(2, 41, 2))
    assert found.minima[0].energy == pytest.approx(-2.0 * across)


def test_without_time_for_a_proof_the_bound_lies_below_and_says_so() -> None:
    found = sought(random_landscape(36, 1), seconds=0.0, descents=500)
    assert not found.proven
    assert found.bound < found.minima[0].energy


def test_states_that_nothing_draws_or_parts_have_one_energy() -> None:
    flat = Landscape(("a", "b", "c"), np.ones(3), np.zeros((3, 3)))
    found = sought(flat, descents=50)
    assert found.proven and found.minima[0].energy == found.bound == 0.0


def test_more_states_than_a_search_takes_on_are_refused() -> None:
    many = Landscape(tuple(f"s{i}" for i in range(401)), np.ones(401), np.zeros((401, 401)))
    with pytest.raises(BadQuestion, match="a landscape of 401 states cannot be searched; give 2 to 400 states"):
        sought(many)


def system(size: int) -> str:
    """A dossier's text with so many states, half of one faith, half of another."""
    names = [f"land-{i:02}" for i in range(size)]
    quoted = [", ".join(f'"{name}"' for name in half) for half in (names, names[::2], names[1::2])]
    states = "".join(f'--- states/{name}.toml\ntitle = "{name}"\n' for name in names)
    sizes = "".join(f'[[size]]\nstate = "{name}"\nby_year = {{ 1930 = 1.0 }}\n{SOURCE}' for name in names)
    traits = "".join(
        f'[[trait]]\ncomponent = "faith"\nstates = [{half}]\nis = "{faith}"\n{SOURCE}'
        for half, faith in ((quoted[1], "sun"), (quoted[2], "moon"))
    )
    head = f'title = "Lands"\nabout = "?"\nmembers = [{quoted[0]}]\nyear = 1930\n{SOURCE}'
    component = '[[component]]\nid = "faith"\ntitle = "Faith"\nsays = "same or not"\nsame = 1.0\ndiffer = -1.0\n'
    return f"{states}--- alignments/lands.toml\n{head}{component}{SOURCE}{sizes}{traits}"


def test_a_system_of_more_than_thirty_states_is_searched_and_says_what_is_proven(tmp_path: Path) -> None:
    answer = foedera.align(read(tmp_path, system(32)))
    assert (answer["complete"], answer["proven"]) == (False, True)
    assert answer["bound"] == pytest.approx(answer["minima"][0]["energy"]) == pytest.approx(-2 * 16 * 16)
    assert [len(camp) for camp in answer["minima"][0]["camps"]] == [16, 16]
    said = " ".join(show.lines("align", answer))
    assert "descents and a tabu search; first: proven the deepest" in said
    with pytest.raises(BadQuestion, match="a relief needs every energy, which is kept up to 24 states"):
        foedera.align(read(tmp_path, system(32)), relief=True)
