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


#: Why a stretch opens or closes: each kind of ground with its sentence; interfaces say it in other languages.
GROUNDS = {
    "force": "in force from {day} by {force}",
    "provisional": "applied provisionally from {day}",
    "bound": "in force for {state} from {day}",
    "unbound": "{state} is no longer bound from {day}",
    "member": "{state} is a member of the {title} from {day}",
    "member-end": "its membership ends on {day} by {left}",
    "exists": "{title} exists from {day}",
    "extinct": "{title} ceases to exist: {words}",
    "signed": "signed on {day}",
    "article": "article {article} applies from {day}",
    "article-end": "article {article} no longer applies from {day}",
    "term": "its term of {years} years runs out on {day}",
    "term-end": "its term ends: not in force from {day}",
    "prolonged": "prolonged from {day}",
    "prolonged-end": "its prolonged term ends: not in force from {day}",
    "ended": "ended by {end} on {day}",
    "ended-words": "ended by {end} on {day}: {words}",
    "war-ends": "ended by war between the two from {day}",
    "war-suspends": "suspended by war between the two from {day}",
    "war-over": "in force again after the war ended on {day}",
}


class Ground(NamedTuple):
    """Why a stretch of time opens or closes: in words, and as a kind of `GROUNDS` with what fills its sentence."""

    says: str
    origin: Origin
    sources: Citations
    kind: str
    filling: tuple[tuple[str, object], ...]

    def step(self, holds: bool, says: str = "") -> Step:
        """The ground as a step of an argument."""
        return Step(holds, says or self.says, str(self.origin), self.sources, "force")


def ground(kind: str, origin: Origin, sources: Citations = (), **filling: object) -> Ground:
    """A ground of a kind, its sentence filled; more may be given than the English sentence needs."""
    return Ground(GROUNDS[kind].format_map(filling), origin, sources, kind, tuple(filling.items()))
