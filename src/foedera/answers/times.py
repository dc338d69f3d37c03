"""Days, replays, suppositions: answers that run through time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from foedera.answers import telling
from foedera.answers.asking import day_of, lens
from foedera.answers.questions import act_json
from foedera.answers.telling import Json, citations, notes
from foedera.days import iso
from foedera.dossier import model
from foedera.dossier.dossier import Dossier
from foedera.errors import BadQuestion, UnknownName
from foedera.history import (
    Changes,
    Judged,
    World,
    changes,
    difference,
    replay,
    suppose,
    supposition_from,
    without,
)
from foedera.law.wars import War


def day(dossier: Dossier, text: str, *, known_to: str | None = None, readings: Sequence[str] = ()) -> Json:
    """The world of a day, and what changed against the day before."""
    when = day_of(dossier, text)
    law = lens(dossier, when, known_to, readings)
    world = World(law, when)
    return {
        "day": iso(when),
        "known_to": law.knower,
        "events": [event(e) for e in world.events()],
        "wars": [_war(war) for war in world.wars()],
        "treaties": [
            {
                **telling.treaty_ref(t),
                "status": f.status.value,
                "since": iso(f.since),
                "until": iso(f.until),
                "bound": list(f.parties),
                "readings": notes(f.readings),
            }
            for t, f in world.treaties()
        ],
        "control": [
            {
                "place": t.id,
                "title": t.title,
                "sovereign": c.sovereign or None,
                "controller": c.controller or c.sovereign or None,
                "regime": c.regime.value,
            }
            for t, c in world.control()
        ],
        "members": {
            body: list(world.members(body)) for body in dossier.organizations if dossier.organizations[body].members
        },
        "relations": [
            {"states": [r.one, r.other], "since": iso(r.start), "until": iso(r.until)} for r in world.relations()
        ],
        "offices": [{"person": p.id, "title": o.title, "of": o.of, "sure": sure} for p, o, sure in world.offices()],
        "changed": _changes(changes(law, max(when - 1, dossier.first), when)),
    }


def event(value: model.Event) -> Json:
    """An event in brief."""
    return {
        "id": value.id,
        "date": str(value.date),
        "title": value.title,
        "place": value.place,
        "at": str(value.origin),
        "sources": citations(value.sources),
    }


def _war(war: War) -> Json:
    return {
        "attacker": war.attacker,
        "defender": war.defender,
        "since": iso(war.start),
        "until": iso(war.until),
        "in_response": war.response,
        "event": war.event,
    }


def _changes(found: Changes) -> Json:
    return {
        "entered": [telling.treaty_ref(t) for t in found.entered],
        "left": [telling.treaty_ref(t) for t in found.left],
        "contested": [telling.treaty_ref(t) for t in found.contested],
        "wars_begun": [_war(w) for w in found.wars_begun],
        "wars_ended": [_war(w) for w in found.wars_ended],
        "control": [
            {
                "place": t.id,
                "from": {
                    "sovereign": a.sovereign,
                    "controller": a.controller or a.sovereign,
                    "regime": a.regime.value,
                },
                "to": {
                    "sovereign": b.sovereign,
                    "controller": b.controller or b.sovereign,
                    "regime": b.regime.value,
                },
            }
            for t, a, b in found.control
        ],
    }


def between(dossier: Dossier, first: str, second: str) -> Json:
    """What changes from one day to a later one."""
    one, two = day_of(dossier, first), day_of(dossier, second)
    if two <= one:
        raise BadQuestion(f"{second} is not after {first}; give the earlier day first")
    law = lens(dossier, two)
    return {"day": iso(one), "to": iso(two), "changed": _changes(changes(law, one, two))}


def replayed(
    dossier: Dossier, first: str | None = None, last: str | None = None, *, readings: Sequence[str] = ()
) -> Json:
    """Every recorded act of a stretch, both days included, with its findings and what came of them."""
    start = day_of(dossier, first) if first else dossier.first
    until = day_of(dossier, last) if last else dossier.last
    if until < start:
        raise BadQuestion(f"{last} is before {first}; give the earlier day first")
    law = lens(dossier, until, None, readings)
    return {
        "from": iso(start),
        "to": iso(until),
        "acts": [_judged(one) for one in replay(law, start, until + 1)],
    }


def _judged(one: Judged) -> Json:
    findings = []
    for finding, outcome in one.findings:
        told = telling.finding(finding)
        if outcome is not None:
            told["outcome"] = {
                "verdict": outcome.verdict.value if outcome.verdict else None,
                "because": [telling.step(s) for s in outcome.because],
            }
        findings.append(told)
    return {
        "day": iso(one.deed.day),
        "event": event(one.event),
        "act": act_json(one.deed),
        "findings": findings,
    }


def supposed(
    dossier: Dossier,
    file: str | None = None,
    *,
    remove: Sequence[str] = (),
    first: str | None = None,
    last: str | None = None,
) -> Json:
    """The difference a supposition makes to the findings on the recorded acts."""
    if bool(file) == bool(remove):
        raise BadQuestion("give either a supposition (a file, or its id) or --without ID")
    supposition = _supposition(dossier, file) if file else without(dossier, remove)
    changed = suppose(dossier, supposition)
    start = day_of(dossier, first) if first else dossier.first
    until = day_of(dossier, last) if last else dossier.last
    if until < start:
        raise BadQuestion(f"{last} is before {first}; give the earlier day first")
    found = difference(dossier, changed, start, until + 1)
    keys = ("event", "verdict", "commitment", "debtor", "creditor", "against", "outcome")
    return {
        "supposition": {
            "id": supposition.id,
            "title": supposition.title,
            "at": str(supposition.origin) if supposition.origin.file else None,
        },
        "caution": "a legal counterfactual: the same acts under other law; "
        "what states would have done is the business of a crisis",
        "lost": [dict(zip(keys, row, strict=True)) for row in found.lost],
        "gained": [dict(zip(keys, row, strict=True)) for row in found.gained],
        "groundless": [{**event(e), "rested_on": list(grounds)} for e, grounds in found.groundless],
    }


def _supposition(dossier: Dossier, name: str) -> model.Supposition:
    if name in dossier.suppositions:
        return dossier.suppositions[name]
    if Path(name).is_file():
        return supposition_from(Path(name))
    raise UnknownName("supposition", name, sorted(dossier.suppositions), "give its id or a TOML file")
