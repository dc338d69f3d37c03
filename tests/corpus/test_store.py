"""The local store: whatever stops an import, it holds what it held before, or the new table whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from foedera.corpus import store
from foedera.corpus.reading import read_table
from foedera.errors import FoederaError, UnknownName
from tests.corpus import tables
from tests.corpus.tables import filled, written


def foedera(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "foedera", "corpus", *words],
        capture_output=True, text=True, check=False, env={**os.environ, **environment},
    )  # fmt: skip


def test_a_table_is_kept_with_its_provenance_and_comes_back_as_it_was(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "nmc.csv", tables.NMC))
    store.add(table)
    assert store.frame("cow-nmc").equals(table.frame)
    entry = store.entry("cow-nmc")
    assert (entry["file"], entry["rows"], entry["sha256"]) == ("nmc.csv", 3, table.provenance.sha256)


def test_a_later_table_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    filled(tmp_path, nmc=tables.NMC)
    filled(tmp_path, nmc=tables.NMC.replace("0.25", "0.5"))
    assert store.frame("cow-nmc")["cinc"][0] == 0.5
    assert len(list(store.folder().glob("*.parquet"))) == 1


def test_a_table_that_is_removed_is_gone(tmp_path: Path) -> None:
    filled(tmp_path, nmc=tables.NMC)
    assert foedera("remove", "cow-nmc").stdout == "removed Correlates of War, National Material Capabilities\n"
    assert store.entries() == []
    with pytest.raises(store.NotInStore, match="the corpus holds no table of Correlates of War, National Material"):
        store.frame("cow-nmc")
    with pytest.raises(UnknownName, match="the record knows no table called 'nmc'; nearest: cow-nmc"):
        store.entry("nmc")


def test_a_damaged_copy_is_said_and_not_read(tmp_path: Path) -> None:
    filled(tmp_path, nmc=tables.NMC)
    path = store.folder() / store.entry("cow-nmc")["parquet"]
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(FoederaError, match=r"the corpus's copy of .+ is damaged; run"):
        store.frame("cow-nmc")


#: An import that stops just before a file is moved to its place, and says so.
STOPPED = """
import sys, time
from pathlib import Path
from foedera.corpus import store
from foedera.corpus.reading import read_table
replace = Path.replace
def halt(self, target):
    if str(target).endswith(sys.argv[2]):
        print("stopped", flush=True)
        time.sleep(600)
    return replace(self, target)
Path.replace = halt
store.add(read_table(Path(sys.argv[1])))
"""


@pytest.mark.parametrize("stage", [".parquet", ".json"])
def test_an_import_that_is_killed_leaves_the_store_as_it_was(tmp_path: Path, stage: str) -> None:
    filled(tmp_path, nmc=tables.NMC)
    before = store.entries()
    newer = written(tmp_path, "newer.csv", tables.NMC.replace("0.25", "0.5"))
    with subprocess.Popen(
        [sys.executable, "-c", STOPPED, str(newer), stage], stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "stopped\n"
        program.kill()
    assert store.entries() == before
    assert store.frame("cow-nmc")["cinc"][0] == 0.25
    # The next import finds the store free, does its work and clears away what the killed one left.
    store.add(read_table(newer))
    assert store.frame("cow-nmc")["cinc"][0] == 0.5
    assert sorted(path.suffix for path in store.folder().iterdir() if path.suffix) == [".json", ".parquet"]


def test_two_programs_that_import_at_once_do_each_other_no_harm(tmp_path: Path) -> None:
    files = [
        written(tmp_path, "one.csv", tables.NMC),
        written(tmp_path, "two.csv", tables.NMC.replace("0.25", "0.5")),
        written(tmp_path, "states.csv", tables.STATES),
    ]
    command = [sys.executable, "-m", "foedera", "corpus", "add"]
    programs = [subprocess.Popen([*command, str(path)], stdout=subprocess.DEVNULL) for path in files]
    assert [program.wait(timeout=600) for program in programs] == [0, 0, 0]
    assert store.frame("cow-nmc")["cinc"][0] in (0.25, 0.5)
    assert store.frame("cow-states").height == 5
    assert len(list(store.folder().glob("*.parquet"))) == 2


def test_one_faulty_file_among_many_and_nothing_is_added(tmp_path: Path) -> None:
    good, bad = written(tmp_path, "nmc.csv", tables.NMC), written(tmp_path, "bad.csv", "a,b\n1,2\n")
    run = foedera("add", str(good), str(bad))
    assert run.returncode == 2
    assert run.stderr.startswith("foedera: bad.csv has the header of no table that is known here")
    assert run.stderr.endswith("nothing was added\n")
    assert store.entries() == []


def test_two_files_of_one_table_are_not_added_together(tmp_path: Path) -> None:
    one, two = written(tmp_path, "one.csv", tables.NMC), written(tmp_path, "two.csv", tables.NMC)
    run = foedera("add", str(one), str(two))
    assert run.returncode == 2
    assert run.stderr.startswith("foedera: two.csv and one.csv are both Correlates of War, National Material")


def test_the_commands_list_and_cite_what_is_there(tmp_path: Path) -> None:
    assert foedera("list").stdout.startswith("the corpus is empty; run `foedera corpus add FILE...`")
    added = json.loads(foedera("add", str(written(tmp_path, "nmc-v6.csv", tables.NMC)), "--json").stdout)
    assert added["added"][0]["kind"] == "cow-nmc"
    assert foedera("list").stdout == (
        "cow-nmc: Correlates of War, National Material Capabilities, version 6, 1930-1931, 3 rows\n"
    )
    cited = foedera("cite", "cow-nmc").stdout
    assert "version 6. Singer, J. David, Stuart Bremer, and John Stuckey. 1972." in cited
    assert f"sha256 {added['added'][0]['sha256'][:16]}" in cited
    assert "cow-nmc: Correlates of War, National Material Capabilities; ccode cinc" in foedera("kinds").stdout


def test_without_polars_the_extra_is_named(tmp_path: Path) -> None:
    hidden = "import sys; sys.modules['polars'] = None; sys.argv = ['foedera', 'corpus', 'list']; "
    run = subprocess.run(
        [sys.executable, "-c", hidden + "from foedera.interfaces.cli import main; main()"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (
        2,
        "foedera: the corpus needs polars; install it with: pip install 'foedera[corpus]'\n",
    )


def test_the_store_is_plain_parquet(tmp_path: Path) -> None:
    filled(tmp_path, nmc=tables.NMC)
    (path,) = store.folder().glob("*.parquet")
    assert pl.read_parquet(path).columns[:2] == ["ccode", "year"]
