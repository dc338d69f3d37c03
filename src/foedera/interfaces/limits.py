"""What one asker may take of the server: bytes, seconds, places in the queue; each refusal is JSON and says why."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]


@dataclass(frozen=True)
class Limits:
    """The limits of one worker."""

    #: Bytes of a request's body (a document for the reader), and of its address with the query.
    body: int = 8_000_000
    address: int = 8_192
    #: Seconds for an answer, waiting included; and for the request itself to arrive.
    seconds: float = 120.0
    arrival: float = 10.0
    #: Questions worked on at a time; questions that wait for that; open connections.
    at_once: int = 8
    waiting: int = 64
    connections: int = 512


def refusal(status: int, says: str) -> tuple[list[tuple[bytes, bytes]], bytes]:
    """The headers and the body of a refusal, in the shape of every fault of the API."""
    body = json.dumps({"ok": False, "error": says, "status": status}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    if status == 503:
        headers.append((b"retry-after", b"2"))
    headers += [(b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff")]
    return [*headers, (b"content-security-policy", b"default-src 'none'")], body


async def refuse(send: Send, status: int, says: str) -> None:
    """Send a refusal."""
    headers, body = refusal(status, says)
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


class _Reply:
    """What an application sends on, until it is cut off."""

    def __init__(self, send: Send) -> None:
        self.send, self.begun, self.cut = send, False, False

    async def __call__(self, message: Message) -> None:
        if not self.cut:
            self.begun = True
            await self.send(message)


class Limited:
    """An application within limits of size, time and number."""

    def __init__(self, app: App, limits: Limits) -> None:
        self._app, self._limits = app, limits
        self._places = asyncio.Semaphore(limits.at_once)
        self._inside = 0
        self._late: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer, or refuse: 413, 414 and 503."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        fault = self._too_much(scope)
        if fault is not None:
            return await refuse(send, *fault)
        reply = _Reply(send)
        work = asyncio.create_task(self._work(scope, receive, reply))
        self._inside += 1
        work.add_done_callback(self._left)
        try:
            await asyncio.wait({work}, timeout=self._limits.seconds)
        except asyncio.CancelledError:
            work.cancel()
            raise
        if work.done():
            return work.result()
        return await self._cut_off(work, reply)

    def _too_much(self, scope: Message) -> tuple[int, str] | None:
        limits = self._limits
        length = dict(scope["headers"]).get(b"content-length", b"0")
        if not length.isdigit() or int(length[:18]) > limits.body:
            return 413, f"the request is too large; at most {limits.body:,} bytes are read"
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > limits.address:
            return 414, f"the address is too long; at most {limits.address:,} characters are read"
        if self._inside >= limits.at_once + limits.waiting:
            return 503, "too many questions at once; ask again in some seconds"
        return None

    async def _work(self, scope: Message, receive: Receive, reply: _Reply) -> None:
        async with self._places:
            got = 0

            async def counted() -> Message:
                nonlocal got
                message = await receive()
                got += len(message.get("body", b""))
                if got > self._limits.body and not reply.begun:
                    await refuse(reply, 413, f"the request is too large; at most {self._limits.body:,} bytes are read")
                    reply.cut = True
                    return {"type": "http.disconnect"}
                return message

            await self._app(scope, counted, reply)

    def _left(self, work: asyncio.Task[None]) -> None:
        self._inside -= 1
        self._late.discard(work)
        if not work.cancelled():
            work.exception()  # told by whoever waits for the answer; when nobody does, it is not worth a line

    async def _cut_off(self, work: asyncio.Task[None], reply: _Reply) -> None:
        """A question that took too long: its asker is told, its place is given back when it is done."""
        if reply.begun:  # an asker who does not read
            work.cancel()
            return
        reply.cut = True
        self._late.add(work)
        says = f"this question took more than {self._limits.seconds:g} seconds; ask a narrower one, or ask again later"
        await refuse(reply.send, 503, says)
