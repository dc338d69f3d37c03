"""By which names a server may be asked, and under which path it lies."""

from __future__ import annotations

from collections.abc import Collection

from foedera.interfaces.limits import App, Message, Receive, Send, refuse


class Door:
    """An application that answers to its own names only, at `/` and below a path that a proxy may keep or cut off."""

    def __init__(self, app: App, root: str = "", names: Collection[str] = ()) -> None:
        self._app, self._root, self._names = app, root, frozenset(names)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass on what is asked by a right name, with the path as the application knows it."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        name = host_of(dict(scope["headers"]).get(b"host", b"").decode("latin-1"))
        # A page elsewhere that has its own name lead to this machine is no reader of this one.
        if self._names and name not in self._names:
            says = f"this server is not known as '{name[:60]}'; where that is its name, start it with --name"
            return await refuse(send, 421, says)
        path = scope["path"]
        if self._root and path == self._root:
            return await _moved(send, f"{self._root}/")
        if self._root:
            inner = path.removeprefix(self._root) if path.startswith(f"{self._root}/") else path
            scope = {**scope, "root_path": self._root, "path": self._root + inner}
        return await self._app(scope, receive, send)


def host_of(header: str) -> str:
    """The name in a Host header, without the port."""
    name = header.strip().lower()
    return name.partition("]")[0].removeprefix("[") if name.startswith("[") else name.partition(":")[0]


async def _moved(send: Send, to: str) -> None:
    headers = [(b"location", to.encode("latin-1", "replace")), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": 308, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
