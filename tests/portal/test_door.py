"""The door: only room and number together say which household it is, and nobody learns from a refusal."""

import pytest
from django.test import Client

from apps.portal.visitor import HOME_COOKIE
from tests.communities.factories import DwellingFactory
from tests.households.factories import HouseholdFactory, MemberFactory, MembershipFactory, OccupancyFactory
from tests.portal.conftest import send


@pytest.fixture
def home(county, community):
    dwelling = DwellingFactory(building=county.building, community=community, unit=1, room="301")
    household = HouseholdFactory(community=community)
    OccupancyFactory(household=household, dwelling=dwelling)
    member = MemberFactory(phone="13800007788", community=community)
    MembershipFactory(household=household, member=member)
    return dwelling


def answer(phone, community, dwelling, tail, **more):
    form = {"building": dwelling.building_id, "dwelling": dwelling.pk, "tail": tail, **more}
    return send(phone, f"/c/{community.slug}/door/", form)


def test_building_then_room_then_number(phone, community, home):
    first = phone.get(f"/c/{community.slug}/door/?next=/c/{community.slug}/facilities/").content.decode()
    assert f'value="{home.building_id}"' in first
    rooms = phone.get(f"/c/{community.slug}/door/?building={home.building_id}").content.decode()
    assert "301" in rooms
    sent = answer(phone, community, home, "77 88", next=f"/c/{community.slug}/facilities/")
    assert (sent.status_code, sent["Location"]) == (303, f"/c/{community.slug}/facilities/")
    assert phone.cookies[HOME_COOKIE].value
    assert phone.cookies[HOME_COOKIE]["max-age"] == 1800


def test_refusals_tell_nothing_apart(phone, community, county, home):
    empty = DwellingFactory(building=county.building, community=community, unit=1, room="302")
    told = {answer(phone, community, dwelling, "1111").content.decode().split('id="error-tail"')[1][:300]
            for dwelling in (home, empty)}  # fmt: skip
    assert len(told) == 1
    assert HOME_COOKIE not in phone.cookies


def test_what_is_missing_is_said(phone, community, home):
    assert answer(phone, community, home, "77").headers["X-Refusal"] == "invalid"
    sent = send(phone, f"/c/{community.slug}/door/", {"building": home.building_id, "tail": "7788"})
    assert sent.headers["X-Refusal"] == "required"


def test_a_door_is_tried_so_often_and_no_more(community, home, settings):
    settings.PORTAL_LIMITS = settings.PORTAL_LIMITS | {"wrong_door": [("subject", 3, 86_400)]}
    codes = []
    for _n in range(4):
        other = Client(enforce_csrf_checks=True, headers={"user-agent": "MicroMessenger", "accept-language": "zh-CN"})
        codes.append(answer(other, community, home, "0000").headers["X-Refusal"])
    assert codes == ["wrong_door"] * 3 + ["too_many"]


def test_leaving_forgets(phone, community, home):
    answer(phone, community, home, "7788")
    send(phone, f"/c/{community.slug}/door/leave/", {})
    phone.get(f"/c/{community.slug}/")
    assert phone.cookies[HOME_COOKIE].value.split(":")[0] == "0"
