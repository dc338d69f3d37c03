"""How answers go out: the built atlas beside them, marks of the record, compression, and what a page may do."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.middleware.gzip import GZipMiddleware

from foedera.dossier import Dossier

#: The built atlas; `make web` writes it from `web/`.
APP = Path(__file__).parent / "app"
_KINDS = {
    ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml", ".json": "application/json",
}  # fmt: skip
#: No script or style but the atlas's own files, and nothing from anywhere else.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_POLICIES = {
    "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
}  # fmt: skip


def serve_app(app: FastAPI) -> None:
    """Each file of the built atlas at its own address, the page itself at `/`."""
    for path in sorted(APP.rglob("*")):
        if path.suffix in _KINDS:
            name = path.relative_to(APP).as_posix()
            _serve(app, "/" if name == "index.html" else f"/{name}", path)


class Packed:
    """Bytes that stay the same, compressed once."""

    def __init__(self, content: bytes, kind: str, headers: dict[str, str] | None = None) -> None:
        self.plain = Response(content, media_type=kind, headers=headers)
        self.small = Response(gzip.compress(content, 9), media_type=kind, headers=headers)
        self.small.headers.update({"Content-Encoding": "gzip", "Vary": "Accept-Encoding"})

    def for_(self, request: Request) -> Response:
        """The answer in the form that the asker takes."""
        kept = self.small if "gzip" in request.headers.get("Accept-Encoding", "") else self.plain
        return Response(kept.body, headers=dict(kept.headers))


def _serve(app: FastAPI, address: str, path: Path) -> None:
    content = path.read_bytes()
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    # Names under assets/ carry a hash of their content.
    age = "public, max-age=31536000, immutable" if address.startswith("/assets/") else "no-cache"
    packed = Packed(content, _KINDS[path.suffix], {"ETag": tag, "Cache-Control": age})

    @app.get(address, include_in_schema=False)
    def file(request: Request) -> Response:
        return packed.for_(request)


def _had(request: Request) -> list[str]:
    """The marks of the answers that the asker has."""
    return request.headers.get("If-None-Match", "").replace("W/", "").replace(" ", "").split(",")


@cache
def _program() -> str:
    """A hash of the program: another program may answer otherwise."""
    total = hashlib.sha256()
    for path in sorted(APP.parents[1].rglob("*.py")):
        total.update(path.read_bytes())
    return total.hexdigest()


def dress(app: FastAPI, dossier: Dossier) -> None:
    """Marks, compression and policy for every answer; 304 for one that the asker already has."""
    mark = f'"{dossier.digest[:16]}-{_program()[:16]}"'

    @app.middleware("http")
    async def dressed(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await call_next(request)
        response.headers.update(_POLICIES)
        if response.status_code != 200:
            return response
        tag = response.headers.setdefault("ETag", mark)
        response.headers.setdefault("Cache-Control", "no-cache")
        if tag in _had(request):
            kept = {name: response.headers[name] for name in ("ETag", "Cache-Control")}
            return Response(status_code=304, headers=kept | _POLICIES)
        return response

    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=6)
