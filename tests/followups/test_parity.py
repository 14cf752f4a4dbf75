"""Every step from every state through the staff's pages and the API: the same result, or the same code."""

from typing import Any

import pytest
from django.urls import reverse

from apps.followups.models import Caseload, Level, Task, Visit
from tests.accounts.factories import StaffFactory
from tests.followups.factories import (
    AnswerFactory,
    CaseloadFactory,
    ClashFactory,
    LevelFactory,
    OccasionFactory,
    TaskFactory,
    VisitFactory,
)
from tests.followups.matrix import Case, task_cases, visit_cases
from tests.followups.test_recording import SPENT
from tests.households.factories import HouseholdFactory, OccupancyFactory

pytestmark = pytest.mark.usefixtures("wednesday")
FACES, JSON = ("admin", "api"), "application/json"
PAGES = {"record": "admin:followups_visit_key_in", "correct": "admin:followups_visit_correct"}
FACTS = {"day": "2026-11-17", "place": "home"}


@pytest.fixture
def through(login: Any, api: Any, community_manager: Any, county: Any) -> Any:
    """`through(face, row, case)` → (code, state after)."""
    pages, calls = login(community_manager), api(community_manager)
    hand = StaffFactory(role="grid_worker", areas=[county.own])

    def send(face: str, row: Any, case: Case) -> tuple[str, str]:
        inputs = case.inputs(hand.pk)
        noun = row._meta.model_name
        if face == "api":
            address = f"/api/v1/{noun}s/{row.pk}/{case.step.replace('_', '-')}/"
            code = calls.post(address, inputs, content_type=JSON).json().get("code", "ok")
        elif case.step in PAGES:
            given = {**inputs, **FACTS} if case.step == "record" else inputs
            code = pages.post(reverse(PAGES[case.step], args=[row.pk]), given).get("X-Refusal", "ok")
        else:
            code = pages.post(reverse(f"admin:followups_{noun}_do", args=[row.pk, case.step]), inputs).get(
                "X-Refusal", "ok"
            )
        return code, type(row).objects.get(pk=row.pk).state

    return send


@pytest.mark.parametrize("noun", ["visit", "task"])
def test_every_step_from_every_state(noun: str, county: Any, through: Any) -> None:
    cases, make = (visit_cases(), VisitFactory) if noun == "visit" else (task_cases(), TaskFactory)
    for case in cases:
        rows = {face: make(state=case.state, household__community=county.own) for face in FACES}
        answers = {face: through(face, row, case) for face, row in rows.items()}
        assert answers["admin"] == answers["api"], case
        assert (answers["api"][0] == "ok", answers["api"][1]) == (case.open, case.leads_to), case


@pytest.mark.parametrize("who", ["township_officer", "auditor", "colleague"])
def test_who_may_only_look_changes_nothing(who: str, county: Any, people: Any, login: Any, api: Any) -> None:
    visit = VisitFactory(state="due", household__community=county.own)
    sent = api(people[who]).post(f"/api/v1/visits/{visit.pk}/cancel/", {"why": "雪"}, content_type=JSON)
    assert sent.status_code == (404 if who == "colleague" else 403)
    pressed = login(people[who]).post(reverse("admin:followups_visit_do", args=[visit.pk, "cancel"]), {"why": "雪"})
    assert pressed.status_code in (302, 403, 404)
    assert Visit.objects.get(pk=visit.pk).state == "due"


def test_a_grid_worker_hands_a_task_to_the_manager_of_the_community(api: Any) -> None:
    room = OccupancyFactory()
    worker = StaffFactory(role="grid_worker", areas=[room.dwelling.building])
    manager = StaffFactory(role="community_manager", areas=[room.community])
    task = TaskFactory(household=room.household, owner=worker)
    sent = api(worker).post(
        f"/api/v1/tasks/{task.pk}/hand-over/", {"owner": manager.pk, "why": "住院"}, content_type=JSON
    )
    assert (sent.status_code, Task.objects.get().owner) == (200, manager), sent.json()


def test_a_visit_a_task_a_level_and_a_caseload_by_posts(county: Any, api: Any, community_manager: Any) -> None:
    client, home = api(community_manager), HouseholdFactory(community=county.own)
    hand = StaffFactory(role="grid_worker", areas=[county.own])
    filled = {"living_costs": {"answers": SPENT}}
    given = {"household": home.pk, "instruments": filled, "tasks": [{"text": "送慢病卡", "owner": hand.pk}]}
    made = client.post("/api/v1/visits/", given, content_type=JSON)
    assert made.status_code == 201, made.json()
    assert (made.json()["state"], Task.objects.get().owner) == ("done", hand)
    answer = client.get("/api/v1/answers/", {"household": home.pk}).json()["results"][0]
    assert (answer["instrument"], answer["answers"]["now_vegetables"]) == ("living_costs", 150)
    wrong = client.post("/api/v1/visits/", {**given, "instruments": {"living_costs": {"answers": {"people": "四"}}}},
                        content_type=JSON)  # fmt: skip
    assert (wrong.status_code, wrong.json()["field"]) == (400, "living_costs.people")
    client.post("/api/v1/levels/", {"household": home.pk, "level": "high", "why": "大病"}, content_type=JSON)
    client.post("/api/v1/caseloads/", {"household": home.pk, "worker": hand.pk}, content_type=JSON)
    task = {"household": home.pk, "text": "带户口本", "kind": "document"}
    assert client.post("/api/v1/tasks/", task, content_type=JSON).status_code == 201
    assert (Level.objects.get().level, Caseload.objects.get().worker) == ("high", hand)
    told = client.post("/api/v1/occasions/", {"household": home.pk, "kind": "hardship", "told_by": "户主"},
                       content_type=JSON).json()  # fmt: skip
    assert (told["household"]["id"], told["kind"], told["withdrawn"]) == (home.pk, "hardship", False)
    back = f"/api/v1/occasions/{told['id']}/withdraw/"
    assert [client.post(back, {}, content_type=JSON).status_code for _n in range(2)] == [200, 409]
    clash = ClashFactory(visit__household=home, field="presence", mine="dual", theirs="permanent", base="vacant")
    settled = client.post(f"/api/v1/visit-clashes/{clash.pk}/settle/", {"keep": "theirs"}, content_type=JSON)
    assert settled.json()["state"] == "theirs"


MAKE: dict[str, Any] = {
    "visits": lambda home: VisitFactory(household=home),
    "tasks": lambda home: TaskFactory(household=home),
    "caseloads": lambda home: CaseloadFactory(household=home),
    "levels": lambda home: LevelFactory(household=home),
    "answers": lambda home: AnswerFactory(household=home),
    "visit-clashes": lambda home: ClashFactory(visit__household=home),
    "occasions": lambda home: OccasionFactory(household=home),
}


def test_lists_ask_the_same_number_of_questions(
    county: Any, community_manager: Any, api: Any, equal_queries: Any
) -> None:
    client = api(community_manager)
    for noun, make in MAKE.items():

        def more(count: int, make: Any = make) -> None:
            for _n in range(count):
                make(HouseholdFactory(community=county.own))

        def fetch(url: str = f"/api/v1/{noun}/") -> Any:
            return client.get(url)

        more(2)
        fetch()
        equal_queries(fetch, more=more)
