"""Inspections that were made."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.models import append_only
from apps.core.rowsecurity import through
from apps.facilities.models.facility import Facility
from apps.facilities.models.queryset import OfFacilityQuerySet
from apps.facilities.vocabulary import Result


class FacilityInspection(models.Model):
    """One inspection: when it was due, when it was made, what it found. The next one stands on the facility."""

    facility = models.ForeignKey(
        Facility, on_delete=models.PROTECT, related_name="inspections", verbose_name=_("facility"), db_index=False
    )
    due_on = models.DateField(_("due"), null=True, blank=True)
    done_on = models.DateField(_("made"))
    result = models.CharField(_("result"), max_length=12, choices=Result.choices)
    findings = models.TextField(_("findings"), blank=True, max_length=1000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"), db_index=False
    )
    at = models.DateTimeField(_("recorded"), default=clock.now)

    scope_community = "facility__community"
    row_security = through("facilities_facility", "facility_id")
    objects = OfFacilityQuerySet.as_manager()

    class Meta:
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")
        ordering = ("-done_on", "-pk")
        indexes = (models.Index(fields=("facility", "-done_on"), name="facilities_inspections"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(result=Result.PASSED) | ~Q(findings=""),
                name="facilities_findings_where_faults",
                violation_error_message=_("Write what was found."),
            ),
        )
        triggers = (append_only(),)

    def __str__(self) -> str:
        return f"{self.facility_id} {self.done_on}"
