"""Passwords: one's own, and those for one use."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from apps.accounts.actions import password_reset, staff_create
from apps.accounts.models import AccessKind, AccessLog
from tests.accounts.factories import PASSWORD

PAGE = "/staff/password/"
COOKIE = settings.SESSION_COOKIE_NAME
NEW = "一碗热干面 4 yuan"


@pytest.fixture
def browser(login: Any, auditor: Any) -> Client:
    client = login(auditor)
    client.cookies["anju_language"] = "en"
    return client


def change(client: Client, old: str = PASSWORD, new: str = NEW, again: str | None = None, **extra: str) -> Any:
    data = {"old_password": old, "new_password1": new, "new_password2": again or new, **extra}
    return client.post(PAGE, data)


def test_changing_it_logs_out_everywhere_else(browser: Client, login: Any, auditor: Any) -> None:
    elsewhere = login(auditor)
    response = change(browser, next="/admin/")
    assert response["Location"] == "/admin/"
    assert browser.get(PAGE).status_code == 200
    assert elsewhere.get(PAGE).status_code == 302
    auditor.refresh_from_db()
    assert auditor.check_password(NEW)
    row = AccessLog.objects.get(kind=AccessKind.PASSWORD)
    assert (row.staff, row.subject, row.field) == (auditor, f"accounts.staff:{auditor.pk}", "own")


def test_a_request_that_left_before_the_change_does_not_end_the_new_session(browser: Client) -> None:
    left_before = Client()
    left_before.cookies[COOKIE] = browser.cookies[COOKIE].value
    change(browser)
    assert left_before.cookies[COOKIE].value != browser.cookies[COOKIE].value
    late = left_before.get("/staff/home/")
    assert late["Location"].startswith("/staff/login/")
    assert COOKIE not in late.cookies, "it would take the browser's new session away"
    out = browser.post("/staff/logout/")
    assert out.cookies[COOKIE].value == ""


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"old": "wrong"}, "The present password is not right."),
        ({"new": PASSWORD}, "Choose a password other than the present one."),
        ({"new": "short"}, "at least 10 characters"),
        ({"new": "1234567890123"}, "entirely numeric"),
        ({"new": "password1234"}, "too common"),
        ({"again": "something else"}, "match"),
    ],
)
def test_what_is_refused(browser: Client, auditor: Any, given: dict[str, str], words: str) -> None:
    page = change(browser, **given).content.decode()
    assert words in page
    auditor.refresh_from_db()
    assert auditor.check_password(PASSWORD)


def test_a_one_time_password_opens_nothing_but_its_change(client: Client, county_admin: Any) -> None:
    staff, password = staff_create(by=county_admin, username="new", name="新来的", role="community_manager")
    client.post("/staff/login/", {"username": "new", "password": password})
    assert client.get("/admin/")["Location"] == "/staff/password/?next=%2Fadmin%2F"
    refused = client.get("/api/schema/", headers={"accept": "application/json"})
    assert (refused.status_code, refused.json()["code"]) == (403, "password_change_needed")
    page = client.get(PAGE).content.decode()
    assert "只用一次" in page
    assert "old_password" not in page
    client.post(PAGE, {"new_password1": password, "new_password2": password})
    assert client.get("/admin/").status_code == 302, "the same password is no change"
    client.post(PAGE, {"new_password1": NEW, "new_password2": NEW})
    assert client.get("/staff/second-factor/").status_code == 200
    staff.refresh_from_db()
    assert not staff.must_change_password


def test_a_reset_ends_the_sessions_and_is_logged(login: Any, county_admin: Any, auditor: Any, client: Client) -> None:
    browser = login(auditor)
    for _i in range(5):
        client.post("/staff/login/", {"username": "auditor", "password": "wrong"})
    password = password_reset(by=county_admin, staff=auditor, address="10.0.0.9")
    assert browser.get(PAGE).status_code == 302
    assert client.post("/staff/login/", {"username": "auditor", "password": password})["Location"] == "/staff/home/"
    row = AccessLog.objects.get(kind=AccessKind.PASSWORD)
    assert (row.staff, row.field, row.address) == (county_admin, "one_time", "10.0.0.9")
