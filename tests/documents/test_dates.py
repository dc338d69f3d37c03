"""Dates in twelve languages, resolved to EDTF."""

from __future__ import annotations

import pytest

from tests.documents.readings import dates, of

#: Language, sentence, values: calendar knowledge, worked out by hand.
CASES = [
    (
        "en",
        "It was signed on the 23th august 1939, and three days later the guests left.",
        ["1939-08-23", "1939-08-26"],
    ),
    ("en", "Talks ran through the spring and summer of 1939.", ["1939-21/1939-22"]),
    ("en", "On May 2, 1935 they signed; on 16 May they dined; the year may bring more.", ["1935-05-02", "1935-05-16"]),
    ("en", "From 1924 to 1928, in 1939–40 and in the late 1930s.", ["1924/1928", "1939/1940", "193X"]),
    ("en", "In the nineteenth century and around 1905.", ["18XX", "1905~"]),
    (
        "en",
        "Between 14 and 17 June 1940 the notes came; the next day all was over.",
        ["1940-06-14/1940-06-17", "1940-06-18"],
    ),
    ("en", "On the twenty-third of August 1939. In the following year.", ["1939-08-23", "1940"]),
    ("en", "It came on 3 IX 1939, not on 1939-09-04 nor on 5.9.1939.", ["1939-09-03", "1939-09-04", "1939-09-05"]),
    ("ro", "La 19 august 1939 au semnat; patru zile mai târziu s-au despărţit.", ["1939-08-19", "1939-08-23"]),
    ("ro", "În vara anului 1940, apoi în anii 1930 şi între 1939 şi 1941.", ["1940-22", "193X", "1939/1941"]),
    ("ro", "La 22.VI.1941, iar a doua zi; în septembrie 1944.", ["1941-06-22", "1941-06-23", "1944-09"]),
    (
        "vi",
        "Ngày 1 tháng 9 năm 1939 họ đến, và ngày 17 tháng 9 họ đi. Ba ngày sau thì hết.",
        ["1939-09-01", "1939-09-17", "1939-09-20"],
    ),
    ("vi", "Mùa xuân năm 1940, rồi tháng 11 năm đó.", ["1940-21", "1940-11"]),
    ("vi", "Vào những năm 80 của thế kỷ 20 và ngày 23 tháng 8, 1939.", ["198X", "1939-08-23"]),
    ("de", "Am 23. August 1939 und vom 1. bis 17. September 1939.", ["1939-08-23", "1939-09-01/1939-09-17"]),
    (
        "de",
        "Im Frühjahr 1940; in den 1930er Jahren; am 3. Mai 1941, zwei Tage später.",
        ["1940-21", "193X", "1941-05-03", "1941-05-05"],
    ),
    (
        "fr",
        "Le 1er septembre 1939, puis du 10 au 12 mai 1940 et le lendemain.",
        ["1939-09-01", "1940-05-10/1940-05-12", "1940-05-13"],
    ),
    ("fr", "Dans les années 1930, en août 1939, au printemps 1940.", ["193X", "1939-08", "1940-21"]),
    ("ru", "23 августа 1939 года, в сентябре 1939 г. и осенью 1940 года.", ["1939-08-23", "1939-09", "1940-23"]),
    (
        "ru",
        "17 сентября 1939 года начали, через три дня кончили; в 1930-х годах.",
        ["1939-09-17", "1939-09-20", "193X"],
    ),
    ("uk", "23 серпня 1939 року, у вересні 1939 р. і навесні 1940 року.", ["1939-08-23", "1939-09", "1940-21"]),
    ("pl", "23 sierpnia 1939 r., we wrześniu 1939 roku, jesienią 1940 roku.", ["1939-08-23", "1939-09", "1940-23"]),
    (
        "pl",
        "1 IX 1939 i w latach trzydziestych; 5 maja 1941, trzy dni później.",
        ["1939-09-01", "193X", "1941-05-05", "1941-05-08"],
    ),
    (
        "fi",
        "Sopimus tehtiin 23. elokuuta 1939, sitten syyskuussa 1939 ja keväällä 1940.",
        ["1939-08-23", "1939-09", "1940-21"],
    ),
    (
        "fi",
        "Vuonna 1941 ja 1930-luvulla; 17. syyskuuta 1939, kolme päivää myöhemmin.",
        ["1941", "193X", "1939-09-17", "1939-09-20"],
    ),
    (
        "et",
        "Leping tehti 23. augustil 1939, siis 1939. aasta septembris ja 1940. aastal.",
        ["1939-08-23", "1939-09", "1940"],
    ),
    ("fi", "Marraskuun 30. päivänä 1939.", ["1939-11-30"]),
    ("et", "1940. aasta suvel ja 1930. aastatel.", ["1940-22", "193X"]),
    ("lv", "1939. gada 23. augustā, 1940. gada jūnijā un 1941. gadā.", ["1939-08-23", "1940-06", "1941"]),
    ("lv", "1940. gada vasarā; 1940. gada 17. jūnijā, trīs dienas vēlāk.", ["1940-22", "1940-06-17", "1940-06-20"]),
    ("lt", "1939 m. rugpjūčio 23 d., 1940 m. birželį ir 1941 metais.", ["1939-08-23", "1940-06", "1941"]),
    ("lt", "1940 m. vasarą; 1940 m. birželio 15 d., kitą dieną.", ["1940-22", "1940-06-15", "1940-06-16"]),
]


@pytest.mark.parametrize(("language", "sentence", "values"), CASES)
def test_a_date_is_resolved_in_its_language(language: str, sentence: str, values: list[str]) -> None:
    assert dates(sentence, language) == values


def test_a_date_without_year_says_where_its_year_comes_from() -> None:
    second = of("He came on 3 May 1940. He left on 5 June.", "en").reading.mentions[-1]
    assert (second.value, second.how) == ("1940-06-05", "the year is that of 1940-05-03, before it")


def test_at_the_beginning_the_year_is_that_of_the_next_date() -> None:
    first = of("On 5 June he left. On 7 July 1940 he was back.", "en").reading.mentions[0]
    assert (first.value, first.how) == ("1940-06-05", "the year is that of the next date, 1940")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Italy left in December 1937, four years after Japan."),
        ("fr", "L'Italie partit en décembre 1937, quatre ans après le Japon."),
        ("de", "Italien trat im Dezember 1937 aus, vier Jahre nach Japan."),
        ("ro", "Italia a plecat în decembrie 1937, patru ani după Japonia."),
    ],
)
def test_years_after_something_without_a_date_are_no_date(language: str, text: str) -> None:
    assert dates(text, language) == ["1937-12"]


def test_days_after_with_nothing_named_count_from_the_date_before() -> None:
    assert dates("They signed on 23 August 1939. Two days after, Britain signed too.", "en")[1:] == ["1939-08-25"]


def test_days_after_a_named_treaty_count_from_its_signature() -> None:
    assert dates("They met two days after the Nazi-Soviet Pact.", "en") == ["1939-08-25"]


def test_a_day_that_the_calendar_lacks_is_no_date() -> None:
    assert dates("On 31 February 1939 and on 30.2.1940 nothing was signed.", "en") == []


def test_a_number_of_tanks_is_no_year() -> None:
    assert dates("The army had 1939 tanks and 1941 km of road.", "en") == []


def test_the_verbs_may_and_march_are_no_months() -> None:
    assert dates("In 1939 they may march in may.", "en") == ["1939"]
