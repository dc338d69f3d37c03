"""With which words a pattern of dates may begin, so that it is tried at these words only.

A pattern is a regular expression without classes of letters but those of a set; what it may begin with is told without
matching it. A run of figures counts as a word of as many noughts, since not its figures tell, but how many they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_PIECE = re.compile(
    r"(?P<never>\(\?!\))|(?P<look>\(\?<?[=!])|(?P<open>\((?:\?(?:P<\w+>|:|>))?)|(?P<close>\))|(?P<or>\|)|(?P<set>\[[^\]]*\])"
    r"|(?P<many>[?*+]|\{[0-9,]+\})|(?P<word>[^\W\d_]+(?![?*+{])|[^\W\d_])|(?P<other>\\x..|\\.|.)",
    re.DOTALL,
)
#: Stands for whatever ends a word.
_END = " "


def heads(pattern: str) -> frozenset[str]:
    """Every word that a match of a pattern may begin with."""
    return frozenset(word.rstrip(_END) for word in _alternatives(_PIECE.finditer(pattern))) - {""}


def _alternatives(pieces: Iterator[re.Match[str]]) -> set[str]:
    """What each alternative may begin with, up to the bracket that closes them; unended where more may follow."""
    done: set[str] = set()
    before, last = {""}, {""}
    for piece in pieces:
        kind = piece.lastgroup
        if kind == "many":
            last = _repeated(last, piece[0])
            continue
        before, last = _joined(before, last), {""}
        if kind in ("or", "close"):
            done |= before
            before = {""}
            if kind == "close":
                return done
        elif kind == "look":
            _alternatives(pieces)
        elif kind == "never":
            last = set()
        elif kind == "open":
            last = _alternatives(pieces)
        elif kind == "set":
            last = set(_letters(piece[0]))
        else:
            last = {piece[0]} if kind == "word" else {_letter(piece[0])}
    return done | _joined(before, last)


def _joined(before: set[str], after: set[str]) -> set[str]:
    """Each beginning with each that follows it, if it has not ended."""
    if after == {""}:
        return before
    ended = {one for one in before if one.endswith(_END)}
    return ended | {_one(one, other) for one in before - ended for other in after}


def _one(one: str, other: str) -> str:
    # Figures and letters are two words.
    apart = one and other and one[-1].isdigit() != other[0].isdigit()
    return one + _END if apart else one + other


def _repeated(once: set[str], many: str) -> set[str]:
    """What is there so many times; what has no bound, once at least."""
    if once == {_END}:
        # Where a space may be wanting, the words are two for all that.
        return once
    least, _, most = {"?": "0,1", "*": "0,1", "+": "1,1"}.get(many, many.strip("{}")).partition(",")
    found, now = (set() if int(least) else {""}), {""}
    for number in range(1, int(most or least) + 1):
        now = _joined(now, once)
        found |= now if number >= int(least) else set()
    return found


def _letters(set_: str) -> Iterable[str]:
    return (_letter(character) for character in re.sub("([0-9])-[0-9]", r"\1", set_[1:-1]) or _END)


def _letter(character: str) -> str:
    if character == r"\d" or character.isdecimal():
        return "0"
    return character if character.isalpha() else _END
