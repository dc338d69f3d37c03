"""What historians dispute and what the record holds of it: debates, disagreements, figures, mechanisms, coverage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from foedera.answers.telling import Json, citations
from foedera.dossier import scholarship
from foedera.dossier.dossier import Dossier
from foedera.dossier.names import find, fold, near
from foedera.dossier.noun import Citation, Names, Origin, Value, values_of
from foedera.dossier.treaties import Treaty
from foedera.errors import UnknownName

#: What the coverage page counts as looked up or not. A supposition states nothing that could have a source.
_SOURCED = (*(kind for kind in scholarship.REFERABLE if kind != "suppositions"), "crises", "priors", "alignments")


def debate(dossier: Dossier, name: str) -> Json:
    """A question of historians: positions, their claims, and the evidence for and against each."""
    record = _found(dossier, "debate", "claims", name)
    return {
        "id": record.id,
        "title": record.title,
        "names": _names(record.names),
        "about": record.about,
        "positions": [
            {"id": p.id, "title": p.title, "says": p.says, "claims": [_claim(dossier, c) for c in _claims(record, p)]}
            for p in record.positions
        ],
        "readings": [{"id": id_, "title": dossier.readings[id_].title} for id_ in record.readings],
        "mechanisms": [_ref(dossier, m.id) for m in dossier.mechanisms.values() if record.id in m.debates],
        "stands": record.stands,
        "note": record.note,
        "at": str(record.origin),
        "sources": citations(record.sources),
    }


def _found(dossier: Dossier, kind: str, folder: str, name: str) -> Any:
    records = getattr(dossier, folder)
    try:
        return records[find(kind, name, records, dossier.names[folder])]
    except UnknownName as unknown:
        raise UnknownName(kind, name, unknown.near, f"`foedera {kind}` lists them") from None


def debates(dossier: Dossier) -> Json:
    """All questions of the dossier."""
    return {
        "debates": [
            {"id": d.id, "title": d.title, "positions": len(d.positions), "claims": len(d.claims)}
            for d in dossier.claims.values()
        ]
    }


def _claims(record: scholarship.Debate, position: scholarship.Position) -> list[scholarship.Claim]:
    return [claim for claim in record.claims if claim.position == position.id]


def _claim(dossier: Dossier, claim: scholarship.Claim) -> Json:
    return {
        "id": claim.id,
        "says": claim.says,
        "holders": [dossier.persons[h].title if h in dossier.persons else h for h in claim.holders],
        "evidence": [
            {
                "side": e.side.value,
                "says": e.says,
                "records": [_ref(dossier, id_) for id_ in e.records],
                "sources": citations(e.sources),
            }
            for e in claim.evidence
        ],
        "note": claim.note,
        "at": str(claim.origin),
        "sources": citations(claim.sources),
    }


def _ref(dossier: Dossier, id_: str) -> Json:
    """A record in brief, whatever its kind; an article by its treaty."""
    whole = id_.partition("/")[0]
    for kind in scholarship.REFERABLE:
        found = getattr(dossier, kind).get(whole)
        if found is not None:
            return {"id": id_, "kind": kind, "title": found.title}
    return {"id": id_, "kind": None, "title": id_}


def _names(names: Names) -> Json:
    return {language: list(forms) for language, forms in names.items()}


# -- disagreements and figures ----------------------------------------------------


def disagreement(dossier: Dossier, name: str) -> Json:
    """A point on which sources differ; or all such points that concern a record."""
    found = dossier.disagreements.get(name)
    points = [found] if found else [p for p in dossier.disagreements.values() if _concerns(p.records, name)]
    if not points:
        points = [p for p in dossier.disagreements.values() if fold(name) in fold(p.title)]
    if not points:
        raise UnknownName("disagreement", name, near(name, {fold(id_): (id_,) for id_ in dossier.disagreements}))
    return {"of": name, "disagreements": [_point(dossier, point) for point in points]}


def disagreements(dossier: Dossier) -> Json:
    """All points on which the sources of the dossier differ."""
    return {"of": None, "disagreements": [_point(dossier, point) for point in dossier.disagreements.values()]}


def disputed(dossier: Dossier, id_: str) -> list[Json]:
    """The points on which sources differ about one record."""
    return [_point(dossier, p) for p in dossier.disagreements.values() if _concerns(p.records, id_)]


def _concerns(records: Iterable[str], id_: str) -> bool:
    return any(word.partition("/")[0] == id_ for word in records)


def _point(dossier: Dossier, point: scholarship.Disagreement) -> Json:
    return {
        "id": point.id,
        "title": point.title,
        "versions": [
            {
                "says": v.says,
                "by": [_holder(dossier, by) for by in v.by],
                "slip": v.slip,
                "sources": citations(v.sources),
            }
            for v in point.versions
        ],
        "established": point.established or None,
        "confidence": point.confidence.value if point.confidence else None,
        "records": [_ref(dossier, id_) for id_ in point.records],
        "note": point.note,
        "at": str(point.origin),
        "sources": citations(point.sources),
    }


def _holder(dossier: Dossier, by: str) -> str:
    for known in (dossier.persons, dossier.sources):
        found = known.get(by)
        if found is not None:
            return str(getattr(found, "title", "") or getattr(found, "cite", by))
    return by


def figures(dossier: Dossier, name: str | None = None) -> Json:
    """Numbers that somebody gave: all, one, or those that concern a record."""
    found = [
        f for f in dossier.figures.values() if name is None or name == f.id or _concerns((*f.records, *f.of), name)
    ]
    if not found:
        found = [f for f in dossier.figures.values() if fold(str(name)) in fold(f"{f.title} {f.unit}")]
    if not found:
        raise UnknownName("figure", str(name), near(str(name), {fold(id_): (id_,) for id_ in dossier.figures}))
    return {"of": name, "figures": [_figure(dossier, f) for f in found]}


def _figure(dossier: Dossier, figure: scholarship.Figure) -> Json:
    return {
        "id": figure.id,
        "title": figure.title,
        "value": figure.value,
        "most": figure.most,
        "unit": figure.unit,
        "about": figure.about,
        "date": str(figure.date) if figure.date else None,
        "of": list(figure.of),
        "records": [_ref(dossier, id_) for id_ in figure.records],
        "differs": [
            {"point": v.point, "value": v.value, "by": v.by, "established": v.established} for v in figure.differs
        ],
        "note": figure.note,
        "at": str(figure.origin),
        "sources": citations(figure.sources),
    }


# -- mechanisms -------------------------------------------------------------------


def mechanism(dossier: Dossier, name: str) -> Json:
    """One way the system worked, and the questions that show it at work."""
    record = _found(dossier, "mechanism", "mechanisms", name)
    return {
        "id": record.id,
        "title": record.title,
        "names": _names(record.names),
        "says": record.says,
        "date": str(record.date) if record.date else None,
        "concerns": [_ref(dossier, id_) for id_ in record.concerns],
        "demonstrations": [
            {"run": d.run, "shows": list(d.shows), "hides": list(d.hides), "says": d.says} for d in record.demos
        ],
        "waits_for": record.waits_for or None,
        "records": [_ref(dossier, id_) for id_ in record.records],
        "debates": [_ref(dossier, id_) for id_ in record.debates],
        "note": record.note,
        "at": str(record.origin),
        "sources": citations(record.sources),
    }


def mechanisms(dossier: Dossier) -> Json:
    """All mechanisms of the dossier."""
    return {
        "mechanisms": [
            {"id": m.id, "title": m.title, "demonstrations": len(m.demos), "waits_for": m.waits_for or None}
            for m in dossier.mechanisms.values()
        ]
    }


# -- coverage ---------------------------------------------------------------------


def coverage(dossier: Dossier) -> Json:
    """What the record holds, how much of it somebody looked up, and what is open."""
    sourced = {kind: getattr(dossier, kind) for kind in _SOURCED}
    dates = [date for treaty in dossier.treaties.values() for date in dates_of(treaty)]
    return {
        "dossier": dossier.label,
        "treaties": len(dossier.treaties),
        "events": len(dossier.events),
        "places": len(dossier.territories) + len(dossier.states),
        "states": len(dossier.states),
        "territories": len(dossier.territories),
        "persons": len(dossier.persons),
        "organizations": len(dossier.organizations),
        "claims": sum(len(d.claims) for d in dossier.claims.values()),
        "debates": len(dossier.claims),
        "disagreements": len(dossier.disagreements),
        "figures": len(dossier.figures),
        "readings": len(dossier.readings),
        "suppositions": len(dossier.suppositions),
        "mechanisms": len(dossier.mechanisms),
        "demonstrated": sum(bool(m.demos) for m in dossier.mechanisms.values()),
        "demonstrations": sum(len(m.demos) for m in dossier.mechanisms.values()),
        "crises": len(dossier.crises),
        "priors": len(dossier.priors),
        "alignments": len(dossier.alignments),
        "sources": len(dossier.sources),
        "unsourced": sum(not any(_cited(record)) for records in sourced.values() for record in records.values()),
        "looked_up": {kind: _looked_up(records) for kind, records in sourced.items() if records},
        "treaty_dates": {
            "dates": len(dates),
            "one_source": sum(len(found) >= 1 for _, _, found in dates),
            "two_sources": sum(len(found) >= 2 for _, _, found in dates),
        },
        "open": _open(dossier),
    }


def _looked_up(records: Mapping[str, Any]) -> Json:
    checked = [len(_verified(_cited(record))) for record in records.values()]
    return {
        "records": len(checked),
        "one_source": sum(n >= 1 for n in checked),
        "two_sources": sum(n >= 2 for n in checked),
    }


def _open(dossier: Dossier) -> Json:
    """What remains to be done, by name."""
    return {
        "treaties_not_looked_up": [t.id for t in dossier.treaties.values() if not _verified(_cited(t))],
        "treaty_dates_with_one_source": [
            f"{id_}: {what} {day}"
            for id_, treaty in dossier.treaties.items()
            for what, day, found in dates_of(treaty)
            if len(found) < 2
        ],
        "events_not_looked_up": [e.id for e in dossier.events.values() if not _verified(_cited(e))],
        "mechanisms_without_demonstration": [
            {"id": m.id, "waits_for": m.waits_for} for m in dossier.mechanisms.values() if not m.demos
        ],
        "disagreements_undecided": [d.id for d in dossier.disagreements.values() if not d.established],
        "readings": [r.id for r in dossier.readings.values() if r.open],
    }


def dates_of(treaty: Treaty) -> list[tuple[str, date, set[str]]]:
    """An instrument's dates, each with the sources that somebody looked up for it.

    A date that names no sources of its own has those of the table around it.
    """
    found = [("signed", treaty.signed, treaty.sources)]
    if treaty.force.start:
        found.append(("in force", treaty.force.start, treaty.force.sources or treaty.sources))
    for end in treaty.ends:
        for name, day in (("end", end.on or end.start), ("back", end.back)):
            if day:
                found.append((name, day, end.sources or treaty.sources))
    found += [("prolonged until", x.until, x.sources or treaty.sources) for x in treaty.extensions]
    for protocol in treaty.protocols:
        if protocol.signed and protocol.signed != treaty.signed:
            found.append((f"{protocol.id} signed", protocol.signed, protocol.sources or treaty.sources))
    for consent in treaty.consents:
        days = (("acceded", consent.acceded), ("bound from", consent.start), ("bound until", consent.until))
        found += [(f"{consent.state} {name}", day, consent.sources or treaty.sources) for name, day in days if day]
    return [(name, day, _verified(cited)) for name, day, cited in found]


def _verified(cited: Iterable[Citation]) -> set[str]:
    return {c.ref for c in cited if c.verified}


def _cited(value: Any) -> Iterator[Citation]:
    if isinstance(value, Citation):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _cited(part)
    elif isinstance(value, Value) and not isinstance(value, Origin):
        for _, part in values_of(value):
            if isinstance(part, (tuple, Value)):
                yield from _cited(part)
