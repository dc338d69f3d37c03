"""The words that a pattern of dates may begin with."""

from __future__ import annotations

import pytest

from foedera.documents.heads import heads

#: Pattern, and the words it may begin with, worked out by hand; a nought stands for a figure.
CASES = [
    ("(?:on|by) the", {"on", "by"}),
    ("(?:the )?(?P<d>3[01]|[12][0-9]|0?[1-9])(?:st|nd)? of", {"the", "0", "00"}),
    ("(?P<y>1[5-9][0-9]{2})er jahre", {"0000"}),
    ("secolu(?:l|lui) al", {"secolul", "secolului"}),
    ("(?:(?:(?!)) {1,3})?(?P<m>june|july)", {"june", "july"}),
    (r"jusqu\x27en {0,3}(?P<m>mai)", {"jusqu"}),
    ("(?=lato|zima)(?P<s>lato|zima)(?! tego)", {"lato", "zima"}),
    ("lat(?:ach|a)? x{0,2}", {"lat", "lata", "latach"}),
    (r"(?<!\w)v?i{1,3}\.", {"i", "ii", "iii", "vi", "vii", "viii"}),
]


@pytest.mark.parametrize(("pattern", "words"), CASES)
def test_a_pattern_begins_with_these_words(pattern: str, words: set[str]) -> None:
    assert heads(pattern) == words
