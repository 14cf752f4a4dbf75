"""The inbox, for the pages that show it."""

from collections.abc import Iterable
from typing import Any

from apps.core import ui
from apps.reminders.models import Message
from apps.reminders.words import worded


def unread_count(user: Any) -> int:
    """How many messages in the person's inbox are not read."""
    return Message.objects.visible_to(user).unread().count()


def inbox_of(user: Any) -> Any:
    """The person's inbox, newest first."""
    return Message.objects.visible_to(user).inbox().order_by("-created_at", "-pk")


def entries(messages: Iterable[Message]) -> list[dict[str, Any]]:
    """Messages with their words in the active language, for templates/reminders/parts/inbox.html."""
    return [
        {
            "message": message,
            "words": worded(message),
            "when": ui.when(message.created_at),
            "exact": ui.exact(message.created_at),
        }
        for message in messages
    ]
