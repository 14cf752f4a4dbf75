"""Complaints in a given state, written straight to the table (actions have their own tests)."""

from datetime import timedelta
from typing import Any

import factory

from apps.complaints.models import Complaint
from apps.complaints.workflow import State
from apps.core import clock
from tests.accounts.factories import StaffFactory
from tests.communities.factories import BuildingFactory


class ComplaintFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Complaint

    building = factory.SubFactory(BuildingFactory)
    community = factory.SelfAttribute("building.community")
    category = "damage"
    text = "楼道灯坏了"
    submitted_at = factory.LazyFunction(clock.now)
    accept_due = factory.LazyAttribute(lambda o: o.submitted_at + timedelta(days=1))
    contact_due = factory.LazyAttribute(lambda o: o.submitted_at + timedelta(days=2))
    resolve_due = factory.LazyAttribute(lambda o: o.submitted_at + timedelta(days=7))


def complaint_in(state: str, *, handler: Any = None, **columns: Any) -> Complaint:
    """A complaint that stands in `state`, with the columns that belong to it."""
    now = clock.now()
    given: dict[str, Any] = {"state": state}
    if state != State.SUBMITTED:
        given["accepted_at"] = now
    if state in (State.ASSIGNED, State.IN_PROGRESS, State.INFO_NEEDED, State.RESOLVED, State.CLOSED):
        given["handler"] = handler or StaffFactory(role="grid_worker")
    if state == State.INFO_NEEDED:
        given |= {"paused_at": now, "contacted_at": now}
    if state in (State.RESOLVED, State.CLOSED):
        given |= {"resolved_at": now, "resolved_by": given["handler"], "call_back_due": now + timedelta(days=3)}
    if state in (State.CLOSED, State.TRANSFERRED, State.REJECTED, State.MERGED):
        given["closed_at"] = now
    if state == State.MERGED:
        given["merged_into"] = ComplaintFactory(building=columns.get("building") or BuildingFactory())
    return ComplaintFactory(**(given | columns))
