"""The resident's shuttle: trips with seats left, book in three taps, one's own seats, a wish where no trip fits."""

import uuid
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.core import clock
from apps.core.errors import DomainError, InvalidInput
from apps.core.periods import lasting
from apps.core.requests import key_of, wants_json
from apps.households.models import Household
from apps.portal import limits
from apps.portal.doorway import door_to, home_of
from apps.portal.own import change_own, to_the_door
from apps.portal.pages import go, page
from apps.portal.places import Place, place_or_404
from apps.portal.riding import (
    TO_BOOK,
    Row,
    beside_the_stop,
    book,
    booking_of,
    by_day,
    client_id,
    day_words,
    open_to_residents,
    refusal_words,
    refused_json,
    result_words,
    seat_form,
    stops_to_board,
    trips_ahead,
    with_trips,
)
from apps.portal.visitor import Visitor
from apps.shuttles.actions import booking_cancel, standing_end, wish_file, wish_withdraw
from apps.shuttles.actions.links import calendar_link_give
from apps.shuttles.calendar.words import departure_weekdays, weekdays_words
from apps.shuttles.models import Booking, CalendarLink, RideWish, ShuttleSeason, ShuttleStop, StandingBooking, Trip
from apps.shuttles.policies import may_book, may_booking
from apps.shuttles.rules import RIDERS, number_of
from apps.shuttles.telling import RETIMED
from apps.shuttles.times import moment
from apps.shuttles.vocabulary import Channel, Purpose, StopKind, WishState
from apps.shuttles.workflow import LIVE, BookingState

PAST_SHOWN = 5
HOURS = range(5, 21)
DAYS_TO_WISH = 7


@require_safe
def shuttle(request: HttpRequest, slug: str) -> HttpResponse:
    """Trips of the coming days by purpose, with the seats that are left."""
    place = place_or_404(slug)
    with beside_the_stop(place):
        trips, stops = trips_ahead(place.community), stops_to_board(place.community)
    purposes = [(value, words) for value, words in Purpose.choices if any(t.route.purpose == value for t in trips)]
    known = [value for value, _words in purposes]
    purpose = request.GET.get("for", "") if request.GET.get("for", "") in known else (known or [""])[0]
    context = {
        "purposes": purposes,
        "purpose": purpose,
        "days": by_day([trip for trip in trips if trip.route.purpose == purpose]),
        "stops": stops,
        "now": clock.now(),
    }
    return page(request, "shuttle.html", context, place=place)


