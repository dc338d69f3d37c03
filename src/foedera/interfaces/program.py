"""The program that a command belongs to: which dossier it was told to ask, and how to find it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click

from foedera.dossier import Dossier


@dataclass(frozen=True)
class Program:
    """The dossier that its own option names, its way to a dossier, and itself, to be run with other words."""

    dossier: str | None
    load: Callable[[str | None], Dossier]
    run: Callable[..., Any]


def program() -> Program:
    """The program that is running."""
    found: Program = click.get_current_context().find_root().obj
    return found


def named(dossier: str | None) -> str | None:
    """The name of the dossier that is asked: by the command's own option, else by the program's."""
    return dossier if dossier is not None else program().dossier


def asked(dossier: str | None) -> Dossier:
    """The dossier that is asked."""
    return program().load(named(dossier))
