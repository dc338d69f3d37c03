"""Crises that several files look into: a quarrel of the tiny states, and what was done at Moscow."""

from __future__ import annotations

from pathlib import Path

from foedera.dossier import Dossier
from foedera.strategy.features import FEATURES, Valued
from foedera.terms import Feature
from tests.tiny import ALLIANCE, SOURCE, read

DONE = (
    "cautious-talks", "transit-refused", "spheres-offered", "pact", "germany-attacks", "allies-fight",
    "soviet-takes-sphere", "germany-halts", "soviet-takes-rest", "germany-turns-east",
)  # fmt: skip
FIGURES = "".join(
    f'[[figure]]\n{SOURCE}id = "c-{state}"\ntitle = "Capability"\nvalue = {value}\n'
    f'unit = "share of world capabilities"\ndate = "1934"\nof = ["{state}"]\n'
    for state, value in (("alba", 0.2), ("bela", 0.1), ("cora", 0.3))
)
CRISIS = f"""
--- figures.toml
{FIGURES}
--- priors.toml
[[prior]]
{SOURCE}id = "flat"
title = "Flat"
says = "Nothing is presumed."
frozen = "ad4adb2948b6cbe3"
[[prior.weight]]
{SOURCE}features = [{", ".join(f'"{feature.value}"' for feature in Feature)}]
low = 0.0
high = 1.0
reason = "Nothing is known."
--- crises/quarrel.toml
title = "A quarrel"
day = 1935-01-01
months = 12
asks = "cora-attacks"
about = "Whether Cora attacks Bela and Alba helps."
omits = "All else."
[[player]]
{SOURCE}id = "cora"
title = "Cora"
states = ["cora"]
[[player]]
{SOURCE}id = "alba"
title = "Alba"
states = ["alba"]
[[move]]
{SOURCE}id = "attack"
title = "Does Cora attack?"
by = "cora"
[[move.choice]]
{SOURCE}id = "cora-attacks"
title = "Cora attacks Bela"
day = 1935-03-01
recorded = true
act = [{{ actor = "cora", verb = "attack", target = "bela" }}]
[[move.choice]]
{SOURCE}id = "cora-waits"
title = "Cora waits"
ends = true
[[move]]
{SOURCE}id = "help"
title = "Does Alba help?"
by = "alba"
[[move.choice]]
{SOURCE}id = "alba-helps"
title = "Alba declares war on Cora"
recorded = true
act = [{{ actor = "alba", verb = "declare-war", target = "cora", response_to = "cora-attacks" }}]
[[move.choice]]
{SOURCE}id = "alba-abstains"
title = "Alba stays out"
"""


def tiny(folder: Path, text: str = "") -> Dossier:
    return read(folder, ALLIANCE + (text or CRISIS))


def outcome(found: Valued, *choices: str) -> dict[str, dict[str, float]]:
    """The features by player of the outcome to which some choices lead."""
    ways = [tuple(c.id for c in way) for way in found.play.ways]
    rows = found.raw[ways.index(choices)]
    return {
        player.id: dict(zip((f.value for f in FEATURES), map(float, row), strict=True))
        for player, row in zip(found.play.crisis.players, rows, strict=True)
    }
