"""The inbox through the REST API."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from apps.accounts.models import Staff
from apps.complaints.models import Complaint
from apps.reminders.actions import messages_collect
from apps.reminders.models import Message

Api = Callable[[Staff | None], APIClient]
LIST = "/api/v1/messages/"


@pytest.fixture
def told(late: Complaint) -> Message:
    messages_collect()
    return Message.objects.inbox().get()


def test_reading_ones_inbox(api: Api, told: Message, manager: Staff) -> None:
    client = api(manager)
    [row] = client.get(f"{LIST}?read_at__isnull=true").json()["results"]
    assert (row["id"], row["template"], row["url"]) == (told.pk, "complaints.accept", told.url)
    assert client.post(f"{LIST}{told.pk}/read/").json()["read_at"]
    assert client.get(f"{LIST}?read_at__isnull=true").json()["count"] == 0
    assert client.post(f"{LIST}read-all/").json() == {"marked": 0}


def test_nobody_reads_the_inbox_of_others(api: Api, told: Message, county_admin: Staff) -> None:
    assert api(county_admin).get(LIST).json()["count"] == 0
    assert api(county_admin).post(f"{LIST}{told.pk}/read/").status_code == 404
    assert api(None).get(LIST).status_code == 403
    assert Message.objects.get(pk=told.pk).read_at is None
