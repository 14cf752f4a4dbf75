"""The inbox, and the list of what was sent."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from apps.accounts.models import Staff
from apps.complaints.models import Complaint
from apps.core import clock
from apps.core.errors import Refused
from apps.reminders.actions import message_read, message_retry, messages_collect, messages_deliver
from apps.reminders.inbox import unread_count
from apps.reminders.models import Message, OutgoingMessage
from apps.reminders.words import worded
from tests.complaints.factories import ComplaintFactory
from tests.harness.people import County
from tests.harness.queries import EqualQueries

Login = Callable[[Staff | None], Client]
INBOX = "/admin/reminders/message/"
SENT = "/admin/reminders/outgoingmessage/"


@pytest.fixture
def told(late: Complaint, manager: Staff) -> Message:
    messages_collect()
    messages_deliver()
    return Message.objects.inbox().get()


def test_the_inbox_in_both_languages(login: Login, told: Message, manager: Staff) -> None:
    words = {}
    for language in ("en", "zh-hans"):
        body = login(manager).get(INBOX, headers={"accept-language": language}).content.decode()
        with translation.override(language):
            words[language] = worded(told)
        assert words[language].title in body
    assert words["en"] != words["zh-hans"]


def test_opening_a_message_marks_it_and_leads_to_the_thing(login: Login, told: Message, manager: Staff) -> None:
    client = login(manager)
    assert unread_count(manager) == 1
    address = reverse("admin:reminders_message_open", args=[told.pk])
    assert client.get(address).url == INBOX  # looking changes nothing
    assert unread_count(manager) == 1
    assert client.post(address).url == told.url
    assert unread_count(manager) == 0
    assert client.get(f"{INBOX}?unread=1").status_code == 200


def test_a_message_of_a_retired_cause_does_not_close_the_inbox(login: Login, told: Message, manager: Staff) -> None:
    Message.objects.update(template="complaints.of_old")
    assert login(manager).get(INBOX).status_code == 200


def test_marking_everything(login: Login, told: Message, manager: Staff) -> None:
    login(manager).post(INBOX)
    assert unread_count(manager) == 0


def test_one_does_not_read_the_inbox_of_others(login: Login, told: Message, county_admin: Staff) -> None:
    client = login(county_admin)
    assert client.post(reverse("admin:reminders_message_open", args=[told.pk])).status_code == 404
    with pytest.raises(Refused):
        message_read(message=told, by=county_admin)
    assert Message.objects.get(pk=told.pk).read_at is None


def test_the_inbox_costs_the_same_at_two_rows_and_twenty(
    login: Login, county: County, manager: Staff, equal_queries: EqualQueries
) -> None:
    def more(count: int) -> None:
        for _i in range(count):
            ComplaintFactory(building=county.building, accept_due=clock.now() - timedelta(minutes=1))
        messages_collect()

    more(2)
    client = login(manager)
    equal_queries(lambda: client.get(INBOX), more=more)
    equal_queries(lambda: client.get(SENT), more=lambda count: more(1))


def test_what_was_sent_about_ones_communities(login: Login, told: Message, people: dict[str, Staff | None]) -> None:
    seen = {}
    for name, user in people.items():
        seen[name] = OutgoingMessage.objects.visible_to(user).count()
    assert seen == {
        "county_admin": 2, "auditor": 2, "township_officer": 2, "community_manager": 2, "grid_worker": 0,
        "colleague": 0, "anonymous": 0,
    }  # fmt: skip
    for name in ("county_admin", "auditor", "community_manager"):
        assert login(people[name]).get(SENT).status_code == 200, name
    assert login(people["township_officer"]).get(SENT).status_code == 403


def test_trying_again_from_the_list(login: Login, told: Message, manager: Staff, colleague: Staff) -> None:
    with pytest.raises(Refused) as caught:
        message_retry(message=told, by=manager)
    assert caught.value.code == "wrong_state"
    with pytest.raises(Refused) as caught:
        message_retry(message=told, by=colleague)
    assert caught.value.code == "not_in_scope"
    row = Message.objects.get(channel="email")
    Message.objects.filter(pk=row.pk).update(failed_at=clock.now(), done_at=None)
    keys = list(Message.objects.order_by("pk").values_list("pk", flat=True))
    login(manager).post(SENT, {"action": "try_again", "_selected_action": keys})
    assert Message.objects.get(pk=row.pk).failed_at is None
