"""Whose a territory is held to be, and who holds it, on a day."""

from __future__ import annotations

from foedera.days import EVER, NEVER, ordinal
from foedera.dossier.dossier import Dossier
from foedera.dossier.model import Control
from foedera.law.force import Choices, chosen


def control_on(dossier: Dossier, place: str, day: int, choices: Choices) -> Control | None:
    """The stretch of control of a territory on a day, under these readings."""
    territory = dossier.territories.get(place)
    for control in territory.controls if territory else ():
        start = ordinal(control.start) if control.start else EVER
        until = ordinal(control.until) if control.until else NEVER
        if start <= day < until and chosen(control.reading, choices):
            return control
    return None


def owner(dossier: Dossier, control: Control) -> str:
    """The state that an act on a territory strikes: its sovereign, or who holds it where no state is sovereign."""
    if control.sovereign in dossier.organizations and control.controller in dossier.states:
        return control.controller
    return control.sovereign


def sovereign_on(dossier: Dossier, place: str, day: int, choices: Choices) -> str:
    """The state whose territory a place was held to be; empty where the record does not say."""
    control = control_on(dossier, place, day, choices)
    return owner(dossier, control) if control else ""
