"""A place on a day: whose it was held to be, who held it, in whose sphere it lay, who claimed it."""

from __future__ import annotations

from foedera.answers import telling
from foedera.answers.asking import day_of, lens, place_of
from foedera.answers.scholarship import disputed
from foedera.answers.telling import Json, citations, iso_date
from foedera.days import iso
from foedera.dossier import model
from foedera.dossier.dossier import Dossier
from foedera.dossier.names import fold
from foedera.law import Law
from foedera.law.territory import control_on
from foedera.terms import Pledge


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
        "since": iso_date(control.start),
        "until": iso_date(control.until),
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
        "from": iso_date(claim.start),
        "until": iso_date(claim.until),
        "says": claim.says,
        "sources": citations(claim.sources),
    }


def _held_claim(claim: model.TerritorialClaim, day: int) -> bool:
    after = claim.start is None or claim.start.toordinal() <= day
    return after and (claim.until is None or day < claim.until.toordinal())


def _control(control: model.Control) -> Json:
    return {
        "from": iso_date(control.start),
        "until": iso_date(control.until),
        "sovereign": control.sovereign or None,
        "controller": control.controller or control.sovereign or None,
        "regime": control.regime.value,
        "reading": control.reading or None,
        "says": control.says,
        "sources": citations(control.sources),
    }
