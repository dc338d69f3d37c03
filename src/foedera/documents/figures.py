"""Figures in a text: what is counted and how many, held against the record's figures of the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from foedera.days import Edtf
from foedera.documents.comparing import Comparison
from foedera.documents.gazetteer import Gazetteer
from foedera.documents.linking import Passage, states_of
from foedera.documents.texts import fold
from foedera.documents.words import listed, numbered
from foedera.dossier import scholarship

#: Units of a language file's `counts`, as the record's figures name them.
UNITS = ("people", "km", "divisions", "armies", "tanks", "aircraft", "guns", "years", "marks")
#: A record that says "about", or a document, may be off by this share.
_ABOUT = 0.1
#: A date that is longer than this, in days, does not tell which figure is meant.
_CLOSE = 92
#: So many characters before a number of years must speak of a term.
_TERM = 24
_NUMBER = r"[0-9]{1,3}(?:[ .,][0-9]{3})+|[0-9]+(?:[.,][0-9]{1,2})?"


@dataclass(frozen=True, slots=True)
class Count:
    """So many of something: from `low` to `high`, with its place in a folded text."""

    start: int
    end: int
    low: float
    high: float
    unit: str


def counts(folded: str, language: str) -> Iterator[Count]:
    """What a text counts: a number, or two of a range, and at most two words on, what is counted."""
    if not any(stem in folded for stem in _stems(language)):
        return
    for found in _pattern(language).finditer(folded):
        factor = 1e6 if found["million"] else 1e3 if found["thousand"] else 1
        low = _value(found["low"], language)
        high = _value(found["high"], language) if found["high"] else low
        unit = _unit(found["unit"], language)
        if not (low <= high and unit):
            continue
        before = folded[max(0, found.start() - _TERM) : found.start()]
        if unit == "years" and not ("-" in found["gap"] or _term(language).search(before)):
            continue
        yield Count(found.start(), found.end(), low * factor, high * factor, unit)


@cache
def _stems(language: str) -> tuple[str, ...]:
    return tuple(stem for unit in UNITS for stem in listed(language, "counts", unit))


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = sorted(numbered(language, "numbers"), key=len, reverse=True)
    number = "|".join([_NUMBER, *(re.escape(word) for word in words if len(word) > 1)])
    units = _any(_stems(language))
    thousand, million = (_any(listed(language, "counts", key)) for key in ("thousand", "million"))
    return re.compile(
        rf"(?<![\w.,-])(?P<low>{number})(?: ?- ?(?P<high>{number})| \w{{1,5}} (?P<to>{_NUMBER}))?(?![\w])"
        rf"(?: (?:(?P<million>{million})|(?P<thousand>{thousand}))\w*)?"
        rf"(?P<gap>-| ?(?:de )?)(?:\w+ ){{0,2}}?(?P<unit>{units})\w{{0,6}}(?!\w)"
    )


def _any(words: object) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"  # type: ignore[call-overload]


@cache
def _term(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any(listed(language, 'counts', 'term'))})")


def _value(text: str, language: str) -> float:
    word = numbered(language, "numbers").get(text)
    if word:
        return float(word)
    if re.fullmatch(r"[0-9]{1,3}(?:[ .,][0-9]{3})+", text):
        return float(re.sub("[ .,]", "", text))
    return float(text.replace(",", "."))


def _unit(stem: str, language: str) -> str:
    return next((unit for unit in UNITS if stem in listed(language, "counts", unit)), "")


def figure_comparisons(passages: Sequence[Passage], gazetteer: Gazetteer) -> Iterator[Comparison]:
    """The figures of a document that are also the record's, each with what the record has."""
    before: Edtf | None = None
    for passage in passages:
        dates = [m.date for m in passage.dates if m.date is not None]
        for count in counts(_undated(passage), passage.language):
            start, end = passage.start + count.start, passage.start + count.end
            known = _known(count, passage, dates or ([before] if before else []), gazetteer)
            if known is not None:
                yield _compared(count, known, passage.text[count.start : count.end], start, end)
        before = dates[-1] if dates else before


def _undated(passage: Passage) -> str:
    """A passage's folded text with strokes in the place of its dates, whose numbers count nothing."""
    text = fold(passage.text)
    for mention in passage.dates:
        start, end = mention.start - passage.start, mention.end - passage.start
        text = text[:start] + "|" * (end - start) + text[end:]
    return text


def _known(count: Count, passage: Passage, dates: Sequence[Edtf], gazetteer: Gazetteer) -> scholarship.Figure | None:
    """The record's figure of the same thing: by the record spoken of, or by its day and one of its states."""
    spoken = {link.id for link in passage.links} | {m.value for m in passage.mentions if m.type == "place"}
    states = states_of(passage.mentions, gazetteer)
    found = [
        figure
        for figure in gazetteer.dossier.figures.values()
        if _same_unit(figure.unit, count.unit)
        and (spoken.intersection(figure.records) or (_meets(figure, dates) and states & _states(figure, gazetteer)))
    ]
    fitting = [figure for figure in found if _agrees(count, figure)]
    return fitting[0] if fitting else found[0] if len(found) == 1 else None


def _same_unit(unit: str, counted: str) -> bool:
    return unit == counted or (counted == "marks" and unit == "million marks")


def _meets(figure: scholarship.Figure, dates: Sequence[Edtf]) -> bool:
    own = figure.date
    if own is None or own.last - own.first > _CLOSE:
        return False
    return any(d.last - d.first <= _CLOSE and d.first <= own.last and own.first <= d.last for d in dates)


def _states(figure: scholarship.Figure, gazetteer: Gazetteer) -> frozenset[str]:
    """The states that a figure is of, and those that its events concern."""
    events = (gazetteer.dossier.events.get(id_) for id_ in figure.records)
    concerned = {state for event in events if event for act in event.acts for state in (*act.actor, *act.target)}
    return frozenset(figure.of) | concerned


def _bounds(figure: scholarship.Figure) -> tuple[float, float]:
    factor = 1e6 if figure.unit == "million marks" else 1
    low, high = figure.value * factor, (figure.most if figure.most is not None else figure.value) * factor
    return (low * (1 - _ABOUT), high * (1 + _ABOUT)) if figure.about else (low, high)


def _agrees(count: Count, figure: scholarship.Figure) -> bool:
    low, high = _bounds(figure)
    return count.low <= high and low <= count.high


def _compared(count: Count, figure: scholarship.Figure, text: str, start: int, end: int) -> Comparison:
    agrees = _agrees(count, figure)
    most = f" to {figure.most:,.10g}" if figure.most is not None else ""
    held = f"{'about ' if figure.about else ''}{figure.value:,.10g}{most} {figure.unit}"
    why = f"{figure.title}; {'within what the record has' if agrees else 'outside what the record has'}"
    return Comparison(
        "supports" if agrees else "figure-differs", figure.id, "figure", start, end, " ".join(text.split()), held, why
    )
