"""What a document adds to the record, as lines for its files; nothing is written before a person accepts it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from foedera.documents.comparing import Comparison
from foedera.documents.decisions import Decisions
from foedera.documents.gazetteer import Gazetteer
from foedera.documents.linking import states_of
from foedera.documents.telling import Document

_PROPOSED = ("contradicts", "more-precise", "different-wording", "figure-differs", "not-in-record")
#: A title names so many states at most.
_STATES = 4


def proposals(document: Document, gazetteer: Gazetteer, decided: Decisions | None = None) -> Iterator[dict[str, str]]:
    """For each statement that the record lacks: an id, the file, the lines to add, their source, and why.

    What was accepted or refused before is not proposed again; what was edited comes as it was edited.
    """
    decided = decided or Decisions()
    seen: set[str] = set()
    for found in document.comparisons:
        patch = _patch(found, document, gazetteer) if found.kind in _PROPOSED else None
        if patch is None or patch["id"] in seen:
            continue
        seen.add(patch["id"])
        decision = decided.decided(patch["id"])
        if decision == "edited":
            yield patch | {"patch": decided.proposals[patch["id"]]["patch"], "edited": "yes"}
        elif not decision:
            yield patch


def reference(name: str) -> str:
    """The id under which a document stands among the sources."""
    return re.sub(r"[^a-z0-9]+", "-", Path(name).stem.lower()).strip("-") or "document"


def _patch(found: Comparison, document: Document, gazetteer: Gazetteer) -> dict[str, str] | None:
    ref, at = reference(document.name), f"l{document.reading.locator(found.start)['line']}"
    cited = f"sources = [{{ ref = {_toml(ref)}, at = {_toml(at)} }}]"
    told = {
        "id": hashlib.sha256("\0".join([ref, found.record, found.point, found.says]).encode()).hexdigest()[:10],
        "kind": found.kind,
        "record": found.record,
        "point": found.point,
        "says": found.says,
        "source": ref,
        "cite": document.name,
        "why": f"{found.kind}: {found.why}" if found.record else found.why,
    }
    if not found.record:
        return told | {"file": f"events/{found.says[:4]}.toml", "patch": _event(found, document, gazetteer, cited)}
    file = _file(found.record, gazetteer)
    if file is None:
        return None
    line = f"  {{ point = {_toml(found.point)}, value = {_toml(found.says)}, by = {_toml(document.name)}, {cited} }},"
    return told | {"file": file, "patch": f"differs = [\n{line}\n]"}


def _event(found: Comparison, document: Document, gazetteer: Gazetteer, cited: str) -> str:
    """A draft of the event that a passage tells, for a person to complete."""
    passage = next((p for p in document.passages if p.start <= found.start < p.end), None)
    states = (
        sorted(states_of(passage.mentions, gazetteer) & gazetteer.dossier.states.keys())[:_STATES] if passage else []
    )
    titles = " and ".join(gazetteer.dossier.states[state].title for state in states)
    lines = [
        "[[event]]",
        f"id = {_toml('-'.join([found.says, *states[:2], 'signing']))}",
        f"date = {found.says}",
        f"title = {_toml(f'An instrument signed by {titles}, as {document.name} has it')}",
        f"actors = {json.dumps(states)}",
        cited,
    ]
    return "\n".join(lines)


def _file(id_: str, gazetteer: Gazetteer) -> str | None:
    """The file of a record, as it lies in the dossier."""
    record = gazetteer.dossier
    kinds: tuple[Mapping[str, Any], ...] = (record.treaties, record.events, record.organizations, record.figures)
    for kind in kinds:
        if id_ in kind:
            if not hasattr(kind[id_], "differs"):
                return None
            origin = str(kind[id_].origin.file)
            return origin.removeprefix(f"{record.label}/") if record.label else origin
    return None


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
