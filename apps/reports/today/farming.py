"""Fields on the first page: whose busy season it is. Only where the role sees fields, and only while there are some."""

from typing import Any

from django.utils.translation import gettext as _

from apps.core import clock
from apps.farmland.burden import busy
from apps.farmland.models import Parcel
from apps.farmland.seasons import busy_on, offered
from apps.reports.sidebar import link_to


def cards(user: Any) -> list[dict[str, Any]]:
    """Households that work a field in a busy season today."""
    if not user.has_perm("farmland.view_parcel"):
        return []
    seasons, day = offered(), clock.today()
    names = sorted({str(span.season.crop) for span in busy_on(day, seasons)})
    if not names:
        return []
    rows = busy(Parcel.objects.visible_to(user).held().worked(), day, seasons)
    number = rows.order_by().values("household").distinct().count()
    if not number:
        return []
    address = link_to("admin:farmland_parcel_changelist")
    note = " · ".join(names[:4])
    url = f"{address}?busy=true" if address else ""
    return [{"value": number, "label": _("households in a busy season"), "note": note, "url": url, "kind": ""}]
