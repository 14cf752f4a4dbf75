"""Roster imports on the first page: those that wait for somebody."""

from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from apps.households.models import RosterImport
from apps.households.roster.workflow import State
from apps.reports.sidebar import link_to

WAITING = (State.READ, State.PREVIEWED, State.FAILED)


def cards(user: Any) -> list[dict[str, Any]]:
    """Imports to be looked at, where there are any and the role may. One query."""
    if not user.has_perm("households.view_rosterimport"):
        return []
    found = RosterImport.objects.visible_to(user).aggregate(
        waiting=Count("pk", filter=Q(state__in=WAITING)), failed=Count("pk", filter=Q(state=State.FAILED))
    )
    if not found["waiting"]:
        return []
    failed = _("could not be read: %(n)s") % {"n": found["failed"]}
    return [
        {
            "value": found["waiting"],
            "label": _("roster imports waiting"),
            "note": failed if found["failed"] else _("look, then apply or discard"),
            "url": link_to("admin:households_rosterimport_changelist") or "",
            "kind": "due",
        }
    ]
