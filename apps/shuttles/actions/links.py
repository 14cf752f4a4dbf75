"""The secret address of a household's shuttle calendar: given, and taken away when it got about."""

from typing import Any

from django.db import transaction

from apps.core import clock
from apps.core.actors import person
from apps.core.errors import ensure
from apps.households.models import Household
from apps.shuttles.models import CalendarLink
from apps.shuttles.policies import may_have_calendar


@transaction.atomic
def calendar_link_give(*, household: Household, by: Any) -> CalendarLink:
    """The address that the household has, or its first. `by` None: the household itself. Raises Refused."""
    row = Household.objects.select_for_update().get(pk=household.pk)
    ensure(may_have_calendar(row, by))
    found = CalendarLink.objects.filter(household=row, revoked_at=None).first()
    return found or CalendarLink.objects.create(community_id=row.community_id, household=row, made_by=person(by))


@transaction.atomic
def calendar_link_revoke(*, household: Household, by: Any) -> bool:
    """From now on the address leads nowhere; the next that is given is another. False: there was none."""
    ensure(may_have_calendar(household, by))
    rows = CalendarLink.objects.filter(household=household, revoked_at=None)
    return bool(rows.update(revoked_at=clock.now(), updated_at=clock.now()))
