"""Inspections that fall due and defects that should have been mended: told once for each due day."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from apps.facilities.models import Facility, FacilityDefect
from apps.facilities.rules import overdue_days
from apps.facilities.vocabulary import Kind
from apps.reminders.causes import Cause, Told, register
from apps.reminders.models import Message
from apps.reminders.people import People


def keyed(rows: QuerySet, noun: str, due: str) -> QuerySet:
    """With the key of the message that tells of each for this due day."""
    key = Concat(
        Value(f"{noun}:"), Cast("pk", TextField()), Value(":"), Cast(due, TextField()), output_field=TextField()
    )
    return rows.annotate(message_key=key)


def untold(rows: QuerySet, noun: str, due: str) -> QuerySet:
    """Those of which nobody was told for this due day."""
    told = Message.objects.filter(key=OuterRef("message_key")).order_by()
    return keyed(rows, noun, due).filter(~Exists(told)).order_by("pk")


def _tell(key: str, facility: Facility, due: Any, people: People, *, county: bool = False) -> Told:
    community = facility.community_id
    whom = people.managing(community) if community else tuple(sorted(people.county))
    whom = tuple(sorted({*whom, *people.county})) if county else whom
    facts = {"name": facility.name, "kind": facility.kind, "due": due.isoformat()}
    page = reverse("admin:facilities_facility_change", args=[facility.pk])
    return Told(key, whom, community, facts, lambda office: page if office else "")


def _inspections(now: datetime, people: People) -> Iterator[Told]:
    due = Facility.objects.inspection_due(timezone.localdate(now))
    for row in untold(due, "inspection", "inspection_due").iterator(chunk_size=500):
        yield _tell(row.message_key, row, row.inspection_due, people)


def _overdue(now: datetime, people: People) -> Iterator[Told]:
    """Once more, and to the county too, when the days of the rule have passed without an inspection."""
    today = timezone.localdate(now)
    late = Facility.objects.inspection_due(today - timedelta(days=overdue_days(today)))
    for row in untold(late, "inspection_late", "inspection_due").iterator(chunk_size=500):
        yield _tell(row.message_key, row, row.inspection_due, people, county=True)


def _defects(now: datetime, people: People) -> Iterable[Told]:
    late = FacilityDefect.objects.open().filter(due_on__lt=timezone.localdate(now)).select_related("facility")
    for row in untold(late, "defect", "due_on").iterator(chunk_size=500):
        yield _tell(row.message_key, row.facility, row.due_on, people)


def _words(facts: dict[str, Any]) -> dict[str, Any]:
    day = parse_date(facts["due"])
    return {
        "name": facts["name"],
        "kind": Kind(facts["kind"]).label,
        "due": date_format(day, "DATE_FORMAT") if day else "",
    }


register(
    Cause(
        "facilities.inspection",
        "due",
        "fact_check",
        _("Inspection due: %(name)s"),
        _("%(name)s (%(kind)s) is to be inspected by %(due)s. Please inspect it and record what was found."),
        _inspections,
        _words,
    )
)
register(
    Cause(
        "facilities.inspection_late",
        "late",
        "fact_check",
        _("Inspection overdue: %(name)s"),
        _("%(name)s (%(kind)s) should have been inspected by %(due)s. Please inspect it now and record the result."),
        _overdue,
        _words,
    )
)
register(
    Cause(
        "facilities.defect",
        "late",
        "build",
        _("Defect overdue: %(name)s"),
        _("A defect of %(name)s should have been mended by %(due)s. Please have it mended, or say why it is none."),
        _defects,
        _words,
    )
)
