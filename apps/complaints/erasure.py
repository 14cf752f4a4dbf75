"""What goes from the complaints of a household that is erased: who reported it, their words, notes and photos.

Kind, place in the building, clocks and outcome stay: the figures of past months count them.
"""

from functools import partial

import pgtrigger
from django.db import transaction

from apps.complaints.models import Complaint, ComplaintPhoto, ComplaintStep
from apps.households.models import Household
from apps.households.privacy.erasing import erases_household


@erases_household
def complaints_erase(household: Household, people: list[int]) -> dict[str, int]:
    """Blank the complaints of the household, with their history; rows by table."""
    rows = Complaint.objects.filter(household=household)
    keys = list(rows.order_by().values_list("pk", flat=True))
    done = {Complaint._meta.db_table: rows.update(reporter_name=None, reporter_phone=None, text="", place="")}
    history = Complaint.pgh_event_model.objects.filter(pgh_obj_id__in=keys)  # type: ignore[attr-defined]
    history.update(text="", place="")
    with pgtrigger.ignore("complaints.ComplaintStep:append_only"):
        done[ComplaintStep._meta.db_table] = ComplaintStep.objects.filter(complaint__in=keys).update(why="")
    photos = ComplaintPhoto.objects.filter(complaint__in=keys)
    for photo in photos.order_by("pk"):
        transaction.on_commit(partial(photo.image.storage.delete, str(photo.image.name)))
    done[ComplaintPhoto._meta.db_table] = photos.delete()[0]
    return done
