"""Files written whole or not at all: whatever stops the writing, what stood there before still stands."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from foedera.errors import FoederaError

#: What ends the name of a file that is being written.
PART = ".part"
_WHY = {
    errno.ENOSPC: ("the disk is full", "free some space"),
    errno.EDQUOT: ("your share of the disk is used up", "free some space"),
    errno.EFBIG: ("the file would be larger than is allowed here", "raise the limit on the size of files"),
    errno.EROFS: ("the disk is read-only", "choose another folder"),
    errno.EACCES: ("you may not write there", "choose another folder, or change its permissions"),
    errno.EPERM: ("you may not write there", "choose another folder, or change its permissions"),
    errno.ENOENT: ("there is no such folder", "make it first"),
    errno.ENOTDIR: ("its folder is a file", "choose another folder"),
    errno.EISDIR: ("it is a folder", "choose another name"),
    errno.ENAMETOOLONG: ("its name is too long", "choose a shorter one"),
}


class NotWritten(FoederaError):
    """A file that could not be written; nothing has changed."""

    def __init__(self, path: Path, fault: OSError) -> None:
        says, remedy = _WHY.get(fault.errno or 0, (str(fault.strerror or fault).lower(), "check the disk"))
        super().__init__(f"cannot write {path}: {says}; {remedy}. Nothing was changed")


@contextlib.contextmanager
def placed(target: Path, mode: int = 0o666) -> Iterator[Path]:
    """A path to write to; what was written is flushed to the disk, then moved to its place in one step.

    `mode` is as for `os.open`. What is no file (a pipe, a terminal) is written to directly. Raises `NotWritten`.
    """
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            yield target
            return
        where = target.resolve()
        if where.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        part = where.with_name(f".{os.urandom(8).hex()}{where.suffix}{PART}")
        try:
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
            yield part
            flush(part)
            part.replace(where)
            flush(where.parent)
        finally:
            part.unlink(missing_ok=True)
    except OSError as fault:
        raise NotWritten(target, fault) from fault


def write_text(target: Path, text: str) -> None:
    """Write a text whole or not at all, as UTF-8. Raises `NotWritten`."""
    with placed(target) as part:
        part.write_text(text, encoding="utf-8", newline="\n")


def flush(path: Path) -> None:
    """Have a file, or the names in a folder, reach the disk; folders cannot be flushed everywhere."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        if not path.is_dir():
            raise
    finally:
        os.close(handle)
