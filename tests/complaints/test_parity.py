"""The same step through the admin, the API and the phone page: the same result, or the same code."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from drf_spectacular.generators import SchemaGenerator
from rest_framework.test import APIClient

from apps.accounts.models import Staff
from apps.complaints.models import Complaint
from apps.complaints.workflow import STEPS, State
from tests.complaints.factories import ComplaintFactory, complaint_in
from tests.harness.people import County

Answer = tuple[str, str]


@pytest.fixture
def through(login: Callable[[Staff], Client], api: Callable[[Staff], APIClient]) -> Any:
    """`through(face, user, complaint, step, given)` → (code, state after)."""

    def send(face: str, user: Staff, complaint: Complaint, step: str, given: dict[str, Any]) -> Answer:
        if face == "api":
            response: Any = api(user).post(f"/api/v1/complaints/{complaint.pk}/{step}/", given)
            code = response.json().get("code", "ok")
        else:
            name = "admin:complaints_complaint_step" if face == "admin" else "portal:field-step"
            response = login(user).post(reverse(name, args=[complaint.pk, step]), given)
            code = "not_found" if response.status_code == 404 else response.get("X-Refusal", "ok")
        return code, Complaint.objects.get(pk=complaint.pk).state

    return send


CASES = [
    ("accept", "submitted", {}),
    ("accept", "closed", {}),
    ("start", "assigned", {}),
    ("start", "resolved", {}),
    ("resolve", "assigned", {"why": "修好了"}),
    ("resolve", "assigned", {"why": ""}),
    ("resolve", "closed", {"why": ""}),
    ("hand_back", "in_progress", {"why": "不归我管"}),
    ("call_back", "resolved", {"satisfaction": "satisfied"}),
    ("call_back", "resolved", {}),
    ("call_back", "resolved", {"satisfaction": "dissatisfied"}),
    ("ask_info", "accepted", {"why": "哪一层？"}),
    ("give_info", "info_needed", {"why": "三楼"}),
    ("transfer", "accepted", {"why": "属乡镇管"}),
    ("reject", "submitted", {"why": "不属实"}),
    ("reject", "in_progress", {"why": "不属实"}),
    ("reopen", "closed", {"why": "又坏了"}),
    ("extend", "assigned", {"days": 3, "why": "等配件"}),
    ("set_urgency", "accepted", {"urgency": "complex", "why": "要换整条线"}),
    ("set_urgency", "accepted", {"urgency": "ordinary", "why": "x"}),
    ("grant_extension", "assigned", {}),
]


@pytest.mark.parametrize(("step", "state", "given"), CASES)
@pytest.mark.parametrize("who", ["manager", "handler", "colleague"])
def test_every_face_says_the_same(
    through: Any,
    county: County,
    people: Any,
    grid_worker: Staff,
    who: str,
    step: str,
    state: str,
    given: dict[str, Any],
) -> None:
    user = {"manager": people["community_manager"], "handler": grid_worker, "colleague": people["colleague"]}[who]
    faces = ["api", "field"] if who == "handler" else ["api", "admin", "field"]
    answers = {}
    for face in faces:
        complaint = complaint_in(state, building=county.building, handler=grid_worker)
        answers[face] = through(face, user, complaint, step, given)
    assert len(set(answers.values())) == 1, answers


def test_every_step_has_an_address_in_the_document(db: None) -> None:
    paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    assert {f"/api/v1/complaints/{{id}}/{step}/" for step in STEPS} - paths.keys() == set()


@pytest.mark.parametrize("face", ["api", "admin"])
def test_merging(through: Any, county: County, manager: Staff, face: str) -> None:
    topic, complaint = ComplaintFactory(building=county.building), ComplaintFactory(building=county.building)
    assert through(face, manager, complaint, "merge", {"into": complaint.pk}) == ("topic_unfit", State.SUBMITTED)
    assert through(face, manager, complaint, "merge", {"into": topic.pk}) == ("ok", State.MERGED)


@pytest.mark.parametrize("face", ["api", "admin"])
def test_assigning(through: Any, county: County, manager: Staff, grid_worker: Staff, auditor: Staff, face: str) -> None:
    complaint = complaint_in(State.ACCEPTED, building=county.building)
    assert through(face, manager, complaint, "assign", {"handler": manager.pk}) == ("ok", State.ASSIGNED)
    assert through(face, manager, complaint, "assign", {"handler": manager.pk}) == ("already_theirs", State.ASSIGNED)
    assert through(face, manager, complaint, "assign", {"handler": grid_worker.pk}) == ("ok", State.ASSIGNED)
