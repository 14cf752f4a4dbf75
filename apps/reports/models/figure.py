"""Figures set down in a report."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models import CommunityOwned
from apps.reports.models.report import MonthlyReport
from apps.reports.workflow import FROZEN

FROZEN_SQL = ", ".join(f"'{state.value}'" for state in FROZEN)


class ReportFigure(CommunityOwned):
    """One line of a report as it was confirmed, with its words and the keys of the cases behind it.

    `texts` holds name, unit, definition and group in both languages; `case_ids` are primary keys of `case_model` and
    no personal data.
    """

    report = models.ForeignKey(
        MonthlyReport, on_delete=models.CASCADE, related_name="figures", verbose_name=_("monthly report")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    key = models.CharField(_("figure"), max_length=60)
    section = models.CharField(_("section"), max_length=20)
    kind = models.CharField(_("kind"), max_length=8)
    texts = models.JSONField(_("words"))
    collected = models.BooleanField(_("collected"))
    value = models.DecimalField(_("this month"), max_digits=14, decimal_places=1, null=True)
    numerator = models.BigIntegerField(_("numerator"), null=True)
    denominator = models.BigIntegerField(_("denominator"), null=True)
    extra = models.JSONField(_("beside it"), default=dict)
    cumulative = models.DecimalField(_("this year"), max_digits=14, decimal_places=1, null=True)
    cumulative_collected = models.BooleanField(_("this year collected"), null=True)
    before = models.DecimalField(_("last month"), max_digits=14, decimal_places=1, null=True)
    change = models.DecimalField(_("change"), max_digits=14, decimal_places=1, null=True)
    case_model = models.CharField(_("what the cases are"), max_length=60, blank=True)
    case_ids = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        verbose_name = _("figure of a report")
        verbose_name_plural = _("figures of reports")
        ordering = ("report", "position")
        constraints = (
            models.UniqueConstraint(
                fields=("report", "key"),
                name="reports_figure_once",
                violation_error_message=_("A report shows each figure once."),
            ),
            models.CheckConstraint(
                condition=models.Q(collected=True) | models.Q(value__isnull=True),
                name="reports_not_collected_has_no_value",
                violation_error_message=_("What was not collected has no value, not even 0."),
            ),
        )
        triggers = (
            pgtrigger.Protect(name="unchanged", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="frozen_with_report",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Delete,
                declare=[("key_of_report", "bigint")],
                func=f"""
                IF TG_OP = 'DELETE' THEN key_of_report := OLD.report_id; ELSE key_of_report := NEW.report_id; END IF;
                IF (SELECT state FROM reports_monthlyreport WHERE id = key_of_report) IN ({FROZEN_SQL}) THEN
                    RAISE EXCEPTION 'pgtrigger: figures of a submitted report are frozen';
                END IF;
                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                RETURN NEW;
                """,
            ),
        )

    def __str__(self) -> str:
        return self.key
