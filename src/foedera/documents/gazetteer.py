"""The record's names as one machine that finds them all in a text, per language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from foedera.documents.forms import inflected, transliterated
from foedera.documents.texts import TONES, fold
from foedera.documents.words import listed
from foedera.errors import needs

if TYPE_CHECKING:
    from foedera.dossier.dossier import Dossier

#: Kinds of records in the order in which one name is given to them, and their type in answers.
KINDS = {
    "states": "state",
    "persons": "person",
    "treaties": "treaty",
    "organizations": "organization",
    "events": "event",
    "territories": "place",
}
#: An adjective that ends so is written with a hyphen before another, save in these languages.
_JOINING, _NOT_JOINING = ("o", "о"), ("it", "fi", "et")
IN_CYRILLIC = ("ru", "uk")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name form may stand for: a record, as name or adjective, and how strict its letters are."""

    type: str
    id: str
    form: str = "name"
    how: str = "name in the record"
    capitals: bool = False
    joined: bool = False
    small: bool = False


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """The names of one dossier; the machine of each language is made when it is first asked for."""

    dossier: Dossier
    _machines: dict[str, Any] = field(default_factory=dict, repr=False)

    def machine(self, language: str) -> Any:
        """An automaton over folded text: form -> (form, entries); no entries where the form must be passed over."""
        if language not in self._machines:
            self._machines[language] = _machine(_entries(self.dossier, language))
        return self._machines[language]


def _machine(entries: dict[str, tuple[Entry, ...]]) -> Any:
    with needs("documents", "to find names in a text"):
        import ahocorasick
    machine = ahocorasick.Automaton()
    for form, found in entries.items():
        machine.add_word(form, (form, found))
    machine.make_automaton()
    return machine


def _entries(dossier: Dossier, language: str) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, dict[Entry, None]] = {}
    for form, entry in _all_forms(dossier, language):
        if len(form) > 1 or not form.isascii():
            for spelt in _spellings(form, language):
                found.setdefault(spelt, {})[entry] = None
    for phrase in listed(language, "names", "blocked"):
        for form in inflected(phrase, language):
            # What is no name to most records may be one to this.
            found.setdefault(form, {})
    return {form: tuple(entries) for form, entries in found.items()}


def _spellings(form: str, language: str) -> set[str]:
    """A form with tone marks in either place and with hyphens between syllables, as Vietnamese is or was written."""
    spelt = {form}
    if language == "vi":
        for one, other in TONES:
            spelt |= {f.replace(one, other) for f in spelt} | {f.replace(other, one) for f in spelt}
        spelt |= {f.replace(" ", "-") for f in spelt}
    return spelt


def _all_forms(dossier: Dossier, language: str) -> Iterator[tuple[str, Entry]]:
    for kind, type_ in KINDS.items():
        for record in getattr(dossier, kind).values():
            yield from _of_record(record, type_, language)
    for state in dossier.states.values():
        yield from _of_state(state, language)
    for name, forms in dossier.case.set_names.items():
        for form in forms:
            for inflection in inflected(form, language):
                yield inflection, Entry("state", f"@{name}", how="a named set of states", small=form.islower())
    for person in dossier.persons.values():
        yield from _surnames(person, language)


def _of_record(record: Any, type_: str, language: str) -> Iterator[tuple[str, Entry]]:
    names = [*record.names.get(language, ()), *record.names.get("en", ()), *getattr(record, "aliases", ())]
    if type_ != "event":
        names.append(record.title)
    for name in names:
        entry = Entry(type_, record.id, capitals=name.isupper() and len(name) < 6)
        if entry.capitals and name.isalpha() and len(name) > 2:
            yield from ((stopped, entry) for stopped in _with_stops(fold(name)))
        # A person's surname is inflected by itself; a foreign script takes no endings.
        whole = type_ == "person" or (language in IN_CYRILLIC and name not in record.names.get(language, ()))
        for form in [fold(name)] if whole else inflected(name, language):
            yield form, entry


def _with_stops(letters: str) -> Iterator[str]:
    """Initials with full stops: "u.r.s.s", "u. r. s. s."."""
    for between in (".", ". "):
        yield between.join(letters)
        yield between.join(letters) + "."


def _of_state(state: Any, language: str) -> Iterator[tuple[str, Entry]]:
    for adjective in state.adjectives.get(language, ()):
        joined = adjective[-1:] in _JOINING and language not in _NOT_JOINING
        entry = Entry("state", state.id, "adjective", "adjective in the record", joined=joined)
        forms = inflected(adjective, language, "adjectives")
        for form in {*forms, fold(adjective) + "s"} if language == "en" else forms:
            yield form, entry
        for word in listed(language, "names", "adjective_before"):
            yield f"{word} {fold(adjective)}", Entry("state", state.id, "adjective", "people or language of a state")
    for people in state.peoples.get(language, ()):
        for form in inflected(people, language, "peoples"):
            yield form, Entry("state", state.id, "adjective", "people of a state")
    for word in listed(language, "names", "adjective_before"):
        for name in state.names.get(language, ()):
            yield f"{word} {fold(name)}", Entry("state", state.id, "adjective", "people or language of a state")
    for word in listed(language, "names", "articles"):
        for name in state.names.get(language, ()):
            yield f"{word} {fold(name)}", Entry("state", state.id)
    for seat in {_plain(state.capital), *(s.name for s in state.seats)} - {""}:
        for name in {seat, *city_names(language).get(seat, ())}:
            for form in inflected(name, language):
                yield form, Entry("place", state.id, how="the seat of its government, which it may stand for")


def _plain(seat: str) -> str:
    """A capital without what the record adds to it: `Kaunas` of `Kaunas (provisional)`."""
    return seat.partition(" (")[0].partition(",")[0]


@cache
def city_names(language: str) -> dict[str, tuple[str, ...]]:
    """The names of cities in a language, by the English name; from the time zones of the Unicode CLDR."""
    with needs("documents", "to know the names of cities"):
        from babel import Locale
    found: dict[str, tuple[str, ...]] = {}
    for zone, names in Locale(language).time_zones.items():
        if name := names.get("city"):
            found[zone.rpartition("/")[2].replace("_", " ")] = (name, name.replace("-", ""))
    return found


def _surnames(person: Any, language: str) -> Iterator[tuple[str, Entry]]:
    entry = Entry("person", person.id, how="surname of a person in the record")
    for name in _full_names(person, language):
        last = name.split()[-1]
        own = name in person.names.get(language, ())
        if len(last) > (2 if own else 3) and last[0].isupper() and " " in name:
            for form in inflected(last, language):
                yield form, entry
        elif " " not in name and name[0].isupper():
            for form in inflected(name, language):
                yield form, Entry("person", person.id)
    for last in transliterated(person.names, language):
        if len(last) > 3:
            for form in inflected(last, language):
                yield form, entry


def _full_names(person: Any, language: str) -> Iterable[str]:
    # A surname comes last in the Latin spelling, not always in the language's own.
    if language == "vi":
        return [person.title]
    return dict.fromkeys([person.title, *person.names.get(language, ()), *person.names.get("en", ())])
