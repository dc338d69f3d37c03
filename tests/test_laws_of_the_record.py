"""What holds of every record, shipped or made at random: however it is written, ordered, supposed otherwise."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import foedera
from foedera.days import ordinal
from foedera.dossier import Dossier
from tests.small import (
    ASKED,
    BOOK,
    CRISES,
    FEW,
    FIXED,
    Files,
    all_answers,
    bonds,
    found,
    made,
    records,
    replayed,
    wars,
)
from tests.tiny import shipped
from tests.toml import bare, table, write

KINDS = (
    "states", "organizations", "persons", "treaties", "territories", "readings", "suppositions", "events", "sources",
)  # fmt: skip


# -- read(write(x)) == x ---------------------------------------------------------------------


@cache
def rewritten() -> Dossier:
    """The interwar record, written by the tests' own writer into one file a kind, and read again."""
    dossier = shipped()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "dossier.toml").write_text(write(table(dossier.case)), encoding="utf-8")
        for kind in KINDS:
            kept = getattr(dossier, kind)
            if kind in ("events", "sources"):
                rows = [table(kept[id_]) for id_ in kept]
                (folder / f"{kind}.toml").write_text(write({kind[:-1]: rows}), encoding="utf-8")
                continue
            (folder / kind).mkdir()
            for id_ in kept:
                (folder / kind / f"{id_}.toml").write_text(write(table(kept[id_])), encoding="utf-8")
        again, problems = foedera.read_dossier(folder)
    assert again is not None
    assert not problems, "\n".join(map(str, problems[:5]))
    return again


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_written_and_read_again_is_the_same_record(kind: str) -> None:
    before, after = getattr(shipped(), kind), getattr(rewritten(), kind)
    assert (list(before) and sorted(before) == sorted(after)) or kind == "suppositions"
    for id_ in before:
        assert bare(after[id_]) == bare(before[id_])


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1, max_size=30)


@FIXED
@given(title=TEXTS, note=TEXTS, alias=st.lists(TEXTS, max_size=3), names=st.dictionaries(TEXTS, TEXTS, max_size=3))
def test_any_text_that_is_written_is_read_again(title: str, note: str, alias: list[str], names: dict[str, str]) -> None:
    content = {"title": title, "note": note, "aliases": alias, "names": names, "sources": BOOK}
    state = made({"states/fara.toml": content}).states["fara"]
    assert (state.title, state.note, list(state.aliases)) == (title, note, alias)
    assert {key: forms[0] for key, forms in state.names.items()} == names


@FIXED
@given(records())
def test_a_small_record_written_and_read_twice_is_the_same(files: Files) -> None:
    once = made(files)
    again = made(
        {f"treaties/{id_}.toml": table(treaty) for id_, treaty in once.treaties.items()}
        | {"events/1935.toml": {"event": [table(event) for event in once.events.values()]}}
    )
    assert bare(dict(again.treaties)) == bare(dict(once.treaties))
    assert bare(dict(again.events)) == bare(dict(once.events))


# -- what comes later does not matter ----------------------------------------------------------


def until(dossier: Dossier, day: str) -> Dossier:
    """The record without the events and treaties of later days."""
    last = ordinal(date.fromisoformat(day))
    return replace(
        dossier,
        treaties={id_: t for id_, t in dossier.treaties.items() if ordinal(t.signed) <= last},
        events={id_: e for id_, e in dossier.events.items() if e.date.first <= last},
        digest=f"{dossier.digest}-{day}",
    )


@FIXED
@given(records(), st.sampled_from(ASKED))
def test_answers_on_a_day_do_not_depend_on_later_facts(files: Files, day: str) -> None:
    dossier = made(files)
    assert all_answers(until(dossier, day), [day]) == all_answers(dossier, [day])


@pytest.mark.parametrize(("act", "day"), CRISES, ids=lambda value: value)
def test_answers_of_the_shipped_record_do_not_depend_on_later_facts(act: str, day: str) -> None:
    dossier = shipped()
    before = until(dossier, day)
    assert found(before, act, day) == found(dossier, act, day)
    assert wars(before, day) == wars(dossier, day)
    for state in set(act.split()[::2]):
        assert bonds(before, day, by=state) == bonds(dossier, day, by=state)


