"""The ways on foot from buildings to facilities of one kind: all pairs at once, in arrays.

Straight line on the sphere times a detour factor, with Tobler's function for the climb; a missing altitude is taken as
flat, and said so. A county has a few thousand buildings and some hundred facilities of a kind: no tree is needed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from apps.core.geo.rides import Place, Rides, Timetable, places_of, timetabled_minutes
from apps.core.geo.sphere import distances_m
from apps.core.geo.walking import walks_minutes
from apps.facilities.gaps.judge import Site, Way


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Detour on foot and by road, and what a shuttle is taken to do on that day: km/h, minutes of waiting."""

    day: date

    detour: float
    road_detour: float
    shuttle_kmh: float
    shuttle_wait: float


class Ways:
    """The ways of every building to every placed site of one kind; `running` is what timetables run on the day."""

    def __init__(
        self, places: Sequence[Place], sites: Sequence[tuple[Site, Place]], assumed: Assumptions,
        running: list[tuple[Timetable, Rides]], chunk: int = 2000,
    ) -> None:  # fmt: skip
        self.sites, self.assumed, self.running = [site for site, _place in sites], assumed, running
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
        self._ride(places, [place for _site, place in sites])

    def _ride(self, places: Sequence[Place], goals: Sequence[Place]) -> None:
        """By the timetable where one runs; otherwise as if a shuttle stopped at the building and at the facility."""
        assumed = self.assumed
        known = timetabled_minutes(self.running, places_of(places)[:, None], places_of(goals))
        guess = self.metres * assumed.road_detour / 1000 / assumed.shuttle_kmh * 60 + assumed.shuttle_wait
        self.timetabled = ~np.isnan(known)
        self.rides = np.where(self.timetabled, known, guess)

    def best(self, row: int, allowed: np.ndarray | None = None) -> Way | None:
        """The shortest way of a building, in minutes, among the allowed sites; None where there is none."""
        if not self.sites or (allowed is not None and not allowed.any()):
            return None
        minutes = self.minutes[row] if allowed is None else np.where(allowed, self.minutes[row], np.inf)
        place = int(np.argmin(minutes))
        return Way(
            self.sites[place],
            float(minutes[place]),
            float(self.metres[row, place]),
            float(self.rides[row, place]),
            bool(self.flat[row, place]),
            bool(self.timetabled[row, place]),
        )

    def quickest_ride(self, row: int) -> float | None:
        """Minutes by shuttle to whichever site is reached soonest."""
        return float(self.rides[row].min()) if self.sites else None

    def outside(self, community: int) -> np.ndarray:
        """Which sites do not belong to a community."""
        return np.array([site.community_id != community for site in self.sites], dtype=bool)


def _altitudes(places: Sequence[Place]) -> np.ndarray:
    return np.array([np.nan if place[2] is None else place[2] for place in places], dtype=float)
