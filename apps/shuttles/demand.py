"""Who wants to ride where and when on a usual day of a season: fields × farm calendar × who lives here, and wishes.

A field asks for a shuttle when its household works it, lives in the community and walks long to it, and when a stop
lies near enough to it. Its journeys are those of the farm calendar, spread over the days of the season. A pupil asks
for a shuttle when one calls at the school (pupils.py). Riders are expected numbers, in fractions, until all are added
up; then they are rounded so that the sum stays.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from django.db.models import Q

from apps.core.geo.rides import places_of
from apps.core.geo.sphere import distances_m
from apps.core.geo.walking import walks_minutes
from apps.core.rules import value_of
from apps.farmland.burden import ALTITUDE
from apps.farmland.models import Parcel
from apps.farmland.rules import DETOUR
from apps.farmland.seasons import band_of, offered, spans_around
from apps.households.models import Presence
from apps.households.vocabulary import ResidenceStatus
from apps.shuttles import plan_rules as rules
from apps.shuttles.calendar.days import SATURDAY, has_weekday
from apps.shuttles.models import RideWish, ShuttleSeason
from apps.shuttles.planning import Group
from apps.shuttles.pupils import pupils_of
from apps.shuttles.vocabulary import Purpose, WishState

PLACE = ("latitude", "longitude", "altitude_m")
Key = tuple[int, int, bool, bool]  # number of the stop, hour, back, needs an accessible vehicle


@dataclass
class Demand:
    """Expected riders and minutes that they walk by Key; and what could not be counted."""

    riders: Counter[Key] = field(default_factory=Counter)
    walked: Counter[Key] = field(default_factory=Counter)
    notes: dict[str, int] = field(default_factory=dict)

    def add(self, key: Key, riders: float, walked: float = 0.0) -> None:
        self.riders[key] += riders  # type: ignore[assignment]
        self.walked[key] += riders * walked  # type: ignore[assignment]

    def groups(self) -> tuple[Group, ...]:
        """Whole riders by largest remainder, out and back and by need apart, so that each sum stays."""
        whole: dict[Key, int] = {}
        for back in (False, True):
            for needs in (False, True):
                whole |= _whole({key: number for key, number in self.riders.items() if key[2:] == (back, needs)})
        return tuple(
            Group(stop, hour, back, riders, accessible=needs, walked=round(self.walked[stop, hour, back, needs]))
            for (stop, hour, back, needs), riders in sorted(whole.items())
            if riders
        )


def demand_of(season: ShuttleSeason, home: Any, stops: Sequence[Any], weekday: int) -> Demand:
    """What a season asks for on a usual day of the week (0 is Monday) from the stop at home; `stops` are numbered from
    1, as in the problem.
    """
    found = Demand()
    if season.purpose == Purpose.FIELD and stops:
        _fields(found, season, home, stops)
    if season.purpose == Purpose.SCHOOL and stops and weekday < SATURDAY:
        _pupils(found, season, stops)
    _wishes(found, season, stops, weekday)
    return found


def wishes_of(season: ShuttleSeason) -> Any:
    """Wishes not taken back that a plan of the season counts: of the season, and of single days within it."""
    within = Q(season=season) | Q(day__range=(season.first_day, season.last_day))
    told = RideWish.objects.filter(within, community=season.community_id, purpose=season.purpose)
    return told.exclude(state=WishState.WITHDRAWN).order_by("pk")


def _fields(found: Demand, season: ShuttleSeason, home: Any, stops: Sequence[Any]) -> None:
    """Journeys to fields, all at once in arrays: fields × stops."""
    rows = _asking(season)
    journeys = np.array([row["journeys"] * row["present"] for row in rows], dtype=float)
    homes, fields = _places(rows, "reach__home_"), _places(rows, "")
    there = places_of(tuple(getattr(stop, name) for name in PLACE) for stop in stops)
    to_home = places_of([tuple(getattr(home, name) for name in PLACE)])
    on_foot = np.array([row["reach__walk_minutes"] for row in rows], dtype=float)
    after = _walks(fields, there)
    near = after.argmin(axis=1) if len(rows) else np.zeros(0, dtype=int)
    least = after.min(axis=1) if len(rows) else np.zeros(0)
    taken = (least <= float(value_of(rules.WALK_FROM_STOP.key))) & (least < on_foot) & (journeys > 0)
    found.notes |= {"fields": len(rows), "fields_without_stop": int(((journeys > 0) & ~taken).sum())}
    walked = np.nan_to_num(_walks(homes, to_home)[:, 0]) + np.nan_to_num(least)
    riders = journeys * float(value_of(rules.RIDERS_A_JOURNEY.key)) / _days(season)
    hours = [(int(hour), back, share) for back in (False, True) for hour, share in _shares(back).items()]
    for number in range(len(stops)):
        own = taken & (near == number)
        sum_riders = float(riders[own].sum())
        if sum_riders:
            mean = float((riders[own] * walked[own]).sum()) / sum_riders
            for hour, back, share in hours:
                found.add((number + 1, hour, back, False), sum_riders * share, mean)


def _asking(season: ShuttleSeason) -> list[dict[str, Any]]:
    """Fields in season that lie far on foot, each with its journeys in the season and the share of those at home."""
    journeys = _journeys(season)
    parcels = Parcel.objects.filter(community=season.community_id).held(season.first_day).worked(season.first_day)
    parcels = parcels.filter(reach__walk_minutes__gt=float(value_of(rules.WALK_OVER.key)))
    columns = (*PLACE, "crop_id", "height", "household_id", "reach__walk_minutes", *(f"reach__home_{n}" for n in PLACE))
    rows = list(parcels.annotate(height=ALTITUDE).order_by("pk").values(*columns))
    at_home = _at_home({row["household_id"] for row in rows}, season.first_day)
    for row in rows:
        row["journeys"] = journeys.get((row["crop_id"], band_of(row["height"])), 0.0)
        row["present"] = at_home.get(row["household_id"], 1.0)
    return [row for row in rows if row["journeys"]]


def _journeys(season: ShuttleSeason) -> dict[tuple[int, Any], float]:
    """Journeys to one field within the season's days, by crop and altitude band of the farm calendar."""
    found: dict[tuple[int, Any], float] = {}
    for work in offered():
        for span in spans_around(work, season.first_day):
            both = (min(span.last, season.last_day) - max(span.first, season.first_day)).days + 1
            if both > 0:
                key = (work.crop_id, work.band)
                found[key] = found.get(key, 0.0) + work.trips * both / ((span.last - span.first).days + 1)
    return found


