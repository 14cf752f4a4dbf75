"""What happened to a facility."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models import StepLog, append_only
from apps.core.rowsecurity import through
from apps.facilities.models.facility import Facility
from apps.facilities.models.queryset import OfFacilityQuerySet


class FacilityStep(StepLog):
    """One step of one facility; the first is `register`, which says in which state it began."""

    facility = models.ForeignKey(
        Facility, on_delete=models.PROTECT, related_name="steps", verbose_name=_("facility"), db_index=False
    )

    scope_community = "facility__community"
    row_security = through("facilities_facility", "facility_id")
    objects = OfFacilityQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of a facility")
        verbose_name_plural = _("steps of facilities")
        ordering = ("at", "pk")
        indexes = (models.Index(fields=("facility", "at"), name="facilities_steps"),)
        triggers = (append_only(),)

    def __str__(self) -> str:
        return f"{self.step} {self.at:%Y-%m-%d %H:%M}"
