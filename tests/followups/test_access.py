"""Who looked: what a household answered is part of its file, on every page and through the API."""

from typing import Any

import pytest
from django.urls import reverse

from apps.accounts.models import AccessLog
from tests.followups.factories import AnswerFactory, VisitFactory
from tests.households.factories import HouseholdFactory

pytestmark = pytest.mark.usefixtures("wednesday")


@pytest.fixture
def answer(county: Any, auditor: Any) -> Any:
    home = HouseholdFactory(community=county.own)
    return AnswerFactory(household=home, visit=VisitFactory(household=home, state="done", done_on="2026-11-17"))


@pytest.mark.parametrize("where", ["visit", "answer", "visits", "answers"])
def test_looking_at_answers_is_logged_like_opening_the_file(
    answer: Any, login: Any, community_manager: Any, where: str
) -> None:
    row = answer.visit if where.startswith("visit") else answer
    page = f"/api/v1/{where}/{row.pk}/" if where.endswith("s") else f"/admin/followups/{where}/{row.pk}/change/"
    client = login(community_manager)
    assert [client.get(page).status_code for _twice in range(2)] == [200, 200]
    seen = AccessLog.objects.get(kind="open")
    assert (seen.subject, seen.staff) == (f"households.household:{answer.household.pk}", community_manager)


def test_who_only_looks_takes_no_forms_along(county: Any, login: Any, auditor: Any) -> None:
    visit = VisitFactory(household=HouseholdFactory(community=county.own))
    client = login(auditor)
    sent = {"action": "print_forms", "_selected_action": [visit.pk]}
    answer = client.post(reverse("admin:followups_visit_changelist"), sent)
    assert answer.headers.get("Content-Type", "") != "application/pdf"
    assert client.get(f"/visits/{visit.pk}/form.pdf").status_code == 403
    assert not AccessLog.objects.filter(kind="export").exists()
