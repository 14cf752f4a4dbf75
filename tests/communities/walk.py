"""Samples of communities for the walk over every address. Names of townships and communities are public."""

from datetime import date
from typing import Any

from apps.communities.models import CalendarDay
from tests.communities.factories import DwellingFactory
from tests.harness.walk import Side


def objects(side: Side) -> dict[str, Any]:
    day, _created = CalendarDay.objects.get_or_create(date=date(2026, 10, 8), defaults={"is_workday": True})
    dwelling = DwellingFactory(building=side.building, room=side.mark[:8])
    return {
        "communities.township": side.community.township,
        "communities.community": side.community,
        "communities.building": side.building,
        "communities.dwelling": dwelling,
        "communities.calendarday": day,
    }


_CALENDAR = "the calendar of the whole county"
COMMON = {
    "admin:communities_calendarday_change": _CALENDAR,
    "admin:communities_calendarday_history": _CALENDAR,
    "admin:communities_calendarday_delete": _CALENDAR,
}
