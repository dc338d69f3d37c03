"""How fast the law is: the rows of the design, each beside its floor and goal, measured in one run.

No test: the figures depend on the machine. Where a peer is named, both are measured here,
one after the other, on the same facts, and the row is their ratio.
"""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
import timeit
from collections.abc import Callable

from rich.console import Console
from rich.table import Table

import foedera
from foedera.days import read_day
from foedera.history import replay
from foedera.law import Deed, facts_on, law_of, recorded, verdicts
from foedera.law.asp.facts import question_facts
from foedera.law.asp.solve import judged, record_of
from foedera.terms import ActKind

QUESTIONS = [
    ("germany", "czechoslovakia", "1938-09-28"),
    ("germany", "poland", "1939-09-01"),
    ("soviet-union", "poland", "1939-09-17"),
    ("soviet-union", "finland", "1939-11-30"),
    ("italy", "greece", "1940-10-28"),
    ("germany", "soviet-union", "1941-06-22"),
]


def least(run: Callable[[], object], times: int) -> float:
    """The least time of several runs, in milliseconds: whatever else the machine does can only add to it.

    The garbage collector waits meanwhile, as in `timeit`. It runs once, before them all: between two runs it would go
    through the whole record and leave the caches cold.
    """
    spent = []
    gc.collect()
    gc.disable()
    for _ in range(times):
        start = time.perf_counter()
        run()
        spent.append(1e3 * (time.perf_counter() - start))
    gc.enable()
    return min(spent)


def pace() -> float:
    """Microseconds for a list of a thousand squares: by it the runs of two machines, or of two hours, compare."""
    return 1e6 * min(timeit.repeat("[i * i for i in range(1000)]", number=100, repeat=20)) / 100


def law_rows(dossier: foedera.Dossier) -> list[tuple[str, float, str, float, float]]:
    """Replay, one question, and the same question asked of clingo."""
    law = law_of(dossier)
    deeds = [recorded(law, Deed(a, ActKind.ATTACK, t, read_day(d))) for a, t, d in QUESTIONS]
    whole = least(lambda: list(replay(law, dossier.first, dossier.last + 1)), 15)
    ours = [least(lambda deed=deed: verdicts(law, deed, facts_on(law, deed.day)), 51) for deed in deeds]
    # Clingo is given the record and the question as text made beforehand; it parses, grounds and solves.
    texts = [record_of(dossier) + "\n" + question_facts(deed, deed.day, law.choices) for deed in deeds]
    theirs = [least(lambda text=text: judged(text), 3) for text in texts]
    ratio = statistics.median(their / our for their, our in zip(theirs, ours, strict=True))
    return [
        ("replay of the whole interwar record, with reasons", whole, "ms", 100, 30),
        ("one `act` question, warm, with every reading compared", statistics.median(ours), "ms", 2, 0.3),
        ("the law against clingo, same record and question", ratio, "x", 50, 90),
    ]


def shell_rows() -> list[tuple[str, float, str, float, float]]:
    """The command line with the record unchanged since last time; loading without and with the compiled copy."""
    with tempfile.TemporaryDirectory() as cache:
        # As after an installation: the program's bytecode is kept, here beside the copy of the record.
        environment = {**os.environ, "XDG_CACHE_HOME": cache, "PYTHONPYCACHEPREFIX": cache}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [sys.executable, "-m", "foedera", "bound", "1939-08-25", "--by", "germany", "--to", "soviet-union"]

        def ask() -> None:
            subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)

        ask()
        again = least(ask, 15)
    cold = least(lambda: foedera.load(cached=False), 3)
    warm = least(foedera.load, 5)
    return [
        ("`foedera bound` from the shell, record unchanged", again, "ms", 400, 200),
        ("loading the interwar record from its files", cold, "ms", float("nan"), float("nan")),
        ("loading it from the compiled copy", warm, "ms", float("nan"), float("nan")),
    ]


def main() -> None:
    """Print the table."""
    dossier = foedera.load()
    before = pace()
    table = Table("job", "least of several", "floor", "goal", "held", title=f"The law, on {dossier!r}")
    for name, value, unit, floor, goal in [*law_rows(dossier), *shell_rows()]:
        plain = floor != floor
        held = "" if plain else "yes" if (value >= floor if unit == "x" else value <= floor) else "NO"
        limits = ("", "") if plain else (f"{floor:g} {unit}", f"{goal:g} {unit}")
        table.add_row(name, f"{value:,.2f} {unit}", *limits, held)
    table.caption = f"a list of 1,000 squares took {before:.0f} µs here before the run and {pace():.0f} µs after it"
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
