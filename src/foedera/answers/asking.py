"""From what a user writes to what the law asks: names, days, acts, readings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches
from typing import NoReturn

from foedera.answers.phrases import pattern, plain, verbs
from foedera.days import NEVER, iso, read_day
from foedera.dossier.dossier import Dossier
from foedera.dossier.names import find, find_instrument, fold, forms_of, near
from foedera.errors import AmbiguousName, BadQuestion, OutsideRecord, UnknownName
from foedera.law import Deed, Facts, Law, facts_on, law_of, recorded
from foedera.law.facts import GIVEN, Help, Organ
from foedera.law.law import PUBLIC
from foedera.law.wars import War
from foedera.terms import ON_TREATIES, WARLIKE, ActKind


def day_of(dossier: Dossier, text: str) -> int:
    """A day that the record covers."""
    day = read_day(text)
    if not dossier.first <= day <= dossier.last:
        raise OutsideRecord(text, str(iso(dossier.first)), str(iso(dossier.last)))
    return day


def state_of(dossier: Dossier, name: str) -> str:
    """The state that a name means, in any language of the record."""
    return find("state", name, dossier.states, dossier.names["states"])


def treaty_of(dossier: Dossier, name: str) -> str:
    """The treaty that an id, a part of it, a name or an outside number means."""
    return find_instrument(name, dossier.treaties, dossier.names["treaties"])


def person_of(dossier: Dossier, name: str) -> str:
    """The person that a name means."""
    return find("person", name, dossier.persons, dossier.names["persons"])


def place_of(dossier: Dossier, name: str) -> str:
    """The territory that a name means, or else the state."""
    try:
        return find("place", name, dossier.territories, dossier.names["territories"])
    except UnknownName as unknown:
        try:
            return state_of(dossier, name)
        except UnknownName as state:
            raise UnknownName("place", name, [*unknown.near, *state.near]) from None


def knower_of(dossier: Dossier, name: str | None) -> str | None:
    """Whose knowledge counts: a state, or the `public`; None for all that the record holds."""
    return None if name is None else PUBLIC if name == PUBLIC else state_of(dossier, name)


def readings_of(dossier: Dossier, words: Iterable[str]) -> dict[str, str]:
    """Readings decided by the asker, from `reading=alternative`."""
    chosen = {}
    for word in words:
        name, sign, alternative = word.partition("=")
        if name not in dossier.readings:
            raise UnknownName("reading", name, get_close_matches(name, list(dossier.readings), n=3))
        known = [a.id for a in dossier.readings[name].alternatives]
        if not sign or alternative not in known:
            raise BadQuestion(f"the reading '{name}' has the alternatives {', '.join(known)}; write {name}={known[0]}")
        chosen[name] = alternative
    return chosen


def lens(dossier: Dossier, day: int, known_to: str | None = None, readings: Iterable[str] = ()) -> Law:
    """The law as somebody knows it on a day, under readings that the asker decides."""
    chosen = readings_of(dossier, readings)
    return law_of(dossier, known_to=knower_of(dossier, known_to), as_of=day, readings=chosen)


# -- acts -------------------------------------------------------------------------

_ASSESSMENTS: dict[str, tuple[str, bool, str]] = {
    "does not resist": ("resists", False, "actor"),
    "resists": ("resists", True, "actor"),
    "does not ask": ("asks", False, "actor"),
    "provokes": ("provoked", True, "actor"),
}


def split_act(sentence: str) -> tuple[str, str, str]:
    """Actor, verb phrase and the rest of a sentence such as `germany attacks poland`."""
    text = plain(" ".join(sentence.split()))
    verb = pattern(tuple(_ASSESSMENTS))
    found = verb.search(text) or verb.search(text.casefold())
    if not found and re.search(r"\btrad(?:e|es|ed|ing)\b", text):
        raise BadQuestion(
            f"'{sentence}': the law judges deliveries in a war, not trade; write ACTOR supplies TARGET, "
            "or see the treaties of commerce with `foedera bound DAY --pledge trade`"
        )
    if not found:
        words = text.split()
        guess = get_close_matches(words[1] if len(words) > 1 else text, list(verbs()), n=3, cutoff=0.6)
        near_ = f"; nearest: {', '.join(guess)}" if guess else ""
        raise BadQuestion(
            f"'{sentence}' has no verb that the record knows{near_}; "
            'write ACTOR VERB TARGET, for example "germany attacks poland"'
        )
    return text[: found.start()].strip(), found[1], text[found.end() :].strip()


def deed_of(dossier: Dossier, sentence: str, day: int) -> Deed:
    """The act that a sentence names, as the record has it where it holds that very act."""
    law = law_of(dossier)
    deed = _deed(dossier, sentence, day)
    return recorded(law, deed)


def _deed(dossier: Dossier, sentence: str, day: int) -> Deed:
    actor, form, rest = split_act(sentence)
    if form not in verbs():
        raise BadQuestion(f"'{sentence}' is an assessment, not an act; use it with --given")
    if not actor:
        raise BadQuestion(f"'{sentence}' does not say who acts; write ACTOR VERB TARGET")
    verb = verbs()[form]
    target, _, against = rest.partition(" against ")
    theatre = ""
    if " in the " in target:
        target, _, theatre = target.partition(" in the ")
    if verb in WARLIKE and not target:
        raise BadQuestion(
            f"'{sentence}' does not say whom; write ACTOR VERB TARGET, for example \"germany attacks poland\""
        )
    treaty = _instrument(dossier, target, verb)
    if verb is ActKind.DENOUNCE and not treaty:
        _no_treaty(dossier, sentence, target)
    who, whom = _actor(dossier, actor), _target(dossier, target, verb)
    if who == whom:
        raise BadQuestion(f"'{sentence}': {who} cannot do that to itself; name another target")
    return Deed(
        who, verb, whom, day, tuple(state_of(dossier, name) for name in against.split(" and ") if name),
        theatre=theatre.strip().casefold().replace(" ", "-"), at="the question",
        treaty=treaty,
    )  # fmt: skip


def _actor(dossier: Dossier, name: str) -> str:
    try:
        return state_of(dossier, name)
    except UnknownName:
        for id_, body in dossier.organizations.items():
            if name.casefold().replace(" ", "-") in (id_, *body.organs):
                return name.casefold().replace(" ", "-")
        _no_list(dossier, name)
        _no_person(dossier, name)
        raise


def _target(dossier: Dossier, name: str, verb: ActKind) -> str:
    if not name or _instrument(dossier, name, verb):
        return ""
    try:
        return state_of(dossier, name)
    except UnknownName as unknown:
        try:
            return place_of(dossier, name)
        except UnknownName:
            if verb in ON_TREATIES and (body := _body(dossier, name)):
                return body
            _no_list(dossier, name)
            close = near(name, dossier.names["territories"])
            raise UnknownName("state or place", name, [*unknown.near, *close][:4]) from None


def _no_list(dossier: Dossier, name: str) -> None:
    """An act has one actor and one target: a list of known names is told how to ask."""
    parts = [part for part in re.split(r",\s*|\s+and\s+", name) if part]
    try:
        ids = [place_of(dossier, part) for part in parts]
    except (UnknownName, AmbiguousName):
        return
    if len(ids) > 1:
        raise BadQuestion(
            f"'{name}' names {len(ids)}, and an act has one actor and one target; "
            f"ask of {' and of '.join(ids)} by itself, with the other act under --given"
        )


def _no_person(dossier: Dossier, name: str) -> None:
    """An act is a state's: a person is answered with the states whose office he held."""
    try:
        person = dossier.persons[person_of(dossier, name)]
    except (UnknownName, AmbiguousName):
        return
    states = dict.fromkeys(office.of for office in person.offices if office.of in dossier.states)
    if states:
        raise BadQuestion(f"{person.title} is a person, and an act is a state's; write {' or '.join(states)}")


