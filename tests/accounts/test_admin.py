"""The administrator's pages of accounts, and the auditor's access log."""

import re
from typing import Any

import pytest
from django.test import Client

from apps.accounts.actions import access_record, staff_close
from apps.accounts.models import AccessKind, AccessLog, Assignment, Staff
from apps.accounts.roles import Role
from tests.accounts.factories import PASSWORD, StaffFactory

STAFF = "/admin/accounts/staff/"
LOG = "/admin/accounts/accesslog/"


def post_data(*areas: str, username: str = "wang", role: str = Role.GRID_WORKER, **extra: Any) -> dict[str, Any]:
    data = {"username": username, "name": "王五", "role": role, "phone": "", "email": ""}
    data |= {"assignments-TOTAL_FORMS": str(len(areas)), "assignments-INITIAL_FORMS": "0"}
    data |= {f"assignments-{i}-area": area for i, area in enumerate(areas)}
    return data | extra


@pytest.fixture
def admin(login: Any, county_admin: Staff) -> Client:
    browser = login(county_admin)
    browser.cookies["anju_language"] = "en"
    return browser


def test_creating_somebody_shows_the_password_once(admin: Client, county: Any, client: Client) -> None:
    page = admin.post(
        f"{STAFF}add/", post_data(f"building:{county.building.pk}", f"building:{county.other_building.pk}")
    )
    assert "no-store" in page["Cache-Control"]
    password = re.search(r"data-password><code>([\w-]+)<", page.content.decode()).group(1)  # type: ignore[union-attr]
    staff = Staff.objects.get(username="wang")
    assert staff.check_password(password)
    assert {row.building for row in staff.assignments.all()} == {county.building, county.other_building}
    assert password not in admin.get(f"{STAFF}{staff.pk}/change/").content.decode()
    client.post("/staff/login/", {"username": "wang", "password": password})
    assert client.get("/staff/home/")["Location"].startswith("/staff/password/")


@pytest.mark.parametrize(
    ("areas", "words"),
    [
        ([], "Give at least one area"),
        (["county", "county"], "The same area stands here twice"),
        (["planet"], "Select a valid choice"),
        (["building:0"], "Select a valid choice"),
    ],
)
def test_faults_of_areas_are_said(admin: Client, areas: list[str], words: str) -> None:
    page = admin.post(f"{STAFF}add/", post_data(*areas))
    assert words in page.content.decode()
    assert not Staff.objects.filter(username="wang").exists()


def test_a_name_that_is_taken(admin: Client, auditor: Staff) -> None:
    page = admin.post(f"{STAFF}add/", post_data("county", username="auditor"))
    assert "already exists" in page.content.decode()


def test_changing_role_and_areas(admin: Client, county: Any, grid_worker: Staff) -> None:
    row = grid_worker.assignments.get()
    data = post_data(f"community:{county.own.pk}", role=Role.COMMUNITY_MANAGER, name="向群")
    data |= {"assignments-INITIAL_FORMS": "1", "assignments-0-id": row.pk, "assignments-0-staff": grid_worker.pk}
    assert admin.post(f"{STAFF}{grid_worker.pk}/change/", data).status_code == 302
    grid_worker = Staff.objects.get(pk=grid_worker.pk)
    assert (grid_worker.role, grid_worker.name, grid_worker.is_staff) == (Role.COMMUNITY_MANAGER, "向群", True)
    assert grid_worker.username == "grid"
    (changed,) = grid_worker.assignments.all()
    assert (changed.pk, changed.level, changed.community, changed.building) == (row.pk, "community", county.own, None)


def test_taking_an_area_away(admin: Client, county: Any, grid_worker: Staff) -> None:
    row = grid_worker.assignments.get()
    other = Assignment.objects.create(staff=grid_worker, level="building", building=county.other_building)
    data = post_data(f"building:{row.building_id}", f"building:{other.building_id}", name=grid_worker.name)
    data |= {"assignments-INITIAL_FORMS": "2", "assignments-0-DELETE": "on"}
    data |= {"assignments-0-id": row.pk, "assignments-1-id": other.pk}
    admin.post(f"{STAFF}{grid_worker.pk}/change/", data)
    assert list(grid_worker.assignments.all()) == [other]


@pytest.mark.parametrize(
    ("step", "check"),
    [
        ("close", lambda staff: not staff.is_active),
        ("reset-password", lambda staff: staff.must_change_password and not staff.check_password(PASSWORD)),
    ],
)
def test_a_step_is_asked_first_and_done_by_post(admin: Client, auditor: Staff, step: str, check: Any) -> None:
    url = f"{STAFF}{auditor.pk}/{step}/"
    assert admin.get(url).status_code == 200
    assert not check(Staff.objects.get(pk=auditor.pk)), "looking changes nothing"
    admin.post(url)
    assert check(Staff.objects.get(pk=auditor.pk))


def test_opening_again_and_unlocking(admin: Client, county_admin: Staff, auditor: Staff, client: Client) -> None:
    staff_close(by=county_admin, staff=auditor)
    admin.post(f"{STAFF}{auditor.pk}/open/")
    for _i in range(5):
        client.post("/staff/login/", {"username": "auditor", "password": "wrong"})
    assert "locked out" in admin.get(STAFF).content.decode()
    page = admin.post(f"{STAFF}{auditor.pk}/unlock/", follow=True)
    assert "The account is open again." in page.content.decode()
    assert client.post("/staff/login/", {"username": "auditor", "password": PASSWORD}).status_code == 302
    assert AccessLog.objects.filter(kind=AccessKind.UNLOCKED, subject=f"accounts.staff:{auditor.pk}").count() == 1


