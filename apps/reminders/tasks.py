"""What beat starts (settings.CELERY_BEAT_SCHEDULE). Each may run twice at once, or be killed anywhere."""

from celery import shared_task

from apps.reminders.actions import messages_collect, messages_deliver


@shared_task(name="reminders.collect")
def collect() -> None:
    """Write messages about what is due."""
    messages_collect()


@shared_task(name="reminders.deliver")
def deliver() -> None:
    """Deliver messages that wait."""
    messages_deliver()
