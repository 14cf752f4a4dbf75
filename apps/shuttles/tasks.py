"""What shuttles do by themselves."""

from celery import shared_task

from apps.core.events import listen
from apps.core.rowscope import in_scope
from apps.core.scope import COUNTY
from apps.shuttles.actions import gone_settle, plan_compute, plans_resume, trips_lay_ahead, trips_open_due
from apps.shuttles.actions.computing import ASKED
from apps.shuttles.models import ShuttlePlan


@shared_task(name="shuttles.open_due")
@in_scope(COUNTY, "trips of every community open when their time has come")
def open_due() -> int:
    """Open trips for bookings. Idempotent."""
    return trips_open_due().opened


@shared_task(name="shuttles.lay_ahead")
@in_scope(COUNTY, "the timetable of every community becomes trips")
def lay_ahead() -> int:
    """Lay the trips of the coming days from the timetables. Idempotent."""
    return trips_lay_ahead().made


@shared_task(name="shuttles.settle_gone")
@in_scope(COUNTY, "households of every community may have left the register")
def settle_gone() -> int:
    """Settle what households that are gone still have open, such as after a roster was imported. Idempotent."""
    return gone_settle()


@shared_task(name="shuttles.compute_plan")
@in_scope(COUNTY, "a plan may be of any community's season")
def compute_plan(key: int) -> bool:
    """Compute a plan that somebody asked for. Once more does no harm: who has it says so by its lease."""
    return plan_compute(plan=ShuttlePlan.objects.get(pk=key))


@listen(ASKED)
def start_plan(plan_id: int) -> None:
    """Tell a worker. Should the message be lost, the sweep finds the plan half a minute later."""
    compute_plan.delay(plan_id)


@shared_task(name="shuttles.resume_plans")
@in_scope(COUNTY, "plans of every community's seasons that no worker has")
def resume_plans() -> int:
    """Take up plans that wait, and say of those whose worker died that they were not computed."""
    return plans_resume()
