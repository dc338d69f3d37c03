"""Panels: one row a state-year, directed dyad-year, dyad-day or group of k states, and one verb a join.

    create_dyadyears(1816, 2016).add_atop().add_nmc().add_contiguity().add_wars().write("panel.parquet")

The verbs are those of peacesciencer (Miller 2022). Everything is lazy until it is collected or
written. What a table does not cover is missing; where it covers a pair and has no row for it, the
answer is 0. Each panel carries the citations of the tables it is made of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations
from pathlib import Path

import polars as pl

from foedera.corpus import store
from foedera.corpus.codings import PLEDGES
from foedera.corpus.kinds import BY_ID
from foedera.corpus.pairs import days_of, enemies, promises, record_promises, yearly
from foedera.disk import placed
from foedera.dossier import Dossier
from foedera.errors import BadQuestion, FoederaError

#: What a panel can be joined with by name.
VERBS = ("atop", "nmc", "contiguity", "wars", "mids", "record")
_NMC = ("milex", "milper", "irst", "pec", "tpop", "upop", "cinc")


@dataclass(frozen=True)
class Panel:
    """A frame with its unit, the columns that name a row, and the tables it rests on."""

    frame: pl.LazyFrame
    #: `state-year`, `dyad-year`, `dyad-day` or `k-ad-year`.
    unit: str
    keys: tuple[str, ...]
    tables: tuple[str, ...] = ()
    #: Tables to use in place of the store's, for those who hold them elsewhere.
    given: Mapping[str, pl.DataFrame] = field(default_factory=dict)

    # -- tables ---------------------------------------------------------------------

    def table(self, kind: str) -> pl.LazyFrame:
        """A table of the store, or the one given in its place."""
        return self.given[kind].lazy() if kind in self.given else store.scan(kind)

    def _covers(self, kind: str) -> tuple[int, int]:
        """The first and the last year that a table covers."""
        covers = BY_ID[kind].covers
        if covers:
            return covers
        frame = self.given.get(kind)
        if frame is None:
            row = store.entry(kind)
            return row["first"], row["last"]
        years = [frame[c].drop_nulls().dt.year() for c in frame.columns if c.endswith(("_first", "_last"))]
        return min(y.min() for y in years if len(y)), max(y.max() for y in years if len(y))  # type: ignore[type-var,return-value]

    def _with_tables(self, *kinds: str) -> Panel:
        return replace(self, tables=tuple(dict.fromkeys((*self.tables, *kinds))))

    def _only(self, *units: str) -> None:
        if self.unit not in units:
            raise BadQuestion(f"a panel of {self.unit}s has no such column; make one of {'s or '.join(units)}s")

    @property
    def _when(self) -> pl.Expr:
        """The year of a row."""
        return pl.col("day").dt.year() if self.unit == "dyad-day" else pl.col("year")

    # -- verbs ----------------------------------------------------------------------

    def add_atop(self) -> Panel:
        """What state 1 has promised state 2, as ATOP codes it: `atop_defense` to `atop_consul`, days in force."""
        covers = self._covers("atop-members")
        return self._promised(promises(self.table("atop-members")), "atop", covers)._with_tables("atop-members")

    def add_record(self, dossier: Dossier) -> Panel:
        """The same of a record, in ATOP's words: `record_defense` ... `record_consul`, by the law of each article."""
        covers = (dossier.case.first.year, dossier.case.last.year)
        return self._promised(record_promises(dossier), "record", covers)

    def _promised(self, spells: pl.LazyFrame, name: str, covers: tuple[int, int]) -> Panel:
        self._only("dyad-year", "dyad-day", "state-year")
        if self.unit == "state-year":
            spells = spells.drop("ccode2").rename({"ccode1": "ccode"})
        keys = list(self.keys)
        rows = self._daily(spells) if self.unit == "dyad-day" else yearly(spells, covers[1])
        flags = (*PLEDGES, "conditional", "secret")
        held = [pl.col(flag).max().cast(pl.Int8).alias(f"{name}_{flag}") for flag in flags]
        count = rows.select(*keys, "instrument").unique().group_by(keys)
        counted = count.agg(pl.len().cast(pl.Int16).alias(f"{name}_instruments"))
        found = rows.group_by(keys).agg(*held).join(counted, on=keys)
        zero = [*(f"{name}_{pledge}" for pledge in PLEDGES), f"{name}_instruments"]
        if self.unit != "dyad-day":
            found = found.join(days_of(keys, rows).rename({"days": f"{name}_days"}), on=keys)
            zero.append(f"{name}_days")
        return self._joined(found, zero, covers)

    def add_nmc(self) -> Panel:
        """National material capabilities of each state: `cinc1`, `cinc2`, and their parts."""
        nmc = self.table("cow-nmc").select("ccode", "year", *_NMC)
        frame = self.frame.with_columns(self._when.alias("_year"))
        for side in _sides(self.keys):
            ours = nmc.rename({"ccode": f"ccode{side}", "year": "_year", **{c: f"{c}{side}" for c in _NMC}})
            frame = frame.join(ours, on=[f"ccode{side}", "_year"], how="left")
        return replace(self, frame=frame.drop("_year"))._with_tables("cow-nmc")

    def add_contiguity(self) -> Panel:
        """Direct contiguity (`conttype`): 1 by land to 5 by 400 miles of water; 0 for none."""
        self._only("dyad-year", "dyad-day")
        spells = self._both_ways("cow-contiguity")
        rows = self._spread(spells, "cow-contiguity")
        least = pl.col("conttype").filter(pl.col("conttype") > 0).min()
        found = rows.group_by(list(self.keys)).agg(least.fill_null(0).cast(pl.Int8).alias("conttype"))
        return self._joined(found, ["conttype"], self._covers("cow-contiguity"))._with_tables("cow-contiguity")

    def add_wars(self) -> Panel:
        """Inter-state war between the two (`war`), and its first year or day (`war_onset`)."""
        self._only("dyad-year", "dyad-day")
        table = self.table("cow-wars")
        named = [("begin_first", "end_last"), ("begin2_first", "end2_last")]
        spells = [
            table.select("WarNum", "Side", "ccode", pl.col(begin).alias("start"), pl.col(end).alias("last"))
            for begin, end in named
        ]
        pairs = enemies(pl.concat(spells).drop_nulls(["start", "last"]), "WarNum", "Side")
        return self._conflict(pairs, "WarNum", "war", "cow-wars")

    def add_mids(self) -> Panel:
        """Militarized dispute between the two (`mid`), and its first year or day (`mid_onset`)."""
        self._only("dyad-year", "dyad-day")
        sides = self.table("gml-participants").select(
            "dispnum", "sidea", "ccode", pl.col("begin_first").alias("start"), pl.col("end_last").alias("last")
        )
        return self._conflict(enemies(sides, "dispnum", "sidea"), "dispnum", "mid", "gml-participants")

    def add_spells(self, column: str) -> Panel:
        """Years since a column was last 1 (`COLUMN_spell`), 0 in the first year seen; missing where it is missing."""
        if self.unit not in ("dyad-year", "state-year"):
            raise BadQuestion("spells are counted in years; make a panel of dyad-years or state-years")
        who = [key for key in self.keys if key != "year"]
        frame = self.frame.sort(list(self.keys))
        run = (pl.col(column).shift(1).over(who).fill_null(0) == 1).cum_sum().over(who)
        frame = frame.with_columns(run.alias("_run"))
        since = pl.col("year") - pl.col("year").min().over([*who, "_run"])
        frame = frame.with_columns(pl.when(pl.col(column).is_not_null()).then(since).alias(f"{column}_spell"))
        return replace(self, frame=frame.drop("_run"))

    # -- joining --------------------------------------------------------------------

    def _spread(self, spells: pl.LazyFrame, kind: str) -> pl.LazyFrame:
        return self._daily(spells) if self.unit == "dyad-day" else yearly(spells, self._covers(kind)[1])

    def _daily(self, spells: pl.LazyFrame) -> pl.LazyFrame:
        """The spells that hold each day of the panel."""
        days = self.frame.select("day").unique()
        return days.join_where(spells, pl.col("day") >= pl.col("start"), pl.col("day") <= pl.col("last"))

    def _both_ways(self, kind: str) -> pl.LazyFrame:
        rows = self.table(kind).with_columns(pl.col("begin_first").alias("start"), pl.col("end_last").alias("last"))
        swapped = rows.rename({"ccode1": "ccode2", "ccode2": "ccode1"}).select(rows.collect_schema().names())
        return pl.concat([rows, swapped])

    def _conflict(self, pairs: pl.LazyFrame, number: str, name: str, kind: str) -> Panel:
        begun = pairs.with_columns(pl.col("start").min().over(number, "ccode1", "ccode2").alias("_begun"))
        rows = self._spread(begun, kind)
        begun_then = pl.col("_begun") if self.unit == "dyad-day" else pl.col("_begun").dt.year()
        same = begun_then == pl.col(self.keys[-1])
        found = rows.group_by(list(self.keys)).agg(
            pl.lit(1, pl.Int8).alias(name), same.any().cast(pl.Int8).alias(f"{name}_onset")
        )
        return self._joined(found, [name, f"{name}_onset"], self._covers(kind))._with_tables(kind)

    def _joined(self, found: pl.LazyFrame, zero: list[str], covers: tuple[int, int]) -> Panel:
        """The panel with columns that are 0 where their table covers the row and has none for it."""
        frame = self.frame.join(found, on=list(self.keys), how="left")
        covered = self._when.is_between(*covers)
        filled = (pl.when(covered).then(pl.col(name).fill_null(0)).alias(name) for name in zero)
        return replace(self, frame=frame.with_columns(*filled))

    # -- out ------------------------------------------------------------------------

    def collect(self) -> pl.DataFrame:
        """The panel as a frame, in the order of its keys."""
        return self.frame.sort(list(self.keys)).collect()

    def citations(self) -> list[str]:
        """The citation of each table that the panel rests on."""
        return [BY_ID[kind].citation for kind in self.tables]

    def write(self, path: str | Path) -> int:
        """Write the panel as Parquet, CSV or Stata, by the file's ending, in one step; gives the number of rows."""
        target = Path(path)
        writers: dict[str, Callable[[pl.DataFrame, Path], None]] = {
            ".parquet": lambda frame, part: frame.write_parquet(part),
            ".csv": lambda frame, part: frame.write_csv(part),
            ".dta": _stata,
        }
        if target.suffix not in writers:
            raise BadQuestion(f"{target.name} has no ending that is known; write .parquet, .csv or .dta")
        frame = self.collect()
        with placed(target) as part:
            writers[target.suffix](frame, part)
        return frame.height


