"""What is told of trips, and that it is told once; what becomes of seats when a household goes."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine

from apps.core import clock
from apps.core.errors import Refused
from apps.households.actions.transfers import transfer_accept, transfer_request
from apps.reminders.actions import messages_collect, messages_deliver
from apps.reminders.models import Message
from apps.reminders.words import worded
from apps.shuttles import actions
from apps.shuttles.erasure import shuttles_erase
from apps.shuttles.models import Booking, BookingStep, RideWish
from tests.households.families import family_in
from tests.shuttles.factories import HOUR, BookingFactory, DriverFactory, StandingFactory, TripFactory, WishFactory


@pytest.fixture
def trip(county: Any, community_manager: Any, driver_account: Any) -> Any:
    driver = DriverFactory(community=county.own, staff=driver_account)
    return BookingFactory(trip=TripFactory(community=county.own, driver=driver, vehicle__seats=3)).trip


def told(template: str) -> list[str]:
    messages_collect()
    rows = Message.objects.filter(template=f"shuttles.{template}", channel="inbox")
    return sorted(rows.values_list("recipient__role", flat=True))


BOTH = ["community_manager", "driver"]


@pytest.mark.usefixtures("evening")
def test_the_evening_before_exactly_once(trip: Any, evening: Any) -> None:
    with time_machine.travel("2026-11-30T08:59:00Z", tick=False):  # 16:59
        assert told("tomorrow") == []
    assert told("tomorrow") == told("tomorrow") == BOTH
    message = Message.objects.get(recipient__role="driver", channel="inbox", template="shuttles.tomorrow")
    assert message.url == f"/d/{trip.pk}/"
    assert trip.route.name in worded(message, "en").title
    evening.shift(3600)
    assert told("tomorrow") == BOTH


def test_a_trip_after_midnight_is_reminded_of_on_the_evening_before_it_leaves(trip: Any) -> None:
    """01:10 of the second of December, the night of the first: on the evening of the first, not of the day before."""
    at = datetime(2026, 12, 1, 17, 10, tzinfo=UTC)
    type(trip).objects.filter(pk=trip.pk).update(starts_at=at, ends_at=at + HOUR)
    for evening, whom in (("2026-11-30T10:00:00Z", []), ("2026-12-01T10:00:00Z", BOTH)):
        with time_machine.travel(evening, tick=False):
            assert told("tomorrow") == whom
    with time_machine.travel("2026-12-01T11:00:00Z", tick=False):
        messages_deliver()
    assert left() == 2


def left() -> int:
    """Reminders of the evening before in the inboxes."""
    return Message.objects.filter(template="shuttles.tomorrow", channel="inbox").count()


@pytest.mark.parametrize("later", ["2026-11-30T16:05:00Z", "2026-11-30T22:00:00Z", "2026-12-01T02:00:00Z"])
def test_after_the_evening_nobody_is_reminded_any_more(trip: Any, later: str) -> None:
    """Neither by a sweep that comes after midnight, in the morning or after the departure, nor by what lay unsent."""
    with time_machine.travel(later, tick=False):
        assert told("tomorrow") == []
    with time_machine.travel("2026-11-30T15:59:00Z", tick=False):
        assert told("tomorrow") == BOTH
    with time_machine.travel(later, tick=False):
        messages_deliver()
    assert left() == 0


@pytest.mark.usefixtures("evening")
def test_what_was_told_in_the_evening_stays_and_is_not_told_again(trip: Any, evening: Any) -> None:
    assert told("tomorrow") == BOTH
    messages_deliver()
    evening.shift(14 * 3600)
    assert told("tomorrow") == BOTH
    messages_deliver()
    assert Message.objects.filter(template="shuttles.tomorrow", channel="inbox", done_at__isnull=False).count() == len(
        BOTH
    )


@pytest.mark.usefixtures("evening")
def test_a_sweep_that_read_the_trip_before_it_was_cancelled_tells_nobody(trip: Any, community_manager: Any) -> None:
    actions.trip_cancel(trip=trip, by=community_manager, why="大雪封山")
    person = community_manager.pk
    Message.objects.create(
        key=f"shuttle_eve:{trip.pk}:{trip.day}", channel="inbox", recipient_id=person, template="shuttles.tomorrow"
    )
    messages_deliver()
    assert left() == 0


@pytest.mark.usefixtures("evening")
def test_none_for_a_trip_that_was_cancelled_meanwhile(
    trip: Any, community_manager: Any, django_capture_on_commit_callbacks: Any
) -> None:
    assert told("tomorrow") == BOTH  # written, and not delivered yet
    with django_capture_on_commit_callbacks(execute=True):
        actions.trip_cancel(trip=trip, by=community_manager, why="大雪封山")
    assert told("tomorrow") == []
    assert told("cancelled") == told("cancelled") == BOTH
    facts = Message.objects.filter(template="shuttles.cancelled").first()
    assert facts is not None
    assert (facts.context["households"], facts.context["stranded"]) == (1, 1)


@pytest.mark.usefixtures("evening")
def test_a_delay_a_new_time_and_a_seat_after_all(trip: Any, community_manager: Any, county: Any) -> None:
    waiting = BookingFactory(trip=trip, state="waiting", place=1, riders=3)
    actions.trip_report_late(trip=trip, by=community_manager, minutes=20, why="结冰")
    assert told("late") == told("late") == BOTH
    actions.trip_report_late(trip=trip, by=community_manager, minutes=45, why="结冰")
    assert told("late") == sorted(BOTH * 2)
    actions.trip_change(trip=trip, by=community_manager, starts_at=trip.starts_at + HOUR)
    assert told("moved") == told("moved") == BOTH
    seated = Booking.objects.get(trip=trip, state="booked")
    actions.booking_cancel(booking=seated, by=community_manager)
    assert Booking.objects.get(pk=waiting.pk).state == "booked"
    assert told("seat") == told("seat") == ["community_manager"]


@pytest.mark.usefixtures("evening")
def test_seats_are_given_back_before_a_file_goes_elsewhere(county: Any, community_manager: Any, colleague: Any) -> None:
    household = family_in(county.own).household
    booking = BookingFactory(trip=TripFactory(community=county.own), household=household)
    asked = transfer_request(
        household=household, by=community_manager, to_community=county.foreign, happened_on=clock.today(),
        why="随子女居住",
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        transfer_accept(transfer=asked, by=colleague)
    assert refused.value.code == "shuttle_booked"
    actions.booking_cancel(booking=booking, by=community_manager, why="搬走")
    transfer_accept(transfer=asked, by=colleague)
    assert Booking.objects.get(pk=booking.pk).community == county.own


@pytest.mark.usefixtures("evening")
def test_what_is_erased(county: Any, community_manager: Any) -> None:
    household = family_in(county.own).household
    booking = BookingFactory(
        trip=TripFactory(community=county.own, vehicle__wheelchair_places=1), household=household, note="腿脚不便",
        wheelchair=True, priority=1, riders=2,
    )  # fmt: skip
    actions.booking_cancel(booking=booking, by=community_manager, why="住院")
    StandingFactory(run__season__community=county.own, household=household, note="腿脚不便", wheelchair=True)
    WishFactory(household=household, text="去医院", day=date(2026, 12, 3))
    shuttles_erase(household, [])
    kept = Booking.objects.get(pk=booking.pk)
    assert (kept.note, kept.priority, kept.wheelchair, kept.riders) == ("", 0, False, 2)
    assert not BookingStep.objects.exclude(why="").exists()
    assert RideWish.objects.get().text == ""
    assert not RideWish.pgh_event_model.objects.exclude(text="").exists()  # type: ignore[attr-defined]
