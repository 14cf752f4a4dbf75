"""The one seam of timetables: minutes by shuttle between places, told by an app above that keeps a timetable.

    add_timetable(Timetable("shuttle", _("by shuttle"), "directions_bus", minutes))   # from AppConfig.ready

Until one is added, whoever asks falls back on its own dated assumptions and says so. Places are arrays whose last axis
is latitude, longitude (WGS-84, degrees) and altitude (m, NaN: not known). They broadcast: (n, 1, 3) beside (m, 3) asks
for every pair, (n, 3) beside (n, 3) for each with its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

Place = tuple[float, float, float | None]  # latitude, longitude (WGS-84), altitude in metres where known


@dataclass(frozen=True, slots=True)
class Timetable:
    """One timetable. `minutes(places, goals, day)` is from door to door: to the stop, wait, ride, on foot again;
    NaN where none runs. `note(place, goal, day)` says what to know of one such ride (from where, when).

    It answers for the stops that the scope of the transaction shows.
    """

    key: str
    words: Any
    icon: str
    minutes: "Callable[[np.ndarray, np.ndarray, date], np.ndarray]"
    note: "Callable[[np.ndarray, np.ndarray, date], Any]" = lambda place, goal, day: ""


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


def timetabled_minutes(places: "np.ndarray", goals: "np.ndarray", day: date) -> "np.ndarray":
    """The shortest ride by any timetable on a day, in minutes; NaN where none runs."""
    import numpy as np

    found = np.full(np.broadcast_shapes(places.shape, goals.shape)[:-1], np.nan)
    for timetable in TIMETABLES.values():
        found = np.fmin(found, timetable.minutes(places, goals, day))
    return found
