"""The steps that every verdict shares: whether the promise is in force, whom the deed strikes, its conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foedera.days import iso
from foedera.dossier.treaties import Condition
from foedera.law.argument import Step
from foedera.law.conditions import Casus, test
from foedera.law.facts import Deed
from foedera.law.force import Stretch, chosen
from foedera.law.law import Law
from foedera.law.norms import Norm
from foedera.law.territory import sovereign_on


def until_failing(steps: Iterable[Step]) -> tuple[tuple[Step, ...], bool]:
    """The steps up to the first that stands in the way, and whether none did."""
    tried_: list[Step] = []
    for step in steps:
        tried_.append(step)
        if step.holds == (step.kind == "exception"):
            return tuple(tried_), False
    return tuple(tried_), True


def victims_of(law: Law, deed: Deed, day: int) -> tuple[str, ...]:
    """Whom a deed strikes: its target, and where that is a territory, the state whose it is."""
    if not deed.target or deed.target in law.dossier.states:
        return (deed.target,) if deed.target else ()
    # The state that loses a territory by the act held it on the eve.
    eve = ("sovereign", deed.target, day - 1)
    owner = law.once(eve, lambda: sovereign_on(law.dossier, deed.target, day - 1, law.choices))
    return (deed.target, owner) if owner and owner != deed.actor else (deed.target,)


def aimed(law: Law, norm: Norm, words: Iterable[str], victims: tuple[str, ...], creditor: str = "") -> bool:
    """Whether a deed falls where words say: on a third state, a set, a state or a place."""
    for word in words:
        if word in ("anyone", "any"):
            return True
        if word == "third":
            if any(v not in law.parties(norm.treaty) for v in victims if v in law.dossier.states):
                return True
        elif word == "creditor":
            if creditor in victims:
                return True
        elif word.startswith("@"):
            if any(v in law.members(norm, word) for v in victims):
                return True
        elif word in victims:
            return True
    return False


def tried(casus: Casus, requires: Iterable[Condition], unless: Iterable[Condition]) -> Iterator[Step]:
    """Each condition and each exception, as a step."""
    for condition in requires:
        if chosen(condition.reading, casus.law.choices):
            yield test(condition, casus)
    for condition in unless:
        if chosen(condition.reading, casus.law.choices):
            yield test(condition, casus, exception=True)


def force_step(norm: Norm, debtor: str, creditor: str, day: int, stretch: Stretch | None, why: str = "") -> Step:
    """Whether a commitment is in force on a day, with the ground."""
    where = f"{norm.id} between {debtor} and {creditor}"
    if stretch is None:
        return Step(False, f"{where} is not in force on {iso(day)}: {why}", norm.at, norm.sources, "force")
    opened = f" ({stretch.opened.says})" if stretch.opened else ""
    return Step(True, f"{where} is in force on {iso(day)}{opened}", norm.at, norm.sources, "force")


def force_of(casus: Casus, stretch: Stretch | None) -> Step:
    """Whether the commitment of a casus is in force, and if not, why not."""
    day = casus.facts.day
    why = "" if stretch else _void(casus) or absence(casus.law.stretches(casus.norm, casus.debtor, casus.creditor), day)
    return force_step(casus.norm, casus.debtor, casus.creditor, day, stretch, why)


def _void(casus: Casus) -> str:
    """The reading under which an article binds nobody, if that is the one followed."""
    for variant in casus.norm.article.variants:
        if variant.void and chosen(variant.reading, casus.law.choices):
            return f"under {variant.reading} it binds nobody"
    return ""


def absence(stretches: tuple[Stretch, ...], day: int) -> str:
    """Why none of these stretches holds a day."""
    later = [s for s in stretches if day < s.start]
    earlier = [s for s in stretches if s.until <= day]
    if later:
        opened = later[0].opened
        return opened.says if opened else f"in force from {iso(later[0].start)}"
    if earlier and earlier[-1].closed:
        return earlier[-1].closed.says
    return "it never bound these two"
