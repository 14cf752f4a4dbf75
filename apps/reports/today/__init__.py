"""The first page of staff: what is late, what is mine to do, what changed, how the month goes. By role.

Each part asks a fixed number of questions, all within the person's scope; each number opens the rows behind it.
"""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import pgettext

from apps.accounts.roles import Role
from apps.communities.models import Community
from apps.core import clock, ui
from apps.reports.sidebar import link_to
from apps.reports.today import (
    audit,
    cards,
    care,
    changes,
    compare,
    facilities,
    farming,
    gardens,
    households,
    imports,
    month,
    neighbourhood,
    settling,
    shuttles,
    transfers,
    work,
)


def dashboard(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """What the first page shows to this person."""
    user: Any = request.user
    today = {"date": ui.long_day(clock.today()), "file_url": _file_url(user)}
    context = {**context, "title": pgettext("page", "Today")}
    if user.role == Role.AUDITOR:
        return {**context, "today": {**today, "kpis": audit.cards(user), "looks": audit.looks(user)}}
    communities = list(Community.objects.visible_to(user).order_by("name"))
    if not communities:
        return {**context, "today": {**today, "nowhere": True}}
    return {**context, "today": {**today, **_parts(user, communities)}}


def _parts(user: Any, communities: list[Community]) -> dict[str, Any]:
    manages = user.role == Role.COMMUNITY_MANAGER
    waiting = [
        *imports.cards(user),
        *transfers.cards(user),
        *care.cards(user),
        *facilities.cards(user),
        *gardens.cards(user),
        *shuttles.cards(user),
        *neighbourhood.cards(user),
        *settling.cards(user),
    ]
    lives = [*households.cards(user, communities), *farming.cards(user)]
    parts = {
        "kpis": work.cards(user),
        "groups": cards.by_urgency([*waiting, *lives, *month.cards(user)]),
        "rates": month.rates(communities),
        "settling": settling.rates(communities),
        "changes": changes.latest(user),
        "reports": month.last_reports(user, communities),
        "todo": work.todo(user) if manages else None,
        "compared": compare.communities(communities) if not manages and len(communities) > 1 else None,
    }
    if not manages and parts["compared"] is None:
        parts["todo"] = work.todo(user)
    return parts


def _file_url(user: Any) -> str:
    """Where staff file a complaint for a resident; "" where the role may not."""
    return (link_to("admin:complaints_complaint_add") or "") if user.has_perm("complaints.add_complaint") else ""
