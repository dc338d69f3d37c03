"""How words of an answer are compared with those of a wording: marks, spellings, compounds, negations inside a form."""

from __future__ import annotations

import pytest

from foedera.teaching.marking import reader_of
from foedera.teaching.tongue import language_of
from foedera.teaching.wording import worded
from tests.tiny import shipped


def states(text: str, line: str, language: str) -> bool:
    """Whether an answer in a language states what a line words."""
    answer = reader_of(shipped()).read(text, language)
    return any(not match.denied for match in worded(answer, {language: [line]}, {}, shipped()))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Liên Xô tránh được cuộc tấn công.", True),
        ("Lien Xo tranh duoc cuoc tan cong.", True),
        ("Chiến tranh đã lan khắp châu Âu.", False),
        ("Bức tranh này rất đẹp.", False),
    ],
)
def test_where_marks_are_tones_another_mark_is_another_word(text: str, found: bool) -> None:
    assert states(text, "tránh", "vi") is found


@pytest.mark.parametrize("text", ["Hai nước ký hoà ước.", "Hai nước kí hòa ước.", "Hai nước ký hòa ước."])
def test_two_spellings_of_a_syllable_are_one_word(text: str) -> None:
    assert states(text, "ký hòa_ước", "vi")


def test_a_part_of_a_longer_word_means_nothing_alone() -> None:
    assert states("Hitler định đánh Ba Lan.", "định", "vi")
    assert not states("Hiệp định có hiệu lực.", "định", "vi")
    assert states("Hiệp định có hiệu lực.", "hiệp_định", "vi")


@pytest.mark.parametrize(
    ("text", "line", "language"),
    [
        ("Moscow was not invited.", "not_invited", "en"),
        ("The League had no army.", "no_army", "en"),
        ("Liga rămăsese fără aliați.", "fără_aliați", "ro"),
    ],
)
def test_a_negation_that_is_part_of_a_form_does_not_deny_it(text: str, line: str, language: str) -> None:
    assert states(text, line, language)
    assert not states(text, line.rpartition("_")[2], language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("de co them thoi gian chuan bi danh nhau", "vi"),
        ("so bi co lap", "vi"),
        ("teama de izolare", "ro"),
        ("ca sa castige timp", "ro"),
        ("fear of isolation", "en"),
        ("buying time to rearm", "en"),
    ],
)
def test_a_short_answer_typed_without_marks_is_read_in_its_own_language(text: str, language: str) -> None:
    assert language_of(text) == (language, True)


def test_a_list_of_names_tells_no_language() -> None:
    assert not language_of("Germania, Letonia, Estonia")[1]


@pytest.mark.parametrize(
    ("text", "language", "subject"),
    [
        ("Lý do thứ nhất là Đức không muốn đánh hai mặt trận.", "vi", "germany"),
        ("Motivul principal este Germania, care voia timp.", "ro", "germany"),
        ("One reason was Germany's need of oil.", "en", "germany"),
    ],
)
def test_a_reason_that_is_announced_has_its_own_subject(text: str, language: str, subject: str) -> None:
    (sentence,) = reader_of(shipped()).read(text, language).sentences
    assert [one.named.mention.value for one in sentence.subjects][:1] == [subject]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("London wanted to win time, and the Kremlin refused.", ["united-kingdom", "soviet-union"]),
        ("The Nazis needed time.", ["germany"]),
        ("In Moscow they talked for days.", []),
        ("The treaty of Berlin was signed.", []),
    ],
)
def test_a_seat_of_government_is_a_subject_but_a_place_and_a_treaty_are_none(text: str, subjects: list[str]) -> None:
    (sentence,) = reader_of(shipped()).read(text, "en").sentences
    assert [one.named.mention.value for one in sentence.subjects] == subjects
