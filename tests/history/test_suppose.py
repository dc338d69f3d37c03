"""Suppositions: legal counterfactuals and their difference (design 4, point 8)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import foedera
from foedera.errors import BadQuestion, DamagedRecord, UnknownName, Unsupposable
from tests.tiny import ALLIANCE, read

RECORD = (
    ALLIANCE
    + """
[[article]]
id = "2"
pledge = "nonaggression"
between = "each"
text = "They do not attack each other."
--- events/1935.toml
[[event]]
id = "signature"
date = 1930-01-01
title = "Alba and Bela sign"
acts = [{ actor = "alba", verb = "sign", target = "bela", treaty = "1930-01-01-alliance" }]
rests_on = ["1930-01-01-alliance"]
[[event]]
id = "attack"
date = 1935-06-01
title = "Cora attacks Bela"
acts = [{ actor = "cora", verb = "attack", target = "bela" }]
[[event]]
id = "war"
date = 1935-06-03
title = "Alba declares war, as it promised"
acts = [{ actor = "alba", verb = "declare-war", target = "cora", response_to = "attack" }]
rests_on = ["1930-01-01-alliance/1"]
[[event]]
id = "landing"
date = 1935-06-09
title = "Alba lands troops"
rests_on = ["war"]
"""
)


def supposed(folder: Path, text: str, name: str = "it") -> dict[str, Any]:
    return foedera.supposed(read(folder, RECORD + f"--- suppositions/{name}.toml\n{text}"), name)


def rows(answer: dict[str, Any], change: str) -> set[tuple[str, str, str]]:
    return {(row["event"], row["verdict"], row["commitment"]) for row in answer[change]}


HELP = ("attack", "due", "1930-01-01-alliance/1")


def test_point_8_without_a_treaty_its_findings_are_lost(tmp_path: Path) -> None:
    answer = foedera.supposed(read(tmp_path, RECORD), remove=["1930-01-01-alliance"])
    assert rows(answer, "lost") == {HELP}
    assert rows(answer, "gained") == set()


def test_point_8_the_answer_says_that_it_is_a_legal_counterfactual(tmp_path: Path) -> None:
    answer = foedera.supposed(read(tmp_path, RECORD), remove=["1930-01-01-alliance"])
    assert "legal counterfactual" in answer["caution"] and "crisis" in answer["caution"]


def test_point_8_events_that_lose_what_they_rested_on_are_listed_down_the_chain(tmp_path: Path) -> None:
    answer = foedera.supposed(read(tmp_path, RECORD), remove=["1930-01-01-alliance"])
    assert [(e["id"], e["rested_on"]) for e in answer["groundless"]] == [
        ("signature", ["1930-01-01-alliance"]),
        ("war", ["1930-01-01-alliance/1"]),
        ("landing", ["war"]),
    ]


def test_point_8_the_acts_stay_as_they_were(tmp_path: Path) -> None:
    """Alba still declares war: what it would have done is no question of law."""
    answer = foedera.supposed(read(tmp_path, RECORD), remove=["1930-01-01-alliance/2"])
    assert rows(answer, "lost") == rows(answer, "gained") == set()


SUPPOSED = {
    "an article removed": ('title = "s"\nremove = ["1930-01-01-alliance/1"]\n', {HELP}, set()),
    "an event removed": ('title = "s"\nremove = ["attack"]\n', {HELP}, set()),
    "a treaty that never took force": (
        'title = "s"\n[[change]]\nrecord = "1930-01-01-alliance"\n[change.set]\n"force.by" = "never"\n', {HELP}, set(),
    ),
    "a treaty in force too late": (
        'title = "s"\n[[change]]\nrecord = "1930-01-01-alliance"\nset = { "force.from" = 1936-01-01 }\n', {HELP}, set(),
    ),
    "a trigger that means another": (
        'title = "s"\n[[change]]\nrecord = "1930-01-01-alliance"\nset = { "article.1.trigger.by" = "dara" }\n',
        {HELP}, set(),
    ),
    "an attack upon another": (
        'title = "s"\n[[change]]\nrecord = "attack"\nset = { "acts.0.target" = "alba" }\n',
        {HELP}, {("attack", "due", "1930-01-01-alliance/1")},
    ),
    "a treaty added": (
        'title = "s"\n[[treaty]]\nid = "1931-01-01-peace"\ntitle = "Peace"\nparties = ["bela", "cora"]\n'
        'signed = 1931-01-01\nforce = { by = "signature" }\nsources = [{ ref = "book" }]\n'
        '[[treaty.article]]\nid = "1"\npledge = "nonaggression"\nbetween = "each"\ntext = "Peace."\n',
        set(), {("attack", "breach", "1931-01-01-peace/1")},
    ),
    "an event added": (
        'title = "s"\n[[event]]\nid = "treason"\ndate = 1936-01-01\ntitle = "Bela attacks Alba"\n'
        'sources = [{ ref = "book" }]\nacts = [{ actor = "bela", verb = "attack", target = "alba" }]\n',
        set(), {("treason", "breach", "1930-01-01-alliance/2")},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "lost", "gained"), SUPPOSED.values(), ids=SUPPOSED)
def test_supposed(tmp_path: Path, text: str, lost: set[tuple[str, ...]], gained: set[tuple[str, ...]]) -> None:
    answer = supposed(tmp_path, text)
    assert (rows(answer, "lost"), rows(answer, "gained")) == (lost, gained)


def test_a_proposal_put_in_force_binds(tmp_path: Path) -> None:
    proposal = """
