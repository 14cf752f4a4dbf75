"""Work in the background. Tasks take a key and call an action; running one twice does no harm."""

from celery import shared_task

from apps.core.rowscope import in_scope
from apps.core.scope import COUNTY
from apps.households.actions.erasing import erasures_propose
from apps.households.actions.likeness import duplicates_find


@shared_task(name="households.find_duplicates")
@in_scope(COUNTY, "people are compared across communities")
def find_duplicates() -> int:
    """Compare everybody with everybody: every night, and when somebody asks for it."""
    return duplicates_find()


@shared_task(name="households.propose_erasures")
@in_scope(COUNTY, "households of all communities that left long ago")
def propose_erasures() -> int:
    """List households whose data are due for erasure. People decide; nothing is erased by itself."""
    return erasures_propose()
