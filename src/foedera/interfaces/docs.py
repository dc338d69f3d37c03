"""The API described: the OpenAPI schema with real answers as examples, and a page of it that fetches nothing."""

from __future__ import annotations

import json
from html import escape
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute

from foedera.dossier import Dossier
from foedera.errors import FoederaError

Json = dict[str, Any]
#: Answers that take seconds are not worked out for the sake of an example.
_SLOW = {
    "/api/suppose", "/api/replay", "/api/align", "/api/align/{year}", "/api/balance/{day}", "/api/pivot/{day}",
    "/api/crisis/{name}", "/api/hindcast",
}  # fmt: skip
_FAULT = {"ok": False, "error": "the record knows no state called 'x'; nearest: ...", "status": 404}


def describe(app: FastAPI, dossier: Dossier) -> None:
    """Give an application its schema, and the page of it at `/api/docs`."""

    def schema() -> Json:
        if app.openapi_schema is None:
            app.openapi_schema = _schema(app, dossier)
        return app.openapi_schema

    app.openapi = schema  # type: ignore[method-assign]

    @app.get("/api/docs", response_class=HTMLResponse, include_in_schema=False)
    def page() -> HTMLResponse:
        return HTMLResponse(_page(schema(), dossier))


def _schema(app: FastAPI, dossier: Dossier) -> Json:
    made = get_openapi(
        title=f"Foedera: {dossier.case.title}",
        version=dossier.digest[:12],
        description="Who was bound, on any day, to do what to whom, and why. Every address is a question; all are GET.",
        routes=app.routes,
    )
    asked = _questions(dossier)
    for route in app.routes:
        if isinstance(route, APIRoute) and route.path_format in made["paths"]:
            _exemplify(made["paths"][route.path_format]["get"], route, asked)
    return made


def _exemplify(told: Json, route: APIRoute, asked: Json) -> None:
    values = {}
    for parameter in told.get("parameters", []):
        own = asked.get(f"{route.path.partition('}')[0]}}} {parameter['name']}") or asked.get(
            f"{route.path} {parameter['name']}"
        )
        example = own or asked.get(parameter["name"])
        if example is not None and (own or parameter["required"]):
            parameter["example"] = values[parameter["name"]] = example
    told["responses"]["200"]["content"]["application/json"]["schema"] = {"type": "object"}
    for status, says in (("400", "A question that cannot be asked"), ("404", "A name that the record does not hold")):
        told["responses"][status] = {"description": says, "content": {"application/json": {"example": _FAULT}}}
    if route.path not in _SLOW:
        try:
            answer = route.endpoint(**values)
        except (FoederaError, TypeError):
            return
        told["responses"]["200"]["content"]["application/json"]["example"] = _shortened(answer)


def _shortened(value: Any) -> Any:
    """An answer with the first of each list, so that its shape shows."""
    if isinstance(value, dict):
        return {key: _shortened(part) for key, part in list(value.items())[:24]}
    return [_shortened(part) for part in value[:1]] if isinstance(value, list) else value


def _questions(dossier: Dossier) -> Json:
    """What to ask of this dossier, by the name of a parameter, or by address and name."""
    day = (dossier.case.opening or dossier.case.first).isoformat()
    states = list(dossier.states)
    act = dossier.case.example or f"{states[0]} attacks {states[1]}"
    words = act.split()
    debtor, creditor = words[0], words[-1]
    treaty = next(
        (t for t in sorted(dossier.treaties, reverse=True) if t[:10] <= day), next(iter(dossier.treaties), "")
    )
    asked: Json = {
        "day": day,
        "year": day[:4],
        "act": act,
        "subject": treaty,
        "debtor": debtor,
        "creditor": creditor,
        "of": debtor,
    }
    asked |= {"q": debtor, "/api/events of": debtor, "/api/bound/{day} by": debtor}
    for address, records in (
        ("treaty", dict.fromkeys([treaty])), ("state", dict.fromkeys([debtor])), ("person", dossier.persons),
        ("place", dossier.territories), ("event", dossier.events), ("organization", dossier.organizations),
        ("reading", dossier.readings), ("debate", dossier.claims), ("mechanism", dossier.mechanisms),
        ("disagreement", dossier.disagreements), ("figure", dossier.figures), ("crisis", dossier.crises),
    ):  # fmt: skip
        asked[f"/api/{address}/{{name}} name"] = next(iter(records), None)
    asked |= {"question": next(iter(dossier.questions), None), "lesson": next(iter(dossier.lessons), None)}
    return asked


def _page(schema: Json, dossier: Dossier) -> str:
    parts = [_section(path, item["get"]) for path, item in sorted(schema["paths"].items())]
    listed = "".join(
        f'<li><a href="#{_anchor(path)}"><code>{escape(path)}</code></a></li>' for path in sorted(schema["paths"])
    )
    return (
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"
        "<title>Foedera: the HTTP API</title><link rel=stylesheet href=../docs.css><link rel=icon href=../favicon.svg><main>"
        f"<p><a href=../>Foedera</a></p><h1>The HTTP API</h1><p>{escape(dossier.case.title)}. Every address is a question, asked with "
        "<code>GET</code>, and gives the JSON of the command of its name. A fault is one sentence: "
        f"<code>{escape(json.dumps(_FAULT))}</code>. The schema for programs: <a href=openapi.json>/api/openapi.json</a>.</p>"
        f"<nav aria-label=addresses><ul>{listed}</ul></nav>{''.join(parts)}</main></html>"
    )  # fmt: skip


def _anchor(path: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in path).split())


def _section(path: str, told: Json) -> str:
    parameters = told.get("parameters", [])
    rows = "".join(
        f"<tr><th scope=row><code>{escape(p['name'])}</code></th><td>{p['in']}{', required' if p['required'] else ''}</td>"
        f"<td>{escape(str(p.get('example', '')))}</td></tr>"
        for p in parameters
    )
    table = f"<table><thead><tr><th>parameter<th>where<th>example</thead><tbody>{rows}</tbody></table>" if rows else ""
    # A record that holds nothing of the kind has no question to try.
    askable = all(p.get("example") for p in parameters if p["required"])
    address = escape(_address(path, parameters))
    beside = address.removeprefix("/api/")
    tried = f'<p>Try: <a href="{beside}">{address}</a></p>' if askable else ""
    example = told["responses"]["200"]["content"]["application/json"].get("example")
    answer = (
        f"<details><summary>An answer, shortened</summary><pre tabindex=0>{escape(json.dumps(example, ensure_ascii=False, indent=1))}</pre></details>"
        if example is not None else ""
    )  # fmt: skip
    return (
        f'<section id="{_anchor(path)}"><h2><code>{escape(path)}</code></h2><p>{escape(told.get("description", ""))}</p>'
        f"{table}{tried}{answer}</section>"
    )


def _address(path: str, parameters: list[Json]) -> str:
    query = {}
    for p in parameters:
        if p["in"] == "path":
            path = path.replace(f"{{{p['name']}}}", quote(str(p.get("example", "")))).replace(
                f"{{{p['name']}:path}}", quote(str(p.get("example", "")))
            )
        elif "example" in p:
            query[p["name"]] = p["example"]
    return path + (f"?{urlencode(query)}" if query else "")
