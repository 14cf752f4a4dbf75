"""Shuttles through the API: register and timetable by posts, permissions, few queries."""

from typing import Any
from urllib.parse import urlsplit

import pytest

from apps.accounts.models import AccessLog
from apps.shuttles.models import (
    Driver,
    DriverAbsence,
    RideWish,
    Run,
    ShuttleStop,
    StandingBooking,
    Trip,
    Vehicle,
    VehicleOutage,
)
from tests.households.factories import HouseholdFactory
from tests.shuttles.factories import (
    BookingFactory,
    DriverFactory,
    RouteFactory,
    RunFactory,
    SeasonFactory,
    StandingFactory,
    TripFactory,
    VehicleFactory,
    WishFactory,
)
from tests.shuttles.plans import computed, season_of, wishes

pytestmark = pytest.mark.usefixtures("evening")
JSON = "application/json"


def test_a_timetable_becomes_trips_by_posts(county: Any, api: Any, community_manager: Any) -> None:
    client, own = api(community_manager), county.own
    model = RunFactory(season__community=own, season__last_day="2026-12-03", departs_at=1430)
    season = SeasonFactory(community=own, last_day="2026-12-03")
    given = {"route": model.route_id, "pattern": model.pattern_id, "departs_at": 400, "vehicle": model.vehicle_id,
             "driver": model.driver_id}  # fmt: skip
    one = f"/api/v1/shuttle-seasons/{season.pk}/"
    assert client.post(f"{one}run/", given, content_type=JSON).status_code == 200
    assert client.post(f"{one}lay/", {}, content_type=JSON).status_code == 200
    assert Trip.objects.filter(run__season=season).count() == 3
    run = Run.objects.get(season=season)
    assert client.get(f"/api/v1/shuttle-runs/{run.pk}/").json()["departs"] == "06:40"
    out = {"first": "2026-12-10", "why": "年检"}
    client.post(f"/api/v1/vehicles/{model.vehicle_id}/outage/", out, content_type=JSON)
    client.post(f"/api/v1/drivers/{model.driver_id}/absence/", out, content_type=JSON)
    assert (VehicleOutage.objects.count(), DriverAbsence.objects.count()) == (1, 1)
    day = {"day": "2026-12-02", "runs": False, "why": "雪"}
    changed = client.post(f"/api/v1/service-patterns/{model.pattern_id}/exception/", day, content_type=JSON).json()
    assert changed["exceptions"] == [day]
    assert client.post(f"/api/v1/shuttle-runs/{run.pk}/end/", {"day": "2026-12-03"}, content_type=JSON).json()[
        "ended_on"
    ]
    single = {"starts_at": "2026-12-20T06:00:00+08:00", "name": "加班车"}
    client.post(f"/api/v1/shuttle-routes/{model.route_id}/trip/", single, content_type=JSON)
    assert Trip.objects.get(run=None).name == "加班车"


def test_a_register_by_post_and_patch(county: Any, api: Any, community_manager: Any, people: Any) -> None:
    client, own, refused = api(community_manager), county.own.pk, api(people["auditor"])

    def send(noun: str, change: dict[str, Any], **given: Any) -> Any:
        """Registered, then changed; a person who may not is refused both."""
        url, given = f"/api/v1/{noun}/", {"community": own, **given}
        assert refused.post(url, given, content_type=JSON).status_code == 403
        made = client.post(url, given, content_type=JSON)
        assert made.status_code == 201, made.json()
        one = f"{url}{made.json()['id']}/"
        assert refused.patch(one, change, content_type=JSON).status_code == 403
        changed = client.patch(one, change, content_type=JSON)
        assert changed.status_code == 200, changed.json()
        return changed.json()

    gate = send("shuttle-stops", {"name": "东门"}, name="门口", code="gate", latitude=30.27, longitude=109.48)
    tea = send("shuttle-stops", {"accessible": True}, name="茶园", code="tea", kind="field")
    assert (gate["name"], tea["accessible"]) == ("东门", True)
    assert send("vehicles", {"seats": 20}, plate="鄂Q12345", seats=18)["seats"] == 20
    driver = {"name": "向师傅", "licence_class": "B1", "licence_until": "2030-01-01", "phone": "13800001111"}
    assert "phone" not in send("drivers", {"licence_class": "A1"}, **driver)
    assert Driver.objects.get().phone == "13800001111"
    days = {"first_day": "2026-12-01", "last_day": "2026-12-07"}
    season = send("shuttle-seasons", {"last_day": "2026-12-08"}, name="采茶季", purpose="field", **days)
    assert season["last_day"] == "2026-12-08"
    assert send("service-patterns", {"weekdays": 31}, name="工作日")["weekdays"] == 31
    way = [{"stop": gate["id"], "minutes": 0}, {"stop": tea["id"], "minutes": 40, "km": "18"}]
    longer = {"stops": [way[0], {**way[1], "minutes": 45}]}
    route = send("shuttle-routes", longer, name="茶园线", code="t1", purpose="field", stops=way)
    assert [call["minutes"] for call in route["stops"]] == [0, 45]
    lacking = client.patch(f"/api/v1/shuttle-routes/{route['id']}/", {"stops": [{"minutes": 3}]}, content_type=JSON)
    assert lacking.status_code == 400
    foreign = {"community": county.foreign.pk, "name": "别处", "code": "far"}
    assert client.post("/api/v1/shuttle-stops/", foreign, content_type=JSON).status_code == 400


