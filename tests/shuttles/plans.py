"""A season to plan, and plans of it that are computed."""

from datetime import date
from typing import Any

from apps.shuttles.actions import plan_compute, plan_make
from apps.shuttles.models import ShuttlePlan, ShuttleStop
from tests.farmland.factories import HOME, home
from tests.shuttles.factories import DriverFactory, SeasonFactory, StopFactory, VehicleFactory, WishFactory

METRE = 1 / 111_195
SPRING = {"first_day": date(2027, 4, 1), "last_day": date(2027, 4, 30)}
LITTLE = 0.004


def stop_at(community: Any, metres: float, **values: Any) -> Any:
    """A stop so far north of the community."""
    place = {"latitude": HOME["latitude"] + metres * METRE, "longitude": HOME["longitude"]}
    return StopFactory(community=community, **place, **({"kind": "field"} | values))


def season_of(community: Any) -> Any:
    """A field season with a stop at home and two at the fields, two vehicles and two drivers."""
    stop_at(community, 0, kind="community", name="南门")
    stop_at(community, 6000, name="茶园")
    stop_at(community, 9000, name="高山")
    VehicleFactory.create_batch(2, community=community, seats=12)
    DriverFactory.create_batch(2, community=community)
    return SeasonFactory(community=community, **SPRING)


def wishes(season: Any, riders: int = 9, hour: int = 7, stop: str = "茶园", **values: Any) -> Any:
    """A household wishes for a ride on the season's days."""
    to = ShuttleStop.objects.get(community=season.community_id, name=stop)
    return WishFactory(
        household=home(season.community), stop=to, season=season, day=None, hour_from=hour, riders=riders, **values
    )


def computed(season: Any, by: Any, **values: Any) -> ShuttlePlan:
    """A plan as it is when the worker has done with it."""
    plan = plan_make(season=season, by=by, start=False, **values)
    assert plan_compute(plan=plan, effort=LITTLE)
    plan.refresh_from_db()
    return plan
