"""Figures about community life: competitions, points, groups, meetings and who came, activities."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from apps.neighbourhood.models import (
    Activity,
    Competition,
    Meeting,
    MeetingAttendance,
    MeetingDecision,
    PointsEntry,
    ResidentsGroup,
    SignUp,
)
from apps.neighbourhood.vocabulary import EntryKind
from apps.neighbourhood.workflow import TOLD, ActivityState, DecisionState, MeetingState
from apps.reports.registry import Figure, Kind, Metric, Row, Section, count, rate, register
from apps.reports.span import Span

GROUP = _("Community life")
COMPETITION, LINE, RESIDENTS = "neighbourhood.competition", "neighbourhood.pointsentry", "neighbourhood.residentsgroup"
MEETING, DECISION, ACTIVITY = "neighbourhood.meeting", "neighbourhood.meetingdecision", "neighbourhood.activity"
Rows = Callable[[Collection[int], Span], QuerySet]


def competitions(communities: Collection[int], span: Span) -> QuerySet:
    """Competitions whose results were published in the time."""
    rows = Competition.objects.filter(community__in=communities, state__in=TOLD)
    return rows.filter(published_on__gte=span.start, published_on__lt=span.end)


def _lines(communities: Collection[int], span: Span) -> QuerySet:
    return PointsEntry.objects.filter(community__in=communities, at__gte=span.start_at, at__lt=span.end_at)


def awarded(communities: Collection[int], span: Span) -> QuerySet:
    """Lines of awards, and of awards taken back."""
    return _lines(communities, span).filter(kind__in=(EntryKind.AWARD, EntryKind.REVERSAL))


def redeemed(communities: Collection[int], span: Span) -> QuerySet:
    """Lines of redemptions, and of those given back."""
    return _lines(communities, span).filter(kind__in=(EntryKind.REDEMPTION, EntryKind.RETURNED))


def groups(communities: Collection[int], span: Span) -> QuerySet:
    """Groups that there were at the end of the time."""
    rows = ResidentsGroup.objects.filter(community__in=communities, founded_on__lt=span.end)
    return rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=span.end))


def meetings(communities: Collection[int], span: Span) -> QuerySet:
    """Meetings held in the time."""
    rows = Meeting.objects.filter(community__in=communities, state=MeetingState.HELD)
    return rows.filter(starts_at__gte=span.start_at, starts_at__lt=span.end_at)


def decisions(communities: Collection[int], span: Span) -> QuerySet:
    """Decisions of these meetings."""
    return MeetingDecision.objects.filter(meeting__in=meetings(communities, span).order_by().values("pk"))


def carried_out(communities: Collection[int], span: Span) -> QuerySet:
    """Those of them that were carried out by now."""
    return decisions(communities, span).filter(state=DecisionState.DONE)


def activities(communities: Collection[int], span: Span) -> QuerySet:
    """Activities that took place in the time."""
    rows = Activity.objects.filter(community__in=communities, state=ActivityState.HELD)
    return rows.filter(starts_at__gte=span.start_at, starts_at__lt=span.end_at)


def counts(communities: Collection[int], span: Span) -> dict[int, Row]:
    """Numbers of each community; a fixed number of queries."""
    rows: dict[int, Counter[str]] = defaultdict(Counter)

    def add(key: str, found: QuerySet, number: object, path: str = "community_id") -> None:
        for community, value in found.order_by().values_list(path).annotate(n=number):
            rows[community][key] += int(value or 0)

    add("competitions", competitions(communities, span), Count("pk"))
    add("awarded", awarded(communities, span), Sum("points"))
    add("redeemed", redeemed(communities, span), -Sum("points"))
    add("groups", groups(communities, span), Count("pk"))
    met, done = meetings(communities, span), activities(communities, span)
    add("meetings", met, Count("pk"))
    add("met", MeetingAttendance.objects.filter(meeting__in=met.order_by().values("pk")), Sum("people"))
    add("met", met, Sum("others"))
    add("decisions", decisions(communities, span), Count("pk"), "meeting__community_id")
    add("carried_out", carried_out(communities, span), Count("pk"), "meeting__community_id")
    add("activities", done, Count("pk"))
    add("came", SignUp.objects.filter(activity__in=done.order_by().values("pk")), Sum(F("came")))
    add("came", done, Sum("others"))
    for table, column in ((Competition, "created_at"), (Meeting, "created_at"), (Activity, "created_at")):
        add("ever", table.objects.filter(community__in=communities, **{f"{column}__lt": span.end_at}), Count("pk"))
    add("ever", PointsEntry.objects.filter(community__in=communities, at__lt=span.end_at), Count("pk"))
    add("ever", ResidentsGroup.objects.filter(community__in=communities, founded_on__lt=span.end), Count("pk"))
    return {community: dict(row) for community, row in rows.items()}


def _figure(
    key: str, name: object, unit: object, definition: object, cases: Rows, model: str, section: Section,
    *, read: Callable[[Row], Figure] | None = None, kind: Kind = Kind.FLOW, in_report: bool = True,
) -> None:  # fmt: skip
    register(
        Metric(
            key=f"neighbourhood.{key}", name=name, unit=unit, definition=definition, section=section, group=GROUP,
            kind=kind, counts=counts, read=read or (lambda row: count(row, key, known="ever")), cases=cases,
            case_model=model, in_report=in_report,
        )
    )  # fmt: skip


_figure(
    "competitions", _("competitions held"), _("competitions"),
    _("Competitions of which the results were published."), competitions, COMPETITION, Section.ENVIRONMENT,
)  # fmt: skip
_figure(
    "awarded", _("points awarded"), _("points"),
    _("Points of all awards in the ledger, less those that were taken back."), awarded, LINE, Section.ENVIRONMENT,
)  # fmt: skip
_figure(
    "redeemed", _("points redeemed"), _("points"),
    _("Points that households turned into rewards, less those that came back unfetched."),
    redeemed, LINE, Section.ENVIRONMENT,
)  # fmt: skip
_figure(
    "groups", _("residents' groups"), _("groups"), _("Groups that residents run themselves and that have not ended."),
    groups, RESIDENTS, Section.ENVIRONMENT, kind=Kind.STOCK,
)  # fmt: skip
_figure(
    "meetings", _("residents' meetings"), _("meetings"), _("Meetings of residents that were held."),
    meetings, MEETING, Section.ENVIRONMENT,
)  # fmt: skip
_figure(
    "met", _("people at residents' meetings"), _("people"),
    _("People noted at these meetings, with those of no household on the register; who came twice counts twice."),
    meetings, MEETING, Section.ENVIRONMENT,
)  # fmt: skip
_figure(
    "carried_out", _("decisions carried out"), "%",
    _("Decisions of the meetings of this time that were carried out by now, out of all decisions of these meetings."),
    carried_out, DECISION, Section.ENVIRONMENT, kind=Kind.RATE, in_report=False,
    read=lambda row: rate(row, "carried_out", "decisions", known="ever"),
)  # fmt: skip
_figure(
    "activities", _("activities held"), _("activities"), _("Activities that took place."),
    activities, ACTIVITY, Section.INTEGRATION,
)  # fmt: skip
_figure(
    "came", _("people at activities"), _("people"),
    _("People noted at these activities, with those of no household on the register; who came twice counts twice."),
    activities, ACTIVITY, Section.INTEGRATION,
)  # fmt: skip
