"""Staff pages of complaints."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from apps.accounts.models import AccessLog, Staff
from apps.complaints import actions
from apps.complaints.models import Complaint, ComplaintPhoto
from apps.complaints.workflow import State
from tests.complaints.factories import ComplaintFactory, complaint_in
from tests.harness.people import County
from tests.harness.queries import EqualQueries
from tests.households.factories import HouseholdFactory, OccupancyFactory

Login = Callable[[Staff | None], Client]
LIST = "/admin/complaints/complaint/"
READERS = ("county_admin", "township_officer", "community_manager", "auditor")


def page(complaint: Complaint) -> str:
    return reverse("admin:complaints_complaint_change", args=[complaint.pk])


def step_url(complaint: Complaint, step: str) -> str:
    return reverse("admin:complaints_complaint_step", args=[complaint.pk, step])


def words_of(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def picture() -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, "JPEG")
    return SimpleUploadedFile("IMG.jpg", out.getvalue(), "image/jpeg")


def test_the_list_opens_with_what_is_to_be_done(login: Login, manager: Staff, county: County) -> None:
    later = ComplaintFactory(building=county.building)
    sooner = ComplaintFactory(building=county.building, accept_due=later.accept_due.replace(year=2020))
    complaint_in(State.CLOSED, building=county.building)
    ComplaintFactory(building=county.foreign_building)
    response = login(manager).get(LIST, follow=True)
    assert response.redirect_chain == [(f"{LIST}?stage=pending", 302)]
    assert list(response.context["cl"].result_list) == [sooner, later]
    tabs = {str(tab["title"]): tab["count"] for tab in response.context["tabs_of_complaints"]}
    assert list(tabs.values())[:2] == [2, 1]


@pytest.mark.parametrize(
    "query", ["stage=", "overdue=true", "due_today=true", "mine=true&stage=pending", "q=灯", "o=3"]
)
def test_the_list_answers_every_tab(login: Login, manager: Staff, county: County, query: str) -> None:
    ComplaintFactory(building=county.building)
    assert login(manager).get(f"{LIST}?{query}").status_code == 200


def test_the_list_costs_the_same_at_two_rows_and_twenty(
    login: Login, county_admin: Staff, county: County, grid_worker: Staff, equal_queries: EqualQueries
) -> None:
    def more(count: int) -> None:
        for _i in range(count):
            complaint_in(State.ASSIGNED, building=county.building, handler=grid_worker)

    more(2)
    client = login(county_admin)
    equal_queries(lambda: client.get(f"{LIST}?stage=pending"), more=more)


def test_the_page_costs_the_same_with_a_longer_story(
    login: Login, manager: Staff, submit: Any, equal_queries: EqualQueries
) -> None:
    complaint = submit()

    def more(count: int) -> None:
        for number in range(count):
            actions.complaint_note(complaint=complaint, by=manager, text=f"第 {number} 次", public=False)

    more(2)
    client = login(manager)
    equal_queries(lambda: client.get(page(complaint)), more=more)


@pytest.mark.parametrize("who", READERS)
def test_the_page_shows_the_story_and_hides_the_reporter(
    login: Login, people: dict[str, Any], submit: Any, who: str
) -> None:
    complaint = submit(reporter_name="谭建国", reporter_phone="13800005678")
    body = login(people[who]).get(page(complaint)).content.decode()
    assert str(complaint) in body
    assert "楼道灯坏了" in body
    assert "谭建国" not in body
    assert "5678" not in body
    buttons = 'data-step="accept"' in body
    assert buttons == (who == "community_manager")


@pytest.mark.parametrize("state", State.values)
def test_the_page_opens_in_every_state(
    login: Login, county: County, manager: Staff, grid_worker: Staff, state: str
) -> None:
    complaint = complaint_in(state, building=county.building, handler=grid_worker)
    response = login(manager).get(page(complaint))
    assert response.status_code == 200
    offered = {entry["name"] for entry in [*response.context["others"], *response.context["more"]]}
    offered |= {response.context["next"]["name"]} if response.context["next"] else set()
    from apps.complaints.policies import steps_for

    assert offered == {step.name for step in steps_for(complaint, manager)}


def test_strangers_find_nothing(login: Login, people: dict[str, Any], submit: Any) -> None:
    complaint = submit()
    for address in (page(complaint), step_url(complaint, "accept")):
        assert login(people["colleague"]).post(address).status_code == 404
        assert login(people["grid_worker"]).get(address).status_code == 302  # grid workers have the phone pages
        assert login(None).get(address).status_code == 302


def test_the_whole_way_by_buttons(
    login: Login, manager: Staff, second_manager: Staff, grid_worker: Staff, submit: Any
) -> None:
    complaint = submit()
    client = login(manager)
    for step, given in (
        ("accept", {}),
        ("assign", {"handler": grid_worker.pk}),
        ("resolve", {"why": "换了灯泡"}),
    ):
        response = client.post(step_url(complaint, step), given, follow=True)
        assert response.redirect_chain == [(page(complaint), 302)], words_of(response)
    refused = client.post(step_url(complaint, "call_back"), {"satisfaction": "satisfied"})
    assert (refused.status_code, refused["X-Refusal"]) == (409, "four_eyes")
    login(second_manager).post(step_url(complaint, "call_back"), {"satisfaction": "satisfied"})
    complaint = Complaint.objects.get(pk=complaint.pk)
    assert (complaint.state, complaint.called_back_by) == (State.CLOSED, second_manager)


def test_a_refused_form_comes_back_as_it_was_sent(login: Login, manager: Staff, submit: Any) -> None:
    complaint = submit()
    client = login(manager)
    client.post(step_url(complaint, "accept"))
    response = client.post(step_url(complaint, "assign"), {"handler": "", "why": "快去看看"})
    assert (response.status_code, response["X-Refusal"]) == (409, "required")
    assert "快去看看" in response.content.decode()
    assert response.context["next"]["form"].errors["handler"]
    response = client.post(step_url(complaint, "transfer"), {"why": ""})
    assert response.context["more_open"] or any(entry["open"] for entry in response.context["others"])


def test_unknown_steps_and_looks_at_step_addresses(login: Login, manager: Staff, submit: Any) -> None:
    complaint = submit()
    assert login(manager).post(step_url(complaint, "explode")).status_code == 404
    assert login(manager).get(step_url(complaint, "accept")).url == page(complaint)


def test_notes(login: Login, manager: Staff, submit: Any) -> None:
    complaint = submit()
    address = reverse("admin:complaints_complaint_note", args=[complaint.pk])
    login(manager).post(address, {"text": "已联系物业", "public": "1"})
    assert complaint.steps.filter(step="note", public=True, by=manager).exists()
    response = login(manager).post(address, {"text": " "})
    assert response["X-Refusal"] == "required"


def test_the_reporter_is_shown_once_for_a_reason(login: Login, manager: Staff, submit: Any) -> None:
    complaint = submit(reporter_name="谭建国", reporter_phone="13800005678")
    address = reverse("admin:complaints_complaint_reveal", args=[complaint.pk])
    client = login(manager)
    response = client.post(address, {"reason": "约"})
    assert response["X-Refusal"] == "reason_needed"
    body = client.post(address, {"reason": "约时间上门"}).content.decode()
    assert "谭建国" in body
    assert "13800005678" in body
    assert "谭建国" not in client.get(page(complaint)).content.decode()
    assert AccessLog.objects.filter(kind="reveal", staff=manager, reason="约时间上门").count() == 1


def test_photos_are_served_within_scope_only(login: Login, manager: Staff, colleague: Staff, submit: Any) -> None:
    complaint = submit()
    photo = ComplaintPhoto.objects.create(
        complaint=complaint, community=complaint.community, image=ContentFile(b"jpeg", "a.jpg"), width=4, height=3
    )
    address = reverse("admin:complaints_complaint_photo", args=[complaint.pk, photo.pk])
    response = login(manager).get(address)
    assert b"".join(response.streaming_content) == b"jpeg"
    assert response["Cache-Control"] == "private, max-age=3600"
    assert address in login(manager).get(page(complaint)).content.decode()
    assert login(colleague).get(address).status_code == 404


class TestFiling:
    address = "/admin/complaints/complaint/add/"

    def given(self, county: County, **more: Any) -> dict[str, Any]:
        return {
            "community": county.own.pk, "category": "lift", "text": "电梯停了", "building": county.building.pk,
            "unit": 2, "kind": "complaint", "channel": "office", "reporter_name": "谭建国",
            "client_id": "8b0f3f36-2f31-4c0b-9f0f-1c1b6a0e9c11", **more,
        }  # fmt: skip

    def test_for_a_resident_with_a_photo(self, login: Login, manager: Staff, county: County) -> None:
        household = HouseholdFactory(community=county.own, code="QC00007")
        client = login(manager)
        assert client.get(self.address).status_code == 200
        given = self.given(county, household="qc00007", photos=[picture()])
        response = client.post(self.address, given, follow=True)
        complaint = Complaint.objects.get()
        assert response.redirect_chain == [(page(complaint), 302)]
        assert (complaint.filed_by, complaint.household, complaint.channel) == (manager, household, "office")
        assert (complaint.reporter_name, complaint.photos.count()) == ("谭建国", 1)
        client.post(self.address, self.given(county, photos=[picture()]))
        assert (Complaint.objects.count(), ComplaintPhoto.objects.count()) == (1, 1)

    def test_a_household_is_found_by_its_room(self, login: Login, manager: Staff, county: County) -> None:
        occupancy = OccupancyFactory(dwelling__building=county.building, dwelling__unit=2, dwelling__room="501")
        login(manager).post(self.address, self.given(county, household="1-2-501"))
        assert Complaint.objects.get().household == occupancy.household

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"unit": 9}, "unit"),
            ({"household": "没有这户"}, "household"),
            ({"reporter_phone": "12"}, "reporter_phone"),
            ({"category": ""}, "category"),
            ({"photos": [SimpleUploadedFile("a.jpg", b"no picture")]}, "__all__"),
            ({"photos": [SimpleUploadedFile("a.jpg", b"x")] * 4}, "__all__"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_is_filed(
        self, login: Login, manager: Staff, county: County, wrong: dict[str, Any], field: str
    ) -> None:
        response = login(manager).post(self.address, self.given(county, **wrong))
        assert response.status_code == 400
        assert list(response.context["form"].errors) == [field]
        assert not Complaint.objects.exists()

    def test_readers_do_not_file(self, login: Login, auditor: Staff, township_officer: Staff) -> None:
        for reader in (auditor, township_officer):
            assert login(reader).get(self.address).status_code == 403


class TestSeveralAtOnce:
    def post(self, client: Client, action: str, rows: list[Complaint]) -> Any:
        keys = [row.pk for row in rows]
        return client.post(f"{LIST}?stage=pending", {"action": action, "_selected_action": keys}, follow=True)

    def test_accepting_says_how_many(self, login: Login, manager: Staff, county: County) -> None:
        new = [ComplaintFactory(building=county.building) for _i in range(3)]
        old = complaint_in(State.RESOLVED, building=county.building)
        words = words_of(self.post(login(manager), "accept_selected", [*new, old]))
        assert len(words) == 2
        assert "3" in words[0]
        assert "1" in words[1]
        assert Complaint.objects.filter(state=State.ACCEPTED).count() == 3

    def test_assigning(self, login: Login, manager: Staff, grid_worker: Staff, county: County) -> None:
        rows = [complaint_in(State.ACCEPTED, building=county.building) for _i in range(2)]
        client = login(manager)
        response = self.post(client, "assign_selected", [*rows, ComplaintFactory(building=county.building)])
        address = response.redirect_chain[-1][0]
        assert (response.context["number"], response.context["left"]) == (2, 1)
        assert "handler" in client.post(address, {"handler": ""}).content.decode()
        client.post(address, {"handler": grid_worker.pk})
        assert Complaint.objects.filter(state=State.ASSIGNED, handler=grid_worker).count() == 2

    def test_of_another_community_nothing_is_touched(
        self, login: Login, manager: Staff, grid_worker: Staff, county: County
    ) -> None:
        foreign = complaint_in(State.ACCEPTED, building=county.foreign_building)
        client = login(manager)
        self.post(client, "accept_selected", [foreign])
        client.post(f"{reverse('admin:complaints_complaint_assign')}?pk={foreign.pk}", {"handler": grid_worker.pk})
        assert Complaint.objects.get().state == State.ACCEPTED


def test_the_file_of_a_household_has_its_complaints(login: Login, manager: Staff, county: County) -> None:
    household = HouseholdFactory(community=county.own)
    complaint = ComplaintFactory(building=county.building, household=household)
    neighbours = ComplaintFactory(building=county.building)
    address = reverse("admin:households_household_change", args=[household.pk])
    body = login(manager).get(f"{address}?tab=complaints").content.decode()
    assert page(complaint) in body
    assert page(neighbours) not in body
    assert page(complaint) in login(manager).get(address).content.decode()
