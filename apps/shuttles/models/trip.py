"""Trips: one departure of one vehicle, and what happened to it."""

from datetime import datetime
from typing import ClassVar, Self

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import FSMModelMixin

from apps.communities.models.site import OF_BUILDINGS
from apps.core import clock
from apps.core.models import Stamped, StepLog, append_only
from apps.core.rowsecurity import Rows
from apps.core.workflow import state_field
from apps.shuttles.models.base import DRIVER, OfPlace, OfTrip, TripRows
from apps.shuttles.models.fleet import Driver, Vehicle
from apps.shuttles.models.timetable import Run, ShuttleRoute, ShuttleStop
from apps.shuttles.workflow import BEFORE_DEPARTURE, WORKFLOW, TripState


class Moments(Func):
    """The time of a trip as a range, for the constraints that nobody is in two places."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


WHEN = (Moments("starts_at", "ends_at", RangeBoundary()), RangeOperators.OVERLAPS)
RUNS = ~Q(state=TripState.CANCELLED)


class TripQuerySet(TripRows):
    """Trips."""

    def running(self) -> Self:
        """Not cancelled."""
        return self.filter(RUNS)

    def ahead(self, moment: datetime | None = None) -> Self:
        """Not departed and not cancelled, and due from now on, the soonest first."""
        rows = self.filter(state__in=BEFORE_DEPARTURE, starts_at__gte=moment or clock.now())
        return rows.order_by("starts_at", "pk")


class Trip(FSMModelMixin, OfPlace, Stamped):
    """One departure. `day` is its service day; seats are frozen from the vehicle when it is given.

    `taken`, `wheelchairs_taken`, `waiting` (bookings), `last_place` (of the waitlist) and `boarded` (riders) are kept
    by triggers on bookings, whatever writes those; that seats are never oversold is a CHECK on them. `walk_ons` are
    riders without a booking. `late_minutes` is what was reported last; `cost_yuan` is what it cost (costing.py).
    """

    row_security = Rows(building=OF_BUILDINGS, other=f"driver_id = {DRIVER}")
    to_driver: ClassVar[str] = "driver"
    COUNTERS: ClassVar[tuple[str, ...]] = ("taken", "wheelchairs_taken", "waiting", "last_place", "boarded")

    route = models.ForeignKey(
        ShuttleRoute, on_delete=models.PROTECT, related_name="trips", verbose_name=pgettext_lazy("shuttle", "route")
    )
    run = models.ForeignKey(
        Run, null=True, blank=True, on_delete=models.PROTECT, related_name="trips",
        verbose_name=_("run of the timetable"),
    )  # fmt: skip
    day = models.DateField(_("service day"))
    starts_at = models.DateTimeField(_("departs"))
    ends_at = models.DateTimeField(_("arrives"))
    name = models.CharField(pgettext_lazy("trip", "name"), max_length=40, blank=True)
    state = state_field(WORKFLOW, verbose_name=_("state"))
    vehicle = models.ForeignKey(
        Vehicle, null=True, blank=True, on_delete=models.PROTECT, related_name="trips", verbose_name=_("vehicle")
    )
    driver = models.ForeignKey(
        Driver, null=True, blank=True, on_delete=models.PROTECT, related_name="trips",
        verbose_name=pgettext_lazy("shuttle", "driver"),
    )  # fmt: skip
    seats = models.PositiveSmallIntegerField(pgettext_lazy("vehicle", "seats"), default=0)
    wheelchair_places = models.PositiveSmallIntegerField(_("places for wheelchairs"), default=0)
    fare_yuan = models.DecimalField(_("fare (yuan)"), max_digits=6, decimal_places=2, default=0)
    taken = models.PositiveSmallIntegerField(_("seats taken"), default=0, editable=False)
    wheelchairs_taken = models.PositiveSmallIntegerField(_("wheelchair places taken"), default=0, editable=False)
    waiting = models.PositiveIntegerField(_("on the waitlist"), default=0, editable=False)
    last_place = models.PositiveIntegerField(_("last place on the waitlist"), default=0, editable=False)
    boarded = models.PositiveSmallIntegerField(_("riders with a booking"), default=0, editable=False)
    walk_ons = models.PositiveSmallIntegerField(_("riders without a booking"), default=0, editable=False)
    late_minutes = models.PositiveSmallIntegerField(_("late (minutes)"), default=0)
    km = models.DecimalField(_("km driven"), max_digits=6, decimal_places=1, null=True, blank=True)
    cost_yuan = models.DecimalField(_("cost (yuan)"), max_digits=9, decimal_places=2, null=True, blank=True)
    day_cost_yuan = models.DecimalField(
        _("of it the vehicle's day (yuan)"), max_digits=9, decimal_places=2, null=True, blank=True, editable=False
    )
    why = models.CharField(_("why"), max_length=200, blank=True)

    objects = TripQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("shuttle", "trip")
        verbose_name_plural = pgettext_lazy("shuttle", "trips")
        ordering = ("starts_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("run", "day"),
                name="shuttles_run_once_a_day",
                violation_error_message=_("This run already has its trip on this day."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="shuttles_trip_in_order",
                violation_error_message=_("A trip arrives after it departs."),
            ),
            ExclusionConstraint(
                name="shuttles_vehicle_in_one_place",
                expressions=[("vehicle", RangeOperators.EQUAL), WHEN],
                condition=RUNS,
                violation_error_message=_("This vehicle is on another trip at that time."),
            ),
            ExclusionConstraint(
                name="shuttles_driver_in_one_place",
                expressions=[("driver", RangeOperators.EQUAL), WHEN],
                condition=RUNS,
                violation_error_message=_("This driver is on another trip at that time."),
            ),
            models.CheckConstraint(
                condition=Q(taken__lte=F("seats"), wheelchairs_taken__lte=F("wheelchair_places")),
                name="shuttles_seats_never_oversold",
                violation_error_message=_("More seats are taken than this vehicle has."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=(TripState.PLANNED, TripState.CANCELLED)) | Q(seats__gte=1),
                name="shuttles_open_trip_has_seats",
                violation_error_message=_("A trip needs a vehicle before seats can be booked."),
            ),
            models.CheckConstraint(
                condition=~Q(state=TripState.CANCELLED) | ~Q(why=""),
                name="shuttles_cancelled_says_why",
                violation_error_message=_("Please write why."),
            ),
            models.CheckConstraint(
                condition=~Q(state=TripState.DONE) | Q(km__isnull=False),
                name="shuttles_done_has_kilometres",
                violation_error_message=_("Write the kilometres that were driven."),
            ),
            models.CheckConstraint(
                condition=Q(fare_yuan__gte=0)
                & (Q(km__isnull=True) | Q(km__gte=0))
                & (Q(cost_yuan__isnull=True) | Q(cost_yuan__gte=0))
                & (Q(day_cost_yuan__isnull=True) | Q(day_cost_yuan__gte=0)),
                name="shuttles_trip_amounts_not_negative",
                violation_error_message=_("Fare, kilometres and cost cannot be negative."),
            ),
        )
        indexes = (
            models.Index(fields=("community", "starts_at"), name="shuttles_trips_by_time"),
            models.Index(fields=("state", "starts_at"), name="shuttles_trips_by_state"),
        )
        triggers = (pgtrigger.FSM(name="allowed_steps", field="state", transitions=list(WORKFLOW.edges())),)

    def __str__(self) -> str:
        return f"{self.day} {self.name}".strip()

    @property
    def seats_left(self) -> int:
        """Seats that nobody has booked."""
        return self.seats - self.taken

    @property
    def riders(self) -> int:
        """People who rode, or ride."""
        return self.boarded + self.walk_ons


class TripStop(OfTrip):
    """A stop of a trip and when it is due there."""

    trip = models.ForeignKey(
        Trip, on_delete=models.CASCADE, related_name="stops", verbose_name=pgettext_lazy("shuttle", "trip"),
        db_index=False,
    )  # fmt: skip
    stop = models.ForeignKey(
        ShuttleStop, on_delete=models.PROTECT, related_name="calls", verbose_name=pgettext_lazy("shuttle", "stop")
    )
    place = models.PositiveSmallIntegerField(_("place in the line"))
    due_at = models.DateTimeField(pgettext_lazy("shuttle", "due at"))

    class Meta:
        verbose_name = _("stop of a trip")
        verbose_name_plural = _("stops of trips")
        ordering = ("trip", "place")
        constraints = (models.UniqueConstraint(fields=("trip", "place"), name="shuttles_trip_place_once"),)

    def __str__(self) -> str:
        return f"{self.place} {self.stop_id}"


class TripStep(OfTrip, StepLog):
    """One step of one trip."""

    trip = models.ForeignKey(
        Trip, on_delete=models.PROTECT, related_name="steps", verbose_name=pgettext_lazy("shuttle", "trip"),
        db_index=False,
    )  # fmt: skip

    class Meta:
        verbose_name = _("step of a trip")
        verbose_name_plural = _("steps of trips")
        ordering = ("at", "pk")
        indexes = (models.Index(fields=("trip", "at"), name="shuttles_trip_steps"),)
        triggers = (append_only(),)

    def __str__(self) -> str:
        return f"{self.step} {self.at:%Y-%m-%d %H:%M}"
