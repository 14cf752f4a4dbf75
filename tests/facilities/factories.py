"""Facilities and what hangs on them."""

from datetime import date
from typing import Any

import factory

from apps.core.photos import photo_values
from apps.facilities.models import (
    Facility,
    FacilityDefect,
    FacilityInspection,
    FacilityPhoto,
    FacilityStaffing,
    FacilityStandard,
)
from tests.communities.factories import CommunityFactory

# The start of a picture is enough: it was cleaned before it is kept.
JPEG = b"\xff\xd8\xff\xd9"


class FacilityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Facility

    community: Any = factory.SubFactory(CommunityFactory)
    kind = "clinic"
    name = factory.Sequence(lambda n: f"卫生室{n}")
    state = "open"


class StandardFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FacilityStandard

    kind = "clinic"
    valid_from = date(2020, 1, 1)
    max_minutes = 15


class StaffingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FacilityStaffing

    facility: Any = factory.SubFactory(FacilityFactory)
    role = "doctor"
    need = 2
    in_post = 1


class InspectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FacilityInspection

    facility: Any = factory.SubFactory(FacilityFactory)
    done_on = date(2026, 10, 12)
    result = "passed"


class DefectFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FacilityDefect

    facility: Any = factory.SubFactory(FacilityFactory)
    text = "灯不亮"
    due_on = date(2026, 12, 1)


def photo_of(defect: FacilityDefect) -> FacilityPhoto:
    """A photo of a defect, as it is kept."""
    return FacilityPhoto.objects.create(facility=defect.facility, defect=defect, **photo_values((JPEG, 8, 8)))
