"""The nearest of many for many, by a tree over unit vectors.

On the unit sphere the nearest by chord is the nearest over the ground, so the tree needs no projection and knows no
edge at a county's border or at 180 degrees. The metres are those of `sphere.distance_m`, whose radius changes with the
latitude: two sites 50 km away must be equally far to within three metres for the order to differ.
"""

from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np
from scipy.spatial import cKDTree

from apps.core.geo.sphere import radii_m

CHUNK = 100_000
STRIP = 0.02  # degrees of latitude
LEAF = 8


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


def along_strips(places: np.ndarray) -> np.ndarray:
    """Rows of the places (n, 2) that have one, strip by strip: asked in this order a tree answers a third faster."""
    known = np.flatnonzero(~np.isnan(places).any(axis=1))
    strip, along = np.floor(places[known, 0] / STRIP), (places[known, 1] + 180) / 360
    return known[np.argsort(strip + along)]


class Points(NamedTuple):
    """Places to ask from: their unit vectors (n, 3) and latitudes in radians."""

    vectors: np.ndarray
    phi: np.ndarray

    @classmethod
    def at(cls, places: np.ndarray) -> Self:
        """From degrees (n, 2), every row with a place."""
        return cls(unit_vectors(places), np.radians(places[:, 0]))


class Sites:
    """A tree over the sites (n, 2) that have a place."""

    def __init__(self, sites: np.ndarray) -> None:
        self.rows = np.flatnonzero(~np.isnan(sites).any(axis=1))
        self.points = Points.at(sites[self.rows])
        self.tree = cKDTree(self.points.vectors, leafsize=LEAF) if len(self.rows) else None

    def nearest(self, points: Points, workers: int = 1) -> Nearest:
        """The nearest of these sites for each point."""
        if self.tree is None:
            return Nearest(np.full(len(points.phi), -1, dtype=np.int64), np.full(len(points.phi), np.nan))
        chord, row = self.tree.query(points.vectors, workers=workers)
        radii = radii_m(points.phi, self.points.phi[row])
        return Nearest(self.rows[row], 2 * radii * np.arcsin(np.minimum(1.0, chord / 2)))


def nearest(places: np.ndarray, sites: np.ndarray, *, chunk: int = CHUNK, workers: int = 1) -> Nearest:
    """The nearest site of each place: both as (n, 2) degrees; rows with NaN have no place and are nobody's nearest.

    Memory beyond the results and the places themselves is that of `chunk` places. `workers` threads search (-1: all
    cores).
    """
    places = np.asarray(places, dtype=float).reshape(-1, 2)
    found = Nearest(np.full(len(places), -1, dtype=np.int64), np.full(len(places), np.nan))
    known, asked = along_strips(places), Sites(np.asarray(sites, dtype=float).reshape(-1, 2))
    for start in range(0, len(known), chunk):
        rows = known[start : start + chunk]
        near = asked.nearest(Points.at(places[rows]), workers)
        found.site[rows], found.metres[rows] = near.site, near.metres
    return found
