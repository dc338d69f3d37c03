"""Panels: units, joins, what is missing, what is zero, and files that others can read."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from tools.shared import AUTHORITIES

from foedera.corpus import panel
from foedera.corpus.panel import create_dyaddays, create_dyadyears, create_kadyears, create_stateyears
from foedera.corpus.reading import read_table
from foedera.corpus.versions import MOVED, NEW, rebuilt
from foedera.errors import BadQuestion
from tests import tiny
from tests.corpus import tables
from tests.corpus.tables import filled, needs_authorities, written

MIDS = """\
dispnum,ccode,styear,stmon,stday,endyear,endmon,endday,sidea,hiact,orig
9,901.0,1931.0,5.0,-9.0,1932.0,2.0,3.0,1.0,17.0,1.0
9,902.0,1931.0,5.0,10.0,1932.0,2.0,3.0,0.0,16.0,1.0
"""


@pytest.fixture(autouse=True)
def store(tmp_path: Path, own_store: None) -> None:
    filled(
        tmp_path, members=tables.MEMBERS, states=tables.STATES, wars=tables.WARS, nmc=tables.NMC,
        contiguity=tables.CONTIGUITY, mids=MIDS,
    )  # fmt: skip


def cell(made: panel.Panel, column: str, one: int, other: int, when: int | date) -> object:
    rows = made.collect().filter((pl.col("ccode1") == one) & (pl.col("ccode2") == other))
    return rows.filter(pl.col(made.keys[-1]) == when)[column].item()


def test_a_state_has_a_row_for_each_year_in_the_system() -> None:
    years = create_stateyears(1939, 1946).collect()
    assert years.filter(pl.col("ccode") == 903)["year"].to_list() == [1939, 1940, 1945, 1946]


def test_a_directed_panel_has_each_pair_both_ways_and_an_undirected_one_once() -> None:
    assert create_dyadyears(1930, 1930).collect().height == 12
    assert create_dyadyears(1930, 1930, directed=False).collect().height == 6


def test_a_pledge_is_one_way_and_counts_in_every_year_that_it_touches() -> None:
    made = create_dyadyears(1930, 1941).add_atop()
    assert [cell(made, "atop_defense", 903, 901, year) for year in (1931, 1932, 1935, 1936)] == [0, 1, 1, 0]
    assert cell(made, "atop_defense", 901, 903, 1933) == 0
    assert cell(made, "atop_nonagg", 901, 903, 1933) == 1


def test_the_days_in_force_are_counted() -> None:
    made = create_dyadyears(1930, 1940).add_atop()
    assert cell(made, "atop_days", 901, 902, 1930) == (date(1930, 12, 31) - date(1930, 3, 5)).days + 1
    assert cell(made, "atop_days", 901, 902, 1936) == 366
    assert cell(made, "atop_days", 901, 904, 1936) == 0


def test_days_in_two_alliances_are_counted_once() -> None:
    twice = tables.MEMBERS + "".join(
        row.replace("7001", "7009").replace("1930,3,5", "1930,2,1") + "\n"
        for row in tables.MEMBERS.splitlines()
        if row.startswith("7001")
    )
    frame = read_table(written(Path(panel.store.folder()).parent, "twice.csv", twice)).frame
    states = panel.store.frame("cow-states")
    made = create_dyadyears(1930, 1930, given={"atop-members": frame, "cow-states": states}).add_atop()
    assert cell(made, "atop_instruments", 901, 902, 1930) == 2
    assert cell(made, "atop_days", 901, 902, 1930) == (date(1930, 12, 31) - date(1930, 2, 1)).days + 1


def test_outside_a_table_s_years_is_missing_and_inside_without_a_row_is_zero() -> None:
    made = create_dyadyears(1900, 1999).add_atop().add_wars()
    assert cell(made, "atop_defense", 901, 904, 1929) is None
    assert cell(made, "atop_defense", 901, 904, 1931) == 0
    assert cell(made, "atop_defense", 901, 904, 1951) is None
    assert cell(made, "war", 901, 902, 1990) == 0


def test_capabilities_stay_missing_where_the_table_has_none() -> None:
    made = create_dyadyears(1930, 1931).add_nmc()
    assert cell(made, "cinc1", 901, 902, 1930) == 0.25
    assert cell(made, "cinc2", 901, 902, 1930) == 0.75
    assert cell(made, "milex1", 901, 902, 1931) is None
    assert cell(made, "cinc2", 901, 902, 1931) is None


def test_contiguity_holds_both_ways() -> None:
    made = create_dyadyears(1930, 1930).add_contiguity()
    assert cell(made, "conttype", 901, 902, 1930) == cell(made, "conttype", 902, 901, 1930) == 1
    assert cell(made, "conttype", 901, 904, 1930) == 0


def test_only_enemies_are_at_war_with_each_other() -> None:
    made = create_dyadyears(1933, 1935).add_wars()
    assert cell(made, "war", 904, 901, 1934) == cell(made, "war_onset", 901, 904, 1934) == 1
    assert cell(made, "war", 901, 902, 1934) == 0
    assert cell(made, "war", 904, 901, 1935) == 0


def test_a_dispute_that_goes_on_has_its_onset_once() -> None:
    made = create_dyadyears(1931, 1932).add_mids()
    assert [cell(made, "mid", 901, 902, year) for year in (1931, 1932)] == [1, 1]
    assert [cell(made, "mid_onset", 901, 902, year) for year in (1931, 1932)] == [1, 0]


def test_a_spell_counts_the_years_since_the_last_war() -> None:
    made = create_dyadyears(1933, 1937).add_wars().add_spells("war")
    assert [cell(made, "war_spell", 904, 901, year) for year in range(1933, 1938)] == [0, 1, 0, 1, 2]


def test_a_dyad_day_has_what_holds_on_that_day() -> None:
    made = create_dyaddays(date(1934, 3, 31), date(1934, 4, 20), states=[901, 902, 904]).add_atop().add_wars()
    assert made.collect().height == 21 * 6
    assert cell(made, "war", 904, 901, date(1934, 3, 31)) == 0
    assert cell(made, "war_onset", 904, 901, date(1934, 4, 1)) == 1
    assert cell(made, "war_onset", 904, 901, date(1934, 4, 2)) == 0
    assert cell(made, "war", 904, 902, date(1934, 4, 20)) == 1
    assert cell(made, "atop_defense", 901, 902, date(1934, 4, 1)) == 1


def test_a_group_of_three_has_a_row_when_all_are_in_the_system() -> None:
    made = create_kadyears(3, [901, 902, 903], 1939, 1942).collect()
    assert made["year"].to_list() == [1939, 1940]
    with pytest.raises(BadQuestion, match="a group of 3 cannot be made of 2 states"):
        create_kadyears(3, [901, 902], 1939, 1942)


def test_a_record_is_joined_in_the_same_words(tmp_path: Path) -> None:
    numbered = "".join(
        f'--- states/{name}.toml\ntitle = "{name.title()}"\ncow = {number}\n'
        for name, number in (("alba", 901), ("bela", 902))
    )
    dossier = tiny.read(tmp_path / "record", numbered + tiny.ALLIANCE)
    made = create_dyadyears(1929, 1931).add_record(dossier)
    assert [cell(made, "record_defense", 901, 902, year) for year in (1929, 1930, 1931)] == [0, 1, 1]
    assert cell(made, "record_days", 901, 902, 1930) == 365
    assert cell(made, "record_defense", 901, 904, 1930) == 0


@pytest.mark.parametrize("ending", [".parquet", ".csv", ".dta"])
def test_a_written_panel_comes_back_as_it_was(tmp_path: Path, ending: str) -> None:
    made = create_dyadyears(1930, 1931).add_atop().add_nmc()
    path = tmp_path / f"panel{ending}"
    assert made.write(path) == 24
    wanted = made.collect().select("ccode1", "year", "atop_defense", "cinc1").cast(pl.Float64)
    assert back(path).select(wanted.columns).cast(pl.Float64).equals(wanted)


def back(path: Path) -> pl.DataFrame:
    """A panel as another program reads it."""
    if path.suffix == ".dta":
        frame, _ = pytest.importorskip("pyreadstat").read_dta(str(path), output_format="polars")
        return frame.with_columns(pl.selectors.float().fill_nan(None))
    return pl.read_parquet(path) if path.suffix == ".parquet" else pl.read_csv(path)


def test_a_panel_that_cannot_be_written_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadQuestion, match=r"panel\.xls has no ending that is known; write \.parquet, \.csv or \.dta"):
        create_dyadyears(1930, 1930).write(tmp_path / "panel.xls")
    assert list(tmp_path.glob("panel*")) == []


def test_a_verb_that_does_not_fit_the_unit_says_which_do() -> None:
    with pytest.raises(BadQuestion, match="a panel of state-years has no such column; make one of dyad-years or"):
        create_stateyears(1930, 1930).add_wars()


def test_a_panel_carries_the_citations_of_its_tables() -> None:
    cited = create_dyadyears(1930, 1930).add_atop().add_nmc().citations()
    assert [text.split(",")[0] for text in cited] == [
        "Correlates of War Project. State System Membership List. correlatesofwar.org.", "Leeds", "Singer",
    ]  # fmt: skip


def test_the_command_writes_a_panel_and_says_what_to_cite(tmp_path: Path) -> None:
    words = ["panel", str(tmp_path / "p.csv"), "--from", "1930", "--to", "1931", "--add", "atop", "--json"]
    run = subprocess.run(
        [sys.executable, "-m", "foedera", "corpus", *words], capture_output=True, text=True, check=True
    )
    answer = json.loads(run.stdout)
    assert (answer["rows"], len(answer["citations"])) == (24, 2)
    assert pl.read_csv(tmp_path / "p.csv")["atop_defense"].sum() == 4


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["p.csv", "--add", "gdp"], "there is nothing called 'gdp' to add; choose from atop, nmc, contiguity"),
        (["p.csv", "--from", "30"], "'30' is not a year; write four digits, for example 1939"),
        (["p.csv", "--from", "1939", "--to", "1930"], "1930 is before 1939; give the first year first"),
        (["nowhere/p.csv"], "cannot write nowhere/p.csv: there is no such folder; make it first. Nothing was changed"),
        (["p.csv", "--unit", "dyad-day"], "a panel of dyad-days needs --from and --to; write both as YYYY-MM-DD"),
    ],
)
def test_a_panel_that_is_not_well_asked_is_refused_in_a_sentence(words: list[str], says: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "foedera", "corpus", "panel", *words], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr.startswith(f"foedera: {says}")) == (2, True), run.stderr


# -- ATOP's own dyads made again -------------------------------------------------------


def published(*rows: str) -> str:
    return "\n".join([tables.DYADS.splitlines()[0], *rows]) + "\n"


def test_cells_that_differ_are_counted_with_their_reason(tmp_path: Path) -> None:
    # As the members say, but: from 1931 on; one year recoded; one pair more.
    rows = [f"{a},{b},{year},1,0,0,0,1" for year in range(1931, 1935) for a, b in ((901, 902), (902, 901))]
    rows[4] = rows[4].removesuffix("1") + "0"
    theirs = read_table(written(tmp_path, "dyads.csv", published(*rows, "903,904,1933,0,0,0,1,0"))).frame
    members = "\n".join(tables.MEMBERS.splitlines()[:3]).replace("1940,6,30", "1934,6,30") + "\n"
    found = rebuilt(read_table(written(tmp_path, "atop.csv", members)).frame, theirs)
    assert (found.first, found.last) == (1931, 1934)
    assert found.cells == 5 * 9
    assert found.differences == {MOVED: 1, NEW: 1}
    assert found.agree == found.cells - 2


@needs_authorities
def test_atop_s_dyads_made_again_agree_with_version_5_1_on_ninety_nine_cells_of_a_hundred() -> None:
    members = read_table(AUTHORITIES / "atop/atop-member-level.csv").frame
    theirs = read_table(AUTHORITIES / "atop/atop5_1-directed-dyad-year.csv.gz").frame
    found = rebuilt(members, theirs)
    assert (found.first, found.last) == (1815, 2016)
    assert found.agree >= 0.99 * found.cells
    assert all(pledge["agree"] >= 0.99 * pledge["cells"] for pledge in found.by_pledge.values())
    assert sum(found.differences.values()) == found.cells - found.agree
