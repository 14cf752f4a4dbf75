"""Who may plan, judge, publish and object."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from apps.communities.models import Community
from apps.core import clock
from apps.core.decisions import ALLOW, Decision, first_refusal, refuse
from apps.core.permits import Inputs, covers, has_role, sees
from apps.core.scope import scope_of
from apps.core.workflow import Transition
from apps.households.models import Household, Occupancy
from apps.households.policies import still_here
from apps.neighbourhood.models import Competition, CompetitionEntry, CompetitionObjection, Judge
from apps.neighbourhood.policies.common import open_steps, same_community, step_open
from apps.neighbourhood.results import unjudged
from apps.neighbourhood.workflow import (
    COMPETITION_STEPS,
    OBJECTION_WORKFLOW,
    OFFICE,
    CompetitionState,
    ObjectionState,
)


def may(competition: Competition, step: str, by: Any, inputs: Inputs | None = None) -> Decision:
    """Whether `by` may take the step now. Without `inputs` the step alone is judged (which buttons to show)."""
    return first_refusal(
        (
            lambda: step_open(
                competition, COMPETITION_STEPS[step], by, inputs, CompetitionState, residents=frozenset({"object"})
            ),
            lambda: READY.get(step, _always)(competition),
        )
    )


def may_plan(community: Community, by: Any) -> Decision:
    """Whether `by` may begin something here that is the whole community's: a competition, a group, a meeting."""
    return first_refusal((lambda: covers(community, by), lambda: has_role(by, OFFICE)))


def may_mark(entry: CompetitionEntry, judge: Judge, by: Any) -> Decision:
    """Whether `by` may give (or key in) this judge's marks of this entry."""
    return first_refusal(
        (
            lambda: sees(entry, by),
            lambda: may(entry.competition, "mark", by),
            lambda: _judges_here(entry, judge),
            lambda: _own_marks(judge, by),
            lambda: not_own(entry, judge),
        )
    )


def _judges_here(entry: CompetitionEntry, judge: Judge) -> Decision:
    if judge.competition_id != entry.competition_id or judge.dismissed:
        return refuse("no_judge_here", _("This person does not judge here."), field="judge")
    if entry.withdrawn:
        return refuse("withdrawn", _("This entry was taken out; it is not judged."))
    return ALLOW


def _own_marks(judge: Judge, by: Any) -> Decision:
    """Staff give their own marks; what a resident marked on paper, any of them keys in."""
    if judge.staff_id in (None, by.pk):
        return ALLOW
    return refuse("not_your_marks", _("These are the marks of another judge, who gives them alone."))


def not_own(entry: CompetitionEntry, judge: Judge) -> Decision:
    """A judge marks neither the own household nor, where buildings compete, the own building."""
    if entry.household_id is not None:
        if entry.household_id != judge.household_id:
            return ALLOW
        return refuse("own_household", _("A judge does not mark his own household. The others do."))
    if entry.building_id in own_buildings(judge):
        return refuse("own_building", _("A judge does not mark his own building. The others do."))
    return ALLOW


def own_buildings(judge: Judge) -> frozenset[int]:
    """The building in which a judge lives, and those that were given to him as staff."""
    given = scope_of(judge.staff).buildings if judge.staff is not None else frozenset()
    if judge.household_id is None:
        return given
    lives = Occupancy.objects.current().filter(household=judge.household_id).order_by()
    return given | frozenset(lives.values_list("dwelling__building", flat=True))


def may_object(competition: Competition, household: Household, by: Any, text: str | None = None) -> Decision:
    """Whether this household may object now: recorded by staff, or (None) on its own phone."""
    return first_refusal(
        (
            lambda: may(competition, "object", by, None if text is None else {"text": text}),
            lambda: ALLOW if by is None else sees(household, by),
            lambda: same_community(competition.community_id, household),
            lambda: still_here(household),
        )
    )


def may_objection(objection: CompetitionObjection, step: str, by: Any, inputs: Inputs | None = None) -> Decision:
    """Whether `by` may decide on it: neither who recorded it nor who gave the marks it is about."""
    return first_refusal(
        (
            lambda: step_open(objection, OBJECTION_WORKFLOW.by_name[step], by, inputs, ObjectionState),
            lambda: _still_published(objection.competition),
            lambda: _other_eyes(objection, by),
        )
    )


def _still_published(competition: Competition) -> Decision:
    if competition.state == CompetitionState.PUBLISHED:
        return ALLOW
    return refuse("wrong_state", _("The results are not published now; objections are decided while they are."))


def _other_eyes(objection: CompetitionObjection, by: Any) -> Decision:
    if objection.recorded_by_id is not None and objection.recorded_by_id == by.pk:
        return refuse("four_eyes", _("You recorded this objection. Somebody else decides on it."))
    if objection.entry is not None and objection.entry.marks.filter(judge__staff=by.pk).exists():
        return refuse("judged_it", _("You gave marks to this entry. Somebody else decides on the objection."))
    return ALLOW


def steps_for(competition: Competition, by: Any) -> list[Transition]:
    """The steps of the workflow that `by` may take now."""
    return open_steps(COMPETITION_STEPS, may, competition, by)


def objection_steps_for(objection: CompetitionObjection, by: Any) -> list[Transition]:
    """The steps of an objection that `by` may take now."""
    return open_steps(OBJECTION_WORKFLOW.by_name, may_objection, objection, by)


def _always(competition: Competition) -> Decision:
    return ALLOW


def _can_judge(competition: Competition) -> Decision:
    if not competition.criteria.exists():
        return refuse("no_criteria", _("Say first what judges look at."), field="criteria")
    if not competition.judges.filter(dismissed=False).exists():
        return refuse("no_judge", _("Appoint at least one judge first."))
    if not competition.entries.standing().exists():
        return refuse("no_entry", _("Enter at least one household or building first."))
    return ALLOW


def _can_publish(competition: Competition) -> Decision:
    left = unjudged(competition)
    if not left:
        return ALLOW
    words = ngettext_lazy(
        "%(n)s entry has no complete marks yet. Have it judged, or take it out.",
        "%(n)s entries have no complete marks yet. Have them judged, or take them out.",
        "n",
    )
    return refuse("not_judged", words % {"n": left})


def _can_object(competition: Competition) -> Decision:
    if competition.objections_until is not None and clock.today() <= competition.objections_until:
        return ALLOW
    return refuse("too_late", _("The days for objections are over."))


def _can_settle(competition: Competition) -> Decision:
    if competition.objections.filter(state=ObjectionState.OPEN).exists():
        return refuse("objections_open", _("Decide on the objections first."))
    if competition.objections_until is not None and clock.today() > competition.objections_until:
        return ALLOW
    return refuse(
        "objections_running", _("Results can be objected to until the end of the last day. Settle them after.")
    )


READY: dict[str, Callable[[Competition], Decision]] = {
    "begin_judging": _can_judge,
    "publish": _can_publish,
    "object": _can_object,
    "settle": _can_settle,
}
