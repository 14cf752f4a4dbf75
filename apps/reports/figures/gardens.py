"""Figures about garden plots: needed, held, waited for, idle; lockers; vegetables that need not be bought."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection

from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from apps.gardens.models import (
    GardenPlot,
    GardenRequest,
    GardenTenure,
    LockerHolding,
    ToolLocker,
    WaitlistEntry,
    YieldNote,
)
from apps.gardens.vocabulary import WaitState
from apps.gardens.workflow import State, TenureState
from apps.households.models import Household
from apps.reports.registry import Kind, Metric, Row, Section, count, register, register_extra
from apps.reports.span import Span

GROUP = _("Garden plots and lockers")
HOUSEHOLDS = _("households")
Rows = Callable[[Collection[int], Span], QuerySet]


def needed(communities: Collection[int], span: Span) -> QuerySet:
    """Requests that stand."""
    rows = GardenRequest.objects.standing().filter(community__in=communities, registered_at__lt=span.end_at)
    return rows.exclude(round__state=State.CLOSED)


def held(communities: Collection[int], span: Span) -> QuerySet:
    """Tenures of the last day."""
    return GardenTenure.objects.at(span.as_at).filter(community__in=communities)


def waiting(communities: Collection[int], span: Span) -> QuerySet:
    """Those who wait, or are offered what became free."""
    rows = WaitlistEntry.objects.filter(community__in=communities, created_at__lt=span.end_at)
    return rows.filter(state__in=(WaitState.WAITING, WaitState.OFFERED))


def idle(communities: Collection[int], span: Span) -> QuerySet:
    """Tenures that lie idle."""
    return GardenTenure.objects.filter(community__in=communities, state=TenureState.IDLE)


def lockers(communities: Collection[int], span: Span) -> QuerySet:
    """Lockers held on the last day."""
    return LockerHolding.objects.at(span.as_at).filter(community__in=communities)


def noted(communities: Collection[int], span: Span) -> QuerySet:
    """What was noted for months of the time."""
    rows = YieldNote.objects.filter(community__in=communities, month__gte=span.start.replace(day=1), month__lt=span.end)
    return rows.filter(saved_yuan__isnull=False)


COUNTED: dict[str, Rows] = {"needed": needed, "held": held, "waiting": waiting, "idle": idle, "lockers": lockers}


def counts(communities: Collection[int], span: Span) -> dict[int, Row]:
    """Households by what they have or wait for, whole yuan saved, and what is registered at all."""
    rows: dict[int, Counter[str]] = defaultdict(Counter)
    for key, source in COUNTED.items():
        grouped = source(communities, span).order_by().values_list("community_id")
        for community, number in grouped.annotate(n=Count("household", distinct=True)):
            rows[community][key] += number
    saved = noted(communities, span).order_by().values_list("community_id")
    for community, yuan, months in saved.annotate(yuan=Sum("saved_yuan"), n=Count("pk")):
        rows[community].update({"saved_yuan": round(yuan), "months_noted": months})
    for key, model in (("plots", GardenPlot), ("lockers_there", ToolLocker)):
        there = model.objects.filter(community__in=communities, retired_on__isnull=True).order_by()
        for community, number in there.values_list("community_id").annotate(n=Count("pk")):
            rows[community][key] += number
    return {community: dict(row) for community, row in rows.items()}


def _homes(source: Rows) -> Rows:
    """The households of these rows."""

    def find(communities: Collection[int], span: Span) -> QuerySet:
        return Household.objects.filter(pk__in=source(communities, span).order_by().values("household"))

    return find


register_extra("months_noted", ngettext_lazy("%(n)s month noted", "%(n)s months noted", "n"))


def _figure(
    key: str, name: object, unit: object, definition: object, source: Rows, *, known: str, kind: Kind = Kind.STOCK,
    extra: tuple[str, ...] = (), in_report: bool = True,
) -> None:  # fmt: skip
    register(
        Metric(
            key=f"gardens.{key}", name=name, unit=unit, definition=definition, section=Section.FARMING, group=GROUP,
            kind=kind, counts=counts, read=lambda row: count(row, key, known=known, extra=extra),
            cases=_homes(source), case_model="households.household", in_report=in_report,
        )
    )  # fmt: skip


_figure(
    "needed", _("households that need a plot"), HOUSEHOLDS,
    _(
        "Households that asked for a garden plot by the last day, in a round that is not closed, and have not"
        " withdrawn."
    ),
    needed, known="plots",
)  # fmt: skip
_figure(
    "held", _("households with a garden plot"), HOUSEHOLDS, _("Households that hold a garden plot on the last day."),
    held, known="plots",
)  # fmt: skip
_figure(
    "waiting", _("households waiting for a plot"), HOUSEHOLDS,
    _("Households on a waitlist, or to whom a plot is offered from it, as recorded now."),
    waiting, known="plots",
)  # fmt: skip
_figure(
    "idle", _("garden plots that lie idle"), _("plots"),
    _("Plots in use that a visit found idle and no visit since found in use, as recorded now."),
    idle, known="plots", in_report=False,
)  # fmt: skip
_figure(
    "lockers", _("households with a tool locker"), HOUSEHOLDS,
    _("Households that hold a tool locker on the last day."), lockers, known="lockers_there",
)  # fmt: skip
_figure(
    "saved_yuan", _("vegetables not bought"), _("yuan"),
    _(
        "What households with a plot said they did not have to buy in the months of the time, in whole yuan. Months"
        " without a note count nothing."
    ),
    noted, known="months_noted", kind=Kind.FLOW, extra=("months_noted",),
)  # fmt: skip
