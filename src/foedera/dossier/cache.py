"""A compiled copy of a dossier, kept where the platform keeps caches.

The name of a copy is the hash of the record, of the program's own code and of Python, so
that a stale copy is never found. It is written beside its place and moved there in one
step, so that two writers do no harm; a damaged copy fails its checksum and is ignored.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import sys
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

_SUM = hashlib.sha256().digest_size
#: Copies kept per cache folder; older ones are removed when a new one is written.
_MOST = 8


def folder() -> Path:
    """Where copies lie: `$XDG_CACHE_HOME/foedera`, by default under `~/.cache`."""
    home = os.environ.get("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser())
    return Path(home) / "foedera"


@lru_cache(maxsize=1)
def _program() -> bytes:
    total = hashlib.sha256(sys.version.encode())
    package = Path(__file__).resolve().parents[1]
    for name in (
        "terms.py",
        "days.py",
        "dossier/model.py",
        "dossier/dossier.py",
        "dossier/names.py",
        "dossier/checks.py",
        "dossier/reading.py",
    ):
        total.update((package / name).read_bytes())
    return total.digest()


def _path(digest: str, label: str) -> Path:
    name = hashlib.sha256(_program() + digest.encode() + label.encode()).hexdigest()
    return folder() / f"{name}.dossier"


def kept(digest: str, label: str) -> Any:
    """The copy for this record, or None when there is none that is whole."""
    try:
        content = _path(digest, label).read_bytes()
        if hashlib.sha256(content[_SUM:]).digest() != content[:_SUM]:
            return None
        return pickle.loads(content[_SUM:])
    except Exception:
        # A copy is only a shortcut: whatever is wrong with it, the files are read instead.
        return None


def keep(digest: str, label: str, value: Any) -> None:
    """Write the copy; where that is not possible (read-only, full), do without."""
    target = _path(digest, label)
    content = pickle.dumps(value, protocol=5)
    with contextlib.suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=target.parent, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(content).digest() + content)
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        _forget_old(target.parent)


def _forget_old(where: Path) -> None:
    copies = sorted(where.glob("*.dossier"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in copies[_MOST:]:
        path.unlink(missing_ok=True)
