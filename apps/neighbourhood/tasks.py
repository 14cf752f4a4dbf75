"""What happens by itself at night."""

from celery import shared_task

from apps.core.rowscope import in_scope
from apps.core.scope import COUNTY
from apps.neighbourhood.actions.leaving import gone_settle


@shared_task(name="neighbourhood.settle_gone")
@in_scope(COUNTY, "households of every community may have left the register")
def settle_gone() -> int:
    """Settle what households that are gone still have open; how many things."""
    return gone_settle()
