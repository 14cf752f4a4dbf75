"""Who may do what to a monthly report, and why not."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.accounts.roles import Role
from apps.communities.models import Community
from apps.core import clock
from apps.core.decisions import ALLOW, Decision, first_refusal, refuse
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
            lambda: _role(transition, by),
            lambda: _in_scope(report.community, by),
            lambda: WORKFLOW.can(report.state, step),
            lambda: _four_eyes(report, step, by),
            lambda: _told(transition, why),
        )
    )


def may_produce(community: Community, month: date, by: Any) -> Decision:
    """Whether `by` may make the report of this month."""
    return first_refusal((lambda: _maker(by), lambda: _in_scope(community, by), lambda: _month_over(month)))


def may_write(report: MonthlyReport, by: Any) -> Decision:
    """Whether `by` may edit the texts."""
    return first_refusal((lambda: _maker(by), lambda: _in_scope(report.community, by), lambda: _is_draft(report)))


def steps_for(report: MonthlyReport, by: Any) -> list[Transition]:
    """The steps that `by` may take now."""
    return [step for step in WORKFLOW.available(report.state) if may(report, step.name, by)]


def _wrong_role() -> Decision:
    return refuse("not_your_role", _("Your role may look at this, but not change it."))


def _role(transition: Transition, by: Any) -> Decision:
    return ALLOW if getattr(by, "role", "") in transition.roles else _wrong_role()


def _maker(by: Any) -> Decision:
    return ALLOW if getattr(by, "role", "") == Role.COMMUNITY_MANAGER else _wrong_role()


def _in_scope(community: Community, by: Any) -> Decision:
    if Community.objects.visible_to(by).filter(pk=community.pk).exists():
        return ALLOW
    return refuse("not_in_scope", _("This report belongs to an area that is not yours."))


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


def _told(transition: Transition, why: str | None) -> Decision:
    if why is not None and "why" in transition.requires and not why.strip():
        return refuse("required", REQUIRED["why"], field="why")
    return ALLOW
