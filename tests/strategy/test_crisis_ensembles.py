"""Ensembles: against the solver, against SALib, and the same whoever does the work."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from foedera.errors import BadQuestion
from foedera.strategy import crisis_kernel as kernel
from foedera.strategy.ensembles import Ensemble, evaluate, mean, share
from foedera.strategy.flip import single, smallest
from foedera.strategy.plan import plan_of
from foedera.strategy.sobol import indices
from foedera.strategy.solving import backward_induction, solved
from foedera.strategy.tree import Floats
from foedera.strategy.work import BrokenOff, Work
from tests.strategy.games import random_game
from tests.tiny import shipped


def ensemble(seed: int = 1, lam: float = 3.0) -> tuple[Ensemble, Floats, Floats]:
    """A random game with coarse features, so that some of its subgames are equal; its features; what is asked."""
    game, _ = random_game(seed, depth=5)
    rng = np.random.default_rng(seed)
    features = rng.integers(-1, 2, (game.outcomes, 3, 4)) / 2
    asked = (rng.random(game.outcomes) < 0.4).astype(float)
    plan = plan_of(game, features, asked)
    width = len(plan.columns)
    return Ensemble(plan, np.zeros(width), np.linspace(0.5, 1, width), 7, lam), features, asked


# The known answers that come with the generator (Salmon et al. 2011, Random123, file kat_vectors).
@pytest.mark.parametrize(
    ("word", "expected"),
    [
        (0, (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
        (2**32 - 1, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    ],
)  # fmt: skip
def test_the_random_numbers_are_those_of_philox(word: int, expected: tuple[int, ...]) -> None:
    found = kernel.philox(np.full(4, word, np.uint64), np.full(2, word, np.uint64))
    assert tuple(int(x) for x in found) == expected


def test_draws_are_uniform_on_their_ranges() -> None:
    found = kernel.points(20_000, 3, np.uint64(5))
    assert found.min() >= -1 and found.max() <= 1
    assert np.abs(found.mean(axis=0)).max() < 0.02
    assert found.var(axis=0) == pytest.approx(np.full(3, 1 / 3), rel=0.03)


@pytest.mark.parametrize("lam", [0.0, 3.0, float("inf")])
def test_each_draw_is_what_the_solver_finds(lam: float) -> None:
    for seed in range(8):
        one, features, asked = ensemble(seed, lam)
        game, _ = random_game(seed, depth=5)
        drawn = evaluate(one, 100)[0]
        points = kernel.points(100, len(one.plan.columns), np.uint64(7))
        for value, point in zip(drawn, points, strict=True):
            weights = np.zeros((3, 4))
            for (player, feature), low, high, x in zip(one.plan.columns, one.low, one.high, point, strict=True):
                weights[player, feature] = low + (high - low) * (x + 1) / 2
            payoffs = np.einsum("tpk,pk->tp", features, weights)
            found = backward_induction(game, payoffs) if np.isinf(lam) else solved(game, payoffs, lam)
            assert value == pytest.approx(found.reach[: game.outcomes] @ asked, abs=1e-11)


def test_equal_subgames_are_merged() -> None:
    game, _ = random_game(1, depth=5)
    features = np.zeros((game.outcomes, 3, 1))
    features[:, 0, 0] = np.arange(game.outcomes) % 2
    plan = plan_of(game, features, np.zeros(game.outcomes))
    assert plan.distinct < game.decisions


@pytest.mark.parametrize("piece", [1, 7, 1000])
def test_the_division_of_the_work_changes_nothing(piece: int) -> None:
    one, _, _ = ensemble()
    assert evaluate(one, 5_000, piece=piece).tobytes() == evaluate(one, 5_000).tobytes()


def test_fewer_draws_are_the_beginning_of_more() -> None:
    one, _, _ = ensemble()
    assert evaluate(one, 5_000)[0, :777].tobytes() == evaluate(one, 777)[0].tobytes()


def with_executor(executor: Executor) -> bytes:
    one, _, _ = ensemble()
    return evaluate(one, 4_000, sobol=True, work=Work(executor), piece=9).tobytes()


def test_threads_and_processes_give_the_same_bytes() -> None:
    one, _, _ = ensemble()
    alone = evaluate(one, 4_000, sobol=True).tobytes()
    with ThreadPoolExecutor(2) as threads:
        assert with_executor(threads) == alone
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as processes:
        assert with_executor(processes) == alone


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_of_two_workers_gives_the_same_bytes() -> None:
    import distributed

    one, _, _ = ensemble()
    alone = evaluate(one, 4_000, sobol=True).tobytes()
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        assert with_executor(client.get_executor()) == alone


# -- broken off and gone on with -------------------------------------------------------------


class Stopper:
    """Presses Ctrl-C once some parts are done."""

    def __init__(self, after: int) -> None:
        self.after = after
        self.told: list[tuple[int, int]] = []

    def __call__(self, done: int, whole: int) -> None:
        self.told.append((done, whole))
        if done == self.after:
            raise KeyboardInterrupt


def test_what_was_drawn_before_ctrl_c_is_kept_and_not_drawn_again(tmp_path: Path) -> None:
    one, _, _ = ensemble()
    alone = evaluate(one, 8_000, piece=5).tobytes()
    with pytest.raises(
        BrokenOff, match=r"broken off with \d+ of 13 parts done; they are kept: ask again with --resume"
    ):
        evaluate(one, 8_000, piece=5, work=Work(progress=Stopper(4), folder=tmp_path))
    (kept,) = tmp_path.iterdir()
    again = Stopper(-1)
    found = evaluate(one, 8_000, piece=5, work=Work(progress=again, folder=tmp_path, resume=True))
    assert found.tobytes() == alone
    assert again.told[0][0] >= 4 and again.told[-1] == (13, 13)
    assert not kept.exists()


def test_without_resume_the_work_begins_anew(tmp_path: Path) -> None:
    one, _, _ = ensemble()
    with pytest.raises(BrokenOff):
        evaluate(one, 8_000, piece=5, work=Work(progress=Stopper(4), folder=tmp_path))
    again = Stopper(-1)
    evaluate(one, 8_000, piece=5, work=Work(progress=again, folder=tmp_path))
    assert again.told[0] == (0, 13)


def test_the_file_of_another_seed_or_a_damaged_one_is_not_taken(tmp_path: Path) -> None:
    one, _, _ = ensemble()
    with pytest.raises(BrokenOff):
        evaluate(one, 8_000, piece=5, work=Work(progress=Stopper(4), folder=tmp_path))
    other = Stopper(-1)
    evaluate(replace(one, seed=8), 8_000, piece=5, work=Work(progress=other, folder=tmp_path, resume=True))
    assert other.told[0] == (0, 13)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:100])
    damaged = Stopper(-1)
    evaluate(one, 8_000, piece=5, work=Work(progress=damaged, folder=tmp_path, resume=True))
    assert damaged.told[0] == (0, 13)


def test_the_file_is_named_by_crisis_and_frozen_hash(tmp_path: Path) -> None:
    from foedera.strategy.laboratory import laboratory

    crisis, prior = shipped().crises["rhineland-1936"], shipped().priors["realist"]
    work = Work(progress=Stopper(1), folder=tmp_path)
    with pytest.raises(BrokenOff):
        laboratory(shipped(), crisis, prior, lam=4.0, seed=1, work=work).drawn(100_000)
    (kept,) = tmp_path.iterdir()
    assert kept.name.startswith(f"rhineland-1936-{prior.frozen}-")


def test_without_a_folder_ctrl_c_is_ctrl_c() -> None:
    one, _, _ = ensemble()
    with pytest.raises(KeyboardInterrupt):
        evaluate(one, 8_000, piece=5, work=Work(progress=Stopper(2)))


@pytest.mark.parametrize("draws", [0, -5])
def test_an_ensemble_has_draws(draws: int) -> None:
    with pytest.raises(BadQuestion, match="at least one draw"):
        evaluate(ensemble()[0], draws)


def test_games_of_private_information_are_not_drawn() -> None:
    game, _ = random_game(1, private=True)
    with pytest.raises(BadQuestion, match="perfect information"):
        plan_of(game, np.zeros((game.outcomes, 3, 1)), np.zeros(game.outcomes))


# -- shares and indices -----------------------------------------------------------------


def test_the_interval_of_a_share_is_wilsons() -> None:
    # Wilson's interval for 20 of 100 at 95 %, as worked out with R's prop.test(20, 100, correct = FALSE).
    found = share(np.repeat([1.0, 0.0], [20, 80]))
    assert (found.value, found.low, found.high) == pytest.approx((0.2, 0.1333669, 0.2888292), abs=1e-6)


def test_the_interval_of_a_mean_narrows_with_the_root_of_the_draws() -> None:
    rng = np.random.default_rng(1)
    wide, narrow = mean(rng.random(1_000)), mean(rng.random(100_000))
    assert (wide.high - wide.low) / (narrow.high - narrow.low) == pytest.approx(10, rel=0.05)


def design(n: int = 4096) -> tuple[Floats, Floats]:
    """Answers of a test function on Saltelli's design in our order, and in SALib's."""
    rng = np.random.default_rng(2)
    one, other = rng.uniform(-np.pi, np.pi, (2, n, 3))
    mixed = [np.where(np.arange(3) == j, other, one) for j in range(3)]
    answers = [ishigami(x) for x in (one, other, *mixed)]
    return np.array(answers), np.column_stack([answers[0], *answers[2:], answers[1]]).ravel()


def ishigami(x: Floats) -> Floats:
    """Ishigami and Homma's function, a = 7, b = 0.1."""
    return np.asarray(np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0]))


