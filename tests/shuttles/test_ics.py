"""Calendar feeds, read back by icalendar as a phone would."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from apps.shuttles.ics.events import Ride, calendar_text

ZONE = ZoneInfo("Asia/Shanghai")
NIGHT = Ride(
    uid="trip-7-stop-2@anju.example.org", start=datetime(2026, 12, 31, 15, 40, tzinfo=UTC), summary="去茶园；早来",
    state="sure", changes=0, changed_at=datetime(2026, 11, 23, 2, tzinfo=UTC),
    end=datetime(2026, 12, 31, 17, 10, tzinfo=UTC), place="小区东门", at=(30.2731, 109.4812),
    note="晚点会在这里写明。\n电话 0718-8432101",
)  # fmt: skip


def test_a_phone_reads_the_night_trip_over_new_year() -> None:
    content = calendar_text("小区东门的班车", [NIGHT], ZONE)
    calendar = Calendar.from_ical(content)
    assert str(calendar["x-wr-calname"]) == "小区东门的班车"
    assert b"\r\n" in content
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    (event,) = calendar.events
    assert event.start == datetime(2026, 12, 31, 23, 40, tzinfo=ZONE)
    assert event.end == datetime(2027, 1, 1, 1, 10, tzinfo=ZONE)
    assert event["dtstart"].params["TZID"] == "Asia/Shanghai"
    assert [str(zone["tzid"]) for zone in calendar.timezones] == ["Asia/Shanghai"]
    assert (str(event["uid"]), event["sequence"], str(event["status"])) == (NIGHT.uid, 0, "CONFIRMED")
    assert str(event["description"]) == NIGHT.note
    assert str(event["summary"]) == NIGHT.summary


@pytest.mark.parametrize(("state", "status"), [("cancelled", "CANCELLED"), ("waiting", "TENTATIVE")])
def test_a_change_keeps_the_uid_and_raises_the_sequence(state: str, status: str) -> None:
    changed = replace(NIGHT, state=state, changes=2, changed_at=datetime(2026, 12, 1, tzinfo=UTC))
    (event,) = Calendar.from_ical(calendar_text("班车", [changed], ZONE)).events
    assert (str(event["uid"]), event["sequence"], str(event["status"])) == (NIGHT.uid, 2, status)
    assert event["last-modified"].dt == changed.changed_at


def test_an_empty_calendar_is_a_calendar_and_equal_rides_make_equal_bytes() -> None:
    assert not Calendar.from_ical(calendar_text("班车", [], ZONE)).events
    later = replace(NIGHT, uid="trip-8-stop-2@anju.example.org", end=None)
    both = calendar_text("班车", [NIGHT, later], ZONE)
    assert both == calendar_text("班车", [later, NIGHT], ZONE)
    assert [str(event["uid"])[:6] for event in Calendar.from_ical(both).events] == ["trip-7", "trip-8"]
