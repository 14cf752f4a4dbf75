"""Fields on the first page: whose busy season it is, and whose begins soon. Only for roles that see fields."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from apps.core import clock, ui
from apps.core.rules import value_of
from apps.farmland.burden import in_spans
from apps.farmland.models import Parcel
from apps.farmland.rules import NOTICE
from apps.farmland.seasons import Span, beginning, busy_on, offered
from apps.reports.sidebar import link_to


def cards(user: Any) -> list[dict[str, Any]]:
    """Households that work a field in a busy season today, and in one that begins soon."""
    if not user.has_perm("farmland.view_parcel"):
        return []
    seasons, day = offered(), clock.today()
    coming = beginning(day + timedelta(days=1), day + timedelta(days=value_of(NOTICE.key)), seasons)
    return [
        *_card(user, busy_on(day, seasons), _("households in a busy season"), "?busy=true"),
        *_card(user, coming, _("households whose busy season begins soon"), "", first=True),
    ]


def _card(user: Any, spans: list[Span], label: str, query: str, *, first: bool = False) -> list[dict[str, Any]]:
    if not spans:
        return []
    rows = in_spans(Parcel.objects.visible_to(user).held().worked(), spans)
    number = rows.order_by().values("household").distinct().count()
    if not number:
        return []
    address = link_to("admin:farmland_parcel_changelist" if query else "admin:farmland_busyseason_changelist")
    names = sorted({str(span.season.crop) for span in spans})
    note = " · ".join(names[:4])
    if first:
        note = _("from %(day)s: %(crops)s") % {"day": ui.when(spans[0].first), "crops": note}
    return [{"value": number, "label": label, "note": note, "url": f"{address}{query}" if address else "", "kind": ""}]
