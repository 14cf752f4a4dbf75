"""Files that others read, from what is registered: the feed of a county, calendars of stops and households, papers."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from apps.core.errors import Refused
from apps.shuttles.actions.laying import trips_lay
from apps.shuttles.actions.links import calendar_link_give, calendar_link_revoke
from apps.shuttles.models import BookingStep, Run, ServiceException, ShuttleStop, Trip, TripStep
from apps.shuttles.seats import board_list
from tests.households.factories import HouseholdFactory
from tests.shuttles.factories import (
    BookingFactory,
    RouteFactory,
    RunFactory,
    SeasonFactory,
    StopFactory,
    TripFactory,
)
from tests.shuttles.feeds import loaded, notices, running

TODAY = date(2026, 11, 23)
MORNING = datetime(2026, 11, 22, 20, tzinfo=UTC)  # four o'clock


@pytest.fixture(autouse=True)
def early() -> Iterator[None]:
    with time_machine.travel(MORNING, tick=False):
        yield


@pytest.fixture
def runs(county: Any, settings: Any) -> tuple[Run, Run]:
    """A school run on school days, and a night run home."""
    settings.PUBLIC_URL = "https://anju.example.org"
    community = county.own
    type(community).objects.filter(pk=community.pk).update(name="桥头社区", phone="0718-8432101")
    season = SeasonFactory(community=community, first_day=date(2026, 11, 1), last_day=date(2026, 12, 31))
    gate, school = (
        StopFactory(community=community, name=name, code=code, latitude=30.27 + east, longitude=109.48 + east)
        for name, code, east in (("小区东门", "dm", 0), ("中心小学", "xx", 0.01))
    )
    there = RouteFactory(community=community, name="小区到小学", code="x1", calls=[(gate, 0, 0), (school, 15, 3)])
    back = RouteFactory(community=community, name="小学到小区", code="x2", calls=[(school, 0, 0), (gate, 90, 3)])
    pattern = {"pattern__weekdays": 0b0011111, "pattern__on_holidays": "skip", "pattern__on_makeup_days": "as_weekday"}
    return (
        RunFactory(season=season, route=there, departs_at=440, **pattern),
        RunFactory(season=season, route=back, departs_at=1420),
    )


def events(client: Client, url: str) -> dict[str, Any]:
    """The events of a calendar by their UID's key."""
    response = client.get(url)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/calendar")
    return {str(event["uid"]).split("@")[0]: event for event in Calendar.from_ical(response.content).events}


def changed(trip: Trip, step: str, **values: Any) -> None:
    """What an action does to a trip, as far as feeds see it."""
    Trip.objects.filter(pk=trip.pk).update(**values)
    TripStep.objects.create(trip=trip, step=step)


def test_the_feed_is_valid_and_its_trips_are_the_trips_laid(
    runs: tuple[Run, Run], community_manager: Any, login: Any, tmp_path: Path
) -> None:
    school, night = runs
    ServiceException.objects.create(pattern=school.pattern, day=date(2026, 11, 27), runs=False)
    trips_lay(season=school.season, by=community_manager, until=TODAY + timedelta(days=14))
    cancelled, moved = (Trip.objects.get(run=night, day=TODAY + timedelta(days=n)) for n in (3, 4))
    changed(cancelled, "cancel", state="cancelled", why="大雪封山")
    moved.stops.update(due_at=moved.starts_at + timedelta(minutes=40))
    moved.stops.filter(place=1).update(due_at=moved.starts_at + timedelta(minutes=70))
    single = TripFactory(
        community=school.community, route=school.route, starts_at=datetime(2026, 11, 28, 1, tzinfo=UTC)
    )
    content = login(community_manager).get(reverse("shuttles:gtfs")).content
    assert not notices(content, tmp_path, TODAY)
    feed = loaded(content, tmp_path)
    for n in range(15):
        day = TODAY + timedelta(days=n)
        standing = Trip.objects.exclude(state="cancelled").filter(day=day)
        own = {moved.pk, single.pk}
        wanted = {f"t{trip.pk}" if trip.pk in own else f"r{trip.run_id}" for trip in standing}
        assert running(feed, day) == wanted, day
    assert running(feed, date(2026, 12, 30)) == {f"r{school.pk}", f"r{night.pk}"}, "beyond what is laid"
    times = feed.stop_times.set_index(["trip_id", "stop_sequence"]).departure_time
    assert times[f"r{night.pk}", 2] == "25:10:00"
    assert times[f"t{moved.pk}", 1] == "24:20:00"
    plates = school.vehicle.plate, school.driver.name
    files = " ".join(getattr(feed, name).to_csv() for name in ("trips", "routes", "stops", "agency"))
    assert not [word for word in plates if word in files]


