"""Passages of a text and the treaties and events of the record that they speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from foedera.days import Edtf, ordinal
from foedera.documents.annals import annals
from foedera.documents.cues import Cues, gathered, placed, spoken
from foedera.documents.gazetteer import Gazetteer
from foedera.documents.reading import Mention, Paragraph, Reading
from foedera.documents.words import listed

#: A stop, but no initial's; the search is quicker where what is rare stands first.
_STOP = r"[.!?;…](?<!\b[^\W\d_].)"
_NEXT = r"[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[^\W\d_a-z])"
_SENTENCE = re.compile(_STOP + _NEXT)
#: Where figures with a full stop are days ("23. August"), no sentence ends after one of one or two digits.
_SENTENCE_OF_DAYS = re.compile(_STOP + r"(?<!\b[0-9].)(?<!\b[0-9]{2}.)" + _NEXT)
#: A date longer than this, in days, dates no event.
_YEAR = 400
#: So many passages before and after are close by.
_CLOSE_BY = 4
#: A passage without a date may tell what came so many days after the date before it.
_SEQUEL = 60
#: A sentence longer than this is parted, so that a text without stops is still read.
_MOST = 1500
#: Acts of the record for each kind of act that a language file has words for.
_ACQUIRED = ("reunion", "accession", "recovery", "liberation")
_VERBS = {
    "attack": {"attack", "invade", "declare-war", "bomb"},
    "occupy": {"occupy", "invade", "attack"},
    "annex": {"annex"},
    "denounce": {"denounce", "renounce"},
    "expel": {"expel"},
    "join": {"accede"},
    "withdraw": {"withdraw"},
    "demand": {"demand", "threaten"},
    "cede": {"cede"},
}


@dataclass(frozen=True, slots=True)
class Link:
    """A record that a passage speaks of, the article or protocol at stake where it is named, and why we think so."""

    type: str
    id: str
    how: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with what stands in it and what it speaks of."""

    start: int
    end: int
    text: str
    language: str
    mentions: tuple[Mention, ...]
    dates: tuple[Mention, ...]
    links: tuple[Link, ...]
    said: Cues


def passages(reading: Reading, gazetteer: Gazetteer) -> tuple[Passage, ...]:
    """The sentences of a text that speak of a record, or give a date; with memory for "the pact"."""
    found = list(_found(reading, gazetteer))
    return tuple(_with_neighbours(found, number, gazetteer) for number in range(len(found)))


def _with_neighbours(found: Sequence[Passage], number: int, gazetteer: Gazetteer) -> Passage:
    """A passage with nothing but a day, linked to the treaty of that day which is named close by, as on slides."""
    passage = found[number]
    days = [m.date.first for m in passage.dates if m.date is not None and m.date.first == m.date.last]
    if passage.links or len(days) != 1:
        return passage
    around = found[max(0, number - _CLOSE_BY) : number + _CLOSE_BY + 1]
    named = {link.id for other in around for link in other.links if link.type == "treaty"}
    of_day = [id_ for id_ in sorted(named) if ordinal(gazetteer.dossier.treaties[id_].signed) == days[0]]
    links = (Link("treaty", of_day[0], "its day; the treaty is named close by"),) if len(of_day) == 1 else ()
    return replace(passage, links=links)


def _found(reading: Reading, gazetteer: Gazetteer) -> Iterator[Passage]:
    last: Link | None = None
    before: Edtf | None = None
    number = 0
    mentions = reading.mentions
    for paragraph, layer in zip(reading.paragraphs, reading.layers, strict=True):
        cues, cue = placed(layer, paragraph.language), 0
        for start, end in sentences(reading.text.original, paragraph):
            while number < len(mentions) and mentions[number].start < start:
                number += 1
            stop = number
            while stop < len(mentions) and mentions[stop].start < end:
                stop += 1
            inside = mentions[number:stop]
            number = stop
            first = cue
            while cue < len(cues) and cues[cue][0] < end:
                cue += 1
            said = gathered(place for place in cues[first:cue] if place[1] <= end)
            dates = tuple([m for m in inside if m.date is not None])
            links = tuple(_links(said, inside, before, last, gazetteer))
            last = next((link for link in reversed(links) if link.type == "treaty"), last)
            before = dates[-1].date if dates else before
            if links or dates:
                text = reading.text.original[start:end]
                yield Passage(start, end, text, paragraph.language, tuple(inside), dates, links, said)


