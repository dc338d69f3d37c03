"""The map of a day as an SVG drawing: land by who held it, on the equal-area cone of the record's first view."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from foedera.answers import geojson_on
from foedera.dossier import Dossier

WIDTH, HEIGHT = 860, 620
Point = tuple[float, float]


def svg(dossier: Dossier, day: str, known_to: str | None = None) -> str:
    """The map of a day, as somebody knew it; each piece of land says on pointing who held it."""
    view = next(iter(dossier.views.values()))
    onto = _fitted(cone(view.parallels, view.centre), view.extent)
    features = geojson_on(dossier, day, known_to=known_to)["features"]
    holders = list(dict.fromkeys(_holder(f) for f in features))
    paths = "".join(_path(feature, onto, holders) for feature in features)
    title = f"{escape(dossier.case.title)}, {day}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{title}" '
        f'style="max-width:100%;background:#dfe6e6"><title>{title}</title>{paths}</svg>'
    )


def _holder(feature: Any) -> str:
    told = feature["properties"]
    return str(told.get("controller") or told.get("sovereign") or "")


def _path(feature: Any, onto: Callable[[Point], Point], holders: list[str]) -> str:
    rings = [ring for shape in _polygons(feature["geometry"]) for ring in shape]
    drawn = [ring for ring in ([onto(point) for point in ring] for ring in rings) if any(map(_inside, ring))]
    if not drawn:
        return ""
    lines = "".join("M" + "L".join(f"{x:.0f},{y:.0f}" for x, y in ring) + "Z" for ring in drawn)
    holder = _holder(feature)
    # The golden angle keeps neighbours in the list far apart in colour.
    hue = holders.index(holder) * 137.508 % 360
    fill = f"hsl({hue:.0f} 38% 76%)" if holder else "#eee"
    told = f"{feature['id']}: {holder.replace('-', ' ') or 'nobody in the record'}"
    return f'<path d="{lines}" fill="{fill}" stroke="#555" stroke-width=".4"><title>{escape(told)}</title></path>'


def _inside(point: Point) -> bool:
    return 0 <= point[0] <= WIDTH and 0 <= point[1] <= HEIGHT


def _polygons(geometry: Any) -> list[Any]:
    if geometry is None:
        return []
    return [geometry["coordinates"]] if geometry["type"] == "Polygon" else list(geometry["coordinates"])


def cone(parallels: Iterable[float], centre: Iterable[float]) -> Callable[[Point], Point]:
    """Albers' equal-area cone (Snyder 1987, 14-1 to 14-6): degrees in, sphere radii out, north upwards."""
    low, high = (math.radians(value) for value in parallels)
    east, north = (math.radians(value) for value in centre)
    n = (math.sin(low) + math.sin(high)) / 2
    c = math.cos(low) ** 2 + 2 * n * math.sin(low)

    def rho(latitude: float) -> float:
        return math.sqrt(max(0.0, c - 2 * n * math.sin(latitude))) / n

    def onto(point: Point) -> Point:
        turned = (math.radians(point[0]) - east + math.pi) % (2 * math.pi) - math.pi
        radius = rho(math.radians(point[1]))
        return radius * math.sin(n * turned), rho(north) - radius * math.cos(n * turned)

    return onto


def _fitted(onto: Callable[[Point], Point], extent: tuple[float, ...]) -> Callable[[Point], Point]:
    """A projection scaled so that the corners of a view fill the drawing; y grows downwards."""
    west, south, east, north = extent
    edge = [onto((x, y)) for x in (west, (west + east) / 2, east) for y in (south, north)]
    left, right = min(x for x, _ in edge), max(x for x, _ in edge)
    low, top = min(y for _, y in edge), max(y for _, y in edge)
    scale = min(WIDTH / (right - left), HEIGHT / (top - low))

    def placed(point: Point) -> Point:
        x, y = onto(point)
        return (x - (left + right) / 2) * scale + WIDTH / 2, ((low + top) / 2 - y) * scale + HEIGHT / 2

    return placed
