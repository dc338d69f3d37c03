"""Many attacks at once, against every commitment that ATOP codes: the law of `atop` as two joins.

The law itself judges one deed with its whole argument. Here the same conditions stand as columns, so
that a hundred thousand attacks are one query; the tests hold the two to each other. No wars are known:
every attack is judged as if it stood alone.
"""

from __future__ import annotations

import polars as pl

from foedera.corpus.codings import PLEDGES
from foedera.corpus.pairs import OPEN

#: The kinds of role in which a pledge meets an attack: column of the pledge, verdict, whose partner the debtor is.
_ROLES = (
    ("defense", "due", "target"),
    ("offense", "due", "target"),
    ("offense", "due", "attacker"),
    ("consul", "due", "target"),
    ("neutral", "barred", "target"),
    ("neutral", "barred", "attacker"),
    ("nonagg", "breach", "target"),
)
_STEMS = {"defense": "defco", "offense": "offco", "neutral": "neuco", "consul": "conco"}
_SAYS = {
    "npr": "unless the partner provoked it",
    "att": "only if the partner is attacked",
    "req": "upon request",
    "adv": "a condition of the adversary",
    "loc": "a condition of the location",
    "con": "a condition of the conflict",
    "num": "a condition of the number of adversaries",
    "dem": "a condition of demands",
}


def commitments(members: pl.DataFrame) -> pl.DataFrame:
    """Each pledge of each member row, with its adversaries, whether it needs an attack, and its reason in words.

    Columns: `atopid`, `phase`, `debtor`, `pledge`, `start`, `last`, `adversary1`, `adversary2` (missing: any),
    `peaceful`, `reason`.
    """
    rows = members.with_row_index("line", 2).with_columns(
        pl.col("begin_first").alias("start"),
        pl.when("end_open").then(OPEN).otherwise(pl.col("end_last")).alias("last"),
        (pl.col("phase") if "phase" in members.columns else pl.lit(0)).fill_null(0).alias("phase"),
    )
    return pl.concat([_pledged(rows, name) for name in PLEDGES])


def _pledged(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    stem = _STEMS.get(name)
    flags = {end: _flag(rows, f"{stem}{end}") if stem else pl.lit(False) for end in _SAYS}
    named = flags["adv"] & ~flags["num"] & _flag(rows, "specthrt")
    one, two = (_number(rows, column) for column in ("statthr1", "statthr2"))
    said = [
        pl.when(flag & ~named if end == "adv" else flag).then(pl.lit(f"; {_SAYS[end]}")).otherwise(pl.lit(""))
        for end, flag in flags.items()
    ]
    reason = pl.format("row {}: {} coded from {}", "line", pl.lit(name), "begin") + pl.concat_str(said)
    known = named & (one > 0)
    return rows.filter(pl.col(name) == 1).select(
        "atopid", "phase", pl.col("member").alias("debtor"), pl.lit(name).alias("pledge"), "start", "last",
        pl.when(known).then(one).alias("adversary1"), pl.when(known).then(two).alias("adversary2"),
        (flags["att"] | (flags["npr"] if name == "neutral" else pl.lit(False))).alias("peaceful"),
        reason.alias("reason"),
    )  # fmt: skip


def _flag(rows: pl.DataFrame, column: str) -> pl.Expr:
    return (pl.col(column) == 1).fill_null(False) if column in rows.columns else pl.lit(False)


def _number(rows: pl.DataFrame, column: str) -> pl.Expr:
    return pl.col(column).cast(pl.Int64).fill_null(0) if column in rows.columns else pl.lit(0, pl.Int64)


def memberships(members: pl.DataFrame) -> pl.DataFrame:
    """Who is in which alliance and phase, from when to when: `atopid`, `phase`, `member`, `start`, `last`."""
    return members.select(
        "atopid",
        (pl.col("phase") if "phase" in members.columns else pl.lit(0)).fill_null(0).alias("phase"),
        "member",
        pl.col("begin_first").alias("start"),
        pl.when("end_open").then(OPEN).otherwise(pl.col("end_last")).alias("last"),
    )


def judged(attacks: pl.LazyFrame, members: pl.DataFrame) -> pl.LazyFrame:
    """What each attack makes due, bars or breaches, with the reason.

    `attacks` has `attack` (its number), `attacker`, `target` and `day`. One row a debtor, creditor,
    alliance and pledge: `attack`, `verdict`, `pledge`, `debtor`, `creditor`, `against`, `atopid`, `reason`.
    """
    promised, held = commitments(members).lazy(), memberships(members).lazy()
    found = []
    for side, other in (("target", "attacker"), ("attacker", "target")):
        roles = pl.LazyFrame(
            [(pledge, verdict) for pledge, verdict, partner in _ROLES if partner == side],
            schema=["pledge", "verdict"],
            orient="row",
        )
        met = attacks.join(held, left_on=side, right_on="member").filter(
            pl.col("day") >= pl.col("start"), pl.col("day") <= pl.col("last")
        )
        met = met.select(
            "attack", "day", "atopid", "phase", pl.col(side).alias("creditor"), pl.col(other).alias("against")
        )
        owed = met.join(promised.join(roles, on="pledge"), on=["atopid", "phase"]).filter(
            pl.col("day") >= pl.col("start"), pl.col("day") <= pl.col("last"), pl.col("debtor") != pl.col("creditor")
        )
        found.append(owed.filter(_meant(side)))
    third = _not_third(pl.concat(found), held)
    keys = ["attack", "verdict", "pledge", "debtor", "creditor", "against", "atopid"]
    return third.select(*keys, "reason").unique(keys, keep="first", maintain_order=False)


def _meant(side: str) -> pl.Expr:
    """Whether the adversary counts, and who may be the debtor."""
    breach = pl.col("verdict") == "breach"
    against = pl.col("against")
    named = pl.col("adversary1").is_null() | (against == pl.col("adversary1")) | (against == pl.col("adversary2"))
    debtor = pl.when(breach).then(pl.col("debtor") == against).otherwise(pl.col("debtor") != against)
    # A partner that begins the war is not attacked.
    return named & debtor & ~(pl.col("peaceful") & (side == "attacker"))


def _not_third(found: pl.LazyFrame, held: pl.LazyFrame) -> pl.LazyFrame:
    """Neutrality is owed against third powers: an adversary that was ever a party does not count."""
    parties = (
        held.select("atopid", pl.col("member").alias("against")).unique().with_columns(pl.lit(True).alias("party"))
    )
    joined = found.join(parties, on=["atopid", "against"], how="left")
    inside = (pl.col("pledge") == "neutral") & pl.col("adversary1").is_null() & pl.col("party").fill_null(False)
    return joined.filter(~inside)
