"""Who works on an ensemble from the command line: threads, processes or a cluster; and a bar for who watches."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from importlib import import_module
from typing import TYPE_CHECKING, Any

from foedera.errors import BadQuestion, FoederaError, needs

if TYPE_CHECKING:
    from concurrent.futures import Executor

#: Parts from which on a bar is shown: shorter work is done before it could be read.
_LONG = 16
MOST = 256


@contextmanager
def hands(processes: int, cluster: str | None) -> Iterator[Executor | None]:
    """The executor that was asked for; None: threads on every core."""
    if processes and cluster:
        raise BadQuestion("an ensemble is drawn by processes or by a cluster; give --processes or --cluster")
    if not 0 <= processes <= MOST:
        raise BadQuestion(f"from 1 to {MOST} processes may work, not {processes}; change --processes")
    with _cluster(cluster) if cluster else _processes(processes) if processes else nullcontext() as executor:
        yield executor


@contextmanager
def _processes(count: int) -> Iterator[Executor]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # Only the parent hears Ctrl-C: it keeps what its workers finish.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(count, context, signal.signal, (signal.SIGINT, signal.SIG_IGN)) as executor:
        yield executor


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    with needs("cluster", "to draw on a cluster"):
        distributed: Any = import_module("distributed")
    try:
        client = distributed.Client(address, timeout=10)
    except (OSError, ValueError, TimeoutError):
        raise FoederaError(
            f"no scheduler of dask answers at '{address}'; start one with `dask scheduler` and give its address"
        ) from None
    with client:
        yield client.get_executor()


@contextmanager
def bar() -> Iterator[Callable[[int, int], None] | None]:
    """A progress bar on a terminal; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("drawing", total=None, visible=False)

        def told(done: int, whole: int) -> None:
            shown.update(task, completed=done, total=whole, visible=whole >= _LONG)

        yield told
