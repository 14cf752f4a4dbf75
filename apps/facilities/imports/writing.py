"""Writes the plans of a list through the actions of facilities, so that each step is asked for and logged."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from apps.communities.models import Community
from apps.core.actors import SCRIPT
from apps.core.sheets.plans import Plan
from apps.facilities.actions import BY_STEP, facility_change, facility_register, staffing_set
from apps.facilities.imports.comparing import step_to
from apps.facilities.models import Facility
from apps.facilities.workflow import State


def write(plans: Sequence[Plan], *, by: Any, report: Callable[[int, int], None]) -> dict[str, int]:
    """Write all plans within the caller's transaction; counts for the result page."""
    actor = by or SCRIPT
    communities = Community.objects.in_bulk({plan.entry.community_id for plan in plans if plan.entry.community_id})
    known = Facility.objects.in_bulk([plan.target for plan in plans if plan.target])
    counts = {"facilities_new": 0, "facilities_changed": 0, "staffing_set": 0}
    for number, plan in enumerate(plans):
        if number % 20 == 0:
            report(number, len(plans))
        values = dict(plan.updates)
        staff, state = values.pop("staff", []), values.pop("state", None)
        if plan.target is None:
            community = communities.get(plan.entry.community_id or 0)
            name = plan.entry.values["name"]
            facility = facility_register(
                by=actor, community=community, state=state or State.OPEN, name=name, **values
            )  # fmt: skip
            counts["facilities_new"] += 1
        else:
            facility = _change(known[plan.target], values, state, actor)
            counts["facilities_changed"] += 1
        for role, need, in_post in staff:
            staffing_set(facility=facility, by=actor, role=role, need=need, in_post=in_post)
        counts["staffing_set"] += len(staff)
    return counts


def _change(facility: Facility, values: dict[str, Any], state: str | None, actor: Any) -> Facility:
    why = _("from an imported list")
    if values:
        facility = facility_change(facility=facility, by=actor, why=why, **values)
    for step in (step_to(facility.state, state) or []) if state else []:
        facility = BY_STEP[step](facility=facility, by=actor, why=why)
    return facility
