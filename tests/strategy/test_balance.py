"""Structural balance: triads, the frustration index and its proof, files of signed ties, ties of a day."""

from __future__ import annotations

import json
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pytest
from tools.shared import AUTHORITIES, lacking

import foedera
from foedera.errors import BadQuestion
from foedera.interfaces import cli
from foedera.law import law_of
from foedera.strategy.communities import communities
from foedera.strategy.frustration import frustrated, frustration, weight_of
from foedera.strategy.signed import SignedGraph, graph_of, read_windows, triads
from foedera.strategy.ties import grounds_on
from tests.tiny import ALLIANCE, read, shipped

WINDOWS = AUTHORITIES / "signed_cow_edges.csv"


def drawn(size: int, ties: int, seed: int, *, weight: int = 1, camps: bool = False) -> SignedGraph:
    """A random signed graph; with `camps` two camps of which every eighth tie or so breaks the rule."""
    chance = np.random.default_rng(seed)
    side = chance.integers(0, 2, size)
    pairs = list(combinations(range(size), 2))
    chosen = chance.choice(len(pairs), min(ties, len(pairs)), replace=False)
    rows = []
    for i, j in (pairs[at] for at in sorted(chosen)):
        sign = (1 if side[i] == side[j] else -1) if camps else int(chance.choice([-1, 1]))
        sign *= -1 if camps and chance.random() < 0.12 else 1
        rows.append((f"{i:03}", f"{j:03}", sign * int(chance.integers(1, weight + 1))))
    return graph_of(rows)


def least(graph: SignedGraph) -> int:
    """The frustration index by trying every pair of camps."""
    size = len(graph.names)
    tried = (
        sum(abs(w) for i, j, w in graph.ties if (w > 0) != (camps[i] == camps[j]))
        for camps in product((1, -1), repeat=size)
    )
    return min(tried)


@pytest.mark.parametrize("seed", range(30))
def test_the_frustration_index_is_that_of_trying_all_camps(seed: int) -> None:
    graph = drawn(9, 10 + seed, seed, weight=1 + seed % 3)
    found = frustration(graph)
    assert found.proven
    assert found.value == least(graph)


@pytest.mark.parametrize("seed", range(4))
def test_the_camps_that_are_returned_have_the_value_that_is_returned(seed: int) -> None:
    graph = drawn(40, 110, seed, weight=2)
    found = frustration(graph)
    assert sum(abs(w) for _, _, w in frustrated(graph, found.camps)) == found.value
    assert weight_of(graph, np.array(found.camps)) == found.value


def test_a_negative_triangle_frustrates_one_tie_and_a_balanced_one_none() -> None:
    assert frustration(graph_of([("a", "b", 1), ("b", "c", 1), ("a", "c", -1)])).value == 1
    assert frustration(graph_of([("a", "b", 1), ("b", "c", -1), ("a", "c", -1)])).value == 0


def test_a_tree_of_enemies_is_balanced_and_its_camps_alternate() -> None:
    found = frustration(graph_of([("a", "b", -1), ("b", "c", -1), ("c", "d", -1)]))
    assert (found.value, found.proven) == (0, True)
    assert found.camps[0] != found.camps[1] != found.camps[2] != found.camps[3]


def test_a_part_with_a_bridge_keeps_its_proof() -> None:
    triangles = [(f"{t}{a}", f"{t}{b}", -1) for t in "xy" for a, b in ("01", "12", "02")]
    found = frustration(graph_of([*triangles, ("x0", "y0", 1), ("x1", "z", -1)]))
    assert (found.value, found.proven) == (2, True)


def test_no_ties_are_no_frustration() -> None:
    assert frustration(SignedGraph((), ())).value == 0


def test_two_camps_of_180_actors_are_proven() -> None:
    found = frustration(drawn(180, 1080, 7, camps=True))
    assert found.proven
    # No more than the ties that were turned when the graph was drawn, about 12 in 100.
    assert 0 < found.value < 0.16 * 1080


def test_without_time_there_is_an_honest_gap() -> None:
    found = frustration(drawn(60, 180, 3), seconds=0.0)
    assert not found.proven
    assert found.bound < found.value


def test_the_triad_census_counts_every_triangle_once() -> None:
    graph = drawn(14, 60, 5)
    signs = {(i, j): w for i, j, w in graph.ties}
    counted = [0, 0, 0, 0]
    for i, j, k in combinations(range(len(graph.names)), 3):
        sides = [signs.get(pair) for pair in ((i, j), (j, k), (i, k))]
        if None not in sides:
            counted[sum(side < 0 for side in sides if side)] += 1
    census = triads(graph)
    assert [census.none, census.one, census.two, census.three] == counted
    assert census.total == sum(counted) > 20


def test_communities_are_groups_of_friends_with_foes_between() -> None:
    friends = [(f"{t}{a}", f"{t}{b}", 1) for t in "xyz" for a, b in ("01", "12", "02")]
    foes = [("x0", "y0", -1), ("y1", "z1", -1), ("x2", "z2", -1)]
    found = communities(graph_of([*friends, *foes]))
    assert found == (("x0", "x1", "x2"), ("y0", "y1", "y2"), ("z0", "z1", "z2"))


# -- files -----------------------------------------------------------------------------


