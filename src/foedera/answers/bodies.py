"""More records: an organization, an event, a disputed point, and the events that name a record."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from foedera.answers import telling
from foedera.answers.asking import day_of
from foedera.answers.telling import Json, citations, iso_date
from foedera.days import iso
from foedera.dossier import model
from foedera.dossier.dossier import Dossier
from foedera.dossier.names import find
from foedera.errors import UnknownName
from foedera.law.wars import moment
from foedera.terms import third_person


def organization(dossier: Dossier, name: str) -> Json:
    """An organization: names, organs, and its members from when to when."""
    id_ = find("organization", name, dossier.organizations, dossier.names["organizations"])
    record = dossier.organizations[id_]
    return {
        "organization": record.id,
        "title": record.title,
        "names": {k: list(v) for k, v in record.names.items()},
        "aliases": list(record.aliases),
        "founded": iso_date(record.founded),
        "dissolved": iso_date(record.dissolved),
        "organs": list(record.organs),
        "members": [
            {
                "state": m.state,
                "from": m.start.isoformat(),
                "until": iso_date(m.until),
                "how": m.how,
                "left": m.left,
                "reading": m.reading or None,
                "sources": citations(m.sources),
            }
            for m in record.members
        ],
        "note": record.note,
        "at": str(record.origin),
        "sources": citations(record.sources),
    }


def event(dossier: Dossier, name: str) -> Json:
    """An event: its acts, what it answers and rests on, what was judged of it, what sources dispute."""
    if name not in dossier.events:
        raise UnknownName("event", name, get_close_matches(name, list(dossier.events), n=4))
    record = dossier.events[name]
    return {
        **brief(record),
        "acts": [_act(act) for act in record.acts],
        "actors": list(record.actors),
        "assessed": [
            {"is": a.kind, "holds": a.holds, "of": a.of or None, "by": a.by, "sources": citations(a.sources)}
            for a in record.assessed
        ],
        "answers": list(record.answers),
        "answered_by": [e.id for e in dossier.events.values() if record.id in e.answers],
        "rests_on": list(record.rests_on),
        "treaty": record.treaty or None,
        "differs": telling.differs(record.differs),
        "note": record.note,
    }


def _act(act: model.Act) -> Json:
    return {
        "actor": list(act.actor),
        "verb": act.verb.value,
        "form": third_person(act.verb),
        "target": list(act.target),
        "treaty": act.treaty or None,
        "against": list(act.against),
        "says": act.says,
    }


def brief(record: model.Event) -> Json:
    """An event in a line, with the day on which it counts as done."""
    return {
        "id": record.id,
        "date": str(record.date),
        "day": iso(moment(record.date)),
        "title": record.title,
        "place": record.place,
        "at": str(record.origin),
        "sources": citations(record.sources),
    }


def events(dossier: Dossier, of: str | None = None, first: str | None = None, last: str | None = None) -> Json:
    """The events of a stretch of days, both included, in their order; with `of`, those that name a record."""
    start = day_of(dossier, first) if first else None
    until = day_of(dossier, last) if last else None
    found = [
        record
        for record in dossier.events.values()
        if (start is None or record.date.last >= start)
        and (until is None or record.date.first <= until)
        and (of is None or of in _named(record))
    ]
    found.sort(key=lambda record: (moment(record.date), record.id))
    return {"of": of, "from": first, "to": last, "events": [brief(record) for record in found]}


def _named(record: model.Event) -> set[str]:
    """Every record that an event names."""
    return set(_names(record))


def _names(record: model.Event) -> Iterator[str]:
    yield from (*record.actors, *record.answers, *record.rests_on, record.treaty)
    for act in record.acts:
        yield from (*act.actor, *act.target, *act.against, act.treaty.partition("/")[0], act.occasion)


def reading(dossier: Dossier, name: str) -> Json:
    """A disputed point: its alternatives, who holds each, and why one is the default."""
    if name not in dossier.readings:
        raise UnknownName("reading", name, get_close_matches(name, list(dossier.readings), n=4))
    record = dossier.readings[name]
    return {
        "reading": record.id,
        "title": record.title,
        "default": record.default,
        "why": record.why,
        "open": record.open,
        "alternatives": [
            {"id": a.id, "says": a.says, "holders": list(a.holders), "sources": citations(a.sources)}
            for a in record.alternatives
        ],
        "note": record.note,
        "at": str(record.origin),
        "sources": citations(record.sources),
    }
