"""Caseloads, risk levels, occasions, visits, tasks, answers and clashes."""

from datetime import date
from typing import Any

import factory

from apps.core import clock
from apps.core.periods import since
from apps.followups.models import Answer, Caseload, Level, Occasion, Task, Visit, VisitClash
from apps.instruments import library
from tests.accounts.factories import StaffFactory
from tests.households.factories import HouseholdFactory

LONG_AGO = date(2026, 1, 1)


class OfHouseholdFactory(factory.django.DjangoModelFactory):
    """A row of a household, in its community."""

    class Meta:
        abstract = True

    household: Any = factory.SubFactory(HouseholdFactory)
    community = factory.SelfAttribute("household.community")


class CaseloadFactory(OfHouseholdFactory):
    class Meta:
        model = Caseload

    worker: Any = factory.SubFactory(StaffFactory, role="grid_worker")
    period = factory.LazyFunction(lambda: since(LONG_AGO))


class LevelFactory(OfHouseholdFactory):
    class Meta:
        model = Level

    level = "high"
    why = "家里有人生大病"
    period = factory.LazyFunction(lambda: since(LONG_AGO))


class OccasionFactory(OfHouseholdFactory):
    class Meta:
        model = Occasion

    kind = "hardship"


class VisitFactory(OfHouseholdFactory):
    """A visit that is due today; one that is done was made today."""

    class Meta:
        model = Visit

    state = "due"
    done_on = factory.LazyAttribute(lambda visit: clock.today() if visit.state == "done" else None)
    opens_on = LONG_AGO  # so that a test may say any day on which it is due
    due_on: Any = factory.LazyFunction(clock.today)
    first_due_on = factory.SelfAttribute("due_on")


class TaskFactory(OfHouseholdFactory):
    class Meta:
        model = Task

    text = "带上残疾证"
    due_on: Any = factory.LazyFunction(clock.today)
    state = "open"
    done_on = factory.LazyAttribute(lambda task: clock.today() if task.state == "done" else None)


class ClashFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = VisitClash

    visit: Any = factory.SubFactory(VisitFactory, state="done")
    household = factory.SelfAttribute("visit.household")
    community = factory.SelfAttribute("visit.community")
    field = "telephone"
    base, mine, theirs = "13800001111", "13800002222", "13800003333"


class AnswerFactory(OfHouseholdFactory):
    """Answers to the questionnaire with `key`, in the version to ask now."""

    class Meta:
        model = Answer

    class Params:
        key = "living_costs"

    version: Any = factory.LazyAttribute(lambda answer: library.current(answer.key))
    answers: Any = factory.LazyFunction(dict)
    answered_on: Any = factory.LazyFunction(clock.today)
