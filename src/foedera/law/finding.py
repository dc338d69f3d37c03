"""A verdict on one commitment in view of a deed, with its argument."""

from __future__ import annotations

from typing import NamedTuple

from foedera.law.argument import Step
from foedera.law.norms import Norm
from foedera.terms import Verdict


class ReadingNote(NamedTuple):
    """How a verdict turns on a disputed point."""

    reading: str
    alternative: str
    verdict: str
    open: bool


class Finding(NamedTuple):
    """A verdict on one commitment in view of a deed, with its argument."""

    verdict: Verdict
    norm: Norm
    debtor: str
    creditor: str
    against: str
    because: tuple[Step, ...]
    readings: tuple[ReadingNote, ...] = ()
    upon: str = ""
    conflicts_with: str = ""
    awaits: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[str, ...]:
        """What makes two findings the same finding."""
        return (self.verdict, *self.place, self.conflicts_with)

    @property
    def place(self) -> tuple[str, ...]:
        """The commitment and the adversary, whatever the verdict."""
        return (self.norm.id, self.debtor, self.creditor, self.against)
