"""Write docs/atop.md anew: the shipped record beside ATOP's coding.

ATOP's files are not shipped. Where they lie beside the project (`shared/authorities`, see `tools/shared.py`) the
page is made from them; elsewhere it stays as it is.
With `--check` nothing is written, and the exit code says whether the page is stale.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.shared import AUTHORITIES, lacking

import foedera
from foedera.corpus.agree import agreement, told
from foedera.corpus.reading import read_table
from foedera.interfaces.corpus import differences

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "atop.md"
TABLE = "atop/atop-member-level.csv"


def page() -> str:
    """The page, from the shipped record and ATOP's member-level table."""
    table = read_table(AUTHORITIES / TABLE)
    dossier, _ = foedera.read_dossier()
    assert dossier is not None, "the record has no dossier.toml"
    answer = told(agreement(dossier, table.frame))
    lines = (*_head(answer, table.provenance.version), *_alliances(answer), *_reasons(answer), *_lacking(answer))
    return "\n".join(lines).rstrip() + "\n"


def _head(answer: dict[str, Any], version: str) -> Iterator[str]:
    force, strict = answer["force"], answer["strict"]
    yield from (
        "<!-- Made by tools/atop.py from the record and ATOP: change the record, then `make docs`. -->", "",
        "# The record beside ATOP", "",
        f"The interwar record set beside the member-level coding of ATOP {version}, day by day over the record's days.",
        "`foedera corpus agree` prints the same from your own copy of ATOP; [how it is counted](corpus.md#agreement).",
        "", "| | agree | of | share |", "|---|---|---|---|",
        f"| alliances in scope that the record holds | {_cells(answer['matched'], answer['in_scope'])} |",
        f"| pledges, on the days on which both hold a member bound | {_cells(answer['agree'], answer['cells'])} |",
        f"| days on which both hold a member bound | {_cells(force['agree'], force['days'])} |",
        f"| pledges, on every day on which either does | {_cells(strict['agree'], strict['cells'])} |", "",
        f"Differences without a reason: {answer['unexplained']}.", "",
    )  # fmt: skip


def _cells(agree: int, of: int) -> str:
    return f"{agree:,} | {of:,} | {100 * agree / of:.1f} %"


def _alliances(answer: dict[str, Any]) -> Iterator[str]:
    yield from ("## Alliance by alliance", "", "| ATOP | begin | end | treaties of the record | pledges | force |")
    yield "|---|---|---|---|---|---|"
    for row in answer["alliances"]:
        shares = (
            f"{100 * part['agree'] / total:.1f} %" if (total := _total(part)) else "" for part in (row, row["force"])
        )
        names = "<br>".join(f"`{name}`" for name in row["treaties"])
        yield f"| {row['atop']} | {row['begin']} | {row['end']} | {names} | {' | '.join(shares)} |"
    yield ""


def _total(part: dict[str, Any]) -> int:
    return int(part.get("cells", part.get("days", 0)))


def _reasons(answer: dict[str, Any]) -> Iterator[str]:
    yield from ("## Every difference with its reason", "")
    yield "The subject is `force`, or ATOP's column of the pledge; the days run from the first up to the second."
    for row in answer["alliances"]:
        lines = list(differences(row["differences"]))
        if lines:
            yield from ("", f"**ATOP {row['atop']}**, {', '.join(f'`{name}`' for name in row['treaties'])}", "")
            yield from (f"- {line}" for line in lines)
    yield ""


def _lacking(answer: dict[str, Any]) -> Iterator[str]:
    lacking = answer["lacking"]
    yield from ("## What either side lacks", "")
    if lacking["record"]:
        yield from ("In scope and not in the record:", "")
        yield from (f"- ATOP {r['atop']}, {r['begin']}: {', '.join(r['members'])}" for r in lacking["record"])
        yield ""
    yield from ("In the record with pledges that ATOP codes, and not in ATOP:", "")
    yield from (f"- {row['signed']}: {row['title']} (`{row['id']}`)" for row in lacking["atop"])


def main() -> int:
    """Write the page, or with `--check` say whether it is stale."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when the page is stale")
    check = parser.parse_args().check
    if not (AUTHORITIES / TABLE).is_file():
        print(f"docs/atop.md stays as it is: {lacking(AUTHORITIES / TABLE)}")
        return 0
    text = page()
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    if check:
        print("docs/atop.md is stale; run `make docs`")
        return 1
    PAGE.write_text(text, encoding="utf-8")
    print("wrote docs/atop.md")
    return 0


if __name__ == "__main__":
    sys.exit(main())
