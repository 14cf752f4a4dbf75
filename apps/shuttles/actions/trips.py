"""The life of a trip, from the timetable to its arrival."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.constraints import checked
from apps.core.errors import InvalidInput, ensure
from apps.core.rowscope import elevated
from apps.core.scope import communities
from apps.core.text import prose, squash, tidied
from apps.shuttles.actions.seats import SYSTEM, seats_pass_on
from apps.shuttles.actions.stepping import asked, locked_crew, logged, take, take_all
from apps.shuttles.costing import settle
from apps.shuttles.fitting import fits
from apps.shuttles.models import Booking, Driver, ShuttleRoute, Trip, TripStop, Vehicle
from apps.shuttles.models.timetable import LATEST
from apps.shuttles.policies import may_plan
from apps.shuttles.times import minute_of
from apps.shuttles.workflow import LIVE, BookingState

TRIP_FIELDS = ("vehicle", "driver", "starts_at", "name", "fare_yuan")
LONGEST_DELAY = 24 * 60  # minutes


@transaction.atomic
def trip_add(
    *, route: ShuttleRoute, by: Any, starts_at: datetime, day: date | None = None, vehicle: Vehicle | None = None,
    driver: Driver | None = None, name: str = "", accessible: bool = False,
) -> Trip:  # fmt: skip
    """Add a one-off trip over the stops of a route. Raises Refused; InvalidInput where somebody is in two places."""
    ensure(may_plan(route.community, by))
    calls = list(route.stops.select_related("stop").order_by("place"))
    if len(calls) < 2:
        raise InvalidInput(_("This route has no way from one stop to another yet."), field="route")
    ends_at = starts_at + timedelta(minutes=calls[-1].minutes)
    _on_its_day(day or timezone.localdate(starts_at), starts_at)
    locked_crew(driver)
    ensure(
        fits(community=route.community_id, vehicle=vehicle, driver=driver, starts_at=starts_at, ends_at=ends_at,
             accessible=accessible)
    )  # fmt: skip
    trip = Trip(
        community_id=route.community_id, route=route, day=day or timezone.localdate(starts_at), starts_at=starts_at,
        ends_at=ends_at, vehicle=vehicle, driver=driver, name=squash(name)[:40], fare_yuan=route.fare_yuan,
    )  # fmt: skip
    _frozen(trip)
    checked(trip)
    TripStop.objects.bulk_create(
        TripStop(trip=trip, stop=call.stop, place=call.place, due_at=starts_at + timedelta(minutes=call.minutes))
        for call in calls
    )
    return logged(trip, "add", by, "", trip.state)


def _on_its_day(day: date, starts_at: datetime) -> None:
    """A trip departs on its service day or in the night after it; feeds and timetables count its minutes from there."""
    if not 0 <= minute_of(day, starts_at) <= LATEST:
        words = _("A trip departs on its day or in the night after it. For another day cancel it and add another.")
        raise InvalidInput(words, code="other_day", field="starts_at")


def _frozen(trip: Trip) -> None:
    """The seats that the vehicle has."""
    vehicle = trip.vehicle
    trip.seats = vehicle.seats if vehicle else 0
    trip.wheelchair_places = vehicle.wheelchair_places if vehicle else 0


@transaction.atomic
def trip_change(*, trip: Trip, by: Any, why: str = "", **values: Any) -> Trip:
    """Change TRIP_FIELDS before boarding. A later or earlier start moves every stop; more seats go to who waits.

    Raises Refused; InvalidInput where a vehicle has fewer seats than are taken, or somebody is in two places.
    """
    if unknown := set(values) - set(TRIP_FIELDS):
        raise TypeError(f"no fields of a trip: {sorted(unknown)}")
    row = asked(trip, "change", by, why=why)
    moved = values.get("starts_at", row.starts_at) - row.starts_at
    before = {name: getattr(row, name) for name in values}
    for name, value in tidied(values).items():
        setattr(row, name, value)
    row.ends_at += moved
    _on_its_day(row.day, row.starts_at)
    locked_crew(row.driver)
    ensure(
        fits(community=row.community_id, vehicle=row.vehicle, driver=row.driver, starts_at=row.starts_at,
             ends_at=row.ends_at, besides=row.pk)
    )  # fmt: skip
    if "vehicle" in values:
        _frozen(row)
    take(row, "change", by, why or _told(before, row))
    if moved:
        row.stops.update(due_at=F("due_at") + moved)
        logged(row, "retime", by, row.state, "", _told(before, row))
    seats_pass_on(row)
    return row


def _told(before: dict[str, Any], row: Trip) -> str:
    """What a change did, for the log."""
    said = [f"{old or '—'} → {getattr(row, name) or '—'}" for name, old in before.items() if old != getattr(row, name)]
    return "; ".join(said)


@transaction.atomic
def trip_open(*, trip: Trip, by: Any, why: str = "") -> Trip:
    """Seats can be booked from now on."""
    return take(asked(trip, "open", by, why=why), "open", by, why)


@transaction.atomic
def trip_begin_boarding(*, trip: Trip, by: Any, why: str = "") -> Trip:
    """People get on; the office no longer changes the trip."""
    return take(asked(trip, "begin_boarding", by, why=why), "begin_boarding", by, why)


@transaction.atomic
def trip_depart(*, trip: Trip, by: Any, why: str = "") -> Trip:
    """Off. At later stops people still get on."""
    return take(asked(trip, "depart", by, why=why), "depart", by, why)


@transaction.atomic
def trip_finish(*, trip: Trip, by: Any, km: Decimal | float | None = None, why: str = "") -> Trip:
    """Arrived: who had a seat and was not ticked off did not come; kilometres (the route's) and what it cost.

    A list that the driver's phone sends later still counts those on board (`booking_board`).
    """
    row = asked(trip, "finish", by, why=why)
    if km is not None and km < 0:
        raise InvalidInput(_("Fare, kilometres and cost cannot be negative."), field="km")
    length = row.route.stops.order_by("-place").values_list("km", flat=True).first()
    row.km = Decimal(str(km if km is not None else length or 0)).quantize(Decimal("0.1"))
    settle(row)
    with elevated("who did not come is noted for all", communities(row.community_id)):
        rows = Booking.objects.filter(trip=row)
        take_all(rows.filter(state=BookingState.BOOKED), "miss", by)
        take_all(rows.filter(state=BookingState.WAITING), "release", by)
    return take(row, "finish", by, why)


@transaction.atomic
def trip_cancel(*, trip: Trip, by: Any, why: str = "") -> Trip:
    """The trip does not run; every booking is released, and everybody concerned is told why."""
    row = asked(trip, "cancel", by, why=why)
    row.why = prose(why)[:200]
    with elevated("a trip that does not run releases all its bookings", communities(row.community_id)):
        take_all(Booking.objects.filter(trip=row, state__in=LIVE), "release", by, why, label=SYSTEM)
    return take(row, "cancel", by, why)


@transaction.atomic
def trip_report_late(*, trip: Trip, by: Any, minutes: int, why: str = "") -> Trip:
    """The trip is late by so many minutes against its timetable, all told; said again, the last word counts."""
    row = asked(trip, "report_late", by, minutes=minutes, why=why)
    if not 0 <= minutes <= LONGEST_DELAY:
        raise InvalidInput(_("Write a number of minutes from 0 to 1,440."), field="minutes")
    row.late_minutes = minutes
    return take(row, "report_late", by, f"{minutes}: {prose(why)}")
