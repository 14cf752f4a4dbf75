"""Recording at the door, from the household's page on the phone: the same actions, the same refusals as the office."""

from typing import Any

import pytest

from apps.accounts.models import Staff
from apps.core.handlers import REFUSAL_HEADER
from apps.households.models import (
    Contact,
    Employment,
    HealthRecord,
    Household,
    Income,
    LifeEvent,
    Member,
    Occupancy,
    Presence,
)
from tests.harness.people import County
from tests.households.families import Family, family_in


@pytest.fixture
def home(county: County) -> Family:
    family = family_in(county.own)
    family.dwelling.building = county.building
    family.dwelling.save()
    Occupancy.objects.filter(household=family.household).update(dwelling=family.dwelling)
    return family


@pytest.fixture
def send(home: Family, login: Any) -> Any:
    def post(by: Staff | None, key: str, person: Member | None = None, **given: Any) -> Any:
        who = f"{person.pk}/" if person else ""
        return login(by).post(f"/f/household/{home.household.pk}/record/{key}/{who}", given)

    return post


def test_the_page_offers_what_one_may_record(
    home: Family, login: Any, grid_worker: Staff, community_manager: Staff
) -> None:
    address = f"/f/household/{home.household.pk}/"
    page = login(grid_worker).get(address).content.decode()
    assert f"{address}record/presence/" in page
    assert f"{address}record/health/{home.son.pk}/" in page
    assert f"{address}record/birth/" not in page
    assert f"{address}record/birth/" in login(community_manager).get(address).content.decode()


def test_a_grid_worker_records_what_is_told_at_the_door(home: Family, send: Any, grid_worker: Staff) -> None:
    presence = {"status": "migrant_work", "start": "2026-09-01", "place": "深圳"}
    assert send(grid_worker, "presence", **presence).status_code == 302
    assert Presence.objects.current().get().place == "深圳"
    assert send(grid_worker, "income", year=2025, wage="30000").status_code == 302
    assert Income.objects.get().amount == 30000
    assert send(grid_worker, "contact", home.son, phone="13812345678").status_code == 302
    assert send(grid_worker, "contact", home.son, phone="13900001111").status_code == 302
    home.son.refresh_from_db()
    assert (home.son.phone, Contact.objects.get().phone) == ("13812345678", "13900001111")
    assert send(grid_worker, "health", home.mother, health="chronic", starts="2026-10-01").status_code == 302
    assert send(grid_worker, "employment", home.son, work="in_county", starts="2026-10-01").status_code == 302
    assert (HealthRecord.objects.get().health, Employment.objects.get().work) == ("chronic", "in_county")
    page = send(grid_worker, "presence", **presence)
    assert page["Location"].endswith("?recorded=1")


@pytest.mark.parametrize("key", ["birth", "death", "departure", "move", "class", "nonsense"])
def test_what_is_not_theirs_is_not_there(home: Family, send: Any, grid_worker: Staff, key: str) -> None:
    assert send(grid_worker, key, happened_on="2026-01-01", name="覃小满").status_code == 404
    assert not LifeEvent.objects.exists()


def test_a_manager_records_events_with_the_refusals_of_the_office(
    home: Family, send: Any, api: Any, community_manager: Staff
) -> None:
    death = {"happened_on": "2026-03-10", "member": home.father.pk}
    page = send(community_manager, "death", **death)
    office = api(community_manager).post(f"/api/v1/households/{home.household.pk}/death/", death).json()
    assert (page.status_code, page[REFUSAL_HEADER]) == (422, "head_needed")
    assert office["code"] == "head_needed"
    assert office["message"] in page.content.decode()
    assert send(community_manager, "death", **death, new_head=home.mother.pk).status_code == 302
    assert LifeEvent.objects.get().kind == "death"
    born = {"happened_on": "2026-11-01", "name": "覃小满", "sex": "female", "relation": "grandchild"}
    assert send(community_manager, "birth", **born).status_code == 302


def test_refusals_are_said_and_nothing_typed_is_lost(home: Family, send: Any, grid_worker: Staff) -> None:
    page = send(grid_worker, "presence", status="dual", start="2999-01-01", place="井河村三组")
    assert (page.status_code, page[REFUSAL_HEADER]) == (422, "future")
    assert 'value="井河村三组"' in page.content.decode()
    assert send(grid_worker, "contact", home.son, phone="138")[REFUSAL_HEADER] == "phone_digits"


def test_strangers_and_those_who_left(
    home: Family, send: Any, people: dict[str, Any], grid_worker: Staff, community_manager: Staff, county: County
) -> None:
    given = {"status": "vacant", "start": "2026-09-01"}
    other = family_in(county.own, "F00002")
    assert send(people["colleague"], "presence", **given).status_code == 404
    assert send(people["auditor"], "presence", **given).status_code == 403
    assert send(grid_worker, "contact", other.son, phone="13812345678").status_code == 404
    Household.objects.filter(pk=home.household.pk).update(left_on="2026-11-01")
    assert send(community_manager, "presence", **given).status_code == 404
    assert Presence.objects.filter(status="vacant").count() == 0
