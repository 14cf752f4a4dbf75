"""Steps of a visit that is still to be made, and its pictures."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from apps.core import clock, ui
from apps.core.constraints import held
from apps.core.errors import InvalidInput, ensure
from apps.core.permits import sees
from apps.core.photos import Cleaned, clean_image, photo_values, room_for_photos
from apps.facilities.actions.stepping import working_day
from apps.followups.actions.stepping import asked, mark, sent_before, take
from apps.followups.actions.tasks import not_past, said_with
from apps.followups.models import Visit, VisitPhoto
from apps.followups.policies import may_record
from apps.followups.rules import MOVE_DAYS, RETRY_DAYS, number_of
from apps.followups.vocabulary import ShiftWhy, Shot

PHOTOS_EACH = 12


@transaction.atomic
def visit_not_met(*, visit: Visit, by: Any, why: str = "", client_id: uuid.UUID | None = None) -> Visit:
    """Nobody was met: it counts as a try, and the visit is due again some working days on.

    Sent again with the same `client_id`, nothing is done.
    """
    if before := sent_before(visit, "not_met", client_id):
        return before
    row = asked(visit, "not_met", by, why=why)
    row.attempts += 1
    again = working_day(clock.today() + timedelta(days=number_of(RETRY_DAYS)))
    if again > row.due_on:
        row.due_on, row.shift_why = again, ShiftWhy.NOT_MET
    return take(row, "not_met", by, why, label=mark(client_id))


@transaction.atomic
def visit_shift(
    *, visit: Visit, by: Any, due_on: date | None = None, why: str = "", client_id: uuid.UUID | None = None
) -> Visit:
    """It is to be made on another day; sent again with the same `client_id`, nothing is done.

    Raises InvalidInput for a day that is past, or farther ahead than a visit may be moved (MOVE_DAYS).
    """
    if before := sent_before(visit, "shift", client_id):
        return before
    row = asked(visit, "shift", by, due_on=due_on, why=why)
    said = said_with(f"{row.due_on} → {due_on}", why)
    row.due_on, row.shift_why = _near(not_past(due_on)), ShiftWhy.BY_HAND
    row.opens_on = min(row.opens_on, row.due_on)
    return take(row, "shift", by, said, label=mark(client_id))


@transaction.atomic
def visit_cancel(*, visit: Visit, by: Any, why: str = "", client_id: uuid.UUID | None = None) -> Visit:
    """It is not to be made. What asks for it asks for another, when its day comes.

    This and the next sent again with the same `client_id` count once.
    """
    if before := sent_before(visit, "cancel", client_id):
        return before
    return take(asked(visit, "cancel", by, why=why), "cancel", by, why, label=mark(client_id))


@transaction.atomic
def visit_reassign(
    *, visit: Visit, by: Any, worker: Any = None, why: str = "", client_id: uuid.UUID | None = None
) -> Visit:
    """Somebody else makes this one visit; the household stays in its caseload.

    Raises Refused where the worker's area does not hold the household.
    """
    if before := sent_before(visit, "reassign", client_id):
        return before
    row = asked(visit, "reassign", by, worker=worker, why=why)
    return visit_given(row, by, worker, why, client_id=client_id)


def visit_given(row: Visit, by: Any, worker: Any, why: str = "", *, client_id: uuid.UUID | None = None) -> Visit:
    """The locked visit into other hands; `worker` None: into nobody's."""
    names = [person.name if person else "—" for person in (row.worker, worker)]
    row.worker = worker
    return take(row, "reassign", by, said_with(" → ".join(names), why), label=mark(client_id))


@transaction.atomic
def visit_photo_add(
    *, visit: Visit, by: Any, client_id: uuid.UUID, upload: UploadedFile | None = None, cleaned: Cleaned | None = None,
    what: str = Shot.PHOTO, question: str = "",
) -> tuple[VisitPhoto, bool]:  # fmt: skip
    """Add a photo or a signature. (photo, False): it was sent before.

    Raises InvalidInput for a picture that cannot be used, Refused where it is not theirs or no more fit.
    """
    row = Visit.objects.select_for_update(of=("self",)).select_related("household").get(pk=visit.pk)
    ensure(sees(row, by))
    if before := VisitPhoto.objects.filter(client_id=client_id, visit=row).first():
        return before, False
    ensure(may_record(row.household, by))
    ensure(room_for_photos(row.photos.count(), PHOTOS_EACH))
    if cleaned is None:
        assert upload is not None
        cleaned = clean_image(upload)
    values = photo_values(cleaned)
    return held(VisitPhoto(visit=row, client_id=client_id, what=what, question=question[:64], **values)), True


def _near(day: date) -> date:
    """The day, where a visit may be moved so far: nobody is put off for years."""
    last = clock.today() + timedelta(days=number_of(MOVE_DAYS))
    if day > last:
        said = _("Choose a day until %(day)s. A visit that is not to be made is cancelled instead.")
        raise InvalidInput(said % {"day": ui.exact(last)}, code="too_far", field="due_on")
    return day