def test_who_gets_the_feed(runs: tuple[Run, Run], community_manager: Any, login: Any, settings: Any) -> None:
    url = reverse("shuttles:gtfs")
    stranger = Client()
    assert stranger.get(url).status_code == 302
    settings.GTFS_TOKEN = "tea-and-maize"
    assert stranger.get(url, {"token": "guess"}).status_code == 302
    first = stranger.get(url, {"token": "tea-and-maize"})
    assert first["Content-Type"] == "application/zip"
    again = stranger.get(url, headers={"Authorization": "Bearer tea-and-maize", "If-None-Match": first["ETag"]})
    assert again.status_code == 304
    Run.objects.filter(season=runs[0].season).update(ended_on=date(2026, 11, 2))
    refused = login(community_manager).get(url)
    assert refused.headers["X-Refusal"] == "no_timetable"


def test_the_command_writes_the_feed_and_tells_what_it_leaves_out(runs: tuple[Run, Run], tmp_path: Path) -> None:
    far = StopFactory(community=runs[0].community, name="还没定位的站", latitude=None, longitude=None)
    RunFactory(season=runs[0].season, route=RouteFactory(community=far.community, calls=[(far, 0, 0), (far, 9, 1)]))
    said, missing, path = StringIO(), StringIO(), tmp_path / "county.zip"
    call_command("shuttle_gtfs", str(path), stdout=said, stderr=missing)
    assert "2 rides, 2 stops, 2026-11-23 to 2026-12-31" in said.getvalue()
    assert "还没定位的站" in missing.getvalue()
    assert set(loaded(path.read_bytes(), tmp_path).stops.stop_name) == {"小区东门", "中心小学"}


def test_the_calendar_of_a_stop(runs: tuple[Run, Run], community_manager: Any) -> None:
    school, _night = runs
    trips_lay(season=school.season, by=community_manager, until=TODAY + timedelta(days=1))
    url = reverse("shuttles:stop-calendar", args=[school.community.slug, "dm"])
    trip = Trip.objects.get(run=school, day=TODAY)
    key = f"trip-{trip.pk}-0"
    found = events(Client(), url)
    assert len(found) == 2, "two mornings; the night run ends here"
    assert found[key].start.isoformat() == "2026-11-23T07:20:00+08:00"
    assert (found[key]["sequence"], str(found[key]["status"])) == (0, "CONFIRMED")
    changed(trip, "report_late", late_minutes=20)
    late = events(Client(), url)[key]
    assert (late.start.minute, late["sequence"]) == (40, 1)
    changed(trip, "cancel", state="cancelled", why="大雪封山")
    gone = events(Client(), url)[key]
    assert (str(gone["status"]), gone["sequence"], gone["uid"]) == ("CANCELLED", 2, found[key]["uid"])
    assert "大雪封山" in str(gone["description"]), "as on every page of a resident"
    ShuttleStop.objects.filter(code="dm").update(closed_on=TODAY)
    assert Client().get(url).status_code == 404