def sentences(text: str, paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of a paragraph."""
    start = paragraph.start
    days = "." in listed(paragraph.language, "ordinals", "suffixes")
    for found in (_SENTENCE_OF_DAYS if days else _SENTENCE).finditer(text, paragraph.start, paragraph.end):
        yield from _parted(start, found.end())
        start = found.end()
    if start < paragraph.end:
        yield from _parted(start, paragraph.end)


def _parted(start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _MOST:
        yield start, start + _MOST
        start += _MOST
    yield start, end


def _links(
    said: Cues, inside: Sequence[Mention], before: Edtf | None, last: Link | None, gazetteer: Gazetteer
) -> Iterator[Link]:
    named = {(m.type, m.value): m for m in inside if m.type in ("treaty", "event", "organization")}
    clause = "secret" if ("treaty", "secret") in said else ""
    for (type_, id_), mention in named.items():
        yield Link(type_, id_, f"named: {mention.text}", _clause(gazetteer, id_, clause))
    dates = [m.date for m in inside if m.date is not None]
    states = states_of(inside, gazetteer)
    if any(type_ == "treaty" for type_, _ in named):
        return
    if ("treaty", "instrument") in said:
        treaty = _treaty(said, states, dates, gazetteer)
        if treaty:
            yield Link("treaty", treaty, "its parties, date and kind", _clause(gazetteer, treaty, clause))
        elif last and not dates_far(dates, last, gazetteer) and ("treaty", "those") in said:
            yield Link("treaty", last.id, "the one spoken of before", _clause(gazetteer, last.id, clause))
    yield from _events(said, states, dates or ([_widened(before)] if before else []), gazetteer)


def _widened(date: Edtf) -> Edtf:
    """The date before, of which a passage without one may tell the sequel."""
    return Edtf(date.text, date.first, date.last + _SEQUEL, date.approximate, date.uncertain)


def _clause(gazetteer: Gazetteer, treaty: str, clause: str) -> str:
    """The protocol that is at stake, where the treaty has it."""
    record = gazetteer.dossier.treaties.get(treaty)
    return clause if clause and record and any(p.id == clause for p in record.protocols) else ""


def states_of(mentions: Sequence[Mention], gazetteer: Gazetteer) -> frozenset[str]:
    """The states spoken of, sets resolved to their members, seats of government to their states."""
    found: set[str] = set()
    for mention in mentions:
        if mention.type == "state" and mention.value.startswith("@"):
            found |= set(gazetteer.dossier.case.sets.get(mention.value[1:], ()))
        elif mention.type in ("state", "place"):
            found.add(mention.value)
    return frozenset(found)


def dates_far(dates: Sequence[Edtf], link: Link, gazetteer: Gazetteer) -> bool:
    """Whether every date given lies more than a year from a treaty's signature: then another treaty is meant."""
    signed = ordinal(gazetteer.dossier.treaties[link.id].signed)
    return bool(dates) and all(signed < d.first - 366 or signed > d.last + 366 for d in dates)


def _treaty(said: Cues, states: frozenset[str], dates: Sequence[Edtf], gazetteer: Gazetteer) -> str | None:
    """The one treaty whose day and parties are given, or whose kind, year and parties are."""
    kinds = spoken(said, "pledges")
    scores: dict[str, int] = {}
    for date in dates:
        exact = date.last - date.first < 32
        for treaty in annals(gazetteer).signed_in(date.first, date.last):
            shared = len(states & treaty.parties)
            same_kind = bool(treaty.kinds.intersection(kinds))
            whole = shared == len(treaty.parties)
            if (exact and (whole or (shared and same_kind))) or (whole and same_kind):
                scores[treaty.id] = max(scores.get(treaty.id, 0), 4 * exact + 2 * whole + same_kind)
    best = [id_ for id_, score in scores.items() if score == max(scores.values())]
    return best[0] if len(best) == 1 else None


def _events(said: Cues, states: frozenset[str], dates: Sequence[Edtf], gazetteer: Gazetteer) -> Iterator[Link]:
    """Events whose act, actor, target and year are given."""
    if len(states) < 2:
        return
    verbs = {verb for key in spoken(said, "acts") for verb in _VERBS.get(key, ())}
    if any(("wording", word) in said for word in _ACQUIRED):
        verbs |= {"annex", "occupy"}
    if not verbs:
        return
    linked: dict[str, None] = {}
    for date in dates:
        if date.last - date.first > _YEAR:
            continue
        for event in annals(gazetteer).during(date.first, date.last):
            if verbs.isdisjoint(event.verbs):
                continue
            if any(verb in verbs and actors & states and targets & states for verb, actors, targets in event.acts):
                linked[event.id] = None
    yield from (Link("event", id_, "its act, actor, target and date") for id_ in linked)
