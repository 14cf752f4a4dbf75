"""The feed of all communities that are in scope: the timetable, and what was changed, cancelled or added by the day.

What is told: stops, routes, times, days, fares, the community's duty telephone. What never is: drivers, plates,
bookings, notes. Keys stay the same as long as a stop, route or run lives.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.communities.models import Community
from apps.core import clock
from apps.core.addresses import public_address
from apps.core.errors import InvalidInput
from apps.core.periods import lasting
from apps.shuttles.calendar.service import ServiceDays
from apps.shuttles.gtfs.records import Agency, Call, Feed, Line, Ride, Stop
from apps.shuttles.gtfs.writer import written
from apps.shuttles.models import RouteStop, Run, ShuttleRoute, ShuttleSeason, ShuttleStop, Trip, TripStop
from apps.shuttles.times import minute_of
from apps.shuttles.workflow import TripState

AHEAD = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Export:
    """The zip, what it is called, its days, how much is in it, and the stops that are missing in it because nobody
    entered where they are.
    """

    content: bytes
    version: str
    first: date
    last: date
    rides: int
    stops: int
    without_place: tuple[str, ...]


def export_feed(communities: Iterable[int], first: date | None = None) -> Export:
    """The feed of these communities from a day on (today). Raises InvalidInput (`no_timetable`) where nothing runs."""
    begin = first or clock.today()
    keys = list(communities)
    last = _last_day(keys, begin)
    rides = [] if last is None else [*_Rides(keys, begin, last)]
    placed, nowhere = _stops(call.stop for ride in rides for call in ride.calls)
    kept = [ride for ride in (_only(ride, placed) for ride in rides) if len(ride.calls) > 1]
    if last is None or not kept:
        words = _("No shuttle runs in the coming half year: there is nothing to hand out yet.")
        raise InvalidInput(words, code="no_timetable")
    used = {call.stop for ride in kept for call in ride.calls}
    lines, agencies = _lines({ride.line for ride in kept})
    feed = Feed(
        publisher=agencies[0].name if len(agencies) == 1 else _("Shuttles of the relocation communities"),
        url=public_address("/"), first=begin, last=last, version="", agencies=agencies,
        stops=[stop for key, stop in placed.items() if key in used], lines=lines, rides=kept,
    )  # fmt: skip
    version = hashlib.sha256(written(feed)).hexdigest()[:12]
    return Export(written(replace(feed, version=version)), version, begin, last, len(kept), len(used), nowhere)


def _last_day(communities: list[int], first: date) -> date | None:
    seasons = ShuttleSeason.objects.filter(community__in=communities, last_day__gte=first, first_day__lte=first + AHEAD)
    last = max(seasons.values_list("last_day", flat=True), default=None)
    single = Trip.objects.filter(community__in=communities, run=None, day__range=(first, first + AHEAD))
    days = [day for day in (last, *single.values_list("day", flat=True)) if day is not None]
    return min(max(days), first + AHEAD) if days else None


class _Rides:
    """Runs of the timetable and trips of their own, between two days."""

    def __init__(self, communities: list[int], first: date, last: date) -> None:
        self.first, self.last = first, last
        seasons = {"season__first_day__lte": last, "season__last_day__gte": first}
        calls = Prefetch("route__stops", RouteStop.objects.order_by("place").select_related("stop"))
        runs = Run.objects.filter(lasting("route__closed_on", first), community__in=communities, **seasons)
        runs = runs.select_related("season", "pattern", "route", "vehicle").prefetch_related(calls)
        self.runs = list(runs.order_by("pk"))
        stops = Prefetch("stops", TripStop.objects.order_by("place").select_related("stop"))
        trips = Trip.objects.filter(community__in=communities, day__range=(first, last)).order_by("pk")
        self.trips: dict[int | None, list[Trip]] = defaultdict(list)
        for trip in trips.prefetch_related(stops):
            self.trips[trip.run_id].append(trip)

    def __iter__(self) -> Iterator[Ride]:
        days = ServiceDays.of(run.pattern_id for run in self.runs)
        for run in self.runs:
            yield from self._of_run(run, days)
        known = {run.pk for run in self.runs}
        for key, trips in self.trips.items():
            if key not in known:
                yield from (_single(trip) for trip in trips if trip.state != TripState.CANCELLED)

    def _of_run(self, run: Run, days: ServiceDays) -> Iterator[Ride]:
        """The run on the days of its pattern, but for the days on which its trip was cancelled or has other times."""
        usual = days.of_pattern(run.pattern, run.season, self.first, self.last)
        calls = tuple(Call(f"s{row.stop_id}", run.departs_at + row.minutes) for row in run.route.stops.all())
        runs_on = set(days.of_run(run, self.first, self.last))
        for trip in self.trips.get(run.pk, ()):
            ride = None if trip.state == TripState.CANCELLED else _single(trip)
            if ride is not None and ride.calls == calls:
                runs_on.add(trip.day)
                continue
            runs_on.discard(trip.day)
            if ride is not None:
                yield ride
        if runs_on:
            service = f"p{run.pattern_id}-{run.season_id}" if runs_on == usual else f"r{run.pk}"
            places = run.vehicle.wheelchair_places if run.vehicle else None
            yield Ride(
                f"r{run.pk}", f"l{run.route_id}", service, frozenset(runs_on), calls, _headsign(run.route.stops.all()),
                None if places is None else places > 0,
            )  # fmt: skip


def _single(trip: Trip) -> Ride:
    rows = list(trip.stops.all())
    calls = tuple(Call(f"s{row.stop_id}", minute_of(trip.day, row.due_at)) for row in rows)
    accessible = None if trip.vehicle_id is None else trip.wheelchair_places > 0
    return Ride(
        f"t{trip.pk}", f"l{trip.route_id}", f"d{trip.day:%Y%m%d}", frozenset({trip.day}), calls, _headsign(rows),
        accessible,
    )  # fmt: skip


def _headsign(rows: Iterable[Any]) -> str:
    """Where it goes: the name of its last stop."""
    return next((row.stop.name for row in reversed(list(rows))), "")


def _only(ride: Ride, placed: dict[str, Stop]) -> Ride:
    return replace(ride, calls=tuple(call for call in ride.calls if call.stop in placed))


def _stops(keys: Iterable[str]) -> tuple[dict[str, Stop], tuple[str, ...]]:
    """The stops with a place by key, and the names of those without."""
    placed, nowhere = {}, []
    for row in ShuttleStop.objects.filter(pk__in={int(key[1:]) for key in keys}).order_by("pk"):
        if row.latitude is None or row.longitude is None:
            nowhere.append(row.name)
        else:
            key = f"s{row.pk}"
            placed[key] = Stop(key, row.code, row.name, row.latitude, row.longitude, row.accessible)
    return placed, tuple(nowhere)


def _lines(keys: set[str]) -> tuple[list[Line], list[Agency]]:
    routes = ShuttleRoute.objects.filter(pk__in={int(key[1:]) for key in keys}).order_by("pk")
    lines = [Line(f"l{row.pk}", f"c{row.community_id}", row.code, row.name, row.fare_yuan) for row in routes]
    owners = Community.objects.filter(pk__in={row.community_id for row in routes}).order_by("pk")
    agencies = [
        Agency(f"c{row.pk}", row.name, public_address(reverse("portal:home", args=[row.slug])), row.phone)
        for row in owners
    ]
    return lines, agencies
