"""The server under load and under bad manners: limits, workers that die, names, a path of its own."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from foedera.interfaces.door import Door, host_of
from foedera.interfaces.kept import Kept
from foedera.interfaces.limits import Limited, Limits
from tests.tiny import ALLIANCE, write

PATIENCE = 120.0


# -- without a network: an application within limits --------------------------------------


def asked(app: Any, *requests: tuple[str, str, dict[str, Any]]) -> list[httpx.Response]:
    """What an application answers to requests sent at once."""

    async def send() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", timeout=PATIENCE) as client:
            return await asyncio.gather(*(client.request(m, a, **more) for m, a, more in requests))

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(send())).result()


def answering(take: Callable[[], Any] = lambda: asyncio.sleep(0)) -> Any:
    """An application that reads what it is sent, takes its time and says how often it was asked."""
    times = 0

    async def app(scope: Any, receive: Any, send: Any) -> None:
        nonlocal times
        times += 1
        while scope["method"] != "GET" and (message := await receive()).get("more_body"):
            assert message["type"] == "http.request"
        await take()
        body = f"{times} {scope['root_path']} {scope['path']}".encode()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": body})

    return app


GET = ("GET", "/api/day/1935-06-01", {})


def fault(response: httpx.Response) -> tuple[int, str]:
    told = response.json()
    assert told["ok"] is False and told["status"] == response.status_code
    return response.status_code, told["error"]


def test_a_body_that_says_it_is_too_large_is_refused() -> None:
    [answer] = asked(Limited(answering(), Limits(body=10)), ("POST", "/api/x", {"content": b"x" * 11}))
    assert fault(answer) == (413, "the request is too large; at most 10 bytes are read")


def test_a_body_that_turns_out_too_large_is_refused() -> None:
    async def stream() -> Any:
        for _ in range(4):
            yield b"xxx"

    [answer] = asked(Limited(answering(), Limits(body=10)), ("POST", "/api/x", {"content": stream()}))
    assert fault(answer) == (413, "the request is too large; at most 10 bytes are read")


def test_an_address_that_is_too_long_is_refused() -> None:
    [answer] = asked(Limited(answering(), Limits(address=50)), ("GET", "/api/search?q=" + "x" * 50, {}))
    assert fault(answer) == (414, "the address is too long; at most 50 characters are read")


def test_a_question_that_takes_too_long_is_given_up_and_says_so() -> None:
    app = Limited(answering(lambda: asyncio.sleep(5)), Limits(seconds=0.05))
    [answer] = asked(app, GET)
    assert fault(answer)[0] == 503 and "took more than 0.05 seconds" in answer.json()["error"]
    assert answer.headers["retry-after"] == "2"


def test_more_questions_than_may_wait_are_refused_and_the_others_answered() -> None:
    app = Limited(answering(lambda: asyncio.sleep(0.2)), Limits(at_once=2, waiting=3))
    codes = sorted(answer.status_code for answer in asked(app, *[GET] * 9))
    assert codes == [200] * 5 + [503] * 4
    assert [a.status_code for a in asked(Limited(answering(), Limits()), GET)] == [200]


def test_a_question_that_broke_gives_its_place_back() -> None:
    async def broken(scope: Any, receive: Any, send: Any) -> None:
        raise ValueError("broken")

    app = Limited(broken, Limits(at_once=1, waiting=1))
    for _ in range(5):
        assert asked(app, GET)[0].status_code == 500
    assert app._inside == 0


def test_an_answer_is_kept_for_the_same_question_and_form_only() -> None:
    app, plain = Kept(answering()), {"headers": {"accept-encoding": "identity"}}
    texts = [asked(app, one)[0].text for one in (GET, GET, ("GET", GET[1], plain), ("GET", GET[1] + "?to=x", {}))]
    assert [text.split()[0] for text in texts] == ["1", "1", "2", "3"]


def test_who_has_a_kept_answer_is_told_so_and_who_has_another_is_not() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        headers = [(b"etag", b'"a"'), (b"content-length", b"2"), (b"cache-control", b"no-cache")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"{}"})

    kept = Kept(app)
    asked(kept, GET)
    had, other = asked(kept, *(("GET", GET[1], {"headers": {"if-none-match": tag}}) for tag in ('W/"a", "x"', '"b"')))
    assert (had.status_code, had.content, had.headers["etag"]) == (304, b"", '"a"')
    assert (other.status_code, other.content) == (200, b"{}")


def test_a_question_that_many_ask_at_once_is_worked_out_once() -> None:
    app = Kept(answering(lambda: asyncio.sleep(0.1)))
    assert {answer.text for answer in asked(app, *[GET] * 20)} == {"1  /api/day/1935-06-01"}


def test_those_who_wait_for_an_answer_that_broke_ask_for_themselves() -> None:
    async def broken(scope: Any, receive: Any, send: Any) -> None:
        await asyncio.sleep(0.05)
        raise ValueError("broken")

    app = Kept(broken)
    assert [answer.status_code for answer in asked(app, *[GET] * 5)] == [500] * 5
    assert app._asked == {}


def test_no_more_is_kept_than_there_is_room_for() -> None:
    app = Kept(answering(), most=50)
    for number in range(20):
        asked(app, ("GET", f"/api/{number}", {}))
    assert 0 < app._size == sum(len(body) for _, body in app._answers.values()) <= 50


@pytest.mark.parametrize(
    ("header", "name"),
    [("127.0.0.1:8017", "127.0.0.1"), ("LocalHost", "localhost"), ("[::1]:8017", "::1"), ("", ""), ("a.b:", "a.b")],
)
def test_a_host_is_known_without_its_port(header: str, name: str) -> None:
    assert host_of(header) == name


def test_a_server_answers_to_its_own_names_only() -> None:
    app = Door(answering(), names=("127.0.0.1", "atlas.example"))
    right, other, evil = asked(
        app, GET, ("GET", "/", {"headers": {"host": "atlas.example:80"}}), ("GET", "/", {"headers": {"host": "evil"}})
    )
    assert (right.status_code, other.status_code) == (200, 200)
    says = "this server is not known as 'evil'; where that is its name, start it with --name"
    assert fault(evil) == (421, says)


@pytest.mark.parametrize("asked_as", ["/atlas/api/x", "/api/x"])
def test_below_a_path_it_does_not_matter_whether_the_proxy_cuts_it_off(asked_as: str) -> None:
    [answer] = asked(Door(answering(), root="/atlas"), ("GET", asked_as, {}))
    assert answer.text == "1 /atlas /atlas/api/x"


def test_the_path_itself_leads_to_the_page() -> None:
    [answer] = asked(Door(answering(), root="/atlas"), ("GET", "/atlas", {}))
    assert (answer.status_code, answer.headers["location"]) == (308, "/atlas/")


# -- over the network of this machine alone ------------------------------------------------


SERVE = """
import sys
from pathlib import Path
from foedera.dossier import load
from foedera.interfaces.limits import Limits
from foedera.interfaces.serving import Service, run
if __name__ == "__main__":
    limits = Limits(arrival=1.0, connections=20)
    run(Service(load, sys.argv[1], port=0, workers=int(sys.argv[2]), limits=limits), open_browser=False)
