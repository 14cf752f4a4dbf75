"""The stage of integration of a household over time, as a person decided it, with the evidence it rests on."""

from typing import Any, Self

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.models import Stamped
from apps.core.periods import Period, PeriodQuerySet
from apps.followups.assessing.stages import Stage
from apps.households.models import Household
from apps.households.models.household import HouseholdOwned


class StageQuerySet(PeriodQuerySet):
    """Stages."""

    def fallen_back(self) -> Self:
        """Periods that follow one of a later stage."""
        later = {
            Stage.DEMAND: (Stage.RESHAPING, Stage.EQUALITY),
            Stage.RESHAPING: (Stage.EQUALITY,),
        }
        before = self.model._default_manager.filter(
            household=models.OuterRef("household"), period__endswith=models.OuterRef("period__startswith")
        )
        found = Q()
        for stage, stages in later.items():
            found |= Q(stage=stage) & Q(models.Exists(before.filter(stage__in=stages)))
        return self.filter(found)


@pghistory.track(exclude=["created_at", "updated_at"])
class IntegrationStage(HouseholdOwned, Period, Stamped):
    """How far a household had settled in for a time. No row: nobody decided, which is not the first stage.

    `proposed` is what the evidence spoke for on that day, "" where nothing was known; `evidence` is kept as it was
    then: [{"key", "verdict", "value", "source"}] by the headings of assessing/stages.py.
    """

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="integration_stages", verbose_name=_("household")
    )
    stage = models.CharField(_("stage of integration"), max_length=12, choices=Stage.choices)
    proposed = models.CharField(_("proposed from the evidence"), max_length=12, choices=Stage.choices, blank=True)
    evidence: Any = models.JSONField(_("evidence"), default=list, blank=True)
    why = models.CharField(_("reason"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=pgettext_lazy("integration stage", "decided by"),
    )  # fmt: skip

    objects = StageQuerySet.as_manager()

    class Meta:
        verbose_name = _("stage of integration")
        verbose_name_plural = _("stages of integration")
        ordering = ("-period", "-pk")
        constraints = (
            ExclusionConstraint(
                name="followups_one_stage_at_a_time",
                expressions=[("household", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                violation_error_message=_("The stage of this household is already decided for that time."),
            ),
            models.CheckConstraint(
                condition=Q(stage=F("proposed")) | ~Q(why=""),
                name="followups_stage_says_why",
                violation_error_message=_("Write why the stage is another than the evidence speaks for."),
            ),
        )

    def __str__(self) -> str:
        return str(self.get_stage_display())
