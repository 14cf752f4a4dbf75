"""Imports of sheets on the first page: those that wait for somebody, register by register."""

from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from apps.core.sheets.register import registers
from apps.core.sheets.workflow import State
from apps.reports.sidebar import link_to

WAITING = (State.READ, State.PREVIEWED, State.FAILED)


def cards(user: Any) -> list[dict[str, Any]]:
    """Imports to be looked at, where there are any and the role may. One query for each register."""
    found = []
    for register in registers():
        app, noun = register.model.split(".")
        if user.has_perm(f"{app}.view_{noun}"):
            found += _card(user, register, link_to(f"admin:{app}_{noun}_changelist") or "")
    return found


def _card(user: Any, register: Any, url: str) -> list[dict[str, Any]]:
    counts = register.imports.objects.visible_to(user).aggregate(
        waiting=Count("pk", filter=Q(state__in=WAITING)), failed=Count("pk", filter=Q(state=State.FAILED))
    )
    if not counts["waiting"]:
        return []
    failed = _("could not be read: %(n)s") % {"n": counts["failed"]}
    return [
        {
            "value": counts["waiting"],
            "label": register.texts.waiting,
            "note": failed if counts["failed"] else _("look, then apply or discard"),
            "url": url,
            "kind": "due",
        }
    ]
