"""In which of the languages taught an answer is written, also where it is short or typed without diacritics."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from foedera.documents.words import listed as of_documents
from foedera.documents.words import words_of
from foedera.teaching.words import LANGUAGES, bare, listed, unmarked

_WORD = re.compile(r"[^\W\d_]+")
#: Letters that one of the languages alone has.
_LETTERS = {
    "ro": frozenset("șțşţ"),
    "vi": frozenset("àáãèéêìíòóôõùúýđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"),
}
_TABLES = (("treaty", "instrument"), ("treaty", "those"), ("treaty", "signed"))


def language_of(text: str) -> tuple[str, bool]:
    """The language whose words an answer has most of, and whether anything told; English where nothing did."""
    words, plain = _WORD.findall(text.lower()), unmarked(text)
    votes: Counter[str] = Counter()
    for language in LANGUAGES:
        frequent = _frequent(language, plain)
        votes[language] = sum(word in frequent for word in words)
        votes[language] += 2 * sum(letter in _LETTERS.get(language, ()) for letter in text.lower())
    best, most = max(votes.items(), key=lambda vote: vote[1])
    return (best, True) if most else ("en", False)


@cache
def _frequent(language: str, plain: bool) -> frozenset[str]:
    """Words that tell a language: frequent ones, and those of its clauses and treaties."""
    words = set(words_of(language)["function"])
    for key in ("negations", "clauses", "reasons", "alternatives", "signing"):
        words |= {phrase[0] for phrase in listed(language, key) if len(phrase) == 1}
    for table, key in _TABLES:
        words |= {word for text in of_documents(language, table, key) for word in text.split()}
    return frozenset(bare(word) if plain else word for word in words if word.isalpha())
