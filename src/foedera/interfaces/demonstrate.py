"""Running the demonstrations of a mechanism: the program's own commands, without a shell."""

from __future__ import annotations

import io
import shlex
from collections.abc import Callable
from contextlib import redirect_stdout
from typing import Any

from foedera.errors import BadQuestion, FoederaError

Json = dict[str, Any]
#: The program itself: takes the words of a command line and `standalone_mode`.
Program = Callable[..., Any]


def demonstrated(answer: Json, dossier: str, program: Program) -> Json:
    """A mechanism's answer, each demonstration with what it printed and what that lacks or should not hold."""
    for demo in answer["demonstrations"]:
        printed = printed_by(demo["run"], dossier, program)
        demo["printed"] = printed
        demo["lacks"] = [text for text in demo["shows"] if text not in printed]
        demo["holds_wrongly"] = [text for text in demo["hides"] if text in printed]
        demo["held"] = not demo["lacks"] and not demo["holds_wrongly"]
    return answer


def printed_by(command: str, dossier: str, program: Program) -> str:
    """What a command prints into a pipe; a fault prints its sentence."""
    name, *words = shlex.split(command)
    if name != "foedera" or not words or words[0] in ("serve", "mechanism"):
        raise BadQuestion(f"a demonstration asks a question: foedera act ..., not '{command}'")
    printed = io.StringIO()
    with redirect_stdout(printed):
        try:
            program(["--dossier", dossier, *words], standalone_mode=False)
        except FoederaError as fault:
            print(f"foedera: {fault}")
    return printed.getvalue()
