"""Seats on the phone, for residents and field workers alike: the trips ahead, the form of a seat, and reading it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.http import JsonResponse, QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from apps.communities.models import Community
from apps.core import clock, ui
from apps.core.decisions import Decision, first_refusal
from apps.core.errors import DomainError, InvalidInput
from apps.core.handlers import REFUSAL_HEADER
from apps.core.periods import lasting
from apps.core.requests import key_of
from apps.core.rowscope import elevated
from apps.core.scope import communities
from apps.core.workflow import leaves_from
from apps.households.models import Household
from apps.portal.places import Place
from apps.shuttles.actions import run_locked, seat_book, standing_add
from apps.shuttles.models import Booking, ShuttleStop, StandingBooking, Trip, TripStop
from apps.shuttles.models.timetable import EVERY_DAY
from apps.shuttles.policies import in_time
from apps.shuttles.rules import OPENS_DAYS, RIDERS, number_of
from apps.shuttles.seats import priority_of
from apps.shuttles.telling import RETIMED, news
from apps.shuttles.times import moment
from apps.shuttles.vocabulary import Priority, StandingState, StopKind
from apps.shuttles.workflow import LIVE, SEATED, STEPS, BookingState, TripState

# What a page of a trip tells of it.
TO_BOOK = ("route", "run__season__community", "vehicle", "community")
MOST_NEWS = 6
NEEDS = ("needs_accessible", "wheelchair", "frail_rides")
# What a household is told of a trip that takes no bookings any more, or none yet.
CLOSED = {
    TripState.PLANNED: gettext_lazy("Seats of this trip cannot be booked yet."),
    TripState.BOARDING: gettext_lazy(
        "People are getting on: seats can no longer be booked. Ask the driver at the stop."
    ),
    TripState.UNDER_WAY: gettext_lazy("This trip has left."),
    TripState.DONE: gettext_lazy("This trip has left."),
    TripState.CANCELLED: gettext_lazy("This trip does not run."),
}
AHEAD = (TripState.OPEN, TripState.BOARDING, TripState.CANCELLED)
TONES = {TripState.OPEN: "done", TripState.BOARDING: "wait", TripState.UNDER_WAY: "wait", TripState.CANCELLED: "late"}


@dataclass(frozen=True, slots=True)
class Row:
    """A trip as it stands in a list: its seats in colour and words."""

    trip: Trip

    @property
    def left(self) -> int:
        """Seats that nobody has."""
        return max(0, self.trip.seats_left)

    @property
    def day(self) -> str:
        """The day on which it departs, in words."""
        return day_words(timezone.localdate(self.trip.starts_at))

    @property
    def full(self) -> bool:
        """Open, and without a seat: what is booked now waits."""
        return self.trip.state == TripState.OPEN and not self.left

    @property
    def tone(self) -> str:
        """The colour of its chip."""
        return "due" if self.full else TONES.get(TripState(self.trip.state), "flat")

    @property
    def words(self) -> str:
        """Seats left, full with so many waiting, or what became of it."""
        if self.full:
            return _("full, %(n)d waiting") % {"n": self.trip.waiting} if self.trip.waiting else _("full")
        if self.trip.state == TripState.OPEN:
            return ngettext("%(n)d seat left", "%(n)d seats left", self.left) % {"n": self.left}
        return str(self.trip.get_state_display())


@dataclass(frozen=True, slots=True)
class Day:
    """The trips of one day, named as people name it."""

    words: str
    rows: list[Row]


def beside_the_stop(place: Place) -> Any:
    """The scope in which a resident's page reads trips: what hangs at the stop, and the household's own seats."""
    return elevated("the timetable hangs at the stop; a household books for itself", communities(place.community.pk))


def day_words(day: date) -> str:
    """Today, tomorrow or the date, with its day of the week."""
    return f"{ui.when(day)} {date_format(day, 'D')}"


def trips_ahead(community: Community) -> list[Trip]:
    """What residents can see: trips that have not departed, for as many days as seats can be booked ahead; those of
    today that are late or do not run also after their time."""
    now, today = clock.now(), moment(clock.today(), 0)
    until = moment(clock.today() + timedelta(days=number_of(OPENS_DAYS) + 1), 0)
    changed = Q(state=TripState.CANCELLED, ends_at__gte=now) | Q(late_minutes__gt=0) & ~Q(state=TripState.CANCELLED)
    rows = Trip.objects.filter(community=community, state__in=AHEAD, starts_at__gte=today, starts_at__lt=until)
    rows = rows.filter(Q(starts_at__gte=now) | changed).annotate(retimed=RETIMED)
    return list(rows.select_related("route").order_by("starts_at", "pk"))


def stops_to_board(community: Community) -> list[ShuttleStop]:
    """The stops in the community, each with a calendar of its departures."""
    rows = ShuttleStop.objects.filter(lasting("closed_on"), community=community, kind=StopKind.COMMUNITY)
    return list(rows.order_by("code", "pk"))


def changes_of(community: Community) -> list[Row]:
    """What changed on the trips of today and tomorrow, for everybody's first page."""
    return [Row(trip) for trip in news(Trip.objects.filter(community=community))[:MOST_NEWS]]


def by_day(trips: list[Trip]) -> list[Day]:
    """Trips by the day on which they depart."""
    groups = groupby(trips, key=lambda trip: timezone.localdate(trip.starts_at))
    return [Day(day_words(day), [Row(trip) for trip in rows]) for day, rows in groups]


def stops_of(trip: Trip) -> list[TripStop]:
    """The stops of a trip in their order."""
    return list(trip.stops.select_related("stop").order_by("place"))


