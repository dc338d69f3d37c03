"""From members of an alliance, or sides of a war, to directed pairs with the days they share."""

from __future__ import annotations

from datetime import date

import polars as pl

from foedera.corpus.codings import PLEDGES, by_number
from foedera.corpus.columns import ATOP_COLUMN
from foedera.dossier import Dossier
from foedera.law import law_of

_PROMISE = ("ccode1", "ccode2", "start", "last", *PLEDGES, "conditional", "secret")
_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "instrument": pl.String, "ccode1": pl.Int64, "ccode2": pl.Int64, "start": pl.Date, "last": pl.Date,
    **dict.fromkeys((*PLEDGES, "conditional", "secret"), pl.Int8),
}  # fmt: skip
#: A day after every day of a table: the end of what has not ended.
OPEN = pl.date(9999, 12, 31)


def promises(members: pl.DataFrame | pl.LazyFrame) -> pl.LazyFrame:
    """What each member of an alliance promises each other one: the days both are in it, and the pledges.

    A member's pledges count towards every other member of its phase, as in ATOP's own dyads.
    Columns: `instrument` (ATOP's number), `ccode1` (who promises), `ccode2` (to whom), `start`, `last` (its last
    day), the five pledges (1 or 0), `conditional`, `secret` (missing where ATOP does not know).
    """
    rows = members.lazy().with_columns(
        pl.col("begin_first").alias("start"),
        pl.when("end_open").then(OPEN).otherwise(pl.col("end_last")).alias("last"),
    )
    names = rows.collect_schema().names()
    phase = pl.col("phase").fill_null(0) if "phase" in names else pl.lit(0)
    flags = [_flag(names, "conditio", 1, "conditional"), _flag(names, "pubsecr", 2, "secret")]
    sides = rows.select("atopid", phase.alias("phase"), "member", "start", "last", *PLEDGES, *flags)
    others = sides.select("atopid", "phase", "member", "start", "last")
    pairs = sides.join(others, on=["atopid", "phase"], suffix="2").filter(pl.col("member") != pl.col("member2"))
    return (
        pairs.with_columns(pl.max_horizontal("start", "start2"), pl.min_horizontal("last", "last2"))
        .filter(pl.col("start") <= pl.col("last"))
        .rename({"member": "ccode1", "member2": "ccode2"})
        .select(pl.col("atopid").cast(pl.String).alias("instrument"), *_PROMISE)
    )


def record_promises(dossier: Dossier) -> pl.LazyFrame:
    """What the states of a record promise each other, in the same columns; `instrument` is the treaty's id.

    States without a number of the Correlates of War are left out.
    """
    law = law_of(dossier)
    numbers = {state: number for number, state in by_number(dossier).items()}
    rows = []
    for norm in law.norms:
        column = ATOP_COLUMN[norm.pledge]
        trigger = norm.article.trigger
        conditional = int(bool(trigger and (trigger.requires or trigger.unless)))
        for debtor in sorted(norm.debtors & numbers.keys()) if column else ():
            for creditor in sorted((norm.creditors & numbers.keys()) - {debtor}):
                for stretch in law.stretches(norm, debtor, creditor):
                    rows.append(
                        {
                            "instrument": norm.treaty.id, "ccode1": numbers[debtor], "ccode2": numbers[creditor],
                            "start": _date(stretch.start), "last": _date(stretch.until - 1),
                            **{pledge: int(pledge == column) for pledge in PLEDGES},
                            "conditional": conditional, "secret": int(norm.secret),
                        }
                    )  # fmt: skip
    return pl.LazyFrame(rows, schema=_SCHEMA)


def _date(day: int) -> date:
    return date.fromordinal(max(1, min(day, date.max.toordinal())))


def _flag(names: list[str], column: str, value: int, name: str) -> pl.Expr:
    known = pl.col(column) == value if column in names else pl.lit(None, pl.Boolean)
    return known.cast(pl.Int8).alias(name)


def yearly(spells: pl.LazyFrame, last: int) -> pl.LazyFrame:
    """Spells with `start` and `last` spread over calendar years, each cut to its `year`; open ones up to `last`."""
    until = pl.min_horizontal(pl.col("last").dt.year(), pl.lit(last))
    return (
        spells.with_columns(pl.int_ranges(pl.col("start").dt.year(), until + 1).alias("year"))
        .explode("year")
        .drop_nulls("year")
        .with_columns(
            pl.max_horizontal("start", pl.date(pl.col("year"), 1, 1)),
            pl.min_horizontal("last", pl.date(pl.col("year"), 12, 31)),
        )
    )


def days_of(keys: list[str], spells: pl.LazyFrame) -> pl.LazyFrame:
    """How many days each group of spells covers, days in several of them counted once: `days`."""
    length = (pl.col("last") - pl.col("start")).dt.total_days() + 1
    groups = spells.group_by(keys).agg(pl.len().alias("_spells"), length.sum().alias("days"))
    # Most groups have one spell; only where there are more can days fall together.
    before = pl.col("last").cum_max().shift(1).over(keys)
    new = (pl.col("last") - pl.max_horizontal("start", before + pl.duration(days=1))).dt.total_days() + 1
    several = spells.join(groups.filter(pl.col("_spells") > 1).select(keys), on=keys, how="semi")
    covered = several.sort([*keys, "start", "last"]).with_columns(new.clip(lower_bound=0).alias("days"))
    plain = groups.filter(pl.col("_spells") == 1).select(*keys, "days")
    return pl.concat([plain, covered.group_by(keys).agg(pl.col("days").sum())])


def enemies(sides: pl.LazyFrame, number: str, side: str) -> pl.LazyFrame:
    """Pairs on opposite sides of one war or dispute, both ways, with the days they share.

    `sides` has `ccode`, `start`, `last`, and the columns of number and side.
    """
    rows = sides.select(number, side, "ccode", "start", "last")
    pairs = rows.join(rows, on=number, suffix="2").filter(pl.col(side) != pl.col(f"{side}2"))
    return (
        pairs.with_columns(pl.max_horizontal("start", "start2"), pl.min_horizontal("last", "last2"))
        .filter(pl.col("start") <= pl.col("last"))
        .select(number, pl.col("ccode").alias("ccode1"), pl.col("ccode2"), "start", "last")
    )
