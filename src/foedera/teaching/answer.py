"""A free answer, read: its words, sentences and clauses, what it denies, and the records and dates it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from foedera.documents import Gazetteer, Mention, Reading, Text
from foedera.documents import read as read_document
from foedera.documents.linking import sentences
from foedera.dossier.phrases import Part
from foedera.errors import BadQuestion, needs
from foedera.teaching.seats import seats_of
from foedera.teaching.tongue import language_of
from foedera.teaching.words import LANGUAGES, bare, listed, spelled, unmarked, words_of

#: The longest answer read, in characters.
LONGEST = 60_000
#: A verb with its negation is one word; of "n-a" the first letter negates; hyphens part words.
_WORD = re.compile(r"[^\W\d_]+n't|n(?=-a)|[^\W_]+|[.,;:()/&?!]")
#: Names of these types may be the subject of a clause.
_ACTORS = frozenset({"state", "person"})
#: In names of these types a seat of government stands for no government.
_TITLES = frozenset({"treaty", "event"})
_SIGNS = frozenset(".,;:()?!")
#: "In fact, that is wrong": so many words may stand before what takes a sentence back.
_INTRODUCED = 3
_START = re.compile(r"(?<![^\W_])[^\W\d_]")
#: A full stop after a word, where it is no abbreviation.
_STOP = re.compile(r"(?<=[^\W\d_]{3})[.!?]+\s+|(?<=\d{4})[.!?]\s+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a sign, folded, with its place in the answer; `plain`: it may have been typed without its marks."""

    text: str
    start: int
    end: int
    plain: bool


@dataclass(frozen=True, slots=True)
class Negation:
    """A word of negation, by the numbers of its words, and the words of its clause that it denies."""

    first: int
    last: int
    denies: range


@dataclass(frozen=True, slots=True)
class Named:
    """A name or date in a sentence, by the numbers of its words."""

    first: int
    last: int
    mention: Mention


@dataclass(frozen=True, slots=True)
class Subject:
    """The words of a clause, and the record that it begins with and tells of."""

    clause: range
    named: Named


