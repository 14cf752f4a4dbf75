"""Figures about shuttles: trips, riders, seats, who did not come, who waited, what was cancelled, what it cost."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from apps.households.models import Household
from apps.reports.registry import Figure, Kind, Metric, Row, Section, count, rate, register, register_extra
from apps.reports.span import Span
from apps.shuttles.models import Booking, Trip
from apps.shuttles.stranded import without_a_way
from apps.shuttles.workflow import BookingState, TripState

GROUP = _("Shuttles")
TRIP, BOOKING, HOUSEHOLD = "shuttles.trip", "shuttles.booking", "households.household"
Rows = Callable[[Collection[int], Span], QuerySet]


def of_span(communities: Collection[int], span: Span) -> QuerySet:
    """Trips of the days of the time."""
    return Trip.objects.filter(community__in=communities, day__gte=span.start, day__lt=span.end)


def done(communities: Collection[int], span: Span) -> QuerySet:
    """Trips that arrived."""
    return of_span(communities, span).filter(state=TripState.DONE)


def cancelled(communities: Collection[int], span: Span) -> QuerySet:
    """Trips that did not run."""
    return of_span(communities, span).filter(state=TripState.CANCELLED)


def costed(communities: Collection[int], span: Span) -> QuerySet:
    """Trips of which is known what they cost."""
    return done(communities, span).filter(cost_yuan__isnull=False)


def bookings(communities: Collection[int], span: Span) -> QuerySet:
    """Bookings of the trips of the time."""
    rows = Booking.objects.filter(community__in=communities)
    return rows.filter(trip__day__gte=span.start, trip__day__lt=span.end)


def no_shows(communities: Collection[int], span: Span) -> QuerySet:
    """Bookings of which nobody came."""
    return bookings(communities, span).filter(state=BookingState.NO_SHOW)


def waitlisted(communities: Collection[int], span: Span) -> QuerySet:
    """Bookings that had to wait for a seat, whether one came free or not."""
    return bookings(communities, span).filter(place__isnull=False)


def lost(communities: Collection[int], span: Span) -> QuerySet:
    """Bookings of cancelled trips that left their household without a way."""
    return without_a_way(bookings(communities, span))


def stranded(communities: Collection[int], span: Span) -> QuerySet:
    """The households of these bookings."""
    return Household.objects.filter(pk__in=lost(communities, span).order_by().values("household"))


def counts(communities: Collection[int], span: Span) -> dict[int, Row]:
    """Trips, seats, riders and whole fen of each community; six queries."""
    rows: dict[int, Counter[str]] = defaultdict(Counter)
    state = {"trips": Q(state=TripState.DONE), "cancelled": Q(state=TripState.CANCELLED), "planned": Q()}
    numbers = {key: Count("pk", filter=condition) for key, condition in state.items()}
    ran, paid = Q(state=TripState.DONE), Q(state=TripState.DONE, cost_yuan__isnull=False)
    sums = {
        "seats": Sum("seats", filter=ran), "riders": Sum(F("boarded") + F("walk_ons"), filter=ran),
        "fen": Sum(F("cost_yuan") * 100, filter=paid), "costed": Count("pk", filter=paid),
        "riders_costed": Sum(F("boarded") + F("walk_ons"), filter=paid),
    }  # fmt: skip
    found = of_span(communities, span).order_by().values("community_id").annotate(
        **{f"n_{key}": value for key, value in (numbers | sums).items()}
    )  # fmt: skip
    for row in found:
        rows[row["community_id"]].update({key: int(row[f"n_{key}"] or 0) for key in numbers | sums})
    for key, source in {"no_shows": no_shows, "waitlisted": waitlisted}.items():
        grouped = source(communities, span).order_by().values_list("community_id")
        for community, number in grouped.annotate(n=Count("pk")):
            rows[community][key] += number
    left = lost(communities, span).order_by().values_list("community_id")
    for community, number in left.annotate(n=Count("household", distinct=True)):
        rows[community]["stranded"] += number
    there = Trip.objects.filter(community__in=communities, day__lt=span.end).order_by().values_list("community_id")
    for community, number in there.annotate(n=Count("pk")):
        rows[community]["ever"] += number
    for row_of in rows.values():
        row_of["not_costed"] = row_of["trips"] - row_of["costed"]
    return {community: dict(row) for community, row in rows.items()}


def yuan(row: Row) -> Figure:
    """Whole yuan of all trips that ran; trips without a known cost stand beside it."""
    extra = {"not_costed": row.get("not_costed", 0)}
    if not row.get("ever", 0) or (row.get("trips", 0) and not row.get("costed", 0)):
        return Figure(None, collected=False, extra=extra)
    return Figure(round(row.get("fen", 0) / 100), extra=extra)


def yuan_each(row: Row) -> Figure:
    """Yuan a rider, over the trips of which the cost is known; “—” where nobody rode them."""
    extra = {"not_costed": row.get("not_costed", 0)}
    if not row.get("costed", 0):
        return Figure(None, collected=False, extra=extra)
    fen, riders = row.get("fen", 0), row.get("riders_costed", 0)
    value = (Decimal(fen) / 100 / riders).quantize(Decimal("0.1")) if riders else None
    return Figure(value, round(fen / 100), riders, extra=extra)


register_extra("not_costed", ngettext_lazy("%(n)s trip without a cost", "%(n)s trips without a cost", "n"))


def _figure(
    key: str, name: object, unit: object, definition: object, cases: Rows, model: str,
    read: Callable[[Row], Figure], *, kind: Kind = Kind.FLOW, in_report: bool = True,
) -> None:  # fmt: skip
    register(
        Metric(
            key=f"shuttles.{key}", name=name, unit=unit, definition=definition, section=Section.FARMING, group=GROUP,
            kind=kind, counts=counts, read=read, cases=cases, case_model=model, in_report=in_report,
        )
    )  # fmt: skip


def _count(key: str) -> Callable[[Row], Figure]:
    return lambda row: count(row, key, known="ever")


_figure("trips", _("shuttle trips"), _("trips"), _("Trips of shuttles that arrived."), done, TRIP, _count("trips"))
_figure(
    "riders", _("riders on shuttles"), _("people"),
    _("People who were ticked off or noted on board of trips that arrived, with and without a booking."),
    done, TRIP, _count("riders"),
)  # fmt: skip
_figure(
    "used", _("seats used"), "%",
    _("Riders of trips that arrived, out of the seats of these trips."),
    done, TRIP, lambda row: rate(row, "riders", "seats", known="ever"), kind=Kind.RATE,
)  # fmt: skip
_figure(
    "seats", _("seats offered"), _("seats"), _("Seats of the trips that arrived."), done, TRIP, _count("seats"),
    in_report=False,
)  # fmt: skip
_figure(
    "no_shows", _("seats booked and nobody came"), _("bookings"),
    _("Bookings of which nobody was ticked off when the trip arrived."),
    no_shows, BOOKING, _count("no_shows"), in_report=False,
)  # fmt: skip
_figure(
    "waitlisted", _("bookings that had to wait"), _("bookings"),
    _("Bookings for which no seat was left when they were made, whether one came free later or not."),
    waitlisted, BOOKING, _count("waitlisted"), in_report=False,
)  # fmt: skip
_figure(
    "cancelled", _("cancelled trips"), _("trips"), _("Trips that did not run."), cancelled, TRIP, _count("cancelled")
)
_figure(
    "stranded", _("households left without a way"), _("households"),
    _(
        "Households with a booking on a trip that was cancelled, and without a seat on another trip of that day for the"
        " same purpose in the same direction."
    ),
    stranded, HOUSEHOLD, _count("stranded"),
)  # fmt: skip
_figure(
    "cost", _("cost of shuttles"), _("yuan"),
    _(
        "What the trips that arrived cost, in whole yuan: kilometres, and each day on which a vehicle was in use, at"
        " its prices. Trips of vehicles without a price do not count."
    ),
    costed, TRIP, yuan,
)  # fmt: skip
_figure(
    "cost_each", _("cost of a rider"), _("yuan"),
    _("What the trips with a known cost came to, over the people who rode them."),
    costed, TRIP, yuan_each, kind=Kind.RATE, in_report=False,
)  # fmt: skip
