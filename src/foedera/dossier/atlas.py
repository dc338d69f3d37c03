"""What is wrong with the atlas of a record: its courses, atoms, lines, areas, views and capitals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from foedera.dossier.noun import Origin
from foedera.dossier.problems import a_, nearest

#: Where, what, what to do, and the word meant.
Fault = tuple[Origin, str, str, str]
Kinds = dict[str, dict[str, Any]]
Point = tuple[float, float]


def atlas_faults(kinds: Kinds) -> Iterator[Fault]:
    """Every fault of the atlas's records."""
    yield from _courses(kinds)
    yield from _atoms(kinds)
    yield from _lines(kinds)
    for area in kinds["areas"].values():
        yield from unknown(area.atoms, kinds["atoms"], "atom", area.origin)
    for view in kinds["views"].values():
        if (len(view.parallels), len(view.centre), len(view.extent)) != (2, 2, 4):
            yield view.origin, f"view '{view.id}' lacks numbers", "parallels: 2, centre: 2, extent: 4 numbers", view.id
    for state in kinds["states"].values():
        for seat in state.seats:
            if len(seat.at) != 2 or not _on_earth((seat.at[0], seat.at[1])):
                yield seat.origin, f"'{seat.name}' lies nowhere on Earth", "at = [degrees east, degrees north]", "at"


def read_points(text: str) -> list[Point] | str:
    """The points of a course, or the first piece that is none."""
    points: list[Point] = []
    for piece in text.split(","):
        point = read_point(piece)
        if point is None:
            return piece.strip()
        points.append(point)
    return points


def read_point(piece: str) -> Point | None:
    """Degrees east and north, parted by a space."""
    east, _, north = piece.strip().partition(" ")
    try:
        point = (float(east), float(north))
    except ValueError:
        return None
    return point if _on_earth(point) else None


def _on_earth(point: Point) -> bool:
    return abs(point[0]) <= 180 and abs(point[1]) <= 90


def _courses(kinds: Kinds) -> Iterator[Fault]:
    for course in kinds["courses"].values():
        found = read_points(course.points)
        if isinstance(found, str):
            yield course.origin, f"'{found}' is no point", 'write degrees east and north: "23.6 52.1, 23.7 52.0"', found
        elif len(found) < 2:
            yield course.origin, f"course '{course.id}' has one point", "a course runs from one point to another", ""


def _atoms(kinds: Kinds) -> Iterator[Fault]:
    for atom in kinds["atoms"].values():
        if atom.place and atom.state:
            hint = "name the territory only; a state's own land has no territory"
            yield atom.origin, f"atom '{atom.id}' has a place and a state", hint, "state"
        yield from unknown([atom.place] if atom.place else [], kinds["territories"], "territory", atom.origin)
        yield from unknown([atom.state] if atom.state else [], kinds["states"], "state", atom.origin)
        for piece in filter(None, (p.strip() for ring in atom.ring.split(";") for p in ring.split(","))):
            if piece.startswith("@"):
                yield from unknown([piece.lstrip("@-")], kinds["courses"], "course", atom.origin)
            elif read_point(piece) is None:
                hint = 'a ring lists points and courses: "23.6 52.1, @bug, @-san"'
                yield atom.origin, f"'{piece}' is no point and no course", hint, piece


def _lines(kinds: Kinds) -> Iterator[Fault]:
    articles = set()
    for treaty in kinds["treaties"].values():
        articles |= {f"{treaty.id}/{a.id}" for a in treaty.articles}
        articles |= {f"{treaty.id}/{p.id}/{a.id}" for p in treaty.protocols for a in p.articles}
    for line in kinds["demarcations"].values():
        yield from unknown((*line.one, *line.other), kinds["atoms"], "atom", line.origin)
        yield from unknown(line.articles, articles, "article", line.origin)
        for atom in sorted(set(line.one) & set(line.other)):
            yield line.origin, f"atom '{atom}' lies on both sides of the line", "leave it on one side", atom


def unknown(words: Iterable[str], known: Iterable[str], what: str, origin: Origin) -> Iterator[Fault]:
    """Each word that names nothing in the record, with the nearest that does."""
    pool = list(known)
    for word in words:
        if word not in pool:
            hint = nearest(word, pool) or f"add it, or correct the {what}"
            yield origin, f"'{word}' is {a_(what)} that the record does not know", hint, word
