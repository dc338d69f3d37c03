"""How the pieces of an ensemble are worked off: by whom, watched by whom, kept where.

Any `concurrent.futures.Executor` may do the work, in any order. Pieces that are done are kept in a file when the work
is broken off, and found again by it; the numbers are the same.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from foedera.errors import FoederaError
from foedera.strategy.tree import Floats

Job = TypeVar("Job")
#: Seconds after which what is done is written again, so that a crash loses little.
EVERY = 10.0


class BrokenOff(FoederaError):
    """Work that was interrupted; says what is kept."""


@dataclass(frozen=True)
class Work:
    """Who does the work (absent: threads on every core), who hears of progress, and where pieces are kept.

    `progress` is told how many pieces are done and how many there are; `folder` keeps what is done when the
    work is broken off; with `resume`, what lies there is not done again.
    """

    executor: Executor | None = None
    progress: Callable[[int, int], None] | None = None
    folder: Path | None = None
    resume: bool = False

    def done(self, function: Callable[[Job], Floats], jobs: Sequence[Job], name: str) -> list[Floats]:
        """The result of each job, in their order; `name` names the file, and so must say all that decides them."""
        kept = _Kept(self.folder / f"{name}.npz") if self.folder else None
        found = kept.read(len(jobs)) if kept and self.resume else {}
        try:
            with self._executor() as executor:
                self._run(executor, function, jobs, found, kept)
        except KeyboardInterrupt:
            if kept is None:
                raise
            kept.write(found)
            raise BrokenOff(
                f"broken off with {len(found)} of {len(jobs)} parts done; they are kept: ask again with --resume"
            ) from None
        if kept:
            kept.drop()
        return [found[at] for at in range(len(jobs))]

    def _run(
        self, executor: Executor, function: Callable[[Job], Floats], jobs: Sequence[Job], found: dict[int, Floats],
        kept: _Kept | None,
    ) -> None:  # fmt: skip
        waiting: dict[Future[Floats], int] = {}
        try:
            for at, job in enumerate(jobs):
                if at not in found:
                    waiting[executor.submit(function, job)] = at
            self._tell(len(found), len(jobs))
            written = time.monotonic()
            for future in as_completed(waiting):
                found[waiting[future]] = future.result()
                self._tell(len(found), len(jobs))
                if kept and time.monotonic() - written > EVERY:
                    kept.write(found)
                    written = time.monotonic()
        finally:
            for future, at in waiting.items():
                if not future.cancel() and future.done() and not future.exception():
                    found[at] = future.result()

    def _tell(self, done: int, whole: int) -> None:
        if self.progress:
            self.progress(done, whole)

    @contextmanager
    def _executor(self) -> Iterator[Executor]:
        if self.executor is not None:
            yield self.executor
            return
        own = ThreadPoolExecutor(os.cpu_count())
        try:
            yield own
        finally:
            own.shutdown(cancel_futures=True)


class _Kept:
    """The file of pieces that are done; a damaged one counts for nothing."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self, most: int) -> dict[int, Floats]:
        with suppress(OSError, ValueError, KeyError, EOFError), np.load(self.path, allow_pickle=False) as file:
            numbers: Any = file["numbers"]
            return {int(at): file[f"piece{at}"] for at in numbers if at < most}
        return {}

    def write(self, found: dict[int, Floats]) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        pieces: dict[str, Any] = {f"piece{at}": piece for at, piece in found.items()}
        with tempfile.NamedTemporaryFile(dir=self.path.parent, suffix=".part", delete=False) as file:
            np.savez(file, numbers=np.array(sorted(found), np.int64), **pieces)
        Path(file.name).replace(self.path)

    def drop(self) -> None:
        self.path.unlink(missing_ok=True)
