"""Checks of what scholars dispute: references, both sides heard, neutral words, names in the main languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from foedera.dossier import scholarship
from foedera.dossier.checker import Checker
from foedera.dossier.folder import Records
from foedera.dossier.noun import NOWHERE, Citation, Origin, Value, Variation
from foedera.dossier.problems import nearest
from foedera.dossier.treaties import Treaty
from foedera.terms import Side

#: What a demonstration starts with; it is run by this program, never by a shell.
COMMAND = "foedera "


def check_scholarship(records: Records) -> Checker:
    """All problems of debates, disagreements, figures, mechanisms, wording and names."""
    checker = Checker(records)
    known = referable(records)
    _debates(checker, known)
    _points(checker, known)
    _mechanisms(checker, known)
    _wording(checker)
    _naming(checker)
    return checker


def referable(records: Records) -> set[str]:
    """Every id that an argument may rest on."""
    return {id_ for kind in scholarship.REFERABLE for id_ in records.kinds[kind]}


def _rests(checker: Checker, words: Iterable[str], known: set[str], origin: Origin) -> None:
    for word in words:
        treaty, slash, article = word.partition("/")
        found = checker.records.kinds["treaties"].get(treaty) if slash else None
        if found is None:
            if word not in known:
                hint = (
                    nearest(word, known) or "write the id of an event, a treaty (or treaty/article), a territory, ..."
                )
                checker.say(origin, f"the record holds no '{word}'", hint, word)
        elif article not in numbers_of(found):
            checker.known(article, numbers_of(found), f"article of {treaty}", origin)


def numbers_of(treaty: Treaty) -> set[str]:
    """The numbers under which a treaty's articles are named: `1`, or `secret/1` in a protocol; and its protocols."""
    parts = {f"{p.id}/{a.id}" for p in treaty.protocols for a in p.articles}
    return {a.id for a in treaty.articles} | parts | {p.id for p in treaty.protocols}


def _debates(checker: Checker, known: set[str]) -> None:
    debates: dict[str, scholarship.Debate] = checker.records.kinds["claims"]
    checker.once((c.id for d in debates.values() for c in d.claims), "claim", NOWHERE)
    for debate in debates.values():
        positions = [p.id for p in debate.positions]
        checker.once(positions, "position", debate.origin)
        if len(positions) < 2:
            checker.say(debate.origin, "a debate needs at least two positions", "add a [[position]] that answers no")
        for position in debate.positions:
            if not any(claim.position == position.id for claim in debate.claims):
                checker.say(position.origin, f"no claim supports the position '{position.id}'", "add a [[claim]]")
        for word in debate.readings:
            checker.known(word, checker.records.kinds["readings"], "reading", debate.origin)
        for claim in debate.claims:
            checker.known(claim.position, positions, f"position of {debate.id}", claim.origin)
            _heard(checker, claim)
            for evidence in claim.evidence:
                _rests(checker, evidence.records, known, evidence.origin)


def _heard(checker: Checker, claim: scholarship.Claim) -> None:
    """Both sides are heard, or the claim's note says why one is silent."""
    sides = {evidence.side for evidence in claim.evidence}
    for side in Side:
        if side not in sides and not claim.note:
            message = f"the claim '{claim.id}' has nothing {side}"
            checker.say(claim.origin, message, "add [[claim.evidence]], or say in its note why there is none")
    if not claim.holders:
        checker.say(claim.origin, f"nobody holds the claim '{claim.id}'", 'add holders = ["..."]')


def _points(checker: Checker, known: set[str]) -> None:
    for point in checker.records.kinds["disagreements"].values():
        _rests(checker, point.records, known, point.origin)
        if len(point.versions) + bool(point.established) < 2:
            checker.say(point.origin, f"'{point.id}' has only one version", "add the [[disagreement.version]] it meets")
        if point.established and point.confidence is None:
            checker.say(point.origin, f"'{point.id}' says what is established, but not how well", 'confidence = "high"')
    for figure in checker.records.kinds["figures"].values():
        _rests(checker, figure.records, known, figure.origin)
        for word in figure.of:
            checker.known(word, checker.actors, "state, person or organization", figure.origin)
        if figure.most is not None and figure.most < figure.value:
            message = f"the range {figure.value:g} to {figure.most:g} runs backwards"
            checker.say(figure.origin, message, "write its lower end as value, its upper end as most", "most")


def _mechanisms(checker: Checker, known: set[str]) -> None:
    kinds = checker.records.kinds
    for mechanism in kinds["mechanisms"].values():
        for word in mechanism.concerns:
            checker.known(word, checker.actors, "state, person or organization", mechanism.origin)
        for word in mechanism.debates:
            if word not in kinds["claims"]:
                hint = nearest(word, kinds["claims"]) or "debates are files of claims/: write the name of one"
                checker.say(mechanism.origin, f"there is no debate '{word}'", hint, word)
        _rests(checker, mechanism.records, known, mechanism.origin)
        if bool(mechanism.demos) == bool(mechanism.waits_for):
            message = f"'{mechanism.id}' needs either a demonstration or the room it waits for"
            checker.say(mechanism.origin, message, 'add [[mechanism.demo]], or waits_for = "..."')
        for demo in mechanism.demos:
            if not demo.run.startswith(COMMAND):
                checker.say(demo.origin, f"a demonstration is a command of this program: {COMMAND}...", mark=demo.run)
            if not demo.shows:
                checker.say(demo.origin, "the demonstration does not say what its answer must hold", 'shows = ["..."]')


# -- words and names --------------------------------------------------------------

_NAMED = ("states", "organizations", "territories")
#: Where record keepers write in their own voice.
_VOICED = (
    "treaties", "events", "territories", "states", "organizations", "persons", "figures", "mechanisms", "crises",
    "priors",
)  # fmt: skip
_VOICE = ("title", "text", "says", "note", "about", "level", "established")


def _wording(checker: Checker) -> None:
    case = checker.records.case
    if case is None or not case.loaded:
        return
    loaded = re.compile(rf"\b({'|'.join(map(re.escape, case.loaded))})\b", re.IGNORECASE)
    for kind in _VOICED:
        for record in checker.records.kinds[kind].values():
            for origin, text in _voiced(record, record.origin):
                for word in loaded.findall(text):
                    hint = "name the act and the legal form; words of judgement belong to claims, with their holders"
                    checker.say(origin, f"'{word}' is a word of judgement", hint, word)


def _voiced(value: Any, origin: Origin) -> Iterator[tuple[Origin, str]]:
    """Every sentence of a record in its keeper's own voice: not what a cited source says, nor another's version."""
    if isinstance(value, tuple):
        for part in value:
            yield from _voiced(part, origin)
    elif isinstance(value, Value) and not isinstance(value, (Citation, Variation, Origin)):
        origin = getattr(value, "origin", origin)
        for name, part in vars(value).items():
            if name in _VOICE and isinstance(part, str):
                yield origin, part
            elif isinstance(part, (tuple, Value)):
                yield from _voiced(part, origin)


def _naming(checker: Checker) -> None:
    case = checker.records.case
    if case is None:
        return
    for kind, languages in (*((kind, case.languages) for kind in _NAMED), ("persons", case.persons_named)):
        for record in checker.records.kinds[kind].values():
            missing = [language for language in languages if language != "en" and language not in record.names]
            if missing:
                message = f"'{record.id}' has no name in {', '.join(missing)}"
                checker.say(record.origin, message, "add it under [names]; the languages are those of dossier.toml")
