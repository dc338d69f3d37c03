"""A compiled copy of a dossier, kept where the platform keeps caches.

The name of a copy is the hash of the record, of the program's own code and of Python, so
that a stale copy is never found. It is written beside its place and moved there in one
step, so that two writers do no harm; a damaged copy fails its checksum and is ignored.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import io
import os
import pickle
import sys
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from foedera.disk import PART, NotWritten, placed

T = TypeVar("T")

_SUM = 4
#: What a copy's file name ends in: a record or what was worked out of it; the hash of files that lie untouched.
COPY, STAMP = "dossier", "stamp"
#: Copies kept per cache folder, of each kind; older ones are removed when a new one is written.
_MOST = 24
#: Seconds after which a part that nobody moved into place is one that nobody writes any more.
_LEFT = 3600


def folder() -> Path:
    """Where copies lie: `$XDG_CACHE_HOME/foedera`, by default under `~/.cache`."""
    home = os.environ.get("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser())
    return Path(home) / "foedera"


@lru_cache(maxsize=1)
def _program() -> bytes:
    total = hashlib.sha256(sys.version.encode())
    package = Path(__file__).resolve().parents[1]
    for path in (
        package / "terms.py",
        package / "days.py",
        *sorted((package / "dossier").glob("*.py")),
        package / "law/wars.py",
    ):
        total.update(path.read_bytes())
    return total.digest()


class _Unpickler(pickle.Unpickler):
    """Makes values of this program's own nouns and of plain types, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        plain = (module, name) in (("datetime", "date"), ("builtins", "set"), ("builtins", "frozenset"))
        found = super().find_class(module, name) if plain or module.startswith("foedera.") else None
        if not isinstance(found, type):
            raise pickle.UnpicklingError(f"a compiled copy holds no {module}.{name}")
        return found


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector: nothing is garbage while a record is made, and it takes a third of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _unpacked(content: bytes | memoryview) -> Any:
    with uncollected():
        return _Unpickler(io.BytesIO(content)).load()


class Section(Mapping[str, Any]):
    """A part of a compiled copy: records by id, unpacked when the first is asked for."""

    def __init__(self, packed: bytes) -> None:
        self._packed = packed
        self._records: Mapping[str, Any] | None = None

    def _open(self) -> Mapping[str, Any]:
        if self._records is None:
            self._records = _unpacked(self._packed)
        return self._records

    def __getitem__(self, id_: str) -> Any:
        return self._open()[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._open())

    def __len__(self) -> int:
        return len(self._open())

    def __contains__(self, id_: object) -> bool:
        return id_ in self._open()


def packed(records: Mapping[str, Any]) -> Section:
    """Records as a section that opens when needed."""
    return Section(pickle.dumps(dict(records), protocol=5))


def derived(digest: str, label: str, name: str, make: Callable[[], T]) -> T:
    """What `make` gives for an unchanged record, kept beside its copy."""
    found = kept(digest, f"{label}#{name}")
    if found is None:
        found = make()
        keep(digest, f"{label}#{name}", found)
    return found  # type: ignore[no-any-return]


def _path(digest: str, label: str, kind: str) -> Path:
    name = hashlib.sha256(_program() + digest.encode() + label.encode()).hexdigest()
    return folder() / f"{name}.{kind}"


def _sum(content: bytes | memoryview) -> bytes:
    return zlib.crc32(content).to_bytes(_SUM, "big")


def kept(digest: str, label: str, kind: str = COPY) -> Any:
    """The copy for this record, or None when there is none that is whole."""
    try:
        content = memoryview(_path(digest, label, kind).read_bytes())
        if _sum(content[_SUM:]) != content[:_SUM]:
            return None
        return _unpacked(content[_SUM:])
    except Exception:
        # A copy is only a shortcut: whatever is wrong with it, the files are read instead.
        return None


def keep(digest: str, label: str, value: Any, kind: str = COPY) -> None:
    """Write the copy; where that is not possible (read-only, full), do without."""
    target = _path(digest, label, kind)
    content = pickle.dumps(value, protocol=5)
    with contextlib.suppress(OSError, NotWritten):
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with placed(target, mode=0o600) as part:
            part.write_bytes(_sum(content) + content)
        _forget_old(target.parent)


def _forget_old(where: Path) -> None:
    old = []
    for kind in (COPY, STAMP):
        old += sorted(where.glob(f"*.{kind}"), key=lambda path: path.stat().st_mtime, reverse=True)[_MOST:]
    left = time.time() - _LEFT
    # What a writer that was killed left behind.
    old += [path for path in where.glob(f"*{PART}") if path.stat().st_mtime < left]
    for path in old:
        path.unlink(missing_ok=True)
