"""What is fuzzed: each target takes any bytes and must come back, or refuse with a sentence of its own."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from foedera.days import read_day, read_edtf
from foedera.documents import Gazetteer, documents_of, told
from foedera.dossier import load
from foedera.dossier.folder import MANY, SINGLE, read_folder
from foedera.errors import FoederaError

Target = Callable[[bytes], object]
#: Where inputs that once broke a target are kept; `tests/test_crashes.py` tries each again.
CRASHES = Path(__file__).resolve().parents[2] / "tests" / "crashes"


@cache
def _desk() -> Path:
    return Path(tempfile.mkdtemp(prefix="foedera-fuzz-"))


def toml(data: bytes) -> None:
    """A file of a dossier, of the kind that its first byte says: read, every value placed, problems collected."""
    kinds = sorted({*SINGLE, *MANY})
    kind = kinds[data[0] % len(kinds)] if data else "treaties"
    root = _desk() / "record"
    path = root / kind / "x.toml" if kind in SINGLE else root / f"{kind}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data[1:])
    try:
        for problem in read_folder(root, "record")[1]:
            str(problem)
    finally:
        path.unlink()


def edtf(data: bytes) -> None:
    """A date of the calendar, or of the Extended Date/Time Format."""
    text = data.decode("utf-8", "replace")
    for read in (read_day, read_edtf):
        with contextlib.suppress(FoederaError):
            read(text)


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer(load())


def document(data: bytes) -> None:
    """A document of the kind that its first byte says: opened, read, compared with the record, told."""
    suffix = (".txt", ".html", ".docx", ".pdf")[data[0] % 4 if data else 0]
    path = _desk() / f"document{suffix}"
    path.write_bytes(data[1:])
    with contextlib.suppress(FoederaError):
        told(documents_of([path], _gazetteer()))


TARGETS: dict[str, Target] = {"toml": toml, "edtf": edtf, "document": document}
