"""The bibliography as BibTeX. The record holds each reference as one text, so no field is guessed out of it."""

from __future__ import annotations

from foedera.dossier import Dossier
from foedera.dossier.model import Source

#: Characters that TeX would act on.
_ESCAPED = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def bibliography(dossier: Dossier) -> str:
    """Every source as an entry with its id as key."""
    return "\n".join(_entry(source) for source in dossier.sources.values())


def _entry(source: Source) -> str:
    given = {
        "title": f"{{{_escaped(source.cite)}}}",
        "howpublished": f"\\url{{{source.url}}}" if source.url else "",
        "keywords": _escaped(source.kind),
    }
    told = ",\n".join(f"  {name:<12} = {{{value}}}" for name, value in given.items() if value)
    return f"@misc{{{source.id},\n{told}\n}}\n"


def _escaped(text: str) -> str:
    return "".join(_ESCAPED.get(letter, letter) for letter in " ".join(text.split()))
