"""The map: the geometry with its views, and who holds what on a day."""

from __future__ import annotations

from collections.abc import Sequence

from foedera.answers.asking import day_of, lens
from foedera.answers.telling import Json
from foedera.atlas import Held, atlas_of, atoms_on, capitals_on, demarcations_on
from foedera.atlas.geometry import topojson_of
from foedera.days import iso
from foedera.dossier.cartography import View
from foedera.dossier.dossier import Dossier
from foedera.law import Law


def topojson(dossier: Dossier) -> Json:
    """The TopoJSON of a dossier, with the views under which it is shown."""
    return {**topojson_of(dossier), "views": {view.id: _view(view) for view in dossier.views.values()}}


def _view(view: View) -> Json:
    return {
        "name": view.title,
        "projection": view.projection,
        "parallels": list(view.parallels),
        "centre": list(view.centre),
        "extent": [list(view.extent[:2]), list(view.extent[2:])],
    }


def map_on(dossier: Dossier, day: str, *, known_to: str | None = None, readings: Sequence[str] = ()) -> Json:
    """Who holds each atom on a day, the lines of spheres that stand, and the capitals."""
    when = day_of(dossier, day)
    law = lens(dossier, when, known_to, readings)
    atoms = atoms_on(law, when)
    capitals = capitals_on(law, when)
    named = {s for h in atoms.values() for s in (h.sovereign, h.controller)} | {c.state for c in capitals}
    return {
        "day": iso(when),
        "known_to": law.knower,
        "atoms": {name: {**held_as(held), "since": iso(held.since)} for name, held in atoms.items()},
        "spheres": [
            {"line": s.line.id, "title": s.line.title, "of": list(s.of), "treaty": s.treaty.id, "secret": s.secret}
            for s in demarcations_on(law, when)
        ],
        "capitals": [
            {"state": c.state, "name": c.name, "at": list(c.at), "held_by": c.held_by or None} for c in capitals
        ],
        "states": _titles(law, named),
        "places": {t.id: t.title for t in dossier.territories.values() if any(h.place == t.id for h in atoms.values())},
    }


def held_as(held: Held) -> Json:
    """Whose a piece of the map is and who holds it, without since when."""
    return {
        "place": held.place or None,
        "sovereign": held.sovereign or None,
        "controller": held.controller or None,
        "regime": held.regime.value if held.regime else None,
        "contested": held.contested or None,
    }


def _titles(law: Law, names: set[str]) -> Json:
    titles = {id_: body.title for id_, body in law.dossier.organizations.items()}
    titles |= {id_: state.title for id_, state in law.dossier.states.items()}
    return {name: titles[name] for name in sorted(names) if name in titles}


def geojson_on(dossier: Dossier, day: str, *, known_to: str | None = None, readings: Sequence[str] = ()) -> Json:
    """The map of a day as GeoJSON: an area for each atom, with who holds it."""
    told = map_on(dossier, day, known_to=known_to, readings=readings)
    shapes = atlas_of(dossier)
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": name,
                "properties": {"name": dossier.atoms[name].title, "day": told["day"], **told["atoms"][name]},
                "geometry": {
                    "type": "MultiPolygon",
                    "coordinates": [[shapes.points(ring) for ring in polygon] for polygon in shapes.atoms[name]],
                },
            }
            for name in shapes.atoms
            if name in told["atoms"]
        ],
    }
