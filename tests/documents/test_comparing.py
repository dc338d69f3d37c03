"""Passages linked to the record, and held against it."""

from __future__ import annotations

import csv
import io
from xml.dom import minidom

from foedera.days import read_day, read_edtf
from foedera.documents import claims, matrix, page, proposals, tei, told, web_annotations
from foedera.documents.comparing import compared
from tests.documents.readings import gazetteer, of

PACT = "1939-08-23-german-soviet-nonaggression"


def kinds(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    return [(c.kind, c.record, c.says) for c in of(text, language).comparisons]


def test_a_date_on_another_day_contradicts() -> None:
    assert ("contradicts", PACT, "1939-08-24") in kinds("The Nazi-Soviet Pact was signed on 24 August 1939.")


def test_a_month_that_holds_the_day_is_less_precise() -> None:
    assert ("less-precise", PACT, "1939-08") in kinds("The Nazi-Soviet Pact was signed in August 1939.")


def test_dates_contradict_only_where_they_are_disjoint_at_both_precisions() -> None:
    assert compared(read_edtf("1939-08"), read_edtf("1939-08-23")) == "less-precise"
    assert compared(read_edtf("1939-08-23"), read_edtf("1939-08")) == "more-precise"
    assert compared(read_edtf("1939-08-24"), read_edtf("1939-08-23")) == "contradicts"
    assert compared(read_edtf("1938~"), read_edtf("1939")) == "supports"


def test_a_completed_year_contradicts_nothing() -> None:
    text = "In 1935 much was said. The Nazi-Soviet Pact was signed on 23 August."
    assert [kind for kind, _, _ in kinds(text)] == []


def test_a_document_that_dates_one_treaty_twice_contradicts_itself() -> None:
    text = "The Nazi-Soviet Pact was signed on 23 August 1939. The Nazi-Soviet Pact was signed on 24 August 1939."
    assert [kind for kind, _, _ in kinds(text)] == ["supports", "contradicts", "contradicts-itself"]


def test_the_pact_is_the_one_spoken_of_before() -> None:
    found = of("The Nazi-Soviet Pact was secretly prepared. The pact was signed on 23 August 1939.", "en")
    assert [(link.id, link.how) for link in found.passages[-1].links] == [(PACT, "the one spoken of before")]


def test_a_treaty_is_known_by_parties_kind_and_date_and_its_protocol_by_its_name() -> None:
    text = "On 23 August 1939 Germany and the Soviet Union signed a non-aggression treaty with a secret protocol."
    assert [(link.id, link.clause) for link in of(text, "en").passages[0].links] == [(PACT, "secret")]


def test_another_kind_than_the_title_names_is_another_wording() -> None:
    found = kinds("The non-aggression treaty between the Soviet Union and Japan was signed on 13 April 1941.")
    assert ("different-wording", "1941-04-13-soviet-japanese-neutrality", "non-aggression") in found


def test_an_annexation_under_another_name_is_another_wording() -> None:
    found = kinds("In August 1940 the reunion of Estonia with the Soviet Union was celebrated.")
    assert ("different-wording", "1940-08-06-soviet-union-annexes-estonia", "reunion") in found


def test_a_signing_that_the_record_lacks_is_said_and_proposed() -> None:
    document = of("Poland signed an agreement on trade on 3 March 1937.", "en")
    assert [c.kind for c in document.comparisons] == ["not-in-record"]
    patch = next(proposals(document, gazetteer()))
    assert patch["file"] == "events/1937.toml"
    assert "date = 1937-03-03" in patch["patch"] and 'at = "l1"' in patch["patch"]


def test_a_contradiction_is_proposed_as_a_difference_of_sources() -> None:
    patch = next(proposals(of("The Nazi-Soviet Pact was signed on 24 August 1939.", "en"), gazetteer()))
    assert PACT in patch["file"]
    assert 'point = "signed", value = "1939-08-24"' in patch["patch"]


def test_two_documents_that_name_one_annexation_differently_are_set_side_by_side() -> None:
    one = of("In August 1940 the reunion of Estonia with the Soviet Union was celebrated.", "en")
    other = of("In August 1940 the Soviet Union annexed Estonia.", "en")
    pair = [d.__class__(_named(d, name), d.passages, d.comparisons, ()) for d, name in ((one, "a"), (other, "b"))]
    row = next(r for r in told(pair)["differences"] if r["record"] == "1940-08-06-soviet-union-annexes-estonia")
    assert row["documents"] == {"a": ["reunion"], "b": ["annexation"]}


def _named(document: object, name: str) -> object:
    from dataclasses import replace

    reading = document.reading  # type: ignore[attr-defined]
    return replace(reading, text=replace(reading.text, path=name))


def test_the_matrix_of_a_day_has_a_cell_for_each_document() -> None:
    speaks = of("The Nazi-Soviet Pact was signed on 23 August 1939.", "en")
    table = matrix([speaks, of("Nothing of it.", "en")], gazetteer(), read_day("1939-08-23"))
    row = next(r for r in table["rows"] if r["record"] == PACT)
    assert [cell["says"] for cell in row["cells"]] == [["signed 1939-08-23 (supports)"], []]


def test_annotations_quote_the_text_they_point_at() -> None:
    text = "France wrote on 3 May 1940."
    items = web_annotations([of(text, "en")])["items"]
    assert [i["target"]["selector"][1]["exact"] for i in items] == ["France", "3 May 1940"]
    first = items[0]["target"]["selector"][0]
    assert text[first["start"] : first["end"]] == "France"


def test_a_cell_that_looks_like_a_formula_is_made_harmless() -> None:
    document = of("The Nazi-Soviet Pact was signed on 24 August 1939.", "en")
    rows = list(csv.reader(io.StringIO(claims([document]))))
    assert rows[0][:4] == ["document", "line", "kind", "record"]
    assert all(not cell.startswith(("=", "+", "@")) for row in rows[1:] for cell in row)


def test_a_count_outside_the_records_figure_differs_and_one_within_it_supports() -> None:
    found = kinds(
        "In September 1939 eight armies entered Poland. In September 1939 the Soviet border moved some 250 to 300 km."
    )
    assert ("figure-differs", "armies-of-17-september", "eight armies") in found
    assert ("supports", "frontier-shift-poland", "250 to 300 km") in found


def test_years_count_as_a_term_only_where_the_text_speaks_of_one() -> None:
    term = "The Nazi-Soviet Pact was valid for {} years."
    assert ("figure-differs", "pact-term", "five years") in kinds(term.format("five"))
    assert ("supports", "pact-term", "ten years") in kinds(term.format("ten"))
    assert kinds("The Nazi-Soviet Pact came fifty years before that way, and 3 years of talk.") == []


def test_tei_holds_the_values_and_a_page_holds_no_live_markup() -> None:
    hostile = "France \x00\u202e wrote <script>alert(1)</script> in spring 1940 & on 3 May 1940."
    whole = minidom.parseString(tei([of(hostile, "en")]))
    dates = whole.getElementsByTagName("date")
    assert [(d.getAttribute("when-custom"), d.getAttribute("when")) for d in dates] == [
        ("1940-21", ""),
        ("", "1940-05-03"),
    ]
    written = page([of(hostile, "en")])
    assert "<script" not in written and "&lt;script&gt;" in written and "\u202e" not in written
    assert '<mark class="state" title="state: france (name in the record)">France</mark>' in written


def test_in_the_marks_of_a_page_the_tags_of_its_source_are_gone() -> None:
    assert ">23\xa0August 1939</mark>" in page([of("<p>On 23&nbsp;<b>August</b> 1939</p>", "en", "html")])
