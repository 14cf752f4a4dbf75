"""The made-up community life: every state of everything, also on the last day of the year."""

from datetime import UTC, datetime

from django.db.models import Sum

from apps.core import clock
from apps.neighbourhood import models, workflow
from demo.county import CountyBuilder
from demo.neighbourhood import Life
from demo.plan import QINGCHUAN

TINY = (QINGCHUAN.scaled(0.03),)
MIDNIGHT = datetime(2026, 12, 31, 15, 50, tzinfo=UTC)  # ten minutes to the new year


def test_every_state_on_the_last_day_of_the_year():
    with clock.at(MIDNIGHT):
        (place,) = CountyBuilder(TINY, desks=False, say=lambda line: None).build()
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
