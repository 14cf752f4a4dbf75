"""One rule for all faces: how people come in, what is refused of whoever has left, what stays of a refused try."""

from typing import Any

import pytest

from apps.accounts.models import AccessKind, AccessLog, Staff
from apps.core import clock
from apps.core.errors import InvalidInput
from apps.households.actions import people, persons
from apps.households.actions.corrections import event_cancel
from apps.households.actions.transfers import transfer_accept, transfer_request
from apps.households.file import concerns_of
from apps.households.life.newcomer import Newcomer
from apps.households.models import Contact, EventKind, Household, LifeEvent, Member
from apps.households.people.nouns import NOUNS
from apps.households.people.policies import may_record
from apps.households.reaching import reach_of
from tests.accounts.factories import StaffFactory
from tests.harness.people import County
from tests.households.factories import MemberFactory, id_number
from tests.households.families import DAY, Family, family_in, places, register


@pytest.fixture
def home(county: County) -> Family:
    return family_in(county.own)


@pytest.fixture
def gone(home: Family, community_manager: Staff) -> Family:
    people.departure_record(household=home.household, by=community_manager, happened_on=DAY)
    home.household.refresh_from_db()
    return home


@pytest.fixture
def held_elsewhere(county: County) -> str:
    """A number that somebody of another community holds."""
    stranger = MemberFactory(community=county.foreign)
    stranger.set_id_number(id_number(7, born=DAY))
    stranger.save()
    return id_number(7, born=DAY)


def tries() -> int:
    return AccessLog.objects.filter(kind=AccessKind.ELSEWHERE).count()


def test_a_number_of_elsewhere_is_logged_although_the_event_was_refused(
    home: Family, community_manager: Staff, held_elsewhere: str
) -> None:
    given = {"household": home.household, "by": community_manager}
    before = register()
    newcomer = Newcomer("田甜", id_number=held_elsewhere)
    calls: list[tuple[Any, dict[str, Any]]] = [
        (people.birth_record, {**given, "happened_on": DAY, "name": "覃小满", "id_number": held_elsewhere}),
        (people.marriage_in_record, {**given, "happened_on": clock.today(), "newcomer": newcomer}),
        (people.joining_record, {**given, "happened_on": clock.today(), "newcomer": newcomer}),
        (persons.member_add, {**given, "name": "田甜", "id_number": held_elsewhere}),
        (persons.member_change, {"member": home.son, "by": community_manager, "id_number": held_elsewhere}),
    ]
    for count, (call, arguments) in enumerate(calls, 1):
        with pytest.raises(InvalidInput) as caught:
            call(**arguments)
        assert (caught.value.code, tries()) == ("elsewhere", count)
    assert register() == before


@pytest.mark.parametrize("face", ["do", "preview", "api"])
def test_the_try_is_logged_from_every_face(
    home: Family, login: Any, api: Any, community_manager: Staff, held_elsewhere: str, face: str
) -> None:
    given = {"happened_on": DAY.isoformat(), "name": "覃小满", "id_number": held_elsewhere}
    if face == "api":
        answer = api(community_manager).post(f"/api/v1/households/{home.household.pk}/birth/", given)
        assert answer.json()["code"] == "elsewhere"
    else:
        page = login(community_manager).post(f"/admin/households/household/{home.household.pk}/{face}/birth/", given)
        assert page["X-Refusal"] == "elsewhere"
    assert tries() == 1
    assert not LifeEvent.objects.exists()


def test_a_person_added_is_an_event_and_can_be_taken_back(home: Family, community_manager: Staff) -> None:
    added = persons.member_add(
        household=home.household, by=community_manager, name="向阳", relation="other", joined_on=DAY,
        phone="13812345678",
    )  # fmt: skip
    event = LifeEvent.objects.get()
    assert (event.kind, event.members, places(added)) == (
        EventKind.JOINED, [added.pk], [("F00001", "other", DAY, None)],
    )  # fmt: skip
    event_cancel(event=event, by=community_manager, why="登记错了人")
    assert not Member.objects.filter(pk=added.pk).exists()


