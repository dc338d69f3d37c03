"""The points of a mark scheme, each awarded or refused with the words it rests on and the record's fact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from foedera.dossier import Dossier
from foedera.dossier.questions import Mistake, Point, Question
from foedera.teaching.answer import Answer
from foedera.teaching.named import Given, Verdict, judged
from foedera.teaching.queries import Record
from foedera.teaching.voices import of_another
from foedera.teaching.wording import Match, worded

Span = tuple[int, int]


@dataclass(frozen=True)
class Award:
    """What a point earned: marks, the words they rest on, the ideas or records found, the reason."""

    point: Point
    marks: int
    because: str
    spans: tuple[Span, ...] = ()
    stated: tuple[str, ...] = ()
    explained: str = ""
    records: tuple[Record, ...] = ()
    given: tuple[Given, ...] = ()
    stating: tuple[Match, ...] = ()

    @property
    def of(self) -> int:
        """The most that the point can earn."""
        return self.point.marks * self.point.at_most + self.point.explain_marks


@dataclass(frozen=True)
class Slip:
    """A common mistake that an answer makes."""

    mistake: Mistake
    match: Match


def awards(question: Question, answer: Answer, dossier: Dossier, slips: Sequence[Slip]) -> list[Award]:
    """Every point of a question with what it earned; of the points that score, the best that count."""
    verdicts: dict[str, Verdict] = {}
    found: list[Award] = []
    # A paired point waits for its partner.
    for point in sorted(question.points, key=lambda p: bool(p.pair)):
        if point.ideas:
            award = _of_ideas(point, question, answer, dossier)
        else:
            verdict = judged(point, question, answer, dossier, verdicts.get(point.pair))
            verdicts[point.id] = verdict
            award = _of_verdict(point, verdict)
        found.append(_unless(award, slips))
    found.sort(key=lambda award: question.points.index(award.point))
    return _best(_once(found), question.takes)


def mistakes_in(answer: Answer, dossier: Dossier) -> list[Slip]:
    """The common mistakes that an answer makes, in the order of its text."""
    found = []
    for mistake in dossier.mistakes.values():
        stated = [m for m in worded(answer, mistake.words, mistake.unless, dossier, slips=False) if not m.denied]
        if stated:
            found.append(Slip(mistake, stated[0]))
    return sorted(found, key=lambda slip: slip.match.start)


def _of_verdict(point: Point, verdict: Verdict) -> Award:
    shown = verdict.right or verdict.wrong
    spans = tuple((one.named.mention.start, one.named.mention.end) for one in shown)
    marks = point.marks * len(verdict.right)
    because = "has" if verdict.right else verdict.because
    return Award(point, marks, because, spans, records=verdict.records, given=shown)


def _of_ideas(point: Point, question: Question, answer: Answer, dossier: Dossier) -> Award:
    """A point of ideas; in an essay, whose points are short, an explanation alone states none."""
    implies = not question.levels
    stating = _stated(point.ideas, answer, dossier)
    if point.extract:
        sources = [extract.id for extract in question.extracts]
        stating = {
            idea: [match for match in found if not of_another(match, point.extract, sources, answer)]
            for idea, found in stating.items()
        }
    states = {idea: [m for m in found if not m.denied] for idea, found in stating.items()}
    held = {idea: found for idea, found in states.items() if found}
    # An explanation that has to state the point as well is of the same states as the point.
    owners = () if held else _owners(point, dossier)
    explaining = _stated(point.explain, answer, dossier, owners)
    explains = {idea: [m for m in found if not m.denied] for idea, found in explaining.items()}
    implying = {i: _implies(found) for i, found in explains.items() if implies and dossier.ideas[i].implies}
    implying = {idea: found for idea, found in implying.items() if found}
    if not held and not implying:
        denied = [m for found in stating.values() for m in found]
        because = "denied" if denied else "missing"
        return Award(point, 0, because, tuple((m.start, m.end) for m in denied[:1]))
    if held and all(_denied_too(stating[idea]) for idea in held):
        own = stating[next(iter(held))]
        return Award(point, 0, "both", tuple((m.start, m.end) for m in own[:2]), tuple(held))
    return _scored(point, held, explains, implying)


def _denied_too(found: Sequence[Match]) -> bool:
    """Whether every wording that an answer states is one that another sentence of it denies."""
    denied = [match for match in found if match.denied]
    stated = [match for match in found if not match.denied]
    return all(any(d.line == m.line and d.sentence != m.sentence for d in denied) for m in stated)


def _implies(found: Sequence[Match]) -> list[Match]:
    """Explanations that by themselves state their point: more than a single word."""
    return [match for match in found if match.slots > 1]


def _scored(
    point: Point, held: dict[str, list[Match]], explains: dict[str, list[Match]], implying: dict[str, list[Match]]
) -> Award:
    """A point that is stated, or whose explanation states it; explained by other words than those that stated it."""
    implied = not held
    if implied:
        first = next(iter(implying))
        held, explains = {first: implying[first]}, {i: f for i, f in explains.items() if i != first}
    chosen = list(held)[: point.at_most]
    stating = tuple(match for idea in chosen for match in held[idea])
    spans = [_narrowest(held[idea]) for idea in chosen]
    marks = point.marks * len(chosen)
    # Of two ideas that both state the point, each may explain the other.
    reason = next(filter(None, (_explanation(found, explains) for found in held.values())), None)
    if reason is None:
        because = "implied" if implied else "states"
        return Award(point, marks, because, tuple(spans), tuple(chosen), stating=stating)
    idea, match = reason
    spans.append((match.start, match.end))
    marks += point.explain_marks
    return Award(point, marks, "explains", tuple(spans), tuple(chosen), idea, stating=stating)


def _narrowest(found: Sequence[Match]) -> Span:
    """Of the wordings of an idea the one that quotes least of the answer."""
    return min(((match.start, match.end) for match in found), key=lambda span: (span[1] - span[0], span[0]))


def _explanation(stating: Sequence[Match], explains: dict[str, list[Match]]) -> tuple[str, Match] | None:
    """An explanation in words of its own; a single word explains only what stands beside it."""
    for idea, found in explains.items():
        for match in found:
            near = [m for m in stating if match.slots > 1 or abs(m.sentence - match.sentence) <= 1]
            same = [m.words for m in near if m.sentence == match.sentence]
            # "Time to rebuild the army" states in all its words: what is rebuilt there explains nothing more.
            own = not match.words <= frozenset().union(*same) and not any(w <= match.words for w in same)
            if len(near) > len(same) or (near and own):
                return idea, match
    return None


def _stated(
    ideas: Iterable[str], answer: Answer, dossier: Dossier, owners: Sequence[str] = ()
) -> dict[str, list[Match]]:
    found = (dossier.ideas[idea] for idea in ideas)
    return {idea.id: worded(answer, idea.words, idea.unless, dossier, by=idea.by or owners) for idea in found}


def _owners(point: Point, dossier: Dossier) -> tuple[str, ...]:
    """The states whose deed or thought a point is; none where one of its ideas may be anybody's."""
    found = [dossier.ideas[idea].by for idea in point.ideas]
    return tuple(state for by in found for state in by) if all(found) else ()


