"""What happened to a complaint."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.complaints.models.complaint import WITH_COMPLAINT, Complaint
from apps.core.models import CommunityOwned, StepLog, append_only
from apps.core.rowsecurity import STAFF, Rows


class ComplaintStep(CommunityOwned, StepLog):
    """One step of one complaint."""

    complaint = models.ForeignKey(
        Complaint, on_delete=models.PROTECT, related_name="steps", verbose_name=_("complaint")
    )
    to_staff = models.ForeignKey(
        "accounts.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("given to")
    )
    public = models.BooleanField(_("the resident sees the note"), default=False)
    facts = models.JSONField(_("what was chosen"), default=dict, blank=True)

    # A step's writer sees it: it is written in one statement with its complaint.
    row_security = Rows(other=f"by_id = {STAFF} OR {WITH_COMPLAINT}")

    class Meta:
        verbose_name = _("step of a complaint")
        verbose_name_plural = _("steps of complaints")
        ordering = ("at", "pk")
        indexes = (
            models.Index(fields=("complaint", "at"), name="complaints_step_time"),
            models.Index(fields=("community", "at"), name="complaints_step_recent"),
        )
        triggers = (append_only(),)

    @staticmethod
    def in_buildings(buildings: frozenset[int]) -> models.Q:
        """Those of complaints about given buildings."""
        return models.Q(complaint__building_id__in=buildings)

    def __str__(self) -> str:
        return f"{self.step} {self.at:%Y-%m-%d %H:%M}"
