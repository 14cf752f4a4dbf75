"""The first page of an auditor: who came in, who looked at what is sensitive, and why."""

from datetime import timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from apps.accounts.models import AccessKind, AccessLog
from apps.core import clock, ui
from apps.reports.sidebar import link_to

DAYS, SHOWN = 7, 10
SENSITIVE = (AccessKind.REVEAL, AccessKind.EXPORT, AccessKind.LOCKED)


def cards(user: Any) -> list[dict[str, Any]]:
    """The last seven days in numbers. One query."""
    kinds = {
        AccessKind.LOGIN: (_("log-ins"), ""),
        AccessKind.FAILED: (_("failed log-ins"), "due"),
        AccessKind.LOCKED: (_("lock-outs"), "late"),
        AccessKind.REVEAL: (_("sensitive values shown"), "due"),
        AccessKind.EXPORT: (_("lists exported"), "due"),
        AccessKind.OPEN: (_("files opened"), ""),
    }
    rows = AccessLog.objects.visible_to(user).filter(at__gte=clock.now() - timedelta(days=DAYS))
    found = rows.aggregate(**{kind.value: Count("pk", filter=Q(kind=kind)) for kind in kinds})
    address = link_to("admin:accounts_accesslog_changelist")
    return [
        {
            "value": found[kind.value],
            "label": label,
            "note": _("last %(n)s days") % {"n": DAYS},
            "url": f"{address}?kind={kind.value}" if address else "",
            "kind": colour if found[kind.value] else "",
        }
        for kind, (label, colour) in kinds.items()
    ]


def looks(user: Any) -> dict[str, Any]:
    """The latest looks at sensitive values, exports and lock-outs, with their reasons. One query."""
    rows = AccessLog.objects.visible_to(user).filter(kind__in=SENSITIVE).select_related("staff").order_by("-at", "-pk")
    return {
        "headers": [_("when"), _("staff member"), _("what"), _("subject"), _("reason")],
        "rows": [
            [ui.exact(row.at), str(row.staff or "—"), row.get_kind_display(), row.subject or "—", row.reason or "—"]
            for row in rows[:SHOWN]
        ],
        "url": link_to("admin:accounts_accesslog_changelist") or "",
    }
