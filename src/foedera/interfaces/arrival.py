"""Connections that must say in time what they ask: nobody holds a place by asking slowly."""

from __future__ import annotations

import asyncio
from typing import ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from foedera.interfaces.limits import Limits, refusal


class Arrival(H11Protocol):
    """Uvicorn's HTTP/1.1, with a limit on connections and on the time in which a request must arrive."""

    limits: ClassVar[Limits] = Limits()
    _clock: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection, or refuse one too many."""
        super().connection_made(transport)
        if len(self.connections) > self.limits.connections:
            self._refuse(503, "too many connections at once; ask again in some seconds")
        else:
            self._wait()

    def data_received(self, data: bytes) -> None:
        """Read on; the clock runs from the first byte of a request to its last."""
        super().data_received(data)
        if self.conn.their_state in (h11.IDLE, h11.SEND_BODY):
            self._wait()
        else:
            self._rest()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the clock."""
        self._rest()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Say that what came is no HTTP."""
        self._refuse(400, "this is no HTTP request; ask with GET /api/...")

    def _wait(self) -> None:
        if self._clock is None:
            self._clock = self.loop.call_later(self.limits.arrival, self._late)

    def _rest(self) -> None:
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None

    def _late(self) -> None:
        self._clock = None
        if not self.transport.is_closing():
            self._refuse(408, f"the request did not arrive within {self.limits.arrival:g} seconds")

    def _refuse(self, status: int, says: str) -> None:
        self._rest()
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            headers, body = refusal(status, says)
            head = h11.Response(status_code=status, headers=[*headers, (b"connection", b"close")])
            for event in (head, h11.Data(data=body), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()
