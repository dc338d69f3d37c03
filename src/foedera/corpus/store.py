"""The local store: each table of the user's own files as Parquet, with its provenance beside it.

A table is written under a name that its content gives, and counts only once its provenance,
which names it, has been moved into place in one step. Whatever stops an import, the store
holds what it held before, or the new table whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl

from foedera.corpus.kinds import BY_ID
from foedera.corpus.reading import Table
from foedera.disk import PART, placed, write_text
from foedera.errors import FoederaError, UnknownName

try:
    import fcntl
except ImportError:  # pragma: no cover - not on this platform
    fcntl = None  # type: ignore[assignment]

#: Part of a table's name: raised when the same file is read to another table.
_SHAPE = 1


class NotInStore(FoederaError):
    """A table that a question needs and the store does not hold."""

    def __init__(self, *kinds: str) -> None:
        titles = "; ".join(BY_ID[kind].title for kind in kinds)
        super().__init__(f"the corpus holds no table of {titles}; run `foedera corpus add FILE` on your copy of it")


def folder() -> Path:
    """Where the store lies: `$XDG_DATA_HOME/foedera/corpus`, by default under `~/.local/share`."""
    home = os.environ.get("XDG_DATA_HOME") or str(Path("~/.local/share").expanduser())
    return Path(home) / "foedera" / "corpus"


def add(table: Table) -> dict[str, Any]:
    """Keep a table in place of an older one of its kind; gives its entry."""
    where, provenance = folder(), table.provenance
    where.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _alone(where):
        _sweep(where)
        name = f"{provenance.kind}-{hashlib.sha256(f'{_SHAPE}{provenance.sha256}'.encode()).hexdigest()[:16]}.parquet"
        added = datetime.now(UTC).isoformat(timespec="seconds")
        entry = {**asdict(provenance), "remarks": list(provenance.remarks), "added": added, "parquet": name}
        old = _entry(where / f"{provenance.kind}.json")
        with placed(where / name) as part:
            table.frame.write_parquet(part, compression="zstd")
        entry["parquet_sha256"] = _sum(where / name)
        text = json.dumps(entry, ensure_ascii=False, indent=1) + "\n"
        write_text(where / f"{provenance.kind}.json", text)
        if old and old["parquet"] != name:
            (where / old["parquet"]).unlink(missing_ok=True)
    return entry


def remove(kind: str) -> dict[str, Any]:
    """Take a table out of the store; gives the entry it had."""
    where = folder()
    found = entry(kind)
    with _alone(where):
        (where / f"{kind}.json").unlink(missing_ok=True)
        (where / found["parquet"]).unlink(missing_ok=True)
    return found


def entries() -> list[dict[str, Any]]:
    """What the store holds, in the order of the kinds."""
    found = (_entry(folder() / f"{kind}.json") for kind in BY_ID)
    return [row for row in found if row is not None]


def entry(kind: str) -> dict[str, Any]:
    """The entry of one kind of table; raises `UnknownName`, or `NotInStore` when there is none."""
    if kind not in BY_ID:
        raise UnknownName("table", kind, [other for other in BY_ID if kind in other], "run `foedera corpus kinds`")
    found = _entry(folder() / f"{kind}.json")
    if found is None:
        raise NotInStore(kind)
    return found


def has(*kinds: str) -> bool:
    """Whether the store holds all these tables."""
    return all((folder() / f"{kind}.json").is_file() for kind in kinds)


def frame(kind: str) -> pl.DataFrame:
    """A table of the store, whole."""
    found = entry(kind)
    path = folder() / found["parquet"]
    try:
        whole = _sum(path) == found["parquet_sha256"]
    except OSError:
        whole = False
    if not whole:
        raise FoederaError(f"the corpus's copy of {found['title']} is damaged; run `foedera corpus add FILE` again")
    return pl.read_parquet(path)


def scan(kind: str) -> pl.LazyFrame:
    """A table of the store, read when needed."""
    return frame(kind).lazy()


@lru_cache(maxsize=64)
def _sum_of(path: Path, size: int, stamp: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _sum(path: Path) -> str:
    stat = path.stat()
    return _sum_of(path, stat.st_size, stat.st_mtime_ns)


def _entry(path: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return found if isinstance(found, dict) and {"parquet", "sha256", "kind"} <= set(found) else None
    except (OSError, ValueError):
        return None


@contextlib.contextmanager
def _alone(where: Path) -> Iterator[None]:
    """One writer at a time; the lock falls when its holder does."""
    with (where / ".lock").open("w") as lock:
        if fcntl is not None:
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _sweep(where: Path) -> None:
    """Remove what stopped imports left: parts, and tables that no entry names."""
    named = {found["parquet"] for path in where.glob("*.json") if (found := _entry(path))}
    for path in (*where.glob(f"*{PART}"), *where.glob("*.parquet")):
        if path.name not in named:
            path.unlink(missing_ok=True)
