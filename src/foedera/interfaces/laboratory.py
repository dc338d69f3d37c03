"""Crises over HTTP: the whole answer, and the quick ones from which the crisis laboratory is made."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, FastAPI, Query

from foedera import answers
from foedera.dossier import Dossier

Json = dict[str, Any]
Many = Annotated[list[str], Query()]
Lambda = Annotated[float, Query(alias="lambda")]
NONE: list[str] = []


def _conditions(
    prior: str | None = None, lam: Lambda = 4.0, seed: int = 1, suppose: Many = NONE, choice: str | None = None,
    weight: Many = NONE, variant: str | None = None,
) -> Json:  # fmt: skip
    """What every question about a crisis may say."""
    return {
        "prior": prior, "lam": lam, "seed": seed, "suppose": suppose, "choice": choice, "weights": weight,
        "variant": variant,
    }  # fmt: skip


Conditions = Annotated[Json, Depends(_conditions)]


def crisis_routes(app: FastAPI, dossier: Dossier) -> None:
    """Add the addresses of crises."""

    @app.get("/api/crisis")
    def crises() -> Json:
        """All crises, and the priors under which they may be asked."""
        return answers.crises(dossier)

    @app.get("/api/crisis/{name}")
    def crisis(name: str, asked: Conditions, draws: int = 20_000) -> Json:
        """A crisis as a game: shares of a declared prior, what they turn on, what would flip the choice."""
        return answers.crisis(dossier, name, draws=draws, **asked)

    @app.get("/api/crisis/{name}/tree")
    def tree(name: str, asked: Conditions, draws: int = 1_024) -> Json:
        """The tree with the probability of every choice; a small ensemble, answered at once."""
        return answers.crisis_tree(dossier, name, draws=draws, **asked)

    @app.get("/api/crisis/{name}/tornado")
    def tornado(name: str, asked: Conditions, draws: int = 1_024) -> Json:
        """The answer with each weight in turn at its least and at its greatest."""
        return answers.crisis_tornado(dossier, name, draws=draws, **asked)

    @app.get("/api/crisis/{name}/heat")
    def heat(name: str, x: str, y: str, asked: Conditions, steps: int = 17, draws: int = 256) -> Json:
        """The answer over two weights, PLAYER/FEATURE each."""
        return answers.crisis_heat(dossier, name, x=x, y=y, steps=steps, draws=draws, **asked)

    @app.get("/api/crisis/{name}/sources")
    def sources(name: str) -> Json:
        """Every number that enters a crisis, with its reason and its source."""
        return answers.crisis_sources(dossier, name)

    @app.get("/api/crisis/{name}/outcome")
    def outcome(name: str, made: Many = NONE) -> Json:
        """What an outcome holds for each player, and what of the record that was read from."""
        return answers.crisis_outcome(dossier, name, made)

    @app.get("/api/hindcast")
    def hindcast(lam: Lambda = 4.0, draws: int = 4_096, seed: int = 1) -> Json:
        """What the model gives the recorded choices of every crisis, scored against plain baselines."""
        return answers.hindcast(dossier, lam=lam, draws=draws, seed=seed)
