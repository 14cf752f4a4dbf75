"""Visits and settling in on the first page: what is late or due, what waits for a decision, and the month's shares."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from apps.communities.models import Community
from apps.core import clock
from apps.followups.assessing.due import moments_due, to_decide
from apps.followups.assessing.policies import ADDS
from apps.followups.models import Caseload, Task, Visit
from apps.followups.workflow import OFFICE
from apps.households.models import Household
from apps.reports.sidebar import link_to
from apps.reports.today.cards import some
from apps.reports.today.month import shares

SHARES = (
    "integration.demand", "integration.reshaping", "integration.equality", "integration.wish_to_return",
    "people.healthy_share", "people.chronic_share", "people.serious_share", "monitoring.marginal_not_permanent",
)  # fmt: skip


def cards(user: Any) -> list[dict[str, Any]]:
    """What is none is not shown. Seven queries at most."""
    if not user.has_perm("followups.view_visit"):
        return []
    found = [*_visits(user), *_tasks(user)]
    if user.role in OFFICE:
        found += _office(user)
    return some(found)


def _card(value: int, label: str, note: str, page: str, query: str, kind: str = "due") -> tuple[Any, ...]:
    address = link_to(page)
    return value, label, note, f"{address}{query}" if address else "", kind


def _visits(user: Any) -> list[tuple[Any, ...]]:
    today, page = clock.today(), "admin:followups_visit_changelist"
    seen = Visit.objects.visible_to(user)
    week = seen.open().filter(due_on__gte=today, due_on__lt=today + timedelta(days=7))
    due_today = week.filter(due_on=today).count()
    note = _("of them today: %(n)s") % {"n": due_today} if due_today else ""
    return [
        _card(seen.overdue().count(), _("visits overdue"), "", page, "?standing=overdue", "late"),
        _card(week.count(), _("visits due within 7 days"), note, page, "?standing=week"),
    ]


def _tasks(user: Any) -> list[tuple[Any, ...]]:
    late = Task.objects.visible_to(user).overdue().count()
    return [_card(late, _("tasks late"), _("from visits"), "admin:followups_task_changelist", "?overdue=true", "late")]


def _office(user: Any) -> list[tuple[Any, ...]]:
    homes, today = Household.objects.visible_to(user).active(), clock.today()
    page = "admin:households_household_changelist"
    without = homes.exclude(pk__in=Caseload.objects.current().order_by().values("household"))
    found = [
        _card(without.count(), _("households without a worker"), _("nobody looks after them"),
              page, "?without_worker=true", "late"),
        _card(homes.filter(pk__in=moments_due(today).values("pk")).count(), _("assessments of the livelihood due"),
              _("at move-in, after 6, 12 and 24 months"), page, "?assessment=livelihood"),
    ]  # fmt: skip
    if user.has_perm(ADDS):
        waiting = homes.filter(pk__in=to_decide(today).values("pk")).count()
        note = _("the evidence proposes, you decide")
        found.append(_card(waiting, _("stages of integration to decide"), note, page, "?assessment=stage"))
    return found


def rates(communities: list[Community]) -> dict[str, Any]:
    """How people settle in this month beside last month, with what each share divides."""
    return shares(SHARES, communities)