def write(folder: Path, text: str) -> Path:
    path = folder / "ties.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_of_two_windows_is_answered_in_the_shape_of_the_contract(tmp_path: Path) -> None:
    path = write(tmp_path, "window,i,j,sign\n1,a,b,1\n1,b,c,1\n1,c,a,-1\n2,a,b,-1\n")
    windows = foedera.balance_in_file(path)["windows"]
    assert [(w["window"], w["frustration"], w["proven"]) for w in windows] == [("1", 1, True), ("2", 0, True)]
    json.dumps(windows)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("window,i,j\n1,a,b\n", "ties.csv lacks the column sign; its first line must name window,i,j,sign"),
        ("window,i,j,sign\n1,a,b,2\n", "ties.csv:2: the sign is '2'; write 1 or -1"),
        (
            "window,i,j,sign\n1,a,a,1\n",
            "ties.csv:2: a tie joins two actors, not 'a' and 'a'; correct the row",
        ),
        (
            "window,i,j,sign\n1,a,b,1\n1,b,a,-1\n",
            "ties.csv:3: b and a have both signs in 1; keep one",
        ),
        ("window,i,j,sign\n", "ties.csv has no ties; give rows of window,i,j,sign"),
    ],
)
def test_a_faulty_file_is_answered_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(BadQuestion) as fault:
        read_windows(write(tmp_path, text))
    assert str(fault.value) == says


@pytest.mark.skipif(not WINDOWS.is_file(), reason=lacking(WINDOWS))
def test_every_window_of_the_signed_network_is_proven() -> None:
    windows = foedera.balance_in_file(WINDOWS)["windows"]
    assert len(windows) == 51
    assert all(window["proven"] and window["bound"] == window["frustration"] for window in windows)
    for graph in list(read_windows(WINDOWS).values())[:3]:
        cut = _core(graph)
        assert frustration(cut).value == least(cut)


def _core(graph: SignedGraph) -> SignedGraph:
    """The ties among the 14 actors with most negative ties: few enough to try all camps."""
    counted = [sum(a in tie[:2] and tie[2] < 0 for tie in graph.ties) for a in range(len(graph.names))]
    kept = set(np.argsort(counted)[-14:])
    return graph_of((graph.names[i], graph.names[j], w) for i, j, w in graph.ties if i in kept and j in kept)


# -- from the record ---------------------------------------------------------------------


def test_an_alliance_ties_and_an_attack_unties(tmp_path: Path) -> None:
    text = """
--- events/1950.toml
[[event]]
id = "attack"
title = "Bela attacks Cora"
date = 1950-01-01

[[event.acts]]
actor = "bela"
verb = "attack"
target = "cora"
"""
    law = law_of(read(tmp_path, ALLIANCE + text))
    before = {(g.one, g.other, g.weight) for g in grounds_on(law, foedera.days.read_day("1949-12-31"))}
    after = {(g.one, g.other, g.weight) for g in grounds_on(law, foedera.days.read_day("1950-01-01"))}
    assert before == {("alba", "bela", 3)}
    assert after == {("alba", "bela", 3), ("bela", "cora", -6), ("bela", "cora", -3)}


def test_on_2_september_1939_the_war_of_germany_and_poland_is_a_tie_of_both_their_kinds() -> None:
    answer = foedera.balance_on(shipped(), "1939-09-02")
    tie = next(t for t in answer["signed"] if (t["one"], t["other"]) == ("germany", "poland"))
    assert {"war", "armed act"} <= {ground["kind"] for ground in tie["grounds"]}
    assert tie["weight"] < 0
    assert answer["proven"]


def test_a_promise_that_all_make_to_all_ties_nobody() -> None:
    answer = foedera.balance_on(shipped(), "1939-08-22")
    records = {ground["record"] for tie in answer["signed"] for ground in tie["grounds"]}
    assert not any(record.startswith("1928-08-27-kellogg-briand") for record in records)
    assert any(record.startswith("1939-05-22-pact-of-steel") for record in records)


def test_by_month_the_balance_is_that_of_the_first_day_of_each() -> None:
    months = foedera.balance_by_month(shipped(), "1939-07-15", "1939-09-30")["months"]
    assert [month["day"] for month in months] == ["1939-07-15", "1939-08-01", "1939-09-01"]
    single = foedera.balance_on(shipped(), "1939-09-01")
    assert {key: single[key] for key in months[-1]} == months[-1]
    with pytest.raises(BadQuestion, match="1939-07-01 is before 1939-08-01; give the earlier day first"):
        foedera.balance_by_month(shipped(), "1939-08-01", "1939-07-01")


def test_a_film_can_be_had_with_all_its_ties() -> None:
    months = foedera.balance_by_month(shipped(), "1939-09-01", "1939-10-01", ties=True)["months"]
    single = foedera.balance_on(shipped(), "1939-09-01")
    assert [(t["one"], t["other"], t["weight"]) for t in months[0]["signed"]] == [
        (t["one"], t["other"], t["weight"]) for t in single["signed"]
    ]
    assert sum(abs(tie["weight"]) for tie in single["signed"]) == single["weight"]


def test_a_network_without_enemies_is_balanced_in_one_camp() -> None:
    found = frustration(graph_of([("a", "b", 1), ("b", "c", 2)]))
    assert (found.value, found.proven, set(found.camps)) == (0, True, {1})


def test_a_file_is_read_by_its_name_alone_and_told_one_line_a_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, "window,i,j,sign\n1,a,b,1\n1,b,c,1\n1,c,a,-1\n1,b,a,1\n2,a,b,-1\n")
    monkeypatch.setattr("sys.argv", ["foedera", "balance", str(path)])
    with pytest.raises(SystemExit) as end:
        cli.main()
    said = capsys.readouterr().out
    assert end.value.code == 0
    assert "1: frustration 1 (proven); 3 actors, 3 ties, 1 negative" in said
    assert "2: frustration 0 (proven); 2 actors, 1 ties, 1 negative" in said
    assert "a pair counts once a window" in " ".join(said.split())
