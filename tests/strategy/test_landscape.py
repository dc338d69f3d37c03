"""Landscapes of alignment: energies, local minima, basins, ways between them, the seventeen of 1936."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

import foedera
from foedera.errors import BadQuestion, UnknownName
from foedera.strategy.landscape import Explored, Landscape, explored
from foedera.strategy.outcome import misplaced, null_test, sides_of
from foedera.strategy.propensities import landscape_of
from foedera.strategy.ways import way_out
from tests.tiny import read, shipped


def random_landscape(size: int, seed: int) -> Landscape:
    chance = np.random.default_rng(seed)
    half = np.triu(chance.integers(-3, 4, (size, size)), 1).astype(float)
    return Landscape(tuple(f"s{i}" for i in range(size)), chance.uniform(0.2, 9.0, size), half + half.T)


def energy(landscape: Landscape, camps: tuple[int, ...]) -> float:
    """The energy as the paper writes it: over all ordered pairs, size times size times propensity times distance."""
    size = len(camps)
    return sum(
        landscape.sizes[i] * landscape.sizes[j] * landscape.propensities[i, j] * (camps[i] != camps[j])
        for i in range(size)
        for j in range(size)
    )


def by_hand(landscape: Landscape) -> dict[int, float]:
    """Every local minimum with its energy, one configuration after the other."""
    size = len(landscape.names)
    values = {code: energy(landscape, tuple(code >> i & 1 for i in range(size))) for code in range(1 << size)}
    half = 1 << (size - 1)
    return {
        code: values[code]
        for code in range(half)
        if all(values[code] <= values[code ^ (1 << i)] + 1e-6 for i in range(size))
    }


@pytest.mark.parametrize("seed", range(8))
def test_every_local_minimum_is_found_with_its_energy(seed: int) -> None:
    landscape = random_landscape(3 + seed, seed)
    found = {minimum.code: minimum.energy for minimum in explored(landscape).minima}
    assert found == pytest.approx(by_hand(landscape))


def test_a_landscape_of_more_than_one_block_agrees_with_one_of_numpy() -> None:
    landscape = random_landscape(17, 4)
    codes = np.arange(1 << 16)
    camps = np.where((codes[:, None] >> np.arange(17)) & 1, 1.0, -1.0)
    field = camps @ landscape.coupling
    expected = codes[(camps * field >= -1e-6).all(axis=1)]
    found = explored(landscape)
    assert sorted(minimum.code for minimum in found.minima) == sorted(expected.tolist())
    assert found.energies == pytest.approx((landscape.coupling.sum() - (camps * field).sum(axis=1)) / 2)


def test_the_basins_of_all_minima_are_all_configurations() -> None:
    found = explored(random_landscape(11, 2))
    assert sum(minimum.basin or 0 for minimum in found.minima) == found.configurations == 1024


def rugged(size: int) -> Explored:
    """The first random landscape of a size that has several minima."""
    drawn = (explored(random_landscape(size, seed)) for seed in range(100))
    return next(found for found in drawn if len(found.minima) > 2)


def lowest_pass(found: Explored, start: int, goals: set[int]) -> float:
    """The least level at which the configurations below it join a start with a goal."""
    count, size = found.configurations, len(found.landscape.names)
    for level in sorted(found.energies):
        reached, waiting = {start}, [start]
        while waiting and found.energies[start] <= level:
            code = waiting.pop()
            steps = [code ^ (1 << i) for i in range(size - 1)] + [code ^ (count - 1)]
            fresh = [other for other in steps if other not in reached and found.energies[other] <= level]
            reached.update(fresh)
            waiting += fresh
        if reached & goals:
            return float(level)
    raise AssertionError("no way at any level")


def test_the_way_out_of_a_minimum_goes_over_the_lowest_pass() -> None:
    found = rugged(7)
    for minimum in found.minima[1:]:
        way = way_out(found, minimum)
        assert way is not None
        deeper = {other.code for other in found.minima if other.energy < minimum.energy - 1e-9}
        assert max(way.energies) == pytest.approx(lowest_pass(found, minimum.code, deeper))
        assert way.climb == max(way.energies) - minimum.energy > 0


def test_a_step_on_the_way_changes_the_camp_of_the_state_it_names() -> None:
    found = rugged(9)
    land = found.landscape
    way = way_out(found, found.minima[-1])
    assert way is not None and way.energies[0] == pytest.approx(found.minima[-1].energy)
    code = found.minima[-1].code
    for name, value in zip(way.steps, way.energies[1:], strict=True):
        code ^= 1 << land.names.index(name)
        assert energy(land, tuple(code >> i & 1 for i in range(9))) == pytest.approx(value)


def test_more_than_thirty_states_are_too_many() -> None:
    with pytest.raises(BadQuestion, match="a landscape of 31 states cannot be gone through; give 2 to 30 states"):
        explored(random_landscape(31, 1))


def test_misplaced_are_fewest_over_the_two_names_of_the_camps() -> None:
    land = random_landscape(3, 1)
    sides = {"s0": "one", "s1": "one", "s2": "other"}
    assert misplaced(land, 0b011, sides) == misplaced(land, 0b100, sides) == ()
    assert misplaced(land, 0b001, sides) == ("s1",)


# -- the seventeen -----------------------------------------------------------------------


def test_1936_has_two_minima_one_of_the_two_camps_of_the_war_and_one_against_the_soviet_union() -> None:
    answer = foedera.align(shipped(), "1936")
    assert answer["configurations"] == 65_536
    first, second = answer["minima"]
    assert {"united-kingdom", "france", "soviet-union"} <= set(first["camps"][0])
    assert {"germany", "italy", "hungary"} <= set(first["camps"][1])
    # The two that the paper, too, has in the wrong camp.
    assert {"poland", "portugal"} <= set(first["misplaced"])
    assert set(second["camps"][0]) == {"soviet-union", "yugoslavia", "greece"}
    assert first["basin"] + second["basin"] == 65_536 and first["basin"] > second["basin"]


def test_the_sizes_are_shares_in_per_cent_of_the_whole_system() -> None:
    for alignment in shipped().alignments.values():
        for size in alignment.sizes:
            assert all(0 < value < 40 for value in size.by_year.values())
            assert size.sources
        assert {size.state for size in alignment.sizes} >= set(alignment.members)


def test_a_weight_of_nought_takes_a_component_out() -> None:
    alignment = shipped().alignments["europe"]
    whole, without = landscape_of(alignment, 1936), landscape_of(alignment, 1936, {"war": 0.0})
    i, j = whole.names.index("germany"), whole.names.index("france")
    assert whole.propensities[i, j] == without.propensities[i, j] - 1


def test_a_trait_counts_from_the_middle_of_the_year_in_which_it_holds() -> None:
    alignment = shipped().alignments["europe"]
    pair = ("germany", "united-kingdom")
    values = [landscape_of(alignment, year) for year in (1932, 1934)]
    i, j = (values[0].names.index(name) for name in pair)
    assert values[0].propensities[i, j] == values[1].propensities[i, j] + 2


def test_the_null_test_is_the_same_for_one_seed_and_counts_within_its_draws() -> None:
    alignment = shipped().alignments["europe"]
    found, sides = explored(landscape_of(alignment, 1936)), sides_of(alignment)
    one, other = (null_test(found, sides, 40, 1936) for _ in range(2))
    assert one == other
    assert 0 <= one.deepest_as_near <= one.nearest_as_near <= 40 or one.observed_deepest > one.observed_nearest


def test_what_cannot_be_asked_says_why(tmp_path: Path) -> None:
    dossier = shipped()
    for options, says in (
        ({"year": "1899"}, "europe has no sizes for 1899; choose a year from 1930 to 1941"),
        ({"year": "soon"}, "'soon' is not a year; write it as 1936"),
        ({"weights": ["border"]}, "'border' is no weight; write component=number, for example border=2"),
        (
            {"weights": ["trade=1"]},
            "'trade' is no component of europe; known: acts, border, ethnic, government, pledges, religion, war",
        ),
    ):
        with pytest.raises(BadQuestion) as fault:
            foedera.align(dossier, **options)
        assert str(fault.value) == says
    with pytest.raises(UnknownName, match="no system of states called 'asia'; nearest: europe"):
        foedera.align(dossier, system="asia")
    with pytest.raises(BadQuestion, match="has no alignments; add one to its folder alignments/"):
        foedera.align(read(tmp_path))


def test_years_and_variations_are_told_when_asked() -> None:
    answer = foedera.align(shipped(), every_year=True, vary=True, draws=5)
    assert [row["year"] for row in answer["years"]] == list(range(1930, 1942))
    assert len(answer["varied"]) == 3 * len(answer["components"]) == 21
    assert answer["null"]["draws"] == 5


# -- grounds, reliefs, comparisons ---------------------------------------------------------


def test_the_grounds_of_a_pair_add_up_to_its_propensity() -> None:
    answer = foedera.align(shipped(), "1938", weights=["pledges=2", "acts=0.5"])
    weights = {component["id"]: component["weight"] for component in answer["components"]}
    assert len(answer["pairs"]) > 50
    for pair in answer["pairs"]:
        total = sum(weights[ground["component"]] * ground["value"] for ground in pair["grounds"])
        assert pair["propensity"] == pytest.approx(total)
        assert all(ground["says"] and ground["at"] for ground in pair["grounds"])


def test_components_read_from_the_record_count_only_when_they_are_given_a_weight() -> None:
    def grounds(**options: list[str]) -> dict[tuple[str, str], set[str]]:
        pairs = foedera.align(shipped(), "1939", **options)["pairs"]
        return {(p["one"], p["other"]): {g["component"] for g in p["grounds"]} for p in pairs}

    assert not any({"pledges", "acts"} & found for found in grounds().values())
    found = grounds(weights=["pledges=1", "acts=1"])
    assert "pledges" in found["united-kingdom", "poland"], "assured in April 1939"
    assert "acts" in found["germany", "poland"], "the denunciation of April 1939"
    assert "pledges" not in found["germany", "soviet-union"]


def test_a_relief_changes_one_state_a_step_and_comes_by_every_minimum_once() -> None:
    for year, weights in (("1936", []), ("1933", ["government=0.5"]), ("1941", [])):
        answer = foedera.align(shipped(), year, weights=weights, relief=True)
        land = landscape_of(shipped().alignments["europe"], int(year), {"government": 0.5} if weights else {})
        points = answer["relief"]
        assert points[0]["against"] == points[-1]["against"] == []
        bottoms = [point["minimum"] for point in points if point["minimum"] is not None]
        assert sorted(bottoms) == list(range(len(answer["minima"])))
        for before, point in pairwise(points):
            assert point["energy"] == pytest.approx(land.energy(land.code(point["against"])), abs=1e-6)
            step = land.code(before["against"]) ^ land.code(point["against"])
            assert min(step.bit_count(), land.turned(step).bit_count()) == 1, "one state changes"


def test_between_two_minima_the_relief_climbs_no_higher_than_the_way_out() -> None:
    answer = foedera.align(shipped(), "1936", relief=True)
    places = [at for at, point in enumerate(answer["relief"]) if point["minimum"] is not None]
    pass_ = max(point["energy"] for point in answer["relief"][places[0] : places[1] + 1])
    shallow = answer["minima"][1]
    assert pass_ == pytest.approx(shallow["energy"] + shallow["depth"])


def test_the_optimum_that_the_paper_reports_is_the_first_minimum_but_for_two_small_states() -> None:
    answer = foedera.align(shipped(), "1936")
    reported = answer["published"][0]
    assert (reported["nearest"], reported["apart"]) == (0, ["lithuania", "romania"])
    assert reported["energy"] > answer["minima"][0]["energy"]
    land = landscape_of(shipped().alignments["europe"], 1936)
    assert misplaced(land, land.code(reported["camps"][1]), sides_of(shipped().alignments["europe"])) == (
        "poland",
        "portugal",
    )


def test_a_configuration_named_by_either_camp_is_the_same() -> None:
    land = random_landscape(7, 1)
    for code in range(64):
        one, other = land.camps(code)
        assert land.code(one) == land.code(other) == code


def test_weights_drawn_anew_are_the_same_for_one_seed_and_count_every_draw() -> None:
    one, other = (foedera.align(shipped(), "1936", vary=True)["weighted"] for _ in range(2))
    assert one == other
    assert sum(one["minima"].values()) == one["draws"]
    assert one["same"] <= min(one["loyal"].values()) * one["draws"] + 1e-9
    assert one["loyal"]["germany"] > one["loyal"]["romania"]


def test_a_weight_beyond_all_measure_is_refused() -> None:
    for word in ("war=nan", "war=1e9"):
        with pytest.raises(BadQuestion, match=f"the weight '{word}' is beyond all measure"):
            foedera.align(shipped(), weights=[word])