"""


@contextmanager
def served(folder: Path, workers: int = 1) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A tiny record on a free port; the program and its port."""
    root, script = write(folder, ALLIANCE), folder / "serve.py"
    script.write_text(SERVE, encoding="utf-8")
    command = [sys.executable, str(script), str(root), str(workers)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        port = int(program.stdout.readline().rpartition("/  (")[0].rpartition(":")[2])
        eventually(lambda: httpx.get(f"http://127.0.0.1:{port}/api/coverage", timeout=PATIENCE).status_code == 200)
        try:
            yield program, port
        finally:
            program.terminate()
            program.wait(PATIENCE)


def eventually(holds: Callable[[], bool]) -> None:
    """Wait until something holds, for as long as a slow machine may need."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            if holds():
                return
        except httpx.TransportError:
            pass
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.05)


def said(port: int, sent: bytes) -> bytes:
    """What the server says to some bytes before it hangs up."""
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as line:
        line.sendall(sent)
        return b"".join(iter(lambda: line.recv(65536), b""))


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with served(tmp_path_factory.mktemp("served")) as (_, found):
        yield found


SLOW = {
    "half a request": b"GET /api/day/19",
    "headers that never end": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: y\r\n",
    "nothing at all": b"",
}


@pytest.mark.parametrize("sent", SLOW.values(), ids=SLOW)
def test_a_request_that_does_not_arrive_is_hung_up_on(port: int, sent: bytes) -> None:
    head, _, body = said(port, sent).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 408")
    assert json.loads(body)["error"] == "the request did not arrive within 1 seconds"


MALFORMED = {
    "no HTTP": b"hello\r\n\r\n",
    "another protocol": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "a length that is no number": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: many\r\n\r\n",
    "two lengths": b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    "a blank in a name": b"GET / HTTP/1.1\r\nHo st: a\r\n\r\n",
    "a byte that no address has": b"GET /\xff\x00 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
}


@pytest.mark.parametrize("sent", MALFORMED.values(), ids=MALFORMED)
def test_what_is_no_http_is_told_so_in_json(port: int, sent: bytes) -> None:
    head, _, body = said(port, sent).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400") and json.loads(body)["status"] == 400


def test_a_head_without_end_is_not_read_to_its_end(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as line, pytest.raises(OSError):
        for _ in range(1000):
            line.sendall(b"X-More: " + b"y" * 60_000)
    assert httpx.get(f"http://127.0.0.1:{port}/api/coverage", timeout=PATIENCE).status_code == 200


def test_a_body_that_never_comes_does_not_hold_the_connection(port: int) -> None:
    sent = b"POST /api/coverage HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\nabc"
    assert said(port, sent).startswith(b"HTTP/1.1 405")


def test_one_connection_too_many_is_refused_and_the_server_stays(port: int) -> None:
    lines = [socket.create_connection(("127.0.0.1", port), PATIENCE) for _ in range(40)]
    told = b""
    for line in lines:
        told += b"".join(iter(lambda line=line: line.recv(65536), b""))
        line.close()
    assert told.count(b"HTTP/1.1 503") >= 10 and b"too many connections at once" in told
    assert httpx.get(f"http://127.0.0.1:{port}/api/coverage", timeout=PATIENCE).status_code == 200


def children(pid: int) -> list[int]:
    """The workers of a server; what keeps account of shared memory for them is none."""
    run = subprocess.run(
        ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return [int(line.split()[0]) for line in run.stdout.splitlines() if "spawn_main" in line]


@pytest.mark.skipif(sys.platform != "linux", reason="the workers are found with the ps of Linux")
def test_a_worker_that_is_killed_is_replaced_and_the_others_answer_meanwhile(tmp_path: Path) -> None:
    with served(tmp_path, workers=2) as (program, port):
        eventually(lambda: len(children(program.pid)) == 2)
        before = children(program.pid)
        os.kill(before[0], signal.SIGKILL)
        address = f"http://127.0.0.1:{port}/api/day/1935-06-01"
        # A question that the killed one had taken may be lost; asked again it is answered.
        eventually(lambda: httpx.get(address, timeout=PATIENCE).status_code == 200)
        eventually(lambda: len(now := children(program.pid)) == 2 and before[0] not in now)
        assert httpx.get(address, timeout=PATIENCE).status_code == 200


@pytest.mark.skipif(sys.platform != "linux", reason="the workers are found with the ps of Linux")
def test_workers_do_not_outlive_the_program_that_started_them(tmp_path: Path) -> None:
    with served(tmp_path, workers=2) as (program, _):
        eventually(lambda: len(children(program.pid)) == 2)
        workers = children(program.pid)
        program.kill()
        program.wait(PATIENCE)
        eventually(lambda: not any(Path(f"/proc/{pid}/stat").is_file() for pid in workers))


def test_it_is_open_to_this_machine_only(port: int) -> None:
    run = subprocess.run(["hostname", "-I"], capture_output=True, text=True, check=False)
    for address in run.stdout.split():
        with pytest.raises(OSError):
            socket.create_connection((address, port), 2)
    assert httpx.get(f"http://127.0.0.1:{port}/", timeout=PATIENCE).status_code == 200


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--root-path", "atlas"], "'atlas' is no path to lie below; write it as /atlas, without blanks or signs"),
        (["--root-path", "/a<script>"], "is no path to lie below"),
        (["--host", "nowhere.invalid"], "'nowhere.invalid' is no address of this machine; choose another with --host"),
    ],
)
def test_a_server_that_cannot_be_had_says_why(arguments: list[str], says: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "foedera", "serve", "--no-open", *arguments, "-d", str(write(tmp_path, ALLIANCE))]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (2, "") and says in run.stderr
