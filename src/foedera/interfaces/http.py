"""The same answers over HTTP, and the atlas that asks for them."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from foedera import answers
from foedera.dossier import Dossier
from foedera.errors import BadQuestion, FoederaError, NoAtlas, UnknownName
from foedera.history import suppose
from foedera.interfaces import alignments, docs, learning
from foedera.interfaces.dress import Packed, dress, serve_app
from foedera.interfaces.laboratory import crisis_routes
from foedera.interfaces.reader import serve_reader

Json = dict[str, Any]
Many = Annotated[list[str], Query()]
NONE: list[str] = []


def api(dossier: Dossier, *, key: str = "") -> FastAPI:
    """The application for one dossier: JSON under `/api/<command>/...`, the atlas at `/`; with `key` one may write."""
    app = FastAPI(title="Foedera", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    _questions(app, dossier)
    _records(app, dossier)
    _scholarship(app, dossier)
    _atlas(app, dossier)
    _maps(app, dossier)
    crisis_routes(app, dossier)
    alignments.serve(app, dossier)
    serve_reader(app, dossier, key=key)
    learning.routes(app, dossier)
    _faults(app)
    docs.describe(app, dossier)
    serve_app(app)
    dress(app, dossier)
    return app


def _faults(app: FastAPI) -> None:
    """Every fault has one shape: a sentence, and the status."""

    def told(says: str, status: int) -> JSONResponse:
        return JSONResponse({"ok": False, "error": says, "status": status}, status_code=status)

    @app.exception_handler(FoederaError)
    def fault(request: Request, error: FoederaError) -> JSONResponse:
        return told(str(error), 404 if isinstance(error, (UnknownName, NoAtlas)) else 400)

    @app.exception_handler(404)
    def missing(request: Request, error: Exception) -> JSONResponse:
        return told("nothing is served at this address; the addresses are listed at /api/docs", 404)

    @app.exception_handler(500)
    def broken(request: Request, error: Exception) -> JSONResponse:
        return told("this question broke the program; please report it with its address", 500)

    @app.exception_handler(405)
    def unasked(request: Request, error: Exception) -> JSONResponse:
        return told("questions only: ask with GET", 405)

    @app.exception_handler(RequestValidationError)
    def malformed(request: Request, error: RequestValidationError) -> JSONResponse:
        return told("; ".join(f"{part['loc'][-1]}: {part['msg']}" for part in error.errors()), 422)


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
    def supposed(
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
    @cache
    def whole() -> Packed:
        return Packed(bytes(JSONResponse(answers.topojson(dossier)).body), "application/json")

    @app.get("/api/atlas", response_model=None)
    def atlas(request: Request) -> Response:
        """The map's geometry as TopoJSON, with its views."""
        return whole().for_(request)

    @app.get("/api/map/{day}")
    def map_(day: str, known_to: str | None = None, reading: Many = NONE) -> Json:
        """Who holds each atom of the map on a day, the lines of spheres, the capitals."""
        return answers.map_on(dossier, day, known_to=known_to, readings=reading)

    @app.get("/api/geojson/{day}")
    def geojson(day: str, known_to: str | None = None, reading: Many = NONE) -> Json:
        """The map of a day as GeoJSON."""
        return answers.geojson_on(dossier, day, known_to=known_to, readings=reading)

    @app.get("/api/control")
    def control(known_to: str | None = None, reading: Many = NONE) -> Json:
        """Who holds each atom through all days, in brief; the lines of spheres and the capitals by day."""
        return answers.control(dossier, known_to=known_to, readings=reading)


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


def _atlas(app: FastAPI, dossier: Dossier) -> None:
    """What the atlas asks beyond the commands."""

    @app.get("/api/contents")
    def contents() -> Json:
        """The record in outline: its days, the names of what it holds, its vocabulary."""
        return answers.contents(dossier)

    @app.get("/api/search")
    def search(q: str) -> Json:
        """Records of every kind whose names, in any language, or texts hold all words."""
        return answers.search(dossier, q)

    @app.get("/api/timeline")
    def timeline(known_to: str | None = None, reading: Many = NONE, suppose: str | None = None) -> Json:
        """All that moves: ties, wars, events, days of legal change; also under a supposition of the record."""
        return answers.timeline(_supposed(dossier, suppose), known_to=known_to, readings=reading)

    @app.get("/api/ties/{day}")
    def ties(day: str, known_to: str | None = None, reading: Many = NONE) -> Json:
        """Per pair and pledge, the instruments of few parties that tie states on a day; those of many by name."""
        return answers.ties_on(dossier, day, known_to=known_to, readings=reading)

    @app.get("/api/instruments/{day}/{of}")
    def instruments(
        day: str, of: str, towards: str | None = None, known_to: str | None = None, reading: Many = NONE
    ) -> Json:
        """A state's instruments on a day: in force, contested, or ended and why."""
        return answers.instruments(dossier, day, of, towards=towards, known_to=known_to, readings=reading)

    @app.get("/api/events")
    def events(
        of: str | None = None, since: Annotated[str | None, Query(alias="from")] = None, to: str | None = None
    ) -> Json:
        """The events of a stretch of days; with `of`, those that name a record."""
        return answers.events(dossier, of, since, to)

    @app.get("/api/event/{name}")
    def event(name: str) -> Json:
        """An event with its acts, what it answers, what it rests on."""
        return answers.event(dossier, name)

    @app.get("/api/organization/{name}")
    def organization(name: str) -> Json:
        """An organization and its members."""
        return answers.organization(dossier, name)

    @app.get("/api/reading/{name}")
    def reading(name: str) -> Json:
        """A disputed point with its alternatives."""
        return answers.reading(dossier, name)

    @app.get("/api/sources")
    def sources() -> Json:
        """The bibliography."""
        return answers.sources(dossier)


@lru_cache(maxsize=16)
def _supposed(dossier: Dossier, name: str | None) -> Dossier:
    """The dossier under one of its own suppositions, kept, since it is asked for again and again."""
    if name is None:
        return dossier
    if name not in dossier.suppositions:
        raise UnknownName("supposition", name, sorted(dossier.suppositions))
    return suppose(dossier, dossier.suppositions[name])
