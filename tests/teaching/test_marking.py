"""How single answers are read: what is denied, hedged, listed, mistaken, misspelt; and on which words a mark rests."""

from __future__ import annotations

from typing import Any

import pytest

import foedera
from foedera.dossier.phrases import SENSES, Phrase, phrase
from foedera.errors import BadQuestion, UnknownName
from foedera.teaching.marking import mark, marked
from foedera.teaching.words import LANGUAGES, words_of
from tests import tiny
from tests.tiny import shipped

NAME, WHY = "cooperation-1920s", "why-stalin-signed"


def got(question: str, text: str) -> dict[str, Any]:
    return mark(shipped(), question, text, language="en")


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Germany, 1922", 2),
        ("The Treaty of Berlin with Germany, signed in 1926.", 2),
        ("In 1921 the USSR signed a trade agreement with Britain.", 2),
        ("Germania, 1922", 2),
        ("Cu Germania, la Rapallo, în anul 1922.", 2),
        ("Liên Xô đã ký hiệp ước Rapallo với Đức năm 1922.", 2),
        ("duc nam 1922", 2),
        ("Lithuania; 28 September 1926", 2),
        ("France stayed hostile, but Germany signed at Rapallo in 1922.", 2),
        ("Germany", 1),
        ("Germany, 1936", 1),
        ("1922", 0),
        ("France, 1935", 0),
        ("", 0),
    ],
)
def test_any_state_and_year_that_the_record_has_scores(text: str, marks: int) -> None:
    assert got(NAME, text)["marks"] == marks


@pytest.mark.parametrize(
    "text",
    [
        "The Soviet Union did not sign a treaty with Germany in 1922.",
        "The USSR never signed anything with Germany in 1922.",
        "Uniunea Sovietică nu a semnat un tratat cu Germania în 1922.",
        "Liên Xô không ký hiệp ước với Đức năm 1922.",
        "Did the USSR sign with Germany in 1922?",
        "The USSR signed with Germany in 1922. This is false.",
    ],
)
def test_what_is_denied_asked_or_called_false_scores_nothing(text: str) -> None:
    assert got(NAME, text)["marks"] == 0


def test_alternatives_count_only_where_all_are_right() -> None:
    assert got(NAME, "Germany in 1922 or 1926")["marks"] == 2
    assert got(NAME, "Germany in 1922 or 1923")["marks"] == 1
    assert got(NAME, "Germany or Portugal, 1922")["marks"] == 0
    assert "alternatives" in got(NAME, "Germany in 1922 or 1923")["points"][1]["because"]


def test_of_a_list_the_first_counts() -> None:
    assert got(NAME, "Spain (1923), Germany (1922)")["marks"] == 0
    assert got(NAME, "Germany (1922), Spain (1923)")["marks"] == 2


def test_a_year_counts_only_with_the_treaty_it_belongs_to() -> None:
    assert got(NAME, "Lithuania, 1922")["marks"] == 1


def test_every_mark_rests_on_words_of_the_answer_and_on_a_record_with_a_source() -> None:
    text = "Stalin hoped to buy time, since the purges had weakened the Red Army."
    for point in got(WHY, text)["points"]:
        if point["awarded"]:
            start, end = point["span"]
            assert text[start:end] in point["words"] and point["words"][0]
            assert any(record["sources"] for record in point["record"])


@pytest.mark.parametrize(
    "text",
    [
        "Stalin wanted to gain time because the Red Army had been weakened by the purges.",
        "The purges had weakened the Red Army, so the pact bought Stalin some time.",
        "because the red army was weakened by the purges stalin needed more time",
        "Stalin a vrut să câștige timp, fiindcă armata era slăbită de epurări.",
        "stalin a vrut sa castige timp fiindca armata era slabita de epurari",
        "Stalin muốn tranh thủ thời gian vì quân đội đã suy yếu do các cuộc thanh trừng.",
    ],
)
def test_a_reason_with_its_explanation_scores_however_it_is_worded(text: str) -> None:
    point = next(p for p in got(WHY, text)["points"] if p["point"] == "time")
    assert (point["awarded"], point["of"]) == (3, 3), point["because"]


def test_a_reason_without_explanation_scores_what_the_scheme_gives_for_it() -> None:
    assert got(WHY, "He wanted to buy time.")["marks"] == 2


@pytest.mark.parametrize(
    "text",
    [
        "Stalin did not want to gain time.",
        "Stalin nu voia să câștige timp.",
        "Stalin không muốn tranh thủ thời gian.",
        "It is false that Stalin wanted to gain time.",
        "Stalin wanted to gain time, which is not true.",
    ],
)
def test_a_reason_that_is_denied_scores_nothing(text: str) -> None:
    assert got(WHY, text)["marks"] == 0


