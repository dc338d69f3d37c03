"""The files of a dossier's folder, and the hash of them all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from pathlib import Path

#: The kinds of record; each is one file, or a folder of files.
KINDS = (
    "states",
    "organizations",
    "persons",
    "treaties",
    "territories",
    "readings",
    "suppositions",
    "crises",
    "priors",
    "claims",
    "events",
    "mechanisms",
    "disagreements",
    "figures",
    "sources",
    "courses",
    "atoms",
    "demarcations",
    "areas",
    "views",
    "alignments",
    "ideas",
    "mistakes",
    "questions",
    "lessons",
)


#: Nanoseconds for which a file may change again without its times showing it.
_SETTLED = 2_000_000_000
#: The shapes of the map, made by a tool from the record and from public geometry.
GEOMETRY = "atlas.topojson"


def files_of(root: Path) -> list[Path]:
    """The record's files in a fixed order: the order on disk does not matter."""
    found = [root / "dossier.toml"] if (root / "dossier.toml").is_file() else []
    for kind in KINDS:
        if (root / f"{kind}.toml").is_file():
            found.append(root / f"{kind}.toml")
        found += [root / kind / name for name in _names(root / kind)]
    return found


def _names(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    with os.scandir(folder) as entries:
        return sorted(entry.name for entry in entries if entry.name.endswith(".toml") and _is_file(entry))


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False  # a link to itself: `foedera check` says so


def leads_out(path: Path, root: Path) -> bool:
    """Whether a file of a folder is a link to something that lies elsewhere."""
    return not path.resolve().is_relative_to(root.resolve())


def digest_of(root: Path) -> str:
    """A hash of the names and contents of all files, geometry included: equal records, equal digests."""
    total = hashlib.sha256()
    for path in (*files_of(root), *root.glob(GEOMETRY)):
        # A file stands in the folder itself or in one of its kinds: `relative_to` would take longer than to read it.
        name = (path.name if path.parent == root else f"{path.parent.name}/{path.name}").encode()
        content = path.read_bytes()
        total.update(len(name).to_bytes(4, "big") + name + len(content).to_bytes(8, "big") + content)
    return total.hexdigest()


def stamp_of(root: Path) -> str | None:
    """A hash of what the file system says of all files: names, sizes, times. Equal stamps, equal contents.

    None while a file is so fresh that it may change once more and look the same.
    """
    found: list[tuple[str, os.stat_result]] = []
    for folder in (root, *(root / kind for kind in KINDS)):
        with contextlib.suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as entries:
            files = [entry for entry in entries if entry.name.endswith((".toml", GEOMETRY)) and _is_file(entry)]
            found += [(f"{folder.name}/{entry.name}", entry.stat()) for entry in files]
    if any(max(s.st_mtime_ns, s.st_ctime_ns) > time.time_ns() - _SETTLED for _, s in found):
        return None
    rows = sorted((name, s.st_dev, s.st_ino, s.st_size, s.st_mtime_ns, s.st_ctime_ns) for name, s in found)
    return hashlib.sha256(repr(rows).encode()).hexdigest()
