"""How a household really lives, in dated periods: registered is not present."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.models import Stamped
from apps.core.periods import Period, PeriodQuerySet
from apps.households.models.household import Household, HouseholdOwned
from apps.households.vocabulary import ResidenceStatus, SecondHome


@pghistory.track()
class Presence(HouseholdOwned, Period, Stamped):
    """How a household really lives for a time: at home, away for work, two homes, moved back, vacant.

    `months_at_home` is said for two homes only: months of a year that they are here (0–12). `reason` says why there
    are two homes, or why they moved back.
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="presences", verbose_name=_("household")
    )
    status = models.CharField(_("residence status"), max_length=16, choices=ResidenceStatus.choices)
    place = models.CharField(_("where"), max_length=80, blank=True)
    reason = models.CharField(
        _("why"), max_length=16, choices=SecondHome.choices, blank=True, default="", db_default=""
    )
    months_at_home = models.PositiveSmallIntegerField(_("months at home a year"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presence")
        ordering = ("-pk",)
        constraints = (
            ExclusionConstraint(
                name="households_one_presence_at_a_time",
                expressions=[("household", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                violation_error_message=_("The presence of this household is already recorded for that time."),
            ),
            models.CheckConstraint(
                condition=Q(months_at_home__isnull=True) | Q(status="dual", months_at_home__lte=12),
                name="households_months_at_home_of_two_homes",
                violation_error_message=_("Months at home (0 to 12) are said only of a household with two homes."),
            ),
            models.CheckConstraint(
                condition=Q(reason="") | Q(status__in=("dual", "returned")),
                name="households_reason_of_two_homes",
                violation_error_message=_("A reason is said only of two homes or of having moved back."),
            ),
        )