def test_not_only_denies_nothing() -> None:
    assert got(WHY, "Stalin wanted not only to gain time.")["marks"] == 2


def test_a_denied_reason_does_no_harm_to_another() -> None:
    text = "Stalin did not trust the West, and he wanted to gain time."
    assert {p["point"] for p in got(WHY, text)["points"] if p["awarded"]} >= {"time"}


def test_only_the_two_best_reasons_count() -> None:
    model = shipped().questions[WHY].model["en"]
    assert got(WHY, model + " Stalin also wanted to avoid war with Germany and Japan at once.")["marks"] == 6


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In August 1939 Lithuania was placed in the Soviet sphere.", "German sphere"),
        ("Eden led the British talks in Moscow in 1939.", ""),
        ("The Nazi-Soviet Pact was signed in 1941.", "23 August 1939"),
        ("Pactul Ribbentrop-Molotov a fost semnat în 1941.", "23 August 1939"),
        ("Hiệp ước Molotov-Ribbentrop được ký năm 1941.", "23 August 1939"),
    ],
)
def test_common_mistakes_are_recognised_with_what_the_record_says(text: str, words: str) -> None:
    found = got(WHY, text)["mistakes"]
    assert found and any(words in slip["says"] for slip in found)
    assert all(slip["words"] in " ".join(text.split()) for slip in found)


@pytest.mark.parametrize(
    "text",
    [
        "In August 1939 Lithuania was placed in the German sphere, and in September in the Soviet one.",
        "Eden was not Foreign Secretary in 1939; Halifax was.",
        "The Pact was signed on 23 August 1939; in June 1941 Germany attacked.",
    ],
)
def test_what_is_right_is_no_mistake(text: str) -> None:
    assert got(WHY, text)["mistakes"] == []


def test_the_marker_says_what_it_cannot_judge() -> None:
    other = "Stalin signed because he wanted to please the composers of the Bolshoi theatre."
    assert any(other in open_["words"] for open_ in got(WHY, other)["cannot_judge"])
    assert got(WHY, "   ")["cannot_judge"]
    assert got(WHY, "Сталин хотел выиграть время, потому что армия была слаба после чисток.")["cannot_judge"]
    essay = next(q for q in shipped().questions.values() if q.levels)
    assert any("teacher" in open_["because"] for open_ in got(essay.id, "Overall.")["cannot_judge"])


def test_reasons_are_told_in_the_language_of_the_answer() -> None:
    assert "nu apare" in mark(shipped(), WHY, "Stalin voia să câștige timp și nimic altceva.")["points"][1]["because"]


def test_an_answer_is_read_in_its_own_letters_and_offsets() -> None:
    text = "🙂 Stalin wanted to buy time."
    start, end = next(p for p in got(WHY, text)["points"] if p["awarded"])["span"]
    assert text[start:end] == "buy time"


def test_a_question_is_found_by_its_other_names_and_a_wrong_name_says_what_is_near() -> None:
    assert mark(shipped(), "exam-2", "")["question"] == WHY
    with pytest.raises(
        UnknownName, match="the record knows no question called 'why-stalin-sings'; nearest: why-stalin"
    ):
        mark(shipped(), "why-stalin-sings", "")


def test_an_answer_that_is_too_long_is_refused_with_a_sentence() -> None:
    with pytest.raises(BadQuestion, match="the answer has 70,000 characters; at most 60,000 are read"):
        mark(shipped(), WHY, "x" * 70_000)


# -- levels, on a record written for the purpose -----------------------------------------

