"""Phrases: how an idea may be worded in a free answer, as a teacher writes it, one line a wording.

All parts of a line must stand in the same sentence, close to each other, in any order:

    gain*|buy*|win* time          a star: the word may end in any way; `|`: one of these
    tranh_thủ|kéo_dài thời_gian   an underscore: these words stand next to each other
    NOT trust*|confiden*          NOT: a word of negation
    {germany} attack*             braces: a record, under any name it has in the answer's language
    {1939-08} {@baltic-state}     braces: a date within this one (EDTF); a set of states
    <fear>|nightmare*             angle brackets: any word of a sense, as the languages list it
    > {germany} attack* {poland}  a leading `>`: in this order
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from foedera.dossier.names import fold

#: Stands for any word of negation.
NEGATION = "NOT"
#: Marks a phrase whose parts must keep their order.
IN_ORDER = ">"
#: The senses of which every language taught lists the words.
SENSES = (
    "refuse", "fear", "threat", "want", "weak", "attack", "distrust", "alone", "late", "seize", "breach",
    "two_fronts", "help", "aloof", "agree", "talks", "fail", "deter", "get", "give", "lose", "land", "border",
    "expand", "divide", "sphere", "buffer", "army", "officers", "purge", "arm", "weapons", "prepare", "time",
    "postpone", "avoid", "war", "peace", "safe", "defend", "ally", "enemy", "exhaust", "each_other", "profit",
    "strong", "rely", "believe", "know", "trade", "goods", "machines", "credit", "debt", "secret", "left_out",
    "appease", "eastward", "communist", "revolution", "hate", "ideology", "capitalist", "west", "recognise",
    "leave", "join", "powerless", "passage", "between", "far", "condition", "lapse", "bound", "promise", "staff",
    "low_rank", "by_ship", "port", "quick", "living_space", "race", "short_war", "pretext", "collapse", "signal",
    "pressure", "interest", "cost", "people", "past", "blockade", "voters",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One alternative of a slot: words that stand next to each other, a record or date, a sense, or a negation."""

    words: tuple[tuple[str, bool], ...] = ()
    record: str = ""
    negation: bool = False
    sense: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A line, read: its slots, each with its alternatives."""

    text: str
    slots: tuple[tuple[Part, ...], ...]
    ordered: bool = False

    @property
    def records(self) -> tuple[str, ...]:
        """The records, sets and dates that stand in braces."""
        return tuple(part.record for slot in self.slots for part in slot if part.record)


@lru_cache(maxsize=20_000)
def phrase(text: str) -> Phrase | str:
    """A line as a phrase; a sentence that says what is wrong where it is none."""
    words = text.split()
    ordered = words[:1] == [IN_ORDER]
    slots = tuple(tuple(map(_part, word.split("|"))) for word in words[ordered:])
    if not slots:
        return "a phrase has at least one word"
    found = tuple(tuple(part for part in slot if isinstance(part, Part)) for slot in slots)
    wrong = [part for slot in slots for part in slot if isinstance(part, str)]
    return wrong[0] if wrong else Phrase(text, found, ordered)


def _part(text: str) -> Part | str:
    if text == NEGATION:
        return Part(negation=True)
    if text.startswith("{") or text.endswith("}"):
        inside = text[1:-1]
        closed = text.startswith("{") and text.endswith("}") and inside and "{" not in inside
        return Part(record=inside) if closed else f"'{text}' opens or closes a brace alone"
    if text.startswith("<") or text.endswith(">"):
        known = text.startswith("<") and text.endswith(">") and text[1:-1] in SENSES
        return Part(sense=text[1:-1]) if known else f"'{text}' is no sense; the senses are {', '.join(SENSES)}"
    # A hyphen parts words as a space does: answers have both.
    words = tuple(
        (fold(word.rstrip("*")), word.endswith("*")) for word in text.replace("-", "_").replace("/", "_/_").split("_")
    )
    if any(not word or not all(c.isalnum() or c in "'/" for c in word) for word, _ in words):
        return f"'{text}' is no word; a word has letters and figures, a star only at its end"
    return Part(words=words)
