"""The page of visits holds nothing personal, a pack one's own households only, and a revoked phone is told so."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from apps.accounts.actions import device_register, device_revoke
from apps.accounts.models import AccessLog, FieldDevice
from apps.core import clock
from apps.followups.models import Caseload, Visit
from apps.households.models import Household
from apps.portal.visiting import pack
from tests.communities.factories import DwellingFactory
from tests.households.factories import (
    HouseholdFactory,
    MemberFactory,
    MembershipFactory,
    OccupancyFactory,
)

PACK, CONTACT, REGISTER = "/f/visits/pack/", "/f/visits/contact/", "/f/visits/register/"


def home(building: Any, room: str, name: str, worker: Any = None) -> Household:
    """A household of one in its room; of `worker`, where one is named, with a visit due today."""
    household = HouseholdFactory(community=building.community)
    member = MemberFactory(community=building.community, name=name, phone="13812345678")
    MembershipFactory(household=household, member=member)
    OccupancyFactory(household=household, dwelling=DwellingFactory(building=building, room=room))
    if worker:
        since = clock.today()
        Caseload.objects.create(household=household, community=building.community, worker=worker, period=(since, None))
        Visit.objects.create(household=household, community=building.community, worker=worker, due_on=since)
    return household


@pytest.fixture
def device(grid_worker: Any) -> FieldDevice:
    return device_register(staff=grid_worker, client_id=uuid.uuid4(), name="华为")


def load(browser: Any, device: Any) -> Any:
    return browser.get(PACK, headers={"X-Device": str(device.client_id), "Accept": "application/json"})


def test_the_page_itself_holds_nothing_of_anybody(county: Any, grid_worker: Any, login: Any) -> None:
    home(county.building, "101", "谭建国", grid_worker)
    page = login(grid_worker).get("/f/visits/").content.decode()
    assert "谭建国" not in page
    assert grid_worker.name not in page
    assert grid_worker.username not in page


def test_a_pack_that_is_full_says_so_and_holds_what_is_due_soonest(
    county: Any, grid_worker: Any, login: Any, device: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    homes = [home(county.building, room, "谭建国", grid_worker) for room in ("101", "102", "103")]
    Visit.objects.filter(household=homes[0]).update(due_on=clock.today() + timedelta(days=9))
    body = load(login(grid_worker), device).json()
    assert (len(body["households"]), body["left_out"]) == (3, 0)
    monkeypatch.setattr(pack, "MOST", 2)
    body = load(login(grid_worker), device).json()
    assert [row["id"] for row in body["households"]] == [homes[1].pk, homes[2].pk]
    assert body["left_out"] == 1


def test_a_pack_holds_my_households_and_no_number_of_identity(
    county: Any, grid_worker: Any, colleague: Any, login: Any, device: Any
) -> None:
    mine = home(county.building, "101", "谭建国", grid_worker)
    member = mine.memberships.get().member
    member.set_id_number("422800196803080011")
    member.save()
    home(county.building, "102", "向长清")
    home(county.foreign_building, "103", "覃玉兰", colleague)
    answer = load(login(grid_worker), device)
    body = answer.json()
    [row] = body["households"]
    assert row["id"] == mine.pk
    assert row["visit"]["due_on"] == clock.today().isoformat()
    assert [person["name"] for person in row["people"]] == ["谭建国"]
    assert row["call"] == "13812345678"
    assert "tjg" in row["find"]
    text = answer.content.decode()
    assert not re.search(r"\d{17}[\dXx]", text)
    assert member.birth_date is None or member.birth_date.isoformat() not in text
    [entry] = AccessLog.objects.filter(subject=f"accounts.fielddevice:{device.pk}")
    assert (entry.field, entry.community_id) == ("rows:1", county.own.pk)


def test_a_pack_asks_no_more_for_twenty(
    county: Any, grid_worker: Any, login: Any, device: Any, equal_queries: Any
) -> None:
    browser, rooms = login(grid_worker), iter(range(100, 200))

    def more(count: int) -> None:
        for _ in range(count):
            home(county.building, str(next(rooms)), "谭建国", grid_worker)

    more(2)
    equal_queries(lambda: load(browser, device), more=more)


def test_a_phone_registers_and_is_limited(grid_worker: Any, login: Any) -> None:
    browser, number = login(grid_worker), str(uuid.uuid4())
    assert load(browser, FieldDevice(client_id=uuid.uuid4())).json()["code"] == "device_unknown"
    made = browser.post(REGISTER, {"device": number, "name": "手机"})
    assert (made.status_code, made.json()["days"], made.json()["tries"]) == (201, 7, 5)
    assert browser.post(REGISTER, {"device": "x"}).headers["X-Refusal"] == "unreadable"
    assert FieldDevice.objects.get(client_id=number).staff == grid_worker


def test_a_revoked_phone_is_told_at_any_contact_and_logged_out(
    device: Any, grid_worker: Any, community_manager: Any, login: Any, client: Any
) -> None:
    browser = login(grid_worker)
    assert load(browser, device).status_code == 200
    said = client.post(CONTACT, {"device": str(device.client_id)}).json()
    assert said["wipe"] is False
    device_revoke(device=device, by=community_manager, why="丢了")
    assert browser.get("/f/").status_code == 302  # whoever holds it opens nothing more
    assert client.post(CONTACT, {"device": str(device.client_id)}).json()["wipe"] is True
    again = login(grid_worker)
    assert load(again, device).json()["code"] == "device_revoked"
    assert again.get("/f/").status_code == 302
    client.post(CONTACT, {"device": str(device.client_id), "wiped": "revoked"})
    device.refresh_from_db()
    assert device.wiped_why == "revoked"
    assert client.post(CONTACT, {"device": "nonsense"}).json() == {"wipe": False}


def test_a_worker_revokes_the_own_phone(device: Any, grid_worker: Any, colleague: Any, login: Any) -> None:
    browser = login(grid_worker)
    assert "华为" in browser.get(reverse("portal:field-devices")).content.decode()
    address = reverse("portal:field-device-revoke", args=[device.pk])
    assert login(colleague).post(address).status_code in (403, 404)
    assert browser.post(address).status_code == 303
    assert browser.post(address).headers["X-Refusal"] == "gone"


def test_who_opens_visits(login: Any, auditor: Any, client: Any) -> None:
    assert client.get("/f/visits/").status_code == 302
    assert login(auditor).get("/f/visits/").status_code == 403
    assert login(auditor).get(PACK).status_code == 403
