"""Questions, ideas, mistakes and lessons: what `foedera check` says of their faults, and what the shipped ones hold."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import foedera
from foedera.dossier.phrases import Phrase, phrase
from foedera.interfaces import cli
from foedera.interfaces.demonstrate import printed_by
from tests.tiny import shipped, write

IDEA = '[[idea]]\nid = "fear"\ntitle.en = "fear"\nwords.en = ["fear* {bela}"]\n'
POINT = '[[question.point]]\nid = "p"\nmarks = 1\ntext.en = "fear"\nideas = ["fear"]\n'
HEAD = '[[question]]\nid = "q"\nkind = "explain"\nmarks = 1\nabout = ["alba"]\ntext.en = "Why?"\n'
RIGHT = {"a": "right = true\n", "b": "", "c": ""}
OPTIONS = "".join(f'[[question.option]]\ntext.en = "{w}"\nwhy.en = "so"\n{right}' for w, right in RIGHT.items())
LESSON = (
    'number = 1\nminutes = 10\ntitle.en = "A tour"\n[[aim]]\nen = "You know."\n'
    '[[step]]\ntitle.en = "One"\ntext.en = "Look."\nlook = "atlas?day=1930-01-01"\n'
)


def problems(folder: Path, *, ideas: str = IDEA, questions: str = HEAD + POINT, lesson: str = LESSON) -> list[str]:
    text = f"--- ideas.toml\n{ideas}\n--- questions.toml\n{questions}\n--- lessons/tour.toml\n{lesson}\n"
    _, found = foedera.read_dossier(write(folder, text))
    return [f"{problem.message} | {problem.hint}" for problem in found]


def test_a_sound_question_has_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path) == []


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"ideas": IDEA.replace("{bela}", "{zeta}")}, "the record holds no 'zeta'"),
        ({"ideas": IDEA.replace("{bela}", "{bela")}, "'{bela' opens or closes a brace alone"),
        ({"ideas": IDEA.replace("{bela}", "{1930-13}")}, "'1930-13' is neither a record nor a date"),
        ({"ideas": IDEA.replace("fear* {bela}", "fe*ar")}, "'fe*ar' is no word"),
        ({"ideas": IDEA.replace("{bela}", "{@league}")}, "'@league' is a set of states that the record does not know"),
        ({"ideas": IDEA.replace("fear* {bela}", "<dread> {bela}")}, "'<dread>' is no sense; the senses are refuse"),
        ({"ideas": IDEA + 'by = ["zeta"]\n'}, "'zeta' is a state that the record does not know"),
        ({"questions": HEAD + POINT + 'extract = "A"\n'}, "'A' is an extract of this question that the record"),
        ({"ideas": IDEA.replace("words.en", "words.ro")}, "'fear' has no wording in en"),
        ({"questions": HEAD}, "'q' needs exactly one of points, options and order"),
        ({"questions": HEAD + POINT + OPTIONS}, "'q' needs exactly one of points, options and order"),
        ({"questions": HEAD + OPTIONS.replace("right = true\n", "")}, "'q' has 0 right of 3 options"),
        ({"questions": HEAD + POINT.replace('["fear"]', '["hope"]')}, "'hope' is an idea that the record"),
        ({"questions": HEAD + POINT.replace("ideas", "records")}, "the record holds no 'fear'"),
        ({"questions": HEAD + POINT + 'records = ["alba"]\n'}, "needs exactly one of query, records and ideas"),
        ({"questions": HEAD.replace("marks = 1", "marks = 4") + POINT}, "the points of 'q' are worth 1 marks, not 4"),
        ({"questions": HEAD + POINT + 'explain = ["fear"]\n'}, "'p' needs explain and explain_marks together"),
        ({"questions": HEAD + POINT + 'pair = "x"\n'}, "'x' is a point of this question that the record does not know"),
        ({"questions": HEAD.replace('["alba"]', "[]") + POINT}, "'q' is about no record"),
        ({"questions": HEAD.replace('text.en = "Why?"', 'text.fr = "Pourquoi ?"') + POINT}, "'text' is missing in en"),
        ({"questions": HEAD + 'look = "map?day=1930-01-01"\n' + POINT}, "'map' is a view of the atlas that the record"),
        ({"questions": HEAD.replace("explain", "order") + 'order = ["x"]\n'}, "'x' is a treaty or event"),
        ({"lesson": LESSON.replace("1930-01-01", "2030-01-01")}, "2030-01-01 is outside the record"),
        ({"lesson": LESSON.replace("1930-01-01", "soon")}, "'soon' is not a day"),
        ({"lesson": LESSON + 'question = "x"\n'}, "'x' is a question that the record does not know"),
        ({"lesson": LESSON.partition("[[step]]")[0] + "step = []\n"}, ""),
    ],
)  # fmt: skip
def test_each_fault_is_named_with_its_remedy(tmp_path: Path, changed: dict[str, str], says: str) -> None:
    found = problems(tmp_path, **changed)
    assert any(says in problem for problem in found), found


def test_levels_leave_no_gap_and_end_with_the_marks(tmp_path: Path) -> None:
    level = '[[question.level]]\nmarks = [{}]\ntext.en = "l"\nneeds = {{ points = 1 }}\n'
    found = problems(tmp_path, questions=HEAD + POINT + level.format("1, 2") + level.format("4, 5"))
    assert any("the levels leave a gap or overlap" in problem for problem in found)
    assert any("the highest level does not end with the question's marks" in problem for problem in found)


def test_items_of_an_order_do_not_run_backwards(tmp_path: Path) -> None:
    order = HEAD.replace("explain", "order") + 'order = ["late", "early"]\n'
    items = '[question.items]\nlate = { en = "l" }\nearly = { en = "e" }\n'
    event = '[[event]]\nid = "{}"\ndate = {}\ntitle = "t"\n'
    text = f"--- questions.toml\n{order}{items}\n--- events/x.toml\n" + event.format("late", "1931-01-01")
    _, found = foedera.read_dossier(write(tmp_path, text + event.format("early", "1930-01-01")))
    assert [p.message for p in found] == ["'early' does not come after 'late'"]


def test_a_phrase_is_read_into_its_parts() -> None:
    found = phrase("> gain*|buy* NOT thời_gian|{1939-08}|re-arm*")
    assert isinstance(found, Phrase) and found.ordered and len(found.slots) == 3
    assert found.slots[0][0].words == (("gain", True),) and found.slots[1][0].negation
    assert found.slots[2][0].words == (("thời", False), ("gian", False)) and found.records == ("1939-08",)
    assert found.slots[2][2].words == (("re", False), ("arm", True))


# -- the shipped ones ----------------------------------------------------------------------


def test_there_are_at_least_120_questions_of_every_kind_and_eight_lessons() -> None:
    questions = shipped().questions.values()
    kinds = Counter(question.kind.value for question in questions)
    assert len(questions) >= 122 and {"exam-1", "exam-2"} <= {alias for q in questions for alias in q.aliases}
    wanted = ("name", "explain", "sources", "map", "order", "puzzle", "whynot", "known", "essay")
    assert all(kinds[kind] >= 4 for kind in wanted), kinds
    assert sorted(lesson.number for lesson in shipped().lessons.values()) == list(range(1, 9))
    for lesson in shipped().lessons.values():
        assert len(lesson.aims) >= 2 and len(lesson.steps) >= 4
        assert any(step.question for step in lesson.steps) and any("day=" in step.look for step in lesson.steps)


PROVEN = [(q.id, demo.run) for q in shipped().questions.values() for demo in q.demos]


@pytest.mark.parametrize(("name", "run"), PROVEN, ids=[f"{name}-{n}" for n, (name, _) in enumerate(PROVEN)])
def test_the_proof_of_a_question_shows_what_it_says(name: str, run: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "load", lambda name=None: shipped())
    demo = next(demo for demo in shipped().questions[name].demos if demo.run == run)
    printed = printed_by(demo.run, "interwar", cli.app)
    assert (demo.shows or demo.hides) and not [text for text in demo.shows if text not in printed]
    assert not [text for text in demo.hides if text in printed]
