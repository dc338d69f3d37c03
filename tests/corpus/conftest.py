"""Every test of the corpus has a store of its own; the compiled dossiers, named by their content, are shared."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where compiled copies lie for all tests of this room."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The local store lies in the test's own folder."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
