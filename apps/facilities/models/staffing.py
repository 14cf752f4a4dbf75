"""Who works in a facility, against how many are needed."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.models import Stamped
from apps.core.periods import Period
from apps.core.rowsecurity import through
from apps.facilities.models.facility import Facility
from apps.facilities.models.queryset import StaffingQuerySet
from apps.facilities.vocabulary import StaffRole

MOST_STAFF = 500


@pghistory.track(exclude=["created_at", "updated_at"])
class FacilityStaffing(Period, Stamped):
    """For a time: how many people of a role are needed, and how many are in post (empty: not collected)."""

    facility = models.ForeignKey(
        Facility, on_delete=models.CASCADE, related_name="staffing", verbose_name=_("facility"), db_index=False
    )
    role = models.CharField(_("role"), max_length=16, choices=StaffRole.choices)
    need = models.PositiveSmallIntegerField(_("needed"), validators=[MaxValueValidator(MOST_STAFF)])
    in_post = models.PositiveSmallIntegerField(
        _("in post"), null=True, blank=True, validators=[MaxValueValidator(MOST_STAFF)]
    )

    scope_community = "facility__community"
    row_security = through("facilities_facility", "facility_id")
    objects = StaffingQuerySet.as_manager()

    class Meta:
        verbose_name = _("staffing")
        verbose_name_plural = _("staffing")
        ordering = ("role", "-period")
        constraints = (
            ExclusionConstraint(
                name="facilities_one_staffing_a_role",
                expressions=[
                    ("facility", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This role is already recorded for that time. End that row first."),
            ),
            models.CheckConstraint(
                condition=Q(need__lte=MOST_STAFF) & (Q(in_post__isnull=True) | Q(in_post__lte=MOST_STAFF)),
                name="facilities_staffing_sane",
                violation_error_message=_("Staffing is between 0 and 500 people."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.in_post if self.in_post is not None else '?'}/{self.need}"
