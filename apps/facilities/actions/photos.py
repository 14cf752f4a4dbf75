"""Photos of defects and inspections."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from apps.core.errors import ensure
from apps.core.photos import Cleaned, photo_values, room_for_photos
from apps.facilities.models import Facility, FacilityDefect, FacilityInspection, FacilityPhoto
from apps.facilities.policies import may
from apps.facilities.vocabulary import PHOTOS_EACH

Shown = FacilityDefect | FacilityInspection


@transaction.atomic
def photos_add(*, of: Shown, by: Any, photos: Iterable[Cleaned]) -> list[FacilityPhoto]:
    """Add cleaned photos (core.photos.clean_image) to a defect or an inspection.

    Whoever reports defects or records inspections of the facility may. Raises Refused: `photos_full` and the policy's.
    """
    facility = Facility.objects.select_for_update(of=("self",)).select_related("community").get(pk=of.facility_id)
    ensure(may(facility, "report_defect" if isinstance(of, FacilityDefect) else "inspect", by))
    return keep(of, photos)


def keep(of: Shown, photos: Iterable[Cleaned]) -> list[FacilityPhoto]:
    """The same for a step whose policy was asked already; the facility or the defect is locked."""
    kind, made = ("defect" if isinstance(of, FacilityDefect) else "inspection"), []
    held = of.photos.count()
    for place, picture in enumerate(photos):
        ensure(room_for_photos(held + place, PHOTOS_EACH))
        made.append(FacilityPhoto.objects.create(facility_id=of.facility_id, **{kind: of}, **photo_values(picture)))
    return made
