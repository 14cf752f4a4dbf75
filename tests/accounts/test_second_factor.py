"""The second factor: set-up, log-in, recovery, enforcement, reset."""

import re
import time
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from apps.accounts.actions import second_factor_begin, second_factor_check, second_factor_confirm, second_factor_remove
from apps.accounts.models import AccessKind, AccessLog
from apps.core.errors import InvalidInput, Refused, TooMany
from tests.accounts.factories import PASSWORD

SET_UP = "/staff/second-factor/set-up/"
VERIFY = "/staff/second-factor/verify/"
MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def digits(device: TOTPDevice) -> str:
    """What the phone's app shows at this moment."""
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits)
    totp.time = time.time()
    return f"{totp.token():06d}"


@pytest.fixture
def moment() -> Any:
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def codes(moment: Any, auditor: Any) -> list[str]:
    """The auditor has a second factor; a minute has passed since it was set up."""
    device = second_factor_begin(staff=auditor)
    _device, made = second_factor_confirm(staff=auditor, code=digits(device))
    moment.shift(60)
    return made


def device_of(staff: Any) -> TOTPDevice:
    return TOTPDevice.objects.get(user=staff)


def password_in(username: str) -> Client:
    client = Client()
    client.cookies["anju_language"] = "en"
    client.post("/staff/login/", {"username": username, "password": PASSWORD})
    return client


def test_set_up(moment: Any, login: Any, auditor: Any) -> None:
    browser = login(auditor)
    page = browser.get(SET_UP).content.decode()
    assert "<svg" in page
    assert "otpauth://totp/" in page
    assert browser.get(SET_UP).content.decode().count("otpauth") == page.count("otpauth")
    device = device_of(auditor)
    assert not device.confirmed
    assert browser.post(SET_UP, {"code": "000000"}).status_code == 200
    assert not device_of(auditor).confirmed
    moment.shift(60)
    page = browser.post(SET_UP, {"code": digits(device)}).content.decode()
    codes = re.findall(r"<code>(\w{4}-\w{4})</code>", page)
    assert len(set(codes)) == 10
    assert device_of(auditor).confirmed
    assert browser.get("/admin/").status_code == 200, "this session is verified at once"
    assert not any(code in repr(list(StaticToken.objects.values())) for code in codes), "kept as fingerprints only"
    assert AccessLog.objects.filter(kind=AccessKind.SECOND_FACTOR, field="on", staff=auditor).count() == 1


def test_at_log_in_the_code_is_asked_once_a_session(codes: Any, auditor: Any) -> None:
    browser = password_in("auditor")
    assert browser.get("/admin/")["Location"] == f"{VERIFY}?next=%2Fadmin%2F"
    refused = browser.get("/api/schema/", headers={"accept": "application/json"})
    assert (refused.status_code, refused.json()["code"]) == (403, "second_factor_needed")
    page = browser.post(VERIFY, {"code": "123456"}).content.decode()
    assert "This code is not right." in page
    assert AccessLog.objects.filter(kind=AccessKind.FAILED, field="second_factor").count() == 1


def test_the_right_code_opens_and_is_remembered(codes: Any, auditor: Any) -> None:
    browser = password_in("auditor")
    response = browser.post(VERIFY, {"code": f" {digits(device_of(auditor))} ", "next": "/admin/"})
    assert response["Location"] == "/admin/"
    assert browser.get("/admin/").status_code == 200
    assert password_in("auditor").get("/admin/").status_code == 302, "another session asks again"


def test_pages_of_the_account_are_closed_too_until_then(codes: Any) -> None:
    browser = password_in("auditor")
    for url in ("/staff/second-factor/", SET_UP, "/staff/password/"):
        assert browser.get(url)["Location"].startswith(VERIFY)
    assert browser.post("/staff/second-factor/off/")["Location"].startswith(VERIFY)
    assert browser.post("/staff/logout/").status_code == 302


def test_a_code_works_once(codes: Any, auditor: Any) -> None:
    code = digits(device_of(auditor))
    second_factor_check(staff=auditor, code=code)
    with pytest.raises(InvalidInput):
        second_factor_check(staff=auditor, code=code)


