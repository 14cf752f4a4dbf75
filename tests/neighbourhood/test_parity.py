"""Every step from every state through the staff's pages and the API: the same result, or the same code."""

from collections import defaultdict
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from apps.core.deeds import DeedPages
from apps.neighbourhood.models import Competition
from tests.neighbourhood.matrix import Case, cases, competition_in

pytestmark = pytest.mark.usefixtures("during")
PATHS = {
    "competition": "competitions", "objection": "competition-objections", "award": "awards",
    "redemption": "redemptions", "meeting": "meetings", "decision": "meeting-decisions", "activity": "activities",
    "sign_up": "sign-ups",
}  # fmt: skip
BY_NOUN: dict[str, list[Case]] = defaultdict(list)
for one in cases():
    BY_NOUN[one.noun].append(one)


@pytest.fixture
def through(login: Any, api: Any, community_manager: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """`through(face, case, row)` → (code, state after)."""
    pages, calls = login(community_manager), api(community_manager)

    def plainly(self: Any, request: Any, row: Any, *, error: Any = None, sent: Any = None) -> HttpResponse:
        return HttpResponse(status=error.status, headers={"X-Refusal": error.code})  # its looks are tested elsewhere

    monkeypatch.setattr(DeedPages, "shown", plainly)

    def send(face: str, case: Case, row: Any) -> tuple[str, str]:
        if face == "api":
            address = f"/api/v1/{PATHS[case.noun]}/{row.pk}/"
            if case.step == "change":
                answer = calls.patch(address, case.inputs)
            else:
                answer = calls.post(f"{address}{case.step.replace('_', '-')}/", case.inputs)
            code = "ok" if answer.status_code == 200 else answer.json()["code"]
        elif case.step == "change" and case.noun != "decision":
            address = reverse(f"admin:neighbourhood_{row._meta.model_name}_edit", args=[row.pk])
            answer = pages.post(address, _form(row) | case.inputs)
            code = answer.get("X-Refusal", "ok" if answer.status_code == 302 else f"{answer.status_code}")
        else:
            address = reverse(f"admin:neighbourhood_{row._meta.model_name}_do", args=[row.pk, case.step])
            answer = pages.post(address, case.inputs)
            code = answer.get("X-Refusal", "ok" if answer.status_code == 302 else f"{answer.status_code}")
        return code, type(row).objects.get(pk=row.pk).state

    return send


def _form(row: Any) -> dict[str, Any]:
    """What the form of the register sends when nothing is changed."""
    fields: dict[str, Any] = {}
    for name in ("name", "kind", "judged_from", "judged_until", "title", "venue", "agenda", "points"):
        if hasattr(row, name):
            fields[name] = getattr(row, name)
    for name in ("starts_at", "ends_at"):
        if hasattr(row, name):
            local = timezone.localtime(getattr(row, name))
            fields |= {f"{name}_0": f"{local:%Y-%m-%d}", f"{name}_1": f"{local:%H:%M:%S}"}
    return fields | {"criteria": "厨房 10", "prizes": "30,20"}


@pytest.mark.parametrize("noun", list(BY_NOUN))
def test_every_step(noun: str, county: Any, through: Any) -> None:
    for case in BY_NOUN[noun]:
        answers = {face: through(face, case, case.row(county.own)) for face in ("admin", "api")}
        assert answers["admin"] == answers["api"], case
        assert (answers["api"][0] == "ok", answers["api"][1]) == (case.open, case.leads_to), (case, answers)


@pytest.mark.parametrize("who", ["township_officer", "auditor", "grid_worker", "colleague"])
def test_who_may_only_look_changes_nothing(who: str, county: Any, people: Any, login: Any, api: Any) -> None:
    row = competition_in("judging", county.own)
    sent = api(people[who]).post(f"/api/v1/competitions/{row.pk}/cancel/", {"why": "下雨"})
    assert sent.status_code == (404 if who == "colleague" else 403)
    page = reverse("admin:neighbourhood_competition_do", args=[row.pk, "cancel"])
    assert login(people[who]).post(page, {"why": "下雨"}).status_code in (302, 403, 404)
    assert Competition.objects.get(pk=row.pk).state == "judging"
