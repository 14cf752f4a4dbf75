"""Nobody gives a role or an area beyond their own, nor lays hands on an account that has one."""

from typing import Any

import pytest

from apps.accounts.actions import (
    area_give,
    area_take,
    password_reset,
    staff_change,
    staff_close,
    staff_create,
    staff_open,
    staff_unlock,
)
from apps.accounts.models import Assignment, Staff
from apps.accounts.policies import may_give_area, may_grant_role, may_manage
from apps.accounts.roles import Role
from apps.core.errors import Refused
from tests.accounts.factories import StaffFactory

NOBODY = ["township_officer", "community_manager", "grid_worker", "auditor", "colleague"]


@pytest.fixture
def town_admin(county: Any) -> Staff:
    """A county administrator whose area is one township only."""
    return StaffFactory(username="town-admin", role=Role.COUNTY_ADMIN, areas=[county.township])


@pytest.mark.parametrize("who", NOBODY)
def test_only_county_administrators_manage(people: Any, who: str) -> None:
    target = StaffFactory()
    assert may_manage(people[who], target).code == "not_your_role"
    for act in (
        lambda by: staff_create(by=by, username="x", name="x", role=Role.GRID_WORKER),
        lambda by: staff_change(by=by, staff=target, name="x", role=target.role),
        lambda by: staff_close(by=by, staff=target),
        lambda by: staff_open(by=by, staff=target),
        lambda by: password_reset(by=by, staff=target),
        lambda by: staff_unlock(by=by, staff=target),
        lambda by: area_give(by=by, assignment=Assignment(staff=target, level="county")),
    ):
        with pytest.raises(Refused) as refused:
            act(people[who])
        assert refused.value.code == "not_your_role"
    assert Staff.objects.get(pk=target.pk).name == target.name
    assert not target.assignments.exists()


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("who", [*NOBODY, "county_admin"])
def test_roles_that_may_be_given(people: Any, who: str, role: str) -> None:
    assert bool(may_grant_role(people[who], role)) is (who == "county_admin")


def test_nobody_changes_their_own_account(county_admin: Staff) -> None:
    assert may_manage(county_admin, county_admin).code == "not_yourself"
    with pytest.raises(Refused):
        staff_change(by=county_admin, staff=county_admin, name="x", role=Role.AUDITOR)
    with pytest.raises(Refused):
        area_give(by=county_admin, assignment=Assignment(staff=county_admin, level="county"))


def test_an_area_of_ones_own_and_within_may_be_given(town_admin: Staff, county: Any) -> None:
    within = [
        Assignment(level="township", township=county.township),
        Assignment(level="community", community=county.own),
        Assignment(level="building", building=county.building),
    ]
    beyond = [
        Assignment(level="county"),
        Assignment(level="township", township=county.foreign_township),
        Assignment(level="community", community=county.foreign),
        Assignment(level="building", building=county.foreign_building),
    ]
    assert [may_give_area(town_admin, area).code for area in within] == ["ok"] * 3
    assert [may_give_area(town_admin, area).code for area in beyond] == ["beyond_your_area"] * 4


def test_whoever_has_a_wider_area_is_out_of_reach(
    town_admin: Staff, county_admin: Staff, colleague: Staff, community_manager: Staff
) -> None:
    """Resetting their password would be a way to log in as them."""
    assert may_manage(town_admin, community_manager).code == "ok"
    for beyond in (county_admin, colleague):
        with pytest.raises(Refused) as refused:
            password_reset(by=town_admin, staff=beyond)
        assert refused.value.code == "beyond_your_area"


def test_an_area_is_not_moved_out_of_or_into_reach(town_admin: Staff, county: Any, colleague: Staff) -> None:
    foreign = colleague.assignments.get()
    foreign.community = county.own
    with pytest.raises(Refused):
        area_give(by=town_admin, assignment=foreign)
    with pytest.raises(Refused):
        area_take(by=town_admin, assignment=colleague.assignments.get())
    assert colleague.assignments.get().community == county.foreign


def test_a_closed_administrator_manages_nobody(county_admin: Staff, auditor: Staff) -> None:
    county_admin.is_active = False
    assert may_manage(county_admin, auditor).code == "not_your_role"


def test_a_new_account_has_a_password_for_one_use(county_admin: Staff) -> None:
    staff, password = staff_create(by=county_admin, username="wang", name=" 王  五 ", role=Role.GRID_WORKER)
    assert staff.check_password(password)
    assert (staff.must_change_password, staff.is_staff, staff.name) == (True, False, "王五")
    assert len(password) == 14


def test_closing_and_opening(county_admin: Staff, auditor: Staff, login: Any) -> None:
    browser = login(auditor)
    staff_close(by=county_admin, staff=auditor)
    assert browser.get("/staff/second-factor/").status_code == 302, "the session ends"
    staff_open(by=county_admin, staff=auditor)
    auditor.refresh_from_db()
    assert auditor.is_active
