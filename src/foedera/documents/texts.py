"""A text as it was found, and the same text as it is read, with the way back to every character.

Matching wants one form of each letter: small letters, one kind of dash and space, composed
accents, repaired encodings, no markup. A historian wants offsets into what was written. A
`Layer` is the read form of a stretch of the original, and knows where each of its characters
stands there.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

#: Letters and signs that are one for reading; each maps to one character, so that offsets stay.
_ONE = tuple(
    {
        "ş": "ș", "ţ": "ț", "Ş": "Ș", "Ţ": "Ț", "ё": "е", "Ё": "Е", "–": "-", "—": "-", "−": "-", "‑": "-", "‐": "-",
        "’": "'", "ʼ": "'", "‘": "'", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\t": " ",
        "¹": " ", "²": " ", "³": " ", "⁴": " ", "⁵": " ", "⁶": " ", "⁷": " ", "⁸": " ", "⁹": " ", "⁰": " ",
    }.items()
)  # fmt: skip
#: The first byte of a UTF-8 letter and the next, when read as Windows-1252 or Latin-1.
_LEAD = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
)
_MARKED = re.compile("[\u0300-\u036f]")
#: What is not read: a hyphen at the end of a line within a word, a soft hyphen, the hard sign of the old spelling.
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ac\u00ad]\r?\n[ \t]*(?=[^\W\d_A-Z])|\u00ad")
_HARD_SIGN = re.compile(r"(?<=[^\W\d_])[ъЪ]\b")
#: By these letters and this sign the spelling before 1918 is known.
_OLD_RUSSIAN = re.compile(r"[ѣѢѳѲ]|[бвгджзклмнпрстфхцчшщ]ъ\b")
_NEW_LETTERS = str.maketrans("ѣѢіІѳѲѵѴ", "еЕиИфФиИ")
_OLD_GENITIVE = re.compile(r"(?<=[^\W\d_])(?:([жчшщ])а|(я)|а)(?=го\b)")


@dataclass(frozen=True, slots=True)
class Layer:
    """A stretch of a text as it is read: `plain` keeps case, `folded` does not; both have the same length."""

    plain: str
    folded: str
    offset: int
    starts: array[int] | None = None
    ends: array[int] | None = None

    def start(self, index: int) -> int:
        """Where in the original the character at `index` begins."""
        return self.offset + (self.starts[index] if self.starts is not None else index)

    def end(self, index: int) -> int:
        """Where in the original the character before `index` ends."""
        return self.offset + (self.ends[index - 1] if self.ends is not None else index)


@dataclass(frozen=True)
class Text:
    """A document's text, its kind, and where pages begin; `skips` are stretches of markup, not read."""

    path: str
    kind: str
    original: str
    notes: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    skips: tuple[tuple[int, int, str], ...] = ()

    @cached_property
    def lines(self) -> tuple[int, ...]:
        """Where each line begins."""
        return (0, *(found.end() for found in re.finditer(r"\r\n|\n|\r", self.original)))

    def locator(self, offset: int, paragraph: int) -> dict[str, int]:
        """Page (where there are pages), paragraph and line of a character, counted from 1."""
        place = {"paragraph": paragraph, "line": bisect_right(self.lines, offset)}
        return {"page": bisect_right(self.pages, offset)} | place if self.pages else place

    def paragraphs(self, most: int = 20_000) -> Iterator[tuple[int, int, int]]:
        """Number, start and end of each paragraph; one longer than `most` characters comes in parts."""
        number = 0
        for found in re.finditer(r"[^\r\n]+(?:\r?\n[ \t]*(?=[^\W\d_A-Z])[^\r\n]+)*", self.original):
            if not found[0].strip():
                continue
            number += 1
            start = found.start()
            while start < found.end():
                end = _break(self.original, start, min(start + most, found.end()), found.end())
                yield number, start, end
                start = end

    def shown(self, start: int, end: int) -> str:
        """A stretch of the original without its markup."""
        if not self.skips:
            return self.original[start:end]
        parts, at = [], start
        for first, last, instead in _within(self.skips, start, end):
            parts += [self.original[at:first], instead]
            at = last
        return "".join([*parts, self.original[at:end]])

    def layer(self, start: int, end: int) -> Layer:
        """The read form of `original[start:end]`."""
        raw = self.original[start:end]
        if self.skips:
            return _marked(raw, start, _within(self.skips, start, end))
        return layer(raw, start)


