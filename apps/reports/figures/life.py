"""Figures about what happened to people and households during the time: births, deaths, moves, splits, transfers.

Counted by the day on which it happened, however late it was recorded; events that were cancelled or replaced by a
corrected version do not count.
"""

from collections.abc import Callable, Collection

from django.db.models import Q, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.households.models import EventKind, LifeEvent
from apps.reports.figures.counting import counts_by_community
from apps.reports.registry import Kind, Metric, Row, Section, count, register
from apps.reports.span import Span

MODEL = "households.lifeevent"
CHANGES = _("Changes in the register")
EVENTS = _("events")
NO_RECORD = _("Not collected while no event was ever recorded here.")
STAYS_INSIDE = Q(details__to_household__isnull=False) & ~Q(details__to_household=None)
FROM_INSIDE = Q(details__from_household__isnull=False) & ~Q(details__from_household=None)

KINDS: dict[str, Q] = {
    "births": Q(kind=EventKind.BIRTH),
    "deaths": Q(kind=EventKind.DEATH),
    "moved_in": (Q(kind=EventKind.MARRIAGE_IN) & ~FROM_INSIDE) | Q(kind=EventKind.RETURN),
    "moved_out": Q(kind__in=(EventKind.DEPARTURE, EventKind.MARRIAGE_OUT)) & ~STAYS_INSIDE,
    "splits": Q(kind__in=(EventKind.SPLIT, EventKind.DIVORCE)),
    "merges": Q(kind=EventKind.MERGE),
    "transfers_in": Q(kind=EventKind.TRANSFER_IN),
    "transfers_out": Q(kind=EventKind.TRANSFER_OUT),
}


def counts(communities: Collection[int], span: Span) -> dict[int, Row]:
    """All counts of events, in one query."""
    rows = LifeEvent.objects.standing().filter(community__in=communities, happened_on__lt=span.end)
    within = Q(happened_on__gte=span.start)
    return counts_by_community(rows, {"ever": Q(), **{key: kind & within for key, kind in KINDS.items()}})


def cases(key: str) -> Callable[[Collection[int], Span], QuerySet]:
    """The events that a count counts."""

    def find(communities: Collection[int], span: Span) -> QuerySet:
        rows = LifeEvent.objects.standing().filter(KINDS[key], community__in=communities)
        return rows.filter(happened_on__gte=span.start, happened_on__lt=span.end)

    return find


def _events(key: str, name: object, definition: object) -> None:
    register(
        Metric(
            key=f"life.{key}",
            name=name,
            unit=EVENTS,
            definition=format_lazy("{} {}", definition, NO_RECORD),
            section=Section.BASICS,
            group=CHANGES,
            kind=Kind.FLOW,
            counts=counts,
            read=lambda row: count(row, key, known="ever"),
            cases=cases(key),
            case_model=MODEL,
        )
    )


_events("births", _("births"), _("Births that happened during the time."))
_events("deaths", _("deaths"), _("Deaths that happened during the time."))
_events(
    "moved_in",
    pgettext_lazy("figure", "moved in"),
    _("People who married in from outside the community, and returns of people or households."),
)
_events(
    "moved_out",
    pgettext_lazy("figure", "moved out"),
    _("Departures and marriages out that led out of the community's register; moves within it do not count."),
)
_events("splits", _("household splits"), _("Households founded by a split or a divorce."))
_events("merges", _("household merges"), _("Households that joined another one."))
_events("transfers_in", _("transfers in"), _("Households and people taken over from another community."))
_events("transfers_out", _("transfers out"), _("Households and people that another community took over."))
