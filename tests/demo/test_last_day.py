"""The made-up shuttles and community life show every state, also on the last day of the year."""

from datetime import UTC, datetime

import pytest
from django.db.models import Sum

from apps.core import clock
from apps.neighbourhood import models, workflow
from apps.shuttles.models import Booking, Driver, RideWish, ShuttlePlan, StandingBooking, Trip
from apps.shuttles.workflow import BookingState, TripState
from demo.county import CountyBuilder
from demo.neighbourhood import Life
from demo.plan import QINGCHUAN, SONGBAI
from demo.shuttles import Shuttles

TINY = (QINGCHUAN.scaled(0.03), SONGBAI.scaled(0.02))
MIDNIGHT = datetime(2026, 12, 31, 15, 50, tzinfo=UTC)  # ten minutes to the new year


@pytest.fixture(scope="module")
def built(lasting):
    with lasting():
        builder = CountyBuilder(TINY, desks=False, say=lambda line: None)
        with clock.at(MIDNIGHT):
            places = builder.build()
        yield places, builder.shelf


def test_shuttles(built):
    places, shelf = built
    with clock.at(MIDNIGHT):
        for turn, place in enumerate(places):
            assert Shuttles(place.settled, place.team, shelf, seed="anju").lay(turn)
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


def test_community_life(built):
    (place, _other), _shelf = built
    with clock.at(MIDNIGHT):
        assert Life(place.settled, place.team, seed="anju").tell()
    for model, states in (
        (models.Competition, workflow.CompetitionState), (models.CompetitionObjection, workflow.ObjectionState),
        (models.Award, workflow.AwardState), (models.Redemption, workflow.RedemptionState),
        (models.Meeting, workflow.MeetingState), (models.MeetingDecision, workflow.DecisionState),
        (models.Activity, workflow.ActivityState), (models.SignUp, workflow.SignUpState),
    ):  # fmt: skip
        assert set(model.objects.values_list("state", flat=True)) == set(states.values), model
    lines = models.PointsEntry.objects.order_by().values("household").annotate(n=Sum("points"))
    assert {row["household"]: row["n"] for row in lines} == dict(
        models.PointsAccount.objects.values_list("household", "balance")
    )
