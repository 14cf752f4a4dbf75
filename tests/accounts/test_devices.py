"""Field phones: registered once, seen, revoked by those who may, emptied; each download in the access log."""

import uuid
from typing import Any

import pytest

from apps.accounts.actions import (
    device_contact,
    device_of,
    device_register,
    device_revoke,
    device_wiped,
    pack_taken,
    staff_close,
)
from apps.accounts.models import AccessLog, FieldDevice
from apps.core.errors import InvalidInput, Refused

DEVICES = "/admin/accounts/fielddevice/"


@pytest.fixture
def device(grid_worker: Any) -> FieldDevice:
    return device_register(staff=grid_worker, client_id=uuid.uuid4(), name=" 华为  畅享 ")


def code(act: Any, **given: Any) -> str:
    with pytest.raises(Refused) as error:
        act(**given)
    return error.value.code


def test_the_same_phone_registers_once_and_a_colleague_is_turned_away(
    device: Any, grid_worker: Any, colleague: Any
) -> None:
    assert device.name == "华为 畅享"
    assert device_register(staff=grid_worker, client_id=device.client_id, name="x") == device
    assert code(device_register, staff=colleague, client_id=device.client_id, name="x") == "others_device"
    assert code(device_of, staff=colleague, client_id=device.client_id) == "others_device"
    assert code(device_of, staff=grid_worker, client_id=uuid.uuid4()) == "device_unknown"
    assert code(device_of, staff=grid_worker, client_id=None) == "device_unknown"


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        ("grid_worker", ""), ("community_manager", ""), ("county_admin", ""), ("colleague", "not_in_scope"),
        ("township_officer", "not_your_role"), ("auditor", "not_your_role"),
    ],
)  # fmt: skip
def test_who_revokes(device: Any, people: Any, grid_worker: Any, who: str, refusal: str) -> None:
    if refusal:
        assert code(device_revoke, device=device, by=people[who], why="在班车上丢了") == refusal
        return
    device_revoke(device=device, by=people[who], why="在班车上丢了")
    assert code(device_revoke, device=device, by=people[who], why="再来一次") == "gone"
    assert code(device_of, staff=grid_worker, client_id=device.client_id) == "device_revoked"
    told = device_contact(client_id=device.client_id)
    assert told is not None
    assert told.must_wipe


def test_the_office_says_why(device: Any, community_manager: Any) -> None:
    assert code(device_revoke, device=device, by=community_manager, why="  ") == "required"


def test_a_phone_that_emptied_itself_stays_empty(device: Any, grid_worker: Any) -> None:
    device_wiped(client_id=device.client_id, why="pins")
    told = device_wiped(client_id=device.client_id, why="logout")
    assert told is not None
    assert told.wiped_why == "pins"
    assert code(device_register, staff=grid_worker, client_id=device.client_id, name="x") == "device_revoked"
    assert device_wiped(client_id=uuid.uuid4(), why="pins") is None
    assert device_contact(client_id=uuid.uuid4()) is None
    with pytest.raises(InvalidInput):
        device_wiped(client_id=device.client_id, why="bored")


def test_the_phone_of_a_closed_account_empties_itself(device: Any, grid_worker: Any, county_admin: Any) -> None:
    staff_close(by=county_admin, staff=grid_worker)
    told = device_contact(client_id=device.client_id)
    assert told is not None
    assert told.must_wipe


def test_each_download_is_in_the_access_log(device: Any, grid_worker: Any, county: Any) -> None:
    pack_taken(device=device, by=grid_worker, counts={county.own.pk: 12, county.foreign.pk: 3}, address="10.0.0.7")
    rows = AccessLog.objects.filter(subject=f"accounts.fielddevice:{device.pk}").values_list("community_id", "field")
    assert set(rows) == {(county.own.pk, "rows:12"), (county.foreign.pk, "rows:3")}
    assert (device.households, device.pack_at is not None) == (15, True)


def test_the_office_finds_the_phone_and_revokes_it(device: Any, login: Any, community_manager: Any) -> None:
    office = login(community_manager)
    assert "华为 畅享" in office.get(DEVICES).content.decode()
    assert "华为 畅享" not in office.get(f"{DEVICES}?holding=false").content.decode()
    page = office.get(f"{DEVICES}{device.pk}/change/").content.decode()
    assert "revoke" in page
    missing = office.post(f"{DEVICES}{device.pk}/do/revoke/", {"why": ""})
    assert missing.status_code >= 400
    done = office.post(f"{DEVICES}{device.pk}/do/revoke/", {"why": "手机丢了"}, follow=True)
    assert "手机丢了" in done.content.decode()
    device.refresh_from_db()
    assert device.revoked_by == community_manager


def test_the_api_shows_and_revokes_phones(device: Any, api: Any, people: Any, grid_worker: Any) -> None:
    office = api(people["community_manager"])
    (shown,) = office.get("/api/v1/field-devices/").json()["results"]
    assert (shown["staff"]["id"], shown["empties_itself"]) == (grid_worker.pk, False)
    assert str(device.client_id) not in str(shown), "whoever knows the number is the phone"
    path, json = f"/api/v1/field-devices/{device.pk}/revoke/", "application/json"
    assert api(people["auditor"]).post(path, {"why": "丢了"}, content_type=json).status_code == 403
    assert api(people["colleague"]).post(path, {"why": "丢了"}, content_type=json).status_code == 404
    assert office.post(path, {}, content_type=json).json()["field"] == "why"
    revoked = office.post(path, {"why": "在班车上丢了"}, content_type=json).json()
    assert (revoked["empties_itself"], revoked["revoked_by"]["id"]) == (True, people["community_manager"].pk)
    assert office.post(path, {"why": "再来一次"}, content_type=json).json()["code"] == "gone"
