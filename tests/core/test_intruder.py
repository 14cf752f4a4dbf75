"""What somebody tries who looks for more than the pages show: look-ups in addresses, foreign keys in forms."""

from typing import Any

import pytest
from django.urls import reverse

from apps.households.models import Membership, Occupancy
from tests.communities.factories import DwellingFactory
from tests.harness.people import County
from tests.households.factories import HouseholdFactory, MemberFactory, MembershipFactory

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


def rows(prefix: str, *filled: dict[str, Any]) -> dict[str, Any]:
    data: dict[str, Any] = {f"{prefix}-TOTAL_FORMS": len(filled), f"{prefix}-INITIAL_FORMS": 0}
    for index, row in enumerate(filled):
        data |= {f"{prefix}-{index}-{name}": value for name, value in row.items()}
    return data


def edit(client: Any, household: Any, **inlines: list[dict[str, Any]]) -> Any:
    data = {"community": household.community_id, "code": household.code, "kind": household.kind, "_save": "1"}
    for prefix in ("memberships", "occupancies", "presences", "incomes"):
        data |= rows(prefix, *inlines.get(prefix, []))
    return client.post(reverse("admin:households_household_edit", args=[household.pk]), data)


def test_nobody_is_taken_out_of_another_community(county: County, community_manager: Any, login: Any) -> None:
    household = HouseholdFactory(community=county.own)
    stranger = MemberFactory(community=county.foreign)
    row = {"member": stranger.pk, "relation": "child", "starts": "2026-01-01"}
    answer = edit(login(community_manager), household, memberships=[row])
    assert answer.status_code == 200, "the form again"
    assert not Membership.objects.filter(member=stranger).exists()
    mine = {**row, "member": MemberFactory(community=county.own).pk}
    assert edit(login(community_manager), household, memberships=[mine]).status_code == 302


def test_no_dwelling_of_another_community_is_taken(county: County, community_manager: Any, login: Any) -> None:
    household = HouseholdFactory(community=county.own)
    foreign = DwellingFactory(building=county.foreign_building)
    answer = edit(login(community_manager), household, occupancies=[{"dwelling": foreign.pk, "starts": "2026-01-01"}])
    assert answer.status_code == 200, "the form again"
    assert not Occupancy.objects.filter(dwelling=foreign).exists()


def test_a_household_stays_in_its_community(county: County, county_admin: Any, login: Any) -> None:
    """Its people, rooms and history carry the community too: moving the row alone would tear them apart."""
    from apps.accounts.roles import Role
    from tests.accounts.factories import StaffFactory

    both = StaffFactory(role=Role.COMMUNITY_MANAGER, areas=[county.own, county.foreign])
    household = MembershipFactory(household=HouseholdFactory(community=county.own)).household
    data = {"community": county.foreign.pk, "code": household.code, "kind": household.kind, "_save": "1"}
    for prefix in ("memberships", "occupancies", "presences", "incomes"):
        data |= rows(prefix)
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