def test_the_indices_of_ishigamis_function_are_the_known_ones() -> None:
    found = indices(design(2**16)[0], 1)
    assert found.first[:, 0] == pytest.approx([0.3139, 0.4424, 0.0], abs=0.02)
    assert found.total[:, 0] == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.02)
    assert (found.first[:, 1] <= found.first[:, 0]).all() and (found.total[:, 0] <= found.total[:, 2]).all()


def test_the_indices_are_those_of_salib_on_the_same_answers() -> None:
    salib = pytest.importorskip("SALib.analyze.sobol")
    mine, theirs = design()
    problem = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[-np.pi, np.pi]] * 3}
    expected = salib.analyze(problem, theirs, calc_second_order=False, num_resamples=100, seed=1)
    found = indices(mine, 1)
    assert found.first[:, 0] == pytest.approx(expected["S1"], abs=0.005)
    assert found.total[:, 0] == pytest.approx(expected["ST"], abs=0.005)
    half = (found.total[:, 2] - found.total[:, 1]) / 2
    assert half == pytest.approx(expected["ST_conf"], rel=0.35)


# -- the smallest flip ------------------------------------------------------------------


def plane(points: Floats) -> Floats:
    """More likely than not beyond the plane 3x + 4y = 2.5, which is half a unit from the centre."""
    return np.asarray(1 / (1 + np.exp(-8 * (points @ np.array([3.0, 4.0, 0.0]) - 2.5))))


def test_the_smallest_flip_is_the_foot_of_the_plane() -> None:
    draws = np.random.default_rng(3).uniform(-1, 1, (2_000, 3))
    found = smallest(plane, draws, plane(draws) > 0.5)
    assert found is not None
    assert found.distance == pytest.approx(0.5, abs=0.005)
    assert found.point == pytest.approx([0.3, 0.4, 0.0], abs=0.01)


def test_a_single_weight_flips_where_the_plane_cuts_its_axis() -> None:
    found = single(plane, 3)
    assert found[0] == pytest.approx(2.5 / 3) and found[1] == pytest.approx(2.5 / 4) and found[2] is None


def test_where_nothing_flips_none_is_said() -> None:
    draws = np.zeros((10, 3))
    assert smallest(plane, draws, np.zeros(10, bool)) is None
