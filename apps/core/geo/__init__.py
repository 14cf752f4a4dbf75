"""Places, distances and times between them. What is stored is always WGS-84 (see `Datum`).

Light names are offered here. `nearest` (SciPy), `walking` and `routing` are imported where they are used.
"""

from apps.core.geo.coordinates import Coordinates, Datum
from apps.core.geo.placed import Placed
from apps.core.geo.reading import read_coordinates
from apps.core.geo.sphere import Distance, distance_m

__all__ = ["Coordinates", "Datum", "Distance", "Placed", "distance_m", "read_coordinates"]