def _break(text: str, start: int, end: int, last: int) -> int:
    """A good place to part a long paragraph: after a space in the last tenth of the part."""
    if end == last:
        return end
    space = text.rfind(" ", end - (end - start) // 10, end)
    return space + 1 if space > start else end


def _within(skips: tuple[tuple[int, int, str], ...], start: int, end: int) -> list[tuple[int, int, str]]:
    first = bisect_right(skips, (start, -1, "")) - 1
    found = []
    for skip in skips[max(first, 0) :]:
        if skip[0] >= end:
            break
        if skip[1] > start:
            found.append((max(skip[0], start), min(skip[1], end), skip[2] if skip[0] >= start else ""))
    return found


def layer(raw: str, offset: int = 0) -> Layer:
    """The read form of a stretch without markup."""
    bytes_of = _mistaken(raw)
    if bytes_of is not None:
        return _of_pieces(_decoded(bytes_of), offset)
    mute = [found.span() for found in _HYPHEN.finditer(raw)] if "\n" in raw or "\u00ad" in raw else []
    if ("ъ" in raw or "ѣ" in raw) and _OLD_RUSSIAN.search(raw):
        mute = sorted([*mute, *(found.span() for found in _HARD_SIGN.finditer(raw))])
        raw = _OLD_GENITIVE.sub(_new_genitive, raw.translate(_NEW_LETTERS))
    if mute:
        return _of_pieces(_without(_composed(raw, 0), mute), offset)
    if raw.isascii() or unicodedata.is_normalized("NFC", raw) or not _MARKED.search(raw):
        plain = _one(raw)
        return Layer(plain, _small(plain), offset)
    return _of_pieces(_composed(raw, 0), offset)


def _new_genitive(found: re.Match[str]) -> str:
    return f"{found[1]}е" if found[1] else "е" if found[2] else "о"


def _without(pieces: Iterator[tuple[str, int, int]], mute: list[tuple[int, int]]) -> Iterator[tuple[str, int, int]]:
    """The pieces that do not lie in one of these stretches, which are in order."""
    number = 0
    for piece in pieces:
        while number < len(mute) and mute[number][1] <= piece[1]:
            number += 1
        if number == len(mute) or piece[1] < mute[number][0]:
            yield piece


def _one(text: str) -> str:
    # Many quick searches: a table over all letters would take ten times as long.
    if text.isascii():
        return text.replace("\t", " ")
    for letter, other in _ONE:
        text = text.replace(letter, other)
    return text


#: The mark of an open syllable in Vietnamese may stand on either of two letters: newer spellings with the older ones.
TONES = (
    ("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("oã", "õa"), ("oạ", "ọa"),
    ("oè", "òe"), ("oé", "óe"), ("oẻ", "ỏe"), ("oẽ", "õe"), ("oẹ", "ọe"),
    ("uỳ", "ùy"), ("uý", "úy"), ("uỷ", "ủy"), ("uỹ", "ũy"), ("uỵ", "ụy"),
)  # fmt: skip


def fold(text: str) -> str:
    """Small letters and one form of dashes, quotes and cedillas; as long as the text itself."""
    return _small(_one(text))


def _small(text: str) -> str:
    small = text.lower().replace("\n", " ").replace("\r", " ")
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _composed(raw: str, base: int) -> Iterator[tuple[str, int, int]]:
    """Letters with their combining marks made one, each with its place."""
    at = 0
    while at < len(raw):
        end = at + 1
        while end < len(raw) and end - at < 8 and unicodedata.combining(raw[end]):
            end += 1
        whole = unicodedata.normalize("NFC", raw[at:end])
        if len(whole) == 1:
            yield whole, base + at, base + end
        else:
            yield from ((raw[i], base + i, base + i + 1) for i in range(at, end))
        at = end


def _mistaken(raw: str) -> bytes | None:
    """The bytes of a UTF-8 text that was once read as Windows-1252 or Latin-1; None where it was not."""
    if raw.isascii() or not _LEAD.search(raw):
        return None
    from ftfy import fixes
    from ftfy.badness import is_bad

    if not is_bad(raw):
        return None
    for coding in ("sloppy-windows-1252", "latin-1"):
        try:
            found: bytes = raw.encode(coding)
            found.decode("utf-8")
        except (UnicodeError, LookupError):
            continue
        return found if fixes and len(found) == len(raw) else None
    return None


def _decoded(found: bytes) -> Iterator[tuple[str, int, int]]:
    """The characters of UTF-8 bytes, with the place of the first and after the last byte of each."""
    at = 0
    for character in found.decode("utf-8"):
        end = at + len(character.encode("utf-8"))
        yield character, at, end
        at = end


def _marked(raw: str, start: int, skips: list[tuple[int, int, str]]) -> Layer:
    """The read form of a stretch with markup: what is skipped stands for the text given with it."""
    pieces: list[tuple[str, int, int]] = []
    at = 0
    for first, last, instead in skips:
        pieces += _composed(raw[at : first - start], at)
        pieces += ((c, first - start, last - start) for c in instead)
        at = last - start
    pieces += _composed(raw[at:], at)
    return _of_pieces(iter(pieces), start)


def _of_pieces(pieces: Iterator[tuple[str, int, int]], offset: int) -> Layer:
    text: list[str] = []
    starts, ends = array("l"), array("l")
    for character, start, end in pieces:
        text.append(character)
        starts.append(start)
        ends.append(end)
    plain = _one("".join(text))
    return Layer(plain, _small(plain), offset, starts, ends)