def test_households_get_standing_seats_and_tell_wishes(county: Any, api: Any, community_manager: Any) -> None:
    client, home = api(community_manager), HouseholdFactory(community=county.own)
    run = RunFactory(season__community=county.own)
    stop = run.route.stops.order_by("place").first().stop
    given = {"household": home.pk, "from_stop": stop.pk, "riders": 2, "weekdays": 31}
    answer = client.post(f"/api/v1/shuttle-runs/{run.pk}/standing/", given, content_type=JSON)
    assert answer.status_code == 200, answer.json()
    standing = StandingBooking.objects.get()
    shown = client.get(f"/api/v1/standing-bookings/{standing.pk}/").json()
    assert shown["until"] == run.season.last_day.isoformat()  # the last day, as the pages say it
    ended = client.post(f"/api/v1/standing-bookings/{standing.pk}/end/", {"why": "转学"}, content_type=JSON)
    assert ended.json()["state"] == "ended"
    wish = {"household": home.pk, "purpose": "field", "hour_from": 6, "day": "2026-12-08"}
    assert client.post(f"/api/v1/shuttle-stops/{stop.pk}/wish/", wish, content_type=JSON).status_code == 200
    row = RideWish.objects.get()
    assert client.post(f"/api/v1/ride-wishes/{row.pk}/withdraw/", {}, content_type=JSON).json()["state"] == "withdrawn"


def test_what_was_recorded_is_taken_back(county: Any, api: Any, community_manager: Any, auditor: Any) -> None:
    client, run = api(community_manager), RunFactory(season__community=county.own)
    vehicle, driver = VehicleFactory(community=county.own), DriverFactory(community=county.own)
    spans = (
        (f"/api/v1/vehicles/{vehicle.pk}/", "outage", "outages"),
        (f"/api/v1/drivers/{driver.pk}/", "absence", "absences"),
    )
    for address, what, rows in spans:
        span = client.post(f"{address}{what}/", {"first": "2026-12-02", "why": "年检"}, content_type=JSON).json()[rows][
            0
        ]
        assert (span["first"], span["last"], span["why"]) == ("2026-12-02", None, "年检")
        sent = {"span": span["id"], "last": "2026-12-04"}
        assert api(auditor).post(f"{address}{what}-end/", sent, content_type=JSON).status_code == 403
        assert client.post(f"{address}{what}-end/", sent, content_type=JSON).json()[rows][0]["last"] == "2026-12-04"
        assert client.post(f"{address}{what}-end/", {**sent, "span": 0}, content_type=JSON).json()["field"] == "span"
        assert (
            client.post(f"{address}{what}-end/", {**sent, "last": "2026-12-01"}, content_type=JSON).json()[rows] == []
        )
    pattern = f"/api/v1/service-patterns/{run.pattern_id}/"
    client.post(f"{pattern}exception/", {"day": "2026-12-05", "runs": False, "why": "赶集"}, content_type=JSON)
    dropped = client.post(f"{pattern}exception-drop/", {"day": "2026-12-05"}, content_type=JSON)
    assert dropped.json()["exceptions"] == []
    assert client.post(f"{pattern}exception-drop/", {"day": "2026-12-05"}, content_type=JSON).json()["field"] == "day"


