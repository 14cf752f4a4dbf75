"""Clocks of complaints that have run out or soon will.

A key names the complaint, the cause and the moment at which its clock runs out: a reopened complaint, a granted
extension or another clock is a new cause; two sweeps at once, or a sweep repeated, are not.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, Case, Exists, F, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Cast, Concat, Extract
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.complaints.clocks import Clocks, clocks_on
from apps.complaints.models import Complaint, ComplaintStep
from apps.complaints.policies import dealers
from apps.complaints.vocabulary import Category, Urgency
from apps.complaints.workflow import State
from apps.core import rules
from apps.reminders.causes import Cause, Told, register
from apps.reminders.models import Message
from apps.reminders.people import People
from apps.reminders.rules import DAYS_BEFORE, DAYS_TO_TOWNSHIP

WORKING = (State.ACCEPTED, State.ASSIGNED, State.IN_PROGRESS)
Rows = QuerySet[Complaint]
Whom = Callable[[Complaint, People], tuple[int, ...]]


def page_of(pk: int) -> Callable[[bool], str]:
    """Where somebody of the office, or in the field, sees the complaint."""
    return lambda office: reverse(
        "admin:complaints_complaint_change" if office else "portal:field-complaint", args=[pk]
    )


def words(context: dict[str, Any]) -> dict[str, Any]:
    """The facts as words of the language that is active."""
    due = parse_datetime(context["due"]) if context.get("due") else None
    local = timezone.localtime(due) if due else None
    where = gettext("building %(number)s") % {"number": context["building"]} if context.get("building") else ""
    return {
        "number": context["number"],
        "what": Category(context["category"]).label,
        "where": " ".join(filter(None, (context["community"], where))),
        "due": f"{date_format(local, 'DATE_FORMAT')} {local:%H:%M}" if local else "",
    }


def _untold(rows: Rows, cause: str, moment: str, *, due: str = "") -> Rows:
    """Those that nobody was told of yet, each with its `message_key`."""
    stamp = Cast(Extract(moment, "epoch") * 1_000_000, BigIntegerField())
    key = Concat(
        Value("complaint:"), Cast("pk", TextField()), Value(f":{cause}:"), Cast(stamp, TextField()),
        output_field=TextField(),
    )  # fmt: skip
    told = Message.objects.filter(key=OuterRef("message_key")).order_by()
    return (
        rows.annotate(message_key=key, message_due=F(due or moment))
        .filter(~Exists(told))
        .select_related("community", "building")
        .defer("reporter_name", "reporter_phone", "text")
        .order_by("pk")
    )


def _tell(rows: Iterable[Any], people: People, whom: Whom) -> Iterator[Told]:
    for row in rows:
        context = {
            "number": str(row),
            "category": row.category,
            "community": row.community.name,
            "building": row.building.number if row.building else None,
            "due": row.message_due.isoformat() if row.message_due else "",
        }
        yield Told(row.message_key, whom(row, people), row.community_id, context, page_of(row.pk))


def managers(complaint: Complaint, people: People) -> tuple[int, ...]:
    return people.managing(complaint.community_id)


def handler(complaint: Complaint, people: People) -> tuple[int, ...]:
    """Who deals with it; the managers while nobody does."""
    return (complaint.handler_id,) if complaint.handler_id else managers(complaint, people)


def both(complaint: Complaint, people: People) -> tuple[int, ...]:
    return tuple({*handler(complaint, people), *managers(complaint, people)})


def callers(complaint: Complaint, people: People) -> tuple[int, ...]:
    """Managers who did not deal with it themselves; where all did, all the same, so that it is not forgotten."""
    every, dealt = managers(complaint, people), dealers(complaint)
    return tuple(key for key in every if key not in dealt) or every


def officers(complaint: Complaint, people: People) -> tuple[int, ...]:
    return people.overseeing(complaint.community_id)


def soon(now: datetime) -> datetime:
    """The moment before which a clock counts as running out soon."""
    clocks = clocks_on()
    return clocks.calendar.add(now, clocks.calendar.day_length * float(rules.value_of(DAYS_BEFORE.key)))


def long_over(now: datetime, clocks: Clocks) -> Callable[[datetime], bool]:
    """Whether a clock ran out so long ago that the township is told."""
    limit = clocks.calendar.day_length * float(rules.value_of(DAYS_TO_TOWNSHIP.key))
    return lambda due: clocks.calendar.between(due, now) >= limit


def _cause(
    key: str, kind: str, icon: str, title: Any, body: Any, *, moment: str, which: Callable[[datetime], Q], whom: Whom
) -> None:
    def find(now: datetime, people: People) -> Iterator[Told]:
        rows = _untold(Complaint.objects.filter(which(now)), key, moment)
        return _tell(rows.iterator(chunk_size=500), people, whom)

    register(Cause(f"complaints.{key}", kind, icon, title, body, find, words))


_cause(
    "danger", "late", "warning",
    _("Danger reported: %(where)s"),
    _("A danger was reported (%(number)s). Accept it by %(due)s."),
    moment="accept_due",
    which=lambda now: Q(state=State.SUBMITTED, urgency=Urgency.DANGER, accept_due__gte=now),
    whom=managers,
)  # fmt: skip
_cause(
    "accept", "late", "alarm",
    _("Not accepted in time: %(what)s, %(where)s"),
    _("%(number)s should have been accepted by %(due)s. Please accept it, or say why it is not taken up."),
    moment="accept_due",
    which=lambda now: Q(state=State.SUBMITTED, accept_due__lt=now),
    whom=managers,
)  # fmt: skip
_cause(
    "contact", "late", "call",
    _("No contact with the resident yet: %(what)s, %(where)s"),
    _("The first contact about %(number)s was due by %(due)s. Please speak with the resident and note it."),
    moment="contact_due",
    which=lambda now: Q(state__in=WORKING, contacted_at__isnull=True, contact_due__lt=now),
    whom=handler,
)  # fmt: skip
_cause(
    "resolve_soon", "due", "schedule",
    _("Due soon: %(what)s, %(where)s"),
    _("%(number)s is to be resolved by %(due)s. If that is not possible, ask for more time."),
    moment="resolve_due",
    which=lambda now: Q(state__in=WORKING, resolve_due__gte=now, resolve_due__lt=soon(now)),
    whom=handler,
)  # fmt: skip
_cause(
    "resolve", "late", "alarm",
    _("Overdue: %(what)s, %(where)s"),
    _("%(number)s should have been resolved by %(due)s."),
    moment="resolve_due",
    which=lambda now: Q(state__in=WORKING, resolve_due__lt=now),
    whom=both,
)  # fmt: skip
_cause(
    "call_back", "wait", "phone_callback",
    _("Call-back due: %(what)s, %(where)s"),
    _("%(number)s was dealt with. Ask the resident by %(due)s whether it is good now."),
    moment="call_back_due",
    which=lambda now: Q(state=State.RESOLVED, call_back_due__lt=soon(now)),
    whom=callers,
)  # fmt: skip


ACCEPTANCE_OR_RESOLUTION = Case(When(state=State.SUBMITTED, then=F("accept_due")), default=F("resolve_due"))
LAST_ASSIGNED = ComplaintStep.objects.filter(complaint=OuterRef("pk"), step="assign").order_by("-at", "-pk")


def _find_escalated(now: datetime, people: People) -> Iterator[Told]:
    """Not accepted, or not resolved, for so long that the township is told."""
    over = long_over(now, clocks_on())
    rows = Complaint.objects.annotate(over_since=ACCEPTANCE_OR_RESOLUTION)
    late = rows.filter(state__in=(State.SUBMITTED, *WORKING), over_since__lt=now)
    found: Iterator[Any] = _untold(late, "township", "over_since").iterator(chunk_size=500)
    return _tell((row for row in found if over(row.message_due)), people, officers)


def _find_assigned(now: datetime, people: People) -> Iterator[Told]:
    """Given to somebody who has not begun; each assignment is told once."""
    rows = Complaint.objects.filter(state=State.ASSIGNED).annotate(assigned_at=Subquery(LAST_ASSIGNED.values("at")[:1]))
    found = _untold(rows.filter(assigned_at__isnull=False), "assigned", "assigned_at", due="resolve_due")
    return _tell(found.iterator(chunk_size=500), people, handler)


register(
    Cause(
        "complaints.township",
        "late",
        "running_with_errors",
        _("Overdue for long: %(what)s, %(where)s"),
        _("%(number)s has been overdue since %(due)s. The community has not settled it yet."),
        _find_escalated,
        words,
    )
)
register(
    Cause(
        "complaints.assigned",
        "wait",
        "assignment_ind",
        _("Given to you: %(what)s, %(where)s"),
        _("%(number)s was given to you. It is to be resolved by %(due)s."),
        _find_assigned,
        words,
    )
)
