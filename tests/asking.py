"""The program asked in this process, as at a shell, of a tiny dossier; `tests/conftest.py` makes fixtures of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.tiny import ALLIANCE

TINY = (
    ALLIANCE
    + """
--- treaties/1931-01-01-trade.toml
title = "Trade Treaty of Alba and Bela"
parties = ["alba", "bela"]
signed = 1931-01-01
force = { by = "signature" }
[[article]]
id = "1"
pledge = "trade"
between = "each"
text = "They trade."
--- states/bela.toml
title = "Bela"
aliases = ["the Republic"]
--- states/cora.toml
title = "Cora"
aliases = ["the Republic"]
--- readings/scope.toml
title = "Scope?"
default = "narrow"
why = "So it was."
[[alternative]]
id = "narrow"
says = "Narrow."
[[alternative]]
id = "wide"
says = "Wide."
--- suppositions/one.toml
title = "One"
extends = ["two"]
--- suppositions/two.toml
title = "Two"
extends = ["one"]
--- suppositions/nothing.toml
title = "Nothing"
"""
)


@dataclass(frozen=True)
class Said:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Ask = Callable[..., Said]
