"""The record as linked data: JSON-LD in the terms of schema.org, with CIDOC-CRM beside them.

Every record is a node with two types. What both vocabularies have a term for is said with it; every other key of the
record is kept under `urn:foedera:term:`, so that nothing is lost. Values that name records are links.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from foedera.days import Edtf, iso
from foedera.dossier import Dossier, model, treaties
from foedera.exports.plain import citations, fields, records

Json = dict[str, Any]
_DAY = "http://www.w3.org/2001/XMLSchema#date"
CONTEXT: Json = {
    "@version": 1.1,
    "schema": "https://schema.org/",
    "crm": "http://www.cidoc-crm.org/cidoc-crm/",
    "@vocab": "urn:foedera:term:",
    "name": "schema:name",
    "title": "schema:name",
    "text": "schema:text",
    "says": "schema:description",
    "cite": "schema:name",
    "url": {"@id": "schema:url", "@type": "@id"},
    "names": {"@id": "schema:alternateName", "@container": "@language"},
    "partOf": {"@id": "schema:isPartOf", "@type": "@id"},
    "sources": "schema:citation",
    "at": "schema:pagination",
    "signed": {"@id": "schema:legislationDate", "@type": _DAY},
    "startDate": {"@id": "schema:startDate", "@type": _DAY},
    "endDate": {"@id": "schema:endDate", "@type": _DAY},
    "documentedIn": {"@id": "crm:P70i_is_documented_in", "@type": "@id"},
    "timeSpan": "crm:P4_has_time-span",
    "begin": {"@id": "crm:P82a_begin_of_the_begin", "@type": _DAY},
    "end_of_end": {"@id": "crm:P82b_end_of_the_end", "@type": _DAY},
    "carriedOutBy": {"@id": "crm:P14_carried_out_by", "@type": "@id"},
    "participant": {"@id": "crm:P11_had_participant", "@type": "@id"},
    "createdBy": "crm:P94i_was_created_by",
    "composedOf": "crm:P106_is_composed_of",
    "consistsOf": "crm:P9_consists_of",
    "hasMember": {"@id": "crm:P107_has_current_or_former_member", "@type": "@id"},
    "wasBorn": "crm:P98i_was_born",
    "diedIn": "crm:P100i_died_in",
    "memberOf": {"@id": "schema:memberOf", "@type": "@id"},
}
#: What a record of each kind is, in either vocabulary; `_OTHER` is all else.
TYPES = {
    "states": ("schema:Country", "crm:E74_Group"),
    "organizations": ("schema:Organization", "crm:E74_Group"),
    "persons": ("schema:Person", "crm:E21_Person"),
    "treaties": ("schema:Legislation", "crm:E73_Information_Object"),
    "events": ("schema:Event", "crm:E5_Event"),
    "territories": ("schema:Place", "crm:E53_Place"),
    "atoms": ("schema:Place", "crm:E53_Place"),
    "readings": ("schema:Question", "crm:E89_Propositional_Object"),
    "claims": ("schema:Question", "crm:E89_Propositional_Object"),
    "disagreements": ("schema:Claim", "crm:E89_Propositional_Object"),
    "mechanisms": ("schema:DefinedTerm", "crm:E28_Conceptual_Object"),
    "figures": ("schema:PropertyValue", "crm:E54_Dimension"),
    "sources": ("schema:CreativeWork", "crm:E31_Document"),
}
_OTHER = ("schema:CreativeWork", "crm:E73_Information_Object")
#: Of which kinds a key's values may be the ids, the likeliest first.
_ACTORS = ("states", "organizations")
_LINKS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("parties", "by", "of", "on", "actor", "actors", "target", "against", "debtor", "creditor", "state", "states",
         "sovereign", "controller", "members", "continues", "to", "one", "other", "threats", "not_by"),
        _ACTORS,
    ),
    **dict.fromkeys(("treaty", "supersedes", "concludes"), ("treaties",)),
    **dict.fromkeys(("event", "answers", "response_to", "rests_on"), ("events", "treaties")),
    **dict.fromkeys(("place", "places", "within"), ("territories", "states")),
    **dict.fromkeys(("records", "concerns"), ("treaties", "events", "persons", *_ACTORS, "territories", "readings")),
    "readings": ("readings",), "debates": ("claims",), "ref": ("sources",), "atoms": ("atoms",),
}  # fmt: skip


def linked(dossier: Dossier) -> Json:
    """The whole record as one JSON-LD document."""
    case = dossier.case
    whole = {
        "@id": _base(dossier),
        "@type": "schema:Dataset",
        "title": case.title,
        "schema:version": dossier.digest,
        "schema:temporalCoverage": f"{case.first}/{case.last}",
    }
    return {"@context": CONTEXT, "@graph": [whole, *(_node(dossier, *one) for one in records(dossier))]}


def document(dossier: Dossier) -> str:
    """The same as text."""
    return json.dumps(linked(dossier), ensure_ascii=False, indent=1) + "\n"


def iri(dossier: Dossier, kind: str, id_: str) -> str:
    """The name of a record: the same in every export of a dossier."""
    return f"{_base(dossier)}:{kind}:{quote(id_)}"


def _base(dossier: Dossier) -> str:
    return f"urn:foedera:{quote(PurePath(dossier.label or 'record').name)}"


def _node(dossier: Dossier, kind: str, id_: str, record: Any) -> Json:
    names = {language: list(forms) for language, forms in getattr(record, "names", {}).items()}
    told = {k: _told(dossier, k, v) for k, v in fields(record).items() if k not in ("id", "names")}
    cited = dict.fromkeys(iri(dossier, "sources", c.ref) for _, c in citations(record))
    node = {
        "@id": iri(dossier, kind, id_),
        "@type": list(TYPES.get(kind, _OTHER)),
        "partOf": _base(dossier),
        **told,
        **({"names": names} if names else {}),
        **({"documentedIn": list(cited)} if cited else {}),
    }
    return {**node, **(_MAPPED[kind](dossier, record) if kind in _MAPPED else {})}


def _told(dossier: Dossier, key: str, value: Any) -> Any:
    """A value in which ids of records are links."""
    if isinstance(value, dict):
        return {k: _told(dossier, k, part) for k, part in value.items()}
    if isinstance(value, list):
        return [_told(dossier, key, part) for part in value]
    if isinstance(value, str):
        for kind in _LINKS.get(key, ()):
            if value in getattr(dossier, kind):
                return {"@id": iri(dossier, kind, value)}
    return value


# -- CIDOC-CRM, where it has more to say than a type --------------------------------


def _treaty(dossier: Dossier, treaty: treaties.Treaty) -> Json:
    signing = {
        "@type": "crm:E65_Creation",
        "timeSpan": _span(treaty.signed.toordinal(), treaty.signed.toordinal()),
        "carriedOutBy": list(_actors(dossier, treaty.parties)),
    }
    articles = [("", treaty.articles), *((f"{p.id}/", p.articles) for p in treaty.protocols)]
    parts = [
        {
            "@id": iri(dossier, "treaties", f"{treaty.id}/{before}{article.id}"),
            "@type": list(TYPES["treaties"]),
            "schema:legislationIdentifier": before + article.id,
            **{k: _told(dossier, k, v) for k, v in fields(article).items() if k != "id"},
        }
        for before, held in articles
        for article in held
    ]
    return {"createdBy": signing, "composedOf": parts, "schema:legislationType": treaty.kind.value, "article": []}


def _event(dossier: Dossier, event: model.Event) -> Json:
    doers = [*event.actors, *(name for act in event.acts for name in (*act.actor, *act.target))]
    acts = [
        {
            "@type": "crm:E7_Activity",
            "carriedOutBy": list(_actors(dossier, act.actor)),
            **{k: _told(dossier, k, v) for k, v in fields(act).items()},
        }
        for act in event.acts
    ]
    days = {"startDate": iso(event.date.first), "endDate": iso(event.date.last)}
    return {
        "timeSpan": _span(event.date.first, event.date.last),
        "participant": list(dict.fromkeys(_actors(dossier, doers))),
        "consistsOf": acts,
        "acts": [],
        **{name: day for name, day in days.items() if day},
        **({"schema:location": event.place} if event.place else {}),
    }


def _person(dossier: Dossier, person: model.Person) -> Json:
    found: Json = {}
    for key, what, name, date in (
        ("wasBorn", "crm:E67_Birth", "schema:birthDate", person.born),
        ("diedIn", "crm:E69_Death", "schema:deathDate", person.died),
    ):
        if date is not None:
            found |= {key: {"@type": what, "timeSpan": _span_of(date)}, name: date.text}
    return found


def _organization(dossier: Dossier, organization: model.Organization) -> Json:
    days = {"schema:foundingDate": organization.founded, "schema:dissolutionDate": organization.dissolved}
    return {
        "hasMember": list(_actors(dossier, [member.state for member in organization.members])),
        **{name: {"@value": day.isoformat(), "@type": _DAY} for name, day in days.items() if day},
    }


def _figure(dossier: Dossier, figure: Any) -> Json:
    return {
        "schema:value": figure.value, "schema:unitText": figure.unit, "crm:P90_has_value": figure.value,
        "crm:P91_has_unit": {"@type": "crm:E58_Measurement_Unit", "name": figure.unit},
    }  # fmt: skip


_MAPPED: dict[str, Callable[[Dossier, Any], Json]] = {
    "treaties": _treaty, "events": _event, "persons": _person, "organizations": _organization, "figures": _figure,
}  # fmt: skip


def _actors(dossier: Dossier, names: Any) -> Iterator[str]:
    """The names among these that are states or organizations; defined sets are not."""
    for name in names:
        found = next((kind for kind in _ACTORS if name in getattr(dossier, kind)), None)
        if found:
            yield iri(dossier, found, name)


def _span_of(date: Edtf) -> Json:
    return _span(date.first, date.last)


def _span(first: int, last: int) -> Json:
    days = {"begin": iso(first), "end_of_end": iso(last)}
    return {"@type": "crm:E52_Time-Span", **{name: day for name, day in days.items() if day}}
