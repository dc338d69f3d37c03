"""Who is bound; what an act does; why, and why not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from foedera.answers import telling
from foedera.answers.asking import day_of, deed_of, knower_of, lens, state_of, suppose_facts, treaty_of
from foedera.answers.telling import Json
from foedera.days import iso
from foedera.dossier.dossier import Dossier
from foedera.dossier.pledges import ARMED_HELP
from foedera.dossier.treaties import Treaty
from foedera.errors import BadQuestion, UnknownName
from foedera.law import Commitment, Deed, Law, bound, commitment, leaving, recorded, verdicts
from foedera.law.facts import Facts
from foedera.law.finding import Finding
from foedera.law.norms import Norm
from foedera.law.steps import victims_of
from foedera.law.territory import control_on
from foedera.law.verdicts import together
from foedera.law.whynot import explain
from foedera.terms import ACT_GROUPS, LEAVING, ON_TREATIES, ActKind, Pledge, Verdict, third_person


def bound_on(
    dossier: Dossier, day: str, *, by: str | None = None, to: str | None = None, pledge: str | None = None,
    known_to: str | None = None, readings: Sequence[str] = (), everything: bool = False,
) -> Json:  # fmt: skip
    """Who is bound to whom on a day, for what; also what is contested."""
    when = day_of(dossier, day)
    law = lens(dossier, when, known_to, readings)
    found = bound(
        law, when,
        by=state_of(dossier, by) if by else None, to=state_of(dossier, to) if to else None,
        pledge=pledge_of(pledge) if pledge else None, everything=everything,
    )  # fmt: skip
    return {
        "day": iso(when),
        "known_to": knower_of(dossier, known_to),
        "commitments": telling.commitments(found),
    }


def pledge_of(word: str) -> Pledge:
    """A pledge by its word; `defence` is understood."""
    text = word.casefold().replace(" ", "-").replace("defence", "defense").replace("non-aggression", "nonaggression")
    try:
        return Pledge(text)
    except ValueError:
        raise UnknownName("pledge", word, [], f"pledges are {', '.join(p.value for p in Pledge)}") from None


def act_on(
    dossier: Dossier, act: str, day: str, *, given: Sequence[str] = (), known_to: str | None = None,
    readings: Sequence[str] = (), kept: bool = False, everything: bool = False,
) -> Json:  # fmt: skip
    """What an act on a day sets off, breaches, bars and empowers, whether or not it was done."""
    law, deed, facts = casus(dossier, act, day, given, known_to, readings)
    answer = verdicts(law, deed, facts, kept=kept, everything=everything)
    forced = by_force(law, deed)
    if forced is not None:
        answer = together(answer, verdicts(law, forced, facts, kept=kept, everything=everything))
    findings = [*answer.findings, *(answer.not_due if everything else ())]
    taken = ("resists",) if forced is not None and not forced.recorded else ()
    left = left_by(law, deed)
    return {
        "day": iso(deed.day),
        "known_to": law.knower,
        "act": act_json(deed, dict.fromkeys((*answer.assumed, *taken))),
        "given": list(given),
        "assuming": "kept" if kept else None,
        "findings": [telling.finding(value) for value in findings],
        **({"leaving": telling.leaving(leaving(law, left, deed.actor, deed.day))} if left else {}),
    }


def left_by(law: Law, deed: Deed) -> Treaty | None:
    """The treaty that a deed denounces or leaves, if the observer knows of it; an organization by its constitution."""
    if deed.verb not in LEAVING:
        return None
    treaties = law.dossier.treaties
    of_body = (t for t in treaties.values() if deed.target and t.parties_of == deed.target)
    found = treaties.get(deed.treaty) or next(of_body, None)
    return found if found and law.knows(found) else None


def casus(
    dossier: Dossier, act: str, day: str, given: Sequence[str], known_to: str | None, readings: Sequence[str]
) -> tuple[Law, Deed, Facts]:
    """Law, deed and facts for a question about an act."""
    when = day_of(dossier, day)
    law = lens(dossier, when, known_to, readings)
    deed, facts = suppose_facts(dossier, law, deed_of(dossier, act, when), given)
    return law, siding(deed, facts), facts


def siding(deed: Deed, facts: Facts) -> Deed:
    """Help to a belligerent that a bare question does not aim is help against those with whom it is at war."""
    if deed.verb not in (ActKind.ASSIST, ActKind.SUPPLY) or deed.against or deed.recorded:
        return deed
    sides = ((w.attacker, w.defender) for w in facts.wars)
    enemies = {one if other == deed.target else other for one, other in sides if deed.target in (one, other)}
    return deed._replace(against=tuple(sorted(enemies - {deed.actor})))


def by_force(law: Law, deed: Deed) -> Deed | None:
    """The attack that an occupation or annexation is, where it is taken to be resisted.

    Only for a bare question: where the record holds the act, it says whether there was an attack.
    """
    if deed.verb not in (ActKind.OCCUPY, ActKind.ANNEX) or deed.recorded:
        return None
    held = control_on(law.dossier, deed.target, deed.day - 1, law.choices)
    if held is not None and deed.actor in (held.sovereign, held.controller):
        return None
    owner = next((v for v in victims_of(law, deed, deed.day) if v in law.dossier.states), "")
    resists = deed.assessment("resists", owner, law.choices)
    if not owner or (resists is not None and not resists[0]):
        return None
    return recorded(law, deed._replace(verb=ActKind.ATTACK))


def act_json(deed: Deed, assumed: Iterable[str] = ()) -> Json:
    """An act, with the record's own entry where it holds that very act."""
    provoked = any(kind == "provoked" and holds for (kind, _), holds in deed.assessed.items())
    armed = deed.verb in ACT_GROUPS["aggression"] and not provoked and not deed.response_to
    taken = (["unprovoked"] if armed else []) + [a for a in assumed if a != "unprovoked"]
    return {
        "actor": deed.actor,
        "verb": third_person(deed.verb),
        "target": deed.target or None,
        "treaty": (deed.verb in ON_TREATIES and deed.treaty) or None,
        "against": list(deed.against),
        "assumed": taken,
        "assessed": [
            {
                "is": kind,
                "of": of or deed.target or None,
                "holds": holds,
                "by": deed.grounds.get((kind, of), ("given",))[0],
            }
            for (kind, of), holds in deed.assessed.items()
        ],
        "recorded": deed.event or None,
    }


