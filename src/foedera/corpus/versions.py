"""ATOP's own directed dyad-years made again from its member-level table, and set beside the published ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from foedera.corpus.codings import PLEDGES
from foedera.corpus.pairs import promises, yearly

_KEYS = ["ccode1", "ccode2", "year"]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How far the two agree: cells are pledges of directed dyad-years that either has, in years that both cover."""

    first: int
    last: int
    cells: int
    agree: int
    #: Reason -> number of cells.
    differences: dict[str, int]
    by_pledge: dict[str, dict[str, int]]
    rows: pl.DataFrame


#: Why a cell differs, the first that holds.
MOVED = "the spell begins or ends in another year"
NEW = "only in the later version: an alliance added, or its members"
GONE = "only in the earlier version: an alliance left out, or its members"
RECODED = "both have an alliance of the pair that year, and code its pledges otherwise"


def rebuilt(members: pl.DataFrame, published: pl.DataFrame) -> Rebuilt:
    """The member-level table as directed dyad-years, beside ATOP's own."""
    highest: Any = members["end_last"].max()
    last = min(int(published["year"].max()), highest.year)  # type: ignore[arg-type]
    first = max(int(published["year"].min()), members["begin_first"].min().year)  # type: ignore[arg-type,union-attr]
    ours = yearly(promises(members), last).group_by(_KEYS).agg(pl.col(name).max() for name in PLEDGES)
    theirs = published.lazy().select(*_KEYS, *(pl.col(f"atop_{name}").alias(f"{name}_published") for name in PLEDGES))
    both = ours.with_columns(pl.lit(True).alias("in_ours")).join(
        theirs.with_columns(pl.lit(True).alias("in_theirs")), on=_KEYS, how="full", coalesce=True
    )
    frame = both.filter(pl.col("year").is_between(first, last)).collect().fill_null(0).fill_null(False)
    cells = pl.concat([_cells(frame, name) for name in PLEDGES])
    apart = cells.filter(pl.col("ours") != pl.col("theirs"))
    counts = apart.group_by("reason").len().sort("len", descending=True)
    by_pledge = {
        name: {"cells": frame.height, "agree": frame.height - apart.filter(pl.col("pledge") == name).height}
        for name in PLEDGES
    }
    return Rebuilt(first, last, cells.height, cells.height - apart.height, dict(counts.iter_rows()), by_pledge, apart)


def _cells(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """One pledge of every directed dyad-year in both codings, with the reason where they differ."""
    who = ["ccode1", "ccode2"]
    plain = frame.select(
        *_KEYS, "in_ours", "in_theirs", pl.lit(name).alias("pledge"), pl.col(name).cast(pl.Int8).alias("ours"),
        pl.col(f"{name}_published").cast(pl.Int8).alias("theirs"),
    ).sort(_KEYS)  # fmt: skip
    moved = pl.any_horizontal(
        (pl.col("year").shift(n).over(who) == pl.col("year") - n)
        & (pl.col("ours").shift(n).over(who) == 1)
        & (pl.col("theirs").shift(n).over(who) == 1)
        for n in (1, -1)
    )
    reason = (
        pl.when(moved.fill_null(False)).then(pl.lit(MOVED))
        .when(~pl.col("in_ours")).then(pl.lit(NEW))
        .when(~pl.col("in_theirs")).then(pl.lit(GONE))
        .otherwise(pl.lit(RECODED))
    )  # fmt: skip
    return plain.with_columns(reason.alias("reason"))
