"""Figures about dwellings: lived in, part of the time, returned, vacant. Stocks, as at the last day of the month."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection

from django.db.models import Case, Count, Min, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from apps.communities.models import Dwelling
from apps.households.vocabulary import ResidenceStatus
from apps.reports.figures.counting import counted
from apps.reports.registry import Figure, Kind, Metric, Row, Section, count, register, register_extra
from apps.reports.span import Span

USE = _("Dwellings")
OCCUPIED, PART_TIME, RETURNED, VACANT, UNKNOWN = "occupied", "part_time", "returned", "vacant", "unknown"
# Two households may share a dwelling: it is used as the one most at home uses it.
USE_OF = {
    ResidenceStatus.PERMANENT: (1, OCCUPIED),
    ResidenceStatus.DUAL: (2, PART_TIME),
    ResidenceStatus.MIGRANT_WORK: (3, PART_TIME),
    ResidenceStatus.RETURNED: (4, RETURNED),
    ResidenceStatus.VACANT: (5, VACANT),
}


LIVES = "occupancies__household__presences"


def with_use(communities: Collection[int], span: Span) -> QuerySet:
    """Dwellings with `use` on the last day: by the residence status of the household that holds them.

    `rank` is null where no holder's status is known, `holders` says whether there are any.
    """
    day = span.as_at
    held = Q(occupancies__period__holds_on=day)
    known = held & Q(**{f"{LIVES}__period__holds_on": day})
    ranks = Case(*(When(**{f"{LIVES}__status": status}, then=place) for status, (place, _use) in USE_OF.items()))
    return (
        Dwelling.objects.filter(community__in=communities)
        .annotate(holders=Count("occupancies", filter=held, distinct=True), rank=Min(ranks, filter=known))
        .annotate(
            use=Case(
                *(When(rank=place, then=Value(use)) for place, use in USE_OF.values()),
                When(holders=0, then=Value(VACANT)),
                default=Value(UNKNOWN),
            )
        )
    )


def counts(communities: Collection[int], span: Span) -> dict[int, Row]:
    """All counts of dwellings, in one query."""
    rows: dict[int, Counter[str]] = defaultdict(Counter)
    for community, use, rank, number in counted(with_use(communities, span), "community_id", "use", "rank"):
        rows[community]["registered"] += number
        rows[community]["unknown_use" if use == UNKNOWN else use] += number
        if rank is not None:
            rows[community]["held_and_known"] += number
    return dict(rows)


def cases(key: str) -> Callable[[Collection[int], Span], QuerySet]:
    """The dwellings that a count counts."""
    narrow = Q() if key == "registered" else Q(use=key)
    return lambda communities, span: with_use(communities, span).filter(narrow)


def read_use(row: Row, use: str) -> Figure:
    """Not collected while dwellings are held and nobody entered how any of those households lives."""
    if row.get("unknown_use") and not row.get("held_and_known"):
        return Figure(None, collected=False, extra={"unknown_use": row["unknown_use"]})
    return count(row, use, known="registered", extra=("unknown_use",))


def _dwellings(key: str, name: object, definition: object, read: Callable[[Row], Figure]) -> None:
    register(
        Metric(
            key=f"dwellings.{key}",
            name=name,
            unit=_("dwellings"),
            definition=definition,
            section=Section.BASICS,
            group=USE,
            kind=Kind.STOCK,
            counts=counts,
            read=read,
            cases=cases(key),
            case_model="communities.dwelling",
        )
    )


register_extra("unknown_use", ngettext_lazy("%(n)s dwelling unknown", "%(n)s dwellings unknown", "n"))
_dwellings(
    "registered",
    _("all dwellings"),
    _("Dwellings of the community in the register, as registered now."),
    lambda row: count(row, "registered", known="registered"),
)
_dwellings(
    OCCUPIED,
    _("occupied"),
    _("Held on the last day of the month by a household whose residence status is permanent."),
    lambda row: read_use(row, OCCUPIED),
)
_dwellings(
    PART_TIME,
    _("lived in part of the time"),
    _("Held on the last day of the month by a household with two homes or away for work."),
    lambda row: read_use(row, PART_TIME),
)
_dwellings(
    RETURNED,
    _("household moved back"),
    _("Held on the last day of the month by a household that moved back to its village."),
    lambda row: read_use(row, RETURNED),
)
_dwellings(
    VACANT,
    _("vacant"),
    _("Held on the last day of the month by nobody, or by a household whose residence status is vacant."),
    lambda row: read_use(row, VACANT),
)