def test_a_number_and_a_birth_date_must_agree_everywhere(
    home: Family, login: Any, api: Any, community_manager: Staff
) -> None:
    given = {"household": home.household.pk, "name": "向阳", "id_number": id_number(9), "birth_date": "1971-01-01"}
    assert api(community_manager).post("/api/v1/members/", given).json()["code"] == "birth_date_differs"
    typed = {**given, "new_id_number": given["id_number"], "joined_on": "2026-01-01", "sex": ""}
    page = login(community_manager).post("/admin/households/member/add/", typed)
    assert page.context["adminform"].form.has_error("new_id_number", "birth_date_differs")


ENTRIES: dict[str, dict[str, Any]] = {
    "birth": {"name": "覃小满"},
    "death": {"member": "father", "new_head": "mother"},
    "marriage-in": {"name": "田甜"},
    "marriage-out": {"member": "son"},
    "divorce": {"members": "mother", "head": "mother"},
    "departure": {},
    "head": {"new_head": "son"},
    "split": {"members": "son", "head": "son"},
    "move": {"dwelling": "room"},
    "transfer": {"to_community": "foreign"},
}


@pytest.mark.parametrize("key", ENTRIES)
def test_nothing_happens_any_more_to_a_household_that_has_left(
    gone: Family, county: County, login: Any, api: Any, community_manager: Staff, key: str
) -> None:
    flat = gone.dwelling
    values = {"room": f"{flat.building.number}-{flat.unit}-{flat.room}", "foreign": county.foreign.pk}
    given: dict[str, Any] = {"happened_on": "2026-02-01"}  # it was still there on that day: all the same
    for name, value in ENTRIES[key].items():
        person = getattr(gone, value, None) if isinstance(value, str) else None
        given[name] = person.pk if isinstance(person, Member) else values.get(value, value)
    before = register()
    address = f"households/household/{gone.household.pk}"
    assert login(community_manager).post(f"/admin/{address}/do/{key}/", given).status_code == 404
    answer = api(community_manager).post(f"/api/v1/households/{gone.household.pk}/{key}/", given)
    # Of nobody who is there today a form offers anybody: then there is nobody to name.
    unnamed = key in {"birth", "marriage-in", "departure", "move", "transfer"}
    assert answer.json().get("code") in ({"has_left"} if unnamed else {"has_left", "invalid", None})
    assert answer.status_code in (400, 409)
    assert register() == before


def test_nobody_is_added_and_nothing_recorded_of_those_who_left(
    gone: Family, api: Any, login: Any, community_manager: Staff
) -> None:
    client = api(community_manager)
    added = client.post("/api/v1/members/", {"household": gone.household.pk, "name": "向阳"})
    assert added.json()["code"] == "has_left"
    job = {"member": gone.son.pk, "work": "in_county", "starts": "2026-05-01"}
    assert client.post("/api/v1/employments/", job).json()["code"] == "has_left"
    page = login(community_manager).post(f"/admin/households/member/{gone.son.pk}/do/work/", job)
    assert page.status_code in (404, 422)
    for noun in NOUNS.values():
        assert may_record(gone.son, community_manager, str(noun.model._meta.model_name)).code == "has_left"
    assert client.patch(f"/api/v1/members/{gone.son.pk}/", {"name": "覃炜"}).status_code == 200


def test_their_return_is_open_and_everything_with_it(gone: Family, community_manager: Staff) -> None:
    people.return_record(
        household=gone.household, by=community_manager, happened_on=clock.today(), members=[gone.father],
        head=gone.father,
    )  # fmt: skip
    assert may_record(Member.objects.get(pk=gone.father.pk), community_manager, "employment").allowed


