"""The record and a question as facts for the rules: as they stand, nothing worked out.

Days are integers. The one piece of arithmetic is the calendar's: the day some years after
another (`after_term`), which a logic program cannot know.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from foedera.days import add_years, ordinal
from foedera.dossier.dossier import Dossier
from foedera.dossier.pledges import ARMED_HELP, FORBIDDEN, modality_of
from foedera.dossier.treaties import Article, Condition, Consent, End, Force, Known, Protocol, Treaty, Trigger
from foedera.law.facts import Deed, Facts
from foedera.law.norms import provisions
from foedera.law.territory import owner
from foedera.law.wars import chronicle
from foedera.terms import ACT_GROUPS, OF_WAR, PEACEFUL, WARLIKE, ActKind, Pledge

_ROLES = {
    "any": "any",
    "anyone": "any",
    "third": "third",
    "creditor": "creditor",
    "debtor": "debtor",
    "adversary": "adversary",
}
_NOTICED = (
    WARLIKE
    | PEACEFUL
    | {ActKind.ANNEX, ActKind.ASSIST, ActKind.FIND, ActKind.FAIL_TO_FIND, ActKind.ASK, ActKind.INVOKE}
)


def record_facts(dossier: Dossier) -> str:
    """Everything that the record says and the law reads."""
    lines = [
        *_vocabulary(),
        *_states(dossier),
        *_acts(dossier),
        *(line for treaty in dossier.treaties.values() for line in _treaty(treaty)),
    ]
    return "\n".join(lines)


def question_facts(
    deed: Deed | None,
    day: int,
    choices: Mapping[str, str],
    *,
    given: Facts | None = None,
    knower: str | None = None,
) -> str:
    """What a question adds: the day, the deed, what is supposed, whose knowledge and which readings count.

    `given` holds supposed facts only; what the record has of that day the rules find themselves.
    """
    lines = [_fact("now", day), *(_fact("choice", _text(r), _text(a)) for r, a in choices.items())]
    if knower is not None:
        lines.append(_fact("knower", _text(knower)))
    if deed is not None:
        lines += _deed(deed)
    if given is not None:
        lines += _given(given)
    return "\n".join(lines)


def alternatives(dossier: Dossier, choices: Mapping[str, str]) -> str:
    """The alternatives of every disputed point, and those that are followed; for readings.lp."""
    lines = [_fact("alternative", _text(r.id), _text(a.id)) for r in dossier.readings.values() for a in r.alternatives]
    return "\n".join([*lines, *(_fact("followed", _text(r), _text(a)) for r, a in choices.items())])


def added(recorded: Facts, facts: Facts) -> Facts:
    """What a question supposes beyond the recorded facts of the day."""
    return Facts(
        facts.day, facts.wars[len(recorded.wars) :], facts.helps[len(recorded.helps) :],
        facts.organs[len(recorded.organs) :], facts.named, facts.asked - recorded.asked, facts.replay,
    )  # fmt: skip


# -- terms ----------------------------------------------------------------------------


def _text(word: str) -> str:
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _fact(name: str, *terms: object) -> str:
    return f"{name}({','.join(map(str, terms))})."


def _word(word: str) -> str:
    """A word for states, as record.lp lists them."""
    if word.startswith("@"):
        return f"set({_text(word[1:])})"
    return _ROLES.get(word) or f"the({_text(word)})"


def _if(reading: str) -> str:
    name, _, alternative = reading.partition("=")
    return f"if({_text(name)},{_text(alternative)})" if reading else "always"


def _span(start: date | None, until: date | None) -> tuple[object, object]:
    return (ordinal(start) if start else "#inf", ordinal(until) if until else "#sup")


def _dated(name: str, entry: str, day: date | None) -> list[str]:
    return [_fact(name, entry, ordinal(day))] if day else []


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


# -- vocabularies, states, acts ------------------------------------------------------------


def _vocabulary() -> Iterator[str]:
    for kind in ActKind:
        yield _fact("group", _text(kind), _text(kind))
    for word, kinds in ACT_GROUPS.items():
        yield from (_fact("group", _text(word), _text(kind)) for kind in kinds)
    yield from (_fact("of_war", _text(word)) for word in OF_WAR)
    yield from (_fact("warlike", _text(kind)) for kind in WARLIKE)
    yield from (_fact("peaceful", _text(kind)) for kind in PEACEFUL)
    yield from (_fact("armed_help", _text(pledge)) for pledge in ARMED_HELP)
    for pledge, kinds in FORBIDDEN.items():
        yield from (_fact("forbidden_by", _text(pledge), _text(kind)) for kind in kinds)
    yield from (_fact("mode_of", _text(pledge), _text(modality_of(pledge))) for pledge in Pledge)


def _states(dossier: Dossier) -> Iterator[str]:
    for name, words in dossier.case.sets.items():
        yield from (_fact("dossier_term", _text(name), _text(word)) for word in words)
    for name, words in dossier.case.theatres.items():
        yield _fact("mapped", _text(name))
        yield from (_fact("in_theatre", _text(name), _text(word)) for word in words)
    for state in dossier.states.values():
        yield _fact("state", _text(state.id))
        for life in state.lives:
            yield _fact("life", _text(state.id), *_span(life.start, life.until), _if(life.reading))
    for body in dossier.organizations.values():
        for member in body.members:
            yield _fact(
                "member", _text(body.id), _text(member.state), *_span(member.start, member.until), _if(member.reading)
            )
    for territory in dossier.territories.values():
        for number, control in enumerate(territory.controls):
            span = _span(control.start, control.until)
            whose = _text(owner(dossier, control))
            yield _fact("control", _text(territory.id), number, *span, whose, _if(control.reading))


def _acts(dossier: Dossier) -> Iterator[str]:
    number = 0
    for day, event, act in chronicle(dossier.events.values()):
        if act.verb not in _NOTICED:
            continue
        for actor in act.actor:
            for target in act.target or ("",):
                number += 1
                yield _fact("done", number, day, _text(act.verb), _text(actor), _text(target))
                yield _fact("done_in", number, _text(event.id))
                yield from (_fact("done_against", number, _text(word)) for word in act.against)
                if act.verb in (ActKind.FIND, ActKind.FAIL_TO_FIND):
                    yield _fact("done_fact", number, _text(act.fact))
                if act.short_of_war:
                    yield _fact("short_of_war", number)
                if act.response_to:
                    yield _fact("answering", number)


# -- instruments ---------------------------------------------------------------------------


def _treaty(treaty: Treaty) -> Iterator[str]:
    t = _text(treaty.id)
    yield _fact("treaty", t)
    yield from (_fact("party", t, _text(state)) for state in treaty.parties)
    if treaty.parties_of:
        yield _fact("parties_of", t, _text(treaty.parties_of))
    yield _fact("signed", t, ordinal(treaty.signed))
    yield from _force("", t, treaty.force)
    yield from _term(treaty, t)
    if treaty.on_war:
        yield _fact("on_war", t, _text(treaty.on_war))
    for name, words in treaty.terms.items():
        yield _fact("treaty_defines", t, _text(name))
        yield from (_fact("treaty_term", t, _text(name), _text(word)) for word in words)
    yield from _secrecy(f"treaty({t})", treaty.secret, treaty.known)
    yield from _dated("published", t, treaty.published)
    for number, consent in enumerate(treaty.consents):
        yield from _consent(f"c({t},{number})", t, consent)
    for number, end in enumerate(treaty.ends):
        yield from _end(f"e({t},{_text('')},{number})", t, "", end)
    for number, protocol in enumerate(treaty.protocols):
        yield from _protocol(t, number, protocol)
    for protocol_, article in provisions(treaty):
        yield from _article(treaty.id, protocol_, article)


def _force(prefix: str, entry: str, force: Force) -> Iterator[str]:
    yield _fact(f"{prefix}force", entry, _text(force.by))
    yield from _dated(f"{prefix}force_from", entry, force.start)
    yield from _dated(f"{prefix}provisional", entry, force.provisional)


def _term(treaty: Treaty, t: str) -> Iterator[str]:
    term = treaty.term
    if term is None:
        return
    yield _fact("renews", t, _text(term.renews))
    yield from _dated("term_until", t, term.until)
    if term.years:
        yield _fact("term_years", t, _text("signature" if term.runs_from == "signature" else "force"))
        for day in {treaty.signed, treaty.force.start, treaty.force.provisional} - {None}:
            start = ordinal(day)  # type: ignore[arg-type]
            yield _fact("after_term", t, start, add_years(start, term.years))
    for number, extension in enumerate(treaty.extensions):
        yield from _dated("extension", f"{t},{number}", extension.until)
        yield from _dated("extension_from", f"{t},{number}", extension.start)


def _secrecy(what: str, secret: bool, known: Iterable[Known]) -> Iterator[str]:
    if secret:
        yield _fact("secret", what)
    for item in known:
        yield _fact("told", what, _text(item.to), ordinal(item.start))


def _consent(entry: str, t: str, consent: Consent) -> Iterator[str]:
    yield _fact("consent", entry, t, _text(consent.state))
    if consent.never:
        yield _fact("consent_never", entry)
    yield from _dated("consent_from", entry, consent.start)
    yield from _dated("consent_acceded", entry, consent.acceded)
    yield from _dated("consent_ratified", entry, consent.ratified)
    yield from _dated("consent_until", entry, consent.until)
    yield from (_fact("consent_excludes", entry, _text(number)) for number in consent.excludes)


def _end(entry: str, t: str, protocol: str, end: End) -> Iterator[str]:
    yield _fact("end", entry, t, _text(protocol))
    yield _fact("end_how", entry, _text(end.how))
    yield _fact("end_if", entry, _if(end.reading))
    yield from _dated("end_on", entry, end.on)
    yield from _dated("end_from", entry, end.start)
    yield from _dated("end_back", entry, end.back)
    yield from (_fact("end_of", entry, _text(state)) for state in end.of)


def _protocol(t: str, number: int, protocol: Protocol) -> Iterator[str]:
    p = _text(protocol.id)
    yield _fact("protocol", t, p, number)
    yield from _dated("protocol_signed", f"{t},{p}", protocol.signed)
    if protocol.force:
        yield from _force("protocol_", f"{t},{p}", protocol.force)
    for name, words in protocol.terms.items():
        yield _fact("protocol_defines", t, p, _text(name))
        yield from (_fact("protocol_term", t, p, _text(name), _text(word)) for word in words)
    yield from _secrecy(f"protocol({t},{p})", protocol.secret, protocol.known)
    for index, end in enumerate(protocol.ends):
        yield from _end(f"e({t},{p},{index})", t, protocol.id, end)


# -- articles --------------------------------------------------------------------------------


def commitment_id(treaty: str, protocol: Protocol | None, article: Article) -> str:
    """The id under which an article's commitments are told: `treaty/article`, or `treaty/protocol/article`."""
    plain = protocol is None or article.id.startswith(f"{protocol.id}/")
    return f"{treaty}/{article.id}" if plain or protocol is None else f"{treaty}/{protocol.id}/{article.id}"


