"""Collects what is due, delivers each message once, and keeps the inbox. Tasks and pages call these."""

import logging
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from typing import Any, TypeVar

from django.core.mail import get_connection
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import Staff
from apps.core import clock
from apps.core.decisions import ALLOW, Decision, refuse
from apps.core.errors import ensure
from apps.reminders.causes import CAUSES, Cause, Told
from apps.reminders.mail import compose, message_id
from apps.reminders.models import ChannelKind, Delivery, Message, OutgoingMessage
from apps.reminders.people import People

log = logging.getLogger(__name__)
T = TypeVar("T")

CHUNK = 500
MAILS_AT_ONCE = 20  # so that a batch ends well within its lease, also when a server answers slowly
LEASE = timedelta(minutes=5)
# After each failure wait so long; after the last the message is given up, and stays for people to see.
DELAYS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720))


def messages_collect() -> int:
    """Ask every cause what is due and write the messages; the number of things to tell that were found.

    Idempotent: the unique key (cause, channel, recipient) lets only one of two sweeps write.
    """
    now, people, found = clock.now(), People.load(), 0
    for cause in CAUSES.values():
        for chunk in _chunks(cause.find(now, people)):
            Message.objects.bulk_create(_messages(cause, chunk), ignore_conflicts=True)
            found += len(chunk)
    return found


def _messages(cause: Cause, chunk: list[Told]) -> list[Message]:
    wanted = {key for told in chunk for key in told.recipients}
    known = Staff.objects.filter(pk__in=wanted, is_active=True).order_by("pk")
    staff = {person.pk: person for person in known.only("pk", "is_staff", "email")}
    for told in chunk:
        if not staff.keys() & set(told.recipients):
            log.warning("reminder_without_recipient", extra={"key": told.key})
    return [
        Message(
            key=told.key,
            channel=channel,
            recipient_id=key,
            community_id=told.community_id,
            template=cause.key,
            context=told.context,
            url=told.url(staff[key].is_staff),
        )
        for told in chunk
        for key in told.recipients
        if key in staff
        for channel in _channels(staff[key])
    ]


def _channels(person: Staff) -> tuple[ChannelKind, ...]:
    return (ChannelKind.INBOX, ChannelKind.EMAIL) if person.email else (ChannelKind.INBOX,)


def messages_deliver() -> int:
    """Deliver what is due, in batches that several workers may share; the number delivered.

    What has lost its meaning since it was written, such as while nothing could be sent, is dropped first.
    """
    _drop_stale()
    done = 0
    while count := _deliver_inbox():
        done += count
    while batch := Message.objects.filter(channel=ChannelKind.EMAIL).claim(limit=MAILS_AT_ONCE, lease=LEASE):
        done += _send(batch)
    return done


@transaction.atomic
def _drop_stale() -> None:
    now = clock.now()
    for cause in CAUSES.values():
        if cause.stale is None:
            continue
        rows = Message.objects.claimable().filter(template=cause.key).select_for_update(skip_locked=True, of=("self",))
        keys = cause.stale(list(rows.order_by("pk")), now)
        Message.objects.filter(pk__in=keys).delete()


@transaction.atomic
def _deliver_inbox() -> int:
    """The inbox is the table itself: delivered in the transaction that says so."""
    rows = Message.objects.inbox().claimable().order_by("due_at", "pk")
    keys = list(rows.select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True)[:CHUNK])
    now = clock.now()
    Delivery.objects.bulk_create(Delivery(message_id=key, at=now) for key in keys)
    Message.objects.filter(pk__in=keys).update(done_at=now)
    return len(keys)


def _send(batch: list[Any]) -> int:
    """Send claimed mails, each on its own: outside any transaction, marked right after it went."""
    prefetch_related_objects(batch, "recipient")
    connection, sent = get_connection(), 0
    try:
        for message in batch:
            sent += _send_one(message, connection)
    finally:
        connection.close()
    return sent


def _send_one(message: Message, connection: Any) -> bool:
    if not (message.recipient.is_active and message.recipient.email):
        _give_up(message, "no address")
        return False
    try:
        mail = compose(message)
        mail.connection = connection
        mail.send()
    except Exception as error:  # whatever it was, the next message must not wait for it
        log.warning("reminder_not_sent", extra={"message_id": message.pk, "tries": message.tries}, exc_info=True)
        delay = DELAYS[min(message.tries, len(DELAYS)) - 1]
        message.retry_later(f"{type(error).__name__}: {error}", delay=delay, most=len(DELAYS) + 1)
        return False
    with transaction.atomic():
        if message.finish():
            Delivery.objects.create(message=message, reference=message_id(message))
            return True
    log.warning("reminder_lease_lost", extra={"message_id": message.pk})
    return False


def _give_up(message: Message, why: str) -> None:
    message.retry_later(why, delay=timedelta(), most=0)


def _chunks(things: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(things)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk


def message_read(*, message: Message, by: Any) -> None:
    """Mark one message of one's own inbox as read. Reading it again changes nothing."""
    ensure(_own(message, by))
    Message.objects.filter(pk=message.pk, read_at__isnull=True).update(read_at=clock.now())


def messages_read_all(*, by: Any) -> int:
    """Mark one's whole inbox as read; how many there were."""
    return Message.objects.visible_to(by).unread().update(read_at=clock.now())


def message_retry(*, message: Message, by: Any) -> None:
    """Try again what was given up."""
    ensure(may_retry(message, by))
    Message.objects.filter(pk=message.pk).update(
        failed_at=None, tries=0, due_at=clock.now(), lease_until=None, last_error=""
    )


def may_retry(message: Message, by: Any) -> Decision:
    """Whether this person may have a message tried again."""
    if not OutgoingMessage.objects.visible_to(by).filter(pk=message.pk).exists():
        return refuse("not_in_scope", _("This message belongs to an area that is not yours."))
    if not by.has_perm("reminders.change_outgoingmessage"):
        return refuse("not_your_role", _("Your role may look at this, but not change it."))
    if message.failed_at is None:
        return refuse("wrong_state", _("This message was not given up, so there is nothing to try again."))
    return ALLOW


def _own(message: Message, by: Any) -> Decision:
    if message.recipient_id == by.pk:
        return ALLOW
    return refuse("not_in_scope", _("This message is in somebody else's inbox."))
