"""Laying trips from the timetable, and the files that tell of them: the feed, calendars, papers."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from apps.core.actors import SCRIPT
from apps.core.errors import Refused
from apps.core.periods import since
from apps.reports.today.shuttles import cards
from apps.shuttles.actions.laying import horizon, trips_lay
from apps.shuttles.models import (
    Booking,
    DriverAbsence,
    Run,
    ServiceException,
    ShuttleSeason,
    Trip,
    TripStep,
    TripStop,
    VehicleOutage,
)
from apps.shuttles.tasks import lay_ahead
from tests.accounts.factories import StaffFactory
from tests.shuttles.factories import (
    DriverFactory,
    RouteFactory,
    RunFactory,
    SeasonFactory,
    StandingFactory,
    StopFactory,
    TripFactory,
    VehicleFactory,
)

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 23, 4, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def season(county: Any) -> Any:
    return SeasonFactory(community=county.own, first_day=date(2026, 11, 1), last_day=date(2026, 12, 31))


@pytest.fixture
def manager(community_manager: Any) -> Any:
    return community_manager


def days_of(run: Run) -> list[int]:
    return [day.day for day in Trip.objects.filter(run=run).order_by("day").values_list("day", flat=True)]


def test_trips_are_laid_once_with_their_stops(season: Any, manager: Any) -> None:
    run = RunFactory(season=season, pattern__weekdays=0b0011111, vehicle__seats=18, route__fare_yuan=2)
    laid = trips_lay(season=season, by=manager, until=TODAY + timedelta(days=7))
    assert days_of(run) == [24, 25, 26, 27, 30], "the trip of seven this morning has left"
    assert (len(laid.made), laid.kept, laid.conflicts) == (5, 0, ())
    trip = Trip.objects.get(run=run, day=date(2026, 11, 24))
    assert (trip.starts_at, trip.seats, trip.fare_yuan) == (datetime(2026, 11, 23, 23, tzinfo=UTC), 18, 2)
    due = trip.stops.order_by("place").values_list("due_at", flat=True)
    assert list(due) == [trip.starts_at, trip.ends_at]
    assert TripStep.objects.filter(trip=trip).values_list("step", "to_state")[0] == ("lay", "planned")
    again = trips_lay(season=season, by=manager, until=TODAY + timedelta(days=8))
    assert (len(again.made), again.kept) == (1, 5)
    assert TripStop.objects.count() == 12


def test_what_was_changed_or_cancelled_stays_as_it_is(season: Any, manager: Any) -> None:
    run = RunFactory(season=season)
    trips_lay(season=season, by=manager, until=TODAY + timedelta(days=2))
    first, second = Trip.objects.filter(run=run).order_by("day")
    other = VehicleFactory(community=season.community, seats=7)
    Trip.objects.filter(pk=first.pk).update(vehicle=other, seats=7, starts_at=first.starts_at + timedelta(minutes=10))
    Trip.objects.filter(pk=second.pk).update(state="cancelled", why="大雪封山")
    Run.objects.filter(pk=run.pk).update(departs_at=500)
    assert not trips_lay(season=season, by=manager, until=TODAY + timedelta(days=2)).made
    first.refresh_from_db()
    assert (first.seats, Trip.objects.get(pk=second.pk).state) == (7, "cancelled")


def test_a_night_run_over_the_year_belongs_to_the_day_on_which_it_leaves(season: Any, manager: Any) -> None:
    route = RouteFactory(
        community=season.community,
        calls=[(StopFactory(community=season.community), 0, 0), (StopFactory(community=season.community), 90, 20)],
    )
    RunFactory(season=season, route=route, departs_at=1420)
    with time_machine.travel(datetime(2026, 12, 30, 4, tzinfo=UTC), tick=False):
        trips_lay(season=season, by=manager)
    last = Trip.objects.latest("day")
    assert last.day == date(2026, 12, 31), "the season's last service day, although it arrives in January"
    assert last.ends_at == datetime(2026, 12, 31, 17, 10, tzinfo=UTC)


@pytest.mark.parametrize("why", ["outage", "absence", "licence", "retired", "two places", "rest"])
def test_a_conflict_is_told_in_words_and_nothing_is_laid(season: Any, manager: Any, why: str) -> None:
    community = season.community
    vehicle, driver = (
        VehicleFactory(community=community, plate="鄂Q88K21"),
        DriverFactory(community=community, name="向东"),
    )
    RunFactory(season=season, departs_at=420)
    run = RunFactory(season=season, departs_at=430, vehicle=vehicle, driver=driver)
    day = date(2026, 11, 26)
    said = {
        "outage": "鄂Q88K21", "absence": "向东", "licence": "向东", "retired": "鄂Q88K21", "two places": "鄂Q88K21",
        "rest": "向东",
    }[why]  # fmt: skip
    match why:
        case "outage":
            VehicleOutage.objects.create(vehicle=vehicle, period=since(day, day + timedelta(days=1)), why="年检")
        case "absence":
            DriverAbsence.objects.create(driver=driver, period=since(day))
        case "licence":
            type(driver).objects.filter(pk=driver.pk).update(licence_until=day)
        case "retired":
            type(vehicle).objects.filter(pk=vehicle.pk).update(retired_on=day)
        case "two places":
            RunFactory(season=season, departs_at=480, vehicle=vehicle)
        case "rest":
            for minute in (780, 1320):  # from 07:10 to 23:00
                RunFactory(season=season, departs_at=minute, driver=driver)
    laid = trips_lay(season=season, by=manager, until=TODAY + timedelta(days=4))
    assert not Trip.objects.exists()
    assert laid.conflicts
    assert run.pk in {conflict.run.pk for conflict in laid.conflicts} or why == "two places"
    assert said in str(laid.conflicts[0])


def test_a_trip_of_its_own_takes_the_vehicle_away(season: Any, manager: Any) -> None:
    run = RunFactory(season=season)
    TripFactory(community=season.community, vehicle=run.vehicle, starts_at=datetime(2026, 11, 25, 23, 30, tzinfo=UTC))
    (conflict,) = trips_lay(season=season, by=manager, until=TODAY + timedelta(days=4)).conflicts
    assert [day.isoformat() for day in conflict.days] == ["2026-11-26"]
    run.vehicle = None
    run.save()
    assert len(trips_lay(season=season, by=manager, until=TODAY + timedelta(days=4)).made) == 4


def test_a_day_taken_out_later_leaves_its_trip_for_a_person_to_cancel(season: Any, manager: Any) -> None:
    run = RunFactory(season=season)
    trips_lay(season=season, by=manager, until=TODAY + timedelta(days=3))
    ServiceException.objects.create(pattern=run.pattern, day=date(2026, 11, 25), runs=False)
    found = trips_lay(season=season, by=manager, until=TODAY + timedelta(days=3))
    assert [Trip.objects.get(pk=key).day.day for key in found.surplus] == [25]


def surplus(season: Any, manager: Any) -> list[int]:
    found = trips_lay(season=ShuttleSeason.objects.get(pk=season.pk), by=manager, until=TODAY + timedelta(days=3))
    return sorted(Trip.objects.get(pk=key).day.day for key in found.surplus)


def test_trips_outside_a_season_that_got_shorter_are_named(season: Any, manager: Any) -> None:
    RunFactory(season=season)
    trips_lay(season=season, by=manager, until=TODAY + timedelta(days=5))
    ShuttleSeason.objects.filter(pk=season.pk).update(last_day=date(2026, 11, 26))
    assert surplus(season, manager) == [27, 28]
    ShuttleSeason.objects.filter(pk=season.pk).update(first_day=date(2026, 11, 25), last_day=date(2026, 12, 31))
    assert surplus(season, manager) == [24], "nor those before it begins now; today's has left"


def test_a_route_runs_until_the_day_on_which_it_is_given_up(season: Any, manager: Any) -> None:
    run = RunFactory(season=season)
    type(run.route).objects.filter(pk=run.route_id).update(closed_on=date(2026, 11, 26))
    trips_lay(season=season, by=manager, until=TODAY + timedelta(days=5))
    assert days_of(run) == [24, 25]


def test_who_does_not_plan_here_lays_nothing(season: Any) -> None:
    with pytest.raises(Refused):
        trips_lay(season=season, by=StaffFactory(role="community_manager"))


def test_every_night_the_coming_days_are_laid_up_to_a_conflict_and_standing_bookings_have_their_seats(
    season: Any,
) -> None:
    run, stopped = RunFactory(season=season), RunFactory(season__first_day=TODAY)
    row = StandingFactory(run=run, riders=3, weekdays=0b0000011)
    absent = TODAY + timedelta(days=5)
    DriverAbsence.objects.create(driver=stopped.driver, period=since(absent))
    assert lay_ahead() == 14 + 4
    assert lay_ahead() == 0
    assert days_of(stopped) == [24, 25, 26, 27], "the twenty-eighth has nobody to drive"
    missing = ShuttleSeason.objects.get(pk=stopped.season_id)
    assert (missing.unlaid_from, season.unlaid_from) == (absent, None)
    assert stopped.driver.name in missing.unlaid_why
    office = StaffFactory(role="community_manager", areas=[missing.community])
    assert next(card["label"] for card in cards(office)) == "时刻表有车次没排上"
    DriverAbsence.objects.all().delete()
    assert trips_lay(season=missing, by=SCRIPT).made
    assert ShuttleSeason.objects.get(pk=missing.pk).unlaid_why == ""
    assert Trip.objects.filter(run=run).latest("day").day == horizon()
    booked = Booking.objects.filter(standing=row, state="booked").values_list("trip__day", flat=True)
    assert sorted(day.day for day in booked) == [1, 7, 24, 30], "Mondays and Tuesdays; today's has left"
    assert Trip.objects.get(run=run, day=date(2026, 11, 24)).taken == 3


def test_laying_asks_a_fixed_number_of_queries(season: Any, manager: Any, django_assert_max_num_queries: Any) -> None:
    for n in range(6):
        RunFactory(season=season, departs_at=420 + 5 * n)
    with django_assert_max_num_queries(30):
        laid = trips_lay(season=season, by=manager, until=date(2026, 12, 31))
    assert len(laid.made) == 6 * 38
    assert horizon() == TODAY + timedelta(days=14)
