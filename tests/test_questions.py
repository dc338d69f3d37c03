"""Questions as a stranger asks them at the shell: what is wrong is one sentence, what is right is the contract."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import select
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.asking import Ask, Said
from tests.tiny import ALLIANCE, write


def shell(*words: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Runs the program as the shell does."""
    return subprocess.run(
        [sys.executable, "-m", "foedera", *words],
        capture_output=True, text=True, timeout=600, env={**os.environ, **(env or {})}, encoding="utf-8",
    )  # fmt: skip


ATTACK = ("act", "cora attacks bela", "1935-01-01")
FAULTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    # what is wrong: (the question, words that the sentence must hold)
    "a wrong name shows the nearest": (("bound", "1935-01-01", "--by", "albia"), ("no state called 'albia'", "alba")),
    "a name like no other says where to look": (
        ("event", "qqq"), ("no event called 'qqq'; look for it with `foedera search`",)
    ),
    "a crisis that is none": (("crisis", "qqq"), ("no crisis called 'qqq'; `foedera crisis` lists them",)),
    "a search for nothing": (("search", " "), ("needs at least one word; write a name",)),
    "a wrong name in an act": (("act", "korra attacks bela", "1935-01-01"), ("korra", "cora")),
    "a wrong target": (("act", "cora attacks bella", "1935-01-01"), ("bella", "bela")),
    "a name that fits two shows both": (
        ("bound", "1935-01-01", "--by", "the Republic"), ("fits more than one state", "bela", "cora", "say which"),
    ),
    "a treaty's words that fit two show both": (
        ("treaty", "alba"), ("more than one treaty", "1930-01-01-alliance", "1931-01-01-trade"),
    ),
    "an unknown treaty": (("treaty", "1930-01-01-alianse"), ("no treaty called", "1930-01-01-alliance")),
    "an unknown place": (("place", "belaa"), ("no place called 'belaa'", "bela")),
    "an unknown person": (("person", "nobody"), ("no person called 'nobody'",)),
    "an unknown observer": (("bound", "1935-01-01", "--known-to", "albia"), ("no state called 'albia'", "alba")),
    "a day that the calendar lacks": (("bound", "1935-02-30"), ("1935-02 has 28 days", "no day 30")),
    "a thirteenth month": (("bound", "1935-13-01"), ("no month 13", "01 to 12")),
    "a year where a day is needed": (("bound", "1935"), ("YYYY-MM-DD",)),
    "a day in words": (("day", "yesterday"), ("YYYY-MM-DD", "1939-09-01")),
    "a day before the record": (("bound", "1800-01-01"), ("outside this record", "1900-01-01 to 1999-12-31")),
    "a day after the record": (("day", "2026-01-01"), ("outside this record", "1900-01-01 to 1999-12-31")),
    "an unknown verb shows the nearest": (
        ("act", "cora attaks bela", "1935-01-01"), ("no verb that the record knows", "attacks", "ACTOR VERB TARGET"),
    ),
    "no target": (("act", "cora attacks", "1935-01-01"), ("does not say whom", "ACTOR VERB TARGET")),
    "no actor": (("act", "attacks bela", "1935-01-01"), ("does not say who acts", "ACTOR VERB TARGET")),
    "an attack upon itself": (("act", "cora attacks cora", "1935-01-01"), ("itself",)),
    "an empty act": (("act", "", "1935-01-01"), ("ACTOR VERB TARGET",)),
    "an unknown reading": ((*ATTACK, "--reading", "scop=wide"), ("no reading called 'scop'", "scope")),
    "an unknown alternative": ((*ATTACK, "--reading", "scope=huge"), ("narrow, wide", "scope=narrow")),
    "a reading without alternative": ((*ATTACK, "--reading", "scope"), ("narrow, wide",)),
    "an unknown assumption": ((*ATTACK, "--assuming", "broken"), ("--assuming takes `kept`", "broken")),
    "an unknown pledge": (("bound", "1935-01-01", "--pledge", "love"), ("no pledge called 'love'", "defense")),
    "given nonsense": ((*ATTACK, "--given", "nonsense"), ("'nonsense'", "ACTOR VERB TARGET")),
    "given what cannot be given": (
        (*ATTACK, "--given", "cora signs bela"), ("cannot be given", "attacks", "assistance"),
    ),
    "given a wrong name": ((*ATTACK, "--given", "dora attacks bela"), ("dora", "cora")),
    "an unknown article": (("why", "1930-01-01-alliance/9", "1935-01-01"), ("no article", "'9'", "1")),
    "suppositions in a circle": (("suppose", "one"), ("circle", "one -> two -> one")),
    "a supposition that touches nothing": (("suppose", "nothing"), ("'nothing' changes nothing",)),
    "a removal that touches nothing": (("suppose", "--without", "1930-01-01-alianse"), ("nothing would change",)),
    "a supposition that is not there": (("suppose", "nowhere.toml"), ("no supposition called", "TOML file")),
    "neither a supposition nor a removal": (("suppose",), ("--without",)),
    "two days in the wrong order": (("day", "1935-01-01", "--to", "1930-01-01"), ("earlier day first",)),
    "a replay in the wrong order": (("replay", "--from", "1940-01-01", "--to", "1930-01-01"), ("earlier day first",)),
}  # fmt: skip


