"""Figures about public facilities: what is lacking, empty posts, inspections, defects.

Gaps follow the county's standards of the day (docs/facilities.md). Staffing and states are those of the last day;
capacities and places are as registered now.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from apps.facilities.gaps import Status, gather
from apps.facilities.models import Facility, FacilityDefect, FacilityInspection, FacilityStaffing
from apps.facilities.vocabulary import Kind as FacilityKind
from apps.facilities.workflow import SERVING, DefectState
from apps.reports.figures.counting import counts_by_community
from apps.reports.registry import Kind, Metric, Row, Section, count, register, register_extra
from apps.reports.span import Span

GROUP = _("Public facilities")
FACILITY, DEFECT, INSPECTION = "facilities.facility", "facilities.facilitydefect", "facilities.facilityinspection"


def gap_counts(communities: Collection[int], span: Span) -> dict[int, Row]:
    """Kinds that are lacking in each community, and those of which too little is known; a fixed number of queries."""
    found = gather(communities, span.as_at)
    rows: dict[int, Row] = {}
    for community, cells in found.cells.items():
        row: Counter[str] = Counter(judged=sum(kind in found.standards for kind in cells))
        for kind, cell in cells.items():
            row["gaps"] += cell.is_gap
            row["gaps_unknown"] += cell.status == Status.NOT_COLLECTED
            row[f"gap_{kind}"] += cell.is_gap
            row[f"judged_{kind}"] += kind in found.standards
        rows[community] = dict(row)
    return rows


def serving(communities: Collection[int], span: Span) -> QuerySet:
    """Facilities that served on the last day."""
    rows = Facility.objects.filter(community__in=communities).with_state_on(span.as_at)
    return rows.filter(state_then__in=SERVING)


def _short(span: Span) -> Q:
    return Q(pk__in=FacilityStaffing.objects.at(span.as_at).short().values("facility"))


def facility_counts(communities: Collection[int], span: Span) -> dict[int, Row]:
    """Facilities on the last day: all that serve, and those with an empty post."""
    return counts_by_community(serving(communities, span), {"serving": Q(), "unstaffed": _short(span)})


def inspections_made(communities: Collection[int], span: Span) -> QuerySet:
    """Inspections that were made during the time."""
    rows = FacilityInspection.objects.filter(facility__community__in=communities)
    return rows.filter(done_on__gte=span.start, done_on__lt=span.end)


def defects_open(communities: Collection[int], span: Span) -> QuerySet:
    """Defects that were reported by the last day and not settled by then."""
    rows = FacilityDefect.objects.filter(facility__community__in=communities, reported_at__lt=span.cutoff)
    return rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=span.as_at))


def defects_fixed(communities: Collection[int], span: Span) -> QuerySet:
    """Defects that were mended during the time."""
    rows = FacilityDefect.objects.filter(facility__community__in=communities, state=DefectState.FIXED)
    return rows.filter(ended_on__gte=span.start, ended_on__lt=span.end)


def _due(communities: Collection[int], span: Span) -> QuerySet:
    rows = Facility.objects.serving().filter(community__in=communities)
    return rows.filter(inspection_due__gte=span.start, inspection_due__lte=span.as_at)


def overdue(communities: Collection[int], span: Span) -> QuerySet:
    """Facilities whose inspection was due before the last day and not made by then."""
    made_later = FacilityInspection.objects.filter(due_on__lt=span.as_at, done_on__gt=span.as_at).values("facility")
    still = Q(inspection_due__lt=span.as_at) | Q(pk__in=made_later)
    return serving(communities, span).filter(still)


def work_counts(communities: Collection[int], span: Span) -> dict[int, Row]:
    """Inspections and defects of each community; seven queries."""
    made = FacilityInspection.objects.filter(facility__community__in=communities)
    was_due = made.filter(due_on__gte=span.start, due_on__lt=span.end)
    rows: dict[int, Counter[str]] = defaultdict(Counter)
    sources = (
        ("due", _due(communities, span), "community_id"),
        ("due", was_due, "facility__community_id"),
        ("overdue", overdue(communities, span), "community_id"),
        ("done", inspections_made(communities, span), "facility__community_id"),
        ("defects_open", defects_open(communities, span), "facility__community_id"),
        ("defects_fixed", defects_fixed(communities, span), "facility__community_id"),
        ("facilities", Facility.objects.filter(community__in=communities), "community_id"),
    )
    for key, queryset, column in sources:
        for community in queryset.order_by().values_list(column, flat=True):
            rows[community][key] += 1
    return {community: dict(row) for community, row in rows.items()}


register_extra("gaps_unknown", ngettext_lazy("%(n)s kind not collected", "%(n)s kinds not collected", "n"))
Cases = Callable[[Collection[int], Span], QuerySet]


def _metric(
    key: str, name: object, unit: object, definition: object, kind: Kind, counts: Callable[..., dict[int, Row]],
    *, known: str, cases: Cases | None = None, model: str = "", extra: tuple[str, ...] = (), in_report: bool = True,
    column: str = "", page: Callable[[Collection[int], Span], str] | None = None,
) -> None:  # fmt: skip
    register(
        Metric(
            key=f"facilities.{key}",
            name=name,
            unit=unit,
            definition=definition,
            section=Section.ENVIRONMENT,
            group=GROUP,
            kind=kind,
            counts=counts,
            read=lambda row: count(row, column or key, known=known, extra=extra),
            cases=cases,
            case_model=model,
            in_report=in_report,
            page=page,
        )
    )


def _gaps_page(kind: str = "") -> Callable[[Collection[int], Span], str]:
    """The list of gaps on the last day: of the one community, or of all that the reader sees."""

    def page(communities: Collection[int], span: Span) -> str:
        asked = {"kind": kind, "status": "gap", "level": "community", "day": span.as_at.isoformat()}
        one = {"community": next(iter(communities))} if len(communities) == 1 else {}
        address = reverse("admin:facilities_facility_gap_list")
        return f"{address}?{urlencode({k: v for k, v in (one | asked).items() if v})}"

    return page


_metric(
    "gaps", _("kinds of facilities lacking"), _("kinds"),
    _("Kinds that are missing, too far, unstaffed or too small by the county's standards, community by community."),
    Kind.STOCK, gap_counts, known="judged", extra=("gaps_unknown",), page=_gaps_page(),
)  # fmt: skip
for _kind in FacilityKind:
    _metric(
        f"gap_{_kind.value}", format_lazy("{}: {}", _("communities lacking"), _kind.label), _("communities"),
        _("Communities in which this kind is missing, too far, unstaffed or too small by the county's standard."),
        Kind.STOCK, gap_counts, known=f"judged_{_kind.value}", in_report=False,
        page=_gaps_page(_kind.value),
    )  # fmt: skip
_metric(
    "serving", _("facilities open"), _("facilities"),
    _("Facilities of the community that were open on the last day, also those with limits."),
    Kind.STOCK, facility_counts, known="serving", cases=serving, model=FACILITY,
)  # fmt: skip
_metric(
    "unstaffed", _("facilities with empty posts"), _("facilities"),
    _("Open facilities where a role had fewer people in post than needed on the last day; unrecorded do not count."),
    Kind.STOCK, facility_counts, known="serving",
    cases=lambda communities, span: serving(communities, span).filter(_short(span)), model=FACILITY,
)  # fmt: skip
_metric(
    "inspections_due", _("inspections due"), _("inspections"),
    _("Inspections of facilities that fell due during the time, made or not."),
    Kind.FLOW, work_counts, known="facilities", column="due",
)  # fmt: skip
_metric(
    "inspections_overdue", _("inspections overdue"), _("facilities"),
    _("Open facilities whose inspection was due before the last day and had not been made by then."),
    Kind.STOCK, work_counts, known="facilities", column="overdue", cases=overdue, model=FACILITY,
)  # fmt: skip
_metric(
    "inspections_done", _("inspections made"), _("inspections"),
    _("Inspections of facilities that were made during the time."),
    Kind.FLOW, work_counts, known="facilities", column="done", cases=inspections_made, model=INSPECTION,
)  # fmt: skip
_metric(
    "defects_open", _("defects not mended"), _("defects"),
    _("Defects of facilities that were reported by the last day and not settled by then."),
    Kind.STOCK, work_counts, known="facilities", cases=defects_open, model=DEFECT,
)  # fmt: skip
_metric(
    "defects_fixed", _("defects mended"), _("defects"),
    _("Defects of facilities that were mended during the time."),
    Kind.FLOW, work_counts, known="facilities", cases=defects_fixed, model=DEFECT,
)  # fmt: skip
