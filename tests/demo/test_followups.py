"""The made-up visits: every state, every reason to shift, answers to all four questionnaires."""

import pytest
from django.db.models import Exists, OuterRef, Q

from apps.core import clock
from apps.followups.models import Answer, IntegrationStage, Occasion, Task, Visit, VisitClash, VisitStep
from apps.households.models import Household
from demo import followups
from demo.assessments import Assessments
from demo.county import CountyBuilder, Place
from demo.followups import Visits
from demo.plan import QINGCHUAN


def test_every_state_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(followups, "EACH", 3)  # the others are asked where their stages are laid
    (place,) = CountyBuilder((QINGCHUAN.scaled(0.1),), desks=False, say=lambda line: None).build()
    gone = place.settled.homes[2].household.pk  # left by a life event, which the builder's rows do not know
    Household.objects.filter(pk=gone).update(left_on=clock.today())
    Visits(place.settled, place.team, seed="anju").lay()
    assert not Visit.objects.filter(household=gone).exists()
    assert set(Visit.objects.values_list("state", flat=True)) == {"due", "done", "cancelled"}
    assert Visit.objects.overdue().exists()
    steps = set(VisitStep.objects.values_list("step", flat=True))
    assert steps >= {"record", "not_met", "shift", "cancel", "reassign"}
    assert set(Task.objects.values_list("state", flat=True)) == {"open", "done", "cancelled"}
    assert Task.objects.filter(escalated_at__isnull=False).exists()
    assert VisitClash.objects.filter(state="open").exists()
    assert set(Occasion.objects.values_list("kind", flat=True)) == {"hardship", "new_disaster"}
    asked = set(Answer.objects.values_list("version__instrument__key", flat=True))
    assert asked == {"guarantees_income", "integration", "livelihood", "living_costs"}
    assert Visit.objects.filter(worker=None, state="due").exists()
    _stages_rest_on_answers(place)


def _stages_rest_on_answers(place: Place) -> None:
    """Nobody decides on the stage of a household that was never asked; each stage is there, and a way back."""
    Assessments(place.settled, place.team).lay()
    asked = Answer.objects.filter(household=OuterRef("household"), version__instrument__key="integration")
    rows = IntegrationStage.objects.annotate(
        asked=Exists(asked.filter(answered_on__lte=OuterRef("period__startswith")))
    )
    assert set(rows.values_list("asked", flat=True)) == {True}
    assert set(rows.values_list("stage", flat=True)) == {"demand", "reshaping", "equality"}
    assert not rows.filter(Q(proposed="") | Q(evidence=[])).exists()
    assert IntegrationStage.objects.fallen_back().exists()