def _at_home(households: set[int], day: date) -> dict[int, float]:
    """How far each household lives in the community; those of whom that was not collected are left out."""
    rows = (
        Presence.objects.at(day)
        .filter(household__in=households)
        .values_list("household_id", "status", "months_at_home")
    )
    share: dict[str, float] = {ResidenceStatus.PERMANENT: 1.0, ResidenceStatus.DUAL: 0.5}
    return {
        household: months / 12 if status == ResidenceStatus.DUAL and months is not None else share.get(status, 0.0)
        for household, status, months in rows
    }


def _pupils(found: Demand, season: ShuttleSeason, stops: Sequence[Any]) -> None:
    """Pupils who live here go to the stop of their school and come home at the hours of their stage."""
    told = set(wishes_of(season).filter(day__isnull=True).values_list("household", "stop"))
    out, back = value_of(rules.SCHOOL_OUT.key), value_of(rules.SCHOOL_BACK.key)
    number_of = {stop.pk: number for number, stop in enumerate(stops, start=1)}
    pupils = pupils_of(season, stops)
    at_home = _at_home({pupil.household for pupil in pupils}, season.first_day)
    for pupil in pupils:
        if pupil.stop is None or (pupil.household, pupil.stop) in told:
            continue  # whose household told a wish for this stop is counted by it
        present = at_home.get(pupil.household, 1.0)
        found.add((number_of[pupil.stop], out[pupil.stage], False, False), present)
        found.add((number_of[pupil.stop], back[pupil.stage], True, False), present)
    found.notes |= {"pupils": len(pupils), "pupils_without_stop": sum(pupil.stop is None for pupil in pupils)}


def _wishes(found: Demand, season: ShuttleSeason, stops: Sequence[Any], weekday: int) -> None:
    """Wishes of the season for the day of the week as they are, of single days spread over the season."""
    number_of = {stop.pk: number for number, stop in enumerate(stops, start=1)}
    columns = ("stop_id", "hour_from", "riders", "day", "weekdays", "needs_accessible")
    rows: list[Any] = list(wishes_of(season).values_list(*columns))
    stay, missed, otherwise = int(value_of(rules.STAY.key)[season.purpose]), 0, 0
    for stop, hour, riders, day, weekdays, needs in rows:
        if stop not in number_of:
            missed += 1
            continue
        if day is None and not has_weekday(weekdays, weekday):
            otherwise += 1
            continue
        expected = riders / _days(season) if day else riders
        found.add((number_of[stop], hour, False, needs), expected)
        found.add((number_of[stop], min(hour + stay, 23), True, needs), expected)
    found.notes |= {"wishes": len(rows), "wishes_without_stop": missed, "wishes_other_days": otherwise}


def _shares(back: bool) -> dict[str, float]:
    parts = value_of((rules.BACK_HOURS if back else rules.OUT_HOURS).key)
    return {hour: part / sum(parts.values()) for hour, part in parts.items()}


def _whole(riders: Mapping[Key, float]) -> dict[Key, int]:
    own = dict(sorted(riders.items()))
    whole = {key: int(number) for key, number in own.items()}
    missing = round(sum(own.values())) - sum(whole.values())
    for key in sorted(own, key=lambda key: (whole[key] - own[key], key))[: max(missing, 0)]:
        whole[key] += 1
    return whole


def _days(season: ShuttleSeason) -> int:
    return int((season.last_day - season.first_day).days) + 1


def _places(rows: list[dict[str, Any]], prefix: str) -> np.ndarray:
    return places_of(tuple(row[f"{prefix}{name}"] for name in PLACE) for row in rows)


def _walks(ends: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Minutes on foot between each end and each place."""
    metres = distances_m(ends[:, [0]], ends[:, [1]], places[:, 0], places[:, 1])
    return walks_minutes(metres, places[:, 2] - ends[:, [2]], float(value_of(DETOUR.key)))