def _article(treaty: str, protocol: Protocol | None, article: Article) -> Iterator[str]:
    n = _text(commitment_id(treaty, protocol, article))
    yield _fact("article", n, _text(treaty), _text(protocol.id if protocol else ""), _text(article.id))
    yield _fact("pledge", n, _text(article.pledge))
    if article.modality:
        yield _fact("modality", n, _text(article.modality))
    if article.between:
        yield _fact("between", n)
    else:
        yield from (_fact("debtor_word", n, _word(word)) for word in article.debtor)
        yield from (_fact("creditor_word", n, _word(word)) for word in article.creditor)
    yield from (_fact("forbids_word", n, _text(word)) for word in article.forbids)
    yield from (_fact("aims_at", n, _word(word)) for word in article.on)
    yield from _dated("since", n, article.since)
    yield from _dated("until", n, article.until)
    yield from _secrecy(f"article({n})", article.secret, article.known)
    if article.trigger:
        yield _fact("trigger", n, f"own({n})")
        yield from _trigger(n, f"own({n})", article.trigger)
    for number, variant in enumerate(article.variants):
        yield _fact("variant", n, number, _if(variant.reading))
        if variant.void:
            yield _fact("variant_void", n, number)
        yield from (_fact("variant_forbids", n, number, _text(word)) for word in variant.forbids)
        if variant.trigger:
            yield _fact("variant_trigger", n, number)
            yield from _trigger(n, f"changed({n},{number})", variant.trigger)
    yield from _conditions(n, f"rule({n})", "requires", article.requires)
    yield from _conditions(n, f"rule({n})", "unless", article.unless)


