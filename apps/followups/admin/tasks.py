"""Tasks for households: their list, and the page of one with its steps and its story."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy
from unfold.decorators import display

from apps.core import ui
from apps.core.admin import ScopedAdmin
from apps.core.deeds import Deed, DeedPages
from apps.core.forms import WhyForm
from apps.core.story import story
from apps.followups.actions import BY_TASK_STEP
from apps.followups.admin.columns import change_url, listed, visit_rows
from apps.followups.filters import TaskFilter
from apps.followups.forms import HowForm, OwnerForm, ShiftForm
from apps.followups.looks import TASK_ICONS, task_chip
from apps.followups.models import Task, Visit
from apps.followups.policies import may_task
from apps.followups.workflow import TASK_STEPS
from apps.households.admin.columns import HouseholdColumns
from apps.households.shown import home_link

AROUND = 5  # visits shown beside it
ICONS = {"done": "task_alt", "extend": "event_repeat", "hand_over": "person_add", "cancel": "event_busy"}
FORMS: dict[str, Any] = {
    "done": lambda row, user, data: HowForm(data),
    "extend": lambda row, user, data: ShiftForm(data, initial={"due_on": row.due_on}),
    "hand_over": lambda row, user, data: OwnerForm(row.household, data),
    "cancel": lambda row, user, data: WhyForm(data),
}


def _deed(step: str) -> Deed:
    def act(row: Task, user: Any, answers: dict[str, Any]) -> None:
        BY_TASK_STEP[step](task=row, by=user, **answers)

    return Deed(step, TASK_STEPS[step].word, act, lambda row, user: may_task(row, step, user), icon=ICONS[step],
                form=FORMS[step], careful=step == "cancel")  # fmt: skip


@admin.register(Task)
class TaskAdmin(DeedPages, HouseholdColumns, ScopedAdmin):
    """What is to be done for households, by whom, by when."""

    list_display = ("title", "whose", "state_column", "owner_column", "due_column", "told")
    more_columns = ("code", "in_community", "kind_column", "opened", "done_column")
    filterset_class = TaskFilter
    ordering = ("due_on", "pk")
    list_before_template = "core/links.html"
    list_title = pgettext_lazy("followups", "Tasks")
    empty_title = _("No tasks here")
    empty_text = _(
        "Tasks come out of visits, or are opened in a household's file: a referral, a follow-up, a document."
    )

    deeds = tuple(_deed(step) for step in FORMS)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("owner", "opened_by", "visit", "community")

    def opening(self, request: HttpRequest) -> str:
        """Without a question, what is to be done."""
        kept = super().opening(request)
        return kept if kept or request.GET or request.method != "GET" else "state=open"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # on the page of a visit, or in the household's file

    def page_title(self, row: Any) -> str:
        return row.text

    def page_context(self, row: Any, user: Any, request: HttpRequest) -> dict[str, Any]:
        words = {name: step.word for name, step in TASK_STEPS.items()}
        return {
            "head": {"icon": TASK_ICONS[row.kind], "words": row.text, "chips": [task_chip(row)], "link": _visit(row)},
            "facts": [
                (_t("household"), home_link(row.household, tab="visits")),
                (_t("kind of task"), row.get_kind_display()),
                (pgettext("task", "owner"), str(row.owner) if row.owner_id else _t("nobody yet: the manager's")),
                (pgettext("task", "due on"), ui.exact(row.due_on)),
                (pgettext("task", "opened"), f"{ui.exact(row.created_at)} · {row.opened_by or _t('by the system')}"),
                *([(pgettext("task", "done on"), ui.exact(row.done_on))] if row.done_on else []),
                *([(_t("told to the manager"), ui.exact(row.escalated_at))] if row.escalated_at else []),
            ],
            "entries": story(row.steps, {**words, "open": pgettext("task", "Opened")}, pgettext("task", "Opened")),
            "parts": [_visits(row, user)],
        }

    @display(description=_("what is to be done"), ordering="text")
    def title(self, row: Task) -> Any:
        return ui.named(TASK_ICONS[row.kind], row.text, row.get_kind_display())

    def export_title(self, row: Task) -> str:
        return row.text

    @display(description=_("state"), ordering="state")
    def state_column(self, row: Task) -> Any:
        return task_chip(row)

    @display(description=pgettext_lazy("task", "owner"), ordering="owner__name")
    def owner_column(self, row: Task) -> Any:
        return str(row.owner) if row.owner_id else ui.chip("due", _("nobody"), icon="person_off")

    def export_owner_column(self, row: Task) -> str | None:
        return str(row.owner) if row.owner_id else None

    @display(description=pgettext_lazy("task", "due on"), ordering="due_on")
    def due_column(self, row: Task) -> str:
        return ui.exact(row.due_on)

    @display(description=_("told to the manager"), ordering="escalated_at")
    def told(self, row: Task) -> str:
        return ui.exact(row.escalated_at) if row.escalated_at else "—"

    @display(description=_("kind of task"), ordering="kind")
    def kind_column(self, row: Task) -> str:
        return row.get_kind_display()

    @display(description=pgettext_lazy("task", "opened"), ordering="created_at")
    def opened(self, row: Task) -> str:
        return ui.exact(row.created_at)

    @display(description=pgettext_lazy("task", "done on"), ordering="done_on")
    def done_column(self, row: Task) -> str:
        return ui.exact(row.done_on) if row.done_on else "—"


def _visits(row: Task, user: Any) -> dict[str, Any]:
    """When somebody is at the household anyway, and was there last."""
    rows = Visit.objects.visible_to(user).filter(household=row.household_id).order_by("-due_on", "-pk")[:AROUND]
    part = visit_rows(rows, _t("Visits to this household"), _t("None yet. A visit is planned in the coming night."))
    return {**part, "url": listed("visit", household=row.household_id, view="all"), "link": _t("All")}


def _visit(row: Task) -> dict[str, str]:
    """Where it came from."""
    if row.visit_id is None:
        return {}
    return {"url": change_url("visit", row.visit_id), "words": _t("the visit that it came out of")}