ESSAY = """
--- ideas.toml
[[idea]]
id = "fear"
title.en = "Alba feared Bela"
words.en = ["fear* {bela}"]
[[idea]]
id = "army"
title.en = "Bela had a large army"
words.en = ["large|big army"]
[[idea]]
id = "trade"
title.en = "Alba lived by trade"
words.en = ["trade* live*|profit*"]
--- questions.toml
[[question]]
id = "essay"
kind = "essay"
text.en = "Was Alba afraid?"
marks = 9
about = ["alba"]
[[question.point]]
id = "yes"
marks = 1
text.en = "it feared Bela"
ideas = ["fear"]
explain = ["army"]
explain_marks = 1
side = "for"
[[question.point]]
id = "no"
marks = 2
text.en = "it thought of trade"
ideas = ["trade"]
side = "against"
[[question.level]]
marks = [1, 3]
text.en = "one side is asserted"
needs = { points = 1 }
[[question.level]]
marks = [4, 6]
text.en = "a side is explained"
needs = { points = 1, explained = 1 }
[[question.level]]
marks = [7, 9]
text.en = "both sides and a judgement"
needs = { points = 2, explained = 1, sides = 2, judgement = true }
"""


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Nothing is known of it.", 0),
        ("Alba feared Bela.", 1),
        ("Alba feared Bela, which had a large army.", 2),
        ("Alba feared Bela, which had a large army. But its traders lived by profits of trade.", 2),
        ("Alba feared Bela, with its large army. But trade was what it lived by. Overall it was afraid.", 2),
        (
            "Alba feared Bela, with its large army. But it lived by trade. Overall fear is stronger, since it is near.",
            3,
        ),
    ],
)
def test_an_essay_reaches_the_level_whose_needs_it_meets(tmp_path: Any, text: str, level: int) -> None:
    dossier = tiny.read(tmp_path, ESSAY)
    found = marked(dossier, dossier.questions["essay"], text, "en")
    assert found["level"]["level"] == level
    low, high = found["level"]["range"]
    assert low <= found["marks"] <= high
    assert ("lacks" in found["level"]["because"]) == (level < 3)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("London and Paris.", 2),
        ("Poland could count on London and on Paris, but not on Rome.", 2),
        ("The agreement was signed in London and the alliance in Paris.", 0),
    ],
)
def test_the_seat_of_a_government_stands_for_its_state_where_it_is_no_mere_place(text: str, marks: int) -> None:
    assert got("casus-belgium-1940", text)["marks"] == marks


@pytest.mark.parametrize(
    ("name", "text", "marks"),
    [
        ("casus-germany-attacks-czechoslovakia", "France at once, the Soviet Union only if France helps.", 2),
        ("casus-germany-attacks-czechoslovakia", "The Soviet Union at once. France only once Moscow has acted.", 0),
        ("barthou-successor", "Barthou was shot, and Laval took his place.", 2),
        ("barthou-successor", "Laval was shot, and Barthou took his place.", 0),
    ],
)
def test_names_in_each_other_s_place_score_nothing(name: str, text: str, marks: int) -> None:
    assert got(name, text)["marks"] == marks


def test_python_has_the_same_functions() -> None:
    assert foedera.mark(shipped(), NAME, "Germany, 1922")["marks"] == 2
    assert foedera.question(shipped(), NAME)["points"]
    assert foedera.quiz(shipped(), number=2, seed=1) == foedera.quiz(shipped(), number=2, seed=1)
    assert foedera.lessons(shipped())["lessons"]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Stalin was not ready for war.", 2),
        ("Hitler was not ready for war.", 0),
        ("Hitler begged Stalin, and needed two more years to rebuild his army.", 0),
        ("The German attack was put off, so that the Red Army could be rebuilt.", 3),
        ("Stalin voia să câștige timp.", 2),
        ("Hitler voia să câștige timp.", 0),
        ("Stalin muốn có thêm thời gian.", 2),
        ("Hitler muốn có thêm thời gian.", 0),
    ],
)
def test_a_reason_told_of_another_state_or_its_people_scores_nothing(text: str, marks: int) -> None:
    assert got(WHY, text)["marks"] == marks


def test_a_sense_stands_for_its_words_in_every_language() -> None:
    for text in (
        "The Finns spurned the exchange.",
        "Finlandezii s-au opus schimbului de teritorii.",
        "Phần Lan khước từ việc đổi đất.",
    ):
        assert got("winter-war-two-reasons", text)["marks"] >= 2, text


def test_every_language_lists_the_words_of_every_sense_and_no_other() -> None:
    for language in LANGUAGES:
        senses = words_of(language)["senses"]
        assert set(senses) == set(SENSES)
        assert all(isinstance(phrase(words), Phrase) for words in senses.values())


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Source A speaks of a popular revolution that asked to join. Source B says they were occupied.", 4),
        ("Source B speaks of a popular revolution that asked to join. Source A says they were occupied.", 0),
        (
            "The first source tells of a revolution of the people who wanted to join, the second source of annexation.",
            4,
        ),
        ("There was a popular revolution that asked to join; they were occupied.", 4),
        ("Sursa B spune că poporul a cerut unirea. Sursa A spune că statele au fost ocupate.", 0),
    ],
)
def test_what_is_said_of_the_other_source_scores_nothing(text: str, marks: int) -> None:
    assert got("sources-baltic-1940", text)["marks"] == marks


def test_a_statement_taken_back_by_the_next_sentence_scores_nothing() -> None:
    text = "Poland refused to let the Red Army pass. In fact, that is wrong."
    assert got("moscow-talks-fail", text)["marks"] == 0


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("hitler-pact-two-reasons", "He remembered those who had had to fight France and Russia at the same time."),
        ("eastern-pact-fails", "Both Germany and Poland rejected the plan."),
    ],
)
def test_the_second_of_two_listed_names_is_no_subject_of_its_own(question: str, text: str) -> None:
    assert got(question, text)["marks"] >= 2