def test_one_can_only_look_at_ones_own_account(admin: Client, county_admin: Staff) -> None:
    page = admin.get(f"{STAFF}{county_admin.pk}/change/").content.decode()
    assert 'name="name"' not in page
    assert "reset-password" not in page
    response = admin.post(f"{STAFF}{county_admin.pk}/close/", follow=True)
    assert "changed by another county administrator" in response.content.decode()
    assert Staff.objects.get(pk=county_admin.pk).is_active


def test_nothing_is_deleted(admin: Client, auditor: Staff) -> None:
    assert admin.get(f"{STAFF}{auditor.pk}/delete/").status_code == 403
    assert admin.post(f"{STAFF}{auditor.pk}/delete/", {"post": "yes"}).status_code == 403


def test_a_community_manager_reads_colleagues_within_scope(
    login: Any, county: Any, community_manager: Staff, grid_worker: Staff, colleague: Staff
) -> None:
    browser = login(community_manager)
    page = browser.get(STAFF).content.decode()
    assert "(grid)" in page
    assert "(colleague)" not in page
    detail = browser.get(f"{STAFF}{grid_worker.pk}/change/").content.decode()
    assert "晴川家园" in detail
    assert 'name="name"' not in detail
    assert browser.get(f"{STAFF}{colleague.pk}/change/").status_code == 404
    assert browser.get(f"{STAFF}add/").status_code == 403
    assert browser.post(f"{STAFF}{grid_worker.pk}/change/", post_data("county")).status_code == 403
    for step in ("close", "reset-password", "unlock", "open", "reset-second-factor"):
        assert browser.post(f"{STAFF}{grid_worker.pk}/{step}/").status_code == 403


@pytest.mark.parametrize("who", ["township_officer", "auditor", "community_manager"])
def test_a_forged_form_gives_nobody_more(login: Any, people: Any, who: str) -> None:
    user = people[who]
    browser = login(user)
    browser.post(f"{STAFF}{user.pk}/change/", post_data("county", role=Role.COUNTY_ADMIN))
    browser.post(f"{STAFF}add/", post_data("county", role=Role.COUNTY_ADMIN))
    assert Staff.objects.get(pk=user.pk).role == user.role
    assert not Staff.objects.filter(username="wang").exists()
    assert Assignment.objects.filter(level="county").count() == 2, "the administrator and the auditor"


def test_the_list_is_narrowed_only_when_asked(admin: Client, county_admin: Staff, auditor: Staff) -> None:
    staff_close(by=county_admin, staff=auditor)
    shown = {
        query: "(auditor)" in admin.get(f"{STAFF}?is_active={query}").content.decode()
        for query in ("", "True", "False")
    }
    assert shown == {"": True, "True": False, "False": True}
    assert '<option value="" selected>' in admin.get(STAFF).content.decode()


def test_lists_cost_the_same_for_many(admin: Client, county: Any, equal_queries: Any) -> None:
    def more(count: int) -> None:
        StaffFactory.create_batch(count, areas=[county.own, county.building])

    more(2)
    equal_queries(lambda: admin.get(STAFF), more=more)


class TestAccessLog:
    def test_the_auditor_reads_and_filters(self, login: Any, auditor: Staff, community_manager: Staff) -> None:
        access_record(
            staff=community_manager,
            kind=AccessKind.REVEAL,
            subject="households.member:7",
            field="id_number",
            reason="办理医保",
            address="10.1.2.3",
        )
        browser = login(auditor)
        browser.cookies["anju_language"] = "en"
        page = browser.get(LOG).content.decode()
        for words in ("办理医保", "10.1.2.3", "(manager)", "Member 7", "Identity number", "revealed a sensitive value"):
            assert words in page
        found = {
            f"staff={community_manager.pk}": True,
            f"staff={auditor.pk}": False,
            "kind=reveal": True,
            "kind=export": False,
            "q=households.member:7": True,
            "q=办理": True,
            "q=别的": False,
            "at_after=2020-01-01": True,
            "at_before=2020-01-01": False,
        }
        assert {query: "办理医保" in browser.get(f"{LOG}?{query}").content.decode() for query in found} == found

    @pytest.mark.parametrize("who", ["county_admin", "township_officer", "community_manager", "colleague"])
    def test_nobody_else_does(self, login: Any, people: Any, who: str) -> None:
        assert login(people[who]).get(LOG).status_code == 403

    def test_nobody_writes_it(self, login: Any, auditor: Staff) -> None:
        row = access_record(staff=auditor, kind=AccessKind.EXPORT, reason="月报")
        browser = login(auditor)
        assert browser.get(f"{LOG}add/").status_code == 403
        assert browser.post(f"{LOG}{row.pk}/change/", {"reason": "x"}).status_code == 403
        assert browser.post(f"{LOG}{row.pk}/delete/", {"post": "yes"}).status_code == 403
        assert AccessLog.objects.get(pk=row.pk).reason == "月报"

    def test_it_costs_the_same_for_many(self, login: Any, auditor: Staff, equal_queries: Any) -> None:
        def more(count: int) -> None:
            for _i in range(count):
                access_record(staff=StaffFactory(), kind=AccessKind.LOGIN)

        browser = login(auditor)
        more(2)
        equal_queries(lambda: browser.get(LOG), more=more)
