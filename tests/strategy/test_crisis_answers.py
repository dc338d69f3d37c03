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
from foedera.answers.choices import prior_of
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
    assert names[-2:] == ["(no armed act)", "(base rate)"] and "(every choice alike)" in names
    counts = {row["choices"] for row in answer["scores"]}
    assert counts == {sum(row["choices"] for row in answer["crises"])}
    # Two open choices held alike score (1/2)^2 twice; all but one of the record's moves have two.
    alike = next(row for row in answer["scores"] if row["by"] == "(every choice alike)")
    assert alike["brier"] == pytest.approx(0.5, abs=0.02)
    assert any(row["placebo"] for row in answer["crises"])
    assert "(placebo)" in "\n".join(lines("hindcast", answer))


def test_the_placebo_finds_no_war_under_any_prior() -> None:
    for prior in shipped().priors:
        found = foedera.crisis(shipped(), "placebo-channel-1936", prior=prior, draws=500)
        assert found["share"]["value"] == 0
