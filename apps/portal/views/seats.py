"""Seats on the shuttle on the field worker's phone: what a household has booked, and booking for it at the door."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.accounts.actions import open_record
from apps.core import clock
from apps.core.errors import DomainError
from apps.core.requests import address_of
from apps.households.words import title_of
from apps.portal.fieldwork import field_view
from apps.portal.neighbours import visible_or_404
from apps.portal.pages import go
from apps.portal.riding import TO_BOOK, Row, book, booking_of, by_day, day_words, seat_form, trips_ahead, with_trips
from apps.portal.views.field import field_page
from apps.shuttles.actions import booking_cancel
from apps.shuttles.models import Booking, Trip
from apps.shuttles.policies import may_booking
from apps.shuttles.stranded import households_without_a_way
from apps.shuttles.telling import RETIMED, calls_for
from apps.shuttles.times import moment
from apps.shuttles.vocabulary import Channel
from apps.shuttles.workflow import TripState


@require_safe
@field_view
def field_seats(request: HttpRequest, pk: int) -> HttpResponse:
    """What the household has booked, and the trips that can be booked."""
    return _seats(request, visible_or_404(request, pk))


def _seats(request: HttpRequest, household: Any, error: DomainError | None = None) -> HttpResponse:
    rows = Booking.objects.visible_to(request.user).live().filter(household=household)
    rows = rows.filter(trip__starts_at__gte=moment(clock.today(), 0)).order_by("trip__starts_at", "pk")
    booked = list(with_trips(rows))
    open_to = [trip for trip in trips_ahead(household.community) if trip.state == TripState.OPEN]
    mine = {row.trip_id for row in booked}
    context = {
        "household": household,
        "heading": title_of(household),
        "booked": [(row, bool(may_booking(row, "cancel", request.user))) for row in booked],
        "days": by_day([trip for trip in open_to if trip.pk not in mine]),
        "error": str(error.message) if error else "",
    }
    return field_page(request, "field_seats.html", context, tab="find", error=error)


@require_http_methods(["GET", "HEAD", "POST"])
@field_view
def field_seat(request: HttpRequest, pk: int, trip: int) -> HttpResponse:
    """Book a trip for the household."""
    household = visible_or_404(request, pk)
    rows = Trip.objects.visible_to(request.user).filter(community=household.community_id)
    found, error = get_object_or_404(rows.select_related(*TO_BOOK), pk=trip), None
    if request.method == "POST":
        try:
            book(found, household, request.POST, by=request.user, channel=Channel.GRID)
            return go(request, reverse("portal:field-seats", args=[pk]))
        except DomainError as refused:
            error = refused
    context = seat_form(found, household, request.POST if error else None) | {
        "household": household,
        "heading": title_of(household),
        "trip": found,
        "row": Row(found),
        "day_words": day_words(timezone.localdate(found.starts_at)),
        "booking": booking_of(found, household),
        "error": str(error.message) if error else "",
    }
    return field_page(request, "field_seat.html", context, tab="find", error=error)


@require_safe
@field_view
def field_trip(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed on a trip, and a button to call each of those who booked; opening it is logged."""
    rows = Trip.objects.visible_to(request.user).select_related("route", "community").annotate(retimed=RETIMED)
    found = get_object_or_404(rows, pk=pk)
    open_record(staff=request.user, subject=found, address=address_of(request))
    calls = calls_for(found, request.user)
    context = {
        "trip": found,
        "row": Row(found),
        "day_words": day_words(timezone.localdate(found.starts_at)),
        "to_call": [call for call in calls if not call.reads],
        "read_it": [call for call in calls if call.reads],
        "stranded": {row.household_id for row in households_without_a_way(found)},
    }
    return field_page(request, "field_trip.html", context, tab="inbox")


@require_POST
@field_view
def field_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the household's seat back."""
    rows = Booking.objects.visible_to(request.user).select_related("trip", "household")
    booking = get_object_or_404(rows, pk=pk)
    try:
        booking_cancel(booking=booking, by=request.user)
    except DomainError as error:
        return _seats(request, visible_or_404(request, booking.household_id), error)
    return go(request, reverse("portal:field-seats", args=[booking.household_id]))
