"""Samples of reminders for the walk over every address. A message belongs to its recipient alone."""

from typing import Any

from apps.accounts.models import Staff
from apps.accounts.roles import Role
from apps.reminders.models import Message
from tests.accounts.factories import StaffFactory
from tests.harness.walk import Side


def objects(side: Side) -> dict[str, Any]:
    managers = Staff.objects.filter(assignments__community=side.community, role=Role.COMMUNITY_MANAGER)
    recipient = managers.order_by("pk").first() or StaffFactory(areas=[side.community])
    message = Message.objects.create(
        key=side.mark, channel="inbox", recipient=recipient, community=side.community, template="complaints.of_old"
    )
    return {"reminders.message": message, "reminders.outgoingmessage": message}
