"""The JSON of answers; the keys named in the design are a contract."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from foedera.days import iso
from foedera.dossier.model import Citation, Known, Treaty, Variation
from foedera.law import Commitment, Finding
from foedera.law.argument import Step
from foedera.law.judge import ReadingNote

Json = dict[str, Any]


def citations(sources: Iterable[Citation]) -> list[Json]:
    """Sources with locators; `verified` where somebody looked."""
    return [
        {
            "ref": c.ref,
            "at": c.at,
            **({"verified": c.verified.isoformat()} if c.verified else {}),
            **({"says": c.says} if c.says else {}),
        }
        for c in sources
    ]


def treaty_ref(treaty: Treaty) -> Json:
    """A treaty in brief."""
    return {"id": treaty.id, "title": treaty.title, "signed": treaty.signed.isoformat()}


def step(value: Step) -> Json:
    """One step of an argument, with the steps below it."""
    told: Json = {
        "holds": value.holds,
        "says": value.says,
        "at": value.at,
        "sources": citations(value.sources),
        "kind": value.kind,
    }
    if value.assumed:
        told["assumed"] = value.assumed
    if value.because:
        told["because"] = [step(part) for part in value.because]
    return told


def notes(readings: Iterable[ReadingNote]) -> list[Json]:
    """Which alternative of a disputed point gives which verdict."""
    return [
        {"reading": n.reading, "alternative": n.alternative, "verdict": n.verdict, "open": n.open} for n in readings
    ]


def known(value: Known | None) -> Json | None:
    """How, and since when, something secret was known."""
    if value is None:
        return None
    return {
        "to": value.to,
        "from": value.start.isoformat(),
        "how": value.how,
        "sources": citations(value.sources),
    }


def differs(points: Iterable[Variation]) -> list[Json]:
    """Points on which sources differ: what each says, and which the record goes by."""
    return [
        {
            "point": v.point,
            "value": v.value,
            "by": v.by,
            "established": v.established,
            "sources": citations(v.sources),
        }
        for v in points
    ]


def finding(value: Finding) -> Json:
    """A finding with its argument."""
    told: Json = {
        "verdict": value.verdict.value,
        "debtor": value.debtor,
        "creditor": value.creditor,
        "against": value.against or None,
        "pledge": value.norm.pledge.value,
        "modality": value.norm.modality.value,
        "commitment": value.norm.id,
        "article": value.norm.number,
        "treaty": treaty_ref(value.norm.treaty),
        "secret": value.norm.secret,
        "says": value.norm.article.text,
        "within": value.norm.article.within or None,
        "because": [step(part) for part in value.because],
        "readings": notes(value.readings),
    }
    if value.upon:
        told["upon"] = value.upon
    if value.conflicts_with:
        told["conflicts_with"] = value.conflicts_with
    return told


def commitment(value: Commitment) -> Json:
    """A commitment as it stands on a day."""
    article = value.norm.article
    return {
        "id": value.norm.id,
        "treaty": treaty_ref(value.norm.treaty),
        "article": value.norm.number,
        "debtor": value.debtor,
        "creditor": value.creditor,
        "pledge": value.norm.pledge.value,
        "modality": value.norm.modality.value,
        "status": value.status.value,
        "since": iso(value.since),
        "until": iso(value.until),
        "secret": value.norm.secret,
        "known": known(value.known),
        "says": article.text,
        "places": list(article.places),
        "readings": notes(value.readings),
        "at": str(article.origin),
        "sources": citations(article.sources or value.norm.treaty.sources),
    }
