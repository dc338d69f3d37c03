"""Who was tied to whom, as a graph of states in GraphML: on a day, or through all days with its stretches."""

from __future__ import annotations

import xml.etree.ElementTree as xml
from collections.abc import Iterator
from typing import Any

from foedera.answers import ties_on, timeline
from foedera.dossier import Dossier

_SPACE = "http://graphml.graphdrawing.org/xmlns"
#: What nodes and edges carry, each with its type.
_NODE = {"title": "string", "cow": "int", "iso": "string"}
_EDGE = {
    "pledge": "string", "treaty": "string", "treaty_title": "string", "signed": "string", "since": "string",
    "until": "string", "status": "string", "mutual": "boolean", "secret": "boolean",
}  # fmt: skip


def graphml(dossier: Dossier, day: str | None = None, *, known_to: str | None = None) -> str:
    """The graph as GraphML: an edge a pledge from debtor to creditor, two where it is mutual."""
    root = xml.Element("graphml", {"xmlns": _SPACE})
    for owner, kinds in (("node", _NODE), ("edge", _EDGE)):
        for name, kind in kinds.items():
            about = {"id": f"{owner}_{name}", "for": owner, "attr.name": name, "attr.type": kind}
            xml.SubElement(root, "key", about)
    graph = xml.SubElement(root, "graph", {"id": "ties", "edgedefault": "directed"})
    for state in dossier.states.values():
        _carrying(graph, "node", {"id": state.id}, {"title": state.title, "cow": state.cow, "iso": state.iso})
    for number, edge in enumerate(_edges(dossier, day, known_to)):
        ends = {"id": f"e{number}", "source": edge.pop("one"), "target": edge.pop("other")}
        _carrying(graph, "edge", ends, edge)
    xml.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + xml.tostring(root, encoding="unicode") + "\n"


def _carrying(graph: xml.Element, kind: str, names: dict[str, str], carried: dict[str, Any]) -> None:
    element = xml.SubElement(graph, kind, names)
    for name, value in carried.items():
        if value not in (None, ""):
            text = str(value).lower() if isinstance(value, bool) else str(value)
            xml.SubElement(element, "data", {"key": f"{kind}_{name}"}).text = text


def _edges(dossier: Dossier, day: str | None, known_to: str | None) -> Iterator[dict[str, Any]]:
    for tie in _through_all_days(dossier, known_to) if day is None else _on(dossier, day, known_to):
        treaty = dossier.treaties[tie["treaty"]]
        edge = {**tie, "treaty_title": treaty.title, "signed": treaty.signed.isoformat()}
        yield edge
        if tie["mutual"]:
            yield {**edge, "one": tie["other"], "other": tie["one"]}


def _on(dossier: Dossier, day: str, known_to: str | None) -> Iterator[dict[str, Any]]:
    for tie in ties_on(dossier, day, known_to=known_to)["ties"]:
        one, other = tie["between"]
        kept = ("pledge", "treaty", "since", "until", "status", "mutual", "secret")
        yield {"one": one, "other": other, **{name: tie[name] for name in kept}}


def _through_all_days(dossier: Dossier, known_to: str | None) -> Iterator[dict[str, Any]]:
    for treaty, pledge, one, other, marks, since, until in timeline(dossier, known_to=known_to)["ties"]:
        yield {
            "one": one, "other": other, "pledge": pledge, "treaty": treaty, "since": since, "until": until,
            "status": "contested" if "c" in marks else "in-force", "mutual": "m" in marks, "secret": "s" in marks,
        }  # fmt: skip
