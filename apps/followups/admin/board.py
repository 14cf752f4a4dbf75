"""The supervisor's board: by worker what was due, made and late in a month, and how well it was recorded."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from apps.followups.admin.calendar import PAGE as CALENDAR
from apps.followups.admin.columns import Asked, listed
from apps.followups.models import Task, Visit
from apps.followups.month import Line, Load, lines_of, visits_between
from apps.followups.quality import SAME_AT_LEAST, Fault, Quality, quality_of
from apps.followups.rules import SHORT_MINUTES, number_of

PAGE = "admin:followups_visit_board"
MUCH = 20  # percent of answers missing, or of visits too short or alike, from which a figure stands out


def board_page(admin: Any, request: HttpRequest) -> HttpResponse:
    """Every number leads to the visits behind it."""
    asked = Asked.of(request, PAGE)
    visits = visits_between(request.user, asked.community)
    lines = lines_of(visits, asked.month)
    made = visits.done().filter(done_on__gte=asked.month, done_on__lte=asked.last)
    quality = quality_of(made)
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Supervisor's board"),
        "crumb": {"url": reverse("admin:followups_visit_changelist"), "title": pgettext("followups", "Visits")},
        **asked.head(),
        "ways": [(asked.url(page=CALENDAR), "calendar_month", _("Calendar of visits"))],
        "kpis": _kpis(asked, lines, request.user),
        "rows": [_row(asked, who, name, load, quality.get(who, Quality())) for who, name, load in _all(lines, quality)],
        "short_words": _("below %(n)s minutes at the door") % {"n": number_of(SHORT_MINUTES)},
        "same_words": _("the same in at least %(n)s households within a month") % {"n": SAME_AT_LEAST},
        "empty_title": _("No visits in this month"),
        "empty_text": _("Visits are planned every night, as far ahead as the rule says."),
    }
    return TemplateResponse(request, "followups/board.html", context)


def _all(lines: list[Line], quality: Mapping[int | None, Quality]) -> list[tuple[int | None, str, Load]]:
    """Workers with visits that were due, then those who only made some (for a colleague); nobody's last."""
    from apps.accounts.models import Staff

    found = [(line.worker.pk if line.worker else None, str(line.worker or ""), line.total) for line in lines]
    there = {who for who, _name, _load in found}
    others = Staff.objects.in_bulk([who for who in quality if who is not None and who not in there])
    found += [(pk, str(person), Load()) for pk, person in others.items()]
    found.sort(key=lambda row: (row[0] is None, row[1], row[0] or 0))
    return [(who, name or str(_("without a worker")), load) for who, name, load in found]


def _kpis(asked: Asked, lines: list[Line], user: Any) -> list[dict[str, Any]]:
    total = Load()
    for line in lines:
        total.add(line.total)
    span = asked.narrowed(due_after=asked.month, due_before=asked.last)
    overdue = Visit.objects.visible_to(user).overdue()
    tasks = Task.objects.visible_to(user).overdue()
    if asked.community:
        overdue, tasks = overdue.filter(community=asked.community), tasks.filter(community=asked.community)
    late, open_tasks = overdue.count(), tasks.count()
    return [
        {"value": total.planned, "label": _("visits due in this month"), "url": listed("visit", **span), "kind": ""},
        {"value": total.done, "label": _("of them made"), "note": _share(total.done, total.planned),
         "url": listed("visit", **span, state="done"), "kind": "done"},
        {"value": total.done_late, "label": _("made late"), "note": _share(total.done_late, total.done),
         "url": listed("visit", **span, standing="late"), "kind": "due" if total.done_late else ""},
        {"value": late, "label": _("overdue today, of any month"), "kind": "late" if late else "",
         "url": listed("visit", **asked.narrowed(standing="overdue"))},
        {"value": open_tasks, "label": _("tasks overdue today"), "kind": "late" if open_tasks else "",
         "url": listed("task", **asked.narrowed(overdue="true"))},
    ]  # fmt: skip


def _share(part: int, whole: int) -> str:
    """37 of 52 (71%); nothing where there is nothing to share."""
    if not whole:
        return ""
    return _("%(part)s of %(whole)s (%(share)s%%)") % {
        "part": f"{part:,}", "whole": f"{whole:,}", "share": round(100 * part / whole),
    }  # fmt: skip


def _row(asked: Asked, who: int | None, name: str, load: Load, quality: Quality) -> dict[str, Any]:
    worker = {"worker": who} if who else {"without_worker": "true"}
    due = asked.narrowed(**worker, due_after=asked.month, due_before=asked.last)
    made = asked.narrowed(**({"done_by": who} if who else {}), done_after=asked.month, done_before=asked.last)
    return {
        "name": name,
        "due": _cell(load.planned, listed("visit", **due)),
        "done": _cell(load.done, listed("visit", **due, state="done"), note=_percent(load.done, load.planned)),
        "late": _cell(load.done_late, listed("visit", **due, standing="late"), kind="due"),
        "overdue": _cell(load.late, listed("visit", **due, standing="overdue"), kind="late"),
        "made": _cell(quality.done, listed("visit", **made, state="done")),
        "missing": _fault(made, Fault.MISSING, quality.missing_answers, quality.asked_questions, quality.with_missing),
        "short": _fault(made, Fault.SHORT, quality.short, quality.timed, quality.short),
        "same": _fault(made, Fault.SAME, quality.same, quality.answered, quality.same),
    }


def _percent(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)}%" if whole else ""


def _cell(value: int, url: str, *, kind: str = "", note: str = "") -> dict[str, Any]:
    return {"text": f"{value:,}", "url": url if value else "", "kind": kind if value else "", "note": note}


def _fault(made: dict[str, Any], fault: Fault, part: int, whole: int, visits: int) -> dict[str, Any]:
    """A share with its visits behind it; “—” where nothing could be judged."""
    if not whole:
        return {"text": "—", "url": "", "kind": "", "note": ""}
    kind = "due" if 100 * part >= MUCH * whole else ""
    note = ngettext("%(n)s visit", "%(n)s visits", visits) % {"n": f"{visits:,}"} if visits else ""
    text = _("%(share)s%% of %(whole)s") % {"share": round(100 * part / whole), "whole": f"{whole:,}"}
    return {"text": text, "url": listed("visit", **made, quality=fault) if visits else "", "kind": kind, "note": note}
