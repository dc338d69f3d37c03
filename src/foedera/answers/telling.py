"""The JSON of answers; the keys named in the design are a contract."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from foedera.days import NEVER, iso
from foedera.dossier.noun import Citation, Variation
from foedera.dossier.treaties import Known, Treaty
from foedera.law import Commitment, Finding
from foedera.law.argument import Ground, Step
from foedera.law.finding import ReadingNote
from foedera.law.leaving import Claim, Leaving, Owed
from foedera.law.norms import Norm

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


def iso_date(day: date | None) -> str | None:
    """A date as JSON has it; none where the record has none."""
    return day.isoformat() if day else None


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


def ground(value: Ground | None) -> Json | None:
    """Why a stretch opens or closes: the sentence, and its kind with what fills it, for other languages."""
    if value is None:
        return None
    return {"kind": value.kind, "says": value.says, "filling": {name: str(word) for name, word in value.filling}}


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


def leaving(value: Leaving) -> Json:
    """Whether a party may leave an instrument on a day, since when it is free, of what, and what binds it still."""
    return {
        "treaty": treaty_ref(value.treaty),
        "party": value.party,
        "verdict": value.verdict.value,
        "by_text": value.by_text.value,
        "effect": iso(value.effect),
        "because": [step(part) for part in value.because],
        "readings": notes(value.readings),
        "commitments": [_owed(owed) for owed in value.owed],
        "besides": [_owed(owed) for owed in value.besides],
        "recorded": [_claim(claim) for claim in value.claims],
    }


def _owed(value: Owed) -> Json:
    return {
        "commitment": value.norm.id,
        "article": value.norm.number,
        "treaty": treaty_ref(value.norm.treaty),
        "pledge": value.norm.pledge.value,
        "secret": value.norm.secret,
        "says": value.norm.article.text,
        "debtors": list(value.debtors),
        "creditors": list(value.creditors),
        "until": iso(value.until),
        "at": value.norm.at,
        "sources": citations(value.norm.sources),
    }


def _claim(value: Claim) -> Json:
    return {
        "how": value.how,
        "given": iso(value.given),
        "until": None if value.until == NEVER else iso(value.until),
        "reading": value.reading or None,
        "says": value.says,
        "at": str(value.origin),
        "sources": citations(value.sources),
    }


def commitments(values: Iterable[Commitment]) -> list[Json]:
    """Commitments as they stand on a day; what an article says is told once and shared by all its commitments."""
    articles: dict[Norm, Json] = {}
    told = []
    for value in values:
        if value.norm not in articles:
            articles[value.norm] = _article(value.norm)
        told.append({**articles[value.norm], **_standing(value)})
    return told


def commitment(value: Commitment) -> Json:
    """A commitment as it stands on a day."""
    return {**_article(value.norm), **_standing(value)}


def _article(norm: Norm) -> Json:
    """What all commitments of an article have in common, with a place for what they have not."""
    return {
        "id": norm.id,
        "treaty": treaty_ref(norm.treaty),
        "article": norm.number,
        "debtor": None,
        "creditor": None,
        "pledge": norm.pledge.value,
        "modality": norm.modality.value,
        "status": None,
        "since": None,
        "until": None,
        "secret": norm.secret,
        "known": None,
        "says": norm.article.text,
        "places": list(norm.article.places),
        "readings": [],
        "at": norm.at,
        "sources": citations(norm.sources),
    }


def _standing(value: Commitment) -> Json:
    return {
        "debtor": value.debtor,
        "creditor": value.creditor,
        "status": value.status.value,
        "since": iso(value.since),
        "until": iso(value.until),
        "known": known(value.known),
        "readings": notes(value.readings),
    }
