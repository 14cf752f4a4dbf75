"""Who may take which step of a complaint, and why not. Every face asks here and shows the same code and words.

The order of the questions: first whether it is this person's business at all (nothing else is told to strangers),
then what can be mended, the most fixable first: an input, the state, another pair of eyes, a limit.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import Staff
from apps.accounts.roles import Role
from apps.complaints import hooks
from apps.complaints.models import Complaint, ComplaintStep
from apps.complaints.workflow import (
    CLOSING_STEPS,
    FINAL_STATES,
    HANDLERS,
    MOST_HAND_BACKS,
    RATE,
    SIDE_STEPS,
    STEPS,
    WORKFLOW,
    State,
)
from apps.core.decisions import ALLOW, Decision, first_refusal, reason_given, refuse
from apps.core.permits import Inputs, covers, given, has_role, not_in_scope
from apps.core.scope import scope_of
from apps.core.workflow import Transition, leaves_from

# A grid worker may take these for complaints of colleagues too: a call-back needs somebody else.
OPEN_TO_COLLEAGUES = frozenset({"call_back"})
# What a handler does to the matter itself; who was only asked and handed it back has not worked on it.
WORK = frozenset({"start", "contact", "ask_info", "extend", "resolve"})
REQUIRED = {
    "why": _("Please write why."),
    "handler": _("Choose who is to deal with it."),
    "satisfaction": _("Choose what the resident said."),
    "into": _("Choose the complaint into which this one is merged."),
    "urgency": _("Choose the clock."),
    "days": _("Write how many more days are needed."),
    "text": _("Please write the note."),
}


def may(complaint: Complaint, step: str, by: Any, inputs: Inputs | None = None) -> Decision:
    """Whether `by` may take the step now. Without `inputs` the step alone is judged (which buttons to show)."""
    return first_refusal(
        (
            lambda: ALLOW if in_scope(complaint, by) else not_in_scope(),
            lambda: has_role(by, STEPS[step].roles),
            lambda: _required(STEPS[step], inputs),
            lambda: leaves_from(State, complaint.state, STEPS[step]),
            lambda: _theirs(complaint, step, by),
            lambda: _four_eyes(complaint, step, by),
            lambda: _limits(complaint, step, by),
            lambda: _inputs(complaint, step, by, inputs),
            lambda: _blockers(complaint, step),
        )
    )


def steps_for(complaint: Complaint, by: Any) -> list[Transition]:
    """The steps that `by` may take now, in the order of the work; each a button. Notes and reveals stand apart."""
    named = [*WORKFLOW.transitions, *(step for step in SIDE_STEPS if step.name not in {"note", "reveal"})]
    return [step for step in named if may(complaint, step.name, by)]


def may_file(by: Any, community: Any, building: Any = None) -> Decision:
    """Whether a staff member may file a complaint for a resident of this place."""
    scope = scope_of(by)
    covered = (
        bool(covers(community, by))
        or (building is not None and building.pk in scope.buildings)
        or (building is None and _has_building_in(scope.buildings, community))
    )
    if not covered:
        return not_in_scope(_("This place is not in your area. Ask the county administrator to add it."))
    return has_role(by, HANDLERS)


def may_add(complaint: Complaint) -> Decision:
    """Whether the resident may still add something: until the matter is over."""
    if complaint.state in FINAL_STATES:
        return refuse("wrong_state", _("This matter is finished. If it comes up again, please submit it anew."))
    return ALLOW


def may_rate(complaint: Complaint) -> Decision:
    """Whether the resident may say how it went: once it is dealt with, until somebody calls back and closes it."""
    if complaint.state in RATE.sources:
        return ALLOW
    return refuse("wrong_state", _("A rating is possible when it has been dealt with and is not closed yet."))


def in_scope(complaint: Complaint, by: Any) -> bool:
    """Whether visible_to would show the complaint to `by`, without asking for its row again."""
    scope = scope_of(by)
    if scope.county:
        return True
    if scope.empty:
        return False
    return (
        complaint.community_id in scope.communities
        or complaint.building_id in scope.buildings
        or by.pk in (complaint.handler_id, complaint.filed_by_id)
        or bool(scope.townships and complaint.community.township_id in scope.townships)
    )


def shows_household(complaint: Complaint, by: Any) -> bool:
    """Whether the household stands on the page: it names who reported it, which the handler sees by a reveal only."""
    return complaint.household_id is not None and complaint.handler_id != by.pk


def possible_handlers(complaint: Complaint, by: Any) -> Any:
    """Whom `by` may ask to deal with it: managers and grid workers within their view."""
    return Staff.objects.visible_to(by).filter(is_active=True, role__in=HANDLERS).order_by("name", "pk")


def possible_topics(complaint: Complaint, by: Any) -> Any:
    """Into which complaints this one may be merged: others of the community that are still being dealt with."""
    pending = Complaint.objects.visible_to(by).filter(community=complaint.community_id).pending()
    return pending.exclude(pk=complaint.pk).order_by("-submitted_at", "-pk")


def _has_building_in(buildings: frozenset[int], community: Any) -> bool:
    return bool(buildings) and community.buildings.filter(pk__in=buildings).exists()


def _required(step: Transition, inputs: Inputs | None) -> Decision:
    if step.name == "reveal" and inputs is not None:
        return reason_given(str(inputs.get("reason", "")))
    return given(step, inputs, REQUIRED)


def _theirs(complaint: Complaint, step: str, by: Any) -> Decision:
    if by.role != Role.GRID_WORKER or step in OPEN_TO_COLLEAGUES or complaint.handler_id == by.pk:
        return ALLOW
    if step in {"note", "reveal"} and complaint.filed_by_id == by.pk:
        return ALLOW
    return refuse("not_assigned_to_you", _("This was given to somebody else. Ask the manager to assign it to you."))


def _four_eyes(complaint: Complaint, step: str, by: Any) -> Decision:
    if step == "call_back" and by.pk in dealers(complaint):
        return refuse("four_eyes", _("You dealt with this yourself. Ask a colleague to make the call-back."))
    return ALLOW


def dealers(complaint: Complaint) -> frozenset[int]:
    """Keys of those who dealt with it: who has it in hand, who resolved it, and by its log who worked on it before."""
    rows = list(complaint.steps.order_by("pk").values_list("step", "by_id", "to_staff_id"))
    given = {whom for step, _by, whom in rows if step == "assign"}
    worked = {by for step, by, _whom in rows if step == "resolve" or (step in WORK and by in given)}
    return frozenset(key for key in (complaint.handler_id, complaint.resolved_by_id, *worked) if key is not None)


def dealt_with_by(staff: Any) -> Q:
    """The same for lists: complaints that this person dealt with."""
    steps = ComplaintStep.objects.filter(complaint=OuterRef("pk"))
    given = Exists(steps.filter(step="assign", to_staff=staff.pk))
    worked = Exists(steps.filter(step__in=WORK, by=staff.pk))
    resolved = Exists(steps.filter(step="resolve", by=staff.pk))
    # A handler of nobody compares as unknown, and unknown would leave the row out of an exclude.
    own = Q(handler__isnull=False, handler=staff.pk) | Q(resolved_by__isnull=False, resolved_by=staff.pk)
    return own | Q(resolved) | (Q(given) & Q(worked))


def _limits(complaint: Complaint, step: str, by: Any) -> Decision:
    if step == "hand_back" and complaint.hand_backs >= MOST_HAND_BACKS:
        return refuse(
            "final_assignment",
            _("It was handed back %(count)s times already, so this assignment is final. Talk to the manager.")
            % {"count": complaint.hand_backs},
        )
    if step in {"extend", "grant_extension", "refuse_extension"}:
        return _extension(complaint, step, by)
    return ALLOW


def _extension(complaint: Complaint, step: str, by: Any) -> Decision:
    asked = complaint.extensions.undecided().first()
    if step == "extend":
        if asked is None:
            return ALLOW
        return refuse("extension_undecided", _("More time has already been asked for; it is not decided yet."))
    if asked is None:
        return refuse("no_extension", _("Nobody has asked for more time."))
    if asked.asked_by_id == by.pk:
        return refuse("four_eyes", _("You asked for it yourself. Another manager must decide."))
    return ALLOW


def _inputs(complaint: Complaint, step: str, by: Any, inputs: Inputs | None) -> Decision:
    if inputs is None:
        return ALLOW
    if step == "assign":
        return _handler(complaint, by, inputs["handler"])
    if step == "merge":
        return _topic(complaint, by, inputs["into"])
    return ALLOW


def _handler(complaint: Complaint, by: Any, handler: Any) -> Decision:
    if handler.pk == complaint.handler_id:
        return refuse("already_theirs", _("It is already with this person."), field="handler")
    if not possible_handlers(complaint, by).filter(pk=handler.pk).exists():
        message = _("This person cannot deal with complaints here. Choose a manager or a grid worker of the area.")
        return refuse("handler_unfit", message, field="handler")
    return ALLOW


def _topic(complaint: Complaint, by: Any, into: Any) -> Decision:
    if not possible_topics(complaint, by).filter(pk=into.pk).exists():
        message = _("Choose another complaint of the same community that is still being dealt with.")
        return refuse("topic_unfit", message, field="into")
    return ALLOW


def _blockers(complaint: Complaint, step: str) -> Decision:
    if step not in CLOSING_STEPS:
        return ALLOW
    return first_refusal(lambda check=check: check(complaint) for check in hooks.CLOSING_CHECKS)
