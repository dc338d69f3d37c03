"""Alignments over HTTP: landscapes, the balance of signed ties, power."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import FastAPI, Query

from foedera import answers
from foedera.dossier import Dossier

Json = dict[str, Any]
Many = Annotated[list[str], Query()]
NONE: list[str] = []


def serve(app: FastAPI, dossier: Dossier) -> None:
    """Add the addresses of alignments to the application."""

    @app.get("/api/align")
    @app.get("/api/align/{year}")
    def align(
        year: str | None = None, system: str | None = None, weight: Many = NONE,
        draws: Annotated[int, Query(ge=0, le=10_000)] = 0, seed: int = 1936, years: bool = False, vary: bool = False,
        relief: bool = False,
    ) -> Json:  # fmt: skip
        """Every local minimum of the landscape of a year, with basin, depth and way out."""
        return answers.align(
            dossier, year, system=system, weights=weight, draws=draws, seed=seed, every_year=years, vary=vary,
            relief=relief, seconds=20.0,
        )  # fmt: skip

    @app.get("/api/balance/{day}")
    def balance(
        day: str, to: str | None = None, known_to: str | None = None, reading: Many = NONE, ties: bool = False
    ) -> Json:
        """The signed ties of a day, its triads, and the two camps that frustrate least; with `to`, by month."""
        if to is not None:
            return answers.balance_by_month(dossier, day, to, known_to=known_to, readings=reading, ties=ties)
        return answers.balance_on(dossier, day, known_to=known_to, readings=reading, seconds=20.0)

    @app.get("/api/pivot/{day}")
    def pivot(
        day: str, system: str | None = None, known_to: str | None = None, reading: Many = NONE, to: str | None = None
    ) -> Json:
        """The camps of a day, the state that tips the balance, fronts and isolation."""
        return answers.pivot_on(dossier, day, system=system, known_to=known_to, readings=reading, to=to)
