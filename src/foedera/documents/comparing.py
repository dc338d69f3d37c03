"""What a passage says, held against the record: support, contradiction, precision, wording."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from foedera.days import Edtf, iso, ordinal, read_edtf
from foedera.documents.annals import kinds_titled
from foedera.documents.cues import spoken
from foedera.documents.gazetteer import Gazetteer
from foedera.documents.linking import Link, Passage
from foedera.documents.reading import Mention

#: Between a name and its date there are at most so many characters.
_NEAR = 90
#: Of one record at most so many different dates are held against each other.
_DATES = 20
#: A bare year belongs to a name only when it stands beside it: "Treaty of Rapallo (1922)".
_BESIDE = 12
_WHY = {
    "supports": "the same day or days",
    "contradicts": "no day fits both",
    "less-precise": "the record's day lies within it",
    "more-precise": "it lies within the record's days",
}
#: The record's act for each way of naming an acquisition of land.
_ACTS = {"annexation": "annex", "occupation": "occupy", "invasion": "attack", "accession": "accede"}
#: Kinds of treaty that exclude each other in a title.
_KINDS = frozenset({"nonaggression", "neutrality", "defense"})
_OF_ACT = {act: wording for wording, act in _ACTS.items()} | {"invade": "invasion"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """One statement of a document beside what the record, or the same document elsewhere, says."""

    kind: str
    record: str
    point: str
    start: int
    end: int
    says: str
    record_says: str
    why: str


def comparisons(passages: Sequence[Passage], gazetteer: Gazetteer) -> Iterator[Comparison]:
    """Every comparison of a document, in the order of its text; last what it says twice and differently."""
    dated: dict[tuple[str, str], list[Comparison]] = {}
    for passage in passages:
        for found in _of_passage(passage, gazetteer):
            if found.record and found.point in ("signed", "in force", "held"):
                dated.setdefault((found.record, "date"), []).append(found)
            yield found
    for found_twice in dated.values():
        yield from _with_itself(found_twice)


def _of_passage(passage: Passage, gazetteer: Gazetteer) -> Iterator[Comparison]:
    for link in passage.links:
        found = _date(passage, link, gazetteer)
        if found is not None:
            yield found
        yield from _wording(passage, link, gazetteer)
        yield from _kind(passage, link, gazetteer)
    if not passage.links:
        yield from _not_in_record(passage)


def _date(passage: Passage, link: Link, gazetteer: Gazetteer) -> Comparison | None:
    mention = _date_of(passage, link)
    if mention is None or mention.date is None:
        return None
    point, held = _held(passage, link, mention, gazetteer)
    if held is None:
        return None
    kind = compared(mention.date, held)
    if kind == "contradicts" and mention.how != "as written":
        # A date that we have completed is our reading, not the document's word.
        return None
    return Comparison(
        kind, link.id, point, mention.start, mention.end, mention.value, held.text, f"{link.how}; {_WHY[kind]}"
    )


def compared(said: Edtf, held: Edtf) -> str:
    """How two dates stand to each other: contradiction only where they are disjoint at both precisions."""
    if said.last < held.first or held.last < said.first:
        return "contradicts" if not (said.approximate or held.approximate) else "supports"
    if (said.first, said.last) == (held.first, held.last):
        return "supports"
    if said.first <= held.first and held.last <= said.last:
        return "less-precise"
    return "more-precise" if held.first <= said.first and said.last <= held.last else "supports"


def _held(passage: Passage, link: Link, date: Mention, gazetteer: Gazetteer) -> tuple[str, Edtf | None]:
    """The date that the record has for what the passage says of the linked record."""
    record = gazetteer.dossier
    if link.type == "treaty":
        treaty = record.treaties[link.id]
        signed, force = _gap(passage, "signed", date), _gap(passage, "force", date)
        at_once = treaty.force.start == treaty.signed and force <= _NEAR
        if treaty.force.start and (force < signed or at_once):
            return "in force", _of_day(treaty.force.start)
        # Without a word of signing a date near a treaty's name may be of anything.
        if signed > 2 * _NEAR and not link.how.startswith("its "):
            return "", None
        return "signed", _of_day(treaty.signed)
    if link.type == "event":
        return "date", record.events[link.id].date
    body = record.organizations[link.id]
    if body.founded and body.dissolved and (body.dissolved - body.founded).days < 200:
        first, last = ordinal(body.founded), ordinal(body.dissolved) - 1
        return "held", Edtf(f"{body.founded.isoformat()}/{iso(last)}", first, last)
    return "", None


def _of_day(day: date) -> Edtf:
    return Edtf(day.isoformat(), ordinal(day), ordinal(day))


def _gap(passage: Passage, key: str, mention: Mention) -> int:
    """How far a word of signing, or of force, stands from a date in the same passage."""
    found = passage.said.get(("treaty", key), ())
    return min((max(start - mention.end, mention.start - end, 0) for start, end in found), default=10_000)


def _date_of(passage: Passage, link: Link) -> Mention | None:
    """The date that a passage gives to the linked record: the nearest to its name, or the only one."""
    dates = [m for m in passage.dates if m.date is not None and m.date.last - m.date.first < 400]
    if not link.how.startswith("named"):
        exact = link.type == "event" or link.how.startswith("its parties") or _is_day(dates)
        return dates[0] if len(dates) == 1 and exact else None
    names = [m for m in passage.mentions if m.value == link.id]
    others = [m for m in passage.mentions if m.type in ("treaty", "event") and m.value != link.id]
    near = [
        day
        for day in dates
        for name in names
        if max(day.start - name.end, name.start - day.end) <= (_NEAR if len(day.value) > 4 else _BESIDE)
        and not any(min(day.end, name.end) <= o.start < max(day.start, name.start) for o in others)
    ]
    if link.type != "treaty":
        return near[0] if near else None
    tied = [d for d in near if min(_gap(passage, "signed", d), _gap(passage, "force", d)) <= _NEAR]
    return min(tied, key=lambda d: min(_gap(passage, "signed", d), _gap(passage, "force", d)), default=None)


def _is_day(dates: Sequence[Mention]) -> bool:
    return len(dates) == 1 and dates[0].date is not None and dates[0].date.first == dates[0].date.last


def _wording(passage: Passage, link: Link, gazetteer: Gazetteer) -> Iterator[Comparison]:
    """The word that a document has for an acquisition of land, where the record has another."""
    if link.type != "event":
        return
    verbs = {act.verb.value for act in gazetteer.dossier.events[link.id].acts}
    own = {_OF_ACT[verb] for verb in verbs if verb in _OF_ACT}
    if "annexation" not in own and any(_annexes(other, gazetteer) for other in passage.links):
        # The passage speaks of the annexation; the occupation before it was linked by its date.
        own = own & set(spoken(passage.said, "wording"))
    if not own & {"annexation", "occupation"}:
        return
    said = spoken(passage.said, "wording")
    for wording in said:
        # Where a sentence has the record's word too, its other words speak of other events.
        if wording in own or not own.intersection(said):
            start, word = _whole_word(passage, *passage.said["wording", wording][0])
            kind = "supports" if wording in own else "different-wording"
            why = f"{link.how}; named as {wording}"
            yield Comparison(kind, link.id, "wording", start, start + len(word), word, ", ".join(sorted(own)), why)


def _annexes(link: Link, gazetteer: Gazetteer) -> bool:
    if link.type != "event":
        return False
    return any(act.verb.value == "annex" for act in gazetteer.dossier.events[link.id].acts)


def _whole_word(passage: Passage, start: int, end: int) -> tuple[int, str]:
    while end < passage.end and passage.text[end - passage.start].isalpha():
        end += 1
    return start, passage.text[start - passage.start : end - passage.start]


def _kind(passage: Passage, link: Link, gazetteer: Gazetteer) -> Iterator[Comparison]:
    """The kind of treaty that a document names, where the instrument's own title names another."""
    if link.type != "treaty" or not link.how.startswith("its parties"):
        return
    own = kinds_titled(gazetteer.dossier.treaties[link.id]) & _KINDS
    said = spoken(passage.said, "pledges")
    for kind in said if own and not own.intersection(said) else ():
        if kind in _KINDS:
            start, word = _whole_word(passage, *passage.said["pledges", kind][0])
            yield Comparison(
                "different-wording", link.id, "kind of treaty", start, start + len(word), word, ", ".join(sorted(own)),
                f"{link.how}; the instrument's title names another kind",
            )  # fmt: skip


def _not_in_record(passage: Passage) -> Iterator[Comparison]:
    """A signing with its day that fits no treaty of the record."""
    days = [m for m in passage.dates if m.date is not None and m.date.first == m.date.last]
    if len(days) != 1 or not any(m.type == "state" for m in passage.mentions):
        return
    if ("treaty", "instrument") in passage.said and ("treaty", "signed") in passage.said:
        day = days[0]
        yield Comparison("not-in-record", "", "signed", day.start, day.end, day.value, "", "no record fits it")


def _with_itself(found: Sequence[Comparison]) -> Iterator[Comparison]:
    """Pairs of a document's own dates for one record that cannot both be."""
    dates = {c.says: (c, read_edtf(c.says)) for c in reversed(found)}
    for (one, first), (other, second) in combinations(list(reversed(dates.values()))[:_DATES], 2):
        if compared(first, second) == "contradicts":
            yield Comparison(
                "contradicts-itself", one.record, one.point, other.start, other.end, other.says, one.record_says,
                f"the same document has {one.says} ({one.point}) and {other.says} ({other.point})",
            )  # fmt: skip
