"""In which of the languages taught an answer is written, also where it is short or typed without diacritics."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from foedera.documents.words import listed as of_documents
from foedera.documents.words import words_of
from foedera.dossier.phrases import SENSES, Phrase, phrase
from foedera.teaching.words import LANGUAGES, bare, listed, unmarked
from foedera.teaching.words import words_of as of_teaching

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
    # One word of a sense alone tells nothing: it may be part of a name.
    votes: Counter[str] = Counter()
    for language in LANGUAGES:
        frequent, telling = _frequent(language, plain), _telling(language, plain)
        votes[language] = sum(2 if word in frequent else word in telling for word in words)
        votes[language] += 4 * sum(letter in _LETTERS.get(language, ()) for letter in text.lower())
    best, most = max(votes.items(), key=lambda vote: vote[1])
    return (best, True) if most > 1 else ("en", False)


@cache
def _frequent(language: str, plain: bool) -> frozenset[str]:
    """Words that tell a language: frequent ones, and those of its clauses and treaties."""
    words = set(words_of(language)["function"])
    for key in ("negations", "clauses", "reasons", "alternatives", "signing"):
        words |= {phrase[0] for phrase in listed(language, key) if len(phrase) == 1}
    for table, key in _TABLES:
        words |= {word for text in of_documents(language, table, key) for word in text.split()}
    return frozenset(bare(word) if plain else word for word in words if word.isalpha())


@cache
def _telling(language: str, plain: bool) -> frozenset[str]:
    """Words of the senses of a language that no other has: few of an answer's words are frequent where it is short."""
    others = set().union(*(_spoken(other, plain) for other in LANGUAGES if other != language))
    return frozenset(_spoken(language, plain) - others)


@cache
def _spoken(language: str, plain: bool) -> frozenset[str]:
    """Every word of the senses of a language, with the frequent ones."""
    lines = (phrase(of_teaching(language)["senses"][sense]) for sense in SENSES)
    slots = (slot for line in lines if isinstance(line, Phrase) for slot in line.slots)
    words = {word for slot in slots for part in slot for word, _ in part.words if word.isalpha()}
    return frozenset(bare(word) if plain else word for word in words) | _frequent(language, plain)
