"""A community with a duty telephone, and a resident's phone."""

import uuid
from typing import Any

import pytest
from django.test import Client

from apps.communities.models import Community
from apps.portal.places import forget_places


@pytest.fixture(autouse=True)
def _fresh_places() -> None:
    forget_places()


@pytest.fixture
def community(county: Any) -> Community:
    county.own.phone = "0718-1234567"
    county.own.save()
    return county.own


@pytest.fixture
def phone() -> Client:
    """A resident's phone: checks form tokens like a real server, and keeps cookies."""
    return Client(enforce_csrf_checks=True, headers={"user-agent": "MicroMessenger", "accept-language": "zh-CN"})


@pytest.fixture
def form(county: Any) -> dict[str, Any]:
    """A report as the form sends it."""
    return {
        "client_id": str(uuid.uuid4()),
        "building": str(county.building.pk),
        "unit": "2",
        "spot": "stairs",
        "place": "5楼",
        "phrase": ["0"],
        "text": "从昨天晚上开始",
        "name": "向长清",
        "phone": "138 1234 5678",
    }


def send(phone: Client, address: str, form: dict[str, Any], **extra: Any) -> Any:
    """Open the form as a phone does, then send it with its token."""
    phone.get(address)
    return phone.post(address, form | {"csrfmiddlewaretoken": phone.cookies["csrftoken"].value}, **extra)
