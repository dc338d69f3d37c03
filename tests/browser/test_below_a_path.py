"""The atlas behind a proxy that shows it below a path of its own, among other things on one origin."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tests.browser.conftest import Reader, serving

PATH = "/x/y"


class Proxy(BaseHTTPRequestHandler):
    """Hands on what is asked below the path; of anything else on its origin it knows nothing."""

    protocol_version = "HTTP/1.1"

    def __init__(self, behind: str, cuts: bool, *words: Any) -> None:
        self.behind, self.cuts = behind.rstrip("/"), cuts
        super().__init__(*words)

    def do_GET(self) -> None:
        status, headers, body = 404, [("Content-Length", "0")], b""
        if self.path.startswith(f"{PATH}/"):
            path = self.path.removeprefix(PATH) if self.cuts else self.path
            request = urllib.request.Request(self.behind + path, headers={"Accept": self.headers["Accept"] or "*/*"})
            try:
                with urllib.request.urlopen(request) as answer:
                    status, headers, body = answer.status, answer.getheaders(), answer.read()
            except urllib.error.HTTPError as error:
                status, headers, body = error.code, list(error.headers.items()), error.read()
        self.send_response(status)
        for name, value in headers:
            if name.lower() not in ("date", "server", "connection", "transfer-encoding"):
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *words: Any) -> None:
        pass


@pytest.fixture(scope="module", params=[True, False], ids=["a proxy that cuts the path off", "one that keeps it"])
def origin(request: pytest.FixtureRequest) -> Iterator[str]:
    with serving("--root-path", PATH) as behind:
        proxy = ThreadingHTTPServer(("127.0.0.1", 0), partial(Proxy, behind, request.param))
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{proxy.server_port}{PATH}/"
        proxy.shutdown()
        proxy.server_close()


def test_the_map_a_treaty_and_an_act_are_there_and_every_link_stays_below_the_path(reader: Reader) -> None:
    page = reader.opens("atlas?day=1939-08-25&of=poland", "svg .atom")
    page.locator(".instrument").first.wait_for()
    page.get_by_role("button", name="A day on").click()
    reader.rests()
    assert reader.day() == "1939-08-26"
    for view, shows in (
        ("treaty/1939-08-25-anglo-polish-mutual-assistance?day=1939-09-01", ".status"),
        ("act?act=germany+attacks+poland&day=1939-09-01", ".verdict"),
    ):
        page = reader.opens(view, shows)
        assert page.locator("[role=alert]").count() == 0
        links = page.eval_on_selector_all("a[href]", "all => all.map((one) => one.href)")
        home = [link for link in links if link.startswith(reader.origin.removesuffix(f"{PATH}/"))]
        assert home and all(link.startswith(reader.origin) for link in home)
