"""Photos of what is wrong."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.complaints.models.complaint import WITH_COMPLAINT, Complaint
from apps.core import clock
from apps.core.models import CommunityOwned
from apps.core.rowsecurity import Rows


def photo_path(photo: "ComplaintPhoto", filename: str) -> str:
    """Never the name that was sent."""
    return f"complaints/{clock.now():%Y/%m}/{uuid.uuid4().hex}.jpg"


class ComplaintPhoto(CommunityOwned):
    """A photo, re-encoded without its metadata. Served only through a view that asks visible_to."""

    complaint = models.ForeignKey(
        Complaint, on_delete=models.CASCADE, related_name="photos", verbose_name=_("complaint")
    )
    image = models.FileField(_("photo"), upload_to=photo_path)
    width = models.PositiveSmallIntegerField(_("width (px)"))
    height = models.PositiveSmallIntegerField(_("height (px)"))
    added_at = models.DateTimeField(_("added"), default=clock.now)

    row_security = Rows(other=WITH_COMPLAINT)

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ("pk",)

    @staticmethod
    def in_buildings(buildings: frozenset[int]) -> models.Q:
        """Those of complaints about given buildings."""
        return models.Q(complaint__building_id__in=buildings)

    def __str__(self) -> str:
        return f"{self.complaint_id}/{self.pk}"
