"""A dossier made of the field's tables: states from the Correlates of War, promises as ATOP codes them.

Each alliance is a treaty whose members consent from entry to exit; each pledge of a phase, with
its conditions, is an article. So every question of the law can be asked of ATOP, and each answer
names the row it rests on. ATOP says that a condition exists, not how conditions combine: what the
law can test (a named adversary, provocation, a request) is tested; the rest stand as exceptions
that do not hold unless they are given (`--given "other location"`).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl

from foedera.corpus import store
from foedera.corpus.spans import Spans, union
from foedera.corpus.wars import war_events
from foedera.dossier import Dossier, load
from foedera.dossier.cache import keep, kept
from foedera.dossier.dossier import shipped
from foedera.dossier.files import digest_of
from foedera.dossier.model import Case, Life, Source, State
from foedera.dossier.names import Index, fold, forms_of, index_of
from foedera.dossier.noun import Citation, Citations, Origin
from foedera.dossier.treaties import Article, Condition, Consent, Force, Treaty, Trigger
from foedera.terms import ConditionKind, ForceBy, OnWar, Pledge

LABEL = "atop"
#: Parts of a dossier that hold no records.
_NO_KIND = ("label", "digest", "case", "names", "compiled")
Row = dict[str, Any]

_PLEDGES = {
    "defense": Pledge.DEFENSE,
    "offense": Pledge.OFFENSE,
    "neutral": Pledge.NEUTRALITY,
    "nonagg": Pledge.NONAGGRESSION,
    "consul": Pledge.CONSULTATION,
}
#: How ATOP begins the names of a pledge's conditions.
_STEMS = {"defense": "defco", "offense": "offco", "neutral": "neuco", "consul": "conco"}
_TEXTS = {
    "defense": "Each that promises it defends a partner that is attacked.",
    "offense": "Each that promises it joins a war of a partner, whoever began it.",
    "neutral": "Each that promises it gives no help to the enemy of a partner at war.",
    "nonagg": "Each that promises it uses no force against a partner.",
    "consul": "Each that promises it consults with a partner in a crisis.",
}
#: Conditions whose content ATOP does not give: they defeat the promise only where the asker says so.
_OPEN = {
    "adv": "other adversary",
    "loc": "other location",
    "con": "other conflict",
    "num": "other number of adversaries",
    "dem": "other demands",
}


def atop_dossier() -> Dossier:
    """The dossier of the tables in the store; kept compiled until they change."""
    tables = {kind: store.entry(kind) for kind in ("atop-members", "cow-states")}
    if store.has("cow-wars"):
        tables["cow-wars"] = store.entry("cow-wars")
    digest = sha256(repr([_program(), *(row["sha256"] for row in tables.values())]).encode()).hexdigest()
    found = kept(digest, LABEL)
    if isinstance(found, Dossier):
        return found
    wars = store.frame("cow-wars") if "cow-wars" in tables else None
    made = replace(_made(store.frame("atop-members"), store.frame("cow-states"), wars, tables), digest=digest)
    keep(digest, LABEL, replace(made, compiled=True))
    return made


def _program() -> str:
    """This code and the shipped names, by their hashes: another program makes another dossier."""
    mine = sorted(Path(__file__).parent.glob("*.py"))
    names = "".join(digest_of(path.parent) for path in sorted(shipped().glob("*/dossier.toml")))
    return sha256(b"".join(path.read_bytes() for path in mine) + names.encode()).hexdigest()


def _made(members: pl.DataFrame, states: pl.DataFrame, wars: pl.DataFrame | None, tables: Mapping[str, Row]) -> Dossier:
    atop, cow = tables["atop-members"], tables["cow-states"]
    ids = _ids(states)
    rows = [{**row, "line": line} for line, row in enumerate(members.iter_rows(named=True), 2)]
    rows = [row for row in rows if row["member"] in ids]
    last = date(atop["last"], 12, 31)
    nations = _states(states, ids, rows, cow["file"])
    treaties = _treaties(rows, ids, {state.id: state.title for state in nations.values()}, atop)
    events = war_events(wars, ids, tables["cow-wars"]["file"]) if wars is not None else {}
    first = date(atop["first"], 1, 1)
    case = Case(title=f"Alliances as ATOP {atop['version']} codes them", first=first, last=last)
    sources = {id_: _source(id_, row) for id_, row in (("atop", atop), *tables.items()) if id_ != "atop-members"}
    held: dict[str, Any] = {"states": nations, "treaties": treaties, "events": events, "sources": sources}
    kinds = {field.name: {} for field in fields(Dossier) if field.name not in _NO_KIND} | held
    names: dict[str, Index] = {kind: {} for kind in kinds}
    names |= {"states": index_of(nations), "treaties": index_of(treaties)}
    return Dossier(LABEL, "", case, names=names, **kinds)


def _source(id_: str, row: Row) -> Source:
    return Source(id_, f"{row['title']}, version {row['version']}. {row['citation']}", "dataset")


# -- states --------------------------------------------------------------------------


def _ids(states: pl.DataFrame) -> dict[int, str]:
    """Number -> id: the short English name as a slug."""
    rows = states.select("ccode", "statenme").unique("ccode", keep="last", maintain_order=True)
    return {number: _slug(name) for number, name in rows.iter_rows()}


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _states(states: pl.DataFrame, ids: Mapping[int, str], rows: Iterable[Row], file: str) -> dict[str, State]:
    """States with their spells in the system, and those in which ATOP has them as members."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for row in rows:
        spans.setdefault(row["member"], []).append(_days(row))
    found: dict[str, State] = {}
    known = _known_names()
    taken = {fold(name) for name in states["statenme"]}
    lines = {}
    for line, row in enumerate(states.iter_rows(named=True), 2):
        begin, end = row["begin_first"].toordinal(), row["end_last"].toordinal() + 1
        spans.setdefault(row["ccode"], []).append((begin, end))
        lines[row["ccode"]] = (line, row)
    newest = states["end_last"].max()
    for number, (line, row) in lines.items():
        origin = Origin(file, line)
        own = (row["statenme"], row["stateabb"])
        aliases = tuple(name for name in known.get(number, ()) if fold(name) not in taken and name not in own)
        found[ids[number]] = State(
            ids[number], row["statenme"], (Citation("cow-states", f"ccode {number}"),), cow=number,
            cow_abbr=row["stateabb"], aliases=aliases, lives=_lives(union(spans[number]), newest, origin),
            origin=origin,
        )  # fmt: skip
    return dict(sorted(found.items()))


