"""Models of reminders."""

from apps.reminders.models.message import ChannelKind, Delivery, Message, OutgoingMessage

__all__ = ["ChannelKind", "Delivery", "Message", "OutgoingMessage"]
