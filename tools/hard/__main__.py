"""Measure, and write docs/reliability.md: `python -m tools.hard [--long SECONDS] [--fuzz SECONDS]`."""

from __future__ import annotations

import argparse
import importlib.util
import os
import platform
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from tools.hard import audit, fuzz, load

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reliability.md"
#: What is tried, and the tests that try it.
TRIED = {
    "files of a record that are faulty": ["tests/faults"],
    "records and documents that mean harm": ["tests/test_hostile.py"],
    "killed, full, forbidden; two at once; other clocks and locales": ["tests/test_disk.py"],
    "the store: killed imports, damaged copies, two at once": ["tests/corpus/test_store.py"],
    "the cache: damaged, foreign, stale, two at once": ["tests/test_cache.py"],
    "the server: slow, malformed, oversized, too many; workers killed": ["tests/interfaces/test_serving.py"],
    "any question over HTTP (schemathesis)": ["tests/interfaces/test_any_question.py"],
    "laws of the record and of the law (hypothesis)": [
        "tests/test_laws_of_the_record.py",
        "tests/test_laws_of_answers.py",
        "tests/law/test_twin.py",
    ],
    "inputs that once broke a reader": ["tests/test_crashes.py"],
}


def main() -> int:
    """Run everything, write the page; 1 when anything broke."""
    parser = argparse.ArgumentParser(prog="python -m tools.hard", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--long", type=int, default=120, help="seconds of the long run under load")
    parser.add_argument("--fuzz", type=int, default=30, help="seconds for each target of the fuzzer")
    parser.add_argument("--skip", nargs="*", default=[], choices=("load", "faults", "fuzz"), help="leave these out")
    given = parser.parse_args()
    busy = os.getloadavg()[0]
    loads = load.loads(given.long) if load.wrk() and "load" not in given.skip else []
    atheris = importlib.util.find_spec("atheris") is not None and "fuzz" not in given.skip
    fuzzed = [fuzz.fuzzed(target, given.fuzz) for target in fuzz.SEEDS] if atheris else []
    tried = _tried() if "faults" not in given.skip else []
    too_old, known = audit.faults()
    rows = (*_head(busy), *_load(loads), *_faults(tried), *_fuzzed(fuzzed), *_audit(too_old, known))
    PAGE.write_text("\n".join(rows).rstrip() + "\n", encoding="utf-8")
    print(f"wrote docs/{PAGE.name}")
    return 1 if too_old or any(row.broken for row in fuzzed) or any(row[2] for row in tried) else 0


def _tried() -> list[tuple[str, int, int, int]]:
    """For each kind of fault how many tests were run, failed, and were left out; all in one run, on all cores."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        paths = [path for row in TRIED.values() for path in row]
        command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", "--maxprocesses", "4", "--dist", "loadfile"]
        subprocess.run([*command, f"--junitxml={report}", *paths], cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
        cases = list(ElementTree.parse(report).getroot().iter("testcase"))
    rows = []
    for name, paths in TRIED.items():
        modules = tuple(path.removesuffix(".py").replace("/", ".") + "." for path in paths)
        # A module that cannot be collected is a case without a class, named as the module.
        full = ((f"{case.attrib['classname']}.{case.attrib['name']}.".lstrip("."), case) for case in cases)
        mine = [{part.tag for part in case} for place, case in full if place.startswith(modules)]
        skipped = sum("skipped" in parts for parts in mine)
        rows.append((name, len(mine) - skipped, sum(bool({"failure", "error"} & parts) for parts in mine), skipped))
    return rows


def _head(busy: float) -> Iterator[str]:
    model = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text()) if os.name == "posix" else None
    yield from (
        "<!-- Made by `make hard`: run it again rather than change this page. -->", "",
        "# Reliability", "",
        "How the program bears load, faults and bad input. What it protects against whom is in [security](security.md); how far",
        "ATOP's coding and wars agree is another matter ([the corpus](corpus.md)).", "",
        f"Measured on {datetime.now(UTC):%d %B %Y} on {os.cpu_count()} cores ({model[1] if model else platform.machine()}), Python "
        f"{platform.python_version()}, {platform.system()}. The machine's load was {busy:.1f} when it began: "
        + ("it did other work meanwhile, so that the figures of time are worse than those of an idle one."
           if busy > 0.5 * (os.cpu_count() or 1) else "it did little else."), "",
        "To repeat all of it: `make hard` (needs `wrk` for the load, and the extra `hard` for the fuzzer).", "",
    )  # fmt: skip


def _load(loads: list[load.Load]) -> Iterator[str]:
    yield from ("## Load", "")
    if not loads:
        yield from ("Not measured in this run (the client is `wrk`; Debian has it under this name).", "")
        return
    yield from (
        f"`foedera serve --workers {load.WORKERS}` with the interwar record, asked by `wrk` on the same machine, answers compressed "
        "(`python -m tools.hard`, `tools/hard/load.py`). Memory is what all workers hold together.", "",
        "| questions | seconds | answers | a second | median | p99 | errors | memory before, after |",
        "|---|---:|---:|---:|---:|---:|---|---:|",
    )  # fmt: skip
    for row in loads:
        yield (
            f"| {row.name} | {row.seconds} | {row.requests:,} | {row.rate:,.0f} | {row.median} | {row.p99} | {row.errors} "
            f"| {row.before:,.0f} MB, {row.after:,.0f} MB |"
        )
    yield from (
        "",
        "Answers that were given lately are kept, up to 64 MB a worker: that is what memory grows by. A worker that is killed takes",
        "along the questions it had in hand (the connections counted above); another takes its place, and the others answer meanwhile.",
        "",
    )


def _faults(tried: list[tuple[str, int, int, int]]) -> Iterator[str]:
    yield from ("## Faults tried and survived", "")
    if not tried:
        yield from ("Not tried in this run; `make test` tries them.", "")
        return
    yield "| faults | tried | not survived | left out here | command |"
    yield "|---|---:|---:|---:|---|"
    for name, run, failed, skipped in tried:
        yield f"| {name} | {run:,} | {failed} | {skipped} | `python -m pytest {' '.join(TRIED[name])}` |"
    yield ""


def _fuzzed(fuzzed: list[fuzz.Fuzzed]) -> Iterator[str]:
    yield from ("## Inputs fuzzed", "")
    if not fuzzed:
        yield from ("Not measured in this run (the fuzzer is Atheris, the extra `hard`).", "")
        return
    yield from ("| reader | inputs | seconds | broken by | command |", "|---|---:|---:|---|---|")
    for row in fuzzed:
        command = f"`python -m tools.hard.fuzz {row.target} {row.seconds}`"
        yield f"| {row.target} | {row.inputs:,} | {row.seconds} | {', '.join(row.broken) or 'none'} | {command} |"
    yield from (
        "",
        "Guided by coverage (Atheris). What once broke a reader is kept in `tests/crashes` and tried by `make test`.",
        "",
    )


def _audit(too_old: list[str], known: int) -> Iterator[str]:
    yield from ("## Libraries", "")
    yield f"Held against {known} published faults, kept by hand in `tools/hard/known-faults.toml`; no service is asked, so this is no full audit."
    yield from (
        ("", *(f"- {row}" for row in too_old)) if too_old else ("None of the installed versions has one of them.",)
    )


if __name__ == "__main__":
    sys.exit(main())
