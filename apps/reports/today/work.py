"""Complaints on the first page: the numbers on top, and the list of what is to be done."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.complaints.models import Complaint
from apps.complaints.workflow import OPEN_STATES, State
from apps.core import clock, ui
from apps.reports.sidebar import link_to

SHOWN = 6
WORDS = 40


def list_url(query: str) -> str:
    """The list of complaints, narrowed; "" while there is no such page."""
    address = link_to("admin:complaints_complaint_changelist")
    return f"{address}?{query}" if address else ""


def cards(user: Any) -> list[dict[str, Any]]:
    """Overdue, due today, call-backs due, received this week. Two queries."""
    now, week = clock.now(), _monday()
    mine: Any = Complaint.objects.visible_to(user)
    waiting = (
        mine.pending()
        .with_due()
        .aggregate(
            late=Count("pk", filter=Q(due_at__lt=now)),
            oldest=Min("due_at", filter=Q(due_at__lt=now)),
            unresolved=Count("pk", filter=Q(state__in=OPEN_STATES, resolve_due__lt=now, due_at__lt=now)),
            today=Count("pk", filter=Q(due_at__gte=now, due_at__lt=_midnight(1))),
            call_back=Count("pk", filter=Q(state=State.RESOLVED)),
        )
    )
    came = mine.filter(submitted_at__gte=week).aggregate(
        week=Count("pk"),
        today=Count("pk", filter=Q(submitted_at__gte=_midnight(0))),
        accepted=Count("pk", filter=Q(accepted_at__isnull=False)),
    )
    return [
        _late(waiting, now),
        _card(waiting["today"], _("due today"), list_url("due_today=true"), "due"),
        _card(waiting["call_back"], _("call-backs due"), list_url(f"state={State.RESOLVED}"), "wait"),
        {
            "value": came["week"],
            "label": _("complaints this week"),
            "note": _("today %(today)s · accepted %(accepted)s") % came,
            "url": list_url(f"submitted_after={timezone.localdate(week).isoformat()}"),
            "kind": "",
        },
    ]


def _card(value: int, label: str, url: str, kind: str) -> dict[str, Any]:
    return {"value": value, "label": label, "note": "", "url": url, "kind": kind if value else ""}


def _late(waiting: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Any clock that ran out; how many of them to be resolved, which is what the report counts."""
    card = _card(waiting["late"], _("a clock has run out"), list_url("overdue=true"), "late")
    if not waiting["late"]:
        return {**card, "note": _("nothing overdue")}
    words = _("longest %(time)s · to be resolved %(n)s")
    return {**card, "note": words % {"time": span_words(now - waiting["oldest"]), "n": waiting["unresolved"]}}


def _midnight(days: int) -> datetime:
    """The start of today, or so many days after."""
    today = timezone.localtime(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    return today + timedelta(days=days)


def _monday() -> datetime:
    return _midnight(-clock.today().weekday())


def span_words(span: timedelta) -> str:
    """A length of time in its two largest units: 1 day 3 hours; under an hour in minutes."""
    minutes = max(int(span.total_seconds()) // 60, 0)
    days, hours = divmod(minutes // 60, 24)
    if not days and not hours:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    parts = []
    if days:
        parts.append(ngettext("%(n)s day", "%(n)s days", days) % {"n": days})
    if hours and days < 10:
        parts.append(ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours})
    return " ".join(parts)


def todo(user: Any) -> dict[str, Any]:
    """What is to be done, the most urgent first. Two queries."""
    mine: Any = Complaint.objects.visible_to(user)
    merged = Complaint.objects.filter(merged_into=OuterRef("pk")).order_by().values("merged_into")
    rows = mine.pending().with_due().select_related("building").annotate(
        same=Subquery(merged.annotate(n=Count("pk")).values("n"))
    )  # fmt: skip
    shown = list(rows.order_by("due_at", "pk")[:SHOWN])
    return {
        "headers": [_("matter"), _("place"), _("category"), _("due"), (_("left"), "num")],
        "rows": [_row(complaint) for complaint in shown],
        "total": mine.pending().count(),
        "url": list_url("stage=pending"),
    }


def _row(complaint: Any) -> dict[str, Any]:
    kind, words = due_words(complaint)
    cells = [
        _matter(complaint),
        place_words(complaint),
        complaint.get_category_display(),
        ui.chip(kind, words, title=_exact(complaint)),
        left_words(complaint),
    ]
    return {"cells": cells, "url": link_to("admin:complaints_complaint_change", complaint.pk) or ""}


def left_words(complaint: Any) -> str:
    """The time that is left, or with a minus the time since the clock ran out."""
    if complaint.due_at is None:
        return "—"
    left = complaint.due_at - clock.now()
    return ("−" if left < timedelta() else "") + span_words(abs(left))


def _exact(complaint: Any) -> str:
    return ui.exact(complaint.due_at) if complaint.due_at else ""


def _matter(complaint: Any) -> str:
    text = complaint.text or complaint.get_category_display()
    short = text if len(text) <= WORDS else text[: WORDS - 1] + "…"
    if complaint.state == State.RESOLVED:
        short = _("Call back: %(matter)s") % {"matter": short}
    if complaint.same:
        same = ngettext("%(n)s more report", "%(n)s more reports", complaint.same) % {"n": complaint.same}
        short = _("%(matter)s (%(same)s)") % {"matter": short, "same": same}
    return short


def place_words(complaint: Any) -> str:
    """Building and unit, as people say it; never who."""
    if complaint.building is None:
        return complaint.place or "—"
    if complaint.unit:
        return _("building %(building)s unit %(unit)s") % {
            "building": complaint.building.number,
            "unit": complaint.unit,
        }
    return str(complaint.building)


def due_words(complaint: Any) -> tuple[str, str]:
    """The chip of the clock that runs out first: its kind and its words."""
    due = complaint.due_at
    if due is None:
        return "neutral", _("clock stopped")
    if due < clock.now():
        return "late", _("%(clock)s overdue") % {"clock": _clock_name(complaint, due)}
    local = timezone.localtime(due)
    if local.date() == clock.today():
        return "due", _("today %(time)s") % {"time": date_format(local, "H:i")}
    return "wait", ui.when(due)


def _clock_name(complaint: Any, due: datetime) -> str:
    if complaint.state == State.RESOLVED:
        return _("call-back")
    if complaint.state == State.SUBMITTED and due == complaint.accept_due:
        return _("acceptance")
    return _("first contact") if due == complaint.contact_due and not complaint.contacted_at else _("resolution")
