"""Whatever is asked over HTTP, the program does not break."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from foedera.interfaces.http import api
from tests.interfaces.test_http import RECORD
from tests.tiny import read


@pytest.mark.filterwarnings("ignore")
def test_no_question_breaks_the_program(tmp_path: Path) -> None:
    schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is in the extra `dev`")
    from hypothesis import HealthCheck, given, settings

    schema = schemathesis.openapi.from_asgi("/api/openapi.json", api(read(tmp_path, RECORD)))
    asked = set()
    for result in schema.get_all_operations():
        operation = result.ok()

        @settings(max_examples=8, deadline=None, derandomize=True, database=None,
                  suppress_health_check=list(HealthCheck))  # fmt: skip
        @given(case=operation.as_strategy())
        def one(case: Any) -> None:
            asked.add(case.operation.path)
            assert case.call().status_code < 500, case.as_curl_command()

        one()
    assert len(asked) > 20
