"""The calendar of visits: a picture of a month by worker and day, and the same in numbers beside it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from apps.core import ui
from apps.followups.admin.columns import Asked, listed
from apps.followups.month import BUSY, FULL, Day, Line, Load, days_of, lines_of, sums_of, visits_between
from apps.followups.policies import may_plan
from apps.followups.seasons import busy_here

PAGE, BOARD = "admin:followups_visit_calendar", "admin:followups_visit_board"
CASELOADS = "admin:followups_caseload_workers"
WEEKDAYS = (
    pgettext_lazy("weekday in one letter", "Mo"), pgettext_lazy("weekday in one letter", "Tu"),
    pgettext_lazy("weekday in one letter", "We"), pgettext_lazy("weekday in one letter", "Th"),
    pgettext_lazy("weekday in one letter", "Fr"), pgettext_lazy("weekday in one letter", "Sa"),
    pgettext_lazy("weekday in one letter", "Su"),
)  # fmt: skip
COLUMNS = (
    pgettext_lazy("visits", "due"), pgettext_lazy("visits", "made"), pgettext_lazy("visits", "overdue"),
    gettext_lazy("put off"),
)  # fmt: skip


def calendar_page(admin: Any, request: HttpRequest) -> HttpResponse:
    """Month by worker and day; every number leads to its visits."""
    asked = Asked.of(request, PAGE)
    days = days_of(asked.month)
    lines = lines_of(visits_between(request.user, asked.community), asked.month)
    sums = sums_of(lines, days)
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Calendar of visits"),
        "crumb": {"url": reverse("admin:followups_visit_changelist"), "title": pgettext("followups", "Visits")},
        **asked.head(),
        "ways": [
            (asked.url(page=BOARD), "monitoring", _("Supervisor's board")),
            (reverse(CASELOADS), "groups", _("Caseloads by worker")),
        ],
        "plan": reverse("admin:followups_visit_plan") if _plans(asked) else "",
        "days": [_head(day) for day in days],
        "lines": [_line(asked, line, days) for line in lines],
        "seasons": _seasons(asked, days),
        "sums": [sums.days[day.date].planned for day in days],
        "columns": COLUMNS,
        "total": _numbers(asked, sums, {}),
        "many_words": _("%(n)s and more") % {"n": BUSY},
        "full_words": _("%(n)s and more: too many for a day") % {"n": FULL},
        "empty_title": _("No visits in this month"),
        "empty_text": _("Visits are planned every night, as far ahead as the rule says."),
    }
    return TemplateResponse(request, "followups/calendar.html", context)


def _plans(asked: Asked) -> bool:
    """Whether a button to plan now is of use: for one community whose visits one plans."""
    place = asked.community or (asked.communities[0] if len(asked.communities) == 1 else None)
    return place is not None and bool(may_plan(place, asked.user))


def name_of(line: Line) -> str:
    """The worker of a line."""
    return str(line.worker) if line.worker else _("without a worker")


def _head(day: Day) -> dict[str, Any]:
    words = [ui.long_day(day.date)]
    if day.holiday:
        words.append(_("public holiday"))
    elif not day.works:
        words.append(_("day off"))
    return {
        "number": day.date.day,
        "weekday": WEEKDAYS[day.date.weekday()],
        "words": " · ".join(words),
        "works": day.works,
        "today": day.today,
    }


def _who(line: Line) -> dict[str, Any]:
    return {"worker": line.worker.pk} if line.worker else {"without_worker": "true"}


def _line(asked: Asked, line: Line, days: list[Day]) -> dict[str, Any]:
    return {
        "name": name_of(line),
        "url": listed("visit", **asked.narrowed(**_who(line), due_after=asked.month, due_before=asked.last)),
        "cells": [_cell(asked, line, day) for day in days],
        "numbers": _numbers(asked, line, _who(line)),
    }


def _numbers(asked: Asked, line: Line, who: dict[str, Any]) -> list[tuple[int, str]]:
    """The month of a line in numbers, as COLUMNS names them, each with its visits."""
    load, span = line.total, asked.narrowed(**who, due_after=asked.month, due_before=asked.last)
    narrowed = [
        (load.planned, {}), (load.done, {"state": "done"}), (load.late, {"standing": "overdue"}),
        (load.shifted, {"moved": "true"}),
    ]  # fmt: skip
    return [(number, listed("visit", **span, **more) if number else "") for number, more in narrowed]


def _seasons(asked: Asked, days: list[Day]) -> list[dict[str, Any]]:
    """Busy seasons of the fields that are worked by households here: visits due then are put off."""
    first, last = days[0].date, days[-1].date
    return [
        {
            "name": name,
            "words": f"{name}　" + _(", ").join(f"{ui.exact(span.first)} – {ui.exact(span.last)}" for span in spans),
            "cells": [any(day.date in span for span in spans) for day in days],
        }
        for name, spans in busy_here(asked.user, asked.community, first, last)
    ]


def _cell(asked: Asked, line: Line, day: Day) -> dict[str, Any]:
    load = line.days[day.date]
    if not load.planned:
        return {"planned": 0, "level": 0, "off": not day.works, "late": 0, "finished": False}
    return {
        "planned": load.planned,
        "level": load.level,
        "off": not day.works,
        "late": load.late,
        "finished": load.open == 0,
        "shifted": load.shifted,
        "words": _words(line, day, load),
        "url": listed("visit", **asked.narrowed(**_who(line), due_after=day.date, due_before=day.date)),
    }


def _words(line: Line, day: Day, load: Load) -> str:
    parts = [
        (load.planned, ngettext("%(n)s visit", "%(n)s visits", load.planned)),
        (load.done, _("%(n)s made")),
        (load.late, pgettext("visits", "%(n)s overdue")),
        (load.shifted, _("%(n)s put off")),
    ]
    told = _(", ").join(words % {"n": count} for count, words in parts if count)
    return f"{name_of(line)}　{ui.exact(day.date)}　{told}"
