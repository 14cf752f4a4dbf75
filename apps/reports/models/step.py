"""What happened to a report."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models import CommunityOwned, StepLog, append_only
from apps.reports.models.report import MonthlyReport


class ReportStep(CommunityOwned, StepLog):
    """One step of one version of a report."""

    report = models.ForeignKey(
        MonthlyReport, on_delete=models.PROTECT, related_name="steps", verbose_name=_("monthly report")
    )

    class Meta:
        verbose_name = _("step of a report")
        verbose_name_plural = _("steps of reports")
        ordering = ("at", "pk")
        indexes = (models.Index(fields=("report", "at"), name="reports_step_time"),)
        triggers = (append_only(),)

    def __str__(self) -> str:
        return f"{self.step} {self.at:%Y-%m-%d %H:%M}"
