"""Files opened and texts read: offsets that always point into the original, and hard input."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.documents.opening import LARGEST, documents_in, open_document
from foedera.documents.texts import Text, layer
from foedera.documents.tongues import languages_of
from foedera.errors import UnreadableDocument
from tests.documents.readings import gazetteer, of

SCRAPS = st.sampled_from(
    ["Liên Xô", "Lie\u0302n Xo\u0302", "23 august 1939", "FRANŢA", "İstanbul", "ß", "\u0301", "1939–40", "Molotov",
     "СССР", "\u202e", "ngày 3 tháng 4 năm 1940", "&amp;", "<b>", "\x00", "three days later", "🜁", "ﬁ",
     "Ďábel", "\r\n", "France", "ĐỨC"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(SCRAPS, st.text(max_size=8)), max_size=14), st.sampled_from(["txt", "html"]))
def test_a_mention_is_what_stands_at_its_offsets(parts: list[str], kind: str) -> None:
    text = " ".join(parts)
    for mention in of(text, kind=kind).reading.mentions:
        assert text[mention.start : mention.end] == mention.text


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_the_read_form_is_as_long_as_its_map(text: str) -> None:
    read = layer(text, 5)
    assert len(read.plain) == len(read.folded)
    places = [read.start(i) for i in range(len(read.plain))]
    assert places == sorted(places)
    assert all(5 <= read.start(i) < read.end(i + 1) <= 5 + len(text) for i in range(len(read.plain)))


def test_accents_written_apart_are_read_as_one_letter() -> None:
    text = "Pha\u0301p và Lie\u0302n Xo\u0302"
    assert [(m.text, m.value) for m in of(text, "vi").reading.mentions] == [
        ("Pha\u0301p", "france"),
        ("Lie\u0302n Xo\u0302", "soviet-union"),
    ]


def test_a_text_once_read_in_the_wrong_encoding_is_understood_where_it_stands() -> None:
    text = "Uniunea Sovietică și Franța".encode().decode("latin-1")
    assert [(m.text, m.value) for m in of(text, "ro").reading.mentions] == [
        ("Uniunea Sovietică".encode().decode("latin-1"), "soviet-union"),
        ("Franța".encode().decode("latin-1"), "france"),
    ]


def test_markup_is_skipped_and_character_references_are_read() -> None:
    page = "<p>On 23&nbsp;<b>August</b> 1939 <script>France 1940</script>Fran<i>ce</i></p>"
    found = [(m.text, m.value) for m in of(page, "en", "html").reading.mentions]
    assert found == [("23&nbsp;<b>August</b> 1939", "1939-08-23"), ("Fran<i>ce", "france")]


def test_a_locator_counts_paragraphs_and_lines_from_one() -> None:
    reading = of("First line.\n\nIn 1939\nFrance wrote.", "en").reading
    assert reading.locator(reading.mentions[-1].start) == {"paragraph": 3, "line": 4}


def test_a_hard_wrapped_line_is_one_paragraph() -> None:
    last = of("It was on 23 August\n  in the Soviet\nunion.", "en").reading.mentions[-1]
    assert (last.text, last.value) == ("Soviet\nunion", "soviet-union")


def test_each_paragraph_has_its_language() -> None:
    english = "The treaty was signed by both of the governments, and it was to last for ten years from that day."
    russian = "Договор был подписан обоими правительствами, и он должен был действовать десять лет с этого дня."
    finnish = "Sopimus allekirjoitettiin molempien hallitusten kesken ja se oli voimassa kymmenen vuotta siitä lähtien."
    layers = [layer(text) for text in (english, russian, finnish, "Ja niin.")]
    assert list(languages_of(layers)) == ["en", "ru", "fi", "fi"]


def test_a_docx_is_read_with_its_tables(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("France wrote on 3 May 1940.")
    document.add_table(1, 1).rows[0].cells[0].text = "Poland answered."
    document.save(str(tmp_path / "a.docx"))
    assert open_document(tmp_path / "a.docx").original == "France wrote on 3 May 1940.\nPoland answered."


def test_a_pdf_is_read_with_its_pages(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(_pdf("France wrote on 3 May 1940."))
    text = open_document(tmp_path / "a.pdf")
    assert "France wrote on 3 May 1940." in text.original
    assert text.locator(3, 1)["page"] == 1


def _pdf(line: str) -> bytes:
    """The smallest pdf with one line of text."""
    stream = f"BT /F1 12 Tf 72 720 Td ({line}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n" % len(stream) + stream + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj" % number + body + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)
    )


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", bytes(range(256)) * 64, "not text but binary data"),
        ("a.docx", b"PK\x03\x04 no zip at all", "no sound docx"),
        ("a.pdf", b"%PDF-1.4 nothing more", "no sound pdf"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableDocument, match=says):
        open_document(tmp_path / name)


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"0" * (LARGEST + 1))
    with pytest.raises(UnreadableDocument, match="unpacked it is larger than 64 MB"):
        open_document(tmp_path / "a.docx")


def test_a_missing_file_and_an_empty_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="there is no such file"):
        list(documents_in([tmp_path / "none.txt"]))
    with pytest.raises(UnreadableDocument, match="the folder holds no file"):
        list(documents_in([tmp_path]))


def test_another_encoding_is_guessed_and_noted(tmp_path: Path) -> None:
    said = "Договор был подписан обоими правительствами, и он должен был действовать десять лет. Советский Союз. " * 9
    (tmp_path / "a.txt").write_bytes(said.encode("cp1251"))
    text = open_document(tmp_path / "a.txt")
    assert "Советский Союз" in text.original
    assert text.notes[0].startswith("not UTF-8: read as")


def test_a_long_line_without_stops_is_read_in_parts() -> None:
    text = "x" * 50_000 + " France " + "y" * 50_000
    assert [m.value for m in of(text, "en").reading.mentions] == ["france"]


def test_a_text_of_nothing_has_no_marks() -> None:
    for nothing in ("", " \n\t ", "\x00\x01", "\ufeff"):
        assert of(nothing).reading.mentions == ()


def test_the_text_of_a_document_is_never_changed() -> None:
    original = "\ufeffFranţa\r\n\x07 1939"
    assert Text("a", "txt", original).original == original
    assert gazetteer().dossier.label == "dossiers/interwar"


def test_russian_spelling_before_1918_is_read_as_that_of_today() -> None:
    found = of("Въ октябрѣ 1917 года Германія и Россія; посолъ Троцкій.", "ru").reading.mentions
    assert [(m.text, m.value) for m in found] == [
        ("октябрѣ 1917 года", "1917-10"), ("Германія", "germany"), ("Россія", "soviet-union"), ("Троцкій", "trotsky"),
    ]  # fmt: skip


def test_words_parted_at_line_ends_are_read_whole_and_footnote_figures_are_none() -> None:
    found = of("In Sep-\ntember 1939\u00b9 Molo-\ntov wrote; Sta\u00adlin\u00b2 read.", "en").reading.mentions
    assert [(m.text, m.value) for m in found] == [
        ("Sep-\ntember 1939", "1939-09"), ("Molo-\ntov", "molotov"), ("Sta\u00adlin", "stalin"),
    ]  # fmt: skip


def test_what_comes_after_the_last_mark_kept_is_read_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foedera.documents.reading.MOST", 3)
    document = of("\n".join(f"On {day} May 1939 nothing was signed." for day in range(1, 20)), "en")
    assert len(document.reading.paragraphs) == len(document.passages) == 4
    assert document.reading.notes == ("it has more than 3 marks and is read up to line 4; give the rest by itself",)
