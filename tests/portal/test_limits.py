"""Limits count the phone, not only the address that a whole building shares."""

import uuid

import pytest
from django.test import Client

from apps.complaints.models import Complaint
from tests.portal.conftest import send


@pytest.fixture
def address(community):
    return f"/c/{community.slug}/report/waste/"


def fresh(form):
    return form | {"client_id": str(uuid.uuid4())}


def another_phone():
    return Client(enforce_csrf_checks=True, headers={"user-agent": "MicroMessenger", "accept-language": "zh-CN"})


def test_one_phone_five_in_ten_minutes(phone, address, form):
    answers = [send(phone, address, fresh(form)).status_code for _n in range(6)]
    assert answers == [303] * 5 + [429]
    assert Complaint.objects.count() == 5


def test_the_refusal_helps_and_keeps_the_words(phone, address, form, settings):
    settings.PORTAL_LIMITS = settings.PORTAL_LIMITS | {"report": [("device", 0, 600)]}
    answer = send(phone, address, form)
    html = answer.content.decode()
    assert answer.status_code == 429
    assert answer.headers["X-Refusal"] == "too_many"
    assert 1 <= int(answer.headers["Retry-After"]) <= 600
    assert "短时间内次数太多" in html
    assert "0718-1234567" in html
    assert form["text"] in html


def test_neighbours_behind_one_address_do_not_hinder_each_other(address, form):
    for _n in range(8):
        neighbour = another_phone()
        for _m in range(3):
            assert send(neighbour, address, fresh(form)).status_code == 303


def test_an_address_has_its_own_high_limit(address, form, settings):
    settings.PORTAL_LIMITS = settings.PORTAL_LIMITS | {"report": [("device", 5, 600), ("address", 4, 3600)]}
    answers = [send(another_phone(), address, fresh(form)).status_code for _n in range(5)]
    assert answers == [303] * 4 + [429]
    elsewhere = another_phone()
    assert send(elsewhere, address, fresh(form), REMOTE_ADDR="10.9.9.9").status_code == 303


def test_a_phone_that_drops_its_number_is_known_by_address_and_browser(address, form):
    answers = []
    for _n in range(7):
        phone = another_phone()
        phone.get(address)
        del phone.cookies["anju_device"]
        body = fresh(form) | {"csrfmiddlewaretoken": phone.cookies["csrftoken"].value}
        answers.append(phone.post(address, body).status_code)
    assert answers == [303] * 5 + [429] * 2


def test_wrong_forms_do_not_use_up_the_limit(phone, address, form):
    for _n in range(8):
        assert send(phone, address, form | {"phone": "x"}).status_code == 422
    assert send(phone, address, form).status_code == 303


def test_a_day_has_a_limit_too(phone, address, form, settings):
    settings.PORTAL_LIMITS = settings.PORTAL_LIMITS | {"report": [("device", 2, 86_400)]}
    answers = [send(phone, address, fresh(form)) for _n in range(3)]
    assert [answer.status_code for answer in answers] == [303, 303, 429]
    assert "明天" in answers[-1].content.decode()
