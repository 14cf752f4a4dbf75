"""The one seam of timetables: minutes by shuttle between places, told by an app above that keeps a timetable.

    add_timetable(Timetable("shuttle", _("by shuttle"), "directions_bus", network_of))   # from AppConfig.ready

Until one is added, whoever asks falls back on its own dated assumptions and says so. Places are arrays whose last axis
is latitude, longitude (WGS-84, degrees) and altitude (m, NaN: not known). They broadcast: (n, 1, 3) beside (m, 3) asks
for every pair, (n, 3) beside (n, 3) for each with its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np

Place = tuple[float, float, float | None]  # latitude, longitude (WGS-84), altitude in metres where known


class Rides(Protocol):
    """What a timetable runs on a day, read once for all who ask then."""

    def minutes(self, places: "np.ndarray", goals: "np.ndarray") -> "np.ndarray":
        """From door to door: to the stop, wait, ride, on foot again; NaN where none runs."""

    def note(self, place: "np.ndarray", goal: "np.ndarray") -> Any:
        """What to know of one such ride: from where, when."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """One timetable. `on(day)` reads what runs on a day, for the stops that the scope of the transaction shows; None
    where nothing does.
    """

    key: str
    words: Any
    icon: str
    on: Callable[[date], Rides | None]


TIMETABLES: dict[str, Timetable] = {}


def add_timetable(timetable: Timetable) -> Timetable:
    """Ask this timetable too; its key must be new. They are shown in the order in which they were added."""
    if timetable.key in TIMETABLES:
        raise ValueError(f"two timetables are called {timetable.key}")
    TIMETABLES[timetable.key] = timetable
    return timetable


def places_of(rows: Any) -> "np.ndarray":
    """Places as the array that timetables take, (n, 3); None becomes NaN."""
    import numpy as np  # loaded where it is used

    return np.array(list(rows), dtype=float).reshape(-1, 3)


def rides_on(day: date) -> list[tuple[Timetable, Rides]]:
    """What runs on a day, by every timetable."""
    found = ((timetable, timetable.on(day)) for timetable in TIMETABLES.values())
    return [(timetable, rides) for timetable, rides in found if rides is not None]


def timetabled_minutes(
    running: list[tuple[Timetable, Rides]], places: "np.ndarray", goals: "np.ndarray"
) -> "np.ndarray":
    """The shortest ride by any timetable, in minutes; NaN where none runs."""
    import numpy as np

    found = np.full(np.broadcast_shapes(places.shape, goals.shape)[:-1], np.nan)
    for _timetable, rides in running:
        found = np.fmin(found, rides.minutes(places, goals))
    return found