# -- the order of files does not matter -----------------------------------------------------------


@FIXED
@given(records(), st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(files: Files, chance: Any) -> None:
    rows = list(files["events/1935.toml"]["event"])
    chance.shuffle(rows)
    parts = {f"events/{chance.randrange(1000)}-{i}.toml": {"event": [row]} for i, row in enumerate(rows)}
    others = [item for item in files.items() if item[0] != "events/1935.toml"]
    chance.shuffle(others)
    assert all_answers(made(dict(others) | parts)) == all_answers(made(files))


@pytest.mark.parametrize(("act", "day"), CRISES[:6], ids=lambda value: value)
def test_the_order_of_the_shipped_records_treaties_and_states_does_not_matter(act: str, day: str) -> None:
    dossier = shipped()
    turned = replace(
        dossier,
        treaties={id_: dossier.treaties[id_] for id_ in reversed(list(dossier.treaties))},
        states={id_: dossier.states[id_] for id_ in reversed(list(dossier.states))},
        digest=f"{dossier.digest}-turned",
    )
    assert found(turned, act, day) == found(dossier, act, day)


def test_a_record_in_other_files_gives_the_same_replay() -> None:
    assert replayed(rewritten(), "1938-01-01", "1939-12-31") == replayed(shipped(), "1938-01-01", "1939-12-31")


# -- suppositions ---------------------------------------------------------------------------------


def supposed(dossier: Dossier, content: dict[str, Any], *days: str) -> dict[str, Any]:
    with tempfile.NamedTemporaryFile("w", suffix=".toml", encoding="utf-8") as file:
        file.write(write({"title": "A supposition"} | content))
        file.flush()
        options = dict(zip(("first", "last"), days, strict=False))
        return foedera.supposed(dossier, file.name, **options)


def test_a_supposition_of_nothing_is_refused() -> None:
    with pytest.raises(foedera.FoederaError, match="changes nothing"):
        supposed(shipped(), {})


GIVEN_BACK = [
    "1939-08-23-german-soviet-nonaggression", "1939-08-25-anglo-polish-mutual-assistance", "1928-08-27-kellogg-briand",
    "1919-06-28-league-covenant", "1934-02-09-balkan-pact", "1939-09-28-german-soviet-boundary-friendship",
]  # fmt: skip


@pytest.mark.parametrize("id_", GIVEN_BACK)
def test_to_take_a_treaty_out_and_put_it_back_changes_nothing(id_: str) -> None:
    back = {"remove": [id_], "treaty": [{"id": id_} | table(shipped().treaties[id_])]}
    answer = supposed(shipped(), back, "1938-01-01", "1940-12-31")
    assert (answer["lost"], answer["gained"], answer["groundless"]) == ([], [], [])


@FIXED
@given(records(), st.randoms(use_true_random=False))
def test_to_take_anything_out_and_put_it_back_changes_nothing(files: Files, chance: Any) -> None:
    dossier = made(files)
    id_ = chance.choice(sorted((*dossier.treaties, *dossier.events)))
    pool, key = (dossier.treaties, "treaty") if id_ in dossier.treaties else (dossier.events, "event")
    answer = supposed(dossier, {"remove": [id_], key: [{"id": id_} | table(pool[id_])]})
    assert (answer["lost"], answer["gained"], answer["groundless"]) == ([], [], [])


@FEW
@given(records(), st.randoms(use_true_random=False))
def test_without_a_treaty_no_finding_of_its_is_left_and_of_the_others_none_is_lost_by_it(
    files: Files, chance: Any
) -> None:
    dossier = made(files)
    id_ = chance.choice(sorted(dossier.treaties))
    answer = foedera.supposed(dossier, remove=[id_])
    assert all(not row["commitment"].startswith(f"{id_}/") for row in answer["gained"])
    before = {row for row in replayed(dossier) if row[5].startswith(f"{id_}/")}
    lost = {(r["event"], r["commitment"], r["debtor"], r["creditor"]) for r in answer["lost"]}
    assert {(row[1], row[5], row[3], row[4]) for row in before} <= lost
