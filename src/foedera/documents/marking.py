"""A text with its marks written into it, as TEI and as a page of HTML; what the text holds is never markup there."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from foedera.documents.reading import Mention, Reading
from foedera.documents.telling import Document

#: How a mark is written around its text.
Mark = Callable[[Mention, str], str]
_TEI = {"person": "persName", "organization": "orgName", "place": "placeName", "date": "date"}
#: Characters that XML 1.0 cannot hold, and those that turn the direction of what follows.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ISO = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?)?")
_STYLE = """
body{font:1rem/1.6 Georgia,serif;max-width:46rem;margin:2rem auto;padding:0 1rem;white-space:pre-wrap;
color-scheme:light dark}
mark{background:none;color:inherit;border-bottom:2px solid currentColor}
.date{border-color:#b35900}.state{border-color:#1f6feb}.person{border-color:#8250df}.treaty,.event{border-color:#cf222e}
.place,.organization{border-color:#1a7f37}
"""


@dataclass(frozen=True, slots=True)
class _Node:
    mention: Mention
    inner: tuple[_Node, ...]


def tei(documents: Sequence[Document]) -> str:
    """The documents as one TEI corpus; values of dates that are no ISO days stand in `when-custom` (EDTF)."""
    texts = "\n".join(_tei_text(document) for document in documents)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">'
    return f"{head}\n{_head('Documents read')}\n{texts}\n</teiCorpus>\n"


def _head(title: str) -> str:
    return (
        f"<teiHeader><fileDesc><titleStmt><title>{_plain(title)}</title></titleStmt>"
        "<publicationStmt><p>made by foedera read</p></publicationStmt>"
        "<sourceDesc><p>the text as given</p></sourceDesc></fileDesc></teiHeader>"
    )


def _tei_text(document: Document) -> str:
    body = "\n".join(
        f'<p xml:lang="{language}">{text}</p>' for language, text in _paragraphs(document.reading, _as_tei)
    )
    return f"<TEI>{_head(document.name)}<text><body>\n{body or '<p/>'}\n</body></text></TEI>"


def page(documents: Sequence[Document]) -> str:
    """The documents as one page of HTML that runs nothing and asks nothing of any server."""
    parts = []
    for document in documents:
        text = "\n".join(inner for _, inner in _paragraphs(document.reading, _as_mark))
        parts.append(f"<section><h1>{_plain(document.name)}</h1>\n{text}</section>")
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!doctype html>\n<html><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<title>Documents read</title><style>{_STYLE}</style></head>\n<body>{''.join(parts)}</body></html>\n"
    )


def _paragraphs(reading: Reading, mark: Mark) -> Iterator[tuple[str, str]]:
    """Language and marked text of each paragraph."""
    number, mentions = 0, reading.mentions
    for paragraph in reading.paragraphs:
        while number < len(mentions) and mentions[number].start < paragraph.start:
            number += 1
        last = number
        while last < len(mentions) and mentions[last].start < paragraph.end:
            last += 1
        inside = [m for m in mentions[number:last] if m.end <= paragraph.end]
        number = last
        yield paragraph.language, _written(reading, paragraph.start, paragraph.end, nested(inside), mark)


def nested(mentions: Sequence[Mention]) -> tuple[_Node, ...]:
    """Marks within marks; of two that cross, the one that begins later is left out."""
    nodes: list[_Node] = []
    rest = list(mentions)
    while rest:
        first = rest.pop(0)
        inner = []
        while rest and rest[0].start < first.end:
            other = rest.pop(0)
            if other.end <= first.end:
                inner.append(other)
        nodes.append(_Node(first, nested(inner)))
    return tuple(nodes)


def _written(reading: Reading, start: int, end: int, nodes: Sequence[_Node], mark: Mark) -> str:
    parts, at = [], start
    for node in nodes:
        parts.append(_shown(reading, at, node.mention.start))
        inner = _written(reading, node.mention.start, node.mention.end, node.inner, mark)
        parts.append(mark(node.mention, inner))
        at = node.mention.end
    return "".join([*parts, _shown(reading, at, end)])


def _shown(reading: Reading, start: int, end: int) -> str:
    """A stretch as it is read, without its own markup, escaped."""
    return _plain(reading.text.shown(start, end))


def _plain(text: str) -> str:
    return html.escape(_TURNING.sub("\ufffd", _NO_XML.sub("\ufffd", text)), quote=True)


def _as_tei(mention: Mention, inner: str) -> str:
    if mention.type == "date":
        return f"<date {_when(mention.value)}>{inner}</date>"
    element = _TEI.get(mention.type, "rs")
    kind = f' type="{mention.type}"' if element == "rs" else ""
    return f'<{element}{kind} key="{_plain(mention.value)}">{inner}</{element}>'


def _when(value: str) -> str:
    ends = value.split("/")
    if all(_ISO.fullmatch(end) for end in ends):
        return f'when="{value}"' if len(ends) == 1 else f'from="{ends[0]}" to="{ends[1]}"'
    return f'when-custom="{_plain(value)}" datingMethod="#edtf"'


def _as_mark(mention: Mention, inner: str) -> str:
    told = _plain(f"{mention.type}: {mention.value} ({mention.how})")
    return f'<mark class="{mention.type}" title="{told}">{inner}</mark>'
