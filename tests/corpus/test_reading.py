"""Files of the field: known by their headers, missing stays missing, faults in one sentence."""

from __future__ import annotations

import gzip
import lzma
from datetime import date
from pathlib import Path

import pytest
from tools.shared import AUTHORITIES

from foedera.corpus.reading import BadTable, Table, read_table
from tests.corpus import tables
from tests.corpus.tables import needs_authorities, written


def read(folder: Path, text: str, name: str = "file.csv") -> Table:
    return read_table(written(folder, name, text))


@pytest.mark.parametrize(
    ("text", "kind", "version", "years"),
    [
        (tables.MEMBERS, "atop-members", "4.01", (1930, 1950)),
        (tables.STATES, "cow-states", "2016", (1900, 1999)),
        (tables.NMC, "cow-nmc", "not stated", (1930, 1931)),
        (tables.WARS, "cow-wars", "4", (1934, 1934)),
        (tables.DYADS, "atop-directed-dyad-years", "not stated", (1930, 1930)),
        (tables.CONTIGUITY, "cow-contiguity", "not stated", (1900, 1999)),
        (tables.SHAPES, "cshapes", "not stated", (1900, 1999)),
    ],
)
def test_a_table_is_known_by_its_header(
    tmp_path: Path, text: str, kind: str, version: str, years: tuple[int, int]
) -> None:
    found = read(tmp_path, text).provenance
    assert (found.kind, found.version, (found.first, found.last)) == (kind, version, years)
    assert len(found.citation) > 20


def test_the_version_is_read_from_the_name_where_the_file_does_not_say(tmp_path: Path) -> None:
    assert read(tmp_path, tables.DYADS, "atop5_1ddyr.csv").provenance.version == "5.1"
    assert read(tmp_path, tables.NMC, "NMC-60-v6.0.csv").provenance.version == "6.0"


def test_atop_s_own_header_of_directed_dyads_is_known_too(tmp_path: Path) -> None:
    own = "ddyad,year,stateA,stateB,atopally,defense,offense,neutral,nonagg,consul\n1,1930,901,902,1,1,0,0,0,1\n"
    found = read(tmp_path, own)
    assert found.provenance.kind == "atop-directed-dyad-years"
    assert found.frame.select("ccode1", "ccode2", "atop_defense").row(0) == (901, 902, 1)


def test_two_tables_with_one_header_are_told_apart_by_name(tmp_path: Path) -> None:
    text = "dispnum,styear,stmon,outcome,settle,fatality,mindur,maxdur,hiact,hostlev,recip\n2,1902,5,6,1,0,1,31,7,3,0\n"
    assert read(tmp_path, text, "gml_mid_disps.csv").provenance.kind == "gml-disputes"
    assert read(tmp_path, text, "cow_mid_disps.csv").provenance.kind == "mid-disputes"


def test_what_is_missing_stays_missing_and_is_never_zero(tmp_path: Path) -> None:
    frame = read(tmp_path, tables.NMC).frame
    assert frame["milex"].to_list() == [100, None, 50]
    assert frame["irst"].to_list() == [None, 0, 1]
    assert frame["pec"].to_list() == [5, None, 5]


def test_a_mark_that_does_not_apply_is_missing(tmp_path: Path) -> None:
    frame = read(tmp_path, tables.WARS).frame
    assert frame["StartYear2"].null_count() == 3
    assert frame["BatDeath"].to_list() == [600, None, 10]


def test_a_date_keeps_its_precision(tmp_path: Path) -> None:
    frame = read(tmp_path, tables.MEMBERS).frame
    vague = frame.row(2, named=True)
    assert vague["begin"] == "1932-07"
    assert (vague["begin_first"], vague["begin_last"]) == (date(1932, 7, 1), date(1932, 7, 31))
    assert frame.row(0, named=True)["begin"] == "1930-03-05"


def test_a_spell_that_has_not_ended_is_open_and_has_no_end(tmp_path: Path) -> None:
    row = read(tmp_path, tables.MEMBERS).frame.row(4, named=True)
    assert row["end_open"] and row["end"] is None and row["end_last"] is None
    assert not read(tmp_path, tables.MEMBERS).frame.row(0, named=True)["end_open"]


