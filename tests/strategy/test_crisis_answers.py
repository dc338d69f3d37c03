"""The command, the function and the address: the same answer, byte for byte; and what cannot be asked."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import foedera
from foedera.answers.declared import prior_of
from foedera.errors import BadQuestion, FoederaError, UnknownName
from foedera.interfaces.show import lines
from tests.consoles import run
from tests.interfaces.test_http import Client
from tests.tiny import read, shipped

ASKED: dict[str, Any] = {"prior": "realist", "draws": 2_000, "seed": 3}


def asked(**more: Any) -> dict[str, Any]:
    answer: dict[str, Any] = foedera.crisis(shipped(), "rhineland-1936", **{**ASKED, **more})
    return answer


def test_two_runs_with_one_seed_are_byte_identical_and_another_seed_is_not() -> None:
    command = "foedera crisis rhineland-1936 --prior realist --draws 2000 --seed 3 --json"
    assert run(command) == run(command) != run(command.replace("seed 3", "seed 4"))


def test_an_executor_changes_no_byte_of_the_answer() -> None:
    with ThreadPoolExecutor(2) as threads:
        assert json.dumps(asked(executor=threads)) == json.dumps(asked())


def test_command_function_and_address_give_the_same() -> None:
    told = json.loads(run("foedera crisis rhineland-1936 --prior realist --draws 2000 --seed 3 --json"))
    served = Client(shipped()).get("/api/crisis/rhineland-1936?prior=realist&draws=2000&seed=3")
    assert served.status_code == 200
    assert told["probability"] == asked()["probability"] == served.json()["probability"]


def test_an_answer_has_shares_with_intervals_indices_and_flips() -> None:
    answer = asked()
    for name in ("probability", "share"):
        found = answer[name]
        assert 0 <= found["low"] <= found["value"] <= found["high"] <= 1
    assert [row["lambda"] for row in answer["path"]] == [0.0, 1.0, 2.0, 4.0, 8.0, 16.0, "inf"]
    assert answer["weights"] == sorted(answer["weights"], key=lambda row: -row["total"]["value"])
    assert all(row["reason"] and row["sources"] for row in answer["weights"])
    assert sum(row["probability"] for row in answer["choices"] if row["move"] == "entry") == pytest.approx(1)


def test_at_lambda_nought_the_answer_is_that_of_chance_alone() -> None:
    # A pact is open after half of the German moves; beside it stand two choices where the missions may sign, else one.
    found = foedera.crisis(shipped(), "moscow-1939", draws=64, lam=0.0)
    assert found["probability"]["value"] == pytest.approx(0.5 * (0.5 / 3 + 0.5 / 2))


def test_what_is_supposed_is_compared_with_what_is_not() -> None:
    answer = asked(suppose=["france-moves"])
    assert answer["without_supposing"]["probability"] == asked()["probability"]
    assert any("To suppose 'france-moves'" in line for line in lines("crisis", answer))


def test_the_printed_answer_says_whose_share_it_is_and_what_is_left_out() -> None:
    told = "\n".join(lines("crisis", asked()))
    assert "shares of a declared prior, not the probability of history" in told
    assert "Not modelled: " in told and "frozen " in told


def test_all_crises_and_priors_are_listed() -> None:
    told = run("foedera crisis")
    assert "moscow-1939" in told and "(placebo)" in told and "realist" in told


def test_a_crisis_is_written_for_gambit(tmp_path: Path) -> None:
    path = tmp_path / "game.efg"
    run(f"foedera crisis rhineland-1936 --draws 64 --efg {path}")
    assert path.read_text(encoding="utf-8").startswith('EFG 2 R "The Rhineland, March 1936" { "germany" "france" ')


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (
            "foedera crisis rhineland-1937",
            "the record knows no crisis called 'rhineland-1937'; nearest: rhineland-1936",
        ),
        ("foedera crisis rhineland-1936 --prior marxist", "the record knows no prior called 'marxist'; nearest: "),
        ("foedera crisis rhineland-1936 --draws 0", "an ensemble has from 1 to 10,000,000 draws, not 0"),
        ("foedera crisis rhineland-1936 --lambda -1", "lambda is 0 or more, not -1"),
        ("foedera crisis rhineland-1936 --seed -1", "a seed is a whole number from 0 to 2**64 - 1, not -1"),
        (
            "foedera crisis rhineland-1936 --weight france/land:0.5",
            "the record knows no feature called 'land'; nearest: ",
        ),
        (
            "foedera crisis rhineland-1936 --weight frace/months:0.5",
            "the record knows no player of rhineland-1936 called 'frace'; nearest: france",
        ),
        ("foedera crisis rhineland-1936 --weight france/months:much", "'france/months:much' gives no range; write "),
        ("foedera crisis rhineland-1936 --weight france/months:0.8..0.2", "a weight is from 0 to 1 and its range goes"),
        (
            "foedera crisis moscow-1939 --variant resolve",
            "the record knows no variant of moscow-1939 called 'resolve';",
        ),
        ("foedera crisis rhineland-1936 --processes -1", "from 1 to 256 processes may work, not -1"),
        (
            "foedera crisis rhineland-1936 --processes 2 --cluster tcp://127.0.0.1:1",
            "an ensemble is drawn by processes or by a cluster; give --processes or --cluster",
        ),
        ("foedera hindcast --draws 0", "an ensemble has from 1 to 10,000,000 draws, not 0"),
        (
            "foedera crisis moscow-1939 --suppose transit-grant",
            "the record knows no choice of this crisis called 'transit-grant'; nearest: transit-granted",
        ),
        ("foedera crisis rhineland-1936 --suppose war", "the record knows no choice of this crisis called 'war'"),
        ("foedera crisis rhineland-1936 --choice war", "the record knows no choice of rhineland-1936 called 'war'"),
        (
            "foedera crisis rhineland-1936 --suppose germany-holds-back --choice germany-fights",
            "what is supposed leaves no way to 'germany-fights'",
        ),
    ],
)
def test_a_question_that_cannot_be_asked_is_one_sentence(command: str, says: str) -> None:
    told = run(command)
    assert told.startswith(f"foedera: {says}") and len(told.splitlines()) == 1


def test_without_the_extra_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foedera.answers.choices.find_spec", lambda name: None)
    with pytest.raises(FoederaError, match=r"crises need numba; install it with: pip install 'foedera\[strategy\]'"):
        asked()


def test_a_record_without_priors_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadQuestion, match="declares no priors"):
        prior_of(read(tmp_path), None)
    with pytest.raises(UnknownName, match="no prior called 'nobody'"):
        prior_of(shipped(), "nobody")


def test_other_commands_load_neither_numba_nor_numpy() -> None:
    code = "import sys, foedera.interfaces.cli, foedera; foedera.act_on; print({'numba', 'numpy'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"


def test_hindcasts_score_every_prior_beside_the_baselines_and_print_whatever_comes() -> None:
    answer = foedera.hindcast(shipped(), draws=64)
    names = [row["by"] for row in answer["scores"]]
    assert set(shipped().priors) < set(names)
    assert names[-3:] == ["(no armed act)", "(base rate of armed acts)", "(base rate of pledges)"]
    assert "(every choice alike)" in names
    counts = {row["choices"] for row in answer["scores"]}
    assert counts == {sum(row["choices"] for row in answer["crises"])}
    # Two open choices held alike score (1/2)^2 twice; all but one of the record's moves have two.
    alike = next(row for row in answer["scores"] if row["by"] == "(every choice alike)")
    assert alike["brier"] == pytest.approx(0.5, abs=0.02)
    assert any(row["placebo"] for row in answer["crises"])
    assert "(placebo)" in "\n".join(lines("hindcast", answer))
    # Calibrated on what came before: the first crisis, the placebo of January 1936, only teaches.
    later = answer["calibrated"]
    assert {row["choices"] for row in later["scores"]} == {counts.pop() - 1}
    taught = {row["crisis"]: row["choices_before"] for row in later["lambdas"]}
    assert taught == {"rhineland-1936": 1, "munich-1938": 4, "moscow-1939": 6, "winter-war-1939": 16,
                      "romania-june-1940": 20}  # fmt: skip
    assert all(row["low"] <= row["lambda"] <= row["high"] for row in later["lambdas"])
    assert "(all priors, weighed)" in {row["by"] for row in later["scores"]}


def test_of_one_crisis_alone_nothing_is_calibrated() -> None:
    answer = foedera.hindcast(shipped("july-1914"), draws=64)
    assert answer["calibrated"] == {"scores": [], "lambdas": []}
    assert "nothing before it to calibrate on" in "\n".join(lines("hindcast", answer))


def test_two_processes_change_no_byte_of_the_answer() -> None:
    command = "foedera crisis rhineland-1936 --prior realist --draws 20000 --seed 3 --json"
    assert run(command) == run(f"{command} --processes 2")


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_of_two_workers_changes_no_byte_of_the_answer() -> None:
    import distributed

    command = "foedera crisis rhineland-1936 --prior realist --draws 20000 --seed 3 --json"
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        assert run(f"{command} --cluster {cluster.scheduler_address}") == run(command)


# -- the quick answers of the laboratory ------------------------------------------------------


def test_the_tree_gives_every_choice_a_probability_and_adds_up() -> None:
    answer = foedera.crisis_tree(shipped(), "rhineland-1936", prior="realist", draws=512)
    nodes = {row["node"]: row for row in answer["tree"]}
    assert nodes[0]["reach"] == 1
    for node in nodes.values():
        assert sum(choice["probability"] for choice in node["choices"]) == pytest.approx(1, abs=1e-6)
        for choice in node["choices"]:
            assert (choice["node"] is None) != (choice["outcome"] is None)
            if choice["node"] is not None:
                assert nodes[choice["node"]]["reach"] == pytest.approx(choice["reach"], abs=1e-9)
    asked = sum(c["reach"] for node in nodes.values() for c in node["choices"] if c["choice"] == answer["asked"])
    assert asked == pytest.approx(answer["probability"]["value"], abs=1e-6)


def test_a_slider_narrows_a_weight_and_the_tornado_has_its_ends() -> None:
    bars = foedera.crisis_tornado(shipped(), "rhineland-1936", prior="realist", draws=256)["bars"]
    widest = bars[0]
    assert abs(widest["at_high"] - widest["at_low"]) >= abs(bars[-1]["at_high"] - bars[-1]["at_low"])
    name = f"{widest['player']}/{widest['feature']}"
    fixed = foedera.crisis_tree(
        shipped(), "rhineland-1936", prior="realist", draws=256, weights=[f"{name}:{widest['low']}"]
    )
    assert fixed["probability"]["value"] == pytest.approx(widest["at_low"], abs=1e-6)
    assert fixed["narrowed"] == [f"{name}:{widest['low']:g}..{widest['low']:g}"]


def test_a_corner_of_the_heat_map_is_the_answer_with_both_weights_there() -> None:
    x, y = "germany/legitimacy", "germany/wars"
    found = foedera.crisis_heat(shipped(), "rhineland-1936", x=x, y=y, steps=3, draws=256)
    corner = foedera.crisis_tree(shipped(), "rhineland-1936", draws=256, weights=[f"{x}:1", f"{y}:0"])
    assert found["cells"][0][2] == pytest.approx(corner["probability"]["value"], abs=1e-6)
    with pytest.raises(UnknownName, match="no feature called 'law'"):
        foedera.crisis_heat(shipped(), "rhineland-1936", x="germany/trade", y=y.replace("wars", "law"))
    with pytest.raises(BadQuestion, match="needs two weights"):
        foedera.crisis_heat(shipped(), "rhineland-1936", x=x, y=x)


def test_the_laboratory_is_served() -> None:
    client = Client(shipped())
    for path in ("tree?draws=64", "tornado?draws=64", "heat?draws=16&steps=3&x=germany/wars&y=france/wars", "sources"):
        assert client.get(f"/api/crisis/rhineland-1936/{path}").status_code == 200, path
    faulty = client.get("/api/crisis/rhineland-1936/tree?weight=france/wars")
    assert faulty.status_code == 400 and "gives no range" in faulty.text


def test_a_variant_is_answered_without_indices_and_says_what_was_not_known() -> None:
    answer = foedera.crisis(shipped(), "moscow-1939", variant="berlin-in-doubt", draws=64)
    assert answer["variant"] == "berlin-in-doubt" and answer["flip"] is None
    assert all(row["first"] is None for row in answer["weights"])
    told = "\n".join(lines("crisis", answer))
    assert "Variant: Berlin does not learn how far the missions may go." in told


# -- sources ----------------------------------------------------------------------------------


@pytest.mark.parametrize("record", ["interwar", "july-1914"])
def test_every_number_of_every_crisis_has_a_reason_and_a_source_on_one_page(record: str) -> None:
    for name, crisis in shipped(record).crises.items():
        page = foedera.crisis_sources(shipped(record), name)
        assert len(page["priors"]) == len(shipped(record).priors)
        for prior in page["priors"]:
            # Every player's every weight: none is left without a range.
            assert len(prior["weights"]) == 11 * len(crisis.players)
            assert all(row["reason"] and row["sources"] for row in prior["weights"])
        assert all(row["reason"] and row["sources"] for row in page["crisis"]["indicators"])
        assert all(row["sources"] for row in page["capabilities"])
        odds = [c for m in page["crisis"]["moves"] for c in m["choices"] if c["probability"] is not None]
        assert all(c["sources"] for c in odds)


def test_every_weight_stands_for_a_mechanism_of_the_record() -> None:
    page = foedera.crisis_sources(shipped(), "moscow-1939")
    assert all(row["mechanisms"] for prior in page["priors"] for row in prior["weights"])
    months = next(r for r in page["priors"][0]["weights"] if (r["player"], r["feature"]) == ("soviet-union", "months"))
    assert "gaining-time" in {found["id"] for found in months["mechanisms"]}


def test_the_sources_of_a_crisis_are_printed() -> None:
    told = run("foedera crisis moscow-1939 --sources")
    assert "every number, its reason, its source" in told
    assert "soviet-union, months: 0.5 to 1" in told and "germany: " in told


def test_the_placebo_finds_no_war_under_any_prior() -> None:
    for prior in shipped().priors:
        found = foedera.crisis(shipped(), "placebo-channel-1936", prior=prior, draws=500)
        assert found["share"]["value"] == 0
