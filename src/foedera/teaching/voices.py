"""Which of a question's sources a stretch of an answer speaks of: what is said of the wrong one earns nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foedera.teaching.answer import Answer, Sentence
from foedera.teaching.wording import Match
from foedera.teaching.words import listed

Label = tuple[int, str]


def of_another(match: Match, source: str, sources: Sequence[str], answer: Answer) -> bool:
    """Whether a wording is said of another source than the one meant; where none is named, it is not."""
    own = _labels(answer.sentences[match.sentence], sources)
    before = [name for number, name in own if number <= max(match.words)]
    if own:
        return (before or [own[0][1]])[-1] != source
    earlier = [name for part in answer.sentences[: match.sentence] for _, name in _labels(part, sources)]
    return bool(earlier) and earlier[-1] != source


def _labels(sentence: Sentence, sources: Sequence[str]) -> list[Label]:
    """The sources named in a sentence, by their words: "source A", "A says", "the second list" or "says"."""
    return sorted(set(_lettered(sentence, sources)) | set(_counted(sentence, sources)))


def _lettered(sentence: Sentence, sources: Sequence[str]) -> Iterator[Label]:
    called = {last + 1 for _, last in sentence.holds(listed(sentence.language, "voices"))}
    telling = {first - 1 for first, _ in sentence.holds(listed(sentence.language, "tells"))}
    letters = {name.lower(): name for name in sources}
    for number, word in enumerate(sentence.words):
        # "A" alone is an article as often as a source.
        if word.text in letters and number in called | telling:
            yield number, letters[word.text]


def _counted(sentence: Sentence, sources: Sequence[str]) -> Iterator[Label]:
    places = list(sentence.holds(listed(sentence.language, "voices")))
    telling = {first - 1 for first, _ in sentence.holds(listed(sentence.language, "tells"))}
    for name, key in zip(sources, ("first_of_two", "second_of_two"), strict=False):
        for first, last in sentence.holds(listed(sentence.language, key)):
            if last in telling or any(start - 1 == last or end + 1 == first for start, end in places):
                yield first, name
