"""Who may take which step of a facility or a defect, and why not. Every face asks here and shows the same words.

First whether it is this person's business at all (nothing else is told to strangers), then what can be mended.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.accounts.roles import Role
from apps.communities.models import Building, Community
from apps.core.decisions import ALLOW, Decision, first_refusal, refuse
from apps.core.permits import Inputs, given, has_role, not_in_scope
from apps.core.scope import scope_of
from apps.core.workflow import Transition, leaves_from
from apps.facilities.models import Facility, FacilityDefect
from apps.facilities.workflow import DEFECT_WORKFLOW, OFFICE, STEPS, DefectState, State

REQUIRED = {
    "why": _("Please write why."),
    "text": _("Please write what is wrong."),
    "result": _("Choose what the inspection found."),
    "role": _("Choose the role."),
    "need": _("Write how many are needed."),
}


def may(facility: Facility, step: str, by: Any, inputs: Inputs | None = None) -> Decision:
    """Whether `by` may take the step now. Without `inputs` the step alone is judged (which buttons to show)."""
    asked = STEPS[step]
    return first_refusal(
        (
            lambda: _in_reach(facility.community, by),
            lambda: has_role(by, asked.roles),
            lambda: _shared(facility.community_id, step, by),
            lambda: given(asked, inputs, REQUIRED),
            lambda: leaves_from(State, facility.state, asked),
        )
    )


def may_defect(defect: FacilityDefect, step: str, by: Any, inputs: Inputs | None = None) -> Decision:
    """The same for a step of a defect."""
    asked = DEFECT_WORKFLOW.by_name[step]
    return first_refusal(
        (
            lambda: _in_reach(defect.facility.community, by),
            lambda: has_role(by, asked.roles),
            lambda: _shared(defect.facility.community_id, step, by),
            lambda: given(asked, inputs, REQUIRED),
            lambda: leaves_from(DefectState, defect.state, asked),
        )
    )


def may_register(community: Community | None, by: Any) -> Decision:
    """Whether `by` may register a facility of this community, or (None) one for all."""
    return first_refusal(
        (
            lambda: _in_reach(community, by),
            lambda: has_role(by, OFFICE),
            lambda: _shared(None if community is None else community.pk, "register", by),
        )
    )


def steps_for(facility: Facility, by: Any) -> list[Transition]:
    """The steps of the workflow that `by` may take now; each a button."""
    return [step for name, step in STEPS.items() if step.target and may(facility, name, by)]


def defect_steps_for(defect: FacilityDefect, by: Any) -> list[Transition]:
    """The steps of a defect that `by` may take now."""
    return [step for step in DEFECT_WORKFLOW.transitions if may_defect(defect, step.name, by)]


def covers(community: Community | None, by: Any) -> bool:
    """Whether visible_to shows `by` the facilities of a community, or (None) those of all."""
    scope = scope_of(by)
    if scope.county:
        return True
    if scope.empty or community is None:
        return not scope.empty
    if community.pk in scope.communities or community.township_id in scope.townships:
        return True
    return bool(scope.buildings) and Building.objects.filter(pk__in=scope.buildings, community=community).exists()


def _in_reach(community: Community | None, by: Any) -> Decision:
    return ALLOW if covers(community, by) else not_in_scope()


def _shared(community: int | None, step: str, by: Any) -> Decision:
    """What is everybody's is kept by the county; others may only say that something is broken."""
    if community is not None or step == "report_defect" or by.role == Role.COUNTY_ADMIN:
        return ALLOW
    message = _("This facility serves several communities; the county administrator keeps it.")
    return refuse("kept_by_the_county", message)
