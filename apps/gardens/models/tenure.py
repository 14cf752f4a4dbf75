"""Who has which plot, over time."""

from typing import Self

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin

from apps.core import clock
from apps.core.models import Stamped, StepLog, append_only
from apps.core.periods import Period, PeriodQuerySet
from apps.core.rowsecurity import through
from apps.core.workflow import state_field
from apps.gardens.models.offer import GardenOffer
from apps.gardens.models.round import GardenRound
from apps.gardens.models.zone import GardenPlot
from apps.gardens.vocabulary import EndedBy
from apps.gardens.workflow import LIVE, TENURE_WORKFLOW, TenureState
from apps.households.models import Household
from apps.households.models.household import HouseholdOwned


class TenureQuerySet(PeriodQuerySet):
    """Tenures."""

    def live(self) -> Self:
        """In use or idle: neither ended nor reclaimed."""
        return self.filter(state__in=LIVE)

    def cure_overdue(self) -> Self:
        """Idle, and the day until which it was to be in use again is past."""
        return self.filter(state=TenureState.IDLE, cure_by__lt=clock.today())

    def of_departed(self) -> Self:
        """Live ones of households that left the register: their plots are to be reclaimed."""
        return self.live().filter(household__left_on__lte=clock.today())


@pghistory.track(exclude=["created_at", "updated_at"])
class GardenTenure(FSMModelMixin, HouseholdOwned, Period, Stamped):
    """A household's plot for a time: one plot per household and one household per plot at any date."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="garden_tenures", verbose_name=_("household")
    )
    plot = models.ForeignKey(
        GardenPlot, on_delete=models.PROTECT, related_name="tenures", verbose_name=_("garden plot")
    )
    round = models.ForeignKey(
        GardenRound, null=True, blank=True, on_delete=models.PROTECT, related_name="tenures",
        verbose_name=_("garden round"),
    )  # fmt: skip
    offer = models.OneToOneField(
        GardenOffer, null=True, blank=True, on_delete=models.PROTECT, related_name="tenure",
        verbose_name=_("offer of a plot"),
    )  # fmt: skip
    state = state_field(TENURE_WORKFLOW, verbose_name=_("state"))
    idle_since = models.DateField(_("idle since"), null=True, blank=True, editable=False)
    cure_by = models.DateField(_("to be in use again by"), null=True, blank=True, editable=False)
    ended_by = models.CharField(_("ended"), max_length=12, choices=EndedBy.choices, blank=True, editable=False)

    objects = TenureQuerySet.as_manager()

    class Meta:
        verbose_name = _("tenure of a plot")
        verbose_name_plural = _("tenures of plots")
        ordering = ("-period", "-pk")
        constraints = (
            ExclusionConstraint(
                name="gardens_one_plot_a_household",
                expressions=[("household", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                violation_error_message=_("This household already has a plot at that time."),
            ),
            ExclusionConstraint(
                name="gardens_one_holder_a_plot",
                expressions=[("plot", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                violation_error_message=_("Another household has this plot at that time."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=LIVE, ended_by="") | (~Q(state__in=LIVE) & ~Q(ended_by="")),
                name="gardens_tenure_ended_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state=TenureState.IDLE) | Q(idle_since__isnull=False, cure_by__isnull=False),
                name="gardens_idle_has_a_day",
            ),
        )
        indexes = (
            models.Index(fields=("cure_by",), condition=Q(state=TenureState.IDLE), name="gardens_idle_due"),
            models.Index(fields=("community", "state"), name="gardens_tenure_state"),
        )
        triggers = (pgtrigger.FSM(name="allowed_steps", field="state", transitions=list(TENURE_WORKFLOW.edges())),)

    def __str__(self) -> str:
        return f"{self.plot_id} {self.household_id}"

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def is_cure_overdue(self) -> bool:
        """The same as TenureQuerySet.cure_overdue, which a test proves."""
        return self.state == TenureState.IDLE and self.cure_by is not None and self.cure_by < clock.today()


WITH_TENURE = through("gardens_gardentenure", "tenure_id")


class TenureStep(HouseholdOwned, StepLog):
    """One step of one tenure."""

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="+", db_index=False)
    tenure = models.ForeignKey(
        GardenTenure, on_delete=models.PROTECT, related_name="steps", verbose_name=_("tenure of a plot"), db_index=False
    )

    class Meta:
        verbose_name = _("step of a tenure")
        verbose_name_plural = _("steps of tenures")
        ordering = ("at", "pk")
        indexes = (models.Index(fields=("tenure", "at"), name="gardens_tenure_steps"),)
        triggers = (append_only(),)

    def __str__(self) -> str:
        return f"{self.step} {self.at:%Y-%m-%d %H:%M}"
