"""Exactly once: two sweeps, two workers, a worker killed before or after it sent, a server that refuses."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings as django_settings
from django.core import mail
from django.db import connection

from apps.accounts.models import Staff
from apps.complaints.models import Complaint
from apps.core import clock
from apps.reminders import tasks
from apps.reminders.actions import DELAYS, LEASE, message_retry, messages_collect, messages_deliver
from apps.reminders.backends import FileBackend
from apps.reminders.mail import message_id
from apps.reminders.models import Delivery, Message
from tests.complaints.factories import ComplaintFactory
from tests.harness.people import County
from tests.reminders.conftest import mails

WORKER = """
import os, signal, sys
import django
from django.conf import settings
django.setup()
from django.db import connections
connections.databases["default"]["NAME"] = sys.argv[1]
settings.EMAIL_BACKEND = "apps.reminders.backends.FileBackend"
settings.EMAIL_FILE_PATH = sys.argv[2]
from apps.reminders.backends import FileBackend
send = FileBackend.send_messages
def killed(self, messages):
    if sys.argv[3] == "after":
        send(self, messages)
    os.kill(os.getpid(), signal.SIGKILL)
FileBackend.send_messages = killed
from apps.reminders.tasks import deliver
deliver()
"""


def together(*work: Callable[[], Any]) -> None:
    """Run at the same moment, each with its own connection."""
    barrier, failures = threading.Barrier(len(work)), []

    def run(task: Callable[[], Any]) -> None:
        try:
            barrier.wait()
            task()
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(task,)) for task in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures, failures


def test_inbox_and_mail_each_once(late: Complaint, manager: Staff, mail_folder: Path) -> None:
    for _twice in range(2):  # beat fires twice
        tasks.collect.delay()
        tasks.deliver.delay()
    assert Message.objects.count() == Delivery.objects.count() == 2
    assert not Message.objects.waiting().exists()
    assert len(mails(mail_folder)) == 1
    assert Message.objects.visible_to(manager).unread().count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once(county: County, manager: Staff, mail_folder: Path) -> None:
    for _i in range(30):
        ComplaintFactory(building=county.building, accept_due=clock.now() - timedelta(minutes=1))
    together(tasks.collect, tasks.collect, tasks.collect)
    assert Message.objects.count() == 60
    together(tasks.deliver, tasks.deliver, tasks.deliver)
    assert Delivery.objects.count() == 60
    assert len(mails(mail_folder)) == 30
    assert set(Message.objects.values_list("tries", flat=True).order_by()) == {0, 1}  # inbox, mail


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_worker_killed_around_the_sending(late: Complaint, manager: Staff, mail_folder: Path, moment: str) -> None:
    messages_collect()
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.test"}
    name = connection.settings_dict["NAME"]
    worker = subprocess.run(
        [sys.executable, "-c", WORKER, name, str(mail_folder), moment],
        cwd=django_settings.BASE_DIR, env=environment, capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    assert worker.returncode == -signal.SIGKILL, worker.stderr.decode()
    row = Message.objects.get(channel="email")
    assert (row.done_at, row.tries, row.lease_until is not None) == (None, 1, True)
    assert len(mails(mail_folder)) == (moment == "after")
    messages_deliver()
    assert len(mails(mail_folder)) == (moment == "after")  # the lease still holds
    with time_machine.travel(clock.now() + LEASE + timedelta(seconds=1), tick=False):
        assert messages_deliver() == 1
        assert messages_deliver() == 0
    assert len(mails(mail_folder)) == 1
    assert Delivery.objects.filter(message=row).count() == 1


def test_a_lost_lease_marks_nothing(late: Complaint, manager: Staff) -> None:
    messages_collect()
    rows = Message.objects.filter(channel="email")
    [slow] = rows.claim(limit=10, lease=LEASE)
    with time_machine.travel(clock.now() + LEASE + timedelta(seconds=1), tick=False):
        [quick] = rows.claim(limit=10, lease=LEASE)
        assert (slow.finish(), quick.finish()) == (False, True)


class Refusing(FileBackend):
    """A mail server that is away."""

    def send_messages(self, email_messages: Any) -> int:
        raise ConnectionRefusedError("no server")


def test_a_server_that_is_away_is_tried_again_and_then_given_up(
    late: Complaint, manager: Staff, settings: Any, mail_folder: Path
) -> None:
    messages_collect()
    settings.EMAIL_BACKEND = "tests.reminders.test_delivery.Refusing"
    moment = clock.now()
    for number, delay in enumerate((*DELAYS, DELAYS[-1]), start=1):
        with time_machine.travel(moment, tick=False):
            messages_deliver()
            row = Message.objects.get(channel="email")
            assert (row.tries, row.failed_at is None) == (number, number <= len(DELAYS))
            assert "ConnectionRefusedError" in row.last_error
            assert messages_deliver() == 0  # not before its time
        moment += delay + timedelta(seconds=1)
    assert list(Message.objects.given_up()) == [row]
    settings.EMAIL_BACKEND = "apps.reminders.backends.FileBackend"
    with time_machine.travel(moment + timedelta(days=9), tick=False):
        messages_deliver()
        assert mails(mail_folder) == []
        message_retry(message=row, by=manager)
        messages_deliver()
    assert len(mails(mail_folder)) == 1


def test_one_bad_mail_does_not_hold_up_the_others(
    county: County, manager: Staff, mail_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _i in range(3):
        ComplaintFactory(building=county.building, accept_due=clock.now() - timedelta(minutes=1))
    messages_collect()
    bad = Message.objects.filter(channel="email").order_by("pk").first()
    Message.objects.filter(pk=bad.pk).update(context={})
    messages_deliver()
    assert len(mails(mail_folder)) == 2
    assert Message.objects.get(pk=bad.pk).last_error.startswith("KeyError")


def test_nobody_to_send_to(late: Complaint, manager: Staff, mail_folder: Path) -> None:
    messages_collect()
    Staff.objects.filter(pk=manager.pk).update(email="")
    messages_deliver()
    row = Message.objects.get(channel="email")
    assert (row.failed_at is not None, row.last_error, mails(mail_folder)) == (True, "no address", [])


def test_without_an_address_only_the_inbox(late: Complaint, manager: Staff) -> None:
    Staff.objects.filter(pk=manager.pk).update(email="")
    messages_collect()
    assert list(Message.objects.values_list("channel", flat=True).order_by()) == ["inbox"]


def test_the_mail_itself(late: Complaint, manager: Staff, settings: Any) -> None:
    settings.PUBLIC_URL = "https://anju.example.gov.cn"
    messages_collect()
    messages_deliver()
    [sent] = mail.outbox
    row = Message.objects.get(channel="email")
    assert sent.to == [manager.email]
    assert sent.extra_headers["Message-ID"] == message_id(row) == Delivery.objects.get(message=row).reference
    assert message_id(row).endswith("@anju.example.gov.cn>")
    assert str(late) in sent.body
    assert f"https://anju.example.gov.cn/admin/complaints/complaint/{late.pk}/change/" in sent.body


def test_a_grid_worker_is_led_to_the_phone_page(county: County, manager: Staff, grid_worker: Staff) -> None:
    from apps.complaints.actions import complaint_assign
    from tests.complaints.factories import complaint_in

    complaint = complaint_in("accepted", building=county.building)
    complaint_assign(complaint=complaint, by=manager, handler=grid_worker)
    messages_collect()
    assert Message.objects.inbox().get(recipient=grid_worker).url == f"/f/complaints/{complaint.pk}/"
