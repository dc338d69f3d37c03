"""Files that come to their place whole or not at all: written beside it, then moved there in one step."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from foedera.errors import FoederaError

#: What a folder that an export made holds, so that another may replace it and nothing else is ever removed.
MARK = "foedera.json"


@contextmanager
def new_file(path: Path, *, force: bool = False) -> Iterator[Path]:
    """A place for a new file, moved to `path` when all went well."""
    _free(path, force)
    if path.is_dir():
        raise FoederaError(f"{path} is a folder; give the name of a file")
    with _beside(path) as folder:
        made = folder / path.name
        yield made
        with made.open("rb+") as written:
            os.fsync(written.fileno())
        made.replace(path)


@contextmanager
def new_folder(path: Path, mark: dict[str, str], *, force: bool = False) -> Iterator[Path]:
    """A new folder with its mark, moved to `path` when all went well; with `force`, in the place of an older export."""
    _free(path, force)
    if path.exists() and not _ours(path):
        raise FoederaError(f"{path} is not a folder that an export made, so it is not replaced; choose another path")
    with _beside(path) as folder:
        made = folder / "new"
        made.mkdir()
        yield made
        (made / MARK).write_text(json.dumps(mark, indent=1) + "\n", encoding="utf-8")
        if path.exists():
            path.rename(folder / "old")
        try:
            made.rename(path)
        except OSError:
            (folder / "old").rename(path)
            raise


def _free(path: Path, force: bool) -> None:
    if path.exists() and not force:
        raise FoederaError(f"{path} is already there; choose another path, or replace it with --force")
    if not path.parent.is_dir():
        raise FoederaError(f"there is no folder {path.parent}; make it first")


def _ours(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink() and ((path / MARK).is_file() or not any(path.iterdir()))


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A folder for the work in hand, on the same disk, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
