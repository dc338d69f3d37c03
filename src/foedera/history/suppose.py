"""Legal counterfactuals: the record with something removed, changed or added, and the difference.

Same acts, other law: a supposition does not say what states would have done. It lists the
recorded events that lose what they rested on; behaviour is the business of a crisis.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from foedera.dossier import model
from foedera.dossier.checks import check_law
from foedera.dossier.dossier import Dossier
from foedera.dossier.files import KINDS
from foedera.dossier.folder import Records, read_toml
from foedera.dossier.lines import Path as KeyPath
from foedera.dossier.reading import Reader, Text, keys_of
from foedera.dossier.treaties import Treaty
from foedera.errors import BadQuestion, DamagedRecord, UnknownName, Unsupposable
from foedera.history.replay import Judged, replay
from foedera.law import law_of


def supposition_from(path: Path) -> model.Supposition:
    """A supposition from a file of the user's; raises `DamagedRecord` with its problems."""
    raw, text, problems = read_toml(path, str(path))
    if raw is not None and text is not None:
        reader = Reader(text)
        found = reader.read(model.Supposition, raw, id=path.stem)
        if found is not None:
            return found
        problems = reader.problems
    raise DamagedRecord("\n".join(str(problem) for problem in problems))


def without(dossier: Dossier, ids: Iterable[str]) -> model.Supposition:
    """The supposition that some records were not there."""
    names = tuple(ids)
    return model.Supposition("without", f"without {', '.join(names)}", remove=names)


def suppose(dossier: Dossier, supposition: model.Supposition) -> Dossier:
    """The dossier as it would be; raises `Unsupposable` when nothing would change, or in a circle."""
    changed = dossier
    chain = _chain(dossier, supposition, ())
    for one in chain:
        changed = _apply(changed, one)
    _sound(changed, {id_.partition("/")[0] for one in chain for id_ in one.remove})
    return changed


def _sound(changed: Dossier, removed: set[str]) -> None:
    """A supposed record must hold together like any other, but for what was taken out of it."""
    kinds = {name: dict(getattr(changed, name)) for name in KINDS}
    problems = [
        p for p in check_law(Records(changed.case, kinds, {})) if not any(f"'{id_}" in p.message for id_ in removed)
    ]
    if problems:
        raise Unsupposable(f"the supposed record does not hold together: {problems[0].message}; {problems[0].hint}")


def _chain(dossier: Dossier, supposition: model.Supposition, path: tuple[str, ...]) -> list[model.Supposition]:
    """The suppositions that this one builds on, first things first."""
    if supposition.id in path:
        circle = " -> ".join((*path, supposition.id))
        raise Unsupposable(f"suppositions build on each other in a circle: {circle}; take one `extends` out")
    found: list[model.Supposition] = []
    for name in supposition.extends:
        if name not in dossier.suppositions:
            raise UnknownName("supposition", name, sorted(dossier.suppositions))
        found += [s for s in _chain(dossier, dossier.suppositions[name], (*path, supposition.id)) if s not in found]
    return [*found, supposition]


def _apply(dossier: Dossier, supposition: model.Supposition) -> Dossier:
    treaties, events = dict(dossier.treaties), dict(dossier.events)
    if not (supposition.remove or supposition.changes or supposition.add_treaties or supposition.add_events):
        if supposition.extends:
            return dossier
        raise Unsupposable(
            f"the supposition '{supposition.id}' changes nothing; give it remove, change, treaty or event"
        )
    for id_ in supposition.remove:
        _remove(treaties, events, id_)
    for change in supposition.changes:
        _change(treaties, events, change)
    for raw in supposition.add_treaties:
        _add(treaties, Treaty, raw, supposition)
    for raw in supposition.add_events:
        _add(events, model.Event, raw, supposition)
    return replace(
        dossier, treaties=treaties, events=events, digest=f"{dossier.digest}+{supposition.id}", compiled=False
    )


def _remove(treaties: dict[str, Treaty], events: dict[str, model.Event], id_: str) -> None:
    name, _, article = id_.partition("/")
    if id_ in events:
        del events[id_]
    elif name in treaties and article:
        treaties[name] = _without_article(treaties[name], article)
    elif name in treaties:
        del treaties[name]
    else:
        raise Unsupposable(f"'{id_}' is no treaty, article or event of the record, so nothing would change; give an id")


def _without_article(treaty: Treaty, number: str) -> Treaty:
    articles = tuple(a for a in treaty.articles if a.id != number)
    protocols = []
    for protocol in treaty.protocols:
        kept = tuple(a for a in protocol.articles if number not in (a.id, f"{protocol.id}/{a.id}"))
        if protocol.id != number:
            protocols.append(replace(protocol, articles=kept))
    changed = replace(treaty, articles=articles, protocols=tuple(protocols))
    if changed == treaty:
        raise Unsupposable(f"'{treaty.id}' has no article or protocol '{number}', so nothing would change")
    return changed


