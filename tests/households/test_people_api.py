"""What is known of people through the API: the same actions, refusals and words as on the pages."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from apps.accounts.models import AccessKind, AccessLog
from apps.core.periods import since
from apps.households.models import Contact, Employment, HealthRecord, Member
from apps.households.people.nouns import NOUNS
from tests.harness.people import County
from tests.households.factories import HouseholdFactory, MembershipFactory, OccupancyFactory, id_number
from tests.households.test_people_actions import FAULTY

JOBS = "/api/v1/employments/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def member(county: County) -> Member:
    home = HouseholdFactory(community=county.own)
    OccupancyFactory(household=home, dwelling__building=county.building, community=county.own)
    return MembershipFactory(household=home).member


def do(member: Member, key: str, *row: int) -> str:
    return reverse("admin:households_member_do", args=[member.pk, key, *row])


def test_a_job_is_recorded_corrected_and_ended(member: Member, community_manager: Any, api: Any) -> None:
    client = api(community_manager)
    made = client.post(JOBS, {"member": member.pk, "work": "public_post", "starts": "2026-01-05", "wage_month": "600"})
    assert made.status_code == 201, made.json()
    row = made.json()
    assert (row["work"], row["wage_month"], row["starts"], row["ends"]) == ("public_post", "600.00", "2026-01-05", None)
    address = f"{JOBS}{row['id']}/"
    assert client.patch(address, {"place": "township"}).json()["where"] == "township"
    assert client.post(f"{address}end/", {"on": "2026-11-01"}).json()["ends"] == "2026-11-01"
    assert client.patch(address, {"ends": None}, format="json").json()["ends"] is None
    assert client.get(f"{JOBS}?member={member.pk}&on=2026-02-01").json()["count"] == 1
    assert client.get(f"{JOBS}?member={member.pk}&on=2025-02-01").json()["count"] == 0


FORM = {"work": "farming", "starts": "2026-01-05", "ends": "", "place": "", "place_text": "", "employer": ""}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"starts": "1950-01-01"}, "before_birth"),
        ({"starts": "2027-06-01"}, "future"),
        ({"ends": "2026-01-05"}, "ends_too_early"),
        ({"work": "not_working", "wage_month": "500"}, "no_wage_without_work"),
        ({"starts": "2025-01-01"}, "already_recorded"),
    ],
)
def test_the_page_and_the_api_refuse_alike(
    member: Member, community_manager: Any, api: Any, login: Any, change: dict[str, Any], code: str
) -> None:
    Employment.objects.create(
        member=member, community=member.community, work="in_county", period=since(date(2026, 1, 1))
    )
    given = {key: value for key, value in (FORM | change).items() if value}
    by_api = api(community_manager).post(JOBS, {"member": member.pk, **given})
    by_page = login(community_manager).post(do(member, "employment"), FORM | change, headers=HTMX)
    assert (by_api.json()["code"], by_page["X-Refusal"], by_page.status_code) == (code, code, 422)
    assert by_api.json()["message"] in by_page.content.decode()
    assert Employment.objects.count() == 1


@pytest.mark.parametrize(("number", "code"), FAULTY.items())
def test_each_faulty_number_is_told_alike(
    member: Member, community_manager: Any, api: Any, login: Any, number: str, code: str
) -> None:
    home = member.memberships.get().household
    client = api(community_manager)
    added = client.post("/api/v1/members/", {"household": home.pk, "name": "谭芳", "id_number": number})
    changed = client.patch(f"/api/v1/members/{member.pk}/", {"id_number": number})
    assert (added.json()["code"], changed.json()["code"]) == (code, code)
    form = {"name": member.name, "new_id_number": number, "sex": "male", "birth_date": "1970-01-01"}
    page = login(community_manager).post(reverse("admin:households_member_edit", args=[member.pk]), form)
    assert added.json()["message"] in page.content.decode()
    assert not Member.objects.exclude(id_number=None).exists()


def test_a_person_joins_and_is_corrected(member: Member, community_manager: Any, api: Any) -> None:
    home, client = member.memberships.get().household, api(community_manager)
    number = id_number(14, born=date(2001, 5, 6))
    given = {"household": home.pk, "name": "谭芳", "id_number": number, "relation": "child", "phone": "139 0000 1111"}
    made = client.post("/api/v1/members/", given)
    assert made.status_code == 201, made.json()
    assert number not in made.content.decode()
    person = Member.objects.get(pk=made.json()["id"])
    assert (person.birth_date, person.sex, person.phone) == (date(2001, 5, 6), "female", "13900001111")
    client.patch(f"/api/v1/members/{person.pk}/", {"channel": "wechat"})
    person.refresh_from_db()
    assert (person.channel, person.name) == ("wechat", "谭芳")
    taken = client.post("/api/v1/members/", given)
    assert (taken.status_code, taken.json()["code"]) == (400, "here")


def test_numbers_change_places(member: Member, community_manager: Any, api: Any) -> None:
    client, address = api(community_manager), "/api/v1/contacts/"
    assert client.post(address, {"member": member.pk, "phone": "13812345678"}).status_code == 204
    made = client.post(address, {"member": member.pk, "phone": "13900001111", "phone_of": "child"})
    assert made.json()["masked_phone"] == "139••••1111"
    assert client.post(f"{address}{made.json()['id']}/call-first/").status_code == 204
    member.refresh_from_db()
    assert member.phone == "13900001111"
    assert client.post(f"{address}{Contact.objects.get().pk}/remove/").status_code == 204
    assert not Contact.objects.exists()


def test_details_of_health_stand_in_no_list_and_are_shown_for_a_reason(
    member: Member, community_manager: Any, auditor: Any, api: Any, login: Any
) -> None:
    client, address = api(community_manager), "/api/v1/health-records/"
    made = client.post(
        address, {"member": member.pk, "health": "serious", "starts": "2026-03-01", "diagnosis": "尿毒症"}
    )
    row = made.json()
    assert row["has_details"] is True
    page = login(community_manager).get(reverse("admin:households_member_change", args=[member.pk])).content.decode()
    for text in (made.content.decode(), client.get(address).content.decode(), page):
        assert "尿毒症" not in text
    assert client.post(f"{address}{row['id']}/reveal/", {"reason": "看"}).json()["code"] == "reason_needed"
    shown = client.post(f"{address}{row['id']}/reveal/", {"reason": "办理大病救助"})
    assert shown.json() == {"diagnosis": "尿毒症", "hospital": ""}
    assert api(auditor).post(f"{address}{row['id']}/reveal/", {"reason": "办理大病救助"}).status_code == 403
    details = reverse("admin:households_member_details", args=[member.pk, row["id"]])
    browser = login(community_manager)
    assert "尿毒症" not in browser.get(details).content.decode()
    assert "尿毒症" in browser.post(details, {"reason": "办理大病救助"}, headers=HTMX).content.decode()
    assert AccessLog.objects.filter(kind=AccessKind.REVEAL, field="diagnosis").count() == 2


@pytest.mark.parametrize("noun", NOUNS.values(), ids=lambda noun: noun.key)
def test_lists_keep_to_their_area_and_cost_the_same(
    county: County, member: Member, people: dict[str, Any], api: Any, equal_queries: Any, noun: Any
) -> None:
    values = {
        "health": "chronic", "category": "visual", "grade": 1, "labour": "weak", "work": "farming", "course": "月嫂",
        "stage": "primary", "branch": "medical", "scheme": "none",
    }  # fmt: skip
    row = {name: values[name] for name in noun.inputs if name in values and (noun.key, name) != ("schooling", "grade")}

    def more(n: int) -> None:
        for _i in range(n):
            home = member.memberships.get().household
            person = MembershipFactory(household=home, relation="child").member
            noun.model.objects.create(member=person, community=county.own, period=since(date(2026, 1, 1)), **row)

    more(2)
    address = f"/api/v1/{noun.plural}/"
    counts = {name: api(people[name]).get(address).json().get("count") for name in people}
    assert counts == {
        "county_admin": 2, "auditor": 2, "community_manager": 2, "grid_worker": 2, "colleague": 0,
        "township_officer": None, "anonymous": None,
    }  # fmt: skip
    client = api(people["community_manager"])
    equal_queries(lambda: client.get(address, {"page_size": 200}), more=more)


@pytest.mark.parametrize("name", ["colleague", "township_officer", "auditor", "anonymous"])
def test_nobody_else_records(member: Member, people: dict[str, Any], api: Any, login: Any, name: str) -> None:
    given = {"member": member.pk, "work": "farming", "starts": "2026-01-05"}
    assert api(people[name]).post(JOBS, given).status_code in {400, 401, 403}
    answer = login(people[name]).post(do(member, "employment"), FORM, headers=HTMX)
    assert answer.status_code in {302, 403, 404} or "X-Refusal" in answer
    assert not Employment.objects.exists()


def test_the_page_of_a_person_costs_the_same(
    member: Member, community_manager: Any, login: Any, equal_queries: Any
) -> None:
    client, address = login(community_manager), reverse("admin:households_member_change", args=[member.pk])

    def more(n: int) -> None:
        for i in range(n):
            own = {"member": member, "community": member.community}
            start = date(1990 + Employment.objects.count(), 1, 1)
            Employment.objects.create(**own, work="farming", period=since(start, date(start.year, 6, 1)))
            HealthRecord.objects.create(**own, health="chronic", period=since(start, date(start.year, 6, 1)))
            Contact.objects.create(**own, phone=f"1380000{start.year}{i}")

    more(2)
    equal_queries(lambda: client.get(address), more=more)


def test_what_is_recorded_stands_on_the_page(member: Member, community_manager: Any, login: Any) -> None:
    client = login(community_manager)
    form = FORM | {"work": "workshop", "employer": "晴川车间", "wage_month": "2600", "unstable": "on"}
    assert client.post(do(member, "employment"), form, headers=HTMX).status_code == 204
    job = Employment.objects.get()
    page = client.get(reverse("admin:households_member_change", args=[member.pk])).content.decode()
    for words in ("社区帮扶车间", "不稳定", "晴川车间", "2,600", do(member, "employment", job.pk)):
        assert words in page, words
    asked = client.get(do(member, "employment", job.pk), headers=HTMX).content.decode()
    assert "晴川车间" in asked
    ended = FORM | {"work": "workshop", "ends": "2026-11-01"}
    assert client.post(do(member, "employment", job.pk), ended, headers=HTMX).status_code == 204
    job.refresh_from_db()
    assert job.ended == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("age_from=16&age_to=60", {"甲", "乙"}),
        ("health=chronic", {"甲"}),
        ("health=unknown", {"乙", "丙"}),
        ("disability=any", {"乙"}),
        ("disability=visual&grade=2", {"乙"}),
        ("grade=3", set()),
        ("labour=none", {"丙"}),
        ("labour=unknown", {"乙"}),
        ("able=true", {"甲"}),
        ("insurance=no_medical", {"甲"}),
        ("insurance=unknown_medical", {"乙", "丙"}),
        ("school=true", {"丙"}),
        ("working=community", {"甲"}),
        ("working=none", {"乙"}),
        ("working=unknown", {"丙"}),
    ],
)
def test_the_same_filter_for_the_list_and_the_api(
    county: County, community_manager: Any, api: Any, login: Any, query: str, names: set[str]
) -> None:
    home = HouseholdFactory(community=county.own)
    first, second, third = (
        MembershipFactory(household=home, relation="child", member__name=name, member__birth_date=born).member
        for name, born in (("甲", date(1980, 1, 1)), ("乙", date(1985, 1, 1)), ("丙", date(2018, 1, 1)))
    )
    facts = [
        (first, "health", {"health": "chronic"}), (second, "disability", {"category": "visual", "grade": 2}),
        (first, "labour", {"labour": "ordinary"}), (third, "labour", {"labour": "none"}),
        (first, "insurance", {"branch": "medical", "scheme": "none"}), (third, "schooling", {"stage": "primary"}),
        (first, "employment", {"work": "workshop"}), (second, "employment", {"work": "not_working"}),
    ]  # fmt: skip
    for person, key, values in facts:
        NOUNS[key].record(member=person, by=community_manager, starts=date(2026, 1, 1), **values)
    by_api = {row["name"] for row in api(community_manager).get(f"/api/v1/members/?{query}").json()["results"]}
    page = login(community_manager).get(f"/admin/households/member/?{query}")
    assert (by_api, {row.name for row in page.context["cl"].result_list}) == (names, names)


@pytest.mark.parametrize(("state", "code"), [("zero", "Z1"), ("employed", "E1"), ("unknown", "U1"), ("not_able", "N1")])
def test_households_by_their_work(county: County, community_manager: Any, api: Any, state: str, code: str) -> None:
    for name, labour, work in (("Z1", "skilled", "not_working"), ("E1", "ordinary", "farming"), ("U1", "ordinary", ""),
                               ("N1", "weak", "not_working")):  # fmt: skip
        person = MembershipFactory(household=HouseholdFactory(community=county.own, code=name)).member
        given = {"member": person, "by": community_manager, "starts": date(2026, 1, 1)}
        NOUNS["labour"].record(**given, labour=labour)
        if work:
            NOUNS["employment"].record(**given, work=work)
    rows = api(community_manager).get(f"/api/v1/households/?work={state}").json()["results"]
    assert [row["code"] for row in rows] == [code]
