"""How the month goes: the three rates from the metric registry, and the last monthly report."""

import hashlib
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.accounts.roles import Role
from apps.communities.models import Community
from apps.core import clock, ui
from apps.reports.models import MonthlyReport
from apps.reports.registry import METRICS, Figure, compute_all, keys_of
from apps.reports.sidebar import link_to
from apps.reports.span import Span
from apps.reports.workflow import State

RATES = ("complaints.response_rate", "complaints.resolution_rate", "complaints.satisfaction_rate")
# The first page is opened all day long and counting a county's cases takes a moment: figures are kept this long, and
# the page says as of when they are.
KEPT = timedelta(minutes=5)
REPORT_CHIPS = {
    State.DRAFT: ("neutral", "edit"),
    State.CONFIRMED: ("due", "fact_check"),
    State.SUBMITTED: ("wait", "outbox"),
    State.ACKNOWLEDGED: ("done", "check_circle"),
    State.RETURNED: ("late", "undo"),
    State.SUPERSEDED: ("neutral", "history"),
}


def kept_figures(keys: tuple[str, ...], communities: list[Community], span: Span) -> tuple[dict[str, Figure], Any]:
    """Figures of the communities together, at most five minutes old, and the moment at which they were counted."""
    name = cache_name(keys, communities, span)
    kept = cache.get(name)
    if kept is None:
        kept = (compute_all([METRICS[key] for key in keys], communities, span), clock.now())
        cache.set(name, kept, KEPT.total_seconds())
    return kept


def cache_name(keys: tuple[str, ...], communities: list[Community], span: Span) -> str:
    """The same for the same question, in every process."""
    question = repr((keys, keys_of(communities), span.start, span.end))
    return f"today:{hashlib.sha256(question.encode()).hexdigest()}"


def rates(communities: list[Community]) -> dict[str, Any]:
    """The three rates of complaints."""
    return shares(RATES, communities)


def shares(keys: tuple[str, ...], communities: list[Community]) -> dict[str, Any]:
    """Rates of this month beside last month's, with what they divide and what to read beside them."""
    span = Span.month(clock.today())
    now, counted = kept_figures(keys, communities, span)
    before, _then = kept_figures(keys, communities, span.month_before())
    return {
        "headers": [
            _("figure"),
            (_("this month"), "num"),
            (_("last month"), "num"),
            (_("counted / of"), "num"),
            _("note"),
        ],
        "rows": [
            [METRICS[key].name, percent(now[key]), percent(before[key]), fraction(now[key]), now[key].note]
            for key in keys
        ],
        "definitions": [(METRICS[key].name, METRICS[key].definition) for key in keys],
        "counted": _("as of %(time)s") % {"time": date_format(timezone.localtime(counted), "H:i")},
    }


def percent(figure: Figure) -> str | None:
    """96.4%; — where there was nothing to divide; None where nothing is collected."""
    if not figure.collected:
        return None
    return "—" if figure.value is None else f"{figure.value}%"


def fraction(figure: Figure) -> str:
    """Numerator and denominator."""
    return "—" if not figure.collected else f"{figure.numerator} / {figure.denominator}"


def cards(user: Any) -> list[dict[str, Any]]:
    """Reports that wait for this person: to acknowledge (township), returned with questions (community)."""
    seen = MonthlyReport.objects.visible_to(user).live()
    if user.role == Role.TOWNSHIP_OFFICER:
        return [_card(seen, State.SUBMITTED, _("reports to acknowledge"), "due")]
    if user.role == Role.COMMUNITY_MANAGER:
        card = _card(seen, State.RETURNED, _("reports returned with questions"), "late")
        return [card] if card["value"] else []
    return []


def _card(seen: Any, state: State, label: str, kind: str) -> dict[str, Any]:
    number = seen.filter(state=state).count()
    address = link_to("admin:reports_monthlyreport_changelist")
    url = f"{address}?state={state}" if address else ""
    return {"value": number, "label": label, "note": "", "url": url, "kind": kind if number else ""}


def last_reports(user: Any, communities: list[Community]) -> dict[str, Any]:
    """Last month's report of one community, or how far those of several are. One query or two."""
    last = clock.previous_month(clock.month_start(clock.today()))
    seen = MonthlyReport.objects.visible_to(user).live().filter(month=last)
    card: dict[str, Any] = {"month": ui.month(last), "url": link_to("admin:reports_monthlyreport_changelist") or ""}
    if len(communities) > 1:
        return {**card, **_progress(seen, len(communities))}
    report = seen.order_by("-version").first()
    if report is None:
        mine = user.role == Role.COMMUNITY_MANAGER
        return {**card, "none": _("Not made yet.") if mine else _("Not submitted yet."), "make": mine and card["url"]}
    kind, icon = REPORT_CHIPS[State(report.state)]
    return {
        **card,
        "chip": ui.chip(kind, report.get_state_display(), icon=icon),
        "open_url": link_to("admin:reports_monthlyreport_change", report.pk) or "",
        "word_url": link_to("admin:reports_download", report.pk, "docx") or "",
    }


def _progress(seen: Any, communities: int) -> dict[str, Any]:
    found = seen.aggregate(
        submitted=Count("pk", filter=Q(state=State.SUBMITTED)),
        acknowledged=Count("pk", filter=Q(state=State.ACKNOWLEDGED)),
        returned=Count("pk", filter=Q(state=State.RETURNED)),
    )
    missing = communities - sum(found.values())
    lines = [
        ("done", ngettext("%(n)s acknowledged", "%(n)s acknowledged", found["acknowledged"]), found["acknowledged"]),
        ("wait", ngettext("%(n)s submitted", "%(n)s submitted", found["submitted"]), found["submitted"]),
        ("late", ngettext("%(n)s returned", "%(n)s returned", found["returned"]), found["returned"]),
        ("due", ngettext("%(n)s not submitted yet", "%(n)s not submitted yet", missing), missing),
    ]
    return {"progress": [ui.chip(kind, words % {"n": n}) for kind, words, n in lines if n]}
