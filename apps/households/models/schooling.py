"""Who is at school where, for a time."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models import Stamped
from apps.core.periods import Period, PeriodQuerySet
from apps.households.models.member import Member, MemberOwned
from apps.households.vocabulary import Stage


@pghistory.track()
class Schooling(MemberOwned, Period, Stamped):
    """A person's time at a school. What they attained in the end stands at the person (Member.education)."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="schoolings", verbose_name=_("member"))
    stage = models.CharField(_("stage of schooling"), max_length=12, choices=Stage.choices)
    school = models.CharField(_("school"), max_length=60, blank=True, default="", db_default="")
    grade = models.CharField(_("class or year"), max_length=20, blank=True, default="", db_default="")
    boarding = models.BooleanField(_("boards at school"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("schooling")
        verbose_name_plural = _("schooling")
        ordering = ("-pk",)
        constraints = (
            ExclusionConstraint(
                name="households_one_school_at_a_time",
                expressions=[("member", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                violation_error_message=_("This person is already at a school at that time. End that one first."),
            ),
        )

    def __str__(self) -> str:
        return str(self.get_stage_display())
