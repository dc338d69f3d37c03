"""Power on a day: camps by law, the pivotal state, fronts; and the extra without which nothing is answered."""

from __future__ import annotations

from importlib import util

import pytest

import foedera
from foedera.errors import BadQuestion, FoederaError
from foedera.interfaces import cli
from foedera.strategy import extra
from tests.interfaces.test_http import Client
from tests.tiny import shipped


def test_on_22_august_1939_the_soviet_union_tips_the_balance() -> None:
    answer = foedera.pivot_on(shipped(), "1939-08-22")
    assert answer["pivotal"] == "soviet-union"
    assert answer["stronger"]["states"] == ["germany", "italy"]
    assert {"united-kingdom", "france", "poland"} <= set(answer["weaker"]["states"])
    pivot = next(one for one in answer["outside"] if one["state"] == "soviet-union")
    assert pivot["size"] > answer["gap"] > 0


def test_on_24_august_1939_nobody_does_since_the_pact_bars_it() -> None:
    answer = foedera.pivot_on(shipped(), "1939-08-24")
    assert answer["pivotal"] is None
    barred = next(one for one in answer["outside"] if one["state"] == "soviet-union")
    assert barred["tips"]
    assert [bar["commitment"] for bar in barred["bars"]] == ["1939-08-23-german-soviet-nonaggression/1"]


def test_the_answer_of_the_22nd_says_when_it_changes() -> None:
    later = foedera.pivot_on(shipped(), "1939-08-22")["next"]
    assert (later["day"], later["pivotal"]) == ("1939-08-23", None)


def test_poland_is_in_no_camp_while_its_declaration_with_germany_stands() -> None:
    answer = foedera.pivot_on(shipped(), "1938-09-28")
    assert "poland" in {one["state"] for one in answer["outside"]}


def test_germany_has_two_fronts_between_france_and_poland() -> None:
    exposures = {one["state"]: one for one in foedera.pivot_on(shipped(), "1939-09-02")["exposures"]}
    germany = exposures["germany"]
    assert germany["two_fronts"]
    assert {"france", "poland"} <= set(germany["fronts_km"])
    assert 0 < germany["encirclement"] < 1
    assert "germany" in exposures["italy"]["helpers"]
    assert exposures["denmark"]["isolation"] == 1.0


def test_shares_and_scores_lie_between_nought_and_one() -> None:
    answer = foedera.pivot_on(shipped(), "1940-07-01")
    assert 0 < answer["weaker"]["share"] < answer["stronger"]["share"] < 1
    for one in answer["exposures"]:
        assert 0 <= one["encirclement"] <= 1 and 0 <= one["isolation"] <= 1


def test_a_day_without_two_camps_says_which_days_have_them() -> None:
    with pytest.raises(BadQuestion) as fault:
        foedera.pivot_on(shipped(), "1925-01-01")
    assert str(fault.value) == "the record names no two camps on 1925-01-01; it has: 1936-10-25 to 1941-06-22"


def test_without_the_extra_one_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = util.find_spec
    monkeypatch.setattr(extra, "find_spec", lambda name: None if name == "highspy" else found(name))
    with pytest.raises(FoederaError):
        foedera.pivot_on(shipped(), "1939-08-22")
    monkeypatch.setattr("sys.argv", ["foedera", "balance", "1939-08-22"])
    monkeypatch.setattr(cli, "load", lambda name=None: shipped())
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 2
    said = "foedera: this question needs highspy; install the extra with: pip install 'foedera[strategy]'\n"
    assert capsys.readouterr().err == said


def test_balance_wants_a_day_or_a_file(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["foedera", "balance"])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 2
    assert "give a day, or --edges FILE" in capsys.readouterr().err


def test_the_engine_starts_without_the_libraries_of_the_extra() -> None:
    import subprocess
    import sys

    code = "import sys, foedera.interfaces.cli; print(sorted({'numpy', 'numba', 'highspy'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_the_same_is_served_over_http() -> None:
    client = Client(shipped())
    asked = {
        "/api/align/1936": foedera.align(shipped(), "1936"),
        "/api/align": foedera.align(shipped()),
        "/api/balance/1939-08-22": foedera.balance_on(shipped(), "1939-08-22"),
        "/api/pivot/1939-08-22": foedera.pivot_on(shipped(), "1939-08-22"),
    }
    for address, expected in asked.items():
        said = client.get(address)
        assert said.status_code == 200, address
        assert said.json() == expected, address
    assert client.get("/api/pivot/1925-01-01").status_code == 400


def test_two_days_are_answered_beside_each_other() -> None:
    answer = foedera.pivot_on(shipped(), "1939-08-22", to="1939-08-24")
    assert (answer["pivotal"], answer["then"]["day"], answer["then"]["pivotal"]) == ("soviet-union", "1939-08-24", None)
    with pytest.raises(BadQuestion, match="1939-08-22 is not after 1939-08-24; give the earlier day first"):
        foedera.pivot_on(shipped(), "1939-08-24", to="1939-08-22")


def test_every_state_says_by_what_it_stands_where_it_stands() -> None:
    answer = foedera.pivot_on(shipped(), "1939-08-26")
    by = {row["state"]: [c["commitment"] for c in row["commitments"]] for row in answer["weaker"]["by"]}
    assert "1939-08-25-anglo-polish-mutual-assistance/1" in by["poland"]
    assert set(by) == set(answer["weaker"]["states"]) - set(answer["weaker"]["core"])
    assert sum(answer["weaker"]["sizes"].values()) == pytest.approx(answer["weaker"]["size"])
    soviet = next(one for one in foedera.pivot_on(shipped(), "1939-08-22")["outside"] if one["state"] == "soviet-union")
    assert soviet["help"] and soviet["aside"], "bound to help one side, and to hold back from the other"
    assert set(answer["definitions"]) >= {"pivotal", "camp", "two_fronts", "encirclement", "isolation"}
