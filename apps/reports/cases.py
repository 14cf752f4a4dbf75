"""The cases behind a figure: which they are, and how a list shows them to somebody who may see them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.db.models import Model, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.households.models import Household
from apps.reports.models import MonthlyReport, ReportFigure
from apps.reports.registry import METRICS, Metric, keys_of
from apps.reports.span import Span
from apps.shuttles.words import trip_words


@dataclass(frozen=True)
class CaseTable:
    """Columns of a list of cases: `prepare` adds what `row` shows, `target` is the object that a row opens."""

    headers: tuple[Any, ...]
    prepare: Callable[[QuerySet, date], QuerySet]
    row: Callable[[Any, date], list[Any]]
    target: Callable[[Any], Model]


def _place(household: Any) -> str:
    number = household.building_number
    return "" if number is None else f"{number}-{household.unit}-{household.room}"


def _moment(at: datetime) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M")


def _people(rows: QuerySet, day: date) -> QuerySet:
    return rows.select_related("member", "household", "community").order_by("household__code", "pk")


def _households(rows: QuerySet, day: date) -> QuerySet:
    marked = Household.objects.filter(pk__in=rows.order_by().values("pk")).with_place(day).with_head(day)
    return marked.select_related("community").order_by("code", "pk")


TABLES: dict[str, CaseTable] = {
    "households.membership": CaseTable(
        (_("name"), _("sex"), (_("age"), "num"), _("household code"), _("community")),
        _people,
        lambda m, day: [
            m.member.name, m.member.get_sex_display() or None, m.member.age_on(day), m.household.code, m.community.name,
        ],
        lambda m: m.household,
    ),
    "households.household": CaseTable(
        (_("household code"), _("head"), _("dwelling"), _("household class"), _("community")),
        _households,
        lambda h, day: [h.code, h.head_name, _place(h) or None, h.get_kind_display() or None, h.community.name],
        lambda h: h,
    ),
    "communities.dwelling": CaseTable(
        (_("dwelling"), (_("floor area (m²)"), "num"), _("community")),
        lambda rows, day: rows.select_related("building", "community").order_by("building", "unit", "room", "pk"),
        lambda d, day: [d.label, d.area_m2, d.community.name],
        lambda d: d,
    ),
    "households.lifeevent": CaseTable(
        (_("event"), _("happened on"), _("household code"), _("community")),
        lambda rows, day: rows.select_related("household", "community").order_by("-happened_on", "-pk"),
        lambda e, day: [e.get_kind_display(), e.happened_on.isoformat(), e.household.code, e.community.name],
        lambda e: e,
    ),
    "facilities.facility": CaseTable(
        (_("facility"), _("kind"), _("state"), _("community")),
        lambda rows, day: rows.select_related("community").order_by("name", "pk"),
        lambda f, day: [f.name, f.get_kind_display(), f.get_state_display(), f.community.name],
        lambda f: f,
    ),
    "facilities.facilitydefect": CaseTable(
        (_("what is wrong"), _("facility"), _("mend by"), _("community")),
        lambda rows, day: rows.select_related("facility__community").order_by("due_on", "pk"),
        lambda d, day: [d.text, d.facility.name, d.due_on.isoformat(), d.facility.community.name],
        lambda d: d.facility,
    ),
    "facilities.facilityinspection": CaseTable(
        (_("made"), _("facility"), _("result"), _("community")),
        lambda rows, day: rows.select_related("facility__community").order_by("-done_on", "-pk"),
        lambda i, day: [i.done_on.isoformat(), i.facility.name, i.get_result_display(), i.facility.community.name],
        lambda i: i.facility,
    ),
    "shuttles.trip": CaseTable(
        (_("trip"), (_("seats"), "num"), (_("riders"), "num"), _("state"), _("community")),
        lambda rows, day: rows.select_related("route", "community").order_by("-starts_at", "-pk"),
        lambda t, day: [trip_words(t), t.seats, t.riders, t.get_state_display(), t.community.name],
        lambda t: t,
    ),
    "shuttles.booking": CaseTable(
        (_("trip"), _("household code"), (_("riders"), "num"), _("state"), _("community")),
        lambda rows, day: rows.select_related("trip__route", "household", "community").order_by("-booked_at", "-pk"),
        lambda b, day: [trip_words(b.trip), b.household.code, b.riders, b.get_state_display(), b.community.name],
        lambda b: b,
    ),
    "neighbourhood.competition": CaseTable(
        (_("competition"), _("published"), _("state"), _("community")),
        lambda rows, day: rows.select_related("community").order_by("-published_on", "-pk"),
        lambda c, day: [c.name, c.published_on.isoformat(), c.get_state_display(), c.community.name],
        lambda c: c,
    ),
    "neighbourhood.pointsentry": CaseTable(
        (_("when"), _("household code"), _("kind"), (_("points"), "num"), _("community")),
        lambda rows, day: rows.select_related("household", "community").order_by("-at", "-pk"),
        lambda e, day: [_moment(e.at), e.household.code, e.get_kind_display(), e.points, e.community.name],
        lambda e: e,
    ),
    "neighbourhood.residentsgroup": CaseTable(
        (_("residents' group"), _("kind"), _("founded on"), _("community")),
        lambda rows, day: rows.select_related("community").order_by("name", "pk"),
        lambda g, day: [g.name, g.get_kind_display(), g.founded_on.isoformat(), g.community.name],
        lambda g: g,
    ),
    "neighbourhood.meeting": CaseTable(
        (_("meeting"), _("when"), _("place"), _("community")),
        lambda rows, day: rows.select_related("community").order_by("-starts_at", "-pk"),
        lambda m, day: [m.title, _moment(m.starts_at), m.venue, m.community.name],
        lambda m: m,
    ),
    "neighbourhood.meetingdecision": CaseTable(
        (_("what was decided"), _("meeting"), _("what came of it"), _("community")),
        lambda rows, day: rows.select_related("meeting__community").order_by("-settled_at", "-pk"),
        lambda d, day: [d.text, d.meeting.title, d.outcome or None, d.meeting.community.name],
        lambda d: d,
    ),
    "neighbourhood.activity": CaseTable(
        (_("activity"), _("when"), _("place"), _("community")),
        lambda rows, day: rows.select_related("community").order_by("-starts_at", "-pk"),
        lambda a, day: [a.name, _moment(a.starts_at), a.venue, a.community.name],
        lambda a: a,
    ),
    "followups.visit": CaseTable(
        (_("day"), _("household code"), _("worker"), _("state"), _("community")),
        lambda rows, day: rows.select_related("household", "worker", "community").order_by("-due_on", "-pk"),
        lambda v, day: [
            v.due_on.isoformat(), v.household.code, v.worker.name if v.worker else None, v.get_state_display(),
            v.community.name,
        ],
        lambda v: v,
    ),
    "followups.task": CaseTable(
        (_("due on"), _("household code"), _("owner"), _("state"), _("community")),
        lambda rows, day: rows.select_related("household", "owner", "community").order_by("due_on", "pk"),
        lambda t, day: [
            t.due_on.isoformat(), t.household.code, t.owner.name if t.owner else None, t.get_state_display(),
            t.community.name,
        ],
        lambda t: t,
    ),
    "complaints.complaint": CaseTable(
        (_("number"), _("category"), _("building"), _("submitted"), _("state"), _("community")),
        lambda rows, day: rows.select_related("building", "community").order_by("-submitted_at", "-pk"),
        lambda c, day: [
            str(c), c.get_category_display(), str(c.building) if c.building else "—",
            _moment(c.submitted_at), c.get_state_display(), c.community.name,
        ],
        lambda c: c,
    ),
}  # fmt: skip


def may_see(user: Any, model: str) -> bool:
    """Whether this person's role opens the cases; the township's copy holds aggregates only."""
    app, name = model.split(".")
    return user.has_perm(f"{app}.view_{name}")


def live_cases(metric: Metric, communities: Any, span: Span, user: Any) -> QuerySet | None:
    """The cases of a figure counted now, within the person's view."""
    found = metric.cases(keys_of(communities), span) if metric.cases else None
    return None if found is None else _visible(found.model, user).filter(pk__in=found.order_by().values("pk"))


