"""Nightly housekeeping of accounts."""

from celery import shared_task

from apps.accounts.actions import access_trim
from apps.core import clock
from apps.core.rowscope import in_scope
from apps.core.scope import COUNTY


@shared_task(name="accounts.trim_access_log")
@in_scope(COUNTY, "the rule holds for the whole county's log")
def trim_access_log() -> int:
    """Delete access log rows that are older than the county keeps them; the number of rows deleted."""
    return access_trim(today=clock.today())
