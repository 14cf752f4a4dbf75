"""Who may do what to a monthly report, and why not."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.accounts.roles import Role
from apps.communities.models import Community
from apps.core import clock
from apps.core.decisions import ALLOW, Decision, first_refusal, refuse
from apps.core.permits import given, has_role, sees
from apps.core.workflow import Transition
from apps.reports.models import MonthlyReport
from apps.reports.workflow import WORKFLOW, State

DECIDING = frozenset({"acknowledge", "return"})
REQUIRED = {"why": _("Write why, so that the other side knows what to do.")}


def may(report: MonthlyReport, step: str, by: Any, *, why: str | None = None) -> Decision:
    """Whether `by` may take this step now. `why` None leaves open what a step needs to be told (for buttons)."""
    transition = WORKFLOW.by_name[step]
    return first_refusal(
        (
            lambda: has_role(by, transition.roles),
            lambda: sees(report.community, by),
            lambda: WORKFLOW.can(report.state, step),
            lambda: _four_eyes(report, step, by),
            lambda: given(transition, None if why is None else {"why": why}, REQUIRED),
        )
    )


def may_produce(community: Community, month: date, by: Any) -> Decision:
    """Whether `by` may make the report of this month."""
    return first_refusal((lambda: _maker(by), lambda: sees(community, by), lambda: _month_over(month)))


def may_write(report: MonthlyReport, by: Any) -> Decision:
    """Whether `by` may edit the texts."""
    return first_refusal((lambda: _maker(by), lambda: sees(report.community, by), lambda: _is_draft(report)))


def steps_for(report: MonthlyReport, by: Any) -> list[Transition]:
    """The steps that `by` may take now."""
    return [step for step in WORKFLOW.available(report.state) if may(report, step.name, by)]


def _maker(by: Any) -> Decision:
    return has_role(by, {Role.COMMUNITY_MANAGER})


def _month_over(month: date) -> Decision:
    if month.day != 1:
        return refuse("invalid", _("A month is given by its first day."), field="month")
    if month >= clock.month_start(clock.today()):
        return refuse("month_not_over", _("This month is not over yet. Make its report next month."), field="month")
    return ALLOW


def _is_draft(report: MonthlyReport) -> Decision:
    if report.state == State.DRAFT:
        return ALLOW
    if report.state == State.CONFIRMED:
        return refuse("not_draft", _("It is confirmed. Take it back to draft before you change it."))
    return refuse("frozen", _("A submitted report cannot be changed. Correct it as a new version."))


def _four_eyes(report: MonthlyReport, step: str, by: Any) -> Decision:
    if step in DECIDING and by.pk in (report.made_by_id, report.confirmed_by_id, report.submitted_by_id):
        return refuse("four_eyes", _("You made this report yourself. A colleague of the township must decide."))
    return ALLOW
