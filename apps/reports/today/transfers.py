"""Transfers on the first page: those that wait for this person's decision, and one's own that wait elsewhere."""

from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from apps.core.scope import scope_of
from apps.households.models import Transfer
from apps.households.transfers.workflow import DECIDERS, State
from apps.reports.sidebar import link_to


def cards(user: Any) -> list[dict[str, Any]]:
    """Transfers to decide, where there are any and the role may. One query."""
    if user.role not in DECIDERS or not user.has_perm("households.view_transfer"):
        return []
    mine = scope_of(user).q(community="to_community") & ~Q(asked_by=user.pk)
    pending = Transfer.objects.visible_to(user).pending()
    found = pending.aggregate(here=Count("pk", filter=mine), all=Count("pk"))
    if not found["all"]:
        return []
    address = link_to("admin:households_transfer_changelist") or ""
    elsewhere = found["all"] - found["here"]
    return [
        {
            "value": found["here"],
            "label": _("transfers to decide"),
            "note": _("waiting for the other community: %(n)s") % {"n": elsewhere} if elsewhere else _("accept or not"),
            "url": f"{address}?state={State.REQUESTED}" if address else "",
            "kind": "due" if found["here"] else "",
        }
    ]
