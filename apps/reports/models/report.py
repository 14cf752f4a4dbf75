"""Monthly reports."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin

from apps.accounts.roles import Role
from apps.core.models import CommunityOwned, Stamped
from apps.core.querysets import ScopedQuerySet
from apps.core.workflow import state_field
from apps.reports.workflow import FROZEN, WORKFLOW, State

SEALED = ("community", "month", "version", "problems", "plan", "annex", "heading", "content_hash", "replaces")


class MonthlyReportQuerySet(ScopedQuerySet):
    """Reports, and who sees which."""

    def visible_to(self, user: Any) -> Self:
        """Within scope. A draft is the community's own: others see a report once it is submitted."""
        rows = super().visible_to(user)
        return rows if getattr(user, "role", "") == Role.COMMUNITY_MANAGER else rows.submitted()

    def submitted(self) -> Self:
        """Those that have reached the township."""
        return self.filter(state__in=FROZEN)

    def live(self) -> Self:
        """The newest version of each month."""
        return self.exclude(state=State.SUPERSEDED)


def _staff(label: Any) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+",
        verbose_name=label,
    )  # fmt: skip


class MonthlyReport(FSMModelMixin, CommunityOwned, Stamped):
    """One version of a community's report on one month (月报).

    The figures are counted anew while it is a draft, set down when the community confirms, and sealed with the texts
    and a hash when it is submitted. From then on a trigger refuses every change but the next step.
    """

    month = models.DateField(_("month"), help_text=_("its first day"))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    state = state_field(WORKFLOW, verbose_name=_("state"))
    problems = models.TextField(_("problems"), blank=True, max_length=4000)
    plan = models.TextField(_("plan for next month"), blank=True, max_length=4000)
    annex = models.TextField(
        _("annex: matters to be coordinated"), blank=True, max_length=4000,
        help_text=_("A report carries no requests for decision: what others must help with stands here."),
    )  # fmt: skip
    heading = models.JSONField(_("names as they were"), default=dict, editable=False)
    content_hash = models.CharField(_("content hash (SHA-256)"), max_length=64, blank=True, editable=False)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="replaced_by",
        verbose_name=_("replaces"),
    )  # fmt: skip
    made_by = _staff(_("drafted by"))
    confirmed_by, confirmed_at = _staff(_("confirmed by")), models.DateTimeField(_("confirmed"), null=True, blank=True)
    submitted_by, submitted_at = _staff(_("submitted by")), models.DateTimeField(_("submitted"), null=True, blank=True)
    decided_by, decided_at = _staff(_("decided by")), models.DateTimeField(_("decided"), null=True, blank=True)

    objects = MonthlyReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("monthly report")
        verbose_name_plural = _("monthly reports")
        ordering = ("-month", "community", "-version")
        constraints = (
            models.UniqueConstraint(
                fields=("community", "month", "version"),
                name="reports_version_once",
                violation_error_message=_("This version of the report already exists."),
            ),
            models.UniqueConstraint(
                fields=("community", "month"),
                condition=~Q(state=State.SUPERSEDED),
                name="reports_one_live_version",
                violation_error_message=_("This month already has a report. Open that one."),
            ),
            models.CheckConstraint(
                condition=Q(month__day=1),
                name="reports_month_is_its_first_day",
                violation_error_message=_("A month is given by its first day."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=FROZEN) | (~Q(content_hash="") & Q(submitted_by__isnull=False)),
                name="reports_submitted_is_sealed",
                violation_error_message=_("A submitted report has a hash and somebody who submitted it."),
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | (
                    (Q(confirmed_by__isnull=True) | ~Q(decided_by=F("confirmed_by")))
                    & (Q(submitted_by__isnull=True) | ~Q(decided_by=F("submitted_by")))
                ),
                name="reports_four_eyes",
                violation_error_message=_("A report is decided by somebody other than those who made it."),
            ),
        )
        indexes = (models.Index(fields=("-month", "community", "-version"), name="reports_newest"),)
        triggers = (
            pgtrigger.FSM(name="allowed_steps", field="state", transitions=list(WORKFLOW.edges())),
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="sealed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__in=[state.value for state in FROZEN])
                & pgtrigger.Q(
                    *(pgtrigger.Q(**{f"old__{name}__df": pgtrigger.F(f"new__{name}")}) for name in SEALED),
                    _connector=Q.OR,
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.community} {self.month:%Y-%m} v{self.version}"

    @property
    def is_frozen(self) -> bool:
        return self.state in FROZEN

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT
