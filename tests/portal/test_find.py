"""Finding neighbours on the field worker's phone."""

from typing import Any

import pytest

from apps.accounts.models import AccessLog
from tests.communities.factories import DwellingFactory
from tests.harness.people import County
from tests.households.factories import HouseholdFactory, MemberFactory, MembershipFactory, OccupancyFactory, id_number


@pytest.fixture
def neighbours(county: County) -> None:
    """曾小明 in the worker's building, 曾大明 in the next one."""
    for building, name, serial in ((county.building, "曾小明", 7), (county.other_building, "曾大明", 8)):
        home = HouseholdFactory(community=county.own)
        OccupancyFactory(household=home, dwelling=DwellingFactory(building=building))
        member = MemberFactory(community=county.own, name=name)
        member.set_id_number(id_number(serial))
        member.save()
        MembershipFactory(household=home, member=member)


def test_a_worker_finds_those_of_their_own_buildings(neighbours: None, grid_worker: Any, login: Any) -> None:
    client = login(grid_worker)
    assert "曾小明" not in client.get("/f/find/").content.decode()
    found = client.post("/f/find/", {"q": "曾"}).content.decode()
    assert "曾小明" in found
    assert "曾大明" not in found
    assert "曾大明" not in client.post("/f/find/", {"q": id_number(8)}).content.decode()


def test_an_identity_number_is_recorded_and_not_shown_again(neighbours: None, grid_worker: Any, login: Any) -> None:
    found = login(grid_worker).post("/f/find/", {"q": id_number(7)}).content.decode()
    assert "曾小明" in found
    assert id_number(7) not in found
    assert AccessLog.objects.filter(kind="lookup", staff=grid_worker).count() == 1


def test_words_in_the_address_are_not_looked_up(neighbours: None, grid_worker: Any, login: Any) -> None:
    assert "曾小明" not in login(grid_worker).get("/f/find/", {"q": "曾"}).content.decode()


def test_only_field_workers_search_here(neighbours: None, auditor: Any, login: Any) -> None:
    assert login(auditor).post("/f/find/", {"q": "曾"}).status_code == 403