def test_the_calendar_of_a_household_behind_its_secret_address(runs: tuple[Run, Run], community_manager: Any) -> None:
    school, _night = runs
    trips_lay(season=school.season, by=community_manager, until=TODAY + timedelta(days=1))
    household = HouseholdFactory(community=school.community)
    to_school, home = (Trip.objects.get(run=run, day=TODAY) for run in runs)
    Trip.objects.update(state="open")
    booked = BookingFactory(trip=to_school, household=household, riders=2)
    BookingStep.objects.create(booking=booked, step="book")
    waiting = BookingFactory(trip=home, household=household, state="waiting", place=1)
    BookingFactory(trip=home, state="booked")
    link = calendar_link_give(household=household, by=None)
    assert calendar_link_give(household=household, by=community_manager) == link
    url = reverse("shuttles:household-calendar", args=[school.community.slug, link.code])
    found = events(Client(), url)
    assert set(found) == {f"booking-{booked.pk}", f"booking-{waiting.pk}"}
    one, other = found[f"booking-{booked.pk}"], found[f"booking-{waiting.pk}"]
    assert (str(one["status"]), one["sequence"], str(other["status"])) == ("CONFIRMED", 0, "TENTATIVE")
    assert (one.end - one.start, other.end.isoformat()) == (timedelta(minutes=15), "2026-11-24T01:10:00+08:00")
    type(booked).objects.filter(pk=booked.pk).update(state="cancelled")
    BookingStep.objects.create(booking=booked, step="cancel")
    gone = events(Client(), url)[f"booking-{booked.pk}"]
    assert (str(gone["status"]), gone["sequence"]) == ("CANCELLED", 1)
    assert calendar_link_revoke(household=household, by=community_manager)
    assert not calendar_link_revoke(household=household, by=community_manager)
    assert Client().get(url).status_code == 404
    assert calendar_link_give(household=household, by=None).code != link.code


def test_on_a_loop_people_get_on_at_its_beginning_and_off_at_its_end(county: Any) -> None:
    """A bus from the gate to the field and back to the gate: who rides out leaves first, not when it is back."""
    gate, field = (StopFactory(community=county.own, name=name) for name in ("小区东门", "茶园"))
    trip = TripFactory(
        community=county.own, starts_at=MORNING + timedelta(hours=3), ends_at=MORNING + timedelta(hours=5),
        route=RouteFactory(community=county.own, calls=[(gate, 0, 0), (field, 60, 9), (gate, 120, 18)]),
    )  # fmt: skip
    out = BookingFactory(trip=trip, from_stop=gate, to_stop=field)
    back = BookingFactory(trip=trip, from_stop=field, to_stop=gate)
    for booking, hours in ((out, [7, 8]), (back, [8, 9])):
        link = calendar_link_give(household=booking.household, by=None)
        url = reverse("shuttles:household-calendar", args=[county.own.slug, link.code])
        (event,) = events(Client(), url).values()
        assert [event.start.hour, event.end.hour] == hours
    assert [line.booking.pk for line in board_list(trip)] == [out.pk, back.pk]


def test_others_get_no_address_and_who_left_has_none(county: Any, community_manager: Any) -> None:
    with pytest.raises(Refused):
        calendar_link_give(household=HouseholdFactory(community=county.foreign), by=community_manager)
    gone = HouseholdFactory(community=county.own)
    link = calendar_link_give(household=gone, by=None)
    type(gone).objects.filter(pk=gone.pk).update(left_on=TODAY)
    url = reverse("shuttles:household-calendar", args=[county.own.slug, link.code])
    assert Client().get(url).status_code == 404


def test_staff_give_and_revoke_the_address_on_the_household_file(
    county: Any, community_manager: Any, login: Any, settings: Any
) -> None:
    settings.PUBLIC_URL = "https://anju.example.org"
    household = HouseholdFactory(community=county.own)
    give, revoke = (
        reverse("admin:households_household_do", args=[household.pk, key])
        for key in ("shuttle-calendar", "shuttle-calendar-revoke")
    )
    client = login(community_manager)
    assert client.get(give).status_code == 200
    client.post(give)
    (link,) = household.calendar_links.all()
    shown = client.get(revoke).content.decode()
    assert f"https://anju.example.org/c/{county.own.slug}/shuttle/mine/{link.code}.ics" in shown
    assert "<svg" in shown
    client.post(revoke)
    link.refresh_from_db()
    assert link.revoked_at is not None


def test_papers(runs: tuple[Run, Run], community_manager: Any, grid_worker: Any, login: Any) -> None:
    school, _night = runs
    trip = TripFactory(community=school.community, route=school.route)
    BookingFactory(trip=trip, riders=2, wheelchair=False)
    BookingFactory(trip=trip, state="waiting", place=1)
    office, field = login(community_manager), login(grid_worker)
    timetable = reverse("shuttles:timetable", args=[school.season.pk])
    boarding = reverse("shuttles:boarding", args=[trip.pk])
    for url in (timetable, f"{timetable}?lang=en", boarding):
        response = office.get(url)
        assert response["Content-Type"] == "application/pdf", url
        assert response.content[:5] == b"%PDF-"
    assert field.get(boarding).status_code == 403
    assert Client().get(boarding).status_code == 302
