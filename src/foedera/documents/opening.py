"""Files in, texts out: what a historian has on the desk, opened within bounds of memory and time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from foedera.documents.markup import skips_of
from foedera.documents.texts import Text
from foedera.dossier.files import leads_out
from foedera.errors import UnreadableDocument, needs

#: The largest file, and the largest text unpacked from one, in bytes.
LARGEST = 64_000_000
KINDS = {
    ".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".docx": "docx", ".pdf": "pdf",
}  # fmt: skip
_JUNK = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def documents_in(paths: Iterable[str | Path]) -> Iterator[Path]:
    """Each file named, and each readable file of a folder named, in order of name."""
    for given in paths:
        path = Path(given)
        if path.is_dir():
            inside = sorted(
                p for p in path.rglob("*") if p.suffix.lower() in KINDS and p.is_file() and not leads_out(p, path)
            )
            if not inside:
                raise UnreadableDocument(path, f"the folder holds no file that ends in {', '.join(sorted(KINDS))}")
            yield from inside
        elif not path.exists():
            raise UnreadableDocument(path, "there is no such file; check the path")
        else:
            yield path


def open_document(path: Path) -> Text:
    """The text of a file; raises `UnreadableDocument` with the reason and what to do."""
    if not path.is_file():
        raise UnreadableDocument(path, "it is no plain file; give a text, a page, a docx or a pdf")
    if path.stat().st_size > LARGEST:
        raise UnreadableDocument(path, f"it is larger than {LARGEST // 1_000_000} MB; split it")
    return text_of(path, path.read_bytes())


def text_of(path: Path, data: bytes) -> Text:
    """The text of a file's bytes; the path gives its name and kind."""
    kind = KINDS.get(path.suffix.lower(), "txt")
    if kind == "docx" or (kind == "txt" and data.startswith(b"PK\x03\x04")):
        return _docx(path, data)
    if kind == "pdf" or (kind == "txt" and data.startswith(b"%PDF-")):
        return _pdf(path, data)
    text, notes = decoded(path, data)
    return Text(str(path), kind, text, notes, skips=skips_of(text) if kind == "html" else ())


def decoded(path: Path, data: bytes) -> tuple[str, tuple[str, ...]]:
    """Bytes as text, and a note where the encoding had to be guessed."""
    for mark, coding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8")):
        if data.startswith(mark):
            return data.decode(coding, "replace"), ()
    notes: tuple[str, ...] = ()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text, notes = _guessed(path, data)
    junk = len(_JUNK.findall(text[:1_000_000]))
    if junk > max(8, len(text[:1_000_000]) // 50):
        raise UnreadableDocument(path, "it is not text but binary data; give a text, a page, a docx or a pdf")
    return text, notes


def _guessed(path: Path, data: bytes) -> tuple[str, tuple[str, ...]]:
    if data[:4096].count(0) > 8:
        raise UnreadableDocument(path, "it is not text but binary data; give a text, a page, a docx or a pdf")
    with needs("documents", "to read a text that is not UTF-8"):
        from charset_normalizer import from_bytes
    best = from_bytes(data[:200_000]).best()
    if best is None:
        raise UnreadableDocument(path, "no encoding fits its bytes; save it as UTF-8")
    coding = best.encoding
    return data.decode(coding, "replace"), (f"not UTF-8: read as {coding}",)


def _docx(path: Path, data: bytes) -> Text:
    with needs("documents", "to read docx"):
        import docx
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(item.file_size for item in packed.infolist())
        if size > LARGEST:
            raise UnreadableDocument(path, f"unpacked it is larger than {LARGEST // 1_000_000} MB; split it")
        document = docx.Document(io.BytesIO(data))
        lines = [part.text for part in document.paragraphs]
        for table in document.tables:
            lines += ["\t".join(cell.text for cell in row.cells) for row in table.rows]
    except UnreadableDocument:
        raise
    # The library lets many kinds of fault through, of zip, XML and its own.
    except Exception as fault:
        raise UnreadableDocument(path, "it is no sound docx; open it in a word processor and save it anew") from fault
    return Text(str(path), "docx", "\n".join(lines))


def _pdf(path: Path, data: bytes) -> Text:
    with needs("documents", "to read pdf"):
        import logging

        import pypdf
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    pages, starts, size = [], [], 0
    try:
        for page in pypdf.PdfReader(io.BytesIO(data)).pages:
            starts.append(size)
            pages.append(page.extract_text() + "\n")
            size += len(pages[-1])
            if size > LARGEST:
                raise UnreadableDocument(path, f"its text is larger than {LARGEST // 1_000_000} MB; split it")
    except UnreadableDocument:
        raise
    # As above: a malformed file fails in many ways.
    except Exception as fault:
        raise UnreadableDocument(path, "it is no sound pdf; print it to a new pdf, or give its text") from fault
    if not "".join(pages).strip():
        raise UnreadableDocument(path, "the pdf holds no text, only pictures; run text recognition on it first")
    return Text(str(path), "pdf", "".join(pages), pages=tuple(starts))
