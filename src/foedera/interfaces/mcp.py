"""`foedera mcp`: the record as tools for programs that hold a conversation, by the Model Context Protocol.

Each tool is a question of the program. Its text is what the command line prints, with the sources below it; its
structured content is the answer as JSON with the same sources. A question that cannot be asked is a tool error of one
sentence. Nothing here reads a file or writes one: a document is given as text.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache, wraps
from typing import Annotated, Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import CallToolResult, InputRequiredResult, TextContent, ToolAnnotations
from pydantic import Field, ValidationError

from foedera import answers
from foedera.answers.citing import citation, citations
from foedera.dossier import Dossier
from foedera.errors import FoederaError
from foedera.interfaces.show import lines

Json = dict[str, Any]
NONE: list[str] = []
#: The longest text, and the longest JSON, that an answer brings into a conversation, in characters.
LONGEST = 30_000
LARGEST = 200_000

Day = Annotated[str, Field(description="a day, YYYY-MM-DD, within the record")]
MaybeDay = Annotated[str | None, Field(description="a day, YYYY-MM-DD, within the record")]
State = Annotated[str, Field(description="a state, by any name the record knows in any language")]
MaybeState = Annotated[str | None, Field(description="a state, by any name the record knows in any language")]
Act = Annotated[str, Field(description='an act in one sentence: "germany attacks poland"')]
Name = Annotated[str, Field(description="an id of the record, or any name it knows")]
KnownTo = Annotated[
    str | None, Field(description="only what this state, or `public`, knew that day; absent: all that is known today")
]
Readings = Annotated[list[str], Field(description="disputed points decided: READING=ALTERNATIVE")]
Given = Annotated[list[str], Field(description='facts supposed: "france assists poland"')]


class Server(MCPServer[None]):
    """The protocol's own server, with one sentence where it would list what failed to validate."""

    async def call_tool(
        self, name: str, arguments: Json, context: Context[None, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Call a tool; arguments that do not fit it are a fault of one sentence."""
        known = [tool.name for tool in await self.list_tools()]
        if name not in known:
            raise ToolError(f"there is no tool called '{name}'; the tools are {', '.join(known)}")
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as fault:
            if isinstance(fault.__cause__, ToolError):
                raise fault.__cause__ from None
            if not isinstance(fault.__cause__, ValidationError):
                raise
            wrong = [f"{'.'.join(map(str, e['loc']))}: {e['msg'].lower()}" for e in fault.__cause__.errors()]
            raise ToolError(f"{name} cannot be asked so: {'; '.join(wrong)}; see the tool's schema") from None


def server(dossier: Dossier) -> Server:
    """The server for one dossier."""
    case = dossier.case
    made = Server(
        "foedera",
        title=f"Foedera: {case.title}",
        instructions=(
            f"{case.title}, {case.first} to {case.last}: who was bound, on any day, to do what to whom, and why. "
            "Answer from these tools, not from memory. Give each statement with its sources, say what is marked "
            "unverified or contested, and cite the record by its mark."
        ),
        log_level="WARNING",
    )
    for questions in (_law, _records):
        questions(made, dossier)
    return made


def run(dossier: Dossier) -> None:
    """Answer on standard input and output until the client goes."""
    server(dossier).run()


Question = Callable[..., tuple[str, Json]]


def _tool(made: Server, dossier: Dossier) -> Callable[[Question], Question]:
    """Makes a tool of a question that gives the kind of its answer and the answer."""

    def tool(question: Question) -> Question:
        @wraps(question)
        def asked(**words: Any) -> CallToolResult:
            try:
                return told(dossier, *question(**words))
            except FoederaError as fault:
                raise ToolError(str(fault)) from None

        hints = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
        # What comes out is told by its kind, not by a schema of its own.
        made.tool(annotations=hints, structured_output=False)(asked)
        return question

    return tool


def told(dossier: Dossier, kind: str, answer: Json) -> CallToolResult:
    """An answer for a conversation: its lines with their sources, and the JSON where it is not too large."""
    cited, record = citations(dossier, answer), citation(dossier)
    text = "\n".join(lines(kind, answer))
    if len(text) > LONGEST:
        text = text[:LONGEST].rpartition("\n")[0] + "\n... cut here; ask a narrower question for the rest"
    sources = [f"- {row['ref']}: {row['cite']}{_places(row)}" for row in cited]
    text = "\n".join([text, "", "Sources:", *(sources or ["- none beyond the record"]), f"Record: {record['cite']}"])
    structured: Json = {"answer": answer, "citations": cited, "record": record}
    if len(json.dumps(answer, ensure_ascii=False)) > LARGEST:
        structured["answer"] = None
        structured["note"] = "the JSON of this answer is too large for a conversation; the text holds it in brief"
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=structured)


def _places(row: Json) -> str:
    places = f" [{'; '.join(row['at'][:8])}{'; ...' if len(row['at']) > 8 else ''}]" if row["at"] else ""
    return places + ("" if row["verified"] else " (unverified)")


def _law(made: Server, dossier: Dossier) -> None:
    @_tool(made, dossier)
    def day(
        day: Day,
        to: Annotated[str | None, Field(description="a later day: what changes until then")] = None,
        known_to: KnownTo = None,
        readings: Readings = NONE,
    ) -> tuple[str, Json]:
        """The world on a day: events, wars, treaties in force, who held what; with `to`, what changes until then."""
        if to is not None:
            return "between", answers.between(dossier, day, to)
        return "day", answers.day(dossier, day, known_to=known_to, readings=readings)

    @_tool(made, dossier)
    def bound(
        day: Day,
        by: Annotated[str | None, Field(description="only what this state owes")] = None,
        to: Annotated[str | None, Field(description="only what is owed to this state")] = None,
        pledge: Annotated[str | None, Field(description="only this pledge: defense, nonaggression, ...")] = None,
        known_to: KnownTo = None,
        readings: Readings = NONE,
    ) -> tuple[str, Json]:
        """Who is bound to whom on a day, for what, under which article."""
        if by is None and to is None:
            raise FoederaError("a covenant binds everybody to everybody; say by whom or to whom (`by`, `to`)")
        return "bound", answers.bound_on(
            dossier, day, by=by, to=to, pledge=pledge, known_to=known_to, readings=readings
        )

    @_tool(made, dossier)
    def act(
        act: Act,
        day: Day,
        given: Given = NONE,
        known_to: KnownTo = None,
        readings: Readings = NONE,
        kept: Annotated[bool, Field(description="suppose that every armed help that falls due is given")] = False,
    ) -> tuple[str, Json]:
        """What an act sets off, breaches, bars and empowers, with the argument for each finding."""
        return "act", answers.act_on(dossier, act, day, given=given, known_to=known_to, readings=readings, kept=kept)

    @_tool(made, dossier)
    def why(
        subject: Annotated[str, Field(description="a commitment's id (TREATY/ARTICLE), or a treaty")],
        day: Day,
        act: Annotated[str | None, Field(description="the act that it is asked of")] = None,
        known_to: KnownTo = None,
        readings: Readings = NONE,
    ) -> tuple[str, Json]:
        """The argument for an article on a day: in force or not, and what an act makes of it."""
        return "why", answers.why(dossier, subject, day, act=act, known_to=known_to, readings=readings)

    @_tool(made, dossier)
    def whynot(
        debtor: State, creditor: State, act: Act, day: Day, given: Given = NONE,
        known_to: KnownTo = None, readings: Readings = NONE,
    ) -> tuple[str, Json]:  # fmt: skip
        """Why one state owes another nothing upon an act: the first failing condition of every candidate."""
        return "whynot", answers.why_not(
            dossier, debtor, creditor, act, day, given=given, known_to=known_to, readings=readings
        )


def _records(made: Server, dossier: Dossier) -> None:
    @_tool(made, dossier)
    def treaty(name: Name, day: MaybeDay = None, known_to: KnownTo = None) -> tuple[str, Json]:
        """A treaty: its life, articles, secrecy, disputes; its status on a day."""
        return "treaty", answers.treaty(dossier, name, day, known_to=known_to)

    @_tool(made, dossier)
    def place(name: Name, day: MaybeDay = None, known_to: KnownTo = None) -> tuple[str, Json]:
        """A territory: whose it was, who held it, in whose sphere, claimed by whom."""
        return "place", answers.place(dossier, name, day, known_to=known_to)

    @_tool(made, dossier)
    def debate(
        name: Annotated[str | None, Field(description="an id or a name; absent: the list of all")] = None,
    ) -> tuple[str, Json]:
        """A question of historians: positions, who holds them, evidence for and against."""
        return ("debates", answers.debates(dossier)) if name is None else ("debate", answers.debate(dossier, name))

    @cache
    def gazetteer() -> Any:
        from foedera.documents import Gazetteer

        return Gazetteer(dossier)

    @_tool(made, dossier)
    def read(
        text: Annotated[str, Field(description="the document's text itself, not a path", max_length=1_000_000)],
        language: Annotated[str | None, Field(description="its language, where it is known: en, ro, vi, ...")] = None,
    ) -> tuple[str, Json]:
        """What a text speaks of, and where it agrees or disagrees with the record."""
        from foedera.documents import Text, document_of, told
        from foedera.documents.words import LANGUAGES
        from foedera.errors import UnknownName

        if not text.strip():
            raise FoederaError("the text is empty; give the words of the document")
        if language is not None and language not in LANGUAGES:
            raise UnknownName("language", language, LANGUAGES)
        return "read", told([document_of(Text("text", "txt", text), gazetteer(), language)])
