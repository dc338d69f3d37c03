"""Fuzz one target with Atheris: `python -m tools.hard.fuzz TARGET SECONDS`; what broke it is kept in tests/crashes."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
#: Where the inputs of a target begin: what the shipped record and the tests hold.
SEEDS = {
    "toml": [*ROOT.glob("tests/faults/files/*.toml"), *ROOT.glob("dossiers/july-1914/*/*.toml")],
    "edtf": [],
    "document": [*ROOT.glob("docs/*.md"), *ROOT.glob("docs/guide/*.md")],
}
DATES = ["1939-09-01", "1939-09", "193X", "1939-09?", "1939~", "[1938,1939]", "1938-10/1939-03", "-0044-03-15", "Y17E7"]


class Fuzzed(NamedTuple):
    """What a run came to."""

    target: str
    inputs: int
    seconds: int
    broken: tuple[str, ...]


def fuzzed(target: str, seconds: int) -> Fuzzed:
    """Run one target for some seconds in a process of its own."""
    crashes = ROOT / "tests" / "crashes" / target
    crashes.mkdir(parents=True, exist_ok=True)
    before = set(crashes.iterdir())
    with tempfile.TemporaryDirectory() as corpus:
        for number, path in enumerate(SEEDS[target][:200]):
            (Path(corpus) / str(number)).write_bytes(bytes([number % 256]) + path.read_bytes()[:4000])
        for number, text in enumerate(DATES if target == "edtf" else []):
            (Path(corpus) / f"date-{number}").write_text(text, encoding="utf-8")
        command = [
            sys.executable, "-m", "tools.hard.fuzz", "--inside", target, corpus, f"-max_total_time={seconds}",
            f"-artifact_prefix={crashes}/", "-timeout=30", "-rss_limit_mb=3000", "-max_len=20000",
            "-print_final_stats=1", "-seed=1939",
        ]  # fmt: skip
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
    told = re.search(r"stat::number_of_executed_units:\s*(\d+)", run.stderr) or re.search(r"#(\d+)\s+DONE", run.stderr)
    broken = tuple(sorted(path.name for path in set(crashes.iterdir()) - before))
    if run.returncode and not broken:
        raise SystemExit(f"atheris did not run: {run.stderr[-500:]}")
    return Fuzzed(target, int(told[1]) if told else 0, seconds, broken)


def _inside(arguments: list[str]) -> None:
    import atheris

    with atheris.instrument_imports(include=["foedera"]):
        from tools.hard.targets import TARGETS
    atheris.Setup([sys.argv[0], *arguments[1:]], TARGETS[arguments[0]])
    atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--inside"]:
        _inside(sys.argv[2:])
    else:
        print(fuzzed(sys.argv[1], int(sys.argv[2])))
