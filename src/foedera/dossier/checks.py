"""What a single file cannot know of itself: references, order of dates, sources.

Every check is a function from the records to problems; `check` runs them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from foedera.dossier import model
from foedera.dossier.alignments import alignment_faults
from foedera.dossier.atlas import atlas_faults
from foedera.dossier.checker import ROLES, Checker
from foedera.dossier.didactic import check_teaching
from foedera.dossier.folder import Records
from foedera.dossier.noun import NOWHERE, Citation, Origin, Value
from foedera.dossier.pledges import FORBIDDEN
from foedera.dossier.problems import Problem
from foedera.dossier.scholarly import check_scholarship
from foedera.dossier.strategic import check_strategy
from foedera.dossier.treaties import Article, Condition, End, Force, Known, Term, Treaty, Trigger
from foedera.terms import ACT_GROUPS, ActKind, ConditionKind, ForceBy

#: A term longer than this is a slip of the pen.
MOST_YEARS = 200
_NEEDED: dict[ConditionKind, tuple[str, ...]] = {
    ConditionKind.MEMBER: ("by", "on"),
    ConditionKind.IN_FORCE: ("treaty",),
    ConditionKind.FACT: ("id",),
    ConditionKind.ASSISTS: ("by",),
    ConditionKind.AT_WAR: ("by",),
    ConditionKind.ENTAILS_WAR_WITH: ("by",),
    ConditionKind.ORGAN_FOUND: ("by",),
    ConditionKind.ORGAN_FAILED: ("by",),
    ConditionKind.ADVERSARIES: ("count",),
}


def check(records: Records) -> list[Problem]:
    """All problems between records, in the order of files and lines."""
    others = (check_scholarship(records), check_strategy(records), check_teaching(records))
    return _in_order({*_lawful(records), *(problem for other in others for problem in other.problems)})


def check_law(records: Records) -> list[Problem]:
    """The problems of what the law reads: all but those of debates, figures, mechanisms, wording and names."""
    return _in_order(_lawful(records))


def _in_order(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(set(problems), key=lambda p: (p.origin.file, p.origin.line, p.message))


def _lawful(records: Records) -> list[Problem]:
    checker = _Checker(records)
    for run in (
        checker.sources,
        checker.treaties,
        checker.events,
        checker.states,
        checker.organizations,
        checker.territories,
        checker.persons,
        checker.readings,
        checker.suppositions,
        checker.sets,
        checker.atlas,
    ):
        run()
    return checker.problems


class _Checker(Checker):
    def sources(self) -> None:
        known = self.records.kinds["sources"]
        for kind, records in self.records.kinds.items():
            for record in records.values():
                if kind not in ("sources", "suppositions") and hasattr(record, "sources") and not record.sources:
                    self.say(
                        record.origin,
                        f"'{record.id}' has no source",
                        'add sources = [{ ref = "...", at = "..." }]',
                    )
                for origin, citation in _citations(record, record.origin):
                    self.known(citation.ref, known, "source", origin)

    def treaties(self) -> None:
        for treaty in self.records.kinds["treaties"].values():
            self._treaty(treaty)

    def _treaty(self, treaty: Treaty) -> None:
        at = treaty.origin
        if not re.match(r"\d{4}-\d{2}-\d{2}-[a-z0-9-]+$", treaty.id):
            self.say(at, f"the file name '{treaty.id}' is not YYYY-MM-DD-<parties>-<kind>", "rename the file")
        if not treaty.parties and not treaty.parties_of:
            self.say(at, "the treaty names no parties", 'add parties = [...] or parties_of = "<organization>"')
        for party in treaty.parties:
            self.known(party, self.known_states, "state", at)
        if treaty.parties_of:
            self.known(treaty.parties_of, self.records.kinds["organizations"], "organization", at)
        self._force(treaty.force, treaty.signed)
        for consent in treaty.consents:
            self.known(consent.state, self.known_states, "state", consent.origin)
            self.ordered(consent.origin, ("from", consent.start), ("until", consent.until))
        for extension in treaty.extensions:
            self.ordered(extension.origin, ("the signature", treaty.signed), ("until", extension.until))
        for end in (*treaty.ends, *(e for p in treaty.protocols for e in p.ends)):
            self._end(end, treaty)
        for id_ in treaty.supersedes:
            self.known(id_, self.records.kinds["treaties"], "treaty", at)
        self._term(treaty.term)
        self.once((p.id for p in treaty.protocols), "protocol", at)
        self._knowledge(treaty.known)
        terms = set(treaty.terms) | {name for p in treaty.protocols for name in p.terms}
        for name in terms:
            for group in (treaty.terms, *(p.terms for p in treaty.protocols)):
                self.parties(group.get(name, ()), at, terms)
        self._articles(treaty.articles, terms, at)
        for protocol in treaty.protocols:
            self._knowledge(protocol.known)
            if protocol.force:
                self._force(protocol.force, protocol.signed or treaty.signed)
            self._articles(protocol.articles, terms, protocol.origin)

    def _term(self, term: Term | None) -> None:
        for name, years in (("years", term.years), ("renewal_years", term.renewal_years)) if term else ():
            if years is not None and not 0 < years <= MOST_YEARS:
                hint = f"between 0 and {MOST_YEARS}; leave it out where the treaty names no term"
                self.say(term.origin if term else NOWHERE, f"{name} = {years:g} is no length of a term", hint, name)

    def _force(self, force: Force, signed: date) -> None:
        plain = force.by in (ForceBy.SIGNATURE, ForceBy.DECLARATION, ForceBy.NEVER)
        if not plain and force.start is None:
            self.say(
                force.origin,
                f"force by {force.by} needs the day: from = ...",
                'or by = "never" if it never took force',
                force.by,
            )
        self.ordered(force.origin, ("the signature", signed), ("force from", force.start))

    def _end(self, end: End, treaty: Treaty) -> None:
        self.reading(end.reading, end.origin)
        self.parties((*end.by, *end.of), end.origin)
        if end.on is None and end.start is None:
            self.say(end.origin, "an end needs its day: on = ... or from = ...")
        self.ordered(end.origin, ("the signature", treaty.signed), ("the end", end.on or end.start))
        self.ordered(end.origin, ("on", end.on), ("from", end.start))
        self.ordered(end.origin, ("the suspension", end.start or end.on), ("back", end.back))

    def _knowledge(self, known: Iterable[Known]) -> None:
        for item in known:
            if item.to not in ("public", "parties"):
                self.known(item.to, self.actors, "state", item.origin)

    def _articles(self, articles: Iterable[Article], terms: set[str], at: Origin) -> None:
        seen: set[str] = set()
        for article in articles:
            self.once([*seen, article.id], "article", article.origin)
            seen.add(article.id)
            self._article(article, terms)

    def _article(self, article: Article, terms: set[str]) -> None:
        at = article.origin
        if article.between not in ("", "each"):
            self.say(
                at,
                f"between = '{article.between}' is not known",
                'write between = "each", or debtor and creditor',
                article.between,
            )
        if bool(article.between) == bool(article.debtor):
            self.say(at, f'article {article.id} needs either between = "each" or debtor and creditor')
        if bool(article.debtor) != bool(article.creditor) and bool(article.between) != bool(article.debtor):
            self.say(
                at, f"article {article.id} names {'no creditor' if article.debtor else 'a creditor but no debtor'}"
            )
        self.parties((*article.debtor, *article.creditor), at, terms)
        self.acts((*article.forbids, *article.performs, *article.performs_partly), at)
        self._aims(article.on, at, terms)
        for place in article.places:
            self.known(place, self.places, "territory", at)
        self._knowledge(article.known)
        self.ordered(at, ("from", article.since), ("until", article.until))
        self._conditions((*article.requires, *article.unless), terms)
        self._idle(article)
        for trigger in (article.trigger, *(v.trigger for v in article.variants)):
            if trigger:
                self._trigger(trigger, terms)
        for variant in article.variants:
            self.reading(variant.reading, variant.origin)
            self.acts(variant.forbids, variant.origin)

    def _idle(self, article: Article) -> None:
        """Conditions beside an article are asked of an act that it forbids: where it forbids none they do nothing."""
        if article.forbids or FORBIDDEN.get(article.pledge) or any(v.forbids for v in article.variants):
            return
        for name, conditions in (("requires", article.requires), ("unless", article.unless)):
            for condition in conditions[:1]:
                message = f"'{name}' has no effect here: article {article.id} forbids no act"
                hint = f"write it into the trigger, {{ act = ..., {name} = [...] }}; if no act sets it off, into text"
                self.say(condition.origin, message, hint, condition.kind)

    def _trigger(self, trigger: Trigger, terms: set[str]) -> None:
        if not trigger.act:
            self.say(trigger.origin, "the trigger names no act", 'write act = "attack", or another kind of act')
        self.acts(trigger.act, trigger.origin)
        self.parties((*trigger.by, *trigger.not_by), trigger.origin, terms)
        self._aims(trigger.on, trigger.origin, terms)
        self._conditions((*trigger.requires, *trigger.unless), terms)

    def _aims(self, words: Iterable[str], origin: Origin, terms: set[str]) -> None:
        sets = self.sets_known | {f"@{name}" for name in terms} | ROLES
        for word in words:
            if word not in sets:
                self.known(word, self.places | self.actors, "state or territory", origin)

    def acts(self, words: Iterable[str], origin: Origin) -> None:
        for word in words:
            self.known(word, [*ACT_GROUPS, *(kind.value for kind in ActKind)], "kind of act", origin)

    def _conditions(self, conditions: Iterable[Condition], terms: set[str]) -> None:
        for condition in conditions:
            self.reading(condition.reading, condition.origin)
            organs = condition.kind in (
                ConditionKind.ORGAN_FOUND,
                ConditionKind.ORGAN_FAILED,
                ConditionKind.MEMBER,
            )
            for word in (*condition.by, *condition.on):
                if organs:
                    self.known(word, self.actors | ROLES, "state or organ", condition.origin)
                else:
                    self.parties((word,), condition.origin, terms)
            self._complete(condition)
            if condition.treaty:
                self.known(condition.treaty, self.records.kinds["treaties"], "treaty", condition.origin)

    def _complete(self, condition: Condition) -> None:
        """A condition has the keys that it cannot do without."""
        needed = _NEEDED.get(condition.kind, ())
        for name in needed:
            if not getattr(condition, name):
                message = f"the condition '{condition.kind}' needs the key '{name}'"
                self.say(condition.origin, message, "see the table of conditions in the guide", condition.kind)
        if condition.kind is ConditionKind.MEMBER:
            for word in condition.on:
                self.known(word, self.records.kinds["organizations"], "organization", condition.origin)

    def events(self) -> None:
        kinds = self.records.kinds
        grounds = set(kinds["events"]) | set(kinds["treaties"])
        for event in kinds["events"].values():
            for word in event.answers:
                self.known(word, kinds["events"], "event", event.origin)
            for word in event.rests_on:
                self.known(
                    word.split("/")[0] if word not in grounds else word,
                    grounds,
                    "event or treaty",
                    event.origin,
                )
            for word in event.actors:
                self.known(word, self.actors, "state, person or organization", event.origin)
            if event.treaty:
                self.known(event.treaty, kinds["treaties"], "treaty", event.origin)
            for assessed in event.assessed:
                self.reading(assessed.reading, assessed.origin)
                if assessed.of:
                    self.known(assessed.of, self.actors, "state", assessed.origin)
            for act in event.acts:
                self._act(act)

    def _act(self, act: model.Act) -> None:
        kinds = self.records.kinds
        for word in act.actor:
            self.known(word, self.actors, "state, person or organization", act.origin)
        for word in act.target:
            self.known(word, self.actors | self.places, "state, person, organization or territory", act.origin)
        for word in act.against:
            self.known(word, self.actors, "state", act.origin)
        if act.treaty:
            self.known(act.treaty.split("/")[0], kinds["treaties"], "treaty", act.origin)
        for word in (act.occasion, act.response_to):
            if word:
                self.known(word, kinds["events"], "event", act.origin)

    def states(self) -> None:
        for state in self.records.kinds["states"].values():
            for life in state.lives:
                self.ordered(life.origin, ("from", life.start), ("until", life.until))
                self.reading(life.reading, life.origin)
            if state.continues:
                self.known(state.continues, self.known_states, "state", state.origin)

    def organizations(self) -> None:
        for body in self.records.kinds["organizations"].values():
            for member in body.members:
                self.known(member.state, self.known_states, "state", member.origin)
                self.ordered(member.origin, ("from", member.start), ("until", member.until))
                self.reading(member.reading, member.origin)

    def territories(self) -> None:
        kinds = self.records.kinds
        for territory in kinds["territories"].values():
            if territory.within:
                self.known(territory.within, self.places, "territory", territory.origin)
            for control in territory.controls:
                for word in (control.sovereign, control.controller):
                    if word:
                        self.known(word, self.actors | {"disputed"}, "state", control.origin)
                if control.event:
                    self.known(control.event, kinds["events"], "event", control.origin)
                if control.treaty:
                    self.known(control.treaty, kinds["treaties"], "treaty", control.origin)
                self.reading(control.reading, control.origin)
                self.ordered(control.origin, ("from", control.start), ("until", control.until))
            self._gaps(territory)
            for claim in territory.claims:
                self.known(claim.by, self.actors, "state", claim.origin)
                self.ordered(claim.origin, ("from", claim.start), ("until", claim.until))

    def _gaps(self, territory: model.Territory) -> None:
        plain = [c for c in territory.controls if not c.reading]
        for one, two in pairwise(plain):
            if one.until is None or two.start is None or one.until != two.start:
                message = f"control of '{territory.id}' does not run on: until {one.until}, then from {two.start}"
                self.say(two.origin, message, "each stretch begins on the day the one before ends")

    def persons(self) -> None:
        for person in self.records.kinds["persons"].values():
            for office in person.offices:
                self.known(office.of, self.actors, "state or organization", office.origin)
                if office.start and office.until and office.until.last < office.start.first:
                    message = f"until {office.until} is before from {office.start}"
                    self.say(office.origin, message, "one of the two dates is wrong", office.until.text)

    def readings(self) -> None:
        for reading in self.records.kinds["readings"].values():
            self.once((a.id for a in reading.alternatives), "alternative", reading.origin)
            self.known(
                reading.default,
                [a.id for a in reading.alternatives],
                f"alternative of {reading.id}",
                reading.origin,
            )

    def suppositions(self) -> None:
        kinds = self.records.kinds
        for supposition in kinds["suppositions"].values():
            for word in supposition.extends:
                self.known(word, kinds["suppositions"], "supposition", supposition.origin)

    def atlas(self) -> None:
        kinds = self.records.kinds
        for origin, message, hint, mark in (*atlas_faults(kinds), *alignment_faults(kinds)):
            self.say(origin, message, hint, mark)

    def sets(self) -> None:
        case = self.records.case
        if case is not None:
            self.ordered(case.origin, ("first", case.first), ("last", case.last))
            for words in case.sets.values():
                for word in words:
                    self.known(word, self.known_states, "state", case.origin)
        for words in (*case.sets.values(), *case.theatres.values()) if case else ():
            self.parties(words, case.origin if case else NOWHERE)


def _citations(value: Any, origin: Origin) -> Iterator[tuple[Origin, Citation]]:
    """Every citation inside a record, with the place of the table that holds it."""
    if isinstance(value, Citation):
        yield origin, value
    elif isinstance(value, tuple):
        for part in value:
            yield from _citations(part, origin)
    elif isinstance(value, Value) and not isinstance(value, Origin):
        origin = getattr(value, "origin", origin)
        for part in vars(value).values():
            if isinstance(part, (tuple, Value)):
                yield from _citations(part, origin)
