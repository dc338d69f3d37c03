"""Historians' episodes: every right answer appears, no wrong one does."""

from __future__ import annotations

from functools import lru_cache

import pytest

import foedera
from foedera.dossier import Dossier
from tests.episodes import KEYS, KINDS, Episode, episodes, matches, rows_of

ALL = episodes()


@lru_cache
def dossier(name: str) -> Dossier:
    return foedera.load(name)


@pytest.mark.parametrize("episode", ALL, ids=lambda e: f"{e.dossier}-{e.id}")
def test_episode(episode: Episode) -> None:
    table = episode.table
    rows = rows_of(dossier(episode.dossier), episode)
    if "status" in table:
        assert [row["status"] for row in rows] == [table["status"]], table["name"]
    for wanted in table.get("expect", []):
        shown = [{key: row.get(key) for key in wanted} for row in rows]
        assert any(matches(row, wanted) for row in rows), f"{table['name']}\nmissing {wanted}\namong {shown}"
    for wrong in table.get("refuse", []):
        found = [row for row in rows if matches(row, wrong)]
        assert not found, f"{table['name']}\nmust not appear: {wrong}"


def test_every_episode_has_known_keys_a_name_an_authority_and_something_to_fail() -> None:
    for episode in ALL:
        table = episode.table
        assert set(table) <= KEYS, f"{episode.file} {episode.id}: {set(table) - KEYS}"
        assert table["name"] and table["authority"], f"{episode.file} {episode.id}"
        assert all(a["ref"] in dossier(episode.dossier).sources for a in table["authority"]), episode.id
        assert any(kind in table for kind in KINDS), episode.id
        assert table.get("expect") or table.get("refuse") or table.get("status"), episode.id


def test_episode_ids_are_given_once() -> None:
    ids = [(episode.dossier, episode.id) for episode in ALL]
    assert len(ids) == len(set(ids))


def test_there_are_at_least_a_hundred_episodes_of_the_interwar_record() -> None:
    assert sum(episode.dossier == "interwar" for episode in ALL) >= 100
