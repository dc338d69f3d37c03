"""Files written whole or not at all: killed, full, forbidden, two at once, in other places and times."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from foedera.disk import PART, NotWritten, placed, write_text
from tests.tiny import ALLIANCE, write

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="limits and devices as Linux has them")


def foedera(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "foedera", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False, env={**os.environ, **environment}
    )


def test_what_is_written_is_there_and_nothing_else(tmp_path: Path) -> None:
    write_text(tmp_path / "a.json", "łódź\n")
    assert (tmp_path / "a.json").read_bytes() == "łódź\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_whatever_breaks_the_writing_the_old_file_stands(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(ZeroDivisionError), placed(target) as part:
        part.write_text("half", encoding="utf-8")
        raise ZeroDivisionError
    assert target.read_text(encoding="utf-8") == "old" and len(list(tmp_path.iterdir())) == 1


KILLED = """
import os, signal, sys
from pathlib import Path
from foedera.disk import placed
with placed(Path(sys.argv[1])) as part:
    part.write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@LINUX
def test_a_writer_that_is_killed_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old", encoding="utf-8")
    run = subprocess.run([sys.executable, "-c", KILLED, str(target)], check=False)
    assert run.returncode == -9
    assert target.read_text(encoding="utf-8") == "old"
    left = [path.name for path in tmp_path.iterdir() if path != target]
    assert len(left) == 1 and left[0].startswith(".") and left[0].endswith(PART)


WHY = {
    errno.ENOSPC: "the disk is full; free some space",
    errno.EROFS: "the disk is read-only; choose another folder",
    errno.EACCES: "you may not write there; choose another folder, or change its permissions",
    errno.EIO: "input/output error; check the disk",
}


@pytest.mark.parametrize("number", WHY)
def test_a_disk_that_fails_is_said_in_one_sentence(tmp_path: Path, number: int) -> None:
    with pytest.raises(NotWritten) as said, placed(tmp_path / "a.txt"):
        raise OSError(number, os.strerror(number))
    assert str(said.value) == f"cannot write {tmp_path / 'a.txt'}: {WHY[number]}. Nothing was changed"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "says"), [("nowhere/a.txt", "there is no such folder"), ("folder", "it is a folder"), ("x" * 300, "long")]
)
def test_a_place_that_is_none_is_said(tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(NotWritten, match=says):
        write_text(tmp_path / name, "x")


@LINUX
def test_a_full_disk_is_said_by_the_command_and_the_old_file_stands(tmp_path: Path) -> None:
    run = foedera("map", "1938-10-01", "--geojson", "/dev/full")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "foedera: cannot write /dev/full: the disk is full; free some space. Nothing was changed\n"
    target = tmp_path / "map.geojson"
    target.write_text("old", encoding="utf-8")
    limited = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)); "
    code = limited + "from foedera.interfaces.cli import main; main()"
    arguments = ["map", "1938-10-01", "--geojson", str(target)]
    run = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")},
    )  # fmt: skip
    assert run.returncode == 2 and "would be larger than is allowed here" in run.stderr
    assert target.read_text(encoding="utf-8") == "old"
    assert not list(tmp_path.rglob(f"*{PART}"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    run = foedera("map", "1938-10-01", "--geojson", str(tmp_path / "map.geojson"))
    assert run.returncode == 2 and "you may not write there" in run.stderr


def test_two_programs_on_one_dossier_give_the_same_answer(tmp_path: Path) -> None:
    root, cache = write(tmp_path / "record", ALLIANCE), {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "foedera", "-d", str(root), "bound", "1935-06-01", "--json"]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, env=cache) for _ in range(4)]
    said = {run.communicate()[0] for run in runs}
    assert len(said) == 1 and json.loads(said.pop())["commitments"]
    assert not list((tmp_path / "cache").rglob(f"*{PART}"))


ELSEWHERE = {
    "another clock": {"TZ": "Pacific/Kiritimati"},
    "another clock, behind": {"TZ": "Etc/GMT+12"},
    "a plain locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "utf-8"},
    "a Turkish locale": {"LC_ALL": "tr_TR.UTF-8"},
    "another order of sets": {"PYTHONHASHSEED": "4711"},
}


@pytest.mark.parametrize("environment", ELSEWHERE.values(), ids=ELSEWHERE)
def test_clock_and_locale_change_no_answer(environment: dict[str, str]) -> None:
    question = ("act", "germany attacks poland", "1939-09-01", "--json")
    here = foedera(*question, PYTHONHASHSEED="0")
    assert here.returncode == 0 and foedera(*question, **{"PYTHONHASHSEED": "0", **environment}).stdout == here.stdout


def test_a_dossier_in_a_folder_of_any_name_is_read(tmp_path: Path) -> None:
    root = write(tmp_path / "Łódź и Việt  — 條約", ALLIANCE)
    run = foedera("-d", str(root), "bound", "1935-06-01")
    assert run.returncode == 0 and "alba" in run.stdout