def _trigger(n: str, entry: str, trigger: Trigger) -> Iterator[str]:
    yield from (_fact("trigger_act", entry, _text(word)) for word in trigger.act)
    yield from (_fact("trigger_by", entry, _word(word)) for word in trigger.by)
    yield from (_fact("trigger_not_by", entry, _word(word)) for word in trigger.not_by)
    yield from (_fact("trigger_on", entry, _word(word)) for word in trigger.on)
    yield from (_fact("theatre", entry, _text(word)) for word in trigger.theatre)
    yield from _conditions(n, entry, "requires", trigger.requires)
    yield from _conditions(n, entry, "unless", trigger.unless)


def _conditions(n: str, entry: str, role: str, conditions: Iterable[Condition]) -> Iterator[str]:
    for number, condition in enumerate(conditions):
        k = f"k({entry},{role},{number})"
        yield _fact(role, k, entry)
        yield _fact("in_article", k, n)
        yield _fact("kind", k, _text(condition.kind))
        yield _fact("tied", k, _if(condition.reading))
        yield from (_fact("by_word", k, _word(word)) for word in condition.by)
        yield from (_fact("on_word", k, _word(word)) for word in condition.on)
        yield _fact("counts_to", k, condition.count)
        if condition.id:
            yield _fact("names_fact", k, _text(condition.id))
        if condition.treaty:
            yield _fact("names_treaty", k, _text(condition.treaty))


