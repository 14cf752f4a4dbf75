"""What gardens do by themselves."""

from celery import shared_task

from apps.core.rowscope import in_scope
from apps.core.scope import COUNTY
from apps.gardens.actions import gone_settle


@shared_task(name="gardens.settle_gone")
@in_scope(COUNTY, "households of every community may have left the register")
def settle_gone() -> int:
    """Settle what households that are gone still have open, such as after a roster was imported. Idempotent."""
    return gone_settle()
