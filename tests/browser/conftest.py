"""A browser before the real record: Debian's chromium, the program as users start it, nothing from elsewhere."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
#: Milliseconds for anything that must come: a machine that is shared may pause, and no test here is about speed.
PATIENCE = 180_000
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


#: Nothing says any more that it waits.
_QUIET = """() => new Promise(done => {
  const look = () => document.querySelector('[role=status].muted') ? setTimeout(look, 50) : setTimeout(done, 50)
  look()
})"""


def _without(reason: str) -> None:
    """Skip with the reason; in continuous integration that is a failure."""
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        _without("there is no chromium on this machine; as root, `make test` installs it")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _without("playwright is not installed; it is in the extra `dev`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def serving(*options: str) -> Iterator[str]:
    """The address of the program, started as a user starts it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "foedera", "serve", "--port", str(port), "--no-open", *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/"
    try:
        for _ in range(4 * PATIENCE // 1000):
            try:
                urllib.request.urlopen(address + "api/contents").read()
                break
            except OSError:
                time.sleep(0.25)
        yield address
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture(scope="session")
def origin() -> Iterator[str]:
    with serving() as address:
        yield address


@dataclass
class Reader:
    """One reader before the atlas, and all that went wrong or abroad meanwhile."""

    page: Any
    origin: str
    faults: list[str] = field(default_factory=list)
    abroad: list[str] = field(default_factory=list)

    def opens(self, view: str = "", waits_for: str = "h1") -> Any:
        """Go to a view and wait until it has its answer."""
        self.page.goto("about:blank")
        self.page.goto(self.origin + (f"#/{view}" if view else ""))
        self.page.locator(waits_for).first.wait_for(state="attached", timeout=PATIENCE)
        self.rests()
        return self.page

    def rests(self) -> None:
        """Until nothing is on its way any more."""
        self.page.wait_for_timeout(300)  # what follows a moving day waits until it rests
        self.page.evaluate(_QUIET)

    def day(self) -> str:
        """The day that the panel shows, as a machine reads it from the address."""
        return str(self.page.evaluate("new URLSearchParams(location.hash.split('?')[1]).get('day')"))


@pytest.fixture(scope="session")
def window(chromium: Any) -> Iterator[Any]:
    """One page for all tests: to open a window costs the browser more than most of them do."""
    context = chromium.new_context(viewport=DESK, locale="en-GB", reduced_motion="reduce", accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    context.close()


@pytest.fixture
def reader(window: Any, origin: str, request: pytest.FixtureRequest) -> Iterator[Reader]:
    """Someone at a desk, or with a phone where a test is marked so; whatever breaks or leaves the origin fails."""
    options = getattr(request, "param", {})
    window.set_viewport_size(options.get("viewport", DESK))
    window.emulate_media(color_scheme=options.get("scheme", "light"))
    found = Reader(window, origin)
    home = (origin, "blob:", "data:", "about:")
    heard: dict[str, Any] = {
        "pageerror": lambda error: found.faults.append(str(error)),
        "console": lambda said: found.faults.append(said.text) if said.type in ("error", "warning") else None,
        "request": lambda sent: None if sent.url.startswith(home) else found.abroad.append(sent.url),
    }
    for event, hears in heard.items():
        window.on(event, hears)
    yield found
    for event, hears in heard.items():
        window.remove_listener(event, hears)
    if window.url.startswith(origin):  # the next reader is another person
        window.evaluate("localStorage.clear(); sessionStorage.clear()")
    window.goto("about:blank")
    assert found.abroad == [], "requests left the origin"
    expected = options.get("expects", "\0")
    assert [fault for fault in found.faults if expected not in fault] == [], "the console complains"