def test_a_day_that_the_calendar_lacks_is_kept_as_a_month_and_said(tmp_path: Path) -> None:
    found = read(tmp_path, tables.MEMBERS.replace("1930,3,5", "1930,2,31"))
    assert found.frame["begin"][0] == "1930-02"
    assert found.provenance.remarks == (
        "line 2, 3: the begin is no day of the calendar and is kept as a month or a year",
    )


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_a_packed_file_is_unpacked(tmp_path: Path, pack: object) -> None:
    path = tmp_path / "nmc.csv.packed"
    path.write_bytes(pack(tables.NMC.encode()))  # type: ignore[operator]
    assert read_table(path).frame.height == 3


def test_a_byte_order_mark_and_other_line_ends_do_no_harm(tmp_path: Path) -> None:
    text = "\ufeff" + tables.NMC.replace("\n", "\r\n")
    assert read(tmp_path, text).frame["ccode"].to_list() == [901, 901, 902]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "file.csv is empty; fetch it again"),
        ("year,ccode\n1,2\n", "file.csv has the header of no table that is known here; the nearest"),
        (tables.NMC.partition("\n")[0] + "\n", "file.csv has a header and no rows; fetch it again"),
        (tables.NMC[:-12], "file.csv line 4 has 7 fields where the header has 9; the file is cut off or damaged"),
        (tables.NMC.replace("50.0,", "many,"), "file.csv line 4: 'many' in column milex is not a number"),
        (tables.NMC.replace("1931.0", "1930.0"), "file.csv line 2: ccode 901, year 1930 stands more than once"),
        (tables.MEMBERS.replace("1940,6,30", "1920,6,30"), "file.csv line 2: the spell ends (1920-06-30) before it"),
        ("a,a\n1,2\n", "file.csv has the column 'a' twice"),
        ("\x00\x01\x02", "file.csv is not text; give the csv file"),
        ('{"type": "FeatureCollection"}', "file.csv is JSON but no TopoJSON of shapes"),
    ],
)
def test_a_fault_of_a_file_is_one_sentence(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(BadTable) as fault:
        read(tmp_path, text)
    assert str(fault.value).startswith(says)


def test_a_packed_file_that_breaks_off_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "nmc.csv.gz"
    path.write_bytes(gzip.compress(tables.NMC.encode())[:-20])
    with pytest.raises(BadTable, match=r"nmc\.csv\.gz is packed and breaks off or is damaged"):
        read_table(path)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadTable, match=r"gone\.csv cannot be read \(No such file or directory\)"):
        read_table(tmp_path / "gone.csv")
    with pytest.raises(BadTable, match="is a folder; name the files in it"):
        read_table(tmp_path)


@needs_authorities
@pytest.mark.parametrize(
    ("name", "kind", "rows"),
    [
        ("atop/atop-member-level.csv", "atop-members", 2398),
        ("atop/atop-alliance-level.csv", "atop-alliances", 745),
        ("atop/atop5_1-directed-dyad-year.csv.gz", "atop-directed-dyad-years", 273296),
        ("cow/cow_states.csv", "cow-states", 243),
        ("cow/cow_alliance.csv.gz", "cow-alliances", 120784),
        ("cow/cow_nmc.csv", "cow-nmc", 17121),
        ("cow/Inter-StateWarData_v4.0.csv", "cow-wars", 337),
        ("cow/cow_contdir.csv", "cow-contiguity", 1874),
        ("cow/cow_capitals.csv", "cow-capitals", 242),
        ("cow/cow_mid_disps.csv", "mid-disputes", 2436),
        ("cow/gml_mid_disps.csv", "gml-disputes", 2174),
        ("icb/icb1v13.csv", "icb-crises", 482),
        ("icb/icb2v13.csv", "icb-actors", 1065),
        ("cow/tc2018.csv", "territorial-change", 842),
        ("borders/cshapes_2_cow.topojson.xz", "cshapes", 805),
    ],
)
def test_the_field_s_own_files_are_read_whole(name: str, kind: str, rows: int) -> None:
    found = read_table(AUTHORITIES / name).provenance
    assert (found.kind, found.rows) == (kind, rows)