def test_a_recovery_code_works_once(codes: list[str], auditor: Any) -> None:
    browser = password_in("auditor")
    response = browser.post(VERIFY, {"code": codes[0].upper()}, follow=True)
    assert "Recovery code used; 9 are left." in response.content.decode()
    with pytest.raises(InvalidInput):
        second_factor_check(staff=auditor, code=codes[0])


def test_somebody_elses_recovery_code_does_not_work(codes: list[str], moment: Any, community_manager: Any) -> None:
    device = second_factor_begin(staff=community_manager)
    second_factor_confirm(staff=community_manager, code=digits(device))
    with pytest.raises(InvalidInput):
        second_factor_check(staff=community_manager, code=codes[0])


def test_guessing_is_slowed_down(codes: Any, auditor: Any) -> None:
    with pytest.raises(InvalidInput):
        second_factor_check(staff=auditor, code="000000")
    with pytest.raises(TooMany, match="too_many"):
        second_factor_check(staff=auditor, code="000001")


def test_new_recovery_codes_replace_the_old(codes: list[str], auditor: Any) -> None:
    browser = password_in("auditor")
    browser.post(VERIFY, {"code": digits(device_of(auditor))})
    page = browser.post("/staff/second-factor/codes/").content.decode()
    assert codes[0] not in page
    with pytest.raises(InvalidInput):
        second_factor_check(staff=auditor, code=codes[0])


@pytest.mark.parametrize(
    ("setting", "who", "needed"),
    [
        ([], "county_admin", False),
        (["county_admin"], "county_admin", True),
        (["county_admin"], "auditor", False),
        (["office"], "auditor", True),
        (["office"], "community_manager", True),
        (["office"], "grid_worker", False),
        (["office", "grid_worker"], "grid_worker", True),
    ],
)
def test_a_setting_enforces_it(settings: Any, people: Any, setting: list[str], who: str, needed: bool) -> None:
    settings.REQUIRE_SECOND_FACTOR = setting
    response = password_in(people[who].username).get("/staff/second-factor/")
    if needed:
        assert response["Location"].startswith(SET_UP)
    else:
        assert response.status_code == 200


def test_required_it_cannot_be_turned_off(settings: Any, codes: Any, auditor: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = ["office"]
    browser = password_in("auditor")
    browser.post(VERIFY, {"code": digits(device_of(auditor))})
    page = browser.post("/staff/second-factor/off/", follow=True).content.decode()
    assert "so it stays on" in page
    assert device_of(auditor).confirmed


def test_not_required_it_can(codes: Any, auditor: Any) -> None:
    browser = password_in("auditor")
    browser.post(VERIFY, {"code": digits(device_of(auditor))})
    assert "is off" in browser.post("/staff/second-factor/off/", follow=True).content.decode()
    assert password_in("auditor").get("/admin/").status_code == 200


def test_an_administrator_resets_a_lost_phone(codes: Any, county_admin: Any, auditor: Any) -> None:
    second_factor_remove(staff=auditor, by=county_admin, address="10.0.0.9")
    assert password_in("auditor").get("/admin/").status_code == 200
    row = AccessLog.objects.filter(kind=AccessKind.SECOND_FACTOR, field="off").get()
    assert (row.staff, row.subject, row.address) == (county_admin, f"accounts.staff:{auditor.pk}", "10.0.0.9")


@pytest.mark.parametrize("who", ["community_manager", "township_officer", "grid_worker", "colleague"])
def test_nobody_else_does(codes: Any, people: Any, auditor: Any, who: str) -> None:
    with pytest.raises(Refused):
        second_factor_remove(staff=auditor, by=people[who])
    assert device_of(auditor).confirmed


@pytest.mark.parametrize("page", [SET_UP, "/staff/second-factor/", "/staff/second-factor/off/"])
def test_a_session_from_before_cannot_touch_the_factor_without_its_code(page: str, moment: Any, auditor: Any) -> None:
    """Somebody who only had the password was logged in already when the owner turned the second factor on."""
    intruder = password_in("auditor")
    second_factor_confirm(staff=auditor, code=digits(second_factor_begin(staff=auditor)))
    moment.shift(60)
    answer = intruder.post(page) if page.endswith("/off/") else intruder.get(page)
    assert answer["Location"].startswith(VERIFY)
    assert TOTPDevice.objects.filter(user=auditor, confirmed=True).count() == 1
    assert intruder.get("/admin/")["Location"].startswith(VERIFY), "from now on it is asked for"
