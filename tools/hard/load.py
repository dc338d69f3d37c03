"""The server under load, on this machine alone: requests a second, latencies, errors, memory; workers are killed."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
WORKERS = 2


class Load(NamedTuple):
    """What one run of wrk came to; memory is that of all workers, in MB, before and after."""

    name: str
    seconds: int
    requests: int
    rate: float
    median: str
    p99: str
    errors: str
    before: float
    after: float


def wrk() -> str | None:
    """The client that asks, where it is installed."""
    return shutil.which("wrk")


@contextmanager
def served() -> Iterator[tuple[int, str]]:
    """The interwar record, served by two workers; the server's process and its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "foedera", "serve", "--no-open", "--port", str(port), "--workers", str(WORKERS)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as program:
        address = f"http://127.0.0.1:{port}"
        try:
            for path in ("/api/coverage", "/api/timeline", "/api/control") * (4 * WORKERS):
                _answer(address + path)
            yield program.pid, address
        finally:
            program.terminate()


def _answer(address: str) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(address, timeout=60).read()
            return
        except OSError:
            time.sleep(0.5)
    raise SystemExit(f"{address} does not answer")


def workers(pid: int) -> list[int]:
    """The processes that answer."""
    rows = subprocess.run(["ps", "-ww", "-o", "pid=,args=", "--ppid", str(pid)], capture_output=True, text=True)
    return [int(row.split()[0]) for row in rows.stdout.splitlines() if "spawn_main" in row]


def memory(pid: int) -> float:
    """What the workers hold in memory, in MB."""
    pages = sum(int(Path(f"/proc/{worker}/statm").read_text().split()[1]) for worker in workers(pid))
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def run(pid: int, address: str, name: str, kind: str, seconds: int, connections: int, killing: bool = False) -> Load:
    """Ask for some seconds; with `killing`, a worker is killed every ten."""
    before, over = memory(pid), threading.Event()
    killer = threading.Thread(target=_kill, args=(pid, over), daemon=True)
    if killing:
        killer.start()
    command = ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "--latency"]
    said = subprocess.run(
        [*command, "-s", str(HERE / "questions.lua"), address, "--", kind], capture_output=True, text=True, check=True
    ).stdout
    over.set()
    if killing:
        killer.join()
    time.sleep(2)

    def found(pattern: str, otherwise: str = "0") -> str:
        hit = re.search(pattern, said)
        return hit[1] if hit else otherwise

    wrong = int(found(r"Non-2xx or 3xx responses: (\d+)"))
    lost = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", said)
    errors = f"{wrong} answers, {sum(map(int, lost.groups())) if lost else 0} connections"
    return Load(
        name, seconds, int(found(r"(\d+) requests in")), float(found(r"Requests/sec:\s+([\d.]+)")),
        found(r"50%\s+(\S+)"), found(r"99%\s+(\S+)"), errors, before, memory(pid),
    )  # fmt: skip


def _kill(pid: int, over: threading.Event) -> None:
    while not over.wait(10):
        found = workers(pid)
        if len(found) == WORKERS:
            os.kill(found[0], signal.SIGKILL)


def loads(long: int) -> list[Load]:
    """All runs: the same questions again, a new one each time, a long mixture, and the same with workers dying."""
    with served() as (pid, address):
        return [
            run(pid, address, "the same twelve questions", "same", 20, 32),
            run(pid, address, "a new question each time", "new", 20, 16),
            run(pid, address, "a long mixture of both", "mixed", long, 16),
            run(pid, address, "the mixture, a worker killed every ten seconds", "mixed", 40, 16, killing=True),
        ]
