"""Questions on promises of help in arms: who was bound, whom a case calls upon, why a state is not bound."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from foedera import answers
from foedera.dossier import Dossier
from foedera.dossier.questions import Option, Question, QuestionKind, Texts
from foedera.errors import FoederaError
from foedera.teaching.bank import HELP, OPTIONS, Bank, Tie, closed, option
from foedera.teaching.words import day_in, said

Json = dict[str, Any]
#: Promises that may amount to help in arms.
_HELPING = (HELP, "guarantee", "offense")
#: The law's kinds of failing step of which a reason can be given.
_FAILED = ("force", "trigger", "condition", "exception")


def bound(bank: Bank, chance: Random, name: str) -> Question | None:
    """Which of some states was bound on a day to help another."""
    if not bank.promises:
        return None
    tie = chance.choice(bank.promises)
    debtor, creditor = _turned(tie, chance)
    day = bank.a_day(chance, tie.start, tie.until)
    if tie.contested or not tie.holds(day):
        return None
    wrong = [
        option(bank.name(state), *found)
        for state in bank.promisers
        if state not in (debtor, creditor) and (found := _not_bound(bank, state, creditor, day))
    ]
    chance.shuffle(wrong)
    signed = day_in(bank.dossier.treaties[tie.treaty].signed, bank.taught)
    right = option(bank.name(debtor), said("answered", "right_bound", bank.taught, signed=signed), True, (tie.treaty,))
    text = said("asked", "bound", bank.taught, day=day_in(day, bank.taught), state=bank.name(creditor))
    look = f"atlas?day={day}&of={creditor}"
    options = [right, *_nearest_first(wrong)]
    return closed(bank, chance, name, QuestionKind.PUZZLE, text, options, about=(tie.treaty,), day=day, look=look)


def _turned(tie: Tie, chance: Random) -> tuple[str, str]:
    """Debtor and creditor of a promise; of a mutual one, either way round."""
    return (tie.other, tie.one) if tie.mutual and chance.random() < 0.5 else (tie.one, tie.other)


def _not_bound(bank: Bank, debtor: str, creditor: str, day: date) -> tuple[Texts, bool, tuple[str, ...]] | None:
    """Why a state was not bound to help another on a day; none where it was, or nothing is to be said."""
    own = bank.promised(debtor, creditor)
    if any(tie.holds(day) or tie.contested for tie in own) or any({debtor, creditor} <= crowd for crowd in bank.crowds):
        return None
    # A guarantee may call to arms as well.
    if any(tie.pledge in _HELPING and tie.holds(day) and tie.helps(debtor, creditor) for tie in bank.ties):
        return None
    taught, state = bank.taught, bank.name(creditor)
    past = [tie for tie in own if tie.until and tie.until <= day]
    if past:
        start, end = day_in(past[-1].start, taught), day_in(past[-1].until or day, taught)
        return said("answered", "no_longer", taught, state=state, start=start, end=end), False, (past[-1].treaty,)
    if own:
        why = said("answered", "not_yet", taught, state=state, start=day_in(own[0].start, taught))
        return why, False, (own[0].treaty,)
    for tie in bank.promises:
        other = tie.other if tie.one == debtor else tie.one
        if tie.holds(day) and not tie.contested and tie.helps(debtor, other):
            return said("answered", "another", taught, other=bank.name(other)), False, (tie.treaty,)
    return None


def _nearest_first(wrong: list[Option]) -> list[Option]:
    """The likeliest alternatives: first those that had some promise with the state in question."""
    elsewhere = [one for one in wrong if one.why["en"].startswith("It had promised help")]
    return [one for one in wrong if one not in elsewhere][: OPTIONS - 1] + elsewhere[: OPTIONS - 1]


# -- casus foederis -------------------------------------------------------------------


def _attack(bank: Bank, chance: Random, tie: Tie, creditor: str) -> tuple[str, date] | None:
    """Somebody who is no ally and might attack, on some day of a promise."""
    day = bank.a_day(chance, tie.start, tie.until)
    allied = {s for t in bank.promises if t.holds(day) and creditor in (t.one, t.other) for s in (t.one, t.other)}
    attackers = sorted(bank.attackers & {s for t in bank.ties if t.holds(day) for s in (t.one, t.other)} - allied)
    return (chance.choice(attackers), day) if attackers and not tie.contested else None


def _findings(dossier: Dossier, attacker: str, target: str, day: date) -> list[Json]:
    act = f"{attacker} attacks {target}"
    try:
        return list(answers.act_on(dossier, act, day.isoformat(), everything=True)["findings"])
    except FoederaError:
        # One of the two does not exist on that day.
        return []


def _failing(finding: Json) -> str:
    """The kind of the first step of an argument that does not hold."""
    return next((str(step["kind"]) for step in finding["because"] if not step["holds"]), "")


def puzzle(bank: Bank, chance: Random, name: str) -> Question | None:
    """Whom an attack calls upon to help."""
    if not bank.promises:
        return None
    tie = chance.choice(bank.promises)
    _, creditor = _turned(tie, chance)
    drawn = _attack(bank, chance, tie, creditor)
    if drawn is None:
        return None
    attacker, day = drawn
    findings = _findings(bank.dossier, attacker, creditor, day)
    helping = [f for f in findings if f["creditor"] == creditor and f["pledge"] in _HELPING]
    due = [f for f in helping if f["verdict"] == "due"]
    if len({f["debtor"] for f in due}) != 1 or any(f["verdict"] == "contested" for f in helping):
        return None
    treaty = due[0]["treaty"]
    signed = day_in(date.fromisoformat(treaty["signed"]), bank.taught)
    why = said("answered", "right_bound", bank.taught, signed=signed)
    right = option(bank.name(due[0]["debtor"]), why, True, (treaty["id"],))
    wrong = [
        option(bank.name(state), *found)
        for state in bank.promisers
        if state not in (due[0]["debtor"], creditor, attacker)
        and (found := _not_due(bank, state, creditor, day, helping))
    ]
    chance.shuffle(wrong)
    texts = {"day": day_in(day, bank.taught), "attacker": bank.name(attacker), "state": bank.name(creditor)}
    text = said("asked", "puzzle", bank.taught, **texts)
    look = f"act?day={day}&actor={attacker}&verb=attack&target={creditor}"
    options = [right, *_nearest_first(wrong)]
    return closed(bank, chance, name, QuestionKind.PUZZLE, text, options, about=(treaty["id"],), day=day, look=look)


def _not_due(
    bank: Bank, state: str, creditor: str, day: date, helping: list[Json]
) -> tuple[Texts, bool, tuple[str, ...]] | None:
    failed = [f for f in helping if f["debtor"] == state and f["pledge"] == HELP and f["verdict"] == "not-due"]
    if not failed:
        return _not_bound(bank, state, creditor, day)
    step = _failing(failed[0])
    if step not in _FAILED:
        return None
    return said("answered", f"not_due_{step}", bank.taught), False, (failed[0]["treaty"]["id"],)


def why_not(bank: Bank, chance: Random, name: str) -> Question | None:
    """Why a state that promised help is not bound by it: the attack is not the one meant, or the promise is past."""
    if not bank.promises:
        return None
    tie = chance.choice(bank.promises)
    debtor, creditor = _turned(tie, chance)
    drawn = _attack(bank, chance, tie, creditor)
    if drawn is None or tie.contested:
        return None
    attacker, day = drawn
    past = tie.until is not None and tie.until < bank.dossier.case.last and chance.random() < 0.8
    if past:
        day = bank.a_day(chance, tie.until or day, None)
    if not _stands(bank, tie, (debtor, creditor, attacker), day, past):
        return None
    treaty = bank.dossier.treaties[tie.treaty]
    texts = {"attacker": bank.name(attacker), "state": bank.name(creditor), "debtor": bank.name(debtor)}
    reasons = {
        "trigger": "why_trigger_wrong" if past else "not_due_trigger",
        "force": "not_due_force" if past else "why_force_wrong",
        "consult": "why_consult_wrong",
        "neutral": "why_neutral_wrong",
    }
    right = "force" if past else "trigger"
    options = [
        option(
            said("answered", f"why_{key}", bank.taught, **texts), said("answered", reasons[key], bank.taught),
            key == right, (treaty.id,),
        )
        for key in sorted(reasons, key=lambda key: key != right)
    ]  # fmt: skip
    days = {"day": day_in(day, bank.taught), "signed": day_in(treaty.signed, bank.taught)}
    text = said("asked", "whynot", bank.taught, **texts, **days)
    look = f"act?day={day}&actor={attacker}&verb=attack&target={creditor}&debtor={debtor}&creditor={creditor}"
    return closed(bank, chance, name, QuestionKind.WHY_NOT, text, options, about=(treaty.id,), day=day, look=look)


def _stands(bank: Bank, tie: Tie, who: tuple[str, str, str], day: date, past: bool) -> bool:
    """Whether one reason alone is true: the instrument is the only promise, and no neutrality stands in the way."""
    debtor, creditor, attacker = who
    between = [t for t in bank.ties if {t.one, t.other} == {debtor, attacker} and t.holds(day)]
    if attacker == debtor or any(t.pledge in ("neutrality", "nonaggression") for t in between):
        return False
    own = [
        f
        for f in _findings(bank.dossier, attacker, creditor, day)
        if (f["debtor"], f["creditor"]) == (debtor, creditor) and f["pledge"] in (*_HELPING, "consultation")
    ]
    if past:
        alive = {s for t in bank.ties if t.holds(day) for s in (t.one, t.other)}
        return (
            not own and {debtor, creditor} <= alive and not any(t.holds(day) for t in bank.promised(debtor, creditor))
        )
    only = len(own) == 1 and own[0]["pledge"] == HELP and own[0]["treaty"]["id"] == tie.treaty
    return only and own[0]["verdict"] == "not-due" and _failing(own[0]) == "trigger"
