"""The nearest of many for many, by a tree over unit vectors.

On the unit sphere the nearest by chord is the nearest over the ground, so the tree needs no projection and knows no
edge at a county's border or at 180 degrees.
"""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from apps.core.geo.sphere import EARTH_RADIUS_M

CHUNK = 100_000


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

    Memory beyond the results is that of `chunk` places. `workers` threads search (-1: all cores).
    """
    places, sites = (np.asarray(rows, dtype=float).reshape(-1, 2) for rows in (places, sites))
    known = np.flatnonzero(~np.isnan(sites).any(axis=1))
    found = Nearest(np.full(len(places), -1, dtype=np.int64), np.full(len(places), np.nan))
    if not len(known):
        return found
    tree = cKDTree(unit_vectors(sites[known]))
    for start in range(0, len(places), chunk):
        piece = places[start : start + chunk]
        placed = np.flatnonzero(~np.isnan(piece).any(axis=1))
        chord, row = tree.query(unit_vectors(piece[placed]), workers=workers)
        found.site[start + placed] = known[row]
        found.metres[start + placed] = 2 * EARTH_RADIUS_M * np.arcsin(np.minimum(1.0, chord / 2))
    return found


def nearest_of_each(
    places: np.ndarray, sites: np.ndarray, kinds: np.ndarray, *, chunk: int = CHUNK, workers: int = 1
) -> dict[str, Nearest]:
    """By kind of site, in order of kind, the nearest of that kind for each place; rows count in all sites."""
    sites, kinds = np.asarray(sites, dtype=float).reshape(-1, 2), np.asarray(kinds)
    answer = {}
    for kind in sorted(set(kinds.tolist())):
        own = np.flatnonzero(kinds == kind)
        found = nearest(places, sites[own], chunk=chunk, workers=workers)
        answer[kind] = Nearest(np.where(found.site < 0, -1, own[found.site]), found.metres)
    return answer
