"""The nearest of many for many, by a tree over unit vectors.

On the unit sphere the nearest by chord is the nearest over the ground, so the tree needs no projection and knows no
edge at a county's border or at 180 degrees. The metres are those of `sphere.distance_m`, whose radius changes with the
latitude: two sites 50 km away must be equally far to within three metres for the order to differ.
"""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from apps.core.geo.sphere import radii_m

CHUNK = 100_000
STRIP = 0.02  # degrees of latitude


@dataclass(frozen=True)
class Nearest:
    """For each place the row of its nearest site (-1: none) and the metres to it (NaN: none)."""

    site: np.ndarray
    metres: np.ndarray


def unit_vectors(places: np.ndarray) -> np.ndarray:
    """Degrees of latitude and longitude, shape (n, 2), as points on the unit sphere, shape (n, 3)."""
    phi, lam = np.radians(np.asarray(places, dtype=float).reshape(-1, 2)).T
    across = np.cos(phi)
    return np.column_stack((across * np.cos(lam), across * np.sin(lam), np.sin(phi)))


def nearest(places: np.ndarray, sites: np.ndarray, *, chunk: int = CHUNK, workers: int = 1) -> Nearest:
    """The nearest site of each place: both as (n, 2) degrees; rows with NaN have no place and are nobody's nearest.

    Memory beyond the results and the places themselves is that of `chunk` places. `workers` threads search (-1: all
    cores).
    """
    return _Places(places, chunk, workers).nearest(np.asarray(sites, dtype=float).reshape(-1, 2))


def nearest_of_each(
    places: np.ndarray, sites: np.ndarray, kinds: np.ndarray, *, chunk: int = CHUNK, workers: int = 1
) -> dict[str, Nearest]:
    """By kind of site, in order of kind, the nearest of that kind for each place; rows count in all sites."""
    sites, kinds = np.asarray(sites, dtype=float).reshape(-1, 2), np.asarray(kinds)
    asked, answer = _Places(places, chunk, workers), {}
    for kind in sorted(set(kinds.tolist())):
        own = np.flatnonzero(kinds == kind)
        found = asked.nearest(sites[own])
        answer[kind] = Nearest(np.where(found.site < 0, -1, own[found.site]), found.metres)
    return answer


class _Places:
    """Places made ready once for several searches, strip by strip: neighbours in a row search a third faster."""

    def __init__(self, places: np.ndarray, chunk: int, workers: int) -> None:
        places = np.asarray(places, dtype=float).reshape(-1, 2)
        self.count, self.chunk, self.workers = len(places), chunk, workers
        known = np.flatnonzero(~np.isnan(places).any(axis=1))
        strip = np.floor(places[known, 0] / STRIP)
        self.rows = known[np.lexsort((places[known, 1], strip))]
        self.vectors, self.phi = unit_vectors(places[self.rows]), np.radians(places[self.rows, 0])

    def nearest(self, sites: np.ndarray) -> Nearest:
        found = Nearest(np.full(self.count, -1, dtype=np.int64), np.full(self.count, np.nan))
        known = np.flatnonzero(~np.isnan(sites).any(axis=1))
        if not len(known):
            return found
        tree, phi = cKDTree(unit_vectors(sites[known]), leafsize=4), np.radians(sites[known, 0])
        for start in range(0, len(self.rows), self.chunk):
            piece = slice(start, start + self.chunk)
            chord, row = tree.query(self.vectors[piece], workers=self.workers)
            found.site[self.rows[piece]] = known[row]
            radii = radii_m(self.phi[piece], phi[row])
            found.metres[self.rows[piece]] = 2 * radii * np.arcsin(np.minimum(1.0, chord / 2))
        return found
