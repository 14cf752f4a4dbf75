"""The driver's list, filled without a signal and sent when there is one."""

import uuid
from typing import Any

import pytest

from apps.core.errors import InvalidInput, Refused
from apps.core.rowscope import elevated, entered
from apps.core.scope import scope_of
from apps.shuttles import actions
from apps.shuttles.models import BoardingTick, Booking, BookingStep, Trip
from tests.shuttles.factories import BookingFactory, DriverFactory, TripFactory

pytestmark = pytest.mark.usefixtures("evening")
AT = "2026-12-01T07:02:00+08:00"


def tick(booking: Booking | None, what: str = "board", **more: Any) -> dict[str, Any]:
    return {"id": str(uuid.uuid4()), "booking": booking.pk if booking else None, "what": what, "at": AT, **more}


@pytest.fixture
def boarding(county: Any, driver_account: Any) -> Any:
    """A trip of the driver at the first stop with three bookings and one who waits; he acts in his own scope."""
    driver = DriverFactory(community=county.own, staff=driver_account)
    trip = TripFactory(community=county.own, state="boarding", driver=driver, vehicle__seats=4)
    rows = [BookingFactory(trip=trip, riders=riders) for riders in (1, 2, 1)]
    rows.append(BookingFactory(trip=trip, state="waiting", place=1))
    with entered(scope_of(driver_account), staff=driver_account.pk):
        yield trip, rows, driver_account


def states(rows: list[Booking]) -> list[str]:
    return [Booking.objects.get(pk=row.pk).state for row in rows]


def test_a_list_sent_twice_counts_once(boarding: Any) -> None:
    trip, rows, driver = boarding
    ticks = [
        tick(rows[0]), tick(rows[1]), tick(rows[1], "unboard"), tick(rows[1]), tick(None, "walk_on", riders=1),
        tick(rows[3]),
    ]  # fmt: skip
    first = actions.boarding_sync(trip=trip, by=driver, ticks=ticks)
    assert [answer["state"] for answer in first] == ["done"] * 5 + ["refused"]
    assert first[-1]["code"] == "full"
    second = actions.boarding_sync(trip=trip, by=driver, ticks=ticks)
    assert [answer["state"] for answer in second] == ["known"] * 5 + ["refused"]
    assert states(rows) == ["boarded", "boarded", "booked", "waiting"]
    counted = Trip.objects.get(pk=trip.pk)
    assert (counted.boarded, counted.walk_ons, counted.riders, counted.taken) == (3, 1, 4, 4)
    assert BoardingTick.objects.count() == len(ticks)
    assert BookingStep.objects.count() == 4


def test_who_waits_gets_on_once_somebody_is_missed(boarding: Any) -> None:
    trip, rows, driver = boarding
    ticks = [tick(rows[3]), tick(rows[2], "miss"), tick(rows[3]), tick(rows[2], "unmiss"), tick(rows[2])]
    for codes in (["full", "", "", "full", "full"],) * 2:  # sent twice, answered alike, counted once
        assert [one["code"] for one in actions.boarding_sync(trip=trip, by=driver, ticks=ticks)] == codes
        assert states(rows) == ["booked", "booked", "no_show", "boarded"]
        counted = Trip.objects.get(pk=trip.pk)
        assert (counted.taken, counted.boarded, counted.waiting) == (4, 1, 0)
    assert list(BookingStep.objects.order_by("pk").values_list("step", flat=True)) == ["miss", "board"]


def test_a_missing_one_is_expected_again_until_the_trip_is_over(boarding: Any, community_manager: Any) -> None:
    trip, rows, driver = boarding
    ticks = [tick(rows[0], what) for what in ("miss", "unmiss", "miss", "board")]
    assert {one["state"] for one in actions.boarding_sync(trip=trip, by=driver, ticks=ticks)} == {"done"}
    assert states(rows)[0] == "boarded"
    with entered(scope_of(community_manager)):
        actions.trip_depart(trip=trip, by=community_manager)
        actions.trip_finish(trip=trip, by=community_manager)
    late = [tick(rows[1], "miss"), tick(rows[1], "unmiss"), tick(rows[0], "miss")]
    answers = actions.boarding_sync(trip=trip, by=driver, ticks=late)
    assert [one["code"] for one in answers] == ["", "wrong_state", "wrong_state"]
    assert states(rows)[:2] == ["boarded", "no_show"]


def test_two_phones_that_tick_the_same_riders_count_them_once(boarding: Any, community_manager: Any) -> None:
    trip, rows, driver = boarding
    actions.boarding_sync(trip=trip, by=driver, ticks=[tick(rows[0])])
    with entered(scope_of(community_manager)):
        actions.boarding_sync(trip=trip, by=community_manager, ticks=[tick(rows[0])])
        assert Trip.objects.get(pk=trip.pk).boarded == 1


def test_a_list_that_comes_after_the_trip_was_closed_still_counts(boarding: Any, community_manager: Any) -> None:
    trip, rows, driver = boarding
    with entered(scope_of(community_manager)):
        actions.trip_depart(trip=trip, by=community_manager)
        actions.trip_finish(trip=trip, by=community_manager)
    assert states(rows) == ["no_show", "no_show", "no_show", "released"]
    answers = actions.boarding_sync(trip=trip, by=driver, ticks=[tick(rows[0]), tick(rows[1]), tick(rows[3])])
    assert [answer["code"] for answer in answers] == ["", "", "wrong_state"]
    assert states(rows) == ["boarded", "boarded", "no_show", "released"]


def test_what_cannot_be_read_is_refused_alone_and_the_rest_counts(boarding: Any) -> None:
    trip, rows, driver = boarding
    broken: list[Any] = [
        {}, "board", None, tick(rows[0], "dance"), {**tick(rows[0]), "at": "gestern"}, {**tick(rows[0]), "id": "1"},
        {**tick(rows[0]), "booking": "9" * 40}, tick(None, "walk_on", riders=99),
    ]  # fmt: skip
    ticks = [tick(rows[0]), *broken, tick(rows[1])]
    for state in ("done", "known"):
        answers = actions.boarding_sync(trip=trip, by=driver, ticks=ticks)
        assert [answer["state"] for answer in answers] == [state, *["refused"] * len(broken), state]
        assert {(answer["code"], bool(answer["message"])) for answer in answers[1:-1]} == {("unreadable", True)}
        assert [answer["id"] for answer in answers] == [
            str(each.get("id", "")) if isinstance(each, dict) else "" for each in ticks
        ]
    assert states(rows) == ["boarded", "boarded", "booked", "waiting"]
    assert BoardingTick.objects.count() == 2


def test_what_is_no_list_of_his(boarding: Any, county: Any) -> None:
    trip, rows, driver = boarding
    foreign = {"id": str(uuid.uuid4()), "booking": 0, "what": "board", "at": AT}
    assert actions.boarding_sync(trip=trip, by=driver, ticks=[foreign])[0]["code"] == "unknown_booking"
    with pytest.raises(InvalidInput):
        actions.boarding_sync(trip=trip, by=driver, ticks=[tick(rows[0])] * 501)
    with elevated("somebody else drives"):
        Trip.objects.filter(pk=trip.pk).update(driver=None)
    with pytest.raises(Refused) as refused:
        actions.boarding_sync(trip=trip, by=driver, ticks=[tick(rows[0])])
    assert refused.value.code == "not_in_scope"
