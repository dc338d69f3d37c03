"""The sources that an answer rests on, each once, with its places; and how to cite the record itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from foedera.dossier import Dossier

Json = dict[str, Any]
#: Keys under which an answer names a record by its id alone.
_NAMING = ("id", "record", "treaty", "event", "rested_on", "records", "candidates")


def citations(dossier: Dossier, answer: Json) -> list[Json]:
    """The sources of an answer and of the treaties, events and debates that it names, as the bibliography has them."""
    places: dict[str, dict[str, None]] = {}
    verified: set[str] = set()
    for source in (*_sources(answer), *_of_records(dossier, answer)):
        places.setdefault(source["ref"], {})[source["at"]] = None
        if source["verified"]:
            verified.add(source["ref"])
    return [
        {
            "ref": ref, "cite": entry.cite, "url": entry.url or None, "at": [at for at in places[ref] if at],
            "verified": ref in verified,
        }
        for ref, entry in dossier.sources.items()
        if ref in places
    ]  # fmt: skip


def citation(dossier: Dossier) -> Json:
    """How to cite the record as it stands: its title and the mark that changes with its files."""
    title, mark = dossier.case.title, dossier.digest[:12]
    return {
        "title": title,
        "digest": dossier.digest,
        "cite": f"The Foedera developers, Foedera: {title}, record {mark}",
    }


def _sources(value: Any) -> Iterator[Json]:
    """Every citation in an answer, however deep."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key == "sources" and isinstance(part, list):
                yield from (_shaped(one) for one in part if isinstance(one, dict) and "ref" in one)
            else:
                yield from _sources(part)
    elif isinstance(value, list):
        for part in value:
            yield from _sources(part)


def _shaped(source: Json) -> Json:
    return {"ref": source["ref"], "at": source.get("at") or "", "verified": bool(source.get("verified"))}


def _of_records(dossier: Dossier, answer: Json) -> Iterator[Json]:
    for name in dict.fromkeys(_named(answer)):
        record: Any = dossier.treaties.get(name) or dossier.events.get(name) or dossier.claims.get(name)
        for source in record.sources if record else ():
            yield {"ref": source.ref, "at": source.at, "verified": source.verified is not None}


def _named(value: Any, key: str = "") -> Iterable[str]:
    """The ids under the keys that name records; whether there are such records is for the dossier to say."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _named(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from _named(part, key)
    elif isinstance(value, str) and key in _NAMING:
        yield value
