"""Questions that cannot be asked: one sentence, then what to do. Few classes, one a cause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager


class FoederaError(Exception):
    """Anything a user can put right; the message says how."""


class NotADate(FoederaError, ValueError):
    """A text that names no day of the calendar."""


class UnknownName(FoederaError):
    """A name that the record does not hold; carries the nearest ones."""

    def __init__(self, kind: str, name: str, near: Sequence[str] = (), remedy: str = "") -> None:
        self.name, self.near = name, tuple(near)
        parts = [f"nearest: {', '.join(near)}"] if near else []
        parts += [remedy] if remedy else []
        rest = "; ".join(parts) or "look for it with `foedera search`"
        super().__init__(f"the record knows no {kind} called '{name}'; {rest}")


class AmbiguousName(FoederaError):
    """A name that fits more than one record; carries the choices."""

    def __init__(self, kind: str, name: str, choices: Sequence[str]) -> None:
        self.name, self.choices = name, tuple(choices)
        shown = ", ".join(choices[:12]) + (f" and {len(choices) - 12} more" if len(choices) > 12 else "")
        super().__init__(f"'{name}' fits more than one {kind}: {shown}; say which")


class OutsideRecord(FoederaError):
    """A day that the record does not cover; carries the first and the last it does."""

    def __init__(self, day: str, first: str, last: str) -> None:
        self.first, self.last = first, last
        super().__init__(f"{day} is outside this record, which covers {first} to {last}; choose a day between them")


class BadQuestion(FoederaError):
    """A question that is not well formed."""


class Unsupposable(FoederaError):
    """A supposition that touches nothing, contradicts itself, or goes round in a circle."""


class NotAccepted(FoederaError):
    """A proposal that cannot be taken into the record; carries the reason."""


class DamagedRecord(FoederaError):
    """A dossier that cannot be used because its files have problems."""


class NoAtlas(FoederaError):
    """A dossier without geometry."""

    def __init__(self, label: str) -> None:
        super().__init__(
            f"the dossier {label or 'in this folder'} has no atlas; list its atoms and build one with tools/atlas"
        )


class UnreadableDocument(FoederaError):
    """A file from which no text can be had."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(f"cannot read '{path}': {reason}")


class MissingExtra(FoederaError):
    """A question that needs a library which is not installed."""

    def __init__(self, extra: str, purpose: str) -> None:
        super().__init__(f"{purpose} the extra `{extra}` is needed; install it with: pip install 'foedera[{extra}]'")


@contextmanager
def needs(extra: str, purpose: str) -> Iterator[None]:
    """Imports of an extra's libraries: where one is missing, says which extra to install."""
    try:
        yield
    except ModuleNotFoundError as fault:
        raise MissingExtra(extra, purpose) from fault
