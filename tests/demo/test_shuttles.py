"""The made-up shuttles: every state of trips and bookings."""

from datetime import UTC, datetime

from apps.core import clock
from apps.shuttles.models import Booking, Driver, RideWish, ShuttlePlan, StandingBooking, Trip
from apps.shuttles.workflow import BookingState, TripState
from demo.county import CountyBuilder
from demo.plan import QINGCHUAN, SONGBAI
from demo.shuttles import Shuttles

TINY = (QINGCHUAN.scaled(0.03), SONGBAI.scaled(0.02))
MIDNIGHT = datetime(2026, 12, 31, 15, 50, tzinfo=UTC)  # ten minutes to the new year


def test_every_state_on_the_last_day_of_the_year():
    with clock.at(MIDNIGHT):
        builder = CountyBuilder(TINY, desks=False, say=lambda line: None)
        for turn, place in enumerate(builder.build()):
            assert Shuttles(place.settled, place.team, builder.shelf, seed="anju").lay(turn)
    assert set(Trip.objects.values_list("state", flat=True)) == set(TripState.values)
    assert set(Booking.objects.values_list("state", flat=True)) == set(BookingState.values)
    assert set(StandingBooking.objects.values_list("state", flat=True)) == {"live", "ended"}
    assert set(RideWish.objects.values_list("state", flat=True)) == {"open", "planned", "withdrawn"}
    adopted, beside = ShuttlePlan.objects.order_by("number")
    assert adopted.adopted_at is not None
    assert beside.adopted_at is None
    assert len(beside.table) == len(adopted.table) - 1
    assert adopted.season.runs.count() == len(adopted.table)
    assert Driver.objects.get(staff__username="driver").trips.filter(state="boarding").exists()
