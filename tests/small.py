"""Small records made at random, and what a record answers as plain rows: for the laws that hold for every record."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

import foedera
from foedera.dossier import Dossier
from tests.tiny import BASE, STATES
from tests.toml import write

Files = dict[str, dict[str, Any]]
#: How many records a law is tried on: always the same.
FIXED = settings(
    derandomize=True, deadline=None, database=None, max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
FEW = settings(FIXED, max_examples=15)

# -- small records at random ------------------------------------------------------------

BOOK = [{"ref": "book", "at": "p. 1"}]
STATE = st.sampled_from(STATES)
PAIRS = list(permutations(STATES, 2))
SPRING = st.dates(date(1935, 4, 1), date(1935, 7, 31))
#: The days on which small records are asked.
ASKED = ("1932-06-01", "1935-05-15", "1935-06-15")
CONDITION = st.one_of(
    st.sampled_from(["unprovoked", "resists", "asks", "peaceful"]),
    st.builds(lambda by: {"is": "assists", "by": by}, STATE),
    st.builds(lambda by: {"is": "at-war", "by": by}, STATE),
    st.just({"is": "adversaries", "count": 2}),
)
DEFEAT = st.one_of(
    st.builds(lambda by: {"is": "entails-war-with", "by": by}, STATE),
    st.builds(lambda by, on: {"is": "at-war", "by": by, "on": on}, STATE, STATE),
)
TRIGGER = st.fixed_dictionaries(
    {"act": st.sampled_from([["attack"], ["war"], ["aggression"], ["threat"]])},
    optional={
        "by": st.one_of(st.just("any"), st.just("third"), st.lists(STATE, min_size=1, max_size=3, unique=True)),
        "not_by": STATE,
        "requires": st.lists(CONDITION, min_size=1, max_size=2),
        "unless": st.lists(DEFEAT, min_size=1, max_size=1),
    },
)


@st.composite
def articles(draw: st.DrawFn, number: int, parties: list[str]) -> dict[str, Any]:
    """An article among parties, mutual or one-sided."""
    pledge = draw(
        st.sampled_from(
            ["defense", "defense", "guarantee", "nonaggression", "nonaggression", "neutrality", "consultation"]
        )
    )
    made: dict[str, Any] = {"id": str(number), "pledge": pledge, "text": f"Article {number}."}
    if draw(st.booleans()):
        made["between"] = "each"
    else:
        made |= {"debtor": parties[0], "creditor": parties[1:]}
    if pledge == "nonaggression":
        made |= draw(st.sampled_from([{}, {"unless": ["response"]}, {"unless": ["forfeited"]}]))
    else:
        made["trigger"] = draw(TRIGGER)
    return made


@st.composite
def treaties(draw: st.DrawFn) -> dict[str, Any]:
    """A treaty of two to four states."""
    parties = draw(st.lists(STATE, min_size=2, max_size=4, unique=True))
    signed = draw(st.dates(date(1931, 1, 1), date(1935, 6, 1)))
    made: dict[str, Any] = {"title": "Treaty", "parties": parties, "signed": signed, "sources": BOOK}
    made["force"] = draw(
        st.sampled_from([{"by": "signature"}, {"by": "exchange", "from": signed + timedelta(days=200)}])
    )
    made |= draw(st.sampled_from([{}, {}, {"term": {"years": 2}}, {"term": {"years": 2, "renews": "tacit"}}]))
    made |= draw(st.sampled_from([{}, {}, {"on_war": "continues"}, {"on_war": "suspends"}, {"on_war": "ends"}]))
    if draw(st.booleans()):
        made["consent"] = [{"state": parties[-1], "from": signed + timedelta(days=draw(st.integers(0, 900)))}]
    if draw(st.integers(0, 3)) == 0:
        made["end"] = [{"how": "denunciation", "on": signed + timedelta(days=draw(st.integers(1, 1500)))}]
    made["article"] = [draw(articles(number, parties)) for number in range(1, draw(st.integers(1, 2)) + 1)]
    return made


@st.composite
def events(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """One act of one state upon another."""
    actor, target, third = draw(st.lists(STATE, min_size=3, max_size=3, unique=True))
    verb = draw(
        st.sampled_from(["attack", "attack", "declare-war", "assist", "threaten", "make-peace", "ask", "occupy"])
    )
    act = {"actor": actor, "verb": verb, "target": target} | ({"against": third} if verb == "assist" else {})
    return {"id": f"event-{number}", "date": draw(SPRING), "title": f"Event {number}", "acts": [act], "sources": BOOK}


@st.composite
def records(draw: st.DrawFn) -> Files:
    """The files of a small record."""
    made: Files = {}
    for number in range(draw(st.integers(2, 5))):
        treaty = draw(treaties())
        made[f"treaties/{treaty['signed']}-t{number}.toml"] = treaty
    found = [draw(events(number)) for number in range(draw(st.integers(1, 6)))]
    # On one day the order of the record counts; here every act has a day of its own.
    days = {event["date"]: event for event in found}
    made["events/1935.toml"] = {"event": list(days.values())}
    return made


def made(files: Files) -> Dossier:
    """The dossier of some files."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path, content in (BASE | {path: write(content) for path, content in files.items()}).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(content, encoding="utf-8")
        dossier, problems = foedera.read_dossier(folder)
    assert not problems, "\n".join(map(str, problems))
    assert dossier is not None
    return dossier


