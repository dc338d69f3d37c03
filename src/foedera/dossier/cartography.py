"""The nouns of the map: pieces of land, the courses that part them, lines, capitals, views."""

from __future__ import annotations

from datetime import date

from foedera.dossier.noun import NOWHERE, Citations, Origin, Value, key, noun


@noun
class Seat(Value):
    """A capital's place on the map, while it is one."""

    name: str = key("its name then")
    at: tuple[float, ...] = key("degrees east and north")
    start: date | None = key("first day as capital; absent: since before the record", name="from", default=None)
    until: date | None = key("first day no longer", default=None)
    origin: Origin = NOWHERE


@noun
class Course(Value):
    """The course of a river or frontier, drawn from point to point."""

    id: str = key("short name used by rings")
    title: str = key("which stretch of what, from where to where")
    points: str = key("degrees east and north of each point, points parted by commas")
    river: str = key("the river's name, where it is to be drawn as one", default="")
    sources: Citations = key("what the course is drawn from", default=())
    origin: Origin = NOWHERE


@noun
class Atom(Value):
    """A piece of land that no border of the record's days runs through."""

    id: str = key("short name, and the shape's id in the atlas")
    title: str = key("name in English")
    units: tuple[str, ...] = key("units of the geometry, `country:unit`, `*` for all of a country", name="from")
    ring: str = key("the part of them: points and @courses, parted by commas; rings parted by semicolons", default="")
    place: str = key("the territory it belongs to, the most specific one", default="")
    state: str = key("the state whose own land it is, where no territory says more", default="")
    origin: Origin = NOWHERE


@noun
class Demarcation(Value):
    """A line between two spheres: the border of the atoms on one side with those on the other."""

    id: str = key("short name, and the line's id in the atlas")
    title: str = key("name in English")
    articles: tuple[str, ...] = key("the articles that draw it: the line stands while one of them does")
    one: tuple[str, ...] = key("atoms on one side")
    other: tuple[str, ...] = key("atoms on the other side")
    sources: Citations = key("sources", default=())
    origin: Origin = NOWHERE


@noun
class Area(Value):
    """An area that texts give, against which the atlas is measured."""

    id: str = key("short name")
    title: str = key("the area of what, when")
    km2: float = key("square kilometres, as cited")
    atoms: tuple[str, ...] = key("the atoms that make it up")
    sources: Citations = key("who gives the figure", default=())
    note: str = key("remarks: what it counts, other figures", default="")
    origin: Origin = NOWHERE


@noun
class View(Value):
    """A part of the map with its projection."""

    id: str = key("short name")
    title: str = key("name in English")
    projection: str = key("`conic-equal-area`")
    parallels: tuple[float, ...] = key("the two standard parallels, in degrees")
    centre: tuple[float, ...] = key("degrees east and north of the middle")
    extent: tuple[float, ...] = key("west, south, east and north limits, in degrees")
    origin: Origin = NOWHERE
