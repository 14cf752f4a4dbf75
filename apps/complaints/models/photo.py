"""Photos of what is wrong."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.complaints.models.complaint import WITH_COMPLAINT, Complaint
from apps.core.models import CommunityOwned, Photo
from apps.core.rowsecurity import Rows


class ComplaintPhoto(CommunityOwned, Photo):
    """A photo of what a complaint is about."""

    complaint = models.ForeignKey(
        Complaint, on_delete=models.CASCADE, related_name="photos", verbose_name=_("complaint")
    )

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
