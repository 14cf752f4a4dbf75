"""Seats: bookings of a trip, and what the driver ticked off."""

import uuid
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import FSMModelMixin

from apps.communities.models.site import inside
from apps.core import clock
from apps.core.models import Stamped, StepLog, append_only
from apps.core.rowscope import elevated
from apps.core.rowsecurity import Rows, through
from apps.core.scope import communities
from apps.core.workflow import state_field
from apps.households.models import Household
from apps.households.models.household import HouseholdOwned
from apps.households.rows import HOUSEHOLDS
from apps.shuttles.models.base import OWN_TRIPS, OfTrip, TripRows
from apps.shuttles.models.counting import counters
from apps.shuttles.models.riding import RIDERS, RIDERS_SANE, riders_field, stop_field
from apps.shuttles.models.standing import StandingBooking
from apps.shuttles.models.trip import Trip
from apps.shuttles.vocabulary import Channel, Priority, Tick
from apps.shuttles.workflow import BOOKING_WORKFLOW, LIVE, SEATED, BookingState


class BookingQuerySet(TripRows):
    """Bookings."""

    def live(self) -> Self:
        """With a seat or waiting for one."""
        return self.filter(state__in=LIVE)

    def seated(self) -> Self:
        """With a seat."""
        return self.filter(state__in=SEATED)

    def queue(self) -> Self:
        """Waiting, in the order in which seats are given: priority, then place."""
        return self.filter(state=BookingState.WAITING).order_by("-priority", "place")


class Booking(FSMModelMixin, HouseholdOwned, Stamped):
    """A household's seats on one trip, or its place on the waitlist.

    A seat is booked for the whole trip. `place` is the number on the waitlist, kept after a seat was given. `fare_yuan`
    is what all riders of the booking pay together.
    """

    row_security = Rows(building=f"household_id = {HOUSEHOLDS}", other=f"trip_id IN ({OWN_TRIPS})")

    trip = models.ForeignKey(
        Trip, on_delete=models.PROTECT, related_name="bookings", verbose_name=pgettext_lazy("shuttle", "trip"),
        db_index=False,
    )  # fmt: skip
    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="shuttle_bookings", verbose_name=_("household"),
    )  # fmt: skip
    state = state_field(BOOKING_WORKFLOW, verbose_name=_("state"))
    from_stop = stop_field(_("gets on at"))
    to_stop = stop_field(_("gets off at"), blank=True)
    riders = riders_field()
    priority = models.PositiveSmallIntegerField(
        pgettext_lazy("shuttle", "priority"), choices=Priority.choices, default=Priority.USUAL
    )
    needs_accessible = models.BooleanField(_("needs an accessible vehicle"), default=False)
    wheelchair = models.BooleanField(_("with a wheelchair"), default=False)
    place = models.PositiveIntegerField(_("place on the waitlist"), null=True, blank=True)
    client_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    channel = models.CharField(_("booked how"), max_length=8, choices=Channel.choices, default=Channel.STAFF)
    standing = models.ForeignKey(
        StandingBooking, null=True, blank=True, on_delete=models.PROTECT, related_name="bookings",
        verbose_name=_("standing booking"),
    )  # fmt: skip
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("booked by"),
    )  # fmt: skip
    booked_at = models.DateTimeField(_("booked on"), default=clock.now)
    fare_yuan = models.DecimalField(_("fare (yuan)"), max_digits=7, decimal_places=2, default=0)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("shuttle", "booking")
        verbose_name_plural = pgettext_lazy("shuttle", "bookings")
        ordering = ("-booked_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("trip", "household"),
                condition=Q(state__in=LIVE),
                name="shuttles_one_booking_a_trip",
                violation_error_message=_("This household already has a booking for this trip."),
            ),
            models.UniqueConstraint(fields=("trip", "place"), name="shuttles_waitlist_place_once"),
            models.CheckConstraint(
                condition=~Q(state=BookingState.WAITING) | Q(place__isnull=False), name="shuttles_waiting_has_a_place"
            ),
            models.CheckConstraint(
                condition=RIDERS_SANE, name="shuttles_booking_riders_sane", violation_error_message=RIDERS
            ),
            models.CheckConstraint(
                condition=Q(fare_yuan__gte=0),
                name="shuttles_booking_fare_not_negative",
                violation_error_message=_("A fare cannot be negative."),
            ),
        )
        indexes = (
            models.Index(fields=("trip", "state"), name="shuttles_bookings_of_trip"),
            models.Index(fields=("community", "state", "-booked_at"), name="shuttles_bookings_by_time"),
        )
        triggers = (
            pgtrigger.FSM(name="allowed_steps", field="state", transitions=list(BOOKING_WORKFLOW.edges())),
            *counters(),
        )

    def __str__(self) -> str:
        return f"{self.household_id} {self.get_state_display()}"

    @property
    def queue_number(self) -> int:
        """Which it is among those who still wait, as seats are given; `place` only says in which order they came."""
        with elevated("how many wait before a household is all that is told", communities(self.community_id)):
            mine = Q(priority=self.priority, place__lt=self.place)
            before = Booking.objects.filter(Q(priority__gt=self.priority) | mine, trip=self.trip_id)
            return int(before.queue().count()) + 1


class BookingStep(StepLog):
    """One step of one booking."""

    scope_community = "booking__community"
    in_buildings = staticmethod(inside("booking__community"))
    to_driver = "booking__trip__driver"
    row_security = through("shuttles_booking", "booking_id")
    objects: Any = TripRows.as_manager()

    booking = models.ForeignKey(
        Booking, on_delete=models.PROTECT, related_name="steps", verbose_name=pgettext_lazy("shuttle", "booking"),
        db_index=False,
    )  # fmt: skip

    class Meta:
        verbose_name = _("step of a booking")
        verbose_name_plural = _("steps of bookings")
        ordering = ("at", "pk")
        indexes = (models.Index(fields=("booking", "at"), name="shuttles_booking_steps"),)
        triggers = (append_only(),)

    def __str__(self) -> str:
        return f"{self.step} {self.at:%Y-%m-%d %H:%M}"


class BoardingTick(OfTrip):
    """One note of the boarding list, by the key that the driver's phone gave it: sent twice, it counts once.

    `outcome` is "" for what was done, else the code of the refusal.
    """

    trip = models.ForeignKey(
        Trip, on_delete=models.PROTECT, related_name="ticks", verbose_name=pgettext_lazy("shuttle", "trip")
    )
    client_id = models.UUIDField(unique=True)
    booking = models.ForeignKey(
        Booking, null=True, blank=True, on_delete=models.PROTECT, related_name="ticks",
        verbose_name=pgettext_lazy("shuttle", "booking"),
    )  # fmt: skip
    what = models.CharField(pgettext_lazy("boarding list", "noted"), max_length=8, choices=Tick.choices)
    riders = models.PositiveSmallIntegerField(_("riders"), default=1)
    noted_at = models.DateTimeField(_("noted on the phone"))
    at = models.DateTimeField(_("received"), default=clock.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    outcome = models.CharField(_("result"), max_length=24, blank=True)

    class Meta:
        verbose_name = _("note of a boarding list")
        verbose_name_plural = _("notes of boarding lists")
        ordering = ("trip", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(what=Tick.WALK_ON, booking__isnull=True) | ~Q(what=Tick.WALK_ON),
                name="shuttles_walk_on_has_no_booking",
            ),
        )
        triggers = (append_only(),)

    def __str__(self) -> str:
        return f"{self.what} {self.booking_id or ''}"