def open_to_residents(trip: Trip) -> Decision:
    """Whether any household could book it on its phone now; before it says which it is."""
    return first_refusal((lambda: leaves_from(TripState, trip.state, STEPS["book"]), lambda: in_time(trip)))


def refusal_words(trip: Trip, decision: Decision) -> str:
    """Why a household cannot book, as it would ask; "" where it can."""
    return "" if decision else str(CLOSED.get(TripState(trip.state), decision.message))


def with_trips(rows: QuerySet) -> QuerySet:
    """Bookings as parts/seat.html shows them: with their trips, whether those got another time, and when it calls."""
    calls = TripStop.objects.filter(trip=OuterRef("trip"), stop=OuterRef("from_stop")).order_by("place")
    rows = rows.annotate(boards_at=Subquery(calls.values("due_at")[:1]))
    trips = Trip.objects.select_related("route", "community").annotate(retimed=RETIMED)
    return rows.select_related("from_stop", "to_stop").prefetch_related(Prefetch("trip", trips))


def booking_of(trip: Trip, household: Household) -> Booking | None:
    """The household's booking of a trip: the live one; of a cancelled trip the one that it had."""
    states = (BookingState.RELEASED,) if trip.state == TripState.CANCELLED else LIVE
    rows = Booking.objects.filter(trip=trip, household=household, state__in=states).order_by("-pk")
    return with_trips(rows).first()


def seat_form(trip: Trip, household: Household | None, given: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What the form of a seat shows: the stops, and what stands chosen — as typed, else as the household rode last."""
    stops = stops_of(trip)
    chosen: dict[str, Any] = {
        "from_stop": stops[0].stop_id,
        "to_stop": stops[-1].stop_id,
        "riders": 1,
        "often": "once",
        "frail_rides": True,
    }
    if given:
        chosen |= {name: key_of(given.get(name)) or chosen[name] for name in ("from_stop", "to_stop", "riders")}
        chosen |= {name: given.get(name) == "1" for name in NEEDS}
        chosen["often"] = given.get("often", "once")
    elif household is not None:
        chosen |= _as_last(trip, household)
    return {
        "stops": stops,
        "boarding": stops[:-1],
        "leaving": stops[1:],
        "chosen": chosen,
        "asks_frail": household is not None and priority_of(household.pk) > Priority.USUAL,
        "most": range(1, number_of(RIDERS) + 1),
        "often": _often(trip, household),
        "client_id": uuid.uuid4(),
    }


def _as_last(trip: Trip, household: Household) -> dict[str, Any]:
    last = Booking.objects.filter(household=household, trip__route=trip.route_id).order_by("-booked_at", "-pk").first()
    if last is None:
        return {}
    return {
        "from_stop": last.from_stop_id, "riders": last.riders, "needs_accessible": last.needs_accessible,
        "wheelchair": last.wheelchair,
    } | ({"to_stop": last.to_stop_id} if last.to_stop_id else {})  # fmt: skip


def _often(trip: Trip, household: Household | None) -> list[tuple[str, str]]:
    """Once, or for as long as the timetable holds; not for a trip of its own, nor where it comes every week already."""
    standing = StandingBooking.objects.current().filter(run=trip.run_id, household=household, state=StandingState.LIVE)
    if trip.run_id is None or standing.exists():
        return []
    return [
        ("once", _("only this time")),
        ("week", _("every %(weekday)s of the season") % {"weekday": date_format(localtime(trip.starts_at), "l")}),
        ("always", _("each time it runs in the season")),
    ]


@transaction.atomic
def book(trip: Trip, household: Household, data: QueryDict, *, by: Any, channel: str) -> Booking:
    """Take the seats that a form asks for; where it says so, those of the coming weeks too. Raises DomainError."""
    known = {row.stop_id: row.stop for row in stops_of(trip)}
    wanted: dict[str, Any] = {
        "from_stop": known.get(key_of(data.get("from_stop")) or 0),
        "to_stop": known.get(key_of(data.get("to_stop")) or 0),
        "riders": key_of(data.get("riders")) or 1,
        **{name: data.get(name) == "1" for name in NEEDS},
    }
    if "asks_frail" not in data:
        wanted["frail_rides"] = True
    if wanted["from_stop"] is None:
        raise InvalidInput(_("Choose where you get on."), code="required", field="from_stop")
    number = client_id(data)
    weekdays = {"week": 1 << trip.day.weekday(), "always": EVERY_DAY}.get(data.get("often", ""))
    if weekdays and trip.run is not None:
        run_locked(trip.run)
    booking, _made = seat_book(trip=trip, household=household, by=by, client_id=number, channel=channel, **wanted)
    if weekdays and trip.run is not None:
        standing_add(
            run=trip.run, household=household, by=by, weekdays=weekdays, channel=channel,
            client_id=uuid.uuid5(number, "standing"), **wanted,
        )  # fmt: skip
    return booking


def client_id(data: QueryDict) -> uuid.UUID:
    """The number that the phone gave the form; a new one where it gave none."""
    try:
        return uuid.UUID(data.get("client_id", ""))
    except ValueError:
        return uuid.uuid4()


def result_words(booking: Booking) -> str:
    """What the household is told: so many seats, or its place on the waiting list."""
    if booking.state in SEATED:
        return _("Seats booked: %(n)d") % {"n": booking.riders}
    if booking.state == BookingState.WAITING:
        return _("On the waiting list, no. %(n)d") % {"n": booking.queue_number}
    return str(booking.get_state_display())


def refused_json(error: DomainError) -> JsonResponse:
    """A refusal for the page's script: what waits on the phone shows it, and can be changed."""
    body = {"errors": {}, "message": str(error.message)}
    return JsonResponse(body, status=429 if error.status == 429 else 422, headers={REFUSAL_HEADER: error.code})
