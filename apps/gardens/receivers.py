"""What gardens do when something happens to a household."""

from apps.core.events import listen
from apps.core.rowscope import elevated
from apps.gardens.actions import gone_settle
from apps.households.life.draft import RECORDED
from apps.households.models import Household, LifeEvent


@listen(RECORDED)
def household_gone(event: int, kind: str, household: int) -> None:
    """Settle the gardens of those who left with this event; what fails here is caught up with at night."""
    with elevated("a household of any community may have left with the event"):
        row = LifeEvent.objects.get(pk=event)
        for home in Household.objects.filter(pk__in=[household, *row.other_households]).order_by("pk"):
            gone_settle(household=home)
