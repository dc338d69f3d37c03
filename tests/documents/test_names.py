"""Names of the record in twelve languages, inflected, ambiguous, nested."""

from __future__ import annotations

import pytest

from foedera.documents import Gazetteer, Text, read
from tests.documents.readings import names, of
from tests.tiny import shipped

CASES = [
    ("en", "France and the Soviet Union met Polish envoys.", ["france", "soviet-union", "poland"]),
    (
        "ro",
        "Armata Uniunii Sovietice intră în Finlanda, iar diplomaţii germani tac.",
        ["soviet-union", "finland", "germany"],
    ),
    (
        "vi",
        "Anh và Pháp tuyên chiến với Đức; Mỹ và Ý chờ đợi.",
        ["united-kingdom", "france", "germany", "united-states", "italy"],
    ),
    (
        "de",
        "Die Regierung Polens sprach mit Frankreich über die sowjetische Note.",
        ["poland", "france", "soviet-union"],
    ),
    (
        "fr",
        "L'Allemagne et la Pologne négocient; les diplomates soviétiques attendent.",
        ["germany", "poland", "soviet-union"],
    ),
    (
        "ru",
        "Между Германией и Советским Союзом; польские войска и Францию.",
        ["germany", "soviet-union", "poland", "france"],
    ),
    ("uk", "Між Німеччиною та Радянським Союзом; у Польщі.", ["germany", "soviet-union", "poland"]),
    ("pl", "Między Związkiem Radzieckim a Francją; w Finlandii.", ["soviet-union", "france", "finland"]),
    ("fi", "Neuvostoliiton ja Saksan välillä; Suomessa ja Virosta.", ["soviet-union", "germany", "finland", "estonia"]),
    ("et", "Nõukogude Liidu ja Saksamaaga; Soomele ja Lätis.", ["soviet-union", "germany", "finland", "latvia"]),
    ("lv", "Padomju Savienības un Vācijas starpā; Somijā un Poliju.", ["soviet-union", "germany", "finland", "poland"]),
    (
        "lt",
        "Tarp Vokietijos ir Sovietų Sąjungos; Suomijoje, Lenkiją.",
        ["germany", "soviet-union", "finland", "poland"],
    ),
]


@pytest.mark.parametrize(("language", "sentence", "ids"), CASES, ids=[case[0] for case in CASES])
def test_states_are_found_in_their_inflected_forms(language: str, sentence: str, ids: list[str]) -> None:
    assert [id_ for _, id_ in names(sentence, language)] == ids


def test_irregular_forms_are_names_of_the_record() -> None:
    polish = names("Rządy Niemiec, Włoch, Węgier, Wielkiej Brytanii i Stanów Zjednoczonych.", "pl")
    assert [id_ for _, id_ in polish] == ["germany", "italy", "hungary", "united-kingdom", "united-states"]


def test_vietnamese_syllables_that_also_name_states_are_told_apart() -> None:
    assert names("Ý kiến của anh em là: Đức tin, pháp luật và mỹ thuật.", "vi") == []
    assert names("Cô Nguyễn Thị Nga gặp đại sứ Nga.", "vi") == [("Nga", "soviet-union")]


def test_a_syllable_for_a_people_or_language_is_an_adjective() -> None:
    mention = next(m for m in of("Báo viết bằng tiếng Pháp.", "vi").reading.mentions if m.type == "state")
    assert (mention.text, mention.value, mention.form) == ("tiếng Pháp", "france", "adjective")


def test_a_combining_form_needs_its_hyphen_and_else_may_be_a_person() -> None:
    found = of("The Franco-British note reached General Franco.", "en").reading.mentions
    assert [(m.text, m.type, m.value) for m in found][:1] == [("Franco", "state", "france")]
    assert ("person", "franco") in [(m.type, m.value) for m in found]


def test_the_parties_in_the_name_of_a_treaty_are_marked_too() -> None:
    found = of("They read the Nazi-Soviet Pact.", "en").reading.mentions
    assert [(m.type, m.text) for m in found] == [("treaty", "Nazi-Soviet Pact"), ("state", "Soviet")]


def test_a_person_written_small_counts_where_the_document_names_him_elsewhere() -> None:
    assert names("Stalin spoke. Then stalin left.", "en", "person") == [("Stalin", "stalin"), ("stalin", "stalin")]
    assert names("then stalin left.", "en", "person") == []


def test_a_capital_is_a_place_that_may_stand_for_its_government() -> None:
    mention = next(m for m in of("Berlin answered at once.", "en").reading.mentions)
    assert (mention.type, mention.value) == ("place", "germany")
    assert "stand for" in mention.how


def test_a_state_of_other_years_is_a_place() -> None:
    assert names("In 1939 they entered Ukraine.", "en") == []
    assert ("Ukraine", "ukraine") in names("In 1919 they entered Ukraine.", "en", "state")


def test_plain_words_that_also_name_states_are_left_alone() -> None:
    assert names("They ate turkey from china and polish the floor.", "en") == []


def test_unknown_persons_and_treaties_are_listed_with_the_nearest_known() -> None:
    found = of("Ambassador Hans Vogelweide read the Treaty Kleinfurt to Marshal Semion Timoshenkov.", "en").candidates
    assert next((c.type, c.text) for c in found if c.type == "person") == ("person", "Hans Vogelweide")
    assert ("treaty", "Treaty Kleinfurt") in [(c.type, c.text) for c in found]


@pytest.mark.parametrize(
    ("language", "sentence", "found"),
    [
        ("ro", "Guvernul U.R.S.S. tace.", [("U.R.S.S.", "soviet-union")]),
        ("fr", "L'U. R. S. S. se tait.", [("U. R. S. S.", "soviet-union")]),
        ("vi", "Quân đội Liên-xô và Phần-lan.", [("Liên-xô", "soviet-union"), ("Phần-lan", "finland")]),
        ("uk", "Берестя: Австро-Угорщина мовчала.", []),
    ],
)
def test_states_are_found_as_they_were_once_written(language: str, sentence: str, found: list[tuple[str, str]]) -> None:
    assert names(sentence, language) == found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Austria-Hungary declared war."),
        ("de", "Österreich-Ungarn erklärte den Krieg."),
        ("fr", "L'Autriche-Hongrie déclare la guerre."),
        ("ro", "Austro-Ungaria a declarat război."),
        ("ru", "Австро-Венгрия объявила войну."),
    ],
)
def test_what_most_records_do_not_know_is_found_where_a_record_has_it(language: str, text: str) -> None:
    document = Text("note", "txt", text)
    in_1914 = read(document, Gazetteer(shipped("july-1914")), language)
    later = read(document, Gazetteer(shipped()), language)
    assert [mention.value for mention in in_1914.mentions] == ["austria-hungary"]
    assert not any(mention.type == "state" for mention in later.mentions)


def test_a_set_of_states_that_is_written_small_is_found_small() -> None:
    assert names("Protocolul lăsa țările baltice Moscovei.", "ro")[0] == ("țările baltice", "@baltic-state")
