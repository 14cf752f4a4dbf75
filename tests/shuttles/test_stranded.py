"""Left without a way: one meaning, on the trip's page before and after, in lists, on the first page and in figures."""

from typing import Any

import pytest
from django.test import RequestFactory

from apps.reports.figures.shuttles import stranded as counted
from apps.reports.registry import METRICS, compute
from apps.reports.span import Span
from apps.reports.today import shuttles as today
from apps.shuttles import actions
from apps.shuttles.filters import BookingFilter, TripFilter
from apps.shuttles.models import Booking, Trip
from apps.shuttles.stranded import households_without_a_way, other_ways, still_without_a_way
from tests.households.factories import HouseholdFactory
from tests.shuttles.factories import DAY, HOUR, SEVEN, BookingFactory, RouteFactory, StopFactory, TripFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evening")]


def riding(own: Any, later: int, **facts: Any) -> Trip:
    """Another trip, so many hours after the first."""
    trip: Trip = TripFactory(community=own, starts_at=SEVEN + later * HOUR, **facts)
    return trip


@pytest.fixture
def trip(county: Any) -> Trip:
    return riding(county.own, 0, vehicle__seats=30)


@pytest.fixture
def homes(trip: Trip, county: Any) -> dict[str, Any]:
    """Households with a booking on the trip, by what else they have that day."""
    off = {"state": "cancelled", "why": "修路"}
    rides: dict[str, tuple[Trip, dict[str, Any]]] = {
        "seat": (riding(county.own, 3), {}),
        "seat_not_used": (riding(county.own, 5), {"state": "no_show"}),
        "waits": (riding(county.own, 7), {"state": "waiting", "place": 1}),
        "gave_back": (riding(county.own, 9), {"state": "cancelled"}),
        "to_school": (riding(county.own, 11, route__purpose="school"), {}),
        "day_after": (riding(county.own, 24), {}),
        "does_not_run": (riding(county.own, 13, **off), {"state": "no_show"}),
    }
    rows = {name: HouseholdFactory(community=county.own) for name in (*rides, "way_back", "nothing")}
    for household in rows.values():
        BookingFactory(trip=trip, household=household)
    for name, (other, facts) in rides.items():
        BookingFactory(trip=other, household=rows[name], **facts)
    loop = riding(county.own, 15)
    BookingFactory(trip=loop, household=rows["way_back"], from_stop=loop.stops.latest("place").stop)
    return rows


LEFT = {"waits", "gave_back", "to_school", "day_after", "does_not_run", "way_back", "nothing"}


def test_every_face_says_the_same(trip: Trip, homes: dict[str, Any], county: Any, community_manager: Any) -> None:
    names = {home.pk: name for name, home in homes.items()}
    assert {names[one.household_id] for one in households_without_a_way(trip)} == LEFT  # foreseen
    cancelled = actions.trip_cancel(trip=trip, by=community_manager, why="大雪封山")
    assert {names[one.household_id] for one in households_without_a_way(cancelled)} == LEFT
    request = RequestFactory().get("/")
    request.user = community_manager
    listed = BookingFilter({"without_a_way": "true"}, Booking.objects.all(), request=request).qs
    assert {names[one.household_id] for one in listed} == LEFT
    assert set(TripFilter({"lacking": "way"}, Trip.objects.all(), request=request).qs) == {cancelled}
    assert {names[one.household_id] for one in still_without_a_way(Booking.objects.all())} == LEFT
    [card] = [card for card in today.cards(community_manager) if "without_a_way" in card["url"]]
    assert card["value"] == len(LEFT)
    span = Span.month(DAY)
    assert {names[home.pk] for home in counted([county.own.pk], span)} == LEFT
    assert compute(METRICS["shuttles.stranded"], [county.own], span).value == len(LEFT)


def test_seats_are_shown_in_the_same_direction_and_a_loop_goes_both_ways(trip: Trip, county: Any) -> None:
    gate, field = (StopFactory(community=county.own, kind=kind) for kind in ("community", "field"))
    ways = {"out": (gate, field), "home": (field, gate), "loop": (gate, field, gate)}
    rides = {
        name: riding(county.own, 2 * n, route=RouteFactory(community=county.own, calls=calls))
        for n, (name, way) in enumerate(ways.items(), 1)
        if (calls := [(stop, 30 * at, 9 * at) for at, stop in enumerate(way)])
    }
    names = {ride.pk: name for name, ride in rides.items()}
    assert [names[one.pk] for one in other_ways(trip)] == ["out", "loop"]
    assert [names.get(one.pk, "trip") for one in other_ways(rides["home"])] == ["loop"]
    assert {names.get(one.pk, "trip") for one in other_ways(rides["loop"])} == {"trip", "out", "home"}


def test_free_seats_are_shown_and_count_once_they_are_booked(trip: Trip, county: Any, community_manager: Any) -> None:
    booking, other = BookingFactory(trip=trip), riding(county.own, 2)
    riding(county.own, 4, route__purpose="school")
    assert list(other_ways(trip)) == [other]
    cancelled = actions.trip_cancel(trip=trip, by=community_manager, why="大雪封山")
    assert [one.pk for one in households_without_a_way(cancelled)] == [booking.pk]
    actions.seat_book(trip=other, household=booking.household, by=community_manager)
    assert households_without_a_way(cancelled) == []
