"""The compiled copy of a record: used when it is whole and of today, and never trusted otherwise."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

import foedera
from foedera.dossier import dossier as loading
from foedera.dossier import files
from tests.tiny import ALLIANCE, write

PACKAGE = Path(foedera.__file__).parent


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "foedera"


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A tiny dossier's folder."""
    return write(tmp_path / "record", ALLIANCE)


def copies(cache: Path) -> list[Path]:
    return sorted(cache.glob("*.dossier"))


def no_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on, whoever reads the files instead of the copy fails."""

    def refuse(*_: object) -> None:
        raise AssertionError("the files were read")

    monkeypatch.setattr(loading, "read_dossier", refuse)


def test_a_copy_is_made_and_used_while_the_record_is_unchanged(
    cache: Path, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = foedera.load(record)
    assert len(copies(cache)) == 1
    no_reading(monkeypatch)
    again = foedera.load(record)
    assert again.treaties == first.treaties and again.digest == first.digest


def settled(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the record's files had lain untouched for a while."""
    monkeypatch.setattr(files, "_SETTLED", -(10**18))


def test_files_that_lie_untouched_are_not_even_read(cache: Path, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settled(record, monkeypatch)
    first = foedera.load(record)
    monkeypatch.setattr(Path, "read_bytes", only_from(cache))
    assert foedera.load(record).digest == first.digest


def only_from(folder: Path) -> Callable[[Path], bytes]:
    """Reading of files that fails outside a folder, and outside the program's own."""
    read = Path.read_bytes

    def reading(path: Path) -> bytes:
        assert path.is_relative_to(folder) or path.is_relative_to(PACKAGE), f"{path} was read"
        return read(path)

    return reading


@pytest.mark.parametrize("times", ["as they come", "put back by hand"])
def test_an_edit_of_the_same_length_is_noticed_whatever_the_time_of_the_file(
    cache: Path, record: Path, monkeypatch: pytest.MonkeyPatch, times: str
) -> None:
    settled(record, monkeypatch)
    foedera.load(record)
    (path,) = (record / "treaties").glob("*.toml")
    before, text = path.stat(), path.read_text(encoding="utf-8")
    path.write_text(text.replace("Alliance", "alliance"), encoding="utf-8")
    if times == "put back by hand":
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    (treaty,) = foedera.load(record).treaties.values()
    assert len(text) == path.stat().st_size and "alliance" in treaty.title


def test_a_file_written_a_moment_ago_is_read_again(cache: Path, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_SETTLED", 10**18)
    foedera.load(record)
    assert not list(cache.glob("*.stamp"))


def test_what_comes_from_the_copy_is_equal_to_what_comes_from_the_files(cache: Path, record: Path) -> None:
    fresh = foedera.load(record, cached=False)
    foedera.load(record)
    kept = foedera.load(record)
    assert (kept.compiled, fresh.compiled) == (True, False)
    assert dict(kept.states) == dict(fresh.states) and kept.case == fresh.case
    assert repr(kept.treaties["1930-01-01-alliance"]) == repr(fresh.treaties["1930-01-01-alliance"])


def test_an_answer_from_the_copy_is_the_answer_from_the_files(cache: Path, record: Path) -> None:
    fresh = foedera.load(record, cached=False)
    foedera.load(record)
    kept = foedera.load(record)
    question = ("cora attacks bela", "1935-01-01")
    assert foedera.act_on(kept, *question) == foedera.act_on(fresh, *question)


def test_no_copy_is_made_when_none_is_wanted(cache: Path, record: Path) -> None:
    foedera.load(record, cached=False)
    assert copies(cache) == []


def test_a_copy_is_stale_once_a_file_has_changed(cache: Path, record: Path) -> None:
    foedera.load(record)
    path = record / "treaties" / "1930-01-01-alliance.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("Alliance of", "Pact of"), encoding="utf-8")
    assert foedera.load(record).treaties["1930-01-01-alliance"].title == "Pact of Alba and Bela"


def test_a_change_that_keeps_size_and_time_is_seen(cache: Path, record: Path) -> None:
    foedera.load(record)
    path = record / "treaties" / "1930-01-01-alliance.toml"
    before = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("1930-01-01\n", "1930-01-02\n"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert foedera.load(record).treaties["1930-01-01-alliance"].signed.day == 2


def test_a_copy_is_stale_once_a_file_is_added_taken_away_or_renamed(cache: Path, record: Path) -> None:
    foedera.load(record)
    old = record / "treaties" / "1930-01-01-alliance.toml"
    old.rename(old.with_name("1930-01-01-pact.toml"))
    assert list(foedera.load(record).treaties) == ["1930-01-01-pact"]
    (record / "treaties" / "1930-01-01-pact.toml").unlink()
    assert list(foedera.load(record).treaties) == []


def test_a_damaged_record_is_refused_and_leaves_no_copy(cache: Path, record: Path) -> None:
    path = record / "states" / "alba.toml"
    path.write_text("titel = 1\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(foedera.FoederaError):
            foedera.load(record)
    assert copies(cache) == []


def summed(content: bytes) -> bytes:
    """Content behind a right checksum."""
    return zlib.crc32(content).to_bytes(4, "big") + content


DAMAGE = {
    "empty": lambda whole: b"",
    "cut within the checksum": lambda whole: whole[:3],
    "cut in the middle": lambda whole: whole[: len(whole) // 2],
    "short of its last byte": lambda whole: whole[:-1],
    "longer by a byte": lambda whole: whole + b"x",
    "one bit flipped in the checksum": lambda whole: bytes([whole[0] ^ 1]) + whole[1:],
    "one bit flipped in the middle": lambda whole: (
        whole[: len(whole) // 2] + bytes([whole[len(whole) // 2] ^ 1]) + whole[len(whole) // 2 + 1 :]
    ),
    "another program's file": lambda whole: b"PK\x03\x04" + bytes(500),
    "a sound copy of something that is no dossier": lambda whole: summed(pickle.dumps({"a": 1})),
    "a checksum over what is no pickle": lambda whole: summed(b"nonsense"),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_copy_is_ignored_and_mended(
    cache: Path, record: Path, monkeypatch: pytest.MonkeyPatch, damage: object
) -> None:
    foedera.load(record)
    (copy,) = copies(cache)
    whole = copy.read_bytes()
    copy.write_bytes(damage(whole))  # type: ignore[operator]
    assert list(foedera.load(record).treaties) == ["1930-01-01-alliance"]
    no_reading(monkeypatch)
    assert list(foedera.load(record).treaties) == ["1930-01-01-alliance"], "the copy was written anew"


class Intruder:
    """Unpickled, it leaves a mark."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.mark),)


@pytest.mark.parametrize("head", [b"", bytes(32)], ids=["as it is", "behind a wrong checksum"])
def test_a_foreign_pickle_in_the_place_of_the_copy_is_not_run(
    cache: Path, record: Path, tmp_path: Path, head: bytes
) -> None:
    foedera.load(record)
    (copy,) = copies(cache)
    mark = tmp_path / "mark"
    copy.write_bytes(head + pickle.dumps(Intruder(mark)))
    foedera.load(record)
    assert not mark.exists()


def test_a_foreign_pickle_with_a_right_checksum_is_not_run_either(cache: Path, record: Path, tmp_path: Path) -> None:
    foedera.load(record)
    mark = tmp_path / "mark"
    content = pickle.dumps(Intruder(mark))
    for copy in copies(cache):
        copy.write_bytes(summed(content))
    foedera.load(record)
    assert not mark.exists()


def test_a_cache_folder_that_cannot_be_made_is_done_without(
    tmp_path: Path, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert list(foedera.load(record).treaties) == ["1930-01-01-alliance"]


def test_a_copy_whose_place_is_taken_by_a_folder_is_done_without(cache: Path, record: Path) -> None:
    foedera.load(record)
    (copy,) = copies(cache)
    copy.unlink()
    copy.mkdir()
    assert list(foedera.load(record).treaties) == ["1930-01-01-alliance"]
    assert not list(cache.glob("*.part")), "nothing half-written is left"


def test_only_the_owner_may_look_into_the_cache(cache: Path, record: Path) -> None:
    foedera.load(record)
    assert cache.stat().st_mode & 0o077 == 0
    assert all(copy.stat().st_mode & 0o077 == 0 for copy in copies(cache))


def test_old_copies_are_removed(cache: Path, record: Path) -> None:
    for number in range(60):
        (record / "states" / "alba.toml").write_text(
            f'title = "Alba {number}"\nsources = [{{ ref = "book" }}]\n', encoding="utf-8"
        )
        foedera.load(record)
    assert 1 <= len(copies(cache)) <= 30


def _load_often(folder: str, gate: multiprocessing.synchronize.Event, said: multiprocessing.Queue[str]) -> None:
    gate.wait(30)
    for _ in range(20):
        dossier = foedera.load(folder)
        for copy in copies(Path(os.environ["XDG_CACHE_HOME"]) / "foedera"):
            copy.unlink(missing_ok=True)
    said.put(dossier.digest)


def test_processes_that_write_at_once_do_each_other_no_harm(cache: Path, record: Path) -> None:
    context = multiprocessing.get_context("spawn")
    gate, said = context.Event(), context.Queue()
    workers = [context.Process(target=_load_often, args=(str(record), gate, said)) for _ in range(3)]
    for worker in workers:
        worker.start()
    gate.set()
    digests = {said.get(timeout=600) for _ in workers}
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    assert digests == {foedera.load(record).digest}
    assert not list(cache.glob("*.part"))


@pytest.mark.parametrize(
    "module",
    [
        "days.py",
        "dossier/noun.py",
        "dossier/treaties.py",
        "dossier/folder.py",
        "dossier/lines.py",
        "dossier/reading.py",
    ],
)
def test_a_copy_made_by_another_version_of_the_program_is_not_used(
    cache: Path, record: Path, tmp_path: Path, module: str
) -> None:
    program = tmp_path / "program"
    shutil.copytree(PACKAGE, program / "foedera", ignore=shutil.ignore_patterns("__pycache__"))

    def load() -> int:
        code = f"import foedera; assert {str(program)!r} in foedera.__file__; foedera.load({str(record)!r})"
        subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONPATH": str(program)})
        return len(copies(cache))

    first = load()
    assert load() == first >= 1
    with (program / "foedera" / module).open("a", encoding="utf-8") as changed:
        changed.write("\n# another version\n")
    assert load() > first
