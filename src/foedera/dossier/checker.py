"""How a check says what is wrong: at which line, with which word marked, and what to do."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from itertools import pairwise

from foedera.dossier.folder import Records
from foedera.dossier.noun import Origin
from foedera.dossier.problems import Problem, a_, nearest

#: Words that a trigger, a debtor or a target may use in the place of a state.
ROLES = frozenset({"any", "third", "creditor", "debtor", "adversary", "against", "anyone", "@parties", "@members"})


class Checker:
    """Collects problems; knows which names the record holds."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.problems: list[Problem] = []
        kinds = records.kinds
        self.known_states = set(kinds["states"])
        self.actors = self.known_states | set(kinds["organizations"]) | set(kinds["persons"])
        self.actors |= {organ for body in kinds["organizations"].values() for organ in body.organs}
        self.places = set(kinds["territories"]) | self.known_states
        self.sets_known = {f"@{name}" for name in (records.case.sets if records.case else {})}

    def say(self, origin: Origin, message: str, hint: str = "", mark: str = "") -> None:
        """A problem at a line, with the first line after it that holds the marked word."""
        text = self.records.texts.get(origin.file)
        line, excerpt = origin.line, ""
        if text is not None:
            lines = text.lines
            for number in range(origin.line, min(origin.line + 40, len(lines)) + 1):
                if mark and mark in lines[number - 1]:
                    line = number
                    break
            excerpt = lines[line - 1] if line <= len(lines) else ""
        self.problems.append(Problem(Origin(origin.file, line), message, hint, excerpt, mark))

    def known(self, word: str, known: Collection[str], what: str, origin: Origin) -> None:
        """A word must be one of the known; if not, name the nearest."""
        if word not in known:
            hint = nearest(word, known) or _remedy(what, known)
            self.say(origin, f"'{word}' is {a_(what)} that the record does not know", hint, word)

    def parties(self, words: Iterable[str], origin: Origin, terms: Iterable[str] = ()) -> None:
        """Each word is a state, a set, a defined term or a role."""
        sets = self.sets_known | {f"@{name}" for name in terms} | ROLES
        for word in words:
            if word.startswith("@") or word in ROLES:
                self.known(word, sets, "set of states", origin)
            else:
                self.known(word, self.known_states, "state", origin)

    def reading(self, word: str, origin: Origin) -> None:
        """`reading=alternative` names a reading and one of its alternatives."""
        if not word:
            return
        name, _, alternative = word.partition("=")
        found = self.records.kinds["readings"].get(name)
        if found is None:
            self.known(name, self.records.kinds["readings"], "reading", origin)
        else:
            self.known(alternative, [a.id for a in found.alternatives], f"alternative of {name}", origin)

    def ordered(self, origin: Origin, *days: tuple[str, date | None]) -> None:
        """Dates that must not run backwards."""
        given = [(name, day) for name, day in days if day is not None]
        for (name, day), (later, other) in pairwise(given):
            if other < day:
                message = f"{later} {other} is before {name} {day}"
                self.say(origin, message, "one of the two dates is wrong", other.isoformat())

    def once(self, ids: Iterable[str], what: str, origin: Origin) -> None:
        """Each id is given once."""
        seen: set[str] = set()
        for id_ in ids:
            if id_ in seen:
                self.say(origin, f"{what} '{id_}' stands twice", "give one of them another id", id_)
            seen.add(id_)


def _remedy(what: str, pool: Iterable[str]) -> str:
    """What to do about a word that is near to no known one."""
    if what.startswith(("alternative", "kind of act")):
        return f"known: {', '.join(sorted(pool))}"
    if what == "set of states":
        return "add it to [sets] in dossier.toml or to terms, or correct the name"
    words = [f"{word[:-1]}ies" if word.endswith("y") else f"{word}s" for word in what.replace(",", " or").split(" or ")]
    return f"add it to {' or '.join(words)}, or correct the name"
