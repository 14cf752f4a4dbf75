"""Photos of what is wrong."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from apps.complaints.models import Complaint, ComplaintPhoto
from apps.core.decisions import Decision
from apps.core.errors import ensure
from apps.core.permits import not_in_scope
from apps.core.photos import Cleaned, clean_image, photo_values, room_for_photos

PHOTOS_EACH = 3


def may_add(complaint: Complaint, by: Any = None) -> Decision:
    """Whether another photo may be added: the resident (None) to their own, staff within their scope."""
    if by is not None and not Complaint.objects.visible_to(by).filter(pk=complaint.pk).exists():
        return not_in_scope()
    return room_for_photos(complaint.photos.count(), PHOTOS_EACH)


def photo_add(
    *, complaint: Complaint, upload: UploadedFile | None = None, cleaned: Cleaned | None = None, by: Any = None
) -> ComplaintPhoto:
    """Add one photo; `cleaned` spares a second decoding where the caller has checked it already.

    Raises InvalidInput for a picture that cannot be used, Refused where no more may be added.
    """
    if cleaned is None:
        if upload is None:
            raise ValueError("photo_add needs an upload or a cleaned picture")
        cleaned = clean_image(upload)
    with transaction.atomic():
        locked = Complaint.objects.select_for_update(of=("self",)).get(pk=complaint.pk)
        ensure(may_add(locked, by))
        return ComplaintPhoto.objects.create(
            complaint=locked, community_id=locked.community_id, **photo_values(cleaned)
        )
