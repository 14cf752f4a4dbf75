"""Shuttles through the staff's pages, as the office does it: register, timetable, trips, seats; what pages show."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from apps.reports.today.shuttles import cards
from apps.shuttles.actions import trip_cancel
from apps.shuttles.due import lacking
from apps.shuttles.models import (
    Booking,
    Driver,
    RideWish,
    Run,
    ServiceException,
    ServicePattern,
    ShuttleRoute,
    ShuttleSeason,
    ShuttleStop,
    StandingBooking,
    Trip,
    Vehicle,
)
from tests.communities.factories import BuildingFactory
from tests.households.factories import HouseholdFactory
from tests.shuttles.factories import (
    HOUR,
    SEVEN,
    BookingFactory,
    RouteFactory,
    RunFactory,
    StopFactory,
    TripFactory,
    VehicleFactory,
)
from tests.shuttles.matrix import trip_in
from tests.shuttles.plans import computed

pytestmark = pytest.mark.usefixtures("evening")


def page(row: Any) -> str:
    return reverse(f"admin:shuttles_{row._meta.model_name}_change", args=[row.pk])


def url_of(row: Any, deed: str) -> str:
    return reverse(f"admin:shuttles_{row._meta.model_name}_do", args=[row.pk, deed])


def do(client: Any, row: Any, deed: str, **fields: Any) -> Any:
    return client.post(url_of(row, deed), fields)


def add(client: Any, model: Any, **fields: Any) -> Any:
    sent = client.post(reverse(f"admin:shuttles_{model._meta.model_name}_add"), fields)
    assert sent.status_code == 302, sent.context["adminform"].form.errors if sent.context else sent.content[:500]
    return model.objects.order_by("-pk").first()


def shown(client: Any, row: Any) -> str:
    answer = client.get(page(row))
    assert answer.status_code == 200
    return str(answer.content.decode())


def stop_rows(*stops: tuple[Any, int, int]) -> dict[str, Any]:
    """The rows of a route's form."""
    rows: dict[str, Any] = {"stops-TOTAL_FORMS": len(stops), "stops-INITIAL_FORMS": 0}
    for n, (stop, minutes, km) in enumerate(stops):
        rows |= {f"stops-{n}-stop": stop.pk, f"stops-{n}-minutes": minutes, f"stops-{n}-km": km}
    return rows


def test_from_the_first_stop_to_trips_on_the_calendar(county: Any, community_manager: Any, login: Any) -> None:
    client, own = login(community_manager), county.own
    BuildingFactory(community=own, number=31, latitude=30.2710, longitude=109.4800)
    home = add(client, ShuttleStop, community=own.pk, code="gate", name="小区东门", kind="community", latitude="30.27",
               longitude="109.48", accessible="true")  # fmt: skip
    field = add(client, ShuttleStop, community=own.pk, code="tea", name="茶园", kind="field", accessible="unknown")
    assert "31" in shown(client, home)
    vehicle = add(client, Vehicle, community=own.pk, plate="鄂Q12345", seats=18, wheelchair_places=1)
    driver = add(client, Driver, community=own.pk, name="向师傅", licence_class="B1", licence_until="2030-01-01",
                 telephone="13800001111")  # fmt: skip
    assert "138••••1111" in shown(client, driver)
    route = add(client, ShuttleRoute, community=own.pk, code="t1", name="茶园线", purpose="field", fare_yuan="0",
                **stop_rows((field, 40, 18), (home, 0, 0)))  # fmt: skip
    assert list(route.stops.order_by("place").values_list("stop__code", "minutes")) == [("gate", 0), ("tea", 40)]
    pattern = add(client, ServicePattern, community=own.pk, name="工作日", weekdays=["0", "1", "2", "3", "4"],
                  on_holidays="skip", on_makeup_days="run")  # fmt: skip
    assert pattern.weekdays == 0b0011111
    season = add(client, ShuttleSeason, community=own.pk, name="采茶季", purpose="field", first_day="2026-12-01",
                 last_day="2026-12-07")  # fmt: skip
    bad = do(client, season, "run", route=route.pk, pattern=pattern.pk, departs_at="6点")
    assert bad["X-Refusal"] == "invalid"
    assert do(client, season, "run", route=route.pk, pattern=pattern.pk, departs_at="06:40", vehicle=vehicle.pk,
              driver=driver.pk).status_code == 302  # fmt: skip
    assert Run.objects.get().departs_at == 400
    assert do(client, pattern, "exception", day="2026-12-05", runs="yes", why="赶集").status_code == 302
    assert do(client, season, "lay", until="2026-12-07").status_code == 302
    assert set(Trip.objects.values_list("day", flat=True)) == {date(2026, 12, n) for n in (1, 2, 3, 4, 5, 7)}
    words = shown(client, season)
    assert "06:40" in words
    assert "07:20" in words
    assert ServiceException.objects.get().runs
    assert "12/5" in shown(client, pattern)
    for row in (vehicle, route, Run.objects.get(), Trip.objects.first()):
        shown(client, row)


