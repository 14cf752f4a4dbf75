"""Vehicles and drivers, and when they cannot be had."""

from typing import Any

import pghistory
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.accounts.roles import Role
from apps.communities.models.site import OF_BUILDINGS, inside
from apps.core.fields import EncryptedTextField
from apps.core.models import CommunityOwned, Stamped
from apps.core.periods import Period, PeriodQuerySet
from apps.core.rowsecurity import STAFF, Rows, through
from apps.shuttles.models.base import OfPlace
from apps.shuttles.vocabulary import LicenceClass

MOST_SEATS = 99


@pghistory.track()
class Vehicle(OfPlace, Stamped):
    """A vehicle of a community. `seats` are for passengers; each of the wheelchair places is one of the seats."""

    plate = models.CharField(_("number plate"), max_length=12)
    name = models.CharField(pgettext_lazy("vehicle", "name"), max_length=30, blank=True)
    seats = models.PositiveSmallIntegerField(
        pgettext_lazy("vehicle", "seats"), validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)],
        help_text=_("Without the driver."),
    )  # fmt: skip
    wheelchair_places = models.PositiveSmallIntegerField(_("places for wheelchairs"), default=0)
    cost_per_km_yuan = models.DecimalField(
        _("cost of a kilometre (yuan)"), max_digits=7, decimal_places=2, null=True, blank=True
    )
    cost_per_day_yuan = models.DecimalField(
        _("cost of a day in use (yuan)"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    retired_on = models.DateField(_("no longer in use since"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("vehicle")
        verbose_name_plural = _("vehicles")
        ordering = ("community", "plate")
        constraints = (
            models.UniqueConstraint(
                fields=("community", "plate"),
                name="shuttles_plate_once",
                violation_error_message=_("This community already has a vehicle with this plate."),
            ),
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats__lte=MOST_SEATS) & Q(wheelchair_places__lte=F("seats")),
                name="shuttles_vehicle_seats_sane",
                violation_error_message=_("A vehicle has 1 to 99 seats, and no more wheelchair places than seats."),
            ),
            models.CheckConstraint(
                condition=(Q(cost_per_km_yuan__isnull=True) | Q(cost_per_km_yuan__gte=0))
                & (Q(cost_per_day_yuan__isnull=True) | Q(cost_per_day_yuan__gte=0)),
                name="shuttles_vehicle_cost_not_negative",
                violation_error_message=_("A cost cannot be negative."),
            ),
        )

    def __str__(self) -> str:
        return self.name or self.plate

    @property
    def accessible(self) -> bool:
        """Whether somebody in a wheelchair can ride."""
        return self.wheelchair_places > 0


@pghistory.track(exclude=["created_at", "updated_at"])
class Driver(CommunityOwned, Stamped):
    """A driver of a community. `staff` is the account with which he opens his trips on the phone."""

    row_security = Rows(building=OF_BUILDINGS, other=f"staff_id = {STAFF}")
    in_buildings = staticmethod(inside("community"))

    name = models.CharField(_("name"), max_length=60)
    phone = EncryptedTextField(_("phone"), purpose="shuttles.driver.phone", null=True, blank=True)
    licence_class = models.CharField(_("licence"), max_length=2, choices=LicenceClass.choices)
    licence_until = models.DateField(_("licence valid until"))
    staff = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="driver",
        verbose_name=_("account"),
    )  # fmt: skip
    left_on = models.DateField(_("no longer drives since"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("shuttle", "driver")
        verbose_name_plural = pgettext_lazy("shuttle", "drivers")
        ordering = ("community", "name", "pk")

    def __str__(self) -> str:
        return self.name


class OfVehicle(models.Model):
    """A row of a vehicle, seen with it."""

    scope_community = "vehicle__community"
    in_buildings = staticmethod(inside("vehicle__community"))
    row_security = through("shuttles_vehicle", "vehicle_id")
    objects: Any = PeriodQuerySet.as_manager()

    class Meta:
        abstract = True


@pghistory.track()
class VehicleOutage(OfVehicle, Period, Stamped):
    """Days on which a vehicle cannot be had."""

    vehicle = models.ForeignKey(Vehicle, on_delete=models.CASCADE, related_name="outages", verbose_name=_("vehicle"))
    why = models.CharField(_("why"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("outage of a vehicle")
        verbose_name_plural = _("outages of vehicles")
        ordering = ("-period", "-pk")
        constraints = (
            ExclusionConstraint(
                name="shuttles_outage_once_at_a_time",
                expressions=[("vehicle", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                violation_error_message=_("An outage is already recorded for that time."),
            ),
        )

    def __str__(self) -> str:
        return self.why


@pghistory.track()
class DriverAbsence(Period, Stamped):
    """Days on which a driver is not there."""

    scope_community = "driver__community"
    in_buildings = staticmethod(inside("driver__community"))
    row_security = through("shuttles_driver", "driver_id")
    objects: Any = PeriodQuerySet.as_manager()

    driver = models.ForeignKey(
        Driver, on_delete=models.CASCADE, related_name="absences", verbose_name=pgettext_lazy("shuttle", "driver")
    )
    why = models.CharField(_("why"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("absence of a driver")
        verbose_name_plural = _("absences of drivers")
        ordering = ("-period", "-pk")
        constraints = (
            ExclusionConstraint(
                name="shuttles_absence_once_at_a_time",
                expressions=[("driver", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                violation_error_message=_("An absence is already recorded for that time."),
            ),
        )

    def __str__(self) -> str:
        return self.why


def accounts_for(driver: int | None) -> Any:
    """The accounts of drivers that this driver (its key; None: a new one) may have: those free, and its own."""
    rows = get_user_model().objects.filter(role=Role.DRIVER, is_active=True)
    return rows.filter(Q(driver__isnull=True) | Q(driver=driver)).order_by("username")