def why_not(
    dossier: Dossier, debtor: str, creditor: str, act: str, day: str, *, given: Sequence[str] = (),
    known_to: str | None = None, readings: Sequence[str] = (),
) -> Json:  # fmt: skip
    """For every commitment of one state to another, why the act does not make it due: the first failing condition."""
    law, deed, facts = casus(dossier, act, day, given, known_to, readings)
    one, other = state_of(dossier, debtor), state_of(dossier, creditor)
    said = [(each, verdicts(law, each, facts).findings) for each in (by_force(law, deed), deed) if each is not None]
    due = {f.place[:3]: (each, f) for each, findings in said for f in findings}
    candidates = []
    for norm in law.norms:
        if one in norm.debtors and other in norm.creditors and one != other:
            upon, found = due.get((norm.id, one, other), (said[0][0], None))
            candidates.append(_candidate(law, norm, one, other, upon, facts, found))
    candidates.sort(key=_nearness)
    return {
        "day": iso(deed.day),
        "known_to": law.knower,
        "act": act_json(deed),
        "debtor": one,
        "creditor": other,
        "candidates": candidates,
    }


_STAGES = ("conditions", "due", "roles", "act", "force")


def _nearness(candidate: Json) -> tuple[int, bool, int, str]:
    """What came nearest to being due first: how far it came, armed help, few parties."""
    armed = candidate["pledge"] in ARMED_HELP
    return (_STAGES.index(candidate["stage"]), not armed, candidate["parties"], candidate["commitment"])


def _candidate(
    law: Law, norm: Norm, debtor: str, creditor: str, deed: Deed, facts: Facts, found: Finding | None
) -> Json:
    steps, stage = explain(law, norm, debtor, creditor, deed, facts)
    verdict = found.verdict if found is not None else Verdict.NOT_DUE
    failing = next((s for s in steps if s.holds == (s.kind == "exception")), None)
    if found is not None and (failing is None or verdict is not Verdict.CONTESTED):
        steps, stage, failing = list(found.because), "due", None
    return {
        "commitment": norm.id,
        "treaty": telling.treaty_ref(norm.treaty),
        "pledge": norm.pledge.value,
        "parties": len(law.parties(norm.treaty)),
        "verdict": verdict.value,
        "stage": stage,
        "first_failing": telling.step(failing) if failing else None,
        "because": [telling.step(s) for s in steps],
        "readings": telling.notes(found.readings) if found is not None else [],
    }


def why(
    dossier: Dossier, subject: str, day: str, *, act: str | None = None, given: Sequence[str] = (),
    known_to: str | None = None, readings: Sequence[str] = (),
) -> Json:  # fmt: skip
    """The argument for an article's standing on a day, and for what an act makes of it."""
    when = day_of(dossier, day)
    law = lens(dossier, when, known_to, readings)
    norms = _norms(dossier, law, subject)
    standing = []
    for norm in norms:
        pairs = [(d, c) for d in sorted(norm.debtors) for c in sorted(norm.creditors) if d != c]
        for debtor, creditor in pairs[:200]:
            standing.append(commitment(law, norm, debtor, creditor, when))
    told: Json = {"day": iso(when), "known_to": law.knower, "subject": subject}
    told["standing"] = [_standing(value) for value in standing]
    if act is not None:
        deed, facts = suppose_facts(dossier, law, deed_of(dossier, act, when), given)
        answer = verdicts(law, deed, facts, everything=True)
        mine = {norm.id for norm in norms}
        told["act"] = act_json(deed, answer.assumed)
        told["findings"] = [telling.finding(f) for f in (*answer.findings, *answer.not_due) if f.norm.id in mine]
    return told


def _standing(value: Commitment) -> Json:
    told = telling.commitment(value)
    because = []
    for ground, holds in (
        (value.stretch and value.stretch.opened, True),
        (value.stretch and value.stretch.closed, True),
    ):
        if ground:
            because.append(telling.step(ground.step(holds)))
    told["because"] = because
    return told


def _norms(dossier: Dossier, law: Law, subject: str) -> list[Norm]:
    """The norms that `treaty/article`, or a treaty, names."""
    norm = law.norm(subject)
    if norm is not None:
        return [norm]
    name, _, article = subject.partition("/")
    id_ = treaty_of(dossier, name)
    found = [n for n in law.norms if n.treaty.id == id_ and (not article or n.number == article)]
    if not found:
        numbers = [n.number for n in law.norms if n.treaty.id == id_]
        if not numbers and law.knower:
            raise BadQuestion(f"no article of {id_} was known to {law.knower} on that day")
        raise UnknownName(f"article of {id_}", article, numbers)
    return found
