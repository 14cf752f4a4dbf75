"""Who looks after which household, how closely it is followed, and what happened to it."""

from typing import Self

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core import clock
from apps.core.models import Stamped
from apps.core.periods import Period, PeriodQuerySet
from apps.core.querysets import ScopedQuerySet
from apps.followups.vocabulary import REPORTED, Happened, RiskLevel
from apps.households.models import Household
from apps.households.models.household import HouseholdOwned


@pghistory.track(exclude=["created_at", "updated_at"])
class Caseload(HouseholdOwned, Period, Stamped):
    """The worker who looks after a household for a time: one at any date."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="caseloads", verbose_name=_("household")
    )
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="caseloads", verbose_name=_("worker")
    )
    why = models.CharField(_("why"), max_length=200, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("household of a worker")
        verbose_name_plural = _("caseloads")
        ordering = ("-period", "-pk")
        constraints = (
            ExclusionConstraint(
                name="followups_one_worker_a_household",
                expressions=[("household", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                violation_error_message=_("Somebody else looks after this household at that time."),
            ),
        )
        indexes = (models.Index(fields=("worker", "household"), name="followups_caseload_worker"),)

    def __str__(self) -> str:
        return f"{self.worker_id} {self.household_id}"


@pghistory.track(exclude=["created_at", "updated_at"])
class Level(HouseholdOwned, Period, Stamped):
    """How closely a household is followed for a time, and why; a household without such a row never was."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="risk_levels", verbose_name=_("household")
    )
    level = models.CharField(_("risk level"), max_length=8, choices=RiskLevel.choices)
    why = models.CharField(_("why"), max_length=200)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("set by"),
    )  # fmt: skip

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("risk level of a household")
        verbose_name_plural = _("risk levels of households")
        ordering = ("-period", "-pk")
        constraints = (
            ExclusionConstraint(
                name="followups_one_level_a_household",
                expressions=[("household", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                violation_error_message=_("This household already has a risk level at that time."),
            ),
            models.CheckConstraint(
                condition=~Q(why=""), name="followups_level_says_why", violation_error_message=_("Please write why.")
            ),
        )

    def __str__(self) -> str:
        return str(self.get_level_display())


class OccasionQuerySet(ScopedQuerySet):
    """What happened to households."""

    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(withdrawn=False)


@pghistory.track(exclude=["created_at", "updated_at"])
class Occasion(HouseholdOwned, Stamped):
    """Something that happened to a household, was told to staff and asks for a visit at once."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="occasions", verbose_name=_("household")
    )
    kind = models.CharField(_("what happened"), max_length=16, choices=REPORTED)
    happened_on = models.DateField(_("day"), default=clock.today)
    note = models.CharField(_("note"), max_length=200, blank=True)
    told_by = models.CharField(pgettext_lazy("occasion", "told by"), max_length=40, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("recorded by"),
    )  # fmt: skip
    withdrawn = models.BooleanField(_("withdrawn"), default=False)

    objects = OccasionQuerySet.as_manager()

    class Meta:
        verbose_name = _("occasion for a visit")
        verbose_name_plural = _("occasions for visits")
        ordering = ("-happened_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("household", "kind", "happened_on"),
                name="followups_occasion_once_a_day",
                violation_error_message=_("This is recorded for that day already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.happened_on} {Happened(self.kind).label}"
