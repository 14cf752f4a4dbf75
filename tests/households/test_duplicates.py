"""An identity number lives once in the county."""

from typing import Any

import pytest

from apps.accounts.models import AccessKind, AccessLog
from apps.households.likeness.taken import holder_of, number_taken
from apps.households.models import Member
from tests.harness.people import County
from tests.households.factories import HouseholdFactory, MembershipFactory, id_number

ADD = "/admin/households/member/add/"


@pytest.fixture
def foreigner(county: County) -> Member:
    """Somebody of the other community, with a number."""
    member = MembershipFactory(household__community=county.foreign, member__name="向外乡").member
    member.set_id_number(id_number(77))
    member.save()
    return member


def form(household: Any, number: str) -> dict[str, Any]:
    rows = {f"{n}-{k}": "0" for n in ("health_records", "employments") for k in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return {
        "household": household.pk, "relation": "child", "joined_on": "2026-11-01", "name": "谭芳", "phone": "",
        "new_id_number": number, "birth_date": "", "sex": "female", "labour": "", "education": "", "died_on": "",
        **rows, "_save": "1",
    }  # fmt: skip


def test_the_holder_is_found_county_wide(foreigner: Member) -> None:
    assert holder_of(id_number(77)) == foreigner.pk
    assert holder_of(id_number(77), besides=foreigner.pk) is None
    assert holder_of(id_number(78)) is None


@pytest.mark.parametrize(("who", "told"), [("county_admin", True), ("colleague", True), ("community_manager", False)])
def test_only_somebody_within_scope_is_shown(
    people: dict[str, Any], foreigner: Member, who: str, told: bool, english: None
) -> None:
    taken = number_taken(number=id_number(77), by=people[who])
    assert taken is not None
    assert (taken.member == foreigner) is told
    assert ("向外乡" in str(taken.message)) is told
    assert AccessLog.objects.filter(kind=AccessKind.ELSEWHERE).count() == (0 if told else 1)


def test_the_form_links_to_the_person(county: County, community_manager: Any, login: Any) -> None:
    member = MembershipFactory(household__community=county.own).member
    member.set_id_number(id_number(5))
    member.save()
    answer = login(community_manager).post(ADD, form(HouseholdFactory(community=county.own), id_number(5)))
    assert f'href="/admin/households/member/{member.pk}/change/"' in answer.content.decode()


def test_the_form_tells_nothing_of_somebody_elsewhere(
    county: County, community_manager: Any, login: Any, foreigner: Member
) -> None:
    answer = login(community_manager).post(ADD, form(HouseholdFactory(community=county.own), id_number(77)))
    text = answer.content.decode()
    assert "本县其他地方" in text
    assert "向外乡" not in text
    assert f"/{foreigner.pk}/" not in text
    assert county.foreign.name not in text
    row = AccessLog.objects.get(kind=AccessKind.ELSEWHERE)
    assert (row.staff, row.subject) == (community_manager, f"households.member:{foreigner.pk}")
    assert row.address == "127.0.0.1"


def test_the_api_says_the_same(county: County, people: dict[str, Any], api: Any, foreigner: Member) -> None:
    def ask(who: str, serial: int) -> Any:
        return api(people[who]).post("/api/v1/members/check-number/", {"id_number": id_number(serial)})

    assert ask("community_manager", 77).json()["state"] == "elsewhere"
    assert ask("community_manager", 77).json()["member"] is None
    assert ask("colleague", 77).json()["member"] == foreigner.pk
    assert ask("community_manager", 78).json() == {"state": "free", "message": "", "member": None}
    assert [ask(who, 77).status_code for who in ("grid_worker", "township_officer", "auditor")] == [403] * 3
