"""What changed in the last seven days: steps of complaints and of reports, latest first, no names."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.complaints.models import ComplaintStep
from apps.complaints.workflow import State
from apps.core import clock, ui
from apps.reports.models import ReportStep
from apps.reports.sidebar import link_to
from apps.reports.today.work import place_words
from apps.reports.workflow import State as ReportState

DAYS, SHOWN, READ = 7, 8, 60
NEW = 3  # new complaints must not crowd out the rest
# What is worth telling; being accepted or assigned is daily work.
TOLD = {
    State.SUBMITTED: ("wait", _("New: %(matter)s")),
    State.RESOLVED: ("done", _("Resolved: %(matter)s")),
    State.CLOSED: ("done", _("Closed: %(matter)s")),
    State.TRANSFERRED: ("due", _("Passed to the township: %(matter)s")),
    State.REJECTED: ("neutral", _("Not taken up: %(matter)s")),
}
TOLD_OF_REPORTS = {
    ReportState.SUBMITTED: ("wait", _("%(community)s submitted the report of %(month)s")),
    ReportState.ACKNOWLEDGED: ("done", _("The township acknowledged the report of %(month)s (%(community)s)")),
    ReportState.RETURNED: ("late", _("The township returned the report of %(month)s (%(community)s)")),
}


def latest(user: Any) -> list[dict[str, Any]]:
    """The latest events as the timeline shows them. Two queries, each from the end of an append-only log."""
    since = clock.now() - timedelta(days=DAYS)
    found = [*_complaints(user, since), *_reports(user, since)]
    found.sort(key=lambda pair: pair[0], reverse=True)
    return [entry for _at, entry in found][:SHOWN]


def _complaints(user: Any, since: datetime) -> Iterator[tuple[datetime, dict[str, Any]]]:
    steps: Any = ComplaintStep.objects.visible_to(user).filter(to_state__in=TOLD, at__gte=since)
    new = 0
    for step in steps.select_related("complaint__building").order_by("-pk")[:READ]:
        new += step.to_state == State.SUBMITTED
        if step.to_state == step.from_state or (step.to_state == State.SUBMITTED and new > NEW):
            continue
        complaint = step.complaint
        matter = f"{complaint.get_category_display()} · {place_words(complaint)}"
        kind, words = TOLD[State(step.to_state)]
        url = link_to("admin:complaints_complaint_change", complaint.pk) or ""
        yield step.at, _entry(step.at, words % {"matter": matter}, url, kind)


def _reports(user: Any, since: datetime) -> Iterator[tuple[datetime, dict[str, Any]]]:
    steps: Any = ReportStep.objects.visible_to(user).filter(to_state__in=TOLD_OF_REPORTS)
    for step in steps.select_related("report__community").order_by("-pk")[:READ]:
        if step.at < since:
            continue
        report = step.report
        kind, words = TOLD_OF_REPORTS[ReportState(step.to_state)]
        facts = {"community": report.community.name, "month": ui.month(report.month)}
        url = link_to("admin:reports_monthlyreport_change", report.pk) or ""
        yield step.at, _entry(step.at, words % facts, url, kind)


def _entry(at: datetime, text: str, url: str, kind: str) -> dict[str, Any]:
    return {"when": ui.when(at), "exact": ui.exact(at), "text": text, "url": url, "kind": kind}
