"""Whether a sentence words an idea: phrases of the record against the words, names and dates of an answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from foedera.days import Edtf, read_edtf
from foedera.dossier import Dossier
from foedera.dossier.phrases import Part, Phrase, phrase
from foedera.errors import NotADate, needs
from foedera.teaching.answer import Answer, Named, Negation, Sentence
from foedera.teaching.words import bare, spelled, words_of

#: Words that stand next to each other, each with whether it may end in any way.
Form = tuple[tuple[str, bool], ...]
#: From so many letters on a word may have one slip of the pen.
_SLIP = 7


@dataclass(frozen=True, slots=True)
class Match:
    """A wording found: the words it rests on, their place, and whether the answer denies it."""

    sentence: int
    words: frozenset[int]
    start: int
    end: int
    denied: bool
    line: str
    slots: int = 1


def worded(
    answer: Answer,
    words: Mapping[str, Sequence[str]],
    unless: Mapping[str, Sequence[str]],
    dossier: Dossier,
    *,
    by: Sequence[str] = (),
    slips: bool = True,
) -> list[Match]:
    """All wordings of an idea in an answer, in the order of the text; of an idea `by` states, none told of others."""
    lines, defeats = _phrases(words.get(answer.language, ())), _phrases(unless.get(answer.language, ()))
    found: list[Match] = []
    for number, sentence in enumerate(answer.sentences):
        inside = [match for line in lines for match in _matches(line, sentence, number, dossier, slips)]
        if by:
            inside = [match for match in inside if not _of_another(match, sentence, by, dossier)]
        against = (match for line in defeats for match in _matches(line, sentence, number, dossier, slips))
        if inside and all(match.denied for match in against):
            found += inside
    return sorted(found, key=lambda match: (match.start, match.end))


def _of_another(match: Match, sentence: Sentence, by: Sequence[str], dossier: Dossier) -> bool:
    """Whether a wording stands in a clause whose subject is a state, or one of its people, other than those meant."""
    told: dict[range, list[Named]] = {}
    for one in sentence.subjects:
        # A clause of which a wording has the name alone ("between the two and a third") tells nothing of it.
        if any(n in one.clause and not one.named.first <= n <= one.named.last for n in match.words):
            told.setdefault(one.clause, []).append(one.named)
    return any(all(_other(one, match, by, dossier) for one in clause) for clause in told.values())


def _other(one: Named, match: Match, by: Sequence[str], dossier: Dossier) -> bool:
    """Whether a subject is a state, or one of its people, other than those meant."""
    states = _states(one, dossier)
    # An adjective of a wording's own word names no subject: their attack, put off, is not theirs to put off.
    own = one.mention.form == "adjective" and one.last + 1 in match.words
    meant = any(state == whose or _is(state, None, whose, dossier) for state in states for whose in by)
    return bool(states) and not own and not meant


def _states(named: Named, dossier: Dossier) -> set[str]:
    """The state that a name means, or those that a person served."""
    person = dossier.persons.get(named.mention.value)
    return {office.of for office in person.offices} - {""} if person else {named.mention.value}


def _phrases(lines: Iterable[str]) -> list[Phrase]:
    return [found for line in lines if isinstance(found := phrase(line), Phrase)]


def _matches(line: Phrase, sentence: Sentence, number: int, dossier: Dossier, slips: bool) -> Iterator[Match]:
    """Each place of a phrase's first part, with the nearest places of the others within reach."""
    slots = [sorted(_places(slot, sentence, dossier, slips)) for slot in line.slots]
    if not all(slots):
        return
    reach = int(words_of(sentence.language)["reach"])
    for chosen in _choices(line, slots, sentence.barriers):
        first, last = min(place[0] for place in chosen), max(place[1] for place in chosen)
        if last - first > reach or any(first < barrier < last for barrier in sentence.barriers):
            continue
        match = _match(line, chosen, sentence, number)
        if match is not None:
            yield match


def _choices(line: Phrase, slots: Sequence[Sequence[Place]], barriers: Sequence[int]) -> Iterator[list[Place]]:
    """For each place of the rarest part the nearest places of the others; each word of negation is tried in turn."""
    negated = [n for n, slot in enumerate(line.slots) if any(part.negation for part in slot)]
    free = [n for n in range(len(slots)) if n not in negated] or negated
    rarest = min(free, key=lambda n: len(slots[n]))
    for fixed in product(*(slots[n] for n in negated)):
        tried = [[fixed[negated.index(n)]] if n in negated else places for n, places in enumerate(slots)]
        if line.ordered:
            yield from _in_order(tried, barriers)
            continue
        for anchor in tried[rarest]:
            chosen = _around(anchor, rarest, tried, barriers)
            if chosen is not None:
                yield chosen


Place = tuple[int, int]


def _in_order(slots: Sequence[Sequence[Place]], barriers: Sequence[int]) -> Iterator[list[Place]]:
    """From each place of the first part on, the next place of each part that follows."""
    for first in slots[0]:
        chosen = [first]
        for places in slots[1:]:
            after = next((place for place in places if place[0] > chosen[-1][1]), None)
            if after is None or any(first[0] < barrier < after[1] for barrier in barriers):
                break
            chosen.append(after)
        else:
            yield chosen


def _around(
    anchor: Place, rarest: int, slots: Sequence[Sequence[Place]], barriers: Sequence[int]
) -> list[Place] | None:
    chosen: list[Place] = [anchor] * len(slots)
    taken = set(range(anchor[0], anchor[1] + 1))
    for number, places in enumerate(slots):
        if number == rarest:
            continue
        free = [place for place in places if taken.isdisjoint(range(place[0], place[1] + 1))]
        free = [p for p in free if not any(min(p[0], anchor[0]) < b < max(p[1], anchor[1]) for b in barriers)]
        if not free:
            return None
        best = min(free, key=lambda place: max(place[0] - anchor[1], anchor[0] - place[1]))
        chosen[number] = best
        taken |= set(range(best[0], best[1] + 1))
    return chosen