def test_who_cannot_be_had_is_said_before_anything_is_laid(county: Any, community_manager: Any, login: Any) -> None:
    client, run = login(community_manager), RunFactory(season__community=county.own)
    assert do(client, run.vehicle, "outage", first="2026-12-02", last="2026-12-03", why="年检").status_code == 302
    answer = do(client, run.season, "lay", until="2026-12-04")
    assert answer["X-Refusal"] == "conflicts"
    assert "年检" in answer.content.decode()
    assert not Trip.objects.exists()
    assert do(client, run.driver, "absence", first="2026-12-01", why="病假").status_code == 302
    assert "病假" in shown(client, run.driver)


@pytest.mark.parametrize(("deed", "end"), [("outage", "outages-end"), ("absence", "absences-end")])
def test_who_is_back_earlier_and_what_never_was(
    deed: str, end: str, county: Any, community_manager: Any, auditor: Any, login: Any
) -> None:
    client, run = login(community_manager), RunFactory(season__community=county.own)
    owner = run.vehicle if deed == "outage" else run.driver
    assert end not in shown(client, owner)
    do(client, owner, deed, first="2026-12-02", last="2026-12-20", why="年检")
    rows = owner.outages if deed == "outage" else owner.absences
    sent = {"span": rows.get().pk, "last": "2026-12-05"}
    assert end in shown(client, owner)
    assert do(login(auditor), owner, end, **sent)["X-Refusal"] == "not_your_role"
    assert do(login(community_manager), owner, end, **sent).status_code == 302
    assert rows.get().ended == date(2026, 12, 6)
    assert do(client, owner, end, **(sent | {"last": "2026-12-01"})).status_code == 302
    assert not rows.exists()


def test_trips_whose_vehicle_or_driver_cannot_be_had_are_named(county: Any, community_manager: Any, login: Any) -> None:
    """What is on the calendar keeps its vehicle; the answer, the list and the first page say that it needs another."""
    client, run = login(community_manager), RunFactory(season__community=county.own)
    trips = [TripFactory(run=run, community=county.own, route=run.route, vehicle=run.vehicle, driver=run.driver,
                         starts_at=SEVEN + n * 24 * HOUR) for n in range(4)]  # fmt: skip

    def lack(what: str) -> set[int]:
        return set(Trip.objects.filter(lacking(what)).values_list("pk", flat=True))

    assert not lack("either")
    said = client.post(
        url_of(run.vehicle, "outage"), {"first": "2026-12-01", "last": "2026-12-02", "why": "年检"}, follow=True
    )
    assert "2趟" in said.content.decode()
    assert (lack("vehicle"), lack("driver")) == ({trips[0].pk, trips[1].pk}, set())
    do(client, run.driver, "absence", first="2026-12-02", last="2026-12-02", why="病假")
    type(run.driver).objects.filter(pk=run.driver_id).update(licence_until=date(2026, 12, 3))
    assert (lack("driver"), lack("either")) == ({trips[1].pk, trips[3].pk}, {trip.pk for trip in trips} - {trips[2].pk})
    assert [card["value"] for card in cards(community_manager) if "lacking=either" in card["url"]] == [3]


