"""The files of a dossier's folder, and the hash of them all."""

from __future__ import annotations

import hashlib
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
    "events",
    "sources",
    "courses",
    "atoms",
    "demarcations",
    "figures",
    "views",
)


#: The shapes of the map, made by a tool from the record and from public geometry.
GEOMETRY = "atlas.topojson"


def files_of(root: Path) -> list[Path]:
    """The record's files in a fixed order: the order on disk does not matter."""
    found = [root / "dossier.toml"] if (root / "dossier.toml").is_file() else []
    for kind in KINDS:
        if (root / f"{kind}.toml").is_file():
            found.append(root / f"{kind}.toml")
        found += sorted(path for path in (root / kind).glob("*.toml") if path.is_file())
    return found


def digest_of(root: Path) -> str:
    """A hash of the names and contents of all files, geometry included: equal records, equal digests."""
    total = hashlib.sha256()
    for path in (*files_of(root), *root.glob(GEOMETRY)):
        name = path.relative_to(root).as_posix().encode()
        content = path.read_bytes()
        total.update(len(name).to_bytes(4, "big") + name + len(content).to_bytes(8, "big") + content)
    return total.hexdigest()