def _lives(spans: Spans, newest: Any, origin: Origin) -> tuple[Life, ...]:
    """Spells as stretches of existence; one that lasts to the end of the list has no end."""
    return tuple(
        Life(
            date.fromordinal(start), None if until > newest.toordinal() else date.fromordinal(until),
            "no longer in the state system", "", (), origin,
        )
        for start, until in spans
    )  # fmt: skip


def _known_names() -> dict[int, tuple[str, ...]]:
    """Every name form that the shipped dossiers have for a number."""
    found: dict[int, dict[str, None]] = {}
    for path in sorted(shipped().glob("*/dossier.toml")):
        for state in load(path.parent.name).states.values():
            if state.cow is not None:
                forms = (form for form in forms_of(state) if not form.isdigit())
                found.setdefault(state.cow, {}).update(dict.fromkeys(forms))
    return {number: tuple(names) for number, names in found.items()}


# -- alliances -----------------------------------------------------------------------


def _days(row: Row) -> tuple[int, int]:
    """The days of a row, its last one included; without an end, to the calendar's end."""
    until = date.max.toordinal() if row["end_open"] else row["end_last"].toordinal() + 1
    return row["begin_first"].toordinal(), until


def _treaties(rows: list[Row], ids: Mapping[int, str], titles: Mapping[str, str], atop: Row) -> dict[str, Treaty]:
    by_alliance: dict[int, list[Row]] = {}
    for row in rows:
        by_alliance.setdefault(row["atopid"], []).append(row)
    made = (_treaty(number, mine, ids, titles, atop) for number, mine in sorted(by_alliance.items()))
    return {treaty.id: treaty for treaty in made}


def _treaty(number: int, rows: list[Row], ids: Mapping[int, str], titles: Mapping[str, str], atop: Row) -> Treaty:
    sources = (Citation("atop", f"alliance {number}, version {atop['version']}", says="ATOP's coding"),)
    parties = tuple(dict.fromkeys(ids[row["member"]] for row in rows))
    signed = min(row["begin_first"] for row in rows)
    origin = Origin(atop["file"], rows[0]["line"])
    named = ", ".join(titles[party] for party in parties[:4]) + (f" and {len(parties) - 4} more" * (len(parties) > 4))
    return Treaty(
        f"atop-{number}", f"Alliance of {named}, {signed.year}", signed, Force(ForceBy.SIGNATURE, origin=origin),
        sources, parties=parties, secret=any(row.get("pubsecr") == 2 for row in rows),
        consents=tuple(_consents(rows, ids, atop["file"])), on_war=OnWar.CONTINUES,
        articles=tuple(_articles(rows, ids, sources, atop["file"])), external={"atop": str(number)},
        note="ATOP's coding: it counts from signature, and its ends are its own.", origin=origin,
    )  # fmt: skip


def _consents(rows: list[Row], ids: Mapping[int, str], file: str) -> Iterator[Consent]:
    for member in dict.fromkeys(row["member"] for row in rows):
        mine = [row for row in rows if row["member"] == member]
        for start, until in union(_days(row) for row in mine):
            line = next(row["line"] for row in mine if row["begin_first"].toordinal() == start)
            end = None if until == date.max.toordinal() else date.fromordinal(until)
            yield Consent(ids[member], start=date.fromordinal(start), until=end, origin=Origin(file, line))