# -- what a record answers -----------------------------------------------------------------

Rows = set[tuple[Any, ...]]


def found(dossier: Dossier, act: str, day: str, **options: Any) -> Rows:
    """The findings on an act, without their arguments."""
    answer = foedera.act_on(dossier, act, day, everything=True, **options)
    return {
        (act, day, f["verdict"], f["debtor"], f["creditor"], f["against"], f["commitment"], f.get("conflicts_with"))
        for f in answer["findings"]
    }


def bonds(dossier: Dossier, day: str, **options: Any) -> Rows:
    """Who is bound on a day, and since when; not until when, which later facts may change."""
    answer = foedera.bound_on(dossier, day, **options)
    return {(day, c["id"], c["debtor"], c["creditor"], c["status"], c["since"]) for c in answer["commitments"]}


def wars(dossier: Dossier, day: str) -> Rows:
    return {(day, w["attacker"], w["defender"], w["since"]) for w in foedera.day(dossier, day)["wars"]}


def all_answers(dossier: Dossier, days: Iterable[str] = ASKED) -> Rows:
    """Everything that a small record says on some days."""
    rows: Rows = set()
    for day in days:
        rows |= bonds(dossier, day) | wars(dossier, day)
        for one, other in PAIRS:
            rows |= found(dossier, f"{one} attacks {other}", day)
    return rows


def replayed(dossier: Dossier, first: str | None = None, last: str | None = None) -> list[tuple[Any, ...]]:
    """What came of each recorded act."""
    return [
        (one["day"], one["event"]["id"], f["verdict"], f["debtor"], f["creditor"], f["commitment"],
         f.get("outcome", {}).get("verdict"))
        for one in foedera.replayed(dossier, first, last)["acts"] for f in one["findings"]
    ]  # fmt: skip


#: Attacks, real and imagined, by which the shipped record is asked.
CRISES = [
    ("germany attacks poland", "1939-09-01"), ("soviet-union attacks poland", "1939-09-17"),
    ("germany attacks czechoslovakia", "1938-09-28"), ("italy attacks ethiopia", "1935-10-03"),
    ("japan attacks china", "1931-09-18"), ("soviet-union attacks finland", "1939-11-30"),
    ("italy attacks greece", "1940-10-28"), ("germany attacks soviet-union", "1941-06-22"),
    ("italy attacks france", "1940-06-10"), ("germany attacks belgium", "1936-03-07"),
    ("hungary attacks romania", "1936-01-01"), ("bulgaria attacks greece", "1939-01-01"),
    ("germany attacks france", "1926-09-14"), ("japan attacks soviet-union", "1941-07-02"),
]  # fmt: skip
CRISIS = st.sampled_from(CRISES)