def one_sentence(said: Said, *parts: str) -> None:
    """Exit code 2, nothing on stdout, one line on stderr that begins with the program's name."""
    assert said.code == 2, said
    assert said.out == ""
    assert said.err.startswith("foedera: ") and said.err.count("\n") == 1, said.err
    assert "Traceback" not in said.err
    for part in parts:
        assert part in said.err


@pytest.mark.parametrize(("words", "parts"), FAULTS.values(), ids=FAULTS)
def test_fault(ask: Ask, folder: Path, words: tuple[str, ...], parts: tuple[str, ...]) -> None:
    one_sentence(ask(*words, "--dossier", str(folder)), *parts)


@pytest.mark.parametrize(("words", "parts"), FAULTS.values(), ids=FAULTS)
def test_a_question_for_json_has_the_same_fault(
    ask: Ask, folder: Path, words: tuple[str, ...], parts: tuple[str, ...]
) -> None:
    one_sentence(ask(*words, "--json", "--dossier", str(folder)), *parts)


def test_an_unknown_dossier_names_those_there_are(ask: Ask) -> None:
    one_sentence(ask("bound", "1935-01-01", "--dossier", "peloponnesian-war"), "peloponnesian-war", "interwar")


def test_a_damaged_dossier_is_refused_with_its_first_problem(ask: Ask, tmp_path: Path) -> None:
    write(tmp_path, ALLIANCE.replace('"defense"', '"defence"'))
    said = ask("bound", "1935-01-01", "--dossier", str(tmp_path))
    assert (said.code, said.out) == (2, "")
    assert "has 1 problem; run `foedera check" in said.err and "nearest: defense" in said.err


