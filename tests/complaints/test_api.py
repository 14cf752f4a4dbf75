"""Complaints through the REST API."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from rest_framework.test import APIClient

from apps.accounts.models import AccessLog, Staff
from apps.complaints.models import Complaint, ComplaintPhoto
from apps.complaints.workflow import State
from apps.core import clock
from tests.complaints.factories import ComplaintFactory, complaint_in
from tests.harness.people import County
from tests.harness.queries import EqualQueries
from tests.households.factories import HouseholdFactory

Api = Callable[[Staff | None], APIClient]
LIST = "/api/v1/complaints/"


def url(complaint: Complaint, step: str = "") -> str:
    return f"{LIST}{complaint.pk}/{step}{'/' if step else ''}"


@pytest.fixture
def complaint(submit: Any) -> Complaint:
    return submit(reporter_name="谭建国", reporter_phone="13800005678")


def test_the_list_shows_what_is_in_scope(api: Api, people: dict[str, Any], county: County) -> None:
    mine = ComplaintFactory(building=county.building)
    ComplaintFactory(building=county.foreign_building)
    for name in ("community_manager", "grid_worker", "township_officer"):
        rows = api(people[name]).get(LIST).json()["results"]
        assert [row["id"] for row in rows] == [mine.pk], name
    assert api(people["county_admin"]).get(LIST).json()["count"] == 2
    assert api(None).get(LIST).status_code == 403
    assert api(people["colleague"]).get(url(mine)).status_code == 404


def test_who_reported_it_is_nowhere(api: Api, manager: Staff, complaint: Complaint) -> None:
    for address in (LIST, url(complaint)):
        body = api(manager).get(address).content.decode()
        assert "谭建国" not in body
        assert "5678" not in body
        assert "reporter" not in body


def test_the_whole_way(api: Api, manager: Staff, grid_worker: Staff, complaint: Complaint) -> None:
    def post(user: Staff, step: str, **given: Any) -> dict[str, Any]:
        response = api(user).post(url(complaint, step), given)
        assert response.status_code == 200, response.json()
        return response.json()

    assert "accept" in api(manager).get(url(complaint)).json()["possible_steps"]
    assert post(manager, "accept", urgency="utilities")["urgency"] == "utilities"
    assert post(manager, "assign", handler=grid_worker.pk)["handler"] == {
        "id": grid_worker.pk,
        "name": grid_worker.name,
    }
    assert post(grid_worker, "resolve", why="换了灯泡")["state"] == "resolved"
    body = post(manager, "call_back", satisfaction="satisfied")
    assert (body["state"], body["possible_steps"]) == ("closed", ["reopen"])
    assert [row["step"] for row in body["steps"]] == ["submit", "accept", "assign", "resolve", "call_back"]


@pytest.mark.parametrize(
    ("who", "step", "given", "status", "code"),
    [
        ("community_manager", "assign", {}, 409, "required"),
        ("community_manager", "reject", {"why": " "}, 409, "required"),
        ("community_manager", "start", {}, 409, "wrong_state"),
        ("community_manager", "assign", {"handler": 0}, 400, "invalid"),
        ("community_manager", "accept", {"urgency": "nonsense"}, 400, "invalid"),
        ("grid_worker", "accept", {}, 403, "not_your_role"),
        ("township_officer", "accept", {}, 403, "not_your_role"),
        ("county_admin", "accept", {}, 403, "not_your_role"),
        ("auditor", "accept", {}, 403, "not_your_role"),
        ("colleague", "accept", {}, 404, "not_found"),
        ("anonymous", "accept", {}, 403, "not_authenticated"),
    ],
)
def test_refusals(
    api: Api, people: Any, complaint: Complaint, who: str, step: str, given: Any, status: int, code: str
) -> None:
    response = api(people[who]).post(url(complaint, step), given)
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert response.json()["message"]
    assert Complaint.objects.get(pk=complaint.pk).state == State.SUBMITTED


def test_staff_file_one(api: Api, grid_worker: Staff, county: County) -> None:
    key = str(uuid.uuid4())
    given = {
        "community": county.own.pk, "building": county.building.pk, "category": "lift", "text": "停了",
        "client_id": key, "reporter_name": "谭建国",
    }  # fmt: skip
    client = api(grid_worker)
    first, again = client.post(LIST, given), client.post(LIST, given)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["id"] == again.json()["id"]
    assert "谭建国" not in first.content.decode()
    complaint = Complaint.objects.get()
    assert (complaint.filed_by, complaint.reporter_name, complaint.urgency) == (grid_worker, "谭建国", "utilities")


@pytest.mark.parametrize("who", ["colleague", "auditor", "township_officer", "anonymous"])
def test_others_do_not_file_here(api: Api, people: Any, county: County, who: str) -> None:
    response = api(people[who]).post(LIST, {"community": county.own.pk, "category": "lift"})
    assert response.status_code in (400, 403)
    assert not Complaint.objects.exists()


def test_notes_and_reveals(api: Api, manager: Staff, complaint: Complaint) -> None:
    body = api(manager).post(url(complaint, "note"), {"text": "已联系物业", "public": True}).json()
    assert (body["steps"][-1]["why"], body["steps"][-1]["public"]) == ("已联系物业", True)
    assert api(manager).post(url(complaint, "note"), {"text": ""}).json()["code"] == "required"
    assert api(manager).post(url(complaint, "reveal"), {"reason": "看"}).json()["code"] == "reason_needed"
    shown = api(manager).post(url(complaint, "reveal"), {"reason": "约时间上门"})
    assert shown.json() == {"name": "谭建国", "phone": "13800005678"}
    assert AccessLog.objects.filter(kind="reveal", staff=manager, address="127.0.0.1").count() == 1


def test_photos_are_served_within_scope(api: Api, manager: Staff, colleague: Staff, complaint: Complaint) -> None:
    photo = ComplaintPhoto.objects.create(
        complaint=complaint, community=complaint.community, image=ContentFile(b"jpeg", "a.jpg"), width=4, height=3
    )
    address = api(manager).get(url(complaint)).json()["photos"][0]["url"]
    assert address.endswith(reverse("api:complaint-photo", kwargs={"pk": complaint.pk, "photo": photo.pk}))
    response = api(manager).get(address)
    assert (b"".join(response.streaming_content), response["Content-Type"]) == (b"jpeg", "image/jpeg")
    assert api(colleague).get(address).status_code == 404


def test_filters(api: Api, manager: Staff, grid_worker: Staff, county: County) -> None:
    now, day = clock.now(), timedelta(days=1)
    lit = complaint_in(State.ASSIGNED, building=county.building, handler=grid_worker, text="楼道灯坏了", unit=2)
    late = ComplaintFactory(building=county.other_building, category="noise", text="吵闹", accept_due=now - day)
    done = complaint_in(State.CLOSED, building=county.building, text="", submitted_at=now - 40 * day)
    found = {
        "q=楼道灯": [lit], f"q={lit.tracking.lower()}": [lit], f"q={str(lit)[:6]}": [lit], "q=1-2": [lit],
        "q=2栋": [late], "stage=final": [done], "stage=pending": [late, lit], "stage=open": [late, lit],
        "state=closed&state=assigned": [lit, done], "category=noise": [late],
        f"building={county.other_building.pk}": [late],
        f"handler={grid_worker.pk}&stage=open": [lit], "overdue=true": [late], "overdue=false&stage=open": [lit],
        "mine=true": [], f"submitted_before={(now - 30 * day).date()}": [done],
        f"community={county.own.pk}": [late, lit, done],
    }  # fmt: skip
    for query, expected in found.items():
        rows = api(manager).get(f"{LIST}?{query}").json()
        assert [row["id"] for row in rows["results"]] == [row.pk for row in expected], query
    assert api(grid_worker).get(f"{LIST}?mine=true&stage=open").json()["count"] == 1
    assert api(manager).get(f"{LIST}?community={county.foreign.pk}").status_code == 400


def test_lists_cost_the_same_at_two_rows_and_twenty(
    api: Api, manager: Staff, county: County, grid_worker: Staff, equal_queries: EqualQueries
) -> None:
    def more(count: int) -> None:
        for _i in range(count):
            complaint_in(State.ASSIGNED, building=county.building, handler=grid_worker)

    more(2)
    client = api(manager)
    equal_queries(lambda: client.get(LIST), more=more)


def test_the_handler_is_not_told_by_the_household(
    api: Api, login: Any, county: County, manager: Staff, grid_worker: Staff
) -> None:
    """A household names who reported it as surely as a name does; the handler asks by a reveal, which is logged."""
    household = HouseholdFactory(community=county.own, code="QC00011")
    given = {"building": county.building, "household": household}
    taken = complaint_in(State.ASSIGNED, handler=grid_worker, **given)
    assert api(grid_worker).get(url(taken)).json()["household"] is None
    assert api(manager).get(url(taken)).json()["household"] == household.pk
    own = complaint_in(State.ASSIGNED, handler=manager, **given)
    for complaint, shown in ((own, False), (taken, True)):
        page = login(manager).get(reverse("admin:complaints_complaint_change", args=[complaint.pk])).content.decode()
        assert ("QC00011" in page) is shown


def test_the_form_number_of_another_areas_complaint_opens_nothing(api: Api, manager: Staff, county: County) -> None:
    theirs = ComplaintFactory(building=county.foreign_building, text="别处的事")
    given = {"community": county.own.pk, "category": "damage", "text": "x", "client_id": str(theirs.client_id)}
    response = api(manager).post(LIST, given)
    assert (response.status_code, response.json()["code"]) == (400, "client_id_taken")
    assert "别处" not in response.content.decode()
