"""One record: a treaty's life, a state, a person."""

from __future__ import annotations

from typing import Any

from foedera.answers import telling
from foedera.answers.asking import day_of, knower_of, lens, person_of, state_of, treaty_of
from foedera.answers.scholarship import disputed
from foedera.answers.telling import Json, citations, iso_date, notes
from foedera.corpus.columns import ATOP_COLUMN
from foedera.days import NEVER, iso
from foedera.dossier import model, treaties
from foedera.dossier.dossier import Dossier
from foedera.dossier.treaties import End, Force, Protocol, Term, Treaty
from foedera.errors import BadQuestion
from foedera.history.world import may_hold, surely_holds
from foedera.law import Law, in_force, law_of, life_cycle
from foedera.law.force import Stretches, life_stretches
from foedera.law.norms import Norm


def treaty(dossier: Dossier, name: str, day: str | None = None, *, known_to: str | None = None) -> Json:
    """An instrument: consent, force, articles, secrecy, ends, disputes; and its status on a day."""
    record = dossier.treaties[treaty_of(dossier, name)]
    when = day_of(dossier, day) if day else None
    law = lens(dossier, when, known_to) if when is not None else law_of(dossier, known_to=knower_of(dossier, known_to))
    if not law.knows(record):
        raise BadQuestion(
            f"{law.knower} did not know of {record.id} on that day; ask without --known-to, or of a later day"
        )
    told: Json = {"treaty": _treaty(record, law), "day": iso(when), "status": None}
    if when is not None:
        told |= standing(law, record, when)
    told["events"] = [_event_ref(e) for e in _events_of(dossier, record.id)] if law.knower is None else []
    told["disagreements"] = disputed(dossier, record.id)
    told["life"] = {party: _spans(stretches) for party, stretches in life_cycle(law, record).items()}
    return told


def standing(law: Law, record: treaties.Treaty, day: int) -> Json:
    """Whether an instrument is in force on a day, since when and until when, for whom and why."""
    found = in_force(law, record, day)
    return {
        "status": found.status.value,
        "since": iso(found.since),
        "until": iso(found.until),
        "bound": list(found.parties),
        "because": [g.says for g in _grounds(found.stretch)],
        "grounds": [telling.ground(g) for g in _grounds(found.stretch)],
        "readings": notes(found.readings),
    }


def _events_of(dossier: Dossier, id_: str) -> list[model.Event]:
    """The events that concern an instrument, in the order of days: its life and its afterlife."""
    acted = [
        e for e in dossier.events.values() if e.treaty == id_ or any(a.treaty.partition("/")[0] == id_ for a in e.acts)
    ]
    return sorted(acted, key=lambda event: event.id)


def _event_ref(event: model.Event) -> Json:
    return {"id": event.id, "date": str(event.date), "title": event.title}


def _grounds(stretch: Any) -> list[Any]:
    return [ground for ground in (stretch.opened, stretch.closed) if ground] if stretch else []


def _spans(stretches: Stretches) -> list[Json]:
    return [
        {
            "from": iso(s.start),
            "until": iso(s.until),
            "opened": s.opened.says if s.opened else None,
            "closed": s.closed.says if s.closed and s.until != NEVER else None,
            "ground": telling.ground(s.closed if s.closed and s.until != NEVER else s.opened),
        }
        for s in stretches
    ]


def _treaty(record: Treaty, law: Law) -> Json:
    visible = {norm.id: norm for norm in law.norms if norm.treaty is record}
    return {
        **telling.treaty_ref(record),
        "kind": record.kind.value,
        "names": {k: list(v) for k, v in record.names.items()},
        "aliases": list(record.aliases),
        "place": record.place,
        "parties": list(law.parties(record)),
        "force": _force(record.force),
        "term": _term(record.term),
        "extensions": [
            {
                "until": x.until.isoformat(),
                "signed": iso_date(x.signed),
                "says": x.says,
                "sources": citations(x.sources),
            }
            for x in record.extensions
        ],
        "ends": [_end(end) for end in record.ends],
        "articles": [_article(norm) for norm in visible.values()],
        "protocols": [_protocol(p) for p in record.protocols if law.knower is None or _any(visible, p)],
        "known": [telling.known(k) for k in record.known],
        "steps": [
            {
                "stage": s.stage.value,
                "on": str(s.on),
                "by": list(s.by),
                "says": s.says,
                "sources": citations(s.sources),
            }
            for s in record.steps
        ],
        "differs": telling.differs(record.differs),
        "external": dict(record.external),
        "note": record.note,
        "at": str(record.origin),
        "sources": citations(record.sources),
    }


