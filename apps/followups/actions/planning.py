"""Planning visits: at night for the whole county, at the press of a button for a community, at once for a household."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import connection, transaction

from apps.communities.models import Community
from apps.core import clock
from apps.core.errors import ensure
from apps.core.events import emit
from apps.followups.planning.plan import Bounds, Planned, plan
from apps.followups.policies import may_plan
from apps.households.models import Household


@transaction.atomic
def visits_plan(
    *, communities: Collection[Community] | None = None, day: date | None = None, by: Any = None
) -> Planned:  # fmt: skip
    """Plan what is due in these communities (None: in all within scope) on a day (today); what was done.

    Idempotent and set-based. Raises Refused where a community is not theirs to plan; `by` None: the nightly task.
    """
    for community in communities or ():
        ensure(may_plan(community, by))
    keys = None if communities is None else [row.pk for row in communities]
    with connection.cursor() as cursor:  # two that write the same open visits would wait for each other
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('followups.visits_plan'))")
    done = plan(Bounds(day or clock.today(), communities=keys))
    if any(done):
        emit("visit.planned", communities=keys, made=done.made)
    return done


@transaction.atomic
def visit_plan_for(*, household: Household) -> Planned:
    """The same for one household, of which something has become known. Asks no policy: it follows from a fact."""
    return plan(Bounds(clock.today(), household=household.pk))
