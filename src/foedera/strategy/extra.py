"""What the extra `strategy` installs, asked for before it is used."""

from __future__ import annotations

from importlib.util import find_spec

from foedera.errors import FoederaError

NEEDED = ("numpy", "numba", "highspy")


def need_extra() -> None:
    """Raise `FoederaError` with what to install, where a library of the extra is missing."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise FoederaError(
            f"this question needs {' and '.join(missing)}; install the extra with: pip install 'foedera[strategy]'"
        )
