"""Models of complaints."""

from apps.complaints.models.complaint import Complaint, new_tracking_code
from apps.complaints.models.extension import ComplaintExtension
from apps.complaints.models.photo import ComplaintPhoto
from apps.complaints.models.queryset import ComplaintQuerySet
from apps.complaints.models.step import ComplaintStep

__all__ = [
    "Complaint",
    "ComplaintExtension",
    "ComplaintPhoto",
    "ComplaintQuerySet",
    "ComplaintStep",
    "new_tracking_code",
]
