"""A household that merges with its double, or leaves: what becomes of its seats."""

from datetime import date, timedelta
from typing import Any

import pytest

from apps.core import clock
from apps.core.errors import Refused
from apps.core.periods import since
from apps.households.actions import people as life
from apps.households.actions.household_merging import households_merge
from apps.households.actions.merging import merge_undo
from apps.households.likeness import merging
from apps.households.models import Household
from apps.shuttles import actions
from apps.shuttles.models import BoardingTick, Booking, BookingStep, CalendarLink, RideWish, StandingBooking, Trip
from apps.shuttles.tasks import settle_gone
from tests.households.factories import HouseholdFactory, MembershipFactory
from tests.shuttles.factories import (
    HOUR,
    BookingFactory,
    RunFactory,
    SeasonFactory,
    StandingFactory,
    TripFactory,
    WishFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evening")]
LATER = timedelta(days=1)


@pytest.fixture
def two(county: Any) -> tuple[Household, Household]:
    """One household, registered twice."""
    keep, drop = (HouseholdFactory(community=county.own) for _n in range(2))
    return keep, drop


def rows(model: Any) -> list[dict[str, Any]]:
    return [{k: v for k, v in row.items() if k != "updated_at"} for row in model.objects.order_by("pk").values()]


def state(booking: Booking) -> tuple[str, int]:
    return Booking.objects.values_list("state", "household").get(pk=booking.pk)


def counted(trip: Trip) -> tuple[int, int, int]:
    return Trip.objects.values_list("taken", "boarded", "waiting").get(pk=trip.pk)


def test_seats_and_wishes_go_with_the_household_and_back(two: Any, community_manager: Any) -> None:
    keep, drop = two
    trip = TripFactory(community=keep.community)
    actions.seat_book(trip=trip, household=drop, by=community_manager, riders=2)
    StandingFactory(household=drop, run__season__community=keep.community)
    WishFactory(household=drop)
    actions.calendar_link_give(household=drop, by=None)
    tables = (Booking, BookingStep, StandingBooking, RideWish, CalendarLink, Trip)
    before = [rows(model) for model in tables]
    record = households_merge(keep=keep, drop=drop, by=community_manager)
    for model in (Booking, StandingBooking, RideWish, CalendarLink):
        assert model.objects.get().household_id == keep.pk
    assert (Booking.objects.get().state, StandingBooking.objects.get().state) == ("booked", "live")
    assert BookingStep.objects.get().booking.household_id == keep.pk
    assert (CalendarLink.objects.get().revoked_at, counted(trip)) == (None, (2, 0, 0))
    merge_undo(merge=record, by=community_manager)
    assert [rows(model) for model in tables] == before


def test_two_seats_of_one_trip_are_one_and_the_other_goes_to_who_waits(two: Any, community_manager: Any) -> None:
    keep, drop = two
    trip = TripFactory(community=keep.community, vehicle__seats=2)
    mine, theirs = (actions.seat_book(trip=trip, household=home, by=community_manager)[0] for home in two)
    waits = actions.seat_book(trip=trip, household=HouseholdFactory(community=trip.community), by=community_manager)[0]
    assert merging.clashes(keep, drop) == [], "nobody is asked"
    record = households_merge(keep=keep, drop=drop, by=community_manager)
    assert (state(mine), state(theirs)) == (("booked", keep.pk), ("cancelled", keep.pk))
    assert (state(waits)[0], counted(trip)) == ("booked", (2, 0, 0))
    step = theirs.steps.get(step="cancel")
    assert step.by == community_manager
    assert step.why
    merge_undo(merge=record, by=community_manager)
    assert (state(mine), state(theirs)) == (("booked", keep.pk), ("cancelled", drop.pk))
    assert (state(waits)[0], counted(trip)) == ("booked", (2, 0, 0)), "whoever has the seat now keeps it"


def test_the_page_of_a_merge_says_what_becomes_of_seats(two: Any, community_manager: Any, english: None) -> None:
    keep, drop = two
    assert merging.foretold(keep, drop) == []
    trip, gone = TripFactory(community=keep.community), TripFactory(community=keep.community, state="done", km=1)
    run = RunFactory(season__community=keep.community)
    for household in two:
        BookingFactory(trip=trip, household=household)
        BookingFactory(trip=gone, household=household, state="boarded")
        StandingFactory(household=household, run=run)
        actions.calendar_link_give(household=household, by=None)
    said = merging.foretold(keep, drop)
    assert len(said) == 4
    for words in ("given back", "becomes one booking", "ends", "leads nowhere"):
        assert any(words in one for one in said), words


def test_nobody_loses_a_seat_by_being_merged(two: Any, community_manager: Any) -> None:
    keep, drop = two
    trip = TripFactory(community=keep.community, vehicle__seats=1)
    theirs, mine = (actions.seat_book(trip=trip, household=home, by=community_manager)[0] for home in (drop, keep))
    households_merge(keep=keep, drop=drop, by=community_manager)
    assert (state(mine), state(theirs)) == (("cancelled", keep.pk), ("booked", keep.pk))
    assert counted(trip) == (1, 0, 0)


def test_both_records_rode_on_one_trip(two: Any, community_manager: Any) -> None:
    keep, drop = two
    trip = TripFactory(community=keep.community, state="under_way")
    mine, theirs = (BookingFactory(trip=trip, household=home, riders=n) for home, n in ((keep, 1), (drop, 2)))
    for row in (mine, theirs):
        actions.booking_board(booking=row, by=community_manager)
    with pytest.raises(Refused) as refused:
        households_merge(keep=keep, drop=drop, by=community_manager)
    assert refused.value.code == "rides_now"
    actions.trip_finish(trip=trip, by=community_manager)
    tables = (Booking, BookingStep, BoardingTick, Trip)
    before = [rows(model) for model in tables]
    record = households_merge(keep=keep, drop=drop, by=community_manager)
    booking = Booking.objects.get()
    assert (booking.household_id, booking.riders, booking.state) == (keep.pk, 3, "boarded")
    assert (counted(trip), booking.steps.count(), booking.ticks.count()) == ((3, 3, 0), 2, 2)
    merge_undo(merge=record, by=community_manager)
    assert [rows(model) for model in tables] == before


def test_who_was_taken_off_the_list_after_the_arrival_did_not_ride(two: Any, community_manager: Any) -> None:
    trip = TripFactory(community=two[0].community, state="done", km=1)
    mine = BookingFactory(trip=trip, household=two[0], state="boarded")
    theirs = BookingFactory(trip=trip, household=two[1])
    households_merge(keep=two[0], drop=two[1], by=community_manager)
    assert (state(mine)[0], state(theirs)[0]) == ("boarded", "no_show")


def test_two_standing_bookings_of_one_run_are_one(two: Any, community_manager: Any) -> None:
    keep, drop = two
    run = RunFactory(season=SeasonFactory(community=keep.community))
    mine, theirs = (StandingFactory(run=run, household=home, weekdays=bits) for home, bits in ((keep, 2), (drop, 6)))
    past = StandingFactory(run=run, household=drop, period=since(date(2026, 10, 1), date(2026, 11, 1)))
    both = TripFactory(community=keep.community, run=run, route=run.route)
    lone = TripFactory(community=keep.community, run=run, route=run.route, starts_at=both.starts_at + LATER)
    actions.standing_seats([both, lone])
    for home in two:
        actions.calendar_link_give(household=home, by=None)
    before = [rows(model) for model in (StandingBooking, CalendarLink)]
    record = households_merge(keep=keep, drop=drop, by=community_manager)
    assert dict(StandingBooking.objects.values_list("pk", "state")) == {
        mine.pk: "live", theirs.pk: "ended", past.pk: "live",
    }  # fmt: skip
    assert StandingBooking.objects.exclude(household=keep).count() == 0
    assert Booking.objects.live().get(trip=both).standing == mine
    assert Booking.objects.live().get(trip=lone).standing == mine, "a seat that only the other had booked stays"
    assert CalendarLink.objects.filter(household=keep).count() == 2
    assert CalendarLink.objects.filter(revoked_at=None).count() == 1
    merge_undo(merge=record, by=community_manager)
    assert [rows(model) for model in (StandingBooking, CalendarLink)] == before
    assert Booking.objects.live().get(trip=lone).standing == theirs


@pytest.fixture
def booked(county: Any, community_manager: Any) -> Any:
    """A household with a seat today, tomorrow's by a standing booking, and a wish; and who waits behind it."""
    home = HouseholdFactory(community=county.own)
    MembershipFactory(household=home)
    run = RunFactory(season=SeasonFactory(community=county.own))
    trip = TripFactory(community=county.own, run=run, route=run.route, state="planned")
    StandingFactory(run=run, household=home)
    actions.standing_seats([trip])
    full = TripFactory(community=county.own, vehicle__seats=1, starts_at=trip.starts_at + HOUR)
    for household in (home, HouseholdFactory(community=county.own)):
        actions.seat_book(trip=full, household=household, by=community_manager)
    BookingFactory(
        trip=TripFactory(community=county.own, state="done", km=1, starts_at=trip.starts_at - LATER), household=home,
        state="boarded",
    )  # fmt: skip
    for told in ("open", "planned"):
        WishFactory(household=home, state=told)
    return home


def test_who_leaves_gives_back_what_is_ahead(
    booked: Any, community_manager: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        life.departure_record(household=booked, by=community_manager, happened_on=clock.today(), destination="外地")
    states = Booking.objects.filter(household=booked).order_by("trip__starts_at").values_list("state", flat=True)
    assert list(states) == ["boarded", "cancelled", "cancelled"]
    assert Booking.objects.exclude(household=booked).get().state == "booked", "the seat went to who waited"
    standing = StandingBooking.objects.get()
    assert standing.state == "ended"
    assert standing.why
    assert sorted(RideWish.objects.values_list("state", flat=True)) == ["planned", "withdrawn"]
    steps = BookingStep.objects.filter(booking__household=booked, step="cancel")
    assert {(step.by, step.by_label, bool(step.why)) for step in steps} == {(None, "system", True)}
    assert settle_gone() == 0


def test_at_night_who_left_without_an_event_is_settled_and_nobody_else(booked: Any) -> None:
    assert settle_gone() == 0
    Household.objects.filter(pk=booked.pk).update(left_on=clock.today() + LATER)
    assert settle_gone() == 0
    Household.objects.filter(pk=booked.pk).update(left_on=clock.today())
    assert settle_gone() == 3
    assert settle_gone() == 0
