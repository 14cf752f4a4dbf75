"""What staff are told about monthly reports: one to read, one returned, one that is due."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.communities.models import Community
from apps.core import clock, rules
from apps.reminders.causes import Cause, Told, register
from apps.reminders.people import People
from apps.reports import wording
from apps.reports.models import MonthlyReport
from apps.reports.workflow import FROZEN, State

RECENT = timedelta(days=31)  # an older one that nobody was told of is no news


def check_day(value: Any) -> None:
    """A day that every month has."""
    if not isinstance(value, int) or not 1 <= value <= 28:
        raise ValidationError(_("Write a day of the month, from 1 to 28."))


DUE_DAY = rules.register(
    rules.Rule(
        key="reports.due_day",
        name=_("day on which last month's report is due"),
        default=5,
        check=check_day,
        unit=_("day of the month"),
        source=_("common practice"),
    )
)


def _words(context: dict[str, Any]) -> dict[str, Any]:
    return context | {"month": wording.month_word(date.fromisoformat(context["month"]))}


def _page(report: MonthlyReport) -> Any:
    return lambda office: reverse("admin:reports_monthlyreport_change", args=[report.pk])


def _told(report: MonthlyReport, recipients: tuple[int, ...]) -> Told:
    facts = {"community": report.community.name, "month": report.month.isoformat(), "version": report.version}
    return Told(f"report:{report.pk}:{report.state}", recipients, report.community_id, facts, _page(report))


def find_submitted(now: datetime, people: People) -> Iterator[Told]:
    """Reports that wait for the township."""
    rows = MonthlyReport.objects.filter(state=State.SUBMITTED, submitted_at__gte=now - RECENT)
    for report in rows.select_related("community").order_by("pk"):
        yield _told(report, people.overseeing(report.community_id))


def find_returned(now: datetime, people: People) -> Iterator[Told]:
    """Reports that the township has questions about."""
    rows = MonthlyReport.objects.filter(state=State.RETURNED, decided_at__gte=now - RECENT)
    for report in rows.select_related("community").order_by("pk"):
        yield _told(report, people.managing(report.community_id))


def find_due(now: datetime, people: People) -> Iterator[Told]:
    """Communities that report, and have not submitted last month's by the day on which it is due."""
    today = clock.today()
    if today.day < rules.value_of(DUE_DAY.key, today):
        return
    month = clock.previous_month(today)
    sent = MonthlyReport.objects.filter(state__in=FROZEN).order_by().values("community")
    late = Community.objects.filter(pk__in=sent.filter(month__lt=month)).exclude(pk__in=sent.filter(month=month))
    for community in late.order_by("pk"):
        facts = {"community": community.name, "month": month.isoformat()}
        key = f"report:due:{community.pk}:{month.isoformat()}"
        yield Told(key, people.managing(community.pk), community.pk, facts, _list)


def _list(office: bool) -> str:
    return reverse("admin:reports_monthlyreport_changelist")


register(
    Cause(
        key="report.submitted",
        kind="wait",
        icon="summarize",
        title=_("Monthly report of %(community)s to read"),
        body=_(
            "The report on %(month)s (version %(version)s) was submitted. Acknowledge it, or return it with questions."
        ),
        find=find_submitted,
        words=_words,
    )
)
register(
    Cause(
        key="report.returned",
        kind="late",
        icon="undo",
        title=_("Monthly report of %(community)s was returned"),
        body=_("The township has questions about the report on %(month)s. Read them, and correct it as a new version."),
        find=find_returned,
        words=_words,
    )
)
register(
    Cause(
        key="report.due",
        kind="due",
        icon="event",
        title=_("Monthly report of %(community)s is due"),
        body=_("The report on %(month)s has not been submitted yet."),
        find=find_due,
        words=_words,
    )
)
