"""Episodes: questions with known, cited answers, written by historians as TOML."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foedera import answers
from foedera.dossier import Dossier

ROOT = Path(__file__).resolve().parents[1] / "episodes"
KEYS = {
    "id", "name", "day", "act", "bound", "treaty", "place", "whynot", "replay", "suppose", "given", "known_to",
    "reading", "assuming", "expect", "refuse", "status", "says", "authority", "note",
}  # fmt: skip
KINDS = ("bound", "treaty", "place", "whynot", "replay", "suppose", "act")


@dataclass(frozen=True)
class Episode:
    """One question with the answers that must and must not appear."""

    dossier: str
    file: str
    table: dict[str, Any]

    @property
    def id(self) -> str:
        return str(self.table.get("id", "?"))

    @property
    def kind(self) -> str:
        return next(kind for kind in KINDS if kind in self.table)

    @property
    def day(self) -> str:
        return str(self.table["day"])


def episodes() -> list[Episode]:
    """Every episode of every dossier, in the order of files."""
    found = []
    for path in sorted(ROOT.glob("*/*.toml")):
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["episode"]
        found += [Episode(path.parent.name, path.name, row) for row in rows]
    return found


def lenses(episode: Episode) -> dict[str, Any]:
    """The options that an episode's question is asked with."""
    table = episode.table
    reading = table.get("reading", [])
    return {
        "known_to": table.get("known_to"),
        "readings": [reading] if isinstance(reading, str) else reading,
    }


def rows_of(dossier: Dossier, episode: Episode) -> list[dict[str, Any]]:
    """The answer to an episode's question, as rows that `expect` and `refuse` speak of."""
    return _ASKED[episode.kind](dossier, episode)


def _act(dossier: Dossier, episode: Episode) -> list[dict[str, Any]]:
    table = episode.table
    given = table.get("given", [])
    answer = answers.act_on(
        dossier, table["act"], episode.day, given=[given] if isinstance(given, str) else given,
        kept=table.get("assuming") == "kept", everything=True, **lenses(episode),
    )  # fmt: skip
    rows = [
        {**f, "because": f["commitment"], "reading": [n["reading"] for n in f["readings"]]} for f in answer["findings"]
    ]
    return rows + _leaving(answer["leaving"]) if "leaving" in answer else rows


def _leaving(left: dict[str, Any]) -> list[dict[str, Any]]:
    """Whether the party may leave, in one row; then what is owed by each article, and what it owes besides."""
    first = {
        "exit": left["verdict"], "by_text": left["by_text"], "effect": left["effect"], "party": left["party"],
        "treaty": left["treaty"]["id"], "reading": [n["reading"] for n in left["readings"]],
        "says": "; ".join(step["says"] for step in left["because"]),
    }  # fmt: skip
    owed = [
        {
            **row,
            "because": row["commitment"],
            "debtor": row["debtors"],
            "creditor": row["creditors"],
            "besides": besides,
        }
        for besides, rows in ((False, left["commitments"]), (True, left["besides"]))
        for row in rows
    ]
    return [first, *owed]


def _bound(dossier: Dossier, episode: Episode) -> list[dict[str, Any]]:
    options = {key: value for key, value in episode.table["bound"].items() if key in ("by", "to", "pledge")}
    found = answers.bound_on(dossier, episode.day, **options, **lenses(episode), everything=True)
    return [{**row, "treaty": row["treaty"]["id"]} for row in found["commitments"]]


def _treaty(dossier: Dossier, episode: Episode) -> list[dict[str, Any]]:
    answer = answers.treaty(dossier, episode.table["treaty"], episode.day, known_to=episode.table.get("known_to"))
    return [
        {
            "status": answer["status"],
            "since": answer["since"],
            "until": answer["until"],
            "id": answer["treaty"]["id"],
        }
    ]


def _place(dossier: Dossier, episode: Episode) -> list[dict[str, Any]]:
    answer = answers.place(dossier, episode.table["place"], episode.day, known_to=episode.table.get("known_to"))
    spheres = [f"{s['of']} by {s['treaty']}" for s in answer["spheres"]]
    return [{**answer, "sphere": spheres, "claimed_by": [c["by"] for c in answer["claims"]]}]


def _whynot(dossier: Dossier, episode: Episode) -> list[dict[str, Any]]:
    pair = episode.table["whynot"]
    given = episode.table.get("given", [])
    answer = answers.why_not(
        dossier,
        pair["debtor"],
        pair["creditor"],
        episode.table["act"],
        episode.day,
        given=given,
        **lenses(episode),
    )
    return [
        {**c, "because": c["commitment"], "says": c["first_failing"]["says"] if c["first_failing"] else ""}
        for c in answer["candidates"]
    ]


def _replay(dossier: Dossier, episode: Episode) -> list[dict[str, Any]]:
    answer = answers.replayed(dossier, episode.day, str(episode.table["replay"]), readings=lenses(episode)["readings"])
    rows = []
    for one in answer["acts"]:
        for f in one["findings"]:
            outcome = f.get("outcome") or {}
            rows.append(
                {
                    **f,
                    "because": f["commitment"],
                    "event": one["event"]["id"],
                    "outcome": outcome.get("verdict"),
                }
            )
    return rows


def _suppose(dossier: Dossier, episode: Episode) -> list[dict[str, Any]]:
    options = episode.table["suppose"]
    answer = answers.supposed(
        dossier,
        options.get("file"),
        remove=options.get("without", ()),
        first=options.get("from"),
        last=options.get("to"),
    )
    rows = [{**row, "change": key, "because": row["commitment"]} for key in ("lost", "gained") for row in answer[key]]
    return rows + [{"change": "groundless", "event": e["id"]} for e in answer["groundless"]]


_ASKED = {
    "act": _act, "bound": _bound, "treaty": _treaty, "place": _place, "whynot": _whynot, "replay": _replay,
    "suppose": _suppose,
}  # fmt: skip


def matches(row: dict[str, Any], wanted: dict[str, Any]) -> bool:
    """Whether a row of an answer is what an episode speaks of; a text in `says` need only be contained."""
    for key, value in wanted.items():
        held = row.get(key)
        if key == "says":
            if str(value).casefold() not in str(held).casefold():
                return False
        elif isinstance(held, list):
            if value not in held:
                return False
        elif str(held) != str(value):
            return False
    return True
