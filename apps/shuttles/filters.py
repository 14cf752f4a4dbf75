"""Filters of shuttles, for admin lists, API and exports."""

from datetime import timedelta
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.communities.filters import OfCommunity
from apps.core import clock
from apps.core.filters import Ended, FilterSet, visible
from apps.households.filters import OfHousehold
from apps.shuttles.due import lacking, licence_due, licence_ended, unfinished
from apps.shuttles.models import (
    Booking,
    CalendarLink,
    Driver,
    RideWish,
    Run,
    ServicePattern,
    ShuttlePlan,
    ShuttleRoute,
    ShuttleSeason,
    ShuttleStop,
    StandingBooking,
    Trip,
    Vehicle,
)
from apps.shuttles.stranded import still_without_a_way
from apps.shuttles.vocabulary import Channel, Purpose, StandingState, StopKind, WishState
from apps.shuttles.workflow import BookingState, PlanState, TripState


class StopFilter(OfCommunity):
    """Which stops."""

    q = django_filters.CharFilter(method="search", label=_("name or code"))
    kind = django_filters.ChoiceFilter(choices=StopKind.choices, label=_("kind"))
    accessible = django_filters.BooleanFilter(label=_("fit for wheelchairs"))
    route = django_filters.ModelChoiceFilter(queryset=visible(ShuttleRoute), method="on_route", label=_("route"))
    closed = Ended(field_name="closed_on", label=_("given up"))

    class Meta:
        model = ShuttleStop
        fields: tuple[str, ...] = ()

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(Q(name__icontains=value.strip()) | Q(code__istartswith=value.strip()))

    def on_route(self, queryset: QuerySet, name: str, value: ShuttleRoute) -> QuerySet:
        return queryset.filter(pk__in=value.stops.order_by().values("stop"))


