"""Nightly housekeeping of accounts."""

from celery import shared_task

from apps.accounts.actions import access_trim
from apps.core import clock


@shared_task(name="accounts.trim_access_log")
def trim_access_log() -> int:
    """Delete access log rows that are older than the county keeps them; the number of rows deleted."""
    return access_trim(today=clock.today())
