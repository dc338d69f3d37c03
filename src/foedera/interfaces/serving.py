"""The server: workers that share an address and keep no state, each within limits."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

import uvicorn
from uvicorn.supervisors import Multiprocess

from foedera import answers
from foedera.dossier import Dossier
from foedera.errors import FoederaError
from foedera.interfaces.arrival import Arrival
from foedera.interfaces.door import Door
from foedera.interfaces.http import api
from foedera.interfaces.kept import Kept
from foedera.interfaces.limits import App, Limited, Limits
from foedera.interfaces.reader import editable
from foedera.interfaces.renewal import Renewed

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Service:
    """A dossier to serve: loaded by each worker for itself, at one address."""

    load: Callable[[str | None], Dossier]
    dossier: str | None = None
    host: str = "127.0.0.1"
    port: int = 8017
    workers: int = 1
    root: str = ""
    names: tuple[str, ...] = ()
    limits: Limits = Limits()
    #: The key that lets the reader write accepted proposals; empty: nothing is written.
    key: str = ""

    @property
    def known_as(self) -> tuple[str, ...]:
        """The names to which it answers; none where it was opened to others without saying a name."""
        return (*_LOOPBACK, *self.names) if self.names or self.host in _LOOPBACK else ()


def application(service: Service) -> App:
    """What a worker answers with."""
    Arrival.limits = service.limits  # uvicorn makes the connections itself, from the class
    dossier = _loaded(service)
    # What the map asks first is worked out while the browser starts.
    threading.Thread(target=_warm, args=(dossier,), daemon=True).start()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    answering = Renewed(partial(_answering, service), Path(dossier.root)) if service.key else _answering(service)
    return Door(answering, service.root, service.known_as)


def _answering(service: Service) -> App:
    """Who answers of the record as its files stand now, or, where nobody edits them, as they stood at the start."""
    dossier = service.load(service.dossier) if service.key else _loaded(service)
    return Kept(Limited(api(dossier, key=service.key), service.limits))


@lru_cache(maxsize=1)
def _loaded(service: Service) -> Dossier:
    return service.load(service.dossier)


def run(service: Service, *, open_browser: bool) -> None:
    """Serve until interrupted. Raises `FoederaError` when the address cannot be had."""
    dossier = _loaded(service)
    if service.key:
        editable(dossier)
    door = _bound(service)
    shown = f"[{service.host}]" if ":" in service.host else service.host
    address = f"http://{shown}:{door.getsockname()[1]}{service.root}/"
    if service.key:
        address += f"?key={service.key}"
    print(f"Foedera serves {dossier.case.title} at {address}  (Ctrl+C ends it)", flush=True)
    if open_browser:
        threading.Timer(0.8, webbrowser.open, (address,)).start()
    config = uvicorn.Config(
        partial(application, service), factory=True, host=service.host, port=service.port, workers=service.workers,
        http=Arrival, ws="none", lifespan="off", log_level="error", access_log=False, server_header=False,
        h11_max_incomplete_event_size=2 * service.limits.address, timeout_graceful_shutdown=5,
        # A worker may take its time to load a record; one that is killed while it is asked is missed so long.
        timeout_worker_healthcheck=20,
    )  # fmt: skip
    if service.workers > 1:
        Multiprocess(config, sockets=[door]).run()
    else:
        uvicorn.Server(config).run(sockets=[door])


def _bound(service: Service) -> socket.socket:
    """The open address, before any worker starts."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            service.host, service.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        door = socket.socket(family, kind, protocol)
        if os.name != "nt":
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(place)
    except socket.gaierror:
        raise FoederaError(f"'{service.host}' is no address of this machine; choose another with --host") from None
    except OSError as fault:
        if service.host not in _LOOPBACK and fault.errno != 98:
            says = f"'{service.host}' cannot be opened ({fault.strerror}); choose another with --host or --port"
            raise FoederaError(says) from None
        raise FoederaError(f"port {service.port} is already in use; choose another with --port") from None
    door.set_inheritable(True)
    return door


def _warm(dossier: Dossier) -> None:
    with suppress(FoederaError):
        answers.timeline(dossier)
        answers.control(dossier)


def _end_with_parent() -> None:
    """A worker ends when whoever started it is gone, even if that had no time to say so."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
