"""Complaints in a given state, written straight to the table (actions have their own tests)."""

from datetime import timedelta

import factory

from apps.complaints.models import Complaint
from apps.core import clock
from tests.communities.factories import BuildingFactory


class ComplaintFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Complaint

    building = factory.SubFactory(BuildingFactory)
    community = factory.SelfAttribute("building.community")
    category = "damage"
    text = "楼道灯坏了"
    submitted_at = factory.LazyFunction(clock.now)
    accept_due = factory.LazyAttribute(lambda o: o.submitted_at + timedelta(days=1))
    contact_due = factory.LazyAttribute(lambda o: o.submitted_at + timedelta(days=2))
    resolve_due = factory.LazyAttribute(lambda o: o.submitted_at + timedelta(days=7))
