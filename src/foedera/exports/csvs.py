"""The record as a folder of CSV files, one a table; `columns.csv` says what each column means."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from foedera.dossier import Dossier
from foedera.exports.tables import Table, tables


def files(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Each file's name and text (RFC 4180, UTF-8)."""
    for table in tables(dossier):
        yield f"{table.name}.csv", _text(table)


def _text(table: Table) -> str:
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow([column.name for column in table.columns])
    rows.writerows(table.rows)
    return written.getvalue()
