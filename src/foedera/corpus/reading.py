"""A file of the field -> a table with its provenance, or one sentence that says what is wrong with it."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import lzma
import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from foedera.corpus.kinds import MISSING, Date, Kind, nearest, recognised
from foedera.errors import FoederaError

#: A file that unpacks to more than this is none of the field's tables.
MOST_BYTES = 2_000_000_000


class BadTable(FoederaError):
    """A file that is no table of the field, or a damaged one."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Whose a table is, which version, from which file."""

    kind: str
    title: str
    version: str
    citation: str
    file: str
    sha256: str
    rows: int
    first: int | None
    last: int | None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the field: missing values are null, dates are EDTF with their first and last possible day."""

    frame: pl.DataFrame
    provenance: Provenance


def read_table(path: Path) -> Table:
    """The table in a file: csv, plain or packed (gz, xz), or CShapes as TopoJSON; raises `BadTable`."""
    content = _content(path)
    packed = _unpacked(path, content)
    rows = _topology(path, packed) if packed.lstrip()[:1] == b"{" else _rows(path, packed)
    header = rows[0]
    found = recognised(header, path.name)
    if found is None:
        kind, lacks = nearest(header)
        raise BadTable(
            f"{path.name} has the header of no table that is known here; the nearest, {kind.title}, "
            f"also needs {', '.join(lacks)}; run `foedera corpus kinds` for all"
        )
    kind, names = found
    texts = pl.DataFrame(rows[1:], schema=dict.fromkeys(header, pl.String), orient="row")
    texts = texts.select(pl.col(theirs).alias(ours) for theirs, ours in names.items())
    frame, remarks = _typed(path, kind, texts)
    _unique(path, kind, frame)
    return Table(frame, _provenance(path, kind, content, frame, remarks))


# -- bytes to rows -----------------------------------------------------------------


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except IsADirectoryError:
        raise BadTable(f"{path.name} is a folder; name the files in it") from None
    except OSError as fault:
        raise BadTable(f"{path} cannot be read ({fault.strerror}); check the path and its permissions") from None


def _unpacked(path: Path, content: bytes) -> bytes:
    try:
        if content[:2] == b"\x1f\x8b":
            with gzip.open(io.BytesIO(content)) as file:
                content = file.read(MOST_BYTES + 1)
        elif content[:6] == b"\xfd7zXZ\x00":
            with lzma.open(io.BytesIO(content)) as file:
                content = file.read(MOST_BYTES + 1)
    except (OSError, EOFError, lzma.LZMAError, zlib.error):
        raise BadTable(f"{path.name} is packed and breaks off or is damaged; fetch it again") from None
    if len(content) > MOST_BYTES:
        raise BadTable(f"{path.name} unpacks to more than {MOST_BYTES:,} bytes; no table of the field is so large")
    if not content.strip():
        raise BadTable(f"{path.name} is empty; fetch it again")
    return content


def _text(path: Path, content: bytes) -> str:
    if b"\x00" in content:
        raise BadTable(f"{path.name} is not text; give the csv file, plain or packed with gz or xz")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Older tables of the field are in the Windows code page.
        text = content.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _rows(path: Path, content: bytes) -> list[list[str]]:
    """Header and rows, each as long as the header."""
    rows = [row for row in csv.reader(io.StringIO(_text(path, content))) if row]
    header = [name.strip() for name in rows[0]]
    doubled = next((name for name in header if header.count(name) > 1), None)
    if doubled is not None:
        raise BadTable(f"{path.name} has the column '{doubled}' twice; leave one of them out")
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(header):
            raise BadTable(
                f"{path.name} line {number} has {len(row)} fields where the header has {len(header)}; "
                "the file is cut off or damaged: fetch it again"
            )
    if len(rows) == 1:
        raise BadTable(f"{path.name} has a header and no rows; fetch it again")
    return [header, *rows[1:]]


def _topology(path: Path, content: bytes) -> list[list[str]]:
    """One row a shape: its properties, and its arcs as JSON."""
    try:
        shapes = next(iter(json.loads(content)["objects"].values()))["geometries"]
        rows = [{**shape["properties"], "arcs": json.dumps(shape.get("arcs"))} for shape in shapes]
        header = list(rows[0])
        return [header, *(["" if row[name] is None else str(row[name]) for name in header] for row in rows)]
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, StopIteration):
        raise BadTable(f"{path.name} is JSON but no TopoJSON of shapes with properties; give CShapes' file") from None


# -- texts to values ---------------------------------------------------------------


def _typed(path: Path, kind: Kind, texts: pl.DataFrame) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """Numbers as numbers, missing as null, and every date as EDTF between two days."""
    missing = list(MISSING | kind.missing)
    stripped = texts.select(pl.all().str.strip_chars())
    texts = stripped.select(pl.when(pl.all().is_in(missing)).then(None).otherwise(pl.all()).name.keep())
    frame = texts.select(_column(path, kind, texts[name]) for name in texts.columns)
    remarks: list[str] = []
    for date in kind.dates:
        if set(date.columns) <= set(frame.columns):
            frame, said = _dated(frame, date)
            remarks += said
    _ordered(path, frame)
    return frame, tuple(remarks)


def _column(path: Path, kind: Kind, texts: pl.Series) -> pl.Series:
    if texts.name in kind.text:
        return texts
    numbers = texts.cast(pl.Float64, strict=False)
    wrong = (numbers.is_null() & texts.is_not_null()).arg_true()
    if len(wrong):
        if texts.name not in kind.needs:
            return texts
        raise BadTable(
            f"{path.name} line {wrong[0] + 2}: '{texts[int(wrong[0])]}' in column {texts.name} is not a number; "
            "mend the line or fetch the file again"
        )
    whole = numbers.cast(pl.Int64, strict=False)
    return whole if (whole.cast(pl.Float64) == numbers).all() else numbers


def _dated(frame: pl.DataFrame, date: Date) -> tuple[pl.DataFrame, list[str]]:
    """The frame with `NAME` (EDTF), `NAME_first`, `NAME_last`, and `NAME_open` where a spell may not have ended."""
    parts = [_iso_parts(date.columns[0])] if len(date.columns) == 1 else [[pl.col(c) for c in date.columns]]
    year, month, day = (*parts[0], pl.lit(None), pl.lit(None))[:3]
    if date.zero_is_open:
        frame = frame.with_columns((year == 0).fill_null(False).alias(f"{date.name}_open"))
        year = pl.when(year == 0).then(None).otherwise(year)
    y, m, d = (part.cast(pl.Int32, strict=False) for part in (year, month, day))
    fair_month = pl.when(m.is_between(1, 12)).then(m)
    first = pl.date(y, fair_month.fill_null(1), 1)
    length = pl.date(y, fair_month, 1).dt.month_end().dt.day().cast(pl.Int32)
    fair_day = pl.when(d.is_between(1, length)).then(d)
    last = pl.when(fair_month.is_null()).then(pl.date(y, 12, 31)).otherwise(first.dt.month_end())
    exact = pl.when(fair_day.is_not_null()).then(pl.date(y, fair_month, fair_day))
    edtf = (
        pl.when(fair_day.is_not_null()).then(exact.dt.strftime("%Y-%m-%d"))
        .when(fair_month.is_not_null()).then(first.dt.strftime("%Y-%m"))
        .otherwise(first.dt.strftime("%Y"))
    )  # fmt: skip
    # A month 0 or a day 0 is how some tables leave it out; any other that the calendar lacks is worth a word.
    odd = (m.is_not_null() & (m != 0) & fair_month.is_null()) | (d.is_not_null() & (d != 0) & fair_day.is_null())
    frame = frame.with_columns(
        edtf.alias(date.name),
        exact.fill_null(first).alias(f"{date.name}_first"),
        exact.fill_null(last).alias(f"{date.name}_last"),
        odd.fill_null(False).alias("_odd"),
    )
    lines = (frame["_odd"].arg_true() + 2).to_list()
    where = f"line {', '.join(map(str, lines[:5]))}{' and others' if len(lines) > 5 else ''}"
    says = f"{where}: the {date.name} is no day of the calendar and is kept as a month or a year"
    return frame.drop("_odd"), [says] if lines else []


def _iso_parts(column: str) -> list[pl.Expr]:
    """Year, month and day of `YYYY-MM-DD`, `YYYYMMDD` or `YYYYMM`."""
    text = pl.col(column).cast(pl.String).str.replace_all("-", "")
    return [text.str.slice(a, n).cast(pl.Int32, strict=False) for a, n in ((0, 4), (4, 2), (6, 2))]


def _ordered(path: Path, frame: pl.DataFrame) -> None:
    """A spell that ends before it begins is a fault of the file."""
    for begin, end in (("begin", "end"), ("begin2", "end2")):
        if f"{begin}_first" not in frame.columns or f"{end}_last" not in frame.columns:
            continue
        wrong = (frame[f"{end}_last"] < frame[f"{begin}_first"]).fill_null(False).arg_true()
        if len(wrong):
            row = frame.row(int(wrong[0]), named=True)
            raise BadTable(
                f"{path.name} line {wrong[0] + 2}: the spell ends ({row[end]}) before it begins ({row[begin]}); "
                "mend the line or fetch the file again"
            )


def _unique(path: Path, kind: Kind, frame: pl.DataFrame) -> None:
    if not kind.key:
        return
    doubled = frame.select(kind.key).is_duplicated().arg_true()
    if len(doubled):
        row = frame.select(kind.key).row(int(doubled[0]), named=True)
        said = ", ".join(f"{name} {value}" for name, value in row.items())
        raise BadTable(f"{path.name} line {doubled[0] + 2}: {said} stands more than once; keep one of the rows")


# -- provenance --------------------------------------------------------------------


def _provenance(path: Path, kind: Kind, content: bytes, frame: pl.DataFrame, remarks: tuple[str, ...]) -> Provenance:
    first, last = _years(kind, frame)
    return Provenance(
        kind.id, kind.title, _version(path, frame) or "not stated", kind.citation, path.name,
        hashlib.sha256(content).hexdigest(), frame.height, first, last, remarks,
    )  # fmt: skip


def _version(path: Path, frame: pl.DataFrame) -> str:
    """As a column of the file says, else as its name does."""
    for column in ("version", "Version"):
        if column in frame.columns:
            last: Any = frame[column].drop_nulls().max()
            # ATOP writes 4.01 as a single-precision number.
            return f"{last:.4g}" if isinstance(last, float) else str(last)
    found = re.search(r"v(?:ersion)?_?(\d+(?:[._]\d+)*)|(\d+_\d+)", path.name, re.IGNORECASE)
    return next((part.replace("_", ".") for part in found.groups() if part), "") if found else ""


def _years(kind: Kind, frame: pl.DataFrame) -> tuple[int | None, int | None]:
    """The first and the last year that a table speaks of."""
    if kind.year:
        years = frame[kind.year]
        return years.min(), years.max()  # type: ignore[return-value]
    days = [frame[c].drop_nulls() for c in frame.columns if c.endswith(("_first", "_last"))]
    lows = [series.min().year for series in days if len(series)]  # type: ignore[union-attr]
    highs = [series.max().year for series in days if len(series)]  # type: ignore[union-attr]
    return (min(lows), max(highs)) if lows else (None, None)
