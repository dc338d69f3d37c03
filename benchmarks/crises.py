"""Ensembles beside Gambit and OpenSpiel, in one run on one core each, and a million draws with Sobol's indices.

Ratios are what counts; the machine's own speed cancels out. What is not installed is left out, saying so.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec

import numpy as np

import foedera
from foedera.strategy import crisis_kernel as kernel
from foedera.strategy.efg import written
from foedera.strategy.ensembles import Ensemble, evaluate
from foedera.strategy.laboratory import Laboratory, laboratory
from foedera.strategy.work import Work

GAMES = 3


def seconds(run: Callable[[], object], times: int = 3) -> float:
    """The processor time of the fastest of some runs."""
    found = []
    for _ in range(times):
        start = time.process_time()
        run()
        found.append(time.process_time() - start)
    return min(found)


def own(one: Ensemble) -> float:
    """Games a second, on one core."""
    draws = 250_000
    with ThreadPoolExecutor(1) as one_core:
        alone = Work(one_core)
        evaluate(one, 1, work=alone)
        return draws / seconds(lambda: evaluate(one, draws, work=alone, piece=draws))


def files(lab: Laboratory) -> list[str]:
    """The first draws as files of Gambit."""
    one = lab.ensemble(lab.plan)
    points = kernel.points(GAMES, len(one.low), np.uint64(1))
    found = []
    for point in points:
        weights = np.zeros(lab.features.shape[1:])
        for (player, feature), low, high, x in zip(lab.plan.columns, one.low, one.high, point, strict=True):
            weights[player, feature] = low + (high - low) * (x + 1) / 2
        found.append(written(lab.play.game, np.einsum("tpk,pk->tp", lab.features, weights)))
    return found


def gambit(texts: list[str], lam: float) -> float:
    """Games a second in Gambit, reading left out."""
    import pygambit

    games = [pygambit.read_efg(io.StringIO(text)) for text in texts]
    return len(games) / seconds(lambda: [pygambit.qre.logit_solve_lambda(g, lam=[lam]) for g in games], 1)


def openspiel(texts: list[str]) -> float:
    """Games a second in OpenSpiel's backward induction, reading left out."""
    import pyspiel

    games = [pyspiel.load_efg_game(text) for text in texts]
    return len(games) / seconds(lambda: [induced(g.new_initial_state()) for g in games], 1)


def induced(state: object) -> list[float]:
    """The values of a game by backward induction over OpenSpiel's states."""
    if state.is_terminal():  # type: ignore[attr-defined]
        return list(state.returns())  # type: ignore[attr-defined]
    below = [induced(state.child(action)) for action in state.legal_actions()]  # type: ignore[attr-defined]
    mover = state.current_player()  # type: ignore[attr-defined]
    return max(below, key=lambda values: values[mover])


def row(job: str, found: float, floor: float, unit: str, *, least: bool) -> None:
    """One line: what was measured, the floor, and whether it holds."""
    holds = found >= floor if least else found <= floor
    print(f"{job}: {found:,.4g} {unit} (floor {floor:,g} {unit}) {'yes' if holds else 'NO'}")


def main() -> None:
    """Print the rows of the design that concern ensembles."""
    dossier = foedera.load()
    crisis, prior = dossier.crises["moscow-1939"], dossier.priors["uniform"]
    lab = laboratory(dossier, crisis, prior, lam=8.0, seed=1)
    mine, sharp = own(lab.ensemble(lab.plan)), own(lab.ensemble(lab.plan, float("inf")))
    print(f"moscow-1939 ({lab.play.game.decisions} decisions, {lab.plan.distinct} distinct), one core: "
          f"{mine:,.0f} games/s at lambda 8, {sharp:,.0f} by best reply")  # fmt: skip
    texts = files(lab)
    if find_spec("pyspiel"):
        row("best reply against OpenSpiel", sharp / openspiel(texts), 3_000, "times", least=True)
    else:
        print("OpenSpiel is not installed: left out")
    if find_spec("pygambit"):
        row("logit against pygambit", mine / gambit(texts[:1], 8.0), 100_000, "times", least=True)
    else:
        print("pygambit is not installed: left out")
    for name, measure in (("wall", time.perf_counter), ("processor, of two cores", lambda: time.process_time() / 2)):
        start = measure()
        lab.drawn(1_000_000)
        lab.sobol(1_000_000)
        row(
            f"a million draws, and Sobol's indices from a million more ({name})", measure() - start, 2, "s", least=False
        )


if __name__ == "__main__":
    main()