def _unless(award: Award, slips: Sequence[Slip]) -> Award:
    made = [slip for slip in slips if slip.mistake.id in award.point.unless]
    if not award.marks or not made:
        return award
    return replace(award, marks=0, because="mistaken", spans=((made[0].match.start, made[0].match.end),))


def _once(found: Sequence[Award]) -> list[Award]:
    """One statement earns one point: where two rest on the same words, the one with more marks keeps them."""
    kept: dict[str, Award] = {}
    for award in sorted(found, key=lambda award: -award.marks):
        same = award.marks and any(_taken(award.stating, other.stating) for other in kept.values() if other.marks)
        kept[award.point.id] = replace(award, marks=0, because="same_words", explained="") if same else award
    return [kept[award.point.id] for award in found]


def _taken(one: Sequence[Match], other: Sequence[Match]) -> bool:
    """Whether a point says nothing beyond another, which has no other words of its own to rest on."""
    return bool(one) and all(_within(match, other) for match in one) and all(_beside(match, one) for match in other)


def _within(match: Match, larger: Sequence[Match]) -> bool:
    return any(match.sentence == one.sentence and match.words <= one.words for one in larger)


def _beside(match: Match, others: Sequence[Match]) -> bool:
    """Whether a wording shares a sentence with one of some others."""
    return any(match.sentence == other.sentence for other in others)


def _best(found: Sequence[Award], takes: int) -> list[Award]:
    """At most so many points count: the best ones, of equal ones the first."""
    if not takes:
        return list(found)
    ranked = sorted((a for a in found if a.marks), key=lambda award: -award.marks)[:takes]
    return [a if not a.marks or a in ranked else replace(a, marks=0, because="enough") for a in found]
