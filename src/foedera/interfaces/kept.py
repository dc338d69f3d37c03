"""Answers kept as they went out: a question is a function of the record, so the same address has the same answer."""

from __future__ import annotations

import asyncio
from collections import OrderedDict

from foedera.interfaces.limits import App, Message, Receive, Send

Key = tuple[str, bytes, bool]
_OF_THE_BODY = (b"content-length", b"content-type", b"content-encoding")
#: Bytes of answers that a worker keeps, and of the largest one.
MOST, LARGEST = 64_000_000, 16_000_000


class Kept:
    """An application that gives the answers it has given lately again, without working them out."""

    def __init__(self, app: App, most: int = MOST) -> None:
        self._app, self._most, self._size = app, most, 0
        self._asked: dict[Key, asyncio.Event] = {}
        self._answers: OrderedDict[Key, tuple[Message, bytes]] = OrderedDict()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or ask and keep."""
        key = _key(scope)
        if key is None:
            return await self._app(scope, receive, send)
        if key in self._asked:  # somebody asks the same: one answer is enough
            await self._asked[key].wait()
        if key in self._answers:
            self._answers.move_to_end(key)
            return await _tell(send, *self._answers[key], _had(scope))
        told = self._asked.setdefault(key, asyncio.Event())
        try:
            return await self._ask(key, scope, receive, send)
        finally:
            told.set()
            self._asked.pop(key, None)

    async def _ask(self, key: Key, scope: Message, receive: Receive, send: Send) -> None:
        head: Message = {}
        parts: list[bytes] = []

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                head.update(message)
            elif head.get("status") == 200:
                parts.append(message.get("body", b""))
                if not message.get("more_body"):
                    self._keep(key, dict(head), b"".join(parts))
            await send(message)

        await self._app(scope, receive, noted)

    def _keep(self, key: Key, head: Message, body: bytes) -> None:
        if len(body) > LARGEST or key in self._answers:
            return
        self._answers[key] = head, body
        self._size += len(body)
        while self._size > self._most:
            _, (_, oldest) = self._answers.popitem(last=False)
            self._size -= len(oldest)


def _had(scope: Message) -> list[bytes]:
    """The marks of the answers that the asker has."""
    said = dict(scope["headers"]).get(b"if-none-match", b"")
    return [mark.strip().removeprefix(b"W/") for mark in said.split(b",")]


async def _tell(send: Send, head: Message, body: bytes, had: list[bytes]) -> None:
    """Give a kept answer, or say that the asker has it already."""
    if dict(head["headers"]).get(b"etag") in had:
        kept = [(name, value) for name, value in head["headers"] if name not in _OF_THE_BODY]
        head, body = {**head, "status": 304, "headers": kept}, b""
    await send(head)
    await send({"type": "http.response.body", "body": body})


def _asks(scope: Message) -> bool:
    return str(scope["path"]).removeprefix(scope.get("root_path", "")).startswith("/api/")


def _key(scope: Message) -> Key | None:
    """What an answer is kept under; None for what is no plain question."""
    if scope["type"] != "http" or scope["method"] != "GET" or not _asks(scope):
        return None
    headers = dict(scope["headers"])
    if b"authorization" in headers:
        return None
    return scope["path"], scope["query_string"], b"gzip" in headers.get(b"accept-encoding", b"")
