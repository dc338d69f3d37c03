"""The record as tools, asked by the protocol's own client through the program as a client starts it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

anyio = pytest.importorskip("anyio")
mcp = pytest.importorskip("mcp")

ROOT = Path(__file__).resolve().parents[2]
POLAND = "1939-08-25-anglo-polish-mutual-assistance"
TOOLS = ["day", "bound", "act", "why", "whynot", "treaty", "place", "debate", "read"]
#: One good question for each tool.
GOOD: dict[str, dict[str, Any]] = {
    "day": {"day": "1939-09-17"},
    "bound": {"day": "1939-09-01", "by": "united-kingdom", "to": "Ba Lan"},
    "act": {"act": "germany attacks poland", "day": "1939-09-01"},
    "why": {"subject": POLAND, "day": "1939-09-01"},
    "whynot": {"debtor": "france", "creditor": "poland", "act": "soviet-union attacks poland", "day": "1939-09-17"},
    "treaty": {"name": POLAND, "day": "1939-09-01"},
    "place": {"name": "bessarabia", "day": "1940-07-01"},
    "debate": {},
    "read": {"text": "On 23 August 1939 Germany and the Soviet Union signed a pact in Moscow."},
}
#: Questions that cannot be asked, each with what its one sentence says.
BAD: list[tuple[str, dict[str, Any], str]] = [
    ("bound", {"day": "yesterday", "by": "poland"}, "'yesterday' is not a day; write it as YYYY-MM-DD"),
    ("bound", {"day": "1939-09-01"}, "say by whom or to whom (`by`, `to`)"),
    ("bound", {"by": "poland"}, "bound cannot be asked so: day: field required; see the tool's schema"),
    ("day", {"day": "1815-06-09"}, "1815-06-09 is outside this record"),
    ("day", {"day": 1939}, "day: input should be a valid string"),
    ("act", {"act": "xyzzy attacks poland", "day": "1939-09-01"}, "xyzzy"),
    ("act", {"act": "germany", "day": "1939-09-01"}, "germany"),
    ("why", {"subject": "no-such-treaty", "day": "1939-09-01"}, "no-such-treaty"),
    ("treaty", {"name": "treaty"}, "treaty"),
    ("place", {"name": "atlantis"}, "atlantis"),
    ("debate", {"name": "atlantis"}, "atlantis"),
    ("read", {"text": "  "}, "the text is empty; give the words of the document"),
    ("read", {"text": "Moscow", "language": "tlh"}, "tlh"),
    ("bound", {"day": "1939-09-01", "by": "poland", "readings": ["x=y"]}, "the record knows no reading called 'x'"),
    ("sing", {}, "there is no tool called 'sing'; the tools are day, bound, act"),
]


@pytest.fixture(scope="module")
def said() -> tuple[Any, Callable[[str, dict[str, Any]], Any]]:
    """The tools that the server lists, and its answer to a question; all asked in one session."""
    words = ["-m", "foedera", "mcp"]
    place = mcp.StdioServerParameters(
        command=sys.executable, args=words, cwd=str(ROOT), env={**os.environ, "PYTHONPATH": str(ROOT / "src")}
    )
    asked = [*GOOD.items(), *((name, words) for name, words, _ in BAD)]

    async def session() -> tuple[Any, list[Any]]:
        async with mcp.Client(mcp.stdio_client(place)) as client:
            tools = (await client.list_tools()).tools
            return tools, [await client.call_tool(name, words) for name, words in asked]

    # In a thread of its own: a browser test before it in this process may hold this thread's loop.
    with ThreadPoolExecutor(1) as pool:
        tools, results = pool.submit(anyio.run, session).result()
    answered = list(zip(asked, results, strict=True))
    return tools, lambda name, words: next(result for question, result in answered if question == (name, words))


def test_the_tools_are_the_questions_and_only_read(said: Any) -> None:
    tools, _ = said
    assert [tool.name for tool in tools] == TOOLS
    assert all(tool.description and tool.annotations.read_only_hint for tool in tools)
    told = {name: part for tool in tools for name, part in tool.input_schema["properties"].items()}
    assert all(part["description"] for part in told.values())


@pytest.mark.parametrize("name", TOOLS)
def test_every_answer_carries_its_citations(said: Any, name: str) -> None:
    result = said[1](name, GOOD[name])
    assert not result.is_error
    told = result.structured_content
    assert told["citations"] and all(row["cite"] for row in told["citations"])
    assert told["record"]["digest"][:12] in told["record"]["cite"]
    text = result.content[0].text
    assert "\nSources:\n- " in text and told["record"]["cite"] in text
    assert all(f"- {row['ref']}: {row['cite']}" in text for row in told["citations"])


def test_an_answer_is_that_of_the_program(said: Any) -> None:
    due = [f for f in said[1]("act", GOOD["act"]).structured_content["answer"]["findings"] if f["verdict"] == "due"]
    assert ("united-kingdom", "poland") in {(f["debtor"], f["creditor"]) for f in due}
    bound = said[1]("bound", GOOD["bound"])
    assert f"{POLAND}/1" in {c["id"] for c in bound.structured_content["answer"]["commitments"]}
    cited = {row["ref"] for row in bound.structured_content["citations"]}
    assert {s["ref"] for c in bound.structured_content["answer"]["commitments"] for s in c["sources"]} <= cited


def test_a_text_is_read_against_the_record(said: Any) -> None:
    (document,) = said[1]("read", GOOD["read"]).structured_content["answer"]["documents"]
    assert {"germany", "soviet-union", "1939-08-23"} <= {m["value"] for m in document["mentions"]}


@pytest.mark.parametrize(("name", "words", "says"), BAD, ids=lambda v: v if isinstance(v, str) else "")
def test_a_question_that_cannot_be_asked_is_a_tool_error_of_one_sentence(
    said: Any, name: str, words: dict[str, Any], says: str
) -> None:
    result = said[1](name, words)
    assert result.is_error
    text = result.content[0].text
    assert says in text and "\n" not in text and "Traceback" not in text and "Error executing" not in text
