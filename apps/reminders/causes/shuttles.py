"""Trips of shuttles: the evening before; cancelled, late or moved; and when somebody got a seat after all.

Residents have no account and read it on their pages: the community's first page, their seats, their calendar. Whoever
goes from door to door and the office are told, whose message leads to the numbers of those who booked, and the driver,
whose message leads to his trip. Each is told once for what it says: a trip, a delay, a new time, a seat.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from apps.core.events import listen
from apps.core.rowscope import elevated
from apps.reminders.causes import Cause, Told, register
from apps.reminders.models import Message
from apps.reminders.people import People
from apps.shuttles.models import Booking, BookingStep, Trip, TripStep
from apps.shuttles.rules import EVENING_HOUR, number_of
from apps.shuttles.stranded import households_without_a_way
from apps.shuttles.times import DAY, moment
from apps.shuttles.workflow import LIVE, RUNNING, TripState

RECENT = timedelta(days=1)  # what lies further back is no news


def _told_of(trips: Iterable[tuple[str, Trip, dict[str, Any]]], people: People) -> Iterator[Told]:
    """For each (key, trip, facts): the office and the doors, and the driver with his own page."""
    told: list[Told] = []
    for key, trip, facts in trips:
        said = {"route": trip.route.name, "at": trip.starts_at.isoformat(), **facts}
        told.append(Told(key, people.working(trip.community_id), trip.community_id, said, _office_page(trip.pk)))
        if trip.driver is not None and (account := trip.driver.staff_id) is not None:
            mine = f"{key}:driver:{account}"
            told.append(Told(mine, (account,), trip.community_id, said, _drivers_page(trip.pk)))
    yield from _untold(told)


def _untold(told: list[Told]) -> Iterator[Told]:
    known = set(Message.objects.filter(key__in=[row.key for row in told]).order_by().values_list("key", flat=True))
    yield from (row for row in told if row.key not in known)


def _office_page(pk: int) -> Any:
    return lambda office: reverse("admin:shuttles_trip_change", args=[pk]) if office else f"/f/trips/{pk}/"


def _drivers_page(pk: int) -> Any:
    return lambda _office: f"/d/{pk}/"


def _trips(**lookups: Any) -> QuerySet[Trip]:
    return Trip.objects.filter(**lookups).select_related("route", "driver").order_by("starts_at", "pk")


def _households(trip: Trip) -> int:
    return trip.bookings.filter(state__in=LIVE).count()


def _eve(trip: Trip) -> str:
    """The key of a reminder: the trip, and the day on which it departs."""
    return f"shuttle_eve:{trip.pk}:{timezone.localdate(trip.starts_at)}"


def _tomorrow(now: datetime, people: People) -> Iterator[Told]:
    """From the hour of the rule on, the trips of tomorrow that somebody has booked or somebody drives."""
    today = timezone.localdate(now)
    if timezone.localtime(now).hour < number_of(EVENING_HOUR, today):
        return
    begins = moment(today, DAY)  # a trip of today's timetable that leaves after midnight is of tomorrow too
    due = _trips(state=TripState.OPEN, starts_at__gte=begins, starts_at__lt=begins + timedelta(days=1))
    found = [(_eve(trip), trip, {"households": _households(trip)}) for trip in due]
    yield from _told_of([row for row in found if row[2]["households"] or row[1].driver_id], people)


def _cancelled(now: datetime, people: People) -> Iterator[Told]:
    cancelled = TripStep.objects.filter(trip=OuterRef("pk"), step="cancel", at__gte=now - RECENT)
    rows = _trips(state=TripState.CANCELLED).filter(Exists(cancelled))
    yield from _told_of(
        (
            (f"shuttle_cancelled:{trip.pk}", trip, {
                "households": trip.bookings.filter(state="released").count(),
                "stranded": len(households_without_a_way(trip)),
            })
            for trip in rows
        ),
        people,
    )  # fmt: skip


def _late(now: datetime, people: People) -> Iterator[Told]:
    rows = _trips(state__in=(TripState.OPEN, *RUNNING), late_minutes__gt=0, ends_at__gte=now - RECENT)
    yield from _told_of(
        (
            (f"shuttle_late:{trip.pk}:{trip.late_minutes}", trip, {
                "households": _households(trip), "minutes": trip.late_minutes,
            })
            for trip in rows
        ),
        people,
    )  # fmt: skip


def _moved(now: datetime, people: People) -> Iterator[Told]:
    """Trips that people had booked when their time was changed."""
    booked = Booking.objects.filter(trip=OuterRef("trip"), booked_at__lte=OuterRef("at"), state__in=LIVE)
    steps = TripStep.objects.filter(Exists(booked), step="retime", at__gte=now - RECENT, trip__ends_at__gte=now)
    steps = steps.select_related("trip__route", "trip__driver").order_by("pk")
    newest = {step.trip_id: step for step in steps}
    yield from _told_of(
        (
            (f"shuttle_moved:{step.trip_id}:{step.trip.starts_at.isoformat()}", step.trip, {
                "households": _households(step.trip),
            })
            for step in newest.values()
        ),
        people,
    )  # fmt: skip


def _promoted(now: datetime, people: People) -> Iterator[Told]:
    """Seats that somebody got from the waitlist of a trip that has not left."""
    steps = BookingStep.objects.filter(step="promote", at__gte=now - RECENT, booking__trip__ends_at__gte=now)
    steps = steps.filter(~Q(booking__trip__state=TripState.CANCELLED), booking__state__in=("booked",))
    told: dict[int, Told] = {}
    for step in steps.select_related("booking__trip__route").order_by("pk"):
        booking, trip = step.booking, step.booking.trip
        said = {"route": trip.route.name, "at": trip.starts_at.isoformat(), "riders": booking.riders}
        whom = people.working(trip.community_id)
        told[booking.pk] = Told(f"shuttle_seat:{booking.pk}", whom, trip.community_id, said, _office_page(trip.pk))
    yield from _untold(list(told.values()))


def _words(facts: dict[str, Any]) -> dict[str, Any]:
    at, said = parse_datetime(facts["at"]), dict(facts)
    said["at"] = date_format(timezone.localtime(at), "DATETIME_FORMAT") if at else ""
    if "households" in facts:
        number = facts["households"]
        said["households"] = ngettext("%(n)s household", "%(n)s households", number) % {"n": f"{number:,}"}
    return said


def _too_late(messages: Sequence[Message], now: datetime) -> set[int]:
    """Reminders whose day has come, or whose trip no longer runs: nobody is told “tomorrow” of these."""
    named = {message.pk: message.key.split(":")[1:3] for message in messages}
    trips = {int(trip) for trip, _day in named.values()}
    runs = set(Trip.objects.running().filter(pk__in=trips).order_by().values_list("pk", flat=True))
    today = timezone.localdate(now).isoformat()
    return {key for key, (trip, day) in named.items() if day <= today or int(trip) not in runs}


@listen("shuttle_trip.cancel")
def eve_withdrawn(*, trip_id: int, **_more: Any) -> None:
    """Nobody is reminded of a trip that was cancelled between the writing of the reminder and its delivery."""
    with elevated("messages of whoever would be reminded"):
        waiting = Message.objects.waiting().filter(template="shuttles.tomorrow", lease_until__isnull=True)
        waiting.filter(key__startswith=f"shuttle_eve:{trip_id}:").delete()


def _cause(key: str, kind: str, icon: str, title: Any, body: Any, find: Any, stale: Any = None) -> None:
    register(Cause(f"shuttles.{key}", kind, icon, title, body, find, _words, stale))


_cause(
    "tomorrow", "due", "directions_bus", _("Tomorrow: %(route)s, %(at)s"),
    _("%(households)s have booked. Please see that they know when and where it leaves."), _tomorrow, _too_late,
)  # fmt: skip
_cause(
    "cancelled", "late", "bus_alert", _("Cancelled: %(route)s, %(at)s"),
    _(
        "%(households)s had booked and must be told. Left without another way that day: %(stranded)s."
        " The page of the trip names them, with a button to call each."
    ),
    _cancelled,
)  # fmt: skip
_cause(
    "late", "late", "schedule", _("%(minutes)s minutes late: %(route)s, %(at)s"),
    _("%(households)s have booked. The page of the trip has a button to call each who waits at the stops."), _late,
)  # fmt: skip
_cause(
    "moved", "due", "update", _("New time: %(route)s, now %(at)s"),
    _(
        "%(households)s booked at another time. Call them from the page of the trip, and give back the seats of those"
        " who cannot come."
    ),
    _moved,
)  # fmt: skip
_cause(
    "seat", "wait", "event_seat", _("A seat after all: %(route)s, %(at)s"),
    _("A household on the waitlist (riders: %(riders)s) now has its seats. Please tell it."), _promoted,
)  # fmt: skip
