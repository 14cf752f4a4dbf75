"""Plans of a season: what is asked for, what is kept, changed and adopted; and ways to the fields by the timetable."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core import clock
from apps.core.errors import InvalidInput, Refused
from apps.core.geo.rides import rides_on, timetabled_minutes
from apps.core.periods import since
from apps.farmland.means import minutes_by_timetable, rides_to
from apps.farmland.models import BusySeason, Crop, Parcel
from apps.farmland.reach import refresh_stale
from apps.farmland.shipped import ship
from apps.farmland.whatif import as_served, demand_of
from apps.households.models import Presence, Schooling
from apps.shuttles.actions import plan_adopt, plan_compute, plan_edit, plan_make, run_end
from apps.shuttles.gathering import gather
from apps.shuttles.models import Driver, Run, ShuttlePlan, ShuttleRoute, ShuttleStop, Vehicle
from apps.shuttles.plan_policies import may_adopt
from tests.farmland.factories import HOME, field_at, home
from tests.households.factories import MemberFactory, MembershipFactory
from tests.shuttles.factories import (
    PatternFactory,
    RouteFactory,
    RunFactory,
    SeasonFactory,
    VehicleFactory,
    WishFactory,
)
from tests.shuttles.plans import LITTLE, METRE, SPRING, computed, stop_at, wishes


def asked(season: Any) -> dict[tuple[int, int, bool], int]:
    return {(one["stop"], one["hour"], one["back"]): one["riders"] for one in gather(season)["groups"]}


def test_wishes_ask_for_a_ride_out_and_back(season: Any) -> None:
    wishes(season)
    wishes(season, riders=2, state="withdrawn")
    wishes(season, riders=1, purpose="school")
    WishFactory(
        household=home(season.community), stop=stop_at(season.community, 1, kind="town"), season=season, day=None
    )
    assert asked(season) == {(1, 7, False): 9, (1, 12, True): 9}
    assert gather(season)["notes"]["wishes_without_stop"] == 1


def test_a_wish_counts_on_its_days_of_the_week_and_asks_for_an_accessible_vehicle(season: Any) -> None:
    wishes(season, riders=4, weekdays=0b0000010)  # Tuesdays: most wish for one
    wishes(season, riders=3, weekdays=0b0000110, needs_accessible=True)
    wishes(season, riders=2, weekdays=0b0100000)
    inputs = gather(season)
    assert inputs["weekday"] == 1
    groups = {(one["riders"], one["accessible"]) for one in inputs["groups"] if not one["back"]}
    assert groups == {(4, False), (3, True)}
    assert inputs["notes"]["wishes_other_days"] == 1


def at_school(household: Any, school: str, stage: str = "primary", **more: Any) -> Any:
    member = MemberFactory(community=household.community, birth_date=date(2017, 5, 1))
    MembershipFactory(household=household, member=member, relation="child")
    lasts = {"community": household.community, "period": since(date(2025, 9, 1))}
    return Schooling.objects.create(member=member, stage=stage, school=school, **lasts, **more)


def test_pupils_ask_for_a_ride_to_their_school_and_back(county: Any) -> None:
    own = county.own
    stop_at(own, 0, kind="community", name="南门")
    middle = stop_at(own, 6000, kind="school", name="龙凤镇初级中学")
    primary = stop_at(own, 4000, kind="school", name="龙凤小学校门口")
    VehicleFactory(community=own, seats=12)
    season = SeasonFactory(community=own, purpose="school", **SPRING)
    here, away, told = home(own), home(own), home(own)
    Presence.objects.create(household=away, status="away", community=own, period=since(date(2026, 1, 1)))
    for household in (here, here, away):
        at_school(household, "龙凤 小学")
    at_school(here, "龙凤镇初级中学", "junior")
    at_school(here, "龙凤小学", boarding=True)
    at_school(here, "州府大学", "university")
    at_school(here, "外地小学")
    at_school(told, "龙凤小学")
    WishFactory(household=told, stop=primary, purpose="school", season=season, day=None, hour_from=8, riders=1)
    first, second = sorted((middle, primary), key=lambda stop: stop.pk)
    number = {first.pk: 1, second.pk: 2}
    riders = asked(season)
    assert {key: riders[key] for key in riders if not key[2]} == {
        (number[primary.pk], 7, False): 2, (number[primary.pk], 8, False): 1, (number[middle.pk], 6, False): 1,
    }  # fmt: skip
    assert riders[number[primary.pk], 16, True] == 2
    notes = gather(season)["notes"]
    assert (notes["pupils"], notes["pupils_without_stop"]) == (6, 1)


def test_fields_ask_by_the_farm_calendar_for_those_who_live_here(season: Any) -> None:
    """Maize far out: asked for by who lives here; not by who moved back, not near home, not far from every stop."""
    ship(Crop, BusySeason)
    maize = Crop.objects.get(name="玉米")
    here, back = home(season.community), home(season.community)
    for household, status in ((here, "permanent"), (back, "returned")):
        lives = {"community": season.community, "period": since(date(2026, 1, 1))}
        Presence.objects.create(household=household, status=status, **lives)
    for _field in range(30):
        field_at(here, 6300, crop=maize)
    field_at(back, 6300, crop=maize)
    field_at(here, 500, crop=maize)
    field_at(here, 20_000, crop=maize)
    refresh_stale()
    inputs = gather(season)
    riders = sum(one["riders"] for one in inputs["groups"] if not one["back"])
    assert {one["stop"] for one in inputs["groups"]} == {1}
    assert riders == sum(one["riders"] for one in inputs["groups"] if one["back"]) > 0
    assert all(one["walked"] > 0 for one in inputs["groups"])
    assert inputs["notes"]["fields_without_stop"] == 1
    Presence.objects.filter(household=here).update(status="dual", months_at_home=6)
    assert sum(one["riders"] for one in gather(season)["groups"] if not one["back"]) == pytest.approx(riders / 2, abs=1)


def test_a_plan_is_kept_beside_greedy_and_today_by_one_evaluator(season: Any, community_manager: Any) -> None:
    wishes(season)
    wishes(season, hour=8, stop="高山")
    plan = computed(season, community_manager, name="试一试")
    totals = plan.totals
    assert totals["plan"]["weighed_fen"] <= totals["greedy"]["weighed_fen"]
    assert (totals["plan"]["short"], totals["faults"], "today" in totals) == (0, [], False)
    assert totals["plan"]["trips"] >= totals["least_trips"] == 2
    assert (plan.number, str(plan), len(plan.content_hash)) == (1, "1 试一试", 64)
    assert plan.table[0]["way"].startswith("南门 → ")
    assert plan.table[0]["riders"].endswith(" + 0")
    assert {row["vehicle"] for row in plan.table} <= {bus["key"] for bus in plan.inputs["vehicles"]}


def test_the_timetable_of_today_is_judged_too(season: Any, community_manager: Any) -> None:
    wishes(season)
    stops = list(ShuttleStop.objects.order_by("pk"))
    route = RouteFactory(community=season.community, calls=[(stops[0], 0, 0), (stops[1], 20, 8)])
    bus = Vehicle.objects.first()
    RunFactory(season=season, route=route, departs_at=430, vehicle=bus, pattern__weekdays=0b11111)
    RunFactory(season=season, route=route, departs_at=440, vehicle=None, pattern__weekdays=0b100000)
    today = computed(season, community_manager).totals["today"]
    assert (today["trips"], today["short"], today["riders"]) == (1, 9, 18)  # nobody brings them back
    assert today["metres"] == 16_000


def test_a_manager_drops_moves_and_adds_trips(season: Any, community_manager: Any) -> None:
    wishes(season)
    plan = computed(season, community_manager)
    short = plan_edit(plan=plan, by=community_manager, drop=[0])
    assert (short.number, short.totals["plan"]["short"]) == (2, 9)
    stop = ShuttleStop.objects.get(name="茶园")
    again = plan_edit(plan=short, by=community_manager, add=[{"departs": 425, "stops": [stop], "vehicle": None}])
    assert (again.totals["plan"]["short"], again.table[0]["minute"]) == (0, 425)
    late = plan_edit(plan=again, by=community_manager, move={0: 540})
    assert late.totals["plan"]["waited"] == 9 * 61 or late.totals["plan"]["short"] == 9
    with pytest.raises(InvalidInput, match="invalid"):
        plan_edit(plan=plan, by=community_manager, drop=[99])


def test_two_trips_at_once_need_two_vehicles(season: Any, community_manager: Any) -> None:
    wishes(season)
    plan = computed(season, community_manager)
    stop, bus = ShuttleStop.objects.get(name="茶园"), plan.inputs["keys"]["vehicles"][0]
    both = [{"departs": 420, "stops": [stop], "vehicle": Vehicle.objects.get(pk=bus)}] * 2
    wrong = plan_edit(plan=plan, by=community_manager, drop=range(len(plan.table)), add=both)
    assert wrong.faults == [["vehicle in two places", plan.inputs["vehicles"][0]["key"]]]
    with pytest.raises(Refused, match="faults"):
        plan_adopt(plan=wrong, by=community_manager)


def test_adopting_writes_the_timetable_and_ends_the_old_one(season: Any, community_manager: Any) -> None:
    wish = wishes(season)
    weekdays = PatternFactory(community=season.community, weekdays=0b11111)
    old = RunFactory(season=season, pattern=weekdays)
    plan = computed(season, community_manager)
    adopted = plan_adopt(plan=plan, by=community_manager)
    runs = Run.objects.filter(season=season, ended_on=None).order_by("departs_at")
    assert [run.departs_at for run in runs] == [row["minute"] for row in plan.table]
    assert {run.pattern_id for run in runs} == {weekdays.pk}
    assert all(run.vehicle_id and run.driver_id for run in runs)
    old.refresh_from_db()
    wish.refresh_from_db()
    assert (old.ended_on, wish.state, adopted.adopted_by) == (season.first_day, "planned", community_manager)
    route = runs[0].route
    calls = [(row.stop.name, row.minutes) for row in route.stops.select_related("stop").order_by("place")]
    assert (calls[0], calls[-1][0]) == (("南门", 0), "南门")
    assert not may_adopt(adopted, community_manager)
    assert asked(season) == {(1, 7, False): 9, (1, 12, True): 9}  # a new plan asks for them again
    count = ShuttleRoute.objects.count()
    plan_adopt(plan=computed(season, community_manager), by=community_manager)
    assert ShuttleRoute.objects.count() == count  # the same way is the same route


@pytest.mark.parametrize("change", ["vehicle", "driver", "stop", "season"])
def test_what_changed_in_the_register_since_keeps_a_plan_from_being_adopted(
    season: Any, community_manager: Any, change: str
) -> None:
    wishes(season)
    plan = computed(season, community_manager)
    assert may_adopt(plan, community_manager)
    if change == "vehicle":
        Vehicle.objects.update(retired_on=season.first_day)
    elif change == "driver":
        Driver.objects.update(licence_until=season.first_day - timedelta(days=1))
    elif change == "stop":
        ShuttleStop.objects.filter(name="茶园").update(closed_on=season.first_day)
    else:
        type(season).objects.filter(pk=season.pk).update(purpose="school")
    answer = may_adopt(ShuttlePlan.objects.get(pk=plan.pk), community_manager)
    assert answer.code == "register_changed"
    with pytest.raises(Refused):
        plan_adopt(plan=plan, by=community_manager)
    assert not Run.objects.exists()


def test_two_plans_adopted_at_once_wait_for_each_other(season: Any, community_manager: Any) -> None:
    """Each takes the season before it looks at the timetable that it replaces."""
    wishes(season)
    plan = computed(season, community_manager)
    with CaptureQueriesContext(connection) as asked_for:
        plan_adopt(plan=plan, by=community_manager)
    said = [query["sql"] for query in asked_for]
    locks = [n for n, sql in enumerate(said) if "FOR UPDATE" in sql and 'FROM "shuttles_shuttleseason"' in sql]
    reads = [n for n, sql in enumerate(said) if 'FROM "shuttles_run"' in sql]
    assert min(locks) < min(reads)


def test_a_plan_of_certain_days_replaces_what_runs_on_them(season: Any, community_manager: Any, api: Any) -> None:
    worked, weekend = (PatternFactory(community=season.community, weekdays=days) for days in (0b0011111, 0b1100000))
    kept, old = RunFactory(season=season, pattern=worked), RunFactory(season=season, pattern=weekend)
    wishes(season, riders=4, weekdays=0b0011111)
    wishes(season, riders=3, weekdays=0b1000000)
    sent = api(community_manager).post(
        f"/api/v1/shuttle-seasons/{season.pk}/plan/", {"pattern": weekend.pk}, content_type="application/json"
    )
    plan = ShuttlePlan.objects.get(pk=sent.json()["id"])
    assert (sent.status_code, plan.inputs["weekday"]) == (202, 6)
    assert {one["riders"] for one in plan.inputs["groups"]} == {3}
    assert plan_compute(plan=plan, effort=LITTLE)
    plan.refresh_from_db()
    plan_adopt(plan=plan, by=community_manager)
    assert set(Run.objects.filter(ended_on=None).values_list("pattern", flat=True)) == {worked.pk, weekend.pk}
    ended = dict(Run.objects.filter(pk__in=(kept.pk, old.pk)).values_list("pk", "ended_on"))
    assert ended == {kept.pk: None, old.pk: season.first_day}
    RunFactory(season=season, pattern=PatternFactory(community=season.community, name="每天"))
    again = computed(season, community_manager, pattern=weekend)
    assert (refused := may_adopt(again, community_manager)).code == "days_overlap"
    assert "每天" in str(refused.message)
    with pytest.raises(InvalidInput):
        plan_make(season=season, by=community_manager, pattern=PatternFactory())


def test_who_may_not_plan_is_refused(season: Any, grid_worker: Any, auditor: Any) -> None:
    for staff in (grid_worker, auditor):
        with pytest.raises(Refused):
            plan_make(season=season, by=staff)


def test_without_stops_there_is_no_plan(county: Any, community_manager: Any) -> None:
    with pytest.raises(InvalidInput, match="no_stops"):
        plan_make(season=SeasonFactory(community=county.own), by=community_manager)


def test_the_timetable_shortens_ways_to_fields(season: Any, community_manager: Any, login: Any) -> None:
    """On foot to the stop, ten minutes of wait, the ride, and on foot to the field; only on days when it runs."""
    stops = {stop.name: stop for stop in ShuttleStop.objects.all()}
    calls = [(stops["南门"], 0, 0), (stops["茶园"], 20, 8), (stops["高山"], 35, Decimal(12))]
    route = RouteFactory(community=season.community, calls=calls)
    run = RunFactory(season=season, route=route, departs_at=430, pattern__weekdays=0b11111)
    ship(Crop, BusySeason)
    maize = Crop.objects.get(name="玉米")
    near, far = (field_at(home(season.community), metres, crop=maize) for metres in (6000, 40_000))
    refresh_stale()
    rows = list(Parcel.objects.select_related("reach").order_by("pk"))
    thursday, saturday = date(2027, 4, 1), date(2027, 4, 3)
    found = {key: {means.key: ride for means, ride in rides} for key, rides in rides_to(rows, thursday).items()}
    ride = found[near.pk]["shuttle"]
    assert ride.minutes == pytest.approx(30, abs=4)
    assert ride.note == "首班 07:10，从南门上车"
    assert "shuttle" not in found[far.pk]
    assert "shuttle" not in {means.key for means, _ride in rides_to(rows, saturday)[near.pk]}
    places = np.array([[HOME["latitude"], HOME["longitude"], np.nan]])
    goals = np.array([[HOME["latitude"] + metres * METRE, HOME["longitude"], np.nan] for metres in (6000, 9000)])
    assert timetabled_minutes(rides_on(thursday), places[:, None], goals).round().tolist() == [[30, 45]]
    assert minutes_by_timetable(Parcel.objects.all(), thursday) == {near.pk: pytest.approx(ride.minutes)}
    with clock.at(datetime(2027, 4, 1, 2, tzinfo=UTC)):
        served = as_served(demand_of(Parcel.objects.all()))
        assert (served.served, served.walk.min()) == (1, pytest.approx(ride.minutes))
        table = login(community_manager)
        assert table.post(
            reverse("admin:farmland_parcel_tools"), {"do": "columns", "columns": ["whose", "by_timetable"]}
        ).status_code in (200, 302)
        minutes = f"{round(ride.minutes)}"
        assert minutes in table.get(reverse("admin:farmland_parcel_changelist")).content.decode()
    run_end(run=run, by=community_manager, day=thursday - timedelta(days=1))
    assert np.isnan(timetabled_minutes(rides_on(thursday), places[:, None], goals)).all()
