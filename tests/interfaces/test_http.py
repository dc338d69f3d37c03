"""The same answers over HTTP: one shape for errors, nothing fetched from elsewhere."""

from __future__ import annotations

import asyncio
import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import httpx
import pytest

import foedera
from foedera.interfaces.http import api
from tests.tiny import ALLIANCE, read

RECORD = (
    ALLIANCE
    + """
--- persons/beck.toml
title = "B. <b>Beck</b>"
[[office]]
title = "minister"
of = "alba"
from = 1932-01-01
until = 1939-01-01
--- territories/march.toml
title = "The March"
[[control]]
sovereign = "bela"
--- events/1935.toml
[[event]]
id = "attack"
date = 1935-06-01
title = "Cora attacks Bela"
acts = [{ actor = "cora", verb = "attack", target = "bela" }]
--- readings/scope.toml
title = "Scope?"
default = "narrow"
why = "So."
[[alternative]]
id = "narrow"
says = "N."
[[alternative]]
id = "wide"
says = "W."
--- suppositions/no-attack.toml
title = "No attack"
remove = ["attack"]
"""
)
ACT, DAY, PACT = "cora attacks bela", "1935-06-01", "1930-01-01-alliance"


class Client:
    """Asks the application of a dossier, without a network."""

    def __init__(self, dossier: foedera.Dossier) -> None:
        self.app = api(dossier)

    def ask(self, method: str, address: str, headers: dict[str, str] | None = None, body: Any = None) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
                return await client.request(method, address, headers=headers, json=body)

        # In a thread of its own: the browser tests leave an event loop running in this one.
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(lambda: asyncio.run(send())).result()

    def get(self, address: str) -> httpx.Response:
        return self.ask("GET", address)


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> foedera.Dossier:
    return read(tmp_path_factory.mktemp("tiny"), RECORD)


@pytest.fixture(scope="module")
def client(dossier: foedera.Dossier) -> Client:
    return Client(dossier)


SAME = {
    "day": ("/api/day/1935-06-01", lambda d: foedera.day(d, DAY)),
    "day to day": ("/api/day/1929-06-01?to=1931-01-01", lambda d: foedera.between(d, "1929-06-01", "1931-01-01")),
    "bound": ("/api/bound/1935-06-01", lambda d: foedera.bound_on(d, DAY)),
    "bound by and to": (
        "/api/bound/1935-06-01?by=alba&to=Bela&pledge=defence", lambda d: foedera.bound_on(
            d, DAY, by="alba", to="bela", pledge="defense"),
    ),
    "bound, everything": (
        "/api/bound/1920-01-01?all=true", lambda d: foedera.bound_on(d, "1920-01-01", everything=True),
    ),
    "act": (f"/api/act/{ACT}/{DAY}", lambda d: foedera.act_on(d, ACT, DAY)),
    "act, given": (
        f"/api/act/{ACT}/{DAY}?given=provoked&given=dara assists bela&all=true",
        lambda d: foedera.act_on(d, ACT, DAY, given=["provoked", "dara assists bela"], everything=True),
    ),
    "act, kept, as known": (
        f"/api/act/{ACT}/{DAY}?assuming=kept&known_to=public&reading=scope=wide",
        lambda d: foedera.act_on(d, ACT, DAY, kept=True, known_to="public", readings=["scope=wide"]),
    ),
    "why": (f"/api/why/{PACT}/1/{DAY}?act={ACT}", lambda d: foedera.why(d, f"{PACT}/1", DAY, act=ACT)),
    "whynot": (f"/api/whynot/dara/bela/{ACT}/{DAY}", lambda d: foedera.why_not(d, "dara", "bela", ACT, DAY)),
    "treaty": (f"/api/treaty/{PACT}", lambda d: foedera.treaty(d, PACT)),
    "treaty on a day": (f"/api/treaty/{PACT}/{DAY}", lambda d: foedera.treaty(d, PACT, DAY)),
    "state": ("/api/state/Alba", lambda d: foedera.state(d, "alba")),
    "person": ("/api/person/beck", lambda d: foedera.person(d, "beck")),
    "person on a day": (f"/api/person/beck/{DAY}", lambda d: foedera.person(d, "beck", DAY)),
    "place": ("/api/place/march", lambda d: foedera.place(d, "march")),
    "place on a day": (f"/api/place/march/{DAY}", lambda d: foedera.place(d, "march", DAY)),
    "replay": ("/api/replay?from=1935-01-01&to=1935-12-31", lambda d: foedera.replayed(d, "1935-01-01", "1935-12-31")),
    "suppose": ("/api/suppose?id=no-attack", lambda d: foedera.supposed(d, "no-attack")),
    "contents": ("/api/contents", lambda d: foedera.contents(d)),
    "search": ("/api/search?q=alb", lambda d: foedera.search(d, "alb")),
    "timeline": ("/api/timeline?known_to=cora", lambda d: foedera.timeline(d, known_to="cora")),
    "control": ("/api/control", lambda d: foedera.control(d)),
    "ties": (f"/api/ties/{DAY}", lambda d: foedera.ties_on(d, DAY)),
    "instruments": (f"/api/instruments/{DAY}/alba?towards=bela", lambda d: foedera.instruments(
        d, DAY, "alba", towards="bela")),
    "events": ("/api/events?of=cora", lambda d: foedera.events(d, "cora")),
    "event": ("/api/event/attack", lambda d: foedera.event(d, "attack")),
    "reading": ("/api/reading/scope", lambda d: foedera.reading(d, "scope")),
    "sources": ("/api/sources", lambda d: foedera.sources(d)),
    "suppose without": (f"/api/suppose?without={PACT}", lambda d: foedera.supposed(d, remove=[PACT])),
}  # fmt: skip


