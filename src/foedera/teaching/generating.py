"""Closed questions drawn from the record; each wrong alternative is wrong for a reason that the record gives.

A question's name is its kind and a seed, `puzzle-17`: the same record gives the same question.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from random import Random

from foedera import answers
from foedera.dossier import Dossier
from foedera.dossier.model import Control
from foedera.dossier.questions import Question, QuestionKind, Texts
from foedera.errors import BadQuestion, UnknownName
from foedera.teaching.bank import OPTIONS, Bank, bank_of, closed, holder_of, option
from foedera.teaching.promises import bound, puzzle, why_not
from foedera.teaching.words import day_in, said

#: So many draws are tried before a kind is said to have no question in a record.
_TRIES = 400


def generated(dossier: Dossier, kind: str, seed: int) -> Question:
    """The question of a kind and a seed; `BadQuestion` where the record has none of the kind."""
    if kind not in GENERATORS:
        raise UnknownName("kind of generated question", kind, tuple(GENERATORS))
    bank = bank_of(dossier)
    for attempt in range(_TRIES):
        chance = Random(f"{kind}/{seed}/{attempt}")
        found = GENERATORS[kind](bank, chance, f"{kind}-{seed}")
        if found is not None:
            return found
    raise BadQuestion(f"this record has no question of the kind '{kind}'; choose another kind")


def named(dossier: Dossier, name: str) -> Question | None:
    """The generated question of a name such as `puzzle-17`; none where the name is not of that form."""
    kind, dash, seed = name.rpartition("-")
    return generated(dossier, kind, int(seed)) if dash and kind in GENERATORS and seed.isdecimal() else None


# -- what was known; the map; order ----------------------------------------------------


def _known(bank: Bank, chance: Random, name: str) -> Question | None:
    if not bank.secrets:
        return None
    treaty, knowers = chance.choice(bank.secrets)
    public = next(known.start for known in knowers if known.to == "public")
    if public <= treaty.signed:
        return None
    day = bank.a_day(chance, treaty.signed, min(public, bank.dossier.case.last))
    taught = bank.taught
    learned = {known.to: known.start for known in knowers if known.to in bank.dossier.states}
    knew = sorted({*treaty.parties, *(state for state, start in learned.items() if start <= day)})
    right = chance.choice(knew)
    why = said("answered", "party", taught)
    if right not in treaty.parties:
        why = said("answered", "knew", taught, start=day_in(learned[right], taught))
    options = [option(bank.name(right), why, True, (treaty.id,))]
    pairs = [{tie.one, tie.other} for tie in bank.ties if tie.holds(day)]
    others = sorted({state for pair in pairs for state in pair} - set(knew))
    chance.shuffle(others)
    # The likeliest first: who learned of it later, then who had some tie with its parties.
    near = {state for pair in pairs if pair & set(treaty.parties) for state in pair}
    for state in sorted(others, key=lambda state: (state not in learned, state not in near)):
        if state in learned:
            reason = said("answered", "learned", taught, start=day_in(learned[state], taught))
        else:
            reason = said("answered", "unknown", taught, start=day_in(public, taught))
        options.append(option(bank.name(state), reason, False, (treaty.id,)))
    place = said("answered", "at_place", taught, place=treaty.place) if treaty.place else dict.fromkeys(taught, "")
    text = said("asked", "known", taught, signed=day_in(treaty.signed, taught), day=day_in(day, taught), place=place)
    look = f"treaty/{treaty.id}?day={day}"
    return closed(bank, chance, name, QuestionKind.KNOWN, text, options, about=(treaty.id,), day=day, look=look)


def _map(bank: Bank, chance: Random, name: str) -> Question | None:
    if not bank.lands:
        return None
    land, control = chance.choice(bank.lands)
    case, taught, holder = bank.dossier.case, bank.taught, holder_of(control)
    day = bank.a_day(chance, control.start or case.first, control.until)
    held = answers.place(bank.dossier, land.id, day.isoformat())
    if not bank.during(control, day) or (held.get("controller"), held.get("sovereign")) != (holder, control.sovereign):
        return None
    options = [
        option(bank.name(holder), said("answered", "held", taught, start=_since(bank, control)), True, (land.id,))
    ]
    for other in land.controls:
        why = _not_then(bank, other, day)
        if holder_of(other) != holder and why:
            options.append(option(bank.name(holder_of(other)), why, False, (land.id,)))
    if control.sovereign != holder and control.sovereign in bank.dossier.states:
        options.append(option(bank.name(control.sovereign), said("answered", "sovereign", taught), False, (land.id,)))
    for claim in land.claims:
        if claim.by != holder and claim.by in bank.dossier.states and (not claim.start or claim.start <= day):
            options.append(option(bank.name(claim.by), said("answered", "claimed", taught), False, (land.id,)))
    text = said("asked", "map", taught, state=bank.name(land.id), day=day_in(day, taught))
    look = f"place/{land.id}?day={day}"
    return closed(bank, chance, name, QuestionKind.MAP, text, options, about=(land.id,), day=day, look=look)


def _since(bank: Bank, control: Control) -> Texts:
    if control.start is None:
        return said("answered", "since_before", bank.taught)
    return day_in(control.start, bank.taught)


def _not_then(bank: Bank, control: Control, day: date) -> Texts | None:
    """Why a stretch of control does not count on a day; none where it may."""
    if holder_of(control) not in bank.dossier.states:
        return None
    if control.start and control.start > day:
        return said("answered", "held_later", bank.taught, start=_since(bank, control))
    if control.until and control.until <= day:
        end = day_in(control.until, bank.taught)
        return said("answered", "held_then", bank.taught, start=_since(bank, control), end=end)
    return None


def _order(bank: Bank, chance: Random, name: str) -> Question | None:
    drawn = chance.sample(sorted(bank.bilateral), min(OPTIONS, len(bank.bilateral)))
    found = sorted((bank.bilateral[key] for key in drawn), key=lambda treaty: treaty.signed)
    if len(found) < 3 or any(one.signed.year == other.signed.year for one, other in pairwise(found)):
        return None
    ids = tuple(treaty.id for treaty in found)
    return Question(
        id=name, kind=QuestionKind.ORDER, text=said("asked", "order", bank.taught), marks=1, about=ids, order=ids,
        theme="generated", look=f"atlas?day={found[0].signed}",
    )  # fmt: skip


GENERATORS: dict[str, Callable[[Bank, Random, str], Question | None]] = {
    "order": _order, "bound": bound, "puzzle": puzzle, "whynot": why_not, "known": _known, "map": _map,
}  # fmt: skip