class VehicleFilter(OfCommunity):
    """Which vehicles."""

    q = django_filters.CharFilter(method="search", label=_("plate or name"))
    out = django_filters.BooleanFilter(method="is_out", label=_("out of service today"))
    retired = Ended(field_name="retired_on", label=_("retired"))

    class Meta:
        model = Vehicle
        fields: tuple[str, ...] = ()

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(Q(plate__icontains=value.strip()) | Q(name__icontains=value.strip()))

    def is_out(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        found = Q(outages__period__holds_on=clock.today())
        return queryset.filter(found).distinct() if value else queryset.exclude(found)


class DriverFilter(OfCommunity):
    """Which drivers."""

    q = django_filters.CharFilter(field_name="name", lookup_expr="icontains", label=_("name"))
    licence = django_filters.ChoiceFilter(
        choices=[("ended", _("licence has ended")), ("due", _("licence has ended or ends soon"))],
        method="by_licence",
        label=_("licence"),
    )
    away = django_filters.BooleanFilter(method="is_away", label=_("away today"))
    left = Ended(field_name="left_on", label=pgettext_lazy("driver", "left"))

    class Meta:
        model = Driver
        fields: tuple[str, ...] = ()

    def by_licence(self, queryset: Any, name: str, value: str) -> QuerySet:
        return queryset.filter(licence_ended() if value == "ended" else licence_due())

    def is_away(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        found = Q(absences__period__holds_on=clock.today())
        return queryset.filter(found).distinct() if value else queryset.exclude(found)


class SeasonFilter(OfCommunity):
    """Which seasons."""

    q = django_filters.CharFilter(field_name="name", lookup_expr="icontains", label=_("name"))
    purpose = django_filters.ChoiceFilter(choices=Purpose.choices, label=_("purpose"))
    running = django_filters.BooleanFilter(method="is_running", label=_("running today"))

    class Meta:
        model = ShuttleSeason
        fields: tuple[str, ...] = ()

    def is_running(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        today = Q(first_day__lte=clock.today(), last_day__gte=clock.today())
        return queryset.filter(today) if value else queryset.exclude(today)


class PatternFilter(OfCommunity):
    """Which service patterns."""

    q = django_filters.CharFilter(field_name="name", lookup_expr="icontains", label=_("name"))

    class Meta:
        model = ServicePattern
        fields: tuple[str, ...] = ()


class RouteFilter(OfCommunity):
    """Which routes."""

    q = django_filters.CharFilter(method="search", label=_("name or code"))
    purpose = django_filters.ChoiceFilter(choices=Purpose.choices, label=_("purpose"))
    closed = Ended(field_name="closed_on", label=_("given up"))

    class Meta:
        model = ShuttleRoute
        fields: tuple[str, ...] = ()

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(Q(name__icontains=value.strip()) | Q(code__istartswith=value.strip()))


class RunFilter(OfCommunity):
    """Which lines of timetables."""

    season = django_filters.ModelChoiceFilter(queryset=visible(ShuttleSeason), label=pgettext_lazy("shuttle", "season"))
    route = django_filters.ModelChoiceFilter(queryset=visible(ShuttleRoute), label=_("route"))
    pattern = django_filters.ModelChoiceFilter(queryset=visible(ServicePattern), label=_("days of service"))

    class Meta:
        model = Run
        fields: tuple[str, ...] = ()


class TripFilter(OfCommunity):
    """Which trips."""

    when = django_filters.ChoiceFilter(
        choices=[
            ("today", pgettext_lazy("trips", "today")),
            ("tomorrow", _("tomorrow")),
            ("week", _("the coming 7 days")),
            ("coming", _("from today on")),
            ("past", pgettext_lazy("trips", "before today")),
        ],
        method="in_time",
        label=_("when"),
    )
    day = django_filters.DateFromToRangeFilter(label=_("day"))
    state = django_filters.MultipleChoiceFilter(choices=TripState.choices, label=_("state"))
    purpose = django_filters.ChoiceFilter(field_name="route__purpose", choices=Purpose.choices, label=_("purpose"))
    route = django_filters.ModelChoiceFilter(queryset=visible(ShuttleRoute), label=_("route"))
    lacking = django_filters.ChoiceFilter(
        choices=[
            ("vehicle", _("no vehicle")),
            ("driver", _("no driver")),
            ("either", _("no vehicle or no driver")),
            ("finish", _("not finished")),
            ("way", _("households left without a way")),
        ],
        method="lacks",
        label=_("what is open"),
    )
    vehicle = django_filters.ModelChoiceFilter(queryset=visible(Vehicle), label=_("vehicle"))
    driver = django_filters.ModelChoiceFilter(queryset=visible(Driver), label=_("driver"))
    season = django_filters.ModelChoiceFilter(
        field_name="run__season", queryset=visible(ShuttleSeason), label=pgettext_lazy("shuttle", "season")
    )
    run = django_filters.ModelChoiceFilter(queryset=visible(Run), label=_("line of the timetable"))
    late = django_filters.BooleanFilter(method="is_late", label=pgettext_lazy("trips", "late"))

    unseen = ("run",)

    class Meta:
        model = Trip
        fields: tuple[str, ...] = ()

    def in_time(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        today = clock.today()
        found = {
            "today": Q(day=today),
            "tomorrow": Q(day=today + timedelta(days=1)),
            "week": Q(day__gte=today, day__lt=today + timedelta(days=7)),
            "coming": Q(day__gte=today),
            "past": Q(day__lt=today),
        }
        return queryset.filter(found[value])

    def lacks(self, queryset: Any, name: str, value: str) -> QuerySet:
        if value == "way":
            return queryset.filter(pk__in=still_without_a_way(Booking.objects).order_by().values("trip"))
        return queryset.filter(unfinished() if value == "finish" else lacking(value))

    def is_late(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        late = Q(late_minutes__gt=0)
        return queryset.filter(late) if value else queryset.exclude(late)


class BookingFilter(OfHousehold):
    """Which bookings."""

    state = django_filters.MultipleChoiceFilter(choices=BookingState.choices, label=_("state"))
    day = django_filters.DateFromToRangeFilter(field_name="trip__day", label=_("day"))
    channel = django_filters.ChoiceFilter(choices=Channel.choices, label=_("booked"))
    trip = django_filters.ModelChoiceFilter(queryset=visible(Trip), label=_("trip"))
    first = django_filters.BooleanFilter(method="goes_first", label=_("goes first"))
    wheelchair = django_filters.BooleanFilter(label=_("wheelchair"))
    without_a_way = django_filters.BooleanFilter(method="left_behind", label=_("left without a way"))
    standing = django_filters.ModelChoiceFilter(queryset=visible(StandingBooking), label=_("standing booking"))

    unseen = ("household", "trip", "standing")

    class Meta:
        model = Booking
        fields: tuple[str, ...] = ()

    def goes_first(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        return queryset.filter(priority__gt=0) if value else queryset.filter(priority=0)

    def left_behind(self, queryset: Any, name: str, value: bool) -> QuerySet:
        found = still_without_a_way(Booking.objects).order_by().values("pk")
        return queryset.filter(pk__in=found) if value else queryset.exclude(pk__in=found)


class StandingFilter(OfHousehold):
    """Which standing bookings."""

    state = django_filters.MultipleChoiceFilter(choices=StandingState.choices, label=_("state"))
    run = django_filters.ModelChoiceFilter(queryset=visible(Run), label=_("line of the timetable"))
    season = django_filters.ModelChoiceFilter(
        field_name="run__season", queryset=visible(ShuttleSeason), label=pgettext_lazy("shuttle", "season")
    )

    class Meta:
        model = StandingBooking
        fields: tuple[str, ...] = ()


class WishFilter(OfHousehold):
    """Which wishes."""

    state = django_filters.MultipleChoiceFilter(choices=WishState.choices, label=_("state"))
    purpose = django_filters.ChoiceFilter(choices=Purpose.choices, label=_("purpose"))
    season = django_filters.ModelChoiceFilter(queryset=visible(ShuttleSeason), label=pgettext_lazy("shuttle", "season"))
    stop = django_filters.ModelChoiceFilter(queryset=visible(ShuttleStop), label=_("stop"))

    class Meta:
        model = RideWish
        fields: tuple[str, ...] = ()


class CalendarLinkFilter(OfHousehold):
    """Which calendar addresses."""

    revoked = django_filters.BooleanFilter(
        field_name="revoked_at", lookup_expr="isnull", exclude=True, label=_("revoked")
    )

    class Meta:
        model = CalendarLink
        fields: tuple[str, ...] = ()


class PlanFilter(FilterSet):
    """Which plans."""

    state = django_filters.MultipleChoiceFilter(choices=PlanState.choices, label=_("state"))
    season = django_filters.ModelChoiceFilter(queryset=visible(ShuttleSeason), label=pgettext_lazy("shuttle", "season"))
    adopted = django_filters.BooleanFilter(
        field_name="adopted_at", lookup_expr="isnull", exclude=True, label=_("adopted")
    )

    class Meta:
        model = ShuttlePlan
        fields: tuple[str, ...] = ()
