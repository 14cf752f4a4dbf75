"""The list of households, the file of one, and the forms over the register."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from apps.accounts.models import AccessKind, AccessLog
from apps.core.periods import since
from apps.households.models import ClassPeriod, HealthRecord, Household, Income, Member, Membership, Presence
from tests.communities.factories import DwellingFactory
from tests.harness.people import County
from tests.households.factories import (
    MOVED_IN,
    HouseholdFactory,
    MemberFactory,
    MembershipFactory,
    OccupancyFactory,
    id_number,
)
from tests.households.families import register

LIST = "/admin/households/household/"


def whole(county: County, *, name: str = "谭建国", code: str = "H00417") -> Household:
    """A household with a room, a head with an identity number, presence, health and income."""
    household = HouseholdFactory(community=county.own, code=code)
    OccupancyFactory(household=household, dwelling=DwellingFactory(building=county.building))
    head = MemberFactory(community=county.own, name=name, phone="13812345678")
    head.set_id_number(id_number(Household.objects.count()))
    head.save()
    MembershipFactory(household=household, member=head)
    Presence.objects.create(
        community=county.own, household=household, status="dual", place="井河村", period=since(date(2026, 9, 1))
    )
    HealthRecord.objects.create(community=county.own, member=head, health="serious", period=since(date(2026, 3, 1)))
    for source, amount in (("wage", 9000), ("business", 5000), ("business_expense", 2000), ("transfer", 1000)):
        Income.objects.create(community=county.own, household=household, year=2025, source=source, amount=amount)
    return household


@pytest.fixture
def household(county: County) -> Household:
    return whole(county)


def file_of(household: Household) -> str:
    return reverse("admin:households_household_change", args=[household.pk])


def edit_of(household: Household) -> str:
    return reverse("admin:households_household_edit", args=[household.pk])


def test_the_list_costs_the_same_for_any_number(
    county: County, community_manager: Any, login: Any, equal_queries: Any
) -> None:
    client = login(community_manager)
    whole(county, code="A1")
    whole(county, code="A2")
    equal_queries(lambda: client.get(LIST), more=lambda n: [whole(county, code=f"B{i}") for i in range(n)])


def test_the_file_shows_who_they_are(household: Household, community_manager: Any, login: Any) -> None:
    page = login(community_manager).get(file_of(household)).content.decode()
    for words in ("谭建国 户", "脱贫户", "13,000 元", "两头住", "井河村", "大病", "13812345678"):
        assert words in page, words


def test_the_file_costs_the_same_for_any_number_of_people(
    household: Household, county: County, community_manager: Any, login: Any, equal_queries: Any
) -> None:
    def join(n: int) -> None:
        for _i in range(n):
            member = MemberFactory(community=county.own)
            MembershipFactory(household=household, member=member, relation="child")
            HealthRecord.objects.create(community=county.own, member=member, health="chronic", period=since(MOVED_IN))

    join(1)
    client = login(community_manager)
    equal_queries(lambda: client.get(file_of(household)), more=join)


def test_opening_a_file_is_logged(household: Household, community_manager: Any, login: Any) -> None:
    login(community_manager).get(file_of(household))
    row = AccessLog.objects.get(kind=AccessKind.OPEN)
    assert (row.staff, row.subject) == (community_manager, f"households.household:{household.pk}")


def test_neither_birth_date_nor_number_stands_in_any_page(
    household: Household, county: County, community_manager: Any, login: Any
) -> None:
    member = Member.objects.get(name="谭建国")
    client = login(community_manager)
    pages = [LIST, file_of(household), edit_of(household), "/admin/households/member/"]
    pages += [f"{file_of(household)}?tab={tab}" for tab in ("income", "living", "history")]
    pages.append(reverse("admin:households_member_change", args=[member.pk]))
    for address in pages:
        text = client.get(address).content.decode()
        assert str(member.id_number) not in text, address
        assert "1970" not in text, address


def test_an_auditor_sees_no_telephone_and_who_looked(household: Household, auditor: Any, login: Any) -> None:
    client = login(auditor)
    page = client.get(file_of(household)).content.decode()
    assert "13812345678" not in page
    assert "138••••5678" in page
    looks = client.get(f"{file_of(household)}?tab=looks").content.decode()
    assert str(auditor.name) in looks


def test_the_number_is_shown_for_a_reason_and_logged(household: Household, community_manager: Any, login: Any) -> None:
    member = Member.objects.get(name="谭建国")
    client, address = login(community_manager), reverse("admin:households_member_reveal", args=[member.pk])
    assert str(member.id_number) not in client.get(address).content.decode()
    refused = client.post(address, {"reason": "看"}, headers={"HX-Request": "true"}).content.decode()
    assert str(member.id_number) not in refused
    assert not AccessLog.objects.filter(kind=AccessKind.REVEAL).exists()
    shown = client.post(address, {"reason": "核对户口本"}, headers={"HX-Request": "true"})
    assert str(member.id_number) in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    row = AccessLog.objects.get(kind=AccessKind.REVEAL)
    assert (row.staff, row.field, row.reason) == (community_manager, "id_number", "核对户口本")


@pytest.mark.parametrize("name", ["colleague", "township_officer", "auditor"])
def test_nobody_else_has_the_number_shown(household: Household, people: dict[str, Any], login: Any, name: str) -> None:
    member = Member.objects.get(name="谭建国")
    address = reverse("admin:households_member_reveal", args=[member.pk])
    answer = login(people[name]).post(address, {"reason": "核对户口本"}, headers={"HX-Request": "true"})
    assert str(member.id_number) not in answer.content.decode()
    assert not AccessLog.objects.filter(kind=AccessKind.REVEAL).exists()


@pytest.mark.parametrize("name", ["colleague", "township_officer", "grid_worker", "anonymous"])
def test_files_of_others_stay_shut(household: Household, people: dict[str, Any], login: Any, name: str) -> None:
    client = login(people[name])
    for address in (file_of(household), edit_of(household)):
        answer = client.get(address)
        assert answer.status_code in (302, 403, 404)
        assert "谭建国" not in answer.content.decode()
    assert not AccessLog.objects.filter(kind=AccessKind.OPEN).exists()


def edit_form(client: Any, household: Household, **changes: Any) -> Any:
    """Send the form as it stands, with these changes. Returns the answer."""
    page = client.get(edit_of(household))
    form = page.context["adminform"].form
    data = {name: form[name].value() for name in form.fields}
    for inline in page.context["inline_admin_formsets"]:
        formset = inline.formset
        for bound in formset.management_form:
            data[bound.html_name] = bound.value()
        for row in formset.initial_forms:
            data |= {row.add_prefix(name): row[name].value() for name in row.fields}
    data = {name: "" if value is None else value for name, value in data.items()}
    return client.post(edit_of(household), data | {"_save": "1"} | changes)


def test_the_register_is_corrected_and_the_history_knows_who(
    household: Household, community_manager: Any, login: Any
) -> None:
    client = login(community_manager)
    answer = edit_form(client, household, origin_village="石门坎村")
    assert answer.status_code == 302, answer.context["errors"]
    assert answer["Location"] == file_of(household)
    household.refresh_from_db()
    assert household.origin_village == "石门坎村"
    history = client.get(f"{file_of(household)}?tab=history").content.decode()
    assert "未采集 → 石门坎村" in history
    assert community_manager.name in history


def test_the_edit_page_takes_nothing_that_has_a_day_and_a_reason(
    household: Household, county: County, community_manager: Any, login: Any
) -> None:
    """People, rooms, presence, class and leaving are events and dialogs: what a form of old sends is not read."""
    second = DwellingFactory(building=county.building)
    head = Membership.objects.get(household=household, relation="head")
    sent = {
        "occupancies-TOTAL_FORMS": "1", "occupancies-INITIAL_FORMS": "0", "occupancies-0-dwelling": second.pk,
        "occupancies-0-starts": "2026-11-01", "memberships-TOTAL_FORMS": "1", "memberships-INITIAL_FORMS": "1",
        "memberships-0-id": head.pk, "memberships-0-relation": "child", "left_on": "2026-01-01", "kind": "subsistence",
    }  # fmt: skip
    before = (register(), household.kind)
    assert edit_form(login(community_manager), household, **sent).status_code == 302
    household.refresh_from_db()
    assert (register(), household.kind) == before


def test_nobody_dies_in_the_form_of_a_person(household: Household, community_manager: Any, login: Any) -> None:
    member = Member.objects.get(name="谭建国")
    address = reverse("admin:households_member_edit", args=[member.pk])
    page = login(community_manager).get(address)
    assert "died_on" not in page.context["adminform"].form.fields
    sent = {"name": "谭建国", "phone": "", "sex": "male", "education": "", "died_on": "2026-01-01", "_save": "1"}
    assert login(community_manager).post(address, sent).status_code == 302
    member.refresh_from_db()
    assert member.died_on is None


def test_a_household_is_added_by_the_action(county: County, people: dict[str, Any], login: Any, api: Any) -> None:
    given = {"community": county.own.pk, "code": " F77 ", "kind": "subsistence", "origin_village": "石门坎村"}
    page = login(people["community_manager"]).post("/admin/households/household/add/", {**given, "_save": "1"})
    made = Household.objects.get(code="F77")
    assert page["Location"] == file_of(made)
    assert ClassPeriod.objects.get(household=made).kind == "subsistence"
    answer = api(people["community_manager"]).post("/api/v1/households/", {**given, "code": "F78"})
    assert (answer.status_code, answer.json()["code"]) == (201, "F78")
    again = api(people["community_manager"]).post("/api/v1/households/", {**given, "code": "F78"})
    assert again.status_code == 400
    elsewhere = {**given, "community": county.foreign.pk}
    assert api(people["community_manager"]).post("/api/v1/households/", elsewhere).status_code == 400
    for name in ("grid_worker", "auditor"):
        assert api(people[name]).post("/api/v1/households/", {**given, "code": "F79"}).status_code == 403
    assert not Household.objects.filter(code="F79").exists()


def person(household: Household, **changes: Any) -> dict[str, Any]:
    formsets = ("health_records", "labour_abilities", "employments")
    rows = {f"{name}-{key}": "0" for name in formsets for key in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return {
        "household": household.pk, "relation": "child", "joined_on": "2026-11-01", "name": " 谭　芳 ", "phone": "",
        "new_id_number": "", "birth_date": "", "sex": "female", "education": "", "died_on": "",
        **rows, "_save": "1", **changes,
    }  # fmt: skip


def test_a_person_joins_a_household(household: Household, community_manager: Any, login: Any) -> None:
    number = id_number(321, born=date(1999, 2, 3))
    answer = login(community_manager).post("/admin/households/member/add/", person(household, new_id_number=number))
    assert answer.status_code == 302, answer.context["errors"]
    member = Member.objects.get(name="谭芳")
    assert (member.birth_date, member.sex, member.id_number) == (date(1999, 2, 3), "male", number)
    assert member.community_id == household.community_id
    assert Membership.objects.get(member=member).household == household


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("42280119990203321", "18 位"),
        ("42280119991303321X", "出生日期"),
        (id_number(321)[:-1] + ("0" if id_number(321)[-1] != "0" else "1"), "校验码"),
    ],
)
def test_a_faulty_number_is_told_with_the_remedy(
    household: Household, community_manager: Any, login: Any, number: str, words: str
) -> None:
    answer = login(community_manager).post("/admin/households/member/add/", person(household, new_id_number=number))
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Member.objects.filter(name="谭芳").exists()


def test_a_number_is_in_the_register_once(household: Household, community_manager: Any, login: Any) -> None:
    number = Member.objects.get(name="谭建国").id_number
    answer = login(community_manager).post("/admin/households/member/add/", person(household, new_id_number=number))
    assert answer.context["adminform"].form.has_error("new_id_number", "here")


def test_nobody_is_put_into_a_household_elsewhere(household: Household, colleague: Any, login: Any) -> None:
    answer = login(colleague).post("/admin/households/member/add/", person(household))
    assert answer.status_code == 200
    assert not Member.objects.filter(name="谭芳").exists()


def test_the_community_is_not_asked_where_there_is_one(county: County, community_manager: Any, login: Any) -> None:
    form = login(community_manager).get("/admin/households/household/add/").context["adminform"].form
    assert form.fields["community"].widget.is_hidden
    assert form["community"].value() == county.own.pk
