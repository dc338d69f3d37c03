"""A day's world, replay with what came of each promise, suppositions and their difference."""

from foedera.history.replay import Judged, Outcome, replay
from foedera.history.suppose import Difference, difference, suppose, supposition_from, without
from foedera.history.world import Changes, World, changes

__all__ = [
    "Changes", "Difference", "Judged", "Outcome", "World", "changes", "difference", "replay", "suppose",
    "supposition_from", "without",
]  # fmt: skip