def test_trips_of_a_day_that_is_taken_out_stand_on_the_season(county: Any, community_manager: Any, login: Any) -> None:
    client, run = login(community_manager), RunFactory(season__community=county.own)
    trip = TripFactory(run=run, community=county.own, route=run.route, day=date(2026, 12, 1))
    heading = "开行日以外的车次"
    assert heading not in shown(client, run.season)
    sent = {"day": "2026-12-01", "runs": "no", "why": "大雪"}
    assert "1趟" in client.post(url_of(run.pattern, "exception"), sent, follow=True).content.decode()
    page = shown(client, run.season)
    assert heading in page
    assert reverse("admin:shuttles_trip_change", args=[trip.pk]) in page
    trip_cancel(trip=trip, by=community_manager, why="大雪")
    assert heading not in shown(client, run.season)


def test_what_a_register_refuses_keeps_what_was_typed(county: Any, community_manager: Any, login: Any) -> None:
    client, own = login(community_manager), county.own
    home, field = StopFactory(community=own, kind="community"), StopFactory(community=own, kind="field")
    typed = {"community": own.pk, "code": "t9", "name": "茶园早班", "purpose": "field", "fare_yuan": "3"}
    address = reverse("admin:shuttles_shuttleroute_add")
    answer = client.post(address, typed | stop_rows((home, 5, 0), (field, 47, 18)))
    words = answer.content.decode()
    assert (answer.status_code, answer["X-Refusal"]) == (400, "invalid")
    assert not ShuttleRoute.objects.exists()
    for kept in ("茶园早班", 'value="47"', "从第一站算起"):
        assert kept in words, kept
    plate = VehicleFactory(community=own, plate="鄂Q11111")
    answer = client.post(
        reverse("admin:shuttles_vehicle_edit", args=[plate.pk]),
        {"plate": "鄂Q22222", "seats": 4, "wheelchair_places": 9, "note": "备用车"},
    )
    assert "备用车" in answer.content.decode()
    assert Vehicle.objects.get().plate == "鄂Q11111"


def test_an_exception_is_taken_out(county: Any, community_manager: Any, auditor: Any, login: Any) -> None:
    client, pattern = login(community_manager), RunFactory(season__community=county.own).pattern
    do(client, pattern, "exception", day="2026-12-05", runs="no", why="赶集")
    sent = {"exception": ServiceException.objects.get().pk}
    assert "exception-drop" in shown(client, pattern)
    assert do(login(auditor), pattern, "exception-drop", **sent)["X-Refusal"] == "not_your_role"
    assert do(login(community_manager), pattern, "exception-drop", **sent).status_code == 302
    assert not ServiceException.objects.exists()
    assert "exception-drop" not in shown(client, pattern)


def test_a_trip_says_who_is_left_without_a_way_before_it_is_cancelled(
    county: Any, community_manager: Any, login: Any
) -> None:
    client, trip = login(community_manager), trip_in("open", community=county.own)
    homes = [HouseholdFactory(community=county.own, code=f"HX{n:05}") for n in range(2)]
    for home in homes:
        BookingFactory(trip=trip, household=home)
    words = shown(client, trip)
    assert homes[0].code in words
    assert "sh-list" in words
    other = TripFactory(community=county.own, starts_at=trip.starts_at, route__purpose=trip.route.purpose)
    assert page(other) in shown(client, trip)
    BookingFactory(trip=other, household=homes[1])
    assert shown(client, trip).count("no_transfer") == 1
    assert do(client, trip, "cancel", why="")["X-Refusal"] in ("required", "invalid")
    assert do(client, trip, "cancel", why="大雪封山").status_code == 302
    assert "大雪封山" in shown(client, trip)
    listed = client.get(reverse("admin:shuttles_booking_changelist"), {"without_a_way": "true"})
    assert listed.content.decode().count(homes[0].code) >= 1


