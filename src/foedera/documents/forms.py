"""The inflected forms of a name: endings that a language's data file gives are put in the place of others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product

from foedera.documents.texts import fold
from foedera.documents.words import words_of

#: A name of more words than this is inflected in its first word only; so many forms are kept of one name.
_WORDS, _FORMS = 2, 400


def inflected(form: str, language: str, table: str = "names") -> Iterator[str]:
    """A name and its inflected forms, folded; some of them may be forms that nobody writes, which does no harm."""
    yield fold(form)
    rules = words_of(language).get("inflection", {}).get(table, ())
    if not rules:
        return
    words = fold(form).split()
    reach = len(words) if len(words) <= _WORDS else 1
    choices = [_of_word(word, rules) if number < reach else [word] for number, word in enumerate(words)]
    for parts in islice(product(*choices), 1, _FORMS):
        yield " ".join(parts)


def _of_word(word: str, rules: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    if len(word) < 3 or not word[-1].isalpha():
        return [word]
    for ending, others in rules:
        if word.endswith(ending):
            stem = word[: len(word) - len(ending)]
            return [word, *(stem + other for other in others)]
    return [word]