@pytest.mark.parametrize(("address", "answer"), SAME.values(), ids=SAME)
def test_the_answer_is_the_same_as_in_python(
    client: Client, dossier: foedera.Dossier, address: str, answer: Any
) -> None:
    said = client.get(address)
    assert said.status_code == 200
    assert said.json() == json.loads(json.dumps(answer(dossier)))


FAULTS = {
    "an unknown state is not found": ("/api/state/albia", 404, "nearest: alba"),
    "an unknown treaty is not found": ("/api/treaty/pact-of-nowhere", 404, "no treaty"),
    "a day that the calendar lacks is a bad question": ("/api/day/1935-02-30", 400, "28 days"),
    "a day outside the record is a bad question": ("/api/day/1800-01-01", 400, "1900-01-01 to 1999-12-31"),
    "an act without a verb is a bad question": ("/api/act/nonsense/1935-01-01", 400, "ACTOR VERB TARGET"),
    "an unknown reading is not found": (f"/api/act/{ACT}/{DAY}?reading=x=y", 404, "no reading called 'x'"),
    "an unknown supposition is not found": ("/api/suppose?id=nowhere", 404, "no-attack"),
    "no supposition at all is a bad question": ("/api/suppose", 400, "without"),
    "an unknown event is not found": ("/api/event/attach", 404, "nearest: attack"),
    "an unknown organization is not found": ("/api/organization/league", 404, "no organization"),
    "an unknown disputed point is not found": ("/api/reading/scop", 404, "nearest: scope"),
    "a timeline under an unknown supposition is not found": ("/api/timeline?suppose=x", 404, "no-attack"),
    "a search for nothing is a bad question": ("/api/search?q=%20", 400, "at least one word"),
    "an atlas that the record lacks is not found": ("/api/atlas", 404, "atlas"),
    "a file of the server's is no supposition": ("/api/suppose?id=/etc/passwd", 404, "no supposition called"),
}


@pytest.mark.parametrize(("address", "status", "part"), FAULTS.values(), ids=FAULTS)
def test_fault(client: Client, address: str, status: int, part: str) -> None:
    said = client.get(address)
    body = said.json()
    assert said.status_code == status
    assert set(body) == {"ok", "error", "status"}
    assert body["ok"] is False and body["status"] == status and part in body["error"]
    assert "/home" not in body["error"] and "Traceback" not in body["error"]


def test_nothing_is_changed_by_a_question(client: Client) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert client.ask(method, f"/api/day/{DAY}").status_code == 405


def test_the_atlas_is_served_with_a_policy_that_lets_nothing_else_in(client: Client) -> None:
    said = client.get("/")
    assert said.status_code == 200 and said.headers["content-type"].startswith("text/html")
    assert not re.findall(r"(?:src|href|action)=['\"]?(?:https?:)?//", said.text)
    policy = said.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'") and "unsafe" not in policy
    assert said.headers["x-content-type-options"] == "nosniff"


