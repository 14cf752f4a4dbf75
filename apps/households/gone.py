"""Households that are gone from where their rows are: they left the register, or their file went elsewhere."""

from collections.abc import Callable
from functools import wraps

from django.db.models import F, Q, QuerySet

from apps.core import clock
from apps.core.events import listen
from apps.core.rowscope import elevated
from apps.households.life.draft import RECORDED
from apps.households.models import Household, LifeEvent

Settle = Callable[..., int]


def of_gone(rows: QuerySet, household: Household | None = None) -> QuerySet:
    """Rows of households (or of this one) that are not in the rows' community any more."""
    gone = Q(household__left_on__lte=clock.today()) | ~Q(household__community=F("community"))
    found = rows.filter(gone)
    return found.filter(household=household) if household is not None else found


def settles_gone(settle: Settle) -> Settle:
    """For apps above: call `settle(household=…)` for each household of a life event, after its commit.

    What fails there is caught up with by the app's task at night.
    """

    @listen(RECORDED)
    @wraps(settle)
    def of_event(event: int, kind: str, household: int) -> None:
        with elevated("a household of any community may have left with the event"):
            row = LifeEvent.objects.get(pk=event)
            for home in Household.objects.filter(pk__in=[household, *row.other_households]).order_by("pk"):
                settle(household=home)

    return settle
