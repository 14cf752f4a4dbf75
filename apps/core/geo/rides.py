"""The seam of timetables: minutes by shuttle from places to places, told by an app above that keeps a timetable.

    add_timetable(minutes)   # from AppConfig.ready; minutes(places, goals, day) is an array, NaN where none runs

Until one is added, whoever asks falls back on its own dated assumptions and says so.
"""

from collections.abc import Callable, Sequence
from datetime import date

import numpy as np

Place = tuple[float, float, float | None]  # latitude, longitude (WGS-84), altitude in metres where known
Timetable = Callable[[Sequence[Place], Sequence[Place], date], np.ndarray]
_timetables: list[Timetable] = []


def add_timetable(timetable: Timetable) -> Timetable:
    """Ask this timetable too. Its minutes are from door to door: to the stop, wait, ride, and on foot from there."""
    if timetable not in _timetables:
        _timetables.append(timetable)
    return timetable


def timetabled_minutes(places: Sequence[Place], goals: Sequence[Place], day: date) -> np.ndarray:
    """The shortest ride of each place to each goal on a day, shape (places, goals), in minutes; NaN where none runs."""
    found = np.full((len(places), len(goals)), np.nan)
    for timetable in _timetables:
        found = np.fmin(found, timetable(places, goals, day))
    return found
