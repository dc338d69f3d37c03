"""What a document adds to the record, as text that a person may paste into its files; nothing is written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from foedera.documents.comparing import Comparison
from foedera.documents.gazetteer import Gazetteer
from foedera.documents.telling import Document

_PROPOSED = ("contradicts", "more-precise", "different-wording", "not-in-record")


def proposals(document: Document, gazetteer: Gazetteer) -> Iterator[dict[str, str]]:
    """For each statement that the record lacks: the file, the lines to add, and why."""
    seen: set[str] = set()
    for found in document.comparisons:
        patch = _patch(found, document, gazetteer) if found.kind in _PROPOSED else None
        if patch is not None and patch["patch"] not in seen:
            seen.add(patch["patch"])
            yield patch


def _patch(found: Comparison, document: Document, gazetteer: Gazetteer) -> dict[str, str] | None:
    ref = re.sub(r"[^a-z0-9]+", "-", Path(document.name).stem.lower()).strip("-") or "document"
    at = f"l{document.reading.locator(found.start)['line']}"
    cited = f"sources = [{{ ref = {_toml(ref)}, at = {_toml(at)} }}]"
    if not found.record:
        lines = ["[[event]]", f"id = {_toml(found.says + '-')}", f"date = {_toml(found.says)}", 'title = ""', cited]
        return {"file": f"events/{found.says[:4]}.toml", "patch": "\n".join(lines), "why": found.why}
    record = _record(found.record, gazetteer)
    if record is None:
        return None
    line = f"  {{ point = {_toml(found.point)}, value = {_toml(found.says)}, by = {_toml(document.name)}, {cited} }},"
    return {"file": str(record), "patch": f"differs = [\n{line}\n]", "why": f"{found.kind}: {found.why}"}


def _record(id_: str, gazetteer: Gazetteer) -> object:
    record = gazetteer.dossier
    found = record.treaties.get(id_) or record.events.get(id_)
    return found.origin if found else None


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
