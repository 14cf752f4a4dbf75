"""What visits do by themselves."""

from celery import shared_task

from apps.core.rowscope import in_scope
from apps.core.scope import COUNTY
from apps.followups.actions import gone_settle, tasks_escalate, visits_plan


@shared_task(name="followups.plan_visits")
@in_scope(COUNTY, "visits of every community are planned")
def plan_visits() -> int:
    """Plan the visits of the coming weeks, and note which tasks are told to the manager. Idempotent."""
    tasks_escalate()
    return visits_plan().made


@shared_task(name="followups.settle_gone")
@in_scope(COUNTY, "households of every community may have left the register")
def settle_gone() -> int:
    """Settle what households that are gone still have open, such as after a roster was imported. Idempotent."""
    return gone_settle()