def frozen_cases(figure: ReportFigure, user: Any) -> QuerySet | None:
    """The cases that were set down with a report, within the person's view."""
    if not figure.case_model:
        return None
    return _visible(apps.get_model(figure.case_model), user).filter(pk__in=figure.case_ids)


def drilldown(metric: Metric | str, communities: Any, span: Span) -> tuple[QuerySet | None, str]:
    """The cases behind a figure, and the address of the page that lists them; (None, "") where there are none;
    (None, address) where no table holds them.

    The queryset is not yet narrowed to a person: the page does that, as must other callers.
    """
    metric = METRICS[metric] if isinstance(metric, str) else metric
    keys = keys_of(communities)
    if metric.cases is None:
        return None, metric.page(keys, span) if metric.page else ""
    query = urlencode({"start": span.start, "end": span.end, "community": keys}, doseq=True)
    return metric.cases(keys, span), f"{reverse('admin:reports_cases', args=[metric.key])}?{query}"


def report_cases_url(report: MonthlyReport, key: str) -> str:
    """The page that lists the cases of a line of a report."""
    return reverse("admin:reports_report_cases", args=[report.pk, key])


def admin_url(target: Model) -> str:
    """The admin page of a case, or "" where there is none."""
    try:
        return reverse(f"admin:{target._meta.app_label}_{target._meta.model_name}_change", args=[target.pk])
    except NoReverseMatch:
        return ""


def _visible(model: type[Model], user: Any) -> QuerySet:
    return model._default_manager.visible_to(user)  # type: ignore[attr-defined]
