"""Foedera: plain-text treaties you can run.

    >>> import foedera
    >>> dossier = foedera.load()
    >>> answer = foedera.bound_on(dossier, "1939-09-01", by="united-kingdom", to="poland", pledge="defense")

The questions are functions of a dossier; each returns the JSON that the command of the
same name prints. The law itself, with typed values, is in `foedera.law`.
"""

from foedera.answers import (
    act_on,
    between,
    bound_on,
    day,
    person,
    place,
    replayed,
    state,
    supposed,
    treaty,
    why,
    why_not,
)
from foedera.dossier import Dossier, load, read_dossier
from foedera.errors import FoederaError

__all__ = [
    "Dossier", "FoederaError", "act_on", "between", "bound_on", "day", "load", "person", "place", "read_dossier",
    "replayed", "state", "supposed", "treaty", "why", "why_not",
]  # fmt: skip
