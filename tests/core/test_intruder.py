"""What somebody tries who looks for more than the pages show: look-ups in addresses, foreign keys in forms."""

from typing import Any

import pytest
from django.urls import reverse

from apps.households.models import Membership, Occupancy
from tests.communities.factories import DwellingFactory
from tests.harness.people import County
from tests.households.factories import HouseholdFactory, MembershipFactory

STAFF, PEOPLE = "/admin/accounts/staff/", "/admin/households/member/"


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        (STAFF, {"password__startswith": "pbkdf2"}),
        (STAFF, {"last_login__isnull": "True"}),
        (PEOPLE, {"birth_date": "1970-01-01"}),
        (PEOPLE, {"birth_date__lte": "1970-01-01"}),
        (PEOPLE, {"phone__startswith": "138"}),
        (PEOPLE, {"id_index__isnull": "True"}),
        ("/admin/complaints/complaint/", {"reporter_phone__isnull": "True"}),
        ("/admin/complaints/complaint/", {"community__township__name__startswith": "测"}),
        ("/admin/communities/community/", {"address__startswith": "测"}),
    ],
)
def test_lists_answer_their_own_filters_only(
    page: str, asked: dict[str, str], community_manager: Any, login: Any
) -> None:
    assert login(community_manager).get(page, asked).status_code == 400


def test_nobody_is_taken_out_of_another_community(county: County, community_manager: Any, api: Any) -> None:
    household = HouseholdFactory(community=county.own)
    stranger = MembershipFactory(household=HouseholdFactory(community=county.foreign)).member
    given = {"member": stranger.pk, "spouse": stranger.pk, "happened_on": "2026-01-01", "members": [stranger.pk]}
    for event in ("marriage-out", "departure", "split", "death"):
        answer = api(community_manager).post(f"/api/v1/households/{household.pk}/{event}/", given)
        assert answer.status_code == 400, event
    assert Membership.objects.get(member=stranger).ended is None


def test_no_dwelling_of_another_community_is_taken(county: County, community_manager: Any, api: Any) -> None:
    household = MembershipFactory(household=HouseholdFactory(community=county.own)).household
    foreign = DwellingFactory(building=county.foreign_building)
    given = {"dwelling": foreign.label, "happened_on": "2026-01-01"}
    assert api(community_manager).post(f"/api/v1/households/{household.pk}/move/", given).status_code == 400
    assert not Occupancy.objects.filter(dwelling=foreign).exists()


def test_a_household_stays_in_its_community(county: County, county_admin: Any, login: Any) -> None:
    """Its people, rooms and history carry the community too: moving the row alone would tear them apart."""
    from apps.accounts.roles import Role
    from tests.accounts.factories import StaffFactory

    both = StaffFactory(role=Role.COMMUNITY_MANAGER, areas=[county.own, county.foreign])
    household = MembershipFactory(household=HouseholdFactory(community=county.own)).household
    data = {"community": county.foreign.pk, "code": household.code, "_save": "1"}
    login(both).post(reverse("admin:households_household_edit", args=[household.pk]), data)
    household.refresh_from_db()
    assert household.community == county.own


@pytest.mark.parametrize("key", ["²", "٣", "9" * 30, "9" * 5000, "-1", "1e3", "\x00"])
@pytest.mark.parametrize(
    "page",
    [
        "/admin/households/household/", "/admin/complaints/complaint/", "/admin/communities/dwelling/",
        "/admin/reports/monthlyreport/", "/api/v1/households/", "/api/v1/complaints/", "/api/v1/dwellings/",
    ],
)  # fmt: skip
def test_strange_keys_break_nothing(page: str, key: str, community_manager: Any, login: Any) -> None:
    asked = {"community": key, "building": key, "q": key, "page": key}
    assert login(community_manager).get(page, asked).status_code < 500


@pytest.mark.parametrize("key", ["²", "9" * 30, "9" * 5000])
@pytest.mark.parametrize("noun", ["households/household", "households/rosterimport", "complaints/complaint",
                                  "reports/monthlyreport", "accounts/staff"])  # fmt: skip
def test_strange_addresses_break_nothing(noun: str, key: str, community_manager: Any, login: Any) -> None:
    assert login(community_manager).get(f"/admin/{noun}/{key}/change/").status_code < 500