--- treaties/1934-01-01-proposal.toml
title = "What Dara proposed"
kind = "proposal"
parties = ["dara", "bela"]
signed = 1934-01-01
force = { by = "never" }
[[article]]
id = "1"
pledge = "defense"
between = "each"
text = "Help."
trigger = { act = "attack" }
--- suppositions/accepted.toml
title = "Bela accepts"
[[change]]
record = "1934-01-01-proposal"
set = { force = { by = "signature" } }
"""
    answer = foedera.supposed(read(tmp_path, RECORD + proposal), "accepted")
    assert rows(answer, "gained") == {("attack", "due", "1934-01-01-proposal/1")}


def test_a_supposition_may_build_on_another(tmp_path: Path) -> None:
    base = '--- suppositions/base.toml\ntitle = "b"\nremove = ["attack"]\n'
    answer = supposed(tmp_path, f'title = "s"\nextends = ["base"]\nremove = ["1930-01-01-alliance/2"]\n{base}')
    assert rows(answer, "lost") == {HELP}


def test_the_record_itself_is_never_changed(tmp_path: Path) -> None:
    dossier = read(tmp_path, RECORD)
    before = foedera.replayed(dossier)
    foedera.supposed(dossier, remove=["1930-01-01-alliance"])
    assert foedera.replayed(dossier) == before


FAULTS = {
    "nothing changed": ('title = "s"\n', Unsupposable, "changes nothing"),
    "a name that is not there": (
        'title = "s"\nremove = ["1930-01-01-alianse"]\n', Unsupposable, "no treaty, article or event",
    ),
    "an article that is not there": (
        'title = "s"\nremove = ["1930-01-01-alliance/9"]\n', Unsupposable, "no article or protocol '9'",
    ),
    "a key that is not there": (
        'title = "s"\n[[change]]\nrecord = "1930-01-01-alliance"\nset = { "forse.by" = "never" }\n',
        Unsupposable, "unknown key 'forse'",
    ),
    "a value of the wrong kind": (
        'title = "s"\n[[change]]\nrecord = "1930-01-01-alliance"\nset = { signed = "yesterday" }\n',
        Unsupposable, "must be a date",
    ),
    "a part that the record lacks": (
        'title = "s"\n[[change]]\nrecord = "1930-01-01-alliance"\nset = { "term.years" = 5 }\n',
        Unsupposable, "has no 'term'",
    ),
    "a treaty added without an id": ('title = "s"\n[[treaty]]\ntitle = "t"\n', BadQuestion, "needs an `id`"),
    "a treaty added with a fault": (
        'title = "s"\n[[treaty]]\nid = "t"\ntitle = "t"\n', DamagedRecord, "needs the key 'signed'",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "fault", "says"), FAULTS.values(), ids=FAULTS)
def test_fault(tmp_path: Path, text: str, fault: type[Exception], says: str) -> None:
    with pytest.raises(fault, match=says):
        supposed(tmp_path, text)


def test_a_circle_of_suppositions_is_named(tmp_path: Path) -> None:
    circle = '--- suppositions/two.toml\ntitle = "2"\nextends = ["one"]\n'
    with pytest.raises(Unsupposable, match="one -> two -> one"):
        supposed(tmp_path, f'title = "1"\nextends = ["two"]\n{circle}', "one")


def test_a_file_of_the_users_own_is_read(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('title = "No attack"\nremove = ["attack"]\n', encoding="utf-8")
    answer = foedera.supposed(read(tmp_path / "record", RECORD), str(mine))
    assert rows(answer, "lost") == {HELP}


def test_a_broken_file_shows_its_line(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('title = "No attack"\nremov = ["attack"]\n', encoding="utf-8")
    with pytest.raises(DamagedRecord, match=r"mine\.toml:2: unknown key 'remov' in a supposition"):
        foedera.supposed(read(tmp_path / "record", RECORD), str(mine))


def test_neither_or_both_is_no_question(tmp_path: Path) -> None:
    dossier = read(tmp_path, RECORD)
    with pytest.raises(BadQuestion):
        foedera.supposed(dossier)
    with pytest.raises(BadQuestion):
        foedera.supposed(dossier, "it", remove=["attack"])
    with pytest.raises(UnknownName, match="no supposition called 'nowhere'"):
        foedera.supposed(dossier, "nowhere")
