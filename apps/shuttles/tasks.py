"""What shuttles do by themselves."""

from celery import shared_task

from apps.core.rowscope import in_scope
from apps.core.scope import COUNTY
from apps.shuttles.actions import gone_settle, trips_lay_ahead, trips_open_due


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
