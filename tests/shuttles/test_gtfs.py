"""The feed for map services: what it says, that an independent validator and gtfs-kit read it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.shuttles.gtfs.records import Agency, Call, Feed, Line, Ride, Stop
from apps.shuttles.gtfs.services import ADDED, Service, service_of
from apps.shuttles.gtfs.writer import clock_of, written
from tests.shuttles.feeds import loaded, notices, running

MONDAY = date(2026, 11, 23)


def expanded(service: Service) -> Iterator[date]:
    """The days of a service, as a reader of the two files understands them."""
    said = dict(service.differing)
    for n in range((service.last - service.first).days + 1):
        day = service.first + timedelta(days=n)
        weekly = service.week is not None and service.week[day.weekday()]
        if said[day] == ADDED if day in said else weekly:
            yield day


@given(st.frozensets(st.dates(date(2026, 1, 1), date(2027, 3, 1)), min_size=1, max_size=60))
def test_the_two_files_say_exactly_the_days(days: frozenset[date]) -> None:
    assert set(expanded(service_of("s", days))) == days


def test_days_are_said_the_short_way() -> None:
    workdays = frozenset(MONDAY + timedelta(days=n) for n in range(28) if n % 7 < 5) - {date(2026, 11, 25)}
    found = service_of("s", workdays)
    assert found.week == (True,) * 5 + (False,) * 2
    assert [day.isoformat() for day, _kind in found.differing] == ["2026-11-25"]
    assert service_of("s", [MONDAY]).week is None


def test_minutes_past_midnight_belong_to_the_day_before() -> None:
    assert [clock_of(minute) for minute in (0, 445, 1420, 1510)] == ["00:00:00", "07:25:00", "23:40:00", "25:10:00"]


@pytest.fixture
def feed() -> Feed:
    every_day = frozenset(MONDAY + timedelta(days=n) for n in range(40))
    school = frozenset(day for day in every_day if day.weekday() < 5)
    stops = [
        Stop("s1", "E", "小区东门", 30.2731, 109.4812, True),
        Stop("s2", "T", "茶园垭口", 30.3012, 109.5144, False),
        Stop("s3", "X", "中心小学", 30.2811, 109.4903),
    ]
    night = tuple(Call(f"s{n}", 1420 + 45 * (n - 1)) for n in (1, 2))
    return Feed(
        publisher="桥头社区", url="https://anju.example.org", first=MONDAY, last=max(every_day), version="1",
        agencies=[Agency("c1", "桥头社区", "https://anju.example.org/c/qiaotou/", "0718-8432101")], stops=stops,
        lines=[Line("l1", "c1", "田1", "小区到茶园", Decimal("2.00")), Line("l2", "c1", "校1", "小区到中心小学")],
        rides=[
            Ride("r1", "l1", "p1-s1", every_day, night, "茶园垭口", True),
            Ride("r2", "l2", "p2-s1", school, (Call("s1", 440), Call("s3", 455)), "中心小学"),
            Ride("t9", "l2", "t9", frozenset({date(2026, 12, 5)}), (Call("s3", 700), Call("s1", 715)), "小区东门"),
        ],
    )  # fmt: skip


def test_the_validator_has_nothing_to_say_and_gtfs_kit_finds_the_trips(feed: Feed, tmp_path: Path) -> None:
    content = written(feed)
    assert not notices(content, tmp_path, MONDAY)
    found = loaded(content, tmp_path)
    assert running(found, date(2026, 11, 27)) == {"r1", "r2"}
    assert running(found, date(2026, 12, 5)) == {"r1", "t9"}
    assert not running(found, MONDAY - timedelta(days=1))
    assert found.stop_times.query("trip_id == 'r1'").departure_time.to_list() == ["23:40:00", "24:25:00"]
    assert dict(zip(found.fare_rules.route_id, found.fare_rules.fare_id, strict=True)) == {
        "l1": "c1-2.00", "l2": "c1-0.00",
    }  # fmt: skip


def test_the_same_timetable_makes_the_same_bytes(feed: Feed) -> None:
    turned = replace(feed, stops=feed.stops[::-1], rides=feed.rides[::-1], lines=feed.lines[::-1])
    assert written(turned) == written(feed)


def test_records_that_contradict_each_other_are_refused(feed: Feed) -> None:
    first, *others = feed.rides
    for wrong in (
        replace(first, line="l9"),
        replace(first, calls=first.calls[:1]),
        replace(first, calls=first.calls[::-1]),
        replace(first, service="p2-s1"),
    ):
        with pytest.raises(ValueError, match=r"r1|r2"):
            written(replace(feed, rides=[wrong, *others]))
