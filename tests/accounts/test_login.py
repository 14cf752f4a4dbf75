"""Log-in, lockout, idle time-out, sessions."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse

from apps.accounts.actions import staff_close
from apps.accounts.lockout import locked_until
from apps.accounts.models import AccessKind, AccessLog
from tests.accounts.factories import PASSWORD, StaffFactory

LOGIN = "/staff/login/"
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)  # 12:00 in Shanghai
COOKIE = django_settings.SESSION_COOKIE_NAME


@pytest.fixture(autouse=True)
def _english(client: Client) -> None:
    client.cookies["anju_language"] = "en"


def enter(client: Client, username: str, password: str = PASSWORD, **extra: str) -> Any:
    return client.post(LOGIN, {"username": username, "password": password, **extra})


@pytest.mark.parametrize(
    ("who", "home"),
    [
        ("county_admin", "/admin/"),
        ("township_officer", "/admin/"),
        ("community_manager", "/admin/"),
        ("auditor", "/admin/"),
        ("grid_worker", "/f/"),
    ],
)
def test_everybody_lands_at_home(client: Client, people: Any, who: str, home: str) -> None:
    response = enter(client, people[who].username)
    assert response["Location"] == "/staff/home/"
    assert client.get("/staff/home/")["Location"] == home


def test_back_to_the_page_one_wanted_but_never_to_another_host(client: Client, auditor: Any) -> None:
    assert enter(client, "auditor", next="/admin/core/")["Location"] == "/admin/core/"
    client.logout()
    client.cookies["anju_language"] = "en"
    assert enter(client, "auditor", next="//elsewhere.example/")["Location"] == "/staff/home/"


def test_the_admin_uses_the_same_log_in(client: Client) -> None:
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0].startswith(f"{LOGIN}?next=")


def test_a_wrong_password_says_how_many_tries_there_are(client: Client, auditor: Any) -> None:
    page = enter(client, "auditor", "wrong").content.decode()
    assert "After 5 wrong tries the account stays closed for 15 minutes." in page


def test_an_unknown_name_reads_the_same(client: Client, auditor: Any) -> None:
    known, unknown = enter(client, "auditor", "wrong"), enter(client, "nobody", "wrong")
    strip = 'value="{}"'
    assert known.status_code == unknown.status_code == 200
    assert str(known.context["form"].errors) == str(unknown.context["form"].errors), strip


def test_a_closed_account_does_not_log_in(client: Client, county_admin: Any, auditor: Any) -> None:
    staff_close(by=county_admin, staff=auditor)
    assert "is not right" in enter(client, "auditor").content.decode()


def test_five_wrong_tries_close_the_account_and_say_until_when(client: Client, auditor: Any) -> None:
    with time_machine.travel(NOON, tick=False):
        for _i in range(5):
            response = enter(client, "auditor", "wrong")
        assert response.status_code == 429
        assert (response["Retry-After"], response["X-Refusal"]) == ("900", "locked_out")
        assert "This account is closed until 12:15." in response.content.decode()
        assert "county administrator" in response.content.decode()
        assert enter(client, "auditor").status_code == 429, "also with the right password"
    with time_machine.travel(NOON + timedelta(minutes=14), tick=False):
        assert enter(client, "auditor", "wrong").status_code == 429
        assert locked_until("auditor") == NOON + timedelta(minutes=15), "trying does not prolong it"
    with time_machine.travel(NOON + timedelta(minutes=16), tick=False):
        assert locked_until("auditor") is None
        assert enter(client, "auditor")["Location"] == "/staff/home/"


def test_other_accounts_at_the_same_address_stay_open(client: Client, auditor: Any, community_manager: Any) -> None:
    for _i in range(6):
        enter(client, "auditor", "wrong")
    assert enter(client, "manager")["Location"] == "/staff/home/"


def test_a_success_forgets_earlier_tries(client: Client, auditor: Any) -> None:
    for _i in range(4):
        enter(client, "auditor", "wrong")
    enter(client, "auditor")
    client.logout()
    for _i in range(4):
        assert enter(client, "auditor", "wrong").status_code == 200


def test_everything_is_in_the_log(client: Client, auditor: Any) -> None:
    enter(client, "auditor")
    client.post("/staff/logout/")
    for _i in range(6):
        enter(client, "auditor", "wrong")
    kinds = list(AccessLog.objects.order_by("pk").values_list("kind", flat=True))
    failed, locked = AccessKind.FAILED, AccessKind.LOCKED
    assert kinds[:2] == [AccessKind.LOGIN, AccessKind.LOGOUT]
    assert sorted(kinds[2:]) == sorted([failed] * 6 + [locked])
    assert set(AccessLog.objects.order_by("pk").values_list("staff", "subject", "address")[2:]) == {
        (auditor.pk, f"accounts.staff:{auditor.pk}", "127.0.0.1")
    }


def test_what_was_typed_as_a_name_is_not_logged(client: Client) -> None:
    enter(client, "my secret password", "x")
    row = AccessLog.objects.get()
    assert (row.staff, row.subject) == (None, "accounts.staff:unknown")


def test_a_session_planted_before_is_worthless(client: Client, auditor: Any) -> None:
    session = client.session
    session["x"] = 1
    session.save()
    client.cookies[COOKIE] = planted = session.session_key
    enter(client, "auditor")
    assert client.cookies[COOKIE].value != planted
    assert client.cookies[COOKIE]["httponly"]
    assert client.cookies[COOKIE]["samesite"] == "Lax"


def test_log_out_needs_a_post_and_says_so(client: Client, login: Any, auditor: Any) -> None:
    browser = login(auditor)
    assert browser.get("/staff/logout/").status_code == 405
    page = browser.post("/staff/logout/", follow=True).content.decode()
    assert "已退出" in page


class TestIdle:
    @pytest.fixture
    def idle(self, login: Any, auditor: Any) -> Any:
        with time_machine.travel(NOON, tick=False):
            browser = login(auditor)
            browser.cookies["anju_language"] = "en"
            assert browser.get("/staff/second-factor/").status_code == 200
        with time_machine.travel(NOON + timedelta(minutes=31), tick=False):
            yield browser

    def test_a_page_leads_to_log_in_and_back(self, idle: Client) -> None:
        response = idle.get("/admin/?p=2", follow=True)
        assert response.redirect_chain[0][0] == "/staff/login/?next=%2Fadmin%2F%3Fp%3D2&told=idle"
        page = response.content.decode()
        assert "You were logged out because nothing was done for a while." in page
        assert 'name="next" value="/admin/?p=2"' in page

    def test_a_program_gets_a_code(self, idle: Client) -> None:
        response = idle.get("/api/schema/", headers={"accept": "application/json"})
        assert response.status_code == 401
        assert response.json()["code"] == response["X-Refusal"] == "logged_out"

    def test_htmx_is_sent_to_log_in(self, idle: Client) -> None:
        response = idle.get("/admin/", headers={"hx-request": "true"})
        assert response["HX-Redirect"].startswith("/staff/login/")

    def test_it_is_logged(self, idle: Client) -> None:
        idle.get("/admin/")
        assert AccessLog.objects.filter(kind=AccessKind.LOGOUT).count() == 1

    def test_work_keeps_it_open(self, login: Any, auditor: Any) -> None:
        with time_machine.travel(NOON, tick=False) as traveller:
            browser = login(auditor)
            for _i in range(4):
                assert browser.get("/staff/second-factor/").status_code == 200
                traveller.shift(timedelta(minutes=29))
            assert browser.get("/staff/second-factor/").status_code == 200


@pytest.mark.parametrize("name", ["password", "second-factor", "second-factor-set-up", "second-factor-verify", "home"])
def test_strangers_are_asked_to_log_in(client: Client, name: str) -> None:
    url = reverse(f"accounts:{name}")
    assert client.get(url)["Location"] == f"{LOGIN}?next={url}"


def test_both_languages(client: Client) -> None:
    for language, words in (("zh-hans", "工作人员登录"), ("en", "Staff log-in")):
        client.cookies["anju_language"] = language
        assert words in client.get(LOGIN).content.decode()


def test_names_that_break_nothing(client: Client) -> None:
    StaffFactory(username="ok")
    assert enter(client, "ok\0", "x").status_code == 200
