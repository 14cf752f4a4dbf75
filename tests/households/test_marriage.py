"""Two people of the register marry: whoever moves, whose head goes, which community agrees."""

from typing import Any

import pytest

from apps.accounts.models import Staff
from apps.core.handlers import REFUSAL_HEADER
from apps.households.actions.corrections import event_cancel, event_correct
from apps.households.actions.marriages import marriage_record
from apps.households.actions.transfers import transfer_accept
from apps.households.models import Household, LifeEvent, Transfer
from tests.accounts.factories import StaffFactory
from tests.harness.people import County
from tests.households.families import DAY, Family, family_in, places, register, roll, widowed
from tests.households.test_life_actions import refused


@pytest.fixture
def home(county: County) -> Family:
    return family_in(county.own)


@pytest.fixture
def other(county: County) -> Family:
    return family_in(county.own, "F00002")


@pytest.fixture
def given(home: Family, community_manager: Staff) -> dict[str, Any]:
    return {"household": home.household, "by": community_manager, "happened_on": DAY, "member": home.son}


def test_the_spouse_moves_in(home: Family, other: Family, given: dict[str, Any]) -> None:
    event = marriage_record(**given, spouse=other.son)
    assert places(home.son)[-1][:2] == ("F00001", "child")
    assert places(other.son)[-1] == ("F00001", "child_in_law", DAY, None)
    assert isinstance(event, LifeEvent)
    assert set(event.members) == {home.son.pk, other.son.pk}


def test_or_moves_there_and_a_head_is_followed(home: Family, other: Family, given: dict[str, Any]) -> None:
    refused("married_already", marriage_record, **{**given, "member": home.father}, spouse=other.son)
    widowed(home), widowed(other)
    moving = {**given, "member": home.father, "spouse": other.father, "live_here": False}
    refused("head_needed", marriage_record, **moving)
    marriage_record(**moving, new_head=home.son)
    assert places(home.father)[-1] == ("F00002", "spouse", DAY, None)
    assert roll(home.household, DAY)["覃伟"] == "head"


def test_a_household_of_one_closes(home: Family, other: Family, given: dict[str, Any], county: County) -> None:
    alone = family_in(county.own, "F00003")
    for person in (alone.mother, alone.son, alone.daughter):
        person.memberships.all().delete()
    marriage_record(**given, spouse=alone.father)
    alone.household.refresh_from_db()
    assert alone.household.left_on == DAY


def test_what_is_refused_and_taken_back(home: Family, other: Family, given: dict[str, Any], auditor: Staff) -> None:
    before = register()
    refused("same_household", marriage_record, **given, spouse=home.daughter)
    refused("not_your_role", marriage_record, **{**given, "by": auditor}, spouse=other.son)
    refused("too_young", marriage_record, **given, spouse=other.daughter)
    refused("two_heads", marriage_record, **given, spouse=other.son, relation="head")
    assert register() == before
    event: Any = marriage_record(**given, spouse=other.son)
    later = event_correct(event=event, by=given["by"], why="日子记错了", happened_on=DAY.replace(day=20))
    assert places(other.son)[-1][2] == DAY.replace(day=20)
    event_cancel(event=later, by=given["by"], why="没有结婚")
    assert register() == before


def test_of_two_communities_the_other_one_agrees(
    home: Family, county: County, given: dict[str, Any], colleague: Staff
) -> None:
    foreign = family_in(county.foreign, "G00001")
    refused("not_in_scope", marriage_record, **given, spouse=foreign.son)  # whose community it is asks
    asked: Any = marriage_record(**given, spouse=foreign.son, live_here=False)
    assert isinstance(asked, Transfer)
    assert (asked.marriage, asked.member, asked.to_community) == (True, home.son, county.foreign)
    assert places(home.son)[-1][0] == "F00001"
    transfer_accept(transfer=asked, by=colleague, to_household=foreign.household, relation="child_in_law")
    assert places(home.son)[-1][:2] == ("G00001", "child_in_law")


def test_who_looks_after_both_communities_asks_and_another_decides(
    home: Family, county: County, given: dict[str, Any], colleague: Staff
) -> None:
    foreign = family_in(county.foreign, "G00001")
    both = StaffFactory(role="community_manager", areas=[county.own, county.foreign])
    asked: Any = marriage_record(**{**given, "by": both}, spouse=foreign.son)
    assert (asked.household, asked.to_community) == (foreign.household, county.own)
    refused("own_request", transfer_accept, transfer=asked, by=both, to_household=home.household)


@pytest.mark.parametrize("face", ["admin", "api"])
def test_through_both_faces(
    home: Family, other: Family, login: Any, api: Any, community_manager: Staff, face: str
) -> None:
    def send(**changes: Any) -> tuple[int, str]:
        sent = {
            "happened_on": DAY.isoformat(), "member": home.father.pk, "other_household": "F00002",
            "spouse_name": "覃伟", "live_here": "there", **changes,
        }  # fmt: skip
        if face == "api":
            answer = api(community_manager).post(f"/api/v1/households/{home.household.pk}/marriage/", sent)
            return answer.status_code, answer.json().get("code", "")
        page = login(community_manager).post(f"/admin/households/household/{home.household.pk}/do/marriage/", sent)
        return page.status_code, page.get(REFUSAL_HEADER, "")

    widowed(home)
    assert send()[1] == "head_needed"
    assert send(spouse_name="没有这人")[0] in (400, 422)
    assert send(other_household="F99999")[0] in (400, 422)
    assert send(other_household="F00001", live_here="here")[1] == "same_household"
    assert send(new_head="覃伟") in ((201, ""), (302, ""))
    assert places(home.father)[-1][0] == "F00002"
    assert Household.objects.with_head(DAY).get(pk=home.household.pk).head_name == "覃伟"


def test_a_divorced_couple_in_one_flat(home: Family, api: Any, community_manager: Staff) -> None:
    sent = {
        "happened_on": DAY.isoformat(),
        "members": [home.mother.pk],
        "head": home.mother.pk,
        "shares_dwelling": True,
    }
    answer = api(community_manager).post(f"/api/v1/households/{home.household.pk}/divorce/", sent)
    assert answer.status_code == 201
    homes = Household.objects.with_place(DAY).filter(occupancies__dwelling=home.dwelling).order_by("code")
    assert [household.code for household in homes] == ["F00001", "F00001-2"]
    assert len({household.place_label for household in homes}) == 1
