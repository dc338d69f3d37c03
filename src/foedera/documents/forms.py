"""The inflected forms of a name: endings that a language's data file gives are put in the place of others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product

from foedera.documents.texts import fold
from foedera.documents.words import words_of

#: A name of more words than this is inflected in its first word only; so many forms are kept of one name.
_WORDS, _FORMS = 2, 400
#: So many spellings of a transliterated name are tried.
_SPELLINGS = 24


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


def transliterated(names: Mapping[str, Sequence[str]], language: str) -> Iterator[str]:
    """A person's surname written from another language's, letter by letter, as this language's data file says."""
    rules = words_of(language).get("transliteration", {})
    letters = rules.get("letters", {})
    surnames = {fold(name).split()[-1] for name in names.get(rules.get("from", ""), ()) if " " in name}
    for surname in sorted(surnames):
        choices = [letters.get(letter, [letter]) for letter in surname]
        for parts in islice(product(*choices), _SPELLINGS):
            written = re.sub(r"(\w)\1", r"\1", "".join(parts)) if rules.get("single") else "".join(parts)
            yield from (written + ending for ending in rules.get("endings", [""]))
