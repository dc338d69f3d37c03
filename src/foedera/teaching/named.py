"""Points that ask for a name, a state, a year or a day: what was given as the answer, and whether the record has it.

Where more is given than asked, the first counts; alternatives ("1922 or 1923") count only if all of them are right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from foedera.dossier import Dossier
from foedera.dossier.model import Event
from foedera.dossier.questions import Asked, Point, Question
from foedera.dossier.treaties import Treaty
from foedera.teaching.answer import Answer, Named, Sentence
from foedera.teaching.queries import dated, found_by, record_of, states_of
from foedera.teaching.words import listed

Record = Treaty | Event
_TYPES = {
    Asked.STATE: {"state", "place"}, Asked.YEAR: {"date"}, Asked.DAY: {"date"}, Asked.NAME: {"treaty", "event"},
}  # fmt: skip
#: Words that may stand between the members of a list, beside those of the language.
_LOOSE = frozenset(
    [",", "(", ")", "in", "on", "the", "with", "a", "of", "în", "cu", "pe", "la", "anul", "năm", "với", "vào"]
)
#: A sentence of at most so many words is an answer in itself.
_SHORT = 9


@dataclass(frozen=True)
class Given:
    """One thing given as an answer: where it stands, how it is joined to the one before, whether it is denied."""

    sentence: int
    named: Named
    joined: str
    denied: bool

    @property
    def value(self) -> str:
        """The record's id, or the date."""
        return self.named.mention.value


@dataclass(frozen=True)
class Verdict:
    """What was found for a point: the right things given with the records that have them; else why it was refused."""

    right: tuple[Given, ...] = ()
    records: tuple[Record, ...] = ()
    because: str = ""
    wrong: tuple[Given, ...] = ()


Rightness = Callable[[Given], Sequence[Record] | None]


def judged(point: Point, question: Question, answer: Answer, dossier: Dossier, earlier: Verdict | None) -> Verdict:
    """The verdict on a point with a query or with records; `earlier` is that on the point it is paired with."""
    named_in_question = _named_in(question)
    if point.query is None:
        types = {_type(dossier, word) for word in point.records}
        given = [
            one for one in given_in(answer, types, dossier) if one.value not in named_in_question - set(point.records)
        ]
        room = _room(question, types, dossier)
        return _verdict(
            given, point.at_most, lambda one: () if _is_one(one.value, point.records, dossier) else None, room
        )
    records: tuple[Record, ...] = found_by(dossier, point.query)
    if point.pair:
        held = earlier.records if earlier else ()
        if earlier and not earlier.right and not earlier.wrong:
            # No state is named, but the treaty may be.
            treaties = {one.value for one in given_in(answer, {"treaty"}) if not one.denied}
            held = tuple(record for record in records if record.id in treaties)
        if not held:
            return Verdict(because="unpaired")
        records = _meant([record for record in records if record in held], answer)
    asks, asked = point.asks or Asked.NAME, set(point.query.parties)
    given = [one for one in given_in(answer, _TYPES[asks]) if one.value not in asked]
    if question.marks <= 3 and asks is Asked.STATE:
        given = _first_stated(given, answer)

    def rightness(one: Given) -> Sequence[Record] | None:
        return [record for record in records if _answers(one, record, asks, asked, dossier)] or None

    return _verdict(given, point.at_most, rightness)


def _room(question: Question, types: set[str], dossier: Dossier) -> int:
    """How many names of some types all points of a question together ask for: so many of a list count."""
    alike = [point for point in question.points if types & {_type(dossier, word) for word in point.records}]
    return sum(point.at_most for point in alike)


def _meant(records: Sequence[Record], answer: Answer) -> tuple[Record, ...]:
    """Of some treaties the ones that an answer names, where it names any: their years alone are right."""
    named = {one.value for one in given_in(answer, {"treaty"}) if not one.denied}
    return tuple(record for record in records if record.id in named) or tuple(records)


def _verdict(given: Sequence[Given], at_most: int, rightness: Rightness, room: int = 0) -> Verdict:
    """What was given, judged; of a list the first ones count, as many as are asked for (`room`)."""
    right: dict[str, Given] = {}
    records: list[Record] = []
    wrong: list[Given] = []
    because = "nothing" if not given else "wrong"
    for group in groups_of(given):
        stated = [one for one in group if not one.denied]
        if not stated:
            because, wrong = "denied", wrong or list(group)
            continue
        found = [(one, rightness(one)) for one in stated]
        if any(one.joined == "or" for one in group) and any(has is None for _, has in found):
            because, wrong = "alternatives", stated
            continue
        for one, has in found[: max(at_most, room)]:
            if has is not None and len(right) < at_most:
                right.setdefault(one.value, one)
                records += [record for record in has if record not in records]
            elif has is None:
                wrong.append(one)
    return Verdict(tuple(right.values()), tuple(records), "" if right else because, tuple(wrong))


