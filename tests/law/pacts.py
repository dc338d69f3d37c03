"""Treaties of the tiny states, and their status on a day."""

from __future__ import annotations

from pathlib import Path

import foedera
from tests.tiny import read

PROMISE = """
[[article]]
id = "1"
pledge = "defense"
between = "each"
text = "Each helps the other if it is attacked."
trigger = { act = "attack" }
"""
BOTH = {("alba", "bela"), ("bela", "alba")}


def treaty(head: str, parties: str = "alba bela", tables: str = "") -> str:
    """A treaty of 10 January 1930, with what the test says of it."""
    named = ", ".join(f'"{state}"' for state in parties.split())
    return (
        "--- treaties/1930-01-10-pact.toml\n"
        f'title = "Pact"\nparties = [{named}]\nsigned = 1930-01-10\n{head}\n{PROMISE}\n{tables}\n'
    )


SIGNED = 'force = { by = "signature" }'


def status(folder: Path, text: str, day: str, **options: str) -> list[tuple[str, str]]:
    dossier = read(folder, text)
    rows = foedera.bound_on(dossier, day, by="alba", to="bela", everything=True, **options)["commitments"]
    whole = foedera.treaty(dossier, "1930-01-10-pact", day)["status"]
    return [(row["status"], whole) for row in rows]
