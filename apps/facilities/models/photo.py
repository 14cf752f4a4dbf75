"""Photos of defects and of what inspections found."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.models import Photo
from apps.core.rowsecurity import through
from apps.facilities.models.defect import FacilityDefect
from apps.facilities.models.facility import Facility
from apps.facilities.models.inspection import FacilityInspection
from apps.facilities.models.queryset import OfFacilityQuerySet


class FacilityPhoto(Photo):
    """A photo of a defect, also of its repair, or of what an inspection found: of one of the two."""

    facility = models.ForeignKey(
        Facility, on_delete=models.PROTECT, related_name="photos", verbose_name=_("facility"), db_index=False
    )
    defect = models.ForeignKey(
        FacilityDefect, null=True, blank=True, on_delete=models.PROTECT, related_name="photos",
        verbose_name=_("defect"),
    )  # fmt: skip
    inspection = models.ForeignKey(
        FacilityInspection, null=True, blank=True, on_delete=models.PROTECT, related_name="photos",
        verbose_name=_("inspection"),
    )  # fmt: skip

    scope_community = "facility__community"
    row_security = through("facilities_facility", "facility_id")
    objects = OfFacilityQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(defect__isnull=True, inspection__isnull=False)
                | Q(defect__isnull=False, inspection__isnull=True),
                name="facilities_photo_of_one_thing",
                violation_error_message=_("A photo belongs to a defect or to an inspection."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.facility_id}/{self.pk}"
