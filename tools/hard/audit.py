"""Which installed libraries have a published fault that `known-faults.toml` names; no service is asked."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

KNOWN = Path(__file__).with_name("known-faults.toml")


def faults() -> tuple[list[str], int]:
    """A sentence for each library that is too old, and how many faults were looked for."""
    rows = tomllib.loads(KNOWN.read_text(encoding="utf-8"))["fault"]
    found = []
    for row in rows:
        try:
            here = version(row["library"])
        except PackageNotFoundError:
            continue
        if _order(here) < _order(row["mended"]):
            found.append(
                f"{row['library']} {here}: {row['says']} ({row['advisory']}); install {row['mended']} or newer"
            )
    return found, len(rows)


def _order(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text)[:4])
