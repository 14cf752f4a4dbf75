"""Who may make a plan the timetable of its season, and why not."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.decisions import ALLOW, Decision, first_refusal, refuse
from apps.core.periods import lasting
from apps.shuttles.models import Driver, Run, ServicePattern, ShuttlePlan, ShuttleSeason, ShuttleStop, Vehicle
from apps.shuttles.models.plan import COMPUTING_ALREADY
from apps.shuttles.planned import trips_in
from apps.shuttles.policies import may_plan
from apps.shuttles.vocabulary import StopKind
from apps.shuttles.workflow import PlanState


def may_compute(season: ShuttleSeason, by: Any) -> Decision:
    """Whether `by` may have a plan of this season computed: one at a time."""
    busy = lambda: season.plans.filter(state=PlanState.COMPUTING).exists()  # noqa: E731
    return first_refusal(
        (
            lambda: may_plan(season.community, by),
            lambda: refuse("computing", COMPUTING_ALREADY) if busy() else ALLOW,
        )
    )


def may_edit(plan: ShuttlePlan, by: Any) -> Decision:
    """Whether `by` may try another plan that changes this one's trips."""
    return first_refusal((lambda: may_plan(plan.season.community, by), lambda: _is_ready(plan)))


def may_adopt(plan: ShuttlePlan, by: Any) -> Decision:
    """Whether `by` may make this plan the season's timetable: it has trips, and keeps the rules of who drives what."""
    return first_refusal(
        (
            lambda: may_plan(plan.season.community, by),
            lambda: _is_ready(plan),
            lambda: ALLOW if plan.adopted_at is None else refuse("adopted", _("This plan is the timetable already.")),
            lambda: ALLOW if plan.table else refuse("no_trips", _("This plan has no trips.")),
            lambda: refuse("faults", _faults(plan)) if plan.faults else ALLOW,
            lambda: _still_there(plan),
            lambda: _days_of_its_own(plan),
        )
    )


def plan_days(plan: ShuttlePlan) -> ServicePattern | None:
    """The days of service that the plan was asked for; None where it is for the season's usual day."""
    key = plan.inputs.get("pattern")
    return ServicePattern.objects.get(pk=key) if key else None


def live_runs(season: ShuttleSeason) -> list[Run]:
    """The season's timetable as it stands."""
    return list(season.runs.filter(lasting("ended_on", season.ahead_from)).select_related("pattern"))


def _still_there(plan: ShuttlePlan) -> Decision:
    """Whether the season still goes where the plan goes, and all that it uses is still in use."""
    day, keys, trips = plan.season.ahead_from, plan.inputs["keys"], trips_in(plan.outputs)
    stops = ShuttleStop.objects.filter(pk__in={keys["stops"][stop] for trip in trips for stop in trip.path})
    elsewhere = ~lasting("closed_on", day) | ~Q(kind__in=(StopKind.COMMUNITY, plan.season.purpose))
    buses = Vehicle.objects.filter(pk__in={keys["vehicles"][trip.vehicle] for trip in trips})
    drivers = Driver.objects.filter(pk__in={keys["drivers"][trip.driver] for trip in trips if trip.driver >= 0})
    gone: list[Any] = [*stops.filter(elsewhere), *buses.exclude(lasting("retired_on", day))]
    gone += drivers.exclude(lasting("left_on", day), licence_until__gte=day)
    if not gone:
        return ALLOW
    words = _("The register changed since: %(who)s. Compute a new plan.")
    return refuse("register_changed", words % {"who": ", ".join(sorted(str(row) for row in gone))})


def _days_of_its_own(plan: ShuttlePlan) -> Decision:
    """Whether nothing but what it replaces runs on its days."""
    days = plan_days(plan)
    if days is None:
        return ALLOW
    others = {run.pattern for run in live_runs(plan.season) if run.pattern != days}
    shared = sorted(other.name for other in others if other.weekdays & days.weekdays)
    if not shared:
        return ALLOW
    words = _("Departures of “%(others)s” run on these days too. End them or give them other days first.")
    return refuse("days_overlap", words % {"others": ", ".join(shared)})


def _is_ready(plan: ShuttlePlan) -> Decision:
    if plan.is_ready:
        return ALLOW
    if plan.state == PlanState.FAILED:
        return refuse("failed", plan.get_problem_display())
    return refuse("computing", _("This plan is still being computed."))


def _faults(plan: ShuttlePlan) -> str:
    who = ", ".join(sorted({name for _rule, name in plan.faults}))
    return _("Vehicles or drivers are planned against the rules: %(who)s. Change the plan first.") % {"who": who}
