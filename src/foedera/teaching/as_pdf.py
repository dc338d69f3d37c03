"""A paper as pdf, set with a typeface that has the letters of every language taught, embedded in the file."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from foedera.errors import needs
from foedera.teaching.papers import Block, Paper

#: DejaVu, free to embed; its files come with matplotlib.
_FACES = {"Foedera": "DejaVuSerif.ttf", "Foedera-Bold": "DejaVuSerif-Bold.ttf"}


def written(paper: Paper, blocks: Sequence[Block]) -> bytes:
    """The bytes of a pdf: A4, text layer, page numbers; the same paper gives the same bytes."""
    with needs("teach", "to write pdf"):
        from reportlab.lib.pagesizes import A4
        from reportlab.lib.units import cm
        from reportlab.platypus import SimpleDocTemplate
    _faces()
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=2.2 * cm, rightMargin=2.2 * cm, topMargin=2 * cm, bottomMargin=2 * cm,
        title=paper.title, author="Foedera", lang=paper.language, invariant=1,
    )  # fmt: skip
    document.build(_together(blocks), onFirstPage=_foot, onLaterPages=_foot)
    return out.getvalue()


@cache
def _faces() -> None:
    with needs("teach", "to write pdf"):
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont

        folder = files("matplotlib") / "mpl-data" / "fonts" / "ttf"
    for name, file in _FACES.items():
        pdfmetrics.registerFont(TTFont(name, str(folder / file)))
    pdfmetrics.registerFontFamily(
        "Foedera", normal="Foedera", bold="Foedera-Bold", italic="Foedera", boldItalic="Foedera-Bold"
    )


def _foot(canvas: Any, document: Any) -> None:
    canvas.setFont("Foedera", 8)
    canvas.drawCentredString(document.pagesize[0] / 2, 30, str(document.page))


@cache
def _styles() -> dict[str, Any]:
    from reportlab.lib.styles import ParagraphStyle

    text = ParagraphStyle("text", fontName="Foedera", fontSize=9.5, leading=13.5, spaceAfter=3)
    question = ParagraphStyle("question", text, fontSize=10, leading=14, spaceBefore=12, keepWithNext=True)
    return {
        "title": ParagraphStyle("title", text, fontName="Foedera-Bold", fontSize=14, leading=18, spaceAfter=8),
        "heading": ParagraphStyle(
            "heading", text, fontName="Foedera-Bold", spaceBefore=5, leftIndent=18, keepWithNext=True
        ),
        "question": question,
        "option": ParagraphStyle(
            "option", text, leftIndent=38, bulletIndent=18, bulletFontName="Foedera", bulletFontSize=9.5
        ),
        "point": ParagraphStyle(
            "point", text, leftIndent=38, bulletIndent=18, bulletFontName="Foedera", bulletFontSize=9.5
        ),
        "extract": ParagraphStyle("extract", text, leftIndent=18, rightIndent=12, spaceBefore=4),
        "note": ParagraphStyle("note", text, fontSize=8.5, leading=12, leftIndent=18),
        "fields": ParagraphStyle("fields", text, spaceBefore=6, spaceAfter=6),
    }


def _together(blocks: Sequence[Block]) -> list[Any]:
    """What is set, a question with its alternatives on one page."""
    from reportlab.platypus import KeepTogether

    parts: list[Any] = []
    for block in blocks:
        made = _set(block)
        if block.kind in ("option", "extract") and parts and isinstance(parts[-1], KeepTogether):
            parts[-1] = KeepTogether([*parts[-1]._content, *made])
        else:
            parts += [KeepTogether(made)] if block.kind == "question" else made
    return parts


def _set(block: Block) -> list[Any]:
    from reportlab.lib.colors import grey
    from reportlab.platypus import HRFlowable, Paragraph, Spacer

    if block.kind == "lines":
        rule = [Spacer(1, 18), HRFlowable(width="100%", thickness=0.4, color=grey, spaceBefore=0, spaceAfter=0)]
        return rule * block.lines
    style = _styles()[block.kind]
    letter, tab, rest = block.text.partition("\t")
    if block.kind == "fields":
        words = "&nbsp;&nbsp; ".join(f"{escape(word)} {'_' * 22}" for word in block.text.split("\t"))
        return [Paragraph(words, style)]
    if block.kind in ("option", "point"):
        letter, rest = (letter, rest) if tab else ("•", block.text)
        return [Paragraph(f"{escape(rest)}{_marks(block)}", style, bulletText=letter)]
    text = escape(block.text)
    return [
        Paragraph(f"<b>{text}</b> {escape(block.marks)}" if block.kind == "question" else text + _marks(block), style)
    ]


def _marks(block: Block) -> str:
    return f" <b>[{escape(block.marks)}]</b>" if block.marks else ""
