"""The outbox of messages, which is the inbox of staff too."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.models import append_only
from apps.core.outbox import Claimable, ClaimableQuerySet
from apps.core.rowsecurity import STAFF, Rows, through
from apps.core.scope import scope_of


class ChannelKind(models.TextChoices):
    """How a message goes."""

    INBOX = "inbox", _("inbox")
    EMAIL = "email", _("e-mail")


class MessageQuerySet(ClaimableQuerySet):
    """Messages, each for one person."""

    def visible_to(self, user: Any) -> Self:
        """One's own messages only."""
        return self.filter(recipient_id=getattr(user, "pk", None) or 0)

    def inbox(self) -> Self:
        """What stands in the inbox."""
        return self.filter(channel=ChannelKind.INBOX)

    def unread(self) -> Self:
        """In the inbox and not read yet."""
        return self.inbox().filter(read_at__isnull=True)

    def waiting(self) -> Self:
        """Not gone out yet."""
        return self.filter(done_at__isnull=True, failed_at__isnull=True)

    def given_up(self) -> Self:
        """Could not be sent, and will not be tried again by itself."""
        return self.filter(failed_at__isnull=False)


class Message(Claimable):
    """One message to one person on one channel. `key` makes it unique: the same cause is never told twice.

    Title and body are kept as a template name with facts (`template`, `context`) and put into words in the
    recipient's language when shown or sent; the facts hold no personal data.
    """

    key = models.CharField(max_length=120)
    channel = models.CharField(_("channel"), max_length=8, choices=ChannelKind.choices)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="messages", verbose_name=_("to")
    )
    community = models.ForeignKey(
        "communities.Community",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("community"),
    )
    template = models.CharField(max_length=60)
    context = models.JSONField(default=dict)
    url = models.CharField(_("link"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("created"), default=clock.now)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    row_security = Rows(other=f"recipient_id = {STAFF}")
    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ("-created_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("key", "channel", "recipient"), name="reminders_message_told_once"),
        )
        indexes = (
            models.Index(
                fields=("due_at", "id"),
                condition=models.Q(done_at__isnull=True, failed_at__isnull=True),
                name="reminders_message_unsent",
            ),
            models.Index(fields=("recipient", "-created_at"), name="reminders_message_inbox"),
            models.Index(
                fields=("recipient",),
                condition=models.Q(channel="inbox", read_at__isnull=True),
                name="reminders_message_unread",
            ),
        )

    def __str__(self) -> str:
        return self.key


class OutgoingQuerySet(MessageQuerySet):
    """What went out, or could not: for those who see to it that it does."""

    def visible_to(self, user: Any) -> Self:
        """Messages about the communities within scope; those about none, for the county."""
        return self.filter(self.scope_q(scope_of(user)))


class OutgoingMessage(Message):
    """The same messages, as a list of what was sent."""

    objects = OutgoingQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = _("message sent")
        verbose_name_plural = _("messages sent")
        ordering = ("-created_at", "-pk")


class Delivery(models.Model):
    """A message that really went out, once. Appended when the channel took it."""

    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="delivery")
    at = models.DateTimeField(default=clock.now)
    reference = models.CharField(max_length=120, blank=True)

    row_security = through("reminders_message", "message_id")

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        triggers = (append_only(),)

    def __str__(self) -> str:
        return f"{self.message_id} {self.at:%Y-%m-%d %H:%M}"