def _instrument(dossier: Dossier, name: str, verb: ActKind) -> str:
    """The treaty that an act on treaties names; none where the name is a state's."""
    if verb not in ON_TREATIES or not name or fold(name) in dossier.names["states"]:
        return ""
    try:
        return treaty_of(dossier, name)
    except UnknownName:
        return ""


def _no_treaty(dossier: Dossier, sentence: str, name: str) -> NoReturn:
    """What is denounced is a treaty: none, or a state, is told how to ask."""
    if name and fold(name) not in dossier.names["states"]:
        treaty_of(dossier, name)
    raise BadQuestion(
        f"'{sentence}' does not say which treaty; write ACTOR denounces TREATY, by its name or id "
        "(`foedera bound DAY --by ACTOR --to STATE` lists those with a state)"
    )


def _body(dossier: Dossier, name: str) -> str:
    """The organization that a name means, or whose name begins so."""
    asked = fold(name)
    held = {id_: {fold(form) for form in forms_of(body)} for id_, body in dossier.organizations.items()}
    whole = [id_ for id_, forms in held.items() if asked in forms]
    return next(iter(whole or [i for i, forms in held.items() if any(f.startswith(asked + " ") for f in forms)]), "")


def suppose_facts(dossier: Dossier, law: Law, deed: Deed, given: Iterable[str]) -> tuple[Deed, Facts]:
    """The recorded facts of the day with those that the asker gives."""
    found = facts_on(law, deed.day)
    for sentence in given:
        if sentence in known_facts(law):
            found = replace(found, named={**found.named, sentence: True})
            continue
        if sentence.startswith("not ") and sentence[4:] in known_facts(law):
            found = replace(found, named={**found.named, sentence[4:]: False})
            continue
        deed, found = _suppose(dossier, deed, found, sentence)
    return deed, found


