"""Tool lockers (农具间) and who has one."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.geo import Placed
from apps.core.models import Stamped
from apps.core.periods import Period, PeriodQuerySet
from apps.gardens.models.base import SiteOwned
from apps.gardens.models.zone import GardenZone
from apps.gardens.vocabulary import Condition
from apps.households.models import Household
from apps.households.models.household import HouseholdOwned


@pghistory.track()
class ToolLocker(SiteOwned, Placed, Stamped):
    """A locker for tools, at a garden zone or elsewhere in the community."""

    zone = models.ForeignKey(
        GardenZone, null=True, blank=True, on_delete=models.PROTECT, related_name="lockers",
        verbose_name=_("garden zone"),
    )  # fmt: skip
    number = models.CharField(_("locker number"), max_length=12)
    size_l = models.PositiveSmallIntegerField(_("size (litres)"), null=True, blank=True)
    accessible = models.BooleanField(_("fit for disabled people"), default=False)
    condition = models.CharField(_("condition"), max_length=10, choices=Condition.choices, default=Condition.GOOD)
    retired_on = models.DateField(_("given up on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("tool locker")
        verbose_name_plural = _("tool lockers")
        ordering = ("community", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("community", "number"),
                name="gardens_locker_number_once",
                violation_error_message=_("This community already has a locker with this number."),
            ),
            models.CheckConstraint(
                condition=Q(size_l__isnull=True) | Q(size_l__gte=10, size_l__lte=5000),
                name="gardens_locker_size_sane",
                violation_error_message=_("A locker holds between 10 and 5,000 litres."),
            ),
        )

    def __str__(self) -> str:
        return self.number


@pghistory.track()
class LockerHolding(HouseholdOwned, Period, Stamped):
    """The household that has a locker for a time."""

    locker = models.ForeignKey(
        ToolLocker, on_delete=models.PROTECT, related_name="holdings", verbose_name=_("tool locker")
    )
    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="locker_holdings", verbose_name=_("household")
    )

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("locker held")
        verbose_name_plural = _("lockers held")
        ordering = ("-pk",)
        constraints = (
            ExclusionConstraint(
                name="gardens_one_holder_a_locker",
                expressions=[("locker", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                violation_error_message=_("Another household has this locker at that time."),
            ),
            ExclusionConstraint(
                name="gardens_one_locker_a_household",
                expressions=[("household", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                violation_error_message=_("This household already has a locker at that time."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.locker_id} {self.household_id}"