def _articles(rows: list[Row], ids: Mapping[int, str], sources: Citations, file: str) -> Iterator[Article]:
    """One article for each phase, pledge and set of conditions, with all that promise so.

    A member with several rows in one phase has an article of its own for each, with the row's days.
    """
    groups: dict[tuple[Any, ...], list[Row]] = {}
    count = Counter((row["member"], row.get("phase")) for row in rows)
    for row in rows:
        own = _window(row) if count[row["member"], row.get("phase")] > 1 else None
        for column in _PLEDGES:
            if row[column] == 1:
                groups.setdefault((column, row.get("phase") or 0, own, *_conditions(column, row)), []).append(row)
    phases = _phases(rows)
    seen: dict[str, int] = {}
    for (column, phase, own, *_), mine in groups.items():
        name = column if phase == 0 else f"{column}-phase-{phase}"
        seen[name] = seen.get(name, 0) + 1
        id_ = name if seen[name] == 1 else f"{name}-{seen[name]}"
        since, until = own or (phases[phase] if phase else (None, None))
        origin = Origin(file, mine[0]["line"])
        # Phases may run side by side, one with each successor of a member; a promise stays within its own.
        partners = tuple(dict.fromkeys(ids[row["member"]] for row in rows if (row.get("phase") or 0) == phase))
        yield Article(
            id_, _PLEDGES[column], _TEXTS[column], debtor=tuple(dict.fromkeys(ids[row["member"]] for row in mine)),
            creditor=partners, trigger=_trigger(column, mine[0], ids, origin), since=since, until=until,
            days=30, sources=sources, origin=origin,
        )  # fmt: skip


def _window(row: Row) -> tuple[date, date | None]:
    """The days of a row as a provision has them."""
    start, until = _days(row)
    return date.fromordinal(start), None if row["end_open"] else date.fromordinal(until)


def _phases(rows: list[Row]) -> dict[int, tuple[date | None, date | None]]:
    """The days of each phase; where the next begins on the last day of one, that day is the next one's."""
    starts: dict[int, date] = {}
    ends: dict[int, date | None] = {}
    for row in rows:
        phase = row.get("phase") or 0
        starts[phase] = min(starts.get(phase, row["begin_first"]), row["begin_first"])
        last = None if row["end_open"] else row["end_last"] + timedelta(days=1)
        held = ends.get(phase, last)
        ends[phase] = None if held is None or last is None else max(held, last)
    begun = set(starts.values())
    return {
        phase: (start, end - timedelta(days=1) if end and end - timedelta(days=1) in begun else end)
        for phase, start in starts.items()
        for end in (ends[phase],)
    }


# -- conditions ----------------------------------------------------------------------


def _conditions(column: str, row: Row) -> tuple[Any, ...]:
    """The conditions of a pledge as ATOP codes them; equal ones make one article."""
    stem = _STEMS.get(column)
    if stem is None:
        return ()
    flags = tuple(row.get(stem + end) == 1 for end in (*_OPEN, "npr", "att", "req"))
    return flags + ((row.get("specthrt"), row.get("statthr1"), row.get("statthr2")) if flags[0] else ())


def _trigger(column: str, row: Row, ids: Mapping[int, str], origin: Origin) -> Trigger | None:
    """When the pledge becomes operative; nonaggression stands."""
    if column not in _STEMS:
        return None
    named = _adversaries(column, row, ids)
    requires = tuple(_requires(column, row, origin))
    unless = tuple(_unless(column, row, bool(named), origin))
    by = named or ("any",)
    if column == "offense":
        # The partner's own war sets it off, as well as an attack upon the partner.
        return Trigger(("war",), by=by, on=("creditor",), requires=requires, unless=unless, origin=origin)
    acts = {"defense": ("attack",), "neutral": ("war",), "consul": ("aggression", "threat")}[column]
    return Trigger(
        acts, by=("third",) if column == "neutral" and not named else by, requires=requires, unless=unless,
        origin=origin,
    )  # fmt: skip


def _adversaries(column: str, row: Row, ids: Mapping[int, str]) -> tuple[str, ...]:
    """The adversaries meant, where ATOP names them all and nothing else can stand in their place."""
    stem = _STEMS[column]
    if row.get(f"{stem}adv") != 1 or row.get(f"{stem}num") == 1 or row.get("specthrt") != 1:
        return ()
    numbers = (row.get("statthr1") or 0, row.get("statthr2") or 0)
    return tuple(ids[number] for number in numbers if number in ids)


def _requires(column: str, row: Row, origin: Origin) -> Iterator[Condition]:
    stem = _STEMS[column]
    if row.get(f"{stem}npr") == 1:
        kind = ConditionKind.PEACEFUL if column == "neutral" else ConditionKind.UNPROVOKED
        yield Condition(kind, says="ATOP: not if the partner provoked it", origin=origin)
    if row.get(f"{stem}att") == 1:
        yield Condition(ConditionKind.PEACEFUL, says="ATOP: only if the partner is attacked", origin=origin)
    if row.get(f"{stem}req") == 1:
        yield Condition(ConditionKind.ASKS, says="ATOP: upon request", origin=origin)


def _unless(column: str, row: Row, named: bool, origin: Origin) -> Iterator[Condition]:
    for end, id_ in _OPEN.items():
        if row.get(_STEMS[column] + end) == 1 and not (end == "adv" and named):
            says = f"ATOP codes a condition of its {id_.removeprefix('other ')} and does not give it"
            yield Condition(ConditionKind.FACT, id=id_, says=says, origin=origin)
