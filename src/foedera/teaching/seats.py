"""Seats of government, and what else a language calls a government, that stand for their states in an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from foedera.dossier import Dossier
from foedera.dossier.names import fold
from foedera.teaching.words import words_of


@lru_cache(maxsize=12)
def seats_of(dossier: Dossier, language: str) -> dict[tuple[str, ...], str]:
    """How the seats of the states' governments are written in a language: words of a form -> the state."""
    written: Mapping[str, Sequence[str]] = words_of(language)["seats"]
    found = {}
    for state in dossier.states.values():
        for seat in sorted({state.capital, *(seat.name for seat in state.seats)} - {""}):
            for form in (seat, *written.get(seat, ())):
                found[tuple(fold(form).replace("-", " ").split())] = state.id
    return dict(sorted(found.items(), key=lambda row: -len(row[0])))
