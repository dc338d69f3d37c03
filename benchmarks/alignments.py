"""How fast alignments are: the rows of the design, each beside its floor and goal, measured in one run.

No test: the figures depend on the machine. The peers are plain Python, NumPy, the textbook model of the frustration
index (Aref, Mason and Wilson 2018: a binary variable an actor, one a tie) given to the same HiGHS, and python-igraph
where it is installed: its triangles, and its spin glass with two spins, which finds camps and proves nothing.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from importlib.util import find_spec

import highspy
import numpy as np
from rich.console import Console
from rich.table import Table

import foedera
from foedera.strategy.frustration import frustration, weight_of
from foedera.strategy.landscape import Landscape, explored
from foedera.strategy.propensities import landscape_of
from foedera.strategy.search import sought
from foedera.strategy.signed import SignedGraph, graph_of, triads

#: How long a peer may take, in seconds.
PATIENCE = 60.0


def timed(run: Callable[[], object], times: int = 1) -> float:
    """The median time of several runs, in milliseconds."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        spent.append(1e3 * (time.perf_counter() - start))
    return statistics.median(spent)


def plain_minima(landscape: Landscape) -> int:
    """How many local minima there are, one configuration after the other, in plain Python."""
    coupling, size, found = landscape.coupling.tolist(), len(landscape.names), 0
    for code in range(1 << (size - 1)):
        camps = [1 if code >> i & 1 else -1 for i in range(size)]
        for i in range(size):
            if camps[i] * sum(coupling[i][j] * camps[j] for j in range(size)) < -1e-9:
                break
        else:
            found += 1
    return found


def plain_landscape(landscape: Landscape) -> tuple[float, int]:
    """The least energy and the number of local minima in plain Python, every energy summed."""
    coupling, size, least = landscape.coupling.tolist(), len(landscape.names), 0.0
    for code in range(1 << (size - 1)):
        energy = 0.0
        for i in range(size):
            for j in range(i):
                if (code >> i ^ code >> j) & 1:
                    energy += 2 * coupling[i][j]
        least = min(least, energy)
    return least, plain_minima(landscape)


def numpy_minima(landscape: Landscape) -> int:
    """The same with arrays."""
    size = len(landscape.names)
    camps = np.where((np.arange(1 << (size - 1))[:, None] >> np.arange(size)) & 1, 1.0, -1.0)
    return int((camps * (camps @ landscape.coupling) >= -1e-9).all(axis=1).sum())


def drawn(size: int, seed: int, *, camps: bool) -> SignedGraph:
    """Two camps with one tie in eight turned (six ties an actor), or random signs (three ties an actor)."""
    chance = np.random.default_rng(seed)
    side, ties = chance.integers(0, 2, size), {}
    while len(ties) < (6 if camps else 3) * size:
        i, j = sorted(int(end) for end in chance.integers(0, size, 2))
        if i != j:
            sign = (1 if side[i] == side[j] else -1) * (-1 if chance.random() < 0.12 else 1)
            ties[i, j] = sign if camps else int(chance.choice([-1, 1]))
    return graph_of((f"{i:03}", f"{j:03}", sign) for (i, j), sign in ties.items())


def textbook(graph: SignedGraph) -> tuple[int, float]:
    """The frustration index and its bound by the textbook model, with the triangles' inequalities."""
    solver = highspy.Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("time_limit", PATIENCE), ("mip_abs_gap", 0.999)):
        solver.setOptionValue(option, value)
    solver.setOptionValue("mip_rel_gap", 0.0)
    camps = [solver.addBinary() for _ in graph.names]
    wrong = {(i, j): solver.addVariable(0, 1, 1.0) for i, j, _ in graph.ties}
    signs = {(i, j): w for i, j, w in graph.ties}
    for i, j, weight in graph.ties:
        other = camps[j] if weight > 0 else 1 - camps[j]
        solver.addConstr(wrong[i, j] >= camps[i] - other)
        solver.addConstr(wrong[i, j] >= other - camps[i])
    for i, j in wrong:
        for k in range(j + 1, len(camps)):
            if (i, k) in wrong and (j, k) in wrong and signs[i, j] * signs[i, k] * signs[j, k] < 0:
                solver.addConstr(wrong[i, j] + wrong[i, k] + wrong[j, k] >= 1)
    solver.addConstr(camps[0] == 1)
    solver.minimize()
    info = solver.getInfo()
    return round(info.objective_function_value), info.mip_dual_bound


