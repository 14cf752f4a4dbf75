"""Trips, bookings, standing bookings and wishes through the REST API: the actions and refusals of the pages."""

from collections.abc import Callable
from typing import Any

from rest_framework.response import Response

from apps.core.api import ScopedReadViewSet
from apps.core.api_posts import NothingInput, keyed, posts
from apps.core.lists.api import ExportMixin
from apps.shuttles.actions import (
    BY_BOOKING_STEP,
    BY_STEP,
    seat_book,
    standing_end,
    trip_change,
    trip_report_late,
    wish_withdraw,
)
from apps.shuttles.api.inputs import (
    BookInput,
    CrewInput,
    FinishInput,
    LateInput,
    WhyInput,
)
from apps.shuttles.api.register import KEYED
from apps.shuttles.api.serializers import BookingSerializer, StandingSerializer, TripSerializer, WishSerializer
from apps.shuttles.filters import BookingFilter, StandingFilter, TripFilter, WishFilter
from apps.shuttles.models import Booking, RideWish, StandingBooking, Trip
from apps.shuttles.vocabulary import Channel

Given = dict[str, Any]


def _trip(name: str, inputs: Any = WhyInput) -> Callable[..., Response]:
    def act(row: Trip, user: Any, given: Given) -> None:
        BY_STEP[name](trip=row, by=user, **given)

    return posts(name.replace("_", "-"), inputs, act, TripSerializer, f"trips_{name}")


def _change(row: Trip, user: Any, given: Given) -> None:
    trip_change(trip=row, by=user, **keyed(given, user, KEYED))


def _late(row: Trip, user: Any, given: Given) -> None:
    trip_report_late(trip=row, by=user, **given)


def _book(row: Trip, user: Any, given: Given) -> None:
    seat_book(trip=row, by=user, channel=Channel.STAFF, **keyed(given, user, KEYED))


class TripViewSet(ExportMixin, ScopedReadViewSet):
    """Trips, with every step."""

    model = Trip
    queryset = Trip.objects.none()
    filterset_class = TripFilter
    serializer_class = TripSerializer

    def list_queryset(self, queryset: Any) -> Any:
        rows = queryset.select_related("community", "route", "run", "vehicle", "driver").prefetch_related("stops__stop")
        return rows.order_by("starts_at", "pk")

    open = _trip("open")
    begin_boarding = _trip("begin_boarding")
    depart = _trip("depart")
    finish = _trip("finish", FinishInput)
    cancel = _trip("cancel")
    change = posts("change", CrewInput, _change, TripSerializer, "trips_change")
    report_late = posts("report-late", LateInput, _late, TripSerializer, "trips_report_late")
    book = posts("book", BookInput, _book, TripSerializer, "trips_book")


def _booking(name: str, inputs: Any = WhyInput) -> Callable[..., Response]:
    def act(row: Booking, user: Any, given: Given) -> None:
        BY_BOOKING_STEP[name](booking=row, by=user, **given)

    return posts(name, inputs, act, BookingSerializer, f"bookings_{name}")


class BookingViewSet(ExportMixin, ScopedReadViewSet):
    """Seats of households, with every step."""

    model = Booking
    queryset = Booking.objects.none()
    filterset_class = BookingFilter
    serializer_class = BookingSerializer

    def list_queryset(self, queryset: Any) -> Any:
        rows = queryset.select_related("household", "from_stop", "to_stop", "trip")
        return rows.order_by("-booked_at", "-pk")

    board = _booking("board", NothingInput)
    unboard = _booking("unboard", NothingInput)
    miss = _booking("miss")
    unmiss = _booking("unmiss", NothingInput)
    cancel = _booking("cancel")


class StandingViewSet(ExportMixin, ScopedReadViewSet):
    """Seats on every day of a departure."""

    model = StandingBooking
    queryset = StandingBooking.objects.none()
    filterset_class = StandingFilter
    serializer_class = StandingSerializer

    def list_queryset(self, queryset: Any) -> Any:
        rows = queryset.select_related("household", "run", "from_stop", "to_stop")
        return rows.order_by("-created_at", "-pk")

    end = posts(
        "end", WhyInput, lambda row, user, given: standing_end(standing=row, by=user, **given), StandingSerializer,
        "standing_bookings_end",
    )  # fmt: skip


class WishViewSet(ExportMixin, ScopedReadViewSet):
    """Trips that households would need."""

    model = RideWish
    queryset = RideWish.objects.none()
    filterset_class = WishFilter
    serializer_class = WishSerializer

    def list_queryset(self, queryset: Any) -> Any:
        return queryset.select_related("household", "stop", "season").order_by("-told_at", "-pk")

    withdraw = posts(
        "withdraw", WhyInput, lambda row, user, given: wish_withdraw(wish=row, by=user), WishSerializer,
        "ride_wishes_withdraw",
    )  # fmt: skip
