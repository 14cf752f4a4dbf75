"""What the pages of a report show, put together for templates."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from apps.accounts.roles import Role
from apps.communities.models import Community
from apps.core import clock
from apps.core.ui import chip
from apps.reports import wording
from apps.reports.actions import is_as_submitted
from apps.reports.cases import TABLES, admin_url, may_see, report_cases_url
from apps.reports.charts import charts_of
from apps.reports.content import Content, content_of
from apps.reports.differences import differences
from apps.reports.lines import Line, parts_of
from apps.reports.models import MonthlyReport, ReportStep
from apps.reports.policies import may_produce, may_write, steps_for
from apps.reports.registry import METRICS
from apps.reports.span import Span
from apps.reports.workflow import State

STATE_CHIPS = {
    State.DRAFT: ("neutral", "edit"),
    State.CONFIRMED: ("due", "fact_check"),
    State.SUBMITTED: ("wait", "outbox"),
    State.ACKNOWLEDGED: ("done", "check_circle"),
    State.RETURNED: ("late", "undo"),
    State.SUPERSEDED: ("neutral", "history"),
}
FIRST = (
    "people.registered",
    "people.present",
    "complaints.received",
    "complaints.response_rate",
    "complaints.resolution_rate",
    "complaints.satisfaction_rate",
)
FORMATS = (("docx", "Word"), ("pdf", "PDF"), ("xlsx", "Excel"))


def state_chip(report: MonthlyReport) -> Any:
    """The state with its icon."""
    kind, icon = STATE_CHIPS[State(report.state)]
    return chip(kind, report.get_state_display(), icon=icon)


def report_page(report: MonthlyReport, user: Any) -> dict[str, Any]:
    """Everything on the page of one report."""
    content = content_of(report)
    steps = steps_for(report, user)
    parts = parts_of(content.lines)
    return {
        "report": report,
        "content": content,
        "month": wording.month_word(report.month),
        "state": state_chip(report),
        "kpis": _kpis(content),
        "parts": [_part(part, report, user) for part in parts if part.groups],
        "silent_parts": [part.name for part in parts if not part.groups],
        "charts": charts_of(report, content),
        "texts": _texts(content),
        "writable": may_write(report, user).allowed,
        "plain_steps": [step for step in steps if "why" not in step.requires],
        "asking_steps": [step for step in steps if "why" in step.requires],
        "history": [_entry(step) for step in report.steps.select_related("by").order_by("-at", "-pk")],
        "formats": _formats(report),
        "unchanged": is_as_submitted(report) if report.is_frozen else None,
        "versions": _versions(report, user),
        "differences": differences(report, content) if report.replaces_id else None,
    }


def _kpis(content: Content) -> list[dict[str, Any]]:
    """The figures one looks for first."""
    lines = {line.key: line for line in content.lines}
    found = [lines[key] for key in FIRST if key in lines]
    return [
        {
            "label": line.name,
            "value": wording.shown(line.now, line.kind) if line.now.collected else None,
            "unit": "" if line.unit == "%" else line.unit,
            "note": " · ".join(part for part in (wording.fraction(line.now), _against(line)) if part),
        }
        for line in found
    ]


def _against(line: Line) -> str:
    change = wording.shown_change(line)
    return "" if change == wording.NO_MEANING else _("%(change)s against last month") % {"change": change}


def _part(part: Any, report: MonthlyReport, user: Any) -> dict[str, Any]:
    groups = [{"name": group.name, "rows": [_row(line, report, user) for line in group.lines]} for group in part.groups]
    return {"name": part.name, "section": part.section.value, "groups": groups}


def _row(line: Line, report: MonthlyReport, user: Any) -> dict[str, Any]:
    """A line in words, with the link to its cases for those whose role opens them."""
    metric = METRICS.get(line.key)
    model = metric.case_model if metric else ""
    linked = bool(model) and line.now.collected and may_see(user, model)
    url = report_cases_url(report, line.key) if linked else ""
    if metric and metric.page and line.now.collected:
        url = metric.page([report.community_id], Span.month(report.month))
    return wording.row_words(line) | {"url": url}


def _texts(content: Content) -> list[dict[str, str]]:
    return [
        {"name": "problems", "title": _("Problems"), "text": content.problems, "help": ""},
        {"name": "plan", "title": _("Plan for next month"), "text": content.plan, "help": ""},
        {
            "name": "annex",
            "title": _("Annex: matters to be coordinated"),
            "text": content.annex,
            "help": _("A report carries no requests for decision: what others must help with stands here."),
        },
    ]


def step_word(step: ReportStep) -> str:
    """What was done, in words."""
    words = {
        "produce": _("Drafted"),
        "write": _("Texts written"),
        "confirm": _("Figures confirmed"),
        "reopen": _("Taken back to draft"),
        "submit": _("Submitted to the township"),
        "acknowledge": _("Acknowledged by the township"),
        "return": _("Returned with questions"),
        "correct": _("Corrected as a new version"),
    }
    return words[step.step]


def _entry(step: ReportStep) -> dict[str, Any]:
    local = timezone.localtime(step.at)
    kind = {"return": "late", "submit": "wait"}.get(step.step, "")
    note = " · ".join(part for part in (str(step.by or ""), step.why) if part)
    when = f"{date_format(local, 'n月j日') if wording.is_chinese() else date_format(local, 'j M')} {local:%H:%M}"
    return {"when": when, "exact": wording.moment_word(step.at), "text": step_word(step), "note": note, "kind": kind}


def _formats(report: MonthlyReport) -> list[dict[str, str]]:
    if not report.is_frozen:
        return []
    return [
        {"word": word, "url": reverse("admin:reports_download", args=[report.pk, ending])} for ending, word in FORMATS
    ]


def _versions(report: MonthlyReport, user: Any) -> list[dict[str, Any]]:
    """The other versions of the month that this person sees."""
    rows = MonthlyReport.objects.visible_to(user).filter(community=report.community_id, month=report.month)
    return [
        {
            "word": _("Version %(number)s") % {"number": row.version},
            "state": state_chip(row),
            "url": reverse("admin:reports_monthlyreport_change", args=[row.pk]),
        }
        for row in rows.exclude(pk=report.pk).order_by("-version")
    ]


def overview(user: Any, month: date | None = None) -> dict[str, Any]:
    """Last month's report of every community in view: where it stands, or the button that makes it."""
    month = month or clock.previous_month(clock.today())
    communities = list(Community.objects.visible_to(user).select_related("township").order_by("township", "name"))
    found = {
        report.community_id: report
        for report in MonthlyReport.objects.visible_to(user).live().filter(month=month).order_by("pk")
    }
    rows = [_standing(community, found.get(community.pk), month, user) for community in communities]
    waiting = sum(not row["sent"] for row in rows)
    return {"month": wording.month_word(month), "first": month.isoformat(), "rows": rows, "waiting": waiting}


def _standing(community: Community, report: MonthlyReport | None, month: date, user: Any) -> dict[str, Any]:
    missing = _("not made yet") if getattr(user, "role", "") == Role.COMMUNITY_MANAGER else _("not submitted yet")
    return {
        "community": community,
        "state": state_chip(report) if report else chip("neutral", missing, icon="hourglass_empty"),
        "url": reverse("admin:reports_monthlyreport_change", args=[report.pk]) if report else "",
        "producible": report is None and may_produce(community, month, user).allowed,
        "sent": report is not None and report.is_frozen,
    }


def cases_page(found: Any, model: str, day: date) -> dict[str, Any]:
    """Headers and a function that makes the rows of a page of cases."""
    table = TABLES[model]

    def rows(page: Iterable[Any]) -> list[dict[str, Any]]:
        return [{"cells": table.row(row, day), "url": admin_url(table.target(row))} for row in page]

    return {"headers": list(table.headers), "queryset": table.prepare(found, day), "rows": rows}
