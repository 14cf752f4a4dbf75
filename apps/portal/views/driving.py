"""The driver's phone: my trips of today and tomorrow, and a boarding list that needs no signal."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.core import clock
from apps.core.errors import DomainError
from apps.core.handlers import REFUSAL_HEADER
from apps.core.requests import wants_json
from apps.portal.driving import LATE_MINUTES, driver_view, my_trips, take
from apps.portal.pages import go, page
from apps.portal.riding import refused_json
from apps.portal.ticks import now_ms, read_ticks
from apps.shuttles.models import Trip
from apps.shuttles.seats import Rider, board_list
from apps.shuttles.times import boarding_and_leaving
from apps.shuttles.vocabulary import Tick
from apps.shuttles.workflow import CREW, STEPS, BookingState, TripState

# The way of a trip that its driver goes, in order.
ON_THE_ROAD = ("begin_boarding", "depart", "finish")


@require_safe
@driver_view
def today(request: HttpRequest) -> HttpResponse:
    """My trips of today and tomorrow; opening it loads their lists onto the phone."""
    context = {"read": now_ms(), "now": clock.now(), "days": my_trips(request.user)}
    return page(request, "drive_today.html", context)


@require_safe
@driver_view
def trip(request: HttpRequest, pk: int) -> HttpResponse:
    """The boarding list of a trip."""
    return _list(request, _own_or_404(request, pk))


@require_POST
@driver_view
def sync(request: HttpRequest, pk: int) -> HttpResponse:
    """What was ticked, in its order; the same number twice counts once. 201 with a result for each."""
    found = _own_or_404(request, pk)
    try:
        results = take(found, request.user, read_ticks(request.POST))
    except DomainError as error:
        return refused_json(error) if wants_json(request) else _list(request, found, error.as_dict(), error.status)
    if wants_json(request):
        return JsonResponse({"read": now_ms(), "results": results}, status=201)
    refused = next((each for each in results if not each["ok"]), None)
    if refused is None:
        return go(request, reverse("portal:drive-trip", args=[pk]))
    return _list(request, found, refused, 409)


def _own_or_404(request: HttpRequest, pk: int) -> Trip:
    return get_object_or_404(Trip.objects.visible_to(request.user).select_related("route", "vehicle"), pk=pk)


@dataclass(frozen=True, slots=True)
class RoadStep:
    """A step as a button: shown in the state from which it leads on."""

    name: str
    source: str
    words: Any
    hint: str
    id: uuid.UUID


def _steps() -> list[RoadStep]:
    hints = {"finish": _("Who is not ticked counts as not come.")}
    return [
        RoadStep(name, str(step.sources[0]), step.word, hints.get(name, ""), uuid.uuid4())
        for name in ON_THE_ROAD
        if (step := STEPS[name]).roles & CREW
    ]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list: the booking, when its riders got on, and the numbers of its ticks without a script."""

    row: Rider
    boarded_at: datetime | None
    id: uuid.UUID
    miss_id: uuid.UUID
    number: int  # among those who wait, as seats are given; 0 with a seat


def _lines(trip: Trip) -> list[Line]:
    ticks = trip.ticks.filter(what=Tick.BOARD, outcome="").order_by("pk").values_list("booking", "noted_at")
    noted, rows = dict(ticks), board_list(trip)
    waiting = (row.booking for row in rows if row.booking.state == BookingState.WAITING)
    queue = sorted(waiting, key=lambda booking: (-booking.priority, booking.place))
    numbers = {booking.pk: n for n, booking in enumerate(queue, 1)}
    return [
        Line(
            row,
            noted.get(row.booking.pk) if row.booking.state == BookingState.BOARDED else None,
            uuid.uuid4(),
            uuid.uuid4(),
            numbers.get(row.booking.pk, 0),
        )
        for row in rows
    ]


def _list(request: HttpRequest, found: Trip, error: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    read = now_ms()
    found.refresh_from_db()
    lines = _lines(found)
    expected = found.taken - found.boarded
    due, _off = boarding_and_leaving(found.stops.order_by("place").values_list("stop", "due_at"))
    context = {
        "read": read,
        "now": clock.now(),
        "trip": found,
        "states": [(state.value, state.label) for state in TripState],
        "stops": [
            (stop, due.get(stop.pk), list(group))
            for stop, group in groupby(lines, key=lambda line: line.row.booking.from_stop)
        ],
        "boarded": found.riders,
        "expected": expected,
        "free": max(0, found.seats - found.riders - expected),
        "steps": _steps(),
        "late_minutes": LATE_MINUTES,
        "late_reasons": (_("Traffic"), _("Weather"), _("We waited for riders"), _("The vehicle")),
        "ids": {name: uuid.uuid4() for name in ("walk_on", "walk_off", "late")},
        "error": error["message"] if error else "",
    }
    response = page(request, "drive_trip.html", context, status=status)
    if error:
        response[REFUSAL_HEADER] = error["code"]
    return response