def _stata(frame: pl.DataFrame, path: Path) -> None:
    try:
        import pyreadstat
    except ImportError:
        raise FoederaError("Stata files need pyreadstat; install it with: pip install 'foedera[stata]'") from None
    pyreadstat.write_dta(frame, str(path))


def _sides(keys: Iterable[str]) -> list[str]:
    return [key.removeprefix("ccode") for key in keys if key.startswith("ccode")]


# -- panels to begin with ------------------------------------------------------------


def create_stateyears(
    first: int | None = None, last: int | None = None, *, given: Mapping[str, pl.DataFrame] | None = None
) -> Panel:
    """One row for each state of the system in each year: `ccode`, `year`."""
    panel = Panel(pl.LazyFrame(), "state-year", ("ccode", "year"), (), given or {})
    states = panel.table("cow-states").select(
        "ccode", pl.col("begin_first").alias("start"), pl.col("end_last").alias("last")
    )
    low, high = panel._covers("cow-states")
    low, until = first or low, last or high
    if until < low:
        raise BadQuestion(f"{until} is before {low}; give the first year first")
    years = yearly(states, high).select("ccode", pl.col("year").cast(pl.Int64)).unique()
    frame = years.filter(pl.col("year").is_between(low, until))
    return replace(panel, frame=frame, tables=("cow-states",))


