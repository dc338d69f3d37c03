"""The same answers over HTTP, and a plain page to ask for them; on this machine only."""

from __future__ import annotations

import socket
import threading
import webbrowser
from collections.abc import Callable
from html import escape
from typing import Annotated, Any

import uvicorn
from fastapi import FastAPI, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import HTMLResponse, JSONResponse

from foedera import answers
from foedera.dossier import Dossier
from foedera.errors import BadQuestion, FoederaError, NoAtlas, UnknownName
from foedera.interfaces import page

Json = dict[str, Any]
Many = Annotated[list[str], Query()]
NONE: list[str] = []


def api(dossier: Dossier) -> FastAPI:
    """The application for one dossier: JSON under `/api/<command>/...`, a page at `/`."""
    app = FastAPI(title="Foedera", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    _questions(app, dossier)
    _records(app, dossier)
    _scholarship(app, dossier)
    _maps(app, dossier)
    _strategy(app, dossier)
    app.add_middleware(GZipMiddleware, minimum_size=10_000)

    @app.exception_handler(FoederaError)
    def fault(request: Request, error: FoederaError) -> JSONResponse:
        status = 404 if isinstance(error, (UnknownName, NoAtlas)) else 400
        return JSONResponse({"ok": False, "error": str(error), "status": status}, status_code=status)

    @app.exception_handler(404)
    def missing(request: Request, error: Exception) -> JSONResponse:
        says = "nothing is served at this address; the addresses are listed at /api/openapi.json"
        return JSONResponse({"ok": False, "error": says, "status": 404}, status_code=404)

    @app.exception_handler(RequestValidationError)
    def malformed(request: Request, error: RequestValidationError) -> JSONResponse:
        says = "; ".join(f"{part['loc'][-1]}: {part['msg']}" for part in error.errors())
        return JSONResponse({"ok": False, "error": says, "status": 422}, status_code=422)

    @app.middleware("http")
    async def dress(request: Request, call_next: Callable[[Request], Any]) -> Response:
        response: Response = await call_next(request)
        response.headers["Content-Security-Policy"] = (
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'"
        )
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["ETag"] = f'"{dossier.digest[:32]}"'
        return response

    @app.get("/", response_class=HTMLResponse, include_in_schema=False)
    def ask(request: Request) -> HTMLResponse:
        body, status = _answered(dossier, dict(request.query_params))
        return HTMLResponse(body, status_code=status)

    return app


def _questions(app: FastAPI, dossier: Dossier) -> None:
    @app.get("/api/day/{day}")
    def day(day: str, to: str | None = None, known_to: str | None = None, reading: Many = NONE) -> Json:
        """The world on a day; with `to`, what changes between two days."""
        return (
            answers.between(dossier, day, to) if to else answers.day(dossier, day, known_to=known_to, readings=reading)
        )

    @app.get("/api/bound/{day}")
    def bound(
        day: str, by: str | None = None, to: str | None = None, pledge: str | None = None, known_to: str | None = None,
        reading: Many = NONE, all: bool = False,
    ) -> Json:  # fmt: skip
        """Who is bound to whom on a day, for what."""
        return answers.bound_on(
            dossier, day, by=by, to=to, pledge=pledge, known_to=known_to, readings=reading, everything=all
        )

    @app.get("/api/act/{act}/{day}")
    def act(
        act: str, day: str, given: Many = NONE, known_to: str | None = None, reading: Many = NONE,
        assuming: str | None = None, all: bool = False,
    ) -> Json:  # fmt: skip
        """What an act sets off, breaches, bars and empowers."""
        if assuming not in (None, "kept"):
            raise BadQuestion(f"assuming takes `kept`, not '{assuming}'")
        return answers.act_on(
            dossier,
            act,
            day,
            given=given,
            known_to=known_to,
            readings=reading,
            kept=assuming == "kept",
            everything=all,
        )

    @app.get("/api/why/{subject:path}/{day}")
    def why(
        subject: str, day: str, act: str | None = None, given: Many = NONE, known_to: str | None = None,
        reading: Many = NONE,
    ) -> Json:  # fmt: skip
        """The argument for an article on a day."""
        return answers.why(dossier, subject, day, act=act, given=given, known_to=known_to, readings=reading)

    @app.get("/api/whynot/{debtor}/{creditor}/{act}/{day}")
    def whynot(
        debtor: str, creditor: str, act: str, day: str, given: Many = NONE, known_to: str | None = None,
        reading: Many = NONE,
    ) -> Json:  # fmt: skip
        """The first failing condition of every commitment of one state to another."""
        return answers.why_not(dossier, debtor, creditor, act, day, given=given, known_to=known_to, readings=reading)

    @app.get("/api/replay")
    def replay(
        since: Annotated[str | None, Query(alias="from")] = None, to: str | None = None, reading: Many = NONE
    ) -> Json:
        """Every recorded act with its findings and what came of them."""
        if reading is None:
            reading = []
        return answers.replayed(dossier, since, to, readings=reading)

    @app.get("/api/suppose")
    def suppose(
        id: str | None = None,
        without: Many = NONE,
        since: Annotated[str | None, Query(alias="from")] = None,
        to: str | None = None,
    ) -> Json:
        """The difference that a supposition of the record, or a removal, makes."""
        if without is None:
            without = []
        if id is not None and id not in dossier.suppositions:
            raise UnknownName("supposition", id, sorted(dossier.suppositions))
        return answers.supposed(dossier, id, remove=without, first=since, last=to)


def _maps(app: FastAPI, dossier: Dossier) -> None:
    @app.get("/api/atlas")
    def atlas() -> Json:
        """The map's geometry as TopoJSON, with its views."""
        return answers.topojson(dossier)

    @app.get("/api/map/{day}")
    def map_(day: str, known_to: str | None = None, reading: Many = NONE) -> Json:
        """Who holds each atom of the map on a day, the lines of spheres, the capitals."""
        return answers.map_on(dossier, day, known_to=known_to, readings=reading)


def _records(app: FastAPI, dossier: Dossier) -> None:
    @app.get("/api/treaty/{name}")
    @app.get("/api/treaty/{name}/{day}")
    def treaty(name: str, day: str | None = None, known_to: str | None = None) -> Json:
        """A treaty and its status on a day."""
        return answers.treaty(dossier, name, day, known_to=known_to)

    @app.get("/api/state/{name}")
    def state(name: str) -> Json:
        """A state."""
        return answers.state(dossier, name)

    @app.get("/api/person/{name}")
    @app.get("/api/person/{name}/{day}")
    def person(name: str, day: str | None = None) -> Json:
        """A person and the offices held."""
        return answers.person(dossier, name, day)

    @app.get("/api/place/{name}")
    @app.get("/api/place/{name}/{day}")
    def place(name: str, day: str | None = None, known_to: str | None = None) -> Json:
        """A territory, and on a day whose it was and who held it."""
        return answers.place(dossier, name, day, known_to=known_to)


def _scholarship(app: FastAPI, dossier: Dossier) -> None:
    @app.get("/api/debate")
    def debates() -> Json:
        """All questions of historians."""
        return answers.debates(dossier)

    @app.get("/api/debate/{name}")
    def debate(name: str) -> Json:
        """A question of historians: positions, claims, evidence for and against."""
        return answers.debate(dossier, name)

    @app.get("/api/disagreement")
    def disagreements() -> Json:
        """All points on which sources differ."""
        return answers.disagreements(dossier)

    @app.get("/api/disagreement/{name}")
    def disagreement(name: str) -> Json:
        """A point on which sources differ, or all that concern a record."""
        return answers.disagreement(dossier, name)

    @app.get("/api/figure")
    @app.get("/api/figure/{name}")
    def figure(name: str | None = None) -> Json:
        """Numbers that somebody gave."""
        return answers.figures(dossier, name)

    @app.get("/api/mechanism")
    def mechanisms() -> Json:
        """All mechanisms."""
        return answers.mechanisms(dossier)

    @app.get("/api/mechanism/{name}")
    def mechanism(name: str) -> Json:
        """One way the system worked, with its demonstrations."""
        return answers.mechanism(dossier, name)

    @app.get("/api/coverage")
    def coverage() -> Json:
        """What the record holds and how much of it was looked up."""
        return answers.coverage(dossier)


def _strategy(app: FastAPI, dossier: Dossier) -> None:
    @app.get("/api/crisis")
    def crises() -> Json:
        """All crises, and the priors under which they may be asked."""
        return answers.crises(dossier)

    @app.get("/api/crisis/{name}")
    def crisis(
        name: str, prior: str | None = None, draws: int = 20_000,
        lam: Annotated[float, Query(alias="lambda")] = 4.0, seed: int = 1, suppose: Many = NONE,
        choice: str | None = None,
    ) -> Json:  # fmt: skip
        """A crisis as a game: shares of a declared prior, what they turn on, what would flip the choice."""
        return answers.crisis(
            dossier, name, prior=prior, draws=draws, lam=lam, seed=seed, suppose=suppose, choice=choice
        )

    @app.get("/api/hindcast")
    def hindcast(lam: Annotated[float, Query(alias="lambda")] = 4.0, draws: int = 4_096, seed: int = 1) -> Json:
        """What the model gives the recorded choices of every crisis, scored against plain baselines."""
        return answers.hindcast(dossier, lam=lam, draws=draws, seed=seed)


_PAGE: dict[str, Callable[[Dossier, dict[str, str]], Json]] = {
    "act": lambda d, q: answers.act_on(
        d, q["act"], q["day"], given=_lines(q.get("given")), known_to=q.get("known_to") or None,
        kept=bool(q.get("kept")), everything=bool(q.get("all")),
    ),
    "bound": lambda d, q: answers.bound_on(
        d, q["day"], by=q.get("by") or None, to=q.get("to") or None, known_to=q.get("known_to") or None
    ),
    "treaty": lambda d, q: answers.treaty(d, q["name"], q.get("day") or None),
    "place": lambda d, q: answers.place(d, q["name"], q.get("day") or None),
    "day": lambda d, q: answers.day(d, q["day"]),
}  # fmt: skip


def _lines(text: str | None) -> list[str]:
    return [part.strip() for part in (text or "").split(";") if part.strip()]


def _answered(dossier: Dossier, query: dict[str, str]) -> tuple[str, int]:
    """The page for a question, and its status; every fault is a sentence on the page."""
    kind = query.get("ask", "")
    if not kind:
        return page.page(dossier, query, ""), 200
    try:
        if kind not in _PAGE:
            raise UnknownName("question", kind, sorted(_PAGE))
        return page.page(dossier, query, page.told(kind, _PAGE[kind](dossier, query))), 200
    except KeyError as missing:
        return page.page(
            dossier, query, f"<p role=alert>The question lacks {escape(str(missing))}; fill it in.</p>"
        ), 400
    except FoederaError as fault:
        return page.page(dossier, query, f"<p role=alert>{escape(str(fault))}</p>"), 404 if isinstance(
            fault, UnknownName
        ) else 400


def run(dossier: Dossier, port: int, *, open_browser: bool) -> None:
    """Serve on this machine only, until interrupted."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise FoederaError(f"port {port} is already in use; choose another with --port") from None
    address = f"http://127.0.0.1:{port}/"
    print(f"Foedera serves {dossier.case.title} at {address}  (Ctrl+C ends it)", flush=True)
    if open_browser:
        threading.Timer(0.8, webbrowser.open, (address,)).start()
    uvicorn.run(api(dossier), host="127.0.0.1", port=port, log_level="warning")
