"""A paper as a word processor's document."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from foedera.errors import needs
from foedera.teaching.papers import Block, Paper

#: The day that files bear, so that the same paper is the same file.
_DAY = datetime(2000, 1, 1, tzinfo=UTC)


def written(paper: Paper, blocks: Sequence[Block]) -> bytes:
    """The bytes of a docx."""
    with needs("teach", "to write docx"):
        import docx
        from docx.shared import Cm, Pt
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(11)
    normal.paragraph_format.space_after = Pt(4)
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        _SET[block.kind](document, block)
        if after is not None and after.kind in ("option", "extract"):
            # A question stands on one page with its options and its extracts.
            document.paragraphs[-1].paragraph_format.keep_with_next = True
    _footer(section)
    properties = document.core_properties
    properties.title, properties.author, properties.language = paper.title, "Foedera", paper.language
    properties.created = properties.modified = _DAY
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _title(document: Any, block: Block) -> None:
    document.add_heading(block.text, level=1)


def _heading(document: Any, block: Block) -> None:
    document.add_heading(block.text, level=3)


def _fields(document: Any, block: Block) -> None:
    from docx.enum.text import WD_TAB_LEADER
    from docx.shared import Cm, Pt

    line = document.add_paragraph()
    for number, word in enumerate(block.text.split("\t")):
        line.paragraph_format.tab_stops.add_tab_stop(Cm(5.5 * (number + 1)), leader=WD_TAB_LEADER.DOTS)
        line.add_run(f"{word} \t ")
    line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(8)


def _question(document: Any, block: Block) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Cm, Pt

    line = document.add_paragraph()
    line.paragraph_format.space_before, line.paragraph_format.keep_with_next = Pt(14), True
    line.paragraph_format.tab_stops.add_tab_stop(Cm(16.6), WD_TAB_ALIGNMENT.RIGHT)
    line.add_run(block.text).bold = True
    line.add_run(f"\t{block.marks}")


def _indented(document: Any, block: Block) -> None:
    from docx.shared import Cm, Pt

    line = document.add_paragraph()
    line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Cm(1.4), Cm(-0.7)
    line.paragraph_format.tab_stops.add_tab_stop(Cm(1.4))
    line.paragraph_format.space_after = Pt(2)
    line.add_run(block.text if "\t" in block.text else f"•\t{block.text}")
    if block.marks:
        line.add_run(f"  [{block.marks}]").bold = True


def _note(document: Any, block: Block) -> None:
    from docx.shared import Cm, Pt

    line = document.add_paragraph()
    line.paragraph_format.left_indent = Cm(0.7)
    run = line.add_run(block.text)
    run.font.size = Pt(9.5)


def _lines(document: Any, block: Block) -> None:
    from docx.enum.text import WD_TAB_LEADER
    from docx.shared import Cm, Pt

    for _ in range(block.lines):
        line = document.add_paragraph("\t")
        line.paragraph_format.tab_stops.add_tab_stop(Cm(16.6), leader=WD_TAB_LEADER.DOTS)
        line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(6), Pt(0)


def _footer(section: Any) -> None:
    """The page's number at the foot."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    line = section.footer.paragraphs[0]
    line.alignment = 1
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    line._p.append(field)


_SET = {
    "title": _title, "heading": _heading, "fields": _fields, "question": _question, "option": _indented,
    "point": _indented, "extract": _note, "note": _note, "lines": _lines,
}  # fmt: skip
