"""Every state × every step of facilities and defects, through the action, the staff page and the API alike."""

from datetime import date
from typing import Any

import pytest

from apps.core.errors import Refused
from apps.core.handlers import REFUSAL_HEADER
from apps.facilities.actions import BY_DEFECT_STEP, BY_STEP
from apps.facilities.models import DefectStep, FacilityDefect, FacilityStep
from apps.facilities.policies import may, may_defect
from apps.facilities.workflow import DEFECT_OPEN, DEFECT_WORKFLOW, SERVING, WORKFLOW, DefectState, State
from tests.facilities.factories import DefectFactory, FacilityFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("step", sorted(BY_STEP))
def test_facility_matrix(state: str, step: str, county: Any, community_manager: Any, login: Any, api: Any) -> None:
    allowed = state in WORKFLOW.by_name[step].sources
    for face in ("action", "page", "api"):
        row = FacilityFactory(community=county.own, state=state)
        code = _take(face, row, step, community_manager, login, api)
        row.refresh_from_db()
        assert code == ("" if allowed else "wrong_state"), face
        assert row.state == (WORKFLOW.by_name[step].target if allowed else state)
        assert FacilityStep.objects.filter(facility=row, step=step).exists() == allowed
        if allowed and row.state not in SERVING:
            assert row.inspection_due is None
        if allowed and step == "open":
            assert row.inspection_due > date(2026, 1, 1)


def _take(face: str, row: Any, step: str, user: Any, login: Any, api: Any) -> str:
    if face == "action":
        try:
            BY_STEP[step](facility=row, by=user, why="停水")
        except Refused as refused:
            return str(refused.code)
        return ""
    if face == "page":
        response = login(user).post(f"/admin/facilities/facility/{row.pk}/steps/{step}/", {"why": "停水"})
        return str(response.headers.get(REFUSAL_HEADER, ""))
    response = api(user).post(f"/api/v1/facilities/{row.pk}/{step}/", {"why": "停水"}, format="json")
    return str(response.json().get("code", ""))


@pytest.mark.parametrize("state", DefectState.values)
@pytest.mark.parametrize("step", sorted(BY_DEFECT_STEP))
def test_defect_matrix(state: str, step: str, county: Any, community_manager: Any) -> None:
    ended = None if state in DEFECT_OPEN else date(2026, 10, 1)
    row = DefectFactory(facility=FacilityFactory(community=county.own), state=state, ended_on=ended)
    decision = may_defect(row, step, community_manager, {"why": "已换"})
    assert decision.allowed == (state in DEFECT_WORKFLOW.by_name[step].sources)
    if not decision.allowed:
        with pytest.raises(Refused):
            BY_DEFECT_STEP[step](defect=row, by=community_manager, why="已换")
        return
    after = BY_DEFECT_STEP[step](defect=row, by=community_manager, why="已换")
    assert after.state == DEFECT_WORKFLOW.by_name[step].target
    assert (after.ended_on is None) == (after.state in DEFECT_OPEN)
    assert DefectStep.objects.filter(defect=row, step=step).count() == 1
    assert (row in FacilityDefect.objects.open()) == after.is_open


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("county_admin", "ok"),
        ("community_manager", "ok"),
        ("grid_worker", "not_your_role"),
        ("township_officer", "not_your_role"),
        ("auditor", "not_your_role"),
        ("colleague", "not_in_scope"),
    ],
)
def test_who_may_close(who: str, code: str, county: Any, people: Any) -> None:
    row = FacilityFactory(community=county.own)
    assert may(row, "close", people[who], {"why": "停水"}).code == code
    assert may(row, "report_defect", people[who], {"text": "坏了"}).code == ("ok" if who == "grid_worker" else code)


def test_what_is_everybodys_is_kept_by_the_county(county: Any, community_manager: Any, county_admin: Any) -> None:
    row = FacilityFactory(community=None)
    assert may(row, "close", community_manager, {"why": "x"}).code == "kept_by_the_county"
    assert may(row, "close", county_admin, {"why": "x"}).allowed
    assert may(row, "report_defect", community_manager, {"text": "x"}).allowed


def test_a_reason_is_asked_for(county: Any, community_manager: Any) -> None:
    decision = may(FacilityFactory(community=county.own), "close", community_manager, {"why": " "})
    assert (decision.code, decision.field) == ("required", "why")