def landscape_rows() -> list[tuple[str, str, str, str, str]]:
    """The seventeen nations of 1936: our exploration beside plain Python and NumPy."""
    landscape = landscape_of(foedera.load().alignments["europe"], 1936)
    ours = timed(lambda: explored(landscape, basins=False), 21)
    whole = timed(lambda: explored(landscape), 21)
    plain, arrays = timed(lambda: plain_landscape(landscape)), timed(lambda: numpy_minima(landscape), 3)
    assert plain_minima(landscape) == numpy_minima(landscape) == len(explored(landscape).minima)
    return [
        row("17 nations: all energies and minima", ours, "plain Python", plain, "300x / 800x"),
        row("17 nations: minima, against NumPy", ours, "NumPy", arrays, ""),
        ("17 nations: with every basin", f"{whole:.2f} ms", "", "", ""),
    ]


def row(job: str, ours: float, peer: str, theirs: float, limits: str) -> tuple[str, str, str, str, str]:
    """One line of the table, from times in milliseconds."""
    return job, f"{ours:.2f} ms", f"{peer} {theirs:,.1f} ms", f"{theirs / ours:,.1f}x", limits


def frustration_rows() -> list[tuple[str, str, str, str, str]]:
    """Two camps of 180 actors, and sparse random signs of 120, beside the textbook model."""
    rows = []
    for name, graph, limits in (
        ("two camps, n = 180", drawn(180, 1, camps=True), "5x / 20x"),
        ("random, n = 60", drawn(60, 1, camps=False), ""),
        ("random, n = 120", drawn(120, 3, camps=False), ""),
    ):
        start = time.perf_counter()
        found = frustration(graph, PATIENCE)
        ours = time.perf_counter() - start
        start = time.perf_counter()
        value, bound = textbook(graph)
        theirs = time.perf_counter() - start
        proof = "proven" if found.proven else f"at least {found.bound}"
        peer = f"textbook {theirs:.2f} s: {value}, at least {bound:.1f}"
        rows.append(
            (f"frustration, {name}", f"{ours:.2f} s: {found.value} {proof}", peer, f"{theirs / ours:.1f}x", limits)
        )
    return rows


def search_rows() -> list[tuple[str, str, str, str, str]]:
    """Landscapes beyond thirty states whose sizes fall off like those of real ones: found, and proven or not."""
    rows = []
    for size in (31, 40, 50):
        chance = np.random.default_rng(1)
        half = np.triu(chance.integers(-3, 3, (size, size)), 1).astype(float)
        sizes = 20.0 / np.arange(1, size + 1) ** 1.2
        landscape = Landscape(tuple(f"{i:03}" for i in range(size)), sizes, half + half.T)
        start = time.perf_counter()
        found = sought(landscape, PATIENCE)
        gap = (found.minima[0].energy - found.bound) / abs(found.minima[0].energy)
        proof = "proven" if found.proven else f"gap {gap:.1%}"
        rows.append((f"landscape of {size} states", f"{time.perf_counter() - start:.2f} s: {proof}", "", "", ""))
    return rows


def igraph_rows() -> list[tuple[str, str, str, str, str]]:
    """Triangles and camps of two hostile camps of 180, beside python-igraph."""
    if find_spec("igraph") is None:
        return [("beside python-igraph", "not installed: pip install igraph", "", "", "")]
    import random

    import igraph

    graph = drawn(180, 1, camps=True)
    weights = [weight for _, _, weight in graph.ties]
    peer = igraph.Graph(n=len(graph.names), edges=[(i, j) for i, j, _ in graph.ties], edge_attrs={"weight": weights})
    signs = {(i, j): weight < 0 for i, j, weight in graph.ties}

    def census() -> list[int]:
        counted = [0, 0, 0, 0]
        for triangle in peer.list_triangles():
            a, b, c = sorted(triangle)
            counted[signs[a, b] + signs[b, c] + signs[a, c]] += 1
        return counted

    found = triads(graph)
    assert census() == [found.none, found.one, found.two, found.three]
    random.seed(1)
    start = time.perf_counter()
    spins = peer.community_spinglass(weights="weight", spins=2, implementation="neg", gamma=0.0, lambda_=0.0)
    theirs = 1e3 * (time.perf_counter() - start)
    camps = np.array([1 if side else -1 for side in spins.membership])
    best = frustration(graph, PATIENCE)
    ours = timed(lambda: frustration(graph, PATIENCE), 3)
    named = f"igraph {weight_of(graph, camps)}, unproven:"
    return [
        row("triads, n = 180", timed(lambda: triads(graph), 5), "igraph", timed(census, 5), ""),
        row(f"two camps, n = 180: {best.value} proven", ours, named, theirs, ""),
    ]


def main() -> None:
    """Print the table."""
    frustration(drawn(20, 1, camps=True))  # compiled before anything is measured
    sought(Landscape(("a", "b", "c"), np.ones(3), np.ones((3, 3)) - np.eye(3)), descents=10)
    table = Table("job", "ours", "peer", "ratio", "floor / goal", title="Alignments")
    for row in [*landscape_rows(), *frustration_rows(), *search_rows(), *igraph_rows()]:
        table.add_row(*row)
    Console(width=140).print(table)


if __name__ == "__main__":
    main()