def given_in(answer: Answer, types: Iterable[str], dossier: Dossier | None = None) -> list[Given]:
    """All names or dates of some types in an answer; a seat of government inside a treaty's name is none.

    With a dossier the seat of a state's government may stand for the state: "London and Paris".
    """
    kinds = set(types)
    found: list[Given] = []
    for number, sentence in enumerate(answer.sentences):
        before: Named | None = None
        seated = _seated(sentence) if dossier is not None and "state" in kinds else []
        for named in sorted([*sentence.named, *seated], key=lambda one: (one.first, one.last)):
            if named.mention.type not in kinds or _inside_another(named, sentence):
                continue
            joined = _joined(sentence, before, named) if before else ""
            found.append(Given(number, named, joined, _denied(sentence, named)))
            before = named
    return found


def _seated(sentence: Sentence) -> list[Named]:
    """States by the seats of their governments; who signed "in Moscow" names a place."""
    states = {one.first for one in sentence.named if one.mention.type == "state"}
    return [seat for seat in sentence.seats if seat.first not in states | sentence.placed]


def _inside_another(named: Named, sentence: Sentence) -> bool:
    return named.mention.type == "place" and any(
        other is not named and other.first <= named.first and named.last <= other.last for other in sentence.named
    )


def _joined(sentence: Sentence, before: Named, named: Named) -> str:
    """`or` between alternatives, `and` between members of a list, nothing between others."""
    words = tuple(word.text for word in sentence.words[before.last + 1 : named.first] if not word.text.isdigit())
    alternatives = listed(sentence.language, "alternatives")
    phrases = (*alternatives, *listed(sentence.language, "lists"), *listed(sentence.language, "unsure"))
    loose = _LOOSE | {part for phrase in phrases for part in phrase}
    if not words or any(word not in loose for word in words):
        return ""
    either = any(phrase == words[n : n + len(phrase)] for phrase in alternatives for n in range(len(words)))
    return "or" if either else "and"


def _denied(sentence: Sentence, named: Named) -> bool:
    """Whether a name lies in the reach of a negation, or in a clause whose signing is denied."""
    inside = set(range(named.first, named.last + 1))
    if sentence.asks or inside & sentence.denied:
        return True
    start = max((n for n in sentence.clauses if n < named.first), default=-1)
    end = next((n for n in sentence.clauses if n > named.last), len(sentence.words))
    signing = {
        n for first, last in sentence.holds(listed(sentence.language, "signing")) for n in range(first, last + 1)
    }
    return any(
        not inside.isdisjoint(negation.denies)
        or (start <= negation.first < end and not signing.isdisjoint(negation.denies))
        for negation in sentence.negations
    )


def groups_of(given: Sequence[Given]) -> Iterator[list[Given]]:
    """Things given in one breath: alternatives, or the members of a list."""
    group: list[Given] = []
    for one in given:
        if group and (not one.joined or one.sentence != group[-1].sentence):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _first_stated(given: Sequence[Given], answer: Answer) -> list[Given]:
    """Of several answers, each with its own year, the first; what is named before it may belong to it."""
    for number, sentence in enumerate(answer.sentences):
        own = [one for one in given if one.sentence == number and not one.denied]
        year = any(named.mention.type == "date" for named in sentence.named)
        says = len(sentence.words) <= _SHORT or any(sentence.holds(listed(sentence.language, "signing")))
        if own and year and says:
            return [one for one in given if one.sentence <= number]
    return list(given)


def _answers(one: Given, record: Record, asks: Asked, asked: set[str], dossier: Dossier) -> bool:
    """Whether a thing given is the part of a record that is asked for."""
    when = one.named.mention.date
    if asks is Asked.STATE:
        others = states_of(record) - asked
        return _is_one(one.value, tuple(others), dossier)
    if asks is Asked.NAME:
        return one.value == record.id
    first, last = dated(record)
    if when is None:
        return False
    if asks is Asked.YEAR:
        years = {date.fromordinal(day).year for day in (when.first, when.last)}
        return len(years) == 1 and date.fromordinal(first).year <= min(years) <= date.fromordinal(last).year
    return when.first == when.last and first <= when.first <= last


def _is_one(value: str, records: Sequence[str], dossier: Dossier) -> bool:
    members = dossier.case.sets.get(value[1:], ()) if value.startswith("@") else (value,)
    return bool(members) and set(members) <= set(records)


def _type(dossier: Dossier, word: str) -> str:
    found = record_of(dossier, word)
    return found[0] if found else ""


def _named_in(question: Question) -> set[str]:
    return {word for point in question.points if point.query for word in point.query.parties}
