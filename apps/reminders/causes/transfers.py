"""Transfers that wait for the receiving community: its managers are told once for each request."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, TextField, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.households.models import Transfer
from apps.reminders.causes import Cause, Told, register
from apps.reminders.models import Message
from apps.reminders.people import People


def _find(now: datetime, people: People) -> Iterator[Told]:
    key = Concat(Value("transfer:"), Cast("pk", TextField()), Value(":pending"), output_field=TextField())
    told = Message.objects.filter(key=OuterRef("message_key")).order_by()
    rows = Transfer.objects.pending().annotate(message_key=key).filter(~Exists(told))
    for row in rows.select_related("community", "to_community").order_by("pk").iterator(chunk_size=500):
        whom = tuple(person for person in people.managing(row.to_community_id) if person != row.asked_by_id)
        facts = {"origin": row.community.name, "to": row.to_community.name}
        yield Told(row.message_key, whom or tuple(people.county), row.to_community_id, facts, _page(row.pk))


def _page(pk: int) -> Any:
    return lambda office: reverse("admin:households_transfer_change", args=[pk]) if office else ""


register(
    Cause(
        "households.transfer",
        "due",
        "move_up",
        _("Transfer to decide: from %(origin)s"),
        _("%(origin)s asks %(to)s to take over a household or a person. Please accept, or say why not."),
        _find,
        lambda facts: facts,
    )
)
