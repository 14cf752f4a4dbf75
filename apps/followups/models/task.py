"""Tasks for a household: referrals, follow-ups, documents to bring."""

from datetime import date
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import FSMModelMixin

from apps.core import clock
from apps.core.models import Stamped, StepLog, append_only
from apps.core.querysets import ScopedQuerySet
from apps.core.rowsecurity import through
from apps.core.workflow import state_field
from apps.followups.models.base import living_in
from apps.followups.models.visit import Visit
from apps.followups.vocabulary import TaskKind
from apps.followups.workflow import TASK_WORKFLOW, TaskState
from apps.households.models import Household
from apps.households.models.household import HouseholdOwned


class TaskQuerySet(ScopedQuerySet):
    """Tasks."""

    def open(self) -> Self:
        """Still to be done."""
        return self.filter(state=TaskState.OPEN)

    def overdue(self, day: date | None = None) -> Self:
        """To be done, and the day is past."""
        return self.open().filter(due_on__lt=day or clock.today())


class Task(FSMModelMixin, HouseholdOwned, Stamped):
    """Something to be done for a household by a day. Without an owner it stands on the manager's list."""

    household = models.ForeignKey(
        Household, on_delete=models.CASCADE, related_name="tasks", verbose_name=_("household")
    )
    visit = models.ForeignKey(
        Visit, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks", verbose_name=_("visit")
    )
    kind = models.CharField(_("kind of task"), max_length=12, choices=TaskKind.choices, default=TaskKind.FOLLOW_UP)
    text = models.CharField(_("what is to be done"), max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="followup_tasks",
        verbose_name=pgettext_lazy("task", "owner"), db_index=False,
    )  # fmt: skip
    due_on = models.DateField(pgettext_lazy("task", "due on"))
    state = state_field(TASK_WORKFLOW, verbose_name=_("state"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("opened by"),
    )  # fmt: skip
    done_on = models.DateField(pgettext_lazy("task", "done on"), null=True, blank=True)
    escalated_at = models.DateTimeField(_("told to the manager"), null=True, blank=True, editable=False)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ("due_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(text=""),
                name="followups_task_says_what",
                violation_error_message=_("Please write what is to be done."),
            ),
            models.CheckConstraint(
                condition=~Q(state=TaskState.DONE) | Q(done_on__isnull=False), name="followups_done_task_has_a_day"
            ),
        )
        indexes = (
            models.Index(fields=("owner", "due_on"), condition=Q(state="open"), name="followups_tasks_of_owner"),
            models.Index(fields=("community", "due_on"), condition=Q(state="open"), name="followups_tasks_due"),
        )
        triggers = (pgtrigger.FSM(name="allowed_steps", field="state", transitions=list(TASK_WORKFLOW.edges())),)

    def __str__(self) -> str:
        return self.text

    @property
    def is_overdue(self) -> bool:
        """The same as TaskQuerySet.overdue, which a test proves."""
        return self.state == TaskState.OPEN and self.due_on < clock.today()


class TaskStep(StepLog):
    """One step of one task, seen with it."""

    scope_community = "task__community"
    in_buildings = staticmethod(living_in("task__household"))
    row_security = through("followups_task", "task_id")
    objects: Any = ScopedQuerySet.as_manager()

    task = models.ForeignKey(
        Task, on_delete=models.PROTECT, related_name="steps", verbose_name=_("task"), db_index=False
    )

    class Meta:
        verbose_name = _("step of a task")
        verbose_name_plural = _("steps of tasks")
        ordering = ("at", "pk")
        indexes = (models.Index(fields=("task", "at"), name="followups_task_steps"),)
        triggers = (append_only(),)

    def __str__(self) -> str:
        return f"{self.step} {self.at:%Y-%m-%d %H:%M}"
