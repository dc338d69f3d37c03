"""The order of files: what takes minutes runs first, so that no worker is left with it when the others are done."""

from __future__ import annotations

import pytest

#: Files that start a browser, servers, builds or thousands of questions; any other takes seconds.
LONG = ("tests/browser/", "tests/law/test_twin", "tests/interfaces/test_serving", "tests/interfaces/test_app")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))