# -- the question ----------------------------------------------------------------------------


def _deed(deed: Deed) -> Iterator[str]:
    yield _fact("deed", _text(deed.actor), _text(deed.verb), _text(deed.target))
    yield from (_fact("deed_against", _text(state)) for state in deed.against)
    if deed.theatre:
        yield _fact("deed_theatre", _text(deed.theatre))
    if deed.event:
        yield _fact("deed_event", _text(deed.event))
    if deed.response_to:
        yield _fact("deed_answers", _text(deed.response_to))
    if deed.short_of_war:
        yield "deed_short_of_war."
    for (kind, state), holds in deed.assessed.items():
        yield _fact("assessed", _text(kind), _text(state), _yes(holds))
    for number, found in enumerate(deed.disputed):
        yield _fact("disputed", number, _text(found.kind), _text(found.of), _yes(found.holds), _if(found.reading))


def _given(given: Facts) -> Iterator[str]:
    if given.replay:
        yield "replaying."
    yield from (_fact("given_war", _text(war.attacker), _text(war.defender)) for war in given.wars)
    yield from (_fact("given_help", _text(h.by), _text(h.to), _text(h.against)) for h in given.helps)
    for organ in given.organs:
        how = "found" if organ.found else "failed"
        yield _fact("given_organ", _text(organ.organ), how, _text(organ.target), _text(organ.fact))
    yield from (_fact("given_fact", _text(name), _yes(holds)) for name, holds in given.named.items())
    yield from (_fact("given_asked", _text(one), _text(other)) for one, other in sorted(given.asked))
