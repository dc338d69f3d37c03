"""What a weight of a crisis stands for: what its feature is read from, and which mechanisms of the record it weighs."""

from __future__ import annotations

from collections.abc import Iterable

from foedera.answers.telling import Json
from foedera.dossier.dossier import Dossier
from foedera.terms import Feature

#: What each feature is read from.
READ_FROM = {
    Feature.BROKEN: "the law: instruments breached by own acts, or by armed help that fell due and was not given",
    Feature.KEPT: "the law: instruments whose armed help fell due and was given",
    Feature.WARS: "the acts and the record: enemies in the field at the end",
    Feature.CAPABILITY: "figures of the record: own side's capabilities as a share of both sides'",
    Feature.ISOLATION: "the law and figures: capabilities of those neither fighting beside it nor bound to defend it",
    Feature.MONTHS: "the acts: months until war with a state that it fears, up to the horizon",
    Feature.TERRITORY: "the atlas: thousands of square kilometres won less those lost",
    Feature.DEPTH: "the atlas: kilometres by which the frontier with those it fears moves from what it guards",
    Feature.IDEOLOGY: "stated in the crisis's file, in five steps, with reason and source",
    Feature.TRADE: "stated in the crisis's file, in five steps, with reason and source",
    Feature.LEGITIMACY: "stated in the crisis's file, in five steps, with reason and source",
}


def mechanisms_of(dossier: Dossier, states: Iterable[str], feature: Feature) -> list[Json]:
    """The mechanisms of the record for which a player's weight stands: those that concern it, or else all of them."""
    own = set(states)
    every = [found for found in dossier.mechanisms.values() if feature in found.features]
    nearer = [found for found in every if not own.isdisjoint(found.concerns)]
    return [{"id": found.id, "title": found.title} for found in nearer or every]
