"""What visits do when something becomes known of a household: what asks for a visit is planned at once."""

from typing import Any

from apps.core.events import listen
from apps.core.rowscope import elevated
from apps.followups.actions import gone_settle, visit_plan_for
from apps.households.actions.facts import CHANGED
from apps.households.gone import settles_gone
from apps.households.models import Household

PEOPLE = frozenset({"healthrecord", "employment"})
HOMES = frozenset({"households.presence"})

settles_gone(gone_settle)


def _plan(**which: Any) -> None:
    with elevated("what became known of a household asks for a visit, whoever recorded it"):
        for home in Household.objects.active().filter(**which).order_by("pk"):
            visit_plan_for(household=home)


@listen(CHANGED)
def person_changed(*, member: int, fact: str, **_more: Any) -> None:
    """New illness, work lost."""
    if fact in PEOPLE:
        _plan(memberships__member=member, memberships__period__endswith__isnull=True)


@listen("household.recorded")
def household_recorded(*, household_id: int | None, model: str, **_more: Any) -> None:
    """No longer there."""
    if model in HOMES and household_id is not None:
        _plan(pk=household_id)


@listen("occasion.report")
def occasion_reported(*, household_id: int, **_more: Any) -> None:
    """An accident, a disaster, hardship."""
    _plan(pk=household_id)
