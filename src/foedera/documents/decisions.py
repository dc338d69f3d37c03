"""What a person has decided about proposals and marks, kept in a file of their own and used the next time.

The file is `$XDG_DATA_HOME/foedera/decisions.json`, by default under `~/.local/share`; deleting it forgets everything.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from foedera.documents.reading import Mention, Reading
from foedera.documents.texts import fold
from foedera.errors import DamagedRecord

Json = dict[str, Any]
#: Stands for a mark that is none.
NOTHING = "nothing"


@dataclass(frozen=True)
class Decisions:
    """Proposals accepted, refused or edited, by id; and marks corrected, by their folded text."""

    proposals: Mapping[str, Json] = field(default_factory=dict)
    marks: Mapping[str, Json] = field(default_factory=dict)

    def decided(self, id_: str) -> str:
        """What was decided of a proposal: `accepted`, `refused`, `edited`, or nothing."""
        return str(self.proposals.get(id_, {}).get("decision", ""))


def home() -> Path:
    """The folder of what is kept."""
    base = os.environ.get("XDG_DATA_HOME") or str(Path("~/.local/share").expanduser())
    return Path(base) / "foedera"


def decisions() -> Decisions:
    """What was decided before; raises `DamagedRecord` when the file cannot be read."""
    path = home() / "decisions.json"
    if not path.is_file():
        return Decisions()
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return Decisions(dict(kept["proposals"]), dict(kept["marks"]))
    except (ValueError, KeyError, TypeError, OSError) as fault:
        raise DamagedRecord(f"{path} cannot be read as decisions; mend it, or delete it to begin anew") from fault


def keep(found: Decisions) -> None:
    """Write decisions, whole or not at all."""
    text = json.dumps({"proposals": dict(found.proposals), "marks": dict(found.marks)}, ensure_ascii=False, indent=1)
    written(home() / "decisions.json", text + "\n")


def decide(id_: str, decision: str, **more: str) -> None:
    """Keep a decision about a proposal."""
    before = decisions()
    keep(replace(before, proposals={**before.proposals, id_: {"decision": decision, **more}}))


def forget(id_: str) -> None:
    """Drop a decision about a proposal, which is then proposed again."""
    before = decisions()
    keep(replace(before, proposals={key: kept for key, kept in before.proposals.items() if key != id_}))


def correct(text: str, type_: str, value: str) -> None:
    """Keep what a text stands for, or that it stands for nothing."""
    before = decisions()
    keep(replace(before, marks={**before.marks, fold(text): {"type": type_, "value": value}}))


def written(path: Path, text: str) -> None:
    """A file replaced in one step: what reads it sees the old text or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
        if path.exists():
            Path(name).chmod(path.stat().st_mode & 0o777)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def corrected(reading: Reading, found: Decisions) -> Reading:
    """A reading in which marks stand for what a person said they stand for."""
    if not found.marks:
        return reading
    marks = (_corrected(mention, found) for mention in reading.mentions)
    return replace(reading, mentions=tuple(mark for mark in marks if mark is not None))


def _corrected(mention: Mention, found: Decisions) -> Mention | None:
    kept = found.marks.get(fold(mention.text)) if mention.type != "date" else None
    if kept is None:
        return mention
    if kept["value"] == NOTHING:
        return None
    return replace(mention, type=kept["type"], value=kept["value"], how="as you corrected it")
