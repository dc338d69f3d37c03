"""The answers that a copy of the atlas without the program reads from files.

What does not turn on a day is the API's own answer. What does is kept in stretches: an answer as it is on the first
day, then, for each day on which something in it changes, what is otherwise from then on. The law itself is not copied:
what an act sets off, why not, and what a state knew must be asked of the program.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from typing import Any

from foedera import answers
from foedera.answers.outline import entries
from foedera.answers.places import places_around
from foedera.answers.records import standing
from foedera.answers.telling import treaty_ref
from foedera.answers.ties import article, seen_from, small, ties_of
from foedera.days import iso
from foedera.dossier import Dossier
from foedera.errors import NoAtlas
from foedera.history import suppose
from foedera.law import Law, law_of
from foedera.law.law import PUBLIC
from foedera.law.norms import Norm
from foedera.terms import Pledge, Status

Json = dict[str, Any]
#: Whose knowledge the maps of a copy may show.
KNOWERS = (None, PUBLIC)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def name_of(path: str, **words: str | None) -> str:
    """The file of a question: its path, then its words in order, `events~of=poland.json`."""
    return path + "".join(f"~{key}={value}" for key, value in sorted(words.items()) if value) + ".json"


def kept_answers(dossier: Dossier) -> Iterator[tuple[str, Any]]:
    """Every answer of a copy, by the name of its file."""
    yield from _whole(dossier)
    yield from _pages(dossier)
    for known_to in KNOWERS:
        yield name_of("timeline", known_to=known_to), answers.timeline(dossier, known_to=known_to)
        yield name_of("control", known_to=known_to), answers.control(dossier, known_to=known_to)
        yield name_of("bound", known_to=known_to), bound(dossier, known_to)
    for id_ in dossier.suppositions:
        yield name_of("suppose", id=id_), answers.supposed(dossier, id_)
        yield name_of("timeline", suppose=id_), answers.timeline(suppose(dossier, dossier.suppositions[id_]))
    yield "changed.json", changed(dossier)
    yield "search.json", [[e.kind, e.id, e.title, e.day, *e.forms] for e in entries(dossier)]


def _whole(dossier: Dossier) -> Iterator[tuple[str, Any]]:
    """The answers of which there is one."""
    asked: dict[str, Callable[[Dossier], Json]] = {
        "contents": answers.contents, "sources": answers.sources, "debate": answers.debates,
        "mechanism": answers.mechanisms, "disagreement": answers.disagreements, "figure": answers.figures,
        "coverage": answers.coverage,
    }  # fmt: skip
    for path, ask in asked.items():
        yield name_of(path), ask(dossier)
    with suppress(NoAtlas):
        yield name_of("atlas"), answers.topojson(dossier)


def _pages(dossier: Dossier) -> Iterator[tuple[str, Any]]:
    """The page of each record, with the events that name it."""
    asked: dict[str, tuple[Any, Callable[[Dossier, str], Json]]] = {
        "state": (dossier.states, answers.state), "person": (dossier.persons, answers.person),
        "organization": (dossier.organizations, answers.organization), "event": (dossier.events, answers.event),
        "reading": (dossier.readings, answers.reading), "debate": (dossier.claims, answers.debate),
        "mechanism": (dossier.mechanisms, answers.mechanism), "treaty": (dossier.treaties, treaty),
        "place": (dossier.territories, place),
    }  # fmt: skip
    for path, (held, ask) in asked.items():
        for id_ in held:
            yield name_of(f"{path}/{id_}"), ask(dossier, id_)
            if path in ("treaty", "state", "person", "organization", "place"):
                yield name_of("events", of=id_), answers.events(dossier, id_)


# -- what turns on a day ------------------------------------------------------------


def treaty(dossier: Dossier, id_: str) -> Json:
    """A treaty with the stretches of its status."""
    law, record = law_of(dossier), dossier.treaties[id_]
    told = answers.treaty(dossier, id_)
    # Whether a state existed may be disputed, and its treaties with it.
    states = [dossier.states[party] for party in record.parties if party in dossier.states]
    lives = [str(day) for state in states for life in state.lives for day in (life.start, life.until)]
    return _in_stretches(
        dossier, told, [told, lives], lambda day: {**told, "day": iso(day), **standing(law, record, day)}
    )


def place(dossier: Dossier, id_: str) -> Json:
    """A territory with the stretches in which one held it, in whose sphere, under which claims."""
    told = answers.place(dossier, id_)
    instruments = [dossier.treaties[sphere] for sphere in _sphere_treaties(dossier, id_)]
    dated = [told, *(answers.treaty(dossier, record.id) for record in instruments)]
    return _in_stretches(dossier, told, dated, lambda day: answers.place(dossier, id_, iso(day)))


def _sphere_treaties(dossier: Dossier, id_: str) -> list[str]:
    """The treaties with an article on spheres that speaks of a territory or of what it is part of."""
    names, pledges = places_around(dossier, id_), (Pledge.SPHERE, Pledge.DISINTEREST)
    spoken = (n for n in law_of(dossier).norms if n.pledge in pledges and not names.isdisjoint(n.article.places))
    return list(dict.fromkeys(norm.treaty.id for norm in spoken))


def _in_stretches(dossier: Dossier, told: Json, dated: Any, on: Callable[[int], Json]) -> Json:
    """An answer on the first day, and from each day on which it changes what is otherwise."""
    found: list[tuple[str, Json]] = []
    first: Json = {}
    before: Json = {}
    for day in _days_of_change(dossier, dated):
        now = {key: value for key, value in on(day).items() if key != "day"}
        if not first:
            first = before = now
        elif now != before:
            found.append((str(iso(day)), {k: now.get(k) for k in {**first, **now} if now.get(k) != first.get(k)}))
            before = now
    return {"first": {**told, **first}, "then": found}


def _days_of_change(dossier: Dossier, dated: Any) -> list[int]:
    """The days on which an answer may change: every day that it names, and the day after."""
    named = {date.fromisoformat(text).toordinal() for text in _DAY.findall(json.dumps(dated)) if _is_day(text)}
    days = {dossier.first, *(day + more for day in named for more in (0, 1))}
    return sorted(day for day in days if dossier.first <= day <= dossier.last)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def changed(dossier: Dossier) -> Json:
    """What changed on each day of legal change, against the day before."""
    days = answers.timeline(dossier)["changes"]
    told = {}
    for day in days:
        ordinal = date.fromisoformat(day).toordinal()
        if ordinal > dossier.first:
            told[day] = answers.between(dossier, str(iso(ordinal - 1)), day)["changed"]
    return told


def bound(dossier: Dossier, known_to: str | None) -> Json:
    """Instruments of few parties: each article with the pairs of states that it may bind, and when it does."""
    law = law_of(dossier, known_to=known_to, as_of=dossier.last)
    treaties: Json = {}
    for norm in law.norms:
        if small(law, norm):
            row = treaties.setdefault(norm.treaty.id, _instrument(law, norm))
            row["articles"].append([article(norm, True), list(_binding(law, norm))])
    return {"treaties": treaties}


def _instrument(law: Law, norm: Norm) -> Json:
    parties = list(law.parties(norm.treaty))
    told = {"parties": len(parties), "with": parties, "differs": len(norm.treaty.differs), "articles": []}
    return {**treaty_ref(norm.treaty), **told}


def _binding(law: Law, norm: Norm) -> Iterator[list[Any]]:
    """Each pair of an article, with a stretch in which it binds them; a pair that it never binds has none."""
    seen, never = seen_from(law, norm), {(d, c) for d in norm.debtors for c in norm.creditors if d != c}
    for tie in ties_of(law, norm):
        start = max(tie.start, seen)
        if start < tie.until:
            never -= {(tie.one, tie.other), (tie.other, tie.one)}
            contested = tie.status is Status.CONTESTED
            yield [tie.one, tie.other, [iso(start), iso(tie.until), contested]]
    yield from ([one, other, None] for one, other in sorted(never))
