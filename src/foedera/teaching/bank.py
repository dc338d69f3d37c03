"""What the generators of questions draw from: promises of help with their days, instruments, lands, secrets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from random import Random
from typing import Any

from foedera import answers
from foedera.dossier import Dossier
from foedera.dossier.model import Control, Territory
from foedera.dossier.questions import Option, Question, QuestionKind, Texts
from foedera.dossier.treaties import Known, Treaty
from foedera.teaching.words import LANGUAGES
from foedera.terms import ACT_GROUPS

Json = dict[str, Any]
HELP = "defense"
#: Instruments of more parties are not in the timeline.
_FEW = 5
#: The most alternatives of a closed question.
OPTIONS = 4


@dataclass(frozen=True)
class Tie:
    """A stretch of time in which one state has promised another something."""

    treaty: str
    pledge: str
    one: str
    other: str
    mutual: bool
    contested: bool
    start: date
    until: date | None

    def holds(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.start <= day and (self.until is None or day < self.until)

    def helps(self, debtor: str, creditor: str) -> bool:
        """Whether it is a promise of the one to the other."""
        pairs = {(self.one, self.other), (self.other, self.one)} if self.mutual else {(self.one, self.other)}
        return (debtor, creditor) in pairs


@dataclass(frozen=True, eq=False)
class Bank:
    """One record, as the generators see it."""

    dossier: Dossier

    @property
    def taught(self) -> tuple[str, ...]:
        """The languages in which questions are written."""
        return tuple(language for language in self.dossier.case.taught if language in LANGUAGES)

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """All promises between two states, as the timeline has them."""
        rows = answers.timeline(self.dossier)["ties"]
        return tuple(
            Tie(t, p, one, other, "m" in m, "c" in m, date.fromisoformat(f), date.fromisoformat(u) if u else None)
            for t, p, one, other, m, f, u in rows
        )

    @cached_property
    def promises(self) -> tuple[Tie, ...]:
        """Promises of help in arms."""
        return tuple(tie for tie in self.ties if tie.pledge == HELP)

    @cached_property
    def promisers(self) -> tuple[str, ...]:
        """The states that promised somebody help in arms, on any day."""
        return tuple(sorted({state for tie in self.promises for state in (tie.one, tie.other)}))

    @cached_property
    def attackers(self) -> frozenset[str]:
        """The states by which the record has an armed act."""
        acts = (act for event in self.dossier.events.values() for act in event.acts if act.verb in ACT_GROUPS["attack"])
        return frozenset(state for act in acts for state in act.actor if state in self.dossier.states)

    @cached_property
    def crowds(self) -> tuple[frozenset[str], ...]:
        """The parties of instruments in which many promise help in arms; the timeline leaves them out."""
        members = {id_: {m.state for m in body.members} for id_, body in self.dossier.organizations.items()}
        found = []
        for treaty in self.dossier.treaties.values():
            articles = (*treaty.articles, *(a for p in treaty.protocols for a in p.articles))
            if any(article.pledge.value == HELP for article in articles):
                found.append(frozenset({*treaty.parties, *members.get(treaty.parties_of, ())}))
        return tuple(parties for parties in found if len(parties) > _FEW)

    def promised(self, debtor: str, creditor: str) -> list[Tie]:
        """The promises of help in arms of one state to another, on any day."""
        return [tie for tie in self.promises if tie.helps(debtor, creditor)]

    def name(self, word: str) -> Texts:
        """A state's or a territory's name in each language taught."""
        record: Any = self.dossier.states.get(word) or self.dossier.territories.get(word)
        if record is None:
            return dict.fromkeys(self.taught, word)
        found = {language: str(record.names[language][0]) for language in self.taught if record.names.get(language)}
        # The record's title is the short English name.
        return {language: found.get(language, record.title) for language in self.taught} | {"en": str(record.title)}

    def a_day(self, chance: Random, start: date, until: date | None) -> date:
        """Some day of a stretch, within the record."""
        last = min(until or self.dossier.case.last, self.dossier.case.last).toordinal() - 1
        first = min(max(start, self.dossier.case.first).toordinal(), last)
        return date.fromordinal(chance.randint(first, last))

    def during(self, control: Control, day: date) -> bool:
        """Whether a stretch of control covers a day."""
        return (control.start is None or control.start <= day) and (control.until is None or day < control.until)

    @cached_property
    def bilateral(self) -> dict[tuple[str, str, str], Treaty]:
        """Instruments between two states that are the only one of their kind between them."""
        found: dict[tuple[str, str, str], list[Treaty]] = {}
        for treaty in self.dossier.treaties.values():
            pledges = {article.pledge.value for article in treaty.articles}
            kind = next((k for k in KINDS if k in pledges), "")
            if len(treaty.parties) == 2 and kind and not treaty.steps:
                one, other = sorted(treaty.parties)
                found.setdefault((kind, one, other), []).append(treaty)
        return {key: treaties[0] for key, treaties in found.items() if len(treaties) == 1}

    @cached_property
    def lands(self) -> tuple[tuple[Territory, Control], ...]:
        """Stretches of control that no reading disputes, in lands that at least two states held."""
        found = []
        for land in self.dossier.territories.values():
            holders = {holder_of(control) for control in land.controls} - {""}
            if len(holders) > 1 and not any(control.reading for control in land.controls):
                found += [(land, control) for control in land.controls if holder_of(control) in self.dossier.states]
        return tuple(found)

    @cached_property
    def secrets(self) -> tuple[tuple[Treaty, tuple[Known, ...]], ...]:
        """Instruments with a secret part whose publication the record dates, and who knew of it."""
        found = []
        for treaty in self.dossier.treaties.values():
            for part in treaty.protocols:
                if part.secret and any(known.to == "public" for known in part.known):
                    found.append((treaty, part.known))
        return tuple(found)


#: The kinds of instrument that an order is asked of, the weightiest first.
KINDS = ("defense", "guarantee", "nonaggression", "neutrality", "trade", "recognition")


def holder_of(control: Control) -> str:
    """Who held a territory."""
    return control.controller or control.sovereign


@lru_cache(maxsize=4)
def bank_of(dossier: Dossier) -> Bank:
    """The bank of a dossier."""
    return Bank(dossier)


def option(text: Texts, why: Texts, right: bool = False, records: tuple[str, ...] = ()) -> Option:
    """An alternative of a closed question."""
    return Option(text=text, why=why, right=right, records=records)


def closed(
    bank: Bank, chance: Random, name: str, kind: QuestionKind, text: Texts, options: Iterable[Option], **more: Any
) -> Question | None:
    """A closed question, the right alternative given first, shown in a drawn order; none where too few are left."""
    right, *others = options
    # Two alternatives of one name would be one too many; the likeliest stand first.
    wrong = list({one.text["en"]: one for one in others if one.text["en"] != right.text["en"]}.values())[: OPTIONS - 1]
    shown = [right, *wrong]
    if len(wrong) < 2 or (kind is QuestionKind.MAP and any(_names(text, one) for one in shown)):
        return None
    chance.shuffle(shown)
    return Question(id=name, kind=kind, text=text, marks=1, options=tuple(shown), theme="generated", **more)


def _names(text: Texts, one: Option) -> bool:
    """Whether a question names one of its alternatives, which would give it away."""
    return any(one.text[language] in text[language] for language in text)
