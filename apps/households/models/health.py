"""Health of people over time, and disability as its card says."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.fields import EncryptedTextField
from apps.core.models import Stamped
from apps.core.periods import Period, PeriodQuerySet
from apps.households.models.member import Member, MemberOwned
from apps.households.vocabulary import DisabilityCategory, DisabilityGrade, Health


@pghistory.track()
class HealthRecord(MemberOwned, Period, Stamped):
    """A state of health for a time; one person may have several.

    Diagnosis and hospital are encrypted, stand in no list, and are shown by a reveal with its reason only.
    """

    member = models.ForeignKey(
        Member, on_delete=models.CASCADE, related_name="health_records", verbose_name=_("member")
    )
    health = models.CharField(_("health"), max_length=12, choices=Health.choices)
    diagnosis = EncryptedTextField(
        _("diagnosis"), purpose="households.healthrecord.diagnosis", null=True, blank=True, editable=False
    )
    hospital = EncryptedTextField(
        _("hospital"), purpose="households.healthrecord.hospital", null=True, blank=True, editable=False
    )

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("health record")
        verbose_name_plural = _("health records")
        ordering = ("-pk",)
        constraints = (
            ExclusionConstraint(
                name="households_health_once_at_a_time",
                expressions=[
                    ("member", RangeOperators.EQUAL),
                    ("health", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This state of health is already recorded for that time."),
            ),
        )

    def __str__(self) -> str:
        return str(self.get_health_display())

    @property
    def has_details(self) -> bool:
        """Whether there is anything to reveal."""
        return bool(self.diagnosis or self.hospital)


@pghistory.track()
class Disability(MemberOwned, Period, Stamped):
    """A disability as certified: category and grade, for as long as the card holds (open: no end is printed)."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="disabilities", verbose_name=_("member"))
    category = models.CharField(_("category of disability"), max_length=12, choices=DisabilityCategory.choices)
    grade = models.PositiveSmallIntegerField(_("grade of disability"), choices=DisabilityGrade.choices)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("disability card")
        verbose_name_plural = _("disability cards")
        ordering = ("-pk",)
        constraints = (
            ExclusionConstraint(
                name="households_one_disability_card_at_a_time",
                expressions=[("member", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                violation_error_message=_("A disability card is already recorded for that time. End that one first."),
            ),
            models.CheckConstraint(
                condition=Q(grade__gte=1, grade__lte=4),
                name="households_disability_grade_1_to_4",
                violation_error_message=_("The grade of a disability is 1, 2, 3 or 4."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_category_display()} · {self.get_grade_display()}"
