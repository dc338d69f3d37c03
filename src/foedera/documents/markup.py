"""HTML read as text: which stretches of a page are markup, and what stands for them."""

from __future__ import annotations

import html
import re

#: Elements that part paragraphs; what others part is one line.
_BLOCKS = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|td|th|table|section|article|blockquote|pre|hr|title|body|html)\b", re.IGNORECASE
)
_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?:script|style|template)\b.*?(?:</(?:script|style|template)\s*>|\Z)"
    r"|<[!/?a-zA-Z][^<>]{0,20000}>|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});",
    re.IGNORECASE | re.DOTALL,
)


def skips_of(page: str) -> tuple[tuple[int, int, str], ...]:
    """Start, end and stand-in of each tag, comment, script and character reference of a page."""
    return tuple((found.start(), found.end(), _stand_in(found[0])) for found in _MARKUP.finditer(page))


def _stand_in(markup: str) -> str:
    if markup.startswith("&"):
        text = html.unescape(markup)
        return text if text != markup and len(text) <= 2 else " "
    return " " if _BLOCKS.match(markup) or markup.startswith("<!") else ""