def test_a_household_gets_a_seat_a_standing_seat_and_a_wish_in_its_file(
    county: Any, community_manager: Any, login: Any
) -> None:
    client, home = login(community_manager), HouseholdFactory(community=county.own)
    trip, run = trip_in("open", community=county.own), RunFactory(season__community=county.own)
    stop = trip.stops.order_by("place").first().stop

    def dialog(key: str, **fields: Any) -> Any:
        return client.post(reverse("admin:households_household_do", args=[home.pk, key]), fields)

    dialog("shuttle-seat", trip=trip.pk, from_stop=stop.pk, riders=2)
    assert Booking.objects.get().riders == 2
    dialog("shuttle-wish", purpose="field", stop=stop.pk, hour_from=6, day="2026-12-08", riders=1, weekdays=["0"])
    assert RideWish.objects.get().day == date(2026, 12, 8)
    first = run.route.stops.order_by("place").first().stop
    assert do(client, run, "standing", household=home.code, from_stop=first.pk, riders=1, weekdays=["0", "1"],
              first="2026-12-01").status_code == 302  # fmt: skip
    standing = StandingBooking.objects.get()
    assert standing.weekdays == 0b11
    tab = client.get(reverse("admin:households_household_change", args=[home.pk]), {"tab": "shuttle"}).content.decode()
    assert trip.route.name in tab
    assert run.route.name in tab
    for row in (Booking.objects.get(), standing, RideWish.objects.get()):
        shown(client, row)
    assert do(client, standing, "end", why="转学").status_code == 302
    assert do(client, RideWish.objects.get(), "withdraw").status_code == 302


def test_a_plan_is_computed_changed_and_adopted(county: Any, community_manager: Any, login: Any) -> None:
    client, own = login(community_manager), county.own
    StopFactory(community=own, kind="community", name="小区", code="gate")
    tea = StopFactory(community=own, kind="field", name="茶园", code="tea", latitude=30.31)
    run = RunFactory(season__community=own)
    RideWish.objects.create(household=HouseholdFactory(community=own), community=own, purpose="field", stop=tea,
                            season=run.season, hour_from=6, riders=5)  # fmt: skip
    plan = computed(run.season, community_manager, name="第一稿")
    words = shown(client, plan)
    assert "茶园" in words
    assert "sh-demand" in words
    assert "aj-compare" in words
    sent = do(client, plan, "edit", trip=0, what="move", departs_at="07:10")
    changed = run.season.plans.order_by("-number").first()
    assert sent.url == page(changed)
    assert changed.table[0]["departs"] == "07:10"
    assert do(client, changed, "adopt").status_code == 302
    assert Run.objects.filter(season=run.season, ended_on=None, departs_at=430).exists()
    assert "shuttleplan" in shown(client, run.season)


LISTS = (
    "trip", "booking", "standingbooking", "ridewish", "shuttleseason", "run", "shuttleplan", "shuttleroute",
    "shuttlestop", "servicepattern", "vehicle", "driver",
)  # fmt: skip


@pytest.mark.parametrize("noun", LISTS)
def test_empty_lists_say_what_they_are_for(county: Any, community_manager: Any, login: Any, noun: str) -> None:
    answer = login(community_manager).get(reverse(f"admin:shuttles_{noun}_changelist"), {"view": "all"})
    assert answer.status_code == 200
    assert "aj-empty" in answer.content.decode()


def test_the_list_of_trips_opens_with_what_is_to_come(county: Any, community_manager: Any, login: Any) -> None:
    TripFactory(community=county.own, route=RouteFactory(community=county.own))
    client, address = login(community_manager), reverse("admin:shuttles_trip_changelist")
    assert client.get(address).url == f"{address}?when=coming"
    for query in ("when=coming", "when=past", "lacking=either", "lacking=finish", "lacking=way", "late=true"):
        assert client.get(f"{address}?{query}").status_code == 200
