"""One record: a treaty's life, a state, a person, a place on a day."""

from __future__ import annotations

from typing import Any

from foedera.answers import telling
from foedera.answers.asking import day_of, knower_of, lens, person_of, place_of, state_of, treaty_of
from foedera.answers.scholarship import disputed
from foedera.answers.telling import Json, citations, notes
from foedera.corpus.columns import ATOP_COLUMN
from foedera.days import NEVER, iso
from foedera.dossier import model, treaties
from foedera.dossier.dossier import Dossier
from foedera.dossier.names import fold
from foedera.dossier.treaties import End, Force, Protocol, Term, Treaty
from foedera.errors import BadQuestion
from foedera.history.world import may_hold, surely_holds
from foedera.law import Law, in_force, law_of, life_cycle
from foedera.law.force import Stretches, life_stretches
from foedera.law.norms import Norm
from foedera.law.territory import control_on
from foedera.terms import Pledge


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
        "because": [g.step(True).says for g in _grounds(found.stretch)],
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
                "signed": _iso(x.signed),
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


def _iso(value: Any) -> str | None:
    return value.isoformat() if value else None


def _force(force: Force) -> Json:
    return {
        "by": force.by.value,
        "from": _iso(force.start),
        "says": force.says,
        "sources": citations(force.sources),
    }


def _term(term: Term | None) -> Json | None:
    if term is None:
        return None
    return {
        "years": term.years,
        "until": _iso(term.until),
        "renews": term.renews.value,
        "notice_months": term.notice_months,
        "says": term.says,
    }


def _end(end: End) -> Json:
    return {
        "how": end.how.value,
        "on": _iso(end.on),
        "from": _iso(end.start),
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
        "signed": _iso(protocol.signed),
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
                "until": _iso(m.until),
                "notice": _iso(m.notice),
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


def place(dossier: Dossier, name: str, day: str | None = None, *, known_to: str | None = None) -> Json:
    """A territory: on a day, whose it was held to be, who held it, in whose sphere, who claimed it."""
    id_ = place_of(dossier, name)
    when = day_of(dossier, day) if day else None
    territory = dossier.territories.get(id_)
    if territory is None:
        return _state_as_place(dossier, id_, when, known_to)
    told: Json = {"place": id_, "title": territory.title, "day": iso(when)}
    if when is not None:
        law = lens(dossier, when, known_to)
        told |= _held_on(dossier, law, id_, when)
        told["spheres"] = _spheres(dossier, law, id_, when)
        told["claims"] = [_claim(c) for c in territory.claims if _held_claim(c, when)]
    else:
        told |= {"sovereign": None, "controller": None, "regime": None, "spheres": []}
        told["claims"] = [_claim(c) for c in territory.claims]
    by_day = sorted(territory.controls, key=lambda c: c.start.toordinal() if c.start else 0)
    told["history"] = [_control(c) for c in by_day]
    told["names"] = {k: list(v) for k, v in territory.names.items()}
    told["area_km2"] = territory.area_km2
    told["differs"] = telling.differs(territory.differs)
    told["disagreements"] = disputed(dossier, id_)
    told["at"], told["sources"] = str(territory.origin), citations(territory.sources)
    return told


def _held_on(dossier: Dossier, law: Law, id_: str, day: int) -> Json:
    control = control_on(dossier, id_, day, law.choices)
    if control is None:
        return {"sovereign": None, "controller": None, "regime": None, "says": "the record does not say"}
    return {
        "sovereign": control.sovereign or None,
        "controller": control.controller or control.sovereign or None,
        "regime": control.regime.value,
        "since": _iso(control.start),
        "until": _iso(control.until),
        "says": control.says,
        "because": control.event or control.treaty or None,
        "held_at": str(control.origin),
        "held_sources": citations(control.sources),
    }


def _state_as_place(dossier: Dossier, id_: str, when: int | None, known_to: str | None) -> Json:
    record = dossier.states[id_]
    told: Json = {
        "place": id_,
        "title": record.title,
        "day": iso(when),
        "sovereign": None,
        "controller": None,
        "regime": None,
    }
    told["spheres"], told["claims"], told["disagreements"] = [], [], disputed(dossier, id_)
    if when is not None:
        law = lens(dossier, when, known_to)
        if any(when in stretch for stretch in law.life(id_)):
            told |= {"sovereign": id_, "controller": id_, "regime": "sovereign"}
            told |= _held_in_parts(dossier, law, id_, when)
        told["spheres"] = _spheres(dossier, law, id_, when)
    told["at"], told["sources"] = str(record.origin), citations(record.sources)
    return told


def _held_in_parts(dossier: Dossier, law: Law, id_: str, day: int) -> Json:
    """Where others hold parts of a state, the parts; its capital's holder counts for the whole."""
    found: Json = {"parts": []}
    capital = fold(dossier.states[id_].capital)
    for territory in dossier.territories.values():
        control = control_on(dossier, territory.id, day, law.choices)
        if control is None or control.sovereign != id_ or control.controller in ("", id_):
            continue
        found["parts"].append({"place": territory.id, "controller": control.controller, "regime": control.regime.value})
        if capital and capital in {fold(name) for name in (territory.id, *territory.aliases)}:
            found |= {"controller": control.controller, "regime": control.regime.value}
    if found["parts"]:
        found["says"] = f"parts are held by others: {', '.join(p['place'] for p in found['parts'])}"
    return found


def _spheres(dossier: Dossier, law: Law, id_: str, day: int) -> list[Json]:
    names = places_around(dossier, id_)
    found = []
    for norm in law.norms:
        if norm.pledge not in (Pledge.SPHERE, Pledge.DISINTEREST) or names.isdisjoint(norm.article.places):
            continue
        for debtor in sorted(norm.debtors):
            for creditor in sorted(norm.creditors):
                if debtor != creditor and law.holds(norm, debtor, creditor, day):
                    found.append(
                        {
                            "of": creditor,
                            "treaty": norm.treaty.id,
                            "secret": norm.secret,
                            "article": norm.number,
                            "pledge": norm.pledge.value,
                        }
                    )
    return found


def places_around(dossier: Dossier, id_: str) -> set[str]:
    """A place, what it is part of, and the state that has its name."""
    found: set[str] = set()
    while id_ and id_ not in found:
        found.add(id_)
        territory = dossier.territories.get(id_)
        if territory is None:
            break
        found |= {alias for alias in territory.aliases if alias in dossier.states}
        id_ = territory.within
    return found


def _claim(claim: model.TerritorialClaim) -> Json:
    return {
        "by": claim.by,
        "from": _iso(claim.start),
        "until": _iso(claim.until),
        "says": claim.says,
        "sources": citations(claim.sources),
    }


def _held_claim(claim: model.TerritorialClaim, day: int) -> bool:
    after = claim.start is None or claim.start.toordinal() <= day
    return after and (claim.until is None or day < claim.until.toordinal())


def _control(control: model.Control) -> Json:
    return {
        "from": _iso(control.start),
        "until": _iso(control.until),
        "sovereign": control.sovereign or None,
        "controller": control.controller or control.sovereign or None,
        "regime": control.regime.value,
        "reading": control.reading or None,
        "says": control.says,
        "sources": citations(control.sources),
    }