def test_whoever_may_reveal_may_through_the_api_too(
    home: Family, api: Any, county_admin: Staff, grid_worker: Staff, auditor: Staff
) -> None:
    home.father.set_id_number(id_number(3))
    home.father.save()
    address = f"/api/v1/members/{home.father.pk}/reveal/"
    assert api(county_admin).post(address, {"reason": "核对户口本"}).json() == {"id_number": id_number(3)}
    assert api(county_admin).post(address, {"reason": ""}).json()["code"] == "reason_needed"
    assert api(auditor).post(address, {"reason": "核对户口本"}).json()["code"] == "not_your_role"
    assert api(county_admin).post("/api/v1/members/", {"name": "甲"}).status_code == 403
    assert api(None).post(address, {"reason": "核对户口本"}).status_code in (401, 403)


def test_a_transfer_that_waits_stands_on_the_page(
    home: Family, county: County, login: Any, community_manager: Staff, colleague: Staff
) -> None:
    address = f"/admin/households/household/{home.household.pk}/change/"
    assert "转移待对方决定" not in login(community_manager).get(address).content.decode()
    asked = transfer_request(
        household=home.household, by=community_manager, to_community=county.foreign, happened_on=DAY
    )
    page = login(community_manager).get(address).content.decode()
    assert "转移待对方决定" in page
    assert f"/transfer/{asked.pk}/change/" in page
    transfer_accept(transfer=asked, by=colleague)
    here = Household.objects.get(pk=home.household.pk)
    assert "move_up" not in {concern.icon for concern in concerns_of(here, colleague)}


def test_the_receiving_manager_sees_the_household_as_it_was(
    home: Family, county: County, login: Any, api: Any, community_manager: Staff, colleague: Staff
) -> None:
    asked = transfer_request(
        household=home.household, by=community_manager, to_community=county.foreign, happened_on=DAY
    )
    address = f"/api/v1/households/{home.household.pk}/as-of/"
    assert api(colleague).get(address, {"day": "2020-01-01"}).status_code == 404
    transfer_accept(transfer=asked, by=colleague)
    before = api(colleague).get(address, {"day": "2020-01-01"}).json()
    assert [person["relation"] for person in before["people"]] == ["head", "spouse", "child", "child"]
    assert (before["residence"], before["dwelling"]) == ("permanent", None)  # which flats were held stays behind
    page = login(colleague).get(f"/admin/households/household/{home.household.pk}/change/?tab=asof&day=2020-01-01")
    assert "覃建国" in page.content.decode()
    assert api(community_manager).get(address, {"day": "2020-01-01"}).status_code == 404


def test_how_a_household_is_reached(home: Family, community_manager: Staff, login: Any) -> None:
    def fresh() -> Any:
        return reach_of(Household.objects.get(pk=home.household.pk), community_manager)

    assert fresh() is None
    Member.objects.filter(pk=home.mother.pk).update(channel="visit")
    wished = fresh()
    assert (wished.name, wished.phone, wished.channel) == ("向春梅", "", "联系方式：上门")
    Member.objects.filter(pk=home.mother.pk).update(phone="13800000001")
    assert fresh().name == "向春梅"
    persons.contact_add(member=home.son, by=community_manager, phone="13800000002")
    persons.contact_add(member=home.son, by=community_manager, phone="13800000003", phone_of="neighbour", note="晚上")
    Member.objects.filter(pk=home.son.pk).update(channel="wechat")
    reached = fresh()
    assert (reached.name, reached.call) == ("覃伟", "13800000002")  # she wishes to be visited
    assert [(number.call, number.words) for number in reached.further] == [("13800000003", "邻居的 · 晚上")]
    page = login(community_manager).get(f"/admin/households/household/{home.household.pk}/change/").content.decode()
    assert "tel:13800000002" in page
    assert "tel:13800000003" in page
    assert Contact.objects.count() == 1


def test_strangers_have_no_way_in(home: Family, county: County) -> None:
    stranger = StaffFactory(role="community_manager", areas=[county.foreign])
    assert may_record(home.son, stranger, "employment").code == "not_in_scope"
