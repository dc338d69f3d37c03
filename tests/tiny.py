"""Tiny dossiers, written as a historian writes them, in one text: `--- path` begins a file."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import foedera
from foedera.dossier import Dossier

SOURCE = 'sources = [{ ref = "book", at = "p. 1" }]\n'
#: Five states of no time and place; every tiny dossier has them.
STATES = ("alba", "bela", "cora", "dara", "elia")
BASE = {
    "dossier.toml": 'title = "A tiny record"\nfirst = 1900-01-01\nlast = 1999-12-31\n',
    "sources.toml": '[[source]]\nid = "book"\ncite = "A. Author, A Book, 1950"\n',
} | {f"states/{state}.toml": f'title = "{state.title()}"\n{SOURCE}' for state in STATES}

#: Alba and Bela promise each other help in arms, from 1930 on, without a term.
ALLIANCE = """
--- treaties/1930-01-01-alliance.toml
title = "Alliance of Alba and Bela"
parties = ["alba", "bela"]
signed = 1930-01-01
force = { by = "signature" }

[[article]]
id = "1"
pledge = "defense"
between = "each"
text = "Each helps the other if it is attacked."
trigger = { act = "attack" }
"""


def files(text: str) -> dict[str, str]:
    """Path -> content; every record that names no source is given one, so that a test need not."""
    found = {}
    for part in re.split(r"^--- ", text, flags=re.MULTILINE)[1:]:
        path, _, content = part.partition("\n")
        found[path.strip()] = _sourced(path.strip(), content)
    return found


def _sourced(path: str, content: str) -> str:
    if path.startswith("events"):
        return content.replace("[[event]]\n", f"[[event]]\n{SOURCE}")
    unsourced = ("dossier.toml", "sources.toml", "ideas", "mistakes", "questions", "lessons")
    plain = path.startswith(unsourced) or re.search(r"^sources = ", content.split("\n[")[0], re.MULTILINE)
    return content if plain else SOURCE + content


def write(folder: Path, text: str = "") -> Path:
    """The tiny dossier of a text, written to a folder."""
    for path, content in {**BASE, **files(text)}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    return folder


def read(folder: Path, text: str = "") -> Dossier:
    """The tiny dossier of a text, read; a problem in it is a fault of the test."""
    dossier, problems = foedera.read_dossier(write(folder, text))
    assert not problems, "\n".join(str(problem) for problem in problems)
    assert dossier is not None
    return dossier


@lru_cache
def shipped(name: str = "interwar") -> Dossier:
    """A shipped record, read from its files."""
    dossier, _ = foedera.read_dossier(name)
    assert dossier is not None
    return dossier


def findings(dossier: Dossier, act: str, day: str, **options: Any) -> set[tuple[str, str, str, str]]:
    """What an act sets off, as (debtor, verdict, creditor, article)."""
    answer = foedera.act_on(dossier, act, day, **options)
    return {(f["debtor"], f["verdict"], f["creditor"], f["article"]) for f in answer["findings"]}


def verdict(dossier: Dossier, act: str, day: str, debtor: str, creditor: str, **options: Any) -> set[str]:
    """The verdicts on what one state owes another in view of an act."""
    found = findings(dossier, act, day, **options)
    return {word for one, word, other, _ in found if (one, other) == (debtor, creditor)}


def bound_pairs(dossier: Dossier, day: str, **options: Any) -> set[tuple[str, str]]:
    """Who is bound to whom on a day, contested commitments left out."""
    answer = foedera.bound_on(dossier, day, **options)
    return {(c["debtor"], c["creditor"]) for c in answer["commitments"] if c["status"] == "in-force"}


def outcomes(dossier: Dossier, **options: Any) -> dict[tuple[str, str, str, str], str | None]:
    """What came of every promise in a replay: (event, debtor, creditor, article) -> outcome."""
    answer = foedera.replayed(dossier, **options)
    return {
        (one["event"]["id"], f["debtor"], f["creditor"], f["article"]): f["outcome"]["verdict"]
        for one in answer["acts"]
        for f in one["findings"]
        if "outcome" in f
    }
