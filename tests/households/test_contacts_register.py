"""Further telephone numbers as a workbook: by community, code and name, in both languages, all or nothing."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.accounts.models import AccessLog
from apps.households.models import Contact, Household, Member
from tests.communities.test_registers import apply, faults, headings, preview
from tests.harness.people import County
from tests.households.factories import HouseholdFactory, MemberFactory, MembershipFactory

LIST = "/admin/households/contact/"
NUMBER = "13800001111"


@pytest.fixture
def head(county: County) -> Member:
    """谭建国, head of H00417, who is called on another number."""
    home = HouseholdFactory(community=county.own, code="H00417")
    member = MemberFactory(community=county.own, name="谭建国", phone="13912345678")
    MembershipFactory(household=home, member=member)
    return member


@pytest.mark.parametrize(("language", "whose"), [("zh-hans", "邻居"), ("en", "neighbour's")])
def test_numbers_come_in_in_either_language(
    head: Member, community_manager: Any, login: Any, language: str, whose: str
) -> None:
    client = login(community_manager)
    names = headings(client, LIST, language)
    word = whose
    shown = preview(client, LIST, names, [head.community.name, "H00417", "谭 建国", "138 0000 1111", word, "晚上"])
    assert shown.context["outcome"].faults == []
    assert shown.context["outcome"].counts == {"new": 1, "update": 0, "skip": 0}
    assert not Contact.objects.exists(), "a preview writes nothing"
    assert apply(client, LIST, shown).status_code == 302
    made = Contact.objects.get()
    assert (made.member, made.phone, made.note, made.community) == (head, NUMBER, "晚上", head.community)
    assert made.phone_of


def test_what_goes_out_comes_back_unchanged(head: Member, community_manager: Any, login: Any) -> None:
    Contact.objects.create(member=head, community=head.community, phone=NUMBER, phone_of="", note="=1+1")
    client = login(community_manager)
    data = b"".join(client.get(f"{LIST}register/").streaming_content)
    shown = client.post(f"{LIST}import/", {"file": SimpleUploadedFile("a.xlsx", data)})
    assert shown.context["outcome"].faults == []
    assert shown.context["outcome"].counts == {"new": 0, "update": 0, "skip": 1}
    assert AccessLog.objects.filter(kind="export", subject="households.contact:list").count() == 1


def test_each_fault_names_line_column_and_remedy(
    head: Member, county: County, community_manager: Any, login: Any
) -> None:
    twin = MemberFactory(community=county.own, name="谭建国")
    MembershipFactory(household=HouseholdFactory(community=county.own, code="H00500"), member=twin)
    double = HouseholdFactory(community=county.own, code="H00600")
    for relation in ("head", "child"):
        MembershipFactory(household=double, member=MemberFactory(community=county.own, name="向华"), relation=relation)
    client = login(community_manager)
    own = county.own.name
    shown = preview(
        client, LIST, headings(client, LIST, "zh-hans"),
        [own, "H00417", "谭建国", NUMBER, "", ""],
        [own, "H00417", "王五", "13800001112", "", ""],
        [own, "H09999", "谭建国", "13800001113", "", ""],
        [own, "H00600", "向华", "13800001114", "", ""],
        [own, "H00417", "谭建国", "1380000", "", ""],
        [own, "H00417", "谭建国", "", "", ""],
        [county.foreign.name, "H00417", "谭建国", "13800001115", "", ""],
        [own, "H00417", "谭建国", "13800001116", "天上", ""],
    )  # fmt: skip
    assert {line for line, _name in faults(shown)} == {3, 4, 5, 6, 7, 8, 9}
    assert all(name for _line, name in faults(shown)), shown.context["outcome"].faults
    words = " ".join(words for _line, _name, words in shown.context["outcome"].faults)
    for said in ("王五", "H09999", "H00600", "向华"):
        assert said in words
    assert "ticket" not in shown.context or not shown.context["ticket"]
    assert not Contact.objects.exists(), "one fault, and nothing is written"


def test_the_first_number_is_called_first_and_known_ones_are_skipped(
    head: Member, county: County, community_manager: Any, login: Any
) -> None:
    mother = MemberFactory(community=county.own, name="向淑珍", phone="")
    MembershipFactory(household=Household.objects.get(code="H00417"), member=mother, relation="parent")
    client = login(community_manager)
    names = headings(client, LIST, "zh-hans")
    rows = [
        [county.own.name, "H00417", "向淑珍", NUMBER, "", ""],
        [county.own.name, "H00417", "谭建国", head.phone, "", ""],
    ]
    apply(client, LIST, preview(client, LIST, names, *rows))
    mother.refresh_from_db()
    assert mother.phone == NUMBER
    assert not Contact.objects.exists()
    again = preview(client, LIST, names, *rows)
    assert again.context["outcome"].counts == {"new": 0, "update": 0, "skip": 2}


@pytest.mark.parametrize(("name", "status"), [("auditor", 403), ("township_officer", 403)])
def test_whole_numbers_are_for_those_who_may_see_them(
    head: Member, people: dict[str, Any], login: Any, name: str, status: int
) -> None:
    assert login(people[name]).get(f"{LIST}register/").status_code == status
    assert login(people[name]).get(f"{LIST}import/").status_code == status


def test_the_list_shows_masked_numbers_of_ones_own_area(
    head: Member, people: dict[str, Any], community_manager: Any, login: Any
) -> None:
    Contact.objects.create(member=head, community=head.community, phone=NUMBER)
    shown = login(community_manager).get(LIST).content.decode()
    assert "138••••1111" in shown
    assert NUMBER not in shown
    assert "谭建国" not in login(people["colleague"]).get(LIST).content.decode()
