"""The line on which each value of a TOML file stands.

`tomllib` keeps no places. This reads the same text again, which `tomllib` has already
found sound, and notes the line of every key and array element by its path.
"""

from __future__ import annotations

import re

Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
    r"|\n"
    r"|[\[\]{},=.]"
    r"|[^\s\"'\[\]{},=.#]+",
    re.DOTALL,
)


#: What begins a text that may run over several lines.
_LONG = ('"""', "'''")


#: The most parts of a key: each more takes the readers longer than the one before.
MOST_PARTS = 32
_MANY_DOTS = re.compile(rf"(?:[^\s.=]+[ \t]*\.[ \t]*){{{MOST_PARTS}}}")


def deep_key(text: str) -> int:
    """The line of a key with more parts than are read, before anything else is done with a text; 0 where none is."""
    if not _MANY_DOTS.search(text):
        return 0
    dots, line = 0, 1
    for token in _TOKEN.findall(text):
        dots = dots + 1 if token == "." else 0 if token in "\n=,[]{}" else dots
        if dots >= MOST_PARTS:
            return line
        line += token.count("\n")
    return 0


def lines_of(text: str) -> dict[Path, int]:
    """Path of each table, key and element -> its line, counted from 1."""
    return _Scan(text).run()


class _Scan:
    def __init__(self, text: str) -> None:
        self.tokens: list[tuple[str, int]] = []
        line = 1
        for token in _TOKEN.findall(text):
            if token[0] != "#":
                self.tokens.append((token, line))
            if token == "\n":
                line += 1
            elif token[:3] in _LONG:
                line += token.count("\n")
        self.at = 0
        self.lines: dict[Path, int] = {(): 1}
        self.counts: dict[Path, int] = {}

    def run(self) -> dict[Path, int]:
        table: Path = ()
        while self.at < len(self.tokens):
            token, line = self.tokens[self.at]
            if token == "\n":
                self.at += 1
            elif token == "[":
                table = self._header(line)
            else:
                self._pair(table)
        return self.lines

    def _header(self, line: int) -> Path:
        double = self.tokens[self.at + 1][0] == "["
        self.at += 2 if double else 1
        path: Path = ()
        names = self._name()
        for name in names[:-1]:
            path = self._last((*path, name))
        path = (*path, names[-1])
        self.at += 2 if double else 1
        self.lines.setdefault(path, line)
        if not double:
            return self._last(path)
        self.counts[path] = self.counts.get(path, -1) + 1
        path = (*path, self.counts[path])
        self.lines[path] = line
        return path

    def _last(self, path: Path) -> Path:
        return (*path, self.counts[path]) if path in self.counts else path

    def _name(self) -> list[str]:
        names = [self._plain()]
        while self.tokens[self.at][0] == ".":
            self.at += 1
            names.append(self._plain())
        return names

    def _plain(self) -> str:
        token = self.tokens[self.at][0]
        self.at += 1
        return token[1:-1] if token[0] in "\"'" else token

    def _pair(self, table: Path) -> None:
        line = self.tokens[self.at][1]
        path = table
        for name in self._name():
            path = (*path, name)
            self.lines.setdefault(path, line)
        self.at += 1  # the equals sign
        self._value(path)

    def _value(self, path: Path) -> None:
        token, line = self.tokens[self.at]
        self.lines[path] = min(line, self.lines.get(path, line))
        if token == "[":
            self._array(path)
        elif token == "{":
            self._inline(path)
        else:
            self._scalar()

    def _scalar(self) -> None:
        self.at += 1
        while self.at < len(self.tokens) and self.tokens[self.at][0] not in ("\n", ",", "]", "}"):
            self.at += 1

    def _array(self, path: Path) -> None:
        self.at += 1
        index = 0
        while self.tokens[self.at][0] != "]":
            if self.tokens[self.at][0] in ("\n", ","):
                self.at += 1
                continue
            self.lines[(*path, index)] = self.tokens[self.at][1]
            self._value((*path, index))
            index += 1
        self.at += 1

    def _inline(self, path: Path) -> None:
        self.at += 1
        while self.tokens[self.at][0] != "}":
            if self.tokens[self.at][0] in ("\n", ","):
                self.at += 1
            else:
                self._pair(path)
        self.at += 1
