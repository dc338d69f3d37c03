"""Throw damaged and hostile documents at the reader for some minutes, and keep what breaks it.

    python tools/fuzz/reading.py --minutes 10

What may come of any bytes is a reading, or one sentence that says why there is none. Every mark must be what stands at
its offsets, and every output must be well formed. What breaks this is written to `tests/documents/crashes/`.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import sys
import tempfile
import time
import traceback
import zipfile
import zlib
from collections import Counter
from pathlib import Path
from xml.dom import minidom

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

import foedera
from foedera import documents
from foedera.documents.opening import open_document
from foedera.errors import UnreadableDocument

ROOT = Path(__file__).resolve().parents[2]
CRASHES = ROOT / "tests" / "documents" / "crashes"
SEEDS = [
    passage
    for file in sorted((ROOT / "tests" / "documents" / "passages").glob("*.txt"))
    for passage in file.read_text("utf-8").split("\n\n")
]
SCRAPS = [
    "\x00", "\u202e", "\u200f", "\u0301" * 30, "\ufeff", "\ud7ff", "\ufffe", "İ", "ß", "ﬁ", "🜁", "\r", "\x85", "\u2028",
    "&#x110000;", "&amp;", "<b", "<!--", "<script>", "]]>", "'''", '"""', "=1+1", "1939" * 40, "23.8.1939 " * 30,
    "ngày " * 20, "III" * 20, "a" * 5000, "0" * 3000, ".. .", "в в в " * 40, "three days later ", "la veille ",
    "שלום 23 באוגוסט 1939", "معاهدة ١٩٣٩", "Lie\u0302n Xo\u0302", "FranÅ£a", "31 February 1939", "99.99.9999",
    "30 February 1940 three months later", "the year 2099", "from 1939 to 1938", "XXXIX century", "the 0th of May 1939",
]  # fmt: skip
#: A case that takes longer than this, in seconds of this process, is kept too.
SLOW = 20.0
_EXAMPLES = settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))


def damaged(rng: random.Random) -> tuple[str, bytes]:
    """A file's ending and bytes: passages cut, mixed, turned, and put into files of every kind."""
    text = rng.choice(SEEDS)
    for _ in range(rng.randrange(8)):
        at = rng.randrange(len(text) + 1)
        text = rng.choice(
            [
                lambda t, a: t[:a] + rng.choice(SCRAPS) + t[a:],
                lambda t, a: t[:a] + t[a + rng.randrange(1, 40) :],
                lambda t, a: t[:a] + rng.choice(SEEDS)[: rng.randrange(200)] + t[a:],
                lambda t, a: t[a:] + t[:a],
                lambda t, a: t.upper() if rng.random() < 0.5 else t.lower(),
                lambda t, a: (
                    t[:a] + chr(rng.choice([rng.randrange(1, 0xD800), rng.randrange(0xE000, 0x10FFFF)])) + t[a:]
                ),
            ]
        )(text, at)
    kind = rng.choice(["txt", "md", "html", "docx", "pdf", "txt", "html"])
    coding = rng.choice(["utf-8", "utf-8", "utf-16", "cp1251", "cp1252", "latin-1", "cp1257"])
    data = text.encode(coding, "replace")
    if kind == "docx":
        data = _docx(text, rng)
    if kind == "pdf":
        data = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" + data
    for _ in range(rng.choice([0, 0, 0, 1, 5])):
        at = rng.randrange(len(data) + 1)
        data = data[:at] + rng.randbytes(rng.randrange(6)) + data[at + rng.randrange(6) :]
    return kind, data


def _docx(text: str, rng: random.Random) -> bytes:
    import docx

    out, document = io.BytesIO(), docx.Document()
    if rng.random() < 0.3:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr(rng.choice(["word/document.xml", "[Content_Types].xml"]), text)
        return out.getvalue()
    clean = "".join(c for c in text if c.isprintable())
    document.add_paragraph(clean)
    document.save(out)
    return out.getvalue()


def checked(kind: str, data: bytes, gazetteer: documents.Gazetteer) -> str:
    """What came of a file: `read` or `refused`; raises what must not happen."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{kind}"
        path.write_bytes(data)
        try:
            text = open_document(path)
        except UnreadableDocument:
            return "refused"
    document = documents.document_of(text, gazetteer)
    for mention in document.reading.mentions:
        assert text.original[mention.start : mention.end] == mention.text
    json.dumps(documents.told([document]))
    json.dumps(documents.web_annotations([document]))
    minidom.parseString(documents.tei([document]))
    assert "<script" not in documents.page([document])
    assert documents.claims([document])
    json.dumps(list(documents.proposals(document, gazetteer)))
    return "read"


def main() -> int:
    """Fuzz until the minutes are over; 1 when anything broke."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=10.0)
    options.add_argument("--seed", type=int, default=int(time.time()))
    asked = options.parse_args()
    gazetteer = documents.Gazetteer(foedera.load("interwar"))
    until, done, broken = time.monotonic() + 60 * asked.minutes, Counter[str](), 0

    def one(rng: random.Random) -> None:
        kind, data = damaged(rng)
        begun = time.process_time()
        try:
            done[checked(kind, data, gazetteer)] += 1
            assert time.process_time() - begun < SLOW, "too slow"
        except Exception:
            CRASHES.mkdir(exist_ok=True)
            (CRASHES / f"{zlib.crc32(data):08x}.{kind}").write_bytes(data)
            raise

    batch = asked.seed
    while time.monotonic() < until:
        batch += 1
        try:
            # The shrunken case, too, is kept by `one`.
            seed(batch)(_EXAMPLES(given(st.randoms(use_true_random=False))(one)))()
        except Exception:
            broken += 1
            traceback.print_exc()
    print(f"{sum(done.values())} files, {dict(done)}, {broken} broken; first seed {asked.seed}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
