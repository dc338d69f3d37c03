"""The application of a record that is being edited: made anew when a file of the record has changed."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from foedera.errors import FoederaError
from foedera.interfaces.limits import App, Message, Receive, Send

Stamp = frozenset[tuple[str, int, int]]


class Renewed:
    """An application that looks at its record's files before each question of the API."""

    def __init__(self, make: Callable[[], App], folder: Path) -> None:
        self._make, self._folder = make, folder
        self._stamp, self._app = stamp(folder), make()
        self._turn = asyncio.Lock()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass on what is asked, to the application of the record as it stands."""
        if scope["type"] == "http" and "/api/" in scope["path"]:
            async with self._turn:
                await asyncio.to_thread(self._renew)
        await self._app(scope, receive, send)

    def _renew(self) -> None:
        found = stamp(self._folder)
        if found == self._stamp:
            return
        self._stamp = found
        try:
            self._app = self._make()
        except FoederaError:
            # A file is wrong for now; the record is answered for as it was until somebody mends it.
            return


def stamp(folder: Path) -> Stamp:
    """Name, time and size of every file of a record."""
    return frozenset(_files(folder))


def _files(folder: str | Path) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
            elif entry.name.endswith(".toml"):
                found = entry.stat()
                yield entry.path, found.st_mtime_ns, found.st_size
