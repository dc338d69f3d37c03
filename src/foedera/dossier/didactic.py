"""Checks of questions and lessons: languages, references, phrases, one right answer, marks that add up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from foedera.days import read_day, read_edtf
from foedera.dossier.checker import Checker
from foedera.dossier.folder import Records
from foedera.dossier.lessons import Lesson
from foedera.dossier.noun import Names, Origin
from foedera.dossier.phrases import phrase
from foedera.dossier.problems import nearest
from foedera.dossier.questions import Level, Point, Question, QuestionKind, Sought, Texts
from foedera.dossier.scholarly import COMMAND, numbers_of, referable
from foedera.errors import FoederaError

#: The views of the atlas that an address may open.
VIEWS = (
    "atlas", "act", "compare", "suppose", "treaty", "event", "state", "person", "place", "organization", "debate",
    "mechanism", "reading", "contents", "sources", "search", "crisis", "align", "read",
)  # fmt: skip


def check_teaching(records: Records) -> Checker:
    """All problems of ideas, mistakes, questions and lessons."""
    checker = _Teaching(records)
    kinds = records.kinds
    for idea in kinds["ideas"].values():
        checker.wordings(idea)
        for state in idea.by:
            checker.known(state, {*kinds["states"], *checker.sets_known}, "state", idea.origin)
    for mistake in kinds["mistakes"].values():
        checker.wordings(mistake)
        checker.texts(mistake.says, mistake.origin, "says")
    for question in kinds["questions"].values():
        checker.question(question)
    for lesson in kinds["lessons"].values():
        checker.lesson(lesson)
    return checker


class _Teaching(Checker):
    def __init__(self, records: Records) -> None:
        super().__init__(records)
        self.taught = records.case.taught if records.case else ("en",)
        claims = {claim.id for debate in records.kinds["claims"].values() for claim in debate.claims}
        self.held = referable(records) | claims

    def texts(self, texts: Texts, origin: Origin, name: str, *, needed: bool = True) -> None:
        """A text stands in every language taught, or, where it is not needed, in none."""
        missing = [language for language in self.taught if not texts.get(language, "").strip()]
        if missing and (texts or needed):
            self.say(origin, f"'{name}' is missing in {', '.join(missing)}", f'{name}.{missing[0]} = "..."', name)

    def rests(self, words: Iterable[str], origin: Origin) -> None:
        """Each word is a record, an article of a treaty, or a claim."""
        for word in words:
            treaty, slash, article = word.partition("/")
            found = self.records.kinds["treaties"].get(treaty) if slash else None
            if found is not None:
                self.known(article, numbers_of(found), f"article of {treaty}", origin)
            elif word not in self.held:
                hint = nearest(word, self.held) or "write the id of a treaty, an event, a person, a debate, ..."
                self.say(origin, f"the record holds no '{word}'", hint, word)

    def wordings(self, record: Any) -> None:
        """Titles and phrases of an idea or a mistake."""
        self.texts(record.title, record.origin, "title")
        self.rests(record.records, record.origin)
        missing = [language for language in self.taught if not record.words.get(language)]
        if missing:
            message = f"'{record.id}' has no wording in {', '.join(missing)}"
            self.say(record.origin, message, f'words.{missing[0]} = ["..."]', record.id)
        for line in _lines(record.words, record.unless):
            found = phrase(line)
            if isinstance(found, str):
                self.say(record.origin, found, "see the guide on phrases", line)
                continue
            for name in found.records:
                self._named(name, record.origin)

    def _named(self, name: str, origin: Origin) -> None:
        """A record, a set or a date in braces."""
        if name.startswith("@"):
            self.known(name, self.sets_known, "set of states", origin)
        elif name[:1].isdigit() and name not in self.held:
            try:
                read_edtf(name)
            except FoederaError:
                hint = nearest(name, self.held) or "a date is written 1939, 1939-08 or 1939-08-23"
                self.say(origin, f"'{name}' is neither a record nor a date", hint, name)
        else:
            self.rests((name,), origin)

    def look(self, address: str, origin: Origin) -> None:
        """An address in the atlas: a known view, and a day of the record."""
        view = re.split(r"[/?]", address, maxsplit=1)[0]
        self.known(view, VIEWS, "view of the atlas", origin)
        case = self.records.case
        for text in re.findall(r"[?&](?:day|to)=([^&]*)" if view == "compare" else r"[?&]day=([^&]*)", address):
            try:
                day = read_day(text)
            except FoederaError as fault:
                self.say(origin, str(fault).partition(";")[0], "write day=1939-08-23", text)
                continue
            if case and not case.first.toordinal() <= day <= case.last.toordinal():
                self.say(origin, f"{text} is outside the record", f"from {case.first} to {case.last}", text)

    # -- questions ----------------------------------------------------------------

    def question(self, question: Question) -> None:
        """A question, its scheme, its alternatives."""
        at = question.origin
        self.texts(question.text, at, "text")
        for name in ("hint", "model"):
            self.texts(getattr(question, name), at, name, needed=False)
        self.rests(question.about, at)
        if not question.about:
            self.say(at, f"'{question.id}' is about no record", 'about = ["..."]', question.id)
        if question.look:
            self.look(question.look, at)
        for extract in question.extracts:
            self.texts(extract.text, extract.origin, "text")
        ways = [bool(question.points), bool(question.options), bool(question.order)]
        if sum(ways) != 1:
            hint = "add [[question.point]] for a free answer, [[question.option]] for a closed one, or order = [...]"
            self.say(at, f"'{question.id}' needs exactly one of points, options and order", hint, question.id)
        for demo in question.demos:
            if not demo.run.startswith(COMMAND):
                self.say(demo.origin, f"a demonstration is a command of this program: {COMMAND}...", mark=demo.run)
            if not demo.shows:
                self.say(demo.origin, "the demonstration does not say what its answer must hold", 'shows = ["..."]')
        self._options(question)
        self._order(question)
        self._points(question)
        self._levels(question)

    def _options(self, question: Question) -> None:
        for option in question.options:
            self.texts(option.text, option.origin, "text")
            self.texts(option.why, option.origin, "why")
            self.rests(option.records, option.origin)
        right = sum(option.right for option in question.options)
        if question.options and (right != 1 or len(question.options) < 3):
            message = f"'{question.id}' has {right} right of {len(question.options)} options"
            self.say(question.origin, message, "a closed question has one right option and two wrong or more")

    def _order(self, question: Question) -> None:
        kinds = self.records.kinds
        if bool(question.order) != (question.kind is QuestionKind.ORDER and not question.options):
            self.say(question.origin, f"'{question.id}' and its order do not fit", 'kind = "order" has order = [...]')
        for word in question.order:
            self.texts(question.items.get(word, {}), question.origin, f"items.{word}")
        days = []
        for word in question.order:
            if word in kinds["treaties"]:
                days.append(
                    (word, kinds["treaties"][word].signed.toordinal(), kinds["treaties"][word].signed.toordinal())
                )
            elif word in kinds["events"]:
                days.append((word, kinds["events"][word].date.first, kinds["events"][word].date.last))
            else:
                self.known(word, {*kinds["treaties"], *kinds["events"]}, "treaty or event", question.origin)
        for (one, _, last), (other, first, _) in pairwise(days):
            if last >= first:
                message = f"'{other}' does not come after '{one}'"
                self.say(question.origin, message, "put the earlier one first; days may not overlap", other)

    def _points(self, question: Question) -> None:
        self.once((point.id for point in question.points), "point", question.origin)
        ids = {point.id for point in question.points}
        extracts = {extract.id for extract in question.extracts}
        for point in question.points:
            self._point(point, ids)
            if point.extract:
                self.known(point.extract, extracts, "extract of this question", point.origin)
        worth = sorted((point.marks * point.at_most + point.explain_marks for point in question.points), reverse=True)
        total = sum(worth[: question.takes or None])
        if question.points and not question.levels and total < question.marks:
            message = f"the points of '{question.id}' are worth {total} marks, not {question.marks}"
            self.say(question.origin, message, "add points, or lower the marks", question.id)

    def _point(self, point: Point, ids: set[str]) -> None:
        self.texts(point.text, point.origin, "text")
        self.texts(point.says, point.origin, "says", needed=False)
        if sum(map(bool, (point.query, point.records, point.ideas))) != 1:
            message = f"the point '{point.id}' needs exactly one of query, records and ideas"
            self.say(point.origin, message, "say what earns its marks", point.id)
        if bool(point.query) != bool(point.asks):
            self.say(point.origin, f"the point '{point.id}' needs query and asks together", 'asks = "state"', point.id)
        if bool(point.explain) != bool(point.explain_marks):
            self.say(point.origin, f"'{point.id}' needs explain and explain_marks together", "explain_marks = 1")
        if point.pair:
            self.known(point.pair, ids - {point.id}, "point of this question", point.origin)
        for idea in (*point.ideas, *point.explain):
            self.known(idea, self.records.kinds["ideas"], "idea", point.origin)
        for mistake in point.unless:
            self.known(mistake, self.records.kinds["mistakes"], "mistake", point.origin)
        self.rests((*point.records, *point.rests_on), point.origin)
        if point.query:
            self.parties((*point.query.parties, *point.query.other), point.query.origin)
            pool = self.records.kinds["treaties" if point.query.kind is Sought.TREATY else "events"]
            for word in (*point.query.also, *point.query.never):
                self.known(word, pool, point.query.kind.value, point.query.origin)

    def _levels(self, question: Question) -> None:
        bands: list[tuple[int, Level]] = []
        for level in question.levels:
            self.texts(level.text, level.origin, "text")
            if len(level.marks) != 2 or level.marks[0] > level.marks[1]:
                self.say(level.origin, "a level has its lowest and its highest mark", "marks = [5, 8]")
                return
            bands.append((level.marks[0], level))
        for (_, one), (_, other) in pairwise(bands):
            if other.marks[0] != one.marks[1] + 1:
                self.say(other.origin, "the levels leave a gap or overlap", "begin where the level below ends")
        if question.levels and question.levels[-1].marks[1] != question.marks:
            self.say(question.origin, "the highest level does not end with the question's marks", mark=question.id)
        if question.levels and not question.points:
            self.say(question.origin, f"'{question.id}' has levels but no points to count", "add [[question.point]]")

    # -- lessons ------------------------------------------------------------------

    def lesson(self, lesson: Lesson) -> None:
        """A lesson, its aims and steps."""
        self.texts(lesson.title, lesson.origin, "title")
        self.rests(lesson.about, lesson.origin)
        for aim in lesson.aims:
            self.texts(aim, lesson.origin, "aim")
        if not lesson.steps or not lesson.aims:
            self.say(lesson.origin, f"the lesson '{lesson.id}' needs aims and steps", "add [[aim]] and [[step]]")
        for step in lesson.steps:
            self.texts(step.title, step.origin, "title")
            self.texts(step.text, step.origin, "text")
            self.look(step.look, step.origin)
            self.rests(step.records, step.origin)
            if step.question:
                self.known(step.question, self.records.kinds["questions"], "question", step.origin)


def _lines(*groups: Names) -> Iterator[str]:
    for group in groups:
        for lines in group.values():
            yield from lines