def create_dyadyears(
    first: int | None = None, last: int | None = None, *, directed: bool = True,
    given: Mapping[str, pl.DataFrame] | None = None,
) -> Panel:  # fmt: skip
    """One row for each pair of states of the system in each year, both ways when directed."""
    states = create_stateyears(first, last, given=given)
    ways = pl.col("ccode1") != pl.col("ccode2") if directed else pl.col("ccode1") < pl.col("ccode2")
    pairs = states.frame.rename({"ccode": "ccode1"}).join(states.frame.rename({"ccode": "ccode2"}), on="year")
    frame = pairs.filter(ways).select("ccode1", "ccode2", "year")
    return replace(states, frame=frame, unit="dyad-year", keys=("ccode1", "ccode2", "year"))


def keep(panel: Panel, states: Iterable[int]) -> Panel:
    """The rows of a panel whose states are all among these numbers; all rows where none is given."""
    wanted = list(states)
    names = [key for key in panel.keys if key.startswith("ccode")]
    only = pl.all_horizontal(pl.col(name).is_in(wanted) for name in names)
    return replace(panel, frame=panel.frame.filter(only)) if wanted else panel


def create_dyaddays(
    first: date, last: date, *, states: Iterable[int] = (), given: Mapping[str, pl.DataFrame] | None = None
) -> Panel:
    """One row for each directed pair of states on each day; `states` keeps the pairs to these numbers."""
    if last < first:
        raise BadQuestion(f"{last} is before {first}; give the first day first")
    panel = Panel(pl.LazyFrame(), "dyad-day", ("ccode1", "ccode2", "day"), (), given or {})
    rows = panel.table("cow-states").select("ccode", "begin_first", "end_last")
    wanted = list(states)
    rows = rows.filter(pl.col("ccode").is_in(wanted)) if wanted else rows
    days = pl.select(pl.date_range(first, last).alias("day")).lazy()
    there = days.join_where(rows, pl.col("day") >= pl.col("begin_first"), pl.col("day") <= pl.col("end_last"))
    there = there.select("ccode", "day")
    pairs = there.rename({"ccode": "ccode1"}).join(there.rename({"ccode": "ccode2"}), on="day")
    frame = pairs.filter(pl.col("ccode1") != pl.col("ccode2")).select("ccode1", "ccode2", "day")
    return replace(panel, frame=frame, tables=("cow-states",))


def create_kadyears(
    k: int, states: Iterable[int], first: int, last: int, *, given: Mapping[str, pl.DataFrame] | None = None
) -> Panel:
    """One row for each group of k of these states in each year in which all are in the system."""
    wanted = sorted(set(states))
    if not 2 <= k <= len(wanted):
        raise BadQuestion(f"a group of {k} cannot be made of {len(wanted)} states; give more states or a smaller k")
    years = create_stateyears(first, last, given=given)
    keys = [f"ccode{n}" for n in range(1, k + 1)]
    frame = pl.LazyFrame(list(combinations(wanted, k)), schema=dict.fromkeys(keys, pl.Int64), orient="row")
    frame = frame.join(years.frame.select("year").unique(), how="cross")
    for key in keys:
        frame = frame.join(years.frame.rename({"ccode": key}), on=[key, "year"])
    return replace(years, frame=frame.select(*keys, "year"), unit="k-ad-year", keys=(*keys, "year"))