@require_http_methods(["GET", "HEAD", "POST"])
def trip(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One trip: its stops and seats; book."""
    place, visitor = place_or_404(slug), Visitor.of(request)
    household = home_of(place, visitor)
    with beside_the_stop(place):
        rows = Trip.objects.filter(community=place.community).select_related(*TO_BOOK).annotate(retimed=RETIMED)
        found = get_object_or_404(rows, pk=pk)
    if request.method != "POST":
        return _trip(request, place, found, household)
    try:
        limits.spend("note", visitor, phone=place.community.phone)
        if household is None:
            raise InvalidInput(_("Please show once more which home is yours, then send again."), code="wrong_door")
        with beside_the_stop(place):
            booking = book(found, household, request.POST, by=None, channel=Channel.PHONE)
    except DomainError as error:
        if wants_json(request):
            return refused_json(error)
        return _trip(request, place, found, household, error)
    return _answer(request, reverse("portal:shuttle-trip", args=[slug, pk]), str(found.route), result_words(booking))


def _answer(request: HttpRequest, address: str, code: str, words: str) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"url": address, "code": code, "words": words}, status=201)
    return go(request, address)


def _trip(
    request: HttpRequest, place: Place, found: Trip, household: Household | None, error: DomainError | None = None
) -> HttpResponse:
    with beside_the_stop(place):
        booking = booking_of(found, household) if household else None
        decision = may_book(found, household, None, 1) if household else open_to_residents(found)
        context = seat_form(found, household, request.POST if request.method == "POST" else None) | {
            "trip": found,
            "row": Row(found),
            "day_words": day_words(timezone.localdate(found.starts_at)),
            "home": household is not None,
            "booking": booking,
            "live": booking is not None and booking.state in LIVE,
            "cancel": booking is not None and _may_cancel(booking),
            "refusal": refusal_words(found, decision),
            "door": door_to(place, reverse("portal:shuttle-trip", args=[place.slug, found.pk])),
            "error": str(error.message) if error else "",
        }
    return page(request, "shuttle_trip.html", context, place=place, error=error)


def _may_cancel(booking: Booking) -> bool:
    return bool(may_booking(booking, "cancel", None))


@require_safe
def mine(request: HttpRequest, slug: str) -> HttpResponse:
    """What my household has booked, what comes every week, and what it asked for."""
    place = place_or_404(slug)
    household = home_of(place, Visitor.of(request))
    return _mine(request, place, household) if household else to_the_door(place, "portal:shuttle-mine")


def _mine(request: HttpRequest, place: Place, household: Household, error: DomainError | None = None) -> HttpResponse:
    with beside_the_stop(place):
        rows = with_trips(Booking.objects.filter(household=household))
        today = moment(clock.today(), 0)
        coming = rows.filter(trip__starts_at__gte=today).exclude(state=BookingState.CANCELLED)
        context = {
            "household": household,
            "coming": [(row, _may_cancel(row)) for row in coming.order_by("trip__starts_at", "pk")],
            "past": list(rows.filter(trip__starts_at__lt=today).order_by("-trip__starts_at")[:PAST_SHOWN]),
            "standing": _standing(household),
            "wishes": _wishes(household),
            "calendar": CalendarLink.objects.filter(household=household, revoked_at=None).first(),
            "error": error,
        }
    return page(request, "shuttle_mine.html", context, place=place, error=error)


def _standing(household: Household) -> list[tuple[StandingBooking, str]]:
    rows = StandingBooking.objects.current().filter(household=household, state="live")
    rows = rows.select_related("run__route").order_by("run__departs_at", "pk")
    return [(row, weekdays_words(departure_weekdays(row.weekdays, row.run.departs_at))) for row in rows]


def _wishes(household: Household) -> list[RideWish]:
    rows = RideWish.objects.filter(household=household).exclude(state=WishState.WITHDRAWN)
    return list(rows.select_related("stop", "season").order_by("-told_at", "-pk")[:PAST_SHOWN])


@require_POST
def change(request: HttpRequest, slug: str, what: str, pk: int) -> HttpResponse:
    """Give a seat back, end what comes every week, withdraw a wish."""
    if what not in CHANGES:
        raise Http404

    def act(_place: Place, household: Household) -> None:
        CHANGES[what](household, pk)

    return change_own(request, slug, act, within=beside_the_stop, shown=_mine, own_page="portal:shuttle-mine")


def _cancel(household: Household, pk: int) -> None:
    booking_cancel(booking=get_object_or_404(Booking, household=household, pk=pk), by=None)


def _end(household: Household, pk: int) -> None:
    standing_end(standing=get_object_or_404(StandingBooking, household=household, pk=pk), by=None)


def _withdraw(household: Household, pk: int) -> None:
    wish_withdraw(wish=get_object_or_404(RideWish, household=household, pk=pk), by=None)


def _calendar(household: Household, _pk: int) -> None:
    calendar_link_give(household=household, by=None)


CHANGES = {"calendar": _calendar, "cancel": _cancel, "end": _end, "withdraw": _withdraw}


@require_http_methods(["GET", "HEAD", "POST"])
def wish(request: HttpRequest, slug: str) -> HttpResponse:
    """No trip fits: where to, which day, which hour."""
    place, visitor = place_or_404(slug), Visitor.of(request)
    household = home_of(place, visitor)
    if household is None and not wants_json(request):
        return to_the_door(place, "portal:shuttle-wish")
    if request.method != "POST":
        return _wish(request, place)
    try:
        limits.spend("note", visitor, phone=place.community.phone)
        if household is None:
            raise InvalidInput(_("Please show once more which home is yours, then send again."), code="wrong_door")
        with beside_the_stop(place):
            _file(request, place, household)
    except DomainError as error:
        return refused_json(error) if wants_json(request) else _wish(request, place, error)
    return _answer(request, reverse("portal:shuttle-mine", args=[slug]), _("Wish for a trip"), _("We have your wish."))


def _file(request: HttpRequest, place: Place, household: Household) -> None:
    given = request.POST
    stop = _targets(place).filter(pk=key_of(given.get("stop")) or 0).first()
    if stop is None:
        raise InvalidInput(_("Choose where you would go."), code="required", field="stop")
    hour = key_of(given.get("hour"))
    if hour is None or hour not in HOURS:
        raise InvalidInput(_("Choose the hour."), code="required", field="hour")
    wish_file(
        household=household, by=None, stop=stop, purpose=stop.kind, hour_from=hour, channel=Channel.PHONE,
        riders=key_of(given.get("riders")) or 1, needs_accessible=given.get("needs_accessible") == "1",
        text=given.get("text", "")[:200], client_id=client_id(given),
        **_when(place, stop, given.get("day", "")),
    )  # fmt: skip


def _when(place: Place, stop: ShuttleStop, said: str) -> dict[str, Any]:
    """A day, or the season that runs or comes next for this purpose."""
    days = {day.isoformat(): day for day in _days()}
    if said in days:
        return {"day": days[said]}
    seasons = ShuttleSeason.objects.filter(
        community=place.community, purpose=stop.kind, last_day__gte=clock.today())  # fmt: skip
    season = seasons.order_by("first_day").first() if said == "season" else None
    if season is None:
        raise InvalidInput(_("Choose the day."), code="required", field="day")
    return {"season": season}


def _days() -> list[Any]:
    return [clock.today() + timedelta(days=n) for n in range(1, DAYS_TO_WISH + 1)]


def _targets(place: Place) -> Any:
    rows = ShuttleStop.objects.filter(lasting("closed_on"), community=place.community)
    return rows.filter(kind__in=(StopKind.FIELD, StopKind.SCHOOL, StopKind.TOWN)).order_by("kind", "name")


def _wish(request: HttpRequest, place: Place, error: DomainError | None = None) -> HttpResponse:
    given = request.POST
    with beside_the_stop(place):
        stops = list(_targets(place))
    context = {
        "stops": stops,
        "days": [*((day.isoformat(), day_words(day)) for day in _days()), ("season", _("often, this season"))],
        "hours": HOURS,
        "most": range(1, number_of(RIDERS) + 1),
        "chosen": {
            "stop": key_of(given.get("stop")) or (stops[0].pk if len(stops) == 1 else 0),
            "day": given.get("day", ""),
            "hour": key_of(given.get("hour")),
            "riders": key_of(given.get("riders")) or 1,
            "needs_accessible": given.get("needs_accessible") == "1",
            "text": given.get("text", ""),
        },
        "client_id": uuid.uuid4(),
        "error": error,
    }
    return page(request, "shuttle_wish.html", context, place=place, error=error)