def test_every_file_that_the_page_names_is_served(client: Client) -> None:
    named = re.findall(r'(?:src|href)="([^"]+)"', client.get("/").text)
    assert len(named) >= 3
    for address in named:
        assert client.get(urljoin("/", address)).status_code == 200, address


def test_the_page_names_its_files_so_that_it_may_lie_below_any_path(client: Client) -> None:
    for address in ("/", "/api/docs"):
        assert re.findall(r'(?:src|href)="?(/[^" >]*)', client.get(address).text) == []


def test_no_address_leads_out_of_the_folder_of_the_app(client: Client) -> None:
    for address in ("/../http.py", "/assets/../../http.py", "/assets/%2e%2e/%2e%2e/http.py", "/index.html"):
        assert client.get(address).status_code == 404


def test_the_docs_page_that_would_fetch_scripts_is_off(client: Client) -> None:
    assert client.get("/docs").status_code == client.get("/redoc").status_code == 404
    assert client.get("/api/openapi.json").status_code == 200


def test_an_answer_has_the_mark_of_its_record(client: Client, dossier: foedera.Dossier) -> None:
    assert client.get(f"/api/day/{DAY}").headers["etag"].startswith(f'"{dossier.digest[:16]}-')


def test_an_answer_that_the_asker_already_has_is_not_sent_again(client: Client) -> None:
    first = client.get(f"/api/day/{DAY}")
    again = client.ask("GET", f"/api/day/{DAY}", {"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304 and again.content == b"" and again.headers["etag"] == first.headers["etag"]
    wrong = client.ask("GET", "/api/state/albia", {"If-None-Match": first.headers["etag"]})
    assert wrong.status_code == 404 and "etag" not in wrong.headers


def test_a_long_answer_is_compressed_where_the_asker_takes_it(client: Client) -> None:
    for address in ("/api/contents", "/"):
        assert client.ask("GET", address, {"Accept-Encoding": "identity"}).headers.get("content-encoding") is None
    assert client.ask("GET", "/api/contents", {"Accept-Encoding": "gzip"}).headers["content-encoding"] == "gzip"


def test_the_schema_shows_real_questions_with_their_answers(client: Client) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    assert len(paths) > 20
    for path, item in paths.items():
        for parameter in item["get"].get("parameters", []):
            none = (
                "organization",
                "debate",
                "disagreement",
                "figure",
                "mechanism",
                "crisis",
                "question",
                "lesson",
            )  # tiny
            empty = any(kind in path for kind in none)
            assert empty or not parameter["required"] or parameter.get("example"), (path, parameter["name"])
    told = paths["/api/treaty/{name}/{day}"]["get"]["responses"]["200"]["content"]["application/json"]
    assert told["example"]["treaty"]["title"] == "Alliance of Alba and Bela"


def test_the_api_has_a_page_that_fetches_nothing(client: Client) -> None:
    said = client.get("/api/docs")
    assert said.status_code == 200 and "<script" not in said.text
    assert "//" not in said.text.partition("<main>")[0]
    for path in client.get("/api/openapi.json").json()["paths"]:
        assert f"<code>{path}</code>" in said.text
    for address in re.findall(r'Try: <a href="([^"]+)"', said.text):
        found = client.get(urljoin("/api/docs", address.replace("&amp;", "&")))
        assert found.status_code in (200, 400, 404) and "nothing is served" not in found.text, address


def test_a_name_in_any_script_is_understood_in_an_address(tmp_path: Path) -> None:
    names = '\n--- states/bela.toml\ntitle = "Bela"\nnames = { vi = "Bê La", ru = "Бела" }\n'
    client = Client(read(tmp_path, ALLIANCE + names))
    assert client.get("/api/state/Bê La").json()["state"] == "bela"
    assert client.get("/api/state/Бела").json()["state"] == "bela"


SHAPE = {
    "an address that is not there": ("/api/nowhere", 404),
    "an option of the wrong kind": ("/api/bound/1935-01-01?all=maybe", 422),
    "an assumption that the shell refuses": (f"/api/act/{ACT}/{DAY}?assuming=broken", 400),
}


@pytest.mark.parametrize(("address", "status"), SHAPE.values(), ids=SHAPE)
def test_all_errors_have_one_shape(client: Client, address: str, status: int) -> None:
    said = client.get(address)
    assert said.status_code == status
    assert set(said.json()) >= {"ok", "error", "status"} and said.json()["ok"] is False
