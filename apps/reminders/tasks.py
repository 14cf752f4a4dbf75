"""What beat starts (settings.CELERY_BEAT_SCHEDULE). Each may run twice at once, or be killed anywhere."""

from celery import shared_task

from apps.core.rowscope import in_scope
from apps.core.scope import COUNTY
from apps.reminders.actions import messages_collect, messages_deliver


@shared_task(name="reminders.collect")
@in_scope(COUNTY, "what is due is looked for in the whole county, and told to those whose scope holds it")
def collect() -> None:
    """Write messages about what is due."""
    messages_collect()


@shared_task(name="reminders.deliver")
@in_scope(COUNTY, "one sweep delivers everybody's messages")
def deliver() -> None:
    """Deliver messages that wait."""
    messages_deliver()
