"""Arguments as data: what was tried, whether it held, and where it stands."""

from __future__ import annotations

from typing import NamedTuple

from foedera.dossier.noun import Citations, Origin


class Step(NamedTuple):
    """One step of an argument: a rule, a premise of fact, a condition, or an exception.

    `holds` says whether it was found true. An exception that holds defeats the rule; a
    condition that does not hold leaves it without ground. `because` are the steps below.
    """

    holds: bool
    says: str
    at: str = ""
    sources: Citations = ()
    kind: str = "condition"
    because: tuple[Step, ...] = ()
    assumed: str = ""


class Ground(NamedTuple):
    """Why a stretch of time opens or closes."""

    says: str
    origin: Origin
    sources: Citations = ()

    def step(self, holds: bool, says: str = "") -> Step:
        """The ground as a step of an argument."""
        return Step(holds, says or self.says, str(self.origin), self.sources, "force")
