"""What a record holds: its table of contents, a search over all of it, its bibliography."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, NamedTuple

from foedera.answers.telling import Json
from foedera.dossier.dossier import Dossier
from foedera.dossier.names import fold, forms_of
from foedera.errors import BadQuestion, UnknownName
from foedera.law.norms import parties_of, provisions
from foedera.terms import ActKind, Pledge, third_person

#: A search gives at most so many records.
MOST = 60
#: The kinds of record that can be searched, in the order in which equals are shown.
KINDS = (
    "treaties", "states", "territories", "persons", "organizations", "events", "readings", "suppositions", "claims",
    "mechanisms", "sources",
)  # fmt: skip
#: What a kind is called where its folder has another name.
CALLED = {"claims": "debates"}


def contents(dossier: Dossier) -> Json:
    """The record in outline: its days, the names of what it holds, its vocabulary."""
    case = dossier.case
    return {
        "dossier": dossier.label,
        "digest": dossier.digest,
        "title": case.title,
        "names": _names(case),
        "first": case.first.isoformat(),
        "last": case.last.isoformat(),
        "opening": (case.opening or case.first).isoformat(),
        "example": case.example or None,
        "note": case.note,
        "states": [_entry(state) for state in dossier.states.values()],
        "treaties": [
            {**_entry(t), "signed": t.signed.isoformat(), "parties": len(parties_of(dossier, t))}
            for t in dossier.treaties.values()
        ],
        "places": [_entry(t) for t in dossier.territories.values()],
        "persons": [_entry(p) for p in dossier.persons.values()],
        "organizations": [_entry(o) for o in dossier.organizations.values()],
        "readings": [
            {
                "id": r.id,
                "title": r.title,
                "default": r.default,
                "open": r.open,
                "alternatives": [{"id": a.id, "says": a.says, "holders": list(a.holders)} for a in r.alternatives],
            }
            for r in dossier.readings.values()
        ],
        "suppositions": [{"id": s.id, "title": s.title, "note": s.note} for s in dossier.suppositions.values()],
        "acts": [{"verb": kind.value, "form": third_person(kind)} for kind in ActKind],
        "pledges": [pledge.value for pledge in Pledge],
        "events": len(dossier.events),
        "sources": len(dossier.sources),
    }


def _names(record: Any) -> dict[str, str]:
    """The first name form of each language."""
    return {language: forms[0] for language, forms in record.names.items() if forms}


def _entry(record: Any) -> Json:
    return {"id": record.id, "title": record.title, "names": _names(record)}


def sources(dossier: Dossier, name: str | None = None) -> Json:
    """The bibliography, in the order of its files; or one entry, by its id or a word of it."""
    found = [s for s in dossier.sources.values() if name in (None, s.id)]
    found = found or [s for s in dossier.sources.values() if fold(str(name)) in fold(s.cite)]
    if not found:
        raise UnknownName("source", str(name), get_close_matches(str(name), list(dossier.sources), n=4))
    return {
        "sources": [
            {"id": s.id, "cite": s.cite, "kind": s.kind, "url": s.url or None, "at": str(s.origin)} for s in found
        ]
    }


# -- search -----------------------------------------------------------------------


class Entry(NamedTuple):
    """A record as it is searched: what it is called, folded, and what else it says."""

    kind: str
    id: str
    title: str
    day: str | None
    forms: tuple[str, ...]
    text: str


def search(dossier: Dossier, query: str) -> Json:
    """Records of every kind whose names, in any language, or texts hold all words of a query; best first."""
    words = fold(query, marks=False).split()
    if not words:
        raise BadQuestion("a search needs at least one word; write a name, or words of a text")
    if len(query) > 200:
        raise BadQuestion("a search takes at most 200 characters; write fewer words")
    ranked = sorted(
        ((rank, place, entry) for place, entry in enumerate(entries(dossier)) if (rank := _rank(entry, words))),
        key=lambda row: (-row[0], row[1]),
    )
    return {
        "query": query,
        "count": len(ranked),
        "found": [
            {"kind": e.kind, "id": e.id, "title": e.title, "day": e.day, "form": _form(e, words)}
            for _, _, e in ranked[:MOST]
        ],
    }


def _rank(entry: Entry, words: list[str]) -> int:
    """5 a whole name, 4 the beginning of one, 3 words of one, 2 of them together, 1 of the text; else 0."""
    whole = " ".join(words)
    if whole in entry.forms:
        return 5
    if any(form.startswith(whole) for form in entry.forms):
        return 4
    if any(_holds(form, words) for form in entry.forms):
        return 3
    names = " ".join(entry.forms)
    return 2 if _holds(names, words) else 1 if _holds(f"{names} {entry.text}", words) else 0


def _holds(text: str, words: list[str]) -> bool:
    """Whether each word begins a word of the text."""
    spaced = f" {text}"
    return all(f" {word}" in spaced for word in words)


def _form(entry: Entry, words: list[str]) -> str | None:
    """The name form that matched, where it is not the title itself."""
    if _holds(fold(entry.title, marks=False), words):
        return None
    return next((form for form in entry.forms if _holds(form, words)), None)


@lru_cache(maxsize=4)
def entries(dossier: Dossier) -> tuple[Entry, ...]:
    """Every record as it is searched, in the order in which equals are shown."""
    return tuple(entry for kind in KINDS for entry in _of_kind(dossier, kind))


def _of_kind(dossier: Dossier, kind: str) -> Iterator[Entry]:
    for record in getattr(dossier, kind).values():
        title = record.cite if kind == "sources" else record.title
        day = str(record.signed) if kind == "treaties" else str(record.date) if kind == "events" else None
        named = hasattr(record, "names") and hasattr(record, "aliases")
        forms = forms_of(record) if named else (record.id, title)
        folded = dict.fromkeys(fold(form, marks=False) for form in forms)
        yield Entry(
            CALLED.get(kind, kind), record.id, title, day, tuple(folded), fold(" ".join(_texts(record)), marks=False)
        )


def _texts(record: Any) -> Iterable[str]:
    yield from (getattr(record, name, "") for name in ("note", "says", "about"))
    yield getattr(record, "place", "") if isinstance(getattr(record, "place", ""), str) else ""
    if hasattr(record, "articles"):
        for _, article in provisions(record):
            yield article.text
    for part in (*getattr(record, "alternatives", ()), *getattr(record, "claims", ())):
        yield part.says