def _change(treaties: dict[str, Treaty], events: dict[str, model.Event], change: model.Change) -> None:
    pool: dict[str, Any] = treaties if change.record in treaties else events
    if change.record not in pool:
        raise Unsupposable(
            f"'{change.record}' is no treaty or event of the record, so nothing would change; give an id"
        )
    record = pool[change.record]
    for key, value in change.set.items():
        record = _set(record, key.split("."), value, change)
    pool[change.record] = record


def _set(record: Any, keys: list[str], value: Any, change: model.Change) -> Any:
    """The record with the value at a dotted path of TOML keys; a list's element is named by its id or index."""
    name, *rest = keys
    if isinstance(record, tuple):
        index = next(
            (i for i, item in enumerate(record) if getattr(item, "id", str(i)) == name or str(i) == name),
            None,
        )
        if index is None:
            raise Unsupposable(f"{change.origin}: nothing called '{name}' to change in {change.record}")
        return (*record[:index], _set(record[index], rest, value, change), *record[index + 1 :])
    kind: type = type(record)
    keys_known = keys_of(kind) if dataclasses.is_dataclass(record) else {}
    if name not in keys_known:
        raise Unsupposable(f"{change.origin}: unknown key '{name}' in {change.record}; keys: {', '.join(keys_known)}")
    key = keys_known[name]
    if rest:
        inner = getattr(record, key.field)
        if inner is None:
            raise Unsupposable(
                f"{change.origin}: {change.record} has no '{name}' whose '{'.'.join(rest)}' could change"
            )
        return replace(record, **{key.field: _set(inner, rest, value, change)})
    reader = Reader(Text(change.origin.file, (), {}))
    read = reader.value(key.type, value, (name,))
    if reader.problems:
        raise Unsupposable(f"{change.origin}: {reader.problems[0].message}")
    if read == getattr(record, key.field):
        raise Unsupposable(
            f"{change.origin}: '{name}' of {change.record} has that value already, so nothing would change"
        )
    return replace(record, **{key.field: read})


def _add(pool: dict[str, Any], kind: type, raw: Mapping[str, Any], supposition: model.Supposition) -> None:
    id_ = raw.get("id", "")
    if not id_:
        raise BadQuestion(f"a {kind.__name__.lower()} added by '{supposition.id}' needs an `id`")
    places: dict[KeyPath, int] = {(): supposition.origin.line}
    reader = Reader(Text(supposition.origin.file or "supposition", (), places))
    body = dict(raw) if kind is model.Event else {k: v for k, v in raw.items() if k != "id"}
    record: Any = reader.read(kind, body, **({} if kind is model.Event else {"id": id_}))
    if record is None:
        raise DamagedRecord("\n".join(str(problem) for problem in reader.problems))
    pool[id_] = record


@dataclass(frozen=True, slots=True)
class Difference:
    """What a supposition changes: findings gained and lost, and events without their ground."""

    lost: tuple[tuple[str, ...], ...]
    gained: tuple[tuple[str, ...], ...]
    groundless: tuple[tuple[model.Event, tuple[str, ...]], ...]


def difference(dossier: Dossier, changed: Dossier, start: int, until: int) -> Difference:
    """Recorded acts judged in both records: which findings go, which come."""
    before, after = (
        _verdicts(replay(law_of(dossier), start, until)),
        _verdicts(replay(law_of(changed), start, until)),
    )
    lost = tuple(row for row in before if row not in set(after))
    gained = tuple(row for row in after if row not in set(before))
    return Difference(lost, gained, tuple(groundless(dossier, changed)))


def _verdicts(judged: Iterable[Judged]) -> list[tuple[str, ...]]:
    rows = []
    for one in judged:
        for finding, outcome in one.findings:
            came = outcome.verdict.value if outcome and outcome.verdict else ""
            rows.append(
                (
                    one.event.id,
                    finding.verdict.value,
                    finding.norm.id,
                    finding.debtor,
                    finding.creditor,
                    finding.against,
                    came,
                )
            )
    return list(dict.fromkeys(rows))


def groundless(dossier: Dossier, changed: Dossier) -> Iterable[tuple[model.Event, tuple[str, ...]]]:
    """Recorded events that rest on what is gone, and then those that rest on these."""
    gone = (set(dossier.events) - set(changed.events)) | (set(dossier.treaties) - set(changed.treaties))
    gone |= {
        id_
        for id_, t in dossier.treaties.items()
        if id_ in changed.treaties and changed.treaties[id_].force.by != t.force.by
    }
    found: dict[str, tuple[str, ...]] = {}
    while True:
        more = {
            id_: tuple(ground for ground in event.rests_on if ground.split("/")[0] in gone or ground in gone)
            for id_, event in changed.events.items()
            if id_ not in found
        }
        more = {id_: grounds for id_, grounds in more.items() if grounds}
        if not more:
            break
        found |= more
        gone |= set(more)
    ordered = sorted(found, key=lambda id_: changed.events[id_].date.first)
    return [(changed.events[id_], found[id_]) for id_ in ordered]
