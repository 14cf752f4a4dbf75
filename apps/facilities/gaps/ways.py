"""The ways on foot from buildings to facilities of one kind: all pairs at once, in arrays.

Straight line on the sphere times a detour factor, with Tobler's function for the climb; a missing altitude is taken as
flat, and said so. A county has a few thousand buildings and some hundred facilities of a kind: no tree is needed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from apps.core.geo.sphere import distances_m
from apps.core.geo.walking import ride_minutes, walks_minutes
from apps.facilities.gaps.judge import Site, Way

Place = tuple[float, float, float | None]


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Detour on foot and by road, and what a shuttle is taken to do (km/h, minutes of waiting)."""

    detour: float
    road_detour: float
    shuttle_kmh: float
    shuttle_wait: float


class Ways:
    """The ways of every building to every placed site of one kind."""

    def __init__(
        self, places: Sequence[Place], sites: Sequence[tuple[Site, Place]], assumed: Assumptions, chunk: int = 2000
    ) -> None:
        self.sites, self.assumed = [site for site, _place in sites], assumed
        there = np.array([place[:2] for _site, place in sites], dtype=float).reshape(-1, 2)
        high = _altitudes([place for _site, place in sites])
        self.metres = np.empty((len(places), len(sites)))
        self.minutes = np.empty((len(places), len(sites)))
        self.flat = np.isnan(_altitudes(places))[:, None] | np.isnan(high)[None, :]
        for start in range(0, len(places), chunk):
            piece = places[start : start + chunk]
            here = np.array([place[:2] for place in piece], dtype=float)
            metres = distances_m(here[:, [0]], here[:, [1]], there[:, 0], there[:, 1])
            climb = high[None, :] - _altitudes(piece)[:, None]
            self.metres[start : start + chunk] = metres
            self.minutes[start : start + chunk] = walks_minutes(metres, climb, assumed.detour)

    def best(self, row: int, allowed: np.ndarray | None = None) -> Way | None:
        """The shortest way of a building, in minutes, among the allowed sites; None where there is none."""
        if not self.sites or (allowed is not None and not allowed.any()):
            return None
        minutes = self.minutes[row] if allowed is None else np.where(allowed, self.minutes[row], np.inf)
        place = int(np.argmin(minutes))
        metres = float(self.metres[row, place])
        ride = ride_minutes(metres, self.assumed.shuttle_kmh, self.assumed.road_detour) + self.assumed.shuttle_wait
        return Way(self.sites[place], float(minutes[place]), metres, ride, bool(self.flat[row, place]))

    def outside(self, community: int) -> np.ndarray:
        """Which sites do not belong to a community."""
        return np.array([site.community_id != community for site in self.sites], dtype=bool)


def _altitudes(places: Sequence[Place]) -> np.ndarray:
    return np.array([np.nan if place[2] is None else place[2] for place in places], dtype=float)
