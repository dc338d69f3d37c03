"""The reader over HTTP: a document in, its marks and proposals out; writing only where `serve --editing` allows it."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from foedera import documents
from foedera.dossier import Dossier
from foedera.errors import BadQuestion, UnreadableDocument

Json = dict[str, Any]
#: The largest file, in bytes, and the longest text, in characters, that the page is given at once.
LARGEST, LONGEST = 8_000_000, 1_000_000
_HOSTS = {"127.0.0.1", "localhost", "[::1]", "testserver"}
#: Where the page sends the key. A page of another origin cannot send it without being asked first, which is refused.
_HEADER = "x-foedera-key"


def serve_reader(app: FastAPI, dossier: Dossier, *, key: str) -> None:
    """`POST /api/read` with the document as the body; `POST /api/proposals/accept` and `/refuse` with a proposal."""
    gazetteer = documents.Gazetteer(dossier)

    @app.post("/api/read", include_in_schema=False)
    async def read(request: Request, name: str = "text.txt", language: str | None = None) -> JSONResponse:
        data = await _body(request)
        answer = await run_in_threadpool(_read, data, name, language, gazetteer)
        return JSONResponse(answer | {"editing": _may_write(request, key)}, headers={"Cache-Control": "no-store"})

    @app.post("/api/proposals/{what}", include_in_schema=False)
    async def decide(request: Request, what: str) -> JSONResponse:
        if not key:
            says = "this program was started without --editing, so that nothing is written; download the lines instead"
            return _refused(says, 403)
        if not _may_write(request, key):
            return _refused("only who opened the address that this program printed may write into the record", 403)
        proposal = _proposal(await request.json())
        return JSONResponse(await run_in_threadpool(_decided, what, proposal, dossier))


def editable(dossier: Dossier) -> None:
    """Raise with what to do where a record is not the user's own to write into."""
    if dossier.label.startswith("dossiers/") and Path(dossier.root).resolve() != Path(dossier.label).resolve():
        raise BadQuestion("--editing writes into a record of your own; copy the shipped one and give --dossier FOLDER")


async def _body(request: Request) -> bytes:
    """The document, read no further than the limit."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST:
            raise UnreadableDocument(Path("the document"), f"it is larger than {LARGEST // 1_000_000} MB; split it")
        parts.append(part)
    return b"".join(parts)


def _read(data: bytes, name: str, language: str | None, gazetteer: documents.Gazetteer) -> Json:
    from foedera.documents.opening import text_of
    from foedera.documents.words import LANGUAGES
    from foedera.errors import UnknownName

    if language and language not in LANGUAGES:
        raise UnknownName("language", language, LANGUAGES)
    text = text_of(Path(Path(name).name or "text.txt"), data)
    if len(text.original) > LONGEST:
        raise UnreadableDocument(
            Path(text.path), f"its text is longer than {LONGEST:,} characters; read it with `foedera read`, or split it"
        )
    decided = documents.decisions()
    document = documents.document_of(text, gazetteer, language or None, decided)
    answer: Json = documents.told([document])["documents"][0]
    proposals = list(documents.proposals(document, gazetteer, decided))
    return answer | {"text": text.original, "proposals": proposals, "records": _records(answer, gazetteer.dossier)}


def _records(answer: Json, dossier: Dossier) -> dict[str, Json]:
    """Kind and title of every record that the answer names."""
    ids = {m["value"] for m in answer["mentions"]} | {c["record"] for c in answer["comparisons"]}
    ids |= {link["id"] for passage in answer["passages"] for link in passage["links"]}
    kinds = ("states", "persons", "organizations", "treaties", "events", "territories", "figures")
    return {
        id_: {"kind": kind, "title": getattr(dossier, kind)[id_].title}
        for kind in kinds
        for id_ in sorted(i for i in ids if i)
        if id_ in getattr(dossier, kind)
    }


def _decided(what: str, proposal: dict[str, str], dossier: Dossier) -> Json:
    from foedera.documents.accepting import accept, undo
    from foedera.documents.decisions import decide, decisions, forget

    if what == "accept":
        return accept(proposal, Path(dossier.root))
    if what == "refuse":
        decide(proposal["id"], "refused", why=proposal["why"])
        return {"refused": proposal["id"]}
    if what == "undo":
        if decisions().decided(proposal["id"]) == "refused":
            forget(proposal["id"])
            return {"undone": proposal["id"]}
        return undo(proposal["id"])
    raise BadQuestion("a proposal can be accepted, refused or undone; nothing else")


def _proposal(given: Any) -> dict[str, str]:
    keys = ("id", "file", "patch", "record", "source", "cite", "why")
    if not isinstance(given, dict) or not all(isinstance(given.get(key), str) for key in keys):
        raise BadQuestion(f"a proposal has {', '.join(keys)}, each a text; send it as it was given")
    return {key: given[key] for key in keys}


def _may_write(request: Request, key: str) -> bool:
    """Whether a request comes from the page, on this machine, that was opened with the key."""
    given = request.headers.get(_HEADER, "").encode("utf-8", "replace")
    return bool(key) and secrets.compare_digest(given, key.encode()) and _host(request) in _HOSTS


def _host(request: Request) -> str:
    host = request.headers.get("host", "")
    return host if host.endswith("]") else host.rpartition(":")[0] or host


def _refused(says: str, status: int) -> JSONResponse:
    return JSONResponse({"ok": False, "error": says, "status": status}, status_code=status)