def _suppose(dossier: Dossier, deed: Deed, found: Facts, sentence: str) -> tuple[Deed, Facts]:
    if sentence.strip() == "provoked":
        return deed._replace(assessed={**deed.assessed, ("provoked", ""): True}), found
    actor, form, _ = split_act(sentence)
    if form in _ASSESSMENTS:
        kind, holds, _ = _ASSESSMENTS[form]
        return deed._replace(assessed={**deed.assessed, (kind, state_of(dossier, actor)): holds}), found
    given = _deed(dossier, sentence, deed.day)
    if given.verb in WARLIKE:
        war = War(given.actor, given.target, given.day, NEVER, False, "", GIVEN, ())
        return deed, found.with_wars(war)
    if given.verb is ActKind.ASSIST:
        against = given.against[0] if given.against else deed.actor if deed.actor != given.target else deed.target
        says = f"given: {given.actor} assists {given.target} against {against}"
        return deed, found.with_help(Help(given.actor, given.target, against, says, "given"))
    if given.verb in (ActKind.FIND, ActKind.FAIL_TO_FIND):
        says = f"given: {sentence}"
        organ = Organ(given.actor, given.verb is ActKind.FIND, given.target, "", says, "given")
        return deed, replace(found, organs=(*found.organs, organ))
    if given.verb in (ActKind.ASK, ActKind.INVOKE):
        return deed, replace(found, asked=found.asked | {(given.actor, given.target)})
    raise BadQuestion(
        f"'{sentence}' cannot be given: a question takes attacks, declarations of war, assistance, requests, findings "
        "of organs, resistance and provocation"
    )


def known_facts(law: Law) -> frozenset[str]:
    """The names of facts that conditions of the record speak of."""

    def make() -> frozenset[str]:
        found = set()
        for norm in law.norms:
            conditions = [*norm.article.requires, *norm.article.unless]
            for trigger in norm.all_triggers:
                conditions += [*trigger.requires, *trigger.unless]
            found |= {c.id for c in conditions if c.id}
        return frozenset(found)

    return law.once("facts", make)
