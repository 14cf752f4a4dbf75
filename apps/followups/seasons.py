"""Busy seasons as the calendar of visits shows them: those of fields that households of the place work."""

from collections import Counter, defaultdict
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from apps.farmland.seasons import Span
from apps.followups.planning.calendar import busy_spans, worked_fields
from apps.households.models import Household


def busy_here(user: Any, community: Any, first: date, last: date) -> list[tuple[str, list[Span]]]:
    """(crop and work, its spans) of every busy season between two days that keeps a household busy which `user` sees.

    The same crop and work at another altitude is a season of its own, named with it; the earliest first.
    """
    homes = Household.objects.visible_to(user).active()
    homes = homes.filter(community=community) if community else homes
    rows = worked_fields().filter(household__in=homes.order_by().values("pk")).order_by()
    worked = set(rows.values_list("crop", "in_band").distinct())
    found: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for span in sorted(busy_spans(first, last), key=lambda span: (span.first, str(span.season))):
        if (span.season.crop_id, str(span.season.band)) in worked:
            found[str(span.season), str(span.season.get_band_display())].append(span)
    alike = Counter(name for name, _band in found)
    return [
        (_("%(season)s, %(altitude)s") % {"season": name, "altitude": band} if alike[name] > 1 else name, spans)
        for (name, band), spans in found.items()
    ]
