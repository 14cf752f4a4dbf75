"""Every step from every state, by whom, and what it leaves behind."""

from typing import Any

import pytest

from apps.core.errors import Refused
from apps.neighbourhood import policies
from apps.neighbourhood.actions import BY_STEP
from apps.neighbourhood.models import CompetitionStep
from apps.neighbourhood.workflow import ACTIVITY_STEPS, COMPETITION_STEPS, MEETING_STEPS
from tests.neighbourhood.factories import ActivityFactory, MeetingFactory
from tests.neighbourhood.matrix import Case, cases, competition_in

pytestmark = pytest.mark.usefixtures("during")


@pytest.mark.parametrize("case", list(cases()), ids=str)
def test_a_step(case: Case, county: Any, community_manager: Any) -> None:
    row = case.row(county.own)
    act = BY_STEP[case.noun][case.step]
    if case.open:
        act(**{case.noun: row}, by=community_manager, **case.inputs)
    else:
        with pytest.raises(Refused) as refused:
            act(**{case.noun: row}, by=community_manager, **case.inputs)
        assert refused.value.code == "wrong_state"
    assert type(row).objects.get(pk=row.pk).state == case.leads_to


def test_a_step_stands_in_the_log(county: Any, community_manager: Any) -> None:
    row = competition_in("judging", county.own)
    BY_STEP["competition"]["publish"](competition=row, by=community_manager)
    step = CompetitionStep.objects.get()
    assert (step.step, step.from_state, step.to_state, step.by) == (
        "publish",
        "judging",
        "published",
        community_manager,
    )


def test_who_may_take_steps(county: Any, people: dict[str, Any]) -> None:
    rows: list[tuple[Any, Any, Any]] = [
        (competition_in("judging", county.own), policies.may, COMPETITION_STEPS),
        (MeetingFactory(community=county.own), policies.may_meeting, MEETING_STEPS),
        (ActivityFactory(community=county.own), policies.may_activity, ACTIVITY_STEPS),
    ]
    found = {
        who: {step for row, may, steps in rows for step in steps if may(row, step, by)}
        for who, by in people.items()
        if by is not None
    }
    office = {
        "publish", "cancel", "enter", "withdraw_entry", "appoint", "dismiss", "mark", "hold", "change", "attend",
        "sign_up",
    }  # fmt: skip
    assert found == {
        "county_admin": office, "community_manager": office, "grid_worker": {"mark", "attend", "sign_up"},
        "township_officer": set(), "auditor": set(), "colleague": set(),
    }  # fmt: skip


def test_what_a_step_needs_is_said(county: Any, community_manager: Any) -> None:
    row = competition_in("judging", county.own)
    row.entries.get().marks.first().delete()
    for step, code, field in (("publish", "not_judged", ""), ("cancel", "required", "why")):
        with pytest.raises(Refused) as refused:
            BY_STEP["competition"][step](competition=row, by=community_manager)
        assert (refused.value.code, refused.value.field) == (code, field)
