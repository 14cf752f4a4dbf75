"""Models of reminders."""

from apps.reminders.models.message import ChannelKind, Delivery, Message

__all__ = ["ChannelKind", "Delivery", "Message"]
