"""Stops, routes, and the timetable of a season."""

from datetime import date

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.communities.models.site import inside
from apps.core import clock
from apps.core.geo import Placed
from apps.core.models import Stamped
from apps.core.querysets import ScopedQuerySet
from apps.core.rowsecurity import through
from apps.farmland.models import BusySeason
from apps.shuttles.models.base import OfPlace, OfRoute
from apps.shuttles.models.fleet import Driver, Vehicle
from apps.shuttles.vocabulary import OnHolidays, OnMakeupDays, Purpose, StopKind

EVERY_DAY = 0b1111111
LATEST = 2 * 1440 - 1  # minutes of a service day; it may end on the next
WEEKDAYS_SANE = Q(weekdays__gte=1, weekdays__lte=EVERY_DAY)
ONE_DAY = _("Choose at least one day of the week.")


def weekdays_field(**more: object) -> models.PositiveSmallIntegerField:
    """Days of the week as bits, Monday the lowest."""
    return models.PositiveSmallIntegerField(
        _("days of the week"), default=EVERY_DAY,
        validators=[MinValueValidator(1, ONE_DAY), MaxValueValidator(EVERY_DAY)], **more,  # type: ignore[arg-type]
    )  # fmt: skip


@pghistory.track()
class ShuttleStop(OfPlace, Placed, Stamped):
    """A stop. `code` stands on the board at the stop and in the addresses of its feeds."""

    name = models.CharField(pgettext_lazy("place", "name"), max_length=40)
    code = models.SlugField(pgettext_lazy("stop", "code"), max_length=12)
    kind = models.CharField(_("kind"), max_length=10, choices=StopKind.choices, default=StopKind.COMMUNITY)
    accessible = models.BooleanField(_("fit for wheelchairs"), null=True, blank=True)
    closed_on = models.DateField(_("given up on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("shuttle", "stop")
        verbose_name_plural = pgettext_lazy("shuttle", "stops")
        ordering = ("community", "code")
        constraints = (
            models.UniqueConstraint(
                fields=("community", "code"),
                name="shuttles_stop_code_once",
                violation_error_message=_("This community already has a stop with this code."),
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="shuttles_stop_place_whole",
                violation_error_message=_("A place needs both latitude and longitude."),
            ),
        )

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class ShuttleRoute(OfPlace, Stamped):
    """A line through stops in one direction; `fare_yuan` is for one rider, 0 where the ride is free."""

    code = models.SlugField(pgettext_lazy("route", "code"), max_length=12)
    name = models.CharField(pgettext_lazy("route", "name"), max_length=40)
    purpose = models.CharField(_("purpose"), max_length=8, choices=Purpose.choices)
    fare_yuan = models.DecimalField(_("fare (yuan)"), max_digits=6, decimal_places=2, default=0)
    closed_on = models.DateField(_("given up on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("shuttle", "route")
        verbose_name_plural = pgettext_lazy("shuttle", "routes")
        ordering = ("community", "code")
        constraints = (
            models.UniqueConstraint(
                fields=("community", "code"),
                name="shuttles_route_code_once",
                violation_error_message=_("This community already has a route with this code."),
            ),
            models.CheckConstraint(
                condition=Q(fare_yuan__gte=0),
                name="shuttles_fare_not_negative",
                violation_error_message=_("A fare cannot be negative."),
            ),
        )

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class RouteStop(OfRoute, Stamped):
    """A stop of a route: its place in the line from 0, minutes and kilometres from the first stop."""

    route = models.ForeignKey(
        ShuttleRoute, on_delete=models.CASCADE, related_name="stops", verbose_name=pgettext_lazy("shuttle", "route")
    )
    stop = models.ForeignKey(
        ShuttleStop, on_delete=models.PROTECT, related_name="+", verbose_name=pgettext_lazy("shuttle", "stop")
    )
    place = models.PositiveSmallIntegerField(_("place in the line"))
    minutes = models.PositiveSmallIntegerField(_("minutes from the first stop"))
    km = models.DecimalField(_("km from the first stop"), max_digits=6, decimal_places=2, default=0)

    class Meta:
        verbose_name = _("stop of a route")
        verbose_name_plural = _("stops of routes")
        ordering = ("route", "place")
        constraints = (
            models.UniqueConstraint(
                fields=("route", "place"),
                name="shuttles_route_place_once",
                violation_error_message=_("There is already a stop at this place of the route."),
            ),
            models.CheckConstraint(
                condition=(Q(place=0, minutes=0, km=0) | Q(place__gt=0, minutes__gt=0))
                & Q(minutes__lt=1440, km__gte=0),
                name="shuttles_route_times_from_first",
                violation_error_message=_("Minutes and kilometres count from the first stop, which has none."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.place} {self.stop_id}"


@pghistory.track()
class ShuttleSeason(OfPlace, Stamped):
    """The days, both included, for which a timetable holds; a field season may follow the county's farm calendar.

    `unlaid_from` is the first day whose trips could not be put on the calendar when that was last tried, `unlaid_why`
    what stood in the way.
    """

    name = models.CharField(pgettext_lazy("shuttle season", "name"), max_length=40)
    purpose = models.CharField(_("purpose"), max_length=8, choices=Purpose.choices)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    busy_season = models.ForeignKey(
        BusySeason, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("busy season")
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    unlaid_from = models.DateField(_("trips missing from"), null=True, blank=True, editable=False)
    unlaid_why = models.CharField(_("why trips are missing"), max_length=300, blank=True, editable=False)

    class Meta:
        verbose_name = _("shuttle season")
        verbose_name_plural = _("shuttle seasons")
        ordering = ("-first_day", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("community", "name"),
                name="shuttles_season_name_once",
                violation_error_message=_("This community already has a season of this name."),
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="shuttles_season_in_order",
                violation_error_message=_("The last day comes after the first."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def ahead_from(self) -> date:
        """The first day of it that is to come: today, or its first day where it has not begun."""
        return max(self.first_day, clock.today())


@pghistory.track()
class ServicePattern(OfPlace, Stamped):
    """On which days a run runs: days of the week, and what holidays and make-up days do to them."""

    name = models.CharField(pgettext_lazy("pattern of days", "name"), max_length=40)
    weekdays = weekdays_field()
    on_holidays = models.CharField(
        _("on public holidays"), max_length=10, choices=OnHolidays.choices, default=OnHolidays.RUN
    )
    on_makeup_days = models.CharField(
        _("on make-up days"), max_length=10, choices=OnMakeupDays.choices, default=OnMakeupDays.RUN
    )

    class Meta:
        verbose_name = _("pattern of days")
        verbose_name_plural = _("patterns of days")
        ordering = ("community", "name")
        constraints = (
            models.UniqueConstraint(
                fields=("community", "name"),
                name="shuttles_pattern_name_once",
                violation_error_message=_("This community already has a pattern of this name."),
            ),
            models.CheckConstraint(
                condition=WEEKDAYS_SANE, name="shuttles_pattern_weekdays", violation_error_message=ONE_DAY
            ),
        )

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class ServiceException(Stamped):
    """A single day on which a pattern runs although it would not, or does not although it would."""

    scope_community = "pattern__community"
    in_buildings = staticmethod(inside("pattern__community"))
    row_security = through("shuttles_servicepattern", "pattern_id")
    objects = ScopedQuerySet.as_manager()

    pattern = models.ForeignKey(
        ServicePattern, on_delete=models.CASCADE, related_name="exceptions", verbose_name=_("pattern of days")
    )
    day = models.DateField(_("day"))
    runs = models.BooleanField(_("runs"))
    why = models.CharField(_("why"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("exception of a day")
        verbose_name_plural = _("exceptions of days")
        ordering = ("pattern", "day")
        constraints = (
            models.UniqueConstraint(
                fields=("pattern", "day"),
                name="shuttles_exception_once_a_day",
                violation_error_message=_("This day already has an exception."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.day}"


@pghistory.track()
class Run(OfPlace, Stamped):
    """A line of a season's timetable. `departs_at`: minutes of the service day, which may pass 1440."""

    season = models.ForeignKey(
        ShuttleSeason, on_delete=models.PROTECT, related_name="runs", verbose_name=_("shuttle season")
    )
    route = models.ForeignKey(
        ShuttleRoute, on_delete=models.PROTECT, related_name="runs", verbose_name=pgettext_lazy("shuttle", "route")
    )
    pattern = models.ForeignKey(
        ServicePattern, on_delete=models.PROTECT, related_name="runs", verbose_name=_("pattern of days")
    )
    departs_at = models.PositiveSmallIntegerField(
        _("departs at (minute of the day)"), validators=[MaxValueValidator(LATEST)]
    )
    vehicle = models.ForeignKey(
        Vehicle, null=True, blank=True, on_delete=models.PROTECT, related_name="runs", verbose_name=_("vehicle")
    )
    driver = models.ForeignKey(
        Driver, null=True, blank=True, on_delete=models.PROTECT, related_name="runs",
        verbose_name=pgettext_lazy("shuttle", "driver"),
    )  # fmt: skip
    accessible = models.BooleanField(_("needs a vehicle with wheelchair places"), default=False)
    ended_on = models.DateField(_("no longer runs from"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("run of the timetable")
        verbose_name_plural = _("runs of the timetable")
        ordering = ("season", "departs_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(departs_at__lte=LATEST),
                name="shuttles_run_within_two_days",
                violation_error_message=_("A run departs on its service day or the night after it."),
            ),
        )

    def __str__(self) -> str:
        from apps.shuttles.times import clock_words  # which knows this model

        return clock_words(self.departs_at)