@dataclass(frozen=True)
class Sentence:
    """A sentence with what it denies and names.

    `barriers` are words across which no wording reaches; `compounds` are parts of longer words, which alone mean
    nothing here; `seats` stand for states by the seats of their governments, save those that follow a word of place
    (`placed`) where a state itself is asked for.
    """

    start: int
    end: int
    language: str
    words: tuple[Word, ...]
    negations: tuple[Negation, ...]
    named: tuple[Named, ...]
    barriers: tuple[int, ...]
    clauses: tuple[int, ...]
    subjects: tuple[Subject, ...] = ()
    seats: tuple[Named, ...] = ()
    placed: frozenset[int] = frozenset()
    denied: frozenset[int] = frozenset()
    compounds: frozenset[int] = frozenset()
    places: dict[tuple[Part, bool], set[tuple[int, int]]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def asks(self) -> bool:
        """Whether it is a question, which states nothing."""
        return any(word.text == "?" for word in self.words[-2:])

    def holds(self, phrases: Sequence[tuple[str, ...]], first: int = 0) -> Iterator[tuple[int, int]]:
        """Where one of some fixed phrases stands, by the numbers of its words; longest first, none inside another."""
        return _placed(self.words, phrases, first)


@dataclass(frozen=True)
class Answer:
    """An answer with what was found in it."""

    text: str
    language: str
    sentences: tuple[Sentence, ...]
    reading: Reading = field(repr=False)

    def quoted(self, start: int, end: int) -> str:
        """The words of a stretch, on one line."""
        return " ".join(self.text[start:end].split())


class _Bare:
    """A gazetteer for answers typed without diacritics: every name in its bare form."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.dossier = gazetteer.dossier
        self._whole = gazetteer
        self._machines: dict[str, Any] = {}

    def machine(self, language: str) -> Any:
        """The automaton of a language over bare forms."""
        if language not in self._machines:
            with needs("documents", "to find names in a text"):
                import ahocorasick
            forms: dict[str, tuple[Any, ...]] = {}
            for _, (form, entries) in self._whole.machine(language).items():
                forms[bare(form)] = tuple(dict.fromkeys((*forms.get(bare(form), ()), *entries)))
            machine = ahocorasick.Automaton()
            for form, entries in forms.items():
                machine.add_word(form, (form, entries))
            machine.make_automaton()
            self._machines[language] = machine
        return self._machines[language]


class Reader:
    """Reads answers with the names of one dossier."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._bare = _Bare(gazetteer)

    def read(self, text: str, language: str | None = None) -> Answer:
        """An answer; its language is told from its words, or from its names where it has few."""
        if len(text) > LONGEST:
            raise BadQuestion(f"the answer has {len(text):,} characters; at most {LONGEST:,} are read")
        tongue, told = (language, True) if language else language_of(text)
        found = self._reading(text, tongue)
        if not told:
            others = {other: self._reading(text, other) for other in LANGUAGES}
            tongue, found = max(others.items(), key=lambda row: _named_states(row[1]))
        whole = (place for p in found.paragraphs for place in sentences(text, p))
        seats = seats_of(self.gazetteer.dossier, tongue)
        parts = [_sentence(found, place, tongue, seats) for start, end in whole for place in _stops(text, start, end)]
        return Answer(text, tongue, tuple(_recanted(parts)), found)

    def _reading(self, text: str, language: str) -> Reading:
        plain = language != "en" and unmarked(text)
        names: Any = self._bare if plain else self.gazetteer
        return read_document(Text("answer", "txt", _capitals(text)), names, language)


def _named_states(reading: Reading) -> tuple[int, int]:
    return sum(m.type == "state" for m in reading.mentions), len(reading.mentions)


def _capitals(text: str) -> str:
    """An answer typed without any capital letter, with capitals, so that its names are found; as long as it was."""
    if any(letter.isupper() for letter in text):
        return text
    raised = _START.sub(lambda found: found[0].upper(), text)
    return raised if len(raised) == len(text) else text


def _stops(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a sentence where a new one begins without a capital letter."""
    for found in _STOP.finditer(text, start, end):
        if found.end() < end:
            yield start, found.end()
            start = found.end()
    yield start, end


def _sentence(
    reading: Reading, place: tuple[int, int], language: str, seats: Mapping[tuple[str, ...], str]
) -> Sentence:
    start, end = place
    layer = reading.text.layer(start, end)
    # Where marks are tones, a word without one is another word, unless the whole sentence has none.
    marked = words_of(language)["tones"] and not unmarked(reading.text.original[start:end])
    words = tuple(
        Word(
            spelled(found[0], language),
            layer.start(found.start()),
            layer.end(found.end()),
            not marked and found[0].isascii(),
        )
        for found in _WORD.finditer(layer.folded)
    )
    named = tuple(_named(words, reading.mentions, start, end))
    inside = {number for one in named for number in range(one.first + 1, one.last + 1)}
    contrasts = tuple(first for first, _ in _placed(words, listed(language, "contrasts")))
    opened = {first: last for first, last in _placed(words, listed(language, "clauses")) if first not in inside}
    clauses = tuple(sorted({*opened, *(n for n, word in enumerate(words) if word.text in _SIGNS)}))
    negations = tuple(_negations(words, opened, clauses, language))
    barriers = tuple(sorted({*contrasts, *(n for n, word in enumerate(words) if word.text == ";")}))
    seated = tuple(_seated(words, named, seats))
    placed = frozenset(last + 1 for _, last in _placed(words, listed(language, "places")))
    actors = [one for one in seated if one.first not in placed]
    subjects = tuple(_subjects(words, [*named, *actors], opened, clauses, language))
    compounds = {n for first, last in _placed(words, listed(language, "compounds")) for n in range(first, last + 1)}
    return Sentence(
        start,
        end,
        language,
        words,
        negations,
        named,
        barriers,
        clauses,
        subjects,
        seated,
        placed,
        compounds=frozenset(compounds),
    )


def _seated(words: Sequence[Word], named: Sequence[Named], seats: Mapping[tuple[str, ...], str]) -> Iterator[Named]:
    """Where a seat of government stands for its state, outside the name of a treaty or an event."""
    inside = {bare(word.text) for word in words}
    forms = [form for form in seats if bare(form[0]) in inside]
    titles = [one for one in named if one.mention.type in _TITLES]
    for first, last in _placed(words, forms) if forms else ():
        if any(one.first <= first and last <= one.last for one in titles):
            continue
        written = " ".join(word.text for word in words[first : last + 1])
        state = next(seats[form] for form in forms if len(form) == last - first + 1 and _stands(words, first, form))
        yield Named(first, last, Mention(words[first].start, words[last].end, written, "state", "seat", state, "seat"))


def _subjects(
    words: Sequence[Word], named: Sequence[Named], opened: dict[int, int], clauses: Sequence[int], language: str
) -> Iterator[Subject]:
    """Of each clause that begins with a state or a person, that name; "and rejected it" goes on with the one before."""
    light = dict(_placed(words, listed(language, "openers")))
    names = {one.first: one for one in named}
    joining = dict(_placed(words, listed(language, "lists")))
    others = dict(_placed(words, listed(language, "pronouns")))
    # Who stands after a word of place does nothing there.
    placed = {last + 1 for _, last in _placed(words, listed(language, "places"))}
    actors = {one.first for one in named if one.mention.type in _ACTORS and one.first not in placed}
    before: Named | None = None
    starts = sorted({0, *clauses})
    for start, stop in zip(starts, [*starts[1:], len(words)], strict=True):
        first = opened.get(start, start) + 1 if start in clauses else start
        number = first
        while number < stop and (number in light or (number in names and number not in actors)):
            number = max(light.get(number, number), names[number].last if number in names else number) + 1
        if number >= stop:
            continue
        found = names.get(number)
        if found is not None and before is not None and found.last + 1 >= stop:
            # A name alone between two commas is one of a list, or stands beside another.
            continue
        joins = number == first and number not in others and start in joining
        own = found or (before if joins else None)
        earlier = _listed_with(own, words, named, language) if own is found else None
        if earlier is not None and before is not earlier:
            # After a verb the second of two names begins no clause.
            own = before
        elif earlier is not None:
            yield Subject(range(start, stop), earlier)
        if own is not None:
            yield Subject(range(start, stop), own)
        before = own


def _listed_with(name: Named | None, words: Sequence[Word], named: Sequence[Named], language: str) -> Named | None:
    """The actor named just before another, with no more than an "and" between them."""
    before = [one for one in named if name and one.last < name.first and one.mention.type in _ACTORS]
    if name is None or not before:
        return None
    last = max(before, key=lambda one: one.last)
    between = tuple(word.text for word in words[last.last + 1 : name.first] if word.text != ",")
    ands, light = listed(language, "lists"), listed(language, "openers")
    return last if any(between[: len(one)] == one and between[len(one) :] in ((), *light) for one in ands) else None


def _named(words: Sequence[Word], mentions: Sequence[Mention], start: int, end: int) -> Iterator[Named]:
    for mention in mentions:
        if start <= mention.start < end:
            inside = [n for n, word in enumerate(words) if mention.start <= word.start < mention.end]
            if inside:
                yield Named(inside[0], inside[-1], mention)


def _placed(words: Sequence[Word], phrases: Sequence[tuple[str, ...]], first: int = 0) -> Iterator[tuple[int, int]]:
    number = first
    while number < len(words):
        word = words[number]
        likely = (p for p in phrases if p[0] == word.text or (word.plain and bare(p[0]) == word.text))
        size = next((len(p) for p in likely if _stands(words, number, p)), 0)
        if size:
            yield number, number + size - 1
        number += size or 1


def _stands(words: Sequence[Word], number: int, phrase: tuple[str, ...]) -> bool:
    if number + len(phrase) > len(words):
        return False
    return all(
        word.text == part or (word.plain and word.text == bare(part))
        for word, part in zip(words[number : number + len(phrase)], phrase, strict=True)
    )


def _negations(
    words: Sequence[Word], opened: dict[int, int], clauses: Sequence[int], language: str
) -> Iterator[Negation]:
    """Words of negation with their scope: to the end of the clause, or of the next where it follows at once."""
    affirmed = {n for first, last in _placed(words, listed(language, "affirmed")) for n in range(first, last + 1)}
    places = dict(_placed(words, listed(language, "negations")))
    places |= {n: n for n, word in enumerate(words) if word.text.endswith("n't")}
    for first, last in sorted(places.items()):
        if first in affirmed:
            continue
        after = opened.get(last + 1, last) + 1
        stop = next((n for n in clauses if n >= after and not _aims(words, after, n, language)), len(words))
        yield Negation(first, last, range(after, min(stop, after + words_of(language)["scope"])))


def _aims(words: Sequence[Word], first: int, number: int, language: str) -> bool:
    """Whether a clause tells what a signing before it was for: who did not sign to gain time did not gain time."""
    aim = next(_placed(words, listed(language, "purposes"), number), None)
    return aim is not None and aim[0] == number and any(_placed(words[first:number], listed(language, "signing")))


def _recanted(parts: Sequence[Sentence]) -> Iterator[Sentence]:
    """Sentences with what they, or the sentence after them, call false."""
    for number, part in enumerate(parts):
        denied: set[int] = set()
        if any(part.holds(listed(part.language, "denials"))):
            denied |= set(range(len(part.words)))
        for first, _ in part.holds(listed(part.language, "recants")):
            denied |= set(range(first))
        after = parts[number + 1] if number + 1 < len(parts) else None
        if after and any(first <= _INTRODUCED for first, _ in after.holds(listed(after.language, "recants"))):
            denied |= set(range(len(part.words)))
        yield replace(part, denied=frozenset(denied)) if denied else part
