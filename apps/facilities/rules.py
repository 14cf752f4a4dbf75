"""Dated rules of facilities: how often they are inspected, how soon a defect is mended, what a shuttle is taken to do.

What is expected of each kind (how many, how large, how near) stands in FacilityStandard, not here.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from apps.core import rules
from apps.core.rule_fields import numbers_by_key
from apps.core.rules import Rule, number_between, register
from apps.facilities.vocabulary import Kind, Severity

QUARTER, HALF_YEAR, MONTH = 91, 182, 30
USUAL_DAYS: dict[str, int] = {
    Kind.KINDERGARTEN: MONTH,
    Kind.PRIMARY_SCHOOL: MONTH,
    Kind.CLINIC: QUARTER,
    Kind.ELDER_CARE: MONTH,
    Kind.MARKET: MONTH,
    Kind.WASTE_POINT: MONTH,
    Kind.CHARGING: MONTH,
    Kind.WORKSHOP: QUARTER,
}


INSPECTION_DAYS = register(
    Rule(
        key="facilities.inspection_days",
        name=_("days between inspections of a facility"),
        default={kind.value: USUAL_DAYS.get(kind, HALF_YEAR) for kind in Kind},
        unit=_("days; due on the next working day"),
        source=_("shipped as a start; each county sets its own"),
        **numbers_by_key(
            {kind.value: kind.label for kind in Kind}, 1500, _("Write whole days from 1 to 1,500 for each kind.")
        ),
    )
)

DEFECT_DAYS = register(
    Rule(
        key="facilities.defect_days",
        name=_("days to mend a defect of a facility"),
        default={Severity.DANGER.value: 1, Severity.HINDERS.value: 7, Severity.MINOR.value: 30},
        unit=_("working days"),
        source=_("shipped as a start; each county sets its own"),
        **numbers_by_key(
            {bad.value: bad.label for bad in Severity}, 365, _("Write whole days from 1 to 365 for each.")
        ),
    )
)

OVERDUE_DAYS = register(
    Rule(
        key="facilities.overdue_days",
        name=_("days after which an inspection not made is told to the county too"),
        default=7,
        check=number_between(1, 365),
        unit=_("days"),
        source=_("shipped as a start; each county sets its own"),
    )
)

DETOUR = register(
    Rule(
        key="facilities.walking_detour",
        name=_("way on foot to a facility over the straight line"),
        default=1.3,
        check=number_between(1, 5),
        unit=_("times"),
        source=_("usual factor for street networks; streets of a community are near to a grid"),
    )
)

SHUTTLE_SPEED = register(
    Rule(
        key="facilities.shuttle_speed",
        name=_("assumed speed of a shuttle"),
        default=25,
        check=number_between(5, 80),
        unit=_("km/h"),
        source=_("assumption for mountain roads, until there is a timetable"),
    )
)

SHUTTLE_WAIT = register(
    Rule(
        key="facilities.shuttle_wait",
        name=_("assumed wait for a shuttle, with getting on and off"),
        default=10,
        check=number_between(0, 120),
        unit=_("minutes"),
        source=_("assumption, until there is a timetable"),
    )
)

ROAD_DETOUR = register(
    Rule(
        key="facilities.road_detour",
        name=_("way by road over the straight line"),
        default=1.6,
        check=number_between(1, 6),
        unit=_("times"),
        source=_("assumption for mountain roads"),
    )
)


def inspection_days(kind: str, day: date | None = None) -> int:
    """Days from one inspection of a kind to the next."""
    return int(rules.value_of(INSPECTION_DAYS.key, day)[kind])


def defect_days(severity: str, day: date | None = None) -> int:
    """Working days in which a defect is to be mended."""
    return int(rules.value_of(DEFECT_DAYS.key, day)[severity])


def overdue_days(day: date | None = None) -> int:
    """Days after the due day from which an inspection that was not made is told to the county too."""
    return int(rules.value_of(OVERDUE_DAYS.key, day))
