"""How a record looks to people: what its file says is said, and nothing is said to have no source that has one."""

from __future__ import annotations

from pathlib import Path

import foedera
from foedera.interfaces.show import lines
from tests.tiny import ALLIANCE, read

CAVEAT = "Subject to ratification; the day of exchange was not found, and the record counts from signature."


def shown(folder: Path, force: str, term: str = "") -> str:
    text = ALLIANCE.replace('force = { by = "signature" }', f"force = {force}\n{term}")
    assert force in text
    return "\n".join(lines("treaty", foedera.treaty(read(folder, text), "1930-01-01-alliance")))


def test_a_day_of_force_counted_from_signature_is_shown_with_its_caveat(tmp_path: Path) -> None:
    assert f"force: by signature: {CAVEAT}\n" in shown(tmp_path, f'{{ by = "signature", says = "{CAVEAT}" }}')


def test_a_day_of_force_with_sources_of_its_own_shows_them(tmp_path: Path) -> None:
    force = '{ by = "exchange", from = 1930-02-01, sources = [{ ref = "book", at = "p. 9" }] }'
    assert "force: by exchange from 1930-02-01 book p. 9 (unverified)\n" in shown(tmp_path, force)


def test_a_day_of_force_without_sources_has_those_of_the_treaty(tmp_path: Path) -> None:
    told = shown(tmp_path, '{ by = "signature" }')
    assert "force: by signature\n" in told and "no source" not in told


def test_a_term_reads_as_one_would_say_it(tmp_path: Path) -> None:
    term = 'term = { years = 10, renews = "tacit", notice_months = 12, says = "Ten years." }'
    told = shown(tmp_path, '{ by = "signature" }', term)
    assert "term: 10 years, tacit renewal, notice of 12 months: Ten years.\n" in told