def _match(line: Phrase, chosen: Sequence[Place], sentence: Sentence, number: int) -> Match | None:
    used = {n for first, last in chosen for n in range(first, last + 1)}
    own = {place for slot, place in zip(line.slots, chosen, strict=True) if any(part.negation for part in slot)}
    content = used - {n for first, last in own for n in range(first, last + 1)}
    denied = bool(content & sentence.denied) or sentence.asks
    for negation in sentence.negations:
        touches = not content.isdisjoint(negation.denies)
        if (negation.first, negation.last) in own:
            # Its negation must speak of the idea's own words.
            if not touches:
                return None
        elif touches and not _part_of(negation, chosen) and not _one_negation(negation, own, sentence):
            denied = True
    words = sentence.words
    return Match(
        number, frozenset(used), words[min(used)].start, words[max(used)].end, denied, line.text, len(line.slots)
    )


def _part_of(negation: Negation, chosen: Sequence[Place]) -> bool:
    """Whether a negation is part of words that are found as one: "not invited", "no army of its own"."""
    return any(first <= negation.first and negation.last <= last for first, last in chosen)


def _one_negation(negation: Negation, own: set[Place], sentence: Sentence) -> bool:
    """Whether a negation only strengthens another, as in "nu ... nicio" and "did not ... nor"."""
    return any(
        (other.first, other.last) in own and (negation.first in other.denies or other.first in negation.denies)
        for other in sentence.negations
    )


def _places(slot: tuple[Part, ...], sentence: Sentence, dossier: Dossier, slips: bool) -> set[Place]:
    found: set[Place] = set()
    for part in slot:
        # Many wordings ask for the same words, so a sentence remembers where they stand.
        key = (part, slips)
        if key not in sentence.places:
            sentence.places[key] = _of_part(part, sentence, dossier, slips)
        found |= sentence.places[key]
    return found


def _of_part(part: Part, sentence: Sentence, dossier: Dossier, slips: bool) -> set[Place]:
    if part.negation:
        return {(negation.first, negation.last) for negation in sentence.negations}
    if part.record:
        named = {
            (n.first, n.last) for n in sentence.named if _is(n.mention.value, n.mention.date, part.record, dossier)
        }
        return named | {(seat.first, seat.last) for seat in sentence.seats if seat.mention.value == part.record}
    return set(_written(part, sentence, slips))


def _written(part: Part, sentence: Sentence, slips: bool) -> Iterator[Place]:
    """Where the words of a part, or of its sense, stand next to each other."""
    texts, forms = _texts(sentence), _forms(sentence.language, part)
    for first, (text, _) in enumerate(texts):
        for form in forms.get(bare(text)[0], ()):
            last = first + len(form) - 1
            if last >= len(texts) or (last == first and first in sentence.compounds):
                continue
            if all(
                fits(word, stem, star, slips, plain)
                for (stem, star), (word, plain) in zip(form, texts[first : last + 1], strict=True)
            ):
                yield first, last


@cache
def _forms(language: str, part: Part) -> dict[str, list[Form]]:
    """The words of a part, or all that its sense has in a language, by their first letter."""
    meant = [part]
    if part.sense:
        listed = phrase(words_of(language)["senses"][part.sense])
        meant = [one for slot in listed.slots for one in slot] if isinstance(listed, Phrase) else []
    found: dict[str, list[Form]] = {}
    for one in meant:
        form = tuple((spelled(stem, language), star) for stem, star in one.words)
        found.setdefault(bare(form[0][0])[0], []).append(form)
    return found


def _is(value: str, date: Edtf | None, record: str, dossier: Dossier) -> bool:
    if value == record:
        return True
    person = dossier.persons.get(value)
    if person is not None and any(office.of == record for office in person.offices):
        return record in dossier.states
    sets = dossier.case.sets
    if record.startswith("@") or value.startswith("@"):
        return value in sets.get(record[1:], ()) or record in sets.get(value[1:], ())
    meant = _dated(record) if date is not None else None
    return date is not None and meant is not None and meant.first <= date.first and date.last <= meant.last


@lru_cache(maxsize=1000)
def _dated(text: str) -> Edtf | None:
    try:
        return read_edtf(text)
    except NotADate:
        return None


def _texts(sentence: Sentence) -> list[tuple[str, bool]]:
    """The words of a sentence as they are compared, and whether their marks may be missing."""
    # Declined words change letters (t, ț) that keep their sense; where words are tones, a mark makes another word.
    if words_of(sentence.language)["tones"]:
        return [(word.text, word.plain) for word in sentence.words]
    return [(bare(word.text), True) for word in sentence.words]


@lru_cache(maxsize=200_000)
def fits(word: str, stem: str, star: bool, slips: bool, plain: bool) -> bool:
    """Whether a word of an answer is one that a phrase means; one slip is allowed in a long one, marks if `plain`."""
    if not word[0].isalnum():
        return word == stem
    if plain and word.isascii():
        stem = bare(stem)
    if word == stem or (star and word.startswith(stem)):
        return True
    if not slips or len(stem) < _SLIP or word[0] != stem[0] or len(word) < _SLIP - 1:
        return False
    with needs("documents", "to read answers"):
        from rapidfuzz.distance import OSA
    sizes = (len(stem) - 1, len(stem), len(stem) + 1) if star else (len(word),)
    return any(OSA.distance(word[:size], stem, score_cutoff=1) <= 1 for size in sizes)
