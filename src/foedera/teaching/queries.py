"""The records that a point's query finds, and any record that a scheme rests on, told in brief."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from foedera.answers.telling import citations
from foedera.days import ordinal
from foedera.dossier import Dossier
from foedera.dossier.model import Event
from foedera.dossier.questions import Query, Sought
from foedera.dossier.treaties import Treaty
from foedera.teaching.words import LANGUAGES

Json = dict[str, Any]
Record = Treaty | Event
#: Where a record of each kind has its own page.
_KINDS = {
    "treaties": "treaty", "events": "event", "states": "state", "persons": "person", "organizations": "organization",
    "territories": "place", "claims": "debate", "mechanisms": "mechanism", "readings": "reading",
    "disagreements": "disagreement", "figures": "figure", "suppositions": "supposition",
}  # fmt: skip


@lru_cache(maxsize=500)
def found_by(dossier: Dossier, query: Query) -> tuple[Record, ...]:
    """The records that a query finds, in the order of their dates."""
    pool: Iterable[Record]
    pool = dossier.treaties.values() if query.kind is Sought.TREATY else dossier.events.values()
    found = [r for r in pool if r.id in query.also or (r.id not in query.never and _fulfils(dossier, r, query))]
    return tuple(sorted(found, key=lambda record: (dated(record)[0], record.id)))


def _fulfils(dossier: Dossier, record: Record, query: Query) -> bool:
    involved = states_of(record)
    others = {state for word in query.other for state in dossier.case.sets.get(word.removeprefix("@"), (word,))}
    first, last = dated(record)
    return (
        set(query.parties) <= involved
        and (not query.other or not others.isdisjoint(involved - set(query.parties)))
        and (query.date is None or (query.date.first <= first and last <= query.date.last))
        and (isinstance(record, Treaty) or not query.pledges)
        and (isinstance(record, Event) or not query.verbs)
        and _of_kind(record, query)
    )


def _of_kind(record: Record, query: Query) -> bool:
    if isinstance(record, Event):
        return not query.verbs or any(act.verb in query.verbs for act in record.acts)
    articles = [*record.articles, *(a for p in record.protocols for a in p.articles)]
    secret = any(a.secret for a in record.articles) or any(p.secret for p in record.protocols)
    promised = not query.pledges or any(a.pledge in query.pledges for a in articles)
    return not record.steps and promised and query.secret in (None, secret)


def states_of(record: Record) -> set[str]:
    """The parties of a treaty; the actors and targets of an event's acts."""
    if isinstance(record, Treaty):
        return set(record.parties)
    return {who for act in record.acts for who in (*act.actor, *act.target)} | set(record.actors)


def dated(record: Record) -> tuple[int, int]:
    """The first and last day of a signature or an event."""
    if isinstance(record, Treaty):
        return ordinal(record.signed), ordinal(record.signed)
    return record.date.first, record.date.last


def record_of(dossier: Dossier, word: str) -> tuple[str, Any] | None:
    """The kind and the record of an id; of `treaty/article`, the treaty."""
    for kind, name in _KINDS.items():
        records = getattr(dossier, kind)
        if word in records:
            return name, records[word]
    treaty = word.partition("/")[0]
    if treaty in dossier.treaties:
        return "treaty", dossier.treaties[treaty]
    debate = next((d for d in dossier.claims.values() if any(claim.id == word for claim in d.claims)), None)
    return ("debate", debate) if debate else None


def told(dossier: Dossier, word: str) -> Json:
    """A record in brief: its kind, title, date and sources."""
    found = record_of(dossier, word)
    if found is None:
        return {"id": word, "type": "", "title": word, "sources": []}
    kind, record = found
    own = next((c for c in getattr(record, "claims", ()) if kind == "debate" and c.id == word), record)
    answer: Json = {"id": word, "type": kind, "page": f"{kind}/{record.id}", "title": _title(own)}
    answer |= {"names": names} if (names := _names(record)) else {}
    if isinstance(record, Record):
        answer["date"] = record.signed.isoformat() if isinstance(record, Treaty) else record.date.text
    return answer | {"sources": citations(own.sources[:3])}


def _names(record: Any) -> dict[str, str]:
    """A record's name in each language taught in which it has one."""
    found = getattr(record, "names", {})
    return {language: str(found[language][0]) for language in LANGUAGES if found.get(language)}


def _title(record: Any) -> str:
    return str(getattr(record, "title", "") or getattr(record, "says", ""))


def name_in(record: Any, language: str) -> str:
    """A record's name in a language; its title where it has none."""
    forms = getattr(record, "names", {}).get(language, ())
    return str(forms[0]) if forms else str(record.title)


def resting(words: Iterable[str], dossier: Dossier) -> Iterator[Json]:
    """Several records in brief."""
    return (told(dossier, word) for word in words)