def test_calendar_addresses_are_given_and_revoked(
    county: Any, api: Any, community_manager: Any, auditor: Any, client: Any
) -> None:
    calls, home = api(community_manager), HouseholdFactory(community=county.own)
    made = calls.post("/api/v1/shuttle-calendars/", {"household": home.pk}, content_type=JSON)
    assert made.status_code == 201
    again = calls.post("/api/v1/shuttle-calendars/", {"household": home.pk}, content_type=JSON)
    assert again.json() == made.json()
    address = urlsplit(made.json()["address"]).path
    assert client.get(address).status_code == 200
    assert "address" not in calls.get("/api/v1/shuttle-calendars/").json()["results"][0]  # not all of them at once
    one = calls.get(f"/api/v1/shuttle-calendars/{made.json()['id']}/").json()
    assert one["address"] == made.json()["address"]
    assert AccessLog.objects.filter(kind="open", subject=f"households.household:{home.pk}").exists()
    assert api(auditor).get("/api/v1/shuttle-calendars/").status_code == 403
    revoked = calls.post(f"/api/v1/shuttle-calendars/{made.json()['id']}/revoke/", {}, content_type=JSON)
    assert (revoked.status_code, revoked.json()["address"]) == (200, None)
    assert client.get(address).status_code == 404


def test_a_plan_gets_other_trips(county: Any, api: Any, community_manager: Any) -> None:
    season = season_of(county.own)
    wishes(season)
    plan, calls = computed(season, community_manager), api(community_manager)
    sent = {
        "drop": [0],
        "add": [{"departs": 420, "stops": [ShuttleStop.objects.get(name="高山").pk]}],
    }
    answer = calls.post(f"/api/v1/shuttle-plans/{plan.pk}/edit/", sent, content_type=JSON)
    assert answer.status_code == 200, answer.json()
    newest = season.plans.order_by("-number").first()
    assert sum(one["way"].count("高山") for one in newest.table) == 1
    bus = Vehicle.objects.order_by("-pk").first()
    sent = {"vehicle": [{"trip": 0, "vehicle": bus.pk}]}
    assert calls.post(f"/api/v1/shuttle-plans/{newest.pk}/edit/", sent, content_type=JSON).status_code == 200
    assert season.plans.order_by("-number").first().table[0]["vehicle"] == bus.plate


MAKE: dict[str, Any] = {
    "trips": lambda own: TripFactory(community=own, vehicle=None, driver=None, state="planned"),
    "bookings": lambda own: BookingFactory(
        trip__community=own, trip__state="planned", trip__vehicle=None, trip__driver=None, state="cancelled"
    ),
    "standing-bookings": lambda own: StandingFactory(run__season__community=own),
    "ride-wishes": lambda own: WishFactory(household__community=own),
    "shuttle-routes": lambda own: RouteFactory(community=own),
    "shuttle-runs": lambda own: RunFactory(season__community=own),
}
PAGES = {"trips": "trip", "bookings": "booking", "standing-bookings": "standingbooking", "ride-wishes": "ridewish",
         "shuttle-routes": "shuttleroute", "shuttle-runs": "run"}  # fmt: skip


@pytest.mark.parametrize("noun", MAKE)
@pytest.mark.parametrize("face", ["api", "admin"])
def test_lists_ask_the_same_number_of_questions(
    noun: str, face: str, county: Any, community_manager: Any, api: Any, login: Any, equal_queries: Any
) -> None:
    def more(count: int) -> None:
        for _n in range(count):
            MAKE[noun](county.own)

    more(2)
    url = f"/api/v1/{noun}/" if face == "api" else f"/admin/shuttles/{PAGES[noun]}/?view=all"
    client = (api if face == "api" else login)(community_manager)
    client.get(url)
    equal_queries(lambda: client.get(url), more=more)


def test_the_page_of_a_trip_asks_the_same_number_of_questions(
    county: Any, community_manager: Any, login: Any, equal_queries: Any
) -> None:
    trip = TripFactory(community=county.own, vehicle__seats=60)

    def more(count: int) -> None:
        for _n in range(count):
            BookingFactory(trip=trip)

    more(2)
    client = login(community_manager)
    equal_queries(lambda: client.get(f"/admin/shuttles/trip/{trip.pk}/change/"), more=more)
