"""Facilities on the first page: inspections due, defects overdue, empty posts. Four queries, if the role may act."""

from typing import Any

from django.utils.translation import gettext as _

from apps.facilities.models import Facility, FacilityDefect
from apps.reports.sidebar import link_to


def cards(user: Any) -> list[dict[str, Any]]:
    """What is none is not shown."""
    if not user.has_perm("facilities.change_facility"):
        return []
    mine = Facility.objects.visible_to(user)
    late = mine.inspection_overdue().count()
    defects = FacilityDefect.objects.visible_to(user)
    overdue = defects.overdue().count()
    listed, broken = (
        link_to("admin:facilities_facility_changelist"),
        link_to("admin:facilities_facilitydefect_changelist"),
    )
    late_note = _("overdue: %(n)s") % {"n": late} if late else _("today")
    found = [
        (
            mine.inspection_due().count(),
            _("inspections of facilities due"),
            late_note,
            f"{listed}?inspection=due",
            bool(late),
        ),
        (overdue, _("defects overdue"), _("should be mended by now"), f"{broken}?overdue=true", True),
        (
            mine.unstaffed().count(),
            _("facilities with empty posts"),
            _("fewer in post than needed"),
            f"{listed}?unstaffed=true",
            False,
        ),
    ]
    return [
        {"value": number, "label": label, "note": note, "url": url, "kind": "late" if bad else "due"}
        for number, label, note, url, bad in found
        if number
    ]
