"""Questions as GIFT, Moodle's text format: closed ones with feedback, free ones with the scheme as general feedback."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foedera.teaching.papers import Json, Paper, plain_scheme


def written(paper: Paper) -> bytes:
    """The bytes of a GIFT file."""
    head = f"// {' '.join(paper.title.split())}\n$CATEGORY: Foedera\n"
    return "\n".join([head, *(_question(paper, told) for told in paper.told)]).encode()


def escaped(text: str) -> str:
    """A text in which no character has a meaning of its own."""
    return re.sub(r"([~=#{}:\\])", r"\\\1", " ".join(text.split()))


def _question(paper: Paper, told: Json) -> str:
    text = paper.text(told["text"])
    for extract in told["extracts"]:
        text += f" {paper.word('source')} {extract['id']}: {paper.text(extract['text'])}"
    lines = [f"// id: {told['id']}", f"::{escaped(told['id'])}::[plain]{escaped(text)} {{"]
    return "\n".join([*lines, *_answers(paper, told), "}", ""])


def _answers(paper: Paper, told: Json) -> Iterator[str]:
    for row in told["answers"]:
        sign = "=" if row["right"] else "~"
        yield f"  {sign}{escaped(paper.text(row['text']))}#{escaped(paper.text(row['why']))}"
    for number, row in enumerate(told["order"], 1):
        yield f"  ={escaped(paper.text(row['text']))} -> {number}"
    if not told["answers"] and not told["order"]:
        yield f"####{escaped('; '.join(plain_scheme(paper, told)))}"
