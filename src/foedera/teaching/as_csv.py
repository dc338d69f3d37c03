"""Questions as CSV, one row a question."""

from __future__ import annotations

import csv
import io
from string import ascii_uppercase

from foedera.teaching.papers import Paper, plain_scheme

COLUMNS = ("id", "kind", "theme", "marks", "language", "question", "options", "right", "scheme", "about", "look")


def written(paper: Paper) -> bytes:
    """The bytes of a table."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for told in paper.told:
        shown = told["options"] or told["items"]
        options = "; ".join(
            f"{letter} {paper.text(text)}" for letter, text in zip(ascii_uppercase, shown, strict=False)
        )
        right = [letter for letter, row in zip(ascii_uppercase, told["answers"], strict=False) if row["right"]]
        scheme = " | ".join(plain_scheme(paper, told))
        about = " ".join(record["id"] for record in told["about"])
        row = (
            told["id"], told["kind"], told["theme"], told["marks"], paper.language, paper.text(told["text"]), options,
            "".join(right), scheme, about, told["look"] or "",
        )  # fmt: skip
        # A cell that begins like a formula would run in a spreadsheet.
        writer.writerow([f"'{cell}" if str(cell)[:1] in "=+-@" and cell else cell for cell in row])
    return out.getvalue().encode()
