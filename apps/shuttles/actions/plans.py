"""Plans of a season: changed by hand, adopted as its timetable. computing.py has how they are computed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.actors import person
from apps.core.constraints import checked
from apps.core.errors import InvalidInput, ensure
from apps.core.events import emit
from apps.core.periods import lasting
from apps.shuttles import planned
from apps.shuttles.actions.computing import keep
from apps.shuttles.actions.timetable import pattern_register, route_register, run_add, run_end
from apps.shuttles.models import Driver, RideWish, ServicePattern, ShuttlePlan, ShuttleRoute, ShuttleSeason, ShuttleStop
from apps.shuttles.models import Vehicle as Bus
from apps.shuttles.plan_policies import live_runs, may_adopt, may_edit, plan_days
from apps.shuttles.planning import Problem, Trip
from apps.shuttles.planning.duty import Roster
from apps.shuttles.planning.judge import judge
from apps.shuttles.planning.loops import loop_of
from apps.shuttles.vocabulary import WishState
from apps.shuttles.workflow import PlanState

BY_HAND = "by hand/1"


def plan_edit(
    *, plan: ShuttlePlan, by: Any, drop: Iterable[int] = (), move: Mapping[int, int] | None = None,
    vehicle: Mapping[int, Bus] | None = None, add: Iterable[Mapping[str, Any]] = (), name: str = "",
) -> ShuttlePlan:  # fmt: skip
    """Another plan: this one with trips dropped, moved to another minute, given another vehicle, or added.

    Trips are numbered from 0 as in `plan.table`; `add` holds {"departs": minute, "stops": [ShuttleStop], "vehicle"}.
    Drivers are named anew. What the change breaks is told in its `faults`, and keeps it from being adopted.
    Raises Refused, InvalidInput.
    """
    ensure(may_edit(plan, by))
    inputs, trips = plan.inputs, planned.trips_in(plan.outputs)
    problem = Problem.read(inputs)
    for number, minute in (move or {}).items():
        trips[_known(trips, number)] = replace(trips[number], departs=minute)
    for number, bus in (vehicle or {}).items():
        trips[_known(trips, number)] = replace(trips[number], vehicle=_place(inputs, "vehicles", bus))
    gone = {_known(trips, number) for number in drop}
    kept = [trip for number, trip in enumerate(trips) if number not in gone]
    kept += [_added(problem, inputs, one) for one in add]
    beside = {key: value for key, value in plan.totals.items() if key not in ("plan", "faults")}
    judged = judge(problem, _driven(problem, kept))
    values = planned.columns(inputs, judged, beside, BY_HAND)
    return keep(plan.season, by, name or plan.name, values | {"state": PlanState.READY, "done_at": clock.now()})


@transaction.atomic
def plan_adopt(*, plan: ShuttlePlan, by: Any) -> ShuttlePlan:
    """Make the plan the season's timetable: its trips become runs; what the timetable had before ends.

    A plan of certain days ends and replaces what runs on those; another runs on the days of the runs that end, or else
    every day. Trips that are laid already stay. Raises Refused, InvalidInput.
    """
    row = ShuttlePlan.objects.select_for_update(of=("self",)).select_related("season__community").get(pk=plan.pk)
    season = row.season
    ShuttleSeason.objects.select_for_update(of=("self",)).get(pk=season.pk)  # one timetable: two plans wait
    ensure(may_adopt(row, by))
    pattern = plan_days(row)
    before = [run for run in live_runs(season) if pattern in (None, run.pattern)]
    days = pattern or (before[0].pattern if before else _every_day(season, by))
    for run in before:
        run_end(run=run, by=by, day=season.ahead_from)
    for trip in planned.trips_in(row.outputs):
        run_add(
            season=season, by=by, route=_route(row, trip, by), pattern=days, departs_at=trip.departs,
            vehicle=_named(Bus, row.inputs["keys"]["vehicles"], trip.vehicle),
            driver=_named(Driver, row.inputs["keys"]["drivers"], trip.driver),
        )  # fmt: skip
    wishes = RideWish.objects.filter(season=season, state=WishState.OPEN, stop__in=row.inputs["keys"]["stops"])
    wishes.update(state=WishState.PLANNED, updated_at=clock.now())
    row.adopted_at, row.adopted_by = clock.now(), person(by)
    emit("shuttle_plan.adopted", plan_id=row.pk)
    return checked(row)


def _known(trips: Sequence[Trip], number: int) -> int:
    if not 0 <= number < len(trips):
        raise InvalidInput(_("This plan has no such trip."), field="trip")
    return number


def _place(inputs: dict[str, Any], kind: str, row: Any) -> int:
    keys: list[int] = inputs["keys"][kind]
    if row.pk not in keys:
        raise InvalidInput(_("The plan was computed without it. Compute a new plan first."), field=kind)
    return keys.index(row.pk)


def _added(problem: Problem, inputs: dict[str, Any], one: Mapping[str, Any]) -> Trip:
    """A trip that the manager adds: a loop over the stops; without a vehicle the one with most seats."""
    order = tuple(_place(inputs, "stops", stop) for stop in one["stops"])
    if not order or 0 in order:
        raise InvalidInput(_("Choose stops outside the community; the way there and back is added."), field="stops")
    if not problem.vehicles:
        raise InvalidInput(_("There is no vehicle."), field="vehicle")
    largest = max(range(len(problem.vehicles)), key=lambda bus: (problem.vehicles[bus].seats, -bus))
    bus = largest if one.get("vehicle") is None else _place(inputs, "vehicles", one["vehicle"])
    return loop_of(problem, order).at(one["departs"], bus)


def _driven(problem: Problem, trips: Iterable[Trip]) -> list[Trip]:
    """The trips with drivers named anew; nobody where none is free."""
    roster = Roster(problem)
    return [roster.drive(trip) for trip in sorted(trips)]


def _every_day(season: ShuttleSeason, by: Any) -> ServicePattern:
    name = str(_("every day"))
    known = ServicePattern.objects.filter(community=season.community_id, name=name).first()
    return known or pattern_register(community=season.community, by=by, name=name)


def _route(plan: ShuttlePlan, trip: Trip, by: Any) -> ShuttleRoute:
    """The route of the community that goes this way in these minutes, or a new one."""
    season, keys = plan.season, plan.inputs["keys"]["stops"]
    way = [(keys[stop], minutes) for stop, minutes in zip(trip.path, trip.offsets, strict=True)]
    every = ShuttleRoute.objects.filter(community=season.community_id)
    usable = every.filter(lasting("closed_on", season.last_day), purpose=season.purpose)
    for route in usable.prefetch_related("stops").order_by("pk"):
        if [(row.stop_id, row.minutes) for row in sorted(route.stops.all(), key=lambda row: row.place)] == way:
            return route
    problem, stops = Problem.read(plan.inputs), ShuttleStop.objects.in_bulk([stop for stop, _minutes in way])
    far = [0, *(_metres(problem, trip.path[: end + 1]) for end in range(1, len(trip.path)))]
    calls = [(stops[stop], minutes, round(metres / 1000, 2)) for (stop, minutes), metres in zip(way, far, strict=True)]
    taken = set(every.values_list("code", flat=True))
    code = next(f"p{number}" for number in range(1, len(taken) + 2) if f"p{number}" not in taken)
    name = "—".join(stops[stop].name for stop, _minutes in way[1:-1])[:40]
    return route_register(
        community=season.community, by=by, stops=calls, code=code, name=name, purpose=season.purpose
    )  # fmt: skip


def _metres(problem: Problem, path: Sequence[int]) -> int:
    return sum(problem.metres[here][there] for here, there in pairwise(path))


def _named(model: Any, keys: Sequence[int], number: int) -> Any:
    return model.objects.get(pk=keys[number]) if number >= 0 else None