def _any(visible: dict[str, Norm], protocol: Protocol) -> bool:
    return any(norm.protocol is protocol for norm in visible.values()) or not protocol.secret


def _force(force: Force) -> Json:
    return {
        "by": force.by.value,
        "from": iso_date(force.start),
        "says": force.says,
        "sources": citations(force.sources),
    }


def _term(term: Term | None) -> Json | None:
    if term is None:
        return None
    return {
        "years": term.years,
        "until": iso_date(term.until),
        "renews": term.renews.value,
        "notice_months": term.notice_months,
        "says": term.says,
    }


def _end(end: End) -> Json:
    return {
        "how": end.how.value,
        "on": iso_date(end.on),
        "from": iso_date(end.start),
        "by": list(end.by),
        "of": list(end.of),
        "reading": end.reading or None,
        "says": end.says,
        "sources": citations(end.sources),
    }


def _article(norm: Norm) -> Json:
    article = norm.article
    return {
        "id": norm.id,
        "article": norm.number,
        "pledge": norm.pledge.value,
        "atop": ATOP_COLUMN[norm.pledge],
        "modality": norm.modality.value,
        "text": article.text,
        "secret": norm.secret,
        "places": list(article.places),
        "within": article.within,
        "level": article.level,
        "known": [telling.known(k) for k in norm.known] if norm.secret else [],
        "at": str(article.origin),
        "sources": citations(article.sources),
    }


def _protocol(protocol: Protocol) -> Json:
    return {
        "id": protocol.id,
        "title": protocol.title,
        "signed": iso_date(protocol.signed),
        "secret": protocol.secret,
        "known": [telling.known(k) for k in protocol.known],
        "sources": citations(protocol.sources),
    }


def state(dossier: Dossier, name: str) -> Json:
    """A state: names, existence, memberships, treaties."""
    record = dossier.states[state_of(dossier, name)]
    law = law_of(dossier)
    return {
        "state": record.id,
        "title": record.title,
        "official": record.official,
        "names": {k: list(v) for k, v in record.names.items()},
        "aliases": list(record.aliases),
        "cow": record.cow,
        "cow_abbr": record.cow_abbr,
        "iso": record.iso,
        "capital": record.capital,
        "existence": _spans(life_stretches(dossier, record.id, law.choices)),
        "memberships": [
            {
                "organization": body.id,
                "from": m.start.isoformat(),
                "until": iso_date(m.until),
                "notice": iso_date(m.notice),
                "left": m.left,
            }
            for body in dossier.organizations.values()
            for m in body.members
            if m.state == record.id
        ],
        "treaties": [telling.treaty_ref(t) for t in dossier.treaties.values() if record.id in law.parties(t)],
        "disagreements": disputed(dossier, record.id),
        "note": record.note,
        "at": str(record.origin),
        "sources": citations(record.sources),
    }


def person(dossier: Dossier, name: str, day: str | None = None) -> Json:
    """A person: names and offices; with a day, the offices held on it."""
    record = dossier.persons[person_of(dossier, name)]
    when = day_of(dossier, day) if day else None
    offices = [o for o in record.offices if when is None or may_hold(o, when)]
    return {
        "person": record.id,
        "title": record.title,
        "names": {k: list(v) for k, v in record.names.items()},
        "aliases": list(record.aliases),
        "born": str(record.born) if record.born else None,
        "died": str(record.died) if record.died else None,
        "day": iso(when),
        "offices": [
            {
                "title": o.title,
                "of": o.of,
                "from": str(o.start) if o.start else None,
                "until": str(o.until) if o.until else None,
                "sure": when is None or surely_holds(o, when),
                "sources": citations(o.sources),
            }
            for o in offices
        ],
        "disagreements": disputed(dossier, record.id),
        "note": record.note,
        "at": str(record.origin),
        "sources": citations(record.sources),
    }
