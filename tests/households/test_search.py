"""Finding people: by name, sound, initials, room, code, telephone and identity number, from indexes, within scope."""

from typing import Any

import pytest
from django.db import connection

from apps.core.search import find
from apps.households.models import Household
from apps.households.search import household_clues, households_matching, member_clues
from tests.harness.people import County
from tests.households.factories import HouseholdFactory, MemberFactory, MembershipFactory, OccupancyFactory, id_number


@pytest.fixture
def household(county: County) -> Household:
    """曾小明 and 谭秀英 in 1-2-501 of the own community."""
    from tests.communities.factories import DwellingFactory

    found = HouseholdFactory(community=county.own, code="H00417")
    OccupancyFactory(household=found, dwelling=DwellingFactory(building=county.building, unit=2, room="501"))
    head = MemberFactory(community=county.own, name="曾小明", phone="13812345678")
    head.set_id_number(id_number(7))
    head.save()
    MembershipFactory(household=found, member=head)
    mother = MemberFactory(community=county.own, name="谭秀英")
    MembershipFactory(household=found, member=mother, relation="parent")
    return found


TEXTS = [
    "曾小明", "曾", "小明", "zengxiaoming", "zeng xiao", "zxm", "谭秀英", "txy", "5678", "13812345678", "1-2-501",
    "1栋2单元501", "１－２－５０１", "1-501", "501", "H00417", "h004", id_number(7), id_number(7).lower(),
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_what_people_type_finds_the_household(household: Household, community_manager: Any, text: str) -> None:
    hits = find(community_manager, text)
    assert [hit.url for hit in hits if str(household.pk) in hit.url], text
    assert "H00417" in hits[0].note
    assert Household.objects.filter(households_matching(text)).get() == household


@pytest.mark.parametrize("text", ["", "  ", "z", "王五", "9999", "9-9-999", "曽小明", "x" * 500, "'; --"])
def test_what_fits_nobody_finds_nobody(household: Household, community_manager: Any, text: str) -> None:
    assert find(community_manager, text) == []


@pytest.mark.parametrize("text", TEXTS)
def test_nobody_is_found_outside_ones_area(household: Household, people: dict[str, Any], text: str) -> None:
    assert find(people["colleague"], text) == []
    assert find(people["township_officer"], text) == [], "a township reads aggregates, no households"
    assert find(people["grid_worker"], text), "the household lives in this worker's building"


def test_a_whole_name_comes_before_its_beginning(household: Household, county: County, community_manager: Any) -> None:
    longer = MemberFactory(community=county.own, name="曾小明明")
    MembershipFactory(household=HouseholdFactory(community=county.own), member=longer)
    assert [hit.title for hit in find(community_manager, "曾小明")] == ["曾小明", "曾小明明"]


def test_who_moved_out_is_not_found_at_the_old_room(household: Household, community_manager: Any) -> None:
    from datetime import date

    from apps.core.periods import since

    household.occupancies.update(period=since(date(2019, 5, 1), date(2025, 1, 1)))
    assert find(community_manager, "1-2-501") == []


@pytest.mark.parametrize(
    "text", ["曾小明", "小明", "zengxiaoming", "zxm", "5678", "13812345678", id_number(7), "H00417"]
)
def test_every_clue_is_answered_by_an_index(household: Household, text: str) -> None:
    clues = [*member_clues(text), *(c for c in household_clues(text) if "code" in str(c[1].query.where))]
    assert clues
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        for _rank, rows in clues:
            plan = rows.order_by().explain()
            assert "Seq Scan on households_member" not in plan, plan
            assert "Seq Scan on households_household " not in plan, plan


def test_the_box_and_the_page(household: Household, community_manager: Any, login: Any) -> None:
    client = login(community_manager)
    box = client.get("/admin/search/", {"q": "zxm"}, headers={"HX-Request": "true"})
    assert "曾小明" in box.content.decode()
    assert "<html" not in box.content.decode()
    page = client.get("/admin/search/", {"q": "zxm"})
    assert "曾小明" in page.content.decode()
    nothing = client.get("/admin/search/", {"q": "王五"}).content.decode()
    assert "曾小明" not in nothing
    assert "王五" in nothing
