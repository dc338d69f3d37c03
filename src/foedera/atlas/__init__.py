"""Places on the map: who held each atom on a day, the lines of spheres, areas, borders, distances.

The geometry is a dossier's `atlas.topojson`, made by `tools/atlas`; who held what is in the record alone.
"""

from foedera.atlas.control import Held, Standing, atoms_on, capitals_on, demarcations_on
from foedera.atlas.geometry import Atlas, atlas_of
from foedera.atlas.measure import adjacent, area_km2, border_km, distance_km

__all__ = [
    "Atlas",
    "Held",
    "Standing",
    "adjacent",
    "area_km2",
    "atlas_of",
    "atoms_on",
    "border_km",
    "capitals_on",
    "demarcations_on",
    "distance_km",
]
