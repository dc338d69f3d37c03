"""In which language each paragraph is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from foedera.documents.texts import Layer
from foedera.documents.texts import layer as read_as
from foedera.documents.words import LANGUAGES, words_of
from foedera.errors import needs

#: A paragraph with fewer letters takes the language of the document where its script allows.
_ENOUGH = 60
#: At most so many characters of a paragraph are looked at.
_MOST = 400
#: At most so many paragraphs, from all over a document, have a say in what its languages are.
_VOTERS = 4000
_WORD = re.compile(r"[^\W\d_]+")
#: Letters that only one of the languages has.
_OWN_LETTERS = {
    "vi": "ạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉọỏốồổỗộớờởỡợụủứừửữựỵỷỹđơư", "ro": "ț", "pl": "łńśźż", "lt": "ėįų", "lv": "āēīķļņģ",
    "ru": "ыэъ", "uk": "іїєґ", "de": "ß",
}  # fmt: skip
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_IN_CYRILLIC = ("ru", "uk")


@cache
def _identifier() -> Any:
    with needs("documents", "to tell the language of a text"):
        from py3langid.langid import MODEL_FILE, LanguageIdentifier
    known = LanguageIdentifier.from_model_file(MODEL_FILE)
    known.set_languages(list(LANGUAGES))
    return known


def languages_of(layers: Sequence[Layer], given: str | None = None) -> Iterator[str]:
    """The ISO 639-1 code of each paragraph, as it is asked for; `given` where the reader says it."""
    if given:
        yield from (given for _ in layers)
        return
    known: dict[int, str] = {}
    votes: Counter[str] = Counter()
    for number in range(0, len(layers), len(layers) // _VOTERS + 1):
        size = len(layers[number].plain)
        known[number] = _identified(layers[number]) if size >= _ENOUGH else ""
        votes[known[number]] += size if known[number] else 0
    del votes[""]
    main = votes.most_common(1)[0][0] if votes else ""
    if not main:
        main = _identified(read_as(" ".join(layer.plain for layer in layers[:_MOST])[:_MOST]))
    # What is rare in a document is rather a mistake than a language, unless it is long or of another script.
    sure = {language for language, count in votes.items() if count * 20 >= sum(votes.values())} | {main}
    for number, layer in enumerate(layers):
        own = known.get(number)
        if own is None:
            own = _identified(layer) if len(layer.plain) >= _ENOUGH else ""
        yield own if own in sure else _of_script(layer, main)


def _identified(layer: Layer) -> str:
    """By its frequent words where they decide, else by the statistics of its letters."""
    frequent, letters, folded = _frequent(), _own_letters(), layer.folded[:_MOST]
    votes = dict.fromkeys(LANGUAGES, 0)
    for word in frequent.keys() & _WORD.findall(folded):
        for language in frequent[word]:
            votes[language] += 1
    for letter in letters.keys() & set(folded) if not folded.isascii() else ():
        votes[letters[letter]] += 1
    next_most, most = sorted(votes.values())[-2:]
    if most >= 3 and most > 1.4 * next_most:
        return max(votes, key=votes.__getitem__)
    if _cyrillic(folded):
        return "uk" if re.search("[іїєґ]", folded) else "ru"
    return str(_identifier().classify(layer.plain[:_MOST])[0])


@cache
def _frequent() -> dict[str, tuple[str, ...]]:
    """The languages of each frequent word."""
    found: dict[str, tuple[str, ...]] = {}
    for language in LANGUAGES:
        for word in words_of(language)["function"]:
            found[word] = (*found.get(word, ()), language)
    return found


@cache
def _own_letters() -> dict[str, str]:
    """The language of each letter that only one language has."""
    return {letter: language for language, letters in _OWN_LETTERS.items() for letter in letters}


def _cyrillic(text: str) -> bool:
    return len(_CYRILLIC.findall(text)) > len(_LATIN.findall(text))


def _of_script(layer: Layer, main: str) -> str:
    """The main language, or another where the letters are not of its script."""
    if _cyrillic(layer.folded) == (main in _IN_CYRILLIC) or not re.search(r"\w", layer.plain):
        return main
    return _identified(layer)
