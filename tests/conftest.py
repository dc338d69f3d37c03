"""What many files use; and their order: what takes minutes runs first, so that no worker is left with it at the end."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from foedera.interfaces import cli
from tests.asking import TINY, Ask, Said
from tests.tiny import write

#: Files that start a browser, servers, builds or thousands of questions; any other takes seconds.
LONG = ("tests/browser/", "tests/law/test_twin", "tests/interfaces/test_serving", "tests/interfaces/test_app")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny dossier of which questions are asked."""
    return write(tmp_path_factory.mktemp("tiny"), TINY)


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Runs the program in this process, with its own guard around it."""

    def run(*words: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["foedera", *words])
        capsys.readouterr()
        code = 0
        try:
            cli.main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0 if ended.code is None else 1
        return Said(code, *capsys.readouterr())

    return run
