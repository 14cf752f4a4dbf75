"""The register on the first page: able households in which nobody works. Only for roles that see households."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.communities.models import Community
from apps.core import clock
from apps.reports.registry import METRICS
from apps.reports.sidebar import link_to
from apps.reports.span import Span
from apps.reports.today.month import kept_figures

ZERO = "employment.zero_employment"


def cards(user: Any, communities: list[Community]) -> list[dict[str, Any]]:
    """Zero-employment households as the registry counts them; what is none or not collected is not shown."""
    if not user.has_perm("households.view_household"):
        return []
    figures, _counted = kept_figures((ZERO,), communities, Span.month(clock.today()))
    number = figures[ZERO].value
    if not number:
        return []
    unknown = figures[ZERO].extra.get("unknown_work_households", 0)
    words = ngettext("of %(n)s more nothing is known", "of %(n)s more nothing is known", unknown) % {"n": unknown}
    address = link_to("admin:households_household_changelist")
    url = f"{address}?work=zero" if address else ""
    label = METRICS[ZERO].name
    return [
        {"value": number, "label": label, "note": words if unknown else _("nobody works"), "url": url, "kind": "due"}
    ]
