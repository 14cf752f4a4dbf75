"""Laying trips: the timetable of a season becomes trips that can be booked."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from apps.core import clock
from apps.core.actors import SCRIPT, label_of, person
from apps.core.constraints import message_of
from apps.core.decisions import refuse
from apps.core.errors import Refused, ensure
from apps.core.text import stored
from apps.shuttles.actions.standing import standing_seats
from apps.shuttles.calendar.laying import Conflict, Draft, ask, conflicts
from apps.shuttles.models import ShuttleSeason, Trip, TripStep, TripStop
from apps.shuttles.policies import may_plan
from apps.shuttles.rules import LAY_DAYS, number_of
from apps.shuttles.times import moment
from apps.shuttles.workflow import TripState

log = logging.getLogger(__name__)
BATCH = 1_000
WHY_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Laid:
    """What a laying did: trips made (keys), trips of the timetable that stood already and were left alone, and why
    nothing was made where something stands in the way. `surplus`: trips that stand, not departed, on days on which the
    timetable no longer runs (an exception was set since): they are for a person to cancel.
    """

    made: tuple[int, ...]
    kept: int
    conflicts: tuple[Conflict, ...]
    surplus: tuple[int, ...]


def horizon(day: date | None = None) -> date:
    """The last day up to which trips are laid today."""
    today = day or clock.today()
    return today + timedelta(days=number_of(LAY_DAYS, today))


@transaction.atomic
def trips_lay(*, season: ShuttleSeason, by: Any, until: date | None = None) -> Laid:
    """Lay the trips of a season from today to `until` (the horizon of the rule): all that are missing, or none.

    Run again it makes nothing twice, and it never touches a trip that stands, whatever was changed in it. Where a
    vehicle or a driver cannot be had, or would be in two places, nothing is laid and the conflicts say why. Raises
    Refused to whom it is not given to plan here.
    """
    ensure(may_plan(season.community, by))
    row = ShuttleSeason.objects.select_for_update().get(pk=season.pk)
    last = min(until or horizon(), row.last_day)
    asked = ask(row, max(clock.today(), row.first_day), last)
    stopped = conflicts(asked.drafts)
    made = () if stopped else _write(asked.drafts, by)
    standing_seats(Trip.objects.filter(pk__in=made), by=by)
    _remember(row, stopped, last)
    return Laid(made, asked.kept, tuple(stopped), asked.surplus)


def _remember(season: ShuttleSeason, stopped: Sequence[Conflict], last: date) -> None:
    """Keep from which day on trips are missing, for the office's first page, until they are laid."""
    if stopped:
        first, why = min(one.days[0] for one in stopped), " ".join(stored(one) for one in stopped)[:WHY_LENGTH]
    elif season.unlaid_from is None or last < season.unlaid_from:
        return  # nothing was missing, or what is missing was not tried
    else:
        first, why = None, ""
    if (season.unlaid_from, season.unlaid_why) != (first, why):
        season.unlaid_from, season.unlaid_why = first, why
        season.save(update_fields=["unlaid_from", "unlaid_why", "updated_at"])


@dataclass(frozen=True, slots=True)
class LaidAhead:
    """How many trips were made, and how many seasons were laid only up to a conflict."""

    made: int
    stopped: int


def trips_lay_ahead() -> LaidAhead:
    """Lay every season up to the horizon of the rule; where something stands in the way, up to the day before it.

    The conflict stays with the season (`unlaid_from`), and on the first page of the office. Idempotent.
    """
    made = stopped = 0
    today = clock.today()
    for season in ShuttleSeason.objects.filter(first_day__lte=horizon(), last_day__gte=today).order_by("pk"):
        laid = trips_lay(season=season, by=SCRIPT)
        if laid.conflicts:
            stopped += 1
            last = min(conflict.days[0] for conflict in laid.conflicts) - timedelta(days=1)
            log.warning("shuttle_trips_not_laid", extra={"season_id": season.pk, "after": str(last)})
            laid = trips_lay(season=season, by=SCRIPT, until=last)
        made += len(laid.made)
    return LaidAhead(made, stopped)


def _write(drafts: Sequence[Draft], by: Any) -> tuple[int, ...]:
    try:
        with transaction.atomic():
            trips = Trip.objects.bulk_create([_trip(draft) for draft in drafts], batch_size=BATCH)
    except IntegrityError as error:  # somebody gave a vehicle to another trip in this moment
        raise Refused(refuse("conflict", message_of(error))) from error
    TripStop.objects.bulk_create(
        [
            TripStop(
                trip=trip, stop_id=row.stop_id, place=row.place,
                due_at=moment(draft.day, draft.run.departs_at + row.minutes),
            )
            for trip, draft in zip(trips, drafts, strict=True)
            for row in draft.run.route.stops.all()
        ],
        batch_size=BATCH,
    )  # fmt: skip
    _log(trips, "lay", "", TripState.PLANNED, by)
    return tuple(trip.pk for trip in trips)


def _trip(draft: Draft) -> Trip:
    run = draft.run
    vehicle: Any = run.vehicle
    return Trip(
        community_id=run.community_id, route=run.route, run=run, day=draft.day, starts_at=draft.starts_at,
        ends_at=draft.ends_at, vehicle=vehicle, driver=run.driver, seats=vehicle.seats if vehicle else 0,
        wheelchair_places=vehicle.wheelchair_places if vehicle else 0, fare_yuan=run.route.fare_yuan,
    )  # fmt: skip


def _log(trips: Sequence[Trip], step: str, before: str, after: str, by: Any) -> None:
    TripStep.objects.bulk_create(
        [
            TripStep(
                trip=trip, step=step, from_state=before, to_state=after, by=person(by), by_label=label_of(by)
            )
            for trip in trips
        ],
        batch_size=BATCH,
    )  # fmt: skip