def test_a_broken_supposition_file_shows_its_line(ask: Ask, folder: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('title = "Mine"\nremove = [1930-01-01-alliance]\n', encoding="utf-8")
    said = ask("suppose", str(mine), "--dossier", str(folder))
    assert (said.code, said.out) == (2, "")
    assert f"{mine}:2: not TOML" in said.err


def test_check_exits_1_on_any_problem_and_lists_all(ask: Ask, tmp_path: Path) -> None:
    write(tmp_path, ALLIANCE.replace('"defense"', '"defence"').replace('["alba", "bela"]', '["alba", "bela", 3]'))
    said = ask("check", str(tmp_path))
    assert said.code == 1
    assert "'defence' is not one of the words for pledge" in said.out and "must be a text, not a number" in said.out
    assert said.out.strip().splitlines()[-1].startswith("2 problems")


def test_check_in_json_has_file_line_message_and_hint(ask: Ask, tmp_path: Path) -> None:
    write(tmp_path, ALLIANCE.replace('"defense"', '"defence"'))
    said = ask("check", str(tmp_path), "--json")
    (problem,) = said.json["problems"]
    assert said.code == 1
    assert problem["file"].endswith("1930-01-01-alliance.toml") and problem["line"] == 9
    assert (problem["message"], problem["hint"]) == ("'defence' is not one of the words for pledge", "nearest: defense")


def test_check_says_what_it_looked_at(ask: Ask, folder: Path) -> None:
    assert ask("check", str(folder)).out.endswith(": 2 treaties, 0 events\n")


@pytest.mark.parametrize("name", ["interwar", "july-1914"])
def test_a_shipped_record_has_no_problem(ask: Ask, name: str) -> None:
    said = ask("check", name)
    assert said.code == 0, said.out[:2000]


USAGE = {
    "an unknown command": (("nonsense",), "No such command 'nonsense'"),
    "a missing day": (("bound",), "Missing argument"),
    "an unknown option": (("bound", "1939-09-01", "--form", "poland"), "No such option"),
    "a port that is no number": (("serve", "--port", "abc"), "'abc' is not a valid integer"),
    "one word too many": (("bound", "1939-09-01", "poland"), "unexpected extra argument"),
}


@pytest.mark.parametrize(("words", "part"), USAGE.values(), ids=USAGE)
def test_usage(ask: Ask, words: tuple[str, ...], part: str) -> None:
    said = ask(*words)
    assert (said.code, said.out) == (2, "")
    assert part in said.err and "Traceback" not in said.err


def test_no_arguments_show_the_commands() -> None:
    said = shell()
    assert said.returncode in (0, 2) and "Traceback" not in said.stderr
    for command in ("bound", "act", "treaty", "check"):
        assert re.search(rf"\b{command}\b", said.stdout + said.stderr)


@pytest.mark.parametrize("command", ["bound", "act", "why", "whynot", "day", "treaty", "place", "suppose", "check"])
def test_every_command_has_help(ask: Ask, command: str) -> None:
    said = ask(command, "--help")
    assert said.code == 0 and "Usage:" in said.out


# -- at a real shell ----------------------------------------------------------------------


def test_the_guard_stands_around_the_installed_program_too() -> None:
    said = shell("bound", "1939-02-30")
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr == "foedera: '1939-02-30': 1939-02 has 28 days, so there is no day 30\n"


def test_a_reader_that_leaves_early_is_no_crash(folder: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "foedera", "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert program.stdout is not None and program.stderr is not None
    program.stdout.readline()
    program.stdout.close()
    assert program.stderr.read() == b""
    program.stderr.close()
    assert program.wait(30) in (0, 141)  # told in full before the reader left, or stopped as other tools are


def on_a_terminal(*words: str, env: dict[str, str]) -> str:
    """What the program writes to a terminal."""
    main, side = pty.openpty()
    try:
        program = subprocess.Popen(
            [sys.executable, "-m", "foedera", *words], stdout=side, stderr=side, stdin=side,
            env={k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")} | env,
        )  # fmt: skip
        os.close(side)
        return "".join(part.decode("utf-8", "replace") for part in _until_closed(main, program))
    finally:
        os.close(main)


def _until_closed(main: int, program: subprocess.Popen[bytes]) -> Iterator[bytes]:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        ready, _, _ = select.select([main], [], [], 0.2)
        if ready:
            try:
                part = os.read(main, 65536)
            except OSError:
                break
            if not part:
                break
            yield part
        elif program.poll() is not None:
            break
    program.wait(10)


COLOUR = re.compile(r"\x1b\[[0-9;]*3[0-7]m|\x1b\[3[0-7]m|\x1b\[[0-9;]*38;")


def test_a_terminal_has_colours_and_no_color_takes_them_away(folder: Path) -> None:
    words = (*ATTACK, "--dossier", str(folder))
    term = {"TERM": "xterm-256color", "COLUMNS": "100"}
    assert COLOUR.search(on_a_terminal(*words, env=term))
    plain = on_a_terminal(*words, env={**term, "NO_COLOR": "1"})
    assert "alba" in plain and not COLOUR.search(plain)


def test_a_pipe_has_no_colours(folder: Path) -> None:
    assert "\x1b" not in shell(*ATTACK, "--dossier", str(folder)).stdout


def test_a_shell_that_speaks_ascii_only_still_gets_an_answer(folder: Path) -> None:
    said = shell(*ATTACK, "--dossier", str(folder), env={"PYTHONIOENCODING": "ascii:backslashreplace"})
    assert said.returncode == 0 and "alba" in said.stdout


def test_a_port_in_use_says_so_and_how_to_choose_another(folder: Path) -> None:
    with contextlib.closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        said = shell("serve", "--no-open", "--port", port, "--dossier", str(folder))
    assert said.returncode == 2 and "Traceback" not in said.stderr
    assert f"foedera: port {port} is already in use; choose another with --port" in said.stderr


def test_a_port_out_of_range_is_one_sentence(folder: Path) -> None:
    said = shell("serve", "--no-open", "--port", "99999999", "--dossier", str(folder))
    assert said.returncode == 2 and "Traceback" not in said.stderr


def test_a_port_in_use_prints_nothing_on_stdout_and_one_sentence(folder: Path) -> None:
    with contextlib.closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        said = shell("serve", "--no-open", "--port", str(taken.getsockname()[1]), "--dossier", str(folder))
    assert said.stdout == "" and said.stderr.count("\n") == 1


def test_a_name_with_control_characters_is_not_sent_to_the_terminal(ask: Ask, folder: Path) -> None:
    said = ask("state", "al\x1b[2Jba", "--dossier", str(folder))
    assert "\x1b" not in said.err


# -- names in every form ---------------------------------------------------------------------

NAMES = {
    "Germany": "germany", "germany": "germany", "GERMANY": "germany", "Đức": "germany", "Duc": "germany",
    "GMY": "germany", "255": "germany", "DEU": "germany", "Allemagne": "germany", "Deutschland": "germany",
    "Ba Lan": "poland", "Polska": "poland", "POL": "poland", "290": "poland",
    "URSS": "soviet-union", "USSR": "soviet-union", "Liên Xô": "soviet-union", "СССР": "soviet-union",
    "soviet_union": "soviet-union", "the Soviet Union": "soviet-union", "365": "soviet-union",
    "Great Britain": "united-kingdom", "România": "romania", "Romania": "romania", "360": "romania",
}  # fmt: skip


@pytest.mark.parametrize(("name", "state"), NAMES.items(), ids=NAMES)
def test_a_state_is_found_under_any_of_its_names(ask: Ask, name: str, state: str) -> None:
    assert ask("state", name, "--json").json["state"] == state


def test_names_work_inside_an_act(ask: Ask) -> None:
    said = ask("act", "Đức attacks Ba Lan", "1939-09-01", "--json").json
    assert (said["act"]["actor"], said["act"]["target"]) == ("germany", "poland")


def test_a_pledge_in_british_spelling_is_understood(ask: Ask, folder: Path) -> None:
    said = ask("bound", "1935-01-01", "--pledge", "defence", "--json", "--dossier", str(folder)).json
    assert {row["pledge"] for row in said["commitments"]} == {"defense"}
